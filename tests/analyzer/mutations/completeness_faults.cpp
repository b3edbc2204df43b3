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
    return c.literal == c.row->key() && c.is_integer() && !c.column->parent_link;
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

}  // namespace

std::vector<Kind> completeness_faults() {
  return {
      {"row that is lost", "CP201", {"RF4"}, Against::Nothing, row_lost},
      {"row that was added", "CP201", {}, Against::Nothing, row_added},
      {"part that is missing", "CP202", {"CP2", "RF4"}, Against::Nothing, part_missing},
      {"flush that is missing", "CP203", {}, Against::Nothing, flush_missing},
      {"module that was cut off", "CP204", {"CP2", "RF4"}, Against::Nothing, truncated},
      {"table without a module", "CP205", {"CP2", "RF4"}, Against::Nothing, table_without_module},
  };
}

}  // namespace undumpy::test
