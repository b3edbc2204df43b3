// --only TABLE[:KEYS]: nothing but these tables, or these rows of them.

#include <array>

#include "engine/filters/list.h"
#include "engine/filters/table_keys.h"

namespace undumpy::filters {

namespace {

class Only final : public Filter {
 public:
  explicit Only(TableKeys keys) : keys_(std::move(keys)) {}
  std::string name() const override { return "--only"; }
  bool may_pass(std::string_view table) const override { return keys_.has_table(table); }
  Result<bool> passes(const Row& row) override { return keys_.has(row); }

 private:
  TableKeys keys_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"only", "TABLE[:KEYS]",
      "only rows of this table, or of those that contacts_* or contacts.* means; KEYS: "
      "1,5,10-20,@FILE; keys of a parent select its children too; repeatable"}}};

}  // namespace

const FilterKind only{.options = Options,
                      .make = [](const Arguments& arguments,
                                 const FilterContext& context) -> Result<std::unique_ptr<Filter>> {
                        UNDUMPY_TRY(TableKeys keys,
                                    TableKeys::parse(arguments.all("only"), context));
                        return std::unique_ptr<Filter>(std::make_unique<Only>(std::move(keys)));
                      }};

}  // namespace undumpy::filters
