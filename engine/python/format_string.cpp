// '%s' % x and '{}'.format(x).

#include <fmt/format.h>

#include "engine/python/float_text.h"
#include "engine/python/format_spec.h"
#include "engine/python/runtime.h"
#include "engine/python/text.h"
#include "engine/python/text_repr.h"

namespace undumpy::python {

namespace {

class PercentFormatter {
 public:
  PercentFormatter(Runtime& rt, const std::string& format, const Value& values, bool bytes)
      : rt_(rt), format_(format), values_(values), tuple_(as<Tuple>(values)), bytes_(bytes) {}

  std::string run() {
    while (at_ < format_.size()) {
      if (format_[at_] != '%') {
        text_ += format_[at_++];
        continue;
      }
      ++at_;
      conversion();
      rt_.heap.require(text_.size());
    }
    if (!is_mapping() && used_ < (tuple_ != nullptr ? tuple_->items.size() : 1))
      type_error(rt_, "not all arguments converted during {} formatting",
                 bytes_ ? "bytes" : "string");
    return std::move(text_);
  }

 private:
  char peek() {
    if (at_ >= format_.size()) value_error(rt_, "incomplete format");
    return format_[at_];
  }
  Value next() {
    if (tuple_ == nullptr) {
      if (used_++ > 0) type_error(rt_, "not enough arguments for format string");
      return values_;
    }
    if (used_ >= tuple_->items.size()) type_error(rt_, "not enough arguments for format string");
    return tuple_->items[used_++];
  }
  // What %(key)s can look into, and what need not be used up: all that has items but texts and
  // tuples.
  bool is_mapping() {
    return tuple_ == nullptr && values_.is_object() && as<Str>(values_) == nullptr &&
           !(bytes_ && as<Bytes>(values_) != nullptr) &&
           class_attribute(rt_, values_, rt_.intern("__getitem__")).present();
  }
  void conversion();
  void number(FormatSpec spec, char type, const Value& value);
  std::string as_bytes(char type, const Value& value);
  std::int64_t size_at();

