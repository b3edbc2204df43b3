// Looking at sixteen bytes at a time finds what looking at each one finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "parser/byte_scan.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

// Texts of up to 80 bytes out of these pieces, each of them in its own memory, so that a sanitizer
// sees what is read beyond.
class Texts {
 public:
  explicit Texts(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  std::string next() {
    std::string text;
    const std::size_t most = random_() % 80;
    while (true) {
      // Mostly the first piece: what is rare stands alone.
      const std::string& piece =
          random_() % 8 == 0 ? pieces_[random_() % pieces_.size()] : pieces_[0];
      if (text.size() + piece.size() > most) break;
      text += piece;
    }
    text.shrink_to_fit();
    return text;
  }

 private:
  std::vector<std::string> pieces_;
  std::mt19937 random_{17};
};

TEST(ByteScan, FindsRareBytes) {
  Texts texts({"a", "~", " ", "é", "\n", "\t", "\r", "\x7F", "\x1F", std::string(1, '\0'), "日"});
  for (int i = 0; i < 200000; ++i) {
    const std::string text = texts.next();
    const RareBytes found = rare_bytes(text);
    const auto is_control = [](char c) {
      return c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    ASSERT_EQ(found.control, std::ranges::any_of(text, is_control)) << text;
    ASSERT_EQ(found.beyond_ascii, std::ranges::any_of(text, [](char c) { return c < 0; })) << text;
  }
}

TEST(ByteScan, FindsNeighboursBeyondAscii) {
  Texts texts({"a", "é", "é", "Ō", "日", "😀", "\xED\xA0\x80", "\n"});
  for (int i = 0; i < 200000; ++i) {
    const std::string text = texts.next();
    bool expected = false;
    bool before = false;  // the character before is beyond ASCII
    for (std::size_t at = 0; at < text.size();) {
      const bool beyond = text[at] < 0;
      expected = expected || (before && beyond);
      before = beyond;
      at += !beyond ? 1 : (text[at] & 0x20) == 0 ? 2 : (text[at] & 0x10) == 0 ? 3 : 4;
    }
    ASSERT_EQ(has_neighbours_beyond_ascii(text), expected) << text;
  }
}

TEST(ByteScan, FindsNothingInAnEmptyText) {
  EXPECT_FALSE(rare_bytes("").control);
  EXPECT_FALSE(rare_bytes("").beyond_ascii);
  EXPECT_FALSE(has_neighbours_beyond_ascii(""));
}

}  // namespace

}  // namespace undumpy
