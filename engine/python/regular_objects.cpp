#include "engine/python/regular_objects.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/number.h"
#include "engine/python/pattern_source.h"
#include "engine/python/text.h"
#include "engine/python/text_repr.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

// ---- Subject -----------------------------------------------------------------------------------

Subject::Subject(Runtime& rt, Value text) : value_(std::move(text)) {
  if (const auto* bytes = as<Bytes>(value_)) {
    bytes_ = bytes->text;
    size_ = bytes_.size();
    wide_ = false;
    return;
  }
  const auto* str = as<Str>(value_);
  bytes_ = str->text;
  size_ = str->size();
  wide_ = !str->ascii();
  if (!wide_) return;
  constexpr std::size_t BytesPerStep = 256;
  rt.steps(bytes_.size() / BytesPerStep);
  std::size_t index = 0;
  for (std::size_t at = 0; at < bytes_.size(); ++index) {
    const auto decoded = utf8::decode(bytes_, at);
    if (!decoded.valid) {
      const char32_t character = character::next(bytes_, at);
      raise(rt, "UnicodeEncodeError",
            fmt::format("'utf-8' codec can't encode character '\\u{:04x}' in position {}: "
                        "surrogates not allowed",
                        static_cast<std::uint32_t>(character), index));
    }
    at += decoded.size;
  }
}

std::size_t Subject::index_of(Runtime& rt, std::size_t offset) {
  if (!wide_) return offset;
  const auto count = [this](std::size_t from, std::size_t to) {
    return static_cast<std::size_t>(
        std::count_if(bytes_.begin() + static_cast<std::ptrdiff_t>(from),
                      bytes_.begin() + static_cast<std::ptrdiff_t>(to),
                      [](char byte) { return !character::continues(byte); }));
  };
  constexpr std::size_t BytesPerStep = 1024;
  if (offset < known_offset_) {
    rt.steps((known_offset_ - offset) / BytesPerStep);
    known_index_ -= count(offset, known_offset_);
  } else {
    rt.steps((offset - known_offset_) / BytesPerStep);
    known_index_ += count(known_offset_, offset);
  }
  known_offset_ = offset;
  return known_index_;
}

std::size_t Subject::offset_of(Runtime& rt, std::size_t index) {
  if (!wide_) return index;
  if (index >= size_) return bytes_.size();
  constexpr std::size_t CharactersPerStep = 512;
  const std::size_t distance = index > known_index_ ? index - known_index_ : known_index_ - index;
  rt.steps(distance / CharactersPerStep);
  for (; known_index_ < index; ++known_index_) character::next(bytes_, known_offset_);
  for (; known_index_ > index; --known_index_) character::previous(bytes_, known_offset_);
  return known_offset_;
}

Value Subject::part(Runtime& rt, std::size_t begin, std::size_t end) const {
  if (begin == 0 && end == bytes_.size()) return value_;
  rt.heap.require(end - begin);
  std::string text(bytes_.substr(begin, end - begin));
  return of_text() ? make_text(rt, std::move(text)) : make_bytes(rt, std::move(text));
}

SearchRange search_range(Runtime& rt, const Pattern& pattern, const Value& text, const Value& pos,
                         const Value& endpos) {
  const bool is_text = as<Str>(text) != nullptr;
  if (!is_text && as<Bytes>(text) == nullptr)
    type_error(rt, "expected string or bytes-like object, got '{}'", type_name(rt, text));
  if (is_text && pattern.of == PatternOf::Bytes)
    type_error(rt, "cannot use a bytes pattern on a string-like object");
  if (!is_text && pattern.of == PatternOf::Text)
    type_error(rt, "cannot use a string pattern on a bytes-like object");
  SearchRange range;
  std::shared_ptr<Subject>& last = regular_state(rt).last_subject;
  if (!last || !last->value().same(text)) last = std::make_shared<Subject>(rt, text);
  range.subject = last;
  const auto index = [&](const Value& value, std::size_t otherwise) {
    if (!value) return otherwise;
    const Integer number = is_integer(value) ? integer_of(value) : Integer(to_index(rt, value));
    if (number <= 0) return std::size_t{0};
    if (number >= range.subject->size()) return range.subject->size();
    return static_cast<std::size_t>(number);
  };
  range.pos = index(pos, 0);
  range.endpos = index(endpos, range.subject->size());
  range.end = range.subject->offset_of(rt, range.endpos);
  range.start = range.subject->offset_of(rt, range.pos);
  return range;
}

