#include "engine/python/regular_expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/pattern_translator.h"

namespace undumpy::python {

namespace {

// Deeper patterns would end in CPython's RecursionError, too.
constexpr unsigned MaxLevel = 200;
// Where the matcher is told that it got on.
constexpr std::string_view Callout = "(?C)";

}  // namespace

Translation translate_pattern(std::u32string_view pattern, unsigned flags, PatternOf of) {
  return PatternTranslator(pattern, flags, of).run();
}

std::string error_message(const PatternError& error, std::u32string_view pattern) {
  if (!error.position) return error.message;
  const std::size_t position = *error.position;
  std::string text = fmt::format("{} at position {}", error.message, position);
  if (pattern.find(U'\n') == std::u32string_view::npos) return text;
  const auto before = pattern.substr(0, position);
  const std::size_t line_start = before.rfind(U'\n');
  return text + fmt::format(
                    " (line {}, column {})", 1 + std::ranges::count(before, U'\n'),
                    line_start == std::u32string_view::npos ? position + 1 : position - line_start);
}

Translation PatternTranslator::run() {
  Piece whole = alternatives(flags_, 0);
  if (!source_.failed()) check_flags();
  if (!source_.failed() && source_.peek().present()) source_.fail("unbalanced parenthesis");
  for (const auto& [group, position] : conditions_)
    if (group > groups_.size())
      source_.fail_at(fmt::format("invalid group reference {}", group), position);
  if (variable_look_behind_)
    source_.fail_at("look-behind requires fixed-width pattern", std::nullopt);
  if (source_.failed()) return {std::nullopt, source_.error()};
  made_.pcre2 = fmt::format("{}{}{}", caseless(flags_) ? "(?i)" : "", Callout, whole.text);
  made_.flags = flags_;
  made_.groups = groups_.size();
  return {std::move(made_), {}};
}

void PatternTranslator::check_flags() {
  const auto refuse = [this](const char* message) {
    source_.fail_at(message, std::nullopt, "ValueError");
  };
  if (of_ == PatternOf::Text) {
    if ((flags_ & LocaleRules) != 0) refuse("cannot use LOCALE flag with a str pattern");
    if ((flags_ & AsciiRules) == 0)
      flags_ |= UnicodeRules;
    else if ((flags_ & UnicodeRules) != 0)
      refuse("ASCII and UNICODE flags are incompatible");
    return;
  }
  if ((flags_ & UnicodeRules) != 0) refuse("cannot use UNICODE flag with a bytes pattern");
  if ((flags_ & LocaleRules) != 0 && (flags_ & AsciiRules) != 0)
    refuse("ASCII and LOCALE flags are incompatible");
}

PatternTranslator::Piece PatternTranslator::joined(const std::vector<Item>& items) {
  Piece piece;
  for (const Item& item : items) {
    piece.text += item.piece.text;
    piece.width.least = std::min(Endless - 1, piece.width.least + item.piece.width.least);
    piece.width.most = std::min(Endless, piece.width.most + item.piece.width.most);
  }
  return piece;
}

PatternTranslator::Piece PatternTranslator::alternatives(unsigned mode, unsigned level) {
  Piece all = sequence(mode, level, level == 0);
  if (level != 0 && source_.peek().is(U'|')) all.text.insert(0, Callout);
  while (!source_.failed() && source_.take_if(U'|')) {
    const Piece next = sequence(level == 0 ? flags_ : mode, level, false);
    all.text += "|" + next.text;
    all.width.least = std::min(all.width.least, next.width.least);
    all.width.most = std::max(all.width.most, next.width.most);
  }
  return all;
}

void PatternTranslator::skip_comment() {
  while (source_.peek().present())
    if (source_.take().is(U'\n')) return;
}

PatternTranslator::Piece PatternTranslator::sequence(unsigned mode, unsigned level, bool first) {
  if (level > MaxLevel)
    source_.fail_at("maximum recursion depth exceeded", std::nullopt, "RecursionError");
  std::vector<Item> items;
  while (!source_.failed() && source_.peek().present() && !source_.peek().is_one_of("|)")) {
    const PatternToken token = source_.take();
    if ((mode & Verbose) != 0) {
      if (token.is_one_of(" \t\n\r\v\f")) continue;
      if (token.is(U'#')) {
        skip_comment();
        continue;
      }
    }
    if (token.escape())
      escape(items, token, mode);
    else if (token.is(U'['))
      character_class(items, mode);
    else if (token.is_one_of("*+?{"))
      quantifier(items, token);
    else if (token.is(U'.'))
      add(items, (mode & DotAll) != 0 ? "." : "[^\\n]");
    else if (token.is(U'('))
      group(items, mode, level, first);
    else if (token.is(U'^'))
      items.push_back({ItemKind::Position, {(mode & MultiLine) != 0 ? "^" : "\\A", {}}});
    else if (token.is(U'$'))
      items.push_back({ItemKind::Position, {(mode & MultiLine) != 0 ? "$" : "\\Z", {}}});
    else
      literal(items, token.character, mode);
  }
  return joined(items);
}

// ---- quantifiers -------------------------------------------------------------------------------

// "2,3}" behind the brace; false when it is no quantifier.
bool PatternTranslator::read_counts(std::uint64_t& least, std::uint64_t& most) {
  const auto digit = [](const PatternToken& token) { return token.is_digit(); };
  const auto number = [this](const std::string& digits) {
    if (digits.size() <= 10 && std::stoull(digits) < Endless) return std::stoull(digits);
    source_.fail_at("the repetition number is too large", std::nullopt, "OverflowError");
    return 0ULL;
  };
  const std::size_t any = std::string::npos;
  const std::string low = source_.take_while(any, digit);
  const std::string high = source_.take_if(U',') ? source_.take_while(any, digit) : low;
  if (!source_.take_if(U'}')) return false;
  least = low.empty() ? 0 : number(low);
  most = high.empty() ? Endless : number(high);
  return true;
}

void PatternTranslator::quantifier(std::vector<Item>& items, const PatternToken& token) {
  const std::size_t here = source_.tell();
  std::uint64_t least = token.is(U'+') ? 1 : 0;
  std::uint64_t most = token.is(U'?') ? 1 : Endless;
  if (token.is(U'{')) {
    if (source_.peek().is(U'}')) return add(items, "\\{");
    if (!read_counts(least, most)) {
      add(items, "\\{");
      source_.seek(here);
      return;
    }
    if (most < least)
      return source_.fail("min repeat greater than max repeat", source_.tell() - here);
  }
  if (items.empty() || items.back().kind == ItemKind::Position)
    return source_.fail("nothing to repeat", source_.tell() - here + 1);
  if (items.back().kind == ItemKind::Repeated)
    return source_.fail("multiple repeat", source_.tell() - here + 1);
  apply_quantifier(items.back(), least, most);
}

void PatternTranslator::apply_quantifier(Item& item, std::uint64_t least, std::uint64_t most) {
  constexpr std::uint64_t PcreMost = 65535;
  item.kind = ItemKind::Repeated;
  std::string& text = item.piece.text;
  if (least > PcreMost || (most > PcreMost && most != Endless))
    source_.fail_at("repetition numbers beyond 65535 are not supported here", std::nullopt);
  if (most == Endless && least < 2)
    text += least == 0 ? "*" : "+";
  else if (most == Endless)
    text += fmt::format("{{{},}}", least);
  else
    text += fmt::format("{{{},{}}}", least, most);
  if (source_.take_if(U'?'))
    text += "?";
  else if (source_.take_if(U'+'))
    text += "+";
  text += Callout;
  Width& width = item.piece.width;
  width.least = std::min(Endless - 1, width.least * least);
  width.most = std::min(Endless, width.most * std::min(most, Endless));
}

}  // namespace undumpy::python
