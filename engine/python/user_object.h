// UserObject<Base>: an instance of a class of the program. Every operation looks for the special
// method in the class first and is that of the built-in type otherwise.
#pragma once

#include <initializer_list>

#include "engine/python/class.h"
#include "engine/python/iterator.h"
#include "engine/python/operators.h"

namespace undumpy::python {

// What the overrides share: one definition for all bases (user_object.cpp).
namespace user {
std::string text_of(Runtime& rt, const Value& method, const Value& self, const char* name);
Value compare(Runtime& rt, CompareOperator op, const Value& self, const Value& other);
Value binary(Runtime& rt, BinaryOperator op, const Value& self, const Value& other, bool reflected);
bool has_binary(const Class& cls, BinaryOperator op, bool reflected);
Value in_place(Runtime& rt, BinaryOperator op, const Value& self, const Value& other);
Ref<Iterator> iterate(Runtime& rt, const Value& method, const Value& self);
// Of a class that has only __getitem__: self[0], self[1] … until IndexError.
Ref<Iterator> iterate_items(Runtime& rt, const Value& self);
std::size_t length(Runtime& rt, const Value& method, const Value& self);
bool truth(Runtime& rt, const Value& method, const Value& self);
std::size_t hash(Runtime& rt, const Value& method, const Value& self);
// A DepthGuard, for this header that does not know the Runtime.
class CallDepth {
 public:
  explicit CallDepth(Runtime& rt);
  ~CallDepth();
  CallDepth(const CallDepth&) = delete;
  CallDepth& operator=(const CallDepth&) = delete;

 private:
  Runtime& rt_;
};
// Attribute access with the hooks of the class: __getattribute__, __getattr__, __setattr__ …
Value find_attribute_with_hooks(Runtime& rt, Object& self, Str* name);
void set_attribute(Runtime& rt, Object& self, Str* name, const Value& value);
void delete_attribute(Runtime& rt, Object& self, Str* name);
// The same without the hooks: what object.__getattribute__() … do.
Value find_attribute(Runtime& rt, Object& self, Str* name);
void set_plain_attribute(Runtime& rt, Object& self, Str* name, const Value& value);
void delete_plain_attribute(Runtime& rt, Object& self, Str* name);
// Into the object itself, whatever its class has.
void set_own_attribute(Runtime& rt, Object& self, Str* name, const Value& value);
}  // namespace user

template <class Base>
class UserObject : public Base {
 public:
  using Base::Base;

