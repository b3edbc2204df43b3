#include <fmt/format.h>

#include <algorithm>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class SourceVersionOdd final : public Check {
 public:
  using Check::Check;

  void begin() override {
    const SyntaxTree& tree = in.snapshot.tree();
    const syntax::Statement* found = nullptr;
    for (const syntax::Statement* statement : tree.body) {
      if (!sets_version(*statement)) continue;
      if (found != nullptr)
        report(statement->span, Severity::Warning, "SOURCE_VERSION is set again");
      found = statement;
    }
    const Generation generation = in.snapshot.generation;
    const bool had_none = in.snapshot.is_single_file() && generation < Generation::S4;
    if (found == nullptr && had_none) return;
    if (found == nullptr) {
      Diagnostic finding = table_finding(source_version_odd, "", "SOURCE_VERSION is missing");
      finding.place.file = tree.file;
      return in.findings.add(source_version_odd, std::move(finding));
    }
    const std::string version = in.snapshot.source_version.value_or("");
    if (version.empty() || version[0] < '0' || version[0] > '9')
      report(found->span, Severity::Info,
             fmt::format("SOURCE_VERSION '{}' is no version", version));
  }

 private:
  static bool sets_version(const syntax::Statement& statement) {
    const auto* assign = syntax::as<syntax::Assign>(&statement);
    return assign != nullptr &&
           std::ranges::any_of(assign->targets, [](const syntax::Expression* target) {
             const auto* name = syntax::as<syntax::Name>(target);
             return name != nullptr && name->id == "SOURCE_VERSION";
           });
  }

  void report(syntax::Span span, Severity severity, std::string message) {
    Diagnostic finding = code_finding(source_version_odd, in.snapshot, span, std::move(message));
    finding.severity = severity;
    in.findings.add(source_version_odd, std::move(finding));
  }
};

}  // namespace

const Rule source_version_odd{
    .code = "VR705",
    .name = "source-version-odd",
    .severity = Severity::Warning,
    .what =
        "SOURCE_VERSION is missing, is there twice, or is no version.\n"
        "\n"
        "Generators since June 2011 write it exactly once, as the version of the application; "
        "`'None'` when"
        " it has none.",
    .why = "Lino decides by it which migrations it applies to the rows: without it, none.",
    .example = "SOURCE_VERSION = 'None'",
    .next = "Find out which version of the application made the dump, when you migrate.",
    .make = make_check<SourceVersionOdd>,
};

}  // namespace undumpy::rules
