#include "engine/transformation.h"

#include <fmt/format.h>

#include <numeric>

namespace undumpy {

Result<const Transformation::Shape*> Transformation::shape_of(const RowShape& from) {
  auto& known = shapes_[&from];
  if (known == nullptr) {
    auto made = std::make_unique<Shape>();
    made->shape = from;
    made->sources.resize(from.columns.size());
    std::iota(made->sources.begin(), made->sources.end(), std::size_t{0});
    for (const auto& transform : transforms_)
      UNDUMPY_CHECK(transform->reshape(made->shape, made->sources));
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
