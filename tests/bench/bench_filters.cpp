// What filters cost beside reading alone: the same rows through a pipeline into nothing.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/key_list.h"
#include "engine/pipeline.h"
#include "parser/source.h"
#include "tests/bench/made_snapshot.h"

namespace undumpy {
namespace {

using bench::Events;
using bench::Partners;

class Nothing final : public RowSink {
 public:
  Status take(std::span<const Row> rows) override {
    count += rows.size();
    benchmark::DoNotOptimize(rows.data());
    return Done{};
  }
  std::size_t count = 0;
};

// 100 000 keys for two tables: each second event, and all partners besides.
std::string key_file() {
  const std::string path = std::filesystem::temp_directory_path() / "undumpy-bench-keys";
  std::ofstream out(path);
  for (std::size_t key = 1; key <= 200'000; key += 2) out << key << "\n";
  return path;
}

void filter_rows(benchmark::State& state, const Arguments& arguments, std::size_t expected) {
  for (auto _ : state) {
    DiagnosticList problems;
    auto snapshot = Snapshot::open(memory_source("bench", bench::files()), problems);
    const Constructors constructors(**snapshot);
    Pipeline::Setting setting;
    setting.context.snapshot = snapshot->get();
    setting.context.constructors = &constructors;
    setting.arguments = arguments;
    auto pipeline = Pipeline::create(std::move(setting));
    Nothing sink;
    if (!pipeline || !(*pipeline)->run(sink, problems) || sink.count != expected)
      return state.SkipWithError(fmt::format("{} rows came", sink.count).c_str());
  }
}

Arguments arguments(std::initializer_list<std::pair<const char*, std::string>> all) {
  Arguments result;
  for (const auto& [name, value] : all) result.add(name, value);
  return result;
}

void no_filter(benchmark::State& state) { filter_rows(state, {}, Partners + Events); }
void only_one_table(benchmark::State& state) {
  filter_rows(state, arguments({{"only", "contacts.Partner"}}), Partners);
}
void hundred_thousand_keys(benchmark::State& state) {
  const std::string file = key_file();
  filter_rows(state, arguments({{"only", "contacts.Partner"}, {"only", "cal.Event:@" + file}}),
              Partners + Events / 2);
  std::remove(file.c_str());
}
void simple_condition(benchmark::State& state) {
  filter_rows(state, arguments({{"where", "cal.Event: id <= 40000"}}), Partners + Events / 2);
}

void read_keys(benchmark::State& state) {
  const std::string file = key_file();
  for (auto _ : state) benchmark::DoNotOptimize(KeyList::parse("@" + file).ok());
  std::remove(file.c_str());
}

BENCHMARK(read_keys)->Unit(benchmark::kMillisecond);
BENCHMARK(no_filter)->Unit(benchmark::kMillisecond);
BENCHMARK(only_one_table)->Unit(benchmark::kMillisecond);
BENCHMARK(hundred_thousand_keys)->Unit(benchmark::kMillisecond);
BENCHMARK(simple_condition)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace undumpy
