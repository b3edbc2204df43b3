// timedelta as a type.

#include "engine/python/datetime_support.h"
#include "engine/python/duration.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

struct Unit {
  const char* name;
  std::size_t argument;
  std::int64_t microseconds;
};
// In the order in which fractions are added.
constexpr Unit Units[] = {{"microseconds", 2, 1},       {"milliseconds", 3, 1'000},
                          {"seconds", 1, 1'000'000},    {"minutes", 4, 60'000'000},
                          {"hours", 5, 3'600'000'000},  {"days", 0, 86'400'000'000},
                          {"weeks", 6, 604'800'000'000}};

Value make_timedelta_object(Runtime& rt, Class& cls, Arguments& a) {
  const auto values =
      read<7>(rt, a,
              {"__new__",
               {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"}});
  DurationSum sum;
  for (const Unit& unit : Units) {
    const Value& value = values[unit.argument];
    if (!value) continue;
    if (is_integer(value))
      sum.add(integer_of(value), unit.microseconds);
    else if (const auto* real = as<Float>(value))
      unwrap(rt, sum.add(real->number, unit.microseconds));
    else
      type_error(rt, "unsupported type for timedelta {} component: {}", unit.name,
                 type_name(rt, value));
  }
  return allocate<TimeDelta>(cls, unwrap(rt, sum.total()));
}

const Duration& self(const Arguments& a) { return as<TimeDelta>(a[0])->duration; }

Value get_days(Runtime& rt, Arguments& a) { return make_int(rt, self(a).days); }
Value get_seconds(Runtime& rt, Arguments& a) { return make_int(rt, self(a).seconds); }
Value get_microseconds(Runtime& rt, Arguments& a) { return make_int(rt, self(a).microseconds); }

Value total_seconds(Runtime& rt, Arguments& a) {
  return number_binary(rt, BinaryOperator::Divide, make_integer(rt, microseconds_of(self(a))),
                       Value::small(1'000'000));
}

Value absolute(Runtime& rt, Arguments& a) {
  const Duration& duration = self(a);
  return make_timedelta(rt, unwrap(rt, checked_duration(duration.days < 0 ? -duration : duration)));
}

Value own_divmod(Runtime& rt, Arguments& a) {
  if (as<TimeDelta>(a[1]) == nullptr) return Value::not_implemented();
  const Value quotient = binary(rt, BinaryOperator::FloorDivide, a[0], a[1]);
  return make_tuple(rt, {quotient, binary(rt, BinaryOperator::Modulo, a[0], a[1])});
}

}  // namespace

void define_timedelta_methods(Runtime& rt) {
  Class* timedelta = rt.types.timedelta;
  timedelta->maker = make_timedelta_object;
  rt.getter(timedelta, "days", get_days);
  rt.getter(timedelta, "seconds", get_seconds);
  rt.getter(timedelta, "microseconds", get_microseconds);
  rt.method(timedelta, "total_seconds", total_seconds, 0, 0);
  rt.method(timedelta, "__abs__", absolute, 0, 0);
  rt.method(timedelta, "__divmod__", own_divmod, 1, 1);
  const auto constant = [&](const char* name, const Duration& duration) {
    timedelta->dict->set(*rt.intern(name), make_timedelta(rt, duration));
  };
  constant("min", {-MostDays, 0, 0});
  constant("max", {MostDays, 86'399, 999'999});
  constant("resolution", {0, 0, 1});
}

}  // namespace undumpy::python
