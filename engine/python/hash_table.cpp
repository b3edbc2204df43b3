#include "engine/python/hash_table.h"

#include <algorithm>
#include <bit>

#include "engine/python/operators.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

const HashTable::Entry* HashTable::find(const Str& name) const {
  if (index_.empty()) return nullptr;
  const std::size_t hash = name.hash_value();
  const std::size_t mask = index_.size() - 1;
  for (std::size_t at = probe(hash);; at = (at + 1) & mask) {
    const std::uint32_t slot = index_[at];
    if (slot == Empty) return nullptr;
    if (slot == Gone) continue;
    const Entry& entry = entries_[slot];
    if (entry.hash != hash || !entry.key.is_object()) continue;
    if (entry.key.object() == &name) return &entry;
    if (const auto* text = as<Str>(entry.key); text != nullptr && text->text == name.text)
      return &entry;
  }
}

HashTable::Entry* HashTable::find(Runtime& rt, const Value& key) {
  if (const auto* text = as<Str>(key); text != nullptr && !text->cls->of_program)
    return find(rt, key, text->hash_value());
  return find(rt, key, python::hash(rt, key));
}

HashTable::Entry* HashTable::find(Runtime& rt, const Value& key, std::size_t hash) {
  if (index_.empty()) return nullptr;
  // __eq__ of the program may change any table, that which `key` lies in, too.
  Value wanted;
  while (true) {
    const std::size_t mask = index_.size() - 1;
    const std::size_t size_before = entries_.size();
    bool changed = false;
    std::size_t probes = 0;
    for (std::size_t at = probe(hash);; at = (at + 1) & mask) {
      // Keys made to collide cost their time.
      if (++probes % 16 == 0) rt.step();
      const std::uint32_t slot = index_[at];
      if (slot == Empty) return nullptr;
      if (slot == Gone) continue;
      Entry& entry = entries_[slot];
      if (entry.hash != hash) continue;
      if (!wanted) wanted = key;
      if (entry.key.same(wanted)) return &entry;
      const Value candidate = entry.key;
      const bool found = equal(rt, candidate, wanted);
      // __eq__ of the program may have changed the table: then look again.
      if (entries_.size() != size_before || slot >= entries_.size() ||
          !entries_[slot].key.same(candidate)) {
        changed = true;
        break;
      }
      if (found) return &entries_[slot];
    }
    if (!changed) return nullptr;
    if (index_.empty()) return nullptr;
  }
}

bool HashTable::set(Runtime& rt, const Value& key, const Value& value) {
  if (const auto* text = as<Str>(key); text != nullptr && !text->cls->of_program)
    return set(rt, key, value, text->hash_value());
  return set(rt, key, value, python::hash(rt, key));
}

bool HashTable::set(Runtime& rt, const Value& key, const Value& value, std::size_t hash) {
  if (Entry* entry = find(rt, key, hash)) {
    const Value old = std::exchange(entry->value, value);
    return false;
  }
  insert(key, value, hash);
  return true;
}

bool HashTable::set(Str& name, const Value& value) {
  if (Entry* entry = find(name)) {
    const Value old = std::exchange(entry->value, value);
    return false;
  }
  insert(Value(&name), value, name.hash_value());
  return true;
}

void HashTable::insert(const Value& key, const Value& value, std::size_t hash) {
  // At most two thirds of the index are in use.
  if ((used_ + 1) * 3 > index_.size() * 2)
    rebuild(std::max<std::size_t>(8, std::bit_ceil(size_ * 3 + 1)));
  const std::size_t mask = index_.size() - 1;
  std::size_t at = probe(hash);
  while (index_[at] != Empty) at = (at + 1) & mask;
  index_[at] = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({key, value, hash});
  ++used_;
  ++size_;
}

void HashTable::rebuild(std::size_t capacity) {
  charge_.set(capacity * sizeof(std::uint32_t) + capacity * 2 / 3 * sizeof(Entry));
  std::vector<Entry> kept;
  kept.reserve(capacity * 2 / 3 + 1);
  for (Entry& entry : entries_)
    if (entry.key.present()) kept.push_back(std::move(entry));
  entries_ = std::move(kept);
  index_.assign(capacity, Empty);
  shift_ = 64 - std::countr_zero(capacity);
  const std::size_t mask = capacity - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t at = probe(entries_[i].hash);
    while (index_[at] != Empty) at = (at + 1) & mask;
    index_[at] = static_cast<std::uint32_t>(i);
  }
  used_ = entries_.size();
}

void HashTable::remove(Entry* entry) {
  const auto position = static_cast<std::uint32_t>(entry - entries_.data());
  const std::size_t mask = index_.size() - 1;
  std::size_t at = probe(entry->hash);
  while (index_[at] != position) at = (at + 1) & mask;
  index_[at] = Gone;
  --size_;
  // The values go last: their deletion may run code that looks at this table.
  const Entry gone = std::exchange(*entry, Entry{});
}

void HashTable::move_to_back(Entry* entry) {
  const Entry copy = *entry;
  remove(entry);
  insert(copy.key, copy.value, copy.hash);
}

void HashTable::move_to_front(Entry* entry) {
  std::rotate(entries_.data(), entry, entry + 1);
  rebuild(index_.size());
}

bool HashTable::remove(Runtime& rt, const Value& key) {
  Entry* entry = find(rt, key);
  if (entry == nullptr) return false;
  remove(entry);
  return true;
}

void HashTable::clear() {
  const std::vector<Entry> old = std::exchange(entries_, {});
  index_.clear();
  size_ = used_ = 0;
  shift_ = 64;
  charge_.set(0);
}

void HashTable::copy_from(const HashTable& other) {
  clear();
  if (other.size_ == 0) return;
  rebuild(std::max<std::size_t>(8, std::bit_ceil(other.size_ * 3 / 2 + 2)));
  std::size_t i = 0;
  while (const Entry* entry = other.next(i)) insert(entry->key, entry->value, entry->hash);
}

}  // namespace undumpy::python
