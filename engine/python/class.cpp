#include "engine/python/class.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/function.h"
#include "engine/python/generic_alias.h"
#include "engine/python/runtime.h"
#include "engine/python/union.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

Class::Class(Class* type, std::string class_name, std::string class_module, Class* base)
    : TrackedObject(TheKind, type),
      name(std::move(class_name)),
      qualified_name(name),
      module(std::move(class_module)) {
  mro.push_back(this);
  if (base == nullptr) return;
  bases.emplace_back(base);
  mro.insert(mro.end(), base->mro.begin(), base->mro.end());
  maker = base->maker;
  layout = base->layout;
  base->subclasses_.push_back(this);
}

Class::~Class() {
  for (const auto& base : bases) std::erase(base->subclasses_, this);
  ++Heap::current().class_epoch;
}

bool Class::derives_from(const Class& other) const {
  if (this == &other) return true;
  return std::ranges::find(mro, &other) != mro.end();
}

Value Class::search(Str* attribute) const {
  for (const Class* cls_of_order : mro)
    if (cls_of_order->dict)
      if (Value value = cls_of_order->dict->get(*attribute)) return value;
  return {};
}

Value Class::lookup(Str* attribute) {
  if (!attribute->interned) return search(attribute);
  if (!cache_) cache_ = std::make_unique<std::array<Cached, CacheSize>>();
  const std::uint64_t epoch = Heap::current().class_epoch;
  Cached& cached = (*cache_)[(reinterpret_cast<std::uintptr_t>(attribute) >> 5) % CacheSize];
  if (cached.name != attribute || cached.epoch != epoch)
    cached = {attribute, epoch, search(attribute)};
  return cached.value;
}

Value Class::lookup_after(const Class& start, Str* attribute) {
  auto at = std::ranges::find(mro, &start);
  if (at == mro.end()) return {};
  for (++at; at != mro.end(); ++at)
    if ((*at)->dict)
      if (Value value = (*at)->dict->get(*attribute)) return value;
  return {};
}

