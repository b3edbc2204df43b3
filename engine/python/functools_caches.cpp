// functools: lru_cache, cache and cached_property.

#include "engine/python/class.h"
#include "engine/python/collections.h"
#include "engine/python/functools.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// A function with its results. The least recently used one stands first in the table.
class CachedFunction final : public TrackedObject {
 public:
  CachedFunction(Class* its_class, Value called, std::optional<std::size_t> most, bool by_type,
                 Ref<Class> info)
      : TrackedObject(Kind::Host, its_class),
        function_(std::move(called)),
        maximum_(most),
        typed_(by_type),
        info_class_(std::move(info)) {}

  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override;
  Value bind(Runtime& rt, const Value& self, Class& cls_of_self) override {
    static_cast<void>(cls_of_self);
    return self ? Value(new BoundMethod(rt.types.method, self, Value(this))) : Value(this);
  }
  std::string repr(Runtime& rt) override { return python::repr(rt, function_); }
  void set_attribute(Runtime& rt, Str* name, const Value& value) override {
    make_attributes(rt)->set(*name, value);
  }
  Dict* attributes() override { return attributes_.get(); }
  Ref<Dict> make_attributes(Runtime& rt) override {
    if (!attributes_) attributes_ = new_dict(rt);
    return attributes_;
  }
  void clear() override {
    function_ = Value();
    info_class_ = {};
    attributes_ = {};
    results_.clear();
  }

  Value info(Runtime& rt);
  Value parameters(Runtime& rt);
  void forget() {
    hits_ = misses_ = 0;
    results_.clear();
  }

 private:
  Value key_of(Runtime& rt, const Arguments& a);
  [[nodiscard]] Value maximum() const {
    return maximum_ ? Value::small(static_cast<std::int64_t>(*maximum_)) : Value::none();
  }
  Value function_;
  std::optional<std::size_t> maximum_;
  bool typed_;
  Ref<Class> info_class_;
  Ref<Dict> attributes_;
  HashTable results_;
  std::int64_t hits_ = 0;
  std::int64_t misses_ = 0;
};

// A single int or str is its own key; all others are tuples, with a mark before the keywords.
Value CachedFunction::key_of(Runtime& rt, const Arguments& a) {
  std::vector<Value> parts(a.values, a.values + a.count);
  if (parts.size() == 1 && a.keywords == 0 && !typed_) {
    const Class* type = type_of(rt, parts[0]);
    if (type == rt.types.int_ || type == rt.types.str) return parts[0];
  }
  if (a.keywords != 0) parts.emplace_back(cls);
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    parts.emplace_back(a.names[k]);
    parts.push_back(a.keyword(k));
  }
  if (typed_)
    for (std::size_t i = 0; i < a.count + a.keywords; ++i)
      parts.emplace_back(type_of(rt, a.values[i]));
  return make_tuple(rt, std::move(parts));
}

Value CachedFunction::call(Runtime& rt, Arguments& a) {
  rt.step();
  rt.check_stack();
  if (maximum_ == 0) {
    ++misses_;
    return python::call(rt, function_, a);
  }
  const Value key = key_of(rt, a);
  const std::size_t hash = python::hash(rt, key);
  if (auto* entry = results_.find(rt, key, hash)) {
    ++hits_;
    Value result = entry->value;
    if (maximum_) results_.move_to_back(entry);
    return result;
  }
  ++misses_;
  Value result = python::call(rt, function_, a);
  results_.set(rt, key, result, hash);
  if (maximum_ && results_.size() > *maximum_) {
    std::size_t first = 0;
    if (const auto* entry = results_.next(first))
      results_.remove(const_cast<HashTable::Entry*>(entry));
  }
  return result;
}

Value CachedFunction::info(Runtime& rt) {
  Value values[] = {Value::small(hits_), Value::small(misses_), maximum(),
                    Value::small(static_cast<std::int64_t>(results_.size()))};
  Arguments arguments{values, 4, 0, nullptr};
  return python::call(rt, info_class_, arguments);
}

Value CachedFunction::parameters(Runtime& rt) {
  const Ref<Dict> dict = new_dict(rt);
  dict->set(*rt.intern("maxsize"), maximum());
  dict->set(*rt.intern("typed"), Value::boolean(typed_));
  return dict;
}

Value cache_info(Runtime& rt, Arguments& a) { return host<CachedFunction>(a[0])->info(rt); }
Value cache_parameters(Runtime& rt, Arguments& a) {
  return host<CachedFunction>(a[0])->parameters(rt);
}
Value cache_clear(Runtime& rt, Arguments& a) {
  host<CachedFunction>(a[0])->forget();
  return static_cast<void>(rt), Value::none();
}

