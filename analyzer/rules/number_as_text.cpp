#include <fmt/format.h>

#include <optional>

#include "analyzer/against.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/storage.h"

namespace undumpy {

namespace {

// The numbers that are written as text in one column of keys.
struct TextNumbers {
  std::uint64_t count = 0;
  std::optional<Diagnostic> first;
};

class NumberAsText final : public CellCheck {
 public:
  NumberAsText(TextNumbers& numbers, std::size_t column)
      : CellCheck(cell_trait::of(CellKind::Text)), numbers_(numbers), column_(column) {}

  void look(const Row& row, const Cell& cell) override {
    std::int64_t ignored = 0;
    if (!ValueSet::as_integer(cell.text(), ignored)) return;
    if (numbers_.count++ == 0)
      numbers_.first = cell_finding(rules::number_as_text, row, column_, "");
  }

 private:
  TextNumbers& numbers_;
  std::size_t column_;
};

class NumbersAsText final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t column) override {
    const ShapeColumn& at = shape.columns[column];
    if (!is_reference(at) && at.name != "id") return nullptr;
    return std::make_unique<NumberAsText>(columns_[{shape.table, at.name}], column);
  }

  void end() override {
    for (auto& [place, numbers] : columns_) {
      if (!numbers.first) continue;
      const ColumnFacts& facts = facts_of(place.first, place.second);
      const bool mixed = facts.kinds.contains(CellKind::Integer);
      // With other texts among them they are texts that happen to look like numbers.
      if (!mixed && (!facts.integers_as_text || !holds_numbers(place.first, place.second)))
        continue;
      numbers.first->severity = mixed ? Severity::Warning : Severity::Info;
      numbers.first->message =
          mixed ? fmt::format("{} of {} keys are written as text, the others as numbers",
                              numbers.count, facts.filled)
                : fmt::format("all {} keys are written as text", numbers.count);
      in.findings.add(rules::number_as_text, std::move(*numbers.first));
    }
  }

 private:
  [[nodiscard]] const ColumnFacts& facts_of(const std::string& table,
                                            const std::string& column) const {
    const TableFacts& facts = in.facts->at(table);
    return facts.columns[facts.shape->find(column)];
  }

  // Whether this column is meant for numbers: the schema says it; or it is called id, or refers to
  // a table whose key is called so.
  [[nodiscard]] bool holds_numbers(const std::string& table, const std::string& column) const {
    if (in.against != nullptr && in.against->kind() != Against::Kind::Snapshot) {
      const Table* target = in.against->schema().find(table);
      const RowShape& shape = *in.facts->at(table).shape;
      const Column* known =
          target != nullptr ? column_for(*target, shape.columns[shape.find(column)]) : nullptr;
      if (known != nullptr) return known->kind == ColumnKind::Integer;
    }
    if (column == "id") return true;
    for (const Reference& reference : in.references) {
      if (reference.table != table || reference.column != column) continue;
      const auto target = in.facts->find(reference.target);
      if (target == in.facts->end() || target->second.shape == nullptr) return false;
      const ShapeColumn& key = target->second.shape->columns[target->second.key];
      return key.name == "id" || key.parent_link;
    }
    return false;
  }

  std::map<std::pair<std::string, std::string>, TextNumbers> columns_;
};

}  // namespace

namespace rules {

const Rule number_as_text{
    .code = "VL307",
    .name = "number-as-text",
    .severity = Severity::Warning,
    .what =
        "Keys, or references to keys, that are numbers written as text.\n"
        "\n"
        "A site on Python 2 and MySQL wrote its ids so since 2016: all of a column as text is an "
        "info. Where the others are numbers it is a warning: somebody edited the module.",
    .why =
        "undumpy turns them into numbers where the target's column is one. Lino's own restore "
        "and hand-written code may not: in Python '1' is not 1.",
    .example = "loader.save(create_library_book(u'17',u'Momo',u'2'))",
    .next = "Nothing, when you restore with undumpy into a schema that is given.",
    .make = make_check<NumbersAsText>,
};

}  // namespace rules

}  // namespace undumpy
