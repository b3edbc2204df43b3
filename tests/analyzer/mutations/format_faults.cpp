#include <fmt/format.h>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;

bool any(const RowPlace&) { return true; }

bool syntax_error(Fault& fault) {
  const std::uint32_t line = fault.pick_line("restore.py", "    kw.update(");
  if (line == 0) return false;
  std::string text = fault.line_of("restore.py", line);
  text.pop_back();
  fault.set_line("restore.py", line, text + (fault.random.one_in(2) ? "" : "]"));
  fault.line = 0;  // a parser may see it only in the next line
  return true;
}

bool broken_row(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) { return c.is_text(); });
  if (!cell) return false;
  fault.set_cell(*cell, std::string(cell->literal.substr(0, cell->literal.size() - 1)));
  fault.table = fault.key = "";
  return true;
}

bool too_few_values(Fault& fault) {
  const RowPlace* row = fault.pick_row([](const RowPlace& r) { return r.arguments.size() > 1; });
  if (row == nullptr) return false;
  std::string text(row->text);
  const std::string_view last = row->arguments.back();
  text.erase(static_cast<std::size_t>(last.data() - row->text.data()) - 1, last.size() + 1);
  fault.set_row(*row, text);
  return true;
}

bool too_many_values(Fault& fault) {
  const RowPlace* row = fault.pick_row([](const RowPlace& r) { return !r.arguments.empty(); });
  if (row == nullptr) return false;
  std::string text(row->text);
  const auto end = static_cast<std::size_t>(row->arguments.back().data() - row->text.data()) +
                   row->arguments.back().size();
  fault.set_row(*row, text.insert(end, ",None"));
  return true;
}

bool unknown_constructor(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  std::string text(row->text);
  fault.set_row(*row, text.insert(text.find("create_") + 7, "old_"));
  fault.table = fault.key = "";
  return true;
}

bool unresolved_model(Fault& fault) {
  std::vector<const ModelDeclaration*> models;
  for (const ModelDeclaration& model : fault.on.snapshot().models) models.push_back(&model);
  if (models.empty()) return false;
  const std::string variable = fault.random.pick(models)->variable;
  fault.remove_line("restore.py", fault.pick_line("restore.py", variable + " = "));
  fault.file = "restore.py";
  return true;
}

bool duplicate_constructor(Fault& fault) {
  const std::uint32_t begin = fault.pick_line("restore.py", "def create_");
  if (begin == 0) return false;
  std::string block;
  std::uint32_t line = begin;
  for (std::string text; !(text = fault.line_of("restore.py", line)).empty(); ++line)
    block += text + "\n";
  fault.insert_line("restore.py", line, "\n" + block);
  fault.line = 0;
  return true;
}

bool duplicate_model(Fault& fault) {
  const auto& models = fault.on.snapshot().models;
  if (models.empty()) return false;
  const std::string variable = fault.random.pick(models).variable;
  const std::uint32_t line = fault.pick_line("restore.py", variable + " = ");
  fault.insert_line("restore.py", line + 1, fault.line_of("restore.py", line));
  return true;
}

bool bytes_of_another_encoding(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) {
    return c.is_text() && !c.column->decimal && !c.column->foreign_key &&
           c.literal.data() != c.row->key().data();
  });
  if (!cell) return false;
  std::string literal(cell->literal);
  fault.set_cell(*cell, literal.insert(literal.size() - 1, "\xe9"));
  fault.table = fault.key = "";
  return true;
}

bool unknown_encoding(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.set_line(fault.on.files[row->file].first, 1, "# -*- coding: koi8-r -*-");
  fault.line = 0;
  return true;
}

bool crlf(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.file = fault.on.files[row->file].first;
  if (fault.on.text_of(fault.file).find('\r') != std::string::npos) return false;
  std::string text;
  for (const char c : fault.on.files[row->file].second) text += c == '\n' ? "\r\n" : std::string{c};
  file(fault.files, fault.file) = text;
  return true;
}

// dump2py --tolerate, 2015 to 2018: the module ends in a raise.
bool module_aborted(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.file = fault.on.files[row->file].first;
  std::string& text = file(fault.files, fault.file);
  text.resize(text.find(row->text));
  text += fmt::format("\nraise Exception(\"{} has not been dumpedbecause an error occurred\")\n",
                      row->shape->table);
  return true;
}

