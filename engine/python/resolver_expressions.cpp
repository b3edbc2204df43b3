// Expressions of the syntax tree to nodes that evaluate.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/number.h"
#include "engine/python/resolver.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

using syntax::as;
using syntax::NodeKind;

Expression Resolver::load(std::string_view variable, syntax::Span span, Scope& scope) {
  variable = scopes_.mangled(variable, scope);
  Str* interned = rt_.intern(variable);
  const Access access = scopes_.access(scope, variable);
  switch (access.kind) {
    case Access::Kind::Slot:
      return std::make_unique<LocalNode>(span, access.index,
                                         scope.kind == Scope::Kind::Comprehension &&
                                             scope.frame().variables.contains(variable) &&
                                             !scope.variables.contains(variable));
    case Access::Kind::CellSlot:
      return std::make_unique<CellNode>(span, true, access.index, interned);
    case Access::Kind::Free:
      // A class body sees its own names before those of the function around it.
      if (scope.kind == Scope::Kind::Class)
        return std::make_unique<NamespaceNode>(
            span, interned, std::make_unique<CellNode>(span, false, access.index, interned));
      return std::make_unique<CellNode>(span, false, access.index, interned);
    case Access::Kind::Global:
      return std::make_unique<GlobalNode>(span, interned);
    case Access::Kind::Namespace:
      return std::make_unique<NamespaceNode>(span, interned,
                                             std::make_unique<GlobalNode>(span, interned));
  }
  return nullptr;
}

Expression Resolver::name(const syntax::Name& source, Scope& scope) {
  check_name(source, scope);
  return load(source.id, source.span, scope);
}

Value Resolver::constant_value(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::None:
      return Value::none();
    case CellKind::True:
      return Value::boolean(true);
    case CellKind::False:
      return Value::boolean(false);
    case CellKind::Integer:
      return make_int(rt_, cell.integer);
    case CellKind::BigInteger:
      return make_integer(rt_, Integer(std::string(cell.text())));
    case CellKind::Float:
      return make_float(rt_, cell.real);
    case CellKind::Text:
      // Short texts are often keys: the interned one is found fastest.
      if (cell.size <= 40) return Value(rt_.intern(cell.text()));
      return make_text(rt_, std::string(cell.text()));
    case CellKind::Bytes:
      return make_bytes(rt_, std::string(cell.text()));
    default:
      return Value::none();
  }
}

Expression Resolver::constant(const syntax::Constant& source) {
  using Special = syntax::Constant::Special;
  if (source.special == Special::Imaginary) {
    refuse(source.span, "a complex number", "compute with two floats");
    return std::make_unique<ConstantNode>(source.span, Value::none());
  }
  return std::make_unique<ConstantNode>(source.span, source.special == Special::Ellipsis
                                                         ? Value::ellipsis()
                                                         : constant_value(source.value));
}

namespace {

// The operator, as tracebacks mark it: one or two signs behind the left operand.
syntax::Span operator_between(const SyntaxTree& tree, const syntax::Expression& left,
                              const syntax::Expression& right) {
  std::uint32_t begin = left.span.end;
  while (begin < right.span.begin && (tree.text[begin] == ' ' || tree.text[begin] == '\t')) ++begin;
  if (begin >= right.span.begin) return {};
  const bool two = begin + 1 < right.span.begin && tree.text[begin + 1] != ' ';
  return {begin, begin + (two ? 2U : 1U)};
}

}  // namespace

