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
