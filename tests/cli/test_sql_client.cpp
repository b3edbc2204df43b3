// What `restore --sql FILE` writes gives, in the hands of SQLite's own client, the content that
// `restore --apply` gives; whatever texts there are.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "tests/cli/command.h"
#include "tests/cli/database.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

bool client_is_there() { return std::system("command -v sqlite3 >/dev/null 2>&1") == 0; }

// "" or what the client said.
std::string run_client(const std::string& database, const std::string& script) {
  const std::string said = script + ".said";
  const int status = std::system(
      fmt::format("sqlite3 -bail '{}' < '{}' > '{}' 2>&1", database, script, said).c_str());
  return read_file(said) + (status == 0 ? "" : fmt::format("status {}", status));
}

const char* const Tables =
    "CREATE TABLE places_city (id integer NOT NULL PRIMARY KEY, name text NOT NULL UNIQUE, "
    "remark text NOT NULL DEFAULT 'it''s; a -- default');"
    "CREATE TABLE things_thing (id bigint NOT NULL PRIMARY KEY, city_id integer NULL REFERENCES "
    "places_city (id), text text NULL, amount decimal NULL, size real NULL, flag bool NULL, at "
    "datetime NULL, data text NULL CHECK (JSON_VALID(data) OR data IS NULL), raw BLOB NULL, "
    "\"strange \"\"name\" text NULL DEFAULT '?1');"
    "CREATE TABLE codes_code (code varchar(80) NOT NULL PRIMARY KEY, value text NOT NULL);";

// Python literals.
const std::vector<std::string>& nasty_texts() {
  static const std::vector<std::string> texts = {
      R"('')",
      R"('it\'s "quoted" `so` [and] so')",
      R"('\'')",
      R"('\'\'\';')",
      R"('two\nlines')",
      R"('two\r\nlines of a form\r\n')",
      R"('\r')",
      R"('\n')",
      R"('a lone\rreturn')",
      R"('\n\n.quit\n')",
      R"('\n/\n')",
      R"('\ngo\n')",
      R"(';\n;')",
      R"('-- no comment')",
      R"('/* no comment')",
      R"('?1 ?2 ? :a @b $c')",
      R"('a backslash \\ and \\n and \\012 \n end')",
      R"('\\r\r\\r')",
      R"('(\\n1)\n(\\r1)\r')",
      R"('COMMIT;\nDROP TABLE things_thing;')",
      R"('é ü 日本語 😀 \u200b\u202e \x7f\x01\x1b[31m \x1a \t')",
      R"('%s %d {} {0}')",
      R"('NULL')",
      R"('007')",
      R"('1e5')",
      R"('trailing blank ')",
      R"('\x00 NUL')"};
  return texts;
}

