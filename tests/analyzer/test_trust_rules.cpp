// What generators write, what people edit, and what is foreign.
#include <gtest/gtest.h>

#include "tests/analyzer/checking.h"

namespace undumpy::test {

namespace {

// The library with one text of restore.py replaced.
Files edited(const std::string& from, const std::string& to) {
  Files files = library();
  replace(files, "restore.py", from, to);
  return files;
}

const Diagnostic& first_finding(const CheckReport& report) {
  return report.groups.front().first.front();
}

const std::string BookHead =
    "def create_library_book(id, title, publisher_id, price, published):\n";
const std::string Models = "library_Book = resolve_model(\"library.Book\")\n";

TEST(ForeignStatement, WhatRunsSomethingIsAnError) {
  EXPECT_EQ(findings(edited(Models, "os.system('x')\n" + Models)),
            "error TR001 foreign-statement restore.py:58:1\n");
  EXPECT_EQ(findings(edited(Models, "TODAY = date.today()\n" + Models)),
            "error TR001 foreign-statement restore.py:58:1\n");
  EXPECT_EQ(findings(edited(Models, "loader.save(create_library_book(1))\n" + Models)),
            "error TR001 foreign-statement restore.py:58:1\n");
  EXPECT_EQ(findings(edited(Models, "for x in []:\n    pass\n" + Models)),
            "error TR001 foreign-statement restore.py:58:1\n");
  EXPECT_EQ(findings(edited(Models, "def f(x=os.getpid()):\n    pass\n" + Models)),
            "error TR001 foreign-statement restore.py:58:1\n");
}

TEST(ForeignStatement, InAModule) {
  Files files = library();
  replace(files, "library_book.py", "\nloader.flush", "import os\n\nloader.flush");
  EXPECT_EQ(findings(files), "error TR001 foreign-statement library_book library_book.py:7:1\n");
}

TEST(ForeignStatement, InMain) {
  EXPECT_EQ(
      findings(edited("    loader.finalize()\n", "    os.system('x')\n    loader.finalize()\n")),
      "error TR001 foreign-statement restore.py:91:5\n"
      "warning TR014 changed-template restore.py:91:5\n");
  // Not by its name: what is known is the whole line.
  EXPECT_EQ(findings(edited("    loader.finalize()\n",
                            "    logger.info(os.system('x'))\n    loader.finalize()\n")),
            "error TR001 foreign-statement restore.py:91:5\n"
            "warning TR014 changed-template restore.py:91:5\n");
}

TEST(HandWrittenHelper, FunctionsAndTablesOfValues) {
  EXPECT_EQ(findings(edited(Models,
                            "DUPS = {200708: 4011}\n\ndef new_id(old):\n"
                            "    return DUPS.get(old, old)\n\n" +
                                Models)),
            "warning TR013 hand-written-helper restore.py:58:1 x2\n");
}

TEST(EditedConstructor, AColumnIsCommentedOut) {
  const CheckReport report =
      check(edited("    kw.update(title=title)", "#    kw.update(title=title)"));
  EXPECT_EQ(findings(report), "warning TR003 edited-constructor library_book restore.py:72:1\n");
  EXPECT_EQ(first_finding(report).message,
            "create_library_book was edited: title is commented out");
  EXPECT_EQ(first_finding(report).diff,
            "     kw.update(id=id)\n"
            "-    kw.update(title=title)\n"
            "+#    kw.update(title=title)\n"
            "     kw.update(publisher_id=publisher_id)\n");
}

TEST(EditedConstructor, InWords) {
  const auto message = [](const std::string& from, const std::string& to) {
    return first_finding(check(edited(from, to))).message.substr(32);
  };
  EXPECT_EQ(message("    kw.update(title=title)\n", ""), "title is left out");
  EXPECT_EQ(message("title=title", "name=title"), "title is stored as name");
  EXPECT_EQ(message("title=title", "title=title.strip()"), "title gets title.strip()");
  EXPECT_EQ(message("    if price is not None: price = Decimal(price)\n",
                    "#    if price is not None: price = Decimal(price)\n"),
            "1 line of the generator is missing; 1 line was added");
  EXPECT_EQ(message(BookHead, BookHead + "    if id == 3: return None\n"), "1 line was added");
}

TEST(EditedConstructor, BlanksAndQuotesAreNoEdit) {
  Files files = edited("    kw.update(title=title)", "    kw.update( title = title )  ");
  replace(files, "restore.py", "bv2kw('name',name)", "bv2kw(\"name\", name)");
  EXPECT_EQ(findings(files), "");
}

TEST(ForeignImport, IsAWarningUnlessItsFileLiesInTheSnapshot) {
  EXPECT_EQ(findings(edited("import six\n", "import six\nimport socket\n")),
            "warning TR004 foreign-import restore.py:17:1\n");
  EXPECT_EQ(findings(edited("import six\n", "import six\nfrom os import system\n")),
            "warning TR004 foreign-import restore.py:17:1\n");
  Files files = edited("import six\n", "import six\nimport helpers\n");
  file(files, "helpers.py") = "import os\n";
  EXPECT_EQ(findings(files),
            "error TR004 foreign-import restore.py:17:1 x2\n"
            "warning TR006 unused-module helpers helpers.py\n");
}

TEST(ModuleRunTwice, IsAnError) {
  const std::string line = "    execfile(\"library_book.py\", *args)\n";
  Files files = edited(line, line + line);
  EXPECT_NE(findings(files).find("error TR008 module-run-twice library_book restore.py:91:5\n"),
            std::string::npos)
      << findings(files);
}

TEST(UnusedModule, AndTheMissingOneNameEachOther) {
  const CheckReport report =
      check(edited("execfile(\"library_book.py\"", "execfile(\"library_bock.py\""));
  EXPECT_EQ(findings(report),
            "error TR007 missing-module library_bock restore.py:90:5\n"
            "warning TR006 unused-module library_book library_book.py\n");
  EXPECT_EQ(report.groups[0].first[0].next,
            "library_book.py is here and nothing runs it: is this the module that is meant?");
  EXPECT_EQ(report.groups[1].first[0].next,
            "restore.py runs library_bock.py, which is not here: is this the module that is meant? "
            "Then correct the execfile line");
}

TEST(HiddenCharacter, InRestoreAndInModules) {
  EXPECT_EQ(findings(edited("# DJANGO_SETTINGS", "# \u202e DJANGO_SETTINGS")),
            "error TR009 hidden-character restore.py:5:3\n");
  Files files = library();
  replace(files, "library_book.py", "Momo", "Mo\u200bmo");
  replace(files, "library_book.py", "Matilda", "Mat\u00a0ilda");
  const CheckReport report = check(files);
  EXPECT_EQ(findings(report), "error TR009 hidden-character library_book library_book.py:4:37\n");
  EXPECT_EQ(first_finding(report).message,
            "2 characters that are not seen, of which this is the first");
}

TEST(HiddenCharacter, EscapesAndLettersAreFine) {
  Files files = library();
  replace(files, "library_book.py", "Momo", "M\u00f4m\u4e2d\\u200bo");
  EXPECT_EQ(findings(files), "");
}

TEST(HomoglyphIdentifier, ALetterThatLooksLatinIsAnError) {
  Files files = edited("return library_Book(", "return library_B\u043eok(");
  EXPECT_NE(findings(files).find("error TR010 homoglyph-identifier restore.py:76:12\n"),
            std::string::npos)
      << findings(files);
  files = library();
  replace(files, "library_book.py", "create_library_book(2", "create_library_b\u043eok(2");
  EXPECT_NE(findings(files).find("warning TR010 homoglyph-identifier library_book "
                                 "library_book.py:5:13\n"),
            std::string::npos)
      << findings(files);
}

TEST(HomoglyphIdentifier, OtherLettersAreWorthALook) {
  const Files files = edited(Models, "PR\u00c9NOMS = {}\n" + Models);
  EXPECT_EQ(findings(files),
            "warning TR010 homoglyph-identifier restore.py:58:1\n"
            "warning TR013 hand-written-helper restore.py:58:1\n");
}

TEST(MixedGenerations, APartOfAnotherTime) {
  EXPECT_EQ(
      findings(edited("make_aware(datetime(*args), timezone=utc)", "make_aware(datetime(*args))")),
      "warning TR011 mixed-generations restore.py:28:1\n");
  EXPECT_EQ(findings(edited("lino.management", "lino.modlib.lino_startup.management")),
            "warning TR011 mixed-generations restore.py:11:1\n");
  EXPECT_EQ(
      findings(edited("settings.SITE.models.contenttypes", "settings.SITE.modules.contenttypes")),
      "warning TR011 mixed-generations restore.py:35:1\n");
  // Until 2018 choicelist lines were active.
  EXPECT_EQ(findings(edited(BookHead, BookHead + "    if title: title = settings.SITE.modules."
                                                 "library.Titles.get_by_value(title)\n")),
            "warning TR011 mixed-generations restore.py:68:5\n");
}

TEST(ChangedTemplate, WithItsDifference) {
  const CheckReport report = check(edited("return ct.pk", "return ct.pk + 1"));
  EXPECT_EQ(findings(report), "error TR014 changed-template restore.py:39:5\n");
  EXPECT_EQ(first_finding(report).message,
            "new_content_type_id() is not as the generator of this dump writes it");
  EXPECT_EQ(first_finding(report).diff,
            "     if ct is None: return None\n-    return ct.pk\n+    return ct.pk + 1\n");
}

TEST(ChangedTemplate, CommentedOutOrLeftOutIsAWarning) {
  EXPECT_EQ(findings(edited("    call_command('resetsequences')\n", "")),
            "warning TR014 changed-template restore.py:81:1\n");
  EXPECT_EQ(findings(edited("    if ct is None", "#    if ct is None")),
            "warning TR014 changed-template restore.py:38:1\n");
  EXPECT_EQ(findings(edited("import six\n", "")),
            "warning TR014 changed-template restore.py:8:1\n");
}

TEST(UnknownTemplate, IsToldApartFromEdits) {
  // The preamble of D7, of which the rest is not known.
  Files files = edited(
      "from __future__ import unicode_literals\n\nimport logging\n"
      "logger = logging.getLogger('lino.management.commands.dump2py')\n",
      "from lino import logger\n");
  replace(files, "restore.py", "import make_aware, utc",
          "import make_aware\nfrom datetime import timezone; utc = timezone.utc");
  EXPECT_EQ(findings(files), "");
  replace(files, "restore.py", Models, "def new_helper(x):\n    return x\n\n" + Models);
  replace(files, "restore.py", "    return ct.pk", "    return ct.id");
  EXPECT_EQ(findings(files), "warning TR012 unknown-template restore.py:56:1 x2\n");
}

TEST(CommentedRow, IsAWarning) {
  Files files = library();
  replace(files, "library_book.py", "loader.save(create_library_book(2",
          "#loader.save(create_library_book(2");
  EXPECT_EQ(findings(files),
            "error CP201 row-count-differs library_book library_book.py\n"
            "warning TR016 commented-row library_book library_book.py:5\n");
  files = library();
  replace(files, "library_book.py", "\nloader.flush", "# done\n\nloader.flush");
  EXPECT_EQ(findings(files), "info TR016 commented-row library_book library_book.py:7\n");
}

TEST(RenamedModel, IsAWarning) {
  EXPECT_EQ(findings(edited("resolve_model(\"library.Book\")", "resolve_model(\"media.Item\")")),
            "warning TR017 renamed-model restore.py:58:1\n");
}

}  // namespace

}  // namespace undumpy::test