Expression Resolver::expression(const Source* source, Scope& scope) {
  if (source == nullptr) return nullptr;
  switch (source->kind) {
    case NodeKind::Name:
      return name(*as<syntax::Name>(source), scope);
    case NodeKind::Constant:
      return constant(*as<syntax::Constant>(source));
    case NodeKind::FString:
      return fstring(*as<syntax::FString>(source), scope);
    case NodeKind::Attribute: {
      const auto* attribute = as<syntax::Attribute>(source);
      auto node = std::make_unique<AttributeNode>(source->span);
      node->object = expression(attribute->object, scope);
      node->name = rt_.intern(scopes_.mangled(attribute->name, scope));
      return node;
    }
    case NodeKind::Subscript: {
      const auto* subscript = as<syntax::Subscript>(source);
      auto node = std::make_unique<SubscriptNode>(source->span);
      node->object = expression(subscript->object, scope);
      node->index = subscript_index(*subscript->index, scope);
      return node;
    }
    case NodeKind::Slice:
      return slice(*as<syntax::Slice>(source), scope);
    case NodeKind::Call:
      return call(*as<syntax::Call>(source), scope);
    case NodeKind::Unary: {
      const auto* unary = as<syntax::Unary>(source);
      auto node = std::make_unique<UnaryNode>(source->span);
      node->op = unary->op;
      node->operand = expression(unary->operand, scope);
      return node;
    }
    case NodeKind::Binary: {
      const auto* binary = as<syntax::Binary>(source);
      auto node = std::make_unique<BinaryNode>(source->span);
      node->op = binary->op;
      node->whole_division = whole_division_ && binary->op == BinaryOperator::Divide;
      node->left = expression(binary->left, scope);
      node->right = expression(binary->right, scope);
      node->operator_span = operator_between(tree_, *binary->left, *binary->right);
      return node;
    }
    default:
      return compound(*source, scope);
  }
}

Expression Resolver::compound(const Source& source, Scope& scope) {
  const syntax::Span span = source.span;
  switch (source.kind) {
    case NodeKind::Boolean: {
      const auto* boolean = as<syntax::Boolean>(&source);
      auto node = std::make_unique<BooleanNode>(span);
      node->is_and = boolean->is_and;
      node->left = expression(boolean->left, scope);
      node->right = expression(boolean->right, scope);
      return node;
    }
    case NodeKind::Compare: {
      const auto* compare = as<syntax::Compare>(&source);
      auto node = std::make_unique<CompareNode>(span);
      node->first = expression(compare->first, scope);
      for (std::size_t i = 0; i < compare->ops.size(); ++i)
        node->rest.emplace_back(compare->ops[i], expression(compare->rest[i], scope));
      return node;
    }
    case NodeKind::Conditional: {
      const auto* conditional = as<syntax::Conditional>(&source);
      auto node = std::make_unique<ConditionalNode>(span);
      node->test = expression(conditional->test, scope);
      node->then = expression(conditional->then, scope);
      node->otherwise = expression(conditional->otherwise, scope);
      return node;
    }
    case NodeKind::Lambda:
      return function(source, "<lambda>", as<syntax::Lambda>(&source)->parameters, {},
                      as<syntax::Lambda>(&source)->body, scope);
    case NodeKind::List:
      return sequence(source, SequenceNode::Kind::List, as<syntax::List>(&source)->items, scope);
    case NodeKind::Tuple:
      return sequence(source, SequenceNode::Kind::Tuple, as<syntax::Tuple>(&source)->items, scope);
    case NodeKind::Set:
      return sequence(source, SequenceNode::Kind::Set, as<syntax::Set>(&source)->items, scope);
    case NodeKind::Dict:
      return dict(*as<syntax::Dict>(&source), scope);
    case NodeKind::Comprehension:
      return comprehension(*as<syntax::Comprehension>(&source), scope);
    case NodeKind::Walrus: {
      const auto* walrus = as<syntax::Walrus>(&source);
      auto node = std::make_unique<WalrusNode>(span);
      node->value = expression(walrus->value, scope);
      node->target = name_target(walrus->target->id, walrus->target->span, scope);
      return node;
    }
    case NodeKind::Yield:
    case NodeKind::YieldFrom: {
      auto node = std::make_unique<YieldNode>(span);
      node->from = source.kind == NodeKind::YieldFrom;
      node->value = expression(
          node->from ? as<syntax::YieldFrom>(&source)->value : as<syntax::Yield>(&source)->value,
          scope);
      return node;
    }
    case NodeKind::Backquote: {
      auto node = std::make_unique<BackquoteNode>(span);
      node->value = expression(as<syntax::Backquote>(&source)->value, scope);
      return node;
    }
    case NodeKind::Starred:
      report(span, "can't use starred expression here");
      break;
    case NodeKind::Unsupported:
      refuse(span, fmt::format("'{}'", as<syntax::Unsupported>(&source)->what),
             "write it with plain functions, classes and if statements");
      break;
    default:
      refuse(span, "this expression", "write it in another way");
      break;
  }
  return std::make_unique<ConstantNode>(span, Value::none());
}

