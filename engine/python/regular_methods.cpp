// The methods of patterns and matches.

#include <algorithm>

#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/regular_objects.h"

namespace undumpy::python {

namespace {

Pattern& pattern_of(const Arguments& a) { return *host<Pattern>(a[0]); }
Match& match_of(const Arguments& a) { return *host<Match>(a[0]); }

SearchRange read_range(Runtime& rt, const Arguments& a, const char* function) {
  const auto [text, pos, endpos] =
      read<3>(rt, a.after(1), {function, {"string", "pos", "endpos"}, 1});
  return search_range(rt, pattern_of(a), text, pos, endpos);
}

Value pattern_match(Runtime& rt, Arguments& a) {
  return find_match(rt, pattern_of(a), read_range(rt, a, "match"), Anchoring::Start);
}
Value pattern_fullmatch(Runtime& rt, Arguments& a) {
  return find_match(rt, pattern_of(a), read_range(rt, a, "fullmatch"), Anchoring::Both);
}
Value pattern_search(Runtime& rt, Arguments& a) {
  return find_match(rt, pattern_of(a), read_range(rt, a, "search"), Anchoring::None);
}

Value empty_of(Runtime& rt, const Subject& subject) {
  return subject.of_text() ? make_text(rt, "") : make_bytes(rt, "");
}

Value pattern_findall(Runtime& rt, Arguments& a) {
  const Pattern& pattern = pattern_of(a);
  Scan scan(Ref<Pattern>(&pattern_of(a)), read_range(rt, a, "findall"));
  const Value empty = empty_of(rt, scan.subject());
  const Ref<List> found(new List(rt.types.list));
  while (scan.next(rt)) {
    if (pattern.expression.groups < 2) {
      found->append(scan.group(rt, pattern.expression.groups, empty));
      continue;
    }
    std::vector<Value> groups;
    for (std::size_t i = 1; i <= pattern.expression.groups; ++i)
      groups.push_back(scan.group(rt, i, empty));
    found->append(make_tuple(rt, std::move(groups)));
  }
  return found;
}

Value pattern_finditer(Runtime& rt, Arguments& a) {
  Scan scan(Ref<Pattern>(&pattern_of(a)), read_range(rt, a, "finditer"));
  return make_iterator(rt, "callable_iterator",
                       [scan = std::move(scan)](Runtime& runtime, Value& out) mutable {
                         if (!scan.next(runtime)) return false;
                         out = scan.match(runtime);
                         return true;
                       });
}

Value pattern_split(Runtime& rt, Arguments& a) {
  const auto [text, most] = read<2>(rt, a.after(1), {"split", {"string", "maxsplit"}, 1});
  const std::int64_t limit = most ? to_index(rt, most) : 0;
  Scan scan(Ref<Pattern>(&pattern_of(a)), search_range(rt, pattern_of(a), text, {}, {}));
  const Ref<List> pieces(new List(rt.types.list));
  std::size_t last = 0;
  for (std::int64_t count = 0; (limit == 0 || count < limit) && scan.next(rt); ++count) {
    pieces->append(scan.subject().part(rt, last, scan.spans()[0].begin));
    for (std::size_t i = 1; i < scan.spans().size(); ++i)
      pieces->append(scan.group(rt, i, Value::none()));
    last = scan.spans()[0].end;
  }
  pieces->append(scan.subject().part(rt, last, scan.subject().bytes().size()));
  return pieces;
}

// What stands for each match: a text, a template, or what a function makes of the match.
class Replacement {
 public:
  Replacement(Runtime& rt, const Pattern& pattern, const Value& value) : value_(value) {
    if (callable(value)) return;
    const auto* str = as<Str>(value);
    const auto* bytes = as<Bytes>(value);
    const std::string* text = str != nullptr     ? &str->text
                              : bytes != nullptr ? &bytes->text
                                                 : nullptr;
    if (text != nullptr && text->find('\\') == std::string::npos) return;
    template_ = read_template(rt, pattern, value);
    is_template_ = true;
  }
  // `pieces`: how many pieces of text are before it, which CPython's message tells.
  void append(Runtime& rt, const Scan& scan, std::size_t& pieces, std::string& out) const {
    if (is_template_) {
      expand_template(rt, template_, scan.subject(), scan.spans(), out);
      ++pieces;
      return;
    }
    const Value made = callable(value_) ? call(rt, value_, {scan.match(rt)}) : value_;
    if (made.is_none()) return;
    append_text(rt, scan.subject(), made, pieces, out);
    ++pieces;
  }

