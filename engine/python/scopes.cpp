#include "engine/python/scopes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace undumpy::python {

using namespace syntax;

std::string_view unpacked_parameter(std::size_t i) {
  static constexpr std::array<std::string_view, 4> Names = {".1", ".2", ".3", ".4"};
  return Names[i % Names.size()];
}

void Scope::bind(std::string_view name) {
  if (variables.try_emplace(name).second) order.push_back(name);
}

// The walk that fills the scopes.
class ScopeWalker {
 public:
  ScopeWalker(Scopes& scopes, const SyntaxTree& tree, DiagnosticSink& problems)
      : scopes_(scopes), tree_(tree), problems_(problems) {}

  void block(Block statements, Scope& scope) {
    for (const Statement* statement : statements) visit(*statement, scope);
  }

 private:
  void report(Span span, std::string message, std::string next = {}) {
    Diagnostic problem = make_error("syntax-error", std::move(message), std::move(next));
    problem.place = tree_.place(span);
    problems_.report(std::move(problem));
  }
  void use(std::string_view name, Span span, Scope& scope) {
    scope.uses.emplace_back(scopes_.mangled(name, scope), span);
  }
  // Binds a name where an assignment in `scope` puts it.
  void assign(std::string_view name, Scope& scope) {
    name = scopes_.mangled(name, scope);
    if (!scope.globals.contains(name) && !scope.nonlocals.contains(name)) scope.bind(name);
  }
  void all(Expressions expressions, Scope& scope) {
    for (const Expression* expression : expressions) visit(expression, scope);
  }
  void visit(const Statement& statement, Scope& scope);
  void visit_compound(const Statement& statement, Scope& scope);
  void visit(const Expression* expression, Scope& scope);
  void visit_call(const Call& call, Scope& scope);
  void target(const Expression& expression, Scope& scope);
  void function(const Node& node, Parameters parameters, Scope& scope, Block body,
                const Expression* value);
  void klass(const ClassDef& definition, Scope& scope);
  void comprehension(const Comprehension& node, Scope& scope);
  void declare(std::span<const std::string_view> names, Span span, Scope& scope, bool global);
  void bind_walrus(std::string_view name, Scope& scope);
  void fstring(const FString& text, Scope& scope);

  Scopes& scopes_;
  const SyntaxTree& tree_;
  DiagnosticSink& problems_;
};

void ScopeWalker::target(const Expression& expression, Scope& scope) {
  if (const auto* name = as<Name>(&expression)) {
    assign(name->id, scope);
    use(name->id, name->span, scope);
  } else if (const auto* tuple = as<Tuple>(&expression)) {
    for (const Expression* item : tuple->items) target(*item, scope);
  } else if (const auto* list = as<List>(&expression)) {
    for (const Expression* item : list->items) target(*item, scope);
  } else if (const auto* starred = as<Starred>(&expression)) {
    target(*starred->value, scope);
  } else {
    visit(&expression, scope);
  }
}

