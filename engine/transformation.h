// Transformation: the transforms of a restore, applied to rows.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/transform.h"

namespace undumpy {

class Transformation {
 public:
  explicit Transformation(std::vector<std::unique_ptr<Transform>> transforms)
      : transforms_(std::move(transforms)) {}

  [[nodiscard]] bool empty() const { return transforms_.empty(); }
  // The row as the transforms leave it. Its shape lives as long as this object, its cells until
  // reset(). Errors: those of Transform.
  Result<Row> apply(const Row& row);
  // Once for each batch: what apply() returned is gone then.
  void reset() { arena_.reset(); }
  // "--map changed 12 cells", of those that changed any.
  [[nodiscard]] std::vector<std::string> notes() const;

 private:
  struct Shape {
    RowShape shape;
    std::vector<std::size_t> sources;  // of its columns: cells of the row as it came
  };
  Result<const Shape*> shape_of(const RowShape& shape);

  std::vector<std::unique_ptr<Transform>> transforms_;
  std::map<const RowShape*, std::unique_ptr<Shape>> shapes_;
  const RowShape* last_from_ = nullptr;
  const Shape* last_ = nullptr;
  Arena arena_;
};

}  // namespace undumpy
