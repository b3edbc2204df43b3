// itertools: the iterators over other iterators. All are lazy. An item is a step for each iterator
// that it goes through, for they can be nested deeply.

#include "engine/python/containers.h"
#include "engine/python/itertools.h"
#include "engine/python/modules.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Class* add_iterator_class(Runtime& rt, Module& module, const char* name, Class::Maker maker) {
  Class* cls = iterator_class(rt, name);
  cls->module = "itertools";
  cls->name_with_module = "itertools." + cls->name;
  cls->maker = maker;
  module.add(rt, name, Value(cls));
  return cls;
}

void expect_positional(Runtime& rt, const Arguments& arguments, const char* function,
                       std::uint32_t least, std::uint32_t most) {
  no_keywords(rt, arguments, function);
  if (arguments.count >= least && arguments.count <= most) return;
  const std::uint32_t wanted = arguments.count < least ? least : most;
  const char* bound = least == most ? "" : arguments.count < least ? "at least " : "at most ";
  type_error(rt, "{} expected {}{} argument{}, got {}", function, bound, wanted,
             wanted == 1 ? "" : "s", arguments.count);
}

namespace {

class Count final : public Iterator {
 public:
  Count(Class* its_class, Value start, Value step)
      : Iterator(its_class), next_(std::move(start)), step_(std::move(step)) {}
  bool next(Runtime& rt, Value& out) override {
    out = next_;
    next_ = python::binary(rt, BinaryOperator::Add, out, step_);
    return true;
  }
  std::string repr(Runtime& rt) override {
    const bool by_one = step_.is_small() && step_.small() == 1;
    return "count(" + python::repr(rt, next_) + (by_one ? "" : ", " + python::repr(rt, step_)) +
           ")";
  }
  void clear() override { next_ = step_ = Value(); }

 private:
  Value next_, step_;
};

Value make_count(Runtime& rt, Class& cls, Arguments& a) {
  const auto [start, step] = read<2>(rt, a, {"count", {"start", "step"}});
  const auto number = [&rt](const Value& value) {
    return is_number(value) || find_special(rt, value, "__float__").present() ||
           find_special(rt, value, "__int__").present() ||
           find_special(rt, value, "__index__").present();
  };
  if ((start && !number(start)) || (step && !number(step))) type_error(rt, "a number is required");
  return Value(new Count(&cls, start ? start : Value::small(0), step ? step : Value::small(1)));
}

class Repeat final : public Iterator {
 public:
  Repeat(Class* its_class, Value item, std::int64_t times)
      : Iterator(its_class), item_(std::move(item)), left_(times) {}
  bool next(Runtime& rt, Value& out) override {
    static_cast<void>(rt);
    if (left_ == 0) return false;
    if (left_ > 0) --left_;
    out = item_;
    return true;
  }
  std::string repr(Runtime& rt) override {
    return "repeat(" + python::repr(rt, item_) + (left_ < 0 ? "" : ", " + std::to_string(left_)) +
           ")";
  }
  void clear() override { item_ = Value(); }

 private:
  Value item_;
  std::int64_t left_;  // < 0: for ever
};

Value make_repeat(Runtime& rt, Class& cls, Arguments& a) {
  const auto [item, times] = read<2>(rt, a, {"repeat", {"object", "times"}, 1});
  return Value(new Repeat(&cls, item, times ? std::max<std::int64_t>(0, to_index(rt, times)) : -1));
}

class Cycle final : public Iterator {
 public:
  Cycle(Class* its_class, Ref<Iterator> source) : Iterator(its_class), source_(std::move(source)) {}
  bool next(Runtime& rt, Value& out) override {
    rt.step();
    rt.check_stack();
    if (!saved_) saved_ = make_list(rt, {});
    List& saved = *as<List>(saved_);
    if (const Ref<Iterator> source = source_) {
      if (source->next(rt, out)) {
        saved.append(out);
        return true;
      }
      source_ = {};
    }
    if (saved.items.empty()) return false;
    if (at_ >= saved.items.size()) at_ = 0;
    out = saved.items[at_++];
    return true;
  }
  void clear() override {
    source_ = {};
    saved_ = Value();
  }

