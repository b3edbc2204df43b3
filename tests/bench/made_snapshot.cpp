#include "tests/bench/made_snapshot.h"

#include <fmt/format.h>

#include <random>

namespace undumpy::bench {

namespace {

constexpr const char* Restore = R"(# This is a Python dump created using dump2py.
import six
SOURCE_VERSION = '1.0'
from decimal import Decimal
from django.conf import settings
from lino.core.utils import resolve_model
def bv2kw(fieldname, values):
    return settings.SITE.babelkw(fieldname, en=values[0],de=values[1])
contacts_Partner = resolve_model("contacts.Partner")
cal_Event = resolve_model("cal.Event")
def create_contacts_partner(id, name, street, zip_code, email, parent_id, modified, amount):
    if amount is not None: amount = Decimal(amount)
    kw = dict()
    kw.update(id=id)
    if name is not None: kw.update(bv2kw('name',name))
    kw.update(street=street)
    kw.update(zip_code=zip_code)
    kw.update(email=email)
    kw.update(parent_id=parent_id)
    kw.update(modified=modified)
    kw.update(amount=amount)
    return contacts_Partner(**kw)
def create_cal_event(id, summary, partner_id, start_date, start_time, state):
    kw = dict()
    kw.update(id=id)
    kw.update(summary=summary)
    kw.update(partner_id=partner_id)
    kw.update(start_date=start_date)
    kw.update(start_time=start_time)
    kw.update(state=state)
    return cal_Event(**kw)
def main(args):
    execfile("contacts_partner.py", *args)
    execfile("cal_event.py", *args)
)";

std::string partners() {
  std::mt19937 random(1);
  std::string text = fmt::format(
      "logger.info(\"Loading {} objects to table contacts_partner...\")\n"
      "# fields: id, name, street, zip_code, email, parent, modified, amount\n",
      Partners);
  for (std::size_t i = 1; i <= Partners; ++i)
    text += fmt::format(
        "loader.save(create_contacts_partner({0},['Müller {0}', ''],'Aachener Straße {1}','{2}',"
        "'user{0}@example.com',{3},dt(2018,3,{4},12,{5},17),'{6}.{7:02}'))\n",
        i, i % 300, 1000 + i % 9000,
        random() % 2 == 0 ? std::string("None") : std::to_string(1 + random() % i), 1 + i % 28,
        i % 60, i % 1000, i % 100);
  return text + "\nloader.flush_deferred_objects()\n";
}

std::string events() {
  std::mt19937 random(2);
  std::string text = fmt::format(
      "logger.info(\"Loading {} objects to table cal_event...\")\n"
      "# fields: id, summary, partner, start_date, start_time, state\n",
      Events);
  for (std::size_t i = 1; i <= Events; ++i)
    text += fmt::format(
        "loader.save(create_cal_event({},'Meeting about project {} and its budget',{},"
        "date(2019,{},{}),time({},30,0),'{}'))\n",
        i, i % 977, 1 + random() % Partners, 1 + i % 12, 1 + i % 28, i % 24, 10 * (1 + i % 4));
  return text + "\nloader.flush_deferred_objects()\n";
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& files() {
  static const std::vector<std::pair<std::string, std::string>> made = {
      {"restore.py", Restore}, {"contacts_partner.py", partners()}, {"cal_event.py", events()}};
  return made;
}

std::size_t size_of_files() {
  std::size_t size = 0;
  for (const auto& [name, text] : files()) size += text.size();
  return size;
}

}  // namespace undumpy::bench
