// Mojibake: text whose UTF-8 was once read as latin-1 or cp1252, and stored so: 'CafÃ©'.
//
// It is judged by going back. Characters become the bytes that cp1252 has for them; where those
// bytes are UTF-8 of a character that people write, the text was damaged. Real text with 'Ã' or 'â'
// does not pass: 'AMANHÃ', 'MANHÃ…', '„Spaß“'.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace undumpy {

// What the text was before it was misread; nothing when it is no mojibake. REQUIRES: UTF-8.
std::optional<std::string> before_misreading(std::string_view text);

}  // namespace undumpy
