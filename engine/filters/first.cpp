// --first N: the first rows of each table, as they stand in the snapshot.

#include <array>
#include <map>

#include "engine/filters/list.h"
#include "engine/filters/number_argument.h"

namespace undumpy::filters {

namespace {

class First final : public Filter {
 public:
  explicit First(std::uint64_t most) : most_(most) {}
  std::string name() const override { return "--first"; }
  bool counts_rows() const override { return true; }
  void begin() override { seen_.clear(); }
  Result<bool> passes(const Row& row) override { return ++seen_[row.shape->table] <= most_; }

 private:
  std::uint64_t most_;
  std::map<std::string, std::uint64_t, std::less<>> seen_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"first", "N", "the first N rows of each table, as they stand in the snapshot"}}};

}  // namespace

const FilterKind first{.options = Options,
                       .make = [](const Arguments& arguments,
                                  const FilterContext&) -> Result<std::unique_ptr<Filter>> {
                         UNDUMPY_TRY(const std::uint64_t most,
                                     number_argument("--first", *arguments.last("first"), 1));
                         return std::unique_ptr<Filter>(std::make_unique<First>(most));
                       }};

}  // namespace undumpy::filters
