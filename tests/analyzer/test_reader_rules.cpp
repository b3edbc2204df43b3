// Rules whose findings the reader itself reports.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "analyzer/rules.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

TEST(ReaderRules, AGeneratedSnapshotHasNoFindings) { EXPECT_EQ(findings(library()), ""); }

TEST(ReaderRules, ARowWithTooFewValues) {
  Files files = library();
  replace(files, "library_book.py", "(2,'Matilda',1,'9.90',date(1988,10,1))", "(2,'Matilda')");
  EXPECT_EQ(findings(files), "error FM103 arity-mismatch library_book 2 library_book.py:5:13\n");
}

TEST(ReaderRules, ADecimalThatIsNone) {
  Files files = library();
  replace(files, "library_book.py", "'9.90'", "'9,90'");
  EXPECT_EQ(findings(files),
            "error VL302 not-a-decimal library_book.price 2 library_book.py:5:47\n");
}

// A syntax error inside a dictionary display ended the program.
TEST(ReaderRules, ABrokenDictionaryInRestorePy) {
  Files files = library();
  replace(files, "restore.py", "if settings.USE_TZ:", "if {.USE_TZ:");
  EXPECT_TRUE(findings(files).starts_with("error TR001 foreign-statement restore.py:28:1\n"))
      << findings(files);
  for (const char* broken : {"x = {.a: 1}", "x = {'a': .}", "x = {**}", "x = {'a' 1, **b, :}"}) {
    files = library();
    replace(files, "restore.py", "SOURCE_VERSION = '1.0'",
            "SOURCE_VERSION = '1.0'\n" + std::string(broken));
    EXPECT_NE(findings(files).find("FM101 syntax-error"), std::string::npos) << broken << '\n'
                                                                             << findings(files);
  }
}

TEST(ReaderRules, ALiteralThatIsNone) {
  Files files = library();
  replace(files, "restore.py", "\"library.Book\"", "\"library.Bo\\x4\"");
  EXPECT_NE(findings(files).find("FM101 syntax-error"), std::string::npos) << findings(files);
  // In a module it is the row that can not be read.
  files = library();
  replace(files, "library_book.py", "'Momo'", "'Mo\\x4'");
  EXPECT_EQ(findings(files), "error FM102 broken-row library_book library_book.py:4:35\n");
}

// The names of errors and diagnostics that the sources in a folder give, and where.
std::map<std::string, std::string> names_given(const std::filesystem::path& folder) {
  const std::regex given(
      R"re((?:\b(?:make_error|report|refuse|problem|code_error)\([^()"]*|\bname = )"([a-z-]+)")re");
  std::map<std::string, std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_file(entry.path());
    for (std::sregex_iterator found(text.begin(), text.end(), given), end; found != end; ++found)
      names.emplace((*found)[1], entry.path().filename().string());
  }
  return names;
}

// Errors that end a command, of things that a check does not do or that are no snapshot's fault.
bool ends_a_command(const std::string& name) {
  static const std::set<std::string> ending = {
      "database-error", "file-outside", "interrupted",       "loader-failed", "missing-table",
      "no-such-name",   "rejected",     "schema-unreadable", "usage"};
  return ending.contains(name) || name.starts_with("target-") || name.starts_with("plan-");
}

TEST(ReaderRules, EveryDiagnosticHasARule) {
  const std::filesystem::path sources = corpus_dir().parent_path();
  std::map<std::string, std::string> names = names_given(sources / "parser");
  EXPECT_GT(names.size(), 30U);
  names.merge(names_given(sources / "engine"));
  // What the interpreter refuses is code-failed there.
  names.merge(names_given(sources / "engine/script"));
  for (const auto& [name, where] : names) {
    if (ends_a_command(name)) continue;
    EXPECT_NE(rule_for(name).code, "FM199") << name << " in " << where << " is of no rule";
  }
  // What rules answer for besides their own name is still reported.
  for (const Rule* rule : all_rules()) {
    std::istringstream also{std::string(rule->also)};
    for (std::string name; also >> name;)
      EXPECT_TRUE(names.contains(name)) << rule->code << " answers for " << name;
  }
}

TEST(ReaderRules, DiagnosticsOfOtherNames) {
  EXPECT_EQ(rule_for("parse-too-slow").code, "FM117");
  EXPECT_EQ(rule_for("invalid-literal").code, "FM101");
  EXPECT_EQ(rule_for("archive-bomb").code, "FM121");
  EXPECT_EQ(rule_for("of no rule").code, "FM199");
}

}  // namespace

}  // namespace undumpy::test
