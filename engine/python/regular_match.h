// Matcher: a compiled regular expression. What it does counts as steps of the program, what it
// needs as memory: a pattern that blows up ends in LimitExceeded.
#pragma once

#include <limits>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/python/regular_expression.h"

namespace undumpy::python {

class Runtime;

// Where a group begins and ends, in bytes.
struct GroupSpan {
  static constexpr std::size_t Unset = std::numeric_limits<std::size_t>::max();
  std::size_t begin = Unset;
  std::size_t end = Unset;
  [[nodiscard]] bool set() const { return begin != Unset; }
};

enum class Anchoring : std::uint8_t {
  None,   // search()
  Start,  // match()
  Both,   // fullmatch()
};

class Matcher {
 public:
  // Raises re.error for what PCRE2 can not compile: patterns that are too large.
  Matcher(Runtime& rt, const RegularExpression& expression, PatternOf of);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  // False when there is no match at or behind `start`; else `spans` has one for the match and one
  // for each group. `advance`: an empty match at `start` does not count.
  // REQUIRES: the text of a pattern of text is valid UTF-8.
  bool match(Runtime& rt, std::string_view text, std::size_t start, Anchoring anchoring,
             bool advance, std::vector<GroupSpan>& spans);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace undumpy::python
