// create_ functions as text, plans as outcome.

#include <gtest/gtest.h>

#include "engine/constructor.h"
#include "engine/row_stream.h"

namespace undumpy::test {

namespace {

const std::string Head =
    "# This is a Python dump created using dump2py.\nimport six\nSOURCE_VERSION = '1'\n"
    "from decimal import Decimal\nfrom django.conf import settings\n"
    "from lino.utils.dpy import create_mti_child\nfrom lino.core.utils import resolve_model\n"
    "def bv2kw(fieldname, values):\n"
    "    return settings.SITE.babelkw(fieldname, en=values[0],de=values[1])\n"
    "a_A = resolve_model(\"a.A\")\na_B = resolve_model(\"a.B\")\n";

struct Rows final : RowSink {
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      std::string line;
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        line += (i > 0 ? " " : "") + row.shape->columns[i].name + "=" + to_text(row.cells[i]);
      lines.push_back(line);
    }
    return Done{};
  }
  std::vector<std::string> lines;
};

// The rows that a function makes of the calls, then the names of the diagnostics.
std::string made(const std::string& function, const std::vector<std::string>& calls) {
  std::string module =
      "logger.info(\"Loading " + std::to_string(calls.size()) + " objects to table t...\")\n";
  for (const std::string& call : calls) module += "loader.save(create_t(" + call + "))\n";
  module += "\nloader.flush_deferred_objects()\n";
  DiagnosticList problems;
  auto snapshot = Snapshot::open(
      memory_source(
          "test",
          {{"restore.py", Head + function + "\ndef main(args):\n    execfile(\"t.py\", *args)\n"},
           {"t.py", module}}),
      problems);
  EXPECT_TRUE(snapshot.ok());
  const Constructors constructors(**snapshot);
  StreamOptions options;
  options.code.limits.steps = 100'000;
  RowStream stream(**snapshot, constructors, options);
  Rows rows;
  EXPECT_TRUE(stream.run(rows, problems).ok());
  std::string result;
  for (const std::string& line : rows.lines) result += line + "\n";
  for (const Diagnostic& problem : problems.items) result += "! " + problem.name + "\n";
  return result;
}

TEST(Constructor, Generated) {
  EXPECT_EQ(made("def create_t(id, name, price, type_id):\n"
                 "    if price is not None: price = Decimal(price)\n"
                 "#    if state: state = settings.SITE.models.a.States.get_by_value(state)\n"
                 "    type_id = new_content_type_id(type_id)\n"
                 "    kw = dict()\n"
                 "    kw.update(id=id)\n"
                 "    if name is not None: kw.update(bv2kw('name',name))\n"
                 "    kw.update(price=price)\n"
                 "    kw.update(type_id=type_id)\n"
                 "    return a_A(**kw)\n",
                 {"1,['x', 'y'],'1.50',a_B", "2,[None, 'z'],None,None", "3,None,'0',None"}),
            "id=1 name='x' name_de='y' price=1.50 type_id=a_B\n"
            "id=2 name=nothing name_de='z' price=None type_id=None\n"
            "id=3 name=nothing name_de=nothing price=0 type_id=None\n");
}

TEST(Constructor, ParentsInBothSpellings) {
  const char* expected = "a_ptr_id=7 x='y'\n";
  EXPECT_EQ(made("def create_t(a_ptr_id, x):\n    kw = dict()\n    kw.update(x=x)\n"
                 "    return create_mti_child(a_A, a_ptr_id, a_B, **kw)\n",
                 {"7,'y'"}),
            expected);
  EXPECT_EQ(made("def create_t(a_ptr_id, x):\n    return create_mti_child(a_A,a_ptr_id,a_B,x=x)\n",
                 {"7,'y'"}),
            expected);
}

TEST(Constructor, CommonHandEdits) {
  EXPECT_EQ(
      made("def create_t(id, a, b, c):\n    if c is None: c = ''\n    kw = {}\n    kw['id'] = id\n"
           "#    kw.update(a=a)\n    kw.update(renamed=b)\n    kw.update(fixed='10', c=c)\n"
           "    kw.update(gone=a)\n    del kw['gone']\n    return a_A(**kw)\n",
           {"1,2,3,None"}),
      "id=1 renamed=3 fixed='10' c=''\n");
  EXPECT_EQ(made("def create_t(id, a):\n    return None\n", {"1,2"}), "");
  EXPECT_EQ(made("def create_t(id, a):\n    return a_A(id=id, a=Decimal(a))\n", {"1,'2.0'"}),
            "id=1 a=2.0\n");
}

