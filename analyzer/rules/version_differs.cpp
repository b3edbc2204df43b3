#include <fmt/format.h>

#include "analyzer/against.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class VersionDiffers final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const Snapshot* other = in.against != nullptr ? in.against->snapshot() : nullptr;
    if (other == nullptr || other->source_version == in.snapshot.source_version) return;
    Diagnostic finding =
        table_finding(rules::version_differs, "",
                      fmt::format("this snapshot is of version {}, the other of version {}",
                                  printable(in.snapshot.source_version.value_or("(none)")),
                                  printable(other->source_version.value_or("(none)"))));
    finding.place.file = in.snapshot.tree().file;
    in.findings.add(rules::version_differs, std::move(finding));
  }
};

}  // namespace

const Rule version_differs{
    .code = "VR701",
    .name = "version-differs",
    .severity = Severity::Warning,
    .about_target = true,
    .what =
        "The snapshot was made by another version of the application than the snapshot it is "
        "checked against.\n"
        "\n"
        "SOURCE_VERSION is the application's own version since 2012 (FORMAT.md 5.1).",
    .why =
        "Fields may have got another meaning. Lino would run its migrators between the two "
        "versions; undumpy does not.",
    .example = "SOURCE_VERSION = '18.8.0' here, '18.12.0' there",
    .next =
        "Look at the drift findings (DR6xx), and at the release notes between the two "
        "versions.",
    .make = make_check<VersionDiffers>,
};

}  // namespace undumpy::rules