void ScopeWalker::visit(const Statement& statement, Scope& scope) {
  switch (statement.kind) {
    case NodeKind::ExpressionStatement:
      return visit(as<ExpressionStatement>(&statement)->value, scope);
    case NodeKind::Assign: {
      const auto* assignment = as<Assign>(&statement);
      visit(assignment->value, scope);
      for (const Expression* each : assignment->targets) target(*each, scope);
      return;
    }
    case NodeKind::AugmentedAssign: {
      const auto* augmented = as<AugmentedAssign>(&statement);
      target(*augmented->target, scope);
      return visit(augmented->value, scope);
    }
    case NodeKind::AnnotatedAssign: {
      const auto* annotated = as<AnnotatedAssign>(&statement);
      if (annotated->value != nullptr) visit(annotated->value, scope);
      if (scope.kind != Scope::Kind::Function) visit(annotated->annotation, scope);
      return target(*annotated->target, scope);
    }
    case NodeKind::Return:
      return visit(as<Return>(&statement)->value, scope);
    case NodeKind::Delete:
      for (const Expression* each : as<Delete>(&statement)->targets) target(*each, scope);
      return;
    case NodeKind::Raise: {
      const auto* raise = as<Raise>(&statement);
      visit(raise->exception, scope);
      visit(raise->cause, scope);
      return visit(raise->argument, scope);
    }
    case NodeKind::Assert: {
      const auto* assertion = as<Assert>(&statement);
      visit(assertion->test, scope);
      return visit(assertion->message, scope);
    }
    case NodeKind::Import:
      for (const ImportedName& name : as<Import>(&statement)->names) {
        const std::string_view bound =
            name.alias.empty() ? name.name.substr(0, name.name.find('.')) : name.alias;
        assign(bound, scope);
        use(bound, name.span, scope);
      }
      return;
    case NodeKind::ImportFrom:
      for (const ImportedName& name : as<ImportFrom>(&statement)->names) {
        if (name.name == "*") {
          if (scope.kind != Scope::Kind::Module)
            report(statement.span, "import * only allowed at module level");
          continue;
        }
        const std::string_view bound = name.alias.empty() ? name.name : name.alias;
        assign(bound, scope);
        use(bound, name.span, scope);
      }
      return;
    case NodeKind::Global:
      return declare(as<Global>(&statement)->names, statement.span, scope, true);
    case NodeKind::Nonlocal:
      return declare(as<Nonlocal>(&statement)->names, statement.span, scope, false);
    case NodeKind::Print:
      visit(as<Print>(&statement)->target, scope);
      return all(as<Print>(&statement)->values, scope);
    case NodeKind::Exec: {
      const auto* exec = as<Exec>(&statement);
      visit(exec->code, scope);
      visit(exec->globals, scope);
      return visit(exec->locals, scope);
    }
    default:
      return visit_compound(statement, scope);
  }
}

void ScopeWalker::visit_compound(const Statement& statement, Scope& scope) {
  switch (statement.kind) {
    case NodeKind::If: {
      const auto* node = as<If>(&statement);
      visit(node->test, scope);
      block(node->then, scope);
      return block(node->otherwise, scope);
    }
    case NodeKind::For: {
      const auto* loop = as<For>(&statement);
      visit(loop->iterable, scope);
      target(*loop->target, scope);
      block(loop->body, scope);
      return block(loop->otherwise, scope);
    }
    case NodeKind::While: {
      const auto* loop = as<While>(&statement);
      visit(loop->test, scope);
      block(loop->body, scope);
      return block(loop->otherwise, scope);
    }
    case NodeKind::Try: {
      const auto* attempt = as<Try>(&statement);
      block(attempt->body, scope);
      for (const auto& handler : attempt->handlers) {
        visit(handler.type, scope);
        if (handler.target != nullptr) target(*handler.target, scope);
        block(handler.body, scope);
      }
      block(attempt->otherwise, scope);
      return block(attempt->finally, scope);
    }
    case NodeKind::With: {
      const auto* with = as<With>(&statement);
      for (const auto& item : with->items) {
        visit(item.context, scope);
        if (item.target != nullptr) target(*item.target, scope);
      }
      return block(with->body, scope);
    }
    case NodeKind::FunctionDef: {
      const auto* definition = as<FunctionDef>(&statement);
      all(definition->decorators, scope);
      assign(definition->name, scope);
      use(definition->name, definition->name_span, scope);
      visit(definition->returns, scope);
      return function(*definition, definition->parameters, scope, definition->body, nullptr);
    }
    case NodeKind::ClassDef:
      return klass(*as<ClassDef>(&statement), scope);
    default:
      return;
  }
}

