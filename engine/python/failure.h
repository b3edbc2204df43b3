// Outcome<T>: a value, or the Failure that names the Python exception to raise instead.
//
// The libraries below the interpreter (text, formats, decimals, dates, …) know no objects of it.
// What goes wrong in them is told by name, and the interpreter raises it:
//
//     Outcome<double> number = parse_float(text);
//     if (!number) raise(runtime, number.error());  // ValueError: could not convert …
//
// UNDUMPY_TRY and UNDUMPY_CHECK of parser/result.h work with it too.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace undumpy::python {

struct Failure {
  std::string type;     // "ValueError", "decimal.InvalidOperation"
  std::string message;  // as CPython words it
  bool operator==(const Failure&) const = default;
};

template <typename T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}            // NOLINT
  Outcome(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}  // NOLINT

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // REQUIRES: ok().
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }

  // REQUIRES: !ok().
  [[nodiscard]] const Failure& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Failure> state_;
};

}  // namespace undumpy::python
