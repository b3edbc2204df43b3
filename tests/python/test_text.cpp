// Methods of str and bytes.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "engine/python/text.h"
#include "engine/python/text_case.h"
#include "engine/python/text_layout.h"
#include "engine/python/text_repr.h"
#include "engine/python/text_split.h"
#include "tests/python/ask_python.h"

namespace undumpy::test {
namespace {

using namespace python;  // NOLINT(google-build-using-namespace)
using Pieces = std::vector<std::string>;

Pieces pieces(const std::function<void(const PieceSink&)>& cut) {
  Pieces result;
  cut([&](std::string_view piece) { result.emplace_back(piece); });
  return result;
}

TEST(Text, CountsCharactersOrBytes) {
  EXPECT_EQ(Text("grün").size(), 4U);
  EXPECT_EQ(Text("grün", Units::Bytes).size(), 5U);
  EXPECT_EQ(Text("abc").units(), Units::Ascii);
  EXPECT_EQ(Text("\xED\xA0\x80").size(), 1U);
  EXPECT_EQ(find("grün ist grün", "n"), 3);
  EXPECT_EQ(find_last("grün ist grün", "n"), 12);
  EXPECT_EQ(substring("grün", 2, 9), "ün");
  EXPECT_EQ(slice("grün", 3, -1, 4), "nürg");
}

TEST(Text, SplitsAndStrips) {
  EXPECT_EQ(pieces([](const auto& sink) { split("a,b,,c", ",", Unlimited, sink); }),
            (Pieces{"a", "b", "", "c"}));
  EXPECT_EQ(pieces([](const auto& sink) { split_spaces(" a  b\u00a0c ", 1, sink); }),
            (Pieces{"a", "b\u00a0c "}));
  EXPECT_EQ(pieces([](const auto& sink) { split_right("a.b.c", ".", 1, sink); }),
            (Pieces{"c", "a.b"}));
  EXPECT_EQ(pieces([](const auto& sink) { split_lines("a\r\nb\u2028c\n", false, sink); }),
            (Pieces{"a", "b", "c"}));
  EXPECT_EQ(strip("«xx»", "«»"), "xx");
  EXPECT_EQ(strip("\u2003 a\n"), "a");
  EXPECT_EQ(strip({"\x1c a\n", Units::Bytes}), "\x1c a");
}

TEST(Text, Letters) {
  EXPECT_EQ(upper("Straße ŉ"), "STRASSE ʼN");
  EXPECT_EQ(lower("ΟΔΟΣ Σ ΑΣΑ"), "οδος σ ασα");
  EXPECT_EQ(title("dž they're ﬁn"), "Dž They'Re Fin");
  EXPECT_EQ(case_fold("Straße"), "strasse");
  EXPECT_EQ(upper({"stra\xDF", Units::Bytes}), "STRA\xDF");
  EXPECT_TRUE(is_digit("²"));
  EXPECT_FALSE(is_decimal("²"));
  EXPECT_TRUE(is_identifier("größe"));
}

TEST(Text, TooLargeIsNotBuilt) {
  constexpr std::int64_t Huge = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(shown(pad("a", 7, "é", Alignment::Center, 100)), "éééaééé");
  EXPECT_EQ(pad("a", Huge, "é", Alignment::Left, 100).error(), too_large());
  EXPECT_EQ(fill_zeros("-1", Huge, 100).error(), too_large());
  EXPECT_EQ(expand_tabs("\t", Huge, 100).error(), too_large());
  EXPECT_EQ(replace("aaaa", "a", std::string(50, 'x'), Unlimited, 100).error(), too_large());
  EXPECT_EQ(replace("aaaa", "", std::string(50, 'x'), Unlimited, 100).error(), too_large());
  const auto longer = [](char32_t) { return std::string(30, 'x'); };
  EXPECT_EQ(translate("aaaa", longer, 100).error(), too_large());
}

TEST(Text, SearchIsLinear) {
  const std::string text(2'000'000, 'a');
  const std::string half(1'000'000, 'a');
  EXPECT_EQ(find(text, half + 'b'), -1);
  EXPECT_EQ(find_last(text, 'b' + half), -1);
  EXPECT_EQ(find_last(text, half), 1'000'000);
  EXPECT_EQ(strip(text, half), "");
}

TEST(Text, Literals) {
  EXPECT_EQ(repr_text("it's"), "\"it's\"");
  EXPECT_EQ(repr_text("'\""), "'\\'\"'");
  EXPECT_EQ(repr_text("a\x7f\u00a0é\xED\xA0\x80"), "'a\\x7f\\xa0é\\ud800'");
  EXPECT_EQ(ascii_text("é€😀"), "'\\xe9\\u20ac\\U0001f600'");
  EXPECT_EQ(escape_beyond_ascii("[é]\n"), "[\\xe9]\n");
  EXPECT_EQ(repr_bytes(std::string_view("\0'\xFF\t", 4)), "b\"\\x00'\\xff\\t\"");
}

// One call of a method: of `t`, with the arguments p, i and j of the program below.
struct Call {
  Text t;
  std::string_view p;
  std::int64_t i;
  std::int64_t j;
  [[nodiscard]] std::string_view separator() const { return p.empty() ? "q" : p; }
};
// Its answer as repr() shows it.
using Method = std::function<std::string(const Call&)>;

std::string literal(Text text, std::string_view piece) {
  return text.units() == Units::Bytes ? repr_bytes(piece) : repr_text(piece);
}

Method changed(std::string (*change)(Text)) {
  return [change](const Call& call) { return literal(call.t, change(call.t)); };
}

Method grown(Outcome<std::string> (*grow)(const Call&)) {
  return [grow](const Call& call) { return literal(call.t, grow(call).value()); };
}

Method view(std::string_view (*cut)(const Call&)) {
  return [cut](const Call& call) { return literal(call.t, cut(call)); };
}

Method yes(bool (*question)(const Call&)) {
  return [question](const Call& call) { return question(call) ? "True" : "False"; };
}

Method is(bool (*question)(Text)) {
  return [question](const Call& call) { return question(call.t) ? "True" : "False"; };
}

Method index(std::int64_t (*search)(const Call&)) {
  return [search](const Call& call) { return std::to_string(search(call)); };
}

Method list(void (*cut)(const Call&, const PieceSink&), bool reversed = false) {
  return [cut, reversed](const Call& call) {
    Pieces found = pieces([&](const PieceSink& sink) { cut(call, sink); });
    if (reversed) std::ranges::reverse(found);
    std::string result = "[";
    for (const std::string& piece : found) {
      if (result.size() > 1) result += ", ";
      result += literal(call.t, piece);
    }
    return result + ']';
  };
}

Method three(Partition (*cut)(std::string_view, std::string_view)) {
  return [cut](const Call& call) {
    const Partition parts = cut(call.t.bytes(), call.separator());
    return '(' + literal(call.t, parts.before) + ", " + literal(call.t, parts.separator) + ", " +
           literal(call.t, parts.after) + ')';
  };
}

constexpr std::size_t Enough = 1'000'000;

using Methods = std::map<std::string, Method>;

Methods letter_methods() {
  return {{"t.upper()", changed(upper)},        {"t.lower()", changed(lower)},
          {"t.title()", changed(title)},        {"t.capitalize()", changed(capitalize)},
          {"t.swapcase()", changed(swap_case)}, {"t.isalpha()", is(is_alpha)},
          {"t.isdigit()", is(is_digit)},        {"t.isalnum()", is(is_alphanumeric)},
          {"t.isspace()", is(is_space)},        {"t.isupper()", is(is_upper)},
          {"t.islower()", is(is_lower)},        {"t.istitle()", is(is_title)}};
}

Methods search_methods() {
  return {
      {"t.find(p, i, j)", index([](const Call& c) {
         return find(c.t, c.p, {c.i, c.j});
       })},
      {"t.rfind(p, i, j)", index([](const Call& c) {
         return find_last(c.t, c.p, {c.i, c.j});
       })},
      {"t.count(p, i, j)", index([](const Call& c) {
         return static_cast<std::int64_t>(count(c.t, c.p, {c.i, c.j}));
       })},
      {"t.find(p)", index([](const Call& c) { return find(c.t, c.p); })},
      {"t.rfind(p)", index([](const Call& c) { return find_last(c.t, c.p); })},
      {"t.count(p)",
       index([](const Call& c) { return static_cast<std::int64_t>(count(c.t, c.p)); })},
      {"t.startswith(p, i, j)", yes([](const Call& c) {
         return starts_with(c.t, c.p, {c.i, c.j});
       })},
      {"t.endswith(p, i, j)", yes([](const Call& c) {
         return ends_with(c.t, c.p, {c.i, c.j});
       })},
      {"t.startswith(p, i)",
       yes([](const Call& c) { return starts_with(c.t, c.p, {.start = c.i}); })},
      {"t.removeprefix(p)", view([](const Call& c) { return remove_prefix(c.t.bytes(), c.p); })},
      {"t.removesuffix(p)", view([](const Call& c) { return remove_suffix(c.t.bytes(), c.p); })},
  };
}

Methods cutting_methods() {
  return {
      {"t.split(p or q, i)", list([](const Call& c, const PieceSink& sink) {
         split(c.t.bytes(), c.separator(), c.i, sink);
       })},
      {"t.rsplit(p or q, i)",
       list([](const Call& c,
               const PieceSink& sink) { split_right(c.t.bytes(), c.separator(), c.i, sink); },
            true)},
      {"t.split(None, i)",
       list([](const Call& c, const PieceSink& sink) { split_spaces(c.t, c.i, sink); })},
      {"t.rsplit(None, i)",
       list([](const Call& c, const PieceSink& sink) { split_spaces_right(c.t, c.i, sink); },
            true)},
      {"t.splitlines()",
       list([](const Call& c, const PieceSink& sink) { split_lines(c.t, false, sink); })},
      {"t.splitlines(True)",
       list([](const Call& c, const PieceSink& sink) { split_lines(c.t, true, sink); })},
      {"t.partition(p or q)", three(partition)},
      {"t.rpartition(p or q)", three(partition_right)},
      {"t.strip()", view([](const Call& c) { return strip(c.t); })},
      {"t.lstrip()", view([](const Call& c) { return strip(c.t, Side::Left); })},
      {"t.rstrip()", view([](const Call& c) { return strip(c.t, Side::Right); })},
      {"t.strip(p)", view([](const Call& c) { return strip(c.t, c.p); })},
      {"t.lstrip(p)", view([](const Call& c) { return strip(c.t, c.p, Side::Left); })},
      {"t.rstrip(p)", view([](const Call& c) { return strip(c.t, c.p, Side::Right); })},
      {"t[1:-1]", view([](const Call& c) {
         const std::size_t size = c.t.size();
         return substring(c.t, 1, size == 0 ? 0 : size - 1);
       })},
  };
}

Methods layout_methods() {
  return {
      {"t.replace(p, q, i)",
       grown([](const Call& c) { return replace(c.t, c.p, "q", c.i, Enough); })},
      {"t.center(i, q)",
       grown([](const Call& c) { return pad(c.t, c.i, "q", Alignment::Center, Enough); })},
      {"t.ljust(i, q)",
       grown([](const Call& c) { return pad(c.t, c.i, "q", Alignment::Left, Enough); })},
      {"t.rjust(i, q)",
       grown([](const Call& c) { return pad(c.t, c.i, "q", Alignment::Right, Enough); })},
      {"t.zfill(i)", grown([](const Call& c) { return fill_zeros(c.t, c.i, Enough); })},
      {"t.expandtabs(i)", grown([](const Call& c) { return expand_tabs(c.t, c.i, Enough); })},
      {"t[::-1]",
       changed([](Text t) { return t.size() == 0 ? "" : slice(t, t.size() - 1, -1, t.size()); })},
      {"t[1::2]", changed([](Text t) { return slice(t, 1, 2, t.size() / 2); })},
      {"t[::-3]", changed([](Text t) {
         return t.size() == 0 ? "" : slice(t, t.size() - 1, -3, (t.size() + 2) / 3);
       })},
  };
}

std::optional<std::string> some_letters(char32_t c) {
  if (c == U'a') return "é€";
  if (c == U'é') return "";
  if (c == U'€') return "x";
  return {};
}

Methods str_methods() {
  return {
      {"t.casefold()", changed(case_fold)},
      {"t.isdecimal()", is(is_decimal)},
      {"t.isnumeric()", is(is_numeric)},
      {"t.isidentifier()", is(is_identifier)},
      {"t.isprintable()", is(is_printable)},
      {"t.translate({97: 'é€', 233: None, 8364: 'x', 98: 'b'})",
       grown([](const Call& c) { return translate(c.t, some_letters, Enough); })},
      {"ascii(t)", changed([](Text t) { return ascii_text(t.bytes()); })},
  };
}

Methods methods_of_both() {
  Methods all = letter_methods();
  all.merge(search_methods());
  all.merge(cutting_methods());
  all.merge(layout_methods());
  return all;
}

// Asks with texts made of these pieces.
void expect_methods_as_python(unsigned seed, bool bytes, const Methods& methods,
                              const std::vector<std::string>& alphabet) {
  constexpr std::string_view Program = R"(
def answer(kind, expression, t, p, i, j):
    q = b'q'
    if kind == b'str': t, p, q = text(t), text(p), 'q'
    return repr(eval(text(expression), dict(t=t, p=p, q=q, i=number(i), j=number(j))))
)";
  Dice dice(seed);
  std::vector<Case> cases;
  for (const auto& [expression, method] : methods) {
    for (int round = 0; round < 200; ++round) {
      cases.push_back({bytes ? "bytes" : "str", expression, dice.some_of(alphabet, 14),
                       dice.some_of(alphabet, 3), std::to_string(dice.between(-9, 16)),
                       std::to_string(dice.between(-9, 16))});
    }
  }
  expect_as_python(Program, cases, [&](const Case& fields) {
    const Text text = bytes ? Text(fields[2], Units::Bytes) : Text(fields[2]);
    return methods.at(fields[1])({text, fields[3], std::stoll(fields[4]), std::stoll(fields[5])});
  });
}

TEST(Text, MethodsOfAsciiAsPython) {
  expect_methods_as_python(1, false, methods_of_both(), {"a", "b", "A", " ", "\t", "\n", "+", "1"});
}

TEST(Text, MethodsOfStrAsPython) {
  Methods methods = methods_of_both();
  methods.merge(str_methods());
  expect_methods_as_python(2, false, methods,
                           {"a", "É", "é", " ", "\u2003", "\u2028", "\r", "\n", "ß", "Σ", "😀",
                            "\xED\xA0\x80", "ǆ", "\u00ad", "٣", "\u0345", "\t", "b"});
}

TEST(Text, MethodsOfBytesAsPython) {
  expect_methods_as_python(
      3, true, methods_of_both(),
      {"a", "b", "A", "Z", " ", "\x1c", "\xC3", "\x85", "\n", "\r", "-", "7", "\t"});
}

}  // namespace
}  // namespace undumpy::test
