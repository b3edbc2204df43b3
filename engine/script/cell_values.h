// CellValues: cells of rows as the values that code of users is given: a loader's obj.price, the
// columns of an expression.
#pragma once

#include "engine/content_types.h"
#include "engine/script/sandbox.h"
#include "engine/storage.h"

namespace undumpy {

class CellValues {
 public:
  // `content_types` (may be null): those of a restore, which makes and counts the missing ones;
  // without, the models of the sandbox do so. REQUIRES: both outlive it.
  explicit CellValues(Sandbox& sandbox, ContentTypes* content_types = nullptr)
      : sandbox_(sandbox), content_types_(content_types) {}

  // As a restore would store it: the schema and the constructor's hints, which `storage` knows,
  // decide about None and ''. Without a storage as the snapshot writes it. A model becomes the id
  // of its content type. Raises in the program when the target has no such content type.
  python::Value value_of(const Cell& cell, const ColumnStorage* storage);

 private:
  python::Value content_type(std::string_view model);

  Sandbox& sandbox_;
  ContentTypes* content_types_;
  Arena arena_;
  StorageNotes notes_;
};

}  // namespace undumpy
