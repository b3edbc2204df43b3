// `undumpy run`: what a script may do, and how it ends.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// A database of two tables, and a script beside it.
class Script {
 public:
  explicit Script(const std::string& text) {
    write_file(folder_ / "script.py", text);
    execute(database(),
            "CREATE TABLE shop_customer (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name "
            "varchar(20) NOT NULL UNIQUE);"
            "CREATE TABLE shop_order (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, customer_id "
            "integer NOT NULL REFERENCES shop_customer (id) DEFERRABLE INITIALLY DEFERRED);"
            "INSERT INTO shop_customer VALUES (1, 'Ann'), (2, 'Bob');"
            "INSERT INTO shop_order VALUES (10, 1), (11, 1);");
  }
  Outcome run(const std::vector<std::string>& options = {}) const {
    std::vector<std::string> command = {"run", folder_ / "script.py", "--database", database()};
    command.insert(command.end(), options.begin(), options.end());
    return undumpy(command);
  }
  [[nodiscard]] std::string database() const { return folder_ / "site.db"; }
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }
  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }

 private:
  TempDir folder_;
};

const std::string Models =
    "from lino.api import rt\nCustomer = rt.models.shop.Customer\nOrder = rt.models.shop.Order\n";

TEST(Run, ChangesAreRolledBackUnlessApplied) {
  const Script script(Models +
                      "Customer(name='Cid').save()\n"
                      "Customer.objects.filter(name='Ann').update(name='Anne')\n"
                      "print(Order.objects.get(pk=11).delete())\n");
  const std::string before = read_file(script.database());
  const Outcome dry = script.run();
  EXPECT_EQ(dry.status, 0) << dry.err;
  EXPECT_EQ(dry.out,
            "(1, {'shop.Order': 1})\n"
            "\ntable          inserted   updated   deleted\n"
            "shop_customer         1         1         0\n"
            "shop_order            0         0         1\n"
            "\nrolled back, " +
                script.database() +
                " is as it was: would be 1 rows inserted, 1 updated, 1 deleted in 2 tables; "
                "--apply commits\n");
  EXPECT_EQ(read_file(script.database()), before);
  const Outcome applied = script.run({"--apply", "--format", "json"});
  EXPECT_EQ(applied.status, 0) << applied.err;
  const json report = json::parse(applied.out.substr(applied.out.find('\n') + 1));
  EXPECT_EQ(report["format"], "undumpy.run/1");
  EXPECT_EQ(report["applied"], true);
  EXPECT_EQ(report["tables"][0],
            (json{{"table", "shop_customer"}, {"inserted", 1}, {"updated", 1}, {"deleted", 0}}));
  EXPECT_EQ(query(script.database(), "SELECT id, name FROM shop_customer ORDER BY id"),
            "1|Anne\n2|Bob\n3|Cid");
  EXPECT_EQ(query(script.database(), "SELECT id FROM shop_order"), "10");
}

TEST(Run, AScriptThatFailsChangesNothing) {
  const Script script(Models +
                      "def rename(customer):\n"
                      "    customer.name = customer.nam.upper()\n"
                      "    customer.save()\n"
                      "Customer(name='Cid').save()\n"
                      "rename(Customer.objects.get(pk=1))\n");
  const Outcome run = script.run({"--apply"});
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.err.find("Traceback (most recent call last):\n  File \""), std::string::npos);
  EXPECT_NE(run.err.find("line 5, in rename\n    customer.name = customer.nam.upper()\n"),
            std::string::npos)
      << run.err;
  EXPECT_NE(run.err.find("AttributeError: 'Customer' object has no attribute 'nam'. Did you mean: "
                         "'name'?"),
            std::string::npos)
      << run.err;
  EXPECT_NE(run.out.find("the script failed: "), std::string::npos) << run.out;
  EXPECT_EQ(query(script.database(), "SELECT count(*) FROM shop_customer"), "2");
}

