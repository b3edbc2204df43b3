// What a query selects, groups and cuts.

#include "engine/orm/query.h"

#include <algorithm>

namespace undumpy::orm {

void Query::annotate(const std::string& name, const ExprRef& expr, bool is_selected) {
  std::erase_if(annotations, [&](const Annotation& each) { return each.name == name; });
  annotations.push_back({name, expr, is_selected});
}

bool Query::has_aggregates() const {
  return std::ranges::any_of(
      annotations, [](const Annotation& each) { return each.expr->contains_aggregate(); });
}

void Query::set_group_by_key() { group_by = {{own_column(model->require_key())}}; }

void Query::set_group_by_selection() {
  std::vector<ExprRef> columns;
  for (const Selected& each : selected) columns.push_back(each.expr);
  for (const Annotation& each : annotations)
    if (each.selected && !each.expr->contains_aggregate()) add_group_columns(each.expr, columns);
  group_by = std::move(columns);
}

void Query::select_values(const std::vector<std::string>& names) {
  std::vector<std::string> wanted = names;
  selected.clear();
  if (names.empty()) {
    for (const Field* field : model->fields) wanted.push_back(field->attname);
    for (const Annotation& each : annotations)
      if (each.selected) wanted.push_back(each.name);
  }
  for (const std::string& name : wanted) {
    if (find_annotation(name) != nullptr) continue;
    selected.push_back({name, resolve_name(name, nullptr, true, false)});
  }
  for (Annotation& each : annotations)
    each.selected = std::ranges::find(wanted, each.name) != wanted.end();
  values = std::move(wanted);
}

void Query::limit(std::int64_t first, std::optional<std::int64_t> end) {
  if (end) {
    const std::int64_t last = low + *end;
    high = high ? std::min(*high, last) : last;
  }
  low = high ? std::min(*high, low + first) : low + first;
  if (high && low >= *high) nothing = true;
}

}  // namespace undumpy::orm
