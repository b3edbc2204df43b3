// How fast rows are read: the row scanner alone, and the whole module reader, on rows in memory as
// a generator writes them (some 20 columns and 200 bytes a row, every kind of literal).
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>

#include "parser/module_reader.h"
#include "parser/row_scanner.h"

namespace undumpy {
namespace {

enum class Style { Python3, Python2, CarriageReturns };

std::string make_module(std::size_t rows, Style style) {
  std::mt19937 random(1);
  const auto pick = [&](std::uint32_t below) { return random() % below; };
  const char* u = style == Style::Python2 ? "u" : "";
  const char* city = style == Style::Python2 ? "B\\xe4ckerstra\\xdfe" : "Bäckerstraße";
  std::string text =
      fmt::format("logger.info(\"Loading {} objects to table contacts_partner...\")\n", rows);
  for (std::size_t i = 0; i < rows; ++i) {
    text += fmt::format(
        "loader.save(create_contacts_partner({0},dt({1},{2},{3},{4},{5},{6}),{7}'{8}',{7}'{9} "
        "{10}',"
        "{7}'',[{7}'Name {0}', "
        "{7}''],{11},{12},None,{7}'info{0}@example.com',date(20{13:02},1,{3}),"
        "'{14}.{15:02}',None,True,False,{7}'{16}',contacts_Partner,{7}'+32 87 {17}',None,{7}''))",
        100 + i, 2000 + pick(20), 1 + pick(12), 1 + pick(28), pick(24), pick(60), pick(60), u,
        pick(2) == 0 ? "Rumma & Ko OÜ" : "Bestbank", pick(4) == 0 ? city : "Hauptstrasse",
        pick(200), pick(1000), pick(2) == 0 ? "None" : "17", 10 + pick(10), pick(10000), pick(100),
        pick(10) == 0 ? "a somewhat longer remark about this partner, with blanks" : "",
        100000 + pick(900000));
    text += style == Style::CarriageReturns ? "\r\n" : "\n";
  }
  return text;
}

constexpr std::size_t Rows = 50'000;

void scan_rows(benchmark::State& state, Style style) {
  std::string text = make_module(Rows, style);
  const std::size_t size = text.size();
  text.append(RowScanner::Padding, '\0');
  RowScanner scanner;
  CellBuffer cells;
  Arena arena;
  for (auto _ : state) {
    const char* at = text.data() + text.find('\n') + 1;
    const char* end = text.data() + size;
    std::size_t in_batch = 0;
    while (at < end) {
      if (!scanner.scan(at, cells, arena)) return state.SkipWithError("a row was declined");
      at = scanner.end() + (*scanner.end() == '\r' ? 2 : 1);
      if (++in_batch % 1000 == 0) {
        benchmark::DoNotOptimize(cells.data());
        cells.clear();
        arena.reset();
      }
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(size) * state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(Rows) * state.iterations());
}

class MemoryStream final : public Stream {
 public:
  explicit MemoryStream(std::string_view text) : left_(text) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min(buffer.size(), left_.size());
    left_.copy(buffer.data(), size);
    left_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view left_;
};

void read_module(benchmark::State& state, Style style, ReaderOptions::Gears gears) {
  const std::size_t rows = gears == ReaderOptions::Gears::Both ? Rows : 1000;
  const std::string text = make_module(rows, style);
  Batch batch;
  for (auto _ : state) {
    DiagnosticList problems;
    ReaderOptions options;
    options.gears = gears;
    ModuleReader reader("x.py", std::make_unique<MemoryStream>(text), options, problems);
    while (*reader.next(batch)) benchmark::DoNotOptimize(batch.cells.data());
    if (reader.facts().rows != rows) return state.SkipWithError("a row was not read");
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(rows) * state.iterations());
}

constexpr auto Both = ReaderOptions::Gears::Both;

BENCHMARK_CAPTURE(scan_rows, python3, Style::Python3)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scan_rows, python2, Style::Python2)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_module, python3, Style::Python3, Both)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_module, python2, Style::Python2, Both)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_module, crlf, Style::CarriageReturns, Both)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_module, tree, Style::Python3, ReaderOptions::Gears::TreeOnly)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace undumpy
