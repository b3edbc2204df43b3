// AheadStream: what another thread reads comes as if nobody had read ahead.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

#include "parser/ahead_stream.h"

namespace undumpy {

namespace {

enum class Ending : std::uint8_t { Quiet, Error, Throw };

// Gives `text` in reads of up to `most` bytes, and then its ending.
class Scripted final : public Stream {
 public:
  Scripted(std::string text, std::size_t most, Ending ending)
      : text_(std::move(text)), most_(most), ending_(ending) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({buffer.size(), most_, text_.size() - at_});
    if (size == 0 && ending_ == Ending::Error) return make_error("archive-damaged", "torn");
    if (size == 0 && ending_ == Ending::Throw) throw std::runtime_error("no memory");
    std::memcpy(buffer.data(), text_.data() + at_, size);
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t most_;
  Ending ending_;
  std::size_t at_ = 0;
};

std::string numbers(std::size_t bytes) {
  std::string text;
  for (int i = 0; text.size() < bytes; ++i) text += std::to_string(i) + "\n";
  text.resize(bytes);
  return text;
}

// All that a stream gives, in reads of `want` bytes, and how it ends.
std::string all_of(Stream& stream, std::size_t want, std::string& ending) {
  std::string text;
  std::string buffer(want, '\0');
  try {
    while (true) {
      const auto got = stream.read(buffer);
      if (!got || *got == 0) {
        ending = got ? "end" : got.error().message;
        return text;
      }
      text.append(buffer, 0, *got);
    }
  } catch (const std::exception& error) {
    ending = error.what();
    return text;
  }
}

TEST(AheadStream, GivesTheSameBytesAndTheSameEnding) {
  for (const std::size_t bytes : {0U, 1U, 1000U, 131072U, 131073U, 1000000U, 3000000U}) {
    const std::string text = numbers(bytes);
    for (const std::size_t most : {7000U, 65536U, 1000000U}) {
      for (const std::size_t want : {3000U, 65536U, 500000U}) {
        for (const auto& [ending, name] :
             {std::pair(Ending::Quiet, "end"), std::pair(Ending::Error, "torn"),
              std::pair(Ending::Throw, "no memory")}) {
          AheadStream stream(std::make_unique<Scripted>(text, most, ending));
          std::string met;
          EXPECT_TRUE(all_of(stream, want, met) == text) << bytes << " " << most << " " << want;
          EXPECT_EQ(met, name) << bytes << " " << most << " " << want;
          // Once more: the end stays the end.
          EXPECT_EQ(all_of(stream, want, met), "");
          EXPECT_EQ(met, name);
        }
      }
    }
  }
}

TEST(AheadStream, MayBeLeftAtAnyTime) {
  const std::string text = numbers(2000000);
  for (std::size_t reads = 0; reads < 25; ++reads) {
    AheadStream stream(std::make_unique<Scripted>(text, 65536, Ending::Quiet));
    std::string buffer(60000, '\0');
    std::string met;
    for (std::size_t i = 0; i < reads; ++i) {
      const auto got = stream.read(buffer);
      ASSERT_TRUE(got);
      met.append(buffer, 0, *got);
    }
    EXPECT_TRUE(text.starts_with(met));
  }
}

TEST(AheadStream, SkipsAsOthersDo) {
  const std::string text = numbers(1000000);
  AheadStream stream(std::make_unique<Scripted>(text, 10000, Ending::Quiet));
  ASSERT_TRUE(stream.skip(700001));
  std::string ending;
  EXPECT_TRUE(all_of(stream, 4096, ending) == text.substr(700001));
  EXPECT_EQ(ending, "end");
}

}  // namespace

}  // namespace undumpy
