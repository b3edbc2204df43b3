#include "engine/table_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace undumpy {

namespace {

bool holds_nothing(const Cell& cell) {
  return cell.is_none() || cell.kind == CellKind::Absent ||
         (cell.kind == CellKind::List && cell.size == 0);
}

// A column of a result row. REQUIRES: the row is read before the statement goes on.
Stored stored_of(sqlite3_stmt* row, int column) {
  const auto text = [&](const void* data) {
    return std::string_view(static_cast<const char*>(data),
                            static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
  };
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      return Stored::of(sqlite3_column_int64(row, column));
    case SQLITE_FLOAT:
      return Stored::of_real(sqlite3_column_double(row, column));
    case SQLITE_TEXT:
      return Stored::of_text(text(sqlite3_column_text(row, column)));
    case SQLITE_BLOB:
      return Stored::of_blob(text(sqlite3_column_blob(row, column)));
    default:
      return {};
  }
}

std::string literal(const Stored& value) {
  std::string text;
  if (value.kind == Stored::Kind::Text)
    append_quoted(value.text(), text);
  else
    append_sql(value, text);
  return text;
}

// The class of the SQL standard's SQLSTATE that a constraint of SQLite answers to.
std::string sqlstate_of(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_NOTNULL:
      return "23502";
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return "23503";
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_UNIQUE:
      return "23505";
    case SQLITE_CONSTRAINT_CHECK:
      return "23514";
    case SQLITE_TOOBIG:
      return "22001";
    default:
      return (code & 0xFF) == SQLITE_CONSTRAINT ? "23000" : "22000";
  }
}

bool is_unique_violation(int code) {
  return code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID ||
         code == SQLITE_CONSTRAINT_UNIQUE;
}

}  // namespace

Result<std::unique_ptr<TableWriter>> TableWriter::create(const Setting& setting, const Table& table,
                                                         const RowShape& shape) {
  std::unique_ptr<TableWriter> writer(new TableWriter(setting, table, shape));
  for (const RowStorage::Column& each : writer->storage_.columns()) {
    const Column& column = each.storage.column();
    if (column.primary_key && table.primary_key() == &column) {
      writer->key_ = writer->names_.size();
      writer->integer_key_ = column.kind == ColumnKind::Integer;
    }
    if (column.name == setting.conflict.column) writer->newer_ = writer->names_.size();
    writer->names_.push_back(column.name);
  }
  for (const std::size_t cell : writer->storage_.homeless())
    UNDUMPY_CHECK(writer->add_link(cell, shape.columns[cell].name));
  writer->stored_.resize(writer->names_.size());
  if (setting.references != nullptr)
    writer->noted_ = setting.references->of(table.name, writer->names_);
  UNDUMPY_CHECK(writer->make_statements(shape));
  return writer;
}

