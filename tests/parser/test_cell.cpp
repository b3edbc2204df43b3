#include <gtest/gtest.h>

#include <array>
#include <string>

#include "parser/cell.h"

namespace undumpy {
namespace {

TEST(Cell, DatesAreThoseOfPythonsCalendar) {
  EXPECT_TRUE(is_valid_date(2016, 2, 29));
  EXPECT_TRUE(is_valid_date(2000, 2, 29));
  EXPECT_TRUE(is_valid_date(1, 1, 1));
  EXPECT_TRUE(is_valid_date(9999, 12, 31));
  EXPECT_FALSE(is_valid_date(1900, 2, 29));
  EXPECT_FALSE(is_valid_date(2018, 2, 30));
  EXPECT_FALSE(is_valid_date(2018, 4, 31));
  EXPECT_FALSE(is_valid_date(2018, 0, 1));
  EXPECT_FALSE(is_valid_date(2018, 13, 1));
  EXPECT_FALSE(is_valid_date(2018, 1, 0));
  EXPECT_FALSE(is_valid_date(0, 1, 1));
  EXPECT_FALSE(is_valid_date(10000, 1, 1));
}

TEST(Cell, TimesHaveNoLeapSeconds) {
  EXPECT_TRUE(is_valid_time(0, 0, 0, 0));
  EXPECT_TRUE(is_valid_time(23, 59, 59, 999'999));
  EXPECT_FALSE(is_valid_time(24, 0, 0, 0));
  EXPECT_FALSE(is_valid_time(0, 60, 0, 0));
  EXPECT_FALSE(is_valid_time(0, 0, 60, 0));
  EXPECT_FALSE(is_valid_time(0, 0, 0, 1'000'000));
  EXPECT_FALSE(is_valid_time(-1, 0, 0, 0));
}

TEST(Cell, EqualsLooksAtValuesNotAtMemory) {
  const std::string here = "Bäckerei";
  const std::string there = "Bäckerei";
  EXPECT_TRUE(equal(Cell::of_text(CellKind::Text, here), Cell::of_text(CellKind::Text, there)));
  EXPECT_FALSE(equal(Cell::of_text(CellKind::Text, here), Cell::of_text(CellKind::Bytes, here)));
  EXPECT_FALSE(equal(Cell::of(1), Cell::boolean(true)));
  EXPECT_FALSE(equal(Cell::of(1), Cell::of_real(1)));

  const std::array inner_a = {Cell::of_text(CellKind::Text, here), Cell::none()};
  const std::array inner_b = {Cell::of_text(CellKind::Text, there), Cell::none()};
  const std::array list_a = {Cell::of_items(CellKind::List, inner_a), Cell::of(1)};
  const std::array list_b = {Cell::of_items(CellKind::List, inner_b), Cell::of(1)};
  EXPECT_TRUE(
      equal(Cell::of_items(CellKind::List, list_a), Cell::of_items(CellKind::List, list_b)));
  EXPECT_FALSE(
      equal(Cell::of_items(CellKind::List, list_a), Cell::of_items(CellKind::Tuple, list_b)));
  EXPECT_FALSE(
      equal(Cell::of_items(CellKind::List, list_a), Cell::of_items(CellKind::List, inner_b)));
}

}  // namespace
}  // namespace undumpy
