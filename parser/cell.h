// Cell: one value on its way from a data module to a sink, in 16 bytes.
//
// The row scanner makes cells that point into the block it reads; constructors copy and refine them
// (Text becomes Decimal, a list becomes one cell per language); sinks read them. A cell owns
// nothing: text and items live in the batch it belongs to (its block, or its arena for what had
// escapes).
//
// Kinds and the literals they come from (FORMAT.md 1.3):
//   None, False, True        None False True
//   Integer                  -5, 9223372036854775807
//   BigInteger               an integer beyond 64 bits: its canonical decimal digits as text
//   Float                    1.5, 1e300 (no generator writes it, people do)
//   Text                     '…' "…" u'…': UTF-8; lone surrogates as their three-byte form (WTF-8)
//   Bytes                    b'…'
//   Date, Time, DateTime     date(y,m,d) time(h,m,s[,us]) dt(y,m,d,h,mi,s[,us]); always valid dates
//   List, Tuple, Dict        […], (…), {…}: `items` (for Dict: key, value, key, value, …)
//   Model                    a bare name: `text` is the name as written (contacts_Partner)
// made by constructors only:
//   Decimal                  the exact text of a decimal number
//   Absent                   the constructor gave no value: the column's default counts
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace undumpy {

enum class CellKind : std::uint8_t {
  None,
  False,
  True,
  Integer,
  BigInteger,
  Float,
  Text,
  Bytes,
  Date,
  Time,
  DateTime,
  List,
  Tuple,
  Dict,
  Model,
  Decimal,
  Absent,
};
std::string_view to_string(CellKind kind);

// A calendar moment as the snapshot writes it; the parts a kind does not have are 0.
struct Moment {
  std::uint32_t microsecond : 20;
  std::uint32_t second : 6;
  std::uint32_t minute : 6;
  std::uint32_t hour : 5;
  std::uint32_t day : 5;
  std::uint32_t month : 4;
  std::uint32_t year : 14;  // 1 … 9999

  bool operator==(const Moment& other) const = default;
};
static_assert(sizeof(Moment) == 8);

// True when the proleptic Gregorian calendar has this moment, years 1 to 9999, as Python's
// datetime.
bool is_valid_date(std::int64_t year, std::int64_t month, std::int64_t day);
inline bool is_valid_time(std::int64_t hour, std::int64_t minute, std::int64_t second,
                          std::int64_t microsecond) {
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 &&
         microsecond >= 0 && microsecond < 1'000'000;
}

struct Cell {
  union {
    std::int64_t integer;
    double real;
    const char* text_data;
    const Cell* items_data;
    Moment moment;
  };
  std::uint32_t size;  // bytes of text, or number of cells in items
  CellKind kind;
  bool has_surrogates;  // Text with lone surrogates: no valid UTF-8
  std::uint16_t reserved;

  [[nodiscard]] std::string_view text() const { return {text_data, size}; }
  [[nodiscard]] std::span<const Cell> items() const { return {items_data, size}; }
  [[nodiscard]] bool is_none() const { return kind == CellKind::None; }
  [[nodiscard]] bool is_bool() const { return kind == CellKind::True || kind == CellKind::False; }

  static Cell none() { return plain(CellKind::None); }
  static Cell absent() { return plain(CellKind::Absent); }
  static Cell boolean(bool value) { return plain(value ? CellKind::True : CellKind::False); }
  static Cell of(std::int64_t value) {
    Cell cell = plain(CellKind::Integer);
    cell.integer = value;
    return cell;
  }
  static Cell of_real(double value) {
    Cell cell = plain(CellKind::Float);
    cell.real = value;
    return cell;
  }
  // `kind` is Text, Bytes, BigInteger, Decimal or Model; `text` must outlive the cell.
  static Cell of_text(CellKind kind, std::string_view text) {
    Cell cell = plain(kind);
    cell.text_data = text.data();
    cell.size = static_cast<std::uint32_t>(text.size());
    return cell;
  }
  static Cell of_moment(CellKind kind, Moment moment) {
    Cell cell = plain(kind);
    cell.moment = moment;
    return cell;
  }
  // `kind` is List, Tuple or Dict; `items` must outlive the cell.
  static Cell of_items(CellKind kind, std::span<const Cell> items) {
    Cell cell = plain(kind);
    cell.items_data = items.data();
    cell.size = static_cast<std::uint32_t>(items.size());
    return cell;
  }

 private:
  static Cell plain(CellKind kind) {
    Cell cell;
    cell.integer = 0;
    cell.size = 0;
    cell.kind = kind;
    cell.has_surrogates = false;
    cell.reserved = 0;
    return cell;
  }
};
static_assert(sizeof(Cell) == 16);

// Deep equality of two values, whatever memory they live in.
bool equal(const Cell& a, const Cell& b);

}  // namespace undumpy