// Since then: in restore.py, where the module should be run.
bool table_aborted(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  const std::uint32_t line =
      fault.pick_line("restore.py", fmt::format("    execfile(\"{}\"", module));
  if (line == 0) return false;
  fault.remove_file(module);
  fault.set_line("restore.py", line,
                 fmt::format("raise Exception(\"{} has not been dumpedbecause an error occurred: "
                             "no such column: x\")",
                             row->shape->table));
  return true;
}

bool other_fields(Fault& fault) {
  const RowPlace* row = fault.pick_row([](const RowPlace& r) { return r.arguments.size() > 1; });
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  const std::uint32_t line = fault.pick_line(module, "# fields: ");
  if (line == 0) return false;
  const std::string text = fault.line_of(module, line);
  fault.set_line(module, line, text.substr(0, text.rfind(',')));
  return true;
}

bool deep_nesting(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace&) { return true; });
  if (!cell) return false;
  fault.set_cell(*cell, std::string(3000, '[') + std::string(3000, ']'));
  fault.table = fault.key = "";
  return true;
}

bool nul_byte(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  std::string text(row->text);
  const std::size_t at = fault.random.below(text.find("create_"));
  fault.set_row(*row, text.insert(at, 1 + fault.random.below(8), '\0'));
  fault.table = fault.key = "";
  return true;
}

bool not_a_model(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) { return c.column->content_type; });
  if (!cell) return false;
  fault.set_cell(*cell, fault.random.one_in(2) ? "17" : "'library.Book'");
  return true;
}

bool row_of_another_table(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  const RowPlace* other = fault.pick_row([&](const RowPlace& r) { return r.shape != row->shape; });
  if (other == nullptr) return false;
  fault.insert_line(fault.on.files[row->file].first, row->line, std::string(other->text));
  return true;
}

bool other_order(Fault& fault) {
  const auto& modules = fault.on.snapshot().modules;
  if (modules.size() < 2) return false;
  const std::size_t first = fault.random.below(modules.size() - 1);
  if (modules[first].table == modules[first + 1].table) return false;
  const std::uint32_t line =
      fault.pick_line("restore.py", fmt::format("    execfile(\"{}\"", modules[first].file));
  if (line == 0) return false;
  fault.set_line("restore.py", line,
                 fmt::format("{}\n{}", fault.line_of("restore.py", line + 1),
                             fault.line_of("restore.py", line)));
  fault.remove_line("restore.py", line + 2);
  fault.line = 0;  // of either
  return true;
}

}  // namespace

std::vector<Kind> format_faults() {
  return {
      {"syntax error in restore.py",
       "FM101",
       // Functions that do not reduce to a plan need restore.py to run; and where a bracket is
       // missing, a parser may take the next function for a part of this one.
       {"FM104", "FM114", "RF4", "CP2"},
       Against::Nothing,
       syntax_error},
      {"quote that is missing", "FM102", {"RF4"}, Against::Nothing, broken_row},
      {"too few values", "FM103", {"RF4"}, Against::Nothing, too_few_values},
      {"too many values", "FM103", {"RF4"}, Against::Nothing, too_many_values},
      {"unknown constructor", "FM104", {"RF4", "CP2"}, Against::Nothing, unknown_constructor},
      {"model that is not resolved",
       "FM105",
       {"FM113", "FM114", "RF4"},
       Against::Nothing,
       unresolved_model},
      {"constructor defined twice", "FM106", {}, Against::Nothing, duplicate_constructor},
      {"bytes that are no UTF-8", "FM107", {"RF4"}, Against::Nothing, bytes_of_another_encoding},
      {"unknown encoding", "FM108", {}, Against::Nothing, unknown_encoding},
      {"lines end with CRLF", "FM109", {}, Against::Nothing, crlf},
      {"module that broke off", "FM110", {"CP2", "RF4"}, Against::Nothing, module_aborted},
      {"table that broke off", "FM110", {"CP2", "RF4"}, Against::Nothing, table_aborted},
      {"model resolved twice", "FM111", {}, Against::Nothing, duplicate_model},
      {"fields line that differs", "FM112", {"RF4", "CP208"}, Against::Nothing, other_fields},
      {"brackets that nest too deeply", "FM117", {"RF4"}, Against::Nothing, deep_nesting},
      {"NUL byte outside of a text", "FM118", {"RF4"}, Against::Nothing, nul_byte},
      {"row of another table", "FM123", {"UQ501", "CP201"}, Against::Nothing, row_of_another_table},
      {"modules in another order", "FM124", {}, Against::Nothing, other_order},
      {"content type that is no model", "FM119", {"RF4"}, Against::Nothing, not_a_model},
  };
}

}  // namespace undumpy::test