// ---- Pattern -----------------------------------------------------------------------------------

Pattern::Pattern(Class* its_class, Runtime& rt, Value pattern_source, PatternOf pattern_of,
                 RegularExpression translated)
    : Object(Kind::Host, its_class),
      source(std::move(pattern_source)),
      of(pattern_of),
      expression(std::move(translated)),
      matcher(rt, expression, of),
      charge_(expression.pcre2.capacity()) {}

std::string Pattern::repr(Runtime& rt) {
  constexpr std::size_t Shown = 200;
  std::string text = "re.compile(";
  text += substring(python::repr(rt, source), 0, Shown);
  constexpr std::array<std::pair<unsigned, std::string_view>, 8> Names = {{{1, "TEMPLATE"},
                                                                           {2, "IGNORECASE"},
                                                                           {4, "LOCALE"},
                                                                           {8, "MULTILINE"},
                                                                           {16, "DOTALL"},
                                                                           {64, "VERBOSE"},
                                                                           {128, "DEBUG"},
                                                                           {256, "ASCII"}}};
  std::string_view between = ", ";
  for (const auto& [flag, name] : Names) {
    if ((expression.flags & flag) == 0) continue;
    text += fmt::format("{}re.{}", between, name);
    between = "|";
  }
  return text + ")";
}

std::size_t Pattern::hash(Runtime& rt) { return python::hash(rt, source) ^ expression.flags; }

Value Pattern::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* pattern = host<Pattern>(other);
  if (pattern == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
    return Value::not_implemented();
  const bool same = of == pattern->of && expression.flags == pattern->expression.flags &&
                    equal(rt, source, pattern->source);
  return Value::boolean(same == (op == CompareOperator::Equal));
}

std::size_t Pattern::group_number(Runtime& rt, const Value& group) const {
  if (const auto* name = as<Str>(group)) {
    for (const auto& [known, number] : expression.names)
      if (known == name->text) return number;
  } else if (const auto number = is_integer(group) ? int64_of(group) : std::nullopt) {
    if (*number >= 0 && static_cast<std::uint64_t>(*number) <= expression.groups)
      return static_cast<std::size_t>(*number);
  }
  index_error(rt, "no such group");
}

namespace {

Value error_of(Runtime& rt, Class& cls, const PatternError& error, const Value& source) {
  std::u32string characters;
  if (const auto* text = as<Str>(source)) characters = to_characters(text->text);
  if (const auto* bytes = as<Bytes>(source)) characters = bytes_to_characters(bytes->text);
  const Ref<Exception> made =
      allocate<Exception>(cls, std::vector<Value>{make_text(rt, error_message(error, characters))});
  const Ref<Dict> attributes = made->make_attributes(rt);
  const auto set = [&](const char* name, const Value& value) {
    attributes->set(*rt.intern(name), value);
  };
  const auto number = [&](std::size_t value) {
    return error.position ? make_int(rt, static_cast<std::int64_t>(value)) : Value::none();
  };
  const std::size_t position = error.position.value_or(0);
  const auto before = std::u32string_view(characters).substr(0, position);
  const auto line_start = before.rfind(U'\n');
  set("msg", make_text(rt, error.message));
  set("pattern", source ? source : Value::none());
  set("pos", number(position));
  set("lineno", number(1 + static_cast<std::size_t>(std::ranges::count(before, U'\n'))));
  set("colno",
      number(position - (line_start == std::u32string_view::npos ? std::size_t(-1) : line_start)));
  return made;
}

Value make_error(Runtime& rt, Class& cls, Arguments& arguments) {
  const auto [message, pattern, pos] =
      read<3>(rt, arguments, {"error", {"msg", "pattern", "pos"}, 1});
  PatternError error{"re.error", str(rt, message), std::nullopt};
  if (pattern && !pattern.is_none() && pos && !pos.is_none())
    error.position = static_cast<std::size_t>(std::max<std::int64_t>(0, to_index(rt, pos)));
  return error_of(rt, cls, error, pattern);
}

}  // namespace

