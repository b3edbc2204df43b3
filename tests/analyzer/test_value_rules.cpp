// Rules about values, VL3xx.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "analyzer/mojibake.h"
#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

constexpr const char* Schema = R"(
CREATE TABLE library_publisher (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    name varchar(10) NOT NULL, name_de varchar(20) NULL);
CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    title varchar(10) NOT NULL,
    publisher_id integer NOT NULL REFERENCES library_publisher (id) DEFERRABLE INITIALLY DEFERRED,
    price decimal(5, 2) NULL, published date NULL);
)";

Files with_book(const std::string& arguments) {
  Files files = library();
  replace(files, "library_book.py", "2,'Matilda',1,'9.90',date(1988,10,1)", arguments);
  return files;
}

// The findings of library() with another second book, against Schema, with `from` in it replaced.
std::string findings_against(const std::string& book, const std::string& from = "",
                             const std::string& to = "") {
  std::string sql = Schema;
  if (!from.empty()) sql.replace(sql.find(from), from.size(), to);
  const auto schema = against(sql);
  CheckOptions options;
  options.against = schema.get();
  options.findings.select = {"VL"};
  return findings(with_book(book), options);
}

constexpr const char* Matilda = "2,'Matilda',1,'9.90',date(1988,10,1)";

TEST(ValueRules, WhatFitsIsNoFinding) { EXPECT_EQ(findings_against(Matilda), ""); }

TEST(ValueRules, DecimalDigits) {
  const auto found = [](const std::string& price) {
    return findings_against("2,'Matilda',1,'" + price + "',None");
  };
  const std::string expected =
      "error VL303 decimal-digits library_book.price 2 library_book.py:5:47\n";
  EXPECT_EQ(found("999.99"), "");
  EXPECT_EQ(found("-999.990"), "");
  EXPECT_EQ(found("0000.00000"), "");
  EXPECT_EQ(found("1000"), expected);
  EXPECT_EQ(found("1E+3"), expected);
  EXPECT_EQ(found("1E+2"), "");
  EXPECT_EQ(found("9.905"), expected);
  EXPECT_EQ(found("1E-3"), expected);
}

TEST(ValueRules, TextTooLongCountsCharacters) {
  EXPECT_EQ(findings_against("2,'ääääääääää',1,None,None"), "");
  EXPECT_EQ(findings_against("2,'Matilda and',1,None,None"),
            "error VL304 text-too-long library_book.title 2 library_book.py:5:35\n");
}

TEST(ValueRules, ControlCharactersAndSurrogates) {
  const auto found = [](const std::string& title) {
    return findings(with_book("2,'" + title + "',1,None,None"));
  };
  EXPECT_EQ(found("a\\tb\\r\\nc"), "");
  EXPECT_EQ(found("a\\x00b"),
            "warning VL305 control-or-surrogate library_book.title 2 library_book.py:5:35\n");
  EXPECT_EQ(found("a\\x0bb"),
            "info VL305 control-or-surrogate library_book.title 2 library_book.py:5:35\n");
  EXPECT_EQ(found("a\\ud83d\\x00b"),
            "error VL305 control-or-surrogate library_book.title 2 library_book.py:5:35\n");
  EXPECT_EQ(found("\\ud83d\\ude00"), "");
}

TEST(ValueRules, NoneText) {
  Files files = library();
  replace(files, "library_publisher.py", "['Vintage', '']", "['Vintage', 'None']");
  EXPECT_EQ(findings(files),
            "warning VL306 none-text library_publisher.name_de 2 library_publisher.py:5:40\n");
  // Only translations: a book may be called so.
  EXPECT_EQ(findings(with_book("2,'None',1,'9.90',None")), "");
}

TEST(ValueRules, NumbersAsText) {
  Files files = library();
  replace(files, "library_book.py", "(2,'Matilda',1,", "(2,'Matilda',u'1',");
  EXPECT_EQ(findings(files),
            "warning VL307 number-as-text library_book.publisher_id 2 library_book.py:5:45\n");
  replace(files, "library_book.py", "(1,'Momo',1,", "(1,'Momo',u'1',");
  replace(files, "library_book.py", "(3,'Ulysses',2,", "(3,'Ulysses',u'2',");
  EXPECT_EQ(findings(files),
            "info VL307 number-as-text library_book.publisher_id 1 library_book.py:4:42\n");
}

TEST(ValueRules, TextKeysThatLookLikeNumbersAreTexts) {
  Files files = library();
  for (std::string& text : {std::ref(file(files, "library_publisher.py"))}) {
    text.replace(text.find("(1,"), 3, "('a1',");
    text.replace(text.find("(2,"), 3, "('2',");
  }
  replace(files, "library_book.py", "(1,'Momo',1,", "(1,'Momo','a1',");
  replace(files, "library_book.py", "(2,'Matilda',1,", "(2,'Matilda','a1',");
  replace(files, "library_book.py", "(3,'Ulysses',2,", "(3,'Ulysses','2',");
  EXPECT_EQ(findings(files), "");
}

TEST(ValueRules, RareChoice) {
  Files files = library();
  replace(files, "restore.py", "    kw = dict()\n    kw.update(id=id)\n    kw.update(title",
          "#    if title: title = settings.SITE.models.library.Titles.get_by_value(title)\n"
          "    kw = dict()\n    kw.update(id=id)\n    kw.update(title");
  std::string rows =
      "# -*- coding: UTF-8 -*-\n"
      "logger.info(\"Loading 60 objects to table library_book...\")\n"
      "# fields: id, title, publisher, price, published\n";
  for (int i = 1; i <= 60; ++i)
    rows += fmt::format("loader.save(create_library_book({},'{}',1,None,None))\n", i,
                        i == 7      ? "l0"
                        : i % 3 > 0 ? "10"
                                    : "20");
  file(files, "library_book.py") = rows + "\nloader.flush_deferred_objects()\n";
  CheckOptions options;
  options.findings.select = {"VL"};
  EXPECT_EQ(findings(files, options),
            "info VL308 rare-choice library_book.title 7 library_book.py:10:35\n");
}

