// Text for HTML. What comes from a snapshot is made printable first, then escaped: it can neither
// become markup nor look like something else.
#pragma once

#include <string>
#include <string_view>

namespace undumpy {

// For text and for attribute values in double quotes.
std::string html(std::string_view text);

}  // namespace undumpy
