#include "engine/python/statement_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "engine/python/exception.h"
#include "engine/python/generator.h"
#include "engine/python/generic_alias.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/suggestion.h"

namespace undumpy::python {

Flow run_all(const Statements& statements, Frame& frame) {
  for (const auto& statement : statements) {
    frame.rt.step();
    if (const Flow flow = statement->run(frame); flow != Flow::Next) return flow;
  }
  return Flow::Next;
}

Flow AssignNode::run(Frame& frame) const {
  Value result = value->evaluate(frame);
  for (std::size_t i = 0; i + 1 < targets.size(); ++i) targets[i]->assign(frame, result);
  targets.back()->assign(frame, std::move(result));
  return Flow::Next;
}

Flow AnnotationNode::run(Frame& frame) const {
  if (assignment) assignment->run(frame);
  const Value type = annotation->evaluate(frame);
  if (name == nullptr) return Flow::Next;
  Str* annotations = frame.rt.intern("__annotations__");
  if (!frame.locals->get(*annotations)) frame.locals->set(*annotations, Value(new_dict(frame.rt)));
  const Value known = frame.locals->get(*annotations);
  frame.at = this;
  set_item(frame.rt, known, Value(name), type);
  return Flow::Next;
}

Value AugmentedNode::combine(Frame& frame, const Value& old) const {
  const Value right = value->evaluate(frame);
  if (old.is_small() && right.is_small() && op == BinaryOperator::Add)
    if (const std::int64_t sum = old.small() + right.small(); Value::fits(sum))
      return Value::small(sum);
  frame.at = this;
  if (whole_division && is_integer(old) && is_integer(right))
    return in_place(frame.rt, BinaryOperator::FloorDivide, old, right);
  return in_place(frame.rt, op, old, right);
}

Flow AugmentedNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  if (load) {
    store->assign(frame, combine(frame, load->evaluate(frame)));
    return Flow::Next;
  }
  const Value container = object->evaluate(frame);
  if (attribute != nullptr) {
    frame.at = this;
    const Value result = combine(frame, get_attribute(rt, container, attribute));
    frame.at = this;
    set_attribute(rt, container, attribute, result);
    return Flow::Next;
  }
  const Value key = index->evaluate(frame);
  frame.at = this;
  const Value result = combine(frame, get_item(rt, container, key));
  frame.at = this;
  set_item(rt, container, key, result);
  return Flow::Next;
}

Flow DeleteNode::run(Frame& frame) const {
  for (const Target& target : targets) target->remove(frame);
  return Flow::Next;
}

Flow IfNode::run(Frame& frame) const {
  const Value value = test->evaluate(frame);
  frame.at = test.get();
  return run_all(truth(frame.rt, value) ? then : otherwise, frame);
}

Flow WhileNode::run(Frame& frame) const {
  while (true) {
    const Value value = test->evaluate(frame);
    frame.at = test.get();
    if (!truth(frame.rt, value)) return run_all(otherwise, frame);
    frame.rt.step();
    const Flow flow = run_all(body, frame);
    if (flow == Flow::Break) return Flow::Next;
    if (flow == Flow::Return) return flow;
  }
}

Flow ForNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  const Value source = iterable->evaluate(frame);
  frame.at = this;
  const Ref<Iterator> iterator = iterate(rt, source);
  Value item;
  while (true) {
    frame.at = this;
    if (!iterator->next(rt, item)) return run_all(otherwise, frame);
    rt.step();
    frame.at = target.get();
    target->assign(frame, std::move(item));
    const Flow flow = run_all(body, frame);
    if (flow == Flow::Break) return Flow::Next;
    if (flow == Flow::Return) return flow;
  }
}

namespace {

// Sets what the program is handling, for `raise` alone and for the context of new exceptions.
struct HandlingGuard {
  HandlingGuard(Runtime& runtime, Ref<Exception> exception)
      : rt(runtime), outer(std::exchange(rt.handling, std::move(exception))) {}
  ~HandlingGuard() { rt.handling = outer; }
  HandlingGuard(const HandlingGuard&) = delete;
  HandlingGuard& operator=(const HandlingGuard&) = delete;
  Runtime& rt;
  Ref<Exception> outer;
};

}  // namespace

Flow TryNode::run(Frame& frame) const {
  if (finally.empty()) return run_protected(frame);
  Flow flow = Flow::Next;
  Ref<Exception> pending;
  try {
    flow = run_protected(frame);
  } catch (Raised& raised) {
    note_frame(frame, *raised.exception);
    pending = raised.exception;
  }
  Value result = std::move(frame.result);
  frame.result = Value();
  Flow last = Flow::Next;
  if (pending) {
    const HandlingGuard guard(frame.rt, pending);
    last = run_all(finally, frame);
  } else {
    last = run_all(finally, frame);
  }
  if (last != Flow::Next) return last;
  frame.result = std::move(result);
  if (pending) throw Raised{pending};
  return flow;
}

