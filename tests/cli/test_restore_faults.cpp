// A failure at every call of the database in turn: the target stays as it was, and the report and
// the exit status say so.

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

// Makes one call of SQLite fail, counted over all connections that are opened meanwhile: the
// beginning of a statement, the compilation of one, or a commit.
class Fault {
 public:
  enum class Call : std::uint8_t { Run, Compile, Commit };
  Fault(Call call, int number) {
    call_ = call;
    left_ = number;
    happened_ = false;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(install));  // NOLINT: the library's way
  }
  ~Fault() { sqlite3_reset_auto_extension(); }
  Fault(const Fault&) = delete;
  Fault& operator=(const Fault&) = delete;
  static bool happened() { return happened_; }

 private:
  static bool now(Call call) {
    if (call != call_ || happened_ || --left_ > 0) return false;
    happened_ = true;
    return true;
  }
  static int install(sqlite3* database, char**, const sqlite3_api_routines*) {
    sqlite3_trace_v2(
        database, SQLITE_TRACE_STMT,
        [](unsigned, void* context, void*, void*) {
          if (now(Call::Run)) sqlite3_interrupt(static_cast<sqlite3*>(context));
          return 0;
        },
        database);
    sqlite3_set_authorizer(
        database,
        [](void*, int, const char*, const char*, const char*, const char*) {
          return now(Call::Compile) ? SQLITE_DENY : SQLITE_OK;
        },
        nullptr);
    sqlite3_commit_hook(
        database, [](void*) { return now(Call::Commit) ? 1 : 0; }, nullptr);
    return SQLITE_OK;
  }
  inline static Call call_ = Call::Run;
  inline static int left_ = 0;
  inline static bool happened_ = false;
};

const char* const Tables =
    "CREATE TABLE contacts_partner (id integer NOT NULL PRIMARY KEY, name varchar(50) NOT NULL, "
    "national_id varchar(20) NULL UNIQUE);"
    "CREATE TABLE notes_note (id integer NOT NULL PRIMARY KEY, partner_id integer NULL REFERENCES "
    "contacts_partner (id), body text NOT NULL);"
    "INSERT INTO contacts_partner VALUES (1, 'Anna', NULL), (5, 'Eve', 'e-5');"
    "INSERT INTO notes_note VALUES (1, 1, 'first');";

class RestoreFaults : public testing::TestWithParam<std::vector<std::string>> {};

// Every call in turn, until so many calls do not happen.
void fail_at_every(Fault::Call call, const std::vector<std::string>& options) {
  Dump dump;
  dump.table("contacts.Partner", "id, name, national_id");
  dump.row("contacts.Partner", "1,'Anna A.',None");
  dump.row("contacts.Partner", "2,'Bert','b-2'");
  dump.row("contacts.Partner", "3,'Eva','e-5'");
  dump.table("notes.Note", "id, &partner_id, body");
  dump.row("notes.Note", "1,99,'changed'");
  dump.row("notes.Note", "2,2,'second'");
  dump.row("notes.Note", "3,98,'dangling'");
  const TempDir folder;
  dump.write(folder / "snapshot");
  const std::string database = folder / "site.db";
  execute(database, Tables);
  const std::string before = read_file(database);
  const std::string content = query(database, "SELECT * FROM contacts_partner") +
                              query(database, "SELECT * FROM notes_note");
  int number = 1;
  for (; number < 10'000; ++number) {
    std::vector<std::string> command = {"restore", folder / "snapshot", "--into", database};
    command.insert(command.end(), options.begin(), options.end());
    Outcome outcome;
    bool happened = false;
    {
      const Fault fault(call, number);
      outcome = undumpy(command);
      happened = Fault::happened();
    }
    if (!happened) break;
    ASSERT_EQ(outcome.status, 4) << number << "\n" << outcome.err << outcome.out;
    ASSERT_NE(outcome.err.find("[database-error]"), std::string::npos) << outcome.err;
    ASSERT_EQ(outcome.out.find("restored into"), std::string::npos) << outcome.out;
    ASSERT_EQ(query(database, "SELECT * FROM contacts_partner") +
                  query(database, "SELECT * FROM notes_note"),
              content)
        << number;
    ASSERT_EQ(read_file(database), before) << number;
  }
  // The last round, in which nothing failed, wrote what it should.
  EXPECT_NE(read_file(database), before);
  EXPECT_GT(number, call == Fault::Call::Commit ? 1 : 20);
}

TEST_P(RestoreFaults, EveryStatement) { fail_at_every(Fault::Call::Run, GetParam()); }
TEST_P(RestoreFaults, EveryCompilation) { fail_at_every(Fault::Call::Compile, GetParam()); }
TEST_P(RestoreFaults, TheCommit) { fail_at_every(Fault::Call::Commit, GetParam()); }

INSTANTIATE_TEST_SUITE_P(Policies, RestoreFaults,
                         testing::Values(std::vector<std::string>{"--on-conflict", "update",
                                                                  "--max-errors", "3", "--apply"},
                                         std::vector<std::string>{"--on-conflict", "replace",
                                                                  "--max-errors", "3", "--apply"},
                                         std::vector<std::string>{"--missing", "--max-errors", "3",
                                                                  "--apply"}));

}  // namespace

}  // namespace undumpy::test
