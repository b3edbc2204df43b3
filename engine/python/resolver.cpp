#include "engine/python/resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/python/runtime.h"

namespace undumpy::python {

using syntax::as;

namespace {

// What a text asks of the future.
struct Dialect {
  bool print_function = false;
  bool true_division = false;
  bool annotations_are_text = false;

  void read(syntax::Block statements) {
    for (const syntax::Statement* statement : statements) read(*statement);
  }
  void read(const syntax::Statement& statement) {
    if (const auto* from = as<syntax::ImportFrom>(&statement)) {
      for (const auto& name : from->names) {
        if (from->module != "__future__") continue;
        true_division |= name.name == "division";
        print_function |= name.name == "print_function";
        annotations_are_text |= name.name == "annotations";
      }
    }
  }
};

// Names that would reach out of the interpreter, and what to say.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> RefusedNames = {{
    {"eval", "write the expression itself"},
    {"exec", "only execfile() of a file of the snapshot runs another file"},
    {"compile", "only execfile() of a file of the snapshot runs another file"},
    {"__import__", "use an import statement of one of the allowed modules"},
    {"open", "the snapshot is read with execfile(); results go to print()"},
    {"file", "the snapshot is read with execfile(); results go to print()"},
    {"input", "give values as arguments of the script"},
    {"raw_input", "give values as arguments of the script"},
    {"breakpoint", "use print()"},
}};

}  // namespace

Resolver::Resolver(Runtime& rt, const SyntaxTree& tree, Scopes& scopes,
                   const ResolveOptions& options, DiagnosticSink& problems)
    : rt_(rt), tree_(tree), scopes_(scopes), options_(options), problems_(problems) {
  Dialect dialect;
  dialect.read(tree.body);
  python2_ = tree.python2;
  print_function_ = dialect.print_function;
  annotations_are_text_ = dialect.annotations_are_text;
  whole_division_ = python2_ && !dialect.true_division;
}

void Resolver::report(syntax::Span span, std::string message, std::string next) {
  failed_ = true;
  Diagnostic problem = make_error("syntax-error", std::move(message), std::move(next));
  problem.place = tree_.place(span);
  problems_.report(std::move(problem));
}

void Resolver::refuse(syntax::Span span, std::string_view what, std::string next) {
  failed_ = true;
  Diagnostic problem = make_error("not-in-the-language",
                                  fmt::format("{} is not supported here", what), std::move(next));
  problem.place = tree_.place(span);
  problem.why = "scripts run in undumpy's own interpreter, which knows a part of Python";
  problems_.report(std::move(problem));
}

void Resolver::check_name(const syntax::Name& name, Scope& scope) {
  if (!options_.strict) return;
  for (const auto& [refused, next] : RefusedNames)
    if (name.id == refused && scopes_.access(scope, name.id).kind != Access::Kind::Slot &&
        !scopes_.module().variables.contains(name.id))
      refuse(name.span, fmt::format("{}()", refused), std::string(next));
}

void Resolver::check_import(std::string_view module, syntax::Span span) {
  if (!options_.strict || guarded_imports_ > 0 || module == "__future__") return;
  if (find_module(module) != nullptr) return;
  if (options_.knows_module && options_.knows_module(module)) return;
  std::string known;
  for (const std::string_view each : module_names()) {
    if (!known.empty()) known += ", ";
    known += each;
  }
  refuse(span, fmt::format("import of '{}'", module), "these modules can be imported: " + known);
}

namespace {

std::string_view name_of(syntax::Comprehension::Form form) {
  using Form = syntax::Comprehension::Form;
  return form == Form::List   ? "<listcomp>"
         : form == Form::Set  ? "<setcomp>"
         : form == Form::Dict ? "<dictcomp>"
                              : "<genexpr>";
}

}  // namespace

std::string Resolver::qualified(Scope& scope, std::string_view name) const {
  std::string path;
  for (Scope* at = &scope; at != nullptr; at = at->parent) {
    if (const auto* function = as<syntax::FunctionDef>(at->node))
      path = std::string(function->name) + ".<locals>." + path;
    else if (as<syntax::Lambda>(at->node) != nullptr)
      path = "<lambda>.<locals>." + path;
    else if (const auto* comprehension = as<syntax::Comprehension>(at->node))
      path = std::string(name_of(comprehension->form)) + "." + path;
    else if (const auto* cls = as<syntax::ClassDef>(at->node))
      path = std::string(cls->name) + "." + path;
  }
  return path + std::string(name);
}

std::uint32_t Resolver::slot_of(Scope& scope, std::string_view name) {
  return static_cast<std::uint32_t>(scope.variables.at(name).slot);
}

void Resolver::fill_code(Code& code, Scope& scope, std::string_view name,
                         std::string qualified_name) {
  code.tree = &tree_;
  code.name = rt_.intern(name);
  code.qualified_name = std::move(qualified_name);
  code.slot_names.assign(scope.slots, nullptr);
  for (const std::string_view variable : scope.order) {
    const Scope::Variable& found = scope.variables.at(variable);
    if (found.slot < 0) continue;
    const auto slot = static_cast<std::uint32_t>(found.slot);
    code.slot_names[slot] = rt_.intern(variable);
    if (found.cell) (found.parameter ? code.cell_parameters : code.cell_slots).push_back(slot);
  }
  for (const std::string_view variable : scope.free) {
    Scope& around = scope.parent->frame();
    const Access access = scopes_.access(*scope.parent, variable);
    static_cast<void>(around);
    code.captures.push_back({access.kind == Access::Kind::CellSlot, access.index});
    code.free_names.push_back(rt_.intern(variable));
    if (variable == "__class__")
      code.class_cell = static_cast<std::int32_t>(code.captures.size()) - 1;
  }
  code.generator = scope.has_yield && scope.kind == Scope::Kind::Function;
  code.python2 = python2_;
  code.is_class = scope.kind == Scope::Kind::Class;
}

