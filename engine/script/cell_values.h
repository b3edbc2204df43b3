// CellValues: cells of rows as the values that code of users is given: a loader's obj.price, the
// columns of an expression.
#pragma once

#include "engine/script/sandbox.h"
#include "engine/storage.h"

namespace undumpy {

class CellValues {
 public:
  // REQUIRES: the sandbox outlives it.
  explicit CellValues(Sandbox& sandbox) : sandbox_(sandbox) {}

  // As a restore would store it: the schema and the constructor's hints, which `storage` knows,
  // decide about None and ''. Without a storage as the snapshot writes it. A model becomes the id
  // of its content type. Raises in the program when the target has no such content type.
  python::Value value_of(const Cell& cell, const ColumnStorage* storage);

 private:
  python::Value content_type(std::string_view model);

  Sandbox& sandbox_;
  Arena arena_;
  StorageNotes notes_;
};

}  // namespace undumpy
