// Names to joins: Query::follow(), join_path() and what belongs to them.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/orm/lookup.h"
#include "engine/orm/query.h"

namespace undumpy::orm {

std::vector<std::string> split_lookup(std::string_view text) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find("__");
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 2);
  }
}

namespace {

Step forward_step(const Field& field) {
  Model& target = field.model->target_of(field);
  return {&target, &field, field.attname, field.target_column, true, false, field.nullable()};
}

Step reverse_step(const Relation& relation) {
  return {relation.source,
          relation.field,
          relation.field->target_column,
          relation.field->attname,
          false,
          relation.many(),
          true};
}

}  // namespace

Query::Query(Model& base) : model(&base) {
  Join table;
  table.table = base.table;
  table.references = 1;
  joins.push_back(table);
}

const Annotation* Query::find_annotation(std::string_view name) const {
  const auto found = std::ranges::find(annotations, name, &Annotation::name);
  return found != annotations.end() ? &*found : nullptr;
}

Path Query::follow(const std::vector<std::string>& names, bool allow_many, bool complete) {
  Session& session = *model->session;
  Path path;
  Model* at = model;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t before = path.steps.size();
    const Field* field = names[i] == "pk" ? &at->require_key() : at->find_field(names[i]);
    const Relation* relation = field == nullptr ? at->find_relation(names[i]) : nullptr;
    if (field == nullptr && relation == nullptr) {
      if (i == 0 || complete) {
        std::vector<std::string> choices = at->choices();
        for (const Annotation& each : annotations)
          if (each.selected) choices.push_back(each.name);
        std::ranges::sort(choices);
        fail(session.rt, session.errors.field_error,
             "Cannot resolve keyword '{}' into field. Choices are: {}", names[i],
             fmt::join(choices, ", "));
      }
      path.rest.assign(names.begin() + static_cast<std::ptrdiff_t>(i), names.end());
      return path;
    }
    // Up to the table that has the field, or that the foreign key refers to.
    const Model* owner =
        field != nullptr ? field->model : &session.model_of(*relation->field->target_table);
    while (at != owner && at->parent != nullptr) {
      path.steps.push_back(forward_step(*at->link_to_parent()));
      at = at->parent;
    }
    if (relation != nullptr || field->is_reference()) {
      path.steps.push_back(relation != nullptr ? reverse_step(*relation) : forward_step(*field));
      at = path.steps.back().to;
      path.relation = path.steps.back().field;
      path.target =
          relation != nullptr ? &at->require_key() : &field->model->target_field_of(*field);
      path.steps_of_name.push_back(path.steps.size() - before);
      if (path.steps.back().many && !allow_many) {
        path.stopped_at_many = true;
        path.rest.assign(names.begin() + static_cast<std::ptrdiff_t>(i) + 1, names.end());
        return path;
      }
      continue;
    }
    path.relation = nullptr;
    path.target = field;
    path.steps_of_name.push_back(path.steps.size() - before);
    if (complete && i + 1 != names.size())
      fail(session.rt, session.errors.field_error,
           "Cannot resolve keyword '{}' into field. Join on '{}' not permitted.", names[i + 1],
           field->name);
    path.rest.assign(names.begin() + static_cast<std::ptrdiff_t>(i) + 1, names.end());
    return path;
  }
  return path;
}

int Query::join(const Join& wanted, const std::set<int>* reuse) {
  int shared = -1;
  for (std::size_t i = 1; i < joins.size(); ++i) {
    const Join& each = joins[i];
    const int alias = static_cast<int>(i);
    if (each.table != wanted.table || each.parent != wanted.parent ||
        each.from_column != wanted.from_column || each.to_column != wanted.to_column ||
        (reuse != nullptr && !reuse->contains(alias)))
      continue;
    shared = alias;
  }
  if (shared > 0) {
    ++joins[static_cast<std::size_t>(shared)].references;
    return shared;
  }
  Join made = wanted;
  made.left = joins[static_cast<std::size_t>(wanted.parent)].left || wanted.nullable;
  made.references = 1;
  joins.push_back(std::move(made));
  return static_cast<int>(joins.size()) - 1;
}

