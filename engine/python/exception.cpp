#include "engine/python/exception.h"

#include <algorithm>

#include "engine/python/runtime.h"
#include "engine/python/suggestion.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

Exception::Exception(Class* exception_class_of, std::vector<Value> values)
    : TrackedObject(TheKind, exception_class_of) {
  args = Value(new Tuple(Heap::current().tuple_class, std::move(values)));
}

void Exception::clear() {
  args = cause = context = Value();
  attributes_ = {};
}

std::string Exception::repr(Runtime& rt) {
  const auto& items = as<Tuple>(args)->items;
  if (items.size() == 1) return cls->name + "(" + python::repr(rt, items[0]) + ")";
  std::string text = cls->name + "(";
  for (std::size_t i = 0; i < items.size(); ++i)
    text += (i != 0 ? ", " : "") + python::repr(rt, items[i]);
  return text + ")";
}

Ref<Dict> Exception::make_attributes(Runtime& rt) {
  if (!attributes_) attributes_ = new_dict(rt);
  return attributes_;
}

Class* exception_class(Runtime& rt, std::string_view name) {
  const auto found = rt.exceptions.find(name);
  return found != rt.exceptions.end() ? found->second : rt.types.exception;
}

namespace {

[[noreturn]] void throw_new(Runtime& rt, Exception* exception) {
  Ref<Exception> raised(exception);
  if (rt.handling && rt.handling.get() != exception) raised->context = rt.handling;
  throw Raised{std::move(raised)};
}

}  // namespace

void raise(Runtime& rt, Class* type, std::vector<Value> arguments) {
  throw_new(rt, new Exception(type, std::move(arguments)));
}

void raise(Runtime& rt, Class* type, std::string message) {
  std::vector<Value> arguments;
  if (!message.empty()) arguments.push_back(make_text(rt, std::move(message)));
  raise(rt, type, std::move(arguments));
}

void raise(Runtime& rt, std::string_view type, std::string message) {
  raise(rt, exception_class(rt, type), std::move(message));
}

void raise(Runtime& rt, const Failure& failure) { raise(rt, failure.type, failure.message); }

void key_error(Runtime& rt, const Value& key) {
  raise(rt, exception_class(rt, "KeyError"), std::vector<Value>{key});
}

void no_attribute(Runtime& rt, const Value& object, const Str& name) {
  std::vector<std::string> names;
  const auto add = [&names](const Dict* dict) {
    if (dict == nullptr) return;
    for (const auto& entry : dict->table.entries())
      if (const auto* text = as<Str>(entry.key)) names.push_back(text->text);
  };
  if (object.is_object()) {
    add(object.object()->attributes());
    object.object()->add_names(names);
  }
  for (const Class* cls : type_of(rt, object)->mro) add(cls->dict.get());
  if (const auto* cls = as<Class>(object))
    for (const Class* each : cls->mro) add(each->dict.get());
  std::ranges::sort(names);
  std::string message;
  if (const auto* cls = as<Class>(object))
    message = fmt::format("type object '{}' has no attribute '{}'", cls->message_name(), name.text);
  else if (const auto* module = as<Module>(object))
    message = fmt::format("module '{}' has no attribute '{}'{}{}", module->name, name.text,
                          module->refusal.empty() ? "" : ": ", module->refusal);
  else if (as<Super>(object) != nullptr)
    message = fmt::format("'super' object has no attribute '{}'", name.text);
  else
    message = fmt::format("'{}' object has no attribute '{}'", type_name(rt, object), name.text);
  const Ref<Exception> exception(
      new Exception(exception_class(rt, "AttributeError"), {make_text(rt, message)}));
  exception->suggestion = suggestion(name.text, names);
  exception->make_attributes(rt)->set(*rt.intern("name"), make_text(rt, name.text));
  exception->make_attributes(rt)->set(*rt.intern("obj"), object);
  throw_new(rt, exception.get());
}

void raise_value(Runtime& rt, const Value& value, const Value& cause) {
  Value made = value;
  if (auto* cls = as<Class>(value)) {
    if (!cls->derives_from(*rt.types.base_exception))
      type_error(rt, "exceptions must derive from BaseException");
    made = call(rt, value, {});
  }
  auto* exception = as<Exception>(made);
  if (exception == nullptr) type_error(rt, "exceptions must derive from BaseException");
  if (cause.present()) {
    Value reason = cause;
    if (as<Class>(cause) != nullptr) reason = call(rt, cause, {});
    if (!reason.is_none() && as<Exception>(reason) == nullptr)
      type_error(rt, "exception causes must derive from BaseException");
    exception->cause = reason.is_none() ? Value() : reason;
    exception->suppress_context = true;
  }
  // Raised again, it gets another entry of this frame.
  exception->last_frame = nullptr;
  throw_new(rt, exception);
}

bool matches(Runtime& rt, const Value& exception, const Value& classes) {
  if (const auto* cls = as<Class>(classes)) {
    if (!cls->derives_from(*rt.types.base_exception))
      type_error(rt, "catching classes that do not inherit from BaseException is not allowed");
    return is_instance(rt, exception, *cls);
  }
  rt.check_stack();
  if (const auto* tuple = as<Tuple>(classes))
    return std::ranges::any_of(tuple->items,
                               [&](const Value& item) { return matches(rt, exception, item); });
  type_error(rt, "catching classes that do not inherit from BaseException is not allowed");
}

}  // namespace undumpy::python
