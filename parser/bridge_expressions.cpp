#include "parser/bridge.h"
#include "parser/literal.h"

namespace undumpy {

using namespace syntax;

namespace {

CompareOperator compare_operator(std::string_view token) {
  if (token == "==") return CompareOperator::Equal;
  if (token == "!=" || token == "<>") return CompareOperator::NotEqual;
  if (token == "<") return CompareOperator::Less;
  if (token == "<=") return CompareOperator::LessEqual;
  if (token == ">") return CompareOperator::Greater;
  if (token == ">=") return CompareOperator::GreaterEqual;
  if (token == "in") return CompareOperator::In;
  if (token == "not in") return CompareOperator::NotIn;
  if (token == "is") return CompareOperator::Is;
  return CompareOperator::IsNot;
}

}  // namespace

syntax::BinaryOperator Bridge::binary_operator(std::string_view token) {
  if (token == "+") return BinaryOperator::Add;
  if (token == "-") return BinaryOperator::Subtract;
  if (token == "*") return BinaryOperator::Multiply;
  if (token == "/") return BinaryOperator::Divide;
  if (token == "//") return BinaryOperator::FloorDivide;
  if (token == "%") return BinaryOperator::Modulo;
  if (token == "**") return BinaryOperator::Power;
  if (token == "@") return BinaryOperator::MatrixMultiply;
  if (token == "<<") return BinaryOperator::LeftShift;
  if (token == ">>") return BinaryOperator::RightShift;
  if (token == "&") return BinaryOperator::BitAnd;
  if (token == "|") return BinaryOperator::BitOr;
  return BinaryOperator::BitXor;
}

const syntax::Expression* Bridge::expression(TSNode node) {
  if (depth_ >= MaxSyntaxDepth) {
    too_deep_ = true;
    return unsupported(node, "deep nesting");
  }
  ++depth_;
  const Expression* result = convert_expression(node, ts_node_type(node));
  --depth_;
  return result;
}

const syntax::Expression* Bridge::convert_expression(TSNode node, std::string_view type) {
  if (type == "identifier" || type == "keyword_identifier") {
    auto* name = make<Name>(node);
    name->id = text(node);
    return name;
  }
  if (type == "none") return constant(node, Cell::none());
  if (type == "true") return constant(node, Cell::boolean(true));
  if (type == "false") return constant(node, Cell::boolean(false));
  if (type == "integer" || type == "float") return number(node);
  if (type == "string") return string(node);
  if (type == "concatenated_string") return joined_strings(node);
  if (type == "parenthesized_expression" || type == "type" || type == "as_pattern_target" ||
      type == "parenthesized_list_splat") {
    const Children items = named_children(node);
    return items.size() == 1 ? expression(items[0].node) : unsupported(node, type);
  }
  if (type == "tuple" || type == "expression_list" || type == "pattern_list" ||
      type == "tuple_pattern")
    return tuple_of(node, named_children(node));
  if (type == "list" || type == "list_pattern") {
    auto* list = make<List>(node);
    list->items = expressions(named_children(node));
    return list;
  }
  if (type == "set") {
    auto* set = make<Set>(node);
    set->items = expressions(named_children(node));
    return set;
  }
  if (type == "dictionary") return dictionary(node);
  if (type == "call") return call(node);
  if (type == "attribute") {
    const Children items = children(node);
    auto* attribute = make<Attribute>(node);
    const Child* name = find(items, "attribute");
    attribute->object = expression(find(items, "object")->node);
    attribute->name = text(name->node);
    attribute->name_span = span(name->node);
    return below_star(node, attribute, &Attribute::object);
  }
  if (type == "ellipsis") {
    auto* result = make<Constant>(node);
    result->value = Cell::none();
    result->special = Constant::Special::Ellipsis;
    return result;
  }
  if (type == "list_splat" || type == "list_splat_pattern") {
    const Children items = named_children(node);
    auto* starred = make<Starred>(node);
    starred->value = expression(items.at(0).node);
    return starred;
  }
  return operator_expression(node, type);
}

const syntax::Expression* Bridge::operator_expression(TSNode node, std::string_view type) {
  using Form = Comprehension::Form;
  if (type == "binary_operator") return binary(node);
  if (type == "comparison_operator") return comparison(node);
  if (type == "unary_operator" || type == "not_operator") return unary(node);
  if (type == "subscript") return subscript(node);
  if (type == "generic_type" || type == "union_type" || type == "member_type")
    return annotation(node, type);
  if (type == "slice") return slice(node);
  if (type == "list_comprehension") return comprehension(node, Form::List);
  if (type == "set_comprehension") return comprehension(node, Form::Set);
  if (type == "dictionary_comprehension") return comprehension(node, Form::Dict);
  if (type == "generator_expression") return comprehension(node, Form::Generator);
  if (type == "lambda") return lambda(node);
  if (type == "yield") return yield(node);
  const Children items = children(node);
  if (type == "boolean_operator") {
    auto* result = make<Boolean>(node);
    result->is_and = text(find(items, "operator")->node) == "and";
    result->left = expression(find(items, "left")->node);
    result->right = expression(find(items, "right")->node);
    return result;
  }
  if (type == "conditional_expression") {
    const Children parts = named_children(node);
    if (parts.size() != 3) return unsupported(node, type);
    auto* result = make<Conditional>(node);
    result->then = expression(parts[0].node);
    result->test = expression(parts[1].node);
    result->otherwise = expression(parts[2].node);
    return result;
  }
  if (type == "named_expression") {
    auto* result = make<Walrus>(node);
    result->target = as<Name>(expression(find(items, "name")->node));
    result->value = expression(find(items, "value")->node);
    if (result->target == nullptr) return unsupported(node, type);
    return result;
  }
  return unsupported(node, type);
}

const syntax::Expression* Bridge::constant(TSNode node, Cell value) {
  auto* result = make<Constant>(node);
  result->value = value;
  return result;
}

const syntax::Expression* Bridge::unsupported(TSNode node, std::string_view what) {
  auto* result = make<Unsupported>(node);
  result->what = tree_.arena.copy(what);
  return result;
}

const syntax::Expression* Bridge::number(TSNode node) {
  std::string_view source = text(node);
  auto* result = make<Constant>(node);
  if (source.back() == 'j' || source.back() == 'J') {
    result->special = Constant::Special::Imaginary;
    source.remove_suffix(1);
  }
  std::string reason;
  result->value = Cell::none();
  // 10L and 0777
  const bool octal = source.size() > 1 && source[0] == '0' &&
                     source.find_first_not_of("01234567") == std::string_view::npos &&
                     source.find_first_not_of('0') != std::string_view::npos;
  if (octal || source.back() == 'L' || source.back() == 'l') tree_.python2 = true;
  if (!decode_number_literal(source, false, tree_.arena, result->value, reason))
    invalid_literal(node, reason);
  return result;
}

syntax::Expressions Bridge::expressions(const Children& items) {
  std::vector<const Expression*> result;
  for (const Child& item : items) result.push_back(expression(item.node));
  return keep(result);
}

const syntax::Expression* Bridge::tuple_of(TSNode node, const Children& items) {
  auto* tuple = make<Tuple>(node);
  tuple->items = expressions(items);
  return tuple;
}

const syntax::Expression* Bridge::binary(TSNode node) {
  const Children items = children(node);
  auto* result = make<Binary>(node);
  result->op = binary_operator(text(find(items, "operator")->node));
  result->left = expression(find(items, "left")->node);
  result->right = expression(find(items, "right")->node);
  return result;
}

const syntax::Expression* Bridge::comparison(TSNode node) {
  auto* result = make<Compare>(node);
  std::vector<CompareOperator> ops;
  std::vector<const Expression*> operands;
  for (const Child& item : children(node)) {
    if (item.field == "operators") {
      // `not in` and `is not` may be written with any blanks between the words.
      ops.push_back(compare_operator(item.type));
      if (item.type == "<>") tree_.python2 = true;
    } else {
      operands.push_back(expression(item.node));
    }
  }
  if (operands.size() != ops.size() + 1) return unsupported(node, "comparison");
  result->first = operands.front();
  operands.erase(operands.begin());
  result->ops = keep(ops);
  result->rest = keep(operands);
  return result;
}

const syntax::Expression* Bridge::unary(TSNode node) {
  const Children items = children(node);
  auto* result = make<Unary>(node);
  const Child* op = find(items, "operator");
  const std::string_view token = op != nullptr ? text(op->node) : "not";
  result->op = token == "+"   ? UnaryOperator::Plus
               : token == "-" ? UnaryOperator::Minus
               : token == "~" ? UnaryOperator::Invert
                              : UnaryOperator::Not;
  result->operand = expression(find(items, "argument")->node);
  return result;
}

const syntax::Expression* Bridge::subscript(TSNode node) {
  const Children items = children(node);
  auto* result = make<Subscript>(node);
  result->object = expression(find(items, "value")->node);
  std::vector<const Expression*> indexes;
  bool comma = false;
  TSNode first = node;
  for (const Child& item : items) {
    if (item.type == ",") comma = true;
    if (item.field != "subscript") continue;
    if (indexes.empty()) first = item.node;
    indexes.push_back(expression(item.node));
  }
  if (indexes.empty()) return unsupported(node, "subscript");
  result->index = index_of(first, indexes, comma);
  return below_star(node, result, &Subscript::object);
}

// What stands in brackets: a tuple, where there is a comma.
const syntax::Expression* Bridge::index_of(TSNode place,
                                           const std::vector<const Expression*>& indexes,
                                           bool comma) {
  if (indexes.size() == 1 && !comma) return indexes[0];
  auto* tuple = make<Tuple>(place);
  tuple->items = keep(indexes);
  return tuple;
}

// list[int], int | list[str] and a[int].b as annotations: the grammar has names of its own for
// them.
const syntax::Expression* Bridge::annotation(TSNode node, std::string_view type) {
  const Children items = named_children(node);
  if (type == "member_type") {
    auto* attribute = make<Attribute>(node);
    attribute->object = expression(items.at(0).node);
    attribute->name = text(items.at(1).node);
    attribute->name_span = span(items.at(1).node);
    return attribute;
  }
  if (type == "union_type") {
    auto* joined = make<Binary>(node);
    joined->op = BinaryOperator::BitOr;
    joined->left = expression(items.at(0).node);
    joined->right = expression(items.at(1).node);
    return joined;
  }
  auto* result = make<Subscript>(node);
  auto* name = make<Name>(items.at(0).node);
  name->id = text(items.at(0).node);
  result->object = name;
  const TSNode brackets = items.at(1).node;
  std::vector<const Expression*> indexes;
  for (const Child& item : named_children(brackets)) indexes.push_back(expression(item.node));
  result->index = index_of(brackets, indexes, has_token(children(brackets), ","));
  return result;
}

const syntax::Expression* Bridge::slice(TSNode node) {
  auto* result = make<Slice>(node);
  result->lower = result->upper = result->step = nullptr;
  int colons = 0;
  for (const Child& item : children(node)) {
    if (item.type == ":") {
      ++colons;
    } else {
      const Expression*& part = colons == 0   ? result->lower
                                : colons == 1 ? result->upper
                                              : result->step;
      part = expression(item.node);
    }
  }
  return result;
}

const syntax::Expression* Bridge::call(TSNode node) {
  const Children items = children(node);
  auto* result = make<Call>(node);
  const Child* list = find(items, "arguments");
  result->function = expression(find(items, "function")->node);
  if (list->type == "generator_expression") {
    Call::Argument argument{
        Call::ArgumentKind::Positional, {}, expression(list->node), span(list->node)};
    result->arguments = keep(std::vector{argument});
  } else {
    result->arguments = arguments(list->node);
  }
  return below_star(node, result, &Call::function);
}

std::span<const syntax::Call::Argument> Bridge::arguments(TSNode node) {
  std::vector<Call::Argument> result;
  for (const Child& item : named_children(node)) {
    Call::Argument argument{Call::ArgumentKind::Positional, {}, nullptr, span(item.node)};
    if (item.type == "keyword_argument") {
      const Children parts = children(item.node);
      argument.kind = Call::ArgumentKind::Keyword;
      argument.name = text(find(parts, "name")->node);
      argument.value = expression(find(parts, "value")->node);
    } else if (item.type == "list_splat") {
      argument.kind = Call::ArgumentKind::Star;
      argument.value = expression(named_children(item.node).at(0).node);
    } else if (item.type == "dictionary_splat") {
      argument.kind = Call::ArgumentKind::DoubleStar;
      argument.value = expression(named_children(item.node).at(0).node);
    } else {
      argument.value = expression(item.node);
    }
    result.push_back(argument);
  }
  return keep(result);
}

const syntax::Expression* Bridge::dictionary(TSNode node) {
  std::vector<Dict::Entry> entries;
  for (const Child& item : named_children(node)) {
    if (item.type == "pair") {
      const Children parts = children(item.node);
      const Expression* key = expression(find(parts, "key")->node);
      entries.push_back({key, expression(find(parts, "value")->node)});
    } else if (item.type == "dictionary_splat") {
      entries.push_back({nullptr, expression(named_children(item.node).at(0).node)});
    } else {
      entries.push_back({nullptr, expression(item.node)});  // a syntax error
    }
  }
  auto* dict = make<Dict>(node);
  dict->entries = keep(entries);
  return dict;
}

const syntax::Expression* Bridge::comprehension(TSNode node, Comprehension::Form form) {
  auto* result = make<Comprehension>(node);
  result->form = form;
  result->value = nullptr;
  struct Open {
    Comprehension::Clause clause;
    std::vector<const Expression*> conditions;
  };
  std::vector<Open> open;
  for (const Child& item : children(node)) {
    if (item.field == "body") {
      if (item.type == "pair") {
        const Children parts = children(item.node);
        result->element = expression(find(parts, "key")->node);
        result->value = expression(find(parts, "value")->node);
      } else {
        result->element = expression(item.node);
      }
    } else if (item.type == "for_in_clause") {
      const Children parts = children(item.node);
      if (has_token(parts, "async")) return unsupported(node, "async comprehension");
      std::vector<const Expression*> iterables;
      for (const Child& part : parts)
        if (part.field == "right" && part.named) iterables.push_back(expression(part.node));
      if (iterables.size() != 1) return unsupported(node, "comprehension over several values");
      open.push_back({{expression(find(parts, "left")->node), iterables[0], {}}, {}});
    } else if (item.type == "if_clause" && !open.empty()) {
      open.back().conditions.push_back(expression(named_children(item.node).at(0).node));
    }
  }
  std::vector<Comprehension::Clause> clauses;
  for (Open& one : open) {
    one.clause.conditions = keep(one.conditions);
    clauses.push_back(one.clause);
  }
  result->clauses = keep(clauses);
  return result;
}

const syntax::Expression* Bridge::lambda(TSNode node) {
  const Children items = children(node);
  auto* result = make<Lambda>(node);
  if (const Child* list = find(items, "parameters")) result->parameters = parameters(list->node);
  result->body = expression(find(items, "body")->node);
  return result;
}

const syntax::Expression* Bridge::yield(TSNode node) {
  const Children items = children(node);
  const Children values = named_children(node);
  if (has_token(items, "from")) {
    auto* result = make<YieldFrom>(node);
    result->value = expression(values.at(0).node);
    return result;
  }
  auto* result = make<Yield>(node);
  result->value = values.empty() ? nullptr : expression(values[0].node);
  return result;
}

syntax::Parameters Bridge::parameters(TSNode node) {
  std::vector<Parameter> result;
  bool keyword_only = false;
  for (const Child& item : named_children(node)) {
    if (item.type == "positional_separator") {
      for (Parameter& before : result) before.kind = ParameterKind::PositionalOnly;
    } else if (item.type == "keyword_separator") {
      keyword_only = true;
    } else {
      result.push_back(parameter(item.node, item.type, keyword_only));
      if (result.back().kind == ParameterKind::Star) keyword_only = true;
    }
  }
  return keep(result);
}

syntax::Parameter Bridge::parameter(TSNode node, std::string_view type, bool keyword_only) {
  Parameter result{keyword_only ? ParameterKind::KeywordOnly : ParameterKind::Plain,
                   {},
                   nullptr,
                   nullptr,
                   {},
                   span(node)};
  if (type == "tuple_pattern") tree_.python2 = true;
  if (type == "identifier") {
    result.name = text(node);
  } else if (type == "list_splat_pattern" || type == "dictionary_splat_pattern") {
    result.kind = type[0] == 'l' ? ParameterKind::Star : ParameterKind::DoubleStar;
    result.name = text(named_children(node).at(0).node);
  } else if (type == "tuple_pattern") {
    result.unpack = expressions(named_children(node));
  } else {
    const Children items = children(node);
    const Child* name = find(items, "name");
    const Child* value = find(items, "value");
    const Child* annotation = find(items, "type");
    if (name != nullptr) {
      result.name = text(name->node);
      if (name->type == "tuple_pattern") tree_.python2 = true;
      if (name->type == "tuple_pattern") result.unpack = expressions(named_children(name->node));
    } else if (!items.empty()) {  // typed_parameter: its name has no field
      const ParameterKind plain = result.kind;
      result = parameter(items[0].node, items[0].type, keyword_only);
      if (result.kind == ParameterKind::Plain) result.kind = plain;
      result.span = span(node);
    }
    if (value != nullptr) result.fallback = expression(value->node);
    if (annotation != nullptr) result.annotation = expression(annotation->node);
  }
  return result;
}

}  // namespace undumpy
