#include "engine/python/number.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/python/float_text.h"
#include "engine/python/format_spec.h"
#include "engine/python/runtime.h"
#include "engine/python/text.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

// Integers of more bits than this are refused before they are computed.
constexpr std::size_t MostBits = std::size_t{1} << 31;
constexpr std::size_t LimbBits = 64;
constexpr std::uint64_t HashModulus = (std::uint64_t{1} << 61) - 1;

std::size_t bytes_of(const Integer& number) {
  return number == 0 ? 8 : msb(number < 0 ? Integer(-number) : number) / 8 + 8;
}

void require_bits(Runtime& rt, std::size_t bits) {
  if (bits > MostBits) rt.heap.exceeded();
  rt.heap.require(bits / 8);
  // Long numbers take time: count it.
  rt.steps(bits / 512);
}

std::size_t bits_of(const Integer& number) {
  return number == 0 ? 1 : msb(number < 0 ? Integer(-number) : number) + 1;
}

// Multiplying takes more than linear time, dividing takes quadratic: as steps, of which each is
// worth about a dozen products of limbs.
void require_product(Runtime& rt, std::size_t left_bits, std::size_t right_bits) {
  const auto more = static_cast<double>(std::max(left_bits, right_bits) / LimbBits);
  const auto less = static_cast<double>(std::min(left_bits, right_bits) / LimbBits);
  if (less < 16) return;
  constexpr double Karatsuba = 1.585;
  rt.steps(static_cast<std::uint64_t>(std::pow(less, Karatsuba) * (more / less) / 12));
}
void require_quotient(Runtime& rt, std::size_t left_bits, std::size_t right_bits) {
  if (left_bits < right_bits) return;
  const std::uint64_t rows = (left_bits - right_bits) / LimbBits + 1;
  rt.steps(rows * (right_bits / LimbBits) / 12);
}

Integer floor_divide(const Integer& left, const Integer& right, Integer* rest) {
  Integer quotient;
  Integer remainder;
  divide_qr(left, right, quotient, remainder);
  if (remainder != 0 && (remainder < 0) != (right < 0)) {
    --quotient;
    remainder += right;
  }
  if (rest != nullptr) *rest = remainder;
  return quotient;
}

double float_modulo(double left, double right) {
  double rest = std::fmod(left, right);
  if (rest == 0) return std::copysign(0.0, right);
  if ((rest < 0) != (right < 0)) rest += right;
  return rest;
}

double float_floor_divide(double left, double right) {
  const double rest = std::fmod(left, right);
  double quotient = (left - rest) / right;
  if (rest != 0 && (rest < 0) != (right < 0)) quotient -= 1;
  if (quotient == 0) return std::copysign(0.0, left / right);
  const double floored = std::floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

}  // namespace

BigInteger::BigInteger(Class* its_class, Integer value)
    : Object(TheKind, its_class), number(std::move(value)), charge_(bytes_of(number)) {}

bool is_integer(const Value& value) {
  return value.is_small() || value.is_bool() || as<BigInteger>(value) != nullptr;
}

bool is_number(const Value& value) { return is_integer(value) || as<Float>(value) != nullptr; }

Integer integer_of(const Value& value) {
  if (value.is_small()) return value.small();
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  return as<BigInteger>(value)->number;
}

