#include "parser/text_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

std::uint32_t count_lines(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

Result<bool> TextReader::read(std::string& text, std::uint32_t first_line, std::size_t want) {
  while (true) {
    UNDUMPY_CHECK(fill(want));
    if (raw_.empty()) return false;
    const std::size_t newline = raw_.rfind('\n');
    if (newline != std::string::npos) {
      append_text(std::string_view(raw_).substr(0, newline + 1), text, first_line);
      raw_.erase(0, newline + 1);
      searched_ = raw_.size();
      return true;
    }
    searched_ = raw_.size();
    if (at_end_) {
      append_text(raw_, text, first_line);
      raw_.clear();
      searched_ = 0;
      return true;
    }
    if (raw_.size() > line_bytes_) {
      UNDUMPY_TRY(const std::size_t dropped, [&]() -> Result<std::size_t> {
        // Read on to the end of the line without keeping it.
        std::size_t bytes = 0;
        while (!at_end_) {
          const std::size_t end = raw_.find('\n');
          if (end != std::string::npos) {
            bytes += end;
            raw_.erase(0, end);
            return bytes;
          }
          bytes += raw_.size();
          raw_.clear();
          UNDUMPY_CHECK(fill(want));
        }
        return bytes;
      }());
      Diagnostic problem = make_error(
          "statement-too-long",
          fmt::format("this line is {} bytes long; undumpy reads lines of up to {} bytes", dropped,
                      line_bytes_),
          "look at the line: no generator writes such rows; it may be damage or an attack");
      problem.place.file = file_;
      problem.place.line = first_line + count_lines(text);
      problem.why = "the row on it was not read";
      diagnostics_.report(std::move(problem));
      searched_ = 0;
    }
  }
}

// Reads until raw_ holds `want` bytes and a newline, or has grown by `want`, or the stream ends.
Status TextReader::fill(std::size_t want) {
  const std::size_t goal = std::max(want, searched_ + want);
  while (!at_end_ && raw_.size() < goal) {
    const std::size_t old = raw_.size();
    raw_.resize(goal);
    const Result<std::size_t> got = stream_.read({raw_.data() + old, goal - old});
    raw_.resize(old + (got ? *got : 0));
    if (!got) return got.error();
    at_end_ = *got == 0;
  }
  return Done{};
}

void TextReader::append_text(std::string_view bytes, std::string& text, std::uint32_t first_line) {
  if (at_start_) {
    at_start_ = false;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    declared_ = declared_encoding(bytes.substr(0, 1000));
    if (declared_ == Encoding::Unknown) {
      Diagnostic problem = make_error("encoding-unknown",
                                      "the coding line names an encoding that undumpy does not know",
                                      "convert the file to UTF-8 if its text looks wrong");
      problem.severity = Severity::Warning;
      problem.place = place_in(file_, bytes, 0, 1);
      problem.why = "the file is read as UTF-8, and as cp1252 where it is no UTF-8";
      diagnostics_.report(std::move(problem));
    }
  }
  if (is_valid_utf8(bytes)) {
    text += bytes;
  } else if (declared_ == Encoding::Utf8 || declared_ == Encoding::Unknown) {
    append_lines(bytes, text, first_line);
  } else {
    append_decoded(bytes, declared_, text);
  }
}

void TextReader::append_lines(std::string_view bytes, std::string& text, std::uint32_t first_line) {
  std::size_t invalid = 0;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    bytes.remove_prefix(line.size());
    if (is_valid_utf8(line)) {
      text += line;
      continue;
    }
    const std::size_t begin = text.size();
    append_decoded(line, Encoding::Cp1252, text);
    if (++invalid > 1 || contradiction_reported_) continue;
    contradiction_reported_ = true;
    Diagnostic problem = make_error(
        "encoding-contradicts", "the file says UTF-8, but this line holds other bytes",
        "compare the text with what it should say; if it is wrong, convert the file to UTF-8");
    problem.severity = Severity::Warning;
    problem.place = place_in(file_, std::string_view(text).substr(begin), 0, 1,
                             first_line + count_lines(std::string_view(text).substr(0, begin)));
    problem.why = "lines that are no UTF-8 are read as cp1252 (a Western Windows encoding)";
    diagnostics_.report(std::move(problem));
  }
}

}  // namespace undumpy
