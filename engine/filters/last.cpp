// --last N: the last rows of each table, as they stand in the snapshot.

#include <array>
#include <map>

#include "engine/filters/list.h"
#include "engine/filters/number_argument.h"

namespace undumpy::filters {

namespace {

class Last final : public Filter {
 public:
  explicit Last(std::uint64_t most) : most_(most) {}
  std::string name() const override { return "--last"; }
  bool wants_survey(std::string_view) const override { return true; }
  bool counts_rows() const override { return true; }
  Status survey(const Row& row) override {
    ++tables_[row.shape->table].all;
    return Done{};
  }
  void begin() override {
    for (auto& [table, count] : tables_) count.seen = 0;
  }
  Result<bool> passes(const Row& row) override {
    Count& count = tables_[row.shape->table];
    return ++count.seen + most_ > count.all;
  }

 private:
  struct Count {
    std::uint64_t all = 0, seen = 0;
  };
  std::uint64_t most_;
  std::map<std::string, Count, std::less<>> tables_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"last", "N", "the last N rows of each table, as they stand in the snapshot"}}};

}  // namespace

const FilterKind last{.options = Options,
                      .make = [](const Arguments& arguments,
                                 const FilterContext&) -> Result<std::unique_ptr<Filter>> {
                        UNDUMPY_TRY(const std::uint64_t most,
                                    number_argument("--last", *arguments.last("last"), 1));
                        return std::unique_ptr<Filter>(std::make_unique<Last>(most));
                      }};

}  // namespace undumpy::filters
