// RowReader of queryset.h: from rows of SQLite to what a queryset gives.

#include <algorithm>

#include "engine/orm/conversion.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/queryset.h"
#include "engine/orm/sql_writer.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

struct RowReader::Parts {
  Session& session;
  Ref<Model> model;
  QuerySet::Rows rows;
  Selection selection;
  std::vector<python::Str*> names;  // of values(), or of annotations
  std::vector<std::size_t> order;   // of a dict: fields first, then annotations
  Value tuple_type;                 // of named rows
  std::unique_ptr<Cursor> cursor;
};

RowReader::RowReader(const QuerySet& queryset) {
  Session& session = *queryset.model->session;
  Runtime& rt = session.rt;
  session.require_database("a query");
  parts_ = std::make_unique<Parts>(Parts{session,
                                         queryset.model,
                                         queryset.rows,
                                         selection_of(queryset.query),
                                         {},
                                         {},
                                         Value(),
                                         nullptr});
  const Query& query = parts_->selection.query;
  if (query.values) {
    for (const std::string& name : *query.values) parts_->names.push_back(rt.intern(name));
    for (std::size_t i = 0; i < query.values->size(); ++i) parts_->order.push_back(i);
    std::ranges::stable_sort(parts_->order, {}, [&](std::size_t i) {
      const Annotation* annotation = query.find_annotation((*query.values)[i]);
      return annotation == nullptr ? 0 : annotation - query.annotations.data() + 1;
    });
  } else {
    for (const Annotation& each : query.annotations)
      if (each.selected) parts_->names.push_back(rt.intern(each.name));
  }
  if (parts_->rows == QuerySet::Rows::Named) {
    std::vector<Value> names;
    for (python::Str* name : parts_->names) names.emplace_back(name);
    parts_->tuple_type = python::call_method(
        rt, rt.import_module("collections"), "namedtuple",
        {python::make_text(rt, "Row"), python::make_list(rt, std::move(names))});
  }
  if (query.nothing) return;
  SqlWriter writer(session);
  writer.select(parts_->selection);
  parts_->cursor = std::make_unique<Cursor>(session, writer.sql, writer.parameters);
}

RowReader::~RowReader() = default;

bool RowReader::next(Value& out) {
  if (!parts_->cursor) return false;
  if (!parts_->cursor->step()) {
    parts_->cursor.reset();
    return false;
  }
  out = row_value();
  return true;
}

Value RowReader::row_value() {
  Parts& p = *parts_;
  Runtime& rt = p.session.rt;
  std::vector<Value> values;
  values.reserve(p.selection.shown);
  for (std::size_t i = 0; i < p.selection.shown; ++i) {
    const Expr& expr = *p.selection.columns[i];
    const int at = static_cast<int>(i);
    values.push_back(expr.field != nullptr
                         ? read_column(p.session, *expr.field, p.cursor->statement(), at)
                         : read_value(p.session, expr.type, p.cursor->statement(), at));
  }
  switch (p.rows) {
    case QuerySet::Rows::Flat:
      return values.empty() ? Value::none() : values[0];
    case QuerySet::Rows::Tuples:
      return python::make_tuple(rt, std::move(values));
    case QuerySet::Rows::Named: {
      python::Arguments arguments{values.data(), static_cast<std::uint32_t>(values.size()), 0,
                                  nullptr};
      return python::call(rt, p.tuple_type, arguments);
    }
    case QuerySet::Rows::Dicts: {
      const Ref<python::Dict> dict = python::new_dict(rt);
      for (const std::size_t i : p.order) dict->set(*p.names[i], values[i]);
      return dict;
    }
    case QuerySet::Rows::Instances:
      break;
  }
  const std::size_t fields = p.model->fields.size();
  std::vector<Value> annotations(values.begin() + static_cast<std::ptrdiff_t>(fields),
                                 values.end());
  values.resize(fields);
  const Ref<Instance> instance = loaded_instance(*p.model, std::move(values));
  for (std::size_t i = 0; i < annotations.size(); ++i)
    instance->make_attributes(rt)->set(*p.names[i], annotations[i]);
  return instance;
}

}  // namespace undumpy::orm
