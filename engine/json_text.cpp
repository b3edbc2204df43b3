#include "engine/json_text.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/row.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

void append_escape(char32_t character, std::string& out) {
  if (character >= 0x10000) {
    character -= 0x10000;
    append_escape(0xD800 + (character >> 10U), out);
    append_escape(0xDC00 + (character & 0x3FFU), out);
    return;
  }
  out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(character));
}

void append_tagged(std::string_view tag, std::string_view text, std::string& out) {
  out += fmt::format("{{\"${}\": ", tag);
  append_json_string(text, JsonStyle::Tagged, out);
  out += '}';
}

}  // namespace

std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  // Shortest digits that read back the same, as d.ddde±xx.
  std::string scientific = fmt::format("{:e}", value);
  for (int precision = 0; precision < 17; ++precision) {
    scientific = fmt::format("{:.{}e}", value, precision);
    if (std::stod(scientific) == value) break;
  }
  const std::size_t e = scientific.find('e');
  const int exponent = std::stoi(scientific.substr(e + 1));
  std::string digits;
  for (const char c : scientific.substr(0, e))
    if (c >= '0' && c <= '9') digits += c;
  const std::string sign = std::signbit(value) ? "-" : "";
  if (exponent < -4 || exponent >= 16) {
    std::string mantissa = digits.substr(0, 1);
    if (digits.size() > 1) mantissa += "." + digits.substr(1);
    return fmt::format("{}{}e{}{:02}", sign, mantissa, exponent < 0 ? '-' : '+',
                       std::abs(exponent));
  }
  if (exponent < 0)
    return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() <= whole) return sign + digits + std::string(whole - digits.size(), '0') + ".0";
  return sign + digits.substr(0, whole) + "." + digits.substr(whole);
}

void append_json_string(std::string_view text, JsonStyle style, std::string& out) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
      out += text[at++];
      continue;
    }
    switch (byte) {
      case '"':
        out += "\\\"";
        ++at;
        continue;
      case '\\':
        out += "\\\\";
        ++at;
        continue;
      case '\n':
        out += "\\n";
        ++at;
        continue;
      case '\r':
        out += "\\r";
        ++at;
        continue;
      case '\t':
        out += "\\t";
        ++at;
        continue;
      case '\b':
        out += "\\b";
        ++at;
        continue;
      case '\f':
        out += "\\f";
        ++at;
        continue;
      default:
        break;
    }
    const utf8::Decoded decoded = utf8::decode(text, at);
    // Line separators stay escaped: many tools split lines at them, and JSON lines must be lines.
    const bool separator =
        decoded.character == 0x85 || decoded.character == 0x2028 || decoded.character == 0x2029;
    if (decoded.valid && decoded.character >= 0x7F && !separator && style == JsonStyle::Tagged) {
      out += text.substr(at, decoded.size);
      at += decoded.size;
    } else if (decoded.valid) {
      append_escape(decoded.character, out);
      at += decoded.size;
    } else if (byte == 0xED && text.size() - at >= 3) {  // a surrogate in three bytes
      append_escape((byte & 0x0FU) << 12U |
                        (static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 6U |
                        (static_cast<unsigned char>(text[at + 2]) & 0x3FU),
                    out);
      at += 3;
    } else {
      append_escape(byte, out);
      ++at;
    }
  }
  out += '"';
}

void append_json(const Cell& cell, JsonStyle style, std::string& out) {
  switch (cell.kind) {
    case CellKind::None:
    case CellKind::Absent:
      out += "null";
      return;
    case CellKind::True:
      out += "true";
      return;
    case CellKind::False:
      out += "false";
      return;
    case CellKind::Integer:
      out += std::to_string(cell.integer);
      return;
    case CellKind::BigInteger:
      out += cell.text();
      return;
    case CellKind::Float:
      if (style == JsonStyle::Tagged) return append_tagged("float", float_text(cell.real), out);
      out += std::isfinite(cell.real) ? float_text(cell.real)
             : std::isnan(cell.real)  ? "NaN"
             : cell.real < 0          ? "-Infinity"
                                      : "Infinity";
      return;
    case CellKind::Text:
      append_json_string(cell.text(), style, out);
      return;
    case CellKind::Bytes:
      append_tagged("bytes", cell.text(), out);
      return;
    case CellKind::Decimal:
      append_tagged("decimal", cell.text(), out);
      return;
    case CellKind::Model:
      append_tagged("model", cell.text(), out);
      return;
    case CellKind::Date:
      append_tagged("date", to_text(cell), out);
      return;
    case CellKind::Time:
      append_tagged("time", to_text(cell), out);
      return;
    case CellKind::DateTime: {
      std::string text = to_text(cell);
      text[10] = 'T';
      append_tagged("datetime", text, out);
      return;
    }
    case CellKind::List:
    case CellKind::Tuple: {
      out += '[';
      for (const Cell& item : cell.items()) {
        if (&item != cell.items().data()) out += ", ";
        append_json(item, style, out);
      }
      out += ']';
      return;
    }
    case CellKind::Dict: {
      out += '{';
      const auto items = cell.items();
      for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (i > 0) out += ", ";
        if (items[i].kind == CellKind::Text) {
          append_json_string(items[i].text(), style, out);
        } else {  // json.dumps makes text of int, bool and None keys
          std::string key;
          append_json(items[i], style, key);
          append_json_string(key, style, out);
        }
        out += ": ";
        append_json(items[i + 1], style, out);
      }
      out += '}';
      return;
    }
  }
}

}  // namespace undumpy