void ScopeWalker::declare(std::span<const std::string_view> names, Span span, Scope& scope,
                          bool global) {
  for (const std::string_view plain : names) {
    const std::string_view name = scopes_.mangled(plain, scope);
    if (scope.variables.contains(name)) {
      const bool parameter = scope.variables.at(name).parameter;
      report(span, parameter ? fmt::format("name '{}' is parameter and {}", name,
                                           global ? "global" : "nonlocal")
                             : fmt::format("name '{}' is assigned to before {} declaration", name,
                                           global ? "global" : "nonlocal"));
      continue;
    }
    const bool used = std::ranges::any_of(scope.uses, [&](const auto& use) {
      return use.first == name && use.second.begin < span.begin && use.second.end != 0;
    });
    if ((global ? scope.nonlocals : scope.globals).contains(name)) {
      report(span, fmt::format("name '{}' is nonlocal and global", name));
      continue;
    }
    if (used && !(global ? scope.globals : scope.nonlocals).contains(name)) {
      report(span, fmt::format("name '{}' is used prior to {} declaration", name,
                               global ? "global" : "nonlocal"));
      continue;
    }
    if (!global && scope.kind == Scope::Kind::Module) {
      report(span, "nonlocal declaration not allowed at module level");
      continue;
    }
    (global ? scope.globals : scope.nonlocals).insert(name);
    use(name, span, scope);
  }
}

void ScopeWalker::klass(const ClassDef& definition, Scope& scope) {
  all(definition.decorators, scope);
  for (const auto& base : definition.bases) visit(base.value, scope);
  assign(definition.name, scope);
  use(definition.name, definition.name_span, scope);
  Scope& inner = scopes_.add(Scope::Kind::Class, &scope, &definition);
  block(definition.body, inner);
}

void ScopeWalker::function(const Node& node, Parameters parameters, Scope& scope, Block body,
                           const Expression* value) {
  for (const Parameter& parameter : parameters) {
    visit(parameter.fallback, scope);
    visit(parameter.annotation, scope);
  }
  Scope& inner = scopes_.add(Scope::Kind::Function, &scope, &node);
  const auto add = [&](std::string_view name, Span span) {
    name = scopes_.mangled(name, inner);
    if (inner.variables.contains(name))
      report(span, fmt::format("duplicate argument '{}' in function definition", name));
    inner.bind(name);
    inner.variables[name].parameter = true;
  };
  std::size_t unpacked = 0;
  for (const Parameter& parameter : parameters) {
    if (parameter.name.empty() && parameter.unpack.empty()) continue;  // a bare *
    if (parameter.unpack.empty()) {
      add(parameter.name, parameter.span);
    } else {
      add(unpacked_parameter(unpacked++), parameter.span);
      for (const Expression* each : parameter.unpack) target(*each, inner);
    }
  }
  if (value != nullptr)
    visit(value, inner);
  else
    block(body, inner);
}

void ScopeWalker::comprehension(const Comprehension& node, Scope& scope) {
  const bool generator = node.form == Comprehension::Form::Generator;
  visit(node.clauses[0].iterable, scope);
  // The variables of a list comprehension of Python 2 are those of the code around it.
  const bool leaks = tree_.python2 && node.form == Comprehension::Form::List;
  Scope& inner = leaks ? scopes_.join(scope, &node)
                       : scopes_.add(generator ? Scope::Kind::Function : Scope::Kind::Comprehension,
                                     &scope, &node);
  if (generator) {
    inner.bind(".0");
    inner.variables[".0"].parameter = true;
    inner.has_yield = true;
  }
  for (std::size_t i = 0; i < node.clauses.size(); ++i) {
    const auto& clause = node.clauses[i];
    if (i != 0) visit(clause.iterable, inner);
    target(*clause.target, inner);
    all(clause.conditions, inner);
  }
  visit(node.element, inner);
  visit(node.value, inner);
}

// (x := …) in a comprehension binds in the function around it.
void ScopeWalker::bind_walrus(std::string_view name, Scope& scope) {
  Scope* target = &scope;
  while (target->parent != nullptr && as<Comprehension>(target->node) != nullptr) {
    if (target->kind == Scope::Kind::Function) target->nonlocals.insert(name);
    target = target->parent;
  }
  assign(name, *target);
  target->uses.emplace_back(name, Span{});
}

void ScopeWalker::fstring(const FString& text, Scope& scope) {
  for (const auto& part : text.parts) {
    visit(part.value, scope);
    if (part.format != nullptr) fstring(*part.format, scope);
  }
}

void ScopeWalker::visit_call(const Call& call, Scope& scope) {
  visit(call.function, scope);
  for (const auto& argument : call.arguments) visit(argument.value, scope);
}

