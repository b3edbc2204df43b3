#include "analyzer/against.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "analyzer/text_file.h"
#include "engine/constructor.h"
#include "parser/source.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

bool begins_like_a_database(const std::string& path) {
  constexpr std::string_view Magic = "SQLite format 3";
  std::string head(Magic.size(), '\0');
  std::ifstream(path, std::ios::binary)
      .read(head.data(), static_cast<std::streamsize>(head.size()));
  return head == Magic;
}

Diagnostic unreadable(const std::string& name, const std::string& why) {
  return make_error("against-unreadable", fmt::format("{}: {}", name, why),
                    "name a database (PATH or sqlite:PATH), a file of CREATE statements (.sql), or "
                    "another snapshot");
}

}  // namespace

Result<std::unique_ptr<Against>> Against::open(const std::string& name, const CodeOptions& code) {
  std::unique_ptr<Against> against(new Against());
  against->name_ = name;
  constexpr std::string_view Scheme = "sqlite:";
  const bool named_database = name.starts_with(Scheme);
  const std::string path = named_database ? name.substr(Scheme.size()) : name;
  std::error_code error;
  if (name.find("://") != std::string::npos)
    return unreadable(name, "undumpy reads SQLite databases only");
  if (!fs::exists(path, error)) return unreadable(name, "there is no such file");
  const bool regular = fs::is_regular_file(path, error);
  if (named_database || (regular && begins_like_a_database(path))) {
    UNDUMPY_CHECK(against->open_database(path));
  } else if (regular && path.ends_with(".sql")) {
    UNDUMPY_CHECK(against->open_statements(path));
  } else {
    UNDUMPY_CHECK(against->open_snapshot(path, code));
  }
  return against;
}

Status Against::open_database(const std::string& path) {
  kind_ = Kind::Database;
  UNDUMPY_TRY(sqlite::Connection opened, sqlite::Connection::open(path, SQLITE_OPEN_READONLY));
  database_ = std::make_unique<sqlite::Connection>(std::move(opened));
  // One view of the database, whatever others write meanwhile.
  UNDUMPY_CHECK(database_->run("BEGIN"));
  UNDUMPY_TRY(schema_, schema_of_database(*database_));
  return Done{};
}

Status Against::open_statements(const std::string& path) {
  kind_ = Kind::Statements;
  UNDUMPY_TRY(const std::string sql, read_text_file(path, "against"));
  UNDUMPY_TRY(schema_, schema_of_sql(sql, path));
  return Done{};
}

Status Against::open_snapshot(const std::string& path, const CodeOptions& code) {
  kind_ = Kind::Snapshot;
  IgnoredDiagnostics ignored;  // the other snapshot is not the one that is judged
  UNDUMPY_TRY(auto source, open_source(path, {}, ignored));
  UNDUMPY_TRY(snapshot_, Snapshot::open(std::move(source), ignored, {code.allowed_outside}));
  UNDUMPY_TRY(Inference inferred, infer_schema(*snapshot_, Constructors(*snapshot_), code));
  schema_ = std::move(inferred.schema);
  return Done{};
}

}  // namespace undumpy
