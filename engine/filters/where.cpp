// --where 'TABLE: EXPR': rows for which a Python expression over their columns is true.

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "engine/column_names.h"
#include "engine/filters/list.h"
#include "engine/predicate.h"
#include "engine/script/row_expression.h"
#include "engine/storage.h"
#include "engine/table_pattern.h"

namespace undumpy::filters {

namespace {

// A simple expression is a Predicate; what that does not know, the interpreter runs.
class Test {
 public:
  static Result<Test> compile(const std::string& text, std::string_view table,
                              const FilterContext& context) {
    Test test;
    test.schema_ = context.schema;
    const std::vector<std::string> columns = columns_of(table, context);
    if (auto predicate = Predicate::compile(text)) {
      for (const std::string& name : predicate->columns())
        if (std::ranges::find(columns, name) == columns.end())
          return no_such_column("--where", table, name, columns);
      test.predicate_.emplace(std::move(*predicate));
      return test;
    }
    UNDUMPY_TRY(Sandbox* const sandbox, context.sandbox());
    auto expression = RowExpression::compile("--where", text, columns, *sandbox, context.schema);
    if (!expression && expression.error().name == "no-such-name")
      return no_such_column("--where", table, expression.error().column, columns);
    if (!expression) return expression.error();
    test.expression_ = std::move(*expression);
    return test;
  }

  Result<bool> holds(const Row& row) {
    return predicate_ ? predicate_->matches(as_stored(row)) : expression_->truth(row);
  }
  void forget_shapes() {
    last_shape_ = nullptr;
    if (expression_ != nullptr) expression_->forget_shapes();
  }

 private:
  // The row as the interpreter would see it, so that it does not matter which of them decides.
  Row as_stored(const Row& row) {
    if (row.shape != last_shape_) find_storages(*row.shape);
    if (storages_.empty()) return row;
    cells_.assign(row.cells.begin(), row.cells.end());
    arena_.reset();
    for (const auto& [index, storage] : storages_)
      cells_[index] = undumpy::as_stored(cells_[index], storage, arena_, notes_);
    Row result = row;
    result.cells = cells_;
    return result;
  }
  void find_storages(const RowShape& shape) {
    last_shape_ = &shape;
    storages_.clear();
    const Table* table = schema_ != nullptr ? schema_->find(shape.table) : nullptr;
    if (table == nullptr) return;
    for (const std::string& name : predicate_->columns()) {
      const std::size_t index = shape.find(name);
      if (index == shape.columns.size()) continue;
      const ShapeColumn& hint = shape.columns[index];
      if (const Column* column = column_for(*table, hint))
        storages_.emplace_back(index, ColumnStorage(*table, *column, &hint, StorageOptions()));
    }
  }

  std::optional<Predicate> predicate_;
  const Schema* schema_ = nullptr;
  const RowShape* last_shape_ = nullptr;
  std::vector<std::pair<std::size_t, ColumnStorage>> storages_;  // of the columns that are named
  std::vector<Cell> cells_;
  Arena arena_;
  StorageNotes notes_;
  std::unique_ptr<RowExpression> expression_;
};

using Tests = std::map<std::string, std::vector<Test>, std::less<>>;

class Where final : public Filter {
 public:
  explicit Where(Tests tests) : tests_(std::move(tests)) {}
  std::string name() const override { return "--where"; }
  void begin() override {
    for (auto& [table, tests] : tests_)
      for (Test& test : tests) test.forget_shapes();
  }
  Result<bool> passes(const Row& row) override {
    if (row.shape->table != last_table_) {
      last_table_ = row.shape->table;
      const auto found = tests_.find(last_table_);
      last_ = found != tests_.end() ? &found->second : nullptr;
    }
    if (last_ == nullptr) return true;
    for (Test& test : *last_) {
      UNDUMPY_TRY(const bool holds, test.holds(row));
      if (!holds) return false;
    }
    return true;
  }

 private:
  Tests tests_;
  // Rows of a table come one behind the other: what was found for the last one.
  std::string last_table_;
  std::vector<Test>* last_ = nullptr;
};

constexpr std::array<OptionText, 1> Options = {
    {{"where", "'TABLE: EXPR'",
      "only rows of TABLE for which this Python expression over their columns is true; "
      "target('app.Model') is the rows of the target; repeatable, and all must hold"}}};

Result<std::unique_ptr<Filter>> make(const Arguments& arguments, const FilterContext& context) {
  Tests tests;
  for (const std::string& text : arguments.all("where")) {
    const TableArgument argument = split_table(text);
    if (!argument.has_rest || argument.rest.empty())
      return make_error("usage", "--where " + printable(text) + ": this names no table",
                        "write TABLE: EXPR, such as --where 'contacts_partner: city_id == 5'");
    UNDUMPY_TRY(const std::vector<std::string> tables,
                tables_named(argument.table, *context.snapshot, *context.constructors));
    for (const std::string& table : tables) {
      UNDUMPY_TRY(Test test, Test::compile(std::string(argument.rest), table, context));
      tests[table].push_back(std::move(test));
    }
  }
  return std::unique_ptr<Filter>(std::make_unique<Where>(std::move(tests)));
}

}  // namespace

const FilterKind where{.options = Options, .make = make};

}  // namespace undumpy::filters