class Case {
 public:
  explicit Case(unsigned seed) : random_(seed) {
    dump_.table("places.City", "id, name");
    dump_.table("things.Thing", "id, &city_id, text, #amount, size, flag, at, data, raw");
    dump_.table("codes.Code", "code, value");
    for (int id = 1; id <= 8; ++id)
      dump_.row("places.City", fmt::format("{},u'{}\\n{}'", id, below(4), id));
    int line = 0;
    for (const std::string& text : nasty_texts()) {
      ++line;
      dump_.row("things.Thing",
                fmt::format("{},{},{},{},{},{},{},{},None", key(line),
                            below(10) < 8 ? 1 + below(8) : 99, text,
                            one_of({"None", "'0.00'", "'-12.50'", "'99999999999999999999.99'",
                                    "'0.1000000000000000000001'", "'1E+2'", "'-0.0'"}),
                            one_of({"None", "0.1", "1e300", "-1.5e-7", "3.0", "100"}),
                            one_of({"None", "True", "False"}),
                            one_of({"None", "dt(2015,6,1,10,0,0)", "dt(1,1,1,0,0,0,5)"}),
                            one_of({"None", "{'a': [1, 2.5, None, 'é\"\\n\\'']}", "[]"})));
      dump_.row("codes.Code",
                fmt::format("{},{}", text, nasty_texts()[below(nasty_texts().size())]));
    }
    dump_.write(folder_ / "snapshot");
    execute(database(), Tables);
    if (below(3) > 0) fill();
    std::filesystem::copy_file(database(), copy());
  }
  [[nodiscard]] std::string database() const { return folder_ / "applied.db"; }
  [[nodiscard]] std::string copy() const { return folder_ / "by client.db"; }
  [[nodiscard]] std::string script() const { return folder_ / "plan.sql"; }
  [[nodiscard]] std::vector<std::string> command() {
    std::vector<std::string> words = {"restore", folder_ / "snapshot", "--into", database(),
                                      "-q",      "--max-errors",       "100%"};
    const std::vector<std::vector<std::string>> policies = {{"--missing"},
                                                            {"--on-conflict", "skip"},
                                                            {"--on-conflict", "update"},
                                                            {"--on-conflict", "replace"}};
    for (const std::string& word : policies[below(policies.size())]) words.push_back(word);
    if (below(4) == 0) words.emplace_back("--allow-dangling");
    if (below(3) == 0) {
      words.emplace_back("--set");
      words.emplace_back("things.Thing: raw=b'\\x00\\xff\\'\\r\\n'");
    }
    return words;
  }
  // All cells of all tables, with their types.
  static std::string content(const std::string& database) {
    std::string all;
    for (const auto& [table, columns] :
         {std::pair{"places_city", "id,name,remark"},
          std::pair{"things_thing",
                    "id,city_id,text,amount,size,flag,at,data,raw,\"strange \"\"name\""},
          std::pair{"codes_code", "code,value"}}) {
      std::string cells;
      const std::string names = columns;
      for (std::size_t at = 0; at < names.size();) {
        const std::size_t comma = std::min(names.find(',', at), names.size());
        const std::string name = names.substr(at, comma - at);
        cells +=
            fmt::format("{}typeof({}), hex({}), quote({})", at > 0 ? ", " : "", name, name, name);
        at = comma + 1;
      }
      all += query(database, fmt::format("SELECT {} FROM {} ORDER BY 2, 3", cells, table)) + "\n";
    }
    return all;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string one_of(const std::vector<std::string>& texts) { return texts[below(texts.size())]; }
  std::string key(int line) {
    if (line == 1) return "9223372036854775807";
    if (line == 2) return "-9223372036854775808";
    return std::to_string(line);
  }
  void fill() {
    execute(database(),
            "INSERT INTO places_city (id, name) VALUES (1, 'Eu''pen'), (2, 'x' || char(13, 10)), "
            "(70, '2' || char(10) || '3');"
            "INSERT INTO things_thing (id, city_id, text, amount, raw) VALUES (3, 1, 'old', 1, "
            "x'0d0a'), (9223372036854775807, 2, 'new' || char(13, 10), 2.5, NULL), (5, NULL, "
            "'a', NULL, NULL), (1000, 70, 'mine', 1, NULL);"
            "INSERT INTO codes_code VALUES ('two' || char(10) || 'lines', 'held'), ('''', ';'), "
            "(char(13), 'return');");
  }

  Dump dump_;
  std::mt19937 random_;
  TempDir folder_;
};

class SqlClient : public testing::TestWithParam<unsigned> {};

TEST_P(SqlClient, GivesTheContentThatApplyGives) {
  if (!client_is_there()) GTEST_SKIP() << "there is no sqlite3";
  Case test(GetParam());
  std::vector<std::string> command = test.command();
  SCOPED_TRACE(fmt::format("{}", fmt::join(command, " ")));
  const std::string before = Case::content(test.database());
  std::vector<std::string> as_sql = command;
  as_sql.insert(as_sql.end(), {"--sql", test.script()});
  const Outcome written = undumpy(as_sql);
  ASSERT_TRUE(std::filesystem::exists(test.script())) << written.err << written.out;
  ASSERT_EQ(Case::content(test.database()), before);
  ASSERT_EQ(run_client(test.copy(), test.script()), "");
  command.emplace_back("--apply");
  const Outcome applied = undumpy(command);
  EXPECT_EQ(applied.status, written.status) << applied.err;
  const std::string after = Case::content(test.database());
  ASSERT_NE(after, before) << applied.err << applied.out;
  EXPECT_EQ(Case::content(test.copy()), after);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SqlClient, testing::Range(1U, 41U));

// One statement stands on a line of its own, so that a person, or grep, can look for rows.
TEST(SqlScripts, EachStatementIsALine) {
  Case test(7);
  std::vector<std::string> command = test.command();
  command.insert(command.end(), {"--sql", test.script()});
  undumpy(command);
  const std::string script = read_file(test.script());
  ASSERT_FALSE(script.empty());
  EXPECT_EQ(script.find('\r'), std::string::npos);
  for (std::size_t at = 0; at < script.size();) {
    const std::size_t end = script.find('\n', at);
    const std::string line = script.substr(at, end - at);
    EXPECT_TRUE(line.starts_with("-- ") || line.ends_with(";")) << line;
    at = end + 1;
  }
}

}  // namespace

}  // namespace undumpy::test
