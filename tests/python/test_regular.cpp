// Regular expressions: random ones against CPython's, and those that blow up against the limits.
#include <gtest/gtest.h>

#include "engine/python/character.h"
#include "engine/python/regular_expression.h"
#include "tests/python/ask_interpreter.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

std::string translated(std::u32string_view pattern, unsigned flags = 0) {
  const auto made = python::translate_pattern(pattern, flags, python::PatternOf::Text);
  return made.expression ? made.expression->pcre2 : python::error_message(made.error, pattern);
}

TEST(RegularExpression, IsWrittenForPcre2) {
  EXPECT_EQ(translated(U"(?P<n>a{,3})$"), "(?C)(a{0,3}(?C))\\Z");
  EXPECT_EQ(translated(U"^a|b\\Z"), "(?C)\\Aa|b\\z");
  EXPECT_EQ(translated(U"(a|.)x"), "(?C)((?C)a|[^\\n])x");
  EXPECT_EQ(translated(U"^.", python::MultiLine | python::DotAll), "(?C)^.");
  EXPECT_EQ(translated(U"[]a]"), "(?C)[\\x{5d}\\x{61}]");
  EXPECT_EQ(translated(U"a b # c", python::Verbose), "(?C)ab");
  EXPECT_EQ(translated(U"[k]", python::IgnoreCase | python::AsciiRules), "(?C)[\\x{6b}\\x{4b}]");
  EXPECT_EQ(translated(U"a**"), "multiple repeat at position 2");
}

// Patterns of all constructs. `groups` are closed ones, which a back reference may name.
class PatternMaker {
 public:
  explicit PatternMaker(unsigned seed) : dice_(seed) {}
  std::string pattern() {
    groups_ = 0;
    closed_ = 0;
    const std::string flags = dice_.roll(4) == 0 ? dice_.one_of(Flags) : "";
    return flags + alternatives(2, true);
  }
  std::string text() {
    return dice_.some_of({"a", "b", "A", "é", "É", "€", "1", " ", "\n", "_", "ab", "😀"}, 6);
  }

 private:
  static inline const std::vector<std::string> Flags = {"(?i)", "(?m)", "(?s)", "(?a)", "(?im)"};

  std::string alternatives(std::size_t depth, bool captures) {
    std::string made = sequence(depth, captures);
    while (dice_.roll(5) == 0) made += "|" + sequence(depth, captures);
    return made;
  }
  std::string sequence(std::size_t depth, bool captures) {
    std::string made;
    for (std::size_t left = dice_.roll(4) + (depth == 2 ? 1 : 0); left > 0; --left)
      made += item(depth, captures);
    return made;
  }
  std::string item(std::size_t depth, bool captures) {
    switch (dice_.roll(12)) {
      case 0:
        return dice_.one_of(std::vector<std::string>{"^", "$", "\\b", "\\B", "\\A", "\\Z"});
      case 1:
        return look_around();
      case 2:
        if (closed_ != 0) return "\\" + std::to_string(1 + dice_.roll(closed_)) + "(?:)";
        return character();
      case 3:
      case 4: {
        if (depth == 0) return character();
        // What a loop captures in its last round is where CPython has bugs of its own.
        // A possessive loop over something empty never ends there.
        const std::string quantity = quantifier(false);
        return group(depth - 1, captures && quantity.empty()) + quantity;
      }
      default:
        return character() + quantifier(true);
    }
  }
  std::string quantifier(bool possessive) {
    if (possessive && dice_.roll(8) == 0) return dice_.roll(2) == 0 ? "*+" : "?+";
    return dice_.one_of(std::vector<std::string>{"", "", "", "", "*", "+", "?", "*?", "+?", "??",
                                                 "{2}", "{1,2}", "{,2}", "{1,}?"});
  }
  std::string group(std::size_t depth, bool captures) {
    if (!captures) return (dice_.roll(3) == 0 ? "(?i:" : "(?:") + alternatives(depth, false) + ")";
    const std::size_t number = ++groups_;
    const std::string open =
        dice_.roll(3) == 0 ? "(?P<n" + std::to_string(number) + ">" : std::string("(");
    const std::size_t closed_before = closed_;
    closed_ = 0;
    std::string made = open + alternatives(depth, true) + ")";
    // Groups inside are closed in the order of their numbers only when there is no nesting.
    closed_ = closed_before == number - 1 && groups_ == number ? number : closed_before;
    return made;
  }
  std::string look_around() {
    return dice_.one_of(std::vector<std::string>{"(?=a)", "(?!b)", "(?=.*1)", "(?<=a)", "(?<!é)",
                                                 "(?<=[ab]\\w)", "(?<=^)", "(?!$)", "(?<=€|é)"});
  }
  std::string character() {
    return dice_.one_of(std::vector<std::string>{
        "a",      "b",       "é",        "€",   "1",     "A",       " ",      ".",
        "\\w",    "\\W",     "\\d",      "\\s", "\\S",   "[ab]",    "[^a]",   "[é-ü]",
        "[\\w€]", "[^\\s1]", "[a-z\\d]", "\\n", "\\x61", "\\u00e9", "[\\W_]", "😀"});
  }

