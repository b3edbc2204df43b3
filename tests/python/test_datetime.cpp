// Dates, times and timedeltas: the calendar, arithmetic and texts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/python/datetime_text.h"
#include "engine/python/interpreter.h"
#include "engine/python/strptime.h"
#include "tests/python/ask_expressions.h"

namespace undumpy::test {
namespace {

using namespace python;  // NOLINT(google-build-using-namespace)

TEST(Calendar, DaysThereAndBack) {
  CalendarDate expected{1, 1, 1};
  for (std::int64_t days = 1; days <= LastDay; ++days) {
    ASSERT_EQ(days_of(expected), days);
    ASSERT_EQ(date_of(days), expected);
    if (++expected.day <= days_in_month(expected.year, expected.month)) continue;
    expected.day = 1;
    if (++expected.month <= 12) continue;
    expected.month = 1;
    ++expected.year;
  }
  EXPECT_EQ(expected, (CalendarDate{10000, 1, 1}));
}

TEST(Calendar, Weeks) {
  EXPECT_EQ(weekday_of({2015, 8, 26}), 2);
  EXPECT_EQ(week_date_of({2016, 1, 3}).year, 2015);
  EXPECT_EQ(week_date_of({2016, 1, 3}).week, 53);
  EXPECT_EQ(days_of(WeekDate{2015, 53, 7}), days_of(CalendarDate{2016, 1, 3}));
  EXPECT_EQ(year_of(0), 0);
  EXPECT_EQ(year_of(LastDay + 1), 10000);
}

TEST(Strptime, Fields) {
  const auto parsed = strptime("26 Aug 2015 9:05 PM +0130", "%d %b %Y %I:%M %p %z");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->date, (CalendarDate{2015, 8, 26}));
  EXPECT_EQ(parsed->time, (ClockTime{21, 5, 0, 0}));
  EXPECT_EQ(parsed->offset, (Duration{0, 5400, 0}));
  EXPECT_EQ(strptime("x", "%Y").error(),
            (Failure{"ValueError", "time data 'x' does not match format '%Y'"}));
}

TEST(Strftime, Flags) {
  const FormattedTime time{{2015, 8, 6}, {9, 5, 7, 42}, {}, {}};
  EXPECT_EQ(strftime("%-d|%_m|%^b|%10Y|%f|%%", time), "6| 8|AUG|0000002015|000042|%");
}

TEST(Datetime, ClockComesFromTheHost) {
  const std::string program =
      "from datetime import *\nprint(datetime.now(), date.today(), "
      "datetime.utcnow(), datetime.now(timezone(timedelta(hours=2))))\n";
  class Clock : public TextHost {
   public:
    std::optional<std::string> now() override { return "2026-11-24T09:30:00"; }
  };
  Clock host;
  EXPECT_TRUE(Interpreter({}, host).run("clock.py", program).ok);
  EXPECT_EQ(host.output,
            "2026-11-24 09:30:00 2026-11-24 2026-11-24 09:30:00 2026-11-24 11:30:00+02:00\n");
  EXPECT_EQ(run_python(program).error,
            "RuntimeError: there is no clock here, give one with --now YYYY-MM-DDTHH:MM:SS");
}

// ---- as CPython --------------------------------------------------------------------------------

const std::string Preamble = R"(
from datetime import *
class Zone(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=1) + self.dst(dt)
    def dst(self, dt):
        summer = dt is not None and 4 <= dt.month <= 9
        return timedelta(hours=1) if summer else timedelta(0)
    def tzname(self, dt): return 'CEST' if self.dst(dt) else 'CET'
    def __repr__(self): return 'Zone()'
zone = Zone()
)";

class Moments {
 public:
  explicit Moments(unsigned seed) : dice(seed) {}

