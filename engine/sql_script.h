// SqlScript: the statements of a restore as text, for `--sql FILE`.
//
// The file holds what a restore did, in its order, in one transaction: run with the database's own
// client it gives the same rows. One statement stands on a line of its own.
#pragma once

#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/storage.h"
#include "parser/result.h"

namespace undumpy {

// A stored value as a literal of SQLite: NULL, 5, 1.5, 'it''s', X'00ff'. A text that holds NUL is
// written as CAST(X'…' AS TEXT), one of several lines as replace('one\ntwo','\n',char(10)):
// clients that read line by line change what ends a line.
void append_sql(const Stored& value, std::string& out);
// For people: a text as it stands, in quotes.
void append_quoted(std::string_view text, std::string& out);

class SqlScript {
 public:
  // Error "target-unwritable". The file is complete after finish();
  // without it, it is removed again.
  static Result<std::unique_ptr<SqlScript>> create(const std::string& path);
  ~SqlScript();
  SqlScript(const SqlScript&) = delete;
  SqlScript& operator=(const SqlScript&) = delete;

  void comment(std::string_view text);
  // Without its semicolon. `?1`, `?2`… stand for the values.
  void statement(std::string_view sql, std::span<const Stored> values = {});
  // What is written between begin_row() and end_row() is kept only with `keep`.
  void begin_row();
  void end_row(bool keep);
  // Ends the transaction and the file. Error "target-unwritable".
  Status finish();

 private:
  explicit SqlScript(std::string path) : path_(std::move(path)) {}
  void write(std::string_view text);

  std::string path_;
  std::FILE* file_ = nullptr;
  bool failed_ = false;
  bool in_row_ = false;
  std::string line_, row_;
};

}  // namespace undumpy
