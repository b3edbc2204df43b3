// Dumps of 2011 to 2013, which lie in one file: what the commands make of them.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/sqlite.h"
#include "tests/cli/command.h"
#include "tests/old_dumps.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;

constexpr const char* Schema = R"(
CREATE TABLE django_content_type (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    name varchar(100) NOT NULL, app_label varchar(100) NOT NULL, model varchar(100) NOT NULL);
CREATE TABLE places_country (isocode varchar(4) NOT NULL PRIMARY KEY, name varchar(200) NOT NULL);
CREATE TABLE places_place (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    name varchar(200) NOT NULL,
    country_id varchar(4) NULL REFERENCES places_country (isocode) DEFERRABLE INITIALLY DEFERRED,
    founded datetime NULL, opens time NULL, rent decimal NULL);
CREATE TABLE places_city (place_ptr_id integer NOT NULL PRIMARY KEY
    REFERENCES places_place (id) DEFERRABLE INITIALLY DEFERRED, inhabitants integer NULL);
CREATE TABLE places_note (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    owner_type_id integer NULL REFERENCES django_content_type (id) DEFERRABLE INITIALLY DEFERRED,
    owner_id integer NULL, text varchar(80) NOT NULL);
)";

// All rows of a table, a line each.
std::string rows_of(const std::string& path, const std::string& table) {
  auto database = sqlite::Connection::open(path, SQLITE_OPEN_READONLY);
  EXPECT_TRUE(database.ok());
  auto rows = database->prepare("SELECT * FROM " + table + " ORDER BY 1");
  EXPECT_TRUE(rows.ok()) << table;
  std::string result;
  while (*rows->step()) {
    for (int i = 0; i < sqlite3_column_count(rows->handle()); ++i)
      result += (i > 0 ? "|" : "") + rows->text(i);
    result += "\n";
  }
  return result;
}

TEST(SingleFile, EveryGenerationIsRestoredIntoTheSchemaOfItsSite) {
  for (const OldDump& dump : old_dumps()) {
    const TempDir folder;
    write_file(folder / dump.file, dump.text);
    write_file(folder / "site.sql", Schema);
    const Outcome restore = undumpy({"restore", folder / dump.file, "--into", folder / "new.db",
                                     "--schema", folder / "site.sql"});
    ASSERT_EQ(restore.status, 0) << dump.generation << "\n" << restore.err << restore.out;
    const std::string db = folder / "new.db";
    EXPECT_EQ(rows_of(db, "places_country"), "EE|Eesti\n") << dump.generation;
    EXPECT_EQ(rows_of(db, "places_place"),
              "1|Märjamaa|EE|1234-05-06 00:00:00|08:30:00|12.5\n"
              "2|Tallinn|EE|||\n")
        << dump.generation;
    EXPECT_EQ(rows_of(db, "places_city"), "2|400000\n") << dump.generation;
    if (dump.text.find("places_note_objects") == std::string::npos) continue;
    EXPECT_EQ(rows_of(db, "places_note"), "1|1|1|\n") << dump.generation;
    EXPECT_EQ(rows_of(db, "django_content_type"), "1|place|places|place\n") << dump.generation;
  }
}

TEST(SingleFile, EveryGenerationIsChecked) {
  for (const OldDump& dump : old_dumps()) {
    const TempDir folder;
    write_file(folder / dump.file, dump.text);
    const Outcome check = undumpy({"check", folder / dump.file, "--format", "json"});
    EXPECT_EQ(check.status, 0) << dump.generation;
    const auto json = nlohmann::json::parse(check.out);
    EXPECT_EQ(json["not_understood"], 0) << dump.generation;
    std::string rules;
    for (const auto& finding : json["findings"]) rules += finding["rule"].get<std::string>() + " ";
    // dt() is older than UTC; before S5 there is none.
    const std::string& generation = dump.generation;
    const bool has_times =
        generation != "S0" && generation != "S1" && generation != "S3" && generation != "S4";
    EXPECT_EQ(rules, has_times ? "VR704 " : "") << dump.generation << "\n"
                                                << undumpy({"check", folder / dump.file}).out;
  }
}