  std::int64_t year() {
    return dice.roll(6) == 0 ? dice.between(1, 9999) : dice.between(1890, 2060);
  }
  std::string day() {
    return fmt::format("{}, {}, {}", year(), dice.between(1, 12), dice.between(1, 28));
  }
  std::string clock() {
    return fmt::format("{}, {}, {}, {}", dice.between(0, 23), dice.between(0, 59),
                       dice.between(0, 59), dice.roll(2) == 0 ? 0 : dice.between(0, 999999));
  }
  std::string zone() {
    switch (dice.roll(5)) {
      case 0:
        return ", tzinfo=timezone.utc";
      case 1:
        return fmt::format(", tzinfo=timezone(timedelta(minutes={}))", dice.between(-1439, 1439));
      case 2:
        return ", tzinfo=zone";
      default:
        return "";
    }
  }
  std::string date() { return "date(" + day() + ")"; }
  std::string datetime() { return "datetime(" + day() + ", " + clock() + zone() + ")"; }
  std::string naive() { return "datetime(" + day() + ", " + clock() + ")"; }
  std::string time() { return "time(" + clock() + zone() + ")"; }
  std::string delta() {
    switch (dice.roll(4)) {
      case 0:
        return fmt::format("timedelta({})", dice.between(-4000, 4000));
      case 1:
        return fmt::format("timedelta({}, {}, {})", dice.between(-9, 9),
                           dice.between(-99999, 99999), dice.between(-9999999, 9999999));
      case 2:
        return fmt::format("timedelta(hours={}, minutes={}.{}, weeks={})", dice.between(-99, 99),
                           dice.between(-99, 99), dice.between(0, 99999), dice.between(-5, 5));
      default:
        return fmt::format("timedelta(days={}.{:07}, milliseconds={})", dice.between(-99, 99),
                           dice.between(0, 9999999), dice.between(-99, 99));
    }
  }
  std::string anything() {
    switch (dice.roll(5)) {
      case 0:
        return date();
      case 1:
        return datetime();
      case 2:
        return time();
      case 3:
        return delta();
      default:
        return std::to_string(dice.between(-5, 5));
    }
  }

  Dice dice;
};

TEST(Datetime, ArithmeticAsPython) {
  Moments some(21);
  std::vector<std::string> expressions;
  for (int i = 0; i < 1000; ++i) {
    expressions.push_back(some.date() + " + " + some.delta());
    expressions.push_back(some.datetime() + " - " + some.delta());
    expressions.push_back(some.date() + " - " + some.date());
    expressions.push_back(some.datetime() + " - " + some.datetime());
    expressions.push_back(some.anything() + std::string(some.dice.roll(2) == 0 ? " + " : " - ") +
                          some.anything());
    expressions.push_back(some.datetime() + ".astimezone(" +
                          std::string(some.dice.roll(2) == 0 ? "zone" : "timezone.utc") + ")");
  }
  expect_same_values(Preamble, expressions);
}

TEST(Datetime, DurationsAsPython) {
  Moments some(22);
  std::vector<std::string> expressions;
  static constexpr std::string_view Operators[] = {"+", "-", "/", "//", "%", "<", "=="};
  for (int i = 0; i < 1500; ++i) {
    expressions.push_back(some.delta() + ", str(" + some.delta() + ")");
    expressions.push_back(some.delta() + " " + std::string(some.dice.one_of(Operators)) + " " +
                          some.delta());
    expressions.push_back(fmt::format(
        "{} * {}, {} / {}, {} // {}", some.delta(), some.dice.between(-99, 99), some.delta(),
        some.dice.between(-9, 9), some.delta(), some.dice.between(1, 99)));
    expressions.push_back(fmt::format("{} * {}.{}, {} / {}.{}", some.delta(),
                                      some.dice.between(-9, 9), some.dice.roll(99999), some.delta(),
                                      some.dice.between(-9, 9), some.dice.roll(1000)));
    expressions.push_back(
        fmt::format("abs({0}), -{0}, divmod({0}, {1}), {0}.total_seconds(), "
                    "bool({0}), hash({0}) == hash({1} + ({0} - {1}))",
                    some.delta(), some.delta()));
  }
  expect_same_values(Preamble, expressions);
}