TEST(ValueRules, ListsOfAnotherLengthThanTheLanguages) {
  Files files = library();
  replace(files, "library_publisher.py", "['Vintage', '']", "['Vintage']");
  EXPECT_EQ(findings(files),
            "error VL309 not-a-babel-list library_publisher.name 2 library_publisher.py:5:40\n"
            "warning RF401 dangling-reference library_book.publisher_id 3 library_book.py:6:45\n");
  replace(files, "library_publisher.py", "['Vintage']", "['Vintage', '', '']");
  EXPECT_EQ(findings(files),
            "warning VL309 not-a-babel-list library_publisher.name 2 library_publisher.py:5:40\n");
}

TEST(ValueRules, NumbersOutOfRange) {
  const std::string column = "publisher_id integer NOT NULL";
  const auto found = [&](const std::string& number, const std::string& type) {
    return findings_against("2,'Matilda'," + number + ",None,None", column,
                            "publisher_id " + type + " NOT NULL");
  };
  const std::string place =
      "number-out-of-range library_book.publisher_id 2 library_book.py:5:45\n";
  EXPECT_EQ(found("2147483647", "integer"), "");
  EXPECT_EQ(found("2147483648", "integer"), "warning VL310 " + place);
  EXPECT_EQ(found("2147483648", "bigint"), "");
  EXPECT_EQ(found("-32768", "smallint"), "");
  EXPECT_EQ(found("-32769", "smallint"), "warning VL310 " + place);
  EXPECT_EQ(found("-1", "integer unsigned"), "error VL310 " + place);
  EXPECT_EQ(found("9223372036854775808", "bigint"), "error VL310 " + place);
  EXPECT_EQ(findings_against("2,'Matilda',-1,None,None", column,
                             "publisher_id bigint CHECK (\"publisher_id\" >= 0) NOT NULL"),
            "error VL310 " + place);
}

TEST(ValueRules, NullInNotNull) {
  EXPECT_EQ(findings_against("2,'Matilda',None,None,None"),
            "error VL311 null-in-not-null library_book.publisher_id 2 library_book.py:5:45\n");
  // Texts become empty.
  EXPECT_EQ(findings_against("2,None,1,None,None"), "");
}

TEST(ValueRules, ValueDoesNotFit) {
  EXPECT_EQ(findings_against("2,'Matilda','one',None,None"),
            "error VL313 value-does-not-fit library_book.publisher_id 2 library_book.py:5:45\n");
  EXPECT_EQ(findings_against("2,'Matilda',1,None,'1988-10-01'"),
            "error VL313 value-does-not-fit library_book.published 2 library_book.py:5:52\n");
}

TEST(ValueRules, Mojibake) {
  EXPECT_EQ(findings(with_book("2,'CafÃ©',1,None,None")),
            "warning VL312 mojibake library_book.title 2 library_book.py:5:35\n");
  EXPECT_EQ(findings(with_book("2,u'Caf\\xc3\\xa9',1,None,None")),
            "warning VL312 mojibake library_book.title 2 library_book.py:5:35\n");
}

TEST(Mojibake, IsJudgedByGoingBack) {
  const auto before = [](const char* text) { return before_misreading(text).value_or("-"); };
  EXPECT_EQ(before("CafÃ©"), "Café");
  EXPECT_EQ(before("GemÃ¼tliche KÃ¤lte, BÄr, dÃ©jÃ\u00a0"), "Gemütliche Kälte, BÄr, déjà");
  EXPECT_EQ(before("12 â‚¬"), "12 €");
  EXPECT_EQ(before("itâ€™s"), "it’s");
  EXPECT_EQ(before("Å¡kola"), "škola");
  EXPECT_EQ(before("ðŸ˜€"), "😀");
  EXPECT_EQ(before("Ð¢Ð°Ð»Ð»Ð¸Ð½"), "Таллин");
}

TEST(Mojibake, RealTextIsNone) {
  for (const char* text :
       {"Café",   "AMANHÃ", "MANHÃ…",   "IRMÃ – e",     "São Paulo", "„Spaß“",
        "Spaß“",  "café »", "« CAFÉ »", "ÉCOLE: É… È…", "Ärger",     "Å…",
        "Ünal’s", "Âge",    "âge",      "€ 12",         "naïve—",    "Таллин",
        "日本語", "Ð",      "ÃÃÃ",      "50 µm × 3²",   "£5 «é»",    "Liège (province)"})
    EXPECT_FALSE(before_misreading(text)) << text << " → " << *before_misreading(text);
}

// Each live snapshot fits the database that it was made from.
TEST(ValueRules, RealSnapshotsFitTheirSources) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  for (const auto& folder : std::filesystem::directory_iterator(*shared / "truth")) {
    const std::string name = folder.path().filename().string();
    for (const char* target : {"schema.sql", "source.sqlite"}) {
      if (!std::filesystem::exists(folder.path() / target)) continue;
      auto schema = Against::open((folder.path() / target).string(), {});
      ASSERT_TRUE(schema.ok());
      CheckOptions options;
      options.against = schema->get();
      options.findings.select = {"VL"};
      auto report = check_path((*shared / "snapshots" / name).string(), options);
      ASSERT_TRUE(report.ok());
      EXPECT_EQ(report->errors, 0U) << name << "\n" << findings(*report);
    }
  }
}

}  // namespace

}  // namespace undumpy::test
