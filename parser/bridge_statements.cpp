#include "parser/bridge.h"

namespace undumpy {

using namespace syntax;

bool Bridge::is_compound(std::string_view type) {
  return type == "function_definition" || type == "class_definition" || type == "if_statement" ||
         type == "for_statement" || type == "while_statement" || type == "try_statement" ||
         type == "with_statement" || type == "decorated_definition" || type == "match_statement";
}

bool Bridge::is_statement(std::string_view type) {
  return is_compound(type) || type.ends_with("_statement");
}

// Appends what `node` stands for: one statement, or for an ERROR node an ErrorStatement and those
// of its children that are statements.
void Bridge::statement(TSNode node, std::vector<const Statement*>& out) {
  const std::string_view type = ts_node_type(node);
  if (type == ";" || type == "comment") return;
  if (depth_ == 0) too_deep_ = reported_ = false;
  if (depth_ >= MaxSyntaxDepth) {
    too_deep_ = true;
    return;
  }
  if (type == "ERROR" || ts_node_is_missing(node)) {
    out.push_back(error_statement(node));
    const bool outermost = depth_ == 0;
    ++depth_;
    for (const Child& child : children(node)) {
      if (outermost) reported_ = false;
      if (is_statement(child.type)) statement(child.node, out);
    }
    --depth_;
    return;
  }
  if (ts_node_has_error(node) && !is_compound(type)) {
    out.push_back(error_statement(node));
    return;
  }
  // In a program, an error in the head of a compound statement makes it mean something else.
  if (options_.whole_program && ts_node_has_error(node))
    if (const std::optional<TSNode> error = error_in_head(node)) {
      out.push_back(error_statement(*error));
      return;
    }
  const bool outermost = depth_ == 0;
  ++depth_;
  const Statement* result =
      is_compound(type) ? compound_statement(node, type) : simple_statement(node, type);
  --depth_;
  if (outermost && too_deep_) {
    report(node, "nested-too-deeply",
           "this statement nests deeper than " + std::to_string(MaxSyntaxDepth) + " levels");
    result = make<ErrorStatement>(node);
  }
  out.push_back(result);
}

// The first part with an error that is in none of the statement's blocks.
std::optional<TSNode> Bridge::error_in_head(TSNode node) {
  for (const Child& child : children(node)) {
    if (child.type == "block" || !(ts_node_has_error(child.node) || ts_node_is_missing(child.node)))
      continue;
    if (child.type == "ERROR" || ts_node_is_missing(child.node)) return child.node;
    if (!child.type.ends_with("_clause") && !is_compound(child.type)) return child.node;
    if (const auto inner = error_in_head(child.node)) return inner;
  }
  return std::nullopt;
}

syntax::Block Bridge::block(TSNode node) {
  std::vector<const Statement*> body;
  for (const Child& child : children(node)) statement(child.node, body);
  return keep(body);
}

syntax::Block Bridge::block_of(const Child* child) {
  return child == nullptr ? Block{} : block(child->node);
}

// The block of an else_clause or finally_clause.
syntax::Block Bridge::else_block(const Child* clause) {
  if (clause == nullptr) return {};
  for (const Child& child : children(clause->node))
    if (child.type == "block") return block(child.node);
  return {};
}

const syntax::Statement* Bridge::unsupported_statement(TSNode node, std::string_view what) {
  auto* result = make<ExpressionStatement>(node);
  result->value = unsupported(node, what);
  return result;
}

const syntax::Statement* Bridge::simple_statement(TSNode node, std::string_view type) {
  if (type == "expression_statement") return expression_statement(node);
  if (type == "pass_statement") return make<Pass>(node);
  if (type == "break_statement") return make<Break>(node);
  if (type == "continue_statement") return make<Continue>(node);
  if (type == "raise_statement") return raise(node);
  if (type == "print_statement") return print(node);
  if (type == "import_from_statement") return import_from(node, false);
  if (type == "future_import_statement") return import_from(node, true);
  const Children items = named_children(node);
  if (type == "return_statement") {
    auto* result = make<Return>(node);
    result->value = items.empty() ? nullptr : expression(items[0].node);
    return result;
  }
  if (type == "delete_statement") {
    auto* result = make<Delete>(node);
    const bool list = items.size() == 1 && items[0].type == "expression_list";
    result->targets = expressions(list ? named_children(items[0].node) : items);
    return result;
  }
  if (type == "assert_statement") {
    auto* result = make<Assert>(node);
    result->test = expression(items.at(0).node);
    result->message = items.size() > 1 ? expression(items[1].node) : nullptr;
    return result;
  }
  if (type == "import_statement") {
    auto* result = make<Import>(node);
    result->names = imported_names(items);
    return result;
  }
  if (type == "global_statement" || type == "nonlocal_statement") {
    std::vector<std::string_view> names;
    for (const Child& item : items) names.push_back(text(item.node));
    if (type[0] == 'n') {
      auto* result = make<Nonlocal>(node);
      result->names = keep(names);
      return result;
    }
    auto* result = make<Global>(node);
    result->names = keep(names);
    return result;
  }
  if (type == "exec_statement") {
    tree_.python2 = true;
    auto* result = make<Exec>(node);
    result->code = expression(items.at(0).node);
    result->globals = items.size() > 1 ? expression(items[1].node) : nullptr;
    result->locals = items.size() > 2 ? expression(items[2].node) : nullptr;
    return result;
  }
  return unsupported_statement(node, type);
}

const syntax::Statement* Bridge::compound_statement(TSNode node, std::string_view type) {
  if (type == "if_statement") return if_statement(node);
  if (type == "function_definition") return function(node, {});
  if (type == "class_definition") return class_definition(node, {});
  if (type == "decorated_definition") return decorated(node);
  if (type == "try_statement") return try_statement(node);
  if (type == "with_statement") return with_statement(node);
  const Children items = children(node);
  if (has_token(items, "async")) return unsupported_statement(node, "async");
  if (type == "for_statement" && find(items, "left") && find(items, "right")) {
    auto* result = make<For>(node);
    result->target = expression(find(items, "left")->node);
    result->iterable = expression(find(items, "right")->node);
    result->body = block_of(find(items, "body"));
    result->otherwise = else_block(find(items, "alternative"));
    return result;
  }
  if (type == "while_statement" && find(items, "condition")) {
    auto* result = make<While>(node);
    result->test = expression(find(items, "condition")->node);
    result->body = block_of(find(items, "body"));
    result->otherwise = else_block(find(items, "alternative"));
    return result;
  }
  return unsupported_statement(node, type == "match_statement" ? "match" : type);
}

const syntax::Statement* Bridge::expression_statement(TSNode node) {
  const Children items = children(node);
  const Children named = named_children(node);
  if (named.size() == 1 &&
      (named[0].type == "assignment" || named[0].type == "augmented_assignment"))
    return assignment(named[0].node);
  auto* result = make<ExpressionStatement>(node);
  const bool tuple = has_token(items, ",");
  result->value = tuple ? tuple_of(node, named) : expression(named.at(0).node);
  return result;
}

// `a = b = value` comes as nested assignments; `a += 1` as an augmented_assignment.
const syntax::Statement* Bridge::assignment(TSNode node) {
  if (std::string_view(ts_node_type(node)) == "augmented_assignment") {
    const Children items = children(node);
    auto* result = make<AugmentedAssign>(node);
    result->target = expression(find(items, "left")->node);
    const std::string_view token = text(find(items, "operator")->node);
    result->op = binary_operator(token.substr(0, token.size() - 1));
    result->value = expression(find(items, "right")->node);
    return result;
  }
  std::vector<const Expression*> targets;
  const TSNode whole = node;
  while (true) {
    const Children items = children(node);
    const Child* right = find(items, "right");
    const Child* annotation = find(items, "type");
    const Expression* target = expression(find(items, "left")->node);
    if (annotation != nullptr) {
      auto* result = make<AnnotatedAssign>(whole);
      result->target = target;
      result->annotation = expression(annotation->node);
      result->value = right != nullptr ? expression(right->node) : nullptr;
      return result;
    }
    targets.push_back(target);
    if (right->type == "assignment") {
      node = right->node;
      continue;
    }
    auto* result = make<Assign>(whole);
    result->targets = keep(targets);
    result->value = expression(right->node);
    return result;
  }
}

std::span<const syntax::ImportedName> Bridge::imported_names(const Children& items) {
  std::vector<ImportedName> names;
  for (const Child& item : items) {
    ImportedName name{text(item.node), {}, span(item.node)};
    if (item.type == "aliased_import") {
      const Children parts = children(item.node);
      name.name = text(find(parts, "name")->node);
      name.alias = text(find(parts, "alias")->node);
    }
    names.push_back(name);
  }
  return keep(names);
}

const syntax::Statement* Bridge::import_from(TSNode node, bool future) {
  auto* result = make<ImportFrom>(node);
  result->module = future ? "__future__" : std::string_view();
  result->level = 0;
  Children names;
  for (const Child& item : named_children(node)) {
    if (item.field == "module_name") {
      if (item.type == "relative_import") {
        for (const Child& part : named_children(item.node)) {
          if (part.type == "import_prefix")
            result->level = static_cast<std::uint32_t>(text(part.node).size());
          else
            result->module = text(part.node);
        }
      } else {
        result->module = text(item.node);
      }
    } else {
      names.push_back(item);  // also the wildcard: its text is "*"
    }
  }
  result->names = imported_names(names);
  return result;
}

const syntax::Statement* Bridge::raise(TSNode node) {
  const Children items = named_children(node);
  auto* result = make<Raise>(node);
  result->exception = result->cause = result->argument = nullptr;
  for (const Child& item : items) {
    if (item.field == "cause") {
      result->cause = expression(item.node);
    } else if (item.type == "expression_list") {
      const Children parts = named_children(item.node);
      result->exception = expression(parts.at(0).node);
      if (parts.size() > 1) result->argument = expression(parts[1].node);
      tree_.python2 = true;
    } else {
      result->exception = expression(item.node);
    }
  }
  return result;
}

// Only Python 2's statement comes here: `print(x)` is a Call.
const syntax::Statement* Bridge::print(TSNode node) {
  const Children items = children(node);
  tree_.python2 = true;
  auto* result = make<Print>(node);
  result->target = nullptr;
  std::vector<const Expression*> values;
  for (const Child& item : items) {
    if (item.type == "chevron") {
      result->target = expression(named_children(item.node).at(0).node);
    } else if (item.named) {
      values.push_back(expression(item.node));
    }
  }
  result->values = keep(values);
  result->newline = items.back().type != ",";
  return result;
}

// elif clauses are built from the last to the first, each the `otherwise` of the one before.
const syntax::Statement* Bridge::if_statement(TSNode node) {
  const Children items = children(node);
  Block otherwise;
  std::vector<Child> clauses;
  for (const Child& item : items)
    if (item.field == "alternative") clauses.push_back(item);
  if (!clauses.empty() && clauses.back().type == "else_clause") {
    otherwise = else_block(&clauses.back());
    clauses.pop_back();
  }
  for (std::size_t i = clauses.size(); i-- > 0;) {
    const Children parts = children(clauses[i].node);
    if (find(parts, "condition") == nullptr) continue;
    auto* inner = make<If>(clauses[i].node);
    inner->test = expression(find(parts, "condition")->node);
    inner->then = block_of(find(parts, "consequence"));
    inner->otherwise = otherwise;
    otherwise = keep(std::vector<const Statement*>{inner});
  }
  const Child* condition = find(items, "condition");
  if (condition == nullptr) return error_statement(node);
  auto* result = make<If>(node);
  result->test = expression(condition->node);
  result->then = block_of(find(items, "consequence"));
  result->otherwise = otherwise;
  return result;
}

const syntax::Statement* Bridge::try_statement(TSNode node) {
  auto* result = make<Try>(node);
  std::vector<Try::Handler> handlers;
  for (const Child& item : children(node)) {
    if (item.field == "body") result->body = block(item.node);
    if (item.type == "else_clause") result->otherwise = else_block(&item);
    if (item.type == "finally_clause") result->finally = else_block(&item);
    if (item.type != "except_clause") continue;
    Try::Handler handler{nullptr, nullptr, {}, span(item.node)};
    for (const Child& part : children(item.node)) {
      if (part.type == ",") tree_.python2 = true;
      if (part.type == "*") return unsupported_statement(node, "except*");
      if (part.type == "block") {
        handler.body = block(part.node);
      } else if (part.field == "alias") {
        handler.target = expression(part.node);
      } else if (part.field == "value" && part.type == "as_pattern") {
        const Children as_parts = named_children(part.node);
        handler.type = expression(as_parts.at(0).node);
        handler.target = expression(as_parts.at(1).node);
      } else if (part.field == "value" && part.named) {
        (handler.type == nullptr ? handler.type : handler.target) = expression(part.node);
      }
    }
    handlers.push_back(handler);
  }
  result->handlers = keep(handlers);
  return result;
}

const syntax::Statement* Bridge::with_statement(TSNode node) {
  auto* result = make<With>(node);
  std::vector<With::Item> items;
  for (const Child& child : children(node)) {
    if (child.type == "async") return unsupported_statement(node, "async");
    if (child.field == "body") result->body = block(child.node);
    if (child.type != "with_clause") continue;
    for (const Child& item : named_children(child.node)) {
      const Children parts = named_children(item.node);
      if (parts.empty()) continue;
      if (parts[0].type == "as_pattern") {
        const Children as_parts = named_children(parts[0].node);
        const Expression* context = expression(as_parts.at(0).node);
        items.push_back({context, expression(as_parts.at(1).node)});
      } else {
        items.push_back({expression(parts[0].node), nullptr});
      }
    }
  }
  result->items = keep(items);
  return result;
}

const syntax::Statement* Bridge::function(TSNode node, Expressions decorators) {
  const Children items = children(node);
  const Child* name = find(items, "name");
  const Child* list = find(items, "parameters");
  if (has_token(items, "async")) return unsupported_statement(node, "async");
  if (find(items, "type_parameters") != nullptr)
    return unsupported_statement(node, "type parameters");
  if (name == nullptr || list == nullptr || ts_node_has_error(list->node))
    return error_statement(node);
  auto* result = make<FunctionDef>(node);
  result->name = text(name->node);
  result->name_span = span(name->node);
  result->parameters = parameters(list->node);
  const Child* returns = find(items, "return_type");
  result->returns = returns != nullptr ? expression(returns->node) : nullptr;
  std::vector<const Statement*> body;
  for (const Child& item : items) {
    if (item.field == "body") {
      for (const Child& child : children(item.node)) statement(child.node, body);
    } else if (item.type == "ERROR") {
      statement(item.node, body);
    }
  }
  result->body = keep(body);
  result->decorators = decorators;
  return result;
}

const syntax::Statement* Bridge::class_definition(TSNode node, Expressions decorators) {
  const Children items = children(node);
  const Child* name = find(items, "name");
  if (name == nullptr) return error_statement(node);
  if (find(items, "type_parameters") != nullptr)
    return unsupported_statement(node, "type parameters");
  auto* result = make<ClassDef>(node);
  result->name = text(name->node);
  result->name_span = span(name->node);
  if (const Child* bases = find(items, "superclasses")) result->bases = arguments(bases->node);
  result->body = block_of(find(items, "body"));
  result->decorators = decorators;
  return result;
}

const syntax::Statement* Bridge::decorated(TSNode node) {
  std::vector<const Expression*> decorators;
  for (const Child& item : named_children(node)) {
    if (item.type == "decorator") {
      decorators.push_back(expression(named_children(item.node).at(0).node));
    } else if (item.type == "function_definition") {
      return function(item.node, keep(decorators));
    } else if (item.type == "class_definition") {
      return class_definition(item.node, keep(decorators));
    }
  }
  return error_statement(node);
}

}  // namespace undumpy
