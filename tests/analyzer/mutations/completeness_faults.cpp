#include <fmt/format.h>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;

bool any(const RowPlace&) { return true; }

bool row_lost(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.remove_line(fault.on.files[row->file].first, row->line);
  fault.table = row->shape->table;
  return true;
}

bool row_added(Fault& fault) {
  const auto cell = fault.pick_cell([](const CellPlace& c) {
    return c.literal.data() == c.row->key().data() && c.is_integer() && !c.column->parent_link;
  });
  if (!cell) return false;
  std::string text(cell->row->text);
  const auto at = static_cast<std::size_t>(cell->literal.data() - cell->row->text.data());
  fault.insert_line(fault.on.files[cell->row->file].first, cell->row->line,
                    text.insert(at, "1000"));
  fault.file = "", fault.line = 0;
  fault.table = cell->row->shape->table;
  return true;
}

bool flush_missing(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  const std::uint32_t line = fault.pick_line(module, "loader.flush_deferred_objects()");
  if (line == 0) return false;
  fault.remove_line(module, line);
  fault.file = module;
  return true;
}

bool header_missing(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  const std::uint32_t line = fault.pick_line(module, "logger.info(\"Loading ");
  if (line == 0) return false;
  fault.remove_line(module, line);
  fault.expect_line(module, 1);
  return true;
}

bool emptied(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.expect_line(fault.on.files[row->file].first, 1);
  std::string& text = file(fault.files, fault.file);
  for (char& c : text) c = '\n';
  return true;
}

bool truncated(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.file = fault.on.files[row->file].first;
  std::string& text = file(fault.files, fault.file);
  // Behind the name of the function and before the last bracket.
  const std::size_t begin = row->text.find('(', 12) + 1;
  text.resize(text.find(row->text) + begin + fault.random.below(row->text.size() - begin - 1));
  return true;
}

bool part_missing(Fault& fault) {
  const RowPlace* row = fault.pick_row([&](const RowPlace& r) {
    return fault.on.files[r.file].second.find(" objects (part ") != std::string::npos;
  });
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  fault.remove_line("restore.py",
                    fault.pick_line("restore.py", fmt::format("    execfile(\"{}\"", module)));
  fault.remove_file(module);
  fault.table = row->shape->table;
  return true;
}

bool table_without_module(Fault& fault) {
  const RowPlace* row = fault.pick_row([&](const RowPlace& r) {
    return fault.on.files[r.file].second.find(" objects (part ") == std::string::npos;
  });
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  const std::uint32_t line =
      fault.pick_line("restore.py", fmt::format("    execfile(\"{}\"", module));
  if (line == 0) return false;
  fault.remove_line("restore.py", line);
  fault.remove_file(module);
  fault.table = row->shape->table;
  return true;
}

bool model_without_constructor(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.remove_table(row->shape->table);
  fault.file = "restore.py";
  return true;
}

bool no_rows(Fault& fault) {
  if (fault.on.rows().empty()) return false;
  for (auto& [name, text] : fault.files) {
    if (name == "restore.py") continue;
    for (std::size_t at = text.find("loader.save("); at != std::string::npos;
         at = text.find("loader.save(", at))
      text.erase(at, text.find('\n', at) + 1 - at);
    const std::size_t number = text.find("oading ") + 7;
    text.replace(number, text.find(' ', number) - number, "0");
  }
  return true;
}

// A part of which the header says another number of rows or another table.
bool other_header(Fault& fault) {
  const RowPlace* row = fault.pick_row([&](const RowPlace& r) {
    return fault.on.files[r.file].second.find(" objects (part ") != std::string::npos;
  });
  if (row == nullptr) return false;
  const std::string module = fault.on.files[row->file].first;
  std::string text = fault.line_of(module, 2);
  text.insert(text.find(" objects"), std::to_string(1 + fault.random.below(9)));
  fault.set_line(module, 2, text);
  // Either part is the one that is wrong.
  fault.file = "", fault.line = 0;
  fault.table = row->shape->table;
  return true;
}

bool stale_module(Fault& fault) {
  const RowPlace* row = fault.pick_row(any);
  if (row == nullptr) return false;
  fault.file = fmt::format("{}_{}.py", row->shape->table, 7 + fault.random.below(90));
  fault.files.emplace_back(fault.file, fault.on.files[row->file].second);
  return true;
}

}  // namespace

std::vector<Kind> completeness_faults() {
  return {
      {"row that is lost", "CP201", {"RF4"}, Against::Nothing, row_lost},
      {"row that was added", "CP201", {"UQ501", "RF4"}, Against::Nothing, row_added},
      {"part that is missing", "CP202", {"CP2", "RF4"}, Against::Nothing, part_missing},
      {"flush that is missing", "CP203", {}, Against::Nothing, flush_missing},
      {"header that is missing", "CP210", {}, Against::Nothing, header_missing},
      {"module that was emptied", "CP210", {"CP2", "RF4"}, Against::Nothing, emptied},
      {"module that was cut off", "CP204", {"CP2", "RF4"}, Against::Nothing, truncated},
      {"table without a module", "CP205", {"CP2", "RF4"}, Against::Nothing, table_without_module},
      {"model without its function",
       "CP206",
       {"CP2", "RF4"},
       Against::Nothing,
       model_without_constructor},
      {"no row at all", "CP207", {}, Against::Nothing, no_rows},
      {"part with another header", "CP208", {"CP2"}, Against::Nothing, other_header},
      {"module of an older dump", "CP209", {}, Against::Nothing, stale_module},
  };
}

}  // namespace undumpy::test
