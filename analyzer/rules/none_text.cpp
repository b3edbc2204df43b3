#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/target_column.h"

namespace undumpy {

namespace {

class NoneText final : public CellCheck {
 public:
  NoneText(Inspection& inspection, std::size_t column, bool becomes_null)
      : CellCheck(cell_trait::of(CellKind::Text)),
        in_(inspection),
        column_(column),
        becomes_null_(becomes_null) {}

  void look(const Row& row, const Cell& cell) override {
    if (cell.text() != "None") return;
    in_.findings.add(
        rules::none_text,
        cell_finding(rules::none_text, row, column_,
                     becomes_null_ ? "the text 'None' stands for no translation"
                                   : "the text 'None' stands for no translation, but the target's "
                                     "column takes no NULL: the word is stored"));
  }

 private:
  Inspection& in_;
  std::size_t column_;
  bool becomes_null_;
};

class NoneTexts final : public Check {
 public:
  using Check::Check;
  std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t column) override {
    if (!shape.columns[column].babel()) return nullptr;
    const auto target = target_of(in, shape, column);
    return std::make_unique<NoneText>(in, column, !target || target->column->nullable);
  }
};

}  // namespace

namespace rules {

const Rule none_text{
    .code = "VL306",
    .name = "none-text",
    .severity = Severity::Warning,
    .confidence = Confidence::Likely,
    .what =
        "The text 'None' as a translation.\n"
        "\n"
        "Since March 2018 dump2py writes every item of such a list as text, so that no "
        "translation (NULL) became the word None.",
    .why =
        "Lino's own restore stores the word, and people read it on the screen. undumpy restores "
        "NULL where the column takes it.",
    .example = "loader.save(create_countries_country('EE',['Estonia', 'Estland', 'None']))",
    .next = "Nothing, when you restore with undumpy. Look whether something is really called None.",
    .make = make_check<NoneTexts>,
};

}  // namespace rules

}  // namespace undumpy