std::optional<std::int64_t> int64_of(const Value& value) {
  if (value.is_small()) return value.small();
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  const Integer& number = as<BigInteger>(value)->number;
  if (number > INT64_MAX || number < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

double double_of(Runtime& rt, const Value& value) {
  if (const auto* real = as<Float>(value)) return real->number;
  if (value.is_small()) return static_cast<double>(value.small());
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  const auto number = nearest_double(as<BigInteger>(value)->number);
  if (!number) overflow_error(rt, "int too large to convert to float");
  return *number;
}

Value make_integer(Runtime& rt, const Integer& number) {
  if (number >= Value::SmallMin && number <= Value::SmallMax)
    return Value::small(static_cast<std::int64_t>(number));
  rt.heap.require(bytes_of(number));
  return Value(new BigInteger(rt.types.int_, number));
}

Value make_integer(Runtime& rt, std::int64_t number) {
  if (Value::fits(number)) return Value::small(number);
  return Value(new BigInteger(rt.types.int_, number));
}

std::string integer_text(Runtime& rt, const Integer& number) {
  const std::size_t digits = bits_of(number) * 30103 / 100000 + 1;
  constexpr std::size_t MostDigits = 4300;  // as CPython 3.11
  if (digits > MostDigits + 1)
    value_error(rt,
                "Exceeds the limit (4300 digits) for integer string conversion; use "
                "sys.set_int_max_str_digits() to increase the limit");
  return number.str();
}

namespace {

Value float_binary(Runtime& rt, BinaryOperator op, double left, double right) {
  switch (op) {
    case BinaryOperator::Add:
      return make_float(rt, left + right);
    case BinaryOperator::Subtract:
      return make_float(rt, left - right);
    case BinaryOperator::Multiply:
      return make_float(rt, left * right);
    case BinaryOperator::Divide:
      if (right == 0) zero_division_error(rt, "float division by zero");
      return make_float(rt, left / right);
    case BinaryOperator::FloorDivide:
      if (right == 0) zero_division_error(rt, "float floor division by zero");
      return make_float(rt, float_floor_divide(left, right));
    case BinaryOperator::Modulo:
      if (right == 0) zero_division_error(rt, "float modulo");
      return make_float(rt, float_modulo(left, right));
    case BinaryOperator::Power: {
      if (left == 0 && right < 0)
        zero_division_error(rt, "0.0 cannot be raised to a negative power");
      if (left < 0 && std::isfinite(left) && std::isfinite(right) && right != std::floor(right))
        type_error(rt, "complex numbers are not supported here");
      const double result = std::pow(left, right);
      if (std::isinf(result) && std::isfinite(left) && std::isfinite(right))
        raise(rt, exception_class(rt, "OverflowError"),
              {Value::small(34), make_text(rt, "Numerical result out of range")});
      return make_float(rt, result);
    }
    default:
      return Value::not_implemented();
  }
}

Value integer_power(Runtime& rt, const Integer& base, const Value& exponent_value) {
  const auto exponent = int64_of(exponent_value);
  if (!exponent) {
    if (base == 0 || base == 1) return make_integer(rt, base);
    rt.heap.exceeded();
  }
  if (*exponent < 0) {
    if (base == 0) zero_division_error(rt, "0.0 cannot be raised to a negative power");
    return make_float(
        rt, std::pow(double_of(rt, make_integer(rt, base)), static_cast<double>(*exponent)));
  }
  std::size_t bits = 0;
  if (base != 0 && base != 1 && base != -1) {
    if (__builtin_mul_overflow(bits_of(base), static_cast<std::size_t>(*exponent), &bits))
      bits = SIZE_MAX;
    require_bits(rt, bits);
    require_product(rt, bits, bits);
  }
  const unsigned power = base == 0 || base == 1 || base == -1
                             ? static_cast<unsigned>(*exponent == 0 ? 0 : 2 - (*exponent & 1))
                             : static_cast<unsigned>(*exponent);
  return make_integer(rt, Integer(pow(base, power)));
}

// The quotient of two integers, correctly rounded.
Value true_divide(Runtime& rt, const Integer& left, const Integer& right) {
  if (right == 0) zero_division_error(rt, "division by zero");
  if (left == 0) return make_float(rt, right < 0 ? -0.0 : 0.0);
  const Integer l = left < 0 ? Integer(-left) : left;
  const Integer r = right < 0 ? Integer(-right) : right;
  const auto shift =
      static_cast<std::int64_t>(bits_of(r)) - static_cast<std::int64_t>(bits_of(l)) + 66;
  Integer quotient;
  Integer rest;
  if (shift >= 0)
    divide_qr(Integer(l << static_cast<unsigned>(shift)), r, quotient, rest);
  else
    divide_qr(l, Integer(r << static_cast<unsigned>(-shift)), quotient, rest);
  if (rest != 0) quotient |= 1;  // sticky: at least 66 bits, so rounding sees it
  const auto near = nearest_double(quotient);
  const double result = std::ldexp(*near, static_cast<int>(-shift));
  if (std::isinf(result)) overflow_error(rt, "integer division result too large for a float");
  return make_float(rt, (left < 0) != (right < 0) ? -result : result);
}

Value integer_shift(Runtime& rt, BinaryOperator op, const Integer& left, const Value& by) {
  const auto amount = int64_of(by);
  if (integer_of(by) < 0) value_error(rt, "negative shift count");
  if (op == BinaryOperator::RightShift) {
    if (!amount || *amount > static_cast<std::int64_t>(bits_of(left)))
      return Value::small(left < 0 ? -1 : 0);
    const Integer width = Integer(1) << static_cast<unsigned>(*amount);
    return make_integer(rt, floor_divide(left, width, nullptr));
  }
  if (left == 0) return Value::small(0);
  if (!amount) rt.heap.exceeded();
  require_bits(rt, bits_of(left) + static_cast<std::size_t>(*amount));
  return make_integer(rt, Integer(left << static_cast<unsigned>(*amount)));
}

// & | ^ as if negative numbers had endless ones in front.
Integer bitwise(BinaryOperator op, const Integer& left, const Integer& right) {
  const std::size_t bits = std::max(bits_of(left), bits_of(right)) + 1;
  const Integer modulus = Integer(1) << bits;
  const Integer l = left < 0 ? Integer(left + modulus) : left;
  const Integer r = right < 0 ? Integer(right + modulus) : right;
  Integer result = op == BinaryOperator::BitAnd  ? Integer(l & r)
                   : op == BinaryOperator::BitOr ? Integer(l | r)
                                                 : Integer(l ^ r);
  if (bit_test(result, static_cast<unsigned>(bits - 1))) result -= modulus;
  return result;
}

Value integer_binary(Runtime& rt, BinaryOperator op, const Value& left, const Value& right) {
  const Integer l = integer_of(left);
  const Integer r = integer_of(right);
  switch (op) {
    case BinaryOperator::Add:
      return make_integer(rt, Integer(l + r));
    case BinaryOperator::Subtract:
      return make_integer(rt, Integer(l - r));
    case BinaryOperator::Multiply:
      require_bits(rt, bits_of(l) + bits_of(r));
      require_product(rt, bits_of(l), bits_of(r));
      return make_integer(rt, Integer(l * r));
    case BinaryOperator::Divide:
      return true_divide(rt, l, r);
    case BinaryOperator::FloorDivide:
      if (r == 0) zero_division_error(rt, "integer division or modulo by zero");
      require_quotient(rt, bits_of(l), bits_of(r));
      return make_integer(rt, floor_divide(l, r, nullptr));
    case BinaryOperator::Modulo: {
      if (r == 0) zero_division_error(rt, "integer modulo by zero");
      require_quotient(rt, bits_of(l), bits_of(r));
      Integer rest;
      floor_divide(l, r, &rest);
      return make_integer(rt, rest);
    }
    case BinaryOperator::Power:
      return integer_power(rt, l, right);
    case BinaryOperator::LeftShift:
    case BinaryOperator::RightShift:
      return integer_shift(rt, op, l, right);
    case BinaryOperator::BitAnd:
    case BinaryOperator::BitOr:
    case BinaryOperator::BitXor:
      if (left.is_bool() && right.is_bool()) return Value::boolean(bitwise(op, l, r) != 0);
      return make_integer(rt, bitwise(op, l, r));
    default:
      return Value::not_implemented();
  }
}

// Exact: an int is not made a float when that loses digits.
int compare_with_float(const Value& integer, double real) {
  if (std::isinf(real)) return real > 0 ? -1 : 1;
  const Integer number = integer_of(integer);
  const double whole = std::floor(real);
  const Integer floored(whole);
  if (number != floored) return number < floored ? -1 : 1;
  return real > whole ? -1 : 0;
}

}  // namespace

Value number_binary(Runtime& rt, BinaryOperator op, const Value& left, const Value& right) {
  if (!is_number(left) || !is_number(right)) return Value::not_implemented();
  if (is_integer(left) && is_integer(right)) return integer_binary(rt, op, left, right);
  return float_binary(rt, op, double_of(rt, left), double_of(rt, right));
}

Value number_compare(Runtime& rt, CompareOperator op, const Value& left, const Value& right) {
  static_cast<void>(rt);
  if (!is_number(left) || !is_number(right)) return Value::not_implemented();
  int order = 0;
  const auto* l = as<Float>(left);
  const auto* r = as<Float>(right);
  if ((l != nullptr && std::isnan(l->number)) || (r != nullptr && std::isnan(r->number)))
    return Value::boolean(op == CompareOperator::NotEqual);
  if (l != nullptr && r != nullptr)
    order = l->number < r->number ? -1 : l->number > r->number ? 1 : 0;
  else if (l != nullptr)
    order = -compare_with_float(right, l->number);
  else if (r != nullptr)
    order = compare_with_float(left, r->number);
  else if (const auto* big = as<BigInteger>(left), *other = as<BigInteger>(right);
           big != nullptr && other != nullptr)
    order = big->number.compare(other->number);
  else
    order = integer_of(left).compare(integer_of(right));
  return ordered(op, order);
}

Value number_unary(Runtime& rt, UnaryOperator op, const Value& operand) {
  if (const auto* real = as<Float>(operand)) {
    if (op == UnaryOperator::Invert) type_error(rt, "bad operand type for unary ~: 'float'");
    return make_float(rt, op == UnaryOperator::Minus ? -real->number : real->number);
  }
  const Integer number = integer_of(operand);
  if (op == UnaryOperator::Minus) return make_integer(rt, Integer(-number));
  if (op == UnaryOperator::Invert) return make_integer(rt, Integer(-number - 1));
  return make_integer(rt, number);
}

namespace {

// Equal numbers of all types have equal hashes: the value modulo a Mersenne prime.
std::size_t plain_number_hash(const Value& value) {
  if (value.is_bool()) return value.is_true() ? 1 : 0;
  if (const auto* real = as<Float>(value)) {
    if (std::isinf(real->number))
      return real->number > 0 ? 314159 : static_cast<std::size_t>(-314159);
    if (std::isnan(real->number)) return 0;
    if (real->number == std::floor(real->number) && std::fabs(real->number) < 1e18) {
      const auto whole = static_cast<std::int64_t>(real->number);
      return plain_number_hash(Value::fits(whole) ? Value::small(whole) : Value::small(0));
    }
    int exponent = 0;
    double mantissa = std::frexp(std::fabs(real->number), &exponent);
    std::uint64_t hash = 0;
    while (mantissa != 0) {
      hash = ((hash << 28) & HashModulus) | hash >> 33;
      mantissa *= 268435456.0;
      exponent -= 28;
      const auto part = static_cast<std::uint64_t>(mantissa);
      mantissa -= static_cast<double>(part);
      hash += part;
      if (hash >= HashModulus) hash -= HashModulus;
    }
    exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
    hash = ((hash << exponent) & HashModulus) | hash >> (61 - exponent);
    return real->number < 0 ? 0 - hash : hash;
  }
  const Integer number = integer_of(value);
  const auto rest =
      static_cast<std::uint64_t>(Integer((number < 0 ? Integer(-number) : number) % HashModulus));
  return number < 0 ? 0 - rest : rest;
}

}  // namespace

std::size_t number_hash(const Value& value) {
  // CPython keeps -1 for errors.
  const std::size_t hash = plain_number_hash(value);
  return hash == static_cast<std::size_t>(-1) ? static_cast<std::size_t>(-2) : hash;
}

std::string BigInteger::repr(Runtime& rt) { return integer_text(rt, number); }
Value BigInteger::format(Runtime& rt, const std::string& spec) {
  if (spec.empty() && cls->of_program) return make_text(rt, str(rt));
  return make_text(rt, format_integer(rt, number, spec));
}
std::size_t BigInteger::hash(Runtime& rt) {
  return static_cast<void>(rt), number_hash(Value(this));
}
bool BigInteger::truth(Runtime& rt) { return static_cast<void>(rt), number != 0; }
Value BigInteger::compare(Runtime& rt, CompareOperator op, const Value& other) {
  return number_compare(rt, op, Value(this), other);
}
Value BigInteger::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  return reflected ? number_binary(rt, op, other, Value(this))
                   : number_binary(rt, op, Value(this), other);
}
Value BigInteger::unary(Runtime& rt, UnaryOperator op) { return number_unary(rt, op, Value(this)); }

std::string Float::repr(Runtime& rt) { return static_cast<void>(rt), repr_float(number); }
Value Float::format(Runtime& rt, const std::string& spec) {
  if (spec.empty() && cls->of_program) return make_text(rt, str(rt));
  return make_text(rt, format_float(rt, number, spec));
}
std::size_t Float::hash(Runtime& rt) { return static_cast<void>(rt), number_hash(Value(this)); }
bool Float::truth(Runtime& rt) { return static_cast<void>(rt), number != 0; }
Value Float::compare(Runtime& rt, CompareOperator op, const Value& other) {
  return number_compare(rt, op, Value(this), other);
}
Value Float::binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) {
  return reflected ? number_binary(rt, op, other, Value(this))
                   : number_binary(rt, op, Value(this), other);
}
Value Float::unary(Runtime& rt, UnaryOperator op) { return number_unary(rt, op, Value(this)); }

