// DateLimit: rows by a date or datetime column. Internal to --since and --until.
//
// Datetimes are compared as the snapshot writes them, without thought of time zones. A text in ISO
// form counts as what it says, also Lino's incomplete dates (1973-00-00). Rows without a date do
// not pass.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/filter.h"

namespace undumpy::filters {

class DateLimit final : public Filter {
 public:
  // Since: from that day or moment on. Until: to the end of that day, or before that moment.
  enum class Side : std::uint8_t { Since, Until };
  static Result<std::unique_ptr<Filter>> make(Side side, const std::vector<std::string>& arguments,
                                              const FilterContext& context);

  std::string name() const override { return side_ == Side::Since ? "--since" : "--until"; }
  Result<bool> passes(const Row& row) override;

 private:
  struct Limit {
    std::string column;
    Moment moment{};
    bool whole_day = false;
  };
  explicit DateLimit(Side side) : side_(side) {}
  Status add(const std::string& argument, const FilterContext& context);
  [[nodiscard]] bool keeps(const Limit& limit, const Moment& moment) const;
  [[nodiscard]] Diagnostic no_date(const Row& row, const ShapeColumn& column,
                                   const Cell& cell) const;

  Side side_;
  std::map<std::string, std::vector<Limit>, std::less<>> limits_;  // by table
};

}  // namespace undumpy::filters
