// What stands left of `=` and behind `del`.

#include <fmt/format.h>

#include "engine/python/iterator.h"
#include "engine/python/runtime.h"
#include "engine/python/statement_nodes.h"

namespace undumpy::python {

void LocalTarget::remove(Frame& frame) const {
  if (frame.slots[slot].absent()) {
    frame.at = this;
    const Str* name = frame.code.slot_names[slot];
    raise(frame.rt, "UnboundLocalError",
          fmt::format("cannot access local variable '{}' where it is not associated with a value",
                      name != nullptr ? name->text : "?"));
  }
  frame.slots[slot] = Value();
}

void CellTarget::assign(Frame& frame, Value value) const {
  ClosureCell* cell = from_slot ? as<ClosureCell>(frame.slots[index]) : frame.closure[index].get();
  cell->value = std::move(value);
}

void CellTarget::remove(Frame& frame) const {
  ClosureCell* cell = from_slot ? as<ClosureCell>(frame.slots[index]) : frame.closure[index].get();
  if (cell->value.absent()) {
    frame.at = this;
    raise(frame.rt, "UnboundLocalError",
          fmt::format("cannot access local variable '{}' where it is not associated with a value",
                      name->text));
  }
  cell->value = Value();
}

void GlobalTarget::assign(Frame& frame, Value value) const { frame.globals->set(*name, value); }

namespace {

void remove_name(Frame& frame, const Node& node, Dict& dict, Str& name) {
  if (dict.table.remove(frame.rt, Value(&name))) return;
  frame.at = &node;
  name_error(frame.rt, "name '{}' is not defined", name.text);
}

}  // namespace

void GlobalTarget::remove(Frame& frame) const { remove_name(frame, *this, *frame.globals, *name); }

void NamespaceTarget::assign(Frame& frame, Value value) const { frame.locals->set(*name, value); }

void NamespaceTarget::remove(Frame& frame) const {
  remove_name(frame, *this, *frame.locals, *name);
}

void AttributeTarget::assign(Frame& frame, Value value) const {
  const Value target = object->evaluate(frame);
  frame.at = this;
  set_attribute(frame.rt, target, name, value);
}

void AttributeTarget::remove(Frame& frame) const {
  const Value target = object->evaluate(frame);
  frame.at = this;
  delete_attribute(frame.rt, target, name);
}

void SubscriptTarget::assign(Frame& frame, Value value) const {
  const Value container = object->evaluate(frame);
  const Value key = index->evaluate(frame);
  frame.at = this;
  set_item(frame.rt, container, key, value);
}

void SubscriptTarget::remove(Frame& frame) const {
  const Value container = object->evaluate(frame);
  const Value key = index->evaluate(frame);
  frame.at = this;
  delete_item(frame.rt, container, key);
}

void SequenceTarget::remove(Frame& frame) const {
  for (const Target& item : items) item->remove(frame);
}

void SequenceTarget::assign(Frame& frame, Value value) const {
  Runtime& rt = frame.rt;
  frame.at = this;
  if (!is_iterable(rt, value))
    type_error(rt, "cannot unpack non-iterable {} object", type_name(rt, value));
  std::vector<Value> values;
  if (const auto* tuple = as<Tuple>(value); tuple != nullptr && !tuple->cls->of_program) {
    values = tuple->items;
  } else {
    // One more than needed is enough to know that there are too many.
    const Ref<Iterator> iterator = iterate(rt, value);
    Value item;
    while ((star != SIZE_MAX || values.size() <= items.size()) && iterator->next(rt, item)) {
      rt.step();
      values.push_back(std::move(item));
    }
  }
  const std::size_t wanted = items.size();
  if (star == SIZE_MAX) {
    if (values.size() < wanted)
      value_error(rt, "not enough values to unpack (expected {}, got {})", wanted, values.size());
    if (values.size() > wanted) value_error(rt, "too many values to unpack (expected {})", wanted);
    for (std::size_t i = 0; i < wanted; ++i) items[i]->assign(frame, std::move(values[i]));
    return;
  }
  if (values.size() + 1 < wanted)
    value_error(rt, "not enough values to unpack (expected at least {}, got {})", wanted - 1,
                values.size());
  const std::size_t behind = wanted - star - 1;
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(star);
  const auto end = values.end() - static_cast<std::ptrdiff_t>(behind);
  Value middle = make_list(rt, std::vector<Value>(begin, end));
  for (std::size_t i = 0; i < star; ++i) items[i]->assign(frame, values[i]);
  items[star]->assign(frame, std::move(middle));
  for (std::size_t i = 0; i < behind; ++i)
    items[star + 1 + i]->assign(frame, values[values.size() - behind + i]);
}

}  // namespace undumpy::python