void ScopeWalker::visit(const Expression* expression, Scope& scope) {
  if (expression == nullptr) return;
  switch (expression->kind) {
    case NodeKind::Name: {
      const auto* name = as<Name>(expression);
      use(name->id, name->span, scope);
      // super() without arguments looks at the class around it.
      if (name->id == "super") use("__class__", name->span, scope);
      return;
    }
    case NodeKind::FString:
      return fstring(*as<FString>(expression), scope);
    case NodeKind::Attribute:
      return visit(as<Attribute>(expression)->object, scope);
    case NodeKind::Subscript:
      visit(as<Subscript>(expression)->object, scope);
      return visit(as<Subscript>(expression)->index, scope);
    case NodeKind::Slice:
      visit(as<Slice>(expression)->lower, scope);
      visit(as<Slice>(expression)->upper, scope);
      return visit(as<Slice>(expression)->step, scope);
    case NodeKind::Call:
      return visit_call(*as<Call>(expression), scope);
    case NodeKind::Unary:
      return visit(as<Unary>(expression)->operand, scope);
    case NodeKind::Binary:
      visit(as<Binary>(expression)->left, scope);
      return visit(as<Binary>(expression)->right, scope);
    case NodeKind::Boolean:
      visit(as<Boolean>(expression)->left, scope);
      return visit(as<Boolean>(expression)->right, scope);
    case NodeKind::Compare:
      visit(as<Compare>(expression)->first, scope);
      return all(as<Compare>(expression)->rest, scope);
    case NodeKind::Conditional:
      visit(as<Conditional>(expression)->test, scope);
      visit(as<Conditional>(expression)->then, scope);
      return visit(as<Conditional>(expression)->otherwise, scope);
    case NodeKind::Lambda:
      return function(*expression, as<Lambda>(expression)->parameters, scope, {},
                      as<Lambda>(expression)->body);
    case NodeKind::List:
      return all(as<List>(expression)->items, scope);
    case NodeKind::Tuple:
      return all(as<Tuple>(expression)->items, scope);
    case NodeKind::Set:
      return all(as<Set>(expression)->items, scope);
    case NodeKind::Dict:
      for (const auto& entry : as<Dict>(expression)->entries) {
        visit(entry.key, scope);
        visit(entry.value, scope);
      }
      return;
    case NodeKind::Comprehension:
      return comprehension(*as<Comprehension>(expression), scope);
    case NodeKind::Starred:
      return visit(as<Starred>(expression)->value, scope);
    case NodeKind::Walrus:
      visit(as<Walrus>(expression)->value, scope);
      bind_walrus(as<Walrus>(expression)->target->id, scope);
      return use(as<Walrus>(expression)->target->id, expression->span, scope);
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
      if (scope.frame().kind != Scope::Kind::Function)
        report(expression->span, "'yield' outside function");
      else if (scope.kind == Scope::Kind::Comprehension)
        report(expression->span, "'yield' inside a comprehension");
      scope.frame().has_yield = true;
      return visit(expression->kind == NodeKind::Yield ? as<Yield>(expression)->value
                                                       : as<YieldFrom>(expression)->value,
                   scope);
    case NodeKind::Backquote:
      return visit(as<Backquote>(expression)->value, scope);
    default:
      return;
  }
}

std::string_view Scopes::mangled(std::string_view name, const Scope& scope) {
  if (!name.starts_with("__") || name.ends_with("__") || name.find('.') != std::string_view::npos)
    return name;
  for (const Scope* at = &scope; at != nullptr; at = at->parent) {
    const auto* cls = as<ClassDef>(at->node);
    if (cls == nullptr) continue;
    const std::size_t first = cls->name.find_first_not_of('_');
    if (first == std::string_view::npos) return name;
    std::string text = "_" + std::string(cls->name.substr(first)) + std::string(name);
    return *mangled_.insert(std::move(text)).first;
  }
  return name;
}

