#include "engine/row_stream.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

Place row_place(const ModuleRun& module, const Batch& batch, const ScannedRow& row) {
  Place place;
  place.file = module.file;
  place.line = row.line;
  const char* begin = row.constructor.data();
  const char* block = batch.block.data();
  if (begin < block || begin >= block + batch.block.size()) return place;
  // Gear 1's constructor name is a view into the block: its line can be shown.
  const auto at = static_cast<std::size_t>(begin - block);
  const std::string_view text(batch.block);
  const std::size_t line_begin = text.rfind('\n', at) + 1;
  const std::size_t line_end = std::min(text.find('\n', at), text.size());
  return place_in(module.file, text.substr(line_begin, line_end - line_begin), at - line_begin,
                  at - line_begin + row.constructor.size(), row.line);
}

}  // namespace

bool RowStream::wanted(const ModuleRun& module) const {
  return options_.tables.empty() ||
         std::ranges::find(options_.tables, module.table) != options_.tables.end();
}

Status RowStream::run(RowSink& sink, DiagnosticSink& diagnostics) {
  counts_.clear();
  reported_.clear();
  for (const auto& constructor : constructors_.all())
    if (options_.tables.empty() ||
        std::ranges::find(options_.tables, constructor->shape().table) != options_.tables.end())
      counts_[constructor->shape().table];
  for (const ModuleRun& module : snapshot_.modules) {
    if (!wanted(module)) continue;
    if (!module.present) {
      counts_[module.table].incomplete = true;  // Snapshot::open reported it
      continue;
    }
    UNDUMPY_CHECK(read_module(module, sink, diagnostics));
  }
  check_tables(diagnostics);
  return Done{};
}

Status RowStream::read_module(const ModuleRun& module, RowSink& sink, DiagnosticSink& diagnostics) {
  auto stream = snapshot_.source().open(module.file);
  if (!stream) {
    counts_[module.table].incomplete = true;
    diagnostics.report(stream.error());
    return Done{};
  }
  ModuleReader reader(module.file, std::move(*stream), options_.reader, diagnostics);
  Batch batch;
  const std::uint64_t before = bytes_;
  while (true) {
    const auto more = reader.next(batch);
    if (!more) {
      counts_[module.table].incomplete = true;
      diagnostics.report(more.error());
      break;
    }
    if (!*more) break;
    UNDUMPY_CHECK(give_batch(module, batch, sink, diagnostics));
    bytes_ = before + reader.facts().bytes;
    if (options_.progress && !options_.progress(bytes_))
      return make_error("interrupted", "interrupted before the end of the snapshot");
  }
  ++modules_read_;
  check_module(module, reader.facts(), diagnostics);
  return Done{};
}

Status RowStream::give_batch(const ModuleRun& module, Batch& batch, RowSink& sink,
                             DiagnosticSink& diagnostics) {
  cells_.clear();
  rows_.clear();
  std::vector<std::size_t> first_cells;
  first_cells.reserve(batch.rows.size());
  const Constructor* constructor = nullptr;
  TableCount* count = nullptr;
  for (const ScannedRow& row : batch.rows) {
    if (constructor == nullptr || constructor->shape().table != row.constructor) {
      constructor = constructors_.find(row.constructor);
      count = &counts_[std::string(row.constructor)];
    }
    ++count->rows;
    Status made = Done{};
    if (constructor == nullptr) {
      made =
          make_error("unknown-constructor",
                     fmt::format("{} defines no create_{}", snapshot_.tree().file, row.constructor),
                     "is this module from another snapshot?");
    } else if (!constructor->has_plan()) {
      ++count->unread;
      bool& told = reported_[constructor->shape().table];
      if (!told) diagnostics.report(constructor->problem());
      told = true;
      continue;
    } else if (constructor->drops_rows()) {
      ++count->dropped;
      continue;
    } else {
      first_cells.push_back(cells_.size());
      made = constructor->construct(batch.cells_of(row), batch.arena, cells_);
      if (made) {
        rows_.push_back({&constructor->shape(), {}, module.file, row.line});
        continue;
      }
      first_cells.pop_back();
    }
    ++count->unread;
    Diagnostic problem = made.error();
    problem.place = row_place(module, batch, row);
    problem.table = row.constructor;
    diagnostics.report(std::move(problem));
  }
  // The cells have their final place now.
  for (std::size_t i = 0; i < rows_.size(); ++i)
    rows_[i].cells = {cells_.data() + first_cells[i], rows_[i].shape->columns.size()};
  return rows_.empty() ? Status(Done{}) : sink.take(rows_);
}

void RowStream::check_module(const ModuleRun& module, const ModuleFacts& facts,
                             DiagnosticSink& diagnostics) {
  TableCount& count = counts_[module.table];
  count.rows += facts.unread_rows;
  count.unread += facts.unread_rows;
  // A statement that nobody understands may have been meant to save rows.
  if (facts.truncated || facts.aborted || facts.foreign_statements > 0) count.incomplete = true;
  if (facts.announced) count.announced = std::max(count.announced, *facts.announced);
  if (facts.announced && facts.flushes == 0 && facts.part == facts.parts && !facts.truncated) {
    Diagnostic problem;
    problem.severity = Severity::Warning;
    problem.name = "missing-flush";
    problem.message =
        fmt::format("{} does not end with loader.flush_deferred_objects()", module.file);
    problem.place.file = module.file;
    problem.place.line = static_cast<std::uint32_t>(facts.lines);
    problem.table = module.table;
    problem.why = "generators end every module so: the file may have been cut off";
    problem.next = "compare the number of rows with the first line of the module";
    diagnostics.report(std::move(problem));
  }
}

void RowStream::check_tables(DiagnosticSink& diagnostics) const {
  for (const auto& [table, count] : counts_) {
    if (count.incomplete || count.announced == count.rows) continue;
    const std::string& name = table;
    const bool has_header = std::ranges::any_of(snapshot_.modules, [&name](const ModuleRun& m) {
      return m.table == name && m.head.facts.announced;
    });
    if (!has_header) continue;
    Diagnostic problem;
    problem.name = "row-count-differs";
    problem.message = fmt::format("table {} announces {} rows, but {} are here", table,
                                  count.announced, count.rows);
    problem.table = table;
    problem.why = count.rows < count.announced ? "rows were lost since the dump was made"
                                               : "rows were added since the dump was made";
    problem.next = "compare the modules with another copy of this snapshot";
    for (const ModuleRun& module : snapshot_.modules)
      if (module.table == table) problem.place.file = module.file;
    diagnostics.report(std::move(problem));
  }
}

}  // namespace undumpy
