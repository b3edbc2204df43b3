// Bad input: a clear message with its place, the right exit status, and nothing written.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/cli/command.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;

std::string fault(const char* name) { return (corpus_dir() / "faults" / name).string(); }

// A corpus snapshot with one table, whose module is replaced.
std::string with_module(const TempDir& folder, const std::string& module) {
  std::string snapshot = folder / "snapshot";
  fs::copy(corpus_dir() / "tiny", snapshot, fs::copy_options::recursive);
  write_file(snapshot + "/library_book.py", module);
  return snapshot;
}

const std::string Head =
    "# -*- coding: UTF-8 -*-\nlogger.info(\"Loading 2 objects to table library_book...\")\n"
    "# fields: id, title, price, bought\n";
const std::string Row1 = "loader.save(create_library_book(1,'One',None,None))\n";
const std::string Row2 = "loader.save(create_library_book(2,'Two',None,None))\n";
const std::string Tail = "\nloader.flush_deferred_objects()\n";

struct Fault {
  const char* folder;
  int check;          // exit status of `check`
  const char* place;  // in its messages
  const char* name;
  int restore;
};

// GoogleTest looks for this name.
// NOLINTNEXTLINE(readability-identifier-naming)
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.folder; }

class CorpusFault : public testing::TestWithParam<Fault> {};

TEST_P(CorpusFault, IsToldWithItsPlaceAndNothingIsWritten) {
  const Fault& expected = GetParam();
  const Outcome check = undumpy({"check", fault(expected.folder)});
  EXPECT_EQ(check.status, expected.check) << check.out;
  EXPECT_NE(check.out.find(expected.place), std::string::npos) << check.out;
  EXPECT_NE(check.out.find(expected.name), std::string::npos) << check.out;

  const TempDir folder;
  const Outcome restore = undumpy({"restore", fault(expected.folder), "--into", folder / "new.db"});
  EXPECT_EQ(restore.status, expected.restore) << restore.err;
  EXPECT_TRUE(fs::is_empty(folder.path())) << "a refused restore leaves no file";
}

INSTANTIATE_TEST_SUITE_P(
    Corpus, CorpusFault,
    testing::Values(
        Fault{"cut-module", 1, "library_book.py:4:", "truncated-module]", 1},
        Fault{"syntax-error", 1, "library_book.py:6:", "broken-row]", 1},
        Fault{"arity", 1,
              "library_book.py:6:13:", "this row has 5 values, but create_library_book takes 4", 1},
        Fault{"unknown-constructor", 1,
              "library_book.py:6:13:", "restore.py defines no create_library_boot", 1},
        Fault{"system-call", 1, "library_book.py:7:1:", "foreign-statement]", 1},
        Fault{"outside", 1, "restore.py:8", "../../etc/passwd lies outside of the snapshot", 1},
        Fault{"missing-module", 1,
              "restore.py:", "library_loan.py is run here, but it is not in the snapshot", 1},
        Fault{"not-a-snapshot", 3, "readme.txt", "FM121 unreadable]", 3}),
    [](const auto& fault_info) {
      std::string name = fault_info.param.folder;
      for (char& c : name)
        if (c == '-') c = '_';
      return name;
    });

TEST(Faults, TheOtherRowsOfABrokenModuleAreRead) {
  const Outcome show = undumpy({"show", fault("syntax-error"), "library_book", "--format", "csv"});
  EXPECT_EQ(show.status, 1);
  EXPECT_EQ(show.out,
            "id,title,price,bought\r\n1,Book 1,1.00,\r\n2,Book 2,1.00,\r\n4,Book 4,1.00,\r\n"
            "5,Book 5,1.00,\r\n");
}

TEST(Faults, ADuplicateKeyRejectsTheSecondRow) {
  const TempDir folder;
  const Outcome restore = undumpy({"restore", fault("duplicate-key"), "--into", folder / "new.db"});
  EXPECT_EQ(restore.status, 1);
  EXPECT_NE(restore.out.find("library_book 2  (library_book.py:6): UNIQUE constraint failed"),
            std::string::npos)
      << restore.out;
  EXPECT_FALSE(fs::exists(folder / "new.db"));
}

