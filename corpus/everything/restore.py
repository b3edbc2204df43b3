#!/usr/bin/env python
# -*- coding: UTF-8 -*-

# This is a Python dump created using dump2py.
# DJANGO_SETTINGS_MODULE was 'shop.settings.demo', TIME_ZONE was 'UTC'.


from __future__ import unicode_literals

import logging
logger = logging.getLogger('lino.management.commands.dump2py')

SOURCE_VERSION = '24.1.0'

import os
import six
from decimal import Decimal
from datetime import datetime
from datetime import time, date
from django.conf import settings
from django.utils.timezone import make_aware, utc
from django.core.management import call_command
# from django.contrib.contenttypes.models import ContentType
from lino.utils.dpy import create_mti_child
from lino.utils.dpy import DpyLoader
from lino.core.utils import resolve_model

if settings.USE_TZ:
    def dt(*args):
        return make_aware(datetime(*args), timezone=utc)
else:
    def dt(*args):
        return datetime(*args)

def new_content_type_id(m):
    if m is None: return m
    ct = settings.SITE.models.contenttypes.ContentType.objects.get_for_model(m)
    if ct is None: return None
    return ct.pk

def pmem():
    # Thanks to https://stackoverflow.com/questions/938733/total-memory-used-by-python-process
    process = psutil.Process(os.getpid())
    print(process.memory_info().rss)

def execfile(fn, *args):
    logger.info("Execute file %s ...", fn)
    six.exec_(compile(open(fn, "rb").read(), fn, 'exec'), *args)
    # pmem()  # requires pip install psutil


def bv2kw(fieldname, values):
    """
    Needed if `Site.languages` changed between dumpdata and loaddata
    """
    return settings.SITE.babelkw(fieldname, en=values[0],de=values[1],fr=values[2])

care_Client = resolve_model("care.Client")
contacts_Partner = resolve_model("contacts.Partner")
contacts_Person = resolve_model("contacts.Person")
countries_Country = resolve_model("countries.Country")
legacy_Contract = resolve_model("legacy.Contract")
log_Entry = resolve_model("log.Entry")
notes_Note = resolve_model("notes.Note")
places_Place = resolve_model("places.Place")
staff_Member = resolve_model("staff.Member")
system_Setting = resolve_model("system.Setting")
teams_Team = resolve_model("teams.Team")
users_User = resolve_model("users.User")
void_Thing = resolve_model("void.Thing")


def create_countries_country(isocode, name):
    kw = dict()
    kw.update(isocode=isocode)
    if name is not None: kw.update(bv2kw('name',name))
    return countries_Country(**kw)

def create_places_place(id, name, country_id, parent_id):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    kw.update(country_id=country_id)
    kw.update(parent_id=parent_id)
    return places_Place(**kw)

def create_contacts_partner(id, name, place_id, state, url, remark, vip):
#    if state: state = settings.SITE.models.contacts.PartnerStates.get_by_value(state)
    kw = dict()
    kw.update(id=id)
    if name is not None: kw.update(bv2kw('name',name))
    kw.update(place_id=place_id)
    kw.update(state=state)
    kw.update(url=url)
    kw.update(remark=remark)
    kw.update(vip=vip)
    return contacts_Partner(**kw)

def create_contacts_person(partner_ptr_id, first_name, last_name, birth_date, salary):
    if salary is not None: salary = Decimal(salary)
    kw = dict()
    kw.update(first_name=first_name)
    kw.update(last_name=last_name)
    kw.update(birth_date=birth_date)
    kw.update(salary=salary)
    return create_mti_child(contacts_Partner, partner_ptr_id, contacts_Person, **kw)

def create_care_client(person_ptr_id, since, coach_id):
    kw = dict()
    kw.update(since=since)
    kw.update(coach_id=coach_id)
    return create_mti_child(contacts_Person, person_ptr_id, care_Client, **kw)

def create_staff_member(id, name, team_id):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    kw.update(team_id=team_id)
    return staff_Member(**kw)

def create_teams_team(id, name, leader_id):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    kw.update(leader_id=leader_id)
    return teams_Team(**kw)

def create_users_user(id, username, password, active, score):
    kw = dict()
    kw.update(id=id)
    kw.update(username=username)
    kw.update(password=password)
    kw.update(active=active)
    kw.update(score=score)
    return users_User(**kw)

def create_log_entry(id, user_id, text):
    kw = dict()
    kw.update(id=id)
    kw.update(user_id=user_id)
    kw.update(text=text)
    return log_Entry(**kw)

def create_legacy_contract(id, partner_id, number):
    kw = dict()
    kw.update(id=id)
    kw.update(partner_id=partner_id)
    kw.update(number=number)
    return legacy_Contract(**kw)

def create_notes_note(id, owner_type_id, owner_id, subject, at, day):
    owner_type_id = new_content_type_id(owner_type_id)
    kw = dict()
    kw.update(id=id)
    kw.update(owner_type_id=owner_type_id)
    kw.update(owner_id=owner_id)
    kw.update(subject=subject)
    kw.update(at=at)
    kw.update(day=day)
    return notes_Note(**kw)

def create_system_setting(id, value):
    kw = dict()
    kw.update(id=id)
    kw.update(value=value)
    return system_Setting(**kw)

def create_void_thing(id, name):
    kw = dict()
    kw.update(id=id)
    kw.update(name=name)
    return void_Thing(**kw)




def main(args):
    loader = DpyLoader(globals(), quick=args.quick)
    from django.core.management import call_command
    call_command('initdb', interactive=args.interactive)
    os.chdir(os.path.dirname(__file__))
    loader.initialize()
    args = (globals(), locals())

    execfile("countries_country.py", *args)
    execfile("places_place.py", *args)
    execfile("contacts_partner.py", *args)
    execfile("contacts_person.py", *args)
    execfile("care_client.py", *args)
    execfile("staff_member.py", *args)
    execfile("teams_team.py", *args)
    execfile("users_user.py", *args)
    execfile("log_entry_1.py", *args)
    execfile("log_entry_2.py", *args)
    execfile("log_entry_3.py", *args)
    execfile("legacy_contract.py", *args)
    execfile("notes_note.py", *args)
    execfile("system_setting.py", *args)
    execfile("void_thing.py", *args)
    loader.finalize()
    logger.info("Loaded %d objects", loader.count_objects)
    call_command('resetsequences')

if __name__ == '__main__':
    import argparse
    parser = argparse.ArgumentParser(description='Restore the data.')
    parser.add_argument('--noinput', dest='interactive',
        action='store_false', default=True,
        help="Don't ask for confirmation before flushing the database.")
    parser.add_argument('--quick', dest='quick',
        action='store_true',default=False,
        help='Do not call full_clean() on restored instances.')

    args = parser.parse_args()
    main(args)
