// Plans and the interpreter make the same rows of every generated snapshot: two ways that must
// agree, because which one is taken depends on nothing but whether a function was edited.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "engine/row_stream.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

// "table line column=value …" of each row, columns by name; what has no value is left out.
class RowTexts final : public RowSink {
 public:
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      std::map<std::string, std::string> values;
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (row.cells[i].kind != CellKind::Absent)
          values[row.shape->columns[i].name] = to_text(row.cells[i]);
      std::string text = row.shape->table + "<" + row.shape->parent + " " +
                         std::string(row.module->file) + ":" + std::to_string(row.line);
      for (const auto& [name, value] : values) text += " " + name + "=" + value;
      lines.push_back(std::move(text));
    }
    return Done{};
  }
  std::vector<std::string> lines;
};

std::vector<std::string> rows_of(const std::string& path, StreamOptions::Ways ways) {
  DiagnosticList problems;
  auto source = open_source(path, {}, problems);
  EXPECT_TRUE(source.ok()) << path;
  auto snapshot = Snapshot::open(std::move(*source), problems);
  EXPECT_TRUE(snapshot.ok()) << path;
  const Constructors constructors(**snapshot);
  StreamOptions options;
  options.ways = ways;
  RowStream stream(**snapshot, constructors, options);
  RowTexts rows;
  problems.items.clear();
  EXPECT_TRUE(stream.run(rows, problems).ok());
  for (const Diagnostic& problem : problems.items)
    EXPECT_NE(problem.name, "constructor-failed") << to_text(problem);
  for (const Diagnostic& problem : problems.items)
    EXPECT_NE(problem.name, "code-failed") << to_text(problem);
  return std::move(rows.lines);
}

void expect_agreement(const std::string& path) {
  const auto plans = rows_of(path, StreamOptions::Ways::PlansFirst);
  const auto interpreted = rows_of(path, StreamOptions::Ways::InterpretedOnly);
  EXPECT_FALSE(plans.empty()) << path;
  ASSERT_EQ(plans.size(), interpreted.size()) << path;
  int wrong = 0;
  for (std::size_t i = 0; i < plans.size() && wrong < 5; ++i)
    if (plans[i] != interpreted[i]) {
      ++wrong;
      ADD_FAILURE() << path << "\n  plan        " << plans[i] << "\n  interpreted "
                    << interpreted[i];
    }
}

TEST(Ways, AgreeOnTheCorpus) {
  for (const char* name :
       {"tiny", "everything", "edited/columns", "repair/20150824a", "single-file"})
    expect_agreement((corpus_dir() / name).string());
}

TEST(Ways, AgreeOnRealSnapshots) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no real snapshots here";
  for (const char* name :
       {"polls-2013-07-crlf", "uiless-1.5.8", "dumps-a-2016-07", "dumps-b-2017-12",
        "dumps-c-2018-01", "dumps-c-2020-05", "live-dumps_a", "live-ftypes", "live-ftypes_tz",
        "live-lydia", "live-min9", "live-pierre", "live-polly", "lydia-18.12.0",
        "lydia-18.12.0-rewrapped", "presto-1.6.19-partial"})
    expect_agreement((*shared / "snapshots" / name).string());
}

}  // namespace

}  // namespace undumpy::test
