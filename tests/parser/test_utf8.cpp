#include <gtest/gtest.h>

#include <random>
#include <string>

#include "parser/encoding.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

// The rule, one character at a time.
bool is_valid_by_characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded decoded = utf8::decode(text, at);
    if (!decoded.valid) return false;
    at += decoded.size;
  }
  return true;
}

// Sixteen bytes are looked at together: characters of every size across every border, and all that
// can be wrong with them.
TEST(Utf8, ManyBytesTogetherAreJudgedAsOneByOne) {
  const std::vector<std::string> pieces = {"a",        "row",
                                           "\n",       "é",
                                           "Ü",        "ß",
                                           "日",       "€",
                                           "😀",        "\xC3",
                                           "\xA9",     "\xC0",
                                           "\xC1\x81", "\xE2\x82",
                                           "\xF0\x9F", "\xFF",
                                           "\xED\xA0", "\xED\xA0\x80",
                                           "\xE0\x80", "\x80",
                                           "\xF4\x90", "sixteen bytes are here"};
  std::mt19937 random(16);
  std::size_t valid = 0;
  constexpr int Texts = 40'000;
  for (int i = 0; i < Texts; ++i) {
    std::string text;
    const std::size_t count = random() % 24;
    // Half of the texts hold valid pieces alone.
    const std::size_t among = i % 2 == 0 ? 9 : pieces.size();
    for (std::size_t j = 0; j < count; ++j) text += pieces[random() % among];
    if (i % 4 == 0 && !text.empty()) text.pop_back();  // perhaps in the middle of a character
    valid += is_valid_by_characters(text) ? 1 : 0;
    ASSERT_EQ(is_valid_utf8(text), is_valid_by_characters(text)) << i;
  }
  EXPECT_GT(valid, Texts / 4);
  EXPECT_LT(valid, Texts * 3 / 4);
}

}  // namespace

}  // namespace undumpy
