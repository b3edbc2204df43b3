// The objects of module `re`: patterns, matches, and the text that is searched.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/python/regular_match.h"
#include "engine/python/replacement_template.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

// The text that is searched. PCRE2 counts bytes, Python characters: this translates, starting from
// where it translated last, so that going through all matches of a text takes linear time.
class Subject {
 public:
  // Raises UnicodeEncodeError for lone surrogates.
  Subject(Runtime& rt, Value text);
  [[nodiscard]] const Value& value() const { return value_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  // In Python's units.
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool of_text() const { return as<Str>(value_) != nullptr; }
  std::size_t index_of(Runtime& rt, std::size_t offset);
  std::size_t offset_of(Runtime& rt, std::size_t index);
  // A part of it, as str or bytes.
  Value part(Runtime& rt, std::size_t begin, std::size_t end) const;

 private:
  Value value_;
  std::string_view bytes_;
  std::size_t size_;
  bool wide_;
  // A character's index and where it begins.
  std::size_t known_index_ = 0, known_offset_ = 0;
};

// Where a search takes place: `end` is the end of the text for it.
struct SearchRange {
  std::shared_ptr<Subject> subject;
  std::size_t start = 0, end = 0;  // bytes
  std::size_t pos = 0, endpos = 0;
};

class Pattern final : public Object {
 public:
  Pattern(Class* its_class, Runtime& rt, Value pattern_source, PatternOf pattern_of,
          RegularExpression translated);
  std::string repr(Runtime& rt) override;
  std::size_t hash(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  // The number of a group given by number or name: raises IndexError("no such group").
  std::size_t group_number(Runtime& rt, const Value& group) const;

  const Value source;
  const PatternOf of;
  const RegularExpression expression;
  Matcher matcher;

 private:
  Charge charge_;
};

class Match final : public Object {
 public:
  Match(Class* its_class, Ref<Pattern> match_pattern, SearchRange range,
        std::vector<GroupSpan> match_spans);
  std::string repr(Runtime& rt) override;
  Value get_item(Runtime& rt, const Value& key) override;
  // What a group matched, or `otherwise`.
  Value group(Runtime& rt, std::size_t number, const Value& otherwise) const;
  // 0: none.
  [[nodiscard]] std::size_t last_group() const;

  const Ref<Pattern> pattern;
  const SearchRange searched;
  const std::vector<GroupSpan> spans;

 private:
  Charge charge_;
};

// What module `re` keeps in a Runtime.
struct RegularState {
  Class* pattern_class = nullptr;
  Class* match_class = nullptr;
  std::map<std::string, Ref<Pattern>, std::less<>> compiled;
  std::shared_ptr<Subject> last_subject;
};
RegularState& regular_state(Runtime& rt);

// A str, bytes or Pattern as Pattern. Raises re.error.
Ref<Pattern> compile_pattern(Runtime& rt, const Value& pattern, const Value& flags);
// Checks that text and pattern go together. Raises TypeError.
SearchRange search_range(Runtime& rt, const Pattern& pattern, const Value& text, const Value& pos,
                         const Value& endpos);
// A Match or None.
Value find_match(Runtime& rt, Pattern& pattern, const SearchRange& range, Anchoring anchoring);

// All matches from left to right, as findall() sees them.
class Scan {
 public:
  Scan(Ref<Pattern> pattern, SearchRange range)
      : pattern_(std::move(pattern)), range_(std::move(range)), at_(range_.start) {}
  bool next(Runtime& rt);
  [[nodiscard]] const std::vector<GroupSpan>& spans() const { return spans_; }
  [[nodiscard]] Value group(Runtime& rt, std::size_t number, const Value& otherwise) const;
  [[nodiscard]] Value match(Runtime& rt) const;
  [[nodiscard]] Subject& subject() const { return *range_.subject; }
  [[nodiscard]] const SearchRange& range() const { return range_; }

 private:
  Ref<Pattern> pattern_;
  SearchRange range_;
  std::size_t at_;
  bool advance_ = false;
  std::vector<GroupSpan> spans_;
};

// Raises re.error, with what it knows in attributes.
[[noreturn]] void raise_pattern_error(Runtime& rt, const PatternError& error, const Value& source);
ReplacementTemplate read_template(Runtime& rt, const Pattern& pattern, const Value& text);
// Appends what the template makes of a match.
void expand_template(Runtime& rt, const ReplacementTemplate& wanted, const Subject& subject,
                     const std::vector<GroupSpan>& spans, std::string& out);

void define_patterns(Runtime& rt, Class& cls);
void define_matches(Runtime& rt, Class& cls);

}  // namespace undumpy::python