  Runtime& rt_;
  const std::string& format_;
  const Value& values_;
  const Tuple* tuple_;
  const bool bytes_;
  std::size_t at_ = 0;
  std::size_t used_ = 0;
  std::string text_;
};

std::int64_t PercentFormatter::size_at() {
  if (peek() == '*') {
    ++at_;
    const Value value = next();
    if (!is_integer(value)) type_error(rt_, "* wants int");
    return to_index(rt_, value);
  }
  std::int64_t size = 0;
  while (peek() >= '0' && peek() <= '9') {
    size = size * 10 + (format_[at_++] - '0');
    if (size > INT32_MAX) value_error(rt_, "width too big");
  }
  return size;
}

void PercentFormatter::conversion() {
  if (peek() == '%') {
    ++at_;
    text_ += '%';
    return;
  }
  Value value;
  if (peek() == '(') {
    int depth = 1;
    const std::size_t begin = ++at_;
    while (depth > 0) {
      if (at_ >= format_.size()) value_error(rt_, "incomplete format key");
      depth += format_[at_] == '(' ? 1 : format_[at_] == ')' ? -1 : 0;
      ++at_;
    }
    if (!is_mapping()) type_error(rt_, "format requires a mapping");
    const std::string key = format_.substr(begin, at_ - 1 - begin);
    value = get_item(rt_, values_, bytes_ ? make_bytes(rt_, key) : make_text(rt_, key));
  }
  FormatSpec spec;
  bool left = false;
  for (; std::string_view("-+ #0").find(peek()) != std::string_view::npos; ++at_) {
    switch (format_[at_]) {
      case '-':
        left = true;
        break;
      case '+':
        spec.sign = '+';
        break;
      case ' ':
        if (spec.sign != '+') spec.sign = ' ';
        break;
      case '#':
        spec.alternate = true;
        break;
      default:
        spec.zero = true;
        break;
    }
  }
  std::int64_t width = size_at();
  if (width < 0) left = true, width = -width;
  spec.width = static_cast<std::size_t>(width);
  if (peek() == '.') {
    ++at_;
    spec.precision = static_cast<std::size_t>(std::max<std::int64_t>(0, size_at()));
  }
  while (peek() == 'l' || peek() == 'h' || peek() == 'L') ++at_;
  rt_.heap.require(spec.width + spec.precision.value_or(0));
  const char type = format_[at_++];
  if (value.absent()) value = next();
  spec.align = left ? '<' : '>';
  const std::string_view texts = bytes_ ? "srabc" : "srac";
  if (texts.find(type) == std::string_view::npos &&
      std::string_view("diuxXoeEfFgG").find(type) == std::string_view::npos)
    value_error(rt_, "unsupported format character '{}' (0x{:x}) at index {}",
                printable(std::string(1, type)), static_cast<unsigned char>(type), at_ - 1);
  if (texts.find(type) == std::string_view::npos) return number(spec, type, value);
  std::string text;
  if (bytes_) {
    text = as_bytes(type, value);
  } else if (type == 'c') {
    if (const auto* str = as<Str>(value); str != nullptr && str->size() == 1)
      text = str->text;
    else if (is_integer(value) && (integer_of(value) < 0 || integer_of(value) > 0x10FFFF))
      overflow_error(rt_, "%c arg not in range(0x110000)");
    else if (is_integer(value))
      text = format_integer(rt_, integer_of(value), "c");
    else
      type_error(rt_, "%c requires int or char");
  } else {
    text = type == 's' ? str(rt_, value) : repr(rt_, value);
    if (type == 'a') text = escape_beyond_ascii(text);
  }
  const Text units = bytes_ ? Text(text, Units::Bytes) : Text(text);
  if (spec.precision && type != 'c') text = std::string(substring(units, 0, *spec.precision));
  const std::size_t size = bytes_ ? text.size() : Text(text).size();
  const std::string fill(spec.width > size ? spec.width - size : 0, ' ');
  text_ += left ? text + fill : fill + text;
}

// What b'%s' and its like put in.
std::string PercentFormatter::as_bytes(char type, const Value& value) {
  const auto* bytes = as<Bytes>(value);
  if (type == 'c') {
    if (bytes != nullptr && bytes->text.size() == 1) return bytes->text;
    if (!is_integer(value))
      type_error(rt_, "%c requires an integer in range(256) or a single byte");
    const auto number = int64_of(value);
    if (!number || *number < 0 || *number > 255) overflow_error(rt_, "%c arg not in range(256)");
    return std::string(1, static_cast<char>(*number));
  }
  if (type == 'r' || type == 'a') return escape_beyond_ascii(repr(rt_, value));
  if (bytes != nullptr) return bytes->text;
  if (value.is_object())
    if (const Value method = value.object()->cls->dunder(Dunder::Bytes)) {
      const Value made = call(rt_, method, {value});
      if (const auto* raw = as<Bytes>(made)) return raw->text;
      type_error(rt_, "__bytes__ returned non-bytes (type {})", type_name(rt_, made));
    }
  type_error(rt_,
             "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
             type_name(rt_, value));
}

void PercentFormatter::number(FormatSpec spec, char type, const Value& value) {
  const bool real = std::string_view("eEfFgG").find(type) != std::string_view::npos;
  if (spec.zero && spec.align != '<') {
    spec.fill.assign(1, '0');
    spec.align = '=';
  }
  if (real) {
    Value number = value;
    if (!is_number(number)) {
      if (!value.is_object() || as<Str>(value) != nullptr || !find_special(rt_, value, "__float__"))
        type_error(rt_, "must be real number, not {}", type_name(rt_, value));
      number = call(rt_, find_special(rt_, value, "__float__"), {});
    }
    FloatNotation notation;
    notation.type = type;
    notation.alternate = spec.alternate;
    notation.precision = spec.precision.value_or(6);
    std::string text = float_text(double_of(rt_, number), notation);
    const bool negative = text.starts_with('-');
    if (negative) text.erase(0, 1);
    text_ += lay_out_number(spec, negative, "", text, "");
    return;
  }
  const bool decimal = type == 'd' || type == 'i' || type == 'u';
  Value number = value;
  if (const auto* f = as<Float>(value); f != nullptr && decimal) {
    auto whole = truncate_to_integer(f->number);
    if (!whole) raise(rt_, whole.error());
    number = make_integer(rt_, *whole);
  } else if (!is_integer(value)) {
    const bool text = as<Str>(value) != nullptr || as<Bytes>(value) != nullptr;
    Value convert = value.is_object() && !text && decimal
                        ? class_attribute(rt_, value, rt_.intern("__int__"))
                        : Value();
    if (!convert && value.is_object() && !text && as<Float>(value) == nullptr)
      convert = class_attribute(rt_, value, rt_.intern("__index__"));
    if (!convert)
      type_error(rt_, "%{} format: {} is required, not {}", type,
                 decimal ? "a real number" : "an integer", type_name(rt_, value));
    number = call(rt_, convert, {value});
    if (!is_integer(number))
      type_error(rt_, "{} returned non-int (type {})", decimal ? "__int__" : "__index__",
                 type_name(rt_, number));
  }
  const Integer whole = integer_of(number);
  const Integer positive = whole < 0 ? Integer(-whole) : whole;
  std::string digits = format_integer(rt_, positive, decimal ? "d" : std::string(1, type));
  if (spec.precision && digits.size() < *spec.precision)
    digits.insert(0, *spec.precision - digits.size(), '0');
  const std::string prefix = !spec.alternate || decimal ? ""
                             : type == 'o'              ? "0o"
                             : type == 'x'              ? "0x"
                                                        : "0X";
  text_ += lay_out_number(spec, whole < 0, prefix, digits, "");
}

class BraceFormatter {
 public:
  BraceFormatter(Runtime& rt, const Arguments& arguments) : rt_(rt), arguments_(arguments) {}

