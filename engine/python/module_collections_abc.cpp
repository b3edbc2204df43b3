// collections.abc: abstract classes that isinstance() and issubclass() ask. A class belongs to one
// when it derives from a built-in type that does, or has the methods that make it one.

#include <algorithm>
#include <array>
#include <span>

#include "engine/python/modules.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// Names of built-in classes, the class of the program included that derives from one.
bool derives_from_one(const Class& cls, std::span<const std::string_view> names) {
  return std::ranges::any_of(cls.mro, [&](const Class* each) {
    return !each->of_program && std::ranges::find(names, each->name) != names.end();
  });
}

bool has_methods(Runtime& rt, Class& cls, std::initializer_list<const char*> names) {
  return std::ranges::all_of(names, [&](const char* name) {
    const Value method = cls.lookup(rt.intern(name));
    return method.present() && !method.is_none();
  });
}

constexpr std::array<std::string_view, 3> Mappings = {"dict", "mappingproxy", "ChainMap"};
constexpr std::array<std::string_view, 2> Sets = {"set", "frozenset"};
constexpr std::array<std::string_view, 2> SetViews = {"dict_keys", "dict_items"};
constexpr std::array<std::string_view, 5> Sequences = {"list", "tuple", "str", "bytes", "range"};
constexpr std::array<std::string_view, 2> Others = {"dict_values", "deque"};
constexpr std::array<std::string_view, 6> Unhashable = {"list",      "dict",       "set",
                                                        "dict_keys", "dict_items", "deque"};
constexpr std::array<std::string_view, 6> Callables = {
    "function", "builtin_function_or_method", "method", "type", "staticmethod", "partial"};

bool is_sized_container(const Class& cls) {
  return derives_from_one(cls, Mappings) || derives_from_one(cls, Sets) ||
         derives_from_one(cls, SetViews) || derives_from_one(cls, Sequences) ||
         derives_from_one(cls, Others);
}

bool accepts_iterable(Runtime& rt, Class& cls) {
  return is_sized_container(cls) || &cls == rt.types.generator ||
         has_methods(rt, cls, {"__iter__"});
}
bool accepts_iterator(Runtime& rt, Class& cls) {
  return &cls == rt.types.generator || has_methods(rt, cls, {"__iter__", "__next__"});
}
bool accepts_generator(Runtime& rt, Class& cls) {
  return &cls == rt.types.generator ||
         has_methods(rt, cls, {"__iter__", "__next__", "send", "throw", "close"});
}
bool accepts_sized(Runtime& rt, Class& cls) {
  return is_sized_container(cls) || has_methods(rt, cls, {"__len__"});
}
bool accepts_container(Runtime& rt, Class& cls) {
  return is_sized_container(cls) || has_methods(rt, cls, {"__contains__"});
}
bool accepts_collection(Runtime& rt, Class& cls) {
  return is_sized_container(cls) || has_methods(rt, cls, {"__len__", "__iter__", "__contains__"});
}
bool accepts_hashable(Runtime& rt, Class& cls) {
  Str* name = rt.intern("__hash__");
  const Value method = cls.lookup(name);
  // Views and deques have the method that object has, but do not let it work.
  const bool inherited = method.same(rt.types.object->dict->get(*name));
  return !method.is_none() && !(inherited && derives_from_one(cls, Unhashable));
}
bool accepts_callable(Runtime& rt, Class& cls) {
  return derives_from_one(cls, Callables) || has_methods(rt, cls, {"__call__"});
}
bool accepts_mapping(Runtime& rt, Class& cls) {
  return static_cast<void>(rt), derives_from_one(cls, Mappings);
}
bool accepts_mutable_mapping(Runtime& rt, Class& cls) {
  return static_cast<void>(rt), derives_from_one(cls, Mappings) && cls.name != "mappingproxy";
}
bool accepts_sequence(Runtime& rt, Class& cls) {
  return static_cast<void>(rt),
         derives_from_one(cls, Sequences) || derives_from_one(cls, std::span(Others).last(1));
}
bool accepts_mutable_sequence(Runtime& rt, Class& cls) {
  return static_cast<void>(rt), derives_from_one(cls, std::span(Sequences).first(1)) ||
                                    derives_from_one(cls, std::span(Others).last(1));
}
bool accepts_set(Runtime& rt, Class& cls) {
  return static_cast<void>(rt), derives_from_one(cls, Sets) || derives_from_one(cls, SetViews);
}
bool accepts_mutable_set(Runtime& rt, Class& cls) {
  return static_cast<void>(rt), derives_from_one(cls, std::span(Sets).first(1));
}

}  // namespace

Value make_collections_abc(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "collections.abc"));
  const std::pair<const char*, bool (*)(Runtime&, Class&)> classes[] = {
      {"Iterable", accepts_iterable},
      {"Iterator", accepts_iterator},
      {"Generator", accepts_generator},
      {"Sized", accepts_sized},
      {"Container", accepts_container},
      {"Collection", accepts_collection},
      {"Hashable", accepts_hashable},
      {"Callable", accepts_callable},
      {"Mapping", accepts_mapping},
      {"MutableMapping", accepts_mutable_mapping},
      {"Sequence", accepts_sequence},
      {"MutableSequence", accepts_mutable_sequence},
      {"Set", accepts_set},
      {"MutableSet", accepts_mutable_set},
  };
  for (const auto& [name, accepts] : classes) {
    Class* cls = rt.make_class(name, "collections.abc", rt.types.object);
    cls->accepts = accepts;
    cls->maker = nullptr;
    // Their methods are not here: nobody could inherit them.
    cls->sealed = true;
    module->add(rt, name, Value(cls));
  }
  return module;
}

}  // namespace undumpy::python
