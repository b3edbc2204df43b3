// --where 'TABLE: EXPR': rows for which a Python expression over their columns is true.

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "engine/column_names.h"
#include "engine/filters/list.h"
#include "engine/predicate.h"
#include "engine/script/row_expression.h"
#include "engine/table_pattern.h"

namespace undumpy::filters {

namespace {

// A simple expression is a Predicate; what that does not know, the interpreter runs.
class Test {
 public:
  static Result<Test> compile(const std::string& text, std::string_view table,
                              const FilterContext& context) {
    Test test;
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
    return predicate_ ? predicate_->matches(row) : expression_->truth(row);
  }

 private:
  std::optional<Predicate> predicate_;
  std::unique_ptr<RowExpression> expression_;
};

using Tests = std::map<std::string, std::vector<Test>, std::less<>>;

class Where final : public Filter {
 public:
  explicit Where(Tests tests) : tests_(std::move(tests)) {}
  std::string name() const override { return "--where"; }
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
