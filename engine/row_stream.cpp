#include "engine/row_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/script/snapshot_code.h"
#include "parser/argument_place.h"
#include "parser/processors.h"

namespace undumpy {

namespace {

// At the argument of that name, else at the constructor's name.
Place row_place(const ModuleRun& module, const Batch& batch, const ScannedRow& row,
                std::size_t argument = NoArgument) {
  return place_of_argument(module.file, batch.text_of(row), row.line, argument);
}

}  // namespace

RowStream::RowStream(const Snapshot& snapshot, const Constructors& constructors,
                     StreamOptions options)
    : snapshot_(snapshot), constructors_(constructors), options_(std::move(options)) {
  std::ranges::sort(options_.tables);
}
RowStream::~RowStream() = default;

bool RowStream::wanted(const std::string& table) const {
  return options_.tables.empty() || std::ranges::binary_search(options_.tables, table);
}

std::vector<const ModuleRun*> RowStream::chosen_modules() {
  std::map<std::string, std::size_t> places;  // in the order that was asked for
  for (const std::string& name : options_.modules) places.emplace(name, places.size());
  std::vector<const ModuleRun*> chosen;
  partial_.clear();
  for (const ModuleRun& module : snapshot_.modules) {
    if (!places.empty() && !places.contains(module.name))
      partial_.insert(module.table);
    else if (wanted(module.table))
      chosen.push_back(&module);
  }
  if (!places.empty())
    std::ranges::stable_sort(chosen, {}, [&](const ModuleRun* m) { return places[m->name]; });
  return chosen;
}

Status RowStream::run(RowSink& sink, DiagnosticSink& diagnostics) {
  counts_.clear();
  modules_.clear();
  reported_.clear();
  for (const auto& constructor : constructors_.all())
    if (wanted(constructor->shape().table)) counts_[constructor->shape().table];
  // A row function is there because its table has rows.
  for (const UnusedModule& unused : snapshot_.unused_modules)
    if (snapshot_.is_single_file() && wanted(unused.table) &&
        !snapshot_.is_commented_out(unused.name))
      counts_[unused.table].incomplete = true;
  const std::vector<const ModuleRun*> chosen = chosen_modules();
  const std::unique_ptr<PieceSource> pieces = pieces_of(chosen);
  for (const ModuleRun* module : chosen) {
    if (!module->present)
      counts_[module->table].incomplete = true;  // Snapshot::open reported it
    else
      UNDUMPY_CHECK(read_module(*module, *pieces, sink, diagnostics));
  }
  check_tables(diagnostics);
  return Done{};
}

std::unique_ptr<PieceSource> RowStream::pieces_of(const std::vector<const ModuleRun*>& chosen) {
  // A thread of its own costs more than it brings where there is little to read.
  constexpr std::uint64_t Little = 1 << 20;
  std::vector<const ModuleRun*> present;
  std::uint64_t bytes = 0;
  for (const ModuleRun* module : chosen) {
    if (!module->present) continue;
    present.push_back(module);
    bytes += module->bytes;
  }
  // The thread that has less to do plans: beside a sink that stores rows, the one that reads.
  std::optional<Planner> planner;
  planner_.reset();
  if (options_.ways == StreamOptions::Ways::PlansFirst)
    (options_.storage ? planner : planner_).emplace(constructors_, options_.storage);
  ModuleScan scan(snapshot_, std::move(present), options_.reader, std::move(planner));
  if (options_.read_ahead && bytes > Little && processors() > 1)
    return std::make_unique<ReadAhead>(std::move(scan));
  return std::make_unique<ModuleScan>(std::move(scan));
}

Status RowStream::read_module(const ModuleRun& module, PieceSource& pieces, RowSink& sink,
                              DiagnosticSink& diagnostics) {
  const std::uint64_t before = bytes_;
  while (true) {
    pieces.next(piece_);
    for (Diagnostic& problem : piece_.diagnostics) diagnostics.report(std::move(problem));
    if (piece_.kind != ModulePiece::Kind::Rows) break;
    UNDUMPY_CHECK(give_piece(module, piece_, sink, diagnostics));
    bytes_ = before + piece_.bytes;
    if (options_.progress && !options_.progress(bytes_))
      return make_error("interrupted", "interrupted before the end of the snapshot");
  }
  if (piece_.kind == ModulePiece::Kind::Failed) {
    counts_[module.table].incomplete = true;
    diagnostics.report(*piece_.error);
    if (!piece_.opened) return Done{};
  }
  ++modules_read_;
  modules_[module.name] = piece_.facts;
  check_module(module, piece_.facts, diagnostics);
  return Done{};
}

// What the interpreter makes of rows, on its way to the sink.
class RowStream::Receiver final : public SnapshotCode::Receiver {
 public:
  Receiver(RowStream& stream, const ModuleRun& module, Batch& batch, TableCount& count,
           RowSink& sink, DiagnosticSink& diagnostics)
      : stream_(stream),
        module_(module),
        batch_(batch),
        count_(count),
        sink_(sink),
        diagnostics_(diagnostics) {}

