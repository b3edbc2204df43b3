#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "parser/syntax_walk.h"

namespace undumpy::rules {

namespace {

// Modules that lie in the snapshot. Imports as such are reported when restore.py is read.
class ForeignImport final : public Check {
 public:
  using Check::Check;

  void begin() override {
    syntax::walk(in.snapshot.tree().body, [&](const syntax::Node& node) {
      if (const auto* import = syntax::as<syntax::Import>(&node))
        for (const syntax::ImportedName& name : import->names) look(name.name, name.span);
      if (const auto* import = syntax::as<syntax::ImportFrom>(&node))
        look(import->module, import->span);
      return true;
    });
  }

 private:
  void look(std::string_view module, syntax::Span span) {
    const std::string_view top = module.substr(0, module.find('.'));
    const std::string file = fmt::format("{}.py", top);
    if (top.empty() || in.snapshot.source().find(file) == nullptr) return;
    Diagnostic finding = code_finding(
        foreign_import, in.snapshot, span,
        fmt::format("Python would import {} here, which lies in the snapshot itself", file));
    finding.severity = Severity::Error;
    finding.why = "all that stands in it would run with the rights of whoever restores";
    in.findings.add(foreign_import, std::move(finding));
  }
};

}  // namespace

const Rule foreign_import{
    .code = "TR004",
    .name = "foreign-import",
    .severity = Severity::Warning,
    .what = "restore.py imports something that no generator imports.",
    .why =
        "Python runs all of an imported module. Mostly somebody needed it for an edited "
        "create_ function. But a file of that name beside restore.py is what Python would "
        "take first: then it is code in the snapshot, and an error.",
    .example = "import socket",
    .next =
        "Find out what it is for. undumpy itself knows only the modules that edited dumps "
        "commonly use, and reads no file as a module.",
    .make = make_check<ForeignImport>,
};

}  // namespace undumpy::rules
