#include <fmt/format.h>

#include "analyzer/against.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class TimeZoneDiffers final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const Snapshot* other = in.against != nullptr ? in.against->snapshot() : nullptr;
    if (other == nullptr || other->time_zone == in.snapshot.time_zone) return;
    Diagnostic finding =
        table_finding(rules::time_zone_differs, "",
                      fmt::format("the time zone here is {}, there {}",
                                  printable(in.snapshot.time_zone.value_or("(none)")),
                                  printable(other->time_zone.value_or("(none)"))));
    finding.place.file = in.snapshot.tree().file;
    in.findings.add(rules::time_zone_differs, std::move(finding));
  }
};

}  // namespace

const Rule time_zone_differs{
    .code = "VR703",
    .name = "time-zone-differs",
    .severity = Severity::Warning,
    .about_target = true,
    .what = "The snapshot was made in another time zone than the snapshot it is checked against.",
    .why =
        "Since 2017 dt() is UTC, before it was local time of the source (FORMAT.md 2): "
        "moments of old snapshots mean other times.",
    .example = "TIME_ZONE was 'Europe/Brussels' here, 'UTC' there",
    .next = "Compare a moment that you know in both.",
    .make = make_check<TimeZoneDiffers>,
};

}  // namespace undumpy::rules
