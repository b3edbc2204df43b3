// copy: copy() and deepcopy().
//
// Built-in containers are copied with what derives from them; objects of the program get the
// attributes of the original, without their __init__. What can not change is its own copy. A class
// says by __copy__ and __deepcopy__ when it wants something else.

#include <unordered_map>

#include "engine/python/collections.h"
#include "engine/python/modules.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

// What deepcopy() has copied. For a program it is an empty dict, to be handed on.
class Memo final : public Dict {
 public:
  using Dict::Dict;
  struct Done {
    Value original;  // lives as long as its address stands here
    Value copy;
  };
  void note(const Value& original, const Value& copy) {
    charge_.set((copies_.size() + 1) * (sizeof(Done) + 4 * sizeof(void*)));
    copies_[original.object()] = {original, copy};
  }
  [[nodiscard]] Value find(const Value& original) const {
    const auto found = copies_.find(original.object());
    return found != copies_.end() ? found->second.copy : Value();
  }
  void clear() override {
    copies_.clear();
    Dict::clear();
  }

 private:
  std::unordered_map<const Object*, Done> copies_;
  Charge charge_;
};

// One copy() or deepcopy() under way; without a memo it is a copy().
class Copier {
 public:
  Copier(Runtime& rt, Memo* memo) : rt_(rt), memo_(memo) {}

  Value copy(const Value& value) {
    if (!value.is_object() || is_unchangeable(value)) return value;
    rt_.step();
    rt_.check_stack();
    const Level level(rt_);
    if (memo_ != nullptr)
      if (Value done = memo_->find(value)) return done;
    Value made = by_hook(value);
    if (!made) made = by_kind(value);
    if (memo_ != nullptr) memo_->note(value, made);
    return made;
  }

 private:
  // A container inside another: in CPython two calls.
  struct Level {
    explicit Level(Runtime& runtime) : rt(runtime) {
      if (rt.depth + Calls > rt.limits.depth)
        raise(rt, "RecursionError", "maximum recursion depth exceeded");
      rt.depth += Calls;
    }
    ~Level() { rt.depth -= Calls; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    static constexpr std::uint32_t Calls = 2;
    Runtime& rt;
  };

  static bool is_unchangeable(const Value& value) {
    switch (value.object()->kind) {
      case Kind::BigInteger:
      case Kind::Float:
      case Kind::Str:
      case Kind::Bytes:
      case Kind::Range:
      case Kind::Decimal:
      case Kind::Date:
      case Kind::Time:
      case Kind::DateTime:
      case Kind::TimeDelta:
      case Kind::TimeZone:
      case Kind::Function:
      case Kind::Native:
      case Kind::Class:
      case Kind::Property:
      case Kind::Slice:
        return true;
      default:
        return false;
    }
  }

  Value by_hook(const Value& value) {
    // The copies of built-in containers are made below, also for what derives from them.
    Class* cls = value.object()->cls;
    const Value hook = cls->lookup(rt_.intern(memo_ != nullptr ? "__deepcopy__" : "__copy__"));
    if (!hook) return {};
    const Value method = bind_attribute(rt_, hook, value, *cls);
    return memo_ != nullptr ? call(rt_, method, {Value(memo_)}) : call(rt_, method, {});
  }

  Value by_kind(const Value& value) {
    switch (value.object()->kind) {
      case Kind::List:
        return list(*as<List>(value));
      case Kind::Tuple:
        return tuple(value);
      case Kind::Dict:
        return dict(*as<Dict>(value));
      case Kind::Set:
        return set(value);
      case Kind::Exception:
        return exception(*as<Exception>(value));
      case Kind::Instance:
        return with_attributes(*value.object(), blank(*value.object()->cls, {}));
      default:
        break;
    }
    if (const auto* deque = host<Deque>(value)) return copy_of_deque(*deque);
    type_error(rt_, "cannot pickle '{}' object", type_name(rt_, value));
  }

  // An instance without its __init__.
  Value blank(Class& cls, std::vector<Value> values) {
    if (cls.maker == nullptr) type_error(rt_, "cannot pickle '{}' object", cls.name);
    Arguments arguments{values.data(), static_cast<std::uint32_t>(values.size()), 0, nullptr};
    return cls.maker(rt_, cls, arguments);
  }