void raise_pattern_error(Runtime& rt, const PatternError& error, const Value& source) {
  if (error.type != "re.error") raise(rt, error.type, error.message);
  // CPython tells no pattern where it tells no position.
  raise_value(
      rt, error_of(rt, *exception_class(rt, "re.error"), error, error.position ? source : Value()),
      Value());
}

RegularState& regular_state(Runtime& rt) {
  std::shared_ptr<void>& known = rt.extensions["re"];
  if (!known) {
    const auto state = std::make_shared<RegularState>();
    known = state;
    state->pattern_class = rt.make_class("Pattern", "re", rt.types.object);
    state->match_class = rt.make_class("Match", "re", rt.types.object);
    Class* error = rt.make_class("error", "re", rt.types.exception);
    error->maker = make_error;
    rt.exceptions["re.error"] = error;
    define_patterns(rt, *state->pattern_class);
    define_matches(rt, *state->match_class);
  }
  return *std::static_pointer_cast<RegularState>(known);
}

Ref<Pattern> compile_pattern(Runtime& rt, const Value& pattern, const Value& flags) {
  const std::int64_t given = flags ? to_index(rt, flags) : 0;
  if (auto* compiled = host<Pattern>(pattern)) {
    if (given != 0) value_error(rt, "cannot process flags argument with a compiled pattern");
    return Ref<Pattern>(compiled);
  }
  const auto* text = as<Str>(pattern);
  const auto* bytes = as<Bytes>(pattern);
  if (text == nullptr && bytes == nullptr) {
    hash(rt, pattern);  // CPython looks in its cache first
    type_error(rt, "first argument must be string or compiled pattern");
  }
  const std::string& source = text != nullptr ? text->text : bytes->text;
  RegularState& state = regular_state(rt);
  const std::string key = fmt::format("{}{}:{}", text != nullptr ? 't' : 'b', given, source);
  if (const auto found = state.compiled.find(key); found != state.compiled.end())
    return found->second;
  // Four bytes for a character, and what the longest translation of a character takes.
  constexpr std::size_t MostPerCharacter = 200;
  rt.heap.require(source.size() * MostPerCharacter);
  rt.steps(1 + source.size());
  const std::u32string characters =
      text != nullptr ? to_characters(source) : bytes_to_characters(source);
  const PatternOf of = text != nullptr ? PatternOf::Text : PatternOf::Bytes;
  Translation made = translate_pattern(characters, static_cast<unsigned>(given), of);
  if (!made.expression) raise_pattern_error(rt, made.error, pattern);
  const Ref<Pattern> compiled(
      new Pattern(state.pattern_class, rt, pattern, of, std::move(*made.expression)));
  constexpr std::size_t Kept = 512;
  if (state.compiled.size() >= Kept) state.compiled.clear();
  state.compiled.emplace(key, compiled);
  return compiled;
}

// ---- Match -------------------------------------------------------------------------------------

Match::Match(Class* its_class, Ref<Pattern> match_pattern, SearchRange range,
             std::vector<GroupSpan> match_spans)
    : Object(Kind::Host, its_class),
      pattern(std::move(match_pattern)),
      searched(std::move(range)),
      spans(std::move(match_spans)),
      charge_(spans.size() * sizeof(GroupSpan)) {}

