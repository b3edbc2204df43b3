// Statements of the syntax tree to nodes that run.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/resolver.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

using syntax::as;
using syntax::NodeKind;

namespace {

// What an expression is called in messages.
std::string_view name_of(const syntax::Expression& source) {
  switch (source.kind) {
    case NodeKind::Constant:
    case NodeKind::FString:
      return "literal";
    case NodeKind::Call:
      return "function call";
    case NodeKind::Compare:
      return "comparison";
    case NodeKind::Lambda:
      return "lambda";
    case NodeKind::Conditional:
      return "conditional expression";
    case NodeKind::Comprehension:
      return "comprehension";
    case NodeKind::Dict:
      return "dict literal";
    case NodeKind::Set:
      return "set display";
    case NodeKind::Tuple:
      return "tuple";
    case NodeKind::List:
      return "list";
    case NodeKind::Starred:
      return "starred";
    case NodeKind::Yield:
    case NodeKind::YieldFrom:
      return "yield expression";
    default:
      return "expression";
  }
}

}  // namespace

Statements Resolver::body(syntax::Block statements, syntax::Span header, Scope& scope,
                          std::string_view what) {
  if (statements.empty())
    report({header.begin, header.begin + 1},
           fmt::format("expected an indented block after {}", what));
  return block(statements, scope);
}

Statements Resolver::block(syntax::Block statements, Scope& scope) {
  Statements made;
  made.reserve(statements.size());
  for (const syntax::Statement* each : statements)
    if (StatementPtr node = statement(*each, scope)) made.push_back(std::move(node));
  return made;
}

StatementPtr Resolver::statement(const syntax::Statement& source, Scope& scope) {
  const syntax::Span span = source.span;
  switch (source.kind) {
    case NodeKind::ExpressionStatement: {
      const auto* value = as<syntax::ExpressionStatement>(&source)->value;
      if (python2_ && !print_function_)
        if (StatementPtr printed = print_in_brackets(*value, scope)) return printed;
      if (as<syntax::Constant>(value) != nullptr &&
          as<syntax::Constant>(value)->special != syntax::Constant::Special::Imaginary)
        return nullptr;  // a docstring
      auto node = std::make_unique<ExpressionStatementNode>(span);
      node->value = expression(value, scope);
      return node;
    }
    case NodeKind::Assign: {
      const auto* assign = as<syntax::Assign>(&source);
      auto node = std::make_unique<AssignNode>(span);
      node->value = expression(assign->value, scope);
      for (const Source* each : assign->targets) node->targets.push_back(target(*each, scope));
      return node;
    }
    case NodeKind::AugmentedAssign:
      return augmented(*as<syntax::AugmentedAssign>(&source), scope);
    case NodeKind::AnnotatedAssign:
      return annotated(*as<syntax::AnnotatedAssign>(&source), scope);
    case NodeKind::Return: {
      if (scope.frame().kind != Scope::Kind::Function) report(span, "'return' outside function");
      auto node = std::make_unique<ReturnNode>(span);
      node->value = expression(as<syntax::Return>(&source)->value, scope);
      return node;
    }
    case NodeKind::Delete: {
      auto node = std::make_unique<DeleteNode>(span);
      deleting_ = true;
      for (const Source* each : as<syntax::Delete>(&source)->targets)
        node->targets.push_back(target(*each, scope));
      deleting_ = false;
      return node;
    }
    case NodeKind::Pass:
      return std::make_unique<FlowNode>(span, Flow::Next);
    case NodeKind::Break:
    case NodeKind::Continue:
      return loop_control(source);
    case NodeKind::Raise:
      return raise(*as<syntax::Raise>(&source), scope);
    case NodeKind::Assert: {
      auto node = std::make_unique<AssertNode>(span);
      node->test = expression(as<syntax::Assert>(&source)->test, scope);
      node->message = expression(as<syntax::Assert>(&source)->message, scope);
      return node;
    }
    case NodeKind::Import:
      return import(*as<syntax::Import>(&source), scope);
    case NodeKind::ImportFrom:
      return import_from(*as<syntax::ImportFrom>(&source), scope);
    case NodeKind::Global:
    case NodeKind::Nonlocal:
      return nullptr;
    case NodeKind::Print:
      return print(*as<syntax::Print>(&source), scope);
    case NodeKind::Exec:
      refuse(span, "exec", "only execfile() of a file of the snapshot runs another file");
      return nullptr;
    case NodeKind::ErrorStatement:
      failed_ = true;
      return nullptr;  // the parser reported it
    default:
      return compound_statement(source, scope);
  }
}