 private:
  Ref<Iterator> source_;  // null: at its end
  Value saved_;           // a list
  std::size_t at_ = 0;
};

Value make_cycle(Runtime& rt, Class& cls, Arguments& a) {
  expect_positional(rt, a, "cycle", 1, 1);
  return Value(new Cycle(&cls, iterate(rt, a[0])));
}

// One iterable after the other.
Value chain_of(Runtime& rt, const Value& iterables) {
  return make_iterator(rt, "chain",
                       [all = iterate(rt, iterables), current = Ref<Iterator>()](
                           Runtime& runtime, Value& out) mutable {
                         while (all) {
                           runtime.step();
                           if (!current) {
                             Value iterable;
                             const Ref<Iterator> source = all;
                             if (!source->next(runtime, iterable)) {
                               all = {};
                               return false;
                             }
                             current = iterate(runtime, iterable);
                           }
                           const Ref<Iterator> source = current;
                           if (source->next(runtime, out)) return true;
                           current = {};
                         }
                         return false;
                       });
}

Value make_chain(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  no_keywords(rt, a, "chain");
  return chain_of(rt, make_tuple(rt, std::vector<Value>(a.values, a.values + a.count)));
}

Value chain_from_iterable(Runtime& rt, Arguments& a) {
  expect_positional(rt, a.after(1), "chain.from_iterable", 1, 1);
  return chain_of(rt, a[1]);
}

// A bound of islice(): None, or an integer that is not negative.
std::optional<std::int64_t> slice_bound(Runtime& rt, const Value& value, const char* message) {
  if (value.absent() || value.is_none()) return std::nullopt;
  if (is_integer(value))
    if (const auto number = int64_of(value); number && *number >= 0) return number;
  raise(rt, "ValueError", message);
}

class Islice final : public Iterator {
 public:
  Islice(Class* its_class, Ref<Iterator> source, std::int64_t start,
         std::optional<std::int64_t> stop, std::int64_t step)
      : Iterator(its_class), source_(std::move(source)), wanted_(start), stop_(stop), step_(step) {}
  bool next(Runtime& rt, Value& out) override {
    rt.step();
    rt.check_stack();
    const Ref<Iterator> source = source_;
    if (!source) return false;
    Value item;
    while (at_ < wanted_) {
      rt.step();
      if (!source->next(rt, item)) return end();
      ++at_;
    }
    if (stop_ && at_ >= *stop_) return end();
    if (!source->next(rt, item)) return end();
    ++at_;
    if (__builtin_add_overflow(wanted_, step_, &wanted_)) wanted_ = INT64_MAX;
    if (stop_ && wanted_ > *stop_) wanted_ = *stop_;
    out = std::move(item);
    return true;
  }
  void clear() override { source_ = {}; }

