// undumpy check: options, settings, baselines, several snapshots, exit statuses.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/config_file.h"
#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string fault(const char* name) { return (corpus_dir() / "faults" / name).string(); }
std::string tiny() { return (corpus_dir() / "tiny").string(); }

Outcome check(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "check");
  return undumpy(arguments);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// A folder with two snapshots: one fine, one with a broken row.
class TwoSnapshots : public testing::Test {
 protected:
  TwoSnapshots() {
    fs::copy(tiny(), folder.path() / "fine", fs::copy_options::recursive);
    fs::copy(fault("syntax-error"), folder.path() / "broken", fs::copy_options::recursive);
  }
  TempDir folder;
  std::string fine = folder / "fine";
  std::string broken = folder / "broken";
};

std::string config_error(const std::string& text) {
  const auto config = cli::parse_config(text, "undumpy.toml");
  return config ? "" : to_text(config.error());
}

}  // namespace

TEST(Check, FindingsAreResultsAndGoToStandardOutput) {
  const Outcome outcome = check({fault("syntax-error"), "--no-config"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(has(outcome.out, "library_book.py:6:")) << outcome.out;
  EXPECT_EQ(outcome.err, "");
}

TEST(Check, FailOnSaysWhatCounts) {
  const std::string edited = (corpus_dir() / "edited/duplicates").string();
  EXPECT_EQ(check({edited}).status, 0);
  EXPECT_EQ(check({edited, "--fail-on", "warning"}).status, 1);
  EXPECT_EQ(check({fault("syntax-error"), "--fail-on", "never"}).status, 0);
  EXPECT_EQ(check({fault("not-a-snapshot"), "--fail-on", "never"}).status, 3);
}

TEST(Check, SelectAndIgnoreTakeCodesPrefixesAndNames) {
  EXPECT_EQ(check({fault("syntax-error"), "--select", "TR,CP"}).status, 0);
  EXPECT_EQ(check({fault("syntax-error"), "--select", "broken-row"}).status, 1);
  EXPECT_EQ(check({fault("syntax-error"), "--ignore", "fm1"}).status, 0);
  const Outcome wrong = check({tiny(), "--ignore", "XY"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_TRUE(has(wrong.err, "no rule is called XY")) << wrong.err;
}

TEST(Check, ColourOnlyWhereItIsWanted) {
  EXPECT_FALSE(has(check({fault("arity")}).out, "\033["));
  EXPECT_FALSE(has(check({fault("arity"), "--color", "never"}).out, "\033["));
  EXPECT_TRUE(has(check({fault("arity"), "--color", "always"}).out, "\033[1;31merror\033[0m"));
}

class Terminal final : public cli::Console {
 public:
  void out(std::string_view text) override { written += text; }
  void err(std::string_view) override {}
  [[nodiscard]] bool out_is_terminal() const override { return true; }
  std::string written;
};

TEST(Check, NoColorTurnsColoursOff) {
  const auto coloured = [] {
    Terminal terminal;
    cli::run({"check", fault("arity")}, terminal);
    return has(terminal.written, "\033[");
  };
  setenv("TERM", "xterm", 1);
  unsetenv("NO_COLOR");
  EXPECT_TRUE(coloured());
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(coloured());
  setenv("NO_COLOR", "", 1);  // https://no-color.org: empty is as if it were not there
  EXPECT_TRUE(coloured());
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(coloured());
}

// ---- baselines

TEST_F(TwoSnapshots, ABaselineIsWrittenAndHolds) {
  const std::string baseline = folder / "known.json";
  const Outcome written = check({broken, "--baseline", baseline, "--write-baseline"});
  EXPECT_EQ(written.status, 0) << written.err;
  EXPECT_EQ(written.out, "1 known finding written to " + baseline + "\n");

  const Outcome known = check({broken, "--baseline", baseline});
  EXPECT_EQ(known.status, 0) << known.out;
  EXPECT_TRUE(has(known.out, "1 known finding in the baseline, not counted\n")) << known.out;
}

TEST_F(TwoSnapshots, StaleEntriesOfABaselineAreTold) {
  const std::string baseline = folder / "known.json";
  check({broken, "--baseline", baseline, "--write-baseline"});
  const Outcome stale = check({fine, "--baseline", baseline});
  EXPECT_EQ(stale.status, 0);
  EXPECT_TRUE(has(stale.out, "the baseline knows FM102 in library_book")) << stale.out;
  EXPECT_TRUE(has(stale.out, "which is not found any more\n")) << stale.out;
}

TEST_F(TwoSnapshots, ABaselineOfNothingExaminedIsNotWritten) {
  const std::string baseline = folder / "known.json";
  const Outcome outcome =
      check({fault("not-a-snapshot"), "--baseline", baseline, "--write-baseline"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_FALSE(fs::exists(baseline));
}

TEST_F(TwoSnapshots, BaselinesThatAreNoneAreUsageErrors) {
  EXPECT_EQ(check({fine, "--write-baseline"}).status, 2);
  EXPECT_EQ(check({fine, "--baseline", folder / "none.json"}).status, 2);
  write_file(folder / "bad.json", "{\n  nonsense\n}\n");
  const Outcome bad = check({fine, "--baseline", folder / "bad.json"});
  EXPECT_EQ(bad.status, 2);
  EXPECT_TRUE(has(bad.err, "bad.json:2:4: error: this is no JSON [baseline-invalid]")) << bad.err;
}

// Of the second snapshot the finding is gone, but not of the first.
TEST_F(TwoSnapshots, ABaselineHoldsForAllTogether) {
  const std::string baseline = folder / "known.json";
  check({fine, broken, "--baseline", baseline, "--write-baseline"});
  const Outcome outcome = check({broken, fine, "--baseline", baseline});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_FALSE(has(outcome.out, "not found any more")) << outcome.out;
  EXPECT_TRUE(has(check({fine, fine, "--baseline", baseline}).out, "not found any more"));
}

// ---- undumpy.toml

TEST_F(TwoSnapshots, TheNearestSettingsAboveTheSnapshotHold) {
  write_file(folder / "undumpy.toml", "[check]\nignore = [\"FM\"]\n");
  const Outcome outcome = check({broken});
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_TRUE(has(outcome.err, "settings: ")) << outcome.err;
  EXPECT_EQ(check({broken, "--no-config"}).status, 1);
  // The command line wins.
  EXPECT_EQ(check({broken, "--ignore", "TR"}).status, 1);
}

// The one who wrote the snapshot does not say how it is judged.
TEST_F(TwoSnapshots, SettingsInsideTheSnapshotDoNotCount) {
  write_file(broken + "/undumpy.toml", "[check]\nignore = [\"FM\"]\n");
  EXPECT_EQ(check({broken}).status, 1);
  EXPECT_EQ(check({broken + "/"}).status, 1);
}

TEST_F(TwoSnapshots, SettingsAreReadFromTheFileThatIsNamed) {
  write_file(folder / "strict.toml",
             "[check]\nfail-on = \"info\"\n[check.severity]\nFM102 = \"info\"\n");
  const Outcome outcome = check({broken, "--config", folder / "strict.toml"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(has(outcome.out, "note: ")) << outcome.out;
  EXPECT_TRUE(has(outcome.out, "0 errors")) << outcome.out;
  EXPECT_EQ(check({broken, "--config", folder / "none.toml"}).status, 2);
}

TEST_F(TwoSnapshots, PathsInSettingsAreMeantFromTheirFolder) {
  check({broken, "--baseline", folder / "known.json", "--write-baseline"});
  write_file(folder / "undumpy.toml", "[check]\nbaseline = \"known.json\"\n");
  EXPECT_EQ(check({broken}).status, 0);
}

TEST(CheckConfig, TheNarrowestSelectorDecides) {
  const auto config = cli::parse_config(
      "[check.severity]\nbroken-row = \"info\"\nFM102 = \"warning\"\nFM = \"error\"\n", "x.toml");
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->severities.front().first, "FM");
}

TEST(CheckConfig, ErrorsHaveLineAndColumnAndASuggestion) {
  EXPECT_EQ(config_error("[check]\nselect = [\"TR\"]\nignored = []\n"),
            "undumpy.toml:3:1: error: there is no setting check.ignored [config-invalid]\n"
            "  ignored = []\n"
            "  ^~~~~~~\n"
            "  next: is ignore meant?\n");
  EXPECT_EQ(config_error("[chekc]\n"),
            "undumpy.toml:1:2: error: there is no setting chekc [config-invalid]\n"
            "  [chekc]\n"
            "   ^~~~~\n"
            "  next: is check meant?\n");
  EXPECT_EQ(config_error("[check]\nfail-on = \"warnings\"\n"),
            "undumpy.toml:2:11: error: fail-on can not be \"warnings\" [config-invalid]\n"
            "  fail-on = \"warnings\"\n"
            "            ^~~~~~~~~~\n"
            "  next: is warning meant?\n");
  EXPECT_TRUE(config_error("[check]\nselect = \"TR\"\n")
                  .starts_with("undumpy.toml:2:10: error: select is to be a list"));
  EXPECT_TRUE(config_error("[check]\nignore = [\"TR001\", \"brokn-row\"]\n")
                  .starts_with("undumpy.toml:2:20: error: no rule is called brokn-row"));
  EXPECT_TRUE(config_error("[check]\nignore = [7]\n").starts_with("undumpy.toml:2:11: error: "));
  EXPECT_TRUE(config_error("[check.severity]\nFM102 = \"fatal\"\n")
                  .starts_with("undumpy.toml:2:9: error: FM102 can not be \"fatal\""));
  EXPECT_TRUE(config_error("[check]\nselect = [\n").starts_with("undumpy.toml:"));
  EXPECT_EQ(config_error(""), "");
}

// ---- against a database

// A database in which SQLite finds the tables, but no rows that make sense.
std::string damaged_database(const TempDir& folder) {
  std::string path = folder / "site.db";
  execute(path,
          "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title varchar(50) NOT NULL "
          "UNIQUE, publisher_id integer REFERENCES library_publisher (id));"
          "CREATE TABLE library_publisher (id integer NOT NULL PRIMARY KEY, name text);"
          "INSERT INTO library_book VALUES (1, 'Momo', NULL);");
  std::string bytes = read_file(path);
  std::fill(bytes.begin() + 4096, bytes.end(), '\xEE');  // behind the page of the schema
  write_file(path, bytes);
  return path;
}

TEST(CheckAgainst, ADatabaseThatCanNotBeReadIsAFailure) {
  const TempDir folder;
  const std::string database = damaged_database(folder);
  const fs::path snapshot = folder.path() / "snapshot";
  fs::copy(corpus_dir() / "library", snapshot);
  std::string books = read_file(snapshot / "library_book.py");
  books.replace(books.find("'Ulysses',2,"), 12, "'Ulysses',9,");
  write_file(snapshot / "library_book.py", books);
  for (const char* family : {"UQ", "RF"}) {
    const Outcome outcome = check({snapshot.string(), "--against", database, "--select", family});
    EXPECT_EQ(outcome.status, 4) << family << outcome.out;
    EXPECT_TRUE(has(outcome.err, "[database-error]")) << outcome.err;
  }
}

// ---- several snapshots

TEST_F(TwoSnapshots, SeveralSnapshotsHaveALineEachInTheirOrder) {
  const Outcome outcome = check({fine, broken, fault("not-a-snapshot"), "--jobs", "3"});
  EXPECT_EQ(outcome.status, 1);
  const std::size_t first = outcome.out.find(fine + " ");
  const std::size_t second = outcome.out.find(broken + " ");
  const std::size_t third = outcome.out.find(fault("not-a-snapshot"));
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_TRUE(has(outcome.out,
                  "\n3 snapshots: 1 fine, 0 readable with warnings, 1 damaged, 1 not "
                  "examined; "))
      << outcome.out;
}

TEST_F(TwoSnapshots, TheStatusIsThatOfTheWorst) {
  EXPECT_EQ(check({fine, fine}).status, 0);
  EXPECT_EQ(check({fine, broken}).status, 1);
  // Something could be examined, but not everything: that is no success, whatever --fail-on says.
  EXPECT_EQ(check({fine, fault("not-a-snapshot"), "--fail-on", "never"}).status, 1);
  EXPECT_EQ(check({fault("not-a-snapshot"), fault("not-a-snapshot")}).status, 3);
}

TEST_F(TwoSnapshots, JobsDoNotChangeTheOutput) {
  std::vector<std::string> snapshots;
  for (int i = 0; i < 8; ++i) {
    snapshots.push_back(i % 3 == 0 ? broken : fine);
    snapshots.push_back((corpus_dir() / "edited/several").string());
    snapshots.push_back((corpus_dir() / "everything").string());
  }
  const auto with_jobs = [&](const char* jobs) {
    std::vector<std::string> arguments = snapshots;
    arguments.insert(arguments.end(), {"--format", "json", "--jobs", jobs});
    return check(arguments);
  };
  const Outcome one = with_jobs("1");
  const Outcome many = with_jobs("8");
  EXPECT_EQ(one.status, many.status);
  EXPECT_EQ(one.out, many.out);
  EXPECT_EQ(Json::parse(one.out)["snapshots"].size(), snapshots.size());
}

TEST_F(TwoSnapshots, EachJobHasTheOtherSideForItself) {
  write_file(folder / "site.sql",
             "CREATE TABLE library_book (id integer PRIMARY KEY, title text);\n");
  const Outcome outcome =
      check({fine, fine, broken, "--against", folder / "site.sql", "--format", "json"});
  EXPECT_EQ(Json::parse(outcome.out)["snapshots"][1]["against"], folder / "site.sql");
  EXPECT_EQ(check({fine, fine, "--against", folder / "none.sql"}).status, 3);
}

// ---- other forms

TEST_F(TwoSnapshots, TheHtmlReportIsWrittenBesideTheText) {
  const Outcome outcome = check({broken, "--html", folder / "report.html"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(has(outcome.out, "this snapshot is damaged"));
  EXPECT_TRUE(read_file(folder / "report.html").starts_with("<!DOCTYPE html>"));
  const Outcome nowhere = check({broken, "--html", folder / "no/such/folder.html"});
  EXPECT_NE(nowhere.status, 0);
  EXPECT_TRUE(has(nowhere.err, "can not be written")) << nowhere.err;
}

TEST_F(TwoSnapshots, SarifAndGithubAreFormats) {
  EXPECT_EQ(Json::parse(check({broken, "--format", "sarif"}).out)["version"], "2.1.0");
  EXPECT_TRUE(check({broken, "--format", "github"}).out.starts_with("::error file="));
}

TEST(Explain, PrintsPagesAndTheList) {
  EXPECT_TRUE(undumpy({"explain", "fm102"}).out.starts_with("# FM102 broken-row\n"));
  EXPECT_TRUE(undumpy({"explain", "broken-row"}).out.starts_with("# FM102 broken-row\n"));
  EXPECT_TRUE(has(undumpy({"explain", "--list"}).out, "FM102  error"));
  const Outcome wrong = undumpy({"explain", "FM999"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_EQ(undumpy({"explain"}).status, 2);
}

}  // namespace undumpy::test
