// What the commands share: printing diagnostics, opening snapshots, exit statuses of errors.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "cli/program.h"
#include "engine/constructor.h"
#include "engine/script/code_options.h"
#include "parser/snapshot.h"

namespace undumpy::cli {

// Prints diagnostics as they come: the first few of each kind, table and file, and counts the rest.
class DiagnosticPrinter final : public DiagnosticSink {
 public:
  static constexpr std::size_t ShownOfEach = 3;

  DiagnosticPrinter(Console& console, bool quiet) : console_(console), quiet_(quiet) {}
  void report(Diagnostic diagnostic) override;
  // Says how many were not shown.
  void finish();

  // When set, only diagnostics of this table (or of none, when errors) are printed and counted.
  void only_table(std::string table) { table_ = std::move(table); }
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] std::size_t warnings() const { return warnings_; }

 private:
  Console& console_;
  bool quiet_;
  std::string table_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::map<std::string, std::size_t> seen_;
};

// Opens a snapshot; prints why not.
std::unique_ptr<Snapshot> open_snapshot(const std::string& path, const CodeOptions& code,
                                        DiagnosticSink& diagnostics, Console& console);

// Prints the error; its exit status.
int fail(const Diagnostic& error, Console& console);

}  // namespace undumpy::cli