Flow TryNode::run_protected(Frame& frame) const {
  Flow flow = Flow::Next;
  Ref<Exception> caught;
  try {
    flow = run_all(body, frame);
  } catch (Raised& raised) {
    note_frame(frame, *raised.exception);
    caught = raised.exception;
  }
  if (!caught) return flow == Flow::Next ? run_all(otherwise, frame) : flow;
  for (const Handler& handler : handlers) {
    if (handler.type) {
      const HandlingGuard guard(frame.rt, caught);
      const Value type = handler.type->evaluate(frame);
      frame.at = handler.type.get();
      if (!matches(frame.rt, Value(caught), type)) continue;
    }
    return run_handler(frame, handler, caught);
  }
  throw Raised{caught};
}

Flow TryNode::run_handler(Frame& frame, const Handler& handler,
                          const Ref<Exception>& caught) const {
  const HandlingGuard guard(frame.rt, caught);
  if (!handler.target) return run_all(handler.body, frame);
  handler.target->assign(frame, caught);
  Flow flow = Flow::Next;
  Ref<Exception> pending;
  try {
    flow = run_all(handler.body, frame);
  } catch (Raised& raised) {
    note_frame(frame, *raised.exception);
    pending = raised.exception;
  }
  // The name is gone after the block, as Python does it; it may be gone already.
  if (!keeps_names) {
    handler.target->assign(frame, Value::none());
    handler.target->remove(frame);
  }
  if (pending) throw Raised{pending};
  return flow;
}

Flow WithNode::run_item(Frame& frame, std::size_t i) const {
  if (i == items.size()) return run_all(body, frame);
  Runtime& rt = frame.rt;
  const Item& item = items[i];
  const Value manager = item.context->evaluate(frame);
  frame.at = this;
  Class& cls = *type_of(rt, manager);
  const auto special = [&](const char* name) {
    const Value method = cls.lookup(rt.intern(name));
    if (!method)
      type_error(rt, "'{}' object does not support the context manager protocol{}", cls.name,
                 std::string_view(name) == "__exit__" ? " (missed __exit__ method)" : "");
    return bind_attribute(rt, method, manager, cls);
  };
  const Value enter = special("__enter__");
  const Value exit = special("__exit__");
  Value entered = call(rt, enter, {});
  Flow flow = Flow::Next;
  Ref<Exception> pending;
  try {
    if (item.target) item.target->assign(frame, std::move(entered));
    flow = run_item(frame, i + 1);
  } catch (Raised& raised) {
    note_frame(frame, *raised.exception);
    pending = raised.exception;
  }
  Value result = std::move(frame.result);
  frame.result = Value();
  frame.at = this;
  if (!pending) {
    call(rt, exit, {Value::none(), Value::none(), Value::none()});
  } else {
    const HandlingGuard guard(rt, pending);
    const Value traceback = pending->computed_attribute(rt, "__traceback__");
    const Value swallowed = call(rt, exit, {Value(pending->cls), Value(pending), traceback});
    if (!truth(rt, swallowed)) throw Raised{pending};
    return Flow::Next;
  }
  frame.result = std::move(result);
  return flow;
}

Flow RaiseNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  if (!exception) {
    frame.at = this;
    if (!rt.handling) runtime_error(rt, "No active exception to reraise");
    throw Raised{rt.handling};
  }
  Value value = exception->evaluate(frame);
  if (argument) {
    const Value given = argument->evaluate(frame);
    frame.at = this;
    // A tuple is all the arguments, and what is an exception already stays as it is.
    const auto* tuple = as<Tuple>(given);
    std::vector<Value> values = tuple != nullptr ? tuple->items : std::vector<Value>{given};
    if (given.is_none()) values.clear();
    Arguments all{values.data(), static_cast<std::uint32_t>(values.size()), 0, nullptr};
    value = as<Exception>(given) != nullptr ? given : call(rt, value, all);
  }
  Value reason;
  if (cause) reason = cause->evaluate(frame);
  frame.at = this;
  raise_value(rt, value, reason);
}

Flow AssertNode::run(Frame& frame) const {
  const Value value = test->evaluate(frame);
  frame.at = test.get();
  if (truth(frame.rt, value)) return Flow::Next;
  std::vector<Value> arguments;
  if (message) arguments.push_back(message->evaluate(frame));
  frame.at = test.get();
  raise(frame.rt, exception_class(frame.rt, "AssertionError"), std::move(arguments));
}