  void made(const ScannedRow& from, const RowShape& shape, std::span<const Cell> cells) override {
    const std::size_t first = stream_.cells_.size();
    stream_.cells_.insert(stream_.cells_.end(), cells.begin(), cells.end());
    stream_.keep(shape, module_, batch_, from, std::span(stream_.cells_).subspan(first));
    ++stream_.counts_[shape.table].given;
  }
  void dropped(const ScannedRow&) override { ++count_.dropped; }
  void failed(const ScannedRow& from, Diagnostic problem) override {
    ++count_.unread;
    problem.place = row_place(module_, batch_, from);
    problem.table = from.constructor;
    diagnostics_.report(std::move(problem));
  }
  Status flush() override { return stream_.give_rows(sink_); }

 private:
  RowStream& stream_;
  const ModuleRun& module_;
  const Batch& batch_;
  TableCount& count_;
  RowSink& sink_;
  DiagnosticSink& diagnostics_;
};

Status RowStream::give_piece(const ModuleRun& module, ModulePiece& piece, RowSink& sink,
                             DiagnosticSink& diagnostics) {
  Batch& batch = piece.batch;
  if (planner_) planner_->plan(batch, piece.planned);
  const std::span<const ScannedRow> rows(batch.rows);
  for (std::size_t first = 0; first < rows.size();) {
    const std::string_view name = rows[first].constructor;
    std::size_t last = first + 1;
    while (last < rows.size() && rows[last].constructor == name) ++last;
    const Constructor* constructor = constructors_.find(name);
    // A row whose function is not known is missing in the table that the module is of.
    TableCount& count = counts_[constructor != nullptr ? std::string(name) : module.table];
    count.rows += last - first;
    if (name != module.table && constructor != nullptr)
      row_of_other_table(module, batch, rows[first], diagnostics);
    if (constructor == nullptr) {
      count.unread += last - first;
      for (; first < last; ++first) unknown_constructor(module, batch, rows[first], diagnostics);
    } else if (!constructor->has_plan() || options_.ways == StreamOptions::Ways::InterpretedOnly) {
      UNDUMPY_CHECK(give_rows(sink));
      UNDUMPY_CHECK(interpreted_rows(*constructor, module, batch, rows.subspan(first, last - first),
                                     sink, diagnostics));
      UNDUMPY_CHECK(give_rows(sink));
    } else if (constructor->drops_rows()) {
      count.dropped += last - first;
    } else {
      TableCount& made = counts_.find(constructor->shape().table)->second;
      for (std::size_t i = first; i < last; ++i)
        planned_row(*constructor, module, piece, i, made, diagnostics);
    }
    first = last;
  }
  return give_rows(sink);
}

void RowStream::unknown_constructor(const ModuleRun& module, const Batch& batch,
                                    const ScannedRow& row, DiagnosticSink& diagnostics) const {
  Diagnostic problem =
      make_error("unknown-constructor",
                 fmt::format("{} defines no create_{}", snapshot_.tree().file, row.constructor),
                 "is this module from another snapshot?");
  problem.place = row_place(module, batch, row);
  problem.table = row.constructor;
  diagnostics.report(std::move(problem));
}

void RowStream::row_of_other_table(const ModuleRun& module, const Batch& batch,
                                   const ScannedRow& row, DiagnosticSink& diagnostics) {
  Diagnostic problem;
  problem.severity = Severity::Warning;
  problem.name = "row-of-other-table";
  problem.message = fmt::format("this row is of table {}, but the module is of table {}",
                                row.constructor, module.table);
  problem.place = row_place(module, batch, row);
  problem.table = row.constructor;
  problem.why = "a module holds the rows of one table: somebody put this row here";
  problem.next = "the row is read; find out where it comes from";
  diagnostics.report(std::move(problem));
}

void RowStream::planned_row(const Constructor& constructor, const ModuleRun& module,
                            ModulePiece& piece, std::size_t row, TableCount& count,
                            DiagnosticSink& diagnostics) {
  const Batch& batch = piece.batch;
  const ScannedRow& scanned = batch.rows[row];
  const PlannedRows::Row& planned = piece.planned.rows[row];
  if (planned.cells == PlannedRows::None) {
    // Once more, to hear why not.
    std::vector<Cell> ignored;
    const Status made = constructor.construct(batch.cells_of(scanned), ignored);
    ++count.unread;
    return report_row(constructor, module, batch, scanned, made.error(), diagnostics);
  }
  ++count.given;
  if (auto surplus = constructor.surplus_of(batch.cells_of(scanned)))
    report_row(constructor, module, batch, scanned, std::move(*surplus), diagnostics);
  const std::span<const Cell> cells(piece.planned.cells.data() + planned.cells,
                                    constructor.shape().columns.size());
  std::span<Stored> stored;
  if (planned.stored != PlannedRows::None)
    stored = {piece.planned.stored.data() + planned.stored, cells.size()};
  keep(constructor.shape(), module, batch, scanned, cells, stored);
}

// `problem` is about the parameter that its column names.
void RowStream::report_row(const Constructor& constructor, const ModuleRun& module,
                           const Batch& batch, const ScannedRow& row, Diagnostic problem,
                           DiagnosticSink& diagnostics) {
  const auto& parameters = constructor.parameters();
  const auto parameter = std::ranges::find(parameters, problem.column);
  problem.place = row_place(module, batch, row,
                            parameter == parameters.end()
                                ? NoArgument
                                : static_cast<std::size_t>(parameter - parameters.begin()));
  problem.key = constructor.key_of(batch.cells_of(row));
  problem.table = row.constructor;
  diagnostics.report(std::move(problem));
}

Status RowStream::interpreted_rows(const Constructor& constructor, const ModuleRun& module,
                                   Batch& batch, std::span<const ScannedRow> rows, RowSink& sink,
                                   DiagnosticSink& diagnostics) {
  bool& told = reported_[constructor.shape().table];
  if (!told && !constructor.has_plan()) diagnostics.report(constructor.problem());
  told = true;
  if (options_.snapshot_code == nullptr) {
    Sandbox::Setting setting;
    setting.code = options_.code;
    setting.models.any_keyword = true;
    own_sandbox_ = std::make_unique<Sandbox>(std::move(setting));
    own_code_ = std::make_unique<SnapshotCode>(snapshot_, constructors_, *own_sandbox_);
    options_.snapshot_code = own_code_.get();
  }
  TableCount& count = counts_.find(constructor.shape().table)->second;
  if (!code_broken_) {
    Receiver receiver(*this, module, batch, count, sink, diagnostics);
    std::size_t done = 0;
    Status constructed =
        options_.snapshot_code->construct(constructor, module.file, batch, rows, receiver, done);
    if (constructed) return constructed;
    const std::string& error = constructed.error().name;
    if (error != "code-failed" && error != "limit-exceeded") return constructed;
    code_broken_ = true;
    diagnostics.report(constructed.error());
    rows = rows.subspan(done);
  }
  // What can be read without code is read.
  count.unread += rows.size();
  return Done{};
}

void RowStream::keep(const RowShape& shape, const ModuleRun& module, const Batch& batch,
                     const ScannedRow& row, std::span<const Cell> cells, std::span<Stored> stored) {
  rows_.push_back({&shape, cells, &module, row.line, batch.text_of(row), stored});
}

Status RowStream::give_rows(RowSink& sink) {
  // The sink itself may make code ask for a flush.
  if (rows_.empty() || giving_) return Done{};
  giving_ = true;
  // Either code made all of them, or plans did.
  const Cell* next = cells_.data();
  for (Row& row : rows_) {
    if (cells_.empty()) break;
    row.cells = {next, row.cells.size()};
    next += row.cells.size();
  }
  Status taken = sink.take(rows_);
  giving_ = false;
  rows_.clear();
  cells_.clear();
  return taken;
}

void RowStream::check_module(const ModuleRun& module, const ModuleFacts& facts,
                             DiagnosticSink& diagnostics) {
  TableCount& count = counts_[module.table];
  count.rows += facts.unread_rows;
  count.unread += facts.unread_rows;
  // A statement that nobody understands may have been meant to save rows.
  if (facts.truncated || facts.aborted || facts.foreign_statements > 0) count.incomplete = true;
  if (module.function) {
    if (facts.rows == 0 && facts.unread_rows == 0) {
      count.incomplete = true;
      Diagnostic problem =
          make_error("missing-header", fmt::format("{}() holds no row", module.name),
                     "compare it with another copy of this dump");
      problem.place.file = module.file;
      problem.place.line = module.function->line - 1;
      problem.table = module.table;
      problem.why =
          "generators write such a function only for tables that have rows: rows were lost";
      diagnostics.report(std::move(problem));
    }
    return;  // it says nothing else about itself
  }
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
  if (!facts.announced && !facts.truncated) {
    const bool empty = facts.rows == 0 && facts.unread_rows == 0;
    Diagnostic problem;
    problem.severity = empty ? Severity::Error : Severity::Warning;
    problem.name = "missing-header";
    problem.message = empty ? fmt::format("{} holds neither a header nor a row", module.file)
                            : fmt::format("{} does not say how many rows it holds", module.file);
    problem.place.file = module.file;
    problem.place.line = 1;
    problem.table = module.table;
    problem.why = empty ? "generators write a header also for an empty table: rows were lost"
                        : "nobody can tell whether rows were lost";
    problem.next = "compare the module with another copy of this snapshot";
    diagnostics.report(std::move(problem));
  }
}

void RowStream::check_tables(DiagnosticSink& diagnostics) const {
  std::map<std::string_view, const ModuleRun*> last;  // of each table
  std::set<std::string_view> with_header;
  for (const ModuleRun& module : snapshot_.modules) {
    last[module.table] = &module;
    if (module.head.facts.announced) with_header.insert(module.table);
  }
  for (const auto& [table, count] : counts_) {
    if (count.incomplete || count.announced == count.rows || !with_header.contains(table)) continue;
    Diagnostic problem;
    problem.name = "row-count-differs";
    problem.message = fmt::format("table {} announces {} rows, but {} are here", table,
                                  count.announced, count.rows);
    problem.table = table;
    problem.why = count.rows < count.announced ? "rows were lost since the dump was made"
                                               : "rows were added since the dump was made";
    problem.next = "compare the modules with another copy of this snapshot";
    problem.place.file = last.at(table)->file;
    diagnostics.report(std::move(problem));
  }
}

}  // namespace undumpy
