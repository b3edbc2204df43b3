// The parts between the scanner and a sink, each alone: literals with escapes, plans, what cells
// become in their columns, key sets, and the interpreter as the other way to make rows.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "engine/planned_rows.h"
#include "engine/row_stream.h"
#include "engine/value_set.h"
#include "parser/cell_buffer.h"
#include "parser/handover.h"
#include "parser/literal.h"
#include "tests/bench/made_snapshot.h"

namespace undumpy {
namespace {

// ---- literals ----

void escaped_texts(benchmark::State& state) {
  const std::string body = R"(Stra\xdfe 12\nB\xe4ckerei M\u016biste, \'Kesk\')";
  Arena arena;
  Cell out;
  std::string reason;
  for (auto _ : state) {
    arena.reset();
    if (!decode_text_escapes(body, arena, out, reason)) return state.SkipWithError(reason.c_str());
    benchmark::DoNotOptimize(out);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(body.size()) * state.iterations());
}
BENCHMARK(escaped_texts);

// ---- plans ----

// The batches of a module, read once.
struct Read {
  Read() {
    snapshot = std::move(*Snapshot::open(memory_source("bench", bench::files()),
                                         static_cast<DiagnosticSink&>(list)));
    constructors = std::make_unique<Constructors>(*snapshot);
    for (const ModuleRun& module : snapshot->modules) {
      ModuleReader reader(module.file, std::move(*snapshot->open(module)), {}, list);
      while (true) {
        auto batch = std::make_unique<Batch>();
        if (!*reader.next(*batch)) break;
        rows += batch->rows.size();
        batches.push_back(std::move(batch));
      }
    }
  }
  DiagnosticList list;
  std::unique_ptr<Snapshot> snapshot;
  std::unique_ptr<Constructors> constructors;
  std::vector<std::unique_ptr<Batch>> batches;
  std::size_t rows = 0;
};

constexpr const char* Tables = R"(
CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY, name varchar(200) NOT NULL,
    name_de varchar(200) NOT NULL, street varchar(200) NOT NULL, zip_code varchar(10) NOT NULL,
    email varchar(254) NOT NULL, parent_id integer NULL, modified datetime NULL,
    amount decimal(10, 2) NULL);
CREATE TABLE cal_event (id integer NOT NULL PRIMARY KEY, summary varchar(200) NOT NULL,
    partner_id integer NULL, start_date date NULL, start_time time NULL,
    state varchar(2) NOT NULL);
)";

