#include "engine/orm/values.h"

#include <algorithm>

#include "engine/orm/instance.h"
#include "engine/orm/models.h"
#include "engine/python/containers.h"
#include "engine/python/datetime.h"
#include "engine/python/decimal.h"
#include "engine/python/number.h"

namespace undumpy::orm {

using python::Runtime;
using python::Value;

namespace {

std::vector<Value> values_of(Runtime& rt, std::span<const Cell> cells) {
  rt.check_stack();
  rt.heap.require(cells.size() * sizeof(Value));
  std::vector<Value> values;
  values.reserve(cells.size());
  for (const Cell& cell : cells) values.push_back(value_of(rt, cell));
  return values;
}

Value dict_of(Runtime& rt, std::span<const Cell> cells) {
  rt.check_stack();
  const python::Ref<python::Dict> dict = python::new_dict(rt);
  for (std::size_t i = 0; i + 1 < cells.size(); i += 2)
    dict->table.set(rt, value_of(rt, cells[i]), value_of(rt, cells[i + 1]));
  return dict;
}

}  // namespace

Value value_of(Runtime& rt, const Cell& cell) {
  const auto number = [](auto part) { return static_cast<int>(part); };
  const Moment& m = cell.moment;
  switch (cell.kind) {
    case CellKind::None:
    case CellKind::Absent:
      return Value::none();
    case CellKind::False:
    case CellKind::True:
      return Value::boolean(cell.kind == CellKind::True);
    case CellKind::Integer:
      return python::make_int(rt, cell.integer);
    case CellKind::BigInteger: {
      const Value original = python::make_text(rt, std::string(cell.text()));
      return python::parse_integer(rt, std::string(cell.text()), 10, original);
    }
    case CellKind::Float:
      return python::make_float(rt, cell.real);
    case CellKind::Text:
    case CellKind::Model:
      return python::make_text(rt, std::string(cell.text()));
    case CellKind::Bytes:
      return python::make_bytes(rt, std::string(cell.text()));
    case CellKind::Date:
      return python::make_date(rt, number(m.year), number(m.month), number(m.day));
    case CellKind::Time:
      return python::make_time(rt, number(m.hour), number(m.minute), number(m.second),
                               number(m.microsecond));
    case CellKind::DateTime:
      return python::make_datetime(rt, number(m.year), number(m.month), number(m.day),
                                   number(m.hour), number(m.minute), number(m.second),
                                   number(m.microsecond));
    case CellKind::List:
      return python::make_list(rt, values_of(rt, cell.items()));
    case CellKind::Tuple:
      return python::make_tuple(rt, values_of(rt, cell.items()));
    case CellKind::Dict:
      return dict_of(rt, cell.items());
    case CellKind::Decimal:
      return python::make_decimal(rt, cell.text());
  }
  return Value::none();
}

namespace {

Moment moment_of(const python::CalendarDate& date, const python::ClockTime& time) {
  Moment moment{};
  moment.year = static_cast<unsigned>(date.year) & 0x3FFFU;
  moment.month = static_cast<unsigned>(date.month) & 0xFU;
  moment.day = static_cast<unsigned>(date.day) & 0x1FU;
  moment.hour = static_cast<unsigned>(time.hour) & 0x1FU;
  moment.minute = static_cast<unsigned>(time.minute) & 0x3FU;
  moment.second = static_cast<unsigned>(time.second) & 0x3FU;
  moment.microsecond = static_cast<unsigned>(time.microsecond) & 0xFFFFFU;
  return moment;
}

// An aware datetime is stored as its UTC time.
bool cell_of_datetime(const python::DateTime& value, Cell& out, std::string& why) {
  python::CalendarDate date = value.date;
  python::ClockTime time = value.time;
  if (!value.tzinfo.is_none()) {
    const auto* zone = python::as<python::TimeZone>(value.tzinfo);
    if (zone == nullptr) {
      why = "a datetime of a time zone that is no fixed offset";
      return false;
    }
    const auto utc = python::Duration::of(python::days_of(date) - zone->offset.days,
                                          time.seconds() - zone->offset.seconds,
                                          time.microsecond - zone->offset.microseconds);
    if (utc.days < 1 || utc.days > python::LastDay) {
      why = "a datetime that is out of range in UTC";
      return false;
    }
    date = python::date_of(utc.days);
    time = {utc.seconds / 3600, utc.seconds / 60 % 60, utc.seconds % 60, utc.microseconds};
  }
  out = Cell::of_moment(CellKind::DateTime, moment_of(date, time));
  return true;
}

bool has_surrogates(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '\xED' && static_cast<unsigned char>(text[i + 1]) >= 0xA0) return true;
  return false;
}

bool cells_of(Runtime& rt, CellKind kind, std::span<const Value> values, Arena& arena, Cell& out,
              std::string& why) {
  rt.check_stack();
  Cell* cells = arena.allocate<Cell>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!cell_of(rt, values[i], arena, cells[i], why)) return false;
  out = Cell::of_items(kind, {cells, values.size()});
  return true;
}