TEST(Datetime, ComparisonsAsPython) {
  Moments some(23);
  std::vector<std::string> expressions;
  static constexpr std::string_view Operators[] = {"<", "<=", "==", "!=", ">", ">="};
  for (int i = 0; i < 3000; ++i)
    expressions.push_back(some.anything() + " " + std::string(some.dice.one_of(Operators)) + " " +
                          some.anything());
  const auto zone = [&] {
    return some.dice.roll(2) == 0
               ? std::string("zone")
               : fmt::format("timezone(timedelta(minutes={}))", some.dice.between(-120, 120));
  };
  for (int i = 0; i < 500; ++i)
    expressions.push_back(fmt::format(
        "[(d == e, d.replace(tzinfo={1}) == d, d == d.replace(tzinfo=None), hash(d) == hash(e)) "
        "for d in [datetime(2015, 8, 26, {0}, tzinfo={2})] for e in [d.astimezone({3})]]",
        some.clock(), zone(), zone(), zone()));
  expect_same_values(Preamble, expressions);
}

TEST(Datetime, PartsAsPython) {
  Moments some(24);
  std::vector<std::string> expressions;
  for (int i = 0; i < 1000; ++i) {
    expressions.push_back(fmt::format(
        "[(d.isocalendar(), d.weekday(), d.isoweekday(), d.toordinal(), d.timetuple(), d.ctime(), "
        "d.isoformat(), str(d), d.replace(day=1), date.fromordinal(d.toordinal()), "
        "date.fromisocalendar(*d.isocalendar())) for d in [{}]]",
        some.date()));
    expressions.push_back(fmt::format(
        "[(d, str(d), d.date(), d.time(), d.timetz(), d.isoformat(' ', 'milliseconds'), "
        "d.isoformat(timespec='hours'), d.utcoffset(), d.dst(), d.tzname(), d.timetuple(), "
        "d.utctimetuple(), d.timestamp(), d.ctime(), datetime.fromisoformat(d.isoformat()).time()) "
        "for d in [{}]]",
        some.datetime()));
    expressions.push_back(fmt::format(
        "[(t, str(t), t.isoformat('auto'), t.isoformat('minutes'), t.utcoffset(), t.tzname(), "
        "t.replace(minute=3), t.strftime('%H %M %S %f %p %Z %z'), "
        "time.fromisoformat(t.isoformat()).hour) for t in [{}]]",
        some.time()));
    expressions.push_back(fmt::format("date({}, {}, {})", some.dice.between(-1, 10001),
                                      some.dice.between(0, 13), some.dice.between(0, 32)));
    expressions.push_back(fmt::format("datetime.fromtimestamp({}.{}, timezone.utc)",
                                      some.dice.between(-99999999, 9999999999),
                                      some.dice.between(0, 99999999)));
  }
  expect_same_values(Preamble, expressions);
}

TEST(Datetime, StrftimeAsPython) {
  Moments some(25);
  std::vector<std::string> expressions;
  const std::vector<std::string> pieces = {
      "%Y",  "%m",   "%d",  "%H",  "%M",  "%S",  "%f",  "%j",  "%U",  "%W",  "%u",  "%w",
      "%y",  "%G",   "%V",  "%p",  "%I",  "%c",  "%x",  "%X",  "%Z",  "%z",  "%%",  "%a",
      "%A",  "%b",   "%B",  "%C",  "%D",  "%e",  "%F",  "%g",  "%h",  "%k",  "%l",  "%n",
      "%P",  "%r",   "%R",  "%t",  "%T",  "%-d", "%_d", "%0e", "%^a", "%#B", "%5d", "%_5Y",
      "%-H", "%10A", "%EY", "%Od", "%#p", " ",   "x",   ".",   "é",   "%Q",  "%"};
  for (int i = 0; i < 3000; ++i) {
    const std::string format = some.dice.some_of(pieces, 6);
    expressions.push_back((i % 3 == 0   ? some.date()
                           : i % 3 == 1 ? some.datetime()
                                        : some.time()) +
                          ".strftime('" + format + "')");
  }
  for (int i = 0; i < 1000; ++i)
    expressions.push_back("f'{" + some.naive() + ":%s %d.%m.%Y %U %W %j %V}'");
  expect_same_values(Preamble, expressions);
}

