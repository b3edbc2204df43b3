// --sample P% --seed S: some rows, the same ones each time.
//
// A row's table and key decide, by a hash: neither the order of rows nor other filters matter, and
// a sample of 20 % holds that of 10 % with the same seed.

#include <fmt/format.h>
#include <xxhash.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "engine/filters/list.h"
#include "engine/filters/number_argument.h"
#include "parser/trimmed.h"

namespace undumpy::filters {

namespace {

class Sample final : public Filter {
 public:
  Sample(double percent, std::uint64_t seed) : share_(percent / 100), seed_(seed) {}
  std::string name() const override { return "--sample"; }

  Result<bool> passes(const Row& row) override {
    text_ = row.shape->table;
    text_ += '\0';
    // An integer and the text of it are one key.
    const Cell key = row.key();
    text_ += key.kind == CellKind::Text ? std::string(key.text()) : to_text(key);
    const std::uint64_t hash = XXH3_64bits_withSeed(text_.data(), text_.size(), seed_);
    // The 53 bits that a double holds, as a number below 1.
    return std::ldexp(static_cast<double>(hash >> 11U), -53) < share_;
  }

 private:
  double share_;
  std::uint64_t seed_;
  std::string text_;
};

Result<double> percent_of(const std::string& argument) {
  std::string text(trimmed(argument));
  if (text.ends_with('%')) text.pop_back();
  char* end = nullptr;
  const double percent = std::strtod(text.c_str(), &end);
  const bool plain = text.find_first_not_of("0123456789.") == std::string::npos;
  if (plain && !text.empty() && *end == '\0' && percent > 0 && percent <= 100) return percent;
  return make_error("usage", fmt::format("--sample {} is no share", printable(argument)),
                    "give a percentage above 0, up to 100: 5% or 0.5%");
}

constexpr std::array<OptionText, 2> Options = {
    {{"sample", "P%", "this share of the rows of each table; table and key of a row decide"},
     {"seed", "S", "another seed chooses another sample; 0 when it is not given"}}};

}  // namespace

const FilterKind sample{.options = Options,
                        .make = [](const Arguments& arguments,
                                   const FilterContext&) -> Result<std::unique_ptr<Filter>> {
                          UNDUMPY_TRY(const double percent, percent_of(*arguments.last("sample")));
                          UNDUMPY_TRY(
                              const std::uint64_t seed,
                              number_argument("--seed", arguments.last("seed").value_or("0"), 0));
                          return std::unique_ptr<Filter>(std::make_unique<Sample>(percent, seed));
                        }};

}  // namespace undumpy::filters
