#include "engine/filters/table_keys.h"

#include <algorithm>

#include "engine/table_pattern.h"

namespace undumpy::filters {

Result<TableKeys> TableKeys::parse(const std::vector<std::string>& arguments,
                                   const FilterContext& context) {
  TableKeys result;
  for (const std::string& text : arguments) {
    const TableArgument argument = split_table(text);
    UNDUMPY_TRY(const std::vector<std::string> tables,
                tables_named(argument.table, *context.snapshot, *context.constructors));
    if (!argument.has_rest) {
      for (const std::string& table : tables) result.tables_[table].whole = true;
      continue;
    }
    UNDUMPY_TRY(KeyList list, KeyList::parse(argument.rest));
    const auto keys = std::make_shared<const KeyList>(std::move(list));
    for (const std::string& table : tables) result.add_keys(table, keys, context);
  }
  return result;
}

void TableKeys::add_keys(const std::string& table, const std::shared_ptr<const KeyList>& keys,
                         const FilterContext& context) {
  auto& known = tables_[table].keys;
  // Also the end of a circle of parents, which nobody should write.
  if (std::ranges::find(known, keys) != known.end()) return;
  known.push_back(keys);
  for (const auto& constructor : context.constructors->all()) {
    const RowShape& shape = constructor->shape();
    if (!shape.parent.empty() && context.constructors->table_named(shape.parent) == table)
      add_keys(shape.table, keys, context);
  }
}

bool TableKeys::has_whole(std::string_view table) const {
  const auto found = tables_.find(table);
  return found != tables_.end() && found->second.whole;
}

bool TableKeys::has(const Row& row) {
  if (last_table_ != row.shape->table) {
    last_table_ = row.shape->table;
    const auto found = tables_.find(last_table_);
    last_ = found != tables_.end() ? &found->second : nullptr;
  }
  if (last_ == nullptr) return false;
  return last_->whole || std::ranges::any_of(last_->keys, [key = row.key()](const auto& keys) {
           return keys->contains(key);
         });
}

}  // namespace undumpy::filters