StatementPtr Resolver::loop_control(const syntax::Statement& source) {
  const bool leaves = source.kind == NodeKind::Break;
  if (loops_ == 0)
    report(source.span, leaves ? "'break' outside loop" : "'continue' not properly in loop");
  return std::make_unique<FlowNode>(source.span, leaves ? Flow::Break : Flow::Continue);
}

StatementPtr Resolver::compound_statement(const syntax::Statement& source, Scope& scope) {
  const syntax::Span span = source.span;
  switch (source.kind) {
    case NodeKind::If: {
      const auto* test = as<syntax::If>(&source);
      auto node = std::make_unique<IfNode>(span);
      node->test = expression(test->test, scope);
      node->then = body(test->then, span, scope, "'if' statement");
      node->otherwise = block(test->otherwise, scope);
      return node;
    }
    case NodeKind::While: {
      const auto* loop = as<syntax::While>(&source);
      auto node = std::make_unique<WhileNode>(span);
      node->test = expression(loop->test, scope);
      ++loops_;
      node->body = body(loop->body, span, scope, "a loop");
      --loops_;
      node->otherwise = block(loop->otherwise, scope);
      return node;
    }
    case NodeKind::For: {
      const auto* loop = as<syntax::For>(&source);
      auto node = std::make_unique<ForNode>(span);
      node->iterable = expression(loop->iterable, scope);
      node->target = target(*loop->target, scope);
      ++loops_;
      node->body = body(loop->body, span, scope, "a loop");
      --loops_;
      node->otherwise = block(loop->otherwise, scope);
      return node;
    }
    case NodeKind::Try:
      return attempt(*as<syntax::Try>(&source), scope);
    case NodeKind::With:
      return with(*as<syntax::With>(&source), scope);
    case NodeKind::FunctionDef:
      return definition(*as<syntax::FunctionDef>(&source), scope);
    case NodeKind::ClassDef:
      return klass(*as<syntax::ClassDef>(&source), scope);
    default:
      refuse(span, "this statement", "write it in another way");
      return nullptr;
  }
}

StatementPtr Resolver::annotated(const syntax::AnnotatedAssign& source, Scope& scope) {
  StatementPtr assignment;
  if (source.value != nullptr) {
    auto node = std::make_unique<AssignNode>(source.span);
    node->value = expression(source.value, scope);
    node->targets.push_back(target(*source.target, scope));
    assignment = std::move(node);
  }
  // In functions, annotations of variables are comments.
  if (scope.kind == Scope::Kind::Function) return assignment;
  auto node = std::make_unique<AnnotationNode>(source.span);
  node->assignment = std::move(assignment);
  node->annotation = annotation(source.annotation, scope);
  if (const auto* variable = as<syntax::Name>(source.target))
    node->name = rt_.intern(scopes_.mangled(variable->id, scope));
  return node;
}

StatementPtr Resolver::augmented(const syntax::AugmentedAssign& source, Scope& scope) {
  auto node = std::make_unique<AugmentedNode>(source.span);
  node->op = source.op;
  node->whole_division = whole_division_ && source.op == BinaryOperator::Divide;
  node->value = expression(source.value, scope);
  if (const auto* variable = as<syntax::Name>(source.target)) {
    node->load = load(variable->id, variable->span, scope);
    node->store = name_target(variable->id, variable->span, scope);
  } else if (const auto* attribute = as<syntax::Attribute>(source.target)) {
    node->object = expression(attribute->object, scope);
    node->attribute = rt_.intern(scopes_.mangled(attribute->name, scope));
  } else if (const auto* subscript = as<syntax::Subscript>(source.target)) {
    node->object = expression(subscript->object, scope);
    node->index = subscript_index(*subscript->index, scope);
  } else {
    report(source.target->span,
           fmt::format("'{}' is an illegal expression for augmented assignment",
                       name_of(*source.target)));
  }
  return node;
}

