#include "engine/table_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

bool holds_nothing(const Cell& cell) {
  return cell.is_none() || cell.kind == CellKind::Absent ||
         (cell.kind == CellKind::List && cell.size == 0);
}

}  // namespace

Result<std::unique_ptr<TableWriter>> TableWriter::create(sqlite::Connection& database,
                                                         const Schema& schema, const Table& table,
                                                         const RowShape& shape,
                                                         const StorageOptions& options,
                                                         ContentTypes& content_types) {
  std::unique_ptr<TableWriter> writer(new TableWriter(database, content_types, table));
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const Column* column = column_for(table, shape.columns[i]);
    if (column == nullptr) {
      UNDUMPY_CHECK(writer->add_link(schema, i, shape.columns[i].name));
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

// The table of a many-to-many field is called TABLE_FIELD and refers to both sides.
Status TableWriter::add_link(const Schema& schema, std::size_t cell, const std::string& field) {
  const Table* through = schema.find(table_.name + "_" + field);
  if (through == nullptr || through->foreign_keys.size() != 2) {
    homeless_.push_back(cell);
    return Done{};
  }
  const ForeignKey* own = &through->foreign_keys[0];
  const ForeignKey* other = &through->foreign_keys[1];
  // Between rows of one table, Django's columns are from_x_id and to_x_id: sorted as they should
  // be.
  if (own->target_table != table_.name) std::swap(own, other);
  if (own->target_table != table_.name) {
    homeless_.push_back(cell);
    return Done{};
  }
  UNDUMPY_TRY(auto insert,
              database_.prepare(fmt::format(
                  "INSERT INTO {} ({}, {}) VALUES (?1, ?2)", sqlite::quoted(through->name),
                  sqlite::quoted(own->column), sqlite::quoted(other->column))));
  links_.push_back({cell, through, std::make_unique<sqlite::Statement>(std::move(insert)), 0});
  return Done{};
}

// REQUIRES: the row itself was inserted.
Result<std::string> TableWriter::insert_links(const Row& row) {
  const auto bind_key = [](sqlite3_stmt* handle, int index, const Cell& key) {
    if (key.kind == CellKind::Integer)
      sqlite3_bind_int64(handle, index, key.integer);
    else if (key.kind == CellKind::Text)
      sqlite3_bind_text(handle, index, key.text().data(), static_cast<int>(key.size),
                        SQLITE_STATIC);
    else
      return false;
    return true;
  };
  for (Link& link : links_) {
    const Cell& cell = row.cells[link.cell];
    if (holds_nothing(cell)) continue;
    if (cell.kind != CellKind::List)
      return fmt::format("{} is no list of keys for {}", printable(to_text(cell)),
                         link.table->name);
    for (const Cell& item : cell.items()) {
      sqlite3_stmt* handle = link.insert->handle();
      if (!bind_key(handle, 1, row.cells[row.shape->key_column()]) || !bind_key(handle, 2, item))
        return fmt::format("{} is no key for {}", printable(to_text(item)), link.table->name);
      const int code = sqlite3_step(handle);
      const std::string message = code == SQLITE_DONE ? "" : sqlite3_errmsg(database_.handle());
      link.insert->reset();
      if (code != SQLITE_DONE) return message;
      ++link.rows;
    }
  }
  return std::string();
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
  Misfit misfit;
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
    if (!target.storage.store(cell, arena_, notes, stored, misfit)) return misfit.why;
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
  if (code == SQLITE_DONE) return insert_links(row);
  if ((code & 0xFF) == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_TOOBIG)
    return message;
  Diagnostic error =
      make_error("database-error", fmt::format("writing into {} failed: {}", table_.name, message),
                 "the target was left as it was; check the space on the disk");
  return error;
}

}  // namespace undumpy