  Dice dice_;
  std::size_t groups_ = 0, closed_ = 0;
};

constexpr const char* Program = R"(
import re
def answer(pattern, subject):
    p = re.compile(text(pattern))
    t = text(subject)
    found = [(m.span(), [m.span(i) for i in range(p.groups + 1)], m.groups()) for m in p.finditer(t)]
    return ascii([found, p.findall(t), p.split(t), p.subn(r'<\g<0>>', t), bool(p.match(t)),
                  bool(p.fullmatch(t)), p.flags, sorted(p.groupindex.items())])
)";

TEST(RegularExpression, RandomOnesAsPython) {
  PatternMaker maker(7);
  std::vector<Case> cases;
  for (int i = 0; i < 4000; ++i) {
    const std::string pattern = maker.pattern();
    cases.push_back({pattern, maker.text()});
    cases.push_back({pattern, maker.text()});
  }
  expect_same_answers(Program, cases);
}

TEST(RegularExpression, DamagedOnesAsPython) {
  PatternMaker maker(8);
  Dice dice(9);
  std::vector<Case> cases;
  for (int i = 0; i < 4000; ++i) {
    std::string pattern = maker.pattern();
    const std::string noise = dice.one_of(std::vector<std::string>{
        "(", ")", "[", "]", "{", "}", "*", "?", "\\", "(?", "|", "-", "^", "\\x", "(?P<", "+"});
    // Between characters, not inside of one.
    std::size_t at = dice.roll(pattern.size() + 1);
    while (at < pattern.size() && python::character::continues(pattern[at])) ++at;
    if (dice.roll(3) == 0)
      pattern.resize(at);
    else
      pattern.insert(at, noise);
    cases.push_back({pattern, ""});
  }
  expect_same_answers(
      "import re\ndef answer(pattern, subject):\n    return re.compile(text(pattern)).groups\n",
      cases);
}

TEST(RegularExpression, WhatBlowsUpEndsInALimit) {
  const char* programs[] = {
      "re.match(r'(a+)+$', 'a' * 40 + 'b')",
      "re.match(r'(a*)*$', 'a' * 40 + 'b')",
      "re.match(r'(a|a)*$', 'a' * 60 + 'b')",
      "re.match(r'(?:a|aa)+$', 'a' * 80 + 'b')",
      "re.search(r'(.*)*[xy]', 'a' * 40)",
      "re.match('(a|a)' * 60 + '[bc]', 'a' * 70)",
      "re.match('a?' * 60 + 'a' * 60 + '[bc]', 'a' * 90)",
      "re.sub(r'(\\w+\\s?)+$', '', 'word ' * 20 + '!')",
      "re.findall(r'(?:(?:a+)+)+[bc]', 'a' * 40)",
      "re.search('a*[bc]', 'a' * 1000000)",
      "[m for m in re.finditer('a*?[bc]', 'a' * 300000)]",
      "re.compile('(?:a+)+b').search('a' * 50 + 'cb')",
  };
  for (const char* program : programs) {
    python::Limits limits;
    limits.steps = 1'000'000;
    python::TextHost host;
    const auto result = python::Interpreter(limits, host)
                            .run("program.py", std::string("import re\n") + program + "\n");
    EXPECT_EQ(result.error, "LimitExceeded: the program took more than 1000000 steps") << program;
  }
}

TEST(RegularExpression, LargeOnesEndInAnError) {
  const RunResult large = run_python("import re\nre.compile('(?:(?:abc){1000}){1000}')\n");
  EXPECT_EQ(large.error, "re.error: regular expression is too large");
  const RunResult deep = run_python("import re\nre.compile('(' * 100000)\n");
  EXPECT_EQ(deep.error, "RecursionError: maximum recursion depth exceeded");
  const RunResult memory = run_python("import re\nre.match('(?:(a)|b)*c', 'ab' * 2000000)\n");
  EXPECT_TRUE(memory.error.starts_with("LimitExceeded: the program ")) << memory.error;
}

TEST(RegularExpression, ManyMatchesTakeLinearTime) {
  // Quadratic work would exceed the steps.
  const RunResult result = run_python(R"(
import re
t = 'äb ' * 100000
n = sum(m.end() - m.start() for m in re.finditer(r'\w+', t))
p, pos = re.compile(r'\s*(\w)'), 0
while True:
    m = p.match(t, pos)
    if not m: break
    pos = m.end()
print(n, pos, len(re.findall('(?i)B', t)), len(re.sub('b', 'é', t)))
)");
  EXPECT_EQ(result.output + result.error, "200000 299999 100000 300000\n");
}

TEST(RegularExpression, LoneSurrogatesAreRefusedAsText) {
  const RunResult result = run_python("import re\nre.search('a', 'ä\\ud800')\n");
  EXPECT_EQ(result.error,
            "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 1: "
            "surrogates not allowed");
  EXPECT_EQ(run_python("import re\nprint(re.findall('[\\ud800-\\udfffa]', 'a'))\n").output,
            "['a']\n");
}

}  // namespace
}  // namespace undumpy::test
