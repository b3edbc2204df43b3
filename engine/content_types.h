// ContentTypes: the ids of models in the target's django_content_type, looked up by (app_label,
// model) and made when missing (FORMAT.md 2, new_content_type_id).
#pragma once

#include <map>
#include <string>

#include "engine/schema.h"
#include "engine/sql_script.h"
#include "engine/sqlite.h"
#include "parser/snapshot.h"

namespace undumpy {

class ContentTypes {
 public:
  // `script`, when it is not null, is told what is made.
  ContentTypes(sqlite::Connection& database, const Snapshot& snapshot, SqlScript* script = nullptr)
      : database_(database), snapshot_(snapshot), script_(script) {}

  // The id of a model named as restore.py does (contacts_Partner); 0 when no line resolves that
  // name. Errors: "database-error".
  Result<std::int64_t> id_of(std::string_view variable);
  [[nodiscard]] std::size_t made() const { return made_; }

 private:
  // The columns of a new row, and what goes into them.
  Result<std::string> insertion();

  sqlite::Connection& database_;
  const Snapshot& snapshot_;
  SqlScript* script_;
  std::map<std::string, std::int64_t, std::less<>> ids_;
  std::size_t made_ = 0;
};

}  // namespace undumpy