void plan_rows(benchmark::State& state, bool stored) {
  static const Read read;
  static const Schema schema = *schema_of_sql(Tables, "bench");
  Planner::StorageOf storage;
  if (stored)
    storage = [](const RowShape& shape) {
      return std::make_unique<RowStorage>(*schema.find(shape.table), shape, StorageOptions());
    };
  Planner planner(*read.constructors, storage);
  PlannedRows out;
  for (auto _ : state) {
    for (const auto& batch : read.batches) {
      planner.plan(*batch, out);
      const auto left_out = [&](const PlannedRows::Row& row) {
        return row.cells == PlannedRows::None || (stored && row.stored == PlannedRows::None);
      };
      if (std::ranges::any_of(out.rows, left_out)) return state.SkipWithError("a row was left out");
      benchmark::DoNotOptimize(out.cells.data());
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(read.rows) * state.iterations());
}
BENCHMARK_CAPTURE(plan_rows, cells, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan_rows, stored, true)->Unit(benchmark::kMillisecond);

// ---- the interpreter, and plans, in the whole stream ----

class Count final : public RowSink {
 public:
  Status take(std::span<const Row> rows) override {
    count += rows.size();
    return Done{};
  }
  std::size_t count = 0;
};

void stream_rows(benchmark::State& state, StreamOptions::Ways ways) {
  static const Read read;
  for (auto _ : state) {
    StreamOptions options;
    options.ways = ways;
    options.read_ahead = false;
    options.code.limits.steps = 1'000'000'000;
    RowStream stream(*read.snapshot, *read.constructors, options);
    Count sink;
    DiagnosticList problems;
    if (!stream.run(sink, problems) || sink.count != read.rows)
      return state.SkipWithError(fmt::format("{} rows came", sink.count).c_str());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(read.rows) * state.iterations());
}
BENCHMARK_CAPTURE(stream_rows, plans, StreamOptions::Ways::PlansFirst)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(stream_rows, interpreter, StreamOptions::Ways::InterpretedOnly)
    ->Unit(benchmark::kMillisecond);

// ---- key sets ----

constexpr std::size_t Keys = 200'000;

enum class Kind { Dense, Sparse, Texts };

// Cells point into `texts`.
std::vector<Cell> make_keys(Kind kind, std::vector<std::string>& texts) {
  std::mt19937_64 random(7);
  std::vector<Cell> keys;
  for (std::size_t i = 0; i < Keys; ++i) {
    if (kind == Kind::Texts) texts.push_back(fmt::format("P-{:06}", random() % 1'000'000));
    keys.push_back(kind == Kind::Dense
                       ? Cell::of(static_cast<std::int64_t>(i + 1))
                       : Cell::of(static_cast<std::int64_t>(random() % 1'000'000'000'000)));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) keys[i] = Cell::of_text(CellKind::Text, texts[i]);
  return keys;
}

void add_keys(benchmark::State& state, Kind kind) {
  std::vector<std::string> texts;
  const std::vector<Cell> keys = make_keys(kind, texts);
  double bytes = 0;
  for (auto _ : state) {
    ValueSet set;
    for (const Cell& key : keys) set.add(key);
    bytes = static_cast<double>(set.bytes()) / static_cast<double>(set.size());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(Keys) * state.iterations());
  state.counters["bytes_a_key"] = bytes;
}
BENCHMARK_CAPTURE(add_keys, dense, Kind::Dense)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(add_keys, sparse, Kind::Sparse)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(add_keys, texts, Kind::Texts)->Unit(benchmark::kMillisecond);

void find_keys(benchmark::State& state, Kind kind) {
  std::vector<std::string> texts;
  std::vector<Cell> keys = make_keys(kind, texts);
  ValueSet set;
  for (const Cell& key : keys) set.add(key);
  std::ranges::shuffle(keys, std::mt19937_64(8));
  for (auto _ : state)
    for (const Cell& key : keys)
      if (!set.contains(key)) return state.SkipWithError("a key is missing");
  state.SetItemsProcessed(static_cast<std::int64_t>(Keys) * state.iterations());
}
BENCHMARK_CAPTURE(find_keys, dense, Kind::Dense)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find_keys, sparse, Kind::Sparse)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(find_keys, texts, Kind::Texts)->Unit(benchmark::kMillisecond);

// ---- handing over ----

enum class Reader { None, OtherProcessor, OtherProcessorStreamed };

// What it takes to write the cells of a batch, without the time that somebody reads them.
void write_cells(benchmark::State& state, Reader reader) {
  constexpr std::size_t RowCells = 16;
  constexpr std::size_t Rows = 300;
  const std::vector<Cell> row(RowCells, Cell::of(std::int64_t{42}));
  Handover<CellBuffer, 2> handover;
  std::thread other([&] {
    std::int64_t sum = 0;
    while (true) {
      const CellBuffer& cells = handover.next();
      if (cells.size() == 0) return;
      for (const Cell& cell : std::span(cells.data(), cells.size())) sum += cell.integer;
      benchmark::DoNotOptimize(sum);
      handover.took();
    }
  });
  CellBuffer own;
  for (auto _ : state) {
    CellBuffer& cells = reader == Reader::None ? own : *handover.slot();
    cells.set_read_elsewhere(reader == Reader::OtherProcessorStreamed);
    cells.clear();
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < Rows; ++i) cells.append(row);
    cells.publish();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    state.SetIterationTime(took.count());
    if (reader != Reader::None) handover.give();
  }
  handover.slot()->clear();
  handover.give();
  other.join();
  state.SetBytesProcessed(static_cast<std::int64_t>(RowCells * Rows * sizeof(Cell)) *
                          state.iterations());
}
BENCHMARK_CAPTURE(write_cells, for_itself, Reader::None)->UseManualTime();
BENCHMARK_CAPTURE(write_cells, for_another_processor, Reader::OtherProcessor)->UseManualTime();
BENCHMARK_CAPTURE(write_cells, past_the_caches, Reader::OtherProcessorStreamed)->UseManualTime();

}  // namespace
}  // namespace undumpy
