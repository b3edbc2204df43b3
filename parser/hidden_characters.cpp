#include "parser/hidden_characters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "parser/byte_scan.h"
#include "parser/utf8.h"

namespace undumpy {

bool is_bidirectional(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

bool is_deceptive(char32_t c) {
  return is_bidirectional(c) || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0x00AD || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

bool is_hidden(char32_t c) {
  return is_deceptive(c) ||
         (c > 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F ||
         c == 0xA0 || c == 0x034F || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

std::optional<HiddenCharacter> find_hidden(std::string_view text, std::size_t begin) {
  for (std::size_t at = find_suspect(text, begin); at < text.size();
       at = find_suspect(text, at + 1)) {
    const utf8::Decoded decoded = utf8::decode(text, at);
    if (decoded.valid && is_hidden(decoded.character))
      return HiddenCharacter{at, decoded.size, decoded.character};
  }
  return std::nullopt;
}

std::string describe_hidden(char32_t c) {
  constexpr std::array<std::pair<char32_t, std::string_view>, 16> Names = {{
      {0x00A0, "no-break space"},
      {0x00AD, "soft hyphen"},
      {0x200B, "zero width space"},
      {0x200C, "zero width non-joiner"},
      {0x200D, "zero width joiner"},
      {0x200E, "left-to-right mark"},
      {0x200F, "right-to-left mark"},
      {0x202A, "left-to-right embedding"},
      {0x202B, "right-to-left embedding"},
      {0x202D, "left-to-right override"},
      {0x202E, "right-to-left override"},
      {0x2066, "left-to-right isolate"},
      {0x2067, "right-to-left isolate"},
      {0x2068, "first strong isolate"},
      {0x202F, "narrow no-break space"},
      {0xFEFF, "zero width no-break space"},
  }};
  const auto found = std::ranges::find(Names, c, &std::pair<char32_t, std::string_view>::first);
  const auto code = static_cast<std::uint32_t>(c);
  return found == Names.end() ? fmt::format("U+{:04X}", code)
                              : fmt::format("U+{:04X} ({})", code, found->second);
}

Diagnostic hidden_character(std::string_view file, std::string_view text,
                            const HiddenCharacter& found, std::uint32_t first_line) {
  Diagnostic problem;
  problem.severity = Severity::Warning;
  problem.name = "hidden-character";
  problem.message =
      fmt::format("{} stands here, which {}", describe_hidden(found.character),
                  is_bidirectional(found.character) ? "changes the order in which the line is shown"
                                                    : "nobody sees");
  problem.place = place_in(file, text, found.offset, found.offset + found.size, first_line);
  problem.why = "generators write such characters as escapes: somebody changed this file";
  problem.next = "look at the line with its escapes, as shown here; find out who wrote it";
  return problem;
}

}  // namespace undumpy
