#include <gtest/gtest.h>

#include "parser/snapshot.h"
#include "tests/old_dumps.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string names(const DiagnosticList& problems) {
  std::string result;
  for (const Diagnostic& problem : problems.items) result += problem.name + " ";
  return result;
}

const std::string Model =
    "a_A = resolve_model(\"a.A\")\ndef create_a_a(id):\n    return a_A(id=id)\n";

TEST(Snapshot, GenerationsOfRealDumps) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  const std::pair<const char*, const char*> expected[] = {
      // NOLINT(modernize-avoid-c-arrays)
      {"uiless-1.5.8", "S9"},    {"polls-2013-07-crlf", "S10"}, {"dumps-a-2016-07", "D4"},
      {"dumps-b-2017-12", "D5"}, {"dumps-c-2018-01", "D6"},     {"dumps-c-2020-05", "D6"},
      {"live-lydia", "D6"},      {"lydia-18.12.0", "D6"},       {"presto-1.6.19-partial", "D2"}};
  for (const auto& [name, generation] : expected) {
    DiagnosticList problems;
    auto source = open_source((*shared / "snapshots" / name).string(), {}, problems);
    auto snapshot = Snapshot::open(std::move(*source), problems);
    ASSERT_TRUE(snapshot.ok()) << name;
    EXPECT_EQ(to_string((*snapshot)->generation), generation) << name;
    for (const Diagnostic& problem : problems.items)
      for (const char* foreign : {"foreign-statement", "foreign-import", "hand-written-helper"})
        EXPECT_NE(problem.name, foreign) << name << "\n" << to_text(problem);
  }
}

Result<std::unique_ptr<Snapshot>> open_single(std::string file, std::string text,
                                              DiagnosticList& problems) {
  return Snapshot::open(memory_source("m", {{std::move(file), std::move(text)}}), problems);
}

TEST(Snapshot, GenerationsOfSingleFiles) {
  for (const OldDump& dump : old_dumps()) {
    DiagnosticList problems;
    auto snapshot = open_single(dump.file, dump.text, problems);
    ASSERT_TRUE(snapshot.ok()) << dump.generation;
    EXPECT_EQ(to_string((*snapshot)->generation), dump.generation);
    EXPECT_TRUE((*snapshot)->is_single_file());
    EXPECT_EQ((*snapshot)->time_meaning, TimeMeaning::Naive);
    EXPECT_EQ(names(problems), "") << dump.generation;
    std::string run;
    for (const ModuleRun& module : (*snapshot)->modules) {
      run += module.name + " ";
      EXPECT_TRUE(module.present);
      EXPECT_EQ(module.file, dump.file);
      EXPECT_EQ(module.name, module.table + "_objects");
    }
    const bool notes = dump.text.find("places_note_objects") != std::string::npos;
    EXPECT_EQ(run, std::string("places_country_objects places_place_objects "
                               "places_city_objects ") +
                       (notes ? "places_note_objects " : ""));
  }
}

// "name: message" of each.
std::string messages(const DiagnosticList& problems) {
  std::string result;
  for (const Diagnostic& problem : problems.items)
    result += to_text(problem.place) + " " + problem.name + ": " + problem.message + "\n";
  return result;
}

const std::string Rows = "def a_a_objects():\n    yield create_a_a(1)\n\n";