Status TableWriter::make_statements(const RowShape& shape) {
  const std::string table = sqlite::quoted(table_.name);
  std::vector<std::string> names;
  std::vector<std::string> values;
  std::vector<std::string> assignments;
  std::vector<std::string> comparisons;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const std::string name = sqlite::quoted(names_[i]);
    names.push_back(name);
    values.push_back(fmt::format("?{}", i + 1));
    assignments.push_back(fmt::format("{} = ?{}", name, i + 1));
    comparisons.push_back(fmt::format("{} IS ?{}, {}", name, i + 1, name));
  }
  // Columns of the target that the snapshot does not know get Django's empty text, where they must.
  for (const Column& column : table_.columns) {
    if (std::ranges::find(names_, column.name) != names_.end() || column.nullable ||
        column.has_default || column.primary_key || column.kind != ColumnKind::Text)
      continue;
    names.push_back(sqlite::quoted(column.name));
    values.emplace_back("''");
  }
  if (!setting_.merge && setting_.script == nullptr && links_.empty()) {
    const std::vector<std::string> constants(values.begin() + static_cast<long>(names_.size()),
                                             values.end());
    UNDUMPY_TRY(many_, RowTable::create(*setting_.database, table_.name, names, constants));
  }
  insert_.sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(names, ", "),
                            fmt::join(values, ", "));
  if (many_ == nullptr) {
    UNDUMPY_TRY([[maybe_unused]] auto* statement, ready(insert_));
  }
  if (key_ == None) return Done{};
  if (setting_.conflict.kind == ConflictPolicy::Kind::UpdateIfNewer && newer_ == None)
    return make_error(
        "usage",
        fmt::format("--on-conflict update-if-newer:{}: rows of {} have no such column",
                    setting_.conflict.column, shape.table),
        fmt::format("name one of {}, or another policy for this table with "
                    "--on-conflict {}:POLICY",
                    fmt::join(names_, ", "), shape.table));
  const std::string where = fmt::format("WHERE {} = ?{}", sqlite::quoted(names_[key_]), key_ + 1);
  compare_.sql =
      fmt::format("SELECT {}{} FROM {} {}", fmt::join(comparisons, ", "),
                  newer_ == None ? ""
                                 : fmt::format(", ifnull({0} < ?{1}, {0} IS NULL)",
                                               sqlite::quoted(names_[newer_]), newer_ + 1),
                  table, where);
  update_.sql = fmt::format("UPDATE {} SET {} {}", table, fmt::join(assignments, ", "), where);
  delete_.sql = fmt::format("DELETE FROM {} {}", table, where);
  keep_.sql = fmt::format("INSERT INTO {} SELECT * FROM main.{} {}", undo_table(), table, where);
  return Done{};
}

std::string TableWriter::undo_table() const {
  return "temp." + sqlite::quoted("undumpy_undo_" + table_.name);
}

// The table of a many-to-many field is called TABLE_FIELD and refers to both sides.
Status TableWriter::add_link(std::size_t cell, const std::string& field) {
  const Table* through = setting_.schema->find(table_.name + "_" + field);
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
  std::string sql =
      fmt::format("INSERT INTO {} ({}, {}) VALUES (?1, ?2)", sqlite::quoted(through->name),
                  sqlite::quoted(own->column), sqlite::quoted(other->column));
  UNDUMPY_TRY(auto insert, setting_.database->prepare(sql));
  links_.push_back({cell, through, std::move(sql),
                    std::make_unique<sqlite::Statement>(std::move(insert)), 0, 0});
  return Done{};
}

bool TableWriter::reject(std::string reason, std::string cause, std::string sqlstate) {
  rejection_ = {std::move(reason), std::move(cause), std::move(sqlstate), std::nullopt};
  return false;
}

// Fills `out`. False: rejected.
Result<bool> TableWriter::store(const Row& row, StorageNotes& notes, std::span<Stored> out) {
  for (const std::size_t cell : homeless_)
    if (!holds_nothing(row.cells[cell])) {
      const std::string& column = row.shape->columns[cell].name;
      return reject(
          fmt::format("the table has no column {}, and this row has {} for it; comment out its "
                      "line in create_{} to drop the values, or rename it there",
                      column, printable(to_text(row.cells[cell])), row.shape->table),
          fmt::format("the table has no column {}", column), "42703");
    }
  Misfit misfit;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const RowStorage::Column& column = storage_.columns()[i];
    const Cell& cell = row.cells[column.cell];
    if (cell.kind == CellKind::Model) {
      UNDUMPY_TRY(const bool known, store_content_type(cell, i, out[i]));
      if (!known) return false;
    } else if (!column.storage.store(cell, arena_, notes, out[i], misfit)) {
      return reject(misfit.why, fmt::format("values do not fit {}", names_[i]), "22000");
    }
  }
  return true;
}

