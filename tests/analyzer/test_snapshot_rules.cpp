// Rules of the format, completeness and version families that look at the snapshot as a whole.
#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

Files edited(const std::string& name, const std::string& from, const std::string& to) {
  Files files = library();
  replace(files, name, from, to);
  return files;
}

const std::string RunBook = "    execfile(\"library_book.py\", *args)\n";

// The books in two modules.
Files in_parts() {
  Files files = edited("restore.py", RunBook,
                       "    execfile(\"library_book_1.py\", *args)\n"
                       "    execfile(\"library_book_2.py\", *args)\n");
  const std::string book = file(files, "library_book.py");
  std::erase_if(files, [](const auto& each) { return each.first == "library_book.py"; });
  const std::size_t third = book.find("loader.save(create_library_book(3");
  const std::size_t flush = book.find("\nloader.flush");
  const auto part = [&](const std::string& text, const std::string& number) {
    std::string result = text;
    const std::string objects = "3 objects ";
    return result.replace(result.find(objects), objects.size(),
                          "3 objects (part " + number + " of 2) ");
  };
  file(files, "library_book_1.py") = part(book.substr(0, third) + "\n", "1");
  file(files, "library_book_2.py") =
      part(book.substr(0, book.find("loader.save")) + book.substr(third, flush - third) +
               book.substr(flush),
           "2");
  return files;
}

TEST(ModelUnresolved, TheNameAndItsPlace) {
  const std::string found = findings(
      edited("restore.py", "library_Publisher = resolve_model(\"library.Publisher\")\n", ""));
  EXPECT_NE(found.find("error FM105 model-unresolved library_publisher restore.py:65:12\n"),
            std::string::npos)
      << found;
}

TEST(Crlf, AllFilesOrOnlySome) {
  Files files = library();
  const auto windows = [](std::string& text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
      text.replace(at, 1, "\r\n");
  };
  windows(file(files, "library_book.py"));
  EXPECT_EQ(findings(files), "warning FM109 crlf library_book.py\n");
  windows(file(files, "library_publisher.py"));
  windows(file(files, "restore.py"));
  EXPECT_EQ(findings(files), "info FM109 crlf restore.py\n");
}

TEST(MissingHeader, IsAnErrorWhereNoRowIsLeft) {
  EXPECT_EQ(
      findings(edited("library_publisher.py",
                      "logger.info(\"Loading 2 objects to table library_publisher...\")\n", "")),
      "warning CP210 missing-header library_publisher library_publisher.py:1\n");
  Files files = library();
  file(files, "library_publisher.py") = "# -*- coding: UTF-8 -*-\n";
  EXPECT_NE(
      findings(files).find("error CP210 missing-header library_publisher library_publisher.py:1\n"),
      std::string::npos)
      << findings(files);
}

TEST(FieldsMismatch, AnotherOrderIsWorseThanAnotherName) {
  EXPECT_EQ(findings(edited("library_book.py", "id, title, publisher", "id, publisher, title")),
            "error FM112 fields-mismatch library_book library_book.py:3\n");
  EXPECT_EQ(findings(edited("library_book.py", "price, published", "price")),
            "error FM112 fields-mismatch library_book library_book.py:3\n");
  EXPECT_EQ(findings(edited("library_book.py", "id, title", "id, name")),
            "warning FM112 fields-mismatch library_book library_book.py:3\n");
}

TEST(DumpAborted, InAModule) {
  EXPECT_EQ(findings(edited("library_book.py", "\nloader.flush_deferred_objects()\n",
                            "\nraise Exception(\"The data of table library_book has not been "
                            "dumpedbecause an error occurred\")\n")),
            "error FM110 dump-aborted library_book library_book.py:8:1\n"
            "warning CP203 missing-flush library_book library_book.py:8\n");
}

TEST(DumpAborted, InRestoreWithAMessageThatIsNotEscaped) {
  for (const char* said :
       {"no such table", "near \"x\": syntax error", "first line\nsecond line"}) {
    Files files = edited("restore.py", RunBook,
                         std::string("raise Exception(\"The data of table library_book has not "
                                     "been dumpedbecause an error ") +
                             said + " occured.\")\n");
    std::erase_if(files, [](const auto& each) { return each.first == "library_book.py"; });
    EXPECT_EQ(findings(files), "error FM110 dump-aborted library_book restore.py:90:1\n");
    EXPECT_EQ(check(files).rows, 2U);
  }
}

TEST(DumpAborted, TwoInARow) {
  const auto raise = [](const std::string& table) {
    return "raise Exception(\"The data of table " + table +
           " has not been dumpedbecause an error occurred\")\n";
  };
  Files files = edited("restore.py", RunBook, raise("library_publisher") + raise("library_book"));
  replace(files, "restore.py", "    execfile(\"library_publisher.py\", *args)\n", "");
  EXPECT_TRUE(
      findings(files).starts_with("error FM110 dump-aborted library_book restore.py:90:1\n"
                                  "error FM110 dump-aborted library_publisher restore.py:89:1\n"))
      << findings(files);
}

TEST(RowOfOtherTable, IsAWarning) {
  EXPECT_EQ(findings(edited("library_book.py", "\nloader.flush",
                            "loader.save(create_library_publisher(3,['x', 'y']))\n\nloader.flush")),
            "error CP201 row-count-differs library_publisher library_publisher.py\n"
            "warning FM123 row-of-other-table library_publisher library_book.py:7:13\n");
}

