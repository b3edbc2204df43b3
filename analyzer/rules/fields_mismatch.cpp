#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class FieldsMismatch final : public Check {
 public:
  using Check::Check;

  void begin() override {
    for (const ModuleRun& module : in.snapshot.modules) {
      const auto* constructor = in.constructors.find(module.table);
      if (constructor != nullptr && module.head.facts.fields)
        look(module, *module.head.facts.fields, constructor->parameters());
    }
  }

 private:
  using Names = std::vector<std::string>;

  static bool fits(const std::string& field, const std::string& parameter) {
    return field == parameter || field + "_id" == parameter;
  }

  void look(const ModuleRun& module, const Names& fields, const Names& parameters) {
    if (fields.size() != parameters.size())
      return report(module, Severity::Error,
                    fmt::format("{} fields, but create_{} takes {} values", fields.size(),
                                module.table, parameters.size()));
    const auto [field, parameter] = std::ranges::mismatch(fields, parameters, fits);
    if (field == fields.end()) return;
    // Elsewhere among the parameters: the order is another one. Nowhere: it was renamed.
    const bool moved =
        std::ranges::any_of(parameters, [&](const auto& each) { return fits(*field, each); });
    report(module, moved ? Severity::Error : Severity::Warning,
           fmt::format("value {} is the field {}, but create_{} takes it as {}",
                       field - fields.begin() + 1, *field, module.table, *parameter));
  }

  void report(const ModuleRun& module, Severity severity, std::string message) {
    Diagnostic finding = table_finding(fields_mismatch, module.table, std::move(message));
    finding.severity = severity;
    finding.place.file = module.file;
    finding.place.line = module.head.facts.fields_line;
    in.findings.add(fields_mismatch, std::move(finding));
  }
};

}  // namespace

const Rule fields_mismatch{
    .code = "FM112",
    .name = "fields-mismatch",
    .what =
        "The `# fields:` line of a module does not fit the parameters of its create_ "
        "function.\n"
        "\n"
        "A field has the name of its parameter, or the parameter is called `FIELD_id`. Rows"
        " give their values by position.",
    .why =
        "The module was written for another create_ function, or one of the two was edited:"
        " values land in the wrong columns.",
    .example =
        "# fields: id, title, publisher\n"
        "def create_library_book(id, publisher_id, title):",
    .next = "Take module and create_ function from the same snapshot.",
    .make = make_check<FieldsMismatch>,
};

}  // namespace undumpy::rules