TEST(Run, ReferencesThatWouldDangleAreRolledBack) {
  const Script script(Models + "Order(customer_id=99).save()\n");
  const Outcome run = script.run({"--apply"});
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.out.find("refers to a row of shop_customer that does not exist"), std::string::npos)
      << run.out;
  EXPECT_EQ(query(script.database(), "SELECT count(*) FROM shop_order"), "2");
}

TEST(Run, ReferencesThatDangledBeforeAreNotTheScriptsFault) {
  const Script script(Models + "Order(customer_id=1).save()\n");
  execute(script.database(), "PRAGMA foreign_keys=OFF; INSERT INTO shop_order VALUES (12, 77);");
  const Outcome run = script.run({"--apply"});
  EXPECT_EQ(run.status, 0) << run.out;
  EXPECT_EQ(query(script.database(), "SELECT count(*) FROM shop_order"), "4");
}

TEST(Run, ArgumentsAndExitStatus) {
  const Script script("import sys\nprint(sys.argv[1:])\nsys.exit(7)\n");
  const Outcome run = script.run({"one", "two words"});
  EXPECT_EQ(run.status, 7);
  EXPECT_EQ(run.out.substr(0, run.out.find('\n')), "['one', 'two words']");
}

TEST(Run, TheClockIsTheOneThatWasGiven) {
  const Script script("import datetime\nprint(datetime.date.today())\n");
  const Outcome without = script.run();
  EXPECT_EQ(without.status, 1);
  EXPECT_NE(without.err.find("--now"), std::string::npos) << without.err;
  const Outcome given = script.run({"--now", "2026-11-24"});
  EXPECT_EQ(given.status, 0) << given.err;
  EXPECT_EQ(given.out.substr(0, 11), "2026-11-24\n");
}

