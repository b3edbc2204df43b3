// Bytes of a module to UTF-8 text.
//
// Lino writes files in text mode without naming an encoding, so on some machines the bytes
// contradict the coding line (FORMAT.md 1.3). Rule: bytes that are valid UTF-8 are UTF-8; when the
// file's coding line names another encoding we know (latin-1, iso-8859-1, iso-8859-15, cp1252), it
// counts; lines that are invalid in a file that says UTF-8 are decoded as cp1252, and the file is
// reported once
// ("encoding-contradicts", with the first place and the number of lines). Offsets and columns of
// places refer to the decoded text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undumpy {

enum class Encoding : std::uint8_t { Utf8, Latin1, Latin9, Cp1252, Unknown };
std::string_view to_string(Encoding encoding);

// The encoding named by a coding line (PEP 263) in the first two lines of `head`; Utf8 when there
// is none; Unknown when the name is not one of ours.
Encoding declared_encoding(std::string_view head);

// True when `text` is valid UTF-8 (no surrogates, no overlong forms). Fast on ASCII.
bool is_valid_utf8(std::string_view text);

// Appends `bytes`, read as `encoding` (not Utf8, not Unknown), to `out` as UTF-8. Bytes that cp1252
// leaves undefined become the C1 control of the same number.
void append_decoded(std::string_view bytes, Encoding encoding, std::string& out);

// The byte that append_decoded() makes this character of, read as cp1252; -1: there is none.
int cp1252_byte(char32_t character);

}  // namespace undumpy
