# ---- dates
from datetime import date
d = date(2015, 8, 26)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isoformat(), d.isocalendar()[1], d.toordinal(), str(d))
print(date(2016, 2, 29), date.fromordinal(735836), date.fromisoformat('2015-08-26') == d, date.min, date.max, d.replace(day=1), d.replace(2000, 1), d.ctime())
print(date(year=2015, month=8, day=26) == d, isinstance(d, date), bool(d), tuple(d.isocalendar()), date(2015, 12, 31).timetuple()[7])
# ---- date arithmetic
from datetime import date, timedelta
d = date(2015, 12, 31)
print(d + timedelta(days=1), d - timedelta(1), d - date(2015, 1, 1), (d - date(2014, 12, 31)).days, timedelta(7) + d, d + timedelta(days=60), d + timedelta(hours=47))
print(date(2016, 3, 1) - date(2016, 2, 28), date(2015, 1, 1) - date(2016, 1, 1), [str(date(2016, 2, 27) + timedelta(i)) for i in range(4)])
# ---- comparing dates
from datetime import date, datetime
a, b = date(2015, 1, 31), date(2015, 2, 1)
print(a < b, a > b, a <= a, a == date(2015, 1, 31), a != b, max(a, b), sorted([b, a]), hash(a) == hash(date(2015, 1, 31)), {a: 1}[date(2015, 1, 31)], a == 'x', a in [b, a])
print(date(2015, 1, 1) == datetime(2015, 1, 1), datetime(2015, 1, 1) == datetime(2015, 1, 1, 0, 0))
# ---- datetimes
from datetime import datetime
d = datetime(2015, 8, 26, 9, 5, 7, 123)
print(d, repr(d), d.hour, d.minute, d.second, d.microsecond, d.date(), d.time(), d.isoformat(), d.isoformat(' '), d.isoformat(timespec='minutes'))
print(datetime(2015, 8, 26), repr(datetime(2015, 8, 26)), datetime(2015, 8, 26, 9, 5), repr(datetime(2015, 8, 26, 9, 5, 7)), d.replace(microsecond=0, hour=23), d.weekday(), d.tzinfo, d.ctime())
print(datetime.combine(d.date(), d.time()) == d, datetime.min, datetime.max, datetime(*[2015, 1, 2, 3]), d.timetuple()[:6], datetime.fromisoformat('2015-08-26T09:05:07'), datetime.fromisoformat('2015-08-26'))
# ---- datetime arithmetic
from datetime import datetime, timedelta
d = datetime(2015, 12, 31, 23, 59, 59)
print(d + timedelta(seconds=1), d - timedelta(hours=24), d - datetime(2015, 1, 1), d + timedelta(microseconds=-1), d - timedelta(days=365, hours=1.5))
print(datetime(2015, 1, 2) - datetime(2015, 1, 1, 12), (datetime(2015, 1, 1) - datetime(2015, 1, 2, 12)).total_seconds(), (d - d), d > d - timedelta(1), sorted([d, d - timedelta(1)])[0])
# ---- times
from datetime import time
t = time(9, 5)
print(t, repr(t), time(), repr(time()), time(1, 2, 3), repr(time(1, 2, 3)), time(1, 2, 3, 4), repr(time(1, 2, 3, 4)), t.isoformat(), t.replace(minute=30), t < time(10), t == time(9, 5, 0), t.strftime('%H.%M'))
print(t.hour, t.minute, t.second, time.min, time.max, time.fromisoformat('23:59:01'), bool(time(0)), sorted([time(2), time(1, 59)]), hash(t) == hash(time(9, 5)))
# ---- timedeltas
from datetime import timedelta as td
for d in (td(), td(1), td(-1), td(days=1, hours=2, minutes=3, seconds=4, microseconds=5), td(weeks=1), td(hours=-1), td(seconds=90061), td(milliseconds=1500), td(days=0.5), td(-2, 3)):
    print(d, repr(d), d.days, d.seconds, d.microseconds, d.total_seconds())
