#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/template_reading.h"

namespace undumpy::rules {

namespace {

class MixedGenerations final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const TemplateReading& reading = in.template_reading();
    for (const TemplateReading::Odd& odd : reading.odd())
      in.findings.add(
          mixed_generations,
          code_finding(mixed_generations, in.snapshot, odd.span,
                       fmt::format("{} is as generators wrote it {}, the rest as they wrote it {}",
                                   odd.name, dump_template::days_of(odd.periods),
                                   dump_template::days_of(reading.agreed()))));
  }
};

}  // namespace

const Rule mixed_generations{
    .code = "TR011",
    .name = "mixed-generations",
    .severity = Severity::Warning,
    .what =
        "Parts of restore.py are as different releases of the generator write them.\n"
        "\n"
        "Header, logger, imports, dt(), new_content_type_id(), choicelist lines, main(): "
        "each changed on known days. All parts of one dump agree on one day.",
    .why =
        "A part was copied in from another snapshot, or edited; or the dump was made by an "
        "unreleased generator. What dt() means depends on the release.",
    .example =
        "main() is as generators wrote it until 2018-12-15, the rest as they wrote it since"
        " 2020-05-01",
    .next = "Compare the part with an untouched snapshot of the same day.",
    .make = make_check<MixedGenerations>,
};

}  // namespace undumpy::rules
