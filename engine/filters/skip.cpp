// --skip TABLE[:KEYS]: not these tables, or not these rows of them, whatever else asks for them.

#include <array>

#include "engine/filters/list.h"
#include "engine/filters/table_keys.h"

namespace undumpy::filters {

namespace {

class Skip final : public Filter {
 public:
  explicit Skip(TableKeys keys) : keys_(std::move(keys)) {}
  std::string name() const override { return "--skip"; }
  bool is_exclusion() const override { return true; }
  bool may_pass(std::string_view table) const override { return !keys_.has_whole(table); }
  Result<bool> passes(const Row& row) override { return !keys_.has(row); }

 private:
  TableKeys keys_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"skip", "TABLE[:KEYS]",
      "not the rows of this table, or not those with these keys, even when other rows need them; "
      "written as for --only; repeatable"}}};

}  // namespace

const FilterKind skip{.options = Options,
                      .make = [](const Arguments& arguments,
                                 const FilterContext& context) -> Result<std::unique_ptr<Filter>> {
                        UNDUMPY_TRY(TableKeys keys,
                                    TableKeys::parse(arguments.all("skip"), context));
                        return std::unique_ptr<Filter>(std::make_unique<Skip>(std::move(keys)));
                      }};

}  // namespace undumpy::filters
