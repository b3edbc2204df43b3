// Gears 1 and 2 agree: every row that the row scanner takes has the very cells that tree-sitter
// finds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "parser/utf8.h"
#include "tests/parser/reading.h"
#include "tests/support.h"

namespace undumpy {
namespace {

namespace fs = std::filesystem;
using test::Reading;

ReaderOptions tree_only() {
  ReaderOptions options;
  options.gears = ReaderOptions::Gears::TreeOnly;
  return options;
}

void expect_same_rows(const std::string& text, const std::string& what) {
  const Reading both = test::read(text);
  const Reading tree = test::read(text, tree_only());
  ASSERT_EQ(both.rows.size(), tree.rows.size()) << what;
  EXPECT_EQ(both.names(), tree.names()) << what;
  for (std::size_t i = 0; i < both.rows.size(); ++i) {
    const Reading::Row& a = both.rows[i];
    const Reading::Row& b = tree.rows[i];
    ASSERT_EQ(a.at.line, b.at.line) << what;
    ASSERT_EQ(a.at.offset, b.at.offset) << what << ":" << a.at.line;
    ASSERT_EQ(a.at.length, b.at.length) << what << ":" << a.at.line;
    ASSERT_EQ(a.constructor, b.constructor) << what << ":" << a.at.line;
    ASSERT_TRUE(std::ranges::equal(a.cells, b.cells, equal)) << what << ":" << a.at.line << "\n"
                                                             << test::show(a) << "\n"
                                                             << test::show(b);
    for (std::size_t j = 0; j < a.cells.size(); ++j)
      ASSERT_EQ(a.cells[j].has_surrogates, b.cells[j].has_surrogates) << what << ":" << a.at.line;
  }
}

// The modules of all snapshots below `folder`: all Python files but restore.py.
std::vector<fs::path> modules_below(const fs::path& folder) {
  std::vector<fs::path> result;
  if (!fs::is_directory(folder)) return result;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".py") && name != "restore.py" && name != "main.py" &&
        fs::exists(entry.path().parent_path() / "restore.py"))
      result.push_back(entry.path());
  }
  std::ranges::sort(result);
  return result;
}

TEST(Gears, AgreeOnTheCorpus) {
  for (const fs::path& module : modules_below(test::corpus_dir()))
    expect_same_rows(test::read_file(module), module.string());
}

TEST(Gears, AgreeOnRealSnapshots) {
  const auto shared = test::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots";
  const std::vector<fs::path> modules = modules_below(*shared / "snapshots");
  EXPECT_FALSE(modules.empty());
  for (const fs::path& module : modules) expect_same_rows(test::read_file(module), module.string());
}

