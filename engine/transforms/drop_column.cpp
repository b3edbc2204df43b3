// --drop-column 'TABLE: COLUMN[,COLUMN]': columns that the target has no more.

#include <algorithm>
#include <array>
#include <map>

#include "engine/column_names.h"
#include "engine/table_pattern.h"
#include "engine/transforms/list.h"
#include "parser/trimmed.h"

namespace undumpy::transforms {

namespace {

using Dropped = std::map<std::string, std::vector<std::string>, std::less<>>;

class DropColumn final : public Transform {
 public:
  explicit DropColumn(Dropped dropped) : dropped_(std::move(dropped)) {}
  [[nodiscard]] std::string name() const override { return "--drop-column"; }

  Status reshape(RowShape& shape, std::vector<std::size_t>& sources) override {
    const auto names = dropped_.find(shape.table);
    if (names == dropped_.end()) return Done{};
    std::uint64_t& count = counts_[shape.model];
    for (const std::string& name : names->second) {
      std::vector<std::size_t> columns = columns_named(shape, name);
      std::ranges::reverse(columns);
      for (const std::size_t column : columns) {
        shape.columns.erase(shape.columns.begin() + static_cast<std::ptrdiff_t>(column));
        sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(column));
        ++count;
      }
    }
    return Done{};
  }

  Status change(const Row& row, std::span<Cell>, Arena&) override {
    const auto count = counts_.find(row.shape->model);
    if (count != counts_.end()) changed_ += count->second;
    return Done{};
  }

 private:
  Dropped dropped_;
  std::map<std::string, std::uint64_t, std::less<>> counts_;  // columns of a row, by model
};

constexpr std::array<OptionText, 1> Options = {
    {{"drop-column", "'TABLE: COLUMN[,COLUMN]'",
      "leave these columns out; the name of a babel field drops all its languages; repeatable"}}};

Result<std::unique_ptr<Transform>> make(const Arguments& arguments, const FilterContext& context) {
  Dropped dropped;
  for (const std::string& text : arguments.all("drop-column")) {
    const TableArgument argument = split_table(text);
    if (!argument.has_rest || argument.rest.empty())
      return make_error("usage", "--drop-column " + printable(text) + ": this names no column",
                        "write TABLE: COLUMN, such as --drop-column 'notes_note: project_id'");
    UNDUMPY_TRY(const auto tables,
                tables_named(argument.table, *context.snapshot, *context.constructors));
    for (const std::string& table : tables) {
      const Constructor* constructor = context.constructors->find(table);
      for (std::size_t at = 0; at <= argument.rest.size();) {
        const std::size_t comma = std::min(argument.rest.find(',', at), argument.rest.size());
        const std::string_view column = trimmed(argument.rest.substr(at, comma - at));
        at = comma + 1;
        const bool known =
            constructor == nullptr || !columns_named(constructor->shape(), column).empty();
        if (!known)
          return no_such_column("--drop-column", table, column, columns_of(table, context));
        dropped[table].emplace_back(column);
      }
    }
  }
  return std::unique_ptr<Transform>(std::make_unique<DropColumn>(std::move(dropped)));
}

}  // namespace

const TransformKind drop_column{.options = Options, .make = make};

}  // namespace undumpy::transforms
