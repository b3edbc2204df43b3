#include "engine/python/replacement_template.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/pattern_source.h"

namespace undumpy::python {

namespace {

constexpr std::string_view Letters = "abfnrtv\\";
constexpr std::string_view Controls = "\a\b\f\n\r\t\v\\";

class TemplateParser {
 public:
  TemplateParser(std::u32string_view text, const RegularExpression& expression, PatternOf of)
      : source_(text), expression_(expression), of_(of) {}

  TemplateResult run() {
    while (!source_.failed() && source_.peek().present()) {
      const PatternToken token = source_.take();
      if (token.escape())
        escape(token.character);
      else
        append(token.character);
    }
    TemplateResult result;
    if (source_.failed())
      result.error = source_.error();
    else
      result.parsed = std::move(made_);
    return result;
  }

 private:
  void escape(char32_t c) {
    if (c == U'g') return named_group();
    if (c >= U'0' && c <= U'9') return number(c);
    const std::size_t at = c < 0x80 ? Letters.find(static_cast<char>(c)) : std::string_view::npos;
    if (at != std::string_view::npos) return append(static_cast<unsigned char>(Controls[at]));
    if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'))
      return source_.fail("bad escape \\" + to_utf8(std::u32string(1, c)), 2);
    append(U'\\');
    append(c);
  }

  void named_group() {
    if (!source_.take_if(U'<')) return source_.fail("missing <");
    const std::u32string name = source_.take_until(U'>', "group name");
    if (source_.failed()) return;
    const std::string shown = to_utf8(name);
    if (is_group_name(name)) {
      const auto found =
          std::ranges::find(expression_.names, shown, &std::pair<std::string, std::size_t>::first);
      if (found == expression_.names.end())
        return source_.fail_at("unknown group name " + repr_text(shown), std::nullopt,
                               "IndexError");
      return add_group(found->second, 0);
    }
    if (!std::ranges::all_of(name, [](char32_t d) { return d >= '0' && d <= '9'; }))
      return source_.fail("bad character in group name " + repr_text(shown), name.size() + 1);
    constexpr std::size_t MostDigits = 9;
    if (name.size() > MostDigits)
      return source_.fail("invalid group reference " + shown, name.size() + 1);
    add_group(std::stoul(shown), name.size() + 1);
  }

  // \1 to \99 are groups; \0 and three octal digits characters.
  void number(char32_t digit) {
    const auto octal = [](const PatternToken& token) { return token.is_octal(); };
    std::string digits(1, static_cast<char>(digit));
    if (digit == U'0') {
      digits += source_.take_while(2, octal);
      return append(static_cast<char32_t>(std::stoul(digits, nullptr, 8)) & 0xFFU);
    }
    if (source_.peek().is_digit()) {
      digits += static_cast<char>(source_.take().character);
      if (digits[0] < '8' && digits[1] < '8' && source_.peek().is_octal()) {
        digits += static_cast<char>(source_.take().character);
        const auto code = static_cast<char32_t>(std::stoul(digits, nullptr, 8));
        if (code > 0xFF)
          return source_.fail(
              fmt::format("octal escape value \\{} outside of range 0-0o377", digits),
              digits.size() + 1);
        return append(code);
      }
    }
    add_group(std::stoul(digits), digits.size());
  }

  void add_group(std::size_t group, std::size_t back) {
    if (group > expression_.groups)
      return source_.fail(fmt::format("invalid group reference {}", group), back);
    made_.pieces.push_back({{}, group, true});
  }

  void append(char32_t c) {
    if (made_.pieces.empty() || made_.pieces.back().of_group) made_.pieces.emplace_back();
    std::string& text = made_.pieces.back().text;
    if (of_ == PatternOf::Bytes)
      text += static_cast<char>(c);
    else
      utf8::append(c, text);
  }

  PatternSource source_;
  const RegularExpression& expression_;
  const PatternOf of_;
  ReplacementTemplate made_;
};

}  // namespace

TemplateResult parse_template(std::u32string_view text, const RegularExpression& expression,
                              PatternOf of) {
  return TemplateParser(text, expression, of).run();
}

}  // namespace undumpy::python
