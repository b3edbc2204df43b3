// json.loads and json.dumps against CPython's: random documents, whole and damaged.
#include <gtest/gtest.h>

#include "tests/python/ask_interpreter.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

class DocumentMaker {
 public:
  explicit DocumentMaker(unsigned seed) : dice_(seed) {}
  std::string document() { return space() + value(4) + space(); }
  // A document with something wrong, most of the time.
  std::string damaged() {
    std::string text = document();
    for (std::size_t left = 1 + dice_.roll(2); left > 0; --left) {
      const std::size_t at = dice_.roll(text.size() + 1);
      // Only ASCII is cut: documents stay UTF-8.
      if (at < text.size() && (text[at] & 0x80) != 0) continue;
      switch (dice_.roll(3)) {
        case 0:
          if (at < text.size()) text.erase(at, 1);
          break;
        case 1:
          if (at == text.size() || (text[at] & 0x80) == 0) text.insert(at, dice_.one_of(Noise));
          break;
        default:
          if (at < text.size()) text.replace(at, 1, dice_.one_of(Noise));
          break;
      }
    }
    return text;
  }

 private:
  static inline const std::vector<std::string> Noise = {
      "\"", "{", "}", "[", "]", ",", ":", "\\",  "\n",      "\t",   " ",   "0", "-",
      ".",  "e", "n", "x", "é", "😀", "'", "\\u", "\\ud800", "true", "NaN", "1", "\x01"};

  std::string space() { return dice_.some_of({"", " ", "\n", "\t", "\r"}, 1); }
  std::string value(std::size_t depth) {
    switch (dice_.roll(depth == 0 ? 5 : 9)) {
      case 0:
        return number();
      case 1:
      case 2:
        return string();
      case 3:
        return dice_.one_of(std::vector<std::string>{"true", "false", "null"});
      case 4:
        return dice_.one_of(std::vector<std::string>{"NaN", "Infinity", "-Infinity", "0", "[]"});
      case 5:
      case 6:
        return list(depth - 1);
      default:
        return dict(depth - 1);
    }
  }
  std::string number() {
    std::string text = dice_.roll(3) == 0 ? "-" : "";
    text += dice_.roll(4) == 0 ? "0" : std::to_string(1 + dice_.roll(1'000'000));
    if (dice_.roll(8) == 0) text += "00000000000000000000000";
    if (dice_.roll(3) == 0) text += "." + std::to_string(dice_.roll(100'000));
    if (dice_.roll(4) == 0)
      text += dice_.one_of(std::vector<std::string>{"e", "E", "e+", "E-"}) +
              std::to_string(dice_.roll(320));
    return text;
  }
  std::string string() {
    return "\"" +
           dice_.some_of({"a", "bc", " ", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041",
                          "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\x7f", "\\b"},
                         5) +
           "\"";
  }
  std::string list(std::size_t depth) {
    std::string text = "[" + space();
    for (std::size_t left = dice_.roll(4); left > 0; --left)
      text += value(depth) + space() + (left > 1 ? "," : "") + space();
    return text + "]";
  }
  std::string dict(std::size_t depth) {
    std::string text = "{" + space();
    for (std::size_t left = dice_.roll(4); left > 0; --left)
      text += string() + space() + ":" + space() + value(depth) + (left > 1 ? "," : "") + space();
    return text + "}";
  }

  Dice dice_;
};

constexpr const char* Program = R"(
import json
STYLES = [{}, {'indent': 2}, {'indent': '\t', 'sort_keys': True}, {'ensure_ascii': False},
          {'separators': (',', ':')}, {'indent': 0, 'separators': ('; ', ' = ')}]
def answer(document, style):
    value = json.loads(text(document))
    return ascii([value, json.dumps(value, **STYLES[number(style)])])
)";

TEST(Json, RandomDocumentsAsPython) {
  DocumentMaker maker(1);
  std::vector<Case> cases;
  for (int i = 0; i < 4000; ++i) cases.push_back({maker.document(), std::to_string(i % 6)});
  expect_same_answers(Program, cases);
}

TEST(Json, DamagedDocumentsAsPython) {
  DocumentMaker maker(2);
  std::vector<Case> cases;
  for (int i = 0; i < 8000; ++i) cases.push_back({maker.damaged(), std::to_string(i % 6)});
  expect_same_answers(Program, cases);
}

TEST(Json, HugeOutputEndsInALimit) {
  const RunResult result = run_python(
      "import json\nx = ['x' * 1000] * 1000\nfor i in range(4): x = [x] * 1000\njson.dumps(x)\n");
  EXPECT_TRUE(result.error.starts_with("LimitExceeded: ")) << result.error;
  const RunResult indent = run_python("import json\njson.dumps([1], indent=10 ** 12)\n");
  EXPECT_EQ(indent.error, "LimitExceeded: the program needs more than 268435456 bytes of memory");
}

}  // namespace
}  // namespace undumpy::test