Scope& Scopes::add(Scope::Kind kind, Scope* parent, const Node* node) {
  all_.push_back(std::make_unique<Scope>());
  Scope& scope = *all_.back();
  scope.kind = kind;
  scope.parent = parent;
  scope.node = node;
  if (node != nullptr) by_node_[node] = &scope;
  if (kind == Scope::Kind::Comprehension) parent->frame().comprehensions.push_back(&scope);
  return scope;
}

Scope& Scopes::join(Scope& scope, const Node* node) {
  by_node_[node] = &scope;
  return scope;
}

Scopes::Scopes(const SyntaxTree& tree, DiagnosticSink& problems) {
  Scope& top = add(Scope::Kind::Module, nullptr, nullptr);
  ScopeWalker(*this, tree, problems).block(tree.body, top);
  for (const auto& scope : all_) {
    for (const auto& [name, span] : scope->uses) {
      Scope* owner = binder(*scope, name);
      if (owner == nullptr && scope->nonlocals.contains(name) &&
          as<Comprehension>(scope->node) == nullptr) {
        Diagnostic problem =
            make_error("syntax-error", fmt::format("no binding for nonlocal '{}' found", name));
        problem.place = tree.place(span);
        problems.report(std::move(problem));
      }
      if (owner != nullptr && &owner->frame() != &scope->frame()) share(*scope, *owner, name);
    }
  }
  number_slots();
}

Scope* Scopes::binder(Scope& scope, std::string_view name) const {
  if (scope.globals.contains(name)) return nullptr;
  for (Scope* at = &scope; at != nullptr; at = at->parent) {
    if (at->kind == Scope::Kind::Module) return nullptr;
    if (at->kind == Scope::Kind::Class) {
      // Seen from inside its methods, a class has no variables but __class__.
      if (at == &scope) {
        if (!at->globals.contains(name) && at->variables.contains(name)) return at;
      } else if (name == "__class__") {
        at->bind("__class__");
        return at;
      }
      continue;
    }
    if (at->globals.contains(name)) return nullptr;
    if (at->nonlocals.contains(name)) continue;
    if (at->variables.contains(name)) return at;
  }
  return nullptr;
}

void Scopes::share(Scope& from, Scope& owner, std::string_view name) {
  owner.variables[name].cell = true;
  for (Scope* at = &from.frame(); at != &owner.frame(); at = &at->parent->frame())
    if (std::ranges::find(at->free, name) == at->free.end()) at->free.push_back(name);
}

void Scopes::number_slots() {
  for (const auto& scope : all_) {
    if (scope->kind == Scope::Kind::Comprehension) continue;
    const auto number = [&](Scope& owner, bool parameters) {
      for (const std::string_view name : owner.order) {
        Scope::Variable& variable = owner.variables[name];
        if (variable.parameter != parameters) continue;
        // Classes and modules keep their names in a namespace, all but __class__.
        if (owner.kind == Scope::Kind::Module) continue;
        if (owner.kind == Scope::Kind::Class && name != "__class__") continue;
        variable.slot = static_cast<std::int32_t>(scope->slots++);
      }
    };
    number(*scope, true);
    number(*scope, false);
    for (Scope* comprehension : scope->comprehensions) number(*comprehension, false);
  }
}

Access Scopes::access(Scope& scope, std::string_view name) const {
  Scope* owner = binder(scope, name);
  Scope& frame = scope.frame();
  if (owner == nullptr) {
    const bool in_namespace =
        (frame.kind == Scope::Kind::Module || frame.kind == Scope::Kind::Class) &&
        !scope.globals.contains(name) && !frame.globals.contains(name) && &scope == &frame;
    return {in_namespace ? Access::Kind::Namespace : Access::Kind::Global};
  }
  if (&owner->frame() == &frame) {
    if (owner->kind == Scope::Kind::Class && name != "__class__") return {Access::Kind::Namespace};
    const Scope::Variable& variable = owner->variables.at(name);
    return {variable.cell ? Access::Kind::CellSlot : Access::Kind::Slot,
            static_cast<std::uint32_t>(variable.slot)};
  }
  const auto at = std::ranges::find(frame.free, name);
  return {Access::Kind::Free, static_cast<std::uint32_t>(at - frame.free.begin())};
}

}  // namespace undumpy::python
