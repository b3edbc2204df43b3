// Transform: changes rows between the filters that select them and the target.
//
// A transform may change the shape of rows (their table and columns), and the cells of each row.
// Transforms are applied in the order of the table in engine/transforms.h, whatever the order of
// the options: first all shapes, then all cells. Each tells how many cells it changed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/filter.h"
#include "parser/arena.h"

namespace undumpy {

class Transform {
 public:
  virtual ~Transform() = default;
  [[nodiscard]] virtual std::string name() const = 0;  // "--map"

  // Called once for each shape. Renames, adds and removes columns, changes the table: `sources[i]`
  // is the cell of the row as it came that column i of the shape takes, and moves along with the
  // column. A column that is added takes None: its cell is Absent until change().
  static constexpr std::size_t None = static_cast<std::size_t>(-1);
  virtual Status reshape(RowShape& /*shape*/, std::vector<std::size_t>& /*sources*/) {
    return Done{};
  }
  // Called for each row that passed the filters, with its cells in the shape that all transforms
  // have left; `row.cells` are the same. What is made lives in `arena` until the batch has been
  // taken. Errors stop the restore.
  virtual Status change(const Row& /*row*/, std::span<Cell> /*cells*/, Arena& /*arena*/) {
    return Done{};
  }
  // Cells changed so far.
  [[nodiscard]] std::uint64_t changed() const { return changed_; }

 protected:
  std::uint64_t changed_ = 0;
};

struct TransformKind {
  std::span<const OptionText> options;
  // Error "usage".
  Result<std::unique_ptr<Transform>> (*make)(const Arguments& arguments,
                                             const FilterContext& context);
};

}  // namespace undumpy
