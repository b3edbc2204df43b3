#include <fmt/format.h>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/storage.h"

namespace undumpy::rules {

namespace {

class ColumnMissingInTarget final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t column) override {
    const Table* table = in.against != nullptr ? in.against->schema().find(shape.table) : nullptr;
    if (table == nullptr || column_for(*table, shape.columns[column]) != nullptr) return nullptr;
    return std::make_unique<AffectedCells>(affected_[{shape.table, shape.columns[column].name}],
                                           column);
  }

  void end() override {
    if (in.against == nullptr) return;
    for (const auto& [name, facts] : *in.facts) {
      const Table* table = in.against->schema().find(name);
      if (table == nullptr) continue;
      for (const ShapeColumn& column : facts.shape->columns)
        if (column_for(*table, column) == nullptr)
          report_affected(in, rules::column_missing_in_target, name, column.name,
                          affected_[{name, column.name}],
                          fmt::format("the target has no column {}", column.name), "a value",
                          fmt::format("when the field was removed, comment its line out in "
                                      "create_{1}: `#    kw.update({0}={0})`; when it was renamed: "
                                      "`kw.update(NEW={0})`",
                                      column.name, name));
    }
  }

 private:
  std::map<ColumnPlace, Affected> affected_;
};

}  // namespace

const Rule column_missing_in_target{
    .code = "DR603",
    .name = "column-missing-in-target",
    .about_target = true,
    .what = "The snapshot has a column that the target's table does not have (`--against`).",
    .why =
        "The values can not be stored. Python would stop here with a TypeError; undumpy says "
        "how many rows have a value in it.",
    .example = "library_book.isbn: the target has no such column, and 3 rows have a value",
    .next =
        "When the field was removed, take its line out of the create_ function: `#    "
        "kw.update(isbn=isbn)`. When it was renamed, give it its new name: "
        "`kw.update(code=isbn)`.",
    .make = make_check<ColumnMissingInTarget>,
};

}  // namespace undumpy::rules
