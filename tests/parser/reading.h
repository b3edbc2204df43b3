// A module read to its end: what the tests of the reader look at.
#pragma once

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/module_reader.h"

namespace undumpy::test {

// Gives out a text in pieces of at most `piece` bytes.
class TextStream final : public Stream {
 public:
  explicit TextStream(std::string text, std::size_t piece = 1 << 20)
      : text_(std::move(text)), piece_(piece) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({buffer.size(), piece_, text_.size() - position_});
    text_.copy(buffer.data(), size, position_);
    position_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t position_ = 0;
};

struct Reading {
  struct Row {
    std::string constructor;
    std::span<const Cell> cells;
    ScannedRow at;
  };

  std::deque<Batch> batches;  // rows point into them
  std::vector<Row> rows;
  ModuleFacts facts;
  std::vector<Diagnostic> problems;

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const Diagnostic& problem : problems) result.push_back(problem.name);
    return result;
  }
};

inline Reading read(std::unique_ptr<Stream> stream, const ReaderOptions& options = {}) {
  Reading result;
  DiagnosticList problems;
  ModuleReader reader("x.py", std::move(stream), options, problems);
  while (true) {
    Batch& batch = result.batches.emplace_back();
    const Result<bool> more = reader.next(batch);
    if (!more) problems.report(more.error());
    if (!more || !*more) break;
    for (const ScannedRow& row : batch.rows)
      result.rows.push_back({std::string(row.constructor), batch.cells_of(row), row});
  }
  result.facts = reader.facts();
  result.problems = std::move(problems.items);
  return result;
}

inline Reading read(std::string_view text, const ReaderOptions& options = {}) {
  return read(std::make_unique<TextStream>(std::string(text)), options);
}

// A cell as a person would write it: 'a', b'a', 5, 1.5, date(2018,1,2), dt(…), ['a',None],
// <app_Model>.
inline std::string show(const Cell& cell) {
  const auto items = [&](std::string_view between) {
    std::string result;
    for (std::size_t i = 0; i < cell.items().size(); ++i)
      result += (i == 0 ? "" : i % 2 == 1 ? std::string(between) : ",") + show(cell.items()[i]);
    return result;
  };
  const Moment& at = cell.moment;
  const auto number = [](std::uint32_t value) { return std::to_string(value); };
  const auto date = [&] { return number(at.year) + "," + number(at.month) + "," + number(at.day); };
  const auto time = [&] {
    return number(at.hour) + "," + number(at.minute) + "," + number(at.second) +
           (at.microsecond != 0 ? "," + number(at.microsecond) : "");
  };
  switch (cell.kind) {
    case CellKind::None:
    case CellKind::True:
    case CellKind::False:
      return std::string(to_string(cell.kind));
    case CellKind::Integer:
      return std::to_string(cell.integer);
    case CellKind::Float:
      return std::to_string(cell.real);
    case CellKind::BigInteger:
    case CellKind::Decimal:
      return std::string(cell.text());
    case CellKind::Text:
      return "'" + std::string(cell.text()) + "'";
    case CellKind::Bytes:
      return "b'" + std::string(cell.text()) + "'";
    case CellKind::Model:
      return "<" + std::string(cell.text()) + ">";
    case CellKind::Date:
      return "date(" + date() + ")";
    case CellKind::Time:
      return "time(" + time() + ")";
    case CellKind::DateTime:
      return "dt(" + date() + "," + time() + ")";
    case CellKind::List:
      return "[" + items(",") + "]";
    case CellKind::Tuple:
      return "(" + items(",") + ")";
    case CellKind::Dict:
      return "{" + items(":") + "}";
    case CellKind::Absent:
      return "-";
  }
  return "?";
}

// partner(101,'Rumma')
inline std::string show(const Reading::Row& row) {
  std::string result = row.constructor + "(";
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    result += (i == 0 ? "" : ",") + show(row.cells[i]);
  return result + ")";
}

inline std::vector<std::string> show(const Reading& reading) {
  std::vector<std::string> result;
  for (const Reading::Row& row : reading.rows) result.push_back(show(row));
  return result;
}

}  // namespace undumpy::test