StatementPtr Resolver::attempt(const syntax::Try& source, Scope& scope) {
  auto node = std::make_unique<TryNode>(source.span);
  node->keeps_names = python2_;
  const bool catches_imports = std::ranges::any_of(source.handlers, [this](const auto& handler) {
    return handler.type == nullptr ||
           tree_.source_of(handler.type->span).find("Error") != std::string_view::npos ||
           tree_.source_of(handler.type->span) == "Exception";
  });
  guarded_imports_ += catches_imports ? 1 : 0;
  node->body = body(source.body, source.span, scope, "this statement");
  guarded_imports_ -= catches_imports ? 1 : 0;
  for (std::size_t i = 0; i < source.handlers.size(); ++i) {
    const auto& handler = source.handlers[i];
    if (handler.type == nullptr && i + 1 != source.handlers.size())
      report(handler.span, "default 'except:' must be last");
    TryNode::Handler made;
    made.type = expression(handler.type, scope);
    if (handler.target != nullptr) made.target = target(*handler.target, scope);
    made.body = body(handler.body, handler.span, scope, "'except' statement");
    node->handlers.push_back(std::move(made));
  }
  node->otherwise = block(source.otherwise, scope);
  node->finally = block(source.finally, scope);
  return node;
}

StatementPtr Resolver::with(const syntax::With& source, Scope& scope) {
  auto node = std::make_unique<WithNode>(source.span);
  for (const auto& item : source.items) {
    WithNode::Item made;
    made.context = expression(item.context, scope);
    if (item.target != nullptr) made.target = target(*item.target, scope);
    node->items.push_back(std::move(made));
  }
  node->body = body(source.body, source.span, scope, "this statement");
  return node;
}

StatementPtr Resolver::raise(const syntax::Raise& source, Scope& scope) {
  auto node = std::make_unique<RaiseNode>(source.span);
  node->exception = expression(source.exception, scope);
  node->cause = expression(source.cause, scope);
  node->argument = expression(source.argument, scope);
  return node;
}

StatementPtr Resolver::import(const syntax::Import& source, Scope& scope) {
  auto node = std::make_unique<ImportNode>(source.span);
  for (const auto& imported : source.names) {
    check_import(imported.name, imported.span);
    const bool whole = !imported.alias.empty();
    const std::string_view bound =
        whole ? imported.alias : imported.name.substr(0, imported.name.find('.'));
    node->names.push_back(
        {std::string(imported.name), whole, name_target(bound, imported.span, scope)});
  }
  return node;
}

StatementPtr Resolver::import_from(const syntax::ImportFrom& source, Scope& scope) {
  if (source.level > 0) {
    refuse(source.span, "a relative import", "a script stands alone: put the code into it");
    return nullptr;
  }
  check_import(source.module, source.span);
  auto node = std::make_unique<ImportFromNode>(source.span);
  node->module = std::string(source.module);
  for (const auto& imported : source.names) {
    if (imported.name == "*") {
      node->names.push_back({nullptr, nullptr});
      continue;
    }
    const std::string_view bound = imported.alias.empty() ? imported.name : imported.alias;
    node->names.push_back({rt_.intern(imported.name), name_target(bound, imported.span, scope)});
  }
  return node;
}

StatementPtr Resolver::definition(const syntax::FunctionDef& source, Scope& scope) {
  auto node = std::make_unique<FunctionStatementNode>(source.span);
  for (const Source* decorator : source.decorators)
    node->decorators.push_back(expression(decorator, scope));
  node->function = function(source, source.name, source.parameters, source.body, nullptr, scope);
  for (const auto& parameter : source.parameters)
    if (parameter.annotation != nullptr)
      node->function->annotations.emplace_back(rt_.intern(scopes_.mangled(parameter.name, scope)),
                                               annotation(parameter.annotation, scope));
  if (source.returns != nullptr)
    node->function->annotations.emplace_back(rt_.intern("return"),
                                             annotation(source.returns, scope));
  node->target = name_target(source.name, source.name_span, scope);
  return node;
}

