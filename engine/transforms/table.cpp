// --table OLD=NEW: rows of one table go into another.

#include <array>
#include <map>

#include "engine/table_pattern.h"
#include "engine/transforms/list.h"
#include "engine/transforms/target_name.h"
#include "parser/trimmed.h"

namespace undumpy::transforms {

namespace {

using NewTables = std::map<std::string, std::string, std::less<>>;

class NewTable final : public Transform {
 public:
  explicit NewTable(NewTables tables) : tables_(std::move(tables)) {}
  [[nodiscard]] std::string name() const override { return "--table"; }

  Status reshape(RowShape& shape, std::vector<std::size_t>& /*sources*/) override {
    if (const auto found = tables_.find(shape.table); found != tables_.end())
      moved_[shape.model] = shape.table = found->second;
    return Done{};
  }
  // All cells of the row: they go elsewhere.
  Status change(const Row& row, std::span<Cell> cells, Arena&) override {
    if (moved_.contains(row.shape->model)) changed_ += cells.size();
    return Done{};
  }

 private:
  NewTables tables_;
  NewTables moved_;  // by model
};

constexpr std::array<OptionText, 1> Options = {
    {{"table", "OLD=NEW", "rows of the snapshot's table OLD go into NEW; repeatable"}}};

Result<std::unique_ptr<Transform>> make(const Arguments& arguments, const FilterContext& context) {
  NewTables tables;
  for (const std::string& text : arguments.all("table")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
      return make_error("usage", "--table " + printable(text) + ": this names no two tables",
                        "write OLD=NEW, such as --table cal_event=calendar_event");
    const std::string_view from = trimmed(std::string_view(text).substr(0, equals));
    const std::string to(trimmed(std::string_view(text).substr(equals + 1)));
    UNDUMPY_TRY(const auto named, tables_named(from, *context.snapshot, *context.constructors));
    if (named.size() > 1)
      return make_error("usage", "--table " + printable(text) + ": only one table can go there",
                        "name one table of the snapshot");
    if (context.schema->find(to) == nullptr) {
      std::vector<std::string> names;
      for (const Table& table : context.schema->tables) names.push_back(table.name);
      return make_error("usage", "--table: the target has no table " + printable(to),
                        did_you_mean(to, names) + "name a table of the target");
    }
    tables[named.front()] = to;
  }
  return std::unique_ptr<Transform>(std::make_unique<NewTable>(std::move(tables)));
}

}  // namespace

const TransformKind table{.options = Options, .make = make};

std::string target_name(const std::string& name, const Arguments& arguments,
                        const FilterContext& context) {
  for (const std::string& text : arguments.all("table")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) continue;
    const auto from = tables_named(trimmed(std::string_view(text).substr(0, equals)),
                                   *context.snapshot, *context.constructors);
    if (from && from->front() == name)
      return std::string(trimmed(std::string_view(text).substr(equals + 1)));
  }
  return name;
}

}  // namespace undumpy::transforms