Result<bool> TableWriter::store_content_type(const Cell& cell, std::size_t column, Stored& out) {
  UNDUMPY_TRY(const std::int64_t id, setting_.content_types->id_of(cell.text()));
  if (id == 0)
    return reject(fmt::format("{} is no model that restore.py resolves", printable(cell.text())),
                  fmt::format("{} names models that restore.py does not resolve", names_[column]),
                  "23503");
  out = Stored::of(id);
  return true;
}

// Puts the ids of content types into a prepared row. False: rejected.
Result<bool> TableWriter::complete(const Row& row) {
  for (const std::size_t i : storage_.content_types()) {
    const Cell& cell = row.cells[storage_.columns()[i].cell];
    if (cell.kind != CellKind::Model) continue;
    UNDUMPY_TRY(const bool known, store_content_type(cell, i, row.stored[i]));
    if (!known) return false;
  }
  return true;
}

Result<sqlite::Statement*> TableWriter::ready(Prepared& prepared) {
  if (prepared.statement == nullptr) {
    if (&prepared == &keep_)
      UNDUMPY_CHECK(setting_.database->run(
          fmt::format("CREATE TEMP TABLE IF NOT EXISTS {} AS SELECT * FROM main.{} LIMIT 0",
                      sqlite::quoted("undumpy_undo_" + table_.name), sqlite::quoted(table_.name))));
    UNDUMPY_TRY(auto statement, setting_.database->prepare(prepared.sql));
    prepared.statement = std::make_unique<sqlite::Statement>(std::move(statement));
  }
  return prepared.statement.get();
}

void TableWriter::bind(sqlite3_stmt* statement) const {
  const int count = sqlite3_bind_parameter_count(statement);
  for (int i = 0; i < count; ++i)
    bind_stored(statement, i + 1, stored_[static_cast<std::size_t>(i)]);
}

Result<int> TableWriter::run(Prepared& prepared) {
  UNDUMPY_TRY(auto* const statement, ready(prepared));
  bind(statement->handle());
  const int stepped = sqlite3_step(statement->handle());
  const int code =
      stepped == SQLITE_DONE ? stepped : sqlite3_extended_errcode(setting_.database->handle());
  if (code == SQLITE_DONE) {
    statement->reset();
    if (setting_.script != nullptr && &prepared != &keep_)
      setting_.script->statement(prepared.sql, stored_);
    return code;
  }
  const std::string message = sqlite3_errmsg(setting_.database->handle());
  statement->reset();
  if ((code & 0xFF) == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_TOOBIG) {
    reject(message, message, sqlstate_of(code));
    return code;
  }
  return make_error("database-error",
                    fmt::format("writing into {} failed: {}", table_.name, message),
                    "the target was left as it was; check the space on the disk");
}

// Which other row holds the values of a unique set.
Result<std::optional<Collision>> TableWriter::find_collision() {
  const Column* key = table_.primary_key();
  if (key == nullptr) return std::optional<Collision>();
  for (const std::vector<std::string>& columns : table_.unique_sets) {
    Collision collision{columns, "", "", {}};
    std::vector<std::string> tests;
    for (const std::string& column : columns) {
      const auto at = std::ranges::find(names_, column);
      if (at == names_.end()) break;
      const auto index = static_cast<std::size_t>(at - names_.begin());
      tests.push_back(fmt::format("{} = ?{}", sqlite::quoted(column), index + 1));
      collision.values += fmt::format("{}{} {}", collision.values.empty() ? "" : ", ", column,
                                      literal(stored_[index]));
    }
    if (tests.size() != columns.size()) continue;
    if (key_ != None)
      tests.push_back(fmt::format("{} <> ?{}", sqlite::quoted(names_[key_]), key_ + 1));
    std::vector<std::string> compared;
    for (std::size_t i = 0; i < names_.size(); ++i)
      compared.push_back(fmt::format("{0} IS ?{1}, {0}", sqlite::quoted(names_[i]), i + 1));
    Prepared query{fmt::format("SELECT {}, {} FROM {} WHERE {}", sqlite::quoted(key->name),
                               fmt::join(compared, ", "), sqlite::quoted(table_.name),
                               fmt::join(tests, " AND ")),
                   nullptr};
    UNDUMPY_TRY(auto* const statement, ready(query));
    bind(statement->handle());
    UNDUMPY_TRY(const bool found, statement->step());
    if (!found) continue;
    collision.other_key = statement->text(0);
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const int at = static_cast<int>(2 * i) + 1;
      if (statement->integer(at) == 0)
        collision.cells.push_back(
            {names_[i], literal(stored_of(statement->handle(), at + 1)), literal(stored_[i])});
    }
    return std::optional(std::move(collision));
  }
  return std::optional<Collision>();
}

