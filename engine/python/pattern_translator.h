// PatternTranslator: parses a pattern as CPython does, and writes it for PCRE2 on the way.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/python/pattern_source.h"

namespace undumpy::python {

class PatternTranslator {
 public:
  PatternTranslator(std::u32string_view pattern, unsigned flags, PatternOf of)
      : source_(pattern), of_(of), flags_(flags) {}
  Translation run();

 private:
  // How many characters something matches; Endless and beyond count as Endless.
  static constexpr std::uint64_t Endless = 4294967295;
  struct Width {
    std::uint64_t least = 0, most = 0;
  };
  // A part of the pattern, as written for PCRE2.
  struct Piece {
    std::string text;
    Width width;
  };
  // What a quantifier can stand behind.
  enum class ItemKind : std::uint8_t { Plain, Position, Repeated };
  struct Item {
    ItemKind kind;
    Piece piece;
  };
  struct Range {
    char32_t first, last;
  };
  // One character, or a class like \d.
  struct Member {
    char32_t character = 0;
    char category = 0;  // d D s S w W; 0: the character
  };
  struct Group {
    bool open = true;
    Width width;
  };
  struct Scope {
    unsigned on = 0, off = 0;
  };

  // `mode`: the flags that are in effect. `level`: groups around.
  Piece alternatives(unsigned mode, unsigned level);
  Piece sequence(unsigned mode, unsigned level, bool first);
  static Piece joined(const std::vector<Item>& items);
  void skip_comment();

  // Of what begins with "(". Comments and flags add no item.
  void group(std::vector<Item>& items, unsigned& mode, unsigned level, bool first);
  void extension(std::vector<Item>& items, unsigned& mode, unsigned level, bool first,
                 std::size_t start);
  void named_extension(std::vector<Item>& items, unsigned mode, unsigned level, std::size_t start);
  void look_around(std::vector<Item>& items, unsigned mode, unsigned level, char32_t sign,
                   std::size_t start);
  void condition(std::vector<Item>& items, unsigned mode, unsigned level, std::size_t start);
  std::size_t condition_group(const std::u32string& name);
  void capture(std::vector<Item>& items, unsigned mode, unsigned level, const std::u32string& name,
               std::size_t start);
  void scoped(std::vector<Item>& items, unsigned mode, unsigned level, const std::string& open,
              std::size_t start);
  // False: the flags are for the whole pattern.
  bool read_flags(char32_t flag, Scope& scope);
  unsigned read_flags_on(char32_t& flag);
  unsigned read_flags_off();
  void close_group(std::size_t start);
  void check_group_name(const std::u32string& name);
  void reference(std::vector<Item>& items, unsigned mode, std::size_t group, std::size_t back);
  void check_look_behind(std::size_t group);

  void quantifier(std::vector<Item>& items, const PatternToken& token);
  bool read_counts(std::uint64_t& least, std::uint64_t& most);
  void apply_quantifier(Item& item, std::uint64_t least, std::uint64_t most);

  void escape(std::vector<Item>& items, const PatternToken& token, unsigned mode);
  void numbered_escape(std::vector<Item>& items, char32_t digit, unsigned mode);
  char32_t coded_character(char32_t letter);
  Member class_escape(const PatternToken& token);
  Member class_member(const PatternToken& token);
  void character_class(std::vector<Item>& items, unsigned mode);
  void literal(std::vector<Item>& items, char32_t character, unsigned mode) const;
  [[nodiscard]] std::string class_text(const std::vector<Range>& ranges,
                                       const std::string& categories, bool negated,
                                       unsigned mode) const;
  void append_range(std::string& out, Range range) const;
  void append_category(std::string& out, char category, unsigned mode) const;
  [[nodiscard]] bool ascii(unsigned mode) const {
    return of_ == PatternOf::Bytes || (mode & AsciiRules) != 0;
  }
  // PCRE2 compares without case: only where the rules are those of Unicode.
  [[nodiscard]] bool caseless(unsigned mode) const {
    return (mode & IgnoreCase) != 0 && !ascii(mode);
  }
  [[nodiscard]] char32_t last_character() const {
    return of_ == PatternOf::Bytes ? 0xFF : 0x10FFFF;
  }
  static void add(std::vector<Item>& items, std::string text, Width width = {1, 1}) {
    items.push_back({ItemKind::Plain, {std::move(text), width}});
  }
  void check_flags();

  PatternSource source_;
  const PatternOf of_;
  unsigned flags_;
  std::vector<Group> groups_;  // [0] is group 1
  RegularExpression made_;
  std::map<std::u32string, std::size_t> names_;
  std::map<std::size_t, std::size_t> conditions_;  // group -> where a condition names it
  std::size_t closed_ = 0;
  // Groups that were there when the outermost look-behind began; absent outside of one.
  std::optional<std::size_t> look_behind_groups_;
  bool variable_look_behind_ = false;
};

}  // namespace undumpy::python