namespace {

// C3 linearization: merges the orders of the bases so that every class comes before its bases.
std::vector<Class*> merge_orders(Runtime& rt, std::vector<std::vector<Class*>> orders) {
  std::vector<Class*> merged;
  while (true) {
    std::erase_if(orders, [](const auto& order) { return order.empty(); });
    if (orders.empty()) return merged;
    Class* next = nullptr;
    for (const auto& order : orders) {
      Class* candidate = order.front();
      const bool blocked = std::ranges::any_of(orders, [candidate, &rt](const auto& other) {
        rt.steps(other.size() / 16 + 1);
        return std::find(other.begin() + 1, other.end(), candidate) != other.end();
      });
      if (!blocked) {
        next = candidate;
        break;
      }
    }
    if (next == nullptr) {
      std::string names;
      for (const auto& order : orders) {
        const std::string& base = order.front()->name;
        if ((", " + names + ",").find(", " + base + ",") == std::string::npos)
          names += (names.empty() ? "" : ", ") + base;
      }
      type_error(rt, "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                 names);
    }
    merged.push_back(next);
    rt.steps(orders.size() / 16 + 1);
    for (auto& order : orders)
      if (order.front() == next) order.erase(order.begin());
  }
}

}  // namespace

void Class::set_bases(Runtime& rt, std::vector<Ref<Class>> new_bases) {
  if (new_bases.empty()) new_bases.emplace_back(rt.types.object);
  std::vector<std::vector<Class*>> orders;
  std::vector<Class*> direct;
  for (const auto& base : new_bases) {
    if (base->sealed) type_error(rt, "type '{}' is not an acceptable base type", base->name);
    if (std::ranges::find(direct, base.get()) != direct.end())
      type_error(rt, "duplicate base class {}", base->name);
    orders.push_back(base->mro);
    direct.push_back(base.get());
  }
  orders.push_back(direct);
  std::size_t most = 0;
  for (const auto& order : orders) most += order.size();
  charge_.set(sizeof(std::array<Value, DunderCount>) + sizeof(std::array<Cached, CacheSize>) +
              (most + new_bases.size()) * sizeof(Value));
  mro = merge_orders(rt, std::move(orders));
  mro.insert(mro.begin(), this);
  bases = std::move(new_bases);
  maker = rt.types.object->maker;
  for (const auto& base : bases) {
    python2 = python2 || base->python2;
    base->subclasses_.push_back(this);
    if (base->layout == nullptr || base->layout == layout) continue;
    if (layout != nullptr && layout->derives_from(*base->layout)) continue;
    if (layout != nullptr && !base->layout->derives_from(*layout))
      type_error(rt, "multiple bases have instance lay-out conflict");
    layout = base->layout;
    maker = base->maker;
  }
  of_program = true;
}

void Class::find_dunders(Runtime& rt) {
  rt.check_stack();
  rt.steps(1 + mro.size() / 4);
  ++Heap::current().class_epoch;
  if (of_program) {
    if (!dunders_) dunders_ = std::make_unique<std::array<Value, DunderCount>>();
    for (std::size_t i = 0; i < DunderCount; ++i) {
      Str* method = rt.intern(DunderNames[i]);
      Value found;
      for (const Class* cls_of_order : mro) {
        if (!cls_of_order->dict) continue;
        found = cls_of_order->dict->get(*method);
        if (!found) continue;
        if (!cls_of_order->of_program) found = Value();
        break;
      }
      const bool old = i == static_cast<std::size_t>(Dunder::NonZero) ||
                       i == static_cast<std::size_t>(Dunder::Unicode) ||
                       i == static_cast<std::size_t>(Dunder::Cmp) ||
                       i == static_cast<std::size_t>(Dunder::Div);
      (*dunders_)[i] = old && !python2 ? Value() : found;
    }
  }
  // Iterators of Python 2 have next().
  Value& next = dunders_ ? (*dunders_)[static_cast<std::size_t>(Dunder::Next)] : rt.empty_tuple;
  if (python2 && !next)
    if (const Value found = search(rt.intern("next")); as<Function>(found) != nullptr) next = found;
  for (Class* subclass : subclasses_) subclass->find_dunders(rt);
}

std::string Class::repr(Runtime& rt) {
  static_cast<void>(rt);
  if (module == "builtins" || module.empty()) return fmt::format("<class '{}'>", qualified_name);
  return fmt::format("<class '{}.{}'>", module, qualified_name);
}

Value Class::call(Runtime& rt, Arguments& arguments) {
  rt.step();
  if (!of_program) {
    if (maker == nullptr) type_error(rt, "cannot create '{}' instances", name);
    return maker(rt, *this, arguments);
  }
  return call_maker(rt, arguments);
}

Value Class::call_maker(Runtime& rt, Arguments& arguments) {
  Value object;
  const Value init = dunder(Dunder::Init);
  const Value& own_new = dunder(Dunder::New);
  const std::size_t total = arguments.count + arguments.keywords;
  if (own_new) {
    const auto* wrapper = dynamic_cast<MethodWrapper*>(own_new.object());
    const Value function = wrapper != nullptr ? wrapper->function : own_new;
    // The arguments are needed again for __init__.
    std::vector<Value> copies(arguments.values, arguments.values + total);
    Arguments again{copies.data(), arguments.count, arguments.keywords, arguments.names};
    object = call_with_self(rt, function, Value(this), again);
    if (!is_instance(rt, object, *this)) return object;
  } else {
    if (layout == nullptr && !init && total != 0) type_error(rt, "{}() takes no arguments", name);
    std::vector<Value> copies(arguments.values, arguments.values + total);
    Arguments again{copies.data(), arguments.count, arguments.keywords, arguments.names};
    object = maker(rt, *this, again);
  }
  if (init) {
    const Value result = call_with_self(rt, init, object, arguments);
    if (!result.is_none())
      type_error(rt, "__init__() should return None, not '{}'", type_name(rt, result));
  } else if (layout != nullptr) {
    // list, dict, set and exceptions fill themselves.
    const Value native = lookup(rt.intern("__init__"));
    const auto* function = as<Native>(native);
    if (function != nullptr && function->owner != rt.types.object)
      call_with_self(rt, native, object, arguments);
  }
  return object;
}

Value Class::find_attribute(Runtime& rt, Str* attribute) {
  if (attribute->text.starts_with("__"))
    if (Value value = own_attribute(rt, attribute->text)) return value;
  if (const Value found = lookup(attribute)) return bind_attribute(rt, found, Value(), *this);
  if (attribute->text == "__module__") return make_text(rt, module);
  // The class of a class.
  const Value found = cls->lookup(attribute);
  return found ? bind_attribute(rt, found, Value(this), *cls) : Value();
}

// What a class knows of itself, whatever its namespace says.
Value Class::own_attribute(Runtime& rt, const std::string& text) {
  if (text == "__class__") return Value(cls);
  if (text == "__name__") return make_text(rt, name);
  if (text == "__qualname__") return make_text(rt, qualified_name);
  if (text == "__base__") return bases.empty() ? Value::none() : Value(bases.front());
  if (text == "__doc__") {
    const Value doc = dict->get(*rt.intern(text));
    return doc ? doc : Value::none();
  }
  if (text == "__dict__") {
    // A copy: what changes a class goes through setattr().
    const Ref<Dict> copy = new_dict(rt);
    copy->table.copy_from(dict->table);
    return copy;
  }
  std::vector<Value> classes;
  if (text == "__mro__")
    for (Class* each : mro) classes.emplace_back(each);
  else if (text == "__bases__")
    for (const auto& each : bases) classes.push_back(each);
  else
    return {};
  return make_tuple(rt, std::move(classes));
}

void Class::set_attribute(Runtime& rt, Str* attribute, const Value& value) {
  if (!of_program)
    type_error(rt, "cannot set '{}' attribute of immutable type '{}'", attribute->text, name);
  if (attribute->text == "__name__") {
    name = text_argument(rt, value, "__name__");
    return;
  }
  dict->set(*attribute, value);
  ++Heap::current().class_epoch;
  if (attribute->text.starts_with("__")) find_dunders(rt);
}

void Class::delete_attribute(Runtime& rt, Str* attribute) {
  if (!of_program)
    type_error(rt, "cannot set '{}' attribute of immutable type '{}'", attribute->text, name);
  if (!dict->table.remove(rt, Value(attribute)))
    attribute_error(rt, "type object '{}' has no attribute '{}'", name, attribute->text);
  ++Heap::current().class_epoch;
  find_dunders(rt);
}

Value Class::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  // int | str, as annotations write it.
  if (op != BinaryOperator::BitOr) return Value::not_implemented();
  return reflected ? Union::of(rt, other, Value(this)) : Union::of(rt, Value(this), other);
}

