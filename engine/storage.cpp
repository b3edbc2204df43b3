#include "engine/storage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "engine/json_text.h"

namespace undumpy {

namespace {

bool is_number(std::string_view text, bool fraction) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return false;
  bool digits = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits = true;
    } else if (!fraction || (c != '.' && c != 'e' && c != 'E' && c != '-' && c != '+')) {
      return false;
    }
  }
  return digits;
}

std::int64_t digits_at(std::string_view text, std::size_t at, std::size_t count) {
  std::int64_t value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Django's duration text, [-]D HH:MM:SS[.ffffff] or HH:MM:SS[.ffffff], as microseconds.
bool duration_microseconds(std::string_view text, std::int64_t& out) {
  std::int64_t days = 0;
  if (const std::size_t blank = text.find(' '); blank != std::string_view::npos) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + blank, days);
    if (error != std::errc() || end != text.data() + blank) return false;
    text.remove_prefix(blank + 1);
  }
  if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
  const std::int64_t hours = digits_at(text, 0, 2);
  const std::int64_t minutes = digits_at(text, 3, 2);
  const std::int64_t seconds = digits_at(text, 6, 2);
  std::int64_t micros = 0;
  if (text.size() > 8) {
    if (text[8] != '.' || text.size() != 15) return false;
    micros = digits_at(text, 9, 6);
  }
  if (hours < 0 || minutes < 0 || seconds < 0 || micros < 0) return false;
  // The days carry the sign: '-3 05:00:00' is minus three days plus five hours.
  out = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1'000'000 + micros;
  return true;
}

bool decode_base64(std::string_view text, std::string& out) {
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=' || c == '\n') continue;
    if (value < 0) return false;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
  }
  return true;
}

std::string without_dashes(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != '-') result += c;
  return result;
}

bool looks_like_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return false;
    if (!dash && std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

// 08:30 or 08:30:00
bool looks_like_time(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return false;
  constexpr std::string_view Form = "00:00:00";
  for (std::size_t i = 0; i < text.size(); ++i)
    if (Form[i] == ':' ? text[i] != ':' : text[i] < '0' || text[i] > '9') return false;
  return text.substr(0, 2) < "24" && text[3] < '6' && (text.size() == 5 || text[6] < '6');
}

std::string_view moment_text(const Cell& cell, Arena& arena) {
  constexpr std::size_t MicrosecondBytes = 7;
  char* const begin = arena.allocate<char>(MomentBytes + MicrosecondBytes);
  char* end = write_moment(cell, begin);
  const unsigned microsecond = cell.moment.microsecond;
  if (cell.kind != CellKind::Date && microsecond != 0)
    end = fmt::format_to(end, ".{:06}", microsecond);
  const auto size = static_cast<std::size_t>(end - begin);
  arena.shrink_last(begin, size);
  return {begin, size};
}

}  // namespace

const Column* column_for(const Table& table, const ShapeColumn& shape) {
  const Column* column = table.find(shape.name);
  return column == nullptr && shape.parent_link ? table.primary_key() : column;
}

std::size_t column_stored_in(const Table& table, const Column& column, const RowShape& shape) {
  const auto found = std::ranges::find(
      shape.columns, &column, [&](const ShapeColumn& each) { return column_for(table, each); });
  return static_cast<std::size_t>(found - shape.columns.begin());
}

ColumnStorage::ColumnStorage(const Table& table, const Column& column, const ShapeColumn* hint,
                             const StorageOptions& options)
    : column_(&column), options_(options) {
  reference_ = column.primary_key || table.reference_of(column.name) != nullptr;
  if (hint != nullptr) {
    choice_ = hint->choice;
    babel_ = hint->babel();
    reference_ = reference_ || hint->foreign_key || hint->parent_link;
  }
  const int length = column.length.value_or(0);
  const bool varchar = column.type.starts_with("varchar") && !reference_ && !babel_;
  short_text_ = varchar && (length == 6 || length == 8 || length == 11);
  duration_ = varchar && (length == 6 || length == 8);
}

Stored ColumnStorage::store_none(StorageNotes& notes) const {
  if (!is_text() || reference_) return {};
  if (choice_ || !column_->nullable) return Stored::of_text("");
  if (short_text_ && options_.empty_for_none_in_short_text) {
    ++notes.short_text_nones;
    return Stored::of_text("");
  }
  return {};
}

bool ColumnStorage::refuse(const Cell& cell, Misfit& misfit, Misfit::Kind kind) const {
  misfit.kind = kind;
  misfit.why = kind == Misfit::Kind::Surrogates
                   ? fmt::format(
                         "the text of column {} holds half of a surrogate pair, which is "
                         "no valid Unicode",
                         column_->name)
                   : fmt::format("{} does not fit the column {} ({})", to_text(cell), column_->name,
                                 column_->type);
  return false;
}