TEST(Datetime, IsoFormsAsPython) {
  Moments some(26);
  std::vector<std::string> expressions;
  const std::vector<std::string> days = {"2015-08-26", "20150826", "2015-W35-3", "2015W353",
                                         "2015-W35",   "2015W35",  "2015-13-01", "2015-238"};
  const std::vector<std::string> clocks = {
      "",       "09",   "09:05",      "09:05:07",       "09:05:07.123456",
      "090507", "0905", "09:05:07,5", "090507.1234567", "24:00",
      "9:05",   "09:5"};
  const std::vector<std::string> zones = {"",       "Z",           "+02:00", "-0130", "+02",
                                          "+00:00", "-23:59:59.5", "+24:00", "z"};
  for (int i = 0; i < 3000; ++i) {
    const std::string clock = some.dice.one_of(clocks) + some.dice.one_of(zones);
    std::string text = some.dice.one_of(days) +
                       some.dice.one_of(std::vector<std::string>{"T", " ", "é", "-", "5", ""}) +
                       clock;
    std::string alone = clock;
    if (some.dice.roll(3) == 0) {
      const std::size_t at = some.dice.roll(text.size());
      if (static_cast<unsigned char>(text[at]) < 0x80)
        text[at] = some.dice.one_of(std::string_view("0123456789-:.+ZWT "));
    }
    if (some.dice.roll(4) == 0 && !alone.empty())
      alone[some.dice.roll(alone.size())] = some.dice.one_of(std::string_view("0129-:.,+ZT"));
    expressions.push_back("datetime.fromisoformat('" + text + "')");
    expressions.push_back("time.fromisoformat('" + alone + "')");
    std::string day = some.dice.one_of(days) + some.dice.one_of(days);
    day.resize(7 + some.dice.roll(4));
    expressions.push_back("date.fromisoformat('" + day + "')");
  }
  expect_same_values(Preamble, expressions);
}

TEST(Datetime, StrptimeAsPython) {
  Moments some(27);
  std::vector<std::string> expressions;
  const std::vector<std::string> formats = {"%d.%m.%Y",
                                            "%Y-%m-%d %H:%M:%S",
                                            "%d %b %y",
                                            "%I:%M %p",
                                            "%Y%m%d",
                                            "%d%m%y",
                                            "%A, %d %B %Y",
                                            "%a %d %b",
                                            "%H:%M:%S.%f",
                                            "%Y %j",
                                            "%Y %U %w",
                                            "%Y %W %a",
                                            "%G-W%V-%u",
                                            "%Y-%m-%dT%H:%M:%S%z",
                                            "%c",
                                            "%x %X",
                                            "%H%M%S",
                                            "%d/%m/%Y%%",
                                            "%m  %d",
                                            "%y%j",
                                            "%Y-%m-%d %H:%M %Z",
                                            "%Y %V %u",
                                            "%G %j %V %u",
                                            "%d-%m"};
  for (int i = 0; i < 2500; ++i) {
    const std::string format = some.dice.one_of(formats);
    const std::string other = some.dice.roll(12) == 0 ? some.dice.one_of(formats) : format;
    const std::string moment =
        "datetime(" + some.day() + ", " + some.clock() + ", tzinfo=timezone.utc)";
    std::string text = fmt::format("{}.strftime('{}')", moment, other);
    if (some.dice.roll(5) == 0)
      text += fmt::format(".replace('{}', '{}')", some.dice.roll(10),
                          some.dice.one_of(std::vector<std::string>{"1", "9", "", " ", "31", "x"}));
    if (some.dice.roll(5) == 0) text += some.dice.roll(2) == 0 ? ".upper()" : " + ' '";
    expressions.push_back("datetime.strptime(" + text + ", '" + format + "')");
  }
  for (const char* format : {"%", "%Q", "% ", "%.", "x%", "%é", "%-d", "%e"})
    expressions.push_back(fmt::format("datetime.strptime('1', '{}')", format));
  for (const char* zone :
       {"+01", "+0130", "+01:30:15", "+01:3015", "-013015.25", "Z", "+2460", "z"})
    expressions.push_back(fmt::format("datetime.strptime('{}', '%z')", zone));
  expect_same_values(Preamble, expressions);
}

}  // namespace
}  // namespace undumpy::test
