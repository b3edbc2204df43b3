// itertools: product, permutations, combinations, combinations_with_replacement.
//
// Each keeps its items in a pool, and the places of the current selection in `indices_`. The first
// selection is the first in the order; every next one is found from the one before.

#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/python/containers.h"
#include "engine/python/itertools.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

class Selection : public Iterator {
 public:
  Selection(Class* its_class, std::vector<Value> pool, std::size_t size)
      : Iterator(its_class), pool_(std::move(pool)), size_(size) {
    charge_.set((pool_.size() + size) * sizeof(Value) * 2);
  }
  bool next(Runtime& rt, Value& out) override {
    if (ended_) return false;
    rt.steps(1 + std::max(size_, indices_.size()));
    if (started_ ? !advance() : !begin()) {
      ended_ = true;
      return false;
    }
    started_ = true;
    std::vector<Value> items;
    items.reserve(size_);
    for (std::size_t i = 0; i < size_; ++i) items.push_back(item(i));
    out = make_tuple(rt, std::move(items));
    return true;
  }
  void clear() override {
    pool_.clear();
    ended_ = true;
  }

 protected:
  // The first selection, or false when there is none; and the one after the current.
  virtual bool begin() = 0;
  virtual bool advance() = 0;
  virtual Value item(std::size_t i) const { return pool_[indices_[i]]; }

  std::vector<Value> pool_;
  const std::size_t size_;
  std::vector<std::size_t> indices_;

 private:
  bool started_ = false;
  bool ended_ = false;
  Charge charge_;
};

// The pool holds all iterables, one behind the other.
class Product final : public Selection {
 public:
  Product(Class* its_class, std::vector<Value> pool, std::vector<std::size_t> starts,
          std::size_t size)
      : Selection(its_class, std::move(pool), size), starts_(std::move(starts)) {}

 protected:
  bool begin() override {
    indices_.assign(size_, 0);
    for (std::size_t i = 0; i < size_; ++i)
      if (length(i) == 0) return false;
    return true;
  }
  bool advance() override {
    for (std::size_t i = size_; i-- > 0;) {
      if (++indices_[i] < length(i)) return true;
      indices_[i] = 0;
    }
    return false;
  }
  Value item(std::size_t i) const override { return pool_[starts_[which(i)] + indices_[i]]; }

 private:
  [[nodiscard]] std::size_t which(std::size_t i) const { return i % (starts_.size() - 1); }
  [[nodiscard]] std::size_t length(std::size_t i) const {
    return starts_[which(i) + 1] - starts_[which(i)];
  }
  std::vector<std::size_t> starts_;  // of each iterable; and the end of the last
};

class Permutations final : public Selection {
 public:
  using Selection::Selection;

 protected:
  bool begin() override {
    if (size_ > pool_.size()) return false;
    indices_.resize(pool_.size());
    std::iota(indices_.begin(), indices_.end(), std::size_t{0});
    return true;
  }
  // The order of all indices is the least that begins as the selection does.
  bool advance() override {
    const auto end_of_selection = indices_.begin() + static_cast<std::ptrdiff_t>(size_);
    std::reverse(end_of_selection, indices_.end());
    return std::next_permutation(indices_.begin(), indices_.end());
  }
};

class Combinations final : public Selection {
 public:
  Combinations(Class* its_class, std::vector<Value> pool, std::size_t size, bool with_replacement)
      : Selection(its_class, std::move(pool), size), again_(with_replacement) {}

 protected:
  bool begin() override {
    if (again_ ? pool_.empty() && size_ > 0 : size_ > pool_.size()) return false;
    indices_.resize(size_);
    if (!again_) std::iota(indices_.begin(), indices_.end(), std::size_t{0});
    return true;
  }
  bool advance() override {
    for (std::size_t i = size_; i-- > 0;) {
      const std::size_t last = again_ ? pool_.size() - 1 : pool_.size() - size_ + i;
      if (indices_[i] >= last) continue;
      ++indices_[i];
      for (std::size_t k = i + 1; k < size_; ++k) indices_[k] = indices_[k - 1] + (again_ ? 0 : 1);
      return true;
    }
    return false;
  }

 private:
  bool again_;  // an item may be chosen more than once
};

Value make_product(Runtime& rt, Class& cls, Arguments& a) {
  const Arguments only_keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [repeat_value] = read<1>(rt, only_keywords, {"product", {"repeat"}});
  if (repeat_value && is_integer(repeat_value) && !int64_of(repeat_value))
    overflow_error(rt, "Python int too large to convert to C ssize_t");
  const std::int64_t repeat = repeat_value ? to_index(rt, repeat_value) : 1;
  if (repeat < 0) value_error(rt, "repeat argument cannot be negative");
  std::vector<Value> pool;
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < a.count; ++i) {
    const std::vector<Value> items = to_vector(rt, a[i]);
    pool.insert(pool.end(), items.begin(), items.end());
    starts.push_back(pool.size());
  }
  std::size_t size = 0;
  if (__builtin_mul_overflow(static_cast<std::size_t>(a.count), static_cast<std::size_t>(repeat),
                             &size) ||
      size > SIZE_MAX / 64)
    overflow_error(rt, "repeat argument too large");
  return Value(new Product(&cls, std::move(pool), std::move(starts), size));
}

// The size of a selection; absent: all.
std::size_t size_of(Runtime& rt, const Value& size, std::size_t all) {
  if (size.absent()) return all;
  const std::int64_t number = to_index(rt, size);
  if (number < 0) value_error(rt, "r must be non-negative");
  return static_cast<std::size_t>(number);
}

Value make_permutations(Runtime& rt, Class& cls, Arguments& a) {
  const auto [iterable, given] = read<2>(rt, a, {"permutations", {"iterable", "r"}, 1});
  std::vector<Value> pool = to_vector(rt, iterable);
  const Value size = given.is_none() ? Value() : given;
  if (size && !is_integer(size)) type_error(rt, "Expected int as r");
  const std::size_t wanted = size_of(rt, size, pool.size());
  // One more than there are says as much as any greater number.
  const std::size_t most = std::min(wanted, pool.size() + 1);
  return Value(new Permutations(&cls, std::move(pool), most));
}

template <bool WithReplacement>
Value make_combinations(Runtime& rt, Class& cls, Arguments& a) {
  constexpr const char* Name = WithReplacement ? "combinations_with_replacement" : "combinations";
  const auto [iterable, given] = read<2>(rt, a, {Name, {"iterable", "r"}, 2});
  std::vector<Value> pool = to_vector(rt, iterable);
  std::size_t size = size_of(rt, given, 0);
  if (!WithReplacement) size = std::min(size, pool.size() + 1);
  if (pool.empty()) size = std::min<std::size_t>(size, 1);
  if (size > SIZE_MAX / 64) raise(rt, "MemoryError", "");
  return Value(new Combinations(&cls, std::move(pool), size, WithReplacement));
}

}  // namespace

void define_selections(Runtime& rt, Module& module) {
  add_iterator_class(rt, module, "product", make_product);
  add_iterator_class(rt, module, "permutations", make_permutations);
  add_iterator_class(rt, module, "combinations", make_combinations<false>);
  add_iterator_class(rt, module, "combinations_with_replacement", make_combinations<true>);
}

}  // namespace undumpy::python