// list[int], as annotations write it.
Value Class::get_item(Runtime& rt, const Value& key) {
  if (const Value method = lookup(rt.intern("__class_getitem__"))) {
    const auto* wrapper =
        method.is_object() ? dynamic_cast<MethodWrapper*>(method.object()) : nullptr;
    return python::call(rt, wrapper != nullptr ? wrapper->function : method, {Value(this), key});
  }
  if (Value alias = GenericAlias::of(rt, *this, key)) return alias;
  type_error(rt, "type '{}' is not subscriptable", name);
}

void Class::clear() {
  dict = {};
  dunders_.reset();
  cache_.reset();
}

Value bind_attribute(Runtime& rt, const Value& attribute, const Value& self, Class& cls) {
  if (!attribute.is_object()) return attribute;
  Object* object = attribute.object();
  switch (object->kind) {
    case Kind::Function:
      return self ? Value(new BoundMethod(rt.types.method, self, attribute)) : attribute;
    case Kind::Native:
      return self && static_cast<Native*>(object)->owner != nullptr
                 ? Value(new BoundMethod(rt.types.native, self, attribute))
                 : attribute;
    case Kind::StaticMethod:
      return static_cast<MethodWrapper*>(object)->function;
    case Kind::ClassMethod: {
      const Value& function = static_cast<MethodWrapper*>(object)->function;
      Class* type = as<Native>(function) != nullptr ? rt.types.native : rt.types.method;
      return Value(new BoundMethod(type, Value(&cls), function));
    }
    case Kind::Property: {
      auto* property = static_cast<Property*>(object);
      if (!self) return attribute;
      if (property->getter) return call(rt, property->getter, {self});
      attribute_error(rt, "unreadable attribute");
    }
    default:
      break;
  }
  if (const Value& get = object->cls->dunder(Dunder::Get))
    return call(rt, get, {attribute, self ? self : Value::none(), Value(&cls)});
  return object->bind(rt, self, cls);
}

Value class_attribute(Runtime& rt, const Value& object, Str* name) {
  return type_of(rt, object)->lookup(name);
}

std::string Native::repr(Runtime& rt) {
  static_cast<void>(rt);
  if (owner != nullptr) return fmt::format("<method '{}' of '{}' objects>", name, owner->name);
  return fmt::format("<built-in function {}>", name);
}

