// What list, tuple, range and str have in common: positions, slices, comparison item by item.

#include <algorithm>

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

std::vector<Value> to_vector(Runtime& rt, const Value& iterable) {
  if (const auto* list = as<List>(iterable); list != nullptr && !list->cls->of_program)
    return list->items;
  if (const auto* tuple = as<Tuple>(iterable); tuple != nullptr && !tuple->cls->of_program)
    return tuple->items;
  const Ref<Iterator> iterator = iterate(rt, iterable);
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

Slice::Bounds Slice::bounds(Runtime& rt, std::size_t length) const {
  const auto part = [&rt](const Value& value, std::int64_t fallback) {
    if (value.is_none()) return fallback;
    if (!is_integer(value) && (!value.is_object() || !value.object()->cls->dunder(Dunder::Index)))
      type_error(rt, "slice indices must be integers or None or have an __index__ method");
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

Range::Range(Class* range_class, std::int64_t first, std::int64_t end, std::int64_t step_width)
    : Object(TheKind, range_class), start(first), stop(end), step(step_width), size_(0) {
  const bool forward = step > 0;
  if (forward ? start >= stop : start <= stop) return;
  const auto distance = forward
                            ? static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start)
                            : static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop);
  const std::uint64_t width =
      forward ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  size_ = (distance - 1) / width + 1;
}

std::string Range::repr(Runtime& rt) {
  static_cast<void>(rt);
  std::string text = "range(" + std::to_string(start) + ", " + std::to_string(stop);
  if (step != 1) text += ", " + std::to_string(step);
  return text + ")";
}

std::size_t Range::hash(Runtime& rt) {
  static_cast<void>(rt);
  if (size_ == 0) return 7;
  return size_ * 31 + static_cast<std::size_t>(start) * 17 + static_cast<std::size_t>(step);
}

Value Range::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* range = as<Range>(other);
  if (range == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
    return Object::compare(rt, op, other);
  const bool same = size_ == range->size_ &&
                    (size_ == 0 || (start == range->start && (size_ == 1 || step == range->step)));
  return Value::boolean(same == (op == CompareOperator::Equal));
}

Ref<Iterator> Range::iterate(Runtime& rt) {
  return make_iterator(
      rt, "range_iterator",
      [keep = Ref<Range>(this), i = std::uint64_t{0}](Runtime& runtime, Value& out) mutable {
        if (i >= keep->size()) return false;
        out = make_int(runtime, keep->at(i++));
        return true;
      });
}

Value Range::get_item(Runtime& rt, const Value& key) {
  if (const auto* slice = as<Slice>(key)) {
    const auto bounds = slice->bounds(rt, size_);
    const std::int64_t first = start + bounds.start * step;
    const std::int64_t last = start + bounds.stop * step;
    return Value(new Range(rt.types.range, first, last, step * bounds.step));
  }
  std::int64_t position = to_index(rt, key);
  if (position < 0) position += static_cast<std::int64_t>(size_);
  if (position < 0 || static_cast<std::uint64_t>(position) >= size_)
    index_error(rt, "range object index out of range");
  return make_int(rt, at(static_cast<std::uint64_t>(position)));
}

bool Range::contains(Runtime& rt, const Value& item) {
  if (!is_integer(item)) return contains_by_iteration(rt, Value(this), item);
  const auto number = int64_of(item);
  if (!number || size_ == 0) return false;
  const std::int64_t last = at(size_ - 1);
  if (*number < std::min(start, last) || *number > std::max(start, last)) return false;
  return (*number - start) % step == 0;
}

Value Range::find_attribute(Runtime& rt, Str* name) {
  if (name->text == "start") return make_int(rt, start);
  if (name->text == "stop") return make_int(rt, stop);
  if (name->text == "step") return make_int(rt, step);
  return Object::find_attribute(rt, name);
}

namespace {

Value make_range(Runtime& rt, Class& cls, Arguments& arguments) {
  no_keywords(rt, arguments, "range");
  if (arguments.count == 0) type_error(rt, "range expected at least 1 argument, got 0");
  if (arguments.count > 3)
    type_error(rt, "range expected at most 3 arguments, got {}", arguments.count);
  std::int64_t parts[3] = {0, 0, 1};
  for (std::size_t i = 0; i < arguments.count; ++i) parts[i] = to_index(rt, arguments[i]);
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
  auto* range = as<Range>(arguments[0]);
  const auto number = is_integer(arguments[1]) ? int64_of(arguments[1]) : std::nullopt;
  if (!number || !range->contains(rt, arguments[1]))
    value_error(rt, "{} is not in range", repr(rt, arguments[1]));
  return make_int(rt, (*number - range->start) / range->step);
}

Value range_count(Runtime& rt, Arguments& arguments) {
  return Value::small(as<Range>(arguments[0])->contains(rt, arguments[1]) ? 1 : 0);
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
  rt.method(rt.types.slice, "indices", slice_indices, 1, 1);
}

}  // namespace undumpy::python