 private:
  static void append_text(Runtime& rt, const Subject& subject, const Value& made,
                          std::size_t pieces, std::string& out) {
    const auto* str = as<Str>(made);
    const auto* bytes = as<Bytes>(made);
    if (subject.of_text() ? str == nullptr : bytes == nullptr)
      type_error(rt, "sequence item {}: expected {}, {} found", pieces,
                 subject.of_text() ? "str instance" : "a bytes-like object", type_name(rt, made));
    const std::string& text = str != nullptr ? str->text : bytes->text;
    rt.heap.require(out.size() + text.size());
    out += text;
  }

  Value value_;
  ReplacementTemplate template_;
  bool is_template_ = false;
};

// The new text, and how many matches were replaced.
std::pair<Value, std::int64_t> substitute(Runtime& rt, Arguments& a, const char* function) {
  const auto [wanted, text, most] =
      read<3>(rt, a.after(1), {function, {"repl", "string", "count"}, 2});
  const Ref<Pattern> pattern(&pattern_of(a));
  const std::int64_t limit = most ? to_index(rt, most) : 0;
  const SearchRange range = search_range(rt, *pattern, text, {}, {});
  const Replacement replacement(rt, *pattern, wanted);
  Scan scan(pattern, range);
  const std::string_view bytes = range.subject->bytes();
  std::string out;
  std::size_t last = 0;
  std::size_t pieces = 0;
  std::int64_t count = 0;
  for (; (limit == 0 || count < limit) && scan.next(rt); ++count) {
    const GroupSpan span = scan.spans()[0];
    rt.heap.require(out.size() + span.begin - last);
    out += bytes.substr(last, span.begin - last);
    pieces += span.begin > last ? 1 : 0;
    last = span.end;
    replacement.append(rt, scan, pieces, out);
  }
  if (count == 0) return {text, 0};
  rt.heap.require(out.size() + bytes.size() - last);
  out += bytes.substr(last);
  const bool of_text = range.subject->of_text();
  return {of_text ? make_text(rt, std::move(out)) : make_bytes(rt, std::move(out)), count};
}

Value pattern_sub(Runtime& rt, Arguments& a) { return substitute(rt, a, "sub").first; }
Value pattern_subn(Runtime& rt, Arguments& a) {
  const auto [text, count] = substitute(rt, a, "subn");
  return make_tuple(rt, {text, make_int(rt, count)});
}

Value pattern_source(Runtime&, Arguments& a) { return pattern_of(a).source; }
Value pattern_flags(Runtime& rt, Arguments& a) {
  return make_int(rt, pattern_of(a).expression.flags);
}
Value pattern_groups(Runtime& rt, Arguments& a) {
  return make_int(rt, static_cast<std::int64_t>(pattern_of(a).expression.groups));
}
Value pattern_groupindex(Runtime& rt, Arguments& a) {
  const Ref<Dict> names = new_dict(rt);
  for (const auto& [name, number] : pattern_of(a).expression.names)
    names->set(*rt.intern(name), make_int(rt, static_cast<std::int64_t>(number)));
  return names;
}

// ---- matches -----------------------------------------------------------------------------------

Value match_group(Runtime& rt, Arguments& a) {
  no_keywords(rt, a, "re.Match.group");
  const Match& match = match_of(a);
  const auto one = [&](const Value& key) {
    return match.group(rt, match.pattern->group_number(rt, key), Value::none());
  };
  if (a.count == 1) return match.group(rt, 0, Value::none());
  if (a.count == 2) return one(a[1]);
  std::vector<Value> groups;
  for (std::size_t i = 1; i < a.count; ++i) groups.push_back(one(a[i]));
  return make_tuple(rt, std::move(groups));
}

Value match_groups(Runtime& rt, Arguments& a) {
  const auto [given] = read<1>(rt, a.after(1), {"groups", {"default"}});
  const Value otherwise = given ? given : Value::none();
  std::vector<Value> groups;
  for (std::size_t i = 1; i < match_of(a).spans.size(); ++i)
    groups.push_back(match_of(a).group(rt, i, otherwise));
  return make_tuple(rt, std::move(groups));
}

Value match_groupdict(Runtime& rt, Arguments& a) {
  const auto [given] = read<1>(rt, a.after(1), {"groupdict", {"default"}});
  const Ref<Dict> groups = new_dict(rt);
  for (const auto& [name, number] : match_of(a).pattern->expression.names)
    groups->set(*rt.intern(name), match_of(a).group(rt, number, given ? given : Value::none()));
  return groups;
}

Value index_value(Runtime& rt, const Match& match, std::size_t offset) {
  if (offset == GroupSpan::Unset) return Value::small(-1);
  return make_int(rt, static_cast<std::int64_t>(match.searched.subject->index_of(rt, offset)));
}

const GroupSpan& span_argument(Runtime& rt, const Arguments& a) {
  const Match& match = match_of(a);
  return match.spans[a.count > 1 ? match.pattern->group_number(rt, a[1]) : 0];
}

Value match_start(Runtime& rt, Arguments& a) {
  return index_value(rt, match_of(a), span_argument(rt, a).begin);
}
Value match_end(Runtime& rt, Arguments& a) {
  return index_value(rt, match_of(a), span_argument(rt, a).end);
}
Value span_value(Runtime& rt, const Match& match, const GroupSpan& span) {
  const Value begin = index_value(rt, match, span.begin);
  return make_tuple(rt, {begin, index_value(rt, match, span.end)});
}
Value match_span(Runtime& rt, Arguments& a) {
  return span_value(rt, match_of(a), span_argument(rt, a));
}
Value match_regs(Runtime& rt, Arguments& a) {
  std::vector<Value> spans;
  for (const GroupSpan& span : match_of(a).spans)
    spans.push_back(span_value(rt, match_of(a), span));
  return make_tuple(rt, std::move(spans));
}

Value match_expand(Runtime& rt, Arguments& a) {
  const auto [text] = read<1>(rt, a.after(1), {"expand", {"template"}, 1});
  const Match& match = match_of(a);
  const ReplacementTemplate wanted = read_template(rt, *match.pattern, text);
  std::string out;
  expand_template(rt, wanted, *match.searched.subject, match.spans, out);
  return as<Str>(text) != nullptr ? make_text(rt, std::move(out)) : make_bytes(rt, std::move(out));
}

Value match_re(Runtime&, Arguments& a) { return match_of(a).pattern; }
Value match_string(Runtime&, Arguments& a) { return match_of(a).searched.subject->value(); }
Value match_pos(Runtime& rt, Arguments& a) {
  return make_int(rt, static_cast<std::int64_t>(match_of(a).searched.pos));
}
Value match_endpos(Runtime& rt, Arguments& a) {
  return make_int(rt, static_cast<std::int64_t>(match_of(a).searched.endpos));
}
Value match_lastindex(Runtime& rt, Arguments& a) {
  const std::size_t last = match_of(a).last_group();
  return last == 0 ? Value::none() : make_int(rt, static_cast<std::int64_t>(last));
}
Value match_lastgroup(Runtime& rt, Arguments& a) {
  const std::size_t last = match_of(a).last_group();
  for (const auto& [name, number] : match_of(a).pattern->expression.names)
    if (number == last) return make_text(rt, name);
  return Value::none();
}

}  // namespace

void define_patterns(Runtime& rt, Class& cls) {
  cls.sealed = true;
  cls.maker = nullptr;
  const std::pair<const char*, NativeFunction> methods[] = {
      {"match", pattern_match},   {"fullmatch", pattern_fullmatch},
      {"search", pattern_search}, {"findall", pattern_findall},
      {"split", pattern_split},   {"finditer", pattern_finditer},
      {"sub", pattern_sub},       {"subn", pattern_subn}};
  for (const auto& [name, function] : methods) rt.method(&cls, name, function, 0, -1);
  rt.getter(&cls, "pattern", pattern_source);
  rt.getter(&cls, "flags", pattern_flags);
  rt.getter(&cls, "groups", pattern_groups);
  rt.getter(&cls, "groupindex", pattern_groupindex);
}

void define_matches(Runtime& rt, Class& cls) {
  cls.sealed = true;
  cls.maker = nullptr;
  rt.method(&cls, "group", match_group, 0, -1);
  rt.method(&cls, "groups", match_groups, 0, -1);
  rt.method(&cls, "groupdict", match_groupdict, 0, -1);
  rt.method(&cls, "expand", match_expand, 0, -1);
  rt.method(&cls, "start", match_start, 0, 1);
  rt.method(&cls, "end", match_end, 0, 1);
  rt.method(&cls, "span", match_span, 0, 1);
  const std::pair<const char*, NativeFunction> attributes[] = {
      {"re", match_re},         {"string", match_string},       {"pos", match_pos},
      {"endpos", match_endpos}, {"lastindex", match_lastindex}, {"lastgroup", match_lastgroup},
      {"regs", match_regs}};
  for (const auto& [name, function] : attributes) rt.getter(&cls, name, function);
}

}  // namespace undumpy::python