Value parse_integer(Runtime& rt, const std::string& text, int base, const Value& original) {
  const auto invalid = [&]() {
    constexpr std::size_t Shown = 200;
    const std::string shown = repr(rt, original);
    value_error(rt, "invalid literal for int() with base {}: {}", base,
                substring(Text(shown), 0, Shown));
  };
  std::string plain = plain_number_text(text);
  std::size_t at = 0;
  const bool negative = at < plain.size() && plain[at] == '-';
  if (at < plain.size() && (plain[at] == '-' || plain[at] == '+')) ++at;
  int radix = base;
  if (at + 1 < plain.size() && plain[at] == '0') {
    const char letter = static_cast<char>(plain[at + 1] | 0x20);
    const int marked = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (marked != 0 && (base == 0 || base == marked)) {
      radix = marked;
      at += 2;
      if (at < plain.size() && plain[at] == '_') ++at;
    }
  }
  // In base 0, as in source text, 08 is no number; zeros alone are one.
  if (radix == 0 && plain.find_first_not_of("0_", at) != std::string::npos && at < plain.size() &&
      plain[at] == '0')
    invalid();
  if (radix == 0) radix = 10;
  constexpr std::size_t MostDigits = 4300;
  if (plain.size() - std::min(at, plain.size()) > MostDigits && (radix & (radix - 1)) != 0)
    value_error(rt,
                "Exceeds the limit (4300 digits) for integer string conversion: value has {} "
                "digits; use sys.set_int_max_str_digits() to increase the limit",
                plain.size() - at);
  Integer number = 0;
  bool digit_before = false;
  if (at >= plain.size()) invalid();
  for (; at < plain.size(); ++at) {
    const char c = plain[at];
    if (c == '_' && digit_before) {
      digit_before = false;
      continue;
    }
    const char low = static_cast<char>(c | 0x20);
    const int digit = c >= '0' && c <= '9'       ? c - '0'
                      : low >= 'a' && low <= 'z' ? low - 'a' + 10
                                                 : 99;
    if (digit >= radix) invalid();
    number = number * radix + digit;
    digit_before = true;
  }
  if (!digit_before) invalid();
  return make_integer(rt, negative ? Integer(-number) : number);
}

}  // namespace undumpy::python