 private:
  bool end() {
    source_ = {};
    return false;
  }
  Ref<Iterator> source_;  // null: at its end
  std::int64_t at_ = 0;   // how many items were taken from it
  std::int64_t wanted_;   // the position of the next to give
  std::optional<std::int64_t> stop_;
  std::int64_t step_;
};

Value make_islice(Runtime& rt, Class& cls, Arguments& a) {
  expect_positional(rt, a, "islice", 2, 4);
  constexpr const char* Stop =
      "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* Indices =
      "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  constexpr const char* Step = "Step for islice() must be a positive integer or None.";
  const bool only_stop = a.count == 2;
  const auto stop = slice_bound(rt, a[only_stop ? 1 : 2], Stop);
  const auto start = only_stop ? std::nullopt : slice_bound(rt, a[1], Indices);
  const auto step = slice_bound(rt, a.get(3), Step);
  if (step == 0) raise(rt, "ValueError", Step);
  return Value(new Islice(&cls, iterate(rt, a[0]), start.value_or(0), stop, step.value_or(1)));
}

Value make_accumulate(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  const auto [iterable, function, initial] =
      read<3>(rt, a, {"accumulate", {"iterable", "func", "initial"}, 1, 2});
  const Value first = initial && !initial.is_none() ? initial : Value();
  const Value combine = function && !function.is_none() ? function : Value();
  return make_iterator(rt, "accumulate",
                       [source = iterate(rt, iterable), first, combine, total = Value()](
                           Runtime& runtime, Value& out) mutable {
                         runtime.step();
                         if (!total && first) {
                           out = total = first;
                           return true;
                         }
                         Value item;
                         if (!source->next(runtime, item)) return false;
                         const Value before = total;
                         if (!before)
                           total = item;
                         else if (combine)
                           total = call(runtime, combine, {before, item});
                         else
                           total = binary(runtime, BinaryOperator::Add, before, item);
                         out = total;
                         return true;
                       });
}

Value make_takewhile(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  expect_positional(rt, a, "takewhile", 2, 2);
  return make_iterator(rt, "takewhile",
                       [source = iterate(rt, a[1]), wanted = a[0], ended = false](
                           Runtime& runtime, Value& out) mutable {
                         runtime.step();
                         Value item;
                         if (ended || !source->next(runtime, item)) return false;
                         ended = !truth(runtime, call(runtime, wanted, {item}));
                         if (!ended) out = std::move(item);
                         return !ended;
                       });
}

Value make_dropwhile(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  expect_positional(rt, a, "dropwhile", 2, 2);
  return make_iterator(rt, "dropwhile",
                       [source = iterate(rt, a[1]), unwanted = a[0], started = false](
                           Runtime& runtime, Value& out) mutable {
                         Value item;
                         while (source->next(runtime, item)) {
                           runtime.step();
                           if (!started && truth(runtime, call(runtime, unwanted, {item})))
                             continue;
                           started = true;
                           out = std::move(item);
                           return true;
                         }
                         return false;
                       });
}

Value make_filterfalse(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  expect_positional(rt, a, "filterfalse", 2, 2);
  return make_iterator(
      rt, "filterfalse", [source = iterate(rt, a[1]), test = a[0]](Runtime& runtime, Value& out) {
        Value item;
        while (source->next(runtime, item)) {
          runtime.step();
          const Value verdict = test.is_none() ? item : call(runtime, test, {item});
          if (truth(runtime, verdict)) continue;
          out = std::move(item);
          return true;
        }
        return false;
      });
}

Value make_compress(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  const auto [data, selectors] = read<2>(rt, a, {"compress", {"data", "selectors"}, 2});
  return make_iterator(
      rt, "compress",
      [items = iterate(rt, data), chosen = iterate(rt, selectors)](Runtime& runtime, Value& out) {
        Value item;
        Value selector;
        while (items->next(runtime, item) && chosen->next(runtime, selector)) {
          runtime.step();
          if (!truth(runtime, selector)) continue;
          out = std::move(item);
          return true;
        }
        return false;
      });
}

Value make_starmap(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  expect_positional(rt, a, "starmap", 2, 2);
  return make_iterator(
      rt, "starmap", [source = iterate(rt, a[1]), function = a[0]](Runtime& runtime, Value& out) {
        runtime.step();
        Value item;
        if (!source->next(runtime, item)) return false;
        std::vector<Value> values = to_vector(runtime, item);
        Arguments all{values.data(), static_cast<std::uint32_t>(values.size()), 0, nullptr};
        out = call(runtime, function, all);
        return true;
      });
}

Value make_pairwise(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  expect_positional(rt, a, "pairwise", 1, 1);
  return make_iterator(
      rt, "pairwise",
      [source = iterate(rt, a[0]), before = Value()](Runtime& runtime, Value& out) mutable {
        runtime.step();
        Value item;
        if (!before) {
          if (!source->next(runtime, item)) return false;
          before = item;
        }
        if (!source->next(runtime, item)) return false;
        out = make_tuple(runtime, {before, item});
        before = item;
        return true;
      });
}

Value make_zip_longest(Runtime& rt, Class& cls, Arguments& a) {
  static_cast<void>(cls);
  Value fill = Value::none();
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    if (a.names[k]->text != "fillvalue")
      type_error(rt, "zip_longest() got an unexpected keyword argument");
    fill = a.keyword(k);
  }
  std::vector<Ref<Iterator>> sources;
  for (std::size_t i = 0; i < a.count; ++i) sources.push_back(iterate(rt, a[i]));
  return make_iterator(rt, "zip_longest", [sources, fill](Runtime& runtime, Value& out) mutable {
    runtime.step();
    std::vector<Value> items(sources.size(), fill);
    bool any = false;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const Ref<Iterator> source = sources[i];
      if (!source) continue;
      if (source->next(runtime, items[i]))
        any = true;
      else
        sources[i] = {};
    }
    if (any) out = make_tuple(runtime, std::move(items));
    return any;
  });
}

}  // namespace

Value make_itertools(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "itertools"));
  const std::pair<const char*, Class::Maker> classes[] = {
      {"count", make_count},
      {"repeat", make_repeat},
      {"cycle", make_cycle},
      {"chain", make_chain},
      {"islice", make_islice},
      {"accumulate", make_accumulate},
      {"takewhile", make_takewhile},
      {"dropwhile", make_dropwhile},
      {"filterfalse", make_filterfalse},
      {"compress", make_compress},
      {"starmap", make_starmap},
      {"pairwise", make_pairwise},
      {"zip_longest", make_zip_longest},
  };
  for (const auto& [name, maker] : classes) add_iterator_class(rt, *module, name, maker);
  Class* chain = iterator_class(rt, "chain");
  chain->dict->set(
      *rt.intern("from_iterable"),
      Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                              rt.native("from_iterable", chain_from_iterable, 0, -1))));
  define_selections(rt, *module);
  define_groups(rt, *module);
  return module;
}

}  // namespace undumpy::python