// Story 4: the edited restore.py runs the modules of an older directory.
TEST(Faults, ModulesOfAnotherDirectoryAreReadOnlyWhenAllowed) {
  const TempDir folder;
  fs::copy(corpus_dir() / "tiny", folder.path() / "new");
  fs::copy(corpus_dir() / "tiny", folder.path() / "old");
  std::string restore = read_file(folder / "new/restore.py");
  const std::string line = "execfile(\"library_book.py\"";
  restore.replace(restore.find(line), line.size(), "execfile(\"../old/library_book.py\"");
  write_file(folder / "new/restore.py", restore);

  std::vector<std::string> command = {"restore", folder / "new", "--into", folder / "new.db"};
  const Outcome refused = undumpy(command);
  EXPECT_EQ(refused.status, 3);
  EXPECT_NE(refused.err.find("../old/library_book.py lies outside of the snapshot"),
            std::string::npos)
      << refused.err;
  EXPECT_NE(refused.err.find("--allow-outside DIR"), std::string::npos) << refused.err;
  EXPECT_FALSE(fs::exists(folder / "new.db"));

  // Another folder that is allowed does not help.
  const TempDir elsewhere;
  command.insert(command.end(), {"--allow-outside", elsewhere.path().string()});
  EXPECT_EQ(undumpy(command).status, 3);

  command.back() = folder / "old";
  const Outcome allowed = undumpy(command);
  EXPECT_EQ(allowed.status, 0) << allowed.err;
  EXPECT_NE(allowed.err.find("warning: ../old/library_book.py lies outside of the snapshot"),
            std::string::npos)
      << allowed.err;
  EXPECT_NE(allowed.out.find("3 rows of 1 tables read, 3 inserted"), std::string::npos)
      << allowed.out;
}

TEST(Faults, NothingIsExecuted) {
  fs::remove("/tmp/undumpy-was-here");
  undumpy({"check", fault("system-call")});
  const TempDir folder;
  undumpy({"restore", fault("system-call"), "--into", folder / "new.db", "--allow-missing"});
  EXPECT_FALSE(fs::exists("/tmp/undumpy-was-here"));
}