TEST(Run, WhatScriptsImportOfDjangoAndLino) {
  const Script script(R"(
from django.conf import settings
from django.utils import timezone
from django.core.management import call_command
from lino.api import dd, rt, _
from lino.core.utils import resolve_model
from lino.utils.dpy import DpyLoader, create_mti_child
import lino.utils.dpy
import django.db.models
SITE = settings.SITE
print(SITE.is_installed('shop'), SITE.is_installed('polls'), dd.is_installed('shop'))
print(SITE.babelkw('name', en='a', de='b'), settings.USE_TZ)
Customer = rt.models.shop.Customer
print(Customer is SITE.models.shop.Customer is resolve_model('shop.Customer'))
print(SITE.models.cal.EventStates.get_by_value('10'), _('text'))
call_command('initdb', interactive=False)
print(timezone.is_naive(timezone.make_naive(timezone.make_aware(timezone.now()))))
for attempt in (lambda: resolve_model('no.Such')(), lambda: call_command('migrate'),
                lambda: SITE.models.cal.EventStates.draft):
    try:
        attempt()
    except Exception as e:
        print(type(e).__name__, e)
)");
  const Outcome run = script.run({"--now", "2026-01-02T03:04:05"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out.substr(0, run.out.find("\nrolled back")),
            "True False True\n{'name': 'a'} False\nTrue\n10 text\nTrue\n"
            "LookupError no.Such is no model of this database: it has no table no_such\n"
            "RuntimeError undumpy has no management command 'migrate'\n"
            "AttributeError there is no table of cal.EventStates, and undumpy knows no choices of "
            "the application: only get_by_value() works\n");
  EXPECT_EQ(run.err, "initdb: undumpy empties no database; the target stays as it is\n");
}

// The loader of Lino's own restore: what fails waits, and is tried again.
TEST(Run, TheDpyLoaderDefersWhatFails) {
  const Script script(
      Models +
      "from lino.utils.dpy import DpyLoader\n"
      "loader = DpyLoader(globals())\n"
      "loader.save([Order(id=20, customer_id=5), None, (Customer(id=5, name='Eve'),)])\n"
      "print(loader.count_objects)\n"
      "loader.flush_deferred_objects()\n"
      "loader.save(Customer(id=5, name='Eva'))\n"
      "print(loader.count_objects)\n"
      "loader.finalize()\n");
  const Outcome run = script.run({"--apply"});
  EXPECT_EQ(run.status, 1);
  EXPECT_EQ(run.out.substr(0, 4), "1\n2\n");
  EXPECT_NE(run.err.find("1 rows could not be saved; the first: Customer object (5): {'id': "
                         "['Customer with this ID already exists.']"),
            std::string::npos)
      << run.err;
}

struct LimitCase {
  const char* name;
  const char* code;
  const char* option;
  const char* value;
};

void PrintTo(const LimitCase& limit, std::ostream* out) { *out << limit.name; }

class RunLimits : public testing::TestWithParam<LimitCase> {};

TEST_P(RunLimits, NameTheLimitTheValueAndTheOption) {
  const Script script(Models + "def work():\n    " + GetParam().code + "\nwork()\n");
  const Outcome run = script.run({GetParam().option, GetParam().value, "--apply"});
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.err.find("in work"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find(GetParam().option), std::string::npos) << run.err;
  EXPECT_EQ(query(script.database(), "SELECT count(*) FROM shop_customer"), "2");
}

INSTANTIATE_TEST_SUITE_P(
    All, RunLimits,
    testing::Values(LimitCase{"Steps", "while True: pass", "--max-steps", "10000"},
                    LimitCase{"Memory", "x = 'a' * 10**10", "--max-memory", "10MB"},
                    LimitCase{"Output", "while True: print('x' * 1000)", "--max-output", "100KB"},
                    LimitCase{"Rows", "for i in range(100): Customer(name=str(i)).save()",
                              "--max-rows", "50"}),
    [](const auto& limit) { return limit.param.name; });

TEST(Run, DepthEndsInPythonsOwnError) {
  const Script script("def f(n):\n    return f(n + 1)\nf(0)\n");
  const Outcome run = script.run({"--max-depth", "50"});
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.err.find("RecursionError: maximum recursion depth exceeded"), std::string::npos)
      << run.err;
}

// execfile() reaches files of the snapshots' folder only.
TEST(Run, FilesOutsideAreOutOfReach) {
  const TempDir elsewhere;
  write_file(elsewhere / "secret.py", "print('SECRET')\n");
  const Script script("");
  fs::create_symlink(elsewhere / "secret.py", script.folder() / "link.py");
  fs::create_directory_symlink(elsewhere.path(), script.folder() / "folder");
  for (const std::string& path :
       {std::string("/etc/passwd"), elsewhere / "secret.py",
        std::string("../../../../../../etc/passwd"), std::string("link.py"),
        std::string("folder/secret.py"), std::string("/etc/../etc/passwd")}) {
    write_file(script / "script.py", "execfile('" + path + "')\n");
    const Outcome run = script.run();
    EXPECT_EQ(run.status, 1) << path;
    EXPECT_EQ(run.out.find("SECRET"), std::string::npos) << path;
    EXPECT_EQ(run.err.find("root:"), std::string::npos) << path;
    EXPECT_TRUE(run.err.find("PermissionError") != std::string::npos ||
                run.err.find("FileNotFoundError") != std::string::npos)
        << path << run.err;
  }
  write_file(script / "script.py", "execfile('" + (elsewhere / "secret.py") + "')\n");
  const Outcome allowed = script.run({"--allow-outside", elsewhere.path().string()});
  EXPECT_EQ(allowed.status, 0) << allowed.err;
  EXPECT_EQ(allowed.out.substr(0, 7), "SECRET\n");
}

TEST(Run, RestoreMustNotRunItsMain) {
  const Script script("execfile('snapshot/restore.py')\n");
  fs::copy(corpus_dir() / "tiny", script.folder() / "snapshot", fs::copy_options::recursive);
  const Outcome run = script.run();
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.err.find("set __name__ = \"\""), std::string::npos) << run.err;
}

