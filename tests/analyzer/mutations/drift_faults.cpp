#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;

// A column of a made-up site's schema: its line.
struct SqlColumn {
  std::string table, name;
  std::size_t begin, end;  // of the line, without its end
  std::string line;
  [[nodiscard]] bool has(std::string_view word) const {
    return line.find(word) != std::string::npos;
  }
};

// Of tables whose rows are in the snapshot.
std::optional<SqlColumn> pick_column(Fault& fault, bool (*fits)(const SqlColumn&)) {
  const std::string& sql = fault.on.sql;
  if (!fault.on.name.starts_with("site")) return std::nullopt;
  std::vector<SqlColumn> columns;
  std::string table;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t end = sql.find('\n', at);
    const std::string line = sql.substr(at, end - at);
    if (line.starts_with("CREATE TABLE \"")) table = line.substr(14, line.find('"', 14) - 14);
    if (line.starts_with("    \"") && table != "void_thing") {
      const SqlColumn column{table, line.substr(5, line.find('"', 5) - 5), at, end, line};
      if (fits(column)) columns.push_back(column);
    }
    at = end + 1;
  }
  if (columns.empty()) return std::nullopt;
  return fault.random.pick(columns);
}

bool replace_in(Fault& fault, bool (*fits)(const SqlColumn&), std::string_view from,
                const std::string& to) {
  const auto column = pick_column(fault, fits);
  if (!column) return false;
  const std::size_t at = fault.on.sql.find(from, column->begin);
  fault.sql = fault.on.sql;
  fault.sql.replace(at, from.size(), to);
  fault.table = column->table;
  fault.column = column->name;
  return true;
}

bool is_plain(const SqlColumn& column) {
  return !column.has("PRIMARY KEY") && !column.has("REFERENCES") && !column.has("UNIQUE");
}

bool table_gone(Fault& fault) {
  const auto column = pick_column(fault, [](const SqlColumn& c) { return c.has("PRIMARY KEY"); });
  if (!column) return false;
  fault.sql = fault.on.sql;
  const std::size_t begin = fault.sql.rfind("CREATE TABLE", column->begin);
  fault.sql.erase(begin, fault.sql.find(");\n", begin) + 3 - begin);
  const std::string index = fmt::format("CREATE UNIQUE INDEX \"{}_uniq\"", column->table);
  if (const std::size_t at = fault.sql.find(index); at != std::string::npos)
    fault.sql.erase(at, fault.sql.find('\n', at) + 1 - at);
  fault.table = column->table;
  return true;
}

bool table_new(Fault& fault) {
  if (!fault.on.name.starts_with("site")) return false;
  fault.table = fmt::format("extra_table{}", fault.random.below(100));
  fault.sql = fault.on.sql + fmt::format(
                                 "CREATE TABLE \"{}\" (\n    \"id\" integer NOT NULL "
                                 "PRIMARY KEY,\n    \"name\" text NOT NULL\n);\n",
                                 fault.table);
  return true;
}

bool column_gone(Fault& fault) {
  const auto column =
      pick_column(fault, [](const SqlColumn& c) { return is_plain(c) && c.line.ends_with(','); });
  if (!column) return false;
  fault.sql = fault.on.sql;
  fault.sql.erase(column->begin, column->end + 1 - column->begin);
  fault.table = column->table;
  fault.column = column->name;
  return true;
}

bool column_new(Fault& fault) {
  const auto column = pick_column(fault, [](const SqlColumn& c) { return c.has("PRIMARY KEY"); });
  if (!column) return false;
  fault.sql = fault.on.sql;
  fault.sql.insert(column->begin, fault.random.one_in(2) ? "    \"extra\" integer NOT NULL,\n"
                                                         : "    \"extra\" varchar(20) NULL,\n");
  fault.table = column->table;
  fault.column = "extra";
  return true;
}

bool column_renamed(Fault& fault) {
  const auto column = pick_column(fault, [](const SqlColumn& c) {
    return is_plain(c) && !c.has("CHECK") && !c.name.ends_with("_de") && !c.name.ends_with("_fr");
  });
  if (!column) return false;
  fault.sql = fault.on.sql;
  fault.sql.replace(column->begin, 5 + column->name.size(),
                    fmt::format("    \"the_{}", column->name));
  fault.table = column->table;
  return true;
}

bool type_changed(Fault& fault) {
  return fault.random.one_in(2)
             ? replace_in(
                   fault, [](const SqlColumn& c) { return is_plain(c) && c.has(" varchar(60)"); },
                   "varchar(60)", "integer")
             : replace_in(
                   fault, [](const SqlColumn& c) { return is_plain(c) && c.has(" date "); },
                   " date ", " bool ");
}

// The first row whose value, as a literal, the function says yes to.
const RowPlace* row_with(const Fault& fault, bool (*fits)(std::string_view literal)) {
  return fault.pick_row([&](const RowPlace& row) {
    const std::size_t column = row.shape->find(fault.column);
    return row.shape->table == fault.table && column < row.shape->columns.size() &&
           fits(row.arguments[static_cast<std::size_t>(row.shape->columns[column].argument)]);
  });
}

