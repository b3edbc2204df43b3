// The contract of models.h and instance.h: what hosts rely on.

#include <gtest/gtest.h>

#include "engine/orm/instance.h"
#include "engine/orm/values.h"
#include "engine/python/number.h"
#include "engine/row.h"
#include "tests/engine/run_orm.h"

namespace undumpy::test {
namespace {

using python::Value;

// Columns of the instance that the program calls `obj`, as name=value.
std::string made(OrmRun& run, const std::string& program) {
  const std::string failed = run.program(program);
  if (!failed.empty()) return failed;
  python::Runtime& rt = run.interpreter->runtime();
  orm::MadeRow row;
  if (!orm::made_row(run.interpreter->globals().get(*rt.intern("obj")), row)) return "no row";
  std::string text = std::string(row.table) + " " + std::string(row.model);
  if (!row.parent.empty()) text += " of " + std::string(row.parent);
  for (const auto& [name, value] : row.columns)
    text += " " + std::string(name) + "=" + python::repr(rt, value);
  for (const auto& [name, value] : row.parent_columns)
    text += " parent." + std::string(name) + "=" + python::repr(rt, value);
  return text;
}

TEST(OrmModels, MadeRowsTellWhatWasGivenInItsOrder) {
  OrmRun run({.any_keyword = true});
  EXPECT_EQ(made(run,
                 "obj = Entry(title='x', budget_id=5, gone=1)\nobj.paid = True\nobj.title = 'y'\n"
                 "obj.note = 'no column'\n"),
            "debts_entry debts.Entry title='y' budget_id=5 gone=1 paid=True");
  EXPECT_EQ(made(run, "obj = Entry(budget=Budget.objects.get(pk=2))\n"),
            "debts_entry debts.Entry budget_id=2");
  EXPECT_EQ(made(run, "obj = Role.objects.get(pk=2)\n"),
            "contacts_role contacts.Role id=2 person_id=101 kind='clerk' since=None");
}

TEST(OrmModels, WithoutDatabaseModelsTakeEverything) {
  OrmHost host;
  python::Interpreter interpreter({}, host);
  orm::Models models(interpreter.runtime(), nullptr, nullptr, {});
  host.models = &models;
  models.declare("contacts.Person", "contacts_person", "contacts.Partner");
  python::Runtime& rt = interpreter.runtime();
  interpreter.globals().set(*rt.intern("Partner"), models.resolve("contacts.Partner"));
  interpreter.globals().set(*rt.intern("Person"), models.resolve("contacts.Person"));
  interpreter.globals().set(*rt.intern("create_mti_child"), models.create_mti_child());
  const auto result = interpreter.run("x.py", R"(
a = Partner(id=1, name='x')
a.city_id = 5
b = create_mti_child(Partner, 7, Person, first_name='y')
print(a, a.pk, b.id, b.pk, isinstance(b, Partner), b.first_name)
try:
    Partner.objects.all()
except RuntimeError as e:
    print(e)
try:
    a.save()
except RuntimeError as e:
    print(e)
)");
  EXPECT_EQ(host.output + result.error,
            "Partner object (1) 1 7 7 True y\n"
            "Partner.objects needs a database, and there is none: only the snapshot is read\n"
            "save() needs a database, and there is none: only the snapshot is read\n");
  orm::MadeRow row;
  ASSERT_TRUE(orm::made_row(interpreter.globals().get(*rt.intern("b")), row));
  EXPECT_EQ(row.table, "contacts_person");
  EXPECT_EQ(row.parent, "contacts.Partner");
  ASSERT_EQ(row.columns.size(), 2U);
  EXPECT_EQ(row.columns[0].first, "partner_ptr_id");
  ASSERT_TRUE(orm::made_row(interpreter.globals().get(*rt.intern("a")), row));
  EXPECT_EQ(row.columns.size(), 3U);
}

constexpr const char* Child = R"(
from django.core.exceptions import ValidationError
from django.db import IntegrityError
)";

void give_child_maker(OrmRun& run) {
  python::Runtime& rt = run.interpreter->runtime();
  run.interpreter->globals().set(*rt.intern("create_mti_child"), run.models->create_mti_child());
}

TEST(OrmModels, ChildrenAreOneRowOfTheirOwnTable) {
  OrmRun run;
  give_child_maker(run);
  EXPECT_EQ(made(run,
                 "obj = create_mti_child(Partner, 106, Person, first_name='R', "
                 "mother_id=102, name='Renamed')\n"),
            "contacts_person contacts.Person of contacts.Partner partner_ptr_id=106 "
            "first_name='R' mother_id=102 parent.name='Renamed'");
  EXPECT_EQ(run.program("print(obj.id, obj.pk, obj.full_clean())\nobj.save()\n"), "106 106 None\n");
  EXPECT_EQ(run.rows("SELECT name, first_name, city_id FROM contacts_partner JOIN contacts_person "
                     "ON id = partner_ptr_id WHERE id = 106"),
            "Renamed|R|EUPN");
  EXPECT_EQ(run.models->changes().at("contacts_person").inserted, 1U);
  EXPECT_EQ(run.models->changes().at("contacts_partner").inserted, 0U);
  EXPECT_EQ(run.models->changes().at("contacts_partner").updated, 1U);
  EXPECT_EQ(run.program("create_mti_child(Partner, 106, Person, first_name='R').save()\n"),
            "django.db.utils.IntegrityError: UNIQUE constraint failed: "
            "contacts_person.partner_ptr_id");
  EXPECT_EQ(run.program("create_mti_child(Partner, 1, Role)\n"),
            "django.core.exceptions.ValidationError: ['A Partner cannot be parent for a Role']");
  EXPECT_EQ(run.program("create_mti_child(Partner, 1, Person, x=1)\n"),
            "TypeError: Person() got an unexpected keyword argument 'x'");
}

TEST(OrmModels, ModelsAreFoundByName) {
  OrmRun run;
  python::Runtime& rt = run.interpreter->runtime();
  std::string_view name;
  ASSERT_TRUE(orm::model_name(run.models->resolve("contacts.Partner"), name));
  EXPECT_EQ(name, "contacts.Partner");
  EXPECT_TRUE(orm::model_name(run.models->resolve("contenttypes.ContentType"), name));
  EXPECT_FALSE(orm::model_name(Value::small(1), name));
  run.interpreter->globals().set(*rt.intern("Gone"), run.models->resolve("gone.Model"));
  EXPECT_EQ(run.program("print(Gone)\nGone(a=1)\n"),
            "<unresolved model gone.Model>\nLookupError: gone.Model is no model of this database: "
            "it has no table gone_model");
  EXPECT_EQ(run.program("Gone.objects\n"),
            "LookupError: gone.Model is no model of this database: it has no table gone_model");
}

TEST(OrmModels, ChangesAreCountedByTable) {
  OrmRun run;
  EXPECT_EQ(run.program(R"(
from django.db import transaction
Person(name='A', first_name='B', active=True).save()
Entry.objects.filter(budget=1).update(paid=True)
Budget.objects.get(pk=1).delete()
try:
    with transaction.atomic():
        Partner.objects.update(active=False)
        raise ValueError
except ValueError:
    pass
)"),
            "");
  const auto& changes = run.models->changes();
  EXPECT_EQ(changes.at("contacts_partner").inserted, 1U);
  EXPECT_EQ(changes.at("contacts_partner").updated, 0U);
  EXPECT_EQ(changes.at("contacts_person").inserted, 1U);
  EXPECT_EQ(changes.at("debts_entry").updated, 3U);
  EXPECT_EQ(changes.at("debts_entry").deleted, 3U);
  EXPECT_EQ(changes.at("debts_budget").deleted, 1U);
}

TEST(OrmModels, RowsAreLimited) {
  python::Limits limits;
  limits.rows = 3;
  OrmRun run({}, limits);
  EXPECT_EQ(run.program("for i in range(10):\n    Place.objects.create(isocode='X' + str(i))\n"),
            "LimitExceeded: " + (python::LimitExceeded{python::Limit::Rows, 3}).message());
}

TEST(OrmModels, TheWorkOfSqliteCountsAsSteps) {
  python::Limits limits;
  limits.steps = 20'000;
  OrmRun run({}, limits);
  const std::string ended = run.program(
      "qs = Entry.objects.all()\nfor i in range(12):\n    qs = qs.filter(budget__entry__id__gt=0)\n"
      "print(qs.count())\n");
  EXPECT_TRUE(ended.starts_with("LimitExceeded: ")) << ended;
}

TEST(OrmModels, MemoryOfRowsIsCharged) {
  python::Limits limits;
  limits.memory = 4 << 20;
  OrmRun run({}, limits);
  ASSERT_TRUE(run.database
                  .run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                       "i < 50000) INSERT INTO cal_event (summary) SELECT 'event ' || i FROM n")
                  .ok());
  EXPECT_TRUE(run.program("print(len(Event.objects.all()))\n").starts_with("LimitExceeded: "));
  EXPECT_EQ(run.program("n = 0\nfor event in Event.objects.iterator():\n    n += 1\nprint(n)\n"),
            "50005\n");
}

