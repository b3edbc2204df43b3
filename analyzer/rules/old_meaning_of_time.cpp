#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/row_stream.h"

namespace undumpy::rules {

namespace {

class OldMeaningOfTime final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.snapshot.time_meaning == TimeMeaning::Utc) return;
    std::uint64_t columns = 0;
    for (const auto& [table, facts] : *in.facts)
      for (const ColumnFacts& column : facts.columns)
        if (column.kinds.contains(CellKind::DateTime)) ++columns;
    if (columns == 0) return;
    Diagnostic finding =
        table_finding(old_meaning_of_time, "",
                      fmt::format("in {} dt() is {}", counted(columns, "column"),
                                  in.snapshot.time_meaning == TimeMeaning::Naive
                                      ? std::string("the time as the source's database had it")
                                      : fmt::format("local time of the source, {}", zone())));
    finding.place.file = in.snapshot.tree().file;
    in.findings.add(old_meaning_of_time, std::move(finding));
  }

 private:
  [[nodiscard]] std::string zone() const {
    return in.snapshot.time_zone ? fmt::format("where TIME_ZONE was {}", *in.snapshot.time_zone)
                                 : "which says no TIME_ZONE";
  }
};

}  // namespace

const Rule old_meaning_of_time{
    .code = "VR704",
    .name = "old-meaning-of-time",
    .severity = Severity::Info,
    .what =
        "dt() does not mean UTC in this snapshot.\n"
        "\n"
        "Until July 2016 it is a time as the source's database had it; until 15 December "
        "2017 it is, with USE_TZ, local time in the time zone of the source; since then it "
        "is UTC.",
    .why =
        "A restore into a database that keeps times in UTC shifts them by the difference "
        "when the meaning is not known. Of dumps of 4 to 7 July 2016 some say UTC although "
        "they look like local ones.",
    .example = "restore.py: dt() is local time of Europe/Tallinn here",
    .next = "Compare a few times with what people remember.",
    .make = make_check<OldMeaningOfTime>,
};

}  // namespace undumpy::rules