TEST(Constructor, RowsThatDoNotFit) {
  const std::string function =
      "def create_t(id, p):\n    if p is not None: p = Decimal(p)\n    kw = dict()\n    "
      "kw.update(id=id)\n"
      "    kw.update(p=p)\n    return a_A(**kw)\n";
  EXPECT_EQ(made(function, {"1", "2,'x'", "3,'1'"}),
            "id=3 p=1\n! arity-mismatch\n! not-a-decimal\n");
  EXPECT_EQ(made("def create_t(id, n):\n    kw = dict()\n    kw.update(bv2kw('n',n))\n    return "
                 "a_A(**kw)\n",
                 {"1,'text'"}),
            "! not-a-babel-list\n");
}

TEST(Constructor, LogicIsInterpretedRowByRow) {
  EXPECT_EQ(made("def create_t(id, name):\n    if id > 1: name = name.upper() + '!'\n"
                 "    return a_A(id=id, name=name)\n",
                 {"1,'x'", "2,'y'"}),
            "id=1 name='x'\nid=2 name='Y!'\n! constructor-interpreted\n");
}

TEST(Constructor, HelpersAndDictionariesAddedByHand) {
  EXPECT_EQ(
      made("DUPS = {200708: 4011}\n"
           "def new_partner_id(old):\n    return DUPS.get(old, old)\n"
           "def create_t(id, partner_id):\n    kw = dict()\n    kw.update(id=id)\n"
           "    kw.update(partner_id=new_partner_id(partner_id))\n    return a_A(**kw)\n",
           {"1,200708", "2,5"}),
      "id=1 partner_id=4011\nid=2 partner_id=5\n! hand-written-helper\n! hand-written-helper\n"
      "! constructor-interpreted\n");
}

TEST(Constructor, NothingOneOrManyRows) {
  EXPECT_EQ(
      made("def create_t(id, n):\n    if n == 0: return None\n    if n == 1: return a_A(id=id)\n"
           "    return [a_A(id=id * 100 + i) for i in range(n)]\n",
           {"1,0", "2,1", "3,2"}),
      "id=2\nid=300\nid=301\n! constructor-interpreted\n");
  EXPECT_EQ(made("def create_t(id):\n    yield a_A(id=id)\n    yield a_B(a_id=id)\n", {"7"}),
            "id=7\na_id=7\n! constructor-interpreted\n");
}

TEST(Constructor, NamesThatWereBoundAgainAreNotTrusted) {
  const std::string plain =
      "def create_t(id, p):\n    if p is not None: p = Decimal(p)\n    kw = dict()\n"
      "    kw.update(id=id)\n    kw.update(p=p)\n    return a_A(**kw)\n";
  EXPECT_EQ(made("def Decimal(x):\n    return x + x\n" + plain, {"1,'2'"}),
            "id=1 p='22'\n! hand-written-helper\n! constructor-interpreted\n");
  EXPECT_EQ(made(plain + "def noop(*args):\n    return None\ncreate_t = noop\n", {"1,'2'"}),
            "! hand-written-helper\n! hand-written-helper\n! constructor-interpreted\n");
  EXPECT_EQ(made("def create_t(id, name):\n    return a_A(id=id, **bv2kw('name', name))\n"
                 "_old = create_t\ndef create_t(*args):\n    obj = _old(*args)\n"
                 "    obj.name_de = obj.name_de.title()\n    return obj\n",
                 {"1,['x', 'lang']"}),
            "id=1 name='x' name_de='Lang'\n! duplicate-constructor\n! hand-written-helper\n"
            "! constructor-interpreted\n");
}

TEST(Constructor, WhatRaisesIsARowThatWasNotMade) {
  EXPECT_EQ(made("def create_t(id):\n    return a_A(id=10 // id)\n", {"5", "0", "2"}),
            "id=2\nid=5\n! constructor-interpreted\n! constructor-failed\n");
  EXPECT_EQ(
      made("def create_t(id):\n    for x in y:\n        pass\n    return a_A(id=id)\n", {"1", "2"}),
      "! constructor-interpreted\n! constructor-failed\n! constructor-failed\n");
  EXPECT_EQ(made("def create_t(id):\n    return a_A(id=os.getpid())\n", {"1"}),
            "! constructor-interpreted\n! constructor-failed\n");
  EXPECT_EQ(made("def create_t(id):\n    return a_Unknown(id=id)\n", {"1"}),
            "! constructor-interpreted\n! constructor-failed\n");
  EXPECT_EQ(made("def create_t(id):\n    return 5\n", {"1"}),
            "! constructor-interpreted\n! constructor-failed\n");
}

TEST(Constructor, WhatNeverEndsIsStopped) {
  EXPECT_EQ(made("def create_t(id):\n    while True: pass\n", {"1", "2"}),
            "! constructor-interpreted\n! limit-exceeded\n");
}

}  // namespace

}  // namespace undumpy::test
