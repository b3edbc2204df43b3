#include <fmt/format.h>

#include <set>
#include <string>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "parser/homoglyphs.h"
#include "parser/syntax_walk.h"

namespace undumpy::rules {

namespace {

// Of restore.py; names in modules are reported when they are read.
class HomoglyphIdentifier final : public Check {
 public:
  using Check::Check;

  void begin() override {
    syntax::walk(in.snapshot.tree().body, [&](const syntax::Node& node) {
      using namespace syntax;
      if (const auto* name = as<Name>(&node)) look(name->id, name->span);
      if (const auto* attribute = as<Attribute>(&node)) look(attribute->name, attribute->name_span);
      if (const auto* klass = as<ClassDef>(&node)) look(klass->name, klass->name_span);
      if (const auto* function = as<FunctionDef>(&node)) {
        look(function->name, function->name_span);
        for (const Parameter& parameter : function->parameters)
          look(parameter.name, parameter.span);
      }
      if (const auto* call = as<Call>(&node))
        for (const Call::Argument& argument : call->arguments)
          if (argument.kind == Call::ArgumentKind::Keyword) look(argument.name, argument.span);
      return true;
    });
  }

 private:
  // Once for each name: where it stands first.
  void look(std::string_view name, syntax::Span span) {
    if (is_ascii(name) || !seen_.emplace(name).second) return;
    const std::string latin = look_alike(name);
    Diagnostic finding = code_finding(
        homoglyph_identifier, in.snapshot, span,
        latin.empty() ? fmt::format("the name {} holds letters that are not ASCII", name)
                      : fmt::format("this name looks like {}, but is another one", latin));
    finding.place.length = 1;
    if (!latin.empty()) finding.severity = Severity::Error;
    in.findings.add(homoglyph_identifier, std::move(finding));
  }

  std::set<std::string, std::less<>> seen_;
};

}  // namespace

const Rule homoglyph_identifier{
    .code = "TR010",
    .name = "homoglyph-identifier",
    .severity = Severity::Warning,
    .what =
        "A name holds letters that are not ASCII.\n"
        "\n"
        "When every one of them looks like a Latin letter, it is an error: the name is not "
        "the one that it seems to be.",
    .why =
        "create_library_book with a Cyrillic `a` is another function than the one a reader "
        "sees.",
    .example = "def create_library_bоok(id, title):   # the first o is Cyrillic",
    .next = "Find out who wrote it. Use the plain letter when nothing else was meant.",
    .make = make_check<HomoglyphIdentifier>,
};

}  // namespace undumpy::rules
