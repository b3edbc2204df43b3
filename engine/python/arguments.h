// Arguments: what a call hands over, and how native functions read it.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "engine/python/value.h"

namespace undumpy::python {

class Runtime;
class Str;

// Positional values, followed by keyword values whose names are in `names`. The memory belongs to
// the caller; natives may move values out.
struct Arguments {
  Value* values = nullptr;
  std::uint32_t count = 0;     // positional
  std::uint32_t keywords = 0;  // behind them
  Str* const* names = nullptr;

  [[nodiscard]] std::span<Value> positional() const { return {values, count}; }
  [[nodiscard]] Value& operator[](std::size_t i) const { return values[i]; }
  [[nodiscard]] Value& keyword(std::size_t i) const { return values[count + i]; }
  // The positional argument, or absent.
  [[nodiscard]] Value get(std::size_t i) const { return i < count ? values[i] : Value(); }
  // Without the first `n` positional ones (self).
  [[nodiscard]] Arguments after(std::uint32_t n) const {
    return {values + n, count - n, keywords, names};
  }
};

// How natives take keyword arguments: names in order, `required` of them must be given, the first
// `positional` may be given by position.
struct Signature {
  const char* function;  // "" where messages say "function" only
  std::initializer_list<const char*> names;
  std::size_t required = 0;
  std::size_t positional = 100;
};

// Fills `out` (one for each name; absent when not given). Raises Python's TypeErrors.
void read_arguments(Runtime& rt, const Arguments& arguments, const Signature& signature,
                    std::span<Value> out);
template <std::size_t N>
std::array<Value, N> read(Runtime& rt, const Arguments& arguments, const Signature& signature) {
  std::array<Value, N> out;
  read_arguments(rt, arguments, signature, out);
  return out;
}
// Raises TypeError when there are keyword arguments.
void no_keywords(Runtime& rt, const Arguments& arguments, const char* function);

}  // namespace undumpy::python
