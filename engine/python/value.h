// Value: a reference to a Python object, in 8 bytes.
//
// None, True, False and integers of 62 bits are immediate; all others are counted references to an
// Object. A default Value is *absent*: no Python value at all (an unbound name, "not found").
//
//     Value v = Value::of(3);
//     if (v.is_small()) use(v.small());
//     if (const Str* text = as<Str>(v)) …
#pragma once

#include <cstdint>
#include <utility>

namespace undumpy::python {

class Object;
inline void retain(Object* object) noexcept;  // in object.h
inline void release(Object* object) noexcept;

class Value {
 public:
  Value() noexcept = default;
  explicit Value(Object* object) noexcept : bits_(reinterpret_cast<std::uintptr_t>(object)) {
    if (object != nullptr) retain(object);
  }
  Value(const Value& other) noexcept : bits_(other.bits_) {
    if (is_object()) retain(object());
  }
  Value(Value&& other) noexcept : bits_(std::exchange(other.bits_, 0)) {}
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    std::swap(bits_, copy.bits_);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    if (this != &other) {
      const Value old = std::move(*this);
      bits_ = std::exchange(other.bits_, 0);
    }
    return *this;
  }
  ~Value() {
    if (is_object()) release(object());
  }

  static Value none() { return immediate(NoneBits); }
  static Value boolean(bool value) { return immediate(value ? TrueBits : FalseBits); }
  static Value ellipsis() { return immediate(EllipsisBits); }
  // What an operator returns that does not know the other operand.
  static Value not_implemented() { return immediate(NotImplementedBits); }

  static constexpr std::int64_t SmallMax = (std::int64_t{1} << 61) - 1;
  static constexpr std::int64_t SmallMin = -SmallMax - 1;
  static constexpr bool fits(std::int64_t number) {
    return number >= SmallMin && number <= SmallMax;
  }
  // REQUIRES: fits(number).
  static Value small(std::int64_t number) {
    return immediate(static_cast<std::uintptr_t>(number) << 1 | 1);
  }

  [[nodiscard]] bool present() const { return bits_ != 0; }
  [[nodiscard]] bool absent() const { return bits_ == 0; }
  explicit operator bool() const { return bits_ != 0; }
  [[nodiscard]] bool is_object() const { return bits_ != 0 && (bits_ & 7) == 0; }
  [[nodiscard]] bool is_small() const { return (bits_ & 1) != 0; }
  [[nodiscard]] bool is_none() const { return bits_ == NoneBits; }
  [[nodiscard]] bool is_true() const { return bits_ == TrueBits; }
  [[nodiscard]] bool is_false() const { return bits_ == FalseBits; }
  [[nodiscard]] bool is_bool() const { return bits_ == TrueBits || bits_ == FalseBits; }
  [[nodiscard]] bool is_ellipsis() const { return bits_ == EllipsisBits; }
  [[nodiscard]] bool is_not_implemented() const { return bits_ == NotImplementedBits; }

  // REQUIRES: is_object().
  [[nodiscard]] Object* object() const { return reinterpret_cast<Object*>(bits_); }
  // REQUIRES: is_small().
  [[nodiscard]] std::int64_t small() const { return static_cast<std::int64_t>(bits_) >> 1; }
  // Identity, Python's `is`.
  [[nodiscard]] bool same(const Value& other) const { return bits_ == other.bits_; }
  [[nodiscard]] std::uintptr_t bits() const { return bits_; }

 private:
  static constexpr std::uintptr_t NoneBits = 2;
  static constexpr std::uintptr_t FalseBits = 2 | 1 << 3;
  static constexpr std::uintptr_t TrueBits = 2 | 2 << 3;
  static constexpr std::uintptr_t EllipsisBits = 2 | 3 << 3;
  static constexpr std::uintptr_t NotImplementedBits = 2 | 4 << 3;
  static Value immediate(std::uintptr_t bits) {
    Value value;
    value.bits_ = bits;
    return value;
  }
  std::uintptr_t bits_ = 0;
};
static_assert(sizeof(Value) == 8);

// A counted reference to an object of one C++ class; may be null.
template <typename T>
class Ref {
 public:
  Ref() noexcept = default;
  Ref(T* object) noexcept : object_(object) {  // NOLINT(google-explicit-constructor)
    if (object_ != nullptr) retain(object_);
  }
  Ref(const Ref& other) noexcept : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() {
    if (object_ != nullptr) release(object_);
  }
  [[nodiscard]] T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  operator Value() const { return Value(object_); }  // NOLINT(google-explicit-constructor)

 private:
  T* object_ = nullptr;
};

}  // namespace undumpy::python