  std::string run(std::string_view format, int depth) {
    if (depth < 0) value_error(rt_, "Max string recursion exceeded");
    std::string text;
    std::size_t at = 0;
    while (at < format.size()) {
      const char c = format[at++];
      if (c != '{' && c != '}') {
        text += c;
        continue;
      }
      if (at < format.size() && format[at] == c) {
        text += c;
        ++at;
        continue;
      }
      if (c == '}') value_error(rt_, "Single '}}' encountered in format string");
      if (at >= format.size()) value_error(rt_, "Single '{{' encountered in format string");
      text += field(format, at, depth);
      rt_.heap.require(text.size());
    }
    return text;
  }

 private:
  std::string field(std::string_view format, std::size_t& at, int depth) {
    const std::size_t begin = at;
    int nesting = 1;
    int brackets = 0;
    std::size_t colon = std::string_view::npos;
    std::size_t bang = std::string_view::npos;
    while (at < format.size()) {
      const char c = format[at];
      if (c == '[' && colon == std::string_view::npos) ++brackets;
      if (c == ']' && brackets > 0) --brackets;
      if (c == '{') ++nesting;
      if (c == '}' && --nesting == 0) break;
      if (nesting == 1 && brackets == 0 && colon == std::string_view::npos) {
        if (c == ':') colon = at;
        if (c == '!' && bang == std::string_view::npos) bang = at;
      }
      ++at;
    }
    if (at >= format.size()) value_error(rt_, "expected '}}' before end of string");
    const std::size_t end = at++;
    const std::size_t name_end = std::min({end, colon, bang});
    const Value value = find(format.substr(begin, name_end - begin));
    std::string spec;
    if (colon != std::string_view::npos)
      spec = run(format.substr(colon + 1, end - colon - 1), depth - 1);
    if (bang == std::string_view::npos) return python::format(rt_, value, spec);
    const std::size_t conversion_end = std::min(end, colon);
    if (conversion_end - bang == 1)
      value_error(rt_, "end of string while looking for conversion specifier");
    if (conversion_end - bang != 2) value_error(rt_, "expected ':' after conversion specifier");
    switch (format[bang + 1]) {
      case 'r':
        return format_text(rt_, repr(rt_, value), spec);
      case 's':
        return format_text(rt_, str(rt_, value), spec);
      case 'a':
        return format_text(rt_, escape_beyond_ascii(repr(rt_, value)), spec);
      default:
        value_error(rt_, "Unknown conversion specifier {}", format[bang + 1]);
    }
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  Value find(std::string_view name) {
    std::size_t end = name.find_first_of(".[");
    if (end == std::string_view::npos) end = name.size();
    Value value = first(name.substr(0, end));
    while (end < name.size()) {
      if (name[end] == '.') {
        std::size_t next = name.find_first_of(".[", end + 1);
        if (next == std::string_view::npos) next = name.size();
        const std::string_view attribute = name.substr(end + 1, next - end - 1);
        if (attribute.empty()) value_error(rt_, "Empty attribute in format string");
        // Format strings may come from data: they see public attributes only.
        if (attribute.starts_with('_'))
          attribute_error(rt_, "format strings can not reach the private attribute '{}'",
                          attribute);
        value = get_attribute(rt_, value, rt_.intern(attribute));
        end = next;
        continue;
      }
      const std::size_t close = name.find(']', end);
      if (close == std::string_view::npos) value_error(rt_, "Missing ']' in format string");
      const std::string key(name.substr(end + 1, close - end - 1));
      if (key.empty()) value_error(rt_, "Empty attribute in format string");
      value = get_item(
          rt_, value,
          is_number(key) ? make_int(rt_, std::stoll(key.substr(0, 18))) : make_text(rt_, key));
      end = close + 1;
      if (end < name.size() && name[end] != '.' && name[end] != '[')
        value_error(rt_, "Only '.' or '[' may follow ']' in format field specifier");
    }
    return value;
  }

  Value first(std::string_view name) {
    if (name.empty() || is_number(name)) {
      const bool automatic = name.empty();
      if (mode_ != 0 && mode_ != (automatic ? 1 : 2))
        value_error(rt_, "cannot switch from {} to {}",
                    automatic ? "manual field specification" : "automatic field numbering",
                    automatic ? "automatic field numbering" : "manual field specification");
      mode_ = automatic ? 1 : 2;
      const std::size_t index =
          automatic ? next_++
                    : static_cast<std::size_t>(std::stoull(std::string(name.substr(0, 18))));
      if (index >= arguments_.count)
        index_error(rt_, "Replacement index {} out of range for positional args tuple", index);
      return arguments_[index];
    }
    for (std::uint32_t i = 0; i < arguments_.keywords; ++i)
      if (arguments_.names[i]->text == name) return arguments_.keyword(i);
    key_error(rt_, make_text(rt_, std::string(name)));
  }

  Runtime& rt_;
  const Arguments& arguments_;
  std::size_t next_ = 0;
  int mode_ = 0;  // 1: {}, 2: {0}
};

}  // namespace

std::string percent_format(Runtime& rt, const std::string& format, const Value& values,
                           bool bytes) {
  return PercentFormatter(rt, format, values, bytes).run();
}

std::string format_string(Runtime& rt, const std::string& format, const Arguments& arguments) {
  return BraceFormatter(rt, arguments).run(format, 2);
}

std::string format(Runtime& rt, const Value& value, const std::string& spec) {
  if (value.is_object()) {
    const Value text = value.object()->format(rt, spec);
    if (const auto* made = as<Str>(text)) return made->text;
    type_error(rt, "__format__ must return a str, not {}", type_name(rt, text));
  }
  if (value.is_small() || (value.is_bool() && !spec.empty()))
    return format_integer(rt, integer_of(value), spec, value.is_bool() ? "bool" : "int");
  if (!spec.empty())
    type_error(rt, "unsupported format string passed to {}.__format__", type_name(rt, value));
  return str(rt, value);
}

}  // namespace undumpy::python
