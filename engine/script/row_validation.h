// RowValidation: `restore --validate` — Django's full_clean() for every row, before it is stored.
//
//     rows -> RowValidation -> (ScriptLoader or the writers)
//
// Checked are the columns of the row's own table: null, type, length, digits, with Django's words;
// and then the function validate(obj) of a --loader script, which refuses a row by raising; what it
// changes in the object is not stored. Two checks of full_clean() are not here, because a restore
// makes them for every row anyway, and better: whether a row that is referred to exists is known at
// the end, and what is unique is seen when the row meets the target.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/row.h"
#include "engine/script/row_objects.h"
#include "engine/table_writer.h"

namespace undumpy {

class RowValidation final : public RowSink {
 public:
  struct Setting {
    const Schema* schema = nullptr;
    StorageOptions storage;
    ContentTypes* content_types = nullptr;
    python::Value validator;  // absent: only the schema decides
    // A row that does not go on. `traceback` is empty when it was refused by a ValidationError.
    std::function<Status(const Row& row, const Rejection& rejection, std::string traceback)>
        rejected;
    RowSink* sink = nullptr;
  };
  // REQUIRES: sandbox, schema and sink outlive it.
  RowValidation(Setting setting, Sandbox& sandbox)
      : setting_(std::move(setting)),
        sandbox_(sandbox),
        objects_(sandbox, *setting_.schema, setting_.storage, setting_.content_types) {}

  // Errors: "limit-exceeded", and those of `rejected` and of the sink.
  Status take(std::span<const Row> rows) override;

 private:
  struct Refusal {
    Rejection rejection;
    std::string traceback;
  };
  std::optional<Refusal> check(const Row& row);

  Setting setting_;
  Sandbox& sandbox_;
  RowObjects objects_;
  std::vector<Row> passed_;
};

}  // namespace undumpy
