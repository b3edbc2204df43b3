// Mutator: damages a snapshot as disks, editors, transfers and attackers do. The same seed makes
// the same damage, on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace undumpy::fuzz {

using Files = std::vector<std::pair<std::string, std::string>>;  // name and content

class Mutator {
 public:
  // REQUIRES: `snapshots` is not empty and outlives the mutator.
  Mutator(const std::vector<Files>& snapshots, std::uint64_t seed)
      : snapshots_(snapshots), random_(seed) {}

  // One of the snapshots, with one to eight mutations.
  Files damaged();

 private:
  // Less than `end`; 0 when that is 0.
  std::size_t below(std::size_t end) { return end == 0 ? 0 : random_() % end; }
  template <class Choices>
  const auto& one_of(const Choices& choices) {
    return choices[below(std::size(choices))];
  }

  void mutate(Files& files);
  void mutate_names(Files& files);
  void mutate_bytes(std::string& text);
  void mutate_tokens(std::string& text);
  void mutate_lines(std::string& text);
  void splice(std::string& text, const std::string& other);

  const std::vector<Files>& snapshots_;
  std::mt19937_64 random_;
};

}  // namespace undumpy::fuzz
