// What list, tuple, range and str have in common: positions, slices, comparison item by item.

#include <algorithm>
#include <array>

#include "engine/python/containers.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

std::size_t position_of(Runtime& rt, const Value& index, std::size_t length, const char* type) {
  if (!index.is_small() && !is_integer(index) &&
      (!index.is_object() || !index.object()->cls->dunder(Dunder::Index)))
    type_error(rt, "{} indices must be integers or slices, not {}", type, type_name(rt, index));
  std::int64_t position = to_index(rt, index);
  if (position < 0) position += static_cast<std::int64_t>(length);
  if (position < 0 || static_cast<std::size_t>(position) >= length)
    index_error(rt, "{} index out of range", type);
  return static_cast<std::size_t>(position);
}

Value compare_items(Runtime& rt, CompareOperator op, std::span<const Value> left,
                    std::span<const Value> right) {
  if (left.size() != right.size()) {
    if (op == CompareOperator::Equal) return Value::boolean(false);
    if (op == CompareOperator::NotEqual) return Value::boolean(true);
  }
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < common; ++i) {
    rt.step();
    const Value l = left[i];
    const Value r = right[i];
    if (equal(rt, l, r)) continue;
    if (op == CompareOperator::Equal) return Value::boolean(false);
    if (op == CompareOperator::NotEqual) return Value::boolean(true);
    return compare(rt, op, l, r);
  }
  const auto l = static_cast<std::int64_t>(left.size());
  const auto r = static_cast<std::int64_t>(right.size());
  return compare(rt, op, Value::small(l), Value::small(r));
}

namespace {

// CPython asks for the length to reserve room: what __len__ of the program does, it does here, too.
void ask_length(Runtime& rt, const Value& iterable) {
  if (!iterable.is_object() || !iterable.object()->cls->dunder(Dunder::Len)) return;
  try {
    length(rt, iterable);
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*exception_class(rt, "TypeError"))) throw;
  }
}

}  // namespace

std::vector<Value> to_vector(Runtime& rt, const Value& iterable) {
  const auto copy = [&rt](const std::vector<Value>& items) {
    rt.heap.require(items.size() * sizeof(Value));
    rt.steps(items.size() / 16);
    return items;
  };
  if (const auto* list = as<List>(iterable); list != nullptr && !list->cls->of_program)
    return copy(list->items);
  if (const auto* tuple = as<Tuple>(iterable); tuple != nullptr && !tuple->cls->of_program)
    return copy(tuple->items);
  const Ref<Iterator> iterator = iterate(rt, iterable);
  ask_length(rt, iterable);
  std::vector<Value> values;
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    if (values.size() == values.capacity()) {
      const std::size_t more = std::max<std::size_t>(8, values.size() * 2);
      rt.heap.require(more * sizeof(Value));
      values.reserve(more);
    }
    values.push_back(std::move(item));
  }
  return values;
}

namespace {

void require_slice_index(Runtime& rt, const Value& value) {
  if (!is_integer(value) && (!value.is_object() || !value.object()->cls->dunder(Dunder::Index)))
    type_error(rt, "slice indices must be integers or None or have an __index__ method");
}

}  // namespace

Slice::Bounds Slice::bounds(Runtime& rt, std::size_t length) const {
  const auto part = [&rt](const Value& value, std::int64_t fallback) {
    if (value.is_none()) return fallback;
    require_slice_index(rt, value);
    if (is_integer(value) && !int64_of(value))
      return integer_of(value) < 0 ? INT64_MIN / 2 : INT64_MAX / 2;
    return to_index(rt, value);
  };
  const auto size = static_cast<std::int64_t>(length);
  Bounds result{};
  result.step = part(step, 1);
  if (result.step == 0) value_error(rt, "slice step cannot be zero");
  const bool back = result.step < 0;
  const auto clamp = [&](std::int64_t at) {
    if (at < 0) at = std::max<std::int64_t>(at + size, back ? -1 : 0);
    return std::min(at, back ? size - 1 : size);
  };
  result.start = start.is_none() ? (back ? size - 1 : 0) : clamp(part(start, 0));
  result.stop = stop.is_none() ? (back ? -1 : size) : clamp(part(stop, 0));
  if (back ? result.stop < result.start : result.start < result.stop) {
    const auto distance =
        static_cast<std::uint64_t>(back ? result.start - result.stop : result.stop - result.start);
    const std::uint64_t width = back ? 0 - static_cast<std::uint64_t>(result.step)
                                     : static_cast<std::uint64_t>(result.step);
    result.count = (distance - 1) / width + 1;
  }
  return result;
}

