// DecimalNumber: the value of a decimal.Decimal, and its texts.
//
//     DecimalStatus status;
//     const DecimalNumber price = parse_decimal("-12.50", status);
//     price.coefficient    // 1250
//     price.exponent       // -2
//     decimal_text(price)  // "-12.50"
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace undumpy::python {

struct DecimalNumber {
  enum class Form : std::uint8_t { Finite, Infinity, QuietNan, SignalingNan };
  Form form = Form::Finite;
  bool negative = false;
  std::int64_t exponent = 0;                       // within ±2·10^18
  boost::multiprecision::cpp_int coefficient = 0;  // never negative; of a NaN: its payload

  [[nodiscard]] bool finite() const { return form == Form::Finite; }
  [[nodiscard]] bool infinite() const { return form == Form::Infinity; }
  [[nodiscard]] bool nan() const { return form >= Form::QuietNan; }
  [[nodiscard]] bool signaling() const { return form == Form::SignalingNan; }
  [[nodiscard]] bool zero() const { return finite() && coefficient == 0; }

  static DecimalNumber of(const boost::multiprecision::cpp_int& number);
  static DecimalNumber infinity(bool is_negative);
  static DecimalNumber quiet_nan();
  bool operator==(const DecimalNumber&) const = default;  // in every detail: 1.0 is not 1
};

// What an operation can meet; a context says which of them raise exceptions.
enum DecimalCondition : std::uint32_t {
  InvalidOperation = 1U << 0U,
  ConversionSyntax = 1U << 1U,
  DivisionImpossible = 1U << 2U,
  DivisionUndefined = 1U << 3U,
  InvalidContext = 1U << 4U,
  FloatOperation = 1U << 5U,
  DivisionByZero = 1U << 6U,
  Overflow = 1U << 7U,
  Underflow = 1U << 8U,
  Subnormal = 1U << 9U,
  Inexact = 1U << 10U,
  Rounded = 1U << 11U,
  Clamped = 1U << 12U,
  AnyInvalid =
      InvalidOperation | ConversionSyntax | DivisionImpossible | DivisionUndefined | InvalidContext,
};

// Goes along with an operation: collects conditions, and is told of the work before it is done.
struct DecimalStatus {
  std::uint32_t conditions = 0;
  // Called with the number of digits of long coefficients that are about to be computed.
  std::function<void(std::int64_t digits)> meter;

  void raise(std::uint32_t condition) { conditions |= condition; }
  [[nodiscard]] bool has(std::uint32_t condition) const { return (conditions & condition) != 0; }
  void spend(std::int64_t digits) const {
    if (digits > 500 && meter) meter(digits);
  }
};

// The largest exponent of the first digit, and the precision, that a context can have.
inline constexpr std::int64_t DecimalLargest = 999'999'999'999'999'999;
// The smallest exponent of the last digit.
inline constexpr std::int64_t DecimalTiniest = -2 * DecimalLargest + 1;

// How many decimal digits the coefficient has; 1 for 0.
std::int64_t digits_of(const boost::multiprecision::cpp_int& coefficient);
inline std::int64_t digits_of(const DecimalNumber& number) { return digits_of(number.coefficient); }
// The exponent of the first digit.
inline std::int64_t adjusted(const DecimalNumber& number) {
  return number.exponent + digits_of(number) - 1;
}
boost::multiprecision::cpp_int power_of_ten(std::int64_t exponent);

// What Decimal('…') reads: spaces around, underscores, digits of any script, Infinity, NaN123.
// NaN with ConversionSyntax when it is no number, with InvalidOperation when it is one beyond
// DecimalLargest.
DecimalNumber parse_decimal(std::string_view text, DecimalStatus& status);
// Exact. REQUIRES: nothing; infinities and NaNs too.
DecimalNumber decimal_of(double number);

enum class DecimalNotation : std::uint8_t { Scientific, Engineering };
// As str() shows it; `small_e`: 1e+5.
std::string decimal_text(const DecimalNumber& number,
                         DecimalNotation notation = DecimalNotation::Scientific,
                         bool small_e = false);

// -1, 0, 1 by value. REQUIRES: neither is a NaN.
int compare_decimals(const DecimalNumber& left, const DecimalNumber& right);
// As hash() of a Decimal: that of the int or float of the same value. REQUIRES: no signaling NaN.
std::uint64_t hash_decimal(const DecimalNumber& number);

}  // namespace undumpy::python
