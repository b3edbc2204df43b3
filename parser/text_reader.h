// TextReader: the bytes of a stream as UTF-8 text in whole lines (see parser/encoding.h for the
// rule).
//
// A '\r' that stands alone ends a line for Python, so it becomes '\n' here: what hides behind one
// in a comment is seen. "\r\n" stays. A byte order mark is dropped. What is read does not depend on
// the sizes of the blocks: encodings are decided line by line.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "parser/encoding.h"
#include "parser/result.h"
#include "parser/source.h"

namespace undumpy {

class TextReader {
 public:
  // Lines longer than `line_bytes` are dropped (an empty line stands for them) and reported.
  TextReader(std::string file, Stream& stream, std::size_t line_bytes, DiagnosticSink& diagnostics)
      : file_(std::move(file)),
        stream_(stream),
        line_bytes_(line_bytes),
        diagnostics_(diagnostics) {}
  // For a part of a file whose beginning was read elsewhere.
  void begin_inside(Encoding declared) {
    at_start_ = false;
    declared_ = declared;
  }

  // Appends about `want` bytes of whole lines to `text`; only the last line of the file may lack
  // its
  // '\n'. False when nothing was left. `first_line` is the line number of text's beginning, for
  // diagnostics: statement-too-long, encoding-unknown, and at the end encoding-contradicts.
  Result<bool> read(std::string& text, std::uint32_t first_line, std::size_t want);

  // Of the coding line; known after the first read().
  [[nodiscard]] Encoding declared() const { return declared_; }
  // Lines that were too long, since the last call.
  struct Dropped {
    std::uint64_t rows = 0;  // began with `loader.save(`
    std::uint64_t others = 0;
  };
  Dropped take_dropped() { return std::exchange(dropped_, {}); }

 private:
  Status fill(std::string& out, std::size_t goal);
  Status drop_line(std::uint32_t line, std::size_t want);
  void append(std::string_view bytes, std::string& text, std::uint32_t first_line);
  void accept(std::string& text, std::size_t begin, std::uint32_t first_line);
  void append_lines(std::string_view bytes, std::string& text, std::uint32_t first_line);
  void read_start(std::string& text, std::size_t begin);
  void contradicted(std::string_view line, std::uint32_t number);

  std::string file_;
  Stream& stream_;
  std::size_t line_bytes_;
  DiagnosticSink& diagnostics_;
  std::string raw_;           // bytes read and not yet given out
  std::size_t searched_ = 0;  // of raw_: holds no newline before this offset
  bool at_start_ = true;
  bool at_end_ = false;
  std::optional<Diagnostic> contradiction_;
  std::uint64_t contradicting_lines_ = 0;
  Dropped dropped_;
  Encoding declared_ = Encoding::Utf8;
};

// The whole text of a member, e.g. of restore.py or of a script. Errors: "file-too-large" (more
// than `most` bytes), and those of the source.
Result<std::string> read_text(const Source& source, const std::string& member, std::uint64_t most,
                              DiagnosticSink& diagnostics);
// The text of bytes that were read from `file`.
std::string decode_text(const std::string& file, std::string_view bytes,
                        DiagnosticSink& diagnostics);

}  // namespace undumpy