std::string Slice::repr(Runtime& rt) {
  return "slice(" + python::repr(rt, start) + ", " + python::repr(rt, stop) + ", " +
         python::repr(rt, step) + ")";
}

std::size_t Slice::hash(Runtime& rt) { type_error(rt, "unhashable type: 'slice'"); }

Value Slice::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* slice = as<Slice>(other);
  if (slice == nullptr) return Value::not_implemented();
  const Value left[] = {start, stop, step};
  const Value right[] = {slice->start, slice->stop, slice->step};
  return compare_items(rt, op, left, right);
}

Value Slice::find_attribute(Runtime& rt, Str* name) {
  if (name->text == "start") return start;
  if (name->text == "stop") return stop;
  if (name->text == "step") return step;
  return Object::find_attribute(rt, name);
}

Range::Range(Class* range_class, Integer first, Integer end, Integer step_width)
    : Object(TheKind, range_class),
      start(std::move(first)),
      stop(std::move(end)),
      step(std::move(step_width)),
      size_(0) {
  if (step > 0 && start < stop) size_ = (stop - start - 1) / step + 1;
  if (step < 0 && start > stop) size_ = (start - stop - 1) / -step + 1;
}

std::string Range::repr(Runtime& rt) {
  std::string text = "range(" + integer_text(rt, start) + ", " + integer_text(rt, stop);
  if (step != 1) text += ", " + integer_text(rt, step);
  return text + ")";
}

std::size_t Range::hash(Runtime& rt) {
  const auto part = [&rt](const Integer& number) { return number_hash(make_integer(rt, number)); };
  std::size_t result = part(size_);
  if (size_ != 0) result = result * 31 + part(start);
  if (size_ > 1) result = result * 31 + part(step);
  return result;
}

Value Range::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* range = as<Range>(other);
  if (range == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
    return Object::compare(rt, op, other);
  const bool same = size_ == range->size_ &&
                    (size_ == 0 || (start == range->start && (size_ == 1 || step == range->step)));
  return Value::boolean(same == (op == CompareOperator::Equal));
}

std::size_t Range::length(Runtime& rt) {
  if (size_ > INT64_MAX) overflow_error(rt, "Python int too large to convert to C ssize_t");
  return static_cast<std::size_t>(size_);
}

Ref<Iterator> Range::run(Runtime& rt, const Integer& first, const Integer& width) const {
  const Integer last = first + size_ * width;
  if (first >= Value::SmallMin && first <= Value::SmallMax && last >= Value::SmallMin &&
      last <= Value::SmallMax && width >= Value::SmallMin && width <= Value::SmallMax)
    return make_iterator(
        rt, "range_iterator",
        [at = static_cast<std::int64_t>(first), end = static_cast<std::int64_t>(last),
         by = static_cast<std::int64_t>(width)](Runtime&, Value& out) mutable {
          if (at == end) return false;
          out = Value::small(at);
          at += by;
          return true;
        });
  return make_iterator(rt, "longrange_iterator",
                       [at = first, end = last, by = width](Runtime& runtime, Value& out) mutable {
                         if (at == end) return false;
                         out = make_integer(runtime, at);
                         at += by;
                         return true;
                       });
}

Ref<Iterator> Range::iterate(Runtime& rt) { return run(rt, start, step); }
Ref<Iterator> Range::iterate_back(Runtime& rt) { return run(rt, at(size_ - 1), -step); }

Value Range::get_item(Runtime& rt, const Value& key) {
  if (const auto* slice = as<Slice>(key)) {
    const auto whole = [&rt](const Value& value, const Integer& fallback) {
      if (value.is_none()) return fallback;
      require_slice_index(rt, value);
      return index_value(rt, value);
    };
    const Integer width = whole(slice->step, 1);
    if (width == 0) value_error(rt, "slice step cannot be zero");
    const bool back = width < 0;
    const Integer low = back ? -1 : 0;
    const Integer high = back ? Integer(size_ - 1) : size_;
    const auto bound = [&](const Value& value, const Integer& fallback) {
      Integer position = whole(value, fallback);
      if (!value.is_none() && position < 0) position += size_;
      return position < low ? low : position > high ? high : position;
    };
    const Integer first = bound(slice->start, back ? high : low);
    const Integer last = bound(slice->stop, back ? low : high);
    return Value(new Range(rt.types.range, at(first), at(last), step * width));
  }
  if (!is_integer(key) && (!key.is_object() || !key.object()->cls->dunder(Dunder::Index)))
    type_error(rt, "range indices must be integers or slices, not {}", type_name(rt, key));
  Integer position = index_value(rt, key);
  if (position < 0) position += size_;
  if (position < 0 || position >= size_) index_error(rt, "range object index out of range");
  return make_integer(rt, at(position));
}

