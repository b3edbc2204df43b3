"""Runs a program against real Django: oracle.py FIXTURE.sql PROGRAM.py

The models are those of the fixture's tables. Exit status 77: there is no Django that we agree with.
"""
import sys
import types

try:
    import django
    from django.conf import settings
except ImportError:
    sys.exit(77)
if django.VERSION[:2] != (3, 2):
    sys.exit(77)

settings.configure(
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}},
    INSTALLED_APPS=['django.contrib.contenttypes'],
    USE_TZ=False, USE_I18N=False, DEFAULT_AUTO_FIELD='django.db.models.AutoField')
django.setup()

from django.apps import AppConfig, apps  # noqa: E402
from django.db import connection, models  # noqa: E402


def table(app, name):
    return type('Meta', (), {'app_label': app, 'db_table': app + '_' + name})


def reference(to, null=False):
    return models.ForeignKey(to, models.CASCADE, null=null, blank=null)


def text(length, **kw):
    return models.CharField(max_length=length, blank=True, **kw)


class Event(models.Model):
    Meta = table('cal', 'event')
    __module__ = 'cal.models'
    summary = text(30)
    start = models.DateTimeField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    partner = reference('contacts.Partner', True)
    score = models.FloatField(null=True, blank=True)
    big = models.BigIntegerField(null=True, blank=True)
    priority = models.IntegerField(null=True, blank=True)
    data = models.JSONField(null=True, blank=True)


class Guest(models.Model):
    Meta = table('cal', 'guest')
    __module__ = 'cal.models'
    event = reference('cal.Event')
    partner = reference('contacts.Partner', True)
    state = text(5)


class Partner(models.Model):
    Meta = table('contacts', 'partner')
    __module__ = 'contacts.models'
    name = models.CharField(max_length=20)
    name_de = text(20)
    city = reference('countries.Place', True)
    email = text(30)
    credit = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    born = models.DateField(null=True, blank=True)
    active = models.BooleanField()


class Person(Partner):
    Meta = table('contacts', 'person')
    __module__ = 'contacts.models'
    first_name = text(20)
    national_id = text(12, null=True, unique=True)
    mother = reference('contacts.Person', True)


class Profile(models.Model):
    Meta = table('contacts', 'profile')
    __module__ = 'contacts.models'
    partner = models.OneToOneField('contacts.Partner', models.CASCADE)
    nick = text(5)


class Role(models.Model):
    class Meta(table('contacts', 'role')):
        unique_together = [('person', 'kind')]
    __module__ = 'contacts.models'
    person = reference('contacts.Person')
    kind = text(10)
    since = models.DateField(null=True, blank=True)


class Place(models.Model):
    Meta = table('countries', 'place')
    __module__ = 'countries.models'
    isocode = models.CharField(max_length=4, primary_key=True)
    name = text(20)
    inside = reference('countries.Place', True)
    people = models.BigIntegerField(null=True, blank=True)


class Budget(models.Model):
    Meta = table('debts', 'budget')
    __module__ = 'debts.models'
    partner = reference('contacts.Partner')
    date = models.DateField()
    note = models.TextField(blank=True)


class Entry(models.Model):
    class Meta(table('debts', 'entry')):
        unique_together = [('budget', 'seqno')]
    __module__ = 'debts.models'
    budget = reference('debts.Budget')
    seqno = models.IntegerField()
    title = text(20)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    paid = models.BooleanField()
    place = reference('countries.Place', True)


# Applications, without which Django forms no reverse names.
for label in ('cal', 'contacts', 'countries', 'debts'):
    module = types.ModuleType(label)
    module.__path__ = ['/' + label]
    config = AppConfig(label, module)
    config.apps = apps
    config.models = apps.all_models[label]
    apps.app_configs[label] = config
apps.clear_cache()

connection.ensure_connection()
connection.connection.executescript(open(sys.argv[1]).read())
names = {cls.__name__: cls for cls in (Event, Guest, Partner, Person, Profile, Role, Place, Budget, Entry)}
with open(sys.argv[2]) as program:
    exec(compile(program.read(), sys.argv[2], 'exec'), dict(names, __name__='__main__'))
