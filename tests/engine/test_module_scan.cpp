// ModuleScan and ReadAhead: the same pieces in the same order, whoever reads them.

#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/constructor.h"
#include "engine/module_scan.h"
#include "engine/row_stream.h"
#include "parser/source.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

// Three tables of several blocks, with damage in the middle of one and a module that is missing.
class Damaged {
 public:
  Damaged() {
    Dump dump;
    for (const char* model : {"a.One", "b.Two", "c.Three"}) {
      dump.table(model, "id, name");
      for (int i = 1; i <= 20'000; ++i)
        dump.row(model, std::to_string(i) + ",'a name of some length " + std::to_string(i) + "'");
    }
    dump.table("d.Four", "id, name");
    const std::string folder = folder_ / "snapshot";
    dump.write(folder);
    std::string two = read_file(folder + "/b_two.py");
    two.replace(two.find("loader.save(create_b_two(9000"), 12, "os.system('x');");
    write_file(folder + "/b_two.py", two.substr(0, two.size() * 3 / 4));
    std::filesystem::remove(folder + "/d_four.py");
    snapshot = std::move(*Snapshot::open(*open_source(folder, {}, ignored_), ignored_));
  }
  std::unique_ptr<Snapshot> snapshot;

 private:
  TempDir folder_;
  DiagnosticList ignored_;
};

// All rows and diagnostics, as they come.
class Recorder final : public RowSink, public DiagnosticSink {
 public:
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      text += std::string(row.module->file) + ":" + std::to_string(row.line);
      for (const Cell& cell : row.cells) text += " " + to_text(cell);
      text += "\n";
      if (--left == 0) return make_error("enough", "enough");
    }
    return Done{};
  }
  void report(Diagnostic problem) override {
    text += problem.name + " " + problem.place.file + ":" + std::to_string(problem.place.line) +
            " " + problem.message + "\n";
  }
  std::string text;
  std::size_t left = 0;
};

TEST(ReadAhead, GivesWhatReadingInTurnGives) {
  const Damaged damaged;
  const Constructors constructors(*damaged.snapshot);
  const auto record = [&](bool read_ahead) {
    StreamOptions options;
    options.read_ahead = read_ahead;
    RowStream stream(*damaged.snapshot, constructors, options);
    Recorder recorder;
    EXPECT_TRUE(stream.run(recorder, recorder).ok());
    for (const auto& [table, count] : stream.counts())
      recorder.text += table + " " + std::to_string(count.rows) + " " +
                       std::to_string(count.unread) + (count.incomplete ? " incomplete\n" : "\n");
    return recorder.text;
  };
  const std::string in_turn = record(false);
  EXPECT_NE(in_turn.find("foreign-statement b_two.py"), std::string::npos);
  EXPECT_NE(in_turn.find("truncated-module b_two.py"), std::string::npos);
  EXPECT_NE(in_turn.find("c_three.py:20003 20000 'a name of some length 20000'"),
            std::string::npos);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(record(true), in_turn);
}

// A source that breaks in an unforeseen way.
class Breaking final : public Source {
 public:
  explicit Breaking(std::unique_ptr<Source> source) : source_(std::move(source)) {}
  [[nodiscard]] const std::string& name() const override { return source_->name(); }
  [[nodiscard]] const std::vector<Member>& members() const override { return source_->members(); }
  [[nodiscard]] Result<std::unique_ptr<Stream>> open(std::string_view member) const override {
    if (breaks) throw std::runtime_error("a bug");
    return source_->open(member);
  }
  bool breaks = false;

 private:
  std::unique_ptr<Source> source_;
};

// What is thrown in the other thread is caught where the program catches it.
TEST(ReadAhead, ABugReachesTheCaller) {
  Dump dump;
  dump.table("a.One", "id, name");
  for (int i = 1; i <= 20'000; ++i)
    dump.row("a.One",
             std::to_string(i) + ",'a name that makes the module long enough for a thread'");
  const TempDir folder;
  dump.write(folder / "snapshot");
  DiagnosticList ignored;
  auto source =
      std::make_unique<Breaking>(std::move(*open_source(folder / "snapshot", {}, ignored)));
  Breaking& breaking = *source;
  const auto snapshot = std::move(*Snapshot::open(std::move(source), ignored));
  ASSERT_GT(snapshot->modules.at(0).bytes, 1U << 20U);
  const Constructors constructors(*snapshot);
  breaking.breaks = true;
  RowStream stream(*snapshot, constructors, {});
  Recorder recorder;
  EXPECT_THROW((void)stream.run(recorder, recorder), std::runtime_error);
}

// A sink that has enough ends the reading, wherever the other thread is.
TEST(ReadAhead, EndsWhenTheSinkHasEnough) {
  const Damaged damaged;
  const Constructors constructors(*damaged.snapshot);
  for (std::size_t rows = 1; rows < 50'000; rows = rows * 3 + 1) {
    RowStream stream(*damaged.snapshot, constructors, {});
    Recorder recorder;
    recorder.left = rows;
    const Status ended = stream.run(recorder, recorder);
    ASSERT_FALSE(ended.ok());
    EXPECT_EQ(ended.error().name, "enough");
  }
}

}  // namespace

}  // namespace undumpy::test
