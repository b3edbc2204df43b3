#include "parser/text_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/source_kinds.h"
#include "parser/trimmed.h"

namespace undumpy {

namespace {

std::uint32_t count_lines(std::string_view text) {
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
}

// Makes a '\r' without '\n' behind it a '\n', from `begin` on.
void translate_line_ends(std::string& text, std::size_t begin) {
  for (std::size_t at = text.find('\r', begin); at != std::string::npos;
       at = text.find('\r', at + 1))
    if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
}

// Up to about `most` bytes.
Result<std::string> text_of(Stream& stream, const std::string& file, std::uint64_t most,
                            DiagnosticSink& diagnostics) {
  TextReader reader(file, stream, most, diagnostics);
  std::string text;
  while (true) {
    UNDUMPY_TRY(const bool more, reader.read(text, 1, 256 * 1024));
    if (!more || text.size() > most) return text;
  }
}

}  // namespace

Result<bool> TextReader::read(std::string& text, std::uint32_t first_line, std::size_t want) {
  want = std::max<std::size_t>(want, 1);
  // Nearly always: the block goes straight into `text`, and only the beginning of its last line is
  // kept for the next one.
  if (raw_.size() < want && !at_end_) {
    const std::size_t begin = text.size();
    text += raw_;
    const Status filled = fill(text, text.size() + want);
    const std::size_t newline =
        filled ? std::string_view(text).substr(begin + raw_.size()).rfind('\n') : std::string::npos;
    const bool lines = newline != std::string_view::npos;
    const std::size_t end = lines ? begin + raw_.size() + newline + 1 : begin;
    raw_.assign(text, end);
    searched_ = raw_.size();
    text.resize(end);
    if (!filled) return filled.error();
    if (lines) {
      accept(text, begin, first_line);
      return true;
    }
  }
  while (true) {
    UNDUMPY_CHECK(fill(raw_, searched_ + want));
    if (raw_.empty()) {
      if (contradiction_) diagnostics_.report(*std::exchange(contradiction_, std::nullopt));
      return false;
    }
    const std::size_t newline = std::string_view(raw_).substr(searched_).rfind('\n');
    if (newline != std::string_view::npos) {
      const std::size_t size = searched_ + newline + 1;
      append(std::string_view(raw_).substr(0, size), text, first_line);
      raw_.erase(0, size);
      searched_ = raw_.size();
      return true;
    }
    searched_ = raw_.size();
    if (raw_.size() > line_bytes_) {
      UNDUMPY_CHECK(drop_line(first_line + count_lines(text), want));
    } else if (at_end_) {
      append(raw_, text, first_line);
      raw_.clear();
      searched_ = 0;
      return true;
    }
  }
}

// Reads until `out` is as long as `goal`, or the stream ends.
Status TextReader::fill(std::string& out, std::size_t goal) {
  std::size_t filled = out.size();
  if (filled >= goal) return Done{};
  out.resize(goal);
  while (!at_end_ && filled < goal) {
    const Result<std::size_t> got = stream_.read({out.data() + filled, goal - filled});
    if (!got) {
      out.resize(filled);
      return got.error();
    }
    filled += *got;
    at_end_ = *got == 0;
  }
  out.resize(filled);
  return Done{};
}

// raw_ holds the beginning of a line that is too long: reads on to its end without keeping it.
Status TextReader::drop_line(std::uint32_t line, std::size_t want) {
  constexpr std::size_t Shown = 200;
  const std::string beginning = raw_.substr(0, Shown);
  std::uint64_t bytes = 0;
  std::size_t end = std::string::npos;
  while (true) {
    end = raw_.find('\n');
    if (end != std::string::npos || at_end_) break;
    bytes += raw_.size();
    raw_.clear();
    searched_ = 0;
    UNDUMPY_CHECK(fill(raw_, want));
  }
  end = std::min(end, raw_.size());
  bytes += end;
  raw_.erase(0, end);
  searched_ = 0;
  const bool is_row =
      beginning.starts_with("loader.save(") || trimmed(beginning).starts_with("yield create_");
  ++(is_row ? dropped_.rows : dropped_.others);

  Diagnostic problem =
      make_error("statement-too-long",
                 fmt::format("this line is {} bytes long; undumpy reads lines of up to {} bytes",
                             bytes, line_bytes_),
                 "look at the line: no generator writes such rows; it may be damage or an attack");
  problem.place = place_in(file_, beginning, 0, 1, line);
  problem.why = "what stands on it was not read";
  diagnostics_.report(std::move(problem));
  return Done{};
}

void TextReader::append(std::string_view bytes, std::string& text, std::uint32_t first_line) {
  const std::size_t begin = text.size();
  text += bytes;
  accept(text, begin, first_line);
}

// Makes the bytes behind `begin` text.
void TextReader::accept(std::string& text, std::size_t begin, std::uint32_t first_line) {
  if (at_start_) read_start(text, begin);
  if (!is_valid_utf8(std::string_view(text).substr(begin))) {
    const std::string bytes = text.substr(begin);
    text.resize(begin);
    append_lines(bytes, text, first_line);
  }
  translate_line_ends(text, begin);
}

// The byte order mark and the coding line.
void TextReader::read_start(std::string& text, std::size_t begin) {
  at_start_ = false;
  if (std::string_view(text).substr(begin).starts_with("\xEF\xBB\xBF")) text.erase(begin, 3);
  const std::string_view bytes = std::string_view(text).substr(begin);
  declared_ = declared_encoding(bytes.substr(0, 1000));
  if (declared_ != Encoding::Unknown) return;
  Diagnostic problem =
      make_error("encoding-unknown", "the coding line names an encoding that undumpy does not know",
                 "convert the file to UTF-8 if its text looks wrong");
  problem.severity = Severity::Warning;
  problem.place = place_in(file_, bytes, 0, 1);
  problem.why = "the file is read as UTF-8, and as cp1252 where it is no UTF-8";
  diagnostics_.report(std::move(problem));
}

void TextReader::append_lines(std::string_view bytes, std::string& text, std::uint32_t first_line) {
  const bool utf8_declared = declared_ == Encoding::Utf8 || declared_ == Encoding::Unknown;
  std::uint32_t number = first_line + count_lines(text);
  for (; !bytes.empty(); ++number) {
    const std::string_view line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    bytes.remove_prefix(line.size());
    if (is_valid_utf8(line)) {
      text += line;
      continue;
    }
    const std::size_t begin = text.size();
    append_decoded(line, utf8_declared ? Encoding::Cp1252 : declared_, text);
    if (utf8_declared) contradicted(std::string_view(text).substr(begin), number);
  }
}

void TextReader::contradicted(std::string_view line, std::uint32_t number) {
  if (!contradiction_) {
    contradiction_ = make_error(
        "encoding-contradicts", {},
        "compare the text with what it should say; if it is wrong, convert the file to UTF-8");
    contradiction_->severity = Severity::Warning;
    contradiction_->place = place_in(file_, line, 0, 1, number);
    contradiction_->why = "such lines are read as cp1252 (a Western Windows encoding)";
  }
  ++contradicting_lines_;
  contradiction_->message =
      contradicting_lines_ == 1
          ? "the file says UTF-8, but this line holds other bytes"
          : fmt::format(
                "the file says UTF-8, but {} lines, of which this is the first, hold other bytes",
                contradicting_lines_);
}

Result<std::string> read_text(const Source& source, const std::string& member, std::uint64_t most,
                              DiagnosticSink& diagnostics) {
  const Member* found = source.find(member);
  if (found != nullptr && found->size > most) {
    Diagnostic error =
        make_error("file-too-large", fmt::format("{} is {} bytes long", member, found->size),
                   "nobody writes such a file: look at what it is");
    error.place.file = member;
    return error;
  }
  UNDUMPY_TRY(const auto stream, source.open(member));
  return text_of(*stream, member, most, diagnostics);
}

std::string decode_text(const std::string& file, std::string_view bytes,
                        DiagnosticSink& diagnostics) {
  const auto stream = memory_stream(bytes);
  return text_of(*stream, file, UINT64_MAX, diagnostics).value();
}

}  // namespace undumpy
