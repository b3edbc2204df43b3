// RegularExpression: a pattern of Python's `re`, written as PCRE2 understands it.
//
//     auto made = translate_pattern(U"(?P<n>a{,3})$", 0, PatternOf::Text);
//     made.expression->pcre2;  // "(?C)(a{0,3}(?C))\Z"
//
// The pattern is parsed as CPython 3.11 does, with its errors; what is written for PCRE2 keeps
// nothing whose meaning could differ: groups are numbered only, classes like \s are spelled out,
// `$` is \Z, `^` is \A. A callout (?C) stands wherever a match can be tried again: at the begin,
// behind what repeats and behind alternatives. The matcher counts them as steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace undumpy::python {

// The numbers of re.I, re.M, ….
enum PatternFlag : unsigned {
  IgnoreCase = 2,
  LocaleRules = 4,
  MultiLine = 8,
  DotAll = 16,
  UnicodeRules = 32,
  Verbose = 64,
  AsciiRules = 256,
};
enum class PatternOf : std::uint8_t { Text, Bytes };

struct RegularExpression {
  std::string pcre2;
  unsigned flags = 0;  // those given, and those that the pattern turns on
  std::size_t groups = 0;
  std::vector<std::pair<std::string, std::size_t>> names;  // in order of the groups
  // For each group, how many groups were closed before it.
  std::vector<std::size_t> closed;
};

struct PatternError {
  std::string type;  // "re.error", or what else CPython raises
  std::string message;
  std::optional<std::size_t> position;  // in characters
};

struct Translation {
  std::optional<RegularExpression> expression;  // absent: there is an error
  PatternError error;
};
// Bytes come as one character each.
Translation translate_pattern(std::u32string_view pattern, unsigned flags, PatternOf of);

// "nothing to repeat at position 0", with line and column when the pattern has lines.
std::string error_message(const PatternError& error, std::u32string_view pattern);

}  // namespace undumpy::python