# ---- timedelta arithmetic
from datetime import timedelta as td
a, b = td(hours=36), td(hours=10)
print(a + b, a - b, b - a, -a, abs(-a), a * 2, 1.5 * b, a / 2, a / b, a // b, a % b, divmod(a, b), a // 5, +a, td(1) == td(hours=24), a > b, bool(td()), max(a, b), sum([a, b], td()))
print(td(seconds=1) / 3, td(days=1) // 7, td(microseconds=5) / 2, td(microseconds=7) / 2, hash(td(1)) == hash(td(hours=24)), td.max > td(10 ** 6), td.resolution)
# ---- strftime
from datetime import datetime, date
d = datetime(2015, 8, 6, 9, 5, 7, 42)
print(d.strftime('%Y-%m-%d %H:%M:%S'), d.strftime('%d.%m.%y'), d.strftime('%a %A %b %B'), d.strftime('%I:%M %p'), d.strftime('%j %U %W %w %u'), d.strftime('%f'), d.strftime('100%% %Y'), d.strftime(''), d.strftime('%x %X'), d.strftime('%c'))
print(date(2015, 1, 2).strftime('%d/%m/%Y %H'), f'{d:%Y%m%d}', '{:%H:%M}'.format(d), format(d, ''), f'{date(2015, 1, 2)} {date(2015, 1, 2):%B}', '%s' % d, f'{d!r}', d.strftime('%G-W%V-%u'), d.strftime('é %Y'))
# ---- strptime
from datetime import datetime
print(datetime.strptime('26.08.2015', '%d.%m.%Y'), datetime.strptime('2015-08-26 09:05:07', '%Y-%m-%d %H:%M:%S'), datetime.strptime('3 Feb 99', '%d %b %y'), datetime.strptime('1:30 PM', '%I:%M %p'), datetime.strptime('20150826', '%Y%m%d').date(), datetime.strptime('12.5', '%S.%f'))
for text, form in (('x', '%Y'), ('2015-13-01', '%Y-%m-%d'), ('2015-01-01 x', '%Y-%m-%d'), ('31.02.2015', '%d.%m.%Y')):
    try:
        print(datetime.strptime(text, form))
    except ValueError as e:
        print(e)
# ---- i2d as fixtures have it
from datetime import date, timedelta
def i2d(i):
    s = str(i)
    return date(int(s[:4]), int(s[4:6]), int(s[6:]))
def ages(birth, today):
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
print(i2d(20150826), ages(i2d(19800229), i2d(20150228)), ages(i2d(19800229), i2d(20150301)), i2d(20151231) + timedelta(1))
# ---- calendars by hand
from datetime import date, timedelta
def month_end(d):
    first = date(d.year + d.month // 12, d.month % 12 + 1, 1)
    return first - timedelta(days=1)
print([month_end(date(2016, m, 5)).day for m in range(1, 13)])
d = date(2015, 8, 1)
while d.weekday() != 0:
    d += timedelta(1)
print(d, [d + timedelta(weeks=i) for i in range(2)], [(date(y, 1, 1).weekday(), (date(y + 1, 1, 1) - date(y, 1, 1)).days) for y in (1900, 2000, 2015, 2016)])
# ---- dt as dumps have it
import datetime
def dt(*args):
    return datetime.datetime(*args)
print(dt(2015, 8, 26, 9, 5, 7), dt(2015, 8, 26), datetime.date(2015, 1, 1), datetime.timedelta(1), datetime.time(12), isinstance(dt(2015, 1, 1), datetime.date), type(dt(2015, 1, 1)), type(datetime.date.min))
# ---- time zones of fixed offset
from datetime import datetime, timezone, timedelta
u = datetime(2015, 8, 26, 12, 0, tzinfo=timezone.utc)
tz = timezone(timedelta(hours=2))
print(u, repr(u), u.isoformat(), u.astimezone(tz), u.utcoffset(), timezone.utc, tz, u == u.astimezone(tz), u.tzname(), u.replace(tzinfo=None), u.strftime('%z %Z'))
print(u - datetime(2015, 8, 26, 12, tzinfo=tz), datetime.fromisoformat('2015-08-26T12:00:00+02:00').utcoffset(), datetime(2015, 1, 1, tzinfo=tz) < u, datetime(1970, 1, 2, tzinfo=timezone.utc).timestamp(), datetime.fromtimestamp(86400, timezone.utc))
# ---- dates in texts
from datetime import date, datetime
rows = [(date(2015, 8, 26), 'a'), (None, 'b'), (date(2014, 1, 1), 'c')]
print(sorted((r for r in rows if r[0]), key=lambda r: r[0]), ['%s' % d for d, _ in rows], [d.strftime('%d %b') if d else '-' for d, _ in rows], str(rows[0][0])[:7])
# ---- a day that does not exist
from datetime import date
date(2015, 2, 29)
# ---- a month that does not exist
from datetime import date
date(2015, 13, 1)
# ---- a year that does not exist
from datetime import date
date(0, 1, 1)
# ---- an hour that does not exist
from datetime import datetime
datetime(2015, 1, 1, 24)
# ---- a date without its day
from datetime import date
date(2015, 1)
# ---- a date of texts
from datetime import date
date('2015', 1, 1)
# ---- a date plus a number
from datetime import date
date(2015, 1, 1) + 1
# ---- two dates do not add
from datetime import date
date(2015, 1, 1) + date(2015, 1, 1)
# ---- date and datetime have no order
from datetime import date, datetime
date(2015, 1, 1) < datetime(2015, 1, 1)
# ---- date and datetime do not subtract
from datetime import date, datetime
datetime(2015, 1, 1) - date(2015, 1, 1)
# ---- a date and a text have no order
from datetime import date
print(date(2015, 1, 1) == '2015-01-01')
date(2015, 1, 1) > '2015-01-01'
# ---- a date beyond the last
from datetime import date, timedelta
date(9999, 12, 31) + timedelta(1)
# ---- a timedelta that is too large
from datetime import timedelta
timedelta(days=10 ** 9)
# ---- a text that is no date
from datetime import date
date.fromisoformat('26.8.2015')
# ---- a text that does not match
from datetime import datetime
datetime.strptime('2015-08-26', '%d.%m.%Y')
# ---- text remains
from datetime import datetime
datetime.strptime('2015-08-26 10:00', '%Y-%m-%d')
# ---- naive and aware
from datetime import datetime, timezone
datetime(2015, 1, 1) < datetime(2015, 1, 1, tzinfo=timezone.utc)
# ---- dates are immutable
from datetime import date
d = date(2015, 1, 1)
d.year = 2016
# ---- a timedelta plus a number
from datetime import timedelta
timedelta(1) + 1
# ---- an unknown argument of timedelta
from datetime import timedelta
timedelta(months=1)
# ---- subclasses of dates
from datetime import date, datetime, timedelta, time
class Day(date):
    holidays = {(1, 1), (5, 1)}
    def is_holiday(self):
        return (self.month, self.day) in self.holidays
    def __str__(self):
        return self.strftime('%d.%m.%Y')
d = Day(2015, 4, 30)
print(d, repr(d), d + timedelta(1), repr(d + timedelta(1)), (d + timedelta(1)).is_holiday(), d == date(2015, 4, 30), d < date(2015, 5, 1), f'{d}', '%s' % d)
print(repr(Day.fromordinal(735836)), repr(Day.fromisoformat('2015-01-01')), repr(d.replace(day=1)), isinstance(d, date), {d: 1}[date(2015, 4, 30)], d - date(2015, 1, 1))
# ---- subclasses of datetimes
from datetime import datetime, timedelta, date, time
class Stamp(datetime):
    @property
    def minutes(self):
        return self.hour * 60 + self.minute
s = Stamp(2015, 8, 26, 9, 5)
print(s, repr(s), s.minutes, repr(s + timedelta(hours=1)), repr(s.replace(hour=3)), Stamp.strptime('2015', '%Y').minutes, repr(Stamp.combine(date(2015, 1, 1), time(1))), repr(s.date()))
# ---- a subclass of timedelta
from datetime import timedelta
class Span(timedelta):
    def hours(self):
        return self.total_seconds() / 3600
s = Span(days=1, minutes=30)
print(s, repr(s), s.hours(), s == timedelta(1, 1800), type(s + s).__name__, s * 2)
# ---- zones of the program
from datetime import tzinfo, timedelta, datetime, timezone, time
class Zone(tzinfo):
    def __init__(self, hours, name):
        self.hours, self.name = hours, name
    def utcoffset(self, dt): return timedelta(hours=self.hours)
    def dst(self, dt): return timedelta(0)
    def tzname(self, dt): return self.name
    def __repr__(self): return 'Zone(%r)' % self.name
z = Zone(3, 'EAT')
d = datetime(2015, 8, 26, 12, tzinfo=z)
print(d, repr(d), d.tzname(), d.utcoffset(), d.dst(), d.strftime('%Z %z'), d.astimezone(timezone.utc), d.timetuple().tm_isdst)
print(datetime(2015, 8, 26, 12, tzinfo=timezone.utc).astimezone(z), d == datetime(2015, 8, 26, 9, tzinfo=timezone.utc), d - datetime(2015, 8, 26, 9, tzinfo=timezone.utc), repr(time(1, tzinfo=z)), time(1, tzinfo=z))
# ---- zones that answer badly
from datetime import tzinfo, timedelta, datetime
class Zone(tzinfo):
    def __init__(self, answer): self.answer = answer
    def utcoffset(self, dt): return self.answer
    def tzname(self, dt): return self.answer
for answer in (None, 3, 'x', timedelta(2), timedelta(-1)):
    d = datetime(2015, 1, 1, tzinfo=Zone(answer))
    for run in (d.utcoffset, d.tzname, d.dst, lambda: str(d)):
        try:
            print(run())
        except Exception as e:
            print(type(e).__name__, e)
# ---- timezone objects
from datetime import timezone, timedelta, datetime
print(timezone.utc, repr(timezone.utc), timezone(timedelta(0)) is timezone.utc, repr(timezone(timedelta(hours=-5, minutes=-30))), timezone(timedelta(seconds=-1)), timezone.min, timezone.max)
t = timezone(timedelta(hours=2), 'CEST')
print(t, repr(t), t.tzname(None), t.utcoffset(None), t.dst(None), t == timezone(timedelta(hours=2)), hash(t) == hash(timezone(timedelta(hours=2))), t != timezone.utc, t == 3)
print(t.fromutc(datetime(2015, 1, 1, tzinfo=t)), datetime(2015, 1, 1, tzinfo=t).astimezone(), repr(datetime(2015, 1, 1).astimezone()))
for run in (lambda: timezone(), lambda: timezone(3), lambda: timezone(timedelta(1)), lambda: timezone(timedelta(0), 3), lambda: t.utcoffset(3), lambda: t.fromutc(3), lambda: t.fromutc(datetime(2015, 1, 1)), lambda: t < t):
    try:
        print(run())
    except Exception as e:
        print(type(e).__name__, e)
# ---- constants
import datetime
print(datetime.MINYEAR, datetime.MAXYEAR, datetime.UTC, datetime.date.resolution, datetime.datetime.resolution, datetime.time.resolution)
print(repr(datetime.date.min), repr(datetime.datetime.max), repr(datetime.time.max), repr(datetime.timedelta.min), repr(datetime.timedelta.max), datetime.timedelta.max)
print(datetime.date, datetime.datetime.__mro__, datetime.timezone.__bases__, datetime.date.__module__, datetime.datetime.__name__)
# ---- tuples of times
from datetime import date, datetime
t = datetime(2015, 8, 26, 9, 5, 7).timetuple()
print(t, t.tm_year, t[3], len(t), tuple(t), date(2015, 1, 1).timetuple().tm_yday, isinstance(t, tuple))
i = date(2016, 1, 3).isocalendar()
print(i, i.year, i.week, i.weekday, i[1], i == (2015, 53, 7), list(i))
# ---- wrong arguments of dates
from datetime import date, datetime, time, timedelta
for run in (lambda: date(), lambda: date(2015, 1, 1, 1), lambda: date(2015, 1, foo=2), lambda: date(1.5, 1, 1), lambda: date(10 ** 10, 1, 1), lambda: date(10 ** 20, 1, 1), lambda: date(-10 ** 10, 1, 1),
            lambda: datetime(2015, 1, 1, tzinfo=3), lambda: datetime(2015, 1, 1, 1, 1, 1, 1, None, 1), lambda: datetime(2015, 1, 1, minute=60), lambda: time(25), lambda: time(fold=2), lambda: time(1, 2, 3, 4, 5),
            lambda: date.fromordinal(0), lambda: date.fromordinal(10 ** 7), lambda: date.fromordinal('x'), lambda: date.fromisoformat(3), lambda: date.fromisocalendar(2015, 54, 1), lambda: date.fromisocalendar(2015, 1, 8),
            lambda: date(2015, 1, 1).replace(month=13), lambda: date(2015, 1, 1).replace(foo=1), lambda: datetime.combine(1, 2), lambda: datetime.combine(date(2015, 1, 1)), lambda: datetime.combine(date(2015, 1, 1), 3),
            lambda: datetime(2015, 1, 1).astimezone(3), lambda: datetime(2015, 1, 1).replace(tzinfo=3), lambda: datetime.strptime(1, 2), lambda: datetime.strptime('1'), lambda: date(2015, 1, 1).strftime(3), lambda: date(2015, 1, 1).strftime(),
            lambda: datetime(2015, 1, 1).isoformat('ab'), lambda: datetime(2015, 1, 1).isoformat(3), lambda: datetime(2015, 1, 1).isoformat(timespec='x'), lambda: date(2015, 1, 1).weekday(1), lambda: datetime.now(3),
            lambda: datetime.fromtimestamp('x'), lambda: datetime.fromtimestamp(1e12), lambda: datetime.fromtimestamp(1e20), lambda: date.fromtimestamp(86400), lambda: datetime.utcfromtimestamp(-1.5),
            lambda: datetime.max + timedelta(1), lambda: datetime.min - timedelta(1), lambda: date.min - timedelta(1), lambda: date(2015, 1, 1).foo, lambda: date.foo, lambda: setattr(date(2015, 1, 1), 'foo', 1), lambda: setattr(datetime(2015, 1, 1), 'hour', 1)):
    try:
        print(run())
    except Exception as e:
        print(type(e).__name__, e)
# ---- wrong arguments of timedeltas
from datetime import timedelta, date
for run in (lambda: timedelta('x'), lambda: timedelta(None), lambda: timedelta(1, 2, 3, 4, 5, 6, 7, 8), lambda: timedelta(days=10 ** 12), lambda: timedelta(days=1e300), lambda: timedelta(float('nan')), lambda: timedelta(1) * 10 ** 12,
            lambda: timedelta(1) / 0, lambda: timedelta(1) // 0, lambda: timedelta(1) % timedelta(0), lambda: timedelta(1) / timedelta(0), lambda: timedelta(1) // timedelta(0), lambda: timedelta(1) / 0.0,
            lambda: divmod(timedelta(1), timedelta(0)), lambda: timedelta(1) * float('nan'), lambda: timedelta(1) * float('inf'), lambda: timedelta(1) * timedelta(1), lambda: timedelta(1) / date(2015, 1, 1), lambda: 2 / timedelta(1),
            lambda: ~timedelta(1), lambda: timedelta(1) < 1, lambda: timedelta(1) ** 2, lambda: -timedelta.max, lambda: -timedelta.min, lambda: abs(timedelta.min), lambda: timedelta(1) - date(2015, 1, 1), lambda: 1 - timedelta(1), lambda: sum([timedelta(1)]), lambda: setattr(timedelta(1), 'days', 2)):
    try:
        print(run())
    except Exception as e:
        print(type(e).__name__, e)
# ---- wrong directives
from datetime import datetime
for text, form in (('1', '%Q'), ('1', '%'), ('1', '%é'), ('60', '%S'), ('61', '%S'), ('29 Feb', '%d %b'), ('366 2015', '%j %Y'), ('2015 5', '%G %V'), ('2015 5 1', '%Y %V %u'), ('5', '%V'), ('+25:00', '%z'), ('0000', '%Y')):
    try:
        print(datetime.strptime(text, form))
    except ValueError as e:
        print(e)
# ---- folds
from datetime import datetime, time
d = datetime(2015, 10, 25, 2, 30, fold=1)
print(repr(d), d.fold, d == datetime(2015, 10, 25, 2, 30), repr(d.replace(fold=0)), repr(d.time()), repr(time(1, fold=1)), d.timetz().fold)
# ---- durations in texts
from datetime import timedelta as td
print([str(td(seconds=s)) for s in (0, 59, 3600, 86399, 86400, -1, 90061)], f'{td(1)}', '%s' % td(hours=1), f'{td(days=2)!r}', str(td(microseconds=1)), str(td(-1, 0, 1)))
f'{td(1):>10}'
# ---- naive timestamps are those of UTC here
from datetime import datetime, timezone
print(datetime(2015, 8, 26, 9, 5, 7, 500000, tzinfo=timezone.utc).timestamp(), datetime.fromtimestamp(1440579907.5, timezone.utc), datetime.fromtimestamp(1440579907.123457, timezone.utc), datetime.utcfromtimestamp(0), datetime.fromtimestamp(-1, timezone.utc))
# ---- dates as keys and in sets
from datetime import date, datetime, timedelta, time
s = {date(2015, 1, 1), date(2015, 1, 1), datetime(2015, 1, 1), datetime(2015, 1, 1), time(1), time(1, 0), timedelta(1), timedelta(hours=24)}
print(len(s), date(2015, 1, 1) in s, {timedelta(1): 1}[timedelta(hours=24)], min([datetime(2015, 1, 2), datetime(2015, 1, 1, 23)]), sorted({'b': date(2015, 1, 1), 'a': date(2014, 1, 1)}.items(), key=lambda kv: kv[1]))
