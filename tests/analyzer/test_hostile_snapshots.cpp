// Hostile snapshots give findings: they crash nothing, run nothing, reach no file and take no time.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

const std::string Models = "library_Book = resolve_model(\"library.Book\")\n";
const std::string Momo = "loader.save(create_library_book(1,'Momo',1,'12.50',date(1973,1,1)))\n";
const std::string BookHead =
    "def create_library_book(id, title, publisher_id, price, published):\n";

// The library with `text` before a line of the file.
Files with(const std::string& text, const std::string& name, const std::string& line) {
  Files files = library();
  replace(files, name, line, text + line);
  return files;
}

// The library whose create function for books begins with these statements.
Files edited(const std::string& statements) {
  Files files = library();
  replace(files, "restore.py", BookHead, BookHead + statements);
  return files;
}

bool finds(const CheckReport& report, std::string_view rule) {
  for (const FindingGroup& group : report.groups) {
    EXPECT_NE(group.rule->code, "FM199");
    if (group.rule->name == rule) return true;
  }
  ADD_FAILURE() << "no " << rule << " among\n" << findings(report);
  return false;
}

TEST(HostileSnapshots, SeventyThousandBrackets) {
  const std::string brackets = std::string(70'000, '(') + "\n";
  EXPECT_GT(check(with(brackets, "restore.py", Models)).errors, 0U);
  EXPECT_GT(check(with(brackets, "library_book.py", Momo)).errors, 0U);
  const std::string row = "loader.save(create_library_book(9," + std::string(70'000, '[') + "\n";
  EXPECT_GT(check(with(row, "library_book.py", Momo)).errors, 0U);
}

TEST(HostileSnapshots, ModelsMadeOfEachOther) {
  Files files = library();
  replace(files, "restore.py", Models,
          "library_Book = resolve_model(library_Publisher)\n"
          "library_Publisher = resolve_model(library_Book)\n");
  EXPECT_TRUE(finds(check(files), "foreign-statement"));
}

TEST(HostileSnapshots, NamesThatArePaths) {
  Files files = library();
  replace(files, "restore.py", "execfile(\"library_book.py\"",
          "execfile(\"../../../../etc/passwd\"");
  EXPECT_TRUE(finds(check(files), "module-outside"));

  files = library();
  replace(files, "restore.py", "execfile(\"library_book.py\"", "execfile(\"/etc/passwd\"");
  EXPECT_TRUE(finds(check(files), "module-outside"));

  files = library();
  replace(files, "restore.py", "\"library.Book\"", "\"../../etc/passwd\"");
  EXPECT_EQ(check(files).rows, 5U);

  files = library();
  files.emplace_back("../../etc/passwd", "root\n");
  files.emplace_back("/etc/shadow.py", "import os\n");
  EXPECT_EQ(check(files).rows, 5U);
}

TEST(HostileSnapshots, HugeNumbers) {
  const std::string digits(100'000, '9');
  Files files = library();
  replace(files, "library_book.py", "(1,'Momo',1,", "(" + digits + ",'Momo',-" + digits + ",");
  replace(files, "library_book.py", "'9.90'", "'1e" + digits + "'");
  replace(files, "library_book.py", "date(1988,10,1)", "date(" + digits + ",1,1)");
  replace(files, "library_book.py", "Loading 3", "Loading " + digits);
  EXPECT_GT(check(files).errors, 0U);
}

TEST(HostileSnapshots, AnEndlessLoopIsStopped) {
  CheckOptions options;
  options.code.limits.steps = 10'000;
  EXPECT_TRUE(finds(check(edited("    while True: pass\n"), options), "limit-exceeded"));
  EXPECT_GT(check(edited("    return create_library_book(id, title, publisher_id, price, None)\n"),
                  options)
                .errors,
            0U);
}

TEST(HostileSnapshots, AGreedyFunctionIsStopped) {
  CheckOptions options;
  options.code.limits.memory = 1ULL << 20;
  EXPECT_TRUE(finds(check(edited("    title = 'x' * 10 ** 9\n"), options), "limit-exceeded"));
}

// Small values that are very large when they are written out.
TEST(HostileSnapshots, ValuesThatHoldThemselves) {
  Files files = library();
  replace(files, "restore.py", "kw.update(price=price)", "kw.update(price=kw)");
  EXPECT_NE(findings(files).find("FM113 constructor-failed library_book"), std::string::npos);
  const std::string twice = "    both = []\n    both += [both, both]\n    price = both\n";
  EXPECT_TRUE(finds(check(edited(twice)), "constructor-failed"));
  const std::string doubled = "    price = 'ha'\n    for i in range(31): price = [price, price]\n";
  EXPECT_TRUE(finds(check(edited(doubled)), "constructor-failed"));
  const std::string texts = "    price = ['x' * 1000000] * 90000\n";
  EXPECT_TRUE(finds(check(edited(texts)), "constructor-failed"));
}

TEST(HostileSnapshots, NothingIsRun) {
  const TempDir folder;
  const std::string trace = folder / "was-here";
  const std::string attacks[] = {"os.system('touch " + trace + "')",
                                 "open('" + trace + "', 'w').write('x')",
                                 "__import__('os').system('touch " + trace + "')",
                                 "eval(\"open('" + trace + "', 'w')\")",
                                 "exec(\"open('" + trace + "', 'w')\")",
                                 "().__class__.__bases__[0].__subclasses__()"};
  for (const std::string& attack : attacks) {
    EXPECT_GT(check(edited("    " + attack + "\n")).errors, 0U) << attack;
    EXPECT_GT(check(with(attack + "\n", "restore.py", Models)).errors, 0U) << attack;
    EXPECT_GT(check(with(attack + "\n", "library_book.py", Momo)).errors, 0U) << attack;
    EXPECT_FALSE(std::filesystem::exists(trace)) << attack;
  }
}

TEST(HostileSnapshots, NamesThatAreSql) {
  Files files = library();
  for (const char* name : {"restore.py", "library_book.py"}) {
    std::string& text = file(files, name);
    for (std::size_t at = 0; (at = text.find("create_library_book(", at)) != std::string::npos;)
      text.replace(at, 19, "create_x\"; DROP TABLE library_book; --");
  }
  EXPECT_GT(check(files).errors, 0U);
  // A model's name is a text and can hold anything.
  files = library();
  replace(files, "restore.py", "\"library.Book\"", "'x\"; DROP TABLE library_publisher; --.Book'");
  EXPECT_EQ(check(files).rows, 5U);
}

TEST(HostileSnapshots, NulBytes) {
  const std::string zero("\0", 1);
  EXPECT_GT(check(with(zero, "library_book.py", Momo)).errors, 0U);
  EXPECT_TRUE(finds(check(with(zero, "restore.py", Models)), "unreadable"));
  EXPECT_GT(check({{"restore.py", std::string(100'000, '\0')}}).errors, 0U);
}

// Work that grows with the square of restore.py would take hours for these.
TEST(HostileSnapshots, AHundredThousandModels) {
  std::string distinct;
  std::string same;
  for (int i = 0; i < 100'000; ++i) {
    distinct += fmt::format("m{0} = resolve_model(\"a.m{0}\")\n", i);
    same += "a_M = resolve_model(\"a.M\")\n";
  }
  EXPECT_TRUE(finds(check(with(distinct, "restore.py", Models)), "model-unused"));
  EXPECT_TRUE(finds(check(with(same, "restore.py", Models)), "duplicate-model"));
}

TEST(HostileSnapshots, TwentyThousandFunctions) {
  std::string functions;
  std::string modules;
  for (int i = 0; i < 20'000; ++i) {
    functions += fmt::format(
        "m{0} = resolve_model(\"a.m{0}\")\n"
        "def create_a_m{0}(id, x{0}):\n    kw = dict()\n    kw.update(id=id)\n"
        "    kw.update(x{0}=x{0})\n    return m{0}(**kw)\n",
        i);
    modules += fmt::format("    execfile(\"a_m{}.py\", *args)\n", i);
  }
  Files files = with(functions, "restore.py", BookHead);
  replace(files, "restore.py", "    loader.finalize()\n", modules + "    loader.finalize()\n");
  EXPECT_TRUE(finds(check(files), "missing-module"));
}

TEST(HostileSnapshots, AHundredThousandStatementsOnALine) {
  std::string line;
  for (int i = 0; i < 100'000; ++i) line += "a = f(1); ";
  EXPECT_TRUE(finds(check(with(line + "\n", "restore.py", Models)), "foreign-statement"));
}

TEST(HostileSnapshots, AHundredThousandAborts) {
  std::string raises;
  for (int i = 0; i < 100'000; ++i) raises += "raise Exception('x')\n";
  Files files = library();
  file(files, "restore.py") += raises;
  EXPECT_GT(check(files).errors, 0U);
  files = library();
  replace(
      files, "restore.py", "    loader.finalize()\n",
      "raise Exception('library_book has not been dumped')\n" + raises + "    loader.finalize()\n");
  EXPECT_TRUE(finds(check(files), "dump-aborted"));
}

TEST(HostileSnapshots, FunctionsWithThousandsOfParameters) {
  constexpr int Count = 10'000;
  std::string names;
  std::string fields;
  std::string stored;
  std::string renamed;
  for (int i = 0; i < Count; ++i) {
    names += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
    fields += fmt::format("{},", i);
    stored += fmt::format("    kw.update(c{0}=c{0})\n", i);
    renamed += fmt::format("    kw.update(x{0}=c{0})\n", i);
  }
  for (const std::string& body : {stored, renamed}) {
    Files files = library();
    std::string& restore = file(files, "restore.py");
    const std::size_t begin = restore.find("def create_library_book");
    const std::size_t end = restore.find("    return library_Book(**kw)");
    restore.replace(begin, end - begin,
                    fmt::format("def create_library_book({}):\n    kw = dict()\n{}", names, body));
    replace(files, "library_book.py", "1,'Momo',1,'12.50',date(1973,1,1)", fields);
    EXPECT_TRUE(finds(check(files), "fields-mismatch"));
  }
}

TEST(HostileSnapshots, NothingButQuotes) {
  for (const char quote : {'\'', '"', '\\', '#', '@', ':', '\n', '\r', ' '}) {
    const std::string text(100'000, quote);
    check({{"restore.py", text}});
    Files files = library();
    file(files, "library_book.py") = text;
    EXPECT_GT(check(files).errors, 0U) << quote;
  }
}

}  // namespace

}  // namespace undumpy::test