// REQUIRES: run() has rejected the row. Says which rows collide.
Result<bool> TableWriter::reject_by_database(int code) {
  if (!is_unique_violation(code)) return false;
  UNDUMPY_TRY(auto collision, find_collision());
  if (collision) {
    rejection_.reason = fmt::format("{} holds {} already, under the key {}", table_.name,
                                    printable(collision->values), printable(collision->other_key));
    rejection_.cause = fmt::format("rows of the target hold the same {} under another key",
                                   fmt::join(collision->columns, ", "));
    rejection_.collision = std::move(collision);
  }
  return false;
}

// REQUIRES: the row itself was inserted or updated.
Result<bool> TableWriter::insert_links(const Row& row) {
  for (Link& link : links_) {
    const Cell& cell = row.cells[link.cell];
    if (holds_nothing(cell)) continue;
    if (cell.kind != CellKind::List)
      return reject(
          fmt::format("{} is no list of keys for {}", printable(to_text(cell)), link.table->name),
          fmt::format("no lists of keys for {}", link.table->name), "22000");
    const auto stored_key = [](const Cell& key, Stored& out) {
      if (key.kind == CellKind::Integer) out = Stored::of(key.integer);
      if (key.kind == CellKind::Text) out = Stored::of_text(key.text());
      return key.kind == CellKind::Integer || key.kind == CellKind::Text;
    };
    for (const Cell& item : cell.items()) {
      std::array<Stored, 2> keys;
      if (!stored_key(row.cells[row.shape->key_column()], keys[0]) || !stored_key(item, keys[1]))
        return reject(
            fmt::format("{} is no key for {}", printable(to_text(item)), link.table->name),
            fmt::format("no keys for {}", link.table->name), "22000");
      sqlite3_stmt* handle = link.insert->handle();
      bind_stored(handle, 1, keys[0]);
      bind_stored(handle, 2, keys[1]);
      const int stepped = sqlite3_step(handle);
      const int code =
          stepped == SQLITE_DONE ? stepped : sqlite3_extended_errcode(setting_.database->handle());
      const std::string message =
          code == SQLITE_DONE ? "" : sqlite3_errmsg(setting_.database->handle());
      link.insert->reset();
      if (setting_.merge && is_unique_violation(code)) {
        ++link.unchanged;
        continue;
      }
      if ((code & 0xFF) == SQLITE_CONSTRAINT) return reject(message, message, sqlstate_of(code));
      if (code != SQLITE_DONE)
        return make_error("database-error",
                          fmt::format("writing into {} failed: {}", link.table->name, message),
                          "the target was left as it was; check the space on the disk");
      if (setting_.script != nullptr) setting_.script->statement(link.sql, keys);
      ++link.inserted;
    }
  }
  return true;
}

Result<Fate> TableWriter::insert(const Row& row) {
  UNDUMPY_TRY(const int code, run(insert_));
  if (code != SQLITE_DONE) {
    UNDUMPY_CHECK(reject_by_database(code));
    return Fate::Rejected;
  }
  UNDUMPY_TRY(const bool linked, insert_links(row));
  if (linked) {
    if (noted_) noted_->add(stored_);
    return Fate::Inserted;
  }
  if (key_ != None) UNDUMPY_CHECK(run(delete_));
  return Fate::Rejected;
}

