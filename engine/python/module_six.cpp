// six: the names that programs use that run in Python 2 and 3, as they are in Python 3.

#include "engine/python/iterator.h"
#include "engine/python/modules.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

template <int Part>
Value iterate_part(Runtime& rt, Arguments& a) {
  constexpr const char* Names[] = {"keys", "values", "items"};
  return iterate(rt, call_method(rt, a[0], Names[Part], {}));
}

template <int Part>
Value view_of(Runtime& rt, Arguments& a) {
  constexpr const char* Names[] = {"keys", "values", "items"};
  return call_method(rt, a[0], Names[Part], {});
}

Value same(Runtime& rt, Arguments& a) { return static_cast<void>(rt), a[0]; }

Value latin_bytes(Runtime& rt, Arguments& a) {
  return call_method(rt, a[0], "encode", {make_text(rt, "latin-1")});
}

Value six_next(Runtime& rt, Arguments& a) {
  return call(rt, rt.builtins->get(*rt.intern("next")), {a[0]});
}

[[noreturn]] void not_text(Runtime& rt, const Value& value) {
  type_error(rt, "not expecting type '{}'", repr(rt, Value(type_of(rt, value))));
}

Value ensure_text(Runtime& rt, Arguments& a) {
  if (as<Str>(a[0]) != nullptr) return a[0];
  if (as<Bytes>(a[0]) == nullptr) not_text(rt, a[0]);
  return a.count > 1 ? call_method(rt, a[0], "decode", {a[1]})
                     : call_method(rt, a[0], "decode", {make_text(rt, "utf-8")});
}

Value ensure_binary(Runtime& rt, Arguments& a) {
  if (as<Bytes>(a[0]) != nullptr) return a[0];
  if (as<Str>(a[0]) == nullptr) not_text(rt, a[0]);
  return a.count > 1 ? call_method(rt, a[0], "encode", {a[1]})
                     : call_method(rt, a[0], "encode", {make_text(rt, "utf-8")});
}

}  // namespace

Value make_six(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "six"));
  const auto one = [&rt](Class* cls) { return make_tuple(rt, {Value(cls)}); };
  module->add(rt, "PY2", Value::boolean(false));
  module->add(rt, "PY3", Value::boolean(true));
  module->add(rt, "string_types", one(rt.types.str));
  module->add(rt, "integer_types", one(rt.types.int_));
  module->add(rt, "class_types", one(rt.types.type));
  module->add(rt, "text_type", Value(rt.types.str));
  module->add(rt, "binary_type", Value(rt.types.bytes));
  module->add(rt, "MAXSIZE", make_int(rt, INT64_MAX));
  module->add(rt, "iterkeys", iterate_part<0>, 1, 1);
  module->add(rt, "itervalues", iterate_part<1>, 1, 1);
  module->add(rt, "iteritems", iterate_part<2>, 1, 1);
  module->add(rt, "viewkeys", view_of<0>, 1, 1);
  module->add(rt, "viewvalues", view_of<1>, 1, 1);
  module->add(rt, "viewitems", view_of<2>, 1, 1);
  module->add(rt, "u", same, 1, 1);
  module->add(rt, "b", latin_bytes, 1, 1);
  module->add(rt, "ensure_text", ensure_text, 1, 2);
  module->add(rt, "ensure_str", ensure_text, 1, 2);
  module->add(rt, "ensure_binary", ensure_binary, 1, 2);
  module->add(rt, "python_2_unicode_compatible", same, 1, 1);
  module->add(rt, "next", six_next, 1, 1);
  module->add(rt, "advance_iterator", six_next, 1, 1);
  for (const auto& [name, builtin] :
       {std::pair{"print_", "print"}, {"unichr", "chr"}, {"callable", "callable"}})
    module->add(rt, name, rt.builtins->get(*rt.intern(builtin)));
  return module;
}

}  // namespace undumpy::python
