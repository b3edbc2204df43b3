#include "engine/filters/date_limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/column_names.h"
#include "engine/table_pattern.h"
#include "parser/trimmed.h"

namespace undumpy::filters {

namespace {

constexpr const char* HowToWrite =
    "write [TABLE:]COLUMN=DATE, the date as 2015-06-01 or 2015-06-01T12:00";

// Takes `digits` digits off the text.
bool take_number(std::string_view& text, std::size_t digits, std::uint32_t& number) {
  if (text.size() < digits) return false;
  number = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// 12:00, 12:00:30, 12:00:30.25
bool read_time(std::string_view text, Moment& moment) {
  std::uint32_t hour = 0;
  std::uint32_t minute = 0;
  std::uint32_t second = 0;
  std::uint32_t microsecond = 0;
  if (!take_number(text, 2, hour) || !take(text, ':') || !take_number(text, 2, minute))
    return false;
  if (take(text, ':') && !take_number(text, 2, second)) return false;
  if (take(text, '.')) {
    const std::size_t digits = std::min<std::size_t>(text.size(), 6);
    if (digits == 0 || !take_number(text, digits, microsecond)) return false;
    for (std::size_t i = digits; i < 6; ++i) microsecond *= 10;
  }
  if (!text.empty() || !is_valid_time(hour, minute, second, microsecond)) return false;
  moment.hour = hour & 0x1FU;
  moment.minute = minute & 0x3FU;
  moment.second = second & 0x3FU;
  moment.microsecond = microsecond & 0xFFFFFU;
  return true;
}

// `incomplete`: months and days may be 0.
bool read_moment(std::string_view text, bool incomplete, Moment& moment, bool& whole_day) {
  std::uint32_t year = 0;
  std::uint32_t month = 0;
  std::uint32_t day = 0;
  if (!take_number(text, 4, year) || !take(text, '-') || !take_number(text, 2, month) ||
      !take(text, '-') || !take_number(text, 2, day))
    return false;
  if (!is_valid_date(year, month, day) && !(incomplete && month <= 12 && day <= 31)) return false;
  moment = Moment{};
  moment.year = year & 0x3FFFU;
  moment.month = month & 0xFU;
  moment.day = day & 0x1FU;
  whole_day = text.empty();
  return whole_day || ((take(text, 'T') || take(text, ' ')) && read_time(text, moment));
}

auto day_of(const Moment& m) {
  return std::tuple(unsigned{m.year}, unsigned{m.month}, unsigned{m.day});
}

auto all_of(const Moment& m) {
  return std::tuple(day_of(m), unsigned{m.hour}, unsigned{m.minute}, unsigned{m.second},
                    unsigned{m.microsecond});
}

}  // namespace

Result<std::unique_ptr<Filter>> DateLimit::make(Side side,
                                                const std::vector<std::string>& arguments,
                                                const FilterContext& context) {
  std::unique_ptr<DateLimit> filter(new DateLimit(side));
  for (const std::string& argument : arguments) UNDUMPY_CHECK(filter->add(argument, context));
  return std::unique_ptr<Filter>(std::move(filter));
}

Status DateLimit::add(const std::string& argument, const FilterContext& context) {
  const std::size_t equals = argument.find('=');
  if (equals == std::string::npos)
    return make_error("usage", fmt::format("{} {} has no =", name(), printable(argument)),
                      HowToWrite);
  const TableArgument left = split_table(std::string_view(argument).substr(0, equals));
  const std::string_view date = trimmed(std::string_view(argument).substr(equals + 1));
  Limit limit;
  limit.column = left.has_rest ? left.rest : left.table;
  if (!read_moment(date, false, limit.moment, limit.whole_day))
    return make_error("usage", fmt::format("{}: {} is no date", name(), printable(date)),
                      HowToWrite);
  const std::string_view pattern = left.has_rest ? left.table : "*";
  UNDUMPY_TRY(const std::vector<std::string> tables,
              tables_named(pattern, *context.snapshot, *context.constructors));
  bool found = false;
  std::set<std::string> known;
  for (const std::string& table : tables) {
    const std::vector<std::string> columns = columns_of(table, context);
    known.insert(columns.begin(), columns.end());
    if (std::ranges::find(columns, limit.column) != columns.end()) {
      limits_[table].push_back(limit);
      found = true;
    } else if (!is_table_pattern(pattern)) {
      return no_such_column(name(), table, limit.column, columns);
    }
  }
  if (found) return Done{};
  const std::vector<std::string> names(known.begin(), known.end());
  return make_error("usage",
                    fmt::format("{}: no table has a column {}", name(), printable(limit.column)),
                    did_you_mean(limit.column, names) +
                        "`undumpy list --format json` prints the columns of all tables");
}

bool DateLimit::keeps(const Limit& limit, const Moment& moment) const {
  if (side_ == Side::Since) return all_of(moment) >= all_of(limit.moment);
  if (limit.whole_day) return day_of(moment) <= day_of(limit.moment);
  return all_of(moment) < all_of(limit.moment);
}

Result<bool> DateLimit::passes(const Row& row) {
  const auto limits = limits_.find(row.shape->table);
  if (limits == limits_.end()) return true;
  for (const Limit& limit : limits->second) {
    const std::size_t column = row.shape->find(limit.column);
    if (column == row.shape->columns.size()) return false;
    const Cell& cell = row.cells[column];
    Moment moment{};
    bool whole_day = false;
    switch (cell.kind) {
      case CellKind::None:
      case CellKind::Absent:
        return false;
      case CellKind::Date:
      case CellKind::DateTime:
        moment = cell.moment;
        break;
      case CellKind::Text:
        if (trimmed(cell.text()).empty()) return false;
        if (read_moment(trimmed(cell.text()), true, moment, whole_day)) break;
        [[fallthrough]];
      default:
        return no_date(row, row.shape->columns[column], cell);
    }
    if (!keeps(limit, moment)) return false;
  }
  return true;
}

Diagnostic DateLimit::no_date(const Row& row, const ShapeColumn& column, const Cell& cell) const {
  Diagnostic error =
      make_error("usage",
                 fmt::format("{}: {}.{} holds {}, which is no date", name(), row.shape->table,
                             column.name, printable(to_text(cell))),
                 "name a column of dates, or use --where");
  error.place.file = row.module->file;
  error.place.line = row.line;
  error.table = row.shape->table;
  error.key = to_text(row.key());
  error.column = column.name;
  return error;
}

}  // namespace undumpy::filters