TEST(Snapshot, ASingleFileSaysWhatItRuns) {
  const auto said = [](const std::string& behind) {
    DiagnosticList problems;
    const auto snapshot =
        open_single("a.py", "from decimal import Decimal\n" + Model + Rows + behind, problems);
    EXPECT_TRUE(snapshot.ok());
    return messages(problems);
  };
  EXPECT_EQ(said("def objects():\n    yield a_a_objects()\n"), "");
  EXPECT_EQ(
      said("def objects():\n    yield a_a_objects()\n    yield a_b_objects()\n"),
      "a.py:10:11 missing-module: a_b_objects() is run here, but the file does not define it\n");
  EXPECT_EQ(said("def a_b_objects():\n    yield create_a_b(1)\n"
                 "def objects():\n    yield a_a_objects()\n"),
            "a.py:8 unused-module: a_b_objects() is defined, but objects() does not run it\n");
  EXPECT_EQ(said("def objects():\n    yield a_a_objects()\n    yield create_a_a(2)\n    x = 1\n"),
            "a.py:10:5 foreign-statement: no generator writes this statement into objects()\n"
            "a.py:11:5 foreign-statement: no generator writes this statement into objects()\n");
  EXPECT_EQ(said("def objects():\n    # a loop    yield a_a_objects()\n    pass\n"),
            "a.py:9:17 swallowed-line: the comment before it has swallowed the line of "
            "a_a_objects()\n");
  // Somebody commented it out.
  EXPECT_EQ(said("def objects():\n    # yield a_a_objects()\n    pass\n"),
            "a.py:5 unused-module: a_a_objects() is defined, but objects() does not run it\n");
  EXPECT_EQ(
      said("def a_a_objects():\n    yield create_a_a(2)\n"
           "def objects():\n    yield a_a_objects()\n"),
      "a.py:8 duplicate-function: a_a_objects() is defined twice; the first time on line 5\n");
  EXPECT_EQ(said("def objects():\n    yield a_b_objects()\n"
                 "def objects():\n    yield a_a_objects()\n"),
            "a.py:10:5 duplicate-function: objects() is defined twice\n");
  EXPECT_EQ(said(""),
            "a.py:7 truncated-module: a.py ends before objects(), which runs the functions "
            "above\n");
}

TEST(Snapshot, ALineThatIsGoneIsAnErrorAndOneCommentedOutAWarning) {
  const std::string functions =
      "def a_a_objects():\n    yield create_a_a(1)\ndef xa_a_objects():\n    yield create_a_a(2)\n";
  DiagnosticList problems;
  const auto snapshot = open_single(
      "a.py",
      "import six\n" + Model + functions + "def objects():\n    # yield xa_a_objects()\n    pass\n",
      problems);
  ASSERT_TRUE(snapshot.ok());
  ASSERT_EQ(names(problems), "unused-module unused-module ");
  EXPECT_EQ(problems.items[0].table, "a_a");
  EXPECT_EQ(problems.items[0].severity, Severity::Error);
  EXPECT_EQ(problems.items[1].table, "xa_a");
  EXPECT_EQ(problems.items[1].severity, Severity::Warning);
}

