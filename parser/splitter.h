// Finds where a statement ends, without parsing it: the splitter knows strings (all prefixes,
// triple quotes), brackets, comments, line continuations and indented blocks, and nothing else.
//
// It is fed line by line, so that a statement that is longer than a block is looked at once:
//
//     StatementSplitter splitter;
//     splitter.add("loader.save(create_x(1,\n")   -> NeedsMore
//     splitter.add("    'a'))\n")                  -> Complete
//
// A line that begins with `loader.`, `logger.` or `yield create_` while a bracket or a string is
// open means that the statement before it is broken: no generator or formatter writes one inside a
// call, and resuming there loses nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace undumpy {

class StatementSplitter {
 public:
  enum class Verdict : std::uint8_t {
    NeedsMore,       // the statement goes on
    Complete,        // it ends with this line
    CompleteBefore,  // it ended with the line before; this line begins the next
    Broken,          // this line leaves a string open: the statement ends here
    BrokenBefore,    // a bracket stayed open; this line begins the next statement
  };

  // Starts over for the next statement.
  void reset() { *this = StatementSplitter(); }

  // `line` is the next line of the statement, with its '\n' when it has one.
  Verdict add(std::string_view line);

  // Offset, from the statement's beginning, of the bracket or quote that was never closed.
  [[nodiscard]] std::size_t problem() const { return quote_ != 0 ? quote_at_ : bracket_at_; }
  // For Broken, BrokenBefore, and for a file that ends while open().
  [[nodiscard]] const char* message() const;
  // Inside a bracket, a string or behind a backslash: the statement can not end here.
  [[nodiscard]] bool open() const { return depth_ > 0 || quote_ != 0 || continued_; }

 private:
  bool scan(std::string_view line);
  bool skip_string(std::string_view line, std::size_t& at);
  void open_string(std::string_view line, std::size_t& at);

  std::size_t indent_ = 0;      // blanks before the first line
  std::size_t size_ = 0;        // bytes of the lines before this one
  std::size_t depth_ = 0;       // open brackets
  std::size_t bracket_at_ = 0;  // the outermost open bracket
  std::size_t quote_at_ = 0;    // the open string's first quote
  char quote_ = 0;              // the quote of an open string
  bool triple_ = false;         // of the open string
  bool continued_ = false;      // the last line ended with a backslash
  bool in_block_ = false;       // a line ended with ':': indented lines belong to the statement
  bool decorated_ = false;      // only decorators so far
};

}  // namespace undumpy
