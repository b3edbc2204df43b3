// Codec: str to bytes and back, as str.encode() and bytes.decode() do it: UTF-8, ASCII and Latin-1.
#pragma once

#include <string>

#include "engine/python/str.h"

namespace undumpy::python {

// `errors` is "strict", "ignore", "replace", "xmlcharrefreplace" or "backslashreplace". Raises
// LookupError for unknown encodings, UnicodeEncodeError and UnicodeDecodeError.
std::string encode_text(Runtime& rt, const Str& text, const std::string& encoding,
                        const std::string& errors);
std::string decode_bytes(Runtime& rt, const Bytes& bytes, const std::string& encoding,
                         const std::string& errors);

}  // namespace undumpy::python
