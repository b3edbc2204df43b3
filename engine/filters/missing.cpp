#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/filters/list.h"
#include "engine/storage.h"
#include "engine/table_pattern.h"
#include "parser/trimmed.h"

namespace undumpy::filters {

namespace {

// Whether the target holds the row: by its key, or by another set of columns.
class Missing final : public Filter {
 public:
  // The columns of natural keys, by table.
  using NaturalKeys = std::map<std::string, std::vector<std::vector<std::string>>, std::less<>>;
  Missing(const FilterContext& context, NaturalKeys natural_keys)
      : context_(context), natural_keys_(std::move(natural_keys)) {}

  [[nodiscard]] std::string name() const override { return "--missing"; }
  [[nodiscard]] Stage stage() const override { return Stage::Stored; }

  Result<bool> passes(const Row& row) override {
    if (row.shape != last_shape_) {
      UNDUMPY_TRY(last_, questions_of(*row.shape));
      last_shape_ = row.shape;
    }
    for (Question& question : *last_) {
      UNDUMPY_TRY(const bool held, is_held(question, row));
      if (held) return false;
    }
    return true;
  }

 private:
  // SELECT 1 FROM table WHERE …
  struct Question {
    std::vector<std::size_t> cells;
    std::vector<ColumnStorage> storages;
    std::unique_ptr<sqlite::Statement> statement;
  };

  Result<std::vector<Question>*> questions_of(const RowShape& shape) {
    const auto known = questions_.find(&shape);
    if (known != questions_.end()) return &known->second;
    std::vector<Question> questions;
    const Table* table = context_.schema->find(shape.table);
    const Column* key = table != nullptr ? table->primary_key() : nullptr;
    if (key != nullptr) UNDUMPY_CHECK(add(shape, *table, {key->name}, questions));
    const auto natural = natural_keys_.find(shape.table);
    if (table != nullptr && natural != natural_keys_.end())
      for (const auto& columns : natural->second)
        UNDUMPY_CHECK(add(shape, *table, columns, questions));
    return &questions_.emplace(&shape, std::move(questions)).first->second;
  }

  Status add(const RowShape& shape, const Table& table, const std::vector<std::string>& columns,
             std::vector<Question>& questions) {
    Question question;
    std::vector<std::string> tests;
    for (const std::string& name : columns) {
      for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const Column* column = column_for(table, shape.columns[i]);
        if (column == nullptr || column->name != name) continue;
        question.cells.push_back(i);
        question.storages.emplace_back(table, *column, &shape.columns[i], StorageOptions());
        tests.push_back(fmt::format("{} = ?{}", sqlite::quoted(name), question.cells.size()));
      }
    }
    if (tests.size() != columns.size()) return Done{};
    UNDUMPY_TRY(auto statement, context_.database->prepare(fmt::format(
                                    "SELECT 1 FROM {} WHERE {} LIMIT 1", sqlite::quoted(table.name),
                                    fmt::join(tests, " AND "))));
    question.statement = std::make_unique<sqlite::Statement>(std::move(statement));
    questions.push_back(std::move(question));
    return Done{};
  }

  Result<bool> is_held(Question& question, const Row& row) {
    arena_.reset();
    sqlite::Statement& statement = *question.statement;
    for (std::size_t i = 0; i < question.cells.size(); ++i) {
      Stored stored;
      Misfit misfit;
      const Cell& cell = row.cells[question.cells[i]];
      // What does not fit, and what is not there, is held by no row.
      if (cell.kind == CellKind::Model ||
          !question.storages[i].store(cell, arena_, notes_, stored, misfit))
        return false;
      const int index = static_cast<int>(i) + 1;
      if (stored.kind == Stored::Kind::Integer)
        statement.bind(index, stored.integer);
      else if (stored.kind == Stored::Kind::Text)
        statement.bind(index, stored.text());
      else
        return false;
    }
    UNDUMPY_TRY(const bool found, statement.step());
    statement.reset();
    return found;
  }

  FilterContext context_;
  NaturalKeys natural_keys_;
  std::map<const RowShape*, std::vector<Question>> questions_;
  const RowShape* last_shape_ = nullptr;
  std::vector<Question>* last_ = nullptr;
  StorageNotes notes_;
  Arena arena_;
};

Result<std::unique_ptr<Filter>> make(const Arguments& arguments, const FilterContext& context) {
  Missing::NaturalKeys natural_keys;
  for (const std::string& text : arguments.all("natural-key")) {
    const std::size_t colon = text.find(':');
    const std::string name = text.substr(0, colon);
    const std::string table = context.constructors->table_named(name);
    const Table* target = context.schema->find(table);
    if (colon == std::string::npos || colon + 1 == text.size())
      return make_error("usage", fmt::format("--natural-key {}: this names no columns", text),
                        "say TABLE:COLUMN[,COLUMN…]");
    if (table.empty() || target == nullptr) {
      std::vector<std::string> known;
      for (const auto& constructor : context.constructors->all()) {
        known.push_back(constructor->shape().table);
        known.push_back(constructor->shape().model);
      }
      return make_error(
          "usage", fmt::format("--natural-key {}: there is no table {}", text, name),
          did_you_mean(name, known) + "`undumpy list` prints the names of all tables");
    }
    std::vector<std::string> columns;
    for (std::size_t at = colon + 1; at <= text.size();) {
      const std::size_t comma = std::min(text.find(',', at), text.size());
      columns.emplace_back(trimmed(std::string_view(text).substr(at, comma - at)));
      at = comma + 1;
      if (target->find(columns.back()) != nullptr) continue;
      std::vector<std::string> names;
      for (const Column& column : target->columns) names.push_back(column.name);
      return make_error(
          "usage",
          fmt::format("--natural-key {}: {} has no column {}", text, table, columns.back()),
          fmt::format("{}its columns are {}", did_you_mean(columns.back(), names),
                      fmt::join(names, ", ")));
    }
    natural_keys[table].push_back(std::move(columns));
  }
  return std::unique_ptr<Filter>(std::make_unique<Missing>(context, std::move(natural_keys)));
}

constexpr OptionText Options[] = {
    {"missing", nullptr, "only rows whose key the target does not hold"},
    {"natural-key", "TABLE:COLUMN[,COLUMN]",
     "with --missing: also leave out rows of which the target holds these values"},
};

}  // namespace

const FilterKind missing{Options, make};

}  // namespace undumpy::filters