bool shortened(Fault& fault) {
  return replace_in(
             fault, [](const SqlColumn& c) { return is_plain(c) && c.has("varchar(60) NOT"); },
             "varchar(60)", fmt::format("varchar({})", 1 + fault.random.below(3))) &&
         row_with(fault, [](std::string_view literal) { return literal.size() > 8; }) != nullptr;
}

bool not_null(Fault& fault) {
  return replace_in(
             fault,
             [](const SqlColumn& c) {
               return c.has(" NULL") && !c.has("NOT NULL") && !c.has("_de") && !c.has("_fr");
             },
             " NULL", " NOT NULL") &&
         row_with(fault, [](std::string_view literal) { return literal == "None"; }) != nullptr;
}

// A column that has to be unique from now on, and has a value twice.
bool unique(Fault& fault) {
  if (!replace_in(
          fault,
          [](const SqlColumn& c) { return is_plain(c) && c.has(" NOT NULL") && !c.has("CHECK"); },
          " NOT NULL", " NOT NULL UNIQUE"))
    return false;
  std::set<std::string_view> seen;
  return std::ranges::any_of(fault.on.rows(), [&](const RowPlace& row) {
    const std::size_t column = row.shape->find(fault.column);
    if (row.shape->table != fault.table || column >= row.shape->columns.size() ||
        row.shape->columns[column].babel())
      return false;
    return !seen.insert(
                    row.arguments[static_cast<std::size_t>(row.shape->columns[column].argument)])
                .second;
  });
}

bool other_key(Fault& fault) {
  const bool done = replace_in(
      fault, [](const SqlColumn& c) { return c.has("AUTOINCREMENT"); },
      "NOT NULL PRIMARY KEY AUTOINCREMENT",
      "NOT NULL UNIQUE,\n    \"uid\" integer NOT NULL PRIMARY KEY");
  fault.column = "uid";
  return done;
}

// Another snapshot in which one text of restore.py was another.
bool other_snapshot(Fault& fault, const std::string& from, const std::string& to) {
  Files other = fault.on.files;
  std::string& text = file(other, "restore.py");
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return false;
  text.replace(at, from.size(), to);
  fault.other = std::move(other);
  return true;
}

bool other_version(Fault& fault) {
  const auto& version = fault.on.snapshot().source_version;
  return version && other_snapshot(fault, fmt::format("SOURCE_VERSION = '{}'", *version),
                                   fmt::format("SOURCE_VERSION = '{}.{}.0'",
                                               30 + fault.random.below(9), fault.random.below(12)));
}

bool other_languages(Fault& fault) {
  const auto& languages = fault.on.snapshot().languages;
  if (languages.size() < 2) return false;
  return other_snapshot(fault,
                        fmt::format(",{}=values[{}]", languages.back(), languages.size() - 1), "");
}

bool no_version(Fault& fault) {
  const std::uint32_t line = fault.pick_line("restore.py", "SOURCE_VERSION = ");
  if (line == 0 || fault.on.snapshot().source_version == "None") return false;
  if (fault.random.one_in(2))
    fault.remove_line("restore.py", line);
  else
    fault.set_line("restore.py", line, "SOURCE_VERSION = 'None'");
  fault.line = 0;
  return true;
}

bool other_time_zone(Fault& fault) {
  const auto& zone = fault.on.snapshot().time_zone;
  return zone && other_snapshot(fault, fmt::format("TIME_ZONE was '{}'", *zone),
                                "TIME_ZONE was 'Pacific/Tahiti'");
}

}  // namespace

std::vector<Kind> drift_faults() {
  return {
      {"table that the target does not have",
       "DR601",
       {"RF4", "DR6"},
       Against::Changed,
       table_gone},
      {"table that the snapshot does not have", "DR602", {}, Against::Changed, table_new},
      {"column that the target does not have", "DR603", {}, Against::Changed, column_gone},
      {"column that the snapshot does not have", "DR604", {}, Against::Changed, column_new},
      {"column with another name", "DR605", {"DR603", "DR604"}, Against::Changed, column_renamed},
      {"column of another type", "DR606", {"VL313"}, Against::Changed, type_changed},
      {"column that is shorter", "VL304", {}, Against::Changed, shortened},
      {"column that takes no NULL", "VL311", {}, Against::Changed, not_null},
      {"another primary key", "DR610", {"DR604"}, Against::Changed, other_key},
      {"column that has to be unique", "UQ502", {}, Against::Changed, unique},
  };
}

std::vector<Kind> version_faults() {
  return {
      {"another version", "VR701", {}, Against::Changed, other_version},
      {"a language less", "VR702", {"DR6"}, Against::Changed, other_languages},
      {"no version", "VR705", {}, Against::Nothing, no_version},
      {"another time zone", "VR703", {}, Against::Changed, other_time_zone},
  };
}

}  // namespace undumpy::test
