// Parameter: one value bound to a statement, owned.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "engine/storage.h"

namespace undumpy::orm {

struct Parameter {
  Stored::Kind kind = Stored::Kind::Null;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;

  static Parameter null() { return {}; }
  static Parameter of(std::int64_t value) { return {Stored::Kind::Integer, value, 0, {}}; }
  static Parameter of_real(double value) { return {Stored::Kind::Real, 0, value, {}}; }
  static Parameter of_text(std::string value) {
    return {Stored::Kind::Text, 0, 0, std::move(value)};
  }
  static Parameter of_stored(const Stored& stored) {
    if (stored.kind == Stored::Kind::Integer) return of(stored.integer);
    if (stored.kind == Stored::Kind::Real) return of_real(stored.real);
    return {stored.kind, 0, 0, std::string(stored.text())};
  }
  [[nodiscard]] bool is_null() const { return kind == Stored::Kind::Null; }
  bool operator==(const Parameter&) const = default;
  auto operator<=>(const Parameter&) const = default;
};

}  // namespace undumpy::orm
