#include "parser/single_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "parser/trimmed.h"

namespace undumpy {

namespace {

constexpr std::size_t BlockBytes = 256 * 1024;
// What tells a line from others stands at its beginning.
constexpr std::size_t Telling = 512;

// `polls_poll_objects` of `def polls_poll_objects():`; empty for other lines.
std::string_view row_function(std::string_view line) {
  constexpr std::string_view Def = "def ";
  if (!line.starts_with(Def)) return {};
  line = trimmed(line.substr(Def.size()));
  const std::size_t bracket = line.find('(');
  if (bracket == std::string_view::npos) return {};
  std::string behind;  // without blanks and comment
  for (const char c : line.substr(bracket, line.find('#') - bracket))
    if (Blanks.find(c) == std::string_view::npos) behind += c;
  const std::string_view name = trimmed(line.substr(0, bracket));
  return behind == "():" && is_row_function(name) ? name : std::string_view();
}

// True for a line that goes on behind a row function. Whatever else stands at the margin between
// rows is left to their reader: the rest of a torn row, which may begin with any word, or what
// somebody wrote there. (Behind the last row function stands objects().)
bool ends_body(std::string_view line) {
  constexpr std::array<std::string_view, 3> Begins = {"def ", "class ", "@"};
  return std::ranges::any_of(Begins,
                             [&](std::string_view begin) { return line.starts_with(begin); });
}

class Splitter {
 public:
  Splitter(const std::string& file, std::uint64_t most) : file_(file), most_(most) {}

  Status add(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t newline = bytes.find('\n');
      const bool ends = newline != std::string_view::npos;
      const std::string_view piece = bytes.substr(0, ends ? newline + 1 : bytes.size());
      bytes.remove_prefix(piece.size());
      UNDUMPY_CHECK(add_piece(piece, ends));
    }
    return Done{};
  }

  SingleFile finish() {
    if (offset_ > line_offset_) {  // the last line lacks its '\n'
      if (!decided_) decide();
      end_line("\n");
    }
    if (in_body_) {
      end_body(offset_);
      result_.functions.back().ends_file = true;
    }
    const Encoding encoding = declared_encoding(std::string_view(result_.code).substr(0, 1000));
    for (RowFunction& function : result_.functions) function.encoding = encoding;
    return std::move(result_);
  }

 private:
  // A line, or a part of one.
  Status add_piece(std::string_view piece, bool ends) {
    offset_ += piece.size();
    if (!decided_) {
      beginning_ += piece;
      if (ends || beginning_.size() >= Telling) decide();
    } else if (!in_body_) {
      result_.code += piece;
    }
    if (ends) end_line(piece.ends_with("\r\n") ? "\r\n" : "\n");
    if (result_.code.size() <= most_) return Done{};
    Diagnostic error = make_error(
        "file-too-large", fmt::format("{} holds more than {} bytes besides its rows", file_, most_),
        "nobody writes such a file: look at what it is");
    error.place.file = file_;
    return error;
  }

  // What the line is that begins with beginning_.
  void decide() {
    decided_ = true;
    if (in_body_ && ends_body(beginning_)) end_body(line_offset_);
    if (!in_body_) {
      result_.has_objects = result_.has_objects || beginning_.starts_with("def objects(");
      result_.has_main = result_.has_main || beginning_.starts_with("def main(");
      result_.code += beginning_;
      opens_ = row_function(beginning_);
    }
    beginning_.clear();
  }

  void end_line(std::string_view line_end) {
    ++line_;
    line_offset_ = offset_;
    decided_ = false;
    if (in_body_) {
      if (std::exchange(first_of_body_, false)) result_.code += "    pass";
      result_.code += line_end;
    } else if (!opens_.empty()) {
      result_.functions.push_back({opens_, offset_, 0, line_, Encoding::Utf8, false});
      opens_.clear();
      in_body_ = first_of_body_ = true;
    }
  }

  void end_body(std::uint64_t end) {
    in_body_ = false;
    RowFunction& function = result_.functions.back();
    function.bytes = end - function.offset;
  }

  const std::string& file_;
  std::uint64_t most_;
  SingleFile result_;
  std::string beginning_;          // of the line, until it is decided what it is
  std::string opens_;              // the row function whose `def` the line is
  std::uint64_t offset_ = 0;       // of the next piece
  std::uint64_t line_offset_ = 0;  // of the line
  std::uint32_t line_ = 1;
  bool decided_ = false;
  bool in_body_ = false;        // of functions.back()
  bool first_of_body_ = false;  // `pass` is not written yet
};

}  // namespace

bool is_row_function(std::string_view name) {
  return name.ends_with(RowFunctionSuffix) && name.size() > RowFunctionSuffix.size();
}

std::string table_of_function(std::string_view name) {
  if (is_row_function(name)) name.remove_suffix(RowFunctionSuffix.size());
  return std::string(name);
}

Result<SingleFile> read_single_file(Stream& stream, const std::string& file, std::uint64_t most) {
  Splitter splitter(file, most);
  std::string block(BlockBytes, '\0');
  while (true) {
    UNDUMPY_TRY(const std::size_t size, stream.read({block.data(), block.size()}));
    if (size == 0) return splitter.finish();
    UNDUMPY_CHECK(splitter.add(std::string_view(block).substr(0, size)));
  }
}

}  // namespace undumpy
