// functools: partial, reduce and wraps; caches and orderings have files of their own.

#include <algorithm>

#include "engine/python/class.h"
#include "engine/python/functools.h"
#include "engine/python/iterator.h"
#include "engine/python/modules.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

Value reduce(Runtime& rt, Arguments& a) {
  if (!is_iterable(rt, a[1])) type_error(rt, "reduce() arg 2 must support iteration");
  const Ref<Iterator> iterator = iterate(rt, a[1]);
  Value result;
  if (a.count > 2)
    result = a[2];
  else if (!iterator->next(rt, result))
    type_error(rt, "reduce() of empty iterable with no initial value");
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    result = call(rt, a[0], {result, item});
  }
  return result;
}

// partial(function, …): remembers arguments.
class Partial final : public TrackedObject {
 public:
  Partial(Class* its_class, Value called)
      : TrackedObject(Kind::Host, its_class), function(std::move(called)) {}

  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override {
    rt.check_stack();
    std::vector<Value> values = positional;
    values.insert(values.end(), a.values, a.values + a.count);
    const auto count = static_cast<std::uint32_t>(values.size());
    std::vector<Str*> all_names;
    // A keyword of the call takes the place of the remembered one.
    std::vector<bool> used(a.keywords);
    for (std::size_t i = 0; i < names.size(); ++i) {
      all_names.push_back(names[i]);
      values.push_back(keywords[i]);
      for (std::uint32_t k = 0; k < a.keywords; ++k)
        if (a.names[k]->text == names[i]->text) values.back() = a.keyword(k), used[k] = true;
    }
    for (std::uint32_t k = 0; k < a.keywords; ++k) {
      if (used[k]) continue;
      all_names.push_back(a.names[k]);
      values.push_back(a.keyword(k));
    }
    Arguments all{values.data(), count, static_cast<std::uint32_t>(all_names.size()),
                  all_names.data()};
    return python::call(rt, function, all);
  }

  std::string repr(Runtime& rt) override {
    if (in_repr) return "...";
    in_repr = true;
    struct Leave {
      Object& object;
      ~Leave() { object.in_repr = false; }
    } const leave{*this};
    std::string text = "functools.partial(" + python::repr(rt, function);
    for (const Value& value : positional) text += ", " + python::repr(rt, value);
    for (std::size_t i = 0; i < names.size(); ++i)
      text += ", " + names[i]->text + "=" + python::repr(rt, keywords[i]);
    return text + ")";
  }

  Value find_attribute(Runtime& rt, Str* name) override {
    if (name->text == "func") return function;
    if (name->text == "args") return make_tuple(rt, positional);
    if (name->text == "keywords") {
      const Ref<Dict> dict = new_dict(rt);
      for (std::size_t i = 0; i < names.size(); ++i) dict->set(*names[i], keywords[i]);
      return dict;
    }
    return Object::find_attribute(rt, name);
  }
  void set_attribute(Runtime& rt, Str* name, const Value& value) override {
    make_attributes(rt)->set(*name, value);
  }
  Dict* attributes() override { return attributes_.get(); }
  Ref<Dict> make_attributes(Runtime& rt) override {
    if (!attributes_) attributes_ = new_dict(rt);
    return attributes_;
  }
  void clear() override {
    function = Value();
    positional.clear();
    keywords.clear();
    attributes_ = {};
  }

  Value function;
  std::vector<Value> positional, keywords;
  std::vector<Str*> names;  // of the keywords; interned

 private:
  Ref<Dict> attributes_;
};

void remember_keyword(Partial& partial, Str* name, const Value& value) {
  const auto found = std::ranges::find(partial.names, name);
  if (found != partial.names.end()) {
    partial.keywords[static_cast<std::size_t>(found - partial.names.begin())] = value;
    return;
  }
  partial.names.push_back(name);
  partial.keywords.push_back(value);
}

