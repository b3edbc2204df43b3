// Pipeline: which modules are read at all.

#include <gtest/gtest.h>

#include "engine/pipeline.h"
#include "parser/source.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

class Counter final : public RowSink {
 public:
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) ++counts[row.shape->table];
    return Done{};
  }
  std::map<std::string, std::size_t> counts;
};

// Reading a large snapshot for the sake of one small table costs what the small table costs.
TEST(Pipeline, ModulesOfOtherTablesAreNotRead) {
  Dump dump;
  dump.table("contacts.Partner", "id, name");
  dump.table("notes.Note", "id, &partner_id, body");
  for (int i = 1; i <= 3; ++i) dump.row("contacts.Partner", std::to_string(i) + ",'Anna'");
  for (int i = 1; i <= 20'000; ++i)
    dump.row("notes.Note", std::to_string(i) + ",1,'a note of some length'");
  const TempDir folder;
  dump.write(folder / "snapshot");
  write_file(folder / "snapshot/notes_note.py",
             read_file(folder / "snapshot/notes_note.py") + "this is no Python\n");

  const auto read = [&](const char* only, std::uint64_t& bytes, DiagnosticList& problems) {
    auto snapshot = Snapshot::open(*open_source(folder / "snapshot", {}, problems), problems);
    const Constructors constructors(**snapshot);
    Pipeline::Setting setting;
    setting.context.snapshot = snapshot->get();
    setting.context.constructors = &constructors;
    if (only != nullptr) setting.arguments.add("only", only);
    setting.stream.progress = [&bytes](std::uint64_t now) {
      bytes = std::max(bytes, now);
      return true;
    };
    auto pipeline = Pipeline::create(std::move(setting));
    Counter counter;
    EXPECT_TRUE(pipeline && (*pipeline)->run(counter, problems));
    return counter.counts;
  };
  std::uint64_t all = 0;
  DiagnosticList problems;
  EXPECT_EQ(read(nullptr, all, problems)["notes_note"], 20'000U);
  EXPECT_FALSE(problems.items.empty());
  EXPECT_GT(all, 900'000U);

  std::uint64_t few = 0;
  DiagnosticList none;
  const auto counts = read("contacts.Partner", few, none);
  EXPECT_EQ(counts, (std::map<std::string, std::size_t>{{"contacts_partner", 3}}));
  EXPECT_TRUE(none.items.empty()) << none.items.front().message;
  EXPECT_LT(few, 1'000U);
}

}  // namespace

}  // namespace undumpy::test
