// Result<T>: a value, or the Diagnostic that says why there is none.
//
// Fallible functions of all layers return it; exceptions are for bugs. A Result must be looked at:
//
//     auto bytes = source.open("restore.py");
//     if (!bytes) return bytes.error();
//
// or, inside a function that itself returns a Result, `UNDUMPY_TRY(auto bytes, source.open(...));`.
#pragma once

#include <utility>
#include <variant>

#include "parser/diagnostic.h"

namespace undumpy {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}           // NOLINT(google-explicit-constructor)
  Result(Diagnostic error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

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
  [[nodiscard]] const Diagnostic& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Diagnostic> state_;
};

// Nothing to return but success.
struct Done {};
using Status = Result<Done>;

}  // namespace undumpy

#define UNDUMPY_CONCAT_(a, b) a##b
#define UNDUMPY_CONCAT(a, b) UNDUMPY_CONCAT_(a, b)
#define UNDUMPY_TRY_(name, declaration, expression) \
  auto name = (expression);                         \
  if (!name) return name.error();                   \
  declaration = std::move(name).value()
// UNDUMPY_TRY(auto x, f()): x is f()'s value, or the calling function returns f()'s error.
#define UNDUMPY_TRY(declaration, expression) \
  UNDUMPY_TRY_(UNDUMPY_CONCAT(try_result_, __LINE__), declaration, expression)
// UNDUMPY_CHECK(f()): the calling function returns f()'s error, if any.
#define UNDUMPY_CHECK(expression)                                                              \
  do {                                                                                         \
    if (auto checked_status_ = (expression); !checked_status_) return checked_status_.error(); \
  } while (false)
