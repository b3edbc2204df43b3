#include "cli/messages.h"

#include <fmt/format.h>

namespace undumpy::cli {

void DiagnosticPrinter::report(Diagnostic diagnostic) {
  if (!table_.empty() && !diagnostic.table.empty() && diagnostic.table != table_) return;
  if (!table_.empty() && diagnostic.table.empty() && diagnostic.severity != Severity::Error) return;
  if (diagnostic.severity == Severity::Error) ++errors_;
  if (diagnostic.severity == Severity::Warning) ++warnings_;
  const std::string kind = fmt::format("{} in {}", diagnostic.name, diagnostic.place.file);
  if (++seen_[kind] > ShownOfEach) return;
  if (quiet_ && diagnostic.severity != Severity::Error) return;
  console_.err(to_text(diagnostic));
}

void DiagnosticPrinter::finish() {
  for (const auto& [kind, count] : seen_)
    if (count > ShownOfEach)
      console_.err(fmt::format("… and {} more of {}\n", count - ShownOfEach, printable(kind)));
}

std::unique_ptr<Snapshot> open_snapshot(const std::string& path, const CodeOptions& code,
                                        DiagnosticSink& diagnostics, Console& console) {
  auto source = open_source(path, {}, diagnostics);
  if (!source) {
    fail(source.error(), console);
    return nullptr;
  }
  auto snapshot = Snapshot::open(std::move(*source), diagnostics, {code.allowed_outside});
  if (!snapshot) {
    fail(snapshot.error(), console);
    return nullptr;
  }
  return std::move(*snapshot);
}

int fail(const Diagnostic& error, Console& console) {
  console.err("undumpy: " + to_text(error));
  if (error.name == "interrupted") return Interrupted;
  if (error.name == "usage" || error.name.starts_with("target-") ||
      error.name.starts_with("config-") || error.name.starts_with("baseline-"))
    return Usage;
  if (error.name.starts_with("plan-")) return Findings;
  if (error.name.starts_with("database-")) return Failure;
  return Unreadable;
}

}  // namespace undumpy::cli