Flow ImportNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  for (const Name& name : names) {
    frame.at = this;
    Value module = rt.import_module(name.module);
    if (!name.whole) module = rt.import_module(name.module.substr(0, name.module.find('.')));
    name.target->assign(frame, std::move(module));
  }
  return Flow::Next;
}

Flow ImportFromNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  frame.at = this;
  if (module == "__future__") return Flow::Next;
  const Value imported = rt.import_module(module);
  for (const Name& name : names) {
    frame.at = this;
    if (!name.target) {
      std::size_t i = 0;
      const Dict* all = imported.object()->attributes();
      while (const auto* entry = all->table.next(i)) {
        auto* key = as<Str>(entry->key);
        if (key == nullptr || key->text.starts_with("_")) continue;
        (frame.locals != nullptr ? frame.locals : frame.globals)
            ->set(*rt.intern(*key), entry->value);
      }
      continue;
    }
    Value value = find_attribute(rt, imported, name.name);
    if (!value) {
      if (const Value nested = rt.modules.contains(module + "." + name.name->text) ||
                                       find_module(module + "." + name.name->text) != nullptr
                                   ? rt.import_module(module + "." + name.name->text)
                                   : rt.host.import_module(rt, module + "." + name.name->text))
        value = nested;
    }
    if (!value) {
      const auto* host_module = as<Module>(imported);
      const std::string refusal = host_module != nullptr ? host_module->refusal : "";
      import_error(rt, "cannot import name '{}' from '{}'{}{}", name.name->text, module,
                   refusal.empty() ? " (unknown location)" : ": ", refusal);
    }
    name.target->assign(frame, std::move(value));
  }
  return Flow::Next;
}

Flow FunctionStatementNode::run(Frame& frame) const {
  std::vector<Value> wrappers;
  for (const Expression& decorator : decorators) wrappers.push_back(decorator->evaluate(frame));
  Value result = make_function(frame, *function);
  for (std::size_t i = wrappers.size(); i-- > 0;) {
    frame.at = decorators[i].get();
    result = call(frame.rt, wrappers[i], {result});
  }
  target->assign(frame, std::move(result));
  return Flow::Next;
}

namespace {

// __slots__: a class all of whose bases have them, too, gives its instances nothing else.
void read_slots(Runtime& rt, Class& cls) {
  const Value slots = cls.dict->get(*rt.intern("__slots__"));
  for (const auto& base : cls.bases)
    cls.slot_names.insert(cls.slot_names.end(), base->slot_names.begin(), base->slot_names.end());
  if (!slots) return;
  const std::vector<Value> names =
      as<Str>(slots) != nullptr ? std::vector<Value>{slots} : to_vector(rt, slots);
  cls.restricted = std::ranges::all_of(
      cls.bases, [](const auto& base) { return base->restricted || !base->of_program; });
  for (const Value& each : names) {
    const std::string slot = text_argument(rt, each, "__slots__ items");
    if (slot == "__dict__") cls.restricted = false;
    if (cls.dict->get(*rt.intern(slot)))
      value_error(rt, "'{}' in __slots__ conflicts with class variable", slot);
    cls.slot_names.push_back(slot);
  }
}

}  // namespace

Ref<Class> build_class(Runtime& rt, const std::string& name, const std::string& qualified_name,
                       const std::string& module, const std::vector<Value>& bases,
                       const Ref<Dict>& dict) {
  std::vector<Ref<Class>> classes;
  for (const Value& base : bases) {
    const auto* alias = host<GenericAlias>(base);
    auto* cls = alias != nullptr ? &alias->origin() : as<Class>(base);
    if (cls == nullptr)
      type_error(rt, "{}() takes a class as its base, not '{}'", name, type_name(rt, base));
    classes.emplace_back(cls);
  }
  constexpr std::uint64_t StepsOfClass = 64;
  rt.steps(StepsOfClass);
  Ref<Class> cls(new Class(rt.types.type, name, module, nullptr));
  cls->qualified_name = qualified_name;
  cls->python2 = rt.python2();
  cls->dict = dict;
  // A class with __eq__ and without __hash__ can not be hashed.
  if (dict->get(*rt.intern("__eq__")) && !dict->get(*rt.intern("__hash__")))
    dict->set(*rt.intern("__hash__"), Value::none());
  cls->set_bases(rt, std::move(classes));
  cls->find_dunders(rt);
  read_slots(rt, *cls);
  std::size_t i = 0;
  while (const auto* entry = dict->table.next(i)) {
    const Value value = entry->value;
    if (!value.is_object()) continue;
    const Value hook = value.object()->cls->dunder(Dunder::SetName);
    if (hook) call(rt, hook, {value, Value(cls), entry->key});
  }
  for (Class* base : cls->mro)
    if (base->derived != nullptr) {
      base->derived(rt, *cls);
      break;
    }
  const Value hook = cls->lookup_after(*cls, rt.intern("__init_subclass__"));
  if (hook && cls->dunder(Dunder::InitSubclass)) {
    const auto* wrapper = dynamic_cast<MethodWrapper*>(hook.object());
    call(rt, wrapper != nullptr ? wrapper->function : hook, {Value(cls)});
  }
  return cls;
}

