#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/messages.h"
#include "engine/json_text.h"
#include "engine/predicate.h"
#include "engine/row_stream.h"

namespace undumpy::cli {

namespace {

// The text of a cell for people and for CSV: no quotes around text.
std::string plain_text(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::None:
    case CellKind::Absent:
      return "";
    case CellKind::Text:
      return std::string(cell.text());
    case CellKind::List:
    case CellKind::Dict: {
      std::string json;
      append_json(cell, JsonStyle::Python, json);
      return json;
    }
    default:
      return to_text(cell);
  }
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

class RowWriter final : public RowSink {
 public:
  RowWriter(const Snapshot& snapshot, const ShowOptions& options, const Predicate* where,
            Console& console)
      : snapshot_(snapshot), options_(options), where_(where), console_(console) {}

  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      if (done() || !selected(row)) continue;
      if (where_ != nullptr) {
        auto passes = where_->matches(row);
        if (!passes) return passes.error();
        if (!*passes) continue;
      }
      ++shown_;
      write(row);
    }
    console_.out(text_);
    text_.clear();
    if (interrupted != 0) return make_error("interrupted", "interrupted");
    return Done{};
  }
  [[nodiscard]] std::uint64_t shown() const { return shown_; }
  [[nodiscard]] bool done() const { return options_.limit && shown_ >= *options_.limit; }

 private:
  [[nodiscard]] bool selected(const Row& row) const {
    if (options_.keys.empty()) return true;
    const std::string key = plain_text(row.cells[row.shape->key_column()]);
    return std::ranges::find(options_.keys, key) != options_.keys.end();
  }

  void write(const Row& row) {
    if (options_.format == "csv") return write_csv(row);
    if (options_.format == "text") return write_text(row);
    text_ += '{';
    bool first = true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      Cell cell = row.cells[i];
      if (cell.kind == CellKind::Absent) continue;
      if (!first) text_ += ", ";
      first = false;
      append_json_string(row.shape->columns[i].name, JsonStyle::Tagged, text_);
      text_ += ": ";
      if (cell.kind == CellKind::Model) {
        // A model is shown by its name, not by restore.py's variable.
        if (const auto* model = snapshot_.model_of_variable(cell.text()))
          cell = Cell::of_text(CellKind::Model, model->name);
      }
      append_json(cell, JsonStyle::Tagged, text_);
    }
    text_ += "}\n";
  }

  void write_csv(const Row& row) {
    if (shown_ == 1) {
      for (const ShapeColumn& column : row.shape->columns)
        text_ += (&column == row.shape->columns.data() ? "" : ",") + csv_field(column.name);
      text_ += "\r\n";
    }
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      text_ += (i == 0 ? "" : ",") + csv_field(plain_text(row.cells[i]));
    text_ += "\r\n";
  }

  void write_text(const Row& row) {
    const std::size_t key = row.shape->key_column();
    text_ += fmt::format("{}{} {}  ({}:{})\n", shown_ > 1 ? "\n" : "", row.shape->table,
                         row.cells.empty() ? "" : printable(plain_text(row.cells[key])),
                         row.module->file, row.line);
    std::size_t width = 0;
    for (const ShapeColumn& column : row.shape->columns)
      width = std::max(width, column.name.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (row.cells[i].kind != CellKind::Absent)
        text_ += fmt::format("  {:<{}}  {}\n", row.shape->columns[i].name, width,
                             printable(row.cells[i].is_none() ? "None" : plain_text(row.cells[i])));
  }

  const Snapshot& snapshot_;
  const ShowOptions& options_;
  const Predicate* where_;
  Console& console_;
  std::string text_;
  std::uint64_t shown_ = 0;
};

// The table that the user means: contacts_partner or contacts.Partner; "" when there is none.
std::string table_named(const Snapshot& snapshot, const Constructors& constructors,
                        const std::string& name) {
  if (std::string table = constructors.table_named(name); !table.empty()) return table;
  for (const ModuleRun& module : snapshot.modules)
    if (module.table == name) return name;
  return "";
}

}  // namespace

int show(const ShowOptions& options, Console& console) {
  // Which table is meant is known only when restore.py is read: what that reports waits.
  DiagnosticList early;
  const auto snapshot = open_snapshot(options.snapshot, options.code, early, console);
  if (snapshot == nullptr) return Unreadable;
  const Constructors constructors(*snapshot);
  const std::string table = table_named(*snapshot, constructors, options.table);
  if (table.empty()) {
    Diagnostic error =
        make_error("usage", fmt::format("the snapshot has no table {}", options.table),
                   "`undumpy list` prints the names of all tables");
    return fail(error, console);
  }
  DiagnosticPrinter diagnostics(console, options.quiet);
  diagnostics.only_table(table);
  for (Diagnostic& problem : early.items)
    if (problem.table == table) diagnostics.report(std::move(problem));

  std::optional<Predicate> where;
  if (!options.where.empty()) {
    auto compiled = Predicate::compile(options.where);
    if (!compiled) return fail(compiled.error(), console);
    where.emplace(std::move(*compiled));
  }
  StreamOptions stream_options;
  stream_options.tables = {table};
  stream_options.code = options.code;
  RowWriter writer(*snapshot, options, where ? &*where : nullptr, console);
  stream_options.progress = [&](std::uint64_t) { return !writer.done() && interrupted == 0; };
  RowStream stream(*snapshot, constructors, stream_options);
  const Status done = stream.run(writer, diagnostics);
  diagnostics.finish();
  if (!done && !(done.error().name == "interrupted" && writer.done()))
    return fail(done.error(), console);
  if (stream.modules_read() == 0) {
    console.err(fmt::format("undumpy: no module of {} could be read\n", table));
    return Unreadable;
  }
  if (options.format == "text")
    console.out(fmt::format("{}{} of {}\n", writer.shown() > 0 ? "\n" : "",
                            counted(writer.shown(), "row"), table));
  return diagnostics.errors() > 0 ? Findings : Fine;
}

}  // namespace undumpy::cli
