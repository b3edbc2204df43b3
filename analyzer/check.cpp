#include "analyzer/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/row_stream.h"

namespace undumpy {

namespace {

class Counter final : public RowSink {
 public:
  Status take(std::span<const Row>) override { return Done{}; }
};

std::size_t count_of(const std::vector<Diagnostic>& findings, Severity severity) {
  return static_cast<std::size_t>(std::ranges::count(findings, severity, &Diagnostic::severity));
}

}  // namespace

std::size_t CheckReport::errors() const { return count_of(findings, Severity::Error); }
std::size_t CheckReport::warnings() const { return count_of(findings, Severity::Warning); }

std::string CheckReport::verdict() const {
  std::string result = modules == 0     ? "nothing examined"
                       : errors() > 0   ? "this snapshot is damaged"
                       : warnings() > 0 ? "readable, with warnings"
                                        : "fine";
  result += fmt::format(
      ": {} rows of {} tables in {} modules examined, {} not understood; {} errors, "
      "{} warnings",
      rows, tables, modules, not_understood, errors(), warnings());
  return result;
}

Result<CheckReport> check_snapshot(const Snapshot& snapshot, const CodeOptions& code,
                                   const std::function<bool()>& go_on) {
  const Constructors constructors(snapshot);
  StreamOptions options;
  options.code = code;
  options.progress = [&](std::uint64_t) { return go_on(); };
  RowStream stream(snapshot, constructors, options);
  DiagnosticList findings;
  Counter sink;
  UNDUMPY_CHECK(stream.run(sink, findings));
  CheckReport report;
  report.findings = std::move(findings.items);
  report.modules = stream.modules_read();
  report.tables = stream.counts().size();
  for (const auto& [table, count] : stream.counts()) {
    report.rows += count.rows;
    report.not_understood += count.unread;
  }
  return report;
}

}  // namespace undumpy
