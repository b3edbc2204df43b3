#include "engine/transformation.h"

#include <fmt/format.h>

#include <numeric>

namespace undumpy {

namespace {

// A cell must not vanish because another one goes into the same column.
Status check_names(const RowShape& shape) {
  for (std::size_t i = 0; i < shape.columns.size(); ++i)
    if (shape.find(shape.columns[i].name) != i)
      return make_error("usage",
                        fmt::format("two columns of {} would go into its column {}", shape.table,
                                    printable(shape.columns[i].name)),
                        "leave one of them out with --drop-column, or name another one with "
                        "--rename");
  return Done{};
}

}  // namespace

Result<const Transformation::Shape*> Transformation::shape_of(const RowShape& from) {
  auto& known = shapes_[&from];
  if (known == nullptr) {
    auto made = std::make_unique<Shape>();
    made->shape = from;
    made->sources.resize(from.columns.size());
    std::iota(made->sources.begin(), made->sources.end(), std::size_t{0});
    for (const auto& transform : transforms_)
      UNDUMPY_CHECK(transform->reshape(made->shape, made->sources));
    UNDUMPY_CHECK(check_names(made->shape));
    known = std::move(made);
  }
  return static_cast<const Shape*>(known.get());
}

Result<Row> Transformation::apply(const Row& row) {
  if (row.shape != last_from_) {
    UNDUMPY_TRY(last_, shape_of(*row.shape));
    last_from_ = row.shape;
  }
  const std::size_t count = last_->sources.size();
  const std::span<Cell> cells(arena_.allocate<Cell>(count), count);
  for (std::size_t i = 0; i < count; ++i)
    cells[i] = last_->sources[i] == Transform::None ? Cell::absent() : row.cells[last_->sources[i]];
  Row result = row;
  result.shape = &last_->shape;
  result.cells = cells;
  result.stored = {};
  for (const auto& transform : transforms_) UNDUMPY_CHECK(transform->change(result, cells, arena_));
  return result;
}

std::vector<std::string> Transformation::notes() const {
  std::vector<std::string> notes;
  for (const auto& transform : transforms_)
    notes.push_back(
        fmt::format("{} changed {}", transform->name(), counted(transform->changed(), "cell")));
  return notes;
}

}  // namespace undumpy