TEST(OrderDiffers, IsAWarning) {
  const std::string run_publisher = "    execfile(\"library_publisher.py\", *args)\n";
  EXPECT_EQ(findings(edited("restore.py", run_publisher + RunBook, RunBook + run_publisher)),
            "warning FM124 order-differs restore.py:89:5\n");
}

TEST(MissingPart, PartsAreFine) { EXPECT_EQ(findings(in_parts()), ""); }

TEST(MissingPart, NotRunOrNotInItsPlace) {
  Files files = in_parts();
  replace(files, "restore.py", "    execfile(\"library_book_1.py\", *args)\n", "");
  EXPECT_EQ(findings(files),
            "error CP201 row-count-differs library_book library_book_2.py\n"
            "error CP202 missing-part library_book restore.py:90:5\n"
            "warning CP209 stale-file library_book library_book_1.py\n");
  files = in_parts();
  replace(files, "restore.py", "library_book_1.py\", *args)\n    execfile(\"library_book_2.py\"",
          "library_book_2.py\", *args)\n    execfile(\"library_book_1.py\"");
  EXPECT_EQ(findings(files), "warning CP202 missing-part library_book restore.py:91:5\n");
}

TEST(TableWithoutModule, LostOrLeftOut) {
  Files files = edited("restore.py", RunBook, "");
  EXPECT_EQ(findings(files),
            "error CP205 table-without-module library_book restore.py:68:5\n"
            "warning TR006 unused-module library_book library_book.py\n");
  files = edited("restore.py", RunBook, "#" + RunBook);
  EXPECT_EQ(findings(files),
            "warning CP205 table-without-module library_book restore.py:90:1\n"
            "warning TR006 unused-module library_book library_book.py\n"
            "warning TR014 changed-template restore.py:90:1\n");
}

TEST(ModelUnused, IsAWarning) {
  EXPECT_EQ(findings(edited("restore.py", "\n\n\ndef create_library_publisher",
                            "\nlibrary_Shelf = resolve_model(\"library.Shelf\")\n\n\ndef "
                            "create_library_publisher")),
            "warning CP206 model-unused restore.py:60:1\n");
}

TEST(EmptySnapshot, IsAWarning) {
  Files files = library();
  for (const char* name : {"library_book", "library_publisher"})
    file(files, std::string(name) + ".py") =
        "# -*- coding: UTF-8 -*-\nlogger.info(\"Loading 0 objects to table " + std::string(name) +
        "...\")\n# fields: " +
        (name == std::string("library_book") ? "id, title, publisher, price, published"
                                             : "id, name") +
        "\n\nloader.flush_deferred_objects()\n";
  EXPECT_EQ(findings(files), "warning CP207 empty-snapshot restore.py\n");
}

TEST(ContradictingModule, PartsOfDifferentDumps) {
  Files files = in_parts();
  replace(files, "library_book_2.py", "3 objects (part 2 of 2)", "4 objects (part 2 of 2)");
  EXPECT_NE(findings(files).find("error CP208 contradicting-module library_book restore.py:91:5\n"),
            std::string::npos)
      << findings(files);
  files = in_parts();
  replace(files, "library_book_2.py", "part 2 of 2", "part 1 of 2");
  EXPECT_NE(findings(files).find("error CP208 contradicting-module library_book restore.py:91:5\n"),
            std::string::npos)
      << findings(files);
}

TEST(ContradictingModule, AHeaderOfAnotherTable) {
  const Files files =
      edited("library_book.py", "to table library_book", "to table library_publisher");
  EXPECT_NE(findings(files).find(
                "error CP208 contradicting-module library_publisher restore.py:90:5 x3\n"),
            std::string::npos)
      << findings(files);
}

TEST(StaleFile, OfATableThatIsUnknownOrHasOtherModules) {
  Files files = library();
  file(files, "library_shelf.py") =
      "# -*- coding: UTF-8 -*-\nlogger.info(\"Loading 0 objects to table library_shelf...\")\n";
  EXPECT_EQ(findings(files), "warning CP209 stale-file library_shelf library_shelf.py\n");
  files = in_parts();
  Files whole = library();
  file(files, "library_book.py") = file(whole, "library_book.py");
  EXPECT_EQ(findings(files), "warning CP209 stale-file library_book library_book.py\n");
}

TEST(SourceVersion, MissingTwiceOrNone) {
  EXPECT_EQ(findings(edited("restore.py", "SOURCE_VERSION = '1.0'\n", "")),
            "warning TR014 changed-template restore.py:8:1\n"
            "warning VR705 source-version-odd restore.py\n");
  EXPECT_EQ(findings(edited("restore.py", "SOURCE_VERSION = '1.0'", "SOURCE_VERSION = 'None'")),
            "info VR705 source-version-odd restore.py:13:1\n");
}

TEST(OldMeaningOfTime, OnlyWhereThereAreTimes) {
  Files files = library();
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"make_aware, utc", "make_aware"},
        {"make_aware(datetime(*args), timezone=utc)", "make_aware(datetime(*args))"}})
    replace(files, "restore.py", from, to);
  EXPECT_EQ(findings(files).find("VR704"), std::string::npos);
  replace(files, "library_book.py", "date(1973,1,1)", "dt(1973,1,1,9,0,0)");
  EXPECT_NE(findings(files).find("info VR704 old-meaning-of-time restore.py\n"), std::string::npos)
      << findings(files);
}

}  // namespace

}  // namespace undumpy::test
