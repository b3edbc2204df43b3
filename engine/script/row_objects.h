// RowObjects: rows of a snapshot as instances of their models, for code of users.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/row.h"
#include "engine/schema.h"
#include "engine/script/cell_values.h"

namespace undumpy {

class RowObjects {
 public:
  // `content_types`: see CellValues. REQUIRES: sandbox, schema and content types outlive it, and so
  // do the shapes of the rows.
  RowObjects(Sandbox& sandbox, const Schema& schema, StorageOptions storage,
             ContentTypes* content_types = nullptr)
      : sandbox_(sandbox), schema_(schema), storage_(storage), values_(sandbox, content_types) {}

  // A new instance; the child of another model is made by create_mti_child() (FORMAT.md 2). Raises
  // in the program. Gives an empty text, or why the row does not fit its table: then there is no
  // object.
  std::string make(const Row& row, python::Value& object);

 private:
  // How the columns of one shape become values.
  struct Shape {
    python::Value model, parent;
    const Table* table = nullptr;
    std::vector<std::unique_ptr<ColumnStorage>> storages;  // null: the table has no such column
    std::vector<python::Str*> names;
  };
  Shape& shape_of(const RowShape& shape);

  Sandbox& sandbox_;
  const Schema& schema_;
  StorageOptions storage_;
  CellValues values_;
  std::map<const RowShape*, Shape> shapes_;
};

}  // namespace undumpy