TEST(Gears, TheFirstTakesEveryRowOfAnUntouchedSnapshot) {
  const auto shared = test::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots";
  std::uint64_t rows = 0;
  for (const fs::path& module : modules_below(*shared / "snapshots")) {
    const bool rewrapped = module.string().find("rewrapped") != std::string::npos;
    const Reading reading = test::read(test::read_file(module));
    EXPECT_EQ(reading.names(), std::vector<std::string>()) << module;
    EXPECT_EQ(reading.facts.unread_rows, 0U) << module;
    if (!rewrapped) {
      EXPECT_EQ(reading.facts.gear2_rows, 0U) << module;
    }
    rows += reading.facts.rows;
  }
  EXPECT_GT(rows, 10'000U);
}

// ---- generated rows ----

// Rows of every kind of literal, seeded: the same rows on every machine.
class RowMaker {
 public:
  explicit RowMaker(std::uint32_t seed) : random_(seed) {}

  std::string row() {
    std::string values;
    const int count = pick(0, 8);
    for (int i = 0; i < count; ++i) {
      if (i > 0) values += pick(0, 9) == 0 ? ", " : "," + gap();
      values += value(0);
    }
    return fmt::format("loader.save({}create_{}({}{}){})", pick(0, 19) == 0 ? "\n    " : "",
                       pick(0, 1) == 0 ? "contacts_partner" : "x", values, gap(), gap());
  }

 private:
  int pick(int from, int to) {
    return static_cast<int>(random_() % (static_cast<unsigned>(to - from) + 1U)) + from;
  }

  std::string value(int depth) {
    switch (pick(0, depth > 3 ? 9 : 14)) {
      case 0:
        return "None";
      case 1:
        return pick(0, 1) == 0 ? "True" : "False";
      case 2:
        return integer();
      case 3:
        return date();
      case 4:
        return time();
      case 5:
        return moment();
      case 6:
        return model();
      case 7:
        return fmt::format("'{}.{:02}'", pick(-999, 999), pick(0, 99));
      case 8:
        return real();
      case 9:
      case 10:
      case 11:
        return string();
      case 12:
        return sequence('[', ']', depth);
      case 13:
        return dict(depth);
      default:
        return oddity(depth);
    }
  }

  std::string integer() {
    switch (pick(0, 6)) {
      case 0:
        return "0";
      case 1:
        return std::to_string(pick(-1000, 1000));
      case 2:
        return std::to_string(static_cast<std::int64_t>(random64()));
      case 3:
        return "9223372036854775807";
      case 4:
        return "-9223372036854775808";
      case 5:
        return pick(0, 1) == 0 ? "9223372036854775808" : "-9223372036854775809";
      default: {
        std::string digits = pick(0, 1) == 0 ? "-1" : "1";
        for (int i = pick(15, 60); i > 0; --i) digits += static_cast<char>('0' + pick(0, 9));
        return digits;
      }
    }
  }
  std::string real() {
    switch (pick(0, 4)) {
      case 0:
        return fmt::format("{}.{}", pick(0, 1000), pick(0, 1000));
      case 1:
        return fmt::format("-{}.{}e{}", pick(0, 9), pick(0, 99999), pick(-330, 330));
      case 2:
        return fmt::format("{}e+{}", pick(1, 9), pick(0, 400));
      case 3:
        return fmt::format("{}.", pick(0, 9));
      default:
        return fmt::format("{}.5E-{}", pick(0, 9), pick(0, 20));
    }
  }
  std::string date() {
    // Some of them impossible.
    return fmt::format("date({},{},{})", pick(0, 20) == 0 ? 10000 : pick(1, 9999), pick(1, 12),
                       pick(0, 20) == 0 ? pick(29, 32) : pick(1, 28));
  }
  std::string time() {
    return fmt::format("time({},{},{})", pick(0, 24) % 24, pick(0, 59),
                       pick(0, 30) == 0 ? 60 : pick(0, 59));
  }
  std::string moment() {
    const char* blank = pick(0, 3) == 0 ? " " : "";
    return fmt::format("dt({},{}{},{},{}{},{},{})", pick(1, 9999), blank, pick(1, 12), pick(1, 28),
                       blank, pick(0, 23), pick(0, 59), pick(0, 59));
  }
  std::string model() {
    constexpr const char* Names[] = {"contacts_Partner", "cal_Event", "a_B", "x__y",
                                     "Partner"};  // NOLINT
    return Names[pick(0, 4)];
  }

  std::string string() {
    constexpr const char* Prefixes[] = {"", "", "", "u", "u", "U", "b"};  // NOLINT
    const std::string prefix = Prefixes[pick(0, 6)];
    const char quote = pick(0, 3) == 0 ? '"' : '\'';
    std::string result = prefix + quote;
    for (int i = pick(0, 1) == 0 ? pick(0, 3) : pick(0, 60); i > 0; --i)
      result += character(quote, prefix == "b");
    return result + quote;
  }
  std::string character(char quote, bool bytes) {
    switch (pick(0, 24)) {
      case 0:
        return "\\\\";
      case 1:
        return "\\'";
      case 2:
        return "\\\"";
      case 3:
        return pick(0, 1) == 0 ? "\\n" : "\\r\\n";
      case 4:
        return "\\t";
      case 5:
        return fmt::format("\\x{:02x}", pick(0, 255));
      case 6:
        return fmt::format("\\u{:04x}", pick(0, 0xFFFF));
      case 7:
        return fmt::format("\\U{:08x}", pick(0, 0x10FFFF));
      case 8:
        return fmt::format("\\ud8{:02x}\\udc{:02x}", pick(0, 255), pick(0, 255));
      case 9:
        return fmt::format("\\u{:04X}", pick(0xD800, 0xDFFF));
      case 10:
        return pick(0, 1) == 0 ? "\\q" : "\\0";
      case 11:
        return std::string(1, quote == '"' ? '\'' : '"');
      case 12:
        return pick(0, 1) == 0 ? "#" : ")),(";
      case 13:
        if (pick(0, 60) == 0) return "\\u12";  // no valid escape
        return "{%[";
      case 14:
      case 15:
      case 16:
        if (!bytes) return raw_character();
        return " ";
      default:
        return std::string(1, static_cast<char>(pick(0, 1) == 0 ? pick('a', 'z') : pick('A', 'Z')));
    }
  }
  std::string raw_character() {
    constexpr char32_t Samples[] = {0xE9,    0xDF, 0x20AC, 0x4E2D,
                                    0x1F600, 0xA0, 0x2028, 0xFEFF};  // NOLINT
    std::string result;
    utf8::append(Samples[pick(0, 7)], result);
    return result;
  }

  std::string sequence(char open, char close, int depth) {
    std::string result(1, open);
    for (int i = 0, count = pick(0, 4); i < count; ++i)
      result += (i == 0 ? gap() : comma()) + value(depth + 1);
    return result + gap() + close;
  }
  std::string comma() { return "," + (pick(0, 1) == 0 ? gap() : " "); }
  // A line end, now and then.
  std::string gap() {
    switch (pick(0, 39)) {
      case 0:
        return "\n    ";
      case 1:
        return "\r\n\t";
      case 2:
        return "\n\n";
      case 3:
        return pick(0, 3) == 0 ? "\n# a comment\n" : "\n";
      default:
        return "";
    }
  }
  std::string dict(int depth) {
    std::string result = "{";
    for (int i = 0, count = pick(0, 3); i < count; ++i)
      result += (i == 0 ? "" : ", ") + string() + ": " + value(depth + 1);
    return result + "}";
  }

  // What no generator writes, and gear 1 may decline: the gears must agree all the same.
  std::string oddity(int depth) {
    switch (pick(0, 15)) {
      case 0:
        return "0x" + std::to_string(pick(0, 999));
      case 1:
        return "(" + value(depth + 1) + ", " + value(depth + 1) + ")";
      case 2:
        return "'''a'b'''";
      case 3:
        return "'a' 'b'";
      case 4:
        return R"(r'\n')";
      case 5:
        return "1_000";
      case 6:
        return "dt(2018,1,2,3,4,5,678901)";
      case 7:
        return "10L";
      case 8:
        return "( " + value(depth + 1) + " )";
      case 9:
        return "None ";
      case 10:
        return "[" + value(depth + 1) + ",]";
      case 11:
        return "- 5";
      case 12:
        return "lambda";
      case 13:
        return "os.getcwd()";
      case 14:
        return "x='1'";
      default:
        return "00";
    }
  }

  std::uint64_t random64() { return (static_cast<std::uint64_t>(random_()) << 32U) | random_(); }

  std::mt19937 random_;
};

TEST(Gears, AgreeOnTwentyThousandGeneratedRows) {
  RowMaker maker(20260101);
  std::uint64_t rows = 0;
  std::uint64_t first_gear = 0;
  std::string text;
  for (int i = 0; i < 25'000; ++i) text += maker.row() + (i % 3 == 0 ? "\r\n" : "\n");
  expect_same_rows(text, "generated rows");
  const Reading reading = test::read(text);
  rows = reading.facts.rows + reading.facts.unread_rows;
  first_gear = reading.facts.rows - reading.facts.gear2_rows;
  EXPECT_EQ(rows, 25'000U);
  // The maker writes oddities in about every fourth row; the test is worth something only when gear
  // 1 takes most of the others.
  EXPECT_GT(first_gear, 14'000U);
  EXPECT_GT(reading.facts.gear2_rows, 1'000U);
  EXPECT_GT(reading.facts.unread_rows, 1'000U);
}

// Damage of every kind: bytes changed, removed, doubled or moved. Nothing crashes, and both gears
// still see the same rows and the same problems.
TEST(Gears, AgreeOnDamagedModules) {
  RowMaker maker(7);
  std::mt19937 random(7);
  constexpr std::string_view Bytes("'\"\\()[]{},#:\n\r \t\0x0\xe9l", 21);
  for (int i = 0; i < 2000; ++i) {
    std::string text = "logger.info(\"Loading 6 objects to table x...\")\n# fields: id\n";
    for (int row = 0; row < 6; ++row) text += maker.row() + "\n";
    text += "\nloader.flush_deferred_objects()\n";
    for (std::uint32_t damage = random() % 4; damage < 4; ++damage) {
      const std::size_t at = random() % text.size();
      const std::size_t size = random() % 12;
      switch (random() % 4) {
        case 0:
          text[at] = Bytes[random() % Bytes.size()];
          break;
        case 1:
          text.erase(at, size);
          break;
        case 2:
          text.insert(at, std::string(1, Bytes[random() % Bytes.size()]));
          break;
        default:
          text.insert(random() % text.size(), text.substr(at, size));
          break;
      }
    }
    expect_same_rows(text, fmt::format("module {}:\n{}", i, text));
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace undumpy
