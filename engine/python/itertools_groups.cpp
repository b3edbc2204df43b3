// itertools: groupby and tee, whose iterators share what they run over.

#include <algorithm>
#include <deque>

#include "engine/python/containers.h"
#include "engine/python/itertools.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// Gives pairs of a key and a group. A group ends when the next one is asked for: it takes its items
// from the same source.
class GroupBy final : public Iterator {
 public:
  GroupBy(Class* its_class, Ref<Iterator> source, Value key_function)
      : Iterator(its_class), source_(std::move(source)), function_(std::move(key_function)) {}
  bool next(Runtime& rt, Value& out) override;
  // The next item of the group with that number; false at its end.
  bool next_of_group(Runtime& rt, std::uint64_t group, const Value& key, Value& out);
  void clear() override {
    source_ = {};
    function_ = key_ = item_ = group_key_ = Value();
  }

 private:
  bool read(Runtime& rt);
  Ref<Iterator> source_;
  Value function_;   // absent: items are their own keys
  Value key_;        // of the item that was read last; absent: none was
  Value item_;       // absent: a group has it
  Value group_key_;  // of the group given last
  std::uint64_t group_ = 0;
};

class Group final : public Iterator {
 public:
  Group(Class* its_class, Ref<GroupBy> parent, std::uint64_t number, Value key)
      : Iterator(its_class), parent_(std::move(parent)), number_(number), key_(std::move(key)) {}
  bool next(Runtime& rt, Value& out) override {
    const Ref<GroupBy> parent = parent_;
    return parent && parent->next_of_group(rt, number_, key_, out);
  }
  void clear() override {
    parent_ = {};
    key_ = Value();
  }

 private:
  Ref<GroupBy> parent_;
  std::uint64_t number_;
  Value key_;
};

bool GroupBy::read(Runtime& rt) {
  rt.step();
  const Ref<Iterator> source = source_;
  Value item;
  if (!source || !source->next(rt, item)) return false;
  Value key = function_ ? python::call(rt, function_, {item}) : item;
  item_ = std::move(item);
  key_ = std::move(key);
  return true;
}

bool GroupBy::next(Runtime& rt, Value& out) {
  rt.check_stack();
  ++group_;
  while (!key_ || (group_key_ && equal(rt, Value(group_key_), Value(key_))))
    if (!read(rt)) return false;
  group_key_ = key_;
  const Ref<Group> group(
      new Group(iterator_class(rt, "_grouper"), Ref<GroupBy>(this), group_, key_));
  out = make_tuple(rt, {key_, group});
  return true;
}

bool GroupBy::next_of_group(Runtime& rt, std::uint64_t group, const Value& key, Value& out) {
  if (group != group_) return false;
  if (!item_ && !read(rt)) return false;
  if (!equal(rt, key, Value(key_)) || group != group_ || !item_) return false;
  out = std::exchange(item_, Value());
  return true;
}

Value make_groupby(Runtime& rt, Class& cls, Arguments& a) {
  const auto [iterable, key] = read<2>(rt, a, {"groupby", {"iterable", "key"}, 1});
  return Value(new GroupBy(&cls, iterate(rt, iterable), key.is_none() ? Value() : key));
}

// What the iterators of one tee() share: the items that some of them have not had yet.
class TeeSource final : public TrackedObject {
 public:
  TeeSource(Class* its_class, Ref<Iterator> source, std::size_t readers)
      : TrackedObject(Kind::Host, its_class), source_(std::move(source)), positions_(readers, 0) {}
  bool next(Runtime& rt, std::size_t reader, Value& out) {
    rt.step();
    rt.check_stack();
    if (positions_[reader] == first_ + items_.size()) {
      if (running_) runtime_error(rt, "cannot re-enter the tee iterator");
      const Ref<Iterator> source = source_;
      running_ = true;
      struct Leave {
        bool& running;
        ~Leave() { running = false; }
      } const leave{running_};
      Value item;
      if (!source || !source->next(rt, item)) return false;
      charge_.set((items_.size() + 1) * sizeof(Value));
      items_.push_back(std::move(item));
    }
    out = items_[static_cast<std::size_t>(positions_[reader] - first_)];
    move(reader, positions_[reader] + 1);
    return true;
  }
  // The reader is gone.
  void leave(std::size_t reader) { move(reader, UINT64_MAX); }
  void clear() override {
    source_ = {};
    std::deque<Value> old;
    items_.swap(old);
    positions_.assign(positions_.size(), first_);
  }

 private:
  void move(std::size_t reader, std::uint64_t position) {
    const bool was_last = positions_[reader] == first_;
    positions_[reader] = position;
    if (!was_last) return;
    const std::uint64_t slowest = *std::ranges::min_element(positions_);
    std::vector<Value> gone;
    while (!items_.empty() && first_ < slowest) {
      gone.push_back(std::move(items_.front()));
      items_.pop_front();
      ++first_;
    }
    charge_.set(items_.size() * sizeof(Value));
  }
  Ref<Iterator> source_;
  std::deque<Value> items_;
  std::uint64_t first_ = 0;  // the position of the first of them
  std::vector<std::uint64_t> positions_;
  bool running_ = false;
  Charge charge_;
};

class Tee final : public Iterator {
 public:
  Tee(Class* its_class, Ref<TeeSource> source, std::size_t reader)
      : Iterator(its_class), source_(std::move(source)), reader_(reader) {}
  ~Tee() override {
    if (source_) source_->leave(reader_);
  }
  bool next(Runtime& rt, Value& out) override {
    const Ref<TeeSource> source = source_;
    return source && source->next(rt, reader_, out);
  }
  void clear() override { source_ = {}; }

 private:
  Ref<TeeSource> source_;
  std::size_t reader_;
};

Value tee(Runtime& rt, Arguments& a) {
  const std::int64_t readers = a.count > 1 ? to_index(rt, a[1]) : 2;
  if (readers < 0) value_error(rt, "n must be >= 0");
  if (readers == 0) return make_tuple(rt, {});
  rt.heap.require(static_cast<std::size_t>(std::min(readers, INT64_MAX / 256)) *
                  (sizeof(Tee) + 2 * sizeof(Value)));
  const auto count = static_cast<std::size_t>(readers);
  Class* cls = iterator_class(rt, "_tee");
  cls->module = "itertools";
  cls->name_with_module = "itertools._tee";
  const Ref<TeeSource> source(new TeeSource(cls, iterate(rt, a[0]), count));
  std::vector<Value> iterators;
  for (std::size_t i = 0; i < count; ++i) iterators.emplace_back(new Tee(cls, source, i));
  return make_tuple(rt, std::move(iterators));
}

}  // namespace

void define_groups(Runtime& rt, Module& module) {
  add_iterator_class(rt, module, "groupby", make_groupby);
  module.add(rt, "tee", tee, 1, 2);
}

}  // namespace undumpy::python