bool ColumnStorage::store(const Cell& cell, Arena& arena, StorageNotes& notes, Stored& out,
                          Misfit& misfit) const {
  out = Stored();
  if (column_->kind == ColumnKind::Json && cell.kind != CellKind::None &&
      cell.kind != CellKind::Absent) {
    std::string json;
    append_json(cell, JsonStyle::Python, json);
    out = Stored::of_text(arena.copy(json));
    return true;
  }
  switch (cell.kind) {
    case CellKind::Absent:
      // The model's default: '' for text, nothing for the rest.
      if (!column_->nullable && is_text()) out = Stored::of_text("");
      return true;
    case CellKind::None:
      out = store_none(notes);
      return true;
    case CellKind::True:
    case CellKind::False:
      if (is_text()) return refuse(cell, misfit);
      out = Stored::of(cell.kind == CellKind::True ? 1 : 0);
      return true;
    case CellKind::Integer:
      return store_integer(cell, arena, out, misfit);
    case CellKind::Text:
      return store_text(cell, arena, notes, out, misfit);
    case CellKind::Decimal:
      if (column_->kind == ColumnKind::Date || column_->kind == ColumnKind::Time ||
          column_->kind == ColumnKind::DateTime || column_->kind == ColumnKind::Boolean ||
          column_->kind == ColumnKind::Blob)
        return refuse(cell, misfit);
      out = Stored::of_text(cell.text());  // SQLite's affinity makes the number
      return true;
    case CellKind::Float:
      if (is_text()) return refuse(cell, misfit);
      out = Stored::of_real(cell.real);
      return true;
    case CellKind::Date:
    case CellKind::Time:
    case CellKind::DateTime: {
      const bool fits = is_text() ||
                        (cell.kind == CellKind::Date && (column_->kind == ColumnKind::Date ||
                                                         column_->kind == ColumnKind::DateTime)) ||
                        (cell.kind == CellKind::Time && column_->kind == ColumnKind::Time) ||
                        (cell.kind == CellKind::DateTime && column_->kind == ColumnKind::DateTime);
      if (!fits) return refuse(cell, misfit);
      // i2d(20110102), before July 2011: the time of day was lost.
      Cell stored = cell;
      if (column_->kind == ColumnKind::DateTime) stored.kind = CellKind::DateTime;
      out = Stored::of_text(moment_text(stored, arena));
      return true;
    }
    case CellKind::Bytes:
      if (column_->kind != ColumnKind::Blob) return refuse(cell, misfit);
      out = Stored::of_blob(cell.text());
      return true;
    case CellKind::BigInteger:
      return refuse(
          cell, misfit,
          column_->kind == ColumnKind::Integer ? Misfit::Kind::Range : Misfit::Kind::Type);
    case CellKind::List:
    case CellKind::Tuple:
    case CellKind::Dict:
    case CellKind::Model:
      return refuse(cell, misfit);
  }
  return refuse(cell, misfit);
}

bool ColumnStorage::store_integer(const Cell& cell, Arena& arena, Stored& out,
                                  Misfit& misfit) const {
  switch (column_->kind) {
    case ColumnKind::Integer:
    case ColumnKind::Decimal:
    case ColumnKind::Real:
    case ColumnKind::Other:
      out = Stored::of(cell.integer);
      return true;
    case ColumnKind::Boolean:
      if (cell.integer != 0 && cell.integer != 1) return refuse(cell, misfit);
      out = Stored::of(cell.integer);
      return true;
    case ColumnKind::Text:
      out = Stored::of_text(arena.copy(to_text(cell)));
      return true;
    default:
      return refuse(cell, misfit);
  }
}

bool ColumnStorage::store_text(const Cell& cell, Arena& arena, StorageNotes& notes, Stored& out,
                               Misfit& misfit) const {
  const std::string_view text = cell.text();
  switch (column_->kind) {
    case ColumnKind::Text:
    case ColumnKind::Other:
      if (babel_ && text == "None" && column_->nullable && options_.null_for_none_text) {
        ++notes.none_texts;
        return true;
      }
      if (duration_ && text == "0:00" && !column_->nullable && options_.empty_for_zero_duration) {
        ++notes.zero_durations;
        out = Stored::of_text("");
        return true;
      }
      if (cell.has_surrogates) return refuse(cell, misfit, Misfit::Kind::Surrogates);
      out = Stored::of_text(text);
      return true;
    case ColumnKind::Uuid:
      out = Stored::of_text(looks_like_uuid(text) ? arena.copy(without_dashes(text)) : text);
      return true;
    case ColumnKind::Integer: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      const bool whole = error == std::errc() && end == text.data() + text.size();
      // A leading zero would be lost.
      const bool exact = whole && std::to_string(number) == text;
      if (!exact && !duration_microseconds(text, number))
        return refuse(
            cell, misfit,
            error == std::errc::result_out_of_range ? Misfit::Kind::Range : Misfit::Kind::Type);
      out = Stored::of(number);
      return true;
    }
    case ColumnKind::Real: {
      if (!is_number(text, true)) return refuse(cell, misfit);
      out = Stored::of_real(std::strtod(std::string(text).c_str(), nullptr));
      return true;
    }
    case ColumnKind::Decimal:
      if (!is_number(text, true)) return refuse(cell, misfit);
      out = Stored::of_text(text);
      return true;
    case ColumnKind::Blob: {
      std::string bytes;
      if (!decode_base64(text, bytes)) return refuse(cell, misfit);
      out = Stored::of_blob(arena.copy(bytes));
      return true;
    }
    case ColumnKind::Time:
      // Before July 2011 times were written as text.
      if (!looks_like_time(text)) return refuse(cell, misfit);
      out = Stored::of_text(text);
      return true;
    case ColumnKind::Boolean:
    case ColumnKind::Date:
    case ColumnKind::DateTime:
    case ColumnKind::Json:
      return refuse(cell, misfit);
  }
  return refuse(cell, misfit);
}

Cell as_stored(const Cell& cell, const ColumnStorage& storage, Arena& arena, StorageNotes& notes) {
  if (!cell.is_none() && cell.kind != CellKind::Text) return cell;
  Stored stored;
  Misfit ignored;
  if (!storage.store(cell, arena, notes, stored, ignored)) return cell;
  if (stored.kind == Stored::Kind::Null) return Cell::none();
  if (cell.is_none() && stored.kind == Stored::Kind::Text)
    return Cell::of_text(CellKind::Text, stored.text());
  return cell;
}

}  // namespace undumpy
