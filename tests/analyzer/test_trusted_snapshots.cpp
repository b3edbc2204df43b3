// What the trust, format, completeness and version rules say about real snapshots and the corpus.
#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

std::string found_in(const std::filesystem::path& snapshot) {
  CheckOptions options;
  options.findings.select = {"TR", "FM", "CP", "VR"};
  auto report = check_path(snapshot.string(), options);
  EXPECT_TRUE(report.ok());
  return report ? findings(*report) : "";
}

// Name and findings; "" is what most of them should have.
using Expected = std::vector<std::pair<const char*, const char*>>;

TEST(TrustedSnapshots, RealOnesHaveNoErrors) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared snapshots here";
  const char* no_version = "info VR705 source-version-odd restore.py:13:1\n";
  const Expected expected = {
      {"uiless-1.5.8", "info VR704 old-meaning-of-time a.py\n"},
      // Its author had moved the model: what stands there is not what a generator writes.
      {"polls-2013-07-crlf",
       "warning TR017 renamed-model a.py:35:1\n"
       "info FM109 crlf a.py\n"
       "info VR704 old-meaning-of-time a.py\n"},
      {"live-lydia", ""},
      {"live-lydia-m100", ""},
      {"live-pierre", ""},
      {"live-polly", ""},
      {"lydia-18.12.0", ""},
      {"live-min9", no_version},
      {"live-dumps_a", no_version},
      {"live-dumps_b", no_version},
      {"live-ftypes", no_version},
      {"live-ftypes_tz", no_version},
      {"dumps-c-2018-01", no_version},
      {"dumps-c-2020-05", no_version},
      {"dumps-a-2016-07",
       "info VR704 old-meaning-of-time restore.py\n"
       "info VR705 source-version-odd restore.py:14:1\n"},
      {"dumps-b-2017-12", "info VR705 source-version-odd restore.py:14:1\n"},
      {"lydia-18.8.0-damaged",
       "error TR007 missing-module noteers_note restore.py:1467:5\n"
       "warning TR006 unused-module notes_note notes_note.py\n"},
  };
  for (const auto& [name, findings] : expected)
    EXPECT_EQ(found_in(*shared / "snapshots" / name), findings) << name;
}

TEST(TrustedSnapshots, TheCorpus) {
  const Expected expected = {
      {"tiny", ""},
      {"single-file",
       "warning FM125 swallowed-line library_author library.py:111:63\n"
       "info VR704 old-meaning-of-time library.py\n"},
      {"everything", ""},
      {"20240131_0930.zip", ""},
      {"repair/20150824a", ""},
      {"edited/columns", "warning TR003 edited-constructor users_user restore.py:71:5\n"},
      {"edited/condition",
       "warning TR003 edited-constructor library_book restore.py:63:5\n"
       "info FM120 constructor-interpreted library_book restore.py:63:5\n"},
      {"faults/system-call", "error TR001 foreign-statement library_book library_book.py:7:1\n"},
  };
  for (const auto& [name, findings] : expected)
    EXPECT_EQ(found_in(corpus_dir() / name), findings) << name;
}

}  // namespace

}  // namespace undumpy::test
