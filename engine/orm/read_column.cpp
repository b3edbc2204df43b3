// From a row of SQLite to values of the program: read_column() of conversion.h.

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/orm/conversion.h"
#include "engine/orm/values.h"
#include "engine/python/decimal.h"
#include "engine/python/number.h"

namespace undumpy::orm {

using python::Runtime;
using python::Value;

namespace {

// A double with 15 digits, as Django makes a Decimal of it: less when that is exact.
std::string decimal_digits(double number) {
  std::string text = fmt::format("{:.14e}", number);
  const std::string exact = fmt::format("{:.60e}", number);
  const std::size_t mark = text.find('e');
  const std::size_t tail = exact.find_first_not_of('0', mark);
  if (exact.compare(0, mark, text, 0, mark) != 0 || exact[tail] != 'e') return text;
  std::size_t end = mark;
  while (text[end - 1] == '0') --end;
  if (text[end - 1] == '.') --end;
  return text.erase(end, mark - end);
}

Value read_decimal(Runtime& rt, const Field* field, const sqlite::Statement& row, int i) {
  const auto digits = field != nullptr ? field->digits() : Field::Digits();
  switch (sqlite3_column_type(row.handle(), i)) {
    case SQLITE_INTEGER: {
      std::string text = std::to_string(row.integer(i));
      if (digits && digits.places > 0)
        text += "." + std::string(static_cast<std::size_t>(digits.places), '0');
      return python::make_decimal(rt, text);
    }
    case SQLITE_FLOAT: {
      const double number = sqlite3_column_double(row.handle(), i);
      if (digits) return python::make_decimal(rt, fmt::format("{:.{}f}", number, digits.places));
      // Without an exponent where the digits allow it: 300, not 3E+2.
      constexpr double Largest = 1e15;
      if (std::abs(number) < Largest && number == std::trunc(number))
        return python::make_decimal(rt, std::to_string(static_cast<std::int64_t>(number)));
      return python::make_decimal(rt, decimal_digits(number));
    }
    default: {
      const std::string text = row.text(i);
      python::DecimalStatus status;
      const python::DecimalNumber number = python::parse_decimal(text, status);
      return status.conditions == 0 ? python::make_decimal(rt, number)
                                    : python::make_text(rt, text);
    }
  }
}

Value value_of_json(Runtime& rt, const nlohmann::ordered_json& json) {
  rt.check_stack();
  rt.step();
  switch (json.type()) {
    case nlohmann::json::value_t::boolean:
      return Value::boolean(json.get<bool>());
    case nlohmann::json::value_t::number_integer:
      return python::make_int(rt, json.get<std::int64_t>());
    case nlohmann::json::value_t::number_unsigned:
      return python::make_integer(rt, python::Integer(json.get<std::uint64_t>()));
    case nlohmann::json::value_t::number_float:
      return python::make_float(rt, json.get<double>());
    case nlohmann::json::value_t::string:
      return python::make_text(rt, json.get<std::string>());
    case nlohmann::json::value_t::array: {
      std::vector<Value> items;
      for (const auto& item : json) items.push_back(value_of_json(rt, item));
      return python::make_list(rt, std::move(items));
    }
    case nlohmann::json::value_t::object: {
      const python::Ref<python::Dict> dict = python::new_dict(rt);
      for (const auto& [key, value] : json.items())
        dict->table.set(rt, python::make_text(rt, key), value_of_json(rt, value));
      return dict;
    }
    default:
      return Value::none();
  }
}

Value read_json(Runtime& rt, const std::string& text) {
  constexpr std::size_t BytesPerCharacter = 32;
  rt.heap.require(text.size() * BytesPerCharacter);
  const auto json = nlohmann::ordered_json::parse(text, nullptr, false);
  return json.is_discarded() ? python::make_text(rt, text) : value_of_json(rt, json);
}

std::string with_dashes(const std::string& hex) {
  constexpr std::size_t UuidDigits = 32;
  if (hex.size() != UuidDigits) return hex;
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20);
}

Value read_moment(Runtime& rt, ColumnKind kind, const std::string& text) {
  std::optional<ReadMoment> read;
  CellKind cell = CellKind::Date;
  if (kind == ColumnKind::Date) {
    read = read_date(text);
  } else if (kind == ColumnKind::Time) {
    read = read_time(text);
    cell = CellKind::Time;
  } else {
    read = read_datetime(text);
    if (!read) read = read_date(text);
    cell = CellKind::DateTime;
  }
  // What is no date stays visible as the text that it is.
  if (!read || !read->valid) return python::make_text(rt, text);
  return value_of(rt, Cell::of_moment(cell, read->moment));
}

Value read_plain(Runtime& rt, const sqlite::Statement& row, int i) {
  switch (sqlite3_column_type(row.handle(), i)) {
    case SQLITE_INTEGER:
      return python::make_int(rt, row.integer(i));
    case SQLITE_FLOAT:
      return python::make_float(rt, sqlite3_column_double(row.handle(), i));
    case SQLITE_BLOB:
      return python::make_bytes(rt, row.text(i));
    default:
      return python::make_text(rt, row.text(i));
  }
}

Value read(Runtime& rt, ColumnKind kind, const Field* field, const sqlite::Statement& row, int i) {
  const int type = sqlite3_column_type(row.handle(), i);
  if (type == SQLITE_NULL) return Value::none();
  rt.heap.require(static_cast<std::size_t>(sqlite3_column_bytes(row.handle(), i)));
  switch (kind) {
    case ColumnKind::Boolean:
      return type == SQLITE_INTEGER ? Value::boolean(row.integer(i) != 0) : read_plain(rt, row, i);
    case ColumnKind::Decimal:
      return read_decimal(rt, field, row, i);
    case ColumnKind::Real:
      return type == SQLITE_INTEGER ? python::make_float(rt, static_cast<double>(row.integer(i)))
                                    : read_plain(rt, row, i);
    case ColumnKind::Date:
    case ColumnKind::Time:
    case ColumnKind::DateTime:
      return type == SQLITE_TEXT ? read_moment(rt, kind, row.text(i)) : read_plain(rt, row, i);
    case ColumnKind::Json:
      return type == SQLITE_TEXT ? read_json(rt, row.text(i)) : read_plain(rt, row, i);
    case ColumnKind::Uuid:
      return python::make_text(rt, with_dashes(row.text(i)));
    case ColumnKind::Blob:
      return python::make_bytes(rt, row.text(i));
    default:
      return read_plain(rt, row, i);
  }
}

}  // namespace

Value read_column(Session& session, const Field& field, const sqlite::Statement& row, int i) {
  return read(session.rt, field.kind(), &field, row, i);
}

Value read_value(Session& session, ColumnKind kind, const sqlite::Statement& row, int i) {
  return read(session.rt, kind, nullptr, row, i);
}

}  // namespace undumpy::orm