bool Range::has(const Integer& number) const {
  if (size_ == 0) return false;
  const Integer last = at(size_ - 1);
  if (number < (start < last ? start : last) || number > (start < last ? last : start))
    return false;
  return (number - start) % step == 0;
}

bool Range::contains(Runtime& rt, const Value& item) {
  if (is_integer(item)) return has(integer_of(item));
  return contains_by_iteration(rt, Value(this), item);
}

Value Range::find_attribute(Runtime& rt, Str* name) {
  if (name->text == "start") return make_integer(rt, start);
  if (name->text == "stop") return make_integer(rt, stop);
  if (name->text == "step") return make_integer(rt, step);
  return Object::find_attribute(rt, name);
}

namespace {

Value make_range(Runtime& rt, Class& cls, Arguments& arguments) {
  no_keywords(rt, arguments, "range");
  if (arguments.count == 0) type_error(rt, "range expected at least 1 argument, got 0");
  if (arguments.count > 3)
    type_error(rt, "range expected at most 3 arguments, got {}", arguments.count);
  std::array<Integer, 3> parts = {0, 0, 1};
  for (std::size_t i = 0; i < arguments.count; ++i) parts.at(i) = index_value(rt, arguments[i]);
  if (arguments.count == 1) std::swap(parts[0], parts[1]);
  if (parts[2] == 0) value_error(rt, "range() arg 3 must not be zero");
  return Value(new Range(&cls, parts[0], parts[1], parts[2]));
}

Value make_slice(Runtime& rt, Class& cls, Arguments& arguments) {
  no_keywords(rt, arguments, "slice");
  if (arguments.count == 0) type_error(rt, "slice expected at least 1 argument, got 0");
  if (arguments.count > 3)
    type_error(rt, "slice expected at most 3 arguments, got {}", arguments.count);
  const Value none = Value::none();
  if (arguments.count == 1) return Value(new Slice(&cls, none, arguments[0], none));
  return Value(
      new Slice(&cls, arguments[0], arguments[1], arguments.count == 3 ? arguments[2] : none));
}

Value range_index(Runtime& rt, Arguments& arguments) {
  const auto* range = as<Range>(arguments[0]);
  const Value& item = arguments[1];
  if (is_integer(item)) {
    if (!range->has(integer_of(item))) value_error(rt, "{} is not in range", repr(rt, item));
    return make_integer(rt, Integer((integer_of(item) - range->start) / range->step));
  }
  // What only equals an int is searched for.
  const Ref<Iterator> numbers = as<Range>(arguments[0])->iterate(rt);
  Value number;
  for (std::int64_t position = 0; numbers->next(rt, number); ++position) {
    rt.step();
    if (equal(rt, number, item)) return make_int(rt, position);
  }
  value_error(rt, "sequence.index(x): x not in sequence");
}

Value range_count(Runtime& rt, Arguments& arguments) {
  return Value::small(as<Range>(arguments[0])->contains(rt, arguments[1]) ? 1 : 0);
}

Value range_reversed(Runtime& rt, Arguments& arguments) {
  return as<Range>(arguments[0])->iterate_back(rt);
}

Value slice_indices(Runtime& rt, Arguments& arguments) {
  const auto length = to_index(rt, arguments[1]);
  if (length < 0) value_error(rt, "length should not be negative");
  const auto bounds = as<Slice>(arguments[0])->bounds(rt, static_cast<std::size_t>(length));
  return make_tuple(
      rt, {make_int(rt, bounds.start), make_int(rt, bounds.stop), make_int(rt, bounds.step)});
}

}  // namespace

void define_ranges(Runtime& rt) {
  rt.types.range->maker = make_range;
  rt.types.range->sealed = true;
  rt.types.slice->maker = make_slice;
  rt.types.slice->sealed = true;
  rt.method(rt.types.range, "index", range_index, 1, 1);
  rt.method(rt.types.range, "count", range_count, 1, 1);
  rt.method(rt.types.range, "__reversed__", range_reversed, 0, 0);
  rt.method(rt.types.slice, "indices", slice_indices, 1, 1);
}

}  // namespace undumpy::python
