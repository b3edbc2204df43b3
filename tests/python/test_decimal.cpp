// Decimals: their arithmetic, functions, rounding and texts.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/python/decimal_arithmetic.h"
#include "tests/python/ask_expressions.h"

namespace undumpy::test {
namespace {

using namespace python;  // NOLINT(google-build-using-namespace)

DecimalNumber decimal(std::string_view text) {
  DecimalStatus status;
  DecimalNumber number = parse_decimal(text, status);
  EXPECT_EQ(status.conditions, 0U) << text;
  return number;
}

TEST(Decimal, Parse) {
  EXPECT_EQ(decimal(" -12.50 "),
            (DecimalNumber{.negative = true, .exponent = -2, .coefficient = 1250}));
  EXPECT_EQ(decimal("1_000E+3"), (DecimalNumber{.exponent = 3, .coefficient = 1000}));
  EXPECT_TRUE(decimal("-inf").infinite());
  EXPECT_EQ(decimal("sNaN12").coefficient, 12);
  for (const char* wrong : {"", ".", "1e", "12,50", "1 2", "e5", "--1", "nanx"}) {
    DecimalStatus status;
    EXPECT_TRUE(parse_decimal(wrong, status).nan()) << wrong;
    EXPECT_EQ(status.conditions, ConversionSyntax) << wrong;
  }
  DecimalStatus status;
  EXPECT_TRUE(parse_decimal("1e1000000000000000000", status).nan());
  EXPECT_EQ(status.conditions, InvalidOperation);
}

TEST(Decimal, Text) {
  EXPECT_EQ(decimal_text(decimal("0.0000001")), "1E-7");
  EXPECT_EQ(decimal_text(decimal("123E+3"), DecimalNotation::Engineering), "123E+3");
  EXPECT_EQ(decimal_text(decimal("1E+5"), DecimalNotation::Scientific, true), "1e+5");
}

TEST(Decimal, Conditions) {
  const DecimalContext context;
  DecimalStatus status;
  const DecimalNumber third = divide(decimal("1"), decimal("3"), context, status);
  EXPECT_EQ(decimal_text(third), "0.3333333333333333333333333333");
  EXPECT_EQ(status.conditions, Inexact | Rounded);
  status.conditions = 0;
  EXPECT_TRUE(divide(decimal("-1"), decimal("0"), context, status).infinite());
  EXPECT_EQ(status.conditions, DivisionByZero);
  status.conditions = 0;
  multiply(decimal("1e-999999"), decimal("1e-28"), context, status);
  EXPECT_EQ(status.conditions, Inexact | Rounded | Subnormal | Underflow | Clamped);
}

TEST(Decimal, LongWorkIsMetered) {
  std::int64_t metered = 0;
  DecimalStatus status{0, [&](std::int64_t digits) { metered += digits; }};
  DecimalContext context;
  context.precision = 2000;
  exponential(decimal("1"), context, status);
  EXPECT_GT(metered, 100'000);
}

TEST(Decimal, LongNumbersMeetLimits) {
  for (const char* expression : {
           "1 / context(10 ** 9, 3)",
           "context(10 ** 6, 2).sqrt()",
           "context(10 ** 6, 2).ln()",
           "context(10 ** 6, 2).exp()",
           "context(10 ** 6, 3) ** 10 ** 6",
           "context(10 ** 17, 10).next_minus()",
           "int(D('1E+999999999999'))",
           "D('1E-999999999999').as_integer_ratio()",
           "format(D(1), '.999999999f')",
           "format(D('1E+999999999999'), 'f')",
           "pow(D(7), D('1E+9999999'), 11)",
           "sum(D(10 ** 100000) > 1 for i in range(10 ** 9))",
           "str(D((0, (9,) * 10 ** 6, 0)))",
           "D(10) ** 10 ** 8",
       }) {
    const RunResult result = run_python(
        "from decimal import *\n"
        "D = Decimal\n"
        "def context(prec, number):\n"
        "    getcontext().prec = prec\n"
        "    return D(number)\n"
        "print(" +
        std::string(expression) + ")\n");
    EXPECT_TRUE(result.error.starts_with("LimitExceeded") ||
                result.error.starts_with("decimal.Overflow"))
        << expression << ": " << result.error << result.output.substr(0, 100);
  }
}

// ---- as CPython --------------------------------------------------------------------------------

class Operands {
 public:
  explicit Operands(unsigned seed) : dice(seed) {}

  std::string digits(std::size_t most) {
    std::string text(1, static_cast<char>('1' + dice.roll(9)));
    for (std::size_t left = dice.roll(most); left > 0; --left)
      text += dice.one_of(std::string_view("0123456789005599"));
    return text;
  }
  // The text of a number: often short, sometimes special.
  std::string number() {
    static constexpr std::string_view Special[] = {
        "0",         "-0",        "0E+5",        "0E-30",        "1",     "-1",  "10", "0.5",
        "Infinity",  "-Infinity", "NaN",         "-NaN7",        "sNaN",  "2",   "3",  "100",
        "1E+999999", "1E-999999", "-1E-1000026", "9.99E+999999", "1E+30", "0.1", "5",  "25"};
    if (dice.roll(8) == 0) return std::string(dice.one_of(Special));
    std::string text = dice.roll(3) == 0 ? "-" : "";
    text += digits(dice.roll(3) == 0 ? 40 : dice.roll(2) == 0 ? 12 : 3);
    if (dice.roll(2) == 0)
      text.insert(text.size() - dice.roll(std::min<std::size_t>(4, text.size())), ".");
    if (dice.roll(3) == 0) text += "E" + std::to_string(dice.between(-30, 30));
    return text;
  }
  std::string operand() {
    if (dice.roll(8) == 0) return std::to_string(dice.between(-1000, 1000));
    return "D('" + number() + "')";
  }
  std::string positive(std::int64_t exponent) {
    return "D('" + digits(30) + "E" + std::to_string(dice.between(-exponent, exponent)) + "')";
  }

  Dice dice;
};

const std::string Preamble = R"(
import decimal
from decimal import *
D = Decimal
setcontext(Context())
def within(prec, rounding, function):
    with localcontext(Context(prec=prec, rounding=rounding, traps=[])) as context:
        result = function()
        return result, [str(flag) for flag in context.flags if context.flags[flag]]
def narrow(function):
    with localcontext(Context(prec=5, Emin=-9, Emax=9, clamp=1, traps=[])) as context:
        result = function()
        return result, [str(flag) for flag in context.flags if context.flags[flag]]
)";

TEST(Decimal, OperatorsAsPython) {
  Operands some(11);
  std::vector<std::string> expressions;
  static constexpr std::string_view Operators[] = {"+", "-", "*", "/", "//", "%"};
  for (int i = 0; i < 4000; ++i)
    expressions.push_back("D('" + some.number() + "') " + std::string(some.dice.one_of(Operators)) +
                          " " + some.operand());
  for (int i = 0; i < 500; ++i) {
    expressions.push_back("divmod(D('" + some.number() + "'), " + some.operand() + ")");
    expressions.push_back("-" + some.operand() + ", +" + some.operand() + ", abs(" +
                          some.operand() + ")");
  }
  expect_same_values(Preamble, expressions);
}

TEST(Decimal, ContextsAsPython) {
  Operands some(12);
  std::vector<std::string> expressions;
  static constexpr std::string_view Operations[] = {
      "{0} + {1}",         "{0} - {1}",    "{0} * {1}",       "{0} / {1}",
      "{0} // {1}",        "{0} % {1}",    "{0}.fma({1}, 3)", "{0}.remainder_near({1})",
      "{0}.quantize({1})", "+{0}",         "{0}.normalize()", "{0}.to_integral_exact()",
      "{0}.next_plus()",   "{0}.max({1})", "{0}.sqrt()",      "{0}.next_toward({1})",
      "{0}.next_minus()",  "{0}.logb()",   "{0}.scaleb(3)",   "{0}.compare({1})"};
  for (int i = 0; i < 3000; ++i) {
    const std::string operation = fmt::format(fmt::runtime(some.dice.one_of(Operations)),
                                              "D('" + some.number() + "')", some.operand());
    expressions.push_back(
        i % 3 == 0
            ? "narrow(lambda: " + operation + ")"
            : fmt::format("within({}, {}, lambda: {})", some.dice.between(1, 12),
                          some.dice.one_of(std::vector<std::string>{
                              "ROUND_CEILING", "ROUND_DOWN", "ROUND_FLOOR", "ROUND_HALF_DOWN",
                              "ROUND_HALF_EVEN", "ROUND_HALF_UP", "ROUND_UP", "ROUND_05UP"}),
                          operation));
  }
  expect_same_values(Preamble, expressions);
}

TEST(Decimal, FunctionsAsPython) {
  Operands some(13);
  std::vector<std::string> expressions;
  for (int i = 0; i < 500; ++i) {
    expressions.push_back(some.positive(40) + ".sqrt()");
    expressions.push_back(some.positive(40) + ".ln()");
    expressions.push_back(some.positive(40) + ".log10()");
    expressions.push_back("D('" + std::string(i % 2 == 0 ? "-" : "") + some.digits(20) + "E" +
                          std::to_string(some.dice.between(-45, 3)) + "').exp()");
    expressions.push_back("D('1." + std::string(some.dice.roll(40), '0') + some.digits(5) +
                          "').ln(), D('0." + std::string(some.dice.roll(40), '9') + "7').log10()");
    expressions.push_back(fmt::format("within({}, ROUND_DOWN, lambda: [{}.exp(), {}.ln()])",
                                      some.dice.between(1, 60), "D('" + some.digits(3) + "')",
                                      some.positive(4)));
  }
  for (int i = 0; i < 100; ++i)
    for (const char* name : {"sqrt", "ln", "log10", "exp"})
      expressions.push_back("D('" + some.number() + "')." + name + "()");
  expect_same_values(Preamble, expressions);
}

TEST(Decimal, PowersAsPython) {
  Operands some(14);
  std::vector<std::string> expressions;
  for (int i = 0; i < 1200; ++i) {
    expressions.push_back("D('" + some.number() + "') ** " +
                          std::to_string(some.dice.between(-30, 60)));
    expressions.push_back("D('" + some.number() + "') ** " + some.operand());
    expressions.push_back(some.positive(6) + " ** D('" + some.number() + "')");
    expressions.push_back("D('1." + some.digits(20) + "') ** " +
                          std::to_string(some.dice.between(-100000, 100000)));
    expressions.push_back(fmt::format("pow(D({}), {}, {})", some.dice.between(-99999, 99999),
                                      some.dice.between(-2, 999), some.dice.between(-999, 999)));
  }
  expect_same_values(Preamble, expressions);
}

TEST(Decimal, RoundingAsPython) {
  Operands some(15);
  std::vector<std::string> expressions;
  for (int i = 0; i < 800; ++i) {
    const std::string number = "D('" + some.number() + "')";
    const std::string unit = "D('1E" + std::to_string(some.dice.between(-12, 12)) + "')";
    expressions.push_back(number + ".quantize(" + unit + ", rounding=ROUND_HALF_UP)");
    expressions.push_back(number + ".quantize(" + some.operand() + ")");
    expressions.push_back(fmt::format("round({}, {})", number, some.dice.between(-6, 8)));
    const std::string tame =
        "D('" + some.digits(20) + "E" + std::to_string(some.dice.between(-25, 5)) + "')";
    expressions.push_back(
        fmt::format("round({0}), int({0}), float({0}), math.floor({0}), math.ceil(-{0}), "
                    "{0}.to_integral_value(ROUND_UP), {0}.as_integer_ratio()",
                    tame));
  }
  expect_same_values("import math\n" + Preamble, expressions);
}

TEST(Decimal, FormatsAsPython) {
  Operands some(16);
  std::vector<std::string> expressions;
  const auto some_of = [&](std::initializer_list<const char*> choices) {
    return std::string(some.dice.one_of(choices));
  };
  for (int i = 0; i < 5000; ++i) {
    const std::string spec =
        some_of({"", "", "", "<", ">", "=", "^", "*<", "x^", "é>", "0="}) +
        some_of({"", "", "+", " ", "-"}) + some_of({"", "", "", "z"}) + some_of({"", "", "0"}) +
        some_of({"", "5", "12", "20", "33"}) + some_of({"", "", ","}) +
        some_of({"", ".0", ".1", ".2", ".5", ".12", ".40"}) +
        some_of({"", "", "f", "e", "g", "E", "F", "G", "%", "n", "f", "f", "d", "s"});
    std::string number = some.number();
    // Not a million digits.
    while (number.find("99999") != std::string::npos || number.find("1000026") != std::string::npos)
      number = some.number();
    expressions.push_back("format(D('" + number + "'), '" + spec + "')");
  }
  expect_same_values(Preamble, expressions);
}

TEST(Decimal, TextsAndOrderAsPython) {
  Operands some(17);
  std::vector<std::string> expressions;
  const std::vector<std::string> pieces = {"1", "23",  "0",   ".",    "e", "E", "-",   "+", "_",
                                           " ", "inf", "nan", "sNaN", "9", "٣", "\\t", "x"};
  for (int i = 0; i < 3000; ++i) {
    expressions.push_back("D('" + some.dice.some_of(pieces, 6) + "')");
    const std::string left = "D('" + some.number() + "')";
    const std::string right = some.operand();
    expressions.push_back(fmt::format("{0} < {1}, {0} == {1}, {0} >= {1}", left, right));
  }
  for (int i = 0; i < 1500; ++i) {
    const std::string left = "D('" + some.number() + "')";
    const std::string right = "D('" + some.number() + "')";
    expressions.push_back(fmt::format(
        "{0}.compare_total({1}), {0}.same_quantum({1}), {0}.copy_sign({1}), {0}.as_tuple(), "
        "{0}.to_eng_string(), str({0}), {0}.adjusted(), {0}.number_class(), bool({0})",
        left, right));
    expressions.push_back(
        fmt::format("{0}.max({1}), {0}.min_mag({1}), {0}.compare_total_mag({1})", left, right));
    const std::string whole =
        std::to_string(some.dice.between(-1000000, 1000000)) + std::string(some.dice.roll(30), '0');
    expressions.push_back(
        fmt::format("hash(D('{0}')) == hash({0}), hash(D({0})) == hash(D('{0}.00')), "
                    "hash(D('{1}E{2}'))",
                    whole, some.digits(20), some.dice.between(-400, 400)));
    const double real = static_cast<double>(some.dice.between(-100000, 100000)) / 64;
    expressions.push_back(
        fmt::format("hash(D({0})) == hash({0}), D({0}) == {0}, D({0}) < {1}", real, 0.1));
  }
  expect_same_values(Preamble, expressions);
}

}  // namespace
}  // namespace undumpy::test