TEST(OrmModels, DeepConditionsEndInAnError) {
  OrmRun run;
  EXPECT_EQ(run.program("from django.db.models import Q\nq = Q(name='x')\n"
                        "for i in range(100000):\n    q = ~(q & Q(id=i))\n"
                        "Partner.objects.filter(q)\n"),
            "RecursionError: maximum recursion depth exceeded");
  EXPECT_EQ(run.program("qs = Partner.objects.all()\n"
                        "for i in range(100000):\n    qs = Partner.objects.filter(pk__in=qs)\n"),
            "RecursionError: maximum recursion depth exceeded");
  EXPECT_EQ(
      run.program("from django.db.models import F\nqs = Partner.objects.all()\n"
                  "for i in range(100000):\n    qs = qs.annotate(x=F('x' if i else 'id') + 1)\n"),
      "RecursionError: maximum recursion depth exceeded");
  EXPECT_EQ(run.program("qs = Partner.objects.filter(pk=1)\n"
                        "for i in range(500):\n    qs = qs | Partner.objects.filter(pk=i)\n"
                        "print(qs.count())\n"),
            "7\n");
}

TEST(OrmModels, BeforeEveryStatement) {
  OrmRun run;
  int calls = 0;
  run.models->before_statement = [&] { ++calls; };
  EXPECT_EQ(run.program("Partner.objects.filter(name='x')\n"), "");
  EXPECT_EQ(calls, 0);
  EXPECT_EQ(run.program("Partner.objects.count()\nPartner.objects.get(pk=101).city\n"), "");
  EXPECT_EQ(calls, 3);
}

