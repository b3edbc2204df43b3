#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/template_reading.h"

namespace undumpy::rules {

namespace {

using dump_template::Part;

// What people edit: which modules are run, and how; languages; imports.
bool is_edited_by_people(Part part) { return part == Part::Main || part == Part::Preamble; }

std::string message_of(const TemplateReading::Changed& changed) {
  const std::string_view name = dump_template::name_of(changed.part);
  if (changed.missing)
    return fmt::format("{}: no such part is here, but generators write it", name);
  return fmt::format("{} {} not as the generator of this dump writes {}", name,
                     changed.part == Part::Preamble ? "are" : "is",
                     changed.part == Part::Preamble ? "them" : "it");
}

class ChangedTemplate final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const TemplateReading& reading = in.template_reading();
    if (!reading.is_known()) return;  // TR012 says so
    for (const TemplateReading::Changed& changed : reading.changed()) {
      Diagnostic finding =
          code_finding(changed_template, in.snapshot, changed.span, message_of(changed));
      if (changed.missing) {
        finding.place = Place();
        finding.place.file = in.snapshot.tree().file;
      }
      if (changed.code_added && !is_edited_by_people(changed.part))
        finding.severity = Severity::Error;
      finding.diff = changed.diff;
      in.findings.add(changed_template, std::move(finding));
    }
  }
};

}  // namespace

const Rule changed_template{
    .code = "TR014",
    .name = "changed-template",
    .severity = Severity::Warning,
    .what =
        "A fixed part of restore.py is not as a generator writes it: imports, dt(), "
        "new_content_type_id(), bv2kw(), execfile(), main() and the like.\n"
        "\n"
        "`-` is what the generator of this dump would have written, `+` what stands there. "
        "It is an error where code was added or changed in a part that nobody has a reason "
        "to edit.",
    .why =
        "These parts are the same in all dumps of a release. They decide what dates and "
        "translations mean, and they run before any row.",
    .example =
        "  |  def dt(*args):\n"
        "  | -    return make_aware(datetime(*args), timezone=utc)\n"
        "  | +    return datetime(*args)",
    .next = "Read the difference; put the original line back unless it is meant.",
    .make = make_check<ChangedTemplate>,
};

}  // namespace undumpy::rules
