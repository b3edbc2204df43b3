// Against: what a snapshot is checked against — a database, a file of CREATE statements, or another
// snapshot.
//
// A database answers for rows too: which keys it holds. Nothing is ever written.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/inference.h"
#include "engine/schema.h"
#include "engine/script/code_options.h"
#include "engine/sqlite.h"
#include "parser/diagnostic.h"
#include "parser/result.h"
#include "parser/snapshot.h"

namespace undumpy {

class Against {
 public:
  enum class Kind : std::uint8_t { Database, Statements, Snapshot };

  // `name` is PATH or sqlite:PATH of a database, a file FILE.sql, or a snapshot. Errors:
  // "against-unreadable", "schema-unreadable", "database-error", and those of opening a snapshot.
  static Result<std::unique_ptr<Against>> open(const std::string& name, const CodeOptions& code);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Kind kind() const { return kind_; }
  // Of a snapshot: inferred, and only as good as that.
  [[nodiscard]] const Schema& schema() const { return schema_; }
  // nullptr unless kind() is Database. Read only.
  [[nodiscard]] sqlite::Connection* database() const { return database_.get(); }
  // nullptr unless kind() is Snapshot.
  [[nodiscard]] const Snapshot* snapshot() const { return snapshot_.get(); }

 private:
  Against() = default;
  Status open_database(const std::string& path);
  Status open_statements(const std::string& path);
  Status open_snapshot(const std::string& path, const CodeOptions& code);

  std::string name_;
  Kind kind_ = Kind::Database;
  Schema schema_;
  std::unique_ptr<sqlite::Connection> database_;
  std::unique_ptr<Snapshot> snapshot_;
};

}  // namespace undumpy