TEST(OrmModels, AmbiguousReverseNamesTellTheChoices) {
  auto opened = sqlite::Connection::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite::Connection database = std::move(opened).value();
  ASSERT_TRUE(database
                  .run("CREATE TABLE a_thing (id integer PRIMARY KEY, name varchar(5) NOT NULL);"
                       "CREATE TABLE a_link (id integer PRIMARY KEY, "
                       "first_id integer REFERENCES a_thing (id), "
                       "second_id integer REFERENCES a_thing (id));"
                       "INSERT INTO a_thing VALUES (1, 'x'), (2, 'y');"
                       "INSERT INTO a_link VALUES (1, 1, 2)")
                  .ok());
  const Schema schema = schema_of_database(database).value();
  OrmHost host;
  python::Interpreter interpreter({}, host);
  orm::Models models(interpreter.runtime(), &database, &schema, {});
  host.models = &models;
  interpreter.globals().set(*interpreter.runtime().intern("Thing"), models.resolve("a.Thing"));
  const auto result = interpreter.run("x.py", R"(
print(Thing.objects.filter(a_link_set_by_second__first__name='x').get().name)
print(Thing.objects.get(pk=1).a_link_set_by_first.count())
def told(work):
    try:
        work()
    except Exception as e:
        print(type(e).__name__, e)
told(lambda: Thing.objects.filter(link__first=1))
told(lambda: Thing.objects.get(pk=1).link_set)
told(lambda: Thing.objects.filter(x=1))
)");
  EXPECT_EQ(host.output + result.error,
            "y\n1\n"
            "FieldError 'link' of Thing is ambiguous: several foreign keys lead to it. Choices "
            "are: a_link_set_by_first, a_link_set_by_second\n"
            "FieldError 'link' of Thing is ambiguous: several foreign keys lead to it. Choices "
            "are: a_link_set_by_first, a_link_set_by_second\n"
            "FieldError Cannot resolve keyword 'x' into field. Choices are: a_link_set_by_first, "
            "a_link_set_by_second, id, name\n");
}

TEST(OrmModels, ContentTypesAreMadeOnDemand) {
  OrmRun run;
  EXPECT_EQ(run.program(R"(
from django.contrib.contenttypes.models import ContentType
from django.apps import apps
print(ContentType.objects.get_for_model(Person).pk, ContentType.objects.get_for_id(1).model)
print(ContentType.objects.get_for_model(Entry).model, ContentType.objects.count())
print(apps.get_model('debts.Entry') is Entry, apps.get_model('debts', 'entry') is Entry)
)"),
            "2 partner\nentry 3\nTrue True\n");
}

