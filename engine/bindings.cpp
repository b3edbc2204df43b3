#include "engine/bindings.h"

#include <algorithm>

#include "parser/syntax_walk.h"
#include "parser/template.h"

namespace undumpy {

using namespace syntax;

namespace {

// Functions of the template that a generator writes into every restore.py.
bool is_template_function(std::string_view name) {
  return name == "main" || name == "execfile" || name == "pmem";
}

// The one statement of a body, behind a docstring.
const Statement* only_statement(Block body) {
  if (!body.empty()) {
    const auto* first = as<ExpressionStatement>(body[0]);
    if (first != nullptr && as<Constant>(first->value) != nullptr) body = body.subspan(1);
  }
  return body.size() == 1 ? body[0] : nullptr;
}

// return settings.SITE.babelkw(fieldname, en=values[0],de=values[1])
bool is_generated_bv2kw(const SyntaxTree& tree, const FunctionDef& function) {
  const auto* result = as<Return>(only_statement(function.body));
  const auto* call = result != nullptr ? as<Call>(result->value) : nullptr;
  if (call == nullptr || function.parameters.size() != 2 || call->arguments.empty()) return false;
  const std::string_view callee = tree.source_of(call->function->span);
  if (callee != "settings.SITE.babelkw" && callee != "settings.SITE.babel_values" &&
      callee != "babel.babel_values")
    return false;
  if (tree.source_of(call->arguments[0].value->span) != function.parameters[0].name) return false;
  std::int64_t expected = 0;
  return std::ranges::all_of(call->arguments.subspan(1), [&](const Call::Argument& argument) {
    const auto* item = as<Subscript>(argument.value);
    const auto* index = item != nullptr ? as<Constant>(item->index) : nullptr;
    return argument.kind == Call::ArgumentKind::Keyword && index != nullptr &&
           index->value.kind == CellKind::Integer && index->value.integer == expected++ &&
           tree.source_of(item->object->span) == function.parameters[1].name;
  });
}

// if m is None: return m; …; return ….get_for_model(m).pk, in the variants of the generations.
bool is_generated_content_type(const SyntaxTree& tree, const FunctionDef& function) {
  if (function.parameters.size() != 1 || function.body.size() < 2 || function.body.size() > 4)
    return false;
  const auto* none = as<If>(function.body[0]);
  const auto* result = as<Return>(function.body.back());
  if (none == nullptr || result == nullptr || result->value == nullptr) return false;
  const std::string_view text = tree.source_of(function.span);
  return text.find("get_for_model(") != std::string_view::npos &&
         tree.source_of(result->value->span).ends_with(".pk");
}

}  // namespace

Bindings::Bindings(const SyntaxTree& tree) : tree_(tree) {
  for (const Statement* each : tree.body) statement(*each);
}

void Bindings::add(std::string_view name, const Statement& by) { by_name_[name].push_back(&by); }

void Bindings::targets(const Expression* target, const Statement& by) {
  walk(*target, [&](const Node& node) {
    if (const auto* name = as<Name>(&node)) add(name->id, by);
    return node.kind != NodeKind::Attribute && node.kind != NodeKind::Subscript;
  });
}

void Bindings::statement(const Statement& top) {
  walk(top, [&](const Node& node) {
    const auto& by = static_cast<const Statement&>(node);
    // What it changes is on the site, not in the dump.
    if (node.kind == NodeKind::ExpressionStatement &&
        dump_template::installs_migrations(tree_.source_of(node.span)))
      return false;
    if (const auto* name = as<Name>(&node)) {
      dark_ = dark_ || name->id == "globals" || name->id == "exec" || name->id == "setattr" ||
              name->id == "vars" || name->id == "locals";
      return false;
    }
    if (const auto* function = as<FunctionDef>(&node)) {
      if (&node == &top || top.kind != NodeKind::FunctionDef) add(function->name, by);
      if (is_template_function(function->name)) return false;
      // Inside a function only `global` binds names of the module.
      walk(function->body, [&](const Node& inner) {
        if (const auto* global = as<Global>(&inner))
          for (const std::string_view name : global->names) add(name, by);
        if (const auto* name = as<Name>(&inner))
          dark_ = dark_ || name->id == "globals" || name->id == "exec" || name->id == "setattr";
        return true;
      });
      return false;
    }
    if (const auto* klass = as<ClassDef>(&node)) {
      add(klass->name, by);
      return false;
    }
    if (const auto* assign = as<Assign>(&node))
      for (const Expression* target : assign->targets) targets(target, by);
    if (const auto* assign = as<AugmentedAssign>(&node)) targets(assign->target, by);
    if (const auto* assign = as<AnnotatedAssign>(&node)) targets(assign->target, by);
    if (const auto* loop = as<For>(&node)) targets(loop->target, by);
    if (const auto* with = as<With>(&node))
      for (const With::Item& item : with->items)
        if (item.target != nullptr) targets(item.target, by);
    if (const auto* remove = as<Delete>(&node))
      for (const Expression* target : remove->targets) targets(target, by);
    if (const auto* import = as<Import>(&node))
      for (const ImportedName& name : import->names)
        add(name.alias.empty() ? name.name.substr(0, name.name.find('.')) : name.alias, by);
    if (const auto* import = as<ImportFrom>(&node))
      for (const ImportedName& name : import->names)
        add(name.alias.empty() ? name.name : name.alias, by);
    // The `if __name__ == '__main__'` block runs main(), which is read for its modules.
    if (const auto* condition = as<If>(&node))
      return !tree_.source_of(condition->test->span).starts_with("__name__");
    return true;
  });
}

const std::vector<const Statement*>& Bindings::of(std::string_view name) const {
  static const std::vector<const Statement*> none;
  const auto found = by_name_.find(name);
  return found != by_name_.end() ? found->second : none;
}

bool Bindings::is_only(std::string_view name, const Statement* statement) const {
  const auto& all = of(name);
  return all.size() == 1 && all[0] == statement;
}

bool Bindings::is_generated_helper(std::string_view name) const {
  const auto& all = of(name);
  if (all.empty()) return true;  // nobody made it something else
  if (all.size() != 1) return false;
  if (const auto* function = as<FunctionDef>(all[0])) {
    if (name == "bv2kw") return is_generated_bv2kw(tree_, *function);
    return name == "new_content_type_id" && is_generated_content_type(tree_, *function);
  }
  const auto* import = as<ImportFrom>(all[0]);
  if (import == nullptr) return false;
  if (name == "Decimal") return import->module == "decimal";
  if (name == "date" || name == "time") return import->module == "datetime";
  return name == "create_mti_child" || name == "create_child" || name == "insert_child" ||
         name == "resolve_model" ||
         (name == "ContentType" && import->module == "django.contrib.contenttypes.models");
}

}  // namespace undumpy