TEST(Faults, SeventyThousandBracketsAreADiagnostic) {
  const TempDir folder;
  const std::string deep = "loader.save(create_library_book(1," + std::string(70'000, '[') + "\n";
  const Outcome check = undumpy({"check", with_module(folder, Head + deep + Row2 + Tail)});
  EXPECT_EQ(check.status, 1);
  EXPECT_NE(check.out.find("library_book.py:4:"), std::string::npos) << check.out;
  EXPECT_NE(check.out.find("2 rows of 1 tables"), std::string::npos) << check.out;

  const TempDir closed;
  const std::string balanced = "loader.save(create_library_book(1," + std::string(70'000, '[') +
                               std::string(70'000, ']') + ",None,None))\n";
  const Outcome nested = undumpy({"check", with_module(closed, Head + balanced + Row2 + Tail)});
  EXPECT_EQ(nested.status, 1);
  EXPECT_NE(nested.out.find("nested-too-deeply]"), std::string::npos) << nested.out;
}

TEST(Faults, ALineOfAHundredMegabytesIsADiagnostic) {
  const TempDir folder;
  const std::string huge =
      "loader.save(create_library_book(1,'" + std::string(100'000'000, 'x') + "',None,None))\n";
  const Outcome check = undumpy({"check", with_module(folder, Head + huge + Row2 + Tail)});
  EXPECT_EQ(check.status, 1);
  EXPECT_NE(check.out.find("library_book.py:4"), std::string::npos) << check.out;
  EXPECT_NE(check.out.find("statement-too-long]"), std::string::npos) << check.out.substr(0, 2000);
}

TEST(Faults, ANulByteIsADiagnostic) {
  const TempDir folder;
  std::string row = Row1;
  row[row.find("One") + 1] = '\0';
  const Outcome show = undumpy(
      {"show", with_module(folder, Head + row + Row2 + Tail), "library_book", "--format", "csv"});
  EXPECT_EQ(show.status, 1);
  EXPECT_NE(show.err.find("library_book.py:4:"), std::string::npos) << show.err;
  EXPECT_NE(show.out.find("2,Two"), std::string::npos) << show.out;
}

TEST(Faults, AnImpossibleDateIsNamed) {
  const TempDir folder;
  const std::string row = "loader.save(create_library_book(1,'One',None,date(2018,2,30)))\n";
  const Outcome check = undumpy({"check", with_module(folder, Head + row + Row2 + Tail)});
  EXPECT_EQ(check.status, 1);
  EXPECT_NE(check.out.find("2018-02-30"), std::string::npos) << check.out;
}

TEST(Faults, AnEmptyDirectoryAndAMissingPath) {
  const TempDir folder;
  const Outcome empty = undumpy({"check", folder.path().string()});
  EXPECT_EQ(empty.status, 3);
  EXPECT_NE(empty.out.find("there are no files in it"), std::string::npos) << empty.out;
  const Outcome missing = undumpy({"check", folder / "nothing"});
  EXPECT_EQ(missing.status, 3);
  EXPECT_NE(missing.out.find("there is no such file or directory"), std::string::npos);
}

TEST(Faults, TargetsThatCanNotBeWritten) {
  const std::string tiny = (corpus_dir() / "tiny").string();
  const TempDir folder;
  fs::create_directory(folder / "a-directory");
  const Outcome directory = undumpy({"restore", tiny, "--into", folder / "a-directory"});
  EXPECT_EQ(directory.status, 2);
  EXPECT_NE(directory.err.find("is a directory"), std::string::npos) << directory.err;

  write_file(folder / "text.db",
             "this is a text of more than a hundred bytes, and by no means an SQLite "
             "database, whatever its name may say about it.\n");
  const Outcome text = undumpy({"restore", tiny, "--into", folder / "text.db"});
  EXPECT_EQ(text.status, 2);
  EXPECT_NE(text.err.find("is no SQLite database"), std::string::npos) << text.err;
  EXPECT_TRUE(read_file(folder / "text.db").starts_with("this is a text"));

  const Outcome nowhere = undumpy({"restore", tiny, "--into", folder / "no/such/folder/x.db"});
  EXPECT_EQ(nowhere.status, 2);
  const Outcome server = undumpy({"restore", tiny, "--into", "postgresql://localhost/x"});
  EXPECT_EQ(server.status, 2);
  EXPECT_NE(server.err.find("SQLite files only"), std::string::npos) << server.err;

  write_file(folder / "gone.db-journal", "x");
  const Outcome journal = undumpy({"restore", tiny, "--into", folder / "gone.db"});
  EXPECT_EQ(journal.status, 2);
  EXPECT_NE(journal.err.find("gone.db-journal is there"), std::string::npos) << journal.err;

  if (geteuid() != 0) {
    chmod((folder / "a-directory").c_str(), 0500);
    EXPECT_EQ(undumpy({"restore", tiny, "--into", folder / "a-directory/x.db"}).status, 2);
    chmod((folder / "a-directory").c_str(), 0700);
  }
}

TEST(Faults, UsageErrorsExitWithTwo) {
  EXPECT_EQ(undumpy({}).status, 2);
  EXPECT_EQ(undumpy({"frobnicate"}).status, 2);
  EXPECT_EQ(undumpy({"show", (corpus_dir() / "tiny").string(), "no_such_table"}).status, 2);
  EXPECT_EQ(undumpy({"show", (corpus_dir() / "tiny").string(), "library_book", "--where", "id =="})
                .status,
            2);
  EXPECT_EQ(undumpy({"--help"}).status, 0);
  EXPECT_EQ(undumpy({"--version"}).status, 0);
}

}  // namespace

}  // namespace undumpy::test
