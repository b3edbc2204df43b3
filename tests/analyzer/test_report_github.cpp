// Workflow commands: one line for each finding, with what the runner would take for its own
// escaped.

#include <gtest/gtest.h>

#include "analyzer/report_github.h"
#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

std::string first_line(CheckReport report, const std::string& snapshot) {
  report.snapshot = snapshot;
  const std::string text = github_report({&report, 1});
  return text.substr(0, text.find('\n'));
}

}  // namespace

TEST(GithubReport, AFindingIsAnAnnotation) {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'100%'");
  const std::string line = first_line(check(files), "dumps/2021");
  EXPECT_TRUE(
      line.starts_with("::error file=dumps/2021/library_book.py,line=4,col=44,endColumn=50,"
                       "title=VL302 not-a-decimal::"))
      << line;
  EXPECT_NE(line.find("%0Arow: library_book 1, price = '100%25'%0Awhy: "), std::string::npos)
      << line;
}

TEST(GithubReport, PropertiesAreEscaped) {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'x'");
  EXPECT_TRUE(
      first_line(check(files), "a,b:c%d").starts_with("::error file=a%2Cb%3Ac%25d/library"));
}

TEST(GithubReport, EndsWithTheVerdict) {
  const CheckReport report = check(library());
  EXPECT_EQ(github_report({&report, 1}), "memory: " + report.verdict() + "\n");
}

}  // namespace undumpy::test