// a[*b] is a[(*b,)].
Expression Resolver::subscript_index(const Source& source, Scope& scope) {
  const auto* starred = as<syntax::Starred>(&source);
  if (starred == nullptr) return expression(&source, scope);
  auto node = std::make_unique<SequenceNode>(source.span, SequenceNode::Kind::Tuple);
  node->items.emplace_back(true, expression(starred->value, scope));
  return node;
}

Expression Resolver::slice(const syntax::Slice& source, Scope& scope) {
  auto node = std::make_unique<SliceNode>(source.span);
  node->lower = expression(source.lower, scope);
  node->upper = expression(source.upper, scope);
  node->step = expression(source.step, scope);
  return node;
}

Expression Resolver::call(const syntax::Call& source, Scope& scope) {
  auto node = std::make_unique<CallNode>(source.span);
  if (const auto* attribute = as<syntax::Attribute>(source.function)) {
    node->object = expression(attribute->object, scope);
    node->method = rt_.intern(scopes_.mangled(attribute->name, scope));
    node->attribute = std::make_unique<Node>(attribute->span);
  } else {
    node->function = expression(source.function, scope);
  }
  bool keyword_seen = false;
  bool double_star_seen = false;
  for (const auto& argument : source.arguments) {
    using From = syntax::Call::ArgumentKind;
    CallNode::Argument made{CallNode::Kind::Positional, nullptr, expression(argument.value, scope)};
    switch (argument.kind) {
      case From::Positional:
        if (double_star_seen)
          report(argument.span, "positional argument follows keyword argument unpacking");
        else if (keyword_seen)
          report(argument.span, "positional argument follows keyword argument");
        ++node->positional;
        break;
      case From::Keyword:
        keyword_seen = true;
        made.kind = CallNode::Kind::Keyword;
        made.name = rt_.intern(scopes_.mangled(argument.name, scope));
        for (const Str* other : node->names)
          if (other == made.name)
            report(argument.span, fmt::format("keyword argument repeated: {}", argument.name));
        node->names.push_back(made.name);
        break;
      case From::Star:
        if (double_star_seen)
          report(argument.span, "iterable argument unpacking follows keyword argument unpacking");
        made.kind = CallNode::Kind::Star;
        node->spread = true;
        break;
      case From::DoubleStar:
        double_star_seen = true;
        made.kind = CallNode::Kind::DoubleStar;
        node->spread = true;
        break;
    }
    node->arguments.push_back(std::move(made));
  }
  // Keywords are evaluated behind all positional arguments, also behind *more of them.
  if (node->spread)
    std::ranges::stable_partition(node->arguments, [](const CallNode::Argument& argument) {
      return argument.kind == CallNode::Kind::Positional || argument.kind == CallNode::Kind::Star;
    });
  return node;
}

Expression Resolver::sequence(const Source& source, SequenceNode::Kind kind,
                              syntax::Expressions items, Scope& scope) {
  auto node = std::make_unique<SequenceNode>(source.span, kind);
  for (const Source* item : items) {
    const auto* starred = as<syntax::Starred>(item);
    node->items.emplace_back(starred != nullptr,
                             expression(starred != nullptr ? starred->value : item, scope));
  }
  return node;
}

Expression Resolver::dict(const syntax::Dict& source, Scope& scope) {
  auto node = std::make_unique<DictNode>(source.span);
  for (const auto& entry : source.entries) {
    Expression key = expression(entry.key, scope);
    node->entries.emplace_back(std::move(key), expression(entry.value, scope));
  }
  return node;
}

