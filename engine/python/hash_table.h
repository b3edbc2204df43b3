// HashTable: the ordered table behind dict and set.
//
// Entries stand in a vector in order of insertion; an index of 32-bit slots finds them by hash.
// Removed entries leave a gap (absent key) until the table is rebuilt. Names (interned Str) are
// found by identity, without calling anything.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/python/object.h"
#include "engine/python/str.h"

namespace undumpy::python {

class HashTable {
 public:
  struct Entry {
    Value key;  // absent: removed
    Value value;
    std::size_t hash = 0;
  };

  // nullptr when the key is not there. May run the program's __hash__ and __eq__.
  Entry* find(Runtime& rt, const Value& key);
  Entry* find(Runtime& rt, const Value& key, std::size_t hash);
  // By interned name; runs nothing unless keys of other types collide.
  [[nodiscard]] const Entry* find(const Str& name) const;
  Entry* find(const Str& name) { return const_cast<Entry*>(std::as_const(*this).find(name)); }

  // True when the key is new.
  bool set(Runtime& rt, const Value& key, const Value& value);
  bool set(Runtime& rt, const Value& key, const Value& value, std::size_t hash);
  bool set(Str& name, const Value& value);
  bool remove(Runtime& rt, const Value& key);
  void remove(Entry* entry);
  void clear();
  // Makes the entry the last, or the first (that takes time for all of them).
  void move_to_back(Entry* entry);
  void move_to_front(Entry* entry);

  [[nodiscard]] std::size_t size() const { return size_; }
  // With gaps.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  std::vector<Entry>& entries() { return entries_; }
  // The first entry at or after `i` that is no gap, or nullptr; `i` moves behind it.
  const Entry* next(std::size_t& i) const {
    while (i < entries_.size())
      if (const Entry& entry = entries_[i++]; entry.key.present()) return &entry;
    return nullptr;
  }
  void copy_from(const HashTable& other);

 private:
  static constexpr std::uint32_t Empty = 0xFFFFFFFF;
  static constexpr std::uint32_t Gone = 0xFFFFFFFE;
  void insert(const Value& key, const Value& value, std::size_t hash);
  void rebuild(std::size_t capacity);
  std::size_t probe(std::size_t hash) const { return (hash * 0x9E3779B97F4A7C15ULL) >> shift_; }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> index_;  // power of two, or empty
  std::size_t size_ = 0;
  std::size_t used_ = 0;  // slots of the index that are not Empty
  int shift_ = 64;
  Charge charge_;
};

}  // namespace undumpy::python