// What the module needs again: its classes.
struct CacheClasses {
  Class* cached_function;
  Ref<Class> info;
};

Value cached(Runtime& rt, const Value& function, std::optional<std::size_t> maximum, bool typed) {
  if (!callable(function)) type_error(rt, "the first argument must be callable");
  const auto classes = std::static_pointer_cast<CacheClasses>(rt.extensions.at("functools"));
  const Value made(
      new CachedFunction(classes->cached_function, function, maximum, typed, classes->info));
  update_wrapper(rt, made, function);
  return made;
}

// What lru_cache(maxsize=…) gives: a decorator.
class CacheMaker final : public Object {
 public:
  CacheMaker(Runtime& rt, std::optional<std::size_t> most, bool by_type)
      : Object(Kind::Host, rt.types.native), maximum_(most), typed_(by_type) {}
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override {
    if (a.count != 1 || a.keywords != 0) type_error(rt, "lru_cache() decorates one function");
    return cached(rt, a[0], maximum_, typed_);
  }

 private:
  std::optional<std::size_t> maximum_;
  bool typed_;
};

Value lru_cache(Runtime& rt, Arguments& a) {
  constexpr std::size_t Usual = 128;
  const auto [maximum, typed_value] = read<2>(rt, a, {"lru_cache", {"maxsize", "typed"}});
  const bool typed = typed_value && truth(rt, typed_value);
  if (!maximum) return Value(new CacheMaker(rt, Usual, typed));
  if (maximum.is_none()) return Value(new CacheMaker(rt, std::nullopt, typed));
  if (is_integer(maximum)) {
    const std::int64_t most = std::max<std::int64_t>(0, int64_of(maximum).value_or(INT64_MAX));
    return Value(
        new CacheMaker(rt, static_cast<std::size_t>(std::min(most, Value::SmallMax)), typed));
  }
  if (callable(maximum)) return cached(rt, maximum, Usual, typed);
  type_error(rt, "Expected first argument to be an integer, a callable, or None");
}

Value cache(Runtime& rt, Arguments& a) { return cached(rt, a[0], std::nullopt, false); }

// A method that becomes an attribute of the object when it is read for the first time.
class CachedProperty final : public TrackedObject {
 public:
  CachedProperty(Class* its_class, Value called)
      : TrackedObject(Kind::Host, its_class), function_(std::move(called)) {}
  Value bind(Runtime& rt, const Value& self, Class& cls_of_self) override {
    if (!self) return Value(this);
    const Ref<Dict> attributes =
        self.is_object() ? self.object()->make_attributes(rt) : Ref<Dict>();
    const Value named = python::find_attribute(rt, function_, "__name__");
    const auto* name = as<Str>(named);
    if (!attributes || name == nullptr)
      type_error(rt, "No '__dict__' attribute on '{}' instance to cache property.",
                 cls_of_self.name);
    Str* interned = rt.intern(*name);
    const Value value = python::call(rt, function_, {self});
    attributes->set(*interned, value);
    return value;
  }
  Value find_attribute(Runtime& rt, Str* name) override {
    if (name->text == "func") return function_;
    if (name->text == "__doc__") return python::find_attribute(rt, function_, name);
    return Object::find_attribute(rt, name);
  }
  void clear() override { function_ = Value(); }

 private:
  Value function_;
};

Value make_cached_property(Runtime& rt, Class& cls, Arguments& a) {
  const auto [function] = read<1>(rt, a, {"cached_property", {"func"}, 1});
  return Value(new CachedProperty(&cls, function));
}

}  // namespace

void define_caches(Runtime& rt, Module& module) {
  auto classes = std::make_shared<CacheClasses>();
  Class* cls = rt.make_class("_lru_cache_wrapper", "functools", rt.types.object);
  cls->name_with_module = "functools._lru_cache_wrapper";
  cls->maker = nullptr;
  cls->sealed = true;
  rt.method(cls, "cache_info", cache_info, 0, 0);
  rt.method(cls, "cache_parameters", cache_parameters, 0, 0);
  rt.method(cls, "cache_clear", cache_clear, 0, 0);
  classes->cached_function = cls;
  classes->info = make_named_tuple(rt, "CacheInfo", {"hits", "misses", "maxsize", "currsize"});
  classes->info->module = "functools";
  rt.extensions["functools"] = classes;
  module.add(rt, "lru_cache", lru_cache, 0, -1);
  module.add(rt, "cache", cache, 1, 1);
  Class* property = rt.make_class("cached_property", "functools", rt.types.object);
  property->maker = make_cached_property;
  property->sealed = true;
  module.add(rt, "cached_property", Value(property));
}

}  // namespace undumpy::python
