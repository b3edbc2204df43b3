// Random: the same numbers on every machine.
#pragma once

#include <cstddef>
#include <iterator>
#include <random>
#include <string_view>

namespace undumpy::test {

class Random {
 public:
  Random(std::string_view name, std::uint64_t number) : engine_(number) {
    for (const char c : name) engine_.seed(engine_() ^ static_cast<unsigned char>(c));
  }
  // 0 … limit - 1. REQUIRES: limit > 0.
  std::size_t below(std::size_t limit) { return engine_() % limit; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class Items>
  auto& pick(Items&& items) {
    return items[below(std::size(items))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace undumpy::test
