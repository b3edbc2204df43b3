// What checking costs beside reading: the same snapshot through the row stream into nothing, and
// through every rule. The ratio is what counts; `key_bytes` is the memory of the key sets, per key.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "analyzer/check.h"
#include "engine/row_stream.h"
#include "parser/source.h"
#include "tests/bench/made_snapshot.h"

namespace undumpy {
namespace {

using bench::Events;
using bench::files;
using bench::Partners;
using bench::size_of_files;

class Nothing final : public RowSink {
 public:
  Status take(std::span<const Row> rows) override {
    benchmark::DoNotOptimize(rows.data());
    return Done{};
  }
};

void read_snapshot(benchmark::State& state) {
  for (auto _ : state) {
    DiagnosticList problems;
    auto snapshot = Snapshot::open(memory_source("bench", files()), problems);
    const Constructors constructors(**snapshot);
    RowStream stream(**snapshot, constructors, {});
    Nothing sink;
    if (!stream.run(sink, problems) || stream.counts().at("cal_event").rows != Events)
      return state.SkipWithError("rows were not read");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(size_of_files()) * state.iterations());
}

void check_snapshot(benchmark::State& state) {
  double key_bytes = 0;
  for (auto _ : state) {
    const auto report = check_source(memory_source("bench", files()), {});
    if (!report || report->rows != Partners + Events)
      return state.SkipWithError("rows were not read");
    key_bytes = static_cast<double>(report->key_bytes) / static_cast<double>(report->keys);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(size_of_files()) * state.iterations());
  state.counters["key_bytes"] = key_bytes;
}

BENCHMARK(read_snapshot)->Unit(benchmark::kMillisecond);
BENCHMARK(check_snapshot)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace undumpy
