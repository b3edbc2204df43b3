#include "engine/orm/values.h"

#include <fmt/format.h>

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

// One value as a cell, with all that it holds. Small values may be very large when they are written
// out, or without end: they hold themselves, or others many times.
class CellMaker {
 public:
  CellMaker(Runtime& rt, Arena& arena, std::string& why) : rt_(rt), arena_(arena), why_(why) {}

  bool make(const Value& value, Cell& out) {
    if (value.is_none()) {
      out = Cell::none();
    } else if (value.is_bool()) {
      out = Cell::boolean(value.is_true());
    } else if (value.is_small()) {
      out = Cell::of(value.small());
    } else if (value.is_object()) {
      return make_of_object(value, out);
    } else {
      return refuse("a value of type " + python::type_name(rt_, value));
    }
    return true;
  }

 private:
  static constexpr int MaxDepth = 32;  // of literals in modules too
  static constexpr std::size_t MaxBytes = 64U << 20U;

  bool refuse(std::string why) {
    why_ = std::move(why);
    return false;
  }
  bool has_room(std::size_t bytes) {
    if (bytes > left_)
      return refuse(fmt::format("a value of more than {} bytes with all that it holds", MaxBytes));
    left_ -= bytes;
    return true;
  }
  bool make_text(CellKind kind, std::string_view text, Cell& out) {
    if (!has_room(text.size())) return false;
    out = Cell::of_text(kind, arena_.copy(text));
    return true;
  }
  bool make_items(CellKind kind, std::span<const Value> values, Cell& out);
  bool make_of_dict(const python::Dict& dict, Cell& out);
  bool make_of_object(const Value& value, Cell& out);

  Runtime& rt_;
  Arena& arena_;
  std::string& why_;
  int depth_ = 0;
  std::size_t left_ = MaxBytes;
};

bool CellMaker::make_items(CellKind kind, std::span<const Value> values, Cell& out) {
  if (depth_ == MaxDepth)
    return refuse(fmt::format("a value that holds itself, or nests {} levels deep", MaxDepth));
  if (!has_room(values.size() * sizeof(Cell))) return false;
  Cell* cells = arena_.allocate<Cell>(values.size());
  ++depth_;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!make(values[i], cells[i])) return false;
  --depth_;
  out = Cell::of_items(kind, {cells, values.size()});
  return true;
}

bool CellMaker::make_of_dict(const python::Dict& dict, Cell& out) {
  std::vector<Value> pairs;
  std::size_t i = 0;
  while (const auto* entry = dict.table.next(i)) {
    pairs.push_back(entry->key);
    pairs.push_back(entry->value);
  }
  return make_items(CellKind::Dict, pairs, out);
}

bool CellMaker::make_of_object(const Value& value, Cell& out) {
  if (const auto* text = python::as<python::Str>(value)) {
    if (!make_text(CellKind::Text, text->text, out)) return false;
    out.has_surrogates = !text->ascii() && has_surrogates(text->text);
    return true;
  }
  if (const auto* bytes = python::as<python::Bytes>(value))
    return make_text(CellKind::Bytes, bytes->text, out);
  if (const auto* number = python::as<python::Float>(value)) {
    out = Cell::of_real(number->number);
    return true;
  }
  if (const auto* big = python::as<python::BigInteger>(value)) {
    const auto small = python::int64_of(value);
    if (!small) return make_text(CellKind::BigInteger, python::integer_text(rt_, big->number), out);
    out = Cell::of(*small);
    return true;
  }
  if (python::as<python::Decimal>(value) != nullptr)
    return make_text(CellKind::Decimal, python::decimal_text(value), out);
  if (const auto* moment = python::as<python::DateTime>(value))
    return cell_of_datetime(*moment, out, why_);
  if (const auto* date = python::as<python::Date>(value)) {
    out = Cell::of_moment(CellKind::Date, moment_of(date->date, {}));
    return true;
  }
  if (const auto* time = python::as<python::Time>(value)) {
    out = Cell::of_moment(CellKind::Time, moment_of({0, 0, 0}, time->time));
    return true;
  }
  if (const auto* list = python::as<python::List>(value))
    return make_items(CellKind::List, list->items, out);
  if (const auto* tuple = python::as<python::Tuple>(value))
    return make_items(CellKind::Tuple, tuple->items, out);
  if (const auto* dict = python::as<python::Dict>(value)) return make_of_dict(*dict, out);
  if (std::string_view name; model_name(value, name)) {
    std::string variable(name);
    std::ranges::replace(variable, '.', '_');
    return make_text(CellKind::Model, variable, out);
  }
  return refuse("a value of type " + python::type_name(rt_, value));
}

}  // namespace

bool cell_of(Runtime& rt, const Value& value, Arena& arena, Cell& out, std::string& why) {
  return CellMaker(rt, arena, why).make(value, out);
}

}  // namespace undumpy::orm
