// Template: the lines that dump2py writes into every restore.py, whatever the site, and the days on
// which they changed (FORMAT.md 1.2).
//
// Known from December 2014 (D2) on. What later generations changed, and when, stands in one table;
// a period is the time between two such days.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace undumpy::dump_template {

// The fixed parts of restore.py, in the order in which they stand there.
enum class Part : std::uint8_t {
  Preamble,  // imports, logger and SOURCE_VERSION
  Dt,
  NewContentTypeId,
  Pmem,
  Execfile,
  Bv2kw,
  Main,
  Run,  // if __name__ == '__main__'
};
inline constexpr std::size_t PartCount = 8;
std::string_view name_of(Part part);  // "main()"

// What differs from site to site within a fixed line.
inline constexpr std::string_view Anything = "…";

// A set of periods, one bit each.
using Periods = std::uint32_t;
std::size_t period_count();
Periods all_periods();
// Those that lie between two days (20180130), of which the second is no more part of it.
Periods periods_between(int since, int until);
inline constexpr int Begin = 20141205;
inline constexpr int Never = 99999999;
bool holds(Periods periods, std::size_t period);
// "since 2018-12-15", "2018-01-30 to 2018-03-20": the first to the last of them.
std::string days_of(Periods periods);

// One line of a part, and when it was written so.
struct Line {
  Part part;
  std::string_view text;
  Periods periods;
  bool alternative = false;  // may stand instead of the line before it
};
const std::vector<Line>& lines();
// The lines of a part in one period, without alternatives.
std::vector<std::string_view> lines_of(Part part, std::size_t period);

// Days on which create_ functions changed.
inline constexpr int ConversionsFirst = 20160204;  // above kw = dict(), and choicelist lines
inline constexpr int ChildrenWithKw = 20170627;    // create_mti_child(P, ptr, C, **kw)
inline constexpr int ChoicesCommented = 20180320;  // # if x: x = …get_by_value(x)

// True for the line of single-file dumps and of the first directories that puts the site's
// migrations over the create_ functions: `settings.SITE.install_migrations(globals())`.
bool installs_migrations(std::string_view statement);

// True for `from module import name` of any generation, D0, D1 and the single-file ones included.
bool is_generated_import(std::string_view module, std::string_view name);

}  // namespace undumpy::dump_template
