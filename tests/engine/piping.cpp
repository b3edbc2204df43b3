#include "tests/engine/piping.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace undumpy::test {

namespace {

std::string key_of(const Row& row) {
  const Cell key = row.key();
  return key.kind == CellKind::Text ? std::string(key.text()) : to_text(key);
}

class Writer final : public RowSink {
 public:
  Writer(Piping::Keys& keys, std::string& rows) : keys_(keys), rows_(rows) {}
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      keys_[row.shape->table].push_back(key_of(row));
      rows_ += row.shape->table;
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (row.cells[i].kind != CellKind::Absent)
          rows_ += fmt::format(" {}={}", row.shape->columns[i].name, to_text(row.cells[i]));
      rows_ += "\n";
    }
    return Done{};
  }

 private:
  Piping::Keys& keys_;
  std::string& rows_;
};

}  // namespace

Arguments Piping::arguments(const Options& options) {
  Arguments arguments;
  for (const std::string& option : options) {
    const std::size_t blank = std::min(option.find(' '), option.size());
    arguments.add(option.substr(0, blank),
                  blank < option.size() ? option.substr(blank + 1) : std::string());
  }
  return arguments;
}

std::string Piping::error_text(const Diagnostic& error) {
  const std::string place = to_text(error.place);
  return fmt::format("{}{}. {}", place.empty() ? "" : place + ": ", error.message, error.next);
}

void Piping::open() {
  if (snapshot_ != nullptr) return;
  dump.write(folder_ / "snapshot");
  DiagnosticList problems;
  auto source = open_source(folder_ / "snapshot", {}, problems);
  ASSERT_TRUE(source.ok());
  auto snapshot = Snapshot::open(std::move(*source), problems);
  ASSERT_TRUE(snapshot.ok());
  snapshot_ = std::move(*snapshot);
  constructors_ = std::make_unique<Constructors>(*snapshot_);
  auto database = sqlite::Connection::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  ASSERT_TRUE(database.ok());
  database_ = std::make_unique<sqlite::Connection>(std::move(*database));
  const Status made = database_->run(tables);
  ASSERT_TRUE(made.ok()) << made.error().message;
  auto schema = schema_of_database(*database_);
  ASSERT_TRUE(schema.ok());
  schema_ = std::move(*schema);
}

Result<Sandbox*> Piping::sandbox() {
  if (sandbox_ != nullptr) return sandbox_.get();
  Sandbox::Setting setting;
  setting.database = database_.get();
  setting.schema = &schema_;
  setting.models.any_keyword = true;
  sandbox_ = std::make_unique<Sandbox>(std::move(setting));
  code_ = std::make_unique<SnapshotCode>(*snapshot_, *constructors_, *sandbox_);
  return sandbox_.get();
}

FilterContext Piping::context() {
  open();
  return {snapshot_.get(), constructors_.get(), &schema_, database_.get(),
          [this] { return sandbox(); }};
}

Piping::Run Piping::run(const Options& options) {
  Run run;
  Pipeline::Setting setting;
  setting.context = context();
  setting.arguments = arguments(options);
  setting.skipped = [&run](const Row&, const std::string& filter) { ++run.skipped[filter]; };
  auto pipeline = Pipeline::create(std::move(setting));
  Status done = pipeline ? Status(Done{}) : Status(pipeline.error());
  if (pipeline) {
    Writer writer(run.keys, run.rows);
    IgnoredDiagnostics ignored;
    done = (*pipeline)->run(writer, ignored);
    for (const std::string& note : (*pipeline)->notes()) run.notes += note + "\n";
  }
  if (!done) run.error = error_text(done.error());
  return run;
}

std::string Piping::keys(const Options& options) {
  const Run result = run(options);
  if (!result.error.empty()) return result.error;
  std::string text;
  for (const auto& [table, keys] : result.keys)
    text += fmt::format("{} {}\n", table, fmt::join(keys, " "));
  return text;
}

std::string Piping::rows(const Options& options) {
  const Run result = run(options);
  return result.error.empty() ? result.rows : result.error;
}

std::string Piping::notes(const Options& options) {
  const Run result = run(options);
  return result.error.empty() ? result.notes : result.error;
}

std::string Piping::skipped(const Options& options) {
  const Run result = run(options);
  if (!result.error.empty()) return result.error;
  std::vector<std::string> parts;
  for (const auto& [filter, count] : result.skipped)
    parts.push_back(fmt::format("{} {}", filter, count));
  return fmt::format("{}", fmt::join(parts, ", "));
}

Piping::Keys Piping::passed(const Options& options) {
  Run result = run(options);
  EXPECT_EQ(result.error, "");
  return std::move(result.keys);
}

}  // namespace undumpy::test