std::string Match::repr(Runtime& rt) {
  constexpr std::size_t Shown = 50;
  const std::string text = python::repr(rt, group(rt, 0, Value::none()));
  return fmt::format("<re.Match object; span=({}, {}), match={}>",
                     searched.subject->index_of(rt, spans[0].begin),
                     searched.subject->index_of(rt, spans[0].end), substring(text, 0, Shown));
}

Value Match::get_item(Runtime& rt, const Value& key) {
  return group(rt, pattern->group_number(rt, key), Value::none());
}

Value Match::group(Runtime& rt, std::size_t number, const Value& otherwise) const {
  const GroupSpan& span = spans[number];
  return span.set() ? searched.subject->part(rt, span.begin, span.end) : otherwise;
}

// The group that was closed last: PCRE2 does not say. It is the one that ends last, and of those
// that end at the same place the one whose parenthesis closes last.
std::size_t Match::last_group() const {
  std::size_t last = 0;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (!spans[i].set()) continue;
    const auto& closed = pattern->expression.closed;
    if (last == 0 || spans[i].end > spans[last].end ||
        (spans[i].end == spans[last].end && closed[i - 1] > closed[last - 1]))
      last = i;
  }
  return last;
}

Value find_match(Runtime& rt, Pattern& pattern, const SearchRange& range, Anchoring anchoring) {
  std::vector<GroupSpan> spans;
  if (range.start > range.end ||
      !pattern.matcher.match(rt, range.subject->bytes().substr(0, range.end), range.start,
                             anchoring, false, spans))
    return Value::none();
  return Value(
      new Match(regular_state(rt).match_class, Ref<Pattern>(&pattern), range, std::move(spans)));
}

// ---- Scan --------------------------------------------------------------------------------------

bool Scan::next(Runtime& rt) {
  rt.step();
  if (at_ > range_.end ||
      !pattern_->matcher.match(rt, range_.subject->bytes().substr(0, range_.end), at_,
                               Anchoring::None, advance_, spans_))
    return false;
  advance_ = spans_[0].begin == spans_[0].end;
  at_ = spans_[0].end;
  return true;
}

Value Scan::group(Runtime& rt, std::size_t number, const Value& otherwise) const {
  const GroupSpan& span = spans_[number];
  return span.set() ? range_.subject->part(rt, span.begin, span.end) : otherwise;
}

Value Scan::match(Runtime& rt) const {
  return Value(new Match(regular_state(rt).match_class, pattern_, range_, spans_));
}

// ---- templates ---------------------------------------------------------------------------------

ReplacementTemplate read_template(Runtime& rt, const Pattern& pattern, const Value& text) {
  const auto* str = as<Str>(text);
  const auto* bytes = as<Bytes>(text);
  if (str == nullptr && bytes == nullptr)
    type_error(rt, "decoding to str: need a bytes-like object, {} found", type_name(rt, text));
  const std::string& source = str != nullptr ? str->text : bytes->text;
  rt.heap.require(source.size() * 8);
  rt.steps(source.size() / 16);
  TemplateResult result =
      parse_template(str != nullptr ? to_characters(source) : bytes_to_characters(source),
                     pattern.expression, str != nullptr ? PatternOf::Text : PatternOf::Bytes);
  if (result.error) raise_pattern_error(rt, *result.error, text);
  return std::move(result.parsed);
}

void expand_template(Runtime& rt, const ReplacementTemplate& wanted, const Subject& subject,
                     const std::vector<GroupSpan>& spans, std::string& out) {
  for (const auto& piece : wanted.pieces) {
    std::string_view text = piece.text;
    if (piece.of_group) {
      const GroupSpan& span = spans[piece.group];
      text = span.set() ? subject.bytes().substr(span.begin, span.end - span.begin) : "";
    }
    rt.heap.require(out.size() + text.size());
    out += text;
  }
}

}  // namespace undumpy::python