bool cell_of_dict(Runtime& rt, const python::Dict& dict, Arena& arena, Cell& out,
                  std::string& why) {
  std::vector<Value> pairs;
  std::size_t i = 0;
  while (const auto* entry = dict.table.next(i)) {
    pairs.push_back(entry->key);
    pairs.push_back(entry->value);
  }
  return cells_of(rt, CellKind::Dict, pairs, arena, out, why);
}

bool cell_of_object(Runtime& rt, const Value& value, Arena& arena, Cell& out, std::string& why) {
  if (const auto* text = python::as<python::Str>(value)) {
    out = Cell::of_text(CellKind::Text, arena.copy(text->text));
    out.has_surrogates = !text->ascii() && has_surrogates(text->text);
    return true;
  }
  if (const auto* bytes = python::as<python::Bytes>(value)) {
    out = Cell::of_text(CellKind::Bytes, arena.copy(bytes->text));
    return true;
  }
  if (const auto* number = python::as<python::Float>(value)) {
    out = Cell::of_real(number->number);
    return true;
  }
  if (const auto* big = python::as<python::BigInteger>(value)) {
    if (const auto small = python::int64_of(value))
      out = Cell::of(*small);
    else
      out = Cell::of_text(CellKind::BigInteger, arena.copy(python::integer_text(rt, big->number)));
    return true;
  }
  if (python::as<python::Decimal>(value) != nullptr) {
    out = Cell::of_text(CellKind::Decimal, arena.copy(python::decimal_text(value)));
    return true;
  }
  if (const auto* moment = python::as<python::DateTime>(value))
    return cell_of_datetime(*moment, out, why);
  if (const auto* date = python::as<python::Date>(value)) {
    out = Cell::of_moment(CellKind::Date, moment_of(date->date, {}));
    return true;
  }
  if (const auto* time = python::as<python::Time>(value)) {
    const Moment moment = moment_of({0, 0, 0}, time->time);
    out = Cell::of_moment(CellKind::Time, moment);
    return true;
  }
  if (const auto* list = python::as<python::List>(value))
    return cells_of(rt, CellKind::List, list->items, arena, out, why);
  if (const auto* tuple = python::as<python::Tuple>(value))
    return cells_of(rt, CellKind::Tuple, tuple->items, arena, out, why);
  if (const auto* dict = python::as<python::Dict>(value))
    return cell_of_dict(rt, *dict, arena, out, why);
  if (std::string_view name; model_name(value, name)) {
    std::string variable(name);
    std::ranges::replace(variable, '.', '_');
    out = Cell::of_text(CellKind::Model, arena.copy(variable));
    return true;
  }
  why = "a value of type " + python::type_name(rt, value);
  return false;
}

}  // namespace

bool cell_of(Runtime& rt, const Value& value, Arena& arena, Cell& out, std::string& why) {
  if (value.is_none()) {
    out = Cell::none();
  } else if (value.is_bool()) {
    out = Cell::boolean(value.is_true());
  } else if (value.is_small()) {
    out = Cell::of(value.small());
  } else if (value.is_object()) {
    return cell_of_object(rt, value, arena, out, why);
  } else {
    why = "a value of type " + python::type_name(rt, value);
    return false;
  }
  return true;
}

}  // namespace undumpy::orm
