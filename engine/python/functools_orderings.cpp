// functools: cmp_to_key and total_ordering.

#include <algorithm>
#include <array>

#include "engine/python/class.h"
#include "engine/python/functools.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// An object that is ordered as a function of two says.
class ComparedObject final : public TrackedObject {
 public:
  ComparedObject(Class* its_class, Value comparison, Value compared)
      : TrackedObject(Kind::Host, its_class),
        function_(std::move(comparison)),
        object_(std::move(compared)) {}
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override {
    const auto* twin = host<ComparedObject>(other);
    if (twin == nullptr) type_error(rt, "other argument must be K instance");
    const Value theirs = twin->object_;
    const Value sign = python::call(rt, function_, {object_, theirs});
    return python::compare(rt, op, sign, Value::small(0));
  }
  std::size_t hash(Runtime& rt) override {
    type_error(rt, "unhashable type: 'functools.KeyWrapper'");
  }
  Value find_attribute(Runtime& rt, Str* name) override {
    return name->text == "obj" ? object_ : Object::find_attribute(rt, name);
  }
  void clear() override { function_ = object_ = Value(); }

 private:
  Value function_, object_;
};

// What cmp_to_key() gives: makes the key of an object. Keys are of the same class.
class KeyMaker final : public TrackedObject {
 public:
  KeyMaker(Class* its_class, Value comparison)
      : TrackedObject(Kind::Host, its_class), function_(std::move(comparison)) {}
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& a) override {
    const auto [object] = read<1>(rt, a, {"K", {"obj"}, 1});
    return Value(new ComparedObject(cls, function_, object));
  }
  void clear() override { function_ = Value(); }

 private:
  Value function_;
};

Value make_key_maker(Runtime& rt, Class& cls, Arguments& a) {
  const auto [function] = read<1>(rt, a, {"cmp_to_key", {"mycmp"}, 1});
  return Value(new KeyMaker(&cls, function));
}

struct Ordering {
  CompareOperator op;
  const char* name;
};
constexpr Ordering Less{CompareOperator::Less, "__lt__"};
constexpr Ordering LessEqual{CompareOperator::LessEqual, "__le__"};
constexpr Ordering Greater{CompareOperator::Greater, "__gt__"};
constexpr Ordering GreaterEqual{CompareOperator::GreaterEqual, "__ge__"};

// The comparison `Wanted`, found from `Root` and ==. With Root <, a <= b is a < b or a == b; a > b
// is not a < b and a != b; a >= b is not a < b. All others are alike.
template <const Ordering& Root, const Ordering& Wanted>
Value derived_comparison(Runtime& rt, Arguments& a) {
  const Value root = type_of(rt, a[0])->lookup(rt.intern(Root.name));
  const Value result = call(rt, root, {a[0], a[1]});
  if (result.is_not_implemented()) return result;
  const bool holds = truth(rt, result);
  constexpr bool RootIsStrict = &Root == &Less || &Root == &Greater;
  constexpr bool RootIsLess = &Root == &Less || &Root == &LessEqual;
  constexpr bool Strict = &Wanted == &Less || &Wanted == &Greater;
  constexpr bool SameDirection = RootIsLess == (&Wanted == &Less || &Wanted == &LessEqual);
  const auto same = [&] { return equal(rt, a[0], a[1]); };
  if constexpr (SameDirection)
    return Value::boolean(RootIsStrict ? holds || same() : holds && !same());
  else if constexpr (RootIsStrict == Strict)
    return Value::boolean(RootIsStrict ? !holds && !same() : !holds || same());
  else
    return Value::boolean(!holds);
}

struct Derived {
  const char* name;
  NativeFunction function;
};
template <const Ordering& Root, const Ordering& A, const Ordering& B, const Ordering& C>
constexpr std::array<Derived, 3> derived_from() {
  return {{{A.name, derived_comparison<Root, A>},
           {B.name, derived_comparison<Root, B>},
           {C.name, derived_comparison<Root, C>}}};
}

Value total_ordering(Runtime& rt, Arguments& a) {
  auto* cls = as<Class>(a[0]);
  if (cls == nullptr) type_error(rt, "total_ordering() decorates a class");
  // In the order in which they are preferred.
  const std::pair<const char*, std::array<Derived, 3>> roots[] = {
      {"__lt__", derived_from<Less, Greater, LessEqual, GreaterEqual>()},
      {"__le__", derived_from<LessEqual, GreaterEqual, Less, Greater>()},
      {"__gt__", derived_from<Greater, Less, GreaterEqual, LessEqual>()},
      {"__ge__", derived_from<GreaterEqual, LessEqual, Greater, Less>()},
  };
  const auto defined = [&](const char* name) {
    for (const Class* each : cls->mro)
      if (each->of_program && each->dict && each->dict->get(*rt.intern(name))) return true;
    return false;
  };
  const auto* root = std::find_if(std::begin(roots), std::end(roots),
                                  [&](const auto& each) { return defined(each.first); });
  if (root == std::end(roots))
    value_error(rt, "must define at least one ordering operation: < > <= >=");
  std::vector<const Derived*> wanted;
  for (const Derived& each : root->second)
    if (!defined(each.name)) wanted.push_back(&each);
  for (const Derived* each : wanted)
    cls->set_attribute(rt, rt.intern(each->name),
                       rt.native(each->name, each->function, 1, 1, rt.types.object));
  return a[0];
}

}  // namespace

void define_orderings(Runtime& rt, Module& module) {
  Class* key = rt.make_class("KeyWrapper", "functools", rt.types.object);
  key->name_with_module = "functools.KeyWrapper";
  key->maker = make_key_maker;
  key->sealed = true;
  module.add(rt, "cmp_to_key", Value(key));
  module.add(rt, "total_ordering", total_ordering, 1, 1);
}

}  // namespace undumpy::python