Value make_partial(Runtime& rt, Class& cls, Arguments& a) {
  if (a.count == 0) type_error(rt, "type 'partial' takes at least one argument");
  if (!callable(a[0])) type_error(rt, "the first argument must be callable");
  const Ref<Partial> partial(new Partial(&cls, a[0]));
  // A partial of a partial remembers what both do.
  if (const auto* inner = host<Partial>(a[0])) {
    partial->function = inner->function;
    partial->positional = inner->positional;
    partial->names = inner->names;
    partial->keywords = inner->keywords;
  }
  partial->positional.insert(partial->positional.end(), a.values + 1, a.values + a.count);
  for (std::uint32_t k = 0; k < a.keywords; ++k)
    remember_keyword(*partial, rt.intern(*a.names[k]), a.keyword(k));
  return partial;
}

constexpr const char* Assigned[] = {"__module__", "__name__", "__qualname__", "__doc__"};

// `assigned` and `updated` are tuples of names, or absent.
void update_names(Runtime& rt, const Value& wrapper, const Value& wrapped, const Value& assigned,
                  const Value& updated) {
  std::vector<Value> names;
  if (assigned)
    names = to_vector(rt, assigned);
  else
    for (const char* name : Assigned) names.emplace_back(rt.intern(name));
  for (const Value& name : names)
    if (Str* text = as<Str>(name))
      if (const Value value = find_attribute(rt, wrapped, text))
        set_attribute(rt, wrapper, rt.intern(*text), value);
  const bool with_attributes = !updated || !to_vector(rt, updated).empty();
  if (with_attributes && wrapped.is_object() && as<Class>(wrapped) == nullptr)
    if (const Dict* attributes = wrapped.object()->attributes()) {
      const Ref<Dict> copy = new_dict(rt);
      copy->table.copy_from(attributes->table);
      std::size_t i = 0;
      while (const auto* entry = copy->table.next(i))
        if (Str* name = as<Str>(entry->key))
          set_attribute(rt, wrapper, rt.intern(*name), entry->value);
    }
  set_attribute(rt, wrapper, rt.intern("__wrapped__"), wrapped);
}

Value functools_update_wrapper(Runtime& rt, Arguments& a) {
  const auto [wrapper, wrapped, assigned, updated] =
      read<4>(rt, a, {"update_wrapper", {"wrapper", "wrapped", "assigned", "updated"}, 2});
  update_names(rt, wrapper, wrapped, assigned, updated);
  return wrapper;
}

Value functools_wraps(Runtime& rt, Arguments& a) {
  const auto [wrapped, assigned, updated] =
      read<3>(rt, a, {"wraps", {"wrapped", "assigned", "updated"}, 1});
  const Value functools = rt.import_module("functools");
  auto* partial = as<Class>(find_attribute(rt, functools, "partial"));
  const Ref<Partial> made(new Partial(partial, find_attribute(rt, functools, "update_wrapper")));
  remember_keyword(*made, rt.intern("wrapped"), wrapped);
  if (assigned) remember_keyword(*made, rt.intern("assigned"), assigned);
  if (updated) remember_keyword(*made, rt.intern("updated"), updated);
  return made;
}

}  // namespace

void update_wrapper(Runtime& rt, const Value& wrapper, const Value& wrapped) {
  update_names(rt, wrapper, wrapped, Value(), Value());
}

Value make_functools(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "functools"));
  Class* partial = rt.make_class("partial", "functools", rt.types.object);
  partial->name_with_module = "functools.partial";
  partial->maker = make_partial;
  partial->sealed = true;
  module->add(rt, "partial", Value(partial));
  module->add(rt, "reduce", reduce, 2, 3);
  module->add(rt, "wraps", functools_wraps, 0, -1);
  module->add(rt, "update_wrapper", functools_update_wrapper, 0, -1);
  define_caches(rt, *module);
  define_orderings(rt, *module);
  return module;
}

}  // namespace undumpy::python
