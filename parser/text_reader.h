// TextReader: the bytes of a stream as UTF-8 text in whole lines (see parser/encoding.h for the rule).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "parser/encoding.h"
#include "parser/result.h"
#include "parser/source.h"

namespace undumpy {

class TextReader {
 public:
  // Lines longer than `line_bytes` are dropped (an empty line stands for them) and reported.
  TextReader(std::string file, Stream& stream, std::size_t line_bytes, DiagnosticSink& diagnostics)
      : file_(std::move(file)), stream_(stream), line_bytes_(line_bytes), diagnostics_(diagnostics) {}

  // Appends about `want` bytes of whole lines to `text`; only the last line of the file may lack its
  // '\n'. False when nothing was left. `first_line` is the line number of text's beginning, for
  // diagnostics: statement-too-long, encoding-contradicts, encoding-unknown.
  Result<bool> read(std::string& text, std::uint32_t first_line, std::size_t want);

  // Of the coding line; known after the first read().
  [[nodiscard]] Encoding declared() const { return declared_; }

 private:
  Status fill(std::size_t want);
  void append_text(std::string_view bytes, std::string& text, std::uint32_t first_line);
  void append_lines(std::string_view bytes, std::string& text, std::uint32_t first_line);

  std::string file_;
  Stream& stream_;
  std::size_t line_bytes_;
  DiagnosticSink& diagnostics_;
  std::string raw_;            // bytes read and not yet given out
  std::size_t searched_ = 0;   // of raw_: holds no newline before this offset
  bool at_start_ = true;
  bool at_end_ = false;
  bool contradiction_reported_ = false;
  Encoding declared_ = Encoding::Utf8;
};

}  // namespace undumpy