namespace {

// CPython's slot wrappers word their complaints in a way of their own. Not all special methods are
// such: list.__getitem__ and the like are written as methods.
bool is_slot_wrapper(const Runtime& rt, const Native& native) {
  const std::string_view name = native.name;
  const Class* owner = native.owner;
  if (!name.starts_with("__")) return false;
  const Types& t = rt.types;
  if (name == "__getitem__") return owner != t.list && owner != t.dict;
  if (name == "__contains__") return owner != t.dict && owner != t.set && owner != t.frozenset;
  constexpr std::array<std::string_view, 13> Methods = {
      "__reversed__", "__format__",   "__round__",        "__trunc__", "__ceil__",
      "__floor__",    "__new__",      "__copy__",         "__enter__", "__exit__",
      "__missing__",  "__deepcopy__", "__init_subclass__"};
  return std::ranges::find(Methods, name) == Methods.end();
}

// Some methods count their arguments in words of their own.
void wrong_count_of_special(Runtime& rt, const Native& native, int count) {
  const std::string_view name = native.name;
  constexpr std::array<std::string_view, 7> Searching = {"startswith", "endswith", "find", "rfind",
                                                         "index",      "rindex",   "count"};
  const Class* owner = native.owner;
  if (owner == nullptr) return;
  const bool few = count < native.minimum;
  const int bound = few ? native.minimum : native.maximum;
  if ((owner == rt.types.str || owner == rt.types.bytes) &&
      std::ranges::find(Searching, name) != Searching.end())
    type_error(rt, "{}() takes at {} {} argument{} ({} given)", name, few ? "least" : "most", bound,
               bound == 1 ? "" : "s", count);
  // CPython leaves out a name here, and not the blank behind it.
  const bool sequence = owner->layout != rt.types.int_ && owner->layout != rt.types.float_;
  const bool nameless = name == "__setitem__" || (sequence && name.ends_with("mul__"));
  if (is_slot_wrapper(rt, native) && name != "__init__")
    type_error(rt, "{}expected {} argument{}, got {}", nameless ? " " : "", native.maximum,
               native.maximum == 1 ? "" : "s", count);
}

}  // namespace

Value Native::call(Runtime& rt, Arguments& arguments) {
  rt.step();
  if (owner != nullptr) {
    if (arguments.count == 0 && is_slot_wrapper(rt, *this))
      type_error(rt, "descriptor '{}' of '{}' object needs an argument", name, owner->name);
    if (arguments.count == 0)
      type_error(rt, "unbound method {}.{}() needs an argument", owner->name, name);
    if (!is_instance(rt, arguments[0], *owner) && is_slot_wrapper(rt, *this))
      type_error(rt, "descriptor '{}' requires a '{}' object but received a '{}'", name,
                 owner->message_name(), type_name(rt, arguments[0]));
    if (!is_instance(rt, arguments[0], *owner))
      type_error(rt, "descriptor '{}' for '{}' objects doesn't apply to a '{}' object", name,
                 owner->message_name(), type_name(rt, arguments[0]));
    // What methods of a long text do takes time.
    constexpr std::size_t BytesOfStep = 128;
    if (const auto* text = as<Str>(arguments[0]))
      rt.steps(text->text.size() / BytesOfStep);
    else if (const auto* bytes = as<Bytes>(arguments[0]))
      rt.steps(bytes->text.size() / BytesOfStep);
  }
  if (maximum >= 0) {
    const auto shown = [this] {
      return owner != nullptr ? fmt::format("{}.{}", owner->name, name) : std::string(name);
    };
    if (arguments.keywords != 0 && is_slot_wrapper(rt, *this))
      type_error(rt, "wrapper {}() takes no keyword arguments", name);
    if (arguments.keywords != 0) type_error(rt, "{}() takes no keyword arguments", shown());
    const int count = static_cast<int>(arguments.count) - (owner != nullptr ? 1 : 0);
    if (count < minimum || count > maximum) {
      wrong_count_of_special(rt, *this, count);
      if (maximum == 0) type_error(rt, "{}() takes no arguments ({} given)", shown(), count);
      if (minimum == 1 && maximum == 1)
        type_error(rt, "{}() takes exactly one argument ({} given)", shown(), count);
      const int wanted = count < minimum ? minimum : maximum;
      const char* bound = minimum == maximum ? "" : count < minimum ? "at least " : "at most ";
      type_error(rt, "{} expected {}{} argument{}, got {}", name, bound, wanted,
                 wanted == 1 ? "" : "s", count);
    }
  }
  return function(rt, arguments);
}

