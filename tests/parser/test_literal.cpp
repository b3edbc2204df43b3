// Literals and what CPython makes of them. Every expectation below was printed by CPython 3.11
// (ast.literal_eval), or, where it says Python 2, follows from the Python 2 language reference.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "parser/literal.h"

namespace undumpy {
namespace {

struct StringCase {
  std::string_view literal;
  CellKind kind;
  std::string_view value;
};

Cell decode_string(std::string_view literal, Arena& arena, bool plain_is_bytes = false) {
  Cell cell = Cell::absent();
  std::string reason;
  EXPECT_TRUE(decode_string_literal(literal, plain_is_bytes, arena, cell, reason))
      << literal << ": " << reason;
  return cell;
}

std::string reason_of(std::string_view literal) {
  Arena arena;
  Cell cell = Cell::absent();
  std::string reason;
  EXPECT_FALSE(decode_string_literal(literal, false, arena, cell, reason)) << literal;
  return reason;
}

TEST(StringLiteral, MeansWhatPythonSays) {
  using std::string_view_literals::operator""sv;
  constexpr CellKind Text = CellKind::Text;
  constexpr CellKind Bytes = CellKind::Bytes;
  const StringCase cases[] = {
      // NOLINT(modernize-avoid-c-arrays)
      {R"('')", Text, ""},
      {R"('a')", Text, "a"},
      {R"("it\'s")", Text, "it's"},
      {R"("it's")", Text, "it's"},
      {R"(u'a\xe9')", Text, "aé"},
      {R"(U"a\xe9")", Text, "aé"},
      {R"('\u20ac')", Text, "€"},
      {R"('\U0001F600')", Text, "😀"},
      {R"('\n\r\t\\\'\"\a\b\f\v')", Text, "\n\r\t\\'\"\a\b\f\v"},
      {R"('\0\12\123\1234\400\777')", Text, "\0\nSS4\xc4\x80\xc7\xbf"sv},
      {R"('\q\8')", Text, R"(\q\8)"},
      {R"('\é')", Text, R"(\é)"},
      {R"(r'\n\'')", Text, R"(\n\')"},
      {R"(R'a')", Text, "a"},
      {R"('''a'b''c''')", Text, "a'b''c"},
      {"\"\"\"a\nb\"\"\"", Text, "a\nb"},
      {"'a\\\nb'", Text, "ab"},
      {"'a\\\r\nb'", Text, "ab"},
      {"'''a\r\nb'''", Text, "a\nb"},
      {"r'''a\\\r\nb'''", Text, "a\\\nb"},
      {"''''''", Text, ""},
      {R"('\x00')", Text, "\0"sv},
      {R"('\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff')", Text,
       "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"},
      {R"(b'a\xe9\u1234\377\0')", Bytes, "a\xe9\\u1234\xff\0"sv},
      {R"(br'\x')", Bytes, R"(\x)"},
      {R"(Rb'\x')", Bytes, R"(\x)"},
      {R"(b'')", Bytes, ""},
      // Python 2: only \u and \U mean something in ur'…', and not behind a second backslash.
      {R"(ur'\u20ac\n\\u20ac')", Text, R"(€\n\\u20ac)"},
  };
  Arena arena;
  for (const StringCase& expected : cases) {
    const Cell cell = decode_string(expected.literal, arena);
    EXPECT_EQ(cell.kind, expected.kind) << expected.literal;
    EXPECT_EQ(cell.text(), expected.value) << expected.literal;
    EXPECT_FALSE(cell.has_surrogates) << expected.literal;
  }
}

TEST(StringLiteral, WithoutEscapesPointsIntoTheLiteral) {
  const std::string_view literal = "u'Rumma & Ko'";
  Arena arena;
  EXPECT_EQ(decode_string(literal, arena).text_data, literal.data() + 2);
}

TEST(StringLiteral, PlainOnesAreBytesInOldFiles) {
  Arena arena;
  EXPECT_EQ(decode_string(R"('a\xe9')", arena, true).kind, CellKind::Bytes);
  EXPECT_EQ(decode_string(R"('a\xe9')", arena, true).text(), "a\xe9");
  EXPECT_EQ(decode_string(R"(u'a\xe9')", arena, true).text(), "aé");
}

TEST(StringLiteral, SurrogatesThatPairAreOneCharacter) {
  Arena arena;
  const Cell pair = decode_string(R"('\ud83d\ude00')", arena);
  EXPECT_EQ(pair.text(), "😀");
  EXPECT_FALSE(pair.has_surrogates);
}

TEST(StringLiteral, LoneSurrogatesStayAsThreeBytes) {
  Arena arena;
  const StringCase cases[] = {
      // NOLINT(modernize-avoid-c-arrays)
      {R"('\ud800')", CellKind::Text, "\xed\xa0\x80"},
      {R"('a\udc00b')", CellKind::Text,
       "a\xed\xb0\x80"
       "b"},
      {R"('\ude00\ud83d')", CellKind::Text, "\xed\xb8\x80\xed\xa0\xbd"},
      {R"('\ud83d\ud83d\ude00')", CellKind::Text, "\xed\xa0\xbd\xf0\x9f\x98\x80"},
      {R"('\ud83dx\ude00')", CellKind::Text, "\xed\xa0\xbdx\xed\xb8\x80"},
  };
  for (const StringCase& expected : cases) {
    const Cell cell = decode_string(expected.literal, arena);
    EXPECT_EQ(cell.text(), expected.value) << expected.literal;
    EXPECT_TRUE(cell.has_surrogates) << expected.literal;
  }
}

TEST(StringLiteral, TellsWhatIsWrong) {
  EXPECT_EQ(reason_of(R"('\x4')"), "truncated \\xXX escape");
  EXPECT_EQ(reason_of(R"('\x')"), "truncated \\xXX escape");
  EXPECT_EQ(reason_of(R"('\u123')"), "truncated \\uXXXX escape");
  EXPECT_EQ(reason_of(R"('\U1234')"), "truncated \\UXXXXXXXX escape");
  EXPECT_EQ(reason_of(R"('\U0011ffff')"), "illegal Unicode character");
  EXPECT_EQ(reason_of(R"('\N{DEGREE SIGN}')"), "\\N{…} names of characters are not supported");
  for (const char* literal : {"", "u", "'", "'a", "'a\nb'", "r'a\\'", "'a\\'", "'a'b'", "'''",
                              "'''a''", "'''a''''", "'a\""})
    EXPECT_EQ(reason_of(literal), "the string has no end") << literal;
  for (const char* literal : {"ru'a'", "bu'a'", "uu'a'", "rr'a'", "z'a'", "f'a'", "bru'a'"})
    EXPECT_EQ(reason_of(literal), "unknown string prefix") << literal;
}

Cell decode_number(std::string_view literal, Arena& arena, bool negative = false) {
  Cell cell = Cell::absent();
  std::string reason;
  EXPECT_TRUE(decode_number_literal(literal, negative, arena, cell, reason))
      << literal << ": " << reason;
  return cell;
}

std::int64_t integer(std::string_view literal, bool negative = false) {
  Arena arena;
  const Cell cell = decode_number(literal, arena, negative);
  EXPECT_EQ(cell.kind, CellKind::Integer) << literal;
  return cell.integer;
}

std::string big_integer(std::string_view literal, bool negative = false) {
  Arena arena;
  const Cell cell = decode_number(literal, arena, negative);
  EXPECT_EQ(cell.kind, CellKind::BigInteger) << literal;
  return std::string(cell.text());
}

double real(std::string_view literal, bool negative = false) {
  Arena arena;
  const Cell cell = decode_number(literal, arena, negative);
  EXPECT_EQ(cell.kind, CellKind::Float) << literal;
  return cell.real;
}

TEST(NumberLiteral, Integers) {
  EXPECT_EQ(integer("0"), 0);
  EXPECT_EQ(integer("7", true), -7);
  EXPECT_EQ(integer("00"), 0);
  EXPECT_EQ(integer("0_0"), 0);
  EXPECT_EQ(integer("1_000"), 1000);
  EXPECT_EQ(integer("0xFF"), 255);
  EXPECT_EQ(integer("0x_ff"), 255);
  EXPECT_EQ(integer("0o17"), 15);
  EXPECT_EQ(integer("0B101"), 5);
  EXPECT_EQ(integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(integer("9223372036854775808", true), std::numeric_limits<std::int64_t>::min());
}

TEST(NumberLiteral, IntegersOfPython2) {
  EXPECT_EQ(integer("1L"), 1);
  EXPECT_EQ(integer("0xFFl"), 255);
  EXPECT_EQ(integer("0777"), 511);
  EXPECT_EQ(big_integer("18446744073709551616L"), "18446744073709551616");
}

TEST(NumberLiteral, IntegersBeyond64Bits) {
  EXPECT_EQ(big_integer("9223372036854775808"), "9223372036854775808");
  EXPECT_EQ(big_integer("9223372036854775809", true), "-9223372036854775809");
  EXPECT_EQ(big_integer("123456789012345678901234567890"), "123456789012345678901234567890");
  EXPECT_EQ(big_integer("0xffffffffffffffff"), "18446744073709551615");
  EXPECT_EQ(big_integer("0o1777777777777777777777"), "18446744073709551615");
  EXPECT_EQ(big_integer("0b1" + std::string(64, '0'), true), "-18446744073709551616");
  EXPECT_EQ(big_integer("12345678901234567890_12345678901234567890"),
            "1234567890123456789012345678901234567890");
}

TEST(NumberLiteral, AMillionDigitsTakeNoTime) {
  EXPECT_EQ(big_integer(std::string(1'000'000, '9')), std::string(1'000'000, '9'));
  Arena arena;
  Cell cell = Cell::absent();
  std::string reason;
  EXPECT_FALSE(
      decode_number_literal("0x" + std::string(1'000'000, 'f'), false, arena, cell, reason));
  EXPECT_EQ(reason, "the number has too many digits");
}

TEST(NumberLiteral, Floats) {
  EXPECT_EQ(real("1.5"), 1.5);
  EXPECT_EQ(real("1.5", true), -1.5);
  EXPECT_EQ(real("1."), 1.0);
  EXPECT_EQ(real(".5"), 0.5);
  EXPECT_EQ(real("1e5"), 100000.0);
  EXPECT_EQ(real("1E+5"), 100000.0);
  EXPECT_EQ(real("1e-5"), 1e-05);
  EXPECT_EQ(real("1_0.0_1"), 10.01);
  EXPECT_EQ(real("1e1_0"), 1e10);
  EXPECT_EQ(real("0.1"), 0.1);
  EXPECT_EQ(real("1e23"), 1e+23);
  EXPECT_EQ(real("09.5"), 9.5);
  EXPECT_EQ(real("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(real("2.2250738585072011e-308"), 2.225073858507201e-308);
  EXPECT_EQ(real("5e-324"), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(real("0." + std::string(400, '0') + "1"), 0.0);
  EXPECT_EQ(real("1" + std::string(400, '0') + "e-400"), 1.0);
}

TEST(NumberLiteral, FloatsOutOfRangeAreAsInPython) {
  EXPECT_EQ(real("1e400"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(real("1e400", true), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(real("1e99999999999999999999"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(real("0.0000001e400"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(real("1" + std::string(400, '0') + ".0"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(real("1e-400"), 0.0);
  EXPECT_EQ(real("1e-99999999999999999999"), 0.0);
  EXPECT_EQ(real("0e99999999999999999999"), 0.0);
  EXPECT_TRUE(std::signbit(real("1e-400", true)));
}

TEST(NumberLiteral, RefusesWhatPythonRefuses) {
  for (const char* literal :
       {"",    "_1",  "1_", "1__0", "1_.5", "1._5", "1e_5",  "1_e5", "0x",  "0xg",
        "0b2", "0o8", "08", "1.5L", "1e",   "1e+",  "1.5.5", "1x",   "0_7", ".",
        "L",   "0xL", "-1", "inf",  "nan",  "1j",   "1.5J",  "0x1p3"}) {
    Arena arena;
    Cell cell = Cell::absent();
    std::string reason;
    EXPECT_FALSE(decode_number_literal(literal, false, arena, cell, reason)) << literal;
    EXPECT_FALSE(reason.empty()) << literal;
  }
}

}  // namespace
}  // namespace undumpy
