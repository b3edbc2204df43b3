#include <gtest/gtest.h>

#include <string>

#include "parser/hidden_characters.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

std::string encoded(char32_t character) {
  std::string text;
  utf8::append(character, text);
  return text;
}

// 64 bytes are looked at together: every place within them, and behind the last 64.
TEST(HiddenCharacters, AreFoundWhereverTheyStand) {
  for (const char32_t character :
       {char32_t{1}, char32_t{0x1F}, char32_t{0x7F}, char32_t{0xA0}, char32_t{0x034F},
        char32_t{0x061C}, char32_t{0x202E}, char32_t{0xFEFF}, char32_t{0xE0041}}) {
    for (std::size_t before = 0; before < 140; ++before) {
      for (const std::size_t after : {0, 1, 15, 16, 61, 63, 64, 65, 130}) {
        const std::string text =
            std::string(before, '~') + encoded(character) + std::string(after, ' ');
        const auto found = find_hidden(text, 0);
        ASSERT_TRUE(found) << static_cast<std::uint32_t>(character) << " at " << before;
        EXPECT_EQ(found->offset, before);
        EXPECT_EQ(found->character, character);
        EXPECT_FALSE(find_hidden(text, before + found->size));
      }
    }
  }
}

// The bytes that are looked for first leave no hidden character out.
TEST(HiddenCharacters, AreFoundWhateverTheyBeginWith) {
  for (char32_t character = 1; character <= 0x10FFFF; ++character) {
    if (character >= 0xD800 && character <= 0xDFFF) continue;
    // Among 64 bytes, and alone.
    const std::string alone = encoded(character);
    for (const std::string& text : {alone + std::string(64, ' '), alone})
      ASSERT_EQ(find_hidden(text, 0).has_value(), is_hidden(character))
          << static_cast<std::uint32_t>(character);
  }
}

TEST(HiddenCharacters, AreNotWhatPeopleWrite) {
  std::string text = "\t\r\n\f";
  for (char c = ' '; c <= '~'; ++c) text += c;
  text += "Überraschung für Čeněk 日本語 😀 \u0300\u2014\u20ac";
  text += "Ωμέγα Москва שלום ÃÄÅÆ × ÷";
  for (std::size_t from = 0; from < 70; ++from)
    EXPECT_FALSE(find_hidden(std::string(from, 'x') + text + std::string(64, ' '), 0));
}

}  // namespace

}  // namespace undumpy
