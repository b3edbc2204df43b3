// A format is cut into elements: white space, literal characters and directives. Each can match in
// several ways, tried in the order of CPython's regular expression; when a later element fails, the
// earlier ones try their next way.

#include "engine/python/strptime.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "engine/python/character.h"
#include "engine/python/datetime_text.h"
#include "engine/python/text_repr.h"

namespace undumpy::python {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space_at(std::string_view text, std::size_t at) {
  return at < text.size() && character::is_space(character::next(text, at));
}

struct Element {
  enum class Kind : std::uint8_t { Space, Literal, Directive } kind;
  char32_t character = 0;  // the literal, or the directive's letter
};

// Numbers of so many digits within bounds: longer ones are tried first.
struct NumberDirective {
  char letter;
  std::size_t least_digits, most_digits;
  int low, high;
};
constexpr std::array<NumberDirective, 16> Numbers = {{{'d', 1, 2, 1, 31},
                                                      {'f', 1, 6, 0, 999'999},
                                                      {'G', 4, 4, 0, 9999},
                                                      {'H', 1, 2, 0, 23},
                                                      {'I', 1, 2, 1, 12},
                                                      {'j', 1, 3, 1, 366},
                                                      {'m', 1, 2, 1, 12},
                                                      {'M', 1, 2, 0, 59},
                                                      {'S', 1, 2, 0, 61},
                                                      {'u', 1, 1, 1, 7},
                                                      {'U', 1, 2, 0, 53},
                                                      {'V', 1, 2, 0, 53},
                                                      {'w', 1, 1, 0, 6},
                                                      {'W', 1, 2, 0, 53},
                                                      {'y', 2, 2, 0, 99},
                                                      {'Y', 4, 4, 0, 9999}}};

// The names that a directive stands for, longest first.
std::vector<std::string_view> names_of(char letter) {
  std::vector<std::string_view> names;
  const auto add = [&](const auto& list, bool abbreviated) {
    for (const std::string_view name : list)
      names.push_back(abbreviated ? name.substr(0, 3) : name);
  };
  if (letter == 'a' || letter == 'A') add(DayNames, letter == 'a');
  if (letter == 'b' || letter == 'B') add(MonthNames, letter == 'b');
  if (letter == 'p') names = {"am", "pm"};
  if (letter == 'Z') names = {"utc", "gmt"};
  std::ranges::stable_sort(names, std::greater{}, &std::string_view::size);
  return names;
}

bool starts_with_name(std::string_view text, std::string_view name) {
  const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return text.size() >= name.size() &&
         std::ranges::equal(text.substr(0, name.size()), name,
                            [&](char a, char b) { return low(a) == low(b); });
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// Sizes of what a directive can match at the begin of `text`, in order.
void number_sizes(const NumberDirective& directive, std::string_view text,
                  std::vector<std::size_t>& sizes) {
  std::size_t digits = 0;
  while (digits < text.size() && digits < directive.most_digits && is_digit(text[digits])) ++digits;
  for (std::size_t size = digits; size >= directive.least_digits && size > 0; --size) {
    const int value = number_of(text.substr(0, size));
    const int low = directive.letter == 'V' && size == 2 ? 1 : directive.low;
    if (value >= low && value <= directive.high) sizes.push_back(size);
  }
  if (directive.letter == 'd' && text.size() > 1 && text[0] == ' ' && text[1] >= '1' &&
      text[1] <= '9')
    sizes.push_back(2);
}

// +HH[:]MM[[:]SS[.ffffff]] or Z.
void offset_sizes(std::string_view text, std::vector<std::size_t>& sizes) {
  if (text.empty()) return;
  if (text[0] == 'Z') sizes.push_back(1);
  if (text[0] != '+' && text[0] != '-') return;
  const auto digits = [text](std::size_t at, bool minutes) {
    return at + 1 < text.size() && is_digit(text[at]) && is_digit(text[at + 1]) &&
           (!minutes || text[at] < '6');
  };
  const auto behind_colon = [text](std::size_t at) {
    return at < text.size() && text[at] == ':' ? at + 1 : at;
  };
  if (!digits(1, false)) return;
  const std::size_t minutes = behind_colon(3);
  if (!digits(minutes, true)) return;
  const std::size_t seconds = behind_colon(minutes + 2);
  if (digits(seconds, true)) {
    const std::size_t point = seconds + 2;
    std::size_t end = point + 1;
    if (point < text.size() && text[point] == '.') {
      while (end < text.size() && end < point + 7 && is_digit(text[end])) ++end;
      for (; end > point + 1; --end) sizes.push_back(end);
    }
    sizes.push_back(point);
  }
  sizes.push_back(minutes + 2);
}

std::vector<std::size_t> sizes_of(const Element& element, std::string_view text) {
  std::vector<std::size_t> sizes;
  if (element.kind == Element::Kind::Space) {
    std::size_t at = 0;
    while (is_space_at(text, at)) {
      character::next(text, at);
      sizes.push_back(at);
    }
    std::ranges::reverse(sizes);
    return sizes;
  }
  if (element.kind == Element::Kind::Literal) {
    std::size_t at = 0;
    if (!text.empty() && character::lower(character::next(text, at)).view() ==
                             character::lower(element.character).view())
      sizes.push_back(at);
    return sizes;
  }
  const char letter = static_cast<char>(element.character);
  if (letter == 'z') offset_sizes(text, sizes);
  for (const NumberDirective& directive : Numbers)
    if (directive.letter == letter) number_sizes(directive, text, sizes);
  for (const std::string_view name : names_of(letter))
    if (starts_with_name(text, name)) sizes.push_back(name.size());
  return sizes;
}

using Elements = std::vector<Element>;
using Found = std::map<char, std::string_view>;

// Nothing when it does not match at the begin of the text; else where the match ends.
std::optional<std::size_t> match(const Elements& elements, std::string_view text, Found& found) {
  struct Choice {
    std::size_t begin;
    std::vector<std::size_t> sizes;
    std::size_t next = 0;
  };
  std::vector<Choice> choices;
  std::size_t at = 0;
  while (choices.size() < elements.size()) {
    choices.push_back({at, sizes_of(elements[choices.size()], text.substr(at))});
    while (choices.back().next == choices.back().sizes.size()) {
      choices.pop_back();
      if (choices.empty()) return std::nullopt;
    }
    Choice& last = choices.back();
    at = last.begin + last.sizes[last.next++];
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (elements[i].kind != Element::Kind::Directive) continue;
    const Choice& choice = choices[i];
    found[static_cast<char>(elements[i].character)] =
        text.substr(choice.begin, choice.sizes[choice.next - 1]);
  }
  return at;
}

constexpr std::string_view Known = "AaBbcdfGHIjmMpSuUVwWxXyYzZ%";

Failure value_error(std::string message) { return {"ValueError", std::move(message)}; }

// %c, %x and %X stand for other directives.
std::string expanded(std::string_view format) {
  std::string result;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%' || at + 1 == format.size()) {
      result += format[at];
      continue;
    }
    const char letter = format[++at];
    if (letter == 'c')
      result += "%a %b %d %H:%M:%S %Y";
    else if (letter == 'x')
      result += "%m/%d/%y";
    else if (letter == 'X')
      result += "%H:%M:%S";
    else
      result += {'%', letter};
  }
  return result;
}

Outcome<Elements> elements_of(std::string_view original) {
  const std::string format = expanded(original);
  Elements elements;
  for (std::size_t at = 0; at < format.size();) {
    if (is_space_at(format, at)) {
      while (is_space_at(format, at)) character::next(format, at);
      elements.push_back({Element::Kind::Space});
      continue;
    }
    const char32_t c = character::next(format, at);
    if (c != '%') {
      elements.push_back({Element::Kind::Literal, c});
      continue;
    }
    if (at == format.size()) return value_error(fmt::format("stray % in format '{}'", original));
    const std::size_t begin = at;
    const char32_t letter = character::next(format, at);
    if (letter >= 0x80 || Known.find(static_cast<char>(letter)) == std::string_view::npos) {
      // CPython sees what escaping and white space have become.
      const bool escaped =
          letter < 0x80 && std::string_view("\\.^$*+?(){}[]|").find(static_cast<char>(letter)) !=
                               std::string_view::npos;
      return value_error(fmt::format(
          "'{}' is a bad directive in format '{}'",
          escaped || is_space_at(format, begin) ? "%" : format.substr(begin, at - begin),
          original));
    }
    if (letter == '%')
      elements.push_back({Element::Kind::Literal, letter});
    else if (std::ranges::any_of(elements, [letter](const Element& element) {
               return element.kind == Element::Kind::Directive && element.character == letter;
             }))
      return value_error(fmt::format("the directive '%{}' stands twice in format '{}'",
                                     static_cast<char>(letter), original));
    else
      elements.push_back({Element::Kind::Directive, letter});
  }
  return elements;
}

std::optional<int> index_of(const Found& found, char letter) {
  const auto at = found.find(letter);
  if (at == found.end()) return std::nullopt;
  const bool days = letter == 'a' || letter == 'A';
  for (int i = 0; i < (days ? 7 : 12); ++i) {
    const std::string_view name = days ? DayNames[i] : MonthNames[i];
    if (at->second.size() == (letter == 'a' || letter == 'b' ? 3 : name.size()) &&
        starts_with_name(name, at->second))
      return i;
  }
  return std::nullopt;
}

std::optional<int> value_of(const Found& found, char letter) {
  const auto at = found.find(letter);
  if (at == found.end()) return std::nullopt;
  std::string_view digits = at->second;
  if (digits.starts_with(' ')) digits.remove_prefix(1);
  return number_of(digits);
}

Outcome<Duration> offset_of(std::string_view shown) {
  if (shown == "Z") return Duration{};
  std::string text(shown);
  if (text[3] == ':') {
    text.erase(3, 1);
    if (text.size() > 5) {
      if (text[5] != ':') return value_error(fmt::format("Inconsistent use of : in {}", shown));
      text.erase(5, 1);
    }
  }
  const std::string_view digits = text;
  const int seconds = number_of(digits.substr(1, 2)) * 3600 + number_of(digits.substr(3, 2)) * 60 +
                      (digits.size() > 5 ? number_of(digits.substr(5, 2)) : 0);
  std::string fraction(digits.size() > 8 ? digits.substr(8) : "");
  fraction.resize(6, '0');
  const Duration size = Duration::of(0, seconds, number_of(fraction));
  return text[0] == '-' ? -size : size;
}

ClockTime clock_of(const Found& found) {
  ClockTime time{value_of(found, 'H').value_or(0), value_of(found, 'M').value_or(0),
                 value_of(found, 'S').value_or(0), 0};
  if (const auto hour = value_of(found, 'I')) {
    const auto half = found.find('p');
    const bool afternoon = half != found.end() && (half->second[0] | 0x20) == 'p';
    time.hour = *hour % 12 + (afternoon ? 12 : 0);
  }
  if (const auto fraction = found.find('f'); fraction != found.end()) {
    std::string digits(fraction->second);
    digits.resize(6, '0');
    time.microsecond = number_of(digits);
  }
  return time;
}

// The last of several directives that say the same thing counts.
std::optional<int> last_of(const Elements& elements, const Found& found, std::string_view letters,
                           std::optional<int> (*read)(const Found&, char)) {
  std::optional<int> value;
  for (const Element& element : elements)
    if (element.kind == Element::Kind::Directive &&
        letters.find(static_cast<char>(element.character)) != std::string_view::npos)
      value = read(found, static_cast<char>(element.character));
  return value;
}

std::optional<int> year_in(const Found& found, char letter) {
  const auto value = value_of(found, letter);
  return letter == 'y' ? *value + (*value <= 68 ? 2000 : 1900) : value;
}
std::optional<int> month_in(const Found& found, char letter) {
  return letter == 'm' ? value_of(found, letter) : std::optional(*index_of(found, letter) + 1);
}
std::optional<int> weekday_in(const Found& found, char letter) {
  if (letter == 'w') return (*value_of(found, letter) + 6) % 7;
  if (letter == 'u') return *value_of(found, letter) - 1;
  return index_of(found, letter);
}

// Days of %U and %W weeks; week 0 stands before the first Sunday or Monday.
int day_of_week_number(int year, int week, int weekday, bool monday_first) {
  int first = weekday_of({year, 1, 1});
  if (!monday_first) {
    first = (first + 1) % 7;
    weekday = (weekday + 1) % 7;
  }
  const int week_0 = (7 - first) % 7;
  return week == 0 ? 1 + weekday - first : 1 + week_0 + 7 * (week - 1) + weekday;
}

Outcome<CalendarDate> date_found(const Elements& elements, const Found& found) {
  auto year = last_of(elements, found, "yY", year_in);
  const int month = last_of(elements, found, "mbB", month_in).value_or(1);
  const int day = value_of(found, 'd').value_or(1);
  const auto weekday = last_of(elements, found, "aAwu", weekday_in);
  const auto iso_year = value_of(found, 'G');
  const auto iso_week = value_of(found, 'V');
  const auto week = last_of(elements, found, "UW", value_of);
  const auto day_number = value_of(found, 'j');
  if (!year && iso_year) {
    if (!iso_week || !weekday)
      return value_error(
          "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday "
          "directive ('%A', '%a', '%w', or '%u').");
    if (day_number)
      return value_error(
          "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' "
          "instead.");
  } else if (!week && iso_week) {
    return value_error(weekday ? "ISO week directive '%V' is incompatible with the year directive "
                                 "'%Y'. Use the ISO year '%G' instead."
                               : "ISO week directive '%V' must be used with the ISO year directive "
                                 "'%G' and a weekday directive ('%A', '%a', '%w', or '%u').");
  }
  // The 29th of February without a year.
  const bool leap_day = !year && month == 2 && day == 29;
  if (!year) year = leap_day ? 1904 : 1900;
  if (*year < MinYear) return value_error(fmt::format("year {} is out of range", *year));
  const std::int64_t before_year = days_of(CalendarDate{*year, 1, 1}) - 1;
  std::optional<Outcome<CalendarDate>> by_days;
  if (day_number) {
    by_days = date_of_ordinal(before_year + *day_number);
  } else if (weekday && week) {
    const bool monday_first = found.contains('W');
    by_days =
        date_of_ordinal(before_year + day_of_week_number(*year, *week, *weekday, monday_first));
  } else if (weekday && iso_year && iso_week) {
    by_days = date_of_week(*iso_year, *iso_week, *weekday + 1);
  }
  if (by_days && !*by_days) return *by_days;
  CalendarDate date = by_days ? **by_days : CalendarDate{*year, month, day};
  if (leap_day) date.year = 1900;
  if (date.day > days_in_month(date.year, date.month))
    return value_error("day is out of range for month");
  return date;
}

}  // namespace

Outcome<ParsedTime> strptime(std::string_view text, std::string_view format) {
  const auto elements = elements_of(format);
  if (!elements) return elements.error();
  Found found;
  const auto end = match(*elements, text, found);
  if (!end)
    return value_error(
        fmt::format("time data {} does not match format {}", repr_text(text), repr_text(format)));
  if (*end != text.size())
    return value_error(fmt::format("unconverted data remains: {}", text.substr(*end)));
  ParsedTime result;
  if (const auto shown = found.find('z'); shown != found.end()) {
    const auto offset = offset_of(shown->second);
    if (!offset) return offset.error();
    result.offset = *offset;
  }
  const auto date = date_found(*elements, found);
  if (!date) return date.error();
  result.date = *date;
  result.time = clock_of(found);
  if (const auto name = found.find('Z'); name != found.end()) result.zone_name = name->second;
  return result;
}

}  // namespace undumpy::python
