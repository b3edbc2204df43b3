// Floats to text and back, rounding.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "engine/python/float_text.h"
#include "tests/python/ask_python.h"

namespace undumpy::test {
namespace {

using namespace python;  // NOLINT(google-build-using-namespace)
using boost::multiprecision::cpp_int;

constexpr double Infinity = std::numeric_limits<double>::infinity();

TEST(FloatText, Repr) {
  EXPECT_EQ(repr_float(1), "1.0");
  EXPECT_EQ(repr_float(0.1), "0.1");
  EXPECT_EQ(repr_float(-0.0), "-0.0");
  EXPECT_EQ(repr_float(1e16), "1e+16");
  EXPECT_EQ(repr_float(1e15), "1000000000000000.0");
  EXPECT_EQ(repr_float(0.00001), "1e-05");
  EXPECT_EQ(repr_float(-Infinity), "-inf");
  EXPECT_EQ(repr_float(-std::nan("")), "nan");
  EXPECT_EQ(hex_float(3), "0x1.8000000000000p+1");
}

TEST(FloatText, Parse) {
  EXPECT_EQ(*parse_float(" 1_000.5\n"), 1000.5);
  EXPECT_EQ(*parse_float("-Infinity"), -Infinity);
  EXPECT_EQ(*parse_float("١٢"), 12);
  EXPECT_EQ(*parse_float("1e999999999999999999999"), Infinity);
  EXPECT_EQ(*parse_float("0." + std::string(400, '0') + "1e401"), 1.0);
  EXPECT_EQ(parse_float("1__0").error(),
            (Failure{"ValueError", "could not convert string to float: '1__0'"}));
}

TEST(FloatText, Round) {
  EXPECT_EQ(*round_float(2.675, 2), 2.67);
  EXPECT_EQ(*round_float(2.5, 0), 2.0);
  EXPECT_EQ(*round_float(1250, -2), 1200);
  EXPECT_EQ(*round_float(-99.0, -1), -100);
  EXPECT_EQ(round_float(1.7976931348623157e308, -308).error(),
            (Failure{"OverflowError", "rounded value too large to represent"}));
  EXPECT_EQ(*round_to_integer(-2.5), -2);
  EXPECT_EQ(*round_to_integer(1e23), cpp_int("99999999999999991611392"));
  EXPECT_EQ(truncate_to_integer(-Infinity).error(),
            (Failure{"OverflowError", "cannot convert float infinity to integer"}));
  EXPECT_EQ(round_to_integer(std::nan("")).error(),
            (Failure{"ValueError", "cannot convert float NaN to integer"}));
}

TEST(FloatText, NearestDouble) {
  EXPECT_EQ(*nearest_double(cpp_int("9007199254740993")), 9007199254740992.0);
  EXPECT_EQ(*nearest_double(cpp_int("-9007199254740995")), -9007199254740996.0);
  EXPECT_EQ(*nearest_double(cpp_int("9007199254740993000000000000000001")),
            9007199254740993000000000000000001.0);
  EXPECT_FALSE(nearest_double(cpp_int(1) << 1024));
  EXPECT_FALSE(nearest_double((cpp_int(1) << 1024) - 1));
}

std::vector<double> some_floats() {
  std::vector<double> floats = {
      0.0,    -0.0,   1,        0.5,       2.5,          1.5,
      1e16,   1e15,   123456,   1e-4,      1e-5,         9.999999e22,
      5e-324, 1e308,  2.675,    1250,      1350,         0.05,
      1e22,   1e23,   Infinity, -Infinity, std::nan(""), 2.2250738585072014e-308,
      99.995, 0.0005, 999999.5, 5e307,     5000,         15000};
  Dice dice(4);
  const auto bits = [&] {
    return (std::uint64_t{dice.roll(1ULL << 32U)} << 32U) | dice.roll(1ULL << 32U);
  };
  for (int i = 0; i < 1000; ++i) floats.push_back(std::bit_cast<double>(bits()));
  for (int i = 0; i < 1000; ++i) {
    floats.push_back(static_cast<double>(dice.between(-1'000'000, 1'000'000)) /
                     std::pow(10, dice.between(-4, 8)));
  }
  return floats;
}

// A double as exact text: what `float.fromhex` reads.
std::string exact(double value) { return hex_float(value); }

TEST(FloatText, ReprAndHexAsPython) {
  std::vector<Case> cases;
  for (const double value : some_floats()) {
    if (std::isfinite(value))
      cases.push_back({std::to_string(std::bit_cast<std::uint64_t>(value))});
  }
  constexpr std::string_view Program = R"(
import struct
def answer(bits):
    value = struct.unpack('<d', struct.pack('<Q', number(bits)))[0]
    return f'{value!r} {value.hex()} {round(value)} {int(value)}'
)";
  expect_as_python(Program, cases, [](const Case& fields) {
    const auto value = std::bit_cast<double>(static_cast<std::uint64_t>(std::stoull(fields[0])));
    return repr_float(value) + ' ' + hex_float(value) + ' ' + round_to_integer(value)->str() + ' ' +
           truncate_to_integer(value)->str();
  });
}

TEST(FloatText, RoundAsPython) {
  std::vector<Case> cases;
  Dice dice(5);
  for (const double value : some_floats()) {
    for (int i = 0; i < 3; ++i) {
      const std::int64_t digits = i == 0 ? dice.between(-330, 330) : dice.between(-6, 8);
      cases.push_back({exact(value), std::to_string(digits)});
    }
  }
  constexpr std::string_view Program = R"(
def answer(value, digits): return round(float.fromhex(text(value)), number(digits)).hex()
)";
  expect_as_python(Program, cases, [](const Case& fields) {
    const double value = fields[0].find("0x") == std::string::npos
                             ? *parse_float(fields[0])
                             : std::strtod(fields[0].c_str(), nullptr);
    const Outcome<double> rounded = round_float(value, std::stoll(fields[1]));
    return rounded ? exact(*rounded) : shown(rounded.error());
  });
}

