#include <fmt/format.h>

#include <algorithm>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class RenamedModel final : public Check {
 public:
  using Check::Check;

  void begin() override {
    // Person = resolve_model("contacts.Person"), until August 2011 (FORMAT.md 1.1)
    const bool bare = in.snapshot.is_single_file() && in.snapshot.generation < Generation::S6;
    for (const ModelDeclaration& model : in.snapshot.models) {
      std::string expected = bare ? model.name.substr(model.name.find('.') + 1) : model.name;
      std::ranges::replace(expected, '.', '_');
      if (expected == model.variable) continue;
      in.findings.add(renamed_model,
                      code_finding(renamed_model, in.snapshot, model.span,
                                   fmt::format("{} stands for {}", model.variable, model.name)));
    }
  }
};

}  // namespace

const Rule renamed_model{
    .code = "TR017",
    .name = "renamed-model",
    .severity = Severity::Warning,
    .what =
        "A model is resolved under the name of another one.\n"
        "\n"
        "Generators name the variable after the model: `contacts_Partner = "
        "resolve_model(\"contacts.Partner\")`.",
    .why =
        "The rows go into another table than the one they come from. It is the usual edit "
        "when an application renamed or moved a model.",
    .example = "contacts_Partner = resolve_model(\"partners.Partner\")",
    .next = "Make sure that the other model is meant.",
    .make = make_check<RenamedModel>,
};

}  // namespace undumpy::rules