Result<Fate> TableWriter::merge(const Row& row) {
  UNDUMPY_TRY(auto* const compare, ready(compare_));
  bind(compare->handle());
  UNDUMPY_TRY(const bool held, compare->step());
  if (!held) {
    compare->reset();
    return insert(row);
  }
  differs_.assign(names_.size(), false);
  old_.assign(names_.size(), "");
  bool same = true;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const int at = static_cast<int>(2 * i);
    if (compare->integer(at) != 0) continue;
    same = false;
    differs_[i] = true;
    old_[i] = literal(stored_of(compare->handle(), at + 1));
  }
  const bool newer = newer_ == None || compare->integer(static_cast<int>(2 * names_.size())) != 0;
  compare->reset();
  using Kind = ConflictPolicy::Kind;
  switch (setting_.conflict.kind) {
    case Kind::Error:
      reject(fmt::format("{} holds a row with this key already", table_.name),
             fmt::format("{} holds rows with these keys already", table_.name), "23505");
      return Fate::Rejected;
    case Kind::Skip:
      return Fate::Skipped;
    case Kind::Update:
    case Kind::UpdateIfNewer:
      if (same) {
        UNDUMPY_TRY(const bool linked, insert_links(row));
        return linked ? Fate::Unchanged : Fate::Rejected;
      }
      return newer ? change(row, false) : Fate::Skipped;
    case Kind::Replace:
      return change(row, true);
  }
  return Fate::Rejected;
}

Result<Fate> TableWriter::change(const Row& row, bool replace) {
  if (setting_.undo) UNDUMPY_CHECK(run(keep_));
  // A statement that fails changes nothing; two statements need a savepoint.
  const bool several = replace || !links_.empty();
  if (several) UNDUMPY_CHECK(setting_.database->run("SAVEPOINT undumpy_row"));
  if (replace) UNDUMPY_CHECK(run(delete_));
  UNDUMPY_TRY(const int code, run(replace ? insert_ : update_));
  bool done = code == SQLITE_DONE;
  if (!done) UNDUMPY_CHECK(reject_by_database(code));
  if (done && !links_.empty()) {
    UNDUMPY_TRY(done, insert_links(row));
  }
  if (several)
    UNDUMPY_CHECK(setting_.database->run(done ? "RELEASE undumpy_row"
                                              : "ROLLBACK TO undumpy_row; RELEASE undumpy_row"));
  return done ? Fate::Updated : Fate::Rejected;
}

Result<Fate> TableWriter::write(const Row& row, StorageNotes& notes) {
  arena_.reset();
  UNDUMPY_TRY(const bool fits, store(row, notes, stored_));
  if (!fits) return Fate::Rejected;
  if (setting_.script != nullptr) setting_.script->begin_row();
  const bool has_key = key_ != None && stored_[key_].kind != Stored::Kind::Null;
  auto fate = setting_.merge && has_key ? merge(row) : insert(row);
  if (setting_.script != nullptr) setting_.script->end_row(fate.ok() && *fate != Fate::Rejected);
  return fate;
}

// SQLite would end the whole statement where it gets no integer for an integer key, or a text of a
// gigabyte.
bool TableWriter::needs_its_own_statement(std::span<const Stored> stored) const {
  constexpr std::size_t Long = 100'000'000;
  const bool odd_key = integer_key_ && stored[key_].kind != Stored::Kind::Integer;
  return odd_key ||
         std::ranges::any_of(stored, [](const Stored& value) { return value.size > Long; });
}

