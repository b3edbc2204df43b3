// What begins with "(" in a pattern.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/pattern_translator.h"

namespace undumpy::python {

namespace {

constexpr unsigned Template = 1, Debug = 128;
constexpr unsigned GlobalFlags = Template | Debug;
constexpr unsigned TypeFlags = AsciiRules | LocaleRules | UnicodeRules;

// 0: no flag of that letter.
unsigned flag_of(const PatternToken& token) {
  if (token.size != 1) return 0;
  switch (token.character) {
    case U'i':
      return IgnoreCase;
    case U'L':
      return LocaleRules;
    case U'm':
      return MultiLine;
    case U's':
      return DotAll;
    case U'x':
      return Verbose;
    case U'a':
      return AsciiRules;
    case U't':
      return Template;
    case U'u':
      return UnicodeRules;
    default:
      return 0;
  }
}

std::string shown(const PatternToken& token) {
  return (token.escape() ? "\\" : "") + to_utf8(std::u32string(1, token.character));
}

}  // namespace

void PatternTranslator::group(std::vector<Item>& items, unsigned& mode, unsigned level,
                              bool first) {
  const std::size_t start = source_.tell() - 1;
  if (source_.take_if(U'?'))
    extension(items, mode, level, first, start);
  else
    capture(items, mode, level, {}, start);
}

void PatternTranslator::extension(std::vector<Item>& items, unsigned& mode, unsigned level,
                                  bool first, std::size_t start) {
  const PatternToken token = source_.take();
  if (!token.present()) return source_.fail("unexpected end of pattern");
  if (token.is(U'P')) return named_extension(items, mode, level, start);
  if (token.is(U':')) return scoped(items, mode, level, "(?:", start);
  if (token.is(U'>')) return scoped(items, mode, level, "(?>", start);
  if (token.is(U'(')) return condition(items, mode, level, start);
  if (token.is_one_of("=!<")) return look_around(items, mode, level, token.character, start);
  if (token.is(U'#')) {
    while (source_.peek().present())
      if (source_.take().is(U')')) return;
    return source_.fail("missing ), unterminated comment", source_.tell() - start);
  }
  if (flag_of(token) == 0 && !token.is(U'-'))
    return source_.fail("unknown extension ?" + shown(token), token.size + 1);
  Scope scope;
  const bool for_group = read_flags(token.character, scope);
  if (source_.failed()) return;
  if (!for_group) {
    if (!first || !items.empty())
      source_.fail("global flags not at the start of the expression", source_.tell() - start);
    mode = flags_;
    return;
  }
  unsigned inner = mode;
  if ((scope.on & TypeFlags) != 0) inner &= ~TypeFlags;
  inner = (inner | scope.on) & ~scope.off;
  const bool changes = caseless(inner) != caseless(mode);
  scoped(items, inner, level, !changes ? "(?:" : caseless(inner) ? "(?i:" : "(?-i:", start);
}

void PatternTranslator::close_group(std::size_t start) {
  if (!source_.failed() && !source_.take_if(U')'))
    source_.fail("missing ), unterminated subpattern", source_.tell() - start);
}

void PatternTranslator::scoped(std::vector<Item>& items, unsigned mode, unsigned level,
                               const std::string& open, std::size_t start) {
  const Piece piece = alternatives(mode, level + 1);
  close_group(start);
  add(items, open + piece.text + ")", piece.width);
}

void PatternTranslator::capture(std::vector<Item>& items, unsigned mode, unsigned level,
                                const std::u32string& name, std::size_t start) {
  groups_.emplace_back();
  const std::size_t number = groups_.size();
  made_.closed.push_back(0);
  if (!name.empty()) {
    const auto [known, is_new] = names_.emplace(name, number);
    if (!is_new)
      return source_.fail(fmt::format("redefinition of group name {} as group {}; was group {}",
                                      repr_text(to_utf8(name)), number, known->second),
                          name.size() + 1);
    made_.names.emplace_back(to_utf8(name), number);
  }
  const Piece piece = alternatives(mode, level + 1);
  close_group(start);
  groups_[number - 1] = {false, piece.width};
  made_.closed[number - 1] = closed_++;
  add(items, "(" + piece.text + ")", piece.width);
}

void PatternTranslator::check_group_name(const std::u32string& name) {
  if (!source_.failed() && !is_group_name(name))
    source_.fail("bad character in group name " + repr_text(to_utf8(name)), name.size() + 1);
}

// (?P<name>…) and (?P=name)
void PatternTranslator::named_extension(std::vector<Item>& items, unsigned mode, unsigned level,
                                        std::size_t start) {
  if (source_.take_if(U'<')) {
    const std::u32string name = source_.take_until(U'>', "group name");
    check_group_name(name);
    if (!source_.failed()) capture(items, mode, level, name, start);
    return;
  }
  if (source_.take_if(U'=')) {
    const std::u32string name = source_.take_until(U')', "group name");
    check_group_name(name);
    if (source_.failed()) return;
    const auto found = names_.find(name);
    if (found == names_.end())
      return source_.fail("unknown group name " + repr_text(to_utf8(name)), name.size() + 1);
    return reference(items, mode, found->second, name.size() + 1);
  }
  const PatternToken token = source_.take();
  if (!token.present()) return source_.fail("unexpected end of pattern");
  source_.fail("unknown extension ?P" + shown(token), token.size + 2);
}

void PatternTranslator::check_look_behind(std::size_t group) {
  if (!look_behind_groups_ || source_.failed()) return;
  if (group > groups_.size() || groups_[group - 1].open)
    source_.fail("cannot refer to an open group");
  else if (group > *look_behind_groups_)
    source_.fail("cannot refer to group defined in the same lookbehind subpattern");
}

// A back reference; `back` is the size of what names the group.
void PatternTranslator::reference(std::vector<Item>& items, unsigned mode, std::size_t group,
                                  std::size_t back) {
  if (groups_[group - 1].open) return source_.fail("cannot refer to an open group", back);
  check_look_behind(group);
  const std::string text = fmt::format("\\g{{{}}}", group);
  const bool ascii_case = (mode & IgnoreCase) != 0 && ascii(mode);
  add(items, ascii_case ? "(?i:" + text + ")" : text, groups_[group - 1].width);
}

void PatternTranslator::look_around(std::vector<Item>& items, unsigned mode, unsigned level,
                                    char32_t sign, std::size_t start) {
  std::string open = "(?";
  const bool behind = sign == U'<';
  const auto groups_before = look_behind_groups_;
  if (behind) {
    const PatternToken token = source_.take();
    if (!token.present()) return source_.fail("unexpected end of pattern");
    if (!token.is_one_of("=!"))
      return source_.fail("unknown extension ?<" + shown(token), token.size + 2);
    sign = token.character;
    open += '<';
    if (!look_behind_groups_) look_behind_groups_ = groups_.size();
  }
  const Piece piece = alternatives(mode, level + 1);
  if (behind) look_behind_groups_ = groups_before;
  close_group(start);
  if (behind && piece.width.least != piece.width.most) variable_look_behind_ = true;
  add(items, open + static_cast<char>(sign) + piece.text + ")", {});
}

// The group of (?(name)…) or (?(1)…).
std::size_t PatternTranslator::condition_group(const std::u32string& name) {
  const std::size_t back = name.size() + 1;
  if (is_group_name(name)) {
    const auto found = names_.find(name);
    if (found != names_.end()) return found->second;
    source_.fail("unknown group name " + repr_text(to_utf8(name)), back);
    return 0;
  }
  const bool digits = std::ranges::all_of(name, [](char32_t c) { return c >= '0' && c <= '9'; });
  if (!digits) {
    source_.fail("bad character in group name " + repr_text(to_utf8(name)), back);
    return 0;
  }
  constexpr std::size_t MostDigits = 9;
  if (name.size() > MostDigits) {
    source_.fail("invalid group reference " + to_utf8(name), back);
    return 0;
  }
  const std::size_t group = std::stoul(to_utf8(name));
  if (group == 0)
    source_.fail("bad group number", back);
  else
    conditions_.emplace(group, source_.tell() - back);
  return group;
}

void PatternTranslator::condition(std::vector<Item>& items, unsigned mode, unsigned level,
                                  std::size_t start) {
  const std::u32string name = source_.take_until(U')', "group name");
  if (source_.failed()) return;
  const std::size_t group = condition_group(name);
  if (source_.failed()) return;
  check_look_behind(group);
  Piece yes = sequence(mode, level + 1, false);
  Piece no;
  const bool has_no = source_.take_if(U'|');
  if (has_no) {
    no = sequence(mode, level + 1, false);
    if (source_.peek().is(U'|')) source_.fail("conditional backref with more than two branches");
  }
  close_group(start);
  add(items, fmt::format("(?({}){}{}{})", group, yes.text, has_no ? "|" : "", no.text),
      {std::min(yes.width.least, no.width.least), std::max(yes.width.most, no.width.most)});
}

// ---- (?i) and (?i-s:…) -------------------------------------------------------------------------

unsigned PatternTranslator::read_flags_on(char32_t& letter) {
  unsigned on = 0;
  PatternToken token{letter, 1};
  while (true) {
    const unsigned flag = flag_of(token);
    if (of_ == PatternOf::Text && flag == LocaleRules)
      source_.fail("bad inline flags: cannot use 'L' flag with a str pattern");
    if (of_ == PatternOf::Bytes && flag == UnicodeRules)
      source_.fail("bad inline flags: cannot use 'u' flag with a bytes pattern");
    on |= flag;
    if ((flag & TypeFlags) != 0 && (on & TypeFlags) != flag)
      source_.fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
    token = source_.take();
    letter = token.character;
    if (!token.present()) source_.fail("missing -, : or )");
    if (source_.failed() || token.is_one_of(")-:")) return on;
    if (flag_of(token) == 0) {
      source_.fail(
          token.size == 1 && character::is_alpha(letter) ? "unknown flag" : "missing -, : or )",
          token.size);
      return on;
    }
  }
}

unsigned PatternTranslator::read_flags_off() {
  unsigned off = 0;
  const char* missing = "missing flag";
  while (true) {
    const PatternToken token = source_.take();
    if (!token.present()) source_.fail(missing);
    if (source_.failed()) return off;
    if (off != 0 && token.is(U':')) return off;
    const unsigned flag = flag_of(token);
    if (flag == 0) {
      source_.fail(
          token.size == 1 && character::is_alpha(token.character) ? "unknown flag" : missing,
          token.size);
      return off;
    }
    if ((flag & TypeFlags) != 0)
      source_.fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    off |= flag;
    missing = "missing :";
  }
}

bool PatternTranslator::read_flags(char32_t flag, Scope& scope) {
  char32_t letter = flag;
  if (letter != U'-') scope.on = read_flags_on(letter);
  if (source_.failed()) return false;
  if (letter == U')') {
    flags_ |= scope.on;
    return false;
  }
  if ((scope.on & GlobalFlags) != 0)
    source_.fail("bad inline flags: cannot turn on global flag", 1);
  if (letter == U'-') scope.off = read_flags_off();
  if ((scope.off & GlobalFlags) != 0)
    source_.fail("bad inline flags: cannot turn off global flag", 1);
  if ((scope.on & scope.off) != 0) source_.fail("bad inline flags: flag turned on and off", 1);
  return true;
}

}  // namespace undumpy::python