// Evaluated, or its source text after `from __future__ import annotations`.
Expression Resolver::annotation(const Source* source, Scope& scope) {
  if (!annotations_are_text_) return expression(source, scope);
  return std::make_unique<ConstantNode>(source->span,
                                        make_text(rt_, std::string(tree_.source_of(source->span))));
}

StatementPtr Resolver::klass(const syntax::ClassDef& source, Scope& scope) {
  auto node = std::make_unique<ClassNode>(source.span);
  for (const Source* decorator : source.decorators)
    node->decorators.push_back(expression(decorator, scope));
  for (const auto& base : source.bases) {
    const bool starred = base.kind == syntax::Call::ArgumentKind::Star;
    if (!starred && base.kind != syntax::Call::ArgumentKind::Positional) {
      refuse(base.span, base.name == "metaclass" ? "a metaclass" : "a keyword of a class",
             "write a function or a decorator that changes the class");
      continue;
    }
    node->bases.emplace_back(starred, expression(base.value, scope));
  }
  Scope& inner = scopes_.of(source);
  node->code = std::make_unique<Code>();
  fill_code(*node->code, inner, source.name, qualified(scope, source.name));
  const int outer_loops = std::exchange(loops_, 0);
  for (auto& each : body(source.body, source.span, inner, "class definition"))
    node->code->body.push_back(std::move(each));
  loops_ = outer_loops;
  if (!source.body.empty())
    if (const auto* first = as<syntax::ExpressionStatement>(source.body.front()))
      if (const auto* text = as<syntax::Constant>(first->value);
          text != nullptr && text->value.kind == CellKind::Text)
        node->code->doc = constant_value(text->value);
  if (inner.variables.contains("__class__"))
    node->class_slot = inner.variables.at("__class__").slot;
  node->target = name_target(source.name, source.name_span, scope);
  return node;
}

StatementPtr Resolver::print(const syntax::Print& source, Scope& scope) {
  auto node = std::make_unique<PrintNode>(source.span);
  node->file = expression(source.target, scope);
  for (const Source* value : source.values) node->values.push_back(expression(value, scope));
  node->newline = source.newline;
  return node;
}

namespace {

bool is_print(const syntax::Expression& source) {
  const auto* name = as<syntax::Name>(&source);
  return name != nullptr && name->id == "print";
}

// An expression that begins with the word print: print (x), print [x], print -x, print (x) % y.
bool begins_with_print(const syntax::Expression& source) {
  const syntax::Expression* at = &source;
  while (const auto* binary = as<syntax::Binary>(at)) at = binary->left;
  if (is_print(*at)) return at != &source;
  if (const auto* subscript = as<syntax::Subscript>(at)) return is_print(*subscript->object);
  const auto* call = as<syntax::Call>(at);
  return call != nullptr && is_print(*call->function) &&
         std::ranges::all_of(call->arguments, [](const auto& argument) {
           return argument.kind == syntax::Call::ArgumentKind::Positional;
         });
}

}  // namespace

StatementPtr Resolver::print_in_brackets(const Source& source, Scope& scope) {
  if (is_print(source)) return std::make_unique<PrintNode>(source.span);
  const auto* tuple = as<syntax::Tuple>(&source);
  const Source& first = tuple != nullptr && !tuple->items.empty() ? *tuple->items[0] : source;
  if (!begins_with_print(first)) return nullptr;
  auto node = std::make_unique<PrintNode>(source.span);
  node->values.push_back(behind_print(first, scope));
  if (tuple == nullptr) return node;
  for (const Source* each : tuple->items.subspan(1))
    node->values.push_back(expression(each, scope));
  node->newline = tree_.source_of(source.span).back() != ',';
  return node;
}