Expression Resolver::comprehension(const syntax::Comprehension& source, Scope& scope) {
  using Form = syntax::Comprehension::Form;
  if (source.form == Form::Generator) return generator_expression(source, scope);
  const auto kind = source.form == Form::List  ? ComprehensionNode::Kind::List
                    : source.form == Form::Set ? ComprehensionNode::Kind::Set
                                               : ComprehensionNode::Kind::Dict;
  auto node = std::make_unique<ComprehensionNode>(source.span, kind);
  Scope& inner = scopes_.of(source);
  const bool leaks = &inner == &scope;
  for (const std::string_view variable : leaks ? std::vector<std::string_view>() : inner.order) {
    const auto slot = slot_of(inner, variable);
    node->slots.push_back(slot);
    if (inner.variables.at(variable).cell) node->cell_slots.push_back(slot);
  }
  for (std::size_t i = 0; i < source.clauses.size(); ++i) {
    const auto& clause = source.clauses[i];
    ComprehensionNode::Clause made;
    made.iterable = expression(clause.iterable, i == 0 ? scope : inner);
    made.target = target(*clause.target, inner);
    for (const Source* condition : clause.conditions)
      made.conditions.push_back(expression(condition, inner));
    node->clauses.push_back(std::move(made));
  }
  node->element = expression(source.element, inner);
  node->value = expression(source.value, inner);
  return node;
}

Expression Resolver::generator_expression(const syntax::Comprehension& source, Scope& scope) {
  auto node = std::make_unique<GeneratorExpressionNode>(source.span);
  node->iterable = expression(source.clauses[0].iterable, scope);
  node->function = std::make_unique<FunctionNode>(source.span);
  node->function->code = std::make_unique<Code>();
  Code& code = *node->function->code;
  Scope& inner = scopes_.of(source);
  fill_code(code, inner, "<genexpr>", qualified(scope, "<genexpr>"));
  code.positional.push_back({rt_.intern(".0"), slot_of(inner, ".0"), false});
  // for … in .0: if …: for … in …: yield element
  Statements innermost;
  auto yield = std::make_unique<YieldNode>(source.element->span);
  yield->value = expression(source.element, inner);
  auto statement_of_yield = std::make_unique<ExpressionStatementNode>(source.element->span);
  statement_of_yield->value = std::move(yield);
  innermost.push_back(std::move(statement_of_yield));
  for (std::size_t i = source.clauses.size(); i-- > 0;) {
    const auto& clause = source.clauses[i];
    for (std::size_t k = clause.conditions.size(); k-- > 0;) {
      auto test = std::make_unique<IfNode>(clause.conditions[k]->span);
      test->test = expression(clause.conditions[k], inner);
      test->then = std::move(innermost);
      innermost.clear();
      innermost.push_back(std::move(test));
    }
    auto loop = std::make_unique<ForNode>(clause.iterable->span);
    loop->target = target(*clause.target, inner);
    loop->iterable =
        i == 0 ? load(".0", clause.iterable->span, inner) : expression(clause.iterable, inner);
    loop->body = std::move(innermost);
    innermost.clear();
    innermost.push_back(std::move(loop));
  }
  for (auto& each : innermost) code.body.push_back(std::move(each));
  return node;
}

std::unique_ptr<FStringNode> Resolver::fstring(const syntax::FString& source, Scope& scope) {
  auto node = std::make_unique<FStringNode>(source.span);
  for (const auto& part : source.parts) {
    if (!part.debug.empty()) {
      FStringNode::Part text;
      text.text = std::string(part.debug);
      node->parts.push_back(std::move(text));
    }
    FStringNode::Part made;
    made.text = std::string(part.text);
    made.value = expression(part.value, scope);
    made.conversion = part.conversion;
    // f'{x=}' shows the repr unless told otherwise.
    if (!part.debug.empty() && part.conversion == 0 && part.format == nullptr)
      made.conversion = 'r';
    if (part.format != nullptr) made.format = fstring(*part.format, scope);
    node->parts.push_back(std::move(made));
  }
  return node;
}

}  // namespace undumpy::python
