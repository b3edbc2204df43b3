#include "engine/table_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

// The column of the table for a column of the shape. The parent link is found as the primary key
// when the parameter is called otherwise.
const Column* column_for(const Table& table, const ShapeColumn& shape) {
  const Column* column = table.find(shape.name);
  return column == nullptr && shape.parent_link ? table.primary_key() : column;
}

bool holds_nothing(const Cell& cell) {
  return cell.is_none() || cell.kind == CellKind::Absent ||
         (cell.kind == CellKind::List && cell.size == 0);
}

}  // namespace

Result<std::unique_ptr<TableWriter>> TableWriter::create(sqlite::Connection& database,
                                                         const Table& table, const RowShape& shape,
                                                         const StorageOptions& options,
                                                         ContentTypes& content_types) {
  std::unique_ptr<TableWriter> writer(new TableWriter(database, content_types, table));
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const Column* column = column_for(table, shape.columns[i]);
    if (column == nullptr) {
      writer->homeless_.push_back(i);
      continue;
    }
    writer->targets_.push_back({i, ColumnStorage(table, *column, &shape.columns[i], options)});
    names.push_back(sqlite::quoted(column->name));
    values.push_back(fmt::format("?{}", writer->targets_.size()));
  }
  // Columns of the target that the snapshot does not know get Django's empty text, where they must.
  for (const Column& column : table.columns) {
    const std::string name = sqlite::quoted(column.name);
    if (std::ranges::find(names, name) != names.end() || column.nullable || column.has_default ||
        column.primary_key || column.kind != ColumnKind::Text)
      continue;
    names.push_back(name);
    values.emplace_back("''");
  }
  UNDUMPY_TRY(auto statement, database.prepare(fmt::format(
                                  "INSERT INTO {} ({}) VALUES ({})", sqlite::quoted(table.name),
                                  fmt::join(names, ", "), fmt::join(values, ", "))));
  writer->statement_ = std::make_unique<sqlite::Statement>(std::move(statement));
  return writer;
}

Result<std::string> TableWriter::bind(const Row& row, StorageNotes& notes) {
  for (const std::size_t cell : homeless_)
    if (!holds_nothing(row.cells[cell]))
      return fmt::format(
          "the table has no column {}, and this row has {} for it; comment out its line "
          "in create_{} to drop the values, or rename it there",
          row.shape->columns[cell].name, printable(to_text(row.cells[cell])), row.shape->table);
  sqlite3_stmt* handle = statement_->handle();
  int index = 0;
  std::string why;
  for (const Target& target : targets_) {
    ++index;
    const Cell& cell = row.cells[target.cell];
    if (cell.kind == CellKind::Model) {
      UNDUMPY_TRY(const std::int64_t id, content_types_.id_of(cell.text()));
      if (id == 0)
        return fmt::format("{} is no model that restore.py resolves", printable(cell.text()));
      sqlite3_bind_int64(handle, index, id);
      continue;
    }
    Stored stored;
    if (!target.storage.store(cell, arena_, notes, stored, why)) return why;
    const int size = static_cast<int>(stored.text.size());
    switch (stored.kind) {
      case Stored::Kind::Null:
        sqlite3_bind_null(handle, index);
        break;
      case Stored::Kind::Integer:
        sqlite3_bind_int64(handle, index, stored.integer);
        break;
      case Stored::Kind::Real:
        sqlite3_bind_double(handle, index, stored.real);
        break;
      // An empty view may have no address, which SQLite would take for NULL.
      case Stored::Kind::Text:
        sqlite3_bind_text(handle, index, size == 0 ? "" : stored.text.data(), size, SQLITE_STATIC);
        break;
      case Stored::Kind::Blob:
        sqlite3_bind_blob(handle, index, size == 0 ? "" : stored.text.data(), size, SQLITE_STATIC);
        break;
    }
  }
  return std::string();
}

Result<std::string> TableWriter::insert(const Row& row, StorageNotes& notes) {
  arena_.reset();
  UNDUMPY_TRY(std::string why, bind(row, notes));
  if (!why.empty()) return why;
  const int code = sqlite3_step(statement_->handle());
  const std::string message = code == SQLITE_DONE ? "" : sqlite3_errmsg(database_.handle());
  statement_->reset();
  if (code == SQLITE_DONE) return std::string();
  if ((code & 0xFF) == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_TOOBIG)
    return message;
  Diagnostic error =
      make_error("database-error", fmt::format("writing into {} failed: {}", table_.name, message),
                 "the target was left as it was; check the space on the disk");
  return error;
}

}  // namespace undumpy
