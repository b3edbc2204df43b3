// The HTML report: what it shows, that text of snapshots can not become markup, and that a real
// browser opens it without a word.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "analyzer/html_text.h"
#include "analyzer/report_html.h"
#include "analyzer/rules.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

std::string report_of(const CheckReport& report) { return html_report({&report, 1}); }

CheckReport damaged() {
  Files files = library();
  replace(files, "library_book.py", "'12.50'", "'<b>cheap</b>'");
  return check(files);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The first of the browsers that is there; empty when there is none.
std::string browser() {
  for (const char* name : {"chromium", "chromium-browser", "google-chrome"})
    if (std::system(fmt::format("command -v {} >/dev/null 2>&1", name).c_str()) == 0) return name;
  return "";
}

struct Opened {
  std::string dom;      // the document after it was loaded
  std::string console;  // what the browser's console says; a refused request is a message there
};

Opened open_in_browser(const std::string& page) {
  const TempDir folder;
  write_file(folder / "report.html", page);
  // The proxy that is not there keeps the browser's own errands at home.
  const std::string command = fmt::format(
      "timeout 120 {} --headless --no-sandbox --disable-gpu --no-first-run --disable-dev-shm-usage "
      "--proxy-server=127.0.0.1:9 --user-data-dir='{}' --enable-logging=stderr "
      "--dump-dom 'file://{}' >'{}' 2>'{}'",
      browser(), folder / "profile", folder / "report.html", folder / "dom", folder / "log");
  EXPECT_EQ(std::system(command.c_str()), 0) << read_file(folder / "log");
  Opened opened;
  opened.dom = read_file(folder / "dom");
  const std::string log = read_file(folder / "log");
  for (std::size_t at = log.find("CONSOLE"); at != std::string::npos;
       at = log.find("CONSOLE", at)) {
    const std::size_t end = log.find('\n', at);
    opened.console += log.substr(at, end - at) + "\n";
    at = end;
  }
  return opened;
}

}  // namespace

TEST(HtmlReport, ShowsVerdictTablesAndFindings) {
  const std::string page = report_of(damaged());
  EXPECT_TRUE(has(page, "<b>this snapshot is damaged</b>"));
  EXPECT_TRUE(has(page, "<dt>errors</dt><dd>1</dd>"));
  EXPECT_TRUE(has(page, "<dt>rows</dt><dd>5</dd>"));
  EXPECT_TRUE(has(page, "<code>library_book.py:4:44</code>"));
  EXPECT_TRUE(has(page, "<td class=\"mono\">library_publisher</td><td>library.Publisher</td>"));
  EXPECT_TRUE(has(page, "id=\"references\""));
}

TEST(HtmlReport, TextOfASnapshotIsNeverMarkup) {
  EXPECT_EQ(html("<a href=\"x\" title='y'>&"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
  EXPECT_EQ(html("\x1b[31m\u202Eabc\n"), "\\x1b[31m\\u202eabc\\n");
  const std::string page = report_of(damaged());
  EXPECT_FALSE(has(page, "<b>cheap"));
  EXPECT_TRUE(has(page, "&lt;b&gt;cheap&lt;/b&gt;"));
}

// Whatever a reader of the page could be made to load: there is nothing, and it would be refused.
TEST(HtmlReport, ReachesNothing) {
  const std::string page = report_of(damaged());
  EXPECT_TRUE(has(page, "default-src 'none'; style-src 'unsafe-inline'"));
  for (const char* part : {"<script", "src=", "@import", "url(", "<link", "<iframe", "onload"})
    EXPECT_FALSE(has(page, part)) << part;
}

TEST(HtmlReport, ShowsDriftFromBothSides) {
  CheckReport report = check(library());
  report.against = "site.sql";
  report.differences.push_back(
      {all_rules().front(), "library_book", "title", "varchar(80)", "varchar(20)", 12});
  report.differences.push_back({all_rules().front(), "library_loan", "", "", "a table", 0});
  const std::string page = report_of(report);
  EXPECT_TRUE(has(page, "<h2 id=\"drift\">Drift <small>against site.sql</small></h2>"));
  EXPECT_TRUE(has(page,
                  "<td><code>varchar(80)</code></td><td><code>varchar(20)</code></td>"
                  "<td class=\"number bad\">12</td>"));
  EXPECT_TRUE(has(page, "<span class=\"absent\">nothing</span></td><td><code>a table</code>"));
}

TEST(HtmlReport, DrawsReferencesByConfidence) {
  CheckReport report = check(library());
  report.references = {{"library_book", "publisher_id", "library_publisher", "", false,
                        Confidence::Likely, "all 2 values"},
                       {"library_book", "shop_id", "shops_shop", "", false, Confidence::Guess, ""}};
  const std::string page = report_of(report);
  EXPECT_TRUE(has(page, "class=\"edge likely"));
  EXPECT_TRUE(has(page, "class=\"edge guess"));
  EXPECT_TRUE(has(page, "class=\"node n2 outside\""));  // shops_shop is not in the snapshot
  EXPECT_TRUE(has(page, "library_book.publisher_id → library_publisher (likely)"));
}

TEST(HtmlReport, SeveralSnapshotsHaveAnOverview) {
  const std::vector<CheckReport> reports = {check(library()), damaged()};
  const std::string page = html_report(reports);
  EXPECT_TRUE(has(page, "<h1>2 snapshots</h1>"));
  EXPECT_TRUE(has(page, "href=\"#s2\""));
  EXPECT_TRUE(has(page, "id=\"s2findings\""));
}

TEST(HtmlReport, IsTheSameEveryTime) { EXPECT_EQ(report_of(damaged()), report_of(damaged())); }

TEST(HtmlReport, ABrowserOpensIt) {
  if (browser().empty()) GTEST_SKIP() << "no chromium";
  const Opened opened = open_in_browser(report_of(damaged()));
  EXPECT_EQ(opened.console, "");
  EXPECT_TRUE(has(opened.dom, "<dt>rows</dt><dd>5</dd>")) << opened.dom;
  EXPECT_TRUE(has(opened.dom, "5 rows of 2 tables")) << opened.dom;
  EXPECT_TRUE(has(opened.dom, "&lt;b&gt;cheap&lt;/b&gt;"));
}

TEST(HtmlReport, ABrowserOpensThatOfARealSnapshot) {
  if (browser().empty()) GTEST_SKIP() << "no chromium";
  if (!shared_dir()) GTEST_SKIP() << "no real snapshots";
  const auto report = check_path((*shared_dir() / "snapshots/live-lydia").string(), {});
  ASSERT_TRUE(report.ok());
  const Opened opened = open_in_browser(report_of(*report));
  EXPECT_EQ(opened.console, "");
  EXPECT_TRUE(
      has(opened.dom, fmt::format("{} rows of {} tables", report->rows, report->tables.size())));
  for (const TableSummary& table : report->tables)
    EXPECT_TRUE(has(opened.dom, "<td class=\"mono\">" + table.table + "</td>")) << table.table;
}

// The test above would see a page that wants something from outside.
TEST(HtmlReport, ABrowserTellsOfWhatItRefuses) {
  if (browser().empty()) GTEST_SKIP() << "no chromium";
  std::string page = report_of(damaged());
  page.insert(page.find("<footer>"), "<img src=\"http://example.com/x.png\">");
  EXPECT_TRUE(has(open_in_browser(page).console, "Content Security Policy"));
}

}  // namespace undumpy::test
