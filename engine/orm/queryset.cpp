#include "engine/orm/queryset.h"

#include <algorithm>

#include "engine/orm/conversion.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/sql_writer.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

Ref<QuerySet> new_queryset(Model& model) {
  Session& session = *model.session;
  session.require_database(model.name + ".objects");
  return Ref<QuerySet>(new QuerySet(session.classes.queryset, Query(model)));
}

Ref<QuerySet> QuerySet::clone() const {
  Ref<QuerySet> copy(new QuerySet(cls, query));
  copy->rows = rows;
  return copy;
}

void QuerySet::must_be_whole(Runtime& rt, const char* message) const {
  if (query.sliced()) python::raise(rt, "AssertionError", message);
}

const std::vector<Value>& QuerySet::fetch(Runtime& rt) {
  if (result_) return *result_;
  std::vector<Value> values;
  RowReader reader(*this);
  Value row;
  while (reader.next(row)) {
    if (values.size() == values.capacity()) {
      rt.heap.require(2 * values.capacity() * sizeof(Value));
      values.reserve(std::max<std::size_t>(16, 2 * values.capacity()));
    }
    values.push_back(row);
  }
  charge_.set(values.capacity() * sizeof(Value));
  result_ = std::move(values);
  return *result_;
}

Ref<python::Iterator> QuerySet::iterate(Runtime& rt) {
  fetch(rt);
  return python::make_iterator(
      rt, "generator",
      [keep = Ref<QuerySet>(this), i = std::size_t{0}](Runtime& runtime, Value& out) mutable {
        const std::vector<Value>& values = keep->fetch(runtime);
        if (i >= values.size()) return false;
        out = values[i++];
        return true;
      });
}

std::string QuerySet::repr(Runtime& rt) {
  constexpr std::size_t Shown = 20;
  std::vector<Value> items;
  if (result_) {
    items.assign(result_->begin(), result_->begin() + static_cast<std::ptrdiff_t>(
                                                          std::min(result_->size(), Shown + 1)));
  } else {
    const Ref<QuerySet> part = clone();
    part->query.limit(0, Shown + 1);
    items = part->fetch(rt);
  }
  if (items.size() > Shown)
    items.back() = python::make_text(rt, "...(remaining elements truncated)...");
  return "<QuerySet " + python::repr(rt, python::make_list(rt, std::move(items))) + ">";
}

Value QuerySet::get_item(Runtime& rt, const Value& key) {
  const auto* slice = python::as<python::Slice>(key);
  const auto index = [&](const Value& value) -> std::optional<std::int64_t> {
    if (value.is_none()) return std::nullopt;
    const std::int64_t at = python::to_index(rt, value);
    if (at < 0) python::raise(rt, "AssertionError", "Negative indexing is not supported.");
    return at;
  };
  if (slice == nullptr) {
    if (!key.is_small() && !key.is_bool())
      python::type_error(rt, "QuerySet indices must be integers or slices, not {}.",
                         python::type_name(rt, key));
    const std::int64_t at = *index(key);
    Ref<QuerySet> one(this);
    if (!result_) {
      one = clone();
      one->query.limit(at, at + 1);
    }
    const std::vector<Value>& values = one->fetch(rt);
    const std::size_t position = result_ ? static_cast<std::size_t>(at) : 0;
    if (position >= values.size()) python::index_error(rt, "list index out of range");
    return values[position];
  }
  const auto start = index(slice->start);
  const auto stop = index(slice->stop);
  if (result_) return python::get_item(rt, python::make_list(rt, *result_), key);
  const Ref<QuerySet> part = clone();
  part->query.limit(start.value_or(0), stop);
  if (slice->step.is_none()) return part;
  return python::get_item(
      rt, python::make_list(rt, part->fetch(rt)),
      Value(new python::Slice(rt.types.slice, Value::none(), Value::none(), slice->step)));
}

bool QuerySet::contains(Runtime& rt, const Value& item) {
  for (const Value& each : fetch(rt)) {
    rt.step();
    if (python::equal(rt, each, item)) return true;
  }
  return false;
}

