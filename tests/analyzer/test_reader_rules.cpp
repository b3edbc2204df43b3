// Rules whose findings the reader itself reports.
#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

TEST(ReaderRules, AGeneratedSnapshotHasNoFindings) { EXPECT_EQ(findings(library()), ""); }

TEST(ReaderRules, ARowWithTooFewValues) {
  Files files = library();
  replace(files, "library_book.py", "(2,'Matilda',1,'9.90',date(1988,10,1))", "(2,'Matilda')");
  EXPECT_EQ(findings(files), "error FM103 arity-mismatch library_book 2 library_book.py:5:13\n");
}

TEST(ReaderRules, ADecimalThatIsNone) {
  Files files = library();
  replace(files, "library_book.py", "'9.90'", "'9,90'");
  EXPECT_EQ(findings(files),
            "error VL302 not-a-decimal library_book.price 2 library_book.py:5:47\n");
}

}  // namespace

}  // namespace undumpy::test
