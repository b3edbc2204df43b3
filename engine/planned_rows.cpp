#include "engine/planned_rows.h"

namespace undumpy {

void Planner::plan(Batch& batch, PlannedRows& out) {
  out.rows.clear();
  out.cells.clear();
  out.stored.clear();
  const std::span<const ScannedRow> rows(batch.rows);
  for (std::size_t first = 0; first < rows.size();) {
    const std::string_view name = rows[first].constructor;
    std::size_t last = first + 1;
    while (last < rows.size() && rows[last].constructor == name) ++last;
    const Constructor* constructor = constructors_.find(name);
    if (constructor == nullptr || !constructor->has_plan() || constructor->drops_rows()) {
      out.rows.resize(last);
    } else {
      const RowStorage* storage = storage_of(constructor->shape());
      for (std::size_t i = first; i < last; ++i)
        plan_row(*constructor, storage, batch.cells_of(rows[i]), batch.arena, out);
    }
    first = last;
  }
}

const RowStorage* Planner::storage_of(const RowShape& shape) {
  if (!storage_of_) return nullptr;
  const auto [known, is_new] = storages_.try_emplace(&shape);
  if (is_new) known->second = storage_of_(shape);
  return known->second.get();
}

void Planner::plan_row(const Constructor& constructor, const RowStorage* storage,
                       std::span<const Cell> arguments, Arena& arena, PlannedRows& out) {
  PlannedRows::Row& row = out.rows.emplace_back();
  const std::size_t first = out.cells.size();
  if (!constructor.construct(arguments, out.cells)) return;
  row.cells = static_cast<std::uint32_t>(first);
  if (storage == nullptr) return;
  const std::size_t stored = out.stored.size();
  const std::size_t width = storage->columns().size();
  out.stored.resize(stored + width);
  if (storage->prepare(std::span(out.cells).subspan(first), arena,
                       std::span(out.stored).subspan(stored)))
    row.stored = static_cast<std::uint32_t>(stored);
  else
    out.stored.resize(stored);
}

}  // namespace undumpy