void Resolver::fill_parameters(Code& code, Scope& scope, syntax::Parameters parameters) {
  std::size_t unpacked = 0;
  for (const auto& parameter : parameters) {
    if (parameter.name.empty() && parameter.unpack.empty()) continue;
    const std::string_view variable = parameter.unpack.empty()
                                          ? scopes_.mangled(parameter.name, scope)
                                          : unpacked_parameter(unpacked++);
    const Code::Parameter made{rt_.intern(variable), slot_of(scope, variable),
                               parameter.fallback != nullptr};
    switch (parameter.kind) {
      case syntax::ParameterKind::PositionalOnly:
        ++code.positional_only;
        code.positional.push_back(made);
        break;
      case syntax::ParameterKind::Plain:
        code.positional.push_back(made);
        break;
      case syntax::ParameterKind::KeywordOnly:
        code.keyword_only.push_back(made);
        break;
      case syntax::ParameterKind::Star:
        code.star = static_cast<std::int32_t>(made.slot);
        break;
      case syntax::ParameterKind::DoubleStar:
        code.double_star = static_cast<std::int32_t>(made.slot);
        break;
    }
    if (!parameter.unpack.empty()) {
      auto assignment = std::make_unique<AssignNode>(parameter.span);
      assignment->targets.push_back(sequence_target(parameter.span, parameter.unpack, scope));
      assignment->value = load(variable, parameter.span, scope);
      code.body.push_back(std::move(assignment));
    }
  }
}

std::unique_ptr<FunctionNode> Resolver::function(const syntax::Node& node, std::string_view name,
                                                 syntax::Parameters parameters, syntax::Block body,
                                                 const Source* value, Scope& scope) {
  auto made = std::make_unique<FunctionNode>(node.span);
  made->code = std::make_unique<Code>();
  Scope& inner = scopes_.of(node);
  bool optional = false;
  for (const auto& parameter : parameters) {
    const bool keyword_only = parameter.kind == syntax::ParameterKind::KeywordOnly;
    if (keyword_only)
      made->keyword_defaults.push_back(expression(parameter.fallback, scope));
    else if (parameter.fallback != nullptr)
      made->defaults.push_back(expression(parameter.fallback, scope));
    else if (optional && (parameter.kind == syntax::ParameterKind::Plain ||
                          parameter.kind == syntax::ParameterKind::PositionalOnly))
      report(parameter.span, "non-default argument follows default argument");
    if (!keyword_only && parameter.fallback != nullptr) optional = true;
  }
  fill_code(*made->code, inner, name, qualified(scope, name));
  const int outer_loops = std::exchange(loops_, 0);
  fill_parameters(*made->code, inner, parameters);
  if (value != nullptr) {
    auto result = std::make_unique<ReturnNode>(value->span);
    result->value = expression(value, inner);
    made->code->body.push_back(std::move(result));
  } else {
    for (auto& each : this->body(body, node.span, inner, "function definition"))
      made->code->body.push_back(std::move(each));
    if (!body.empty())
      if (const auto* first = as<syntax::ExpressionStatement>(body.front()))
        if (const auto* text = as<syntax::Constant>(first->value);
            text != nullptr && text->value.kind == CellKind::Text)
          made->code->doc = constant_value(text->value);
  }
  loops_ = outer_loops;
  return made;
}

void Resolver::module(Code& code) {
  fill_code(code, scopes_.module(), "<module>", "<module>");
  for (auto& each : block(tree_.body, scopes_.module())) code.body.push_back(std::move(each));
}

namespace {

// Forwards diagnostics and remembers that there was one.
class CountingSink final : public DiagnosticSink {
 public:
  explicit CountingSink(DiagnosticSink& to) : to_(to) {}
  void report(Diagnostic diagnostic) override {
    if (diagnostic.severity == Severity::Error) ++errors;
    to_.report(std::move(diagnostic));
  }
  int errors = 0;

 private:
  DiagnosticSink& to_;
};

}  // namespace

std::shared_ptr<const Program> Program::resolve(Runtime& rt, std::shared_ptr<const SyntaxTree> tree,
                                                const ResolveOptions& options,
                                                DiagnosticSink& problems) {
  CountingSink counted(problems);
  Scopes scopes(*tree, counted);
  const std::shared_ptr<Program> program(new Program());
  program->tree_ = std::move(tree);
  Resolver resolver(rt, *program->tree_, scopes, options, counted);
  resolver.module(program->code_);
  if (counted.errors > 0 || program->tree_->has_errors) return nullptr;
  return program;
}

void Program::run(Runtime& rt, const std::shared_ptr<const Program>& program, Dict& globals,
                  Dict& locals) {
  rt.programs.push_back(program);
  std::vector<Value> slots(program->code_.slot_names.size());
  Frame frame{rt, program->code_, &globals, &locals, slots.data(), nullptr};
  const DepthGuard guard(rt, "");
  run_frame(frame);
}

}  // namespace undumpy::python
