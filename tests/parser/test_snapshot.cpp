#include <gtest/gtest.h>

#include "parser/snapshot.h"
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
      {"dumps-a-2016-07", "D4"},      {"dumps-b-2017-12", "D5"}, {"dumps-c-2018-01", "D6"},
      {"dumps-c-2020-05", "D6"},      {"live-lydia", "D6"},      {"lydia-18.12.0", "D6"},
      {"presto-1.6.19-partial", "D2"}};
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
  DiagnosticList problems;
  auto single = open_source((*shared / "snapshots/uiless-1.5.8").string(), {}, problems);
  EXPECT_EQ(Snapshot::open(std::move(*single), problems).error().name, "generation-unsupported");
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