Value QuerySet::binary(Runtime& rt, python::BinaryOperator op, const Value& other, bool reflected) {
  const auto* right = python::host<QuerySet>(other);
  const bool conjunction = op == python::BinaryOperator::BitAnd;
  if (right == nullptr || reflected || (!conjunction && op != python::BinaryOperator::BitOr))
    return Value::not_implemented();
  if (right->model.get() != model.get())
    python::raise(rt, "AssertionError", "Cannot combine queries on two different base models.");
  if (query.nothing) return conjunction ? Value(this) : other;
  if (right->query.nothing) return conjunction ? other : Value(this);
  if (query.sliced() || right->query.sliced())
    python::raise(rt, "AssertionError", "Cannot combine queries once a slice has been taken.");
  if (query.distinct != right->query.distinct)
    python::raise(rt, "AssertionError", "Cannot combine a unique query with a non-unique query.");
  const Ref<QuerySet> combined = clone();
  combined->query.combine(right->query, conjunction);
  return combined;
}

Value QuerySet::find_attribute(Runtime& rt, python::Str* name) {
  if (name->text == "model") return model;
  if (name->text == "ordered") return Value::boolean(query.ordered());
  if (name->text == "db") return python::make_text(rt, "default");
  return Object::find_attribute(rt, name);
}

void QuerySet::clear() {
  result_.reset();
  defaults.clear();
}

std::int64_t count_rows(const Query& query) {
  if (query.nothing) return 0;
  Session& session = *query.model->session;
  SqlWriter writer(session);
  writer.add("SELECT COUNT(*) FROM (");
  writer.select(counted_selection_of(query));
  writer.add(")");
  Cursor cursor(session, writer.sql, writer.parameters);
  return cursor.step() ? cursor.statement().integer(0) : 0;
}

bool has_rows(const Query& source) {
  if (source.nothing) return false;
  Query query = source;
  query.limit(0, 1);
  if (query.nothing) return false;
  Session& session = *query.model->session;
  SqlWriter writer(session);
  Selection selection = counted_selection_of(query);
  selection.order.clear();
  writer.select(selection);
  Cursor cursor(session, writer.sql, writer.parameters);
  return cursor.step();
}

Value get_one(Runtime& rt, const Ref<QuerySet>& queryset) {
  constexpr std::int64_t Most = 21;
  const Ref<QuerySet> found = queryset->clone();
  if (!found->query.sliced()) {
    found->query.limit(0, Most);
    found->query.order_by.clear();
  }
  const std::vector<Value> values = found->fetch(rt);
  Model& model = *queryset->model;
  if (values.size() == 1) return values[0];
  if (values.empty())
    fail(rt, model.does_not_exist, "{} matching query does not exist.", model.name);
  const std::string number = values.size() < Most ? std::to_string(values.size()) : "more than 20";
  fail(rt, model.multiple_objects_returned, "get() returned more than one {} -- it returned {}!",
       model.name, number);
}

// SELECT of one row by one column, kept prepared.
Ref<Instance> get_instance(Model& model, const Field& field, const Value& value) {
  Session& session = *model.session;
  const Ref<QuerySet> queryset = new_queryset(model);
  Query& query = queryset->query;
  auto where = std::make_shared<Where>();
  where->kind = Where::Kind::Compare;
  where->text = "=";
  where->left = query.own_column(field);
  auto right = std::make_shared<Expr>();
  right->kind = Expr::Kind::Parameter;
  right->type = field.kind();
  right->parameter = comparable(session, field, value);
  where->right = right;
  query.add_where(where);
  query.limit(0, 1);
  const std::vector<Value>& found = queryset->fetch(session.rt);
  return found.empty() ? Ref<Instance>() : Ref<Instance>(python::host<Instance>(found[0]));
}

python::Class* related_missing_class(Session& session, Model& model) {
  if (model.related_missing != nullptr) return model.related_missing;
  python::Runtime& rt = session.rt;
  python::Class* cls =
      rt.make_class("RelatedObjectDoesNotExist", model.module, model.does_not_exist);
  cls->qualified_name = model.name + ".RelatedObjectDoesNotExist";
  python::Class* attribute_error = rt.exceptions.at("AttributeError");
  const auto at = std::ranges::find(cls->mro, rt.types.exception);
  cls->mro.insert(at, attribute_error);
  cls->bases.emplace_back(attribute_error);
  return model.related_missing = cls;
}

}  // namespace undumpy::orm