Value Native::find_attribute(Runtime& rt, Str* attribute) {
  if (attribute->text == "__name__") return make_text(rt, name);
  if (attribute->text == "__qualname__")
    return make_text(rt, owner != nullptr ? owner->name + "." + name : std::string(name));
  if (attribute->text == "__doc__") return Value::none();
  return Object::find_attribute(rt, attribute);
}

std::string BoundMethod::repr(Runtime& rt) {
  if (const auto* native = as<Native>(function))
    return fmt::format("<built-in method {} of {} object>", native->name, type_name(rt, self));
  const auto* python = as<Function>(function);
  return fmt::format("<bound method {} of {}>", python != nullptr ? python->qualified_name : "?",
                     python::repr(rt, self));
}

std::size_t BoundMethod::hash(Runtime& rt) { return python::hash(rt, function) ^ self.bits() * 31; }

Value BoundMethod::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* method = as<BoundMethod>(other);
  if (method == nullptr || op != CompareOperator::Equal) return Object::compare(rt, op, other);
  return Value::boolean(method->self.same(self) && method->function.same(function));
}

Value BoundMethod::call(Runtime& rt, Arguments& arguments) {
  return call_with_self(rt, function, self, arguments);
}

Value BoundMethod::find_attribute(Runtime& rt, Str* attribute) {
  const bool python2 = rt.python2();
  if (attribute->text == "__self__" || (python2 && attribute->text == "im_self")) return self;
  // A native under a class method would miss its class.
  const bool of_program = as<Function>(function) != nullptr;
  const bool names_function =
      attribute->text == "__func__" || (python2 && attribute->text == "im_func");
  if (names_function && of_program) return function;
  if (attribute->text.starts_with("__") || as<Function>(function) != nullptr)
    if (Value value = python::find_attribute(rt, function, attribute)) return value;
  return Object::find_attribute(rt, attribute);
}

Value MethodWrapper::find_attribute(Runtime& rt, Str* attribute) {
  const bool native = as<Native>(function) != nullptr;
  if (!native && (attribute->text == "__func__" || attribute->text == "__wrapped__"))
    return function;
  if (Value value = Object::find_attribute(rt, attribute)) return value;
  return python::find_attribute(rt, function, attribute);
}

Value MethodWrapper::call(Runtime& rt, Arguments& arguments) {
  if (kind == Kind::ClassMethod) type_error(rt, "'classmethod' object is not callable");
  return python::call(rt, function, arguments);
}

std::string Property::repr(Runtime& rt) {
  const auto* native = as<Native>(getter);
  if (native == nullptr || native->owner == nullptr) return Object::repr(rt);
  return fmt::format("<attribute '{}' of '{}' objects>", native->name, native->owner->name);
}

Value Property::find_attribute(Runtime& rt, Str* attribute) {
  const auto shown = [](const Value& value) { return value ? value : Value::none(); };
  if (attribute->text == "__doc__")
    return doc ? doc : getter ? python::find_attribute(rt, getter, attribute) : Value::none();
  if (attribute->text == "fget") return shown(getter);
  if (attribute->text == "fset") return shown(setter);
  if (attribute->text == "fdel") return shown(deleter);
  return Object::find_attribute(rt, attribute);
}

std::string Super::repr(Runtime& rt) {
  return fmt::format("<super: {}, <{} object>>", start->repr(rt), type_name(rt, self));
}

Value Super::find_attribute(Runtime& rt, Str* attribute) {
  Class* cls_of_self = as<Class>(self);
  const bool through_class = cls_of_self != nullptr;
  if (!through_class) cls_of_self = type_of(rt, self);
  const Value found = cls_of_self->lookup_after(*start, attribute);
  if (!found) return {};
  if (attribute->text == "__new__") {
    const auto* wrapper =
        found.is_object() ? dynamic_cast<MethodWrapper*>(found.object()) : nullptr;
    return wrapper != nullptr ? wrapper->function : found;
  }
  return bind_attribute(rt, found, through_class ? Value() : self, *cls_of_self);
}

}  // namespace undumpy::python
