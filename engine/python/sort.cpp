// A merge sort by hand: std::stable_sort gives no promise for comparisons that throw or contradict
// themselves, and programs may write either.

#include "engine/python/sort.h"

#include "engine/python/operators.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

struct Item {
  Value key;
  std::uint32_t position;
};

class MergeSort {
 public:
  MergeSort(Runtime& rt, bool reverse, Value cmp)
      : rt_(rt), reverse_(reverse), cmp_(std::move(cmp)) {}

  void sort(std::vector<Item>& items) {
    constexpr std::size_t Run = 8;
    for (std::size_t begin = 0; begin < items.size(); begin += Run)
      insertion_sort(items, begin, std::min(begin + Run, items.size()));
    std::vector<Item> merged(items.size());
    for (std::size_t width = Run; width < items.size(); width *= 2) {
      for (std::size_t begin = 0; begin < items.size(); begin += 2 * width)
        merge(items, merged, begin, std::min(begin + width, items.size()),
              std::min(begin + 2 * width, items.size()));
      items.swap(merged);
    }
  }

 private:
  // True when b must stand before a. Reversed sorts stay stable too.
  bool before(const Item& b, const Item& a) {
    rt_.step();
    return reverse_ ? is_less(a.key, b.key) : is_less(b.key, a.key);
  }
  bool is_less(const Value& left, const Value& right) {
    if (cmp_.absent() || cmp_.is_none()) return less(rt_, left, right);
    return less(rt_, call(rt_, cmp_, {left, right}), Value::small(0));
  }
  void insertion_sort(std::vector<Item>& items, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin + 1; i < end; ++i)
      for (std::size_t k = i; k > begin && before(items[k], items[k - 1]); --k)
        std::swap(items[k], items[k - 1]);
  }
  void merge(const std::vector<Item>& from, std::vector<Item>& to, std::size_t begin,
             std::size_t middle, std::size_t end) {
    std::size_t left = begin;
    std::size_t right = middle;
    for (std::size_t i = begin; i < end; ++i) {
      const bool take_right = right < end && (left >= middle || before(from[right], from[left]));
      to[i] = take_right ? from[right++] : from[left++];
    }
  }

  Runtime& rt_;
  bool reverse_;
  Value cmp_;
};

}  // namespace

void sort_values(Runtime& rt, std::vector<Value>& values, const Value& key, bool reverse,
                 const Value& cmp) {
  rt.heap.require(values.size() * 2 * sizeof(Item));
  std::vector<Item> items;
  items.reserve(values.size());
  const bool by_key = key.present() && !key.is_none();
  for (std::size_t i = 0; i < values.size(); ++i)
    items.push_back(
        {by_key ? call(rt, key, {values[i]}) : values[i], static_cast<std::uint32_t>(i)});
  MergeSort(rt, reverse, cmp).sort(items);
  std::vector<Value> sorted;
  sorted.reserve(values.size());
  for (const Item& item : items) sorted.push_back(values[item.position]);
  values.swap(sorted);
}

}  // namespace undumpy::python
