#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/template_reading.h"

namespace undumpy::rules {

namespace {

// Where the template is not known in full, what differs is not called edited.
class UnknownTemplate final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const TemplateReading& reading = in.template_reading();
    if (reading.is_known()) return;
    for (const TemplateReading::Changed& changed : reading.changed()) {
      if (changed.missing) continue;
      Diagnostic finding = code_finding(unknown_template, in.snapshot, changed.span,
                                        fmt::format("{} differs from what known generators write",
                                                    dump_template::name_of(changed.part)));
      finding.diff = changed.diff;
      in.findings.add(unknown_template, std::move(finding));
    }
    if (!reading.mostly_edited()) return;
    const TemplateReading::EditedConstructor& first = reading.edited().front();
    Diagnostic finding =
        code_finding(unknown_template, in.snapshot, first.span,
                     fmt::format("{} create_ functions, of which this is the first, differ from "
                                 "what known generators write",
                                 reading.edited().size()));
    finding.diff = first.diff;
    in.findings.add(unknown_template, std::move(finding));
  }
};

}  // namespace

const Rule unknown_template{
    .code = "TR012",
    .name = "unknown-template",
    .severity = Severity::Warning,
    .what =
        "restore.py has a form that no known generator writes.\n"
        "\n"
        "This is said apart from edited code: a generator newer than this undumpy is the "
        "likeliest reason.",
    .why =
        "It is read as one of the latest generation. Details, such as the meaning of dt(), "
        "may be misunderstood.",
    .example = "restore.py: no generator that undumpy knows writes a restore.py like this",
    .next =
        "Look at the other findings, and compare the numbers of rows with what you expect. "
        "Ask for a newer undumpy.",
    .make = make_check<UnknownTemplate>,
};

}  // namespace undumpy::rules
