#include "engine/python/expression_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/python/generator.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/suggestion.h"
#include "engine/python/text_repr.h"

namespace undumpy::python {

namespace {

[[noreturn]] void unbound_free_variable(Runtime& rt, const Str& name) {
  name_error(rt,
             "cannot access free variable '{}' where it is not associated with a value in "
             "enclosing scope",
             name.text);
}

}  // namespace

void LocalNode::unbound(Frame& frame) const {
  frame.at = this;
  const Str* name = frame.code.slot_names[slot];
  if (free && name != nullptr) unbound_free_variable(frame.rt, *name);
  raise(frame.rt, "UnboundLocalError",
        fmt::format("cannot access local variable '{}' where it is not associated with a value",
                    name != nullptr ? name->text : "?"));
}

Value CellNode::evaluate(Frame& frame) const {
  const Value& value =
      from_slot ? as<ClosureCell>(frame.slots[index])->value : frame.closure[index]->value;
  if (value.present()) return value;
  frame.at = this;
  if (from_slot)
    raise(frame.rt, "UnboundLocalError",
          fmt::format("cannot access local variable '{}' where it is not associated with a value",
                      name->text));
  unbound_free_variable(frame.rt, *name);
}

Value GlobalNode::evaluate(Frame& frame) const {
  const auto& entries = frame.globals->table.entries();
  if (hint < entries.size() && entries[hint].key.is_object() && entries[hint].key.object() == name)
    return entries[hint].value;
  if (const auto* entry = std::as_const(frame.globals->table).find(*name)) {
    hint = static_cast<std::size_t>(entry - entries.data());
    return entry->value;
  }
  if (frame.code.python2)
    if (Value value = frame.rt.python2_builtins->get(*name)) return value;
  if (const auto* entry = std::as_const(frame.rt.builtins->table).find(*name)) return entry->value;
  frame.at = this;
  undefined_name(frame, *name);
}

void undefined_name(Frame& frame, const Str& name) {
  Runtime& rt = frame.rt;
  // The variables of the function first, then those of the module, then the builtins.
  std::vector<std::string> names;
  for (const Str* slot : frame.code.slot_names)
    if (slot != nullptr) names.push_back(slot->text);
  std::string near = suggestion(name.text, names);
  for (const Dict* dict : {frame.globals, rt.builtins.get()}) {
    if (!near.empty()) break;
    names.clear();
    for (const auto& entry : dict->table.entries())
      if (const auto* text = as<Str>(entry.key)) names.push_back(text->text);
    near = suggestion(name.text, names);
  }
  try {
    name_error(rt, "name '{}' is not defined", name.text);
  } catch (Raised& raised) {
    raised.exception->suggestion = near;
    raised.exception->make_attributes(rt)->set(*rt.intern("name"), make_text(rt, name.text));
    throw;
  }
}

Value NamespaceNode::evaluate(Frame& frame) const {
  if (frame.locals != frame.globals)
    if (Value value = frame.locals->get(*name)) return value;
  return otherwise->evaluate(frame);
}

Value AttributeNode::evaluate(Frame& frame) const {
  const Value value = object->evaluate(frame);
  frame.at = this;
  return get_attribute(frame.rt, value, name);
}

Value SubscriptNode::evaluate(Frame& frame) const {
  const Value container = object->evaluate(frame);
  const Value key = index->evaluate(frame);
  frame.at = this;
  if (key.is_small())
    if (const auto* list = as<List>(container);
        list != nullptr && !list->cls->of_program && key.small() >= 0 &&
        static_cast<std::size_t>(key.small()) < list->items.size())
      return list->items[static_cast<std::size_t>(key.small())];
  return get_item(frame.rt, container, key);
}

Value SliceNode::evaluate(Frame& frame) const {
  const auto part = [&frame](const Expression& expression) {
    return expression ? expression->evaluate(frame) : Value::none();
  };
  Value first = part(lower);
  Value last = part(upper);
  Value width = part(step);
  return Value(
      new Slice(frame.rt.types.slice, std::move(first), std::move(last), std::move(width)));
}

Value CallNode::find_callee(Frame& frame, Value& self) const {
  if (!method) return function->evaluate(frame);
  Value value = object->evaluate(frame);
  frame.at = attribute.get();
  Runtime& rt = frame.rt;
  // A method of a plain object: called with self in front, without a BoundMethod.
  Class* cls = type_of(rt, value);
  const bool plain = !value.is_object() || value.object()->attributes() == nullptr ||
                     value.object()->attributes()->get(*method).absent();
  using ObjectKind = python::Kind;
  const ObjectKind kind_of_value = value.is_object() ? value.object()->kind : ObjectKind::Instance;
  const bool has_own_lookup =
      value.is_object() &&
      (kind_of_value == python::Kind::Class || kind_of_value == python::Kind::Super ||
       kind_of_value == python::Kind::Module || kind_of_value == python::Kind::Host ||
       kind_of_value == python::Kind::BoundMethod || kind_of_value == python::Kind::Function);
  if (plain && !has_own_lookup) {
    Value found = cls->lookup(method);
    if (found.is_object()) {
      const auto kind_of_found = found.object()->kind;
      if (kind_of_found == python::Kind::Function ||
          (kind_of_found == python::Kind::Native &&
           static_cast<Native*>(found.object())->owner != nullptr)) {
        self = std::move(value);
        return found;
      }
    }
  }
  return get_attribute(rt, value, method);
}

Value CallNode::evaluate(Frame& frame) const {
  return spread ? evaluate_spread(frame) : evaluate_plain(frame);
}

Value CallNode::evaluate_plain(Frame& frame) const {
  Value self;
  const Value callee = find_callee(frame, self);
  constexpr std::size_t Few = 8;
  std::array<Value, Few> few;
  std::vector<Value> many;
  const std::size_t total = arguments.size() + (self ? 1 : 0);
  Value* values = few.data();
  if (total > Few) {
    many.resize(total);
    values = many.data();
  }
  Value* next = values;
  std::uint32_t count = positional;
  if (self) {
    *next++ = std::move(self);
    ++count;
  }
  for (const Argument& argument : arguments) *next++ = argument.value->evaluate(frame);
  Arguments all{values, count, static_cast<std::uint32_t>(names.size()), names.data()};
  frame.at = this;
  return call(frame.rt, callee, all);
}

namespace {

// As messages name it: "__main__.f()", "print()".
std::string callee_name(Runtime& rt, const Value& callee) {
  const Value name = find_attribute(rt, callee, "__qualname__");
  if (as<Str>(name) == nullptr) return str(rt, callee);
  const Value module = find_attribute(rt, callee, "__module__");
  const auto* text = as<Str>(module);
  const bool shown = text != nullptr && text->text != "builtins";
  return (shown ? text->text + "." : "") + str(rt, name) + "()";
}

// Adds the entries of a ** argument as keywords.
void spread_keywords(Frame& frame, const Value& callee, const Value& mapping,
                     std::vector<Str*>& names, std::vector<Value>& keywords) {
  Runtime& rt = frame.rt;
  Ref<Dict> dict(as<Dict>(mapping));
  if (!dict) {
    if (!find_attribute(rt, mapping, "keys"))
      type_error(rt, "{} argument after ** must be a mapping, not {}", callee_name(rt, callee),
                 type_name(rt, mapping));
    dict = new_dict(rt);
    update_dict(rt, *dict, mapping);
  }
  std::size_t i = 0;
  while (const auto* entry = dict->table.next(i)) {
    const auto* key = as<Str>(entry->key);
    if (key == nullptr) type_error(rt, "keywords must be strings");
    Str* name = rt.intern(*key);
    if (std::ranges::find(names, name) != names.end())
      type_error(rt, "{} got multiple values for keyword argument '{}'", callee_name(rt, callee),
                 name->text);
    names.push_back(name);
    keywords.push_back(entry->value);
  }
}

}  // namespace

Value CallNode::evaluate_spread(Frame& frame) const {
  Runtime& rt = frame.rt;
  Value self;
  const Value callee = find_callee(frame, self);
  std::vector<Value> values;
  std::vector<Value> keywords;
  std::vector<Str*> all_names;
  if (self) values.push_back(self);
  for (const Argument& argument : arguments) {
    Value value = argument.value->evaluate(frame);
    frame.at = this;
    switch (argument.kind) {
      case Kind::Positional:
        values.push_back(std::move(value));
        break;
      case Kind::Keyword:
        if (std::ranges::find(all_names, argument.name) != all_names.end())
          type_error(rt, "{} got multiple values for keyword argument '{}'",
                     callee_name(rt, callee), argument.name->text);
        all_names.push_back(argument.name);
        keywords.push_back(std::move(value));
        break;
      case Kind::Star: {
        if (!is_iterable(rt, value))
          type_error(rt, "{} argument after * must be an iterable, not {}", callee_name(rt, callee),
                     type_name(rt, value));
        for (Value& item : to_vector(rt, value)) values.push_back(std::move(item));
        break;
      }
      case Kind::DoubleStar:
        spread_keywords(frame, callee, value, all_names, keywords);
        break;
    }
  }
  const auto count = static_cast<std::uint32_t>(values.size());
  for (Value& keyword : keywords) values.push_back(std::move(keyword));
  Arguments all{values.data(), count, static_cast<std::uint32_t>(all_names.size()),
                all_names.data()};
  frame.at = this;
  return call(rt, callee, all);
}

Value UnaryNode::evaluate(Frame& frame) const {
  const Value value = operand->evaluate(frame);
  frame.at = this;
  return unary(frame.rt, op, value);
}

Value BinaryNode::evaluate(Frame& frame) const {
  const Value l = left->evaluate(frame);
  const Value r = right->evaluate(frame);
  if (l.is_small() && r.is_small()) {
    std::int64_t result = 0;
    if (op == BinaryOperator::Add) {
      result = l.small() + r.small();  // 62 bits each: no overflow
      if (Value::fits(result)) return Value::small(result);
    } else if (op == BinaryOperator::Subtract) {
      result = l.small() - r.small();
      if (Value::fits(result)) return Value::small(result);
    } else if (op == BinaryOperator::Multiply) {
      if (!__builtin_mul_overflow(l.small(), r.small(), &result) && Value::fits(result))
        return Value::small(result);
    }
  }
  frame.at = this;
  if (whole_division && is_integer(l) && is_integer(r))
    return binary(frame.rt, BinaryOperator::FloorDivide, l, r);
  if (whole_division && l.is_object())
    if (const Value divide = l.object()->cls->dunder(Dunder::Div))
      return call(frame.rt, divide, {l, r});
  return binary(frame.rt, op, l, r);
}

Value BooleanNode::evaluate(Frame& frame) const {
  Value value = left->evaluate(frame);
  frame.at = this;
  return truth(frame.rt, value) == is_and ? right->evaluate(frame) : value;
}

Value CompareNode::evaluate(Frame& frame) const {
  Value l = first->evaluate(frame);
  for (std::size_t i = 0;; ++i) {
    Value r = rest[i].second->evaluate(frame);
    frame.at = this;
    Value result = compare(frame.rt, rest[i].first, l, r);
    if (i + 1 == rest.size()) return result;
    if (!truth(frame.rt, result)) return result;
    l = std::move(r);
  }
}

Value ConditionalNode::evaluate(Frame& frame) const {
  const Value value = test->evaluate(frame);
  frame.at = this;
  return truth(frame.rt, value) ? then->evaluate(frame) : otherwise->evaluate(frame);
}

Value SequenceNode::evaluate(Frame& frame) const {
  Runtime& rt = frame.rt;
  if (kind == Kind::Set) {
    const Ref<Set> set(new Set(rt.types.set, false));
    for (const auto& [starred, item] : items) {
      const Value value = item->evaluate(frame);
      frame.at = this;
      if (!starred)
        set->add(rt, value);
      else
        for (const Value& each : to_vector(rt, value)) set->add(rt, each);
    }
    return set;
  }
  std::vector<Value> values;
  values.reserve(items.size());
  for (const auto& [starred, item] : items) {
    Value value = item->evaluate(frame);
    frame.at = this;
    if (!starred) {
      values.push_back(std::move(value));
      continue;
    }
    if (!is_iterable(rt, value))
      type_error(rt, "Value after * must be an iterable, not {}", type_name(rt, value));
    for (Value& each : to_vector(rt, value)) values.push_back(std::move(each));
  }
  return kind == Kind::List ? make_list(rt, std::move(values)) : make_tuple(rt, std::move(values));
}

Value DictNode::evaluate(Frame& frame) const {
  Runtime& rt = frame.rt;
  const Ref<Dict> dict = new_dict(rt);
  for (const auto& [key, value] : entries) {
    if (!key) {
      const Value mapping = value->evaluate(frame);
      frame.at = this;
      if (as<Dict>(mapping) == nullptr && !find_attribute(rt, mapping, "keys"))
        type_error(rt, "'{}' object is not a mapping", type_name(rt, mapping));
      update_dict(rt, *dict, mapping);
      continue;
    }
    const Value k = key->evaluate(frame);
    const Value v = value->evaluate(frame);
    frame.at = this;
    dict->table.set(rt, k, v);
  }
  return dict;
}

Value ComprehensionNode::evaluate(Frame& frame) const {
  Runtime& rt = frame.rt;
  const auto forget = [&] {
    for (const std::uint32_t slot : slots) frame.slots[slot] = Value();
  };
  forget();
  for (const std::uint32_t slot : cell_slots)
    frame.slots[slot] = Value(new ClosureCell(rt.types.cell));
  Value result = kind == Kind::List   ? make_list(rt, {})
                 : kind == Kind::Dict ? Value(new_dict(rt))
                                      : Value(new Set(rt.types.set, false));
  const Value iterable = clauses[0].iterable->evaluate(frame);
  frame.at = clauses[0].iterable.get();
  const Ref<Iterator> iterator = iterate(rt, iterable);
  const DepthGuard guard(rt, "");
  try {
    run_clause(frame, 0, *iterator, result);
  } catch (Raised& raised) {
    const char* name = kind == Kind::List  ? "<listcomp>"
                       : kind == Kind::Set ? "<setcomp>"
                                           : "<dictcomp>";
    note_comprehension(frame, this, name, *raised.exception);
    frame.at = this;
    throw;
  }
  forget();
  return result;
}

void ComprehensionNode::run_clause(Frame& frame, std::size_t i, Iterator& iterator,
                                   const Value& result) const {
  Runtime& rt = frame.rt;
  const Clause& clause = clauses[i];
  Value item;
  while (true) {
    frame.at = clause.iterable.get();
    if (!iterator.next(rt, item)) return;
    rt.step();
    clause.target->assign(frame, std::move(item));
    bool wanted = true;
    for (const Expression& condition : clause.conditions) {
      wanted = truth(rt, condition->evaluate(frame));
      if (!wanted) break;
    }
    if (!wanted) continue;
    if (i + 1 == clauses.size()) {
      add(frame, result);
      continue;
    }
    const Value iterable = clauses[i + 1].iterable->evaluate(frame);
    frame.at = clauses[i + 1].iterable.get();
    const Ref<Iterator> inner = iterate(rt, iterable);
    run_clause(frame, i + 1, *inner, result);
  }
}

void ComprehensionNode::add(Frame& frame, const Value& result) const {
  Value item = element->evaluate(frame);
  switch (kind) {
    case Kind::List:
      static_cast<List*>(result.object())->append(std::move(item));
      break;
    case Kind::Set:
      frame.at = this;
      static_cast<Set*>(result.object())->add(frame.rt, item);
      break;
    case Kind::Dict: {
      const Value mapped = value->evaluate(frame);
      frame.at = this;
      static_cast<Dict*>(result.object())->table.set(frame.rt, item, mapped);
      break;
    }
  }
}

Value make_function(Frame& frame, const FunctionNode& node) {
  const Ref<Function> function(new Function(frame.rt, *node.code, Ref<Dict>(frame.globals)));
  for (const Expression& expression : node.defaults)
    function->defaults.push_back(expression->evaluate(frame));
  for (const Expression& expression : node.keyword_defaults)
    function->keyword_defaults.push_back(expression ? expression->evaluate(frame) : Value());
  if (!node.annotations.empty()) {
    function->annotations = new_dict(frame.rt);
    for (const auto& [name, annotation] : node.annotations)
      function->annotations->set(*name, annotation->evaluate(frame));
  }
  for (const Code::Capture& capture : node.code->captures)
    function->closure.push_back(capture.from_slot
                                    ? Ref<ClosureCell>(as<ClosureCell>(frame.slots[capture.index]))
                                    : frame.closure[capture.index]);
  return function;
}

Value FunctionNode::evaluate(Frame& frame) const { return make_function(frame, *this); }

Value GeneratorExpressionNode::evaluate(Frame& frame) const {
  const Value source = iterable->evaluate(frame);
  frame.at = iterable.get();
  const Ref<Iterator> iterator = iterate(frame.rt, source);
  const Value made = make_function(frame, *function);
  return call(frame.rt, made, {iterator});
}

Value FStringNode::evaluate(Frame& frame) const {
  Runtime& rt = frame.rt;
  std::string text;
  for (const Part& part : parts) {
    if (!part.value) {
      text += part.text;
      continue;
    }
    const Value value = part.value->evaluate(frame);
    std::string spec;
    if (part.format) spec = as<Str>(part.format->evaluate(frame))->text;
    frame.at = part.value.get();
    switch (part.conversion) {
      case 'r':
        text += format(rt, make_text(rt, repr(rt, value)), spec);
        break;
      case 'a':
        text += format(rt, make_text(rt, escape_beyond_ascii(repr(rt, value))), spec);
        break;
      case 's':
        text += format(rt, make_text(rt, str(rt, value)), spec);
        break;
      default:
        text += format(rt, value, spec);
        break;
    }
    rt.heap.require(text.size());
  }
  return make_text(rt, std::move(text));
}

Value WalrusNode::evaluate(Frame& frame) const {
  Value result = value->evaluate(frame);
  target->assign(frame, result);
  return result;
}

Value YieldNode::evaluate(Frame& frame) const {
  Value result = value ? value->evaluate(frame) : Value::none();
  frame.at = this;
  if (from) return yield_from(frame, result);
  return frame.generator->yield(frame.rt, std::move(result));
}

Value BackquoteNode::evaluate(Frame& frame) const {
  const Value operand = value->evaluate(frame);
  frame.at = this;
  return make_text(frame.rt, repr(frame.rt, operand));
}

}  // namespace undumpy::python
