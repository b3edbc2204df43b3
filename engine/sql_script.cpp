#include "engine/sql_script.h"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstring>

#include "engine/sqlite.h"

namespace undumpy {

namespace {

void append_hex(std::string_view bytes, std::string& out) {
  out += "X'";
  for (const char c : bytes)
    fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(c));
  out += '\'';
}

// Stands for a character, and is no part of the text.
std::string stand_in(std::string_view name, std::string_view text) {
  std::string result = fmt::format("\\{}", name);
  for (int number = 0; text.find(result) != std::string_view::npos; ++number)
    result = fmt::format("(\\{}{})", name, number);
  return result;
}

void append_text(std::string_view text, std::string& out) {
  const bool newlines = text.find('\n') != std::string_view::npos;
  const bool returns = text.find('\r') != std::string_view::npos;
  const std::string newline = newlines ? stand_in("n", text) : "";
  const std::string carriage_return = returns ? stand_in("r", text) : "";
  out += returns ? "replace(" : "";
  out += newlines ? "replace('" : "'";
  for (const char c : text) {
    if (c == '\n') {
      out += newline;
    } else if (c == '\r') {
      out += carriage_return;
    } else {
      if (c == '\'') out += '\'';
      out += c;
    }
  }
  out += '\'';
  if (newlines) out += fmt::format(",'{}',char(10))", newline);
  if (returns) out += fmt::format(",'{}',char(13))", carriage_return);
}

void append_real(double value, std::string& out) {
  if (std::isnan(value)) {
    out += "NULL";
  } else if (std::isinf(value)) {
    out += value > 0 ? "9e999" : "-9e999";
  } else {
    const std::string digits = fmt::format("{}", value);  // the shortest that reads back the same
    out += digits;
    // Without a point or an exponent SQLite would read an integer.
    if (digits.find_first_of(".e") == std::string::npos) out += ".0";
  }
}

}  // namespace

void append_quoted(std::string_view text, std::string& out) {
  out += '\'';
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  out += '\'';
}

void append_sql(const Stored& value, std::string& out) {
  switch (value.kind) {
    case Stored::Kind::Null:
      out += "NULL";
      break;
    case Stored::Kind::Integer:
      fmt::format_to(std::back_inserter(out), "{}", value.integer);
      break;
    case Stored::Kind::Real:
      append_real(value.real, out);
      break;
    case Stored::Kind::Blob:
      append_hex(value.text(), out);
      break;
    case Stored::Kind::Text:
      if (value.text().find('\0') != std::string_view::npos) {
        out += "CAST(";
        append_hex(value.text(), out);
        out += " AS TEXT)";
        break;
      }
      append_text(value.text(), out);
      break;
  }
}

Result<std::unique_ptr<SqlScript>> SqlScript::create(const std::string& path) {
  std::unique_ptr<SqlScript> script(new SqlScript(path));
  script->file_ = std::fopen(path.c_str(), "we");
  if (script->file_ == nullptr)
    return make_error("target-unwritable",
                      fmt::format("{} can not be written: {}", path, strerror(errno)),
                      "name another file for --sql");
  // References are checked before this is written, and rows may come before what they refer to.
  script->write("PRAGMA foreign_keys=OFF;\nBEGIN;\n");
  return script;
}

SqlScript::~SqlScript() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::remove(path_.c_str());
}

void SqlScript::write(std::string_view text) {
  if (in_row_) {
    row_ += text;
    return;
  }
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) failed_ = true;
}

void SqlScript::comment(std::string_view text) {
  line_ = "-- ";
  line_ += printable(text);
  line_ += '\n';
  write(line_);
}

void SqlScript::statement(std::string_view sql, std::span<const Stored> values) {
  line_.clear();
  char quote = 0;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char c = sql[at];
    if (quote == 0 && c == '?') {
      std::size_t number = 0;
      for (; at + 1 < sql.size() && sql[at + 1] >= '0' && sql[at + 1] <= '9'; ++at)
        number = number * 10 + static_cast<std::size_t>(sql[at + 1] - '0');
      append_sql(values[number - 1], line_);
      continue;
    }
    if (quote == 0 && (c == '"' || c == '\''))
      quote = c;
    else if (c == quote)
      quote = 0;
    line_ += c;
  }
  line_ += ";\n";
  write(line_);
}

void SqlScript::begin_row() {
  row_.clear();
  in_row_ = true;
}

void SqlScript::end_row(bool keep) {
  in_row_ = false;
  if (keep) write(row_);
}

Status SqlScript::finish() {
  write("COMMIT;\n");
  failed_ = std::fclose(file_) != 0 || failed_;
  file_ = nullptr;
  if (failed_)
    return make_error("target-unwritable",
                      fmt::format("writing {} failed: {}", path_, strerror(errno)),
                      "check the space on the disk");
  return Done{};
}

}  // namespace undumpy