  std::string repr(Runtime& rt) override {
    const Value& method = this->cls->dunder(Dunder::Repr);
    return method ? user::text_of(rt, method, Value(this), "__repr__") : Base::repr(rt);
  }
  std::string str(Runtime& rt) override {
    if (const Value& method = this->cls->dunder(Dunder::Str))
      return user::text_of(rt, method, Value(this), "__str__");
    if (const Value& method = this->cls->dunder(Dunder::Unicode))
      return user::text_of(rt, method, Value(this), "__unicode__");
    // object.__str__ is repr(); built-in types with a text of their own keep it.
    return Base::str(rt);
  }
  Value format(Runtime& rt, const std::string& spec) override {
    const Value& method = this->cls->dunder(Dunder::Format);
    return method ? call(rt, method, {Value(this), make_text(rt, spec)}) : Base::format(rt, spec);
  }
  std::size_t hash(Runtime& rt) override {
    const Value& method = this->cls->dunder(Dunder::Hash);
    return method ? user::hash(rt, method, Value(this)) : Base::hash(rt);
  }
  bool truth(Runtime& rt) override {
    if (const Value& method = this->cls->dunder(Dunder::Bool))
      return user::truth(rt, method, Value(this));
    if (const Value& method = this->cls->dunder(Dunder::NonZero))
      return user::truth(rt, method, Value(this));
    // Numbers have a __bool__, which goes before __len__.
    const bool is_number = this->kind == Kind::BigInteger || this->kind == Kind::Float ||
                           this->kind == Kind::Decimal || this->kind == Kind::TimeDelta;
    const Value& method = this->cls->dunder(Dunder::Len);
    return method && !is_number ? user::length(rt, method, Value(this)) != 0 : Base::truth(rt);
  }
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override {
    const Value result = user::compare(rt, op, Value(this), other);
    return result.present() ? result : Base::compare(rt, op, other);
  }
  Value binary(Runtime& rt, BinaryOperator op, const Value& other, bool reflected) override {
    return user::has_binary(*this->cls, op, reflected)
               ? user::binary(rt, op, Value(this), other, reflected)
               : Base::binary(rt, op, other, reflected);
  }
  Value in_place(Runtime& rt, BinaryOperator op, const Value& other) override {
    const Value result = user::in_place(rt, op, Value(this), other);
    return result.present() ? result : Base::in_place(rt, op, other);
  }
  Value unary(Runtime& rt, UnaryOperator op) override {
    const Dunder which = op == UnaryOperator::Minus  ? Dunder::Neg
                         : op == UnaryOperator::Plus ? Dunder::Pos
                                                     : Dunder::Invert;
    const Value& method = this->cls->dunder(which);
    return method ? python::call(rt, method, {Value(this)}) : Base::unary(rt, op);
  }
  std::size_t length(Runtime& rt) override {
    const Value& method = this->cls->dunder(Dunder::Len);
    return method ? user::length(rt, method, Value(this)) : Base::length(rt);
  }
  bool has_length() const override {
    return this->cls->dunder(Dunder::Len).present() || Base::has_length();
  }
  Ref<Iterator> iterate(Runtime& rt) override {
    if (const Value& method = this->cls->dunder(Dunder::Iter))
      return user::iterate(rt, method, Value(this));
    if (this->cls->dunder(Dunder::GetItem) && !Base::has_length())
      return user::iterate_items(rt, Value(this));
    return Base::iterate(rt);
  }
  Value get_item(Runtime& rt, const Value& key) override {
    const Value& method = this->cls->dunder(Dunder::GetItem);
    return method ? python::call(rt, method, {Value(this), key}) : Base::get_item(rt, key);
  }
  void set_item(Runtime& rt, const Value& key, const Value& value) override {
    if (const Value& method = this->cls->dunder(Dunder::SetItem))
      python::call(rt, method, {Value(this), key, value});
    else
      Base::set_item(rt, key, value);
  }
  void delete_item(Runtime& rt, const Value& key) override {
    if (const Value& method = this->cls->dunder(Dunder::DelItem))
      python::call(rt, method, {Value(this), key});
    else
      Base::delete_item(rt, key);
  }
  bool contains(Runtime& rt, const Value& item) override {
    if (const Value& method = this->cls->dunder(Dunder::Contains))
      return python::truth(rt, python::call(rt, method, {Value(this), item}));
    // A container keeps its own search, whatever its __iter__ says.
    if (!Base::has_length() &&
        (this->cls->dunder(Dunder::Iter).present() || this->cls->dunder(Dunder::GetItem).present()))
      return contains_by_iteration(rt, Value(this), item);
    return Base::contains(rt, item);
  }
  Value call(Runtime& rt, Arguments& arguments) override {
    const Value& method = this->cls->dunder(Dunder::Call);
    if (!method) return Base::call(rt, arguments);
    // __call__ may be an object that is called in turn.
    user::CallDepth deeper(rt);
    return call_with_self(rt, method, Value(this), arguments);
  }
  bool callable() const override {
    return this->cls->dunder(Dunder::Call).present() || Base::callable();
  }
  Value find_attribute(Runtime& rt, Str* name) override {
    return user::find_attribute_with_hooks(rt, *this, name);
  }
  void set_attribute(Runtime& rt, Str* name, const Value& value) override {
    user::set_attribute(rt, *this, name, value);
  }
  void delete_attribute(Runtime& rt, Str* name) override {
    user::delete_attribute(rt, *this, name);
  }
  Dict* attributes() override { return attributes_ ? attributes_.get() : Base::attributes(); }
  Ref<Dict> make_attributes(Runtime& rt) override {
    if (Dict* own = Base::attributes()) return Ref<Dict>(own);
    if (!attributes_) attributes_ = new_dict(rt);
    return attributes_;
  }
  void clear() override {
    attributes_ = {};
    Base::clear();
  }

 private:
  // Overload sets of the free functions, which the member functions above hide.
  static Value call(Runtime& rt, const Value& callee, std::initializer_list<Value> values) {
    return python::call(rt, callee, values);
  }
  Ref<Class> class_ = Ref<Class>(this->cls);  // lives as long as its instances
  Ref<Dict> attributes_;
};

// object() and what derives from it alone.
class PlainObject : public TrackedObject {
 public:
  explicit PlainObject(Class* its_class) : TrackedObject(Kind::Instance, its_class) {}
};

// A T for the built-in class itself, a UserObject<T> for classes of the program.
template <class T, class... Args>
Ref<T> allocate(Class& cls, Args&&... args) {
  if (cls.of_program) return Ref<T>(new UserObject<T>(&cls, std::forward<Args>(args)...));
  return Ref<T>(new T(&cls, std::forward<Args>(args)...));
}

}  // namespace undumpy::python
