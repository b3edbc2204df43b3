// What rules say about single-file dumps. tests/cli/test_single_file.cpp: untouched ones have no
// findings, whatever their generation.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/analyzer/checking.h"
#include "tests/old_dumps.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

std::string text_of(const std::string& generation) {
  for (const OldDump& dump : old_dumps())
    if (dump.generation == generation) return dump.text;
  ADD_FAILURE() << generation;
  return "";
}

// The findings of errors and warnings when `from` is `to`.
std::string found(const std::string& generation, const std::string& from, const std::string& to) {
  std::string text = text_of(generation);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  CheckOptions options;
  options.findings.ignore = {"VR704", "FM120"};
  return findings({{"a.py", text}}, options);
}

// "a.py:75" for the line that holds this, or one behind it.
std::string place(const std::string& generation, const std::string& text, int behind = 0) {
  const std::string all = text_of(generation);
  const std::size_t at = all.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  const auto lines = std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  return "a.py:" + std::to_string(1 + lines + behind);
}

TEST(SingleFileRules, RowsAndTheirValues) {
  const std::string row = "create_places_city(2,400000)";
  const std::string at = place("S9", row);
  const auto city = [&](const std::string& to) { return found("S9", row, to); };
  EXPECT_EQ(city("create_places_city(2)"),
            "error FM103 arity-mismatch places_city 2 " + at + ":11\n");
  EXPECT_EQ(city("create_places_town(2,400000)"),
            "error FM104 unknown-constructor places_town " + at + ":11\n");
  EXPECT_EQ(city("create_places_city(2,os.getpid())"),
            "error TR002 row-argument-not-literal places_city " + at + ":32\n");
  EXPECT_EQ(city("create_places_city(2,400000"),
            "error CP204 truncated-module places_city " + at + ":29\n");
  EXPECT_EQ(city("create_places_city(7,400000)"),
            "error RF402 child-without-parent places_city.place_ptr_id 7 " + at + ":30\n");
  EXPECT_EQ(
      city("create_places_city(2,4)\n    yield create_places_city(2,5)"),
      "error UQ501 duplicate-key places_city.place_ptr_id 2 " + place("S9", row, 1) + ":30\n");
  EXPECT_EQ(found("S9", "None,None,None)", "None,None,u'12.x')"),
            "error VL302 not-a-decimal places_place.rent 2 " + place("S9", "Tallinn") +
                ":60\nwarning RF402 child-without-parent places_city.place_ptr_id 2 " + at +
                ":30\n");
  EXPECT_EQ(found("S9", row, row + "\n    os.system('x')"),
            "error TR001 foreign-statement places_city " + place("S9", row, 1) + ":5\n");
  EXPECT_EQ(found("S9", row, "create_places_country(u'LV',u'L')"),
            "warning FM123 row-of-other-table places_country " + at + ":11\n");
  EXPECT_EQ(found("S9", row, "create_places_city(2,40) # \xE2\x80\xAE"),
            "error TR009 hidden-character places_city " + at + ":38\n");
}

TEST(SingleFileRules, TheCodeBesideTheRows) {
  EXPECT_EQ(found("S9", "from lino.dd import", "import subprocess\nfrom lino.dd import"),
            "warning TR004 foreign-import " + place("S9", "from lino.dd") + ":1\n");
  const std::string defined = place("S9", "def places_city_objects");
  EXPECT_EQ(found("S9", "    yield places_city_objects()\n", ""),
            "error TR006 unused-module places_city " + defined + "\n");
  EXPECT_EQ(found("S9", "def places_city_objects()", "def places_cities_objects()"),
            "error TR006 unused-module places_cities " + defined +
                "\nerror TR007 missing-module places_city " +
                place("S9", "yield places_city_objects") + ":11\n");
  const std::string twice =
      found("S9", "    yield places_city_objects()\n",
            "    yield places_city_objects()\n    yield places_city_objects()\n");
  EXPECT_NE(twice.find("error TR008 module-run-twice places_city"), std::string::npos) << twice;
  // Not all variants of that time are known.
  EXPECT_EQ(found("S9", "    return babel.babel_values(fieldname,en=values[0])",
                  "    os.system('x')\n    return babel.babel_values(fieldname,en=values[0])")
                .substr(0, 30),
            "warning TR012 unknown-template");
}

TEST(SingleFileRules, EditedConstructors) {
  const std::string edited = "warning TR003 edited-constructor places_country a.py:";
  EXPECT_EQ(found("S9", "    kw.update(name=name)\n    return places_Country",
                  "#    kw.update(name=name)\n    return places_Country")
                .substr(0, edited.size()),
            edited);
  for (const char* generation : {"S6", "S7", "S8"})
    for (const char* call :
         {"places_Country(isocode=isocode,name=isocode)", "places_Country(isocode=isocode)",
          "places_Country(**dict())", "places_Country(name=name,isocode=isocode)"})
      EXPECT_EQ(found(generation, "places_Country(isocode=isocode,name=name)", call)
                    .substr(0, edited.size()),
                edited)
          << generation << " " << call;
  EXPECT_EQ(found("S8", "    return places_Country(isocode=isocode",
                  "    name = name.strip()\n    return places_Country(isocode=isocode")
                .substr(0, edited.size()),
            edited);
  EXPECT_EQ(found("S5", "    return Country(isocode=isocode,name=name)",
                  "    return Country(isocode=isocode,name='x')"),
            "warning TR003 edited-constructor places_country a.py:14:5\n");
}

TEST(SingleFileRules, ADumpThatWasCutOff) {
  const std::string text = text_of("S9");
  // In a row, behind a row, and before objects().
  for (const char* end : {"400000)\n", "Tallinn", "def objects"}) {
    CheckOptions options;
    options.findings.select = {"CP204"};
    const std::string cut = text.substr(0, text.find(end) + std::string(end).size());
    const std::string said = findings({{"a.py", cut}}, options);
    EXPECT_EQ(said.substr(0, 28), "error CP204 truncated-module") << end << "\n" << said;
  }
}

}  // namespace

}  // namespace undumpy::test
