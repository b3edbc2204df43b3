// TargetColumn: the column of the schema that a snapshot is checked against, in which a column of
// its rows is stored; and checks of what its cells become there.
//
// ColumnStorage decides, as in a restore: these checks have no opinion of their own.
#pragma once

#include <memory>
#include <optional>

#include "analyzer/against.h"
#include "analyzer/inspection.h"
#include "engine/storage.h"

namespace undumpy {

struct TargetColumn {
  const Column* column;
  ColumnStorage storage;
};

// Nothing when there is no such column, or when the schema was itself inferred from a snapshot:
// what values a column takes is not known then.
std::optional<TargetColumn> target_of(const Inspection& in, const RowShape& shape,
                                      std::size_t column);

// Looks at what the cells of one column become in the target.
class StoredCheck : public CellCheck {
 public:
  StoredCheck(std::uint32_t wanted_traits, Inspection& inspection, const TargetColumn& target,
              std::size_t column)
      : CellCheck(wanted_traits),
        in_(inspection),
        target_(*target.column),
        storage_(target.storage),
        index_(column) {}

  void look(const Row& row, const Cell& cell) final;

 protected:
  virtual void look_stored(const Row& row, const Cell& cell, const Stored& stored) {
    static_cast<void>(row), static_cast<void>(cell), static_cast<void>(stored);
  }
  virtual void look_misfit(const Row& row, const Misfit& misfit) {
    static_cast<void>(row), static_cast<void>(misfit);
  }
  void report(const Rule& rule, const Row& row, std::string message, Severity severity);
  [[nodiscard]] const Column& target() const { return target_; }

 private:
  Inspection& in_;
  const Column& target_;
  ColumnStorage storage_;
  std::size_t index_;
  Arena arena_;
};

// A rule about stored values: T is a StoredCheck with `static bool concerns(const Column&)`.
template <class T>
class TargetCheck final : public Check {
 public:
  using Check::Check;
  std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t column) override {
    const auto target = target_of(in, shape, column);
    if (!target || !T::concerns(*target->column)) return nullptr;
    return std::make_unique<T>(in, *target, column);
  }
};

}  // namespace undumpy