std::string corpus() { return (corpus_dir() / "single-file").string(); }

TEST(SingleFile, TheFileAndItsFolderAndAnArchiveAreTheSame) {
  const TempDir folder;
  fs::copy(corpus() + "/library.py", folder.path());
  ASSERT_EQ(std::system(("cd " + folder.path().string() + " && zip -q a.zip library.py").c_str()),
            0);
  const std::string shown = undumpy({"show", corpus(), "library_book", "--format", "jsonl"}).out;
  EXPECT_NE(shown.find("\"title_de\": \"Der Prozeß\""), std::string::npos) << shown;
  for (const char* name : {"library.py", "a.zip"})
    EXPECT_EQ(undumpy({"show", folder / name, "library_book", "--format", "jsonl"}).out, shown);
}

TEST(SingleFile, TheTableThatACommentSwallowedIsRestored) {
  const TempDir folder;
  const Outcome restore = undumpy({"restore", corpus(), "--into", folder / "new.db"});
  EXPECT_EQ(restore.status, 0) << restore.err;
  EXPECT_EQ(rows_of(folder / "new.db", "library_author"),
            "1|Franz Kafka|2\n2|Michael Ende|1\n3|Olga O'Neill|\n");
  EXPECT_EQ(rows_of(folder / "new.db", "library_reader"), "3|R-0003\n");
}

TEST(SingleFile, ModulesAreNamedAfterTheirFunctions) {
  const TempDir folder;
  const std::string toc = undumpy({"list", corpus(), "--format", "toc", "-q"}).out;
  EXPECT_NE(toc.find("\nlibrary_author_objects  library.Author\n"), std::string::npos) << toc;
  write_file(folder / "list.txt", "library_loan_objects\nlibrary_publisher_objects\n");
  const Outcome some = undumpy(
      {"restore", corpus(), "--into", folder / "some.db", "--use-list", folder / "list.txt"});
  EXPECT_EQ(some.status, 0) << some.err;
  EXPECT_EQ(rows_of(folder / "some.db", "library_publisher"), "1|Thienemann\n");
  EXPECT_EQ(rows_of(folder / "some.db", "library_book"), "");
  const Outcome one = undumpy(
      {"restore", corpus(), "--into", folder / "one.db", "--rows", "library_author_objects:2-3"});
  EXPECT_EQ(one.status, 0) << one.err;
  EXPECT_EQ(rows_of(folder / "one.db", "library_author"), "2|Michael Ende|1\n3|Olga O'Neill|\n");
}

TEST(SingleFile, WhatIsRejectedIsASingleFileAgain) {
  const TempDir folder;
  ASSERT_EQ(undumpy({"restore", corpus(), "--into", folder / "site.db"}).status, 0);
  {
    auto site = sqlite::Connection::open(folder / "site.db", SQLITE_OPEN_READWRITE);
    ASSERT_TRUE(site->run("DELETE FROM library_author WHERE id < 3;"
                          "CREATE TRIGGER t BEFORE INSERT ON library_author WHEN new.id = 2 "
                          "BEGIN SELECT raise(ABORT, 'not this one'); END")
                    .ok());
  }
  const Outcome restore =
      undumpy({"restore", corpus(), "--into", folder / "site.db", "--missing", "--apply",
               "--max-errors", "5", "--rejects", folder / "rejects"});
  EXPECT_EQ(restore.status, 1) << restore.out << restore.err;
  const std::string rejects = read_file(folder / "rejects/library.py");
  EXPECT_NE(rejects.find("def library_author_objects():\n"
                         "    yield create_library_author(2,u'Michael Ende',1)\n"
                         "\n"
                         "def objects():\n"),
            std::string::npos)
      << rejects;
  {
    auto site = sqlite::Connection::open(folder / "site.db", SQLITE_OPEN_READWRITE);
    ASSERT_TRUE(site->run("DROP TRIGGER t").ok());
  }
  EXPECT_EQ(undumpy({"restore", folder / "rejects/library.py", "--into", folder / "site.db",
                     "--missing", "--apply"})
                .status,
            0);
  EXPECT_EQ(rows_of(folder / "site.db", "library_author"),
            "1|Franz Kafka|2\n2|Michael Ende|1\n3|Olga O'Neill|\n");
}