// The expression without the word in front.
Expression Resolver::behind_print(const Source& source, Scope& scope) {
  if (const auto* binary = as<syntax::Binary>(&source)) {
    if (is_print(*binary->left)) {
      auto node = std::make_unique<UnaryNode>(source.span);
      node->op =
          binary->op == BinaryOperator::Subtract ? UnaryOperator::Minus : UnaryOperator::Plus;
      node->operand = expression(binary->right, scope);
      return node;
    }
    auto node = std::make_unique<BinaryNode>(source.span);
    node->op = binary->op;
    node->whole_division = whole_division_ && binary->op == BinaryOperator::Divide;
    node->left = behind_print(*binary->left, scope);
    node->right = expression(binary->right, scope);
    return node;
  }
  if (const auto* subscript = as<syntax::Subscript>(&source)) {
    auto node = std::make_unique<SequenceNode>(source.span, SequenceNode::Kind::List);
    const auto* items = as<syntax::Tuple>(subscript->index);
    if (items == nullptr) node->items.emplace_back(false, expression(subscript->index, scope));
    for (std::size_t i = 0; items != nullptr && i < items->items.size(); ++i)
      node->items.emplace_back(false, expression(items->items[i], scope));
    return node;
  }
  const auto& arguments = as<syntax::Call>(&source)->arguments;
  if (arguments.size() == 1) return expression(arguments[0].value, scope);
  auto node = std::make_unique<SequenceNode>(source.span, SequenceNode::Kind::Tuple);
  for (const auto& argument : arguments)
    node->items.emplace_back(false, expression(argument.value, scope));
  return node;
}

Target Resolver::name_target(std::string_view variable, syntax::Span span, Scope& scope) {
  variable = scopes_.mangled(variable, scope);
  Str* interned = rt_.intern(variable);
  const Access access = scopes_.access(scope, variable);
  switch (access.kind) {
    case Access::Kind::Slot:
      return std::make_unique<LocalTarget>(span, access.index);
    case Access::Kind::CellSlot:
      return std::make_unique<CellTarget>(span, true, access.index, interned);
    case Access::Kind::Free:
      return std::make_unique<CellTarget>(span, false, access.index, interned);
    case Access::Kind::Global:
      return std::make_unique<GlobalTarget>(span, interned);
    case Access::Kind::Namespace:
      return std::make_unique<NamespaceTarget>(span, interned);
  }
  return nullptr;
}

Target Resolver::sequence_target(syntax::Span span, syntax::Expressions items, Scope& scope) {
  auto node = std::make_unique<SequenceTarget>(span);
  for (const Source* item : items) {
    if (const auto* starred = as<syntax::Starred>(item)) {
      if (node->star != SIZE_MAX) report(span, "multiple starred expressions in assignment");
      node->star = node->items.size();
      node->items.push_back(target(*starred->value, scope));
    } else {
      node->items.push_back(target(*item, scope));
    }
  }
  return node;
}

Target Resolver::target(const Source& source, Scope& scope) {
  switch (source.kind) {
    case NodeKind::Name:
      return name_target(as<syntax::Name>(&source)->id, source.span, scope);
    case NodeKind::Attribute: {
      auto node = std::make_unique<AttributeTarget>(source.span);
      node->object = expression(as<syntax::Attribute>(&source)->object, scope);
      node->name = rt_.intern(scopes_.mangled(as<syntax::Attribute>(&source)->name, scope));
      return node;
    }
    case NodeKind::Subscript: {
      auto node = std::make_unique<SubscriptTarget>(source.span);
      node->object = expression(as<syntax::Subscript>(&source)->object, scope);
      node->index = subscript_index(*as<syntax::Subscript>(&source)->index, scope);
      return node;
    }
    case NodeKind::Tuple:
      return sequence_target(source.span, as<syntax::Tuple>(&source)->items, scope);
    case NodeKind::List:
      return sequence_target(source.span, as<syntax::List>(&source)->items, scope);
    case NodeKind::Starred:
      report(source.span, "starred assignment target must be in a list or tuple");
      break;
    default:
      report(source.span,
             fmt::format("cannot {} {}", deleting_ ? "delete" : "assign to", name_of(source)));
  }
  return std::make_unique<LocalTarget>(source.span, 0);
}

}  // namespace undumpy::python
