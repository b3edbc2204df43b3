// Querysets and the rows that hand-written SQL finds for them.

#include <gtest/gtest.h>

#include <array>

#include "tests/engine/run_orm.h"

namespace undumpy::test {
namespace {

struct Case {
  const char* queryset;
  const char* sql;  // the same rows: keys, or all columns of values_list()
};

// Rows of a queryset as rows() writes those of SQL.
constexpr const char* Prelude = R"(
from django.db.models import Avg, Count, F, Max, Min, Q, Sum
def text(value):
    if value is True or value is False: return str(int(value))
    return str(value)
def row(each):
    if isinstance(each, tuple): return '|'.join(text(value) for value in each)
    return text(each.pk if hasattr(each, 'pk') else each)
def show(queryset):
    print(' '.join(row(each) for each in queryset))
)";

constexpr auto Cases = std::to_array<Case>({
    {"Partner.objects.order_by('id')", "SELECT id FROM contacts_partner ORDER BY id"},
    {"Partner.objects.filter(active=True).order_by('id')",
     "SELECT id FROM contacts_partner WHERE active ORDER BY id"},
    {"Partner.objects.exclude(city='EUPN').order_by('id')",
     "SELECT id FROM contacts_partner WHERE city_id IS NULL OR city_id <> 'EUPN' ORDER BY id"},
    {"Partner.objects.filter(city__name='Eupen').order_by('id')",
     "SELECT p.id FROM contacts_partner p JOIN countries_place c ON c.isocode = p.city_id "
     "WHERE c.name = 'Eupen' ORDER BY p.id"},
    {"Partner.objects.filter(city__inside__name='Belgium').order_by('-id')",
     "SELECT id FROM contacts_partner WHERE city_id IN (SELECT isocode FROM countries_place "
     "WHERE inside_id = 'BE') ORDER BY id DESC"},
    {"Partner.objects.filter(born__year=1970, name__startswith='A')",
     "SELECT id FROM contacts_partner WHERE born LIKE '1970-%' AND name LIKE 'A%'"},
    {"Partner.objects.filter(credit__gte=10).order_by('credit')",
     "SELECT id FROM contacts_partner WHERE credit >= 10 ORDER BY credit"},
    {"Partner.objects.exclude(credit__gte=10).order_by('id')",
     "SELECT id FROM contacts_partner WHERE credit IS NULL OR credit < 10 ORDER BY id"},
    {"Partner.objects.filter(id__in=[101, 105, 9]).order_by('id')",
     "SELECT id FROM contacts_partner WHERE id IN (101, 105, 9) ORDER BY id"},
    {"Partner.objects.exclude(id__in=[101, 105]).order_by('id')",
     "SELECT id FROM contacts_partner WHERE id NOT IN (101, 105) ORDER BY id"},
    {"Partner.objects.filter(id__range=(102, 104)).order_by('id')",
     "SELECT id FROM contacts_partner WHERE id BETWEEN 102 AND 104 ORDER BY id"},
    {"Partner.objects.filter(Q(name='Arens') | Q(born=None)).order_by('id')",
     "SELECT id FROM contacts_partner WHERE name = 'Arens' OR born IS NULL ORDER BY id"},
    {"Partner.objects.filter(~Q(name='Arens') & ~Q(active=False)).order_by('id')",
     "SELECT id FROM contacts_partner WHERE name <> 'Arens' AND active ORDER BY id"},
    {"Partner.objects.filter(budget__isnull=False).distinct().order_by('id')",
     "SELECT DISTINCT partner_id FROM debts_budget ORDER BY 1"},
    {"Partner.objects.filter(budget__isnull=True).order_by('id')",
     "SELECT id FROM contacts_partner WHERE id NOT IN (SELECT partner_id FROM debts_budget) "
     "ORDER BY id"},
    {"Partner.objects.filter(budget__entry__title='Rent').order_by('id')",
     "SELECT b.partner_id FROM debts_budget b JOIN debts_entry e ON e.budget_id = b.id "
     "WHERE e.title = 'Rent' ORDER BY 1"},
    {"Partner.objects.exclude(budget__entry__title='Rent').order_by('id')",
     "SELECT id FROM contacts_partner p WHERE NOT EXISTS (SELECT 1 FROM debts_budget b "
     "JOIN debts_entry e ON e.budget_id = b.id WHERE b.partner_id = p.id AND e.title = 'Rent') "
     "ORDER BY id"},
    {"Partner.objects.filter(person__role__kind='boss').order_by('id')",
     "SELECT person_id FROM contacts_role WHERE kind = 'boss' ORDER BY 1"},
    {"Partner.objects.exclude(person__role__kind='boss').order_by('id')",
     "SELECT id FROM contacts_partner WHERE id NOT IN (SELECT person_id FROM contacts_role "
     "WHERE kind = 'boss') ORDER BY id"},
    {"Partner.objects.filter(email=F('name_de')).order_by('id')",
     "SELECT id FROM contacts_partner WHERE email = name_de ORDER BY id"},
    {"Partner.objects.filter(name_de__iexact=F('name'))",
     "SELECT id FROM contacts_partner WHERE lower(name_de) = lower(name)"},
    {"Partner.objects.filter(email__contains='%d_')",
     "SELECT id FROM contacts_partner WHERE instr(email, '%d_') > 0"},
    {"Partner.objects.filter(email__endswith='\\\\f@example.com')",
     "SELECT id FROM contacts_partner WHERE instr(email, '\\f@') > 0"},
    {"Person.objects.order_by('id')", "SELECT partner_ptr_id FROM contacts_person ORDER BY 1"},
    {"Person.objects.filter(name__lt='D', active=True).order_by('id')",
     "SELECT p.id FROM contacts_person s JOIN contacts_partner p ON p.id = s.partner_ptr_id "
     "WHERE p.name < 'D' AND p.active ORDER BY p.id"},
    {"Person.objects.filter(mother__isnull=False).order_by('-name')",
     "SELECT p.id FROM contacts_person s JOIN contacts_partner p ON p.id = s.partner_ptr_id "
     "WHERE s.mother_id IS NOT NULL ORDER BY p.name DESC"},
    {"Person.objects.filter(mother__mother__name='Bastiaensen')",
     "SELECT c.partner_ptr_id FROM contacts_person c JOIN contacts_person m ON "
     "m.partner_ptr_id = c.mother_id WHERE m.mother_id = 102"},
    {"Role.objects.filter(person__city__inside='BE').order_by('id')",
     "SELECT r.id FROM contacts_role r JOIN contacts_partner p ON p.id = r.person_id "
     "JOIN countries_place c ON c.isocode = p.city_id WHERE c.inside_id = 'BE' ORDER BY r.id"},
    {"Place.objects.filter(place=None).order_by('pk')",
     "SELECT isocode FROM countries_place WHERE isocode NOT IN (SELECT inside_id FROM "
     "countries_place WHERE inside_id IS NOT NULL) ORDER BY 1"},
    {"Place.objects.exclude(people__gt=100000).order_by('pk')",
     "SELECT isocode FROM countries_place WHERE people IS NULL OR people <= 100000 ORDER BY 1"},
    {"Budget.objects.exclude(entry__paid=False).order_by('id')",
     "SELECT id FROM debts_budget WHERE id NOT IN (SELECT budget_id FROM debts_entry "
     "WHERE NOT paid) ORDER BY id"},
    {"Budget.objects.filter(entry__title='Rent', entry__paid=True).order_by('id')",
     "SELECT budget_id FROM debts_entry WHERE title = 'Rent' AND paid ORDER BY 1"},
    {"Budget.objects.filter(entry__title='Rent').filter(entry__paid=False).order_by('id')",
     "SELECT b.id FROM debts_budget b JOIN debts_entry x ON x.budget_id = b.id JOIN debts_entry y "
     "ON y.budget_id = b.id WHERE x.title = 'Rent' AND NOT y.paid ORDER BY b.id"},
    {"Budget.objects.annotate(n=Count('entry')).filter(n=0)",
     "SELECT id FROM debts_budget WHERE id NOT IN (SELECT budget_id FROM debts_entry)"},
    {"Budget.objects.annotate(n=Count('entry')).filter(n__gt=1).order_by('-n')",
     "SELECT budget_id FROM debts_entry GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY COUNT(*) DESC"},
    {"Budget.objects.annotate(n=Count('entry')).order_by('id').values_list('id', 'n')",
     "SELECT b.id, COUNT(e.id) FROM debts_budget b LEFT JOIN debts_entry e ON e.budget_id = b.id "
     "GROUP BY b.id ORDER BY b.id"},
    {"Budget.objects.annotate(n=Count('entry', filter=Q(entry__paid=True))).order_by('id')"
     ".values_list('id', 'n')",
     "SELECT b.id, (SELECT COUNT(*) FROM debts_entry e WHERE e.budget_id = b.id AND e.paid) "
     "FROM debts_budget b ORDER BY b.id"},
    {"Entry.objects.values_list('title').annotate(n=Count('id')).order_by('title')",
     "SELECT title, COUNT(*) FROM debts_entry GROUP BY title ORDER BY title"},
    {"Entry.objects.values_list('budget__partner__name').annotate(Max('seqno'))"
     ".order_by('budget__partner__name')",
     "SELECT p.name, MAX(e.seqno) FROM debts_entry e JOIN debts_budget b ON b.id = e.budget_id "
     "JOIN contacts_partner p ON p.id = b.partner_id GROUP BY p.name ORDER BY p.name"},
    {"Entry.objects.values_list('paid').annotate(Min('seqno'), Sum('seqno')).order_by('paid')",
     "SELECT paid, MIN(seqno), SUM(seqno) FROM debts_entry GROUP BY paid ORDER BY paid"},
    {"Entry.objects.order_by('-amount', 'id')[1:4]",
     "SELECT id FROM debts_entry ORDER BY amount DESC, id LIMIT 3 OFFSET 1"},
    {"Entry.objects.order_by('place__name', 'id')",
     "SELECT e.id FROM debts_entry e LEFT JOIN countries_place p ON p.isocode = e.place_id "
     "ORDER BY p.name, e.id"},
    {"Entry.objects.values_list('title', flat=True).distinct().order_by('title')",
     "SELECT DISTINCT title FROM debts_entry ORDER BY 1"},
    {"Entry.objects.filter(seqno__gt=F('budget')).order_by('id')",
     "SELECT id FROM debts_entry WHERE seqno > budget_id ORDER BY id"},
    {"Entry.objects.filter(seqno=F('id') - F('budget__id') * 0).order_by('id')",
     "SELECT id FROM debts_entry WHERE seqno = id ORDER BY id"},
    {"Entry.objects.filter(budget__in=Budget.objects.filter(partner=101)).order_by('id')",
     "SELECT id FROM debts_entry WHERE budget_id IN (1, 2) ORDER BY id"},
    {"Entry.objects.filter(budget__partner__in=Person.objects.filter(active=False))",
     "SELECT e.id FROM debts_entry e JOIN debts_budget b ON b.id = e.budget_id "
     "WHERE b.partner_id IN (103, 105)"},
    {"Entry.objects.filter(pk__in=Entry.objects.order_by('-pk').values('pk')[:2]).order_by('id')",
     "SELECT id FROM debts_entry WHERE id >= 5 ORDER BY id"},
    {"Event.objects.filter(start__date='2015-08-26').order_by('id')",
     "SELECT id FROM cal_event WHERE start LIKE '2015-08-26%' ORDER BY id"},
    {"Event.objects.filter(start__year__lt=2016).order_by('id')",
     "SELECT id FROM cal_event WHERE start < '2016-01-01' ORDER BY id"},
    {"Event.objects.filter(start__month=12, start__day=31)",
     "SELECT id FROM cal_event WHERE start LIKE '____-12-31%'"},
    {"Event.objects.filter(partner__isnull=True)",
     "SELECT id FROM cal_event WHERE partner_id IS NULL"},
    {"Event.objects.exclude(partner__name__startswith='A').order_by('id')",
     "SELECT e.id FROM cal_event e LEFT JOIN contacts_partner p ON p.id = e.partner_id "
     "WHERE p.name IS NULL OR p.name NOT LIKE 'A%' ORDER BY e.id"},
    {"Event.objects.filter(guest__partner=101, guest__state='no')",
     "SELECT event_id FROM cal_guest WHERE partner_id = 101 AND state = 'no'"},
    {"Event.objects.exclude(guest__state='yes').order_by('id')",
     "SELECT id FROM cal_event WHERE id NOT IN (SELECT event_id FROM cal_guest WHERE "
     "state = 'yes') ORDER BY id"},
    {"Event.objects.filter(big__gt=0)", "SELECT id FROM cal_event WHERE big > 0 "},
    {"Event.objects.order_by('id').values_list('id', 'priority', 'partner')",
     "SELECT id, priority, partner_id FROM cal_event ORDER BY id"},
    {"Guest.objects.filter(partner=F('event__partner')).order_by('id')",
     "SELECT g.id FROM cal_guest g JOIN cal_event e ON e.id = g.event_id "
     "WHERE g.partner_id = e.partner_id ORDER BY g.id"},
    {"Guest.objects.filter(event__partner__city='EUPN').order_by('id')",
     "SELECT g.id FROM cal_guest g JOIN cal_event e ON e.id = g.event_id JOIN contacts_partner p "
     "ON p.id = e.partner_id WHERE p.city_id = 'EUPN' ORDER BY g.id"},
    {"(Partner.objects.filter(name='Arens') | Partner.objects.filter(city='TALL')).order_by('id')",
     "SELECT id FROM contacts_partner WHERE name = 'Arens' OR city_id = 'TALL' ORDER BY id"},
    {"(Partner.objects.filter(active=True) & Partner.objects.exclude(born=None)).order_by('id')",
     "SELECT id FROM contacts_partner WHERE active AND born IS NOT NULL ORDER BY id"},
    {"Partner.objects.get(pk=101).budget_set.order_by('-date')",
     "SELECT id FROM debts_budget WHERE partner_id = 101 ORDER BY date DESC"},
    {"Place.objects.get(pk='EUPN').partner_set.filter(active=True).order_by('name')",
     "SELECT id FROM contacts_partner WHERE city_id = 'EUPN' AND active ORDER BY name"},
    {"Person.objects.get(pk=101).debts_budget_set_by_partner.order_by('id')",
     "SELECT id FROM debts_budget WHERE partner_id = 101 ORDER BY id"},
    {"Partner.objects.filter(debts_budget_set_by_partner__note='first')",
     "SELECT partner_id FROM debts_budget WHERE note = 'first'"},
});

TEST(OrmSql, QuerysetsGiveTheRowsOfSql) {
  OrmRun run;
  ASSERT_EQ(run.program(Prelude), "");
  EXPECT_GE(Cases.size(), 60U);
  for (const Case& test : Cases) {
    const std::string expected = run.rows(test.sql);
    EXPECT_FALSE(expected.empty()) << test.sql;
    EXPECT_EQ(run.program(std::string("show(") + test.queryset + ")\n"), expected + "\n")
        << test.queryset;
  }
}

}  // namespace
}  // namespace undumpy::test
