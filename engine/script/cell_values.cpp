#include "engine/script/cell_values.h"

#include "engine/orm/values.h"

namespace undumpy {

using python::Value;

Value CellValues::value_of(const Cell& cell, const ColumnStorage* storage) {
  python::Runtime& rt = sandbox_.runtime();
  if (cell.kind == CellKind::Model) return content_type(cell.text());
  if (cell.kind == CellKind::Absent) return Value::none();
  if (storage == nullptr) return orm::value_of(rt, cell);
  arena_.reset();
  return orm::value_of(rt, as_stored(cell, *storage, arena_, notes_));
}

// `model` as restore.py calls it: contacts_Partner. Names of apps may have a '_', those of models
// have none.
Value CellValues::content_type(std::string_view model) {
  python::Runtime& rt = sandbox_.runtime();
  if (content_types_ != nullptr)
    if (const auto id = content_types_->id_of(model); id && *id != 0)
      return python::make_int(rt, *id);
  const Value types = python::get_attribute(
      rt, rt.import_module("django.contrib.contenttypes.models"), rt.intern("ContentType"));
  const Value manager = python::get_attribute(rt, types, rt.intern("objects"));
  std::string name(model);
  if (const std::size_t last = name.rfind('_'); last != std::string::npos) name[last] = '.';
  const Value type =
      python::call_method(rt, manager, "get_for_model", {sandbox_.models().resolve(name)});
  return python::get_attribute(rt, type, rt.intern("pk"));
}

}  // namespace undumpy