TEST(SingleFile, WhatIsCutOffIsNotRestoredInSilence) {
  const std::string text = read_file(corpus_dir() / "single-file/library.py");
  // In objects(), in the last function, and behind its `def`.
  for (const char* end : {"    yield library_book_objects()\n", "    yield create_library_reader(3",
                          "def library_reader_objects():\n"}) {
    const TempDir folder;
    write_file(folder / "library.py", text.substr(0, text.find(end) + std::string(end).size()));
    EXPECT_EQ(undumpy({"check", folder / "library.py"}).status, 1) << end;
    const Outcome restore =
        undumpy({"restore", folder / "library.py", "--into", folder / "new.db"});
    EXPECT_NE(restore.status, 0) << end << restore.out;
  }
}

TEST(SingleFile, RejectsOfLoopsAndOfLatin1) {
  std::string text = old_dumps().at(0).text;
  ASSERT_EQ(old_dumps().at(0).generation, "S0");
  const TempDir folder;
  text.replace(text.find("UTF-8"), 5, "latin-1");
  text.replace(text.find("u'Tallinn'"), 10, "u'T\xE4llinn'");
  text.replace(text.find(": yield o\n"), 10, ":\n        yield o\n");
  write_file(folder / "a.dpy", text);
  write_file(folder / "site.sql", std::string(Schema) +
                                      ";CREATE UNIQUE INDEX one ON places_place "
                                      "(country_id);");
  const Outcome restore =
      undumpy({"restore", folder / "a.dpy", "--into", folder / "new.db", "--schema",
               folder / "site.sql", "--max-errors", "9", "--rejects", folder / "rejects"});
  EXPECT_EQ(restore.status, 1) << restore.out << restore.err;
  const std::string rejects = read_file(folder / "rejects/a.dpy");
  EXPECT_EQ(rejects.substr(0, rejects.find('\n')), "# -*- coding: UTF-8 -*-");
  EXPECT_NE(rejects.find("    yield create_places_place(2,u'Tällinn',"), std::string::npos)
      << rejects;
  const Outcome check = undumpy({"check", folder / "rejects/a.dpy", "--ignore", "RF"});
  EXPECT_EQ(check.status, 0) << check.out << rejects;
}

TEST(SingleFile, EditedFunctionsAreRunByTheInterpreter) {
  const TempDir folder;
  std::string text = read_file(corpus_dir() / "single-file/library.py");
  const std::string before =
      "    return create_child(library_Author,author_ptr_id,library_Reader,card=card)\n";
  const std::size_t at = text.find(before);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, before.size(), "    if card.startswith('R-'): card = card[2:]\n" + before);
  write_file(folder / "library.py", text);
  const Outcome restore = undumpy({"restore", folder / "library.py", "--into", folder / "new.db"});
  EXPECT_EQ(restore.status, 0) << restore.err;
  EXPECT_EQ(rows_of(folder / "new.db", "library_reader"), "3|0003\n");
}

TEST(SingleFile, RealOnes) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  const Outcome uiless = undumpy({"check", (*shared / "snapshots/uiless-1.5.8").string()});
  EXPECT_EQ(uiless.status, 0);
  EXPECT_NE(uiless.out.find("fine: 42 rows of 9 tables in 5 modules examined, 0 not understood"),
            std::string::npos)
      << uiless.out;
  const Outcome polls = undumpy({"check", (*shared / "snapshots/polls-2013-07-crlf").string()});
  EXPECT_EQ(polls.status, 0);
  EXPECT_NE(polls.out.find("the lines of this file end with CR LF [FM109 crlf]"),
            std::string::npos);
}

}  // namespace

}  // namespace undumpy::test
