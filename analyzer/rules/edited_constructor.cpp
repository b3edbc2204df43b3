#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/template_reading.h"

namespace undumpy::rules {

namespace {

class EditedConstructor final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const TemplateReading& reading = in.template_reading();
    if (!reading.is_known() && reading.mostly_edited()) return;  // TR012 says so
    for (const TemplateReading::EditedConstructor& edited : reading.edited()) {
      Diagnostic finding = code_finding(
          edited_constructor, in.snapshot, edited.span,
          fmt::format("create_{} was edited: {}", edited.declaration->table, edited.what));
      finding.table = edited.declaration->table;
      finding.diff = edited.diff;
      in.findings.add(edited_constructor, std::move(finding));
    }
  }
};

}  // namespace

const Rule edited_constructor{
    .code = "TR003",
    .name = "edited-constructor",
    .severity = Severity::Warning,
    .what =
        "A create_ function is not as a generator writes it.\n"
        "\n"
        "It is compared with the function that the generator would have written for the "
        "same columns: `-` is what would stand there, `+` what stands there. A `kw.update` "
        "line that was commented out is the usual way to leave a column out.",
    .why =
        "The rows become something else than what was dumped: columns are left out, renamed"
        " or computed. That may be just what is wanted; somebody should know it.",
    .example =
        "  |      kw.update(username=username)\n"
        "  | -    kw.update(project_id=project_id)\n"
        "  | +#    kw.update(project_id=project_id)",
    .next =
        "Read the difference. Restore from an untouched copy of the snapshot when nobody "
        "knows why.",
    .make = make_check<EditedConstructor>,
};

}  // namespace undumpy::rules