TEST(OrmModels, CellsAndValuesAreEachOther) {
  OrmRun run;
  python::Runtime& rt = run.interpreter->runtime();
  ASSERT_EQ(
      run.program("from datetime import date, datetime, time, timedelta, timezone\n"
                  "from decimal import Decimal\n"
                  "values = [None, True, 5, 2 ** 70, 1.5, 'grün', b'x', date(2015, 1, 2),\n"
                  "    time(1, 2, 3), datetime(2015, 1, 2, 3, 4, 5, 6), Decimal('1.50'),\n"
                  "    [1, (2, 'x')], {'a': [None]}]\n"
                  "other = Partner.objects\n"
                  "aware = datetime(2015, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))\n"),
      "");
  const Value values = run.interpreter->globals().get(*rt.intern("values"));
  Arena arena;
  std::string why;
  Cell cell = Cell::none();
  for (const Value& value : python::as<python::List>(values)->items) {
    ASSERT_TRUE(orm::cell_of(rt, value, arena, cell, why)) << why;
    EXPECT_EQ(python::repr(rt, orm::value_of(rt, cell)), python::repr(rt, value));
  }
  EXPECT_FALSE(
      orm::cell_of(rt, run.interpreter->globals().get(*rt.intern("other")), arena, cell, why));
  EXPECT_EQ(why, "a value of type Manager");
  ASSERT_TRUE(
      orm::cell_of(rt, run.interpreter->globals().get(*rt.intern("aware")), arena, cell, why));
  EXPECT_EQ(to_text(cell), "2014-12-31 23:30:00");
  ASSERT_TRUE(orm::cell_of(rt, run.models->resolve("debts.Entry"), arena, cell, why));
  EXPECT_EQ(cell.text(), "debts_Entry");
}

TEST(OrmModels, NoneInTextCanBeEmpty) {
  OrmRun strict;
  EXPECT_EQ(strict.program("Partner(name=None, active=True).full_clean()\n"),
            "django.core.exceptions.ValidationError: {'name': ['This field cannot be null.']}");
  OrmRun lenient({.none_is_empty_text = true});
  EXPECT_EQ(lenient.program("p = Partner(name=None, active=True)\np.full_clean()\np.save()\n"), "");
  EXPECT_EQ(lenient.rows("SELECT count(*) FROM contacts_partner WHERE name = ''"), "1");
}

TEST(OrmModels, WhatIsOutSaysSo) {
  OrmRun run;
  EXPECT_EQ(run.program("from django.db.models import Case\nCase()\n"),
            "NotImplementedError: Case() is not supported by undumpy; use filter(), annotate() and "
            "a loop instead");
  EXPECT_EQ(run.program("from django.db import connection\nconnection.cursor()\n"),
            "NotImplementedError: django.db.connection is not handed out; use the models' objects");
  EXPECT_EQ(run.program("Partner.objects.order_by('?')\n"),
            "NotImplementedError: order_by('?') is not supported: every run gives the same result");
  EXPECT_EQ(run.program("Partner.objects.delete()\n").substr(0, 66),
            "AttributeError: 'Manager' object has no attribute 'delete'");
}

TEST(OrmModels, DecoratedFunctionsAreAtomic) {
  OrmRun run;
  EXPECT_EQ(run.program(R"(
from django.db import transaction
@transaction.atomic
def change(fails):
    Partner.objects.filter(pk=101).update(name='Changed')
    if fails:
        raise ValueError('no')
    return Partner.objects.get(pk=101).name
try:
    change(True)
except ValueError as e:
    print(e, Partner.objects.get(pk=101).name)
print(change(False), change.__name__)
)"),
            "no Arens\nChanged change\n");
}

TEST(OrmModels, RegularExpressionsAreThoseOfTheInterpreter) {
  OrmRun run;
  const std::string found = run.program(
      "print([p.pk for p in Partner.objects.filter(name__regex='^[AB].*s$')"
      ".order_by('pk')],\n    Partner.objects.filter(email__iregex='^e.*com$').count())\n");
  if (python::find_module("re") != nullptr)
    EXPECT_EQ(found, "[101] 1\n");
  else
    EXPECT_TRUE(found.starts_with("NotImplementedError: __regex needs the module re")) << found;
}

// The program goes on to exist until the interpreter ends, after the models.
TEST(OrmModels, AbandonedTransactionsAndRowsAreHarmless) {
  OrmRun run;
  EXPECT_EQ(run.program(R"(
from django.db import transaction
def paused():
    with transaction.atomic():
        Partner.objects.filter(pk=101).update(name='Changed')
        yield
running = paused()
next(running)
rows = Partner.objects.iterator()
next(rows)
kept = [Person.objects.get(pk=101), Partner.objects.filter(name='x'), Partner._meta.pk]
)"),
            "");
}

}  // namespace
}  // namespace undumpy::test