Joined Query::join_path(const Path& path, const std::set<int>* reuse) {
  Joined result;
  result.target = path.target;
  result.joins.push_back(0);
  for (const Step& step : path.steps) {
    Join wanted;
    wanted.table = step.to->table;
    wanted.parent = result.joins.back();
    wanted.from_column = step.from_column;
    wanted.to_column = step.to_column;
    wanted.nullable = step.nullable;
    result.joins.push_back(join(wanted, step.many ? reuse : nullptr));
  }
  result.untrimmed = result.joins;
  // A join that only gives the key it was made with is not needed.
  for (std::size_t i = path.steps.size(); i-- > 0;) {
    const Step& step = path.steps[i];
    if (result.joins.size() == 1 || !step.direct || result.target->attname != step.to_column) break;
    result.target = step.field;
    release(result.joins.back());
    result.joins.pop_back();
  }
  result.alias = result.joins.back();
  return result;
}

ExprRef Query::own_column(const Field& field) {
  int alias = 0;
  for (Model* at = model; at != field.model && at->parent != nullptr; at = at->parent) {
    const Step step = forward_step(*at->link_to_parent());
    alias =
        join({step.to->table, alias, step.from_column, step.to_column, false, false, 0}, nullptr);
  }
  return column_of(field, alias);
}

ExprRef Query::resolve_name(const std::string& name, std::set<int>* reuse, bool allow_joins,
                            bool with_annotations) {
  Session& session = *model->session;
  std::vector<std::string> names = split_lookup(name);
  if (with_annotations) {
    const Annotation* annotation = find_annotation(name);
    if (annotation != nullptr) return annotation->expr;
    annotation = find_annotation(names[0]);
    if (annotation != nullptr) {
      names.erase(names.begin());
      return transformed(session, annotation->expr, names);
    }
  }
  // The last names may be transforms (date__year).
  std::size_t fields = names.size();
  for (std::size_t rest = follow(names, true, false).rest.size();
       rest > 0 && is_transform(names[fields - 1]); --rest)
    --fields;
  const std::vector<std::string> transforms(names.begin() + static_cast<std::ptrdiff_t>(fields),
                                            names.end());
  names.resize(fields);
  const Path path = follow(names, true, true);
  const Joined joined = join_path(path, reuse);
  if (!allow_joins && joined.joins.size() > 1)
    fail(session.rt, session.errors.field_error,
         "Joined field references are not permitted in this query");
  if (reuse != nullptr) reuse->insert(joined.joins.begin(), joined.joins.end());
  return transformed(session, column_of(*joined.target, joined.alias), transforms);
}

void Query::promote(std::vector<int> aliases) {
  while (!aliases.empty()) {
    const int alias = aliases.front();
    aliases.erase(aliases.begin());
    Join& each = joins[static_cast<std::size_t>(alias)];
    if (each.parent < 0 || each.left) continue;
    if (!each.nullable && !joins[static_cast<std::size_t>(each.parent)].left) continue;
    each.left = true;
    for (std::size_t i = 1; i < joins.size(); ++i)
      if (joins[i].parent == alias) aliases.push_back(static_cast<int>(i));
  }
}

void Query::demote(std::vector<int> aliases) {
  for (const int first : aliases) {
    // Whatever stands before an inner join can be inner too.
    for (int alias = first; alias > 0; alias = joins[static_cast<std::size_t>(alias)].parent)
      joins[static_cast<std::size_t>(alias)].left = false;
  }
}

std::vector<int> Query::inner_joins() const {
  std::vector<int> result;
  for (std::size_t i = 1; i < joins.size(); ++i)
    if (!joins[i].left) result.push_back(static_cast<int>(i));
  return result;
}

}  // namespace undumpy::orm
