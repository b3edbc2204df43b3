// --rename 'TABLE: OLD=NEW': columns that the target calls otherwise.

#include <array>
#include <map>

#include "engine/column_names.h"
#include "engine/storage.h"
#include "engine/table_pattern.h"
#include "engine/transforms/list.h"
#include "engine/transforms/target_name.h"
#include "parser/trimmed.h"

namespace undumpy::transforms {

namespace {

struct NewName {
  std::string from, to;
};
using NewNames = std::map<std::string, std::vector<NewName>, std::less<>>;

// tariff -> fee: tariff_id becomes fee_id, and name_de title_de.
std::string renamed(const ShapeColumn& column, const NewName& name) {
  if (column.babel()) return name.to + column.name.substr(column.field.size());
  const bool as_field = column.name == name.from + "_id" && !name.to.ends_with("_id");
  return as_field ? name.to + "_id" : name.to;
}

class Rename final : public Transform {
 public:
  explicit Rename(NewNames names) : names_(std::move(names)) {}
  [[nodiscard]] std::string name() const override { return "--rename"; }

  Status reshape(RowShape& shape, std::vector<std::size_t>& /*sources*/) override {
    const auto names = names_.find(shape.table);
    if (names == names_.end()) return Done{};
    // All at once: a=b, b=a swaps them.
    const RowShape before = shape;
    for (const NewName& name : names->second) {
      for (const std::size_t i : columns_named(before, name.from)) {
        ShapeColumn& column = shape.columns[i];
        column.name = renamed(before.columns[i], name);
        column.field = before.columns[i].babel() ? name.to : column.name;
        ++counts_[shape.model];
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
  NewNames names_;
  std::map<std::string, std::uint64_t, std::less<>> counts_;  // columns of a row, by model
};

constexpr std::array<OptionText, 1> Options = {
    {{"rename", "'TABLE: OLD=NEW'",
      "what the snapshot calls OLD goes into the column NEW; a babel field with all its languages; "
      "repeatable"}}};

// Error "usage" when the target's table has no column NEW.
Status check_target(const NewName& name, const std::string& table, const Constructor& constructor,
                    const Arguments& arguments, const FilterContext& context) {
  const Table* target = context.schema->find(target_name(table, arguments, context));
  if (target == nullptr) return Done{};  // told when rows come
  for (const std::size_t i : columns_named(constructor.shape(), name.from)) {
    const std::string to = renamed(constructor.shape().columns[i], name);
    if (target->find(to) != nullptr) continue;
    std::vector<std::string> names;
    for (const Column& column : target->columns) names.push_back(column.name);
    return no_such_column("--rename", target->name, to, names);
  }
  return Done{};
}

Result<std::unique_ptr<Transform>> make(const Arguments& arguments, const FilterContext& context) {
  NewNames names;
  for (const std::string& text : arguments.all("rename")) {
    const TableArgument argument = split_table(text);
    const std::size_t equals = argument.rest.find('=');
    const bool two = equals != std::string_view::npos &&
                     !trimmed(argument.rest.substr(0, equals)).empty() &&
                     !trimmed(argument.rest.substr(equals + 1)).empty();
    if (!two)
      return make_error("usage", "--rename " + printable(text) + ": this names no two columns",
                        "write TABLE: OLD=NEW, such as --rename 'users_user: tariff_id=fee_id'");
    const NewName name{std::string(trimmed(argument.rest.substr(0, equals))),
                       std::string(trimmed(argument.rest.substr(equals + 1)))};
    UNDUMPY_TRY(const auto tables,
                tables_named(argument.table, *context.snapshot, *context.constructors));
    for (const std::string& table : tables) {
      const Constructor* constructor = context.constructors->find(table);
      if (constructor != nullptr) {
        if (columns_named(constructor->shape(), name.from).empty())
          return no_such_column("--rename", table, name.from, columns_of(table, context));
        UNDUMPY_CHECK(check_target(name, table, *constructor, arguments, context));
      }
      names[table].push_back(name);
    }
  }
  return std::unique_ptr<Transform>(std::make_unique<Rename>(std::move(names)));
}

}  // namespace

const TransformKind rename{.options = Options, .make = make};

}  // namespace undumpy::transforms