Status TableWriter::write_all(std::span<const Row> rows, StorageNotes& notes,
                              const std::function<Status(const Row& row, Fate fate)>& told) {
  arena_.reset();
  std::size_t first = 0;  // of those that wait in many_
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (many_->size() == ManyRows) {
      UNDUMPY_CHECK(insert_waiting(rows.subspan(first), told));
      arena_.reset();
      first = i;
    }
    const bool prepared = !rows[i].stored.empty();
    const std::span<Stored> stored = prepared ? rows[i].stored : many_->room();
    UNDUMPY_TRY(const bool fits, prepared ? complete(rows[i]) : store(rows[i], notes, stored));
    many_->add(stored);
    if (fits && !needs_its_own_statement(stored)) continue;
    std::ranges::copy(stored, stored_.begin());
    many_->drop_last();
    // In the order of the rows: first those that wait.
    Rejection misfit = std::move(rejection_);
    UNDUMPY_CHECK(insert_waiting(rows.subspan(first), told));
    first = i + 1;
    rejection_ = std::move(misfit);
    Fate fate = Fate::Rejected;
    if (fits) {
      UNDUMPY_TRY(fate, insert(rows[i]));
    }
    UNDUMPY_CHECK(told(rows[i], fate));
  }
  return insert_waiting(rows.subspan(first), told);
}

// `rows` begin with those that wait in many_.
Status TableWriter::insert_waiting(std::span<const Row> rows,
                                   const std::function<Status(const Row& row, Fate fate)>& told) {
  UNDUMPY_CHECK(many_->insert());
  for (std::size_t i = 0; i < many_->size(); ++i) {
    Fate fate = Fate::Inserted;
    if (many_->inserted(i)) {
      if (noted_) noted_->add(many_->row(i));
    } else {
      std::ranges::copy(many_->row(i), stored_.begin());
      UNDUMPY_TRY(fate, insert(rows[i]));
    }
    UNDUMPY_CHECK(told(rows[i], fate));
  }
  many_->clear();
  return Done{};
}

std::vector<CellChange> TableWriter::changes() const {
  std::vector<CellChange> changes;
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (differs_[i]) changes.push_back({names_[i], old_[i], literal(stored_[i])});
  return changes;
}

Result<std::optional<std::string>> TableWriter::withdraw(std::string_view key, Fate fate) {
  stored_.assign(names_.size(), Stored());
  stored_[key_] = Stored::of_text(key);
  UNDUMPY_CHECK(run(delete_));
  if (fate != Fate::Updated) return std::optional<std::string>();
  // The oldest copy: the row may have been changed twice.
  Prepared kept{fmt::format("SELECT * FROM {} WHERE {} = ?{} ORDER BY rowid LIMIT 1", undo_table(),
                            sqlite::quoted(names_[key_]), key_ + 1),
                nullptr};
  UNDUMPY_TRY(auto* const row, ready(kept));
  bind(row->handle());
  UNDUMPY_TRY([[maybe_unused]] const bool found, row->step());
  const int columns = sqlite3_column_count(row->handle());
  std::vector<Stored> values;
  std::vector<std::string> marks;
  for (int i = 0; i < columns; ++i) {
    values.push_back(stored_of(row->handle(), i));
    marks.push_back(fmt::format("?{}", i + 1));
    const auto name = std::ranges::find(names_, sqlite3_column_name(row->handle(), i));
    if (name != names_.end())
      stored_[static_cast<std::size_t>(name - names_.begin())] = values.back();
  }
  UNDUMPY_TRY(const auto other, find_collision());
  if (other) return std::optional(other->other_key);
  const std::string sql = fmt::format("INSERT INTO {} VALUES ({})", sqlite::quoted(table_.name),
                                      fmt::join(marks, ", "));
  UNDUMPY_TRY(auto insert, setting_.database->prepare(sql));
  for (int i = 0; i < columns; ++i)
    bind_stored(insert.handle(), i + 1, values[static_cast<std::size_t>(i)]);
  UNDUMPY_CHECK(insert.step());
  if (setting_.script != nullptr) setting_.script->statement(sql, values);
  return std::optional<std::string>();
}

}  // namespace undumpy
