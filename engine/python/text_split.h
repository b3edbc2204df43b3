// Cutting a Text: split, splitlines, partition, strip. Pieces are views of it.
//
// Pieces are handed to a function one by one, so that the caller can count what they cost:
//
//     split("a,b,c", ",", Unlimited, [&](std::string_view piece) { list.push_back(piece); });
#pragma once

#include <functional>
#include <string_view>

#include "engine/python/text.h"

namespace undumpy::python {

using PieceSink = std::function<void(std::string_view)>;

// As `maxsplit`: any negative number.
inline constexpr std::int64_t Unlimited = -1;

// REQUIRES: the separator is not empty ("empty separator" is a ValueError).
void split(std::string_view text, std::string_view separator, std::int64_t most,
           const PieceSink& sink);
// At runs of spaces; there are no empty pieces. After `most` cuts the rest is one piece, with the
// spaces at its end.
void split_spaces(Text text, std::int64_t most, const PieceSink& sink);
// From the right: the last piece comes FIRST.
void split_right(std::string_view text, std::string_view separator, std::int64_t most,
                 const PieceSink& sink);
void split_spaces_right(Text text, std::int64_t most, const PieceSink& sink);
void split_lines(Text text, bool keep_ends, const PieceSink& sink);

struct Partition {
  std::string_view before;
  std::string_view separator;  // empty when not found
  std::string_view after;
};
// REQUIRES: the separator is not empty.
Partition partition(std::string_view text, std::string_view separator);
Partition partition_right(std::string_view text, std::string_view separator);

enum class Side : std::uint8_t { Left, Right, Both };
// Without spaces at its ends.
std::string_view strip(Text text, Side side = Side::Both);
// Without any of the units of `set` at its ends.
std::string_view strip(Text text, std::string_view set, Side side = Side::Both);

}  // namespace undumpy::python