TEST(FloatText, ParseAsPython) {
  std::vector<Case> cases;
  Dice dice(6);
  const std::vector<std::string> pieces = {"1",      "2", "0",  "9",        "_", ".",   "e",
                                           "E",      "-", "+",  " ",        "٣", "inf", "nan",
                                           "\u2003", "5", "00", "Infinity", "x"};
  for (int i = 0; i < 5000; ++i) cases.push_back({dice.some_of(pieces, 7)});
  for (int i = 0; i < 1000; ++i) {
    cases.push_back({std::to_string(dice.roll(1ULL << 40U)) + '.' +
                     std::to_string(dice.roll(1000)) + 'e' +
                     std::to_string(dice.between(-345, 320))});
  }
  for (const double value : some_floats()) cases.push_back({repr_float(value)});
  constexpr std::string_view Program = "def answer(value): return float(text(value)).hex()\n";
  expect_as_python(Program, cases, [](const Case& fields) {
    const Outcome<double> value = parse_float(fields[0]);
    return value ? exact(*value) : shown(value.error());
  });
}

TEST(FloatText, NearestDoubleAsPython) {
  std::vector<Case> cases;
  Dice dice(7);
  for (int i = 0; i < 2000; ++i) {
    std::string digits = std::to_string(dice.between(-9, 9));
    for (std::size_t left = dice.roll(i % 10 == 0 ? 320 : 60); left > 0; --left) {
      digits += std::to_string(dice.roll(i % 2 == 0 ? 10 : 2));
    }
    cases.push_back({digits});
  }
  // Ties and their neighbours.
  for (int i = 0; i < 500; ++i) {
    const cpp_int odd = (cpp_int(1) << 53U) + dice.roll(1ULL << 52U);
    const cpp_int tie = ((odd << 1U) + 1) << static_cast<unsigned>(dice.roll(100));
    cases.push_back({cpp_int(tie + dice.between(-1, 1)).str()});
  }
  constexpr std::string_view Program = R"(
def answer(digits):
    try: return float(int(digits)).hex()
    except OverflowError: return 'too large'
)";
  expect_as_python(Program, cases, [](const Case& fields) {
    const bool negative = fields[0].front() == '-';
    cpp_int value = 0;
    for (const char c : fields[0].substr(negative ? 1 : 0)) value = value * 10 + (c - '0');
    const std::optional<double> nearest = nearest_double(negative ? cpp_int(-value) : value);
    return nearest ? exact(*nearest) : "too large";
  });
}

}  // namespace
}  // namespace undumpy::test