Value build_class_of(Runtime& rt, const std::string& name, const std::vector<Value>& bases,
                     const Ref<Dict>& dict) {
  return build_class(rt, name, name, "__main__", bases, dict);
}

Flow ClassNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  std::vector<Value> wrappers;
  for (const Expression& decorator : decorators) wrappers.push_back(decorator->evaluate(frame));
  std::vector<Value> parents;
  for (const auto& [starred, base] : bases) {
    const Value parent = base->evaluate(frame);
    frame.at = base.get();
    if (!starred) parents.push_back(parent);
    for (Value& each : starred ? to_vector(rt, parent) : std::vector<Value>())
      parents.push_back(std::move(each));
  }
  const Ref<Dict> dict = new_dict(rt);
  const Value module = frame.globals->get(*rt.intern("__name__"));
  dict->set(*rt.intern("__module__"), module ? module : make_text(rt, ""));
  if (code->doc) dict->set(*rt.intern("__doc__"), code->doc);
  std::vector<Value> slots(code->slot_names.size());
  std::vector<Ref<ClosureCell>> closure;
  for (const Code::Capture& capture : code->captures)
    closure.push_back(capture.from_slot
                          ? Ref<ClosureCell>(as<ClosureCell>(frame.slots[capture.index]))
                          : frame.closure[capture.index]);
  Frame body{rt, *code, frame.globals, dict.get(), slots.data(), closure.data()};
  frame.at = this;
  {
    const DepthGuard guard(rt, "");
    run_frame(body);
  }
  frame.at = this;
  const auto* module_name = as<Str>(module);
  const Ref<Class> cls =
      build_class(rt, code->name->text, code->qualified_name,
                  module_name != nullptr ? module_name->text : std::string(), parents, dict);
  if (class_slot >= 0) as<ClosureCell>(slots[static_cast<std::size_t>(class_slot)])->value = cls;
  Value result = cls;
  for (std::size_t i = wrappers.size(); i-- > 0;) {
    frame.at = decorators[i].get();
    result = call(rt, wrappers[i], {result});
  }
  target->assign(frame, std::move(result));
  return Flow::Next;
}

namespace {

// True when nothing needs a blank behind it: the text ends its line.
bool ends_line(const std::string& text) {
  return text.ends_with('\n') || text.ends_with('\t') || text.ends_with('\r') ||
         text.ends_with('\f') || text.ends_with('\v');
}

}  // namespace

// A comma at the end leaves a blank to be written when something else comes: the flag is in the
// Runtime, or in the attribute softspace of what has write().
Flow PrintNode::run(Frame& frame) const {
  Runtime& rt = frame.rt;
  Value to = file ? file->evaluate(frame) : Value::none();
  const Ref<Dict> own = to.is_object() ? to.object()->make_attributes(rt) : Ref<Dict>();
  Str* flag = rt.intern("softspace");
  const auto pending = [&] {
    if (to.is_none()) return rt.soft_space;
    const Value set = own ? own->get(*flag) : Value();
    return set.present() && truth(rt, set);
  };
  const auto remember = [&](bool blank) {
    if (to.is_none())
      rt.soft_space = blank;
    else if (own)
      own->set(*flag, Value::small(blank ? 1 : 0));
  };
  const auto write = [&](std::string text) {
    frame.at = this;
    if (to.is_none())
      rt.print(text);
    else
      call_method(rt, to, "write", {make_text(rt, std::move(text))});
  };
  // Each value is written before the next is evaluated, which may itself print.
  for (const Expression& each : values) {
    const Value value = each->evaluate(frame);
    frame.at = this;
    const std::string text = str(rt, value);
    if (pending()) write(" ");
    write(text);
    remember(as<Str>(value) == nullptr || !ends_line(text));
  }
  if (newline) {
    write("\n");
    remember(false);
  }
  return Flow::Next;
}

}  // namespace undumpy::python