TEST(Snapshot, ManySwallowedLinesAreReadInTheirPlaces) {
  std::string text = Model;
  std::string objects = "def objects():\n    # a circle    yield a_t0_objects()\n";
  for (int i = 0; i < 20; ++i) {
    const std::string name = "a_t" + std::to_string(i) + "_objects()";
    text += "def " + name + ":\n    yield create_a_a(1)\n";
    if (i > 0) objects += "    yield " + name + "\n";
  }
  DiagnosticList problems;
  const auto snapshot = open_single("a.py", "import six\n" + text + objects, problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ(names(problems), "swallowed-line ");
  ASSERT_EQ((*snapshot)->modules.size(), 20U);
  EXPECT_EQ((*snapshot)->modules[0].name, "a_t0_objects");
}

TEST(Snapshot, ASingleFileMayBeCalledRestore) {
  DiagnosticList problems;
  const auto snapshot = Snapshot::open(
      memory_source("m", {{"restore.py", "from decimal import Decimal\n" + Model + Rows +
                                             "def objects():\n    yield a_a_objects()\n"},
                          {"README.txt", "x"}}),
      problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ(names(problems), "");
  EXPECT_TRUE((*snapshot)->modules.at(0).present);
}

TEST(Snapshot, LongCodeInLatin1IsReadWhole) {
  std::string text = "# -*- coding: latin-1 -*-\n";
  for (int i = 0; i < 2000; ++i) text += "# " + std::string(200, '\xE9') + "\n";
  DiagnosticList problems;
  const auto snapshot = open_single(
      "a.py", text + Model + Rows + "def objects():\n    yield a_a_objects()\n", problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ((*snapshot)->modules.size(), 1U);
}

TEST(Snapshot, ADumpOfAnEmptyDatabaseIsASingleFileToo) {
  // Generators wrote no body: Python stops here, and nothing is lost (FORMAT.md 1.1).
  DiagnosticList problems;
  const auto snapshot = open_single(
      "a.py", "from lino.utils.mti import create_child\n" + Model + "\ndef objects():\n", problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_TRUE((*snapshot)->is_single_file());
  EXPECT_TRUE((*snapshot)->modules.empty());
}

TEST(Snapshot, FunctionsOfADirectoryAreNoRows) {
  DiagnosticList problems;
  const auto snapshot = Snapshot::open(
      memory_source(
          "m", {{"restore.py", "# This is a Python dump created using dump2py.\n" + Model + Rows +
                                   "def main(args):\n    execfile(\"a_a.py\")\n"},
                {"a_a.py", "logger.info(\"Loading 0 objects to table a_a...\")\n"}}),
      problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ((*snapshot)->generation, Generation::D4);
  EXPECT_EQ(names(problems), "hand-written-helper ");
}

TEST(Snapshot, WhatAHeaderSays) {
  DiagnosticList problems;
  auto snapshot = Snapshot::open(
      memory_source(
          "m", {{"restore.py",
                 "# This is a Python dump created using Lino 1.7.2, Django 1.9.6.\n"
                 "# DJANGO_SETTINGS_MODULE was u'x.settings', TIME_ZONE was None.\n"
                 "SOURCE_VERSION = 'None'\n"
                 "def bv2kw(fieldname, values):\n"
                 "    return settings.SITE.babelkw(fieldname, en=values[0],pt_BR=values[1])\n" +
                     Model + "def main(args):\n    execfile(\"a_a.py\")\n"},
                {"a_a.py", "logger.info(\"Loading 3 objects (part 1 of 1) to table a_a...\")\n"}}),
      problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ((*snapshot)->settings_module, "x.settings");
  EXPECT_EQ((*snapshot)->time_zone, std::nullopt);
  EXPECT_EQ((*snapshot)->source_version, "None");
  EXPECT_EQ((*snapshot)->created_using, "Lino 1.7.2, Django 1.9.6");
  EXPECT_EQ((*snapshot)->languages, (std::vector<std::string>{"en", "pt_BR"}));
  EXPECT_EQ((*snapshot)->generation, Generation::D4);
  EXPECT_EQ((*snapshot)->time_meaning, TimeMeaning::SourceLocal);
  ASSERT_EQ((*snapshot)->modules.size(), 1U);
  EXPECT_EQ((*snapshot)->modules[0].head.facts.announced, 3U);
}

TEST(Snapshot, AMissingModuleAndTheOneLeftUnusedAreNamedTogether) {
  DiagnosticList problems;
  auto snapshot = Snapshot::open(
      memory_source(
          "m", {{"restore.py", "import six\n# This is a Python dump created using dump2py.\n" +
                                   Model + "def main(args):\n    execfile(\"b_a.py\", *args)\n"},
                {"a_a.py", ""}}),
      problems);
  ASSERT_TRUE(snapshot.ok());
  ASSERT_EQ(names(problems), "unused-module missing-module ");
  EXPECT_EQ(problems.items[1].next,
            "a_a.py is here and nothing runs it: is this the module that is meant?");
}

TEST(Snapshot, ForeignCodeAndPathsThatLeaveAreReported) {
  DiagnosticList problems;
  auto snapshot = Snapshot::open(
      memory_source(
          "m",
          {{"restore.py",
            "import six\n# This is a Python dump created using dump2py.\nimport socket\n" + Model +
                "os.system('x')\ndef main(args):\n"
                "    execfile(\"../x.py\", *args)\n    execfile(name)\n"}}),
      problems);
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ(names(problems), "foreign-statement foreign-import foreign-statement module-outside ");
}

TEST(Snapshot, WhatIsNoSnapshotSaysSo) {
  DiagnosticList problems;
  EXPECT_EQ(Snapshot::open(memory_source("m", {}), problems).error().name, "empty-source");
  EXPECT_EQ(Snapshot::open(memory_source("m", {{"a.py", ""}, {"b.py", ""}}), problems).error().name,
            "not-a-snapshot");
  EXPECT_EQ(Snapshot::open(memory_source("m", {{"restore.py", "x = 1\n"}}), problems).error().name,
            "not-a-snapshot");
}

}  // namespace

}  // namespace undumpy::test
