#include <fmt/format.h>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/storage.h"

namespace undumpy::rules {

namespace {

// The kinds of cells that a column of this kind natively has.
std::uint32_t native_kinds(const Column& column, const ShapeColumn& hint) {
  using cell_trait::of;
  switch (column.kind) {
    case ColumnKind::Integer:
      // Durations are texts of their own form; ids as text are another rule's (VL307).
      return of(CellKind::Integer) | of(CellKind::Model) |
             (hint.foreign_key || hint.parent_link || column.primary_key ? of(CellKind::Text) : 0U);
    case ColumnKind::Boolean:
      return of(CellKind::True) | of(CellKind::False);
    case ColumnKind::Decimal:
      return of(CellKind::Decimal);
    case ColumnKind::Real:
      return of(CellKind::Float) | of(CellKind::Text);
    case ColumnKind::Text:
      return of(CellKind::Text) | (hint.foreign_key ? of(CellKind::Integer) : 0U);
    case ColumnKind::Uuid:
      return of(CellKind::Text);
    case ColumnKind::Date:
      return of(CellKind::Date);
    case ColumnKind::Time:
      return of(CellKind::Time);
    case ColumnKind::DateTime:
      return of(CellKind::DateTime);
    case ColumnKind::Blob:
      return of(CellKind::Bytes) | of(CellKind::Text);
    case ColumnKind::Json:
    case ColumnKind::Other:
      return cell_trait::Any;
  }
  return cell_trait::Any;
}

// A duration of Django, which an integer column keeps as microseconds.
bool is_duration(const Cell& cell) {
  return cell.kind == CellKind::Text && cell.text().find(':') != std::string_view::npos;
}

class ForeignKinds final : public CellCheck {
 public:
  ForeignKinds(Affected& affected, std::uint32_t native, std::size_t column, bool may_be_duration)
      : CellCheck(AffectedCells::Filled & ~native),
        affected_(affected),
        column_(column),
        may_be_duration_(may_be_duration) {}
  void look(const Row& row, const Cell& cell) override {
    if (!may_be_duration_ || !is_duration(cell)) affected_.add(row, column_);
  }

 private:
  Affected& affected_;
  std::size_t column_;
  bool may_be_duration_;
};

class TypeDiffers final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t index) override {
    // A schema that was inferred from another snapshot knows the types of its values only.
    if (in.against == nullptr || in.against->kind() == Against::Kind::Snapshot) return nullptr;
    const Table* table = in.against->schema().find(shape.table);
    const ShapeColumn& hint = shape.columns[index];
    const Column* column = table != nullptr ? column_for(*table, hint) : nullptr;
    if (column == nullptr || hint.content_type) return nullptr;
    std::uint32_t native = native_kinds(*column, hint);
    // Before 2016, functions of child models did not call Decimal() (FORMAT.md 5.3).
    if (column->kind == ColumnKind::Decimal && !hint.decimal)
      native |= cell_trait::of(CellKind::Text);
    types_[{shape.table, hint.name}] = column->type;
    return std::make_unique<ForeignKinds>(affected_[{shape.table, hint.name}], native, index,
                                          column->kind == ColumnKind::Integer);
  }

  void end() override {
    for (const auto& [place, affected] : affected_)
      if (affected.count > 0)
        report_affected(in, rules::type_differs, place.table, place.column, affected,
                        fmt::format("the target's column is {}", types_.at(place)),
                        "a value of another kind");
  }

 private:
  std::map<ColumnPlace, Affected> affected_;
  std::map<ColumnPlace, std::string> types_;
};

}  // namespace

const Rule type_differs{
    .code = "DR606",
    .name = "type-differs",
    .severity = Severity::Warning,
    .about_target = true,
    .what =
        "A column of the target has another type than the values of the snapshot "
        "(`--against`).\n"
        "\n"
        "Only values that are of another kind than the column's are counted: a number in a "
        "text column, a text in a column of numbers, a date in a column of times.",
    .why = "Values that fit are converted; others are refused (VL313).",
    .example = "library_book.pages (varchar(10)): 3 rows have a value of another kind (integer)",
    .next =
        "Compare with the model. Convert the value in the create_ function when it is meant "
        "otherwise: `kw.update(pages=str(pages))`.",
    .make = make_check<TypeDiffers>,
};

}  // namespace undumpy::rules