TEST(Run, ASnapshotMayBeAnArchive) {
  const Script script(
      "__name__ = ''\nexecfile('20240131_0930/restore.py')\n"
      "class Loader:\n    def save(self, obj): print(obj.id, obj.title, obj.price, obj.bought)\n"
      "    def flush_deferred_objects(self): print('flush')\n"
      "loader = Loader()\nexecfile('20240131_0930/library_book.py')\n");
  fs::copy(corpus_dir() / "20240131_0930.zip", script.folder() / "20240131_0930.zip");
  execute(script.database(),
          "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title varchar(50) NOT NULL, "
          "price decimal NULL, bought date NULL)");
  const Outcome run = script.run();
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out.substr(0, run.out.find('\n')), "1 A first book 12.50 2019-02-03");
  EXPECT_NE(run.out.find("\nflush\n"), std::string::npos) << run.out;
}

TEST(Run, WhatAModuleRaisesNamesItsLine) {
  const Script script(
      "__name__ = ''\nexecfile('snapshot/restore.py')\n"
      "class Loader:\n    def save(self, obj): 1 / (obj.id - 2)\n"
      "loader = Loader()\nexecfile('snapshot/library_book.py')\n");
  fs::copy(corpus_dir() / "tiny", script.folder() / "snapshot", fs::copy_options::recursive);
  execute(script.database(),
          "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title varchar(50) NOT NULL, "
          "price decimal NULL, bought date NULL)");
  const Outcome run = script.run();
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.err.find("  File \"snapshot/library_book.py\", line 5, in <module>\n"
                         "    loader.save(create_library_book(2,"),
            std::string::npos)
      << run.err;
  EXPECT_NE(run.err.find("line 4, in save\n"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("ZeroDivisionError: "), std::string::npos) << run.err;
}

TEST(Run, OtherStatementsOfAModuleRunInTheirPlace) {
  const Script script(
      "__name__ = ''\nexecfile('snapshot/restore.py')\n"
      "class Loader:\n    def save(self, obj): print(obj.id)\n"
      "loader = Loader()\nexecfile('snapshot/library_book.py')\n");
  fs::copy(corpus_dir() / "tiny", script.folder() / "snapshot", fs::copy_options::recursive);
  write_file(script / "snapshot/library_book.py",
             "loader.save(create_library_book(1,'a',None,None))\n"
             "for i in range(2, 4):\n    loader.save(create_library_book(i, str(i), None, None))\n"
             "loader.save(create_library_book(2 * 2,'b',None,None))\n"
             "loader.save(create_library_book(5,'c',None,None))\n");
  execute(script.database(),
          "CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY, title varchar(50) NOT NULL, "
          "price decimal NULL, bought date NULL)");
  const Outcome run = script.run();
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out.substr(0, 10), "1\n2\n3\n4\n5\n");
}

TEST(Run, NoSuchScriptOrDatabase) {
  const TempDir folder;
  write_file(folder / "s.py", "");
  EXPECT_EQ(undumpy({"run", folder / "none.py", "--database", folder / "x.db"}).status, 3);
  const Outcome missing = undumpy({"run", folder / "s.py", "--database", folder / "x.db"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_NE(missing.err.find("there is no database"), std::string::npos) << missing.err;
  EXPECT_FALSE(fs::exists(folder / "x.db"));
}

TEST(Run, WhatIsOutOfTheLanguageEndsBeforeAnythingRuns) {
  const Script script("print('begun')\nimport socket\n");
  const Outcome run = script.run();
  EXPECT_EQ(run.status, 1);
  EXPECT_EQ(run.out.find("begun"), std::string::npos) << run.out;
  EXPECT_NE(run.err.find("script.py:2:"), std::string::npos) << run.err;
}

}  // namespace

}  // namespace undumpy::test
