// Where references lead is inferred without a schema. Here the schemas of real databases judge it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "engine/schema.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

struct Score {
  std::size_t right = 0;
  std::size_t wrong = 0;
  [[nodiscard]] double precision() const {
    return right + wrong == 0 ? 1 : static_cast<double>(right) / static_cast<double>(right + wrong);
  }
};

TEST(InferredReferences, AreWhatTheSchemasDeclare) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  std::map<Confidence, Score> scores;
  std::size_t declared = 0;
  for (const char* name : {"live-dumps_a", "live-dumps_b", "live-ftypes", "live-ftypes_tz",
                           "live-lydia", "live-min9", "live-pierre", "live-polly"}) {
    const auto report = check_path((*shared / "snapshots" / name).string(), {});
    ASSERT_TRUE(report.ok()) << name;
    const std::string file = (*shared / "truth" / name / "schema.sql").string();
    const auto schema = schema_of_sql(read_file(file), file);
    ASSERT_TRUE(schema.ok()) << name;
    std::map<std::string, std::string> targets;  // table.column -> target
    for (const TableSummary& summary : report->tables)
      if (const Table* table = schema->find(summary.table))
        for (const ForeignKey& key : table->foreign_keys)
          if (key.target_table != "django_content_type")
            targets[table->name + "." + key.column] = key.target_table;
    declared += targets.size();
    for (const Reference& reference : report->references) {
      const std::string place = reference.table + "." + reference.column;
      const bool right = targets.contains(place) && targets[place] == reference.target;
      Score& score = scores[reference.confidence];
      ++(right ? score.right : score.wrong);
      if (!right && reference.confidence != Confidence::Guess)
        fmt::print("  {}: {} leads to {}, not to {} ({})\n", name, place, targets[place],
                   reference.target, reference.evidence);
    }
  }
  Score trusted;  // what findings rely on
  for (const auto& [confidence, score] : scores) {
    fmt::print("{:8} {:4} right, {:3} wrong, precision {:.3f}\n", to_string(confidence),
               score.right, score.wrong, score.precision());
    if (confidence == Confidence::Guess) continue;
    trusted.right += score.right;
    trusted.wrong += score.wrong;
  }
  const Score& guessed = scores[Confidence::Guess];
  fmt::print(
      "of {} declared references {:.3f} are found for certain or likely, {:.3f} with guesses\n",
      declared, static_cast<double>(trusted.right) / static_cast<double>(declared),
      static_cast<double>(trusted.right + guessed.right) / static_cast<double>(declared));
  EXPECT_GE(trusted.precision(), 0.98);
}

}  // namespace

}  // namespace undumpy::test