  // Notes the copy before its parts are copied: they may refer to it.
  Value started(const Object& original, Value made) {
    if (memo_ != nullptr) memo_->note(Value(const_cast<Object*>(&original)), made);
    return made;
  }

  Value part(const Value& value) { return memo_ != nullptr ? copy(value) : value; }

  Value with_attributes(Object& original, const Value& made) {
    started(original, made);
    const Dict* attributes = original.cls->of_program ? original.attributes() : nullptr;
    if (attributes == nullptr) return made;
    const Ref<Dict> target = made.object()->make_attributes(rt_);
    std::size_t i = 0;
    while (const auto* entry = attributes->table.next(i)) {
      const HashTable::Entry each = *entry;
      target->table.set(rt_, each.key, part(each.value), each.hash);
    }
    return made;
  }

  Value list(List& original) {
    const Value made = with_attributes(original, blank(*original.cls, {}));
    for (std::size_t i = 0; i < original.items.size(); ++i) {
      const Value item = original.items[i];
      as<List>(made)->append(part(item));
    }
    return made;
  }

  Value tuple(const Value& value) {
    Tuple& original = *as<Tuple>(value);
    if (memo_ == nullptr && !original.cls->of_program) return value;
    std::vector<Value> items;
    bool same = !original.cls->of_program;
    for (const Value& item : original.items) {
      items.push_back(part(item));
      same = same && items.back().same(item);
    }
    if (same) return value;
    // A part may have led back to the tuple, and copied it.
    if (memo_ != nullptr)
      if (Value done = memo_->find(value)) return done;
    return with_attributes(original, allocate<Tuple>(*original.cls, std::move(items)));
  }

  Value dict(Dict& original) {
    const Value made = with_attributes(original, blank(*original.cls, {}));
    if (const auto* defaults = host<DefaultDict>(Value(&original)))
      host<DefaultDict>(made)->factory = defaults->factory;
    std::size_t i = 0;
    while (const auto* entry = original.table.next(i)) {
      const HashTable::Entry each = *entry;
      as<Dict>(made)->table.set(rt_, part(each.key), part(each.value));
    }
    return made;
  }

  Value set(const Value& value) {
    const Set& original = *as<Set>(value);
    if (memo_ == nullptr && original.frozen && !original.cls->of_program) return value;
    std::vector<Value> items;
    std::size_t i = 0;
    while (const auto* entry = original.table.next(i)) items.push_back(entry->key);
    for (Value& item : items) item = part(item);
    if (!original.frozen) {
      const Value made = with_attributes(*value.object(), blank(*original.cls, {}));
      for (const Value& item : items) as<Set>(made)->add(rt_, item);
      return made;
    }
    return with_attributes(*value.object(),
                           blank(*original.cls, {make_list(rt_, std::move(items))}));
  }

  Value exception(Exception& original) {
    const Value made = with_attributes(original, blank(*original.cls, {}));
    as<Exception>(made)->args = part(original.args);
    return made;
  }

  Value copy_of_deque(const Deque& original) {
    const Value made = with_attributes(const_cast<Deque&>(original), blank(*original.cls, {}));
    auto* deque = host<Deque>(made);
    deque->maximum = original.maximum;
    for (std::size_t i = 0; i < original.items.size(); ++i) {
      const Value item = original.items[i];
      deque->append(part(item));
    }
    return made;
  }

  Runtime& rt_;
  Memo* memo_;
};

Value copy_copy(Runtime& rt, Arguments& a) {
  const auto [value] = read<1>(rt, a, {"copy", {"x"}, 1});
  return Copier(rt, nullptr).copy(value);
}

Value copy_deepcopy(Runtime& rt, Arguments& a) {
  const auto [value, memo_value] = read<2>(rt, a, {"deepcopy", {"x", "memo"}, 1});
  Ref<Memo> memo(host<Memo>(memo_value));
  if (!memo) memo = Ref<Memo>(new Memo(rt.types.dict));
  return Copier(rt, memo.get()).copy(value);
}

}  // namespace

Value make_copy(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "copy"));
  module->add(rt, "copy", copy_copy, 0, -1);
  module->add(rt, "deepcopy", copy_deepcopy, 0, -1);
  const Value error =
      build_class_of(rt, "Error", {Value(exception_class(rt, "Exception"))}, new_dict(rt));
  as<Class>(error)->module = "copy";
  module->add(rt, "Error", error);
  module->add(rt, "error", error);
  return module;
}

}  // namespace undumpy::python
