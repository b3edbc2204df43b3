// The built-in functions.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/python/character.h"
#include "engine/python/containers.h"
#include "engine/python/decimal.h"
#include "engine/python/float_text.h"
#include "engine/python/format_spec.h"
#include "engine/python/function.h"
#include "engine/python/generator.h"
#include "engine/python/iterator.h"
#include "engine/python/number.h"
#include "engine/python/runtime.h"
#include "engine/python/sort.h"
#include "engine/python/text.h"
#include "engine/python/text_repr.h"
#include "engine/python/union.h"

namespace undumpy::python {

namespace {

Value builtin_len(Runtime& rt, Arguments& a) {
  return make_int(rt, static_cast<std::int64_t>(length(rt, a[0])));
}
Value builtin_repr(Runtime& rt, Arguments& a) { return make_text(rt, repr(rt, a[0])); }
Value builtin_ascii(Runtime& rt, Arguments& a) {
  return make_text(rt, escape_beyond_ascii(repr(rt, a[0])));
}
Value builtin_hash(Runtime& rt, Arguments& a) {
  return make_integer(rt, static_cast<std::int64_t>(hash(rt, a[0])));
}
Value builtin_callable(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), Value::boolean(callable(a[0]));
}

Value builtin_print(Runtime& rt, Arguments& a) {
  const Arguments only_keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [sep, end, file, flush] =
      read<4>(rt, only_keywords, {"print", {"sep", "end", "file", "flush"}});
  const auto option = [&rt](const Value& value, const char* name, const char* fallback) {
    if (!value || value.is_none()) return std::string(fallback);
    if (const auto* text = as<Str>(value)) return text->text;
    type_error(rt, "{} must be None or a string, not {}", name, type_name(rt, value));
  };
  const std::string between = option(sep, "sep", " ");
  const std::string last = option(end, "end", "\n");
  std::string text;
  for (std::size_t i = 0; i < a.count; ++i) {
    if (i != 0) text += between;
    text += str(rt, a[i]);
  }
  text += last;
  if (file && !file.is_none())
    call_method(rt, file, "write", {make_text(rt, text)});
  else
    rt.print(text);
  return Value::none();
}

Value builtin_isinstance(Runtime& rt, Arguments& a) {
  if (a[1].is_none())
    type_error(rt, "isinstance() arg 2 must be a type, a tuple of types, or a union");
  return Value::boolean(is_instance_of(rt, a[0], a[1], "isinstance"));
}

bool is_subclass_of(Runtime& rt, Class& cls, const Value& classes) {
  if (const auto* other = as<Class>(classes))
    return cls.derives_from(*other) || (other->accepts != nullptr && other->accepts(rt, cls));
  rt.check_stack();
  refuse_alias(rt, classes, "issubclass");
  const auto* tuple = as<Tuple>(classes);
  const auto* united = host<Union>(classes);
  if (tuple != nullptr || united != nullptr)
    return std::ranges::any_of(
        tuple != nullptr ? tuple->items : united->classes, [&](const Value& item) {
          return united != nullptr && item.is_none() ? cls.derives_from(*rt.types.none)
                                                     : is_subclass_of(rt, cls, item);
        });
  type_error(rt, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

Value builtin_issubclass(Runtime& rt, Arguments& a) {
  auto* cls = as<Class>(a[0]);
  if (cls == nullptr) type_error(rt, "issubclass() arg 1 must be a class");
  return Value::boolean(is_subclass_of(rt, *cls, a[1]));
}

Str* attribute_name(Runtime& rt, const Value& value) {
  if (const auto* text = as<Str>(value)) return rt.intern(*text);
  type_error(rt, "attribute name must be string, not '{}'", type_name(rt, value));
}

// The attribute, or absent when reading it raises AttributeError.
Value attribute_or_absent(Runtime& rt, const Value& object, Str* name) {
  Value value;
  try {
    value = find_attribute(rt, object, name);
  } catch (const Raised& raised) {
    if (!raised.exception->cls->derives_from(*exception_class(rt, "AttributeError"))) throw;
  }
  return value;
}

Value builtin_getattr(Runtime& rt, Arguments& a) {
  Str* name = attribute_name(rt, a[1]);
  if (a.count < 3) return get_attribute(rt, a[0], name);
  const Value value = attribute_or_absent(rt, a[0], name);
  return value ? value : a[2];
}
Value builtin_hasattr(Runtime& rt, Arguments& a) {
  return Value::boolean(attribute_or_absent(rt, a[0], attribute_name(rt, a[1])).present());
}
Value builtin_setattr(Runtime& rt, Arguments& a) {
  set_attribute(rt, a[0], attribute_name(rt, a[1]), a[2]);
  return Value::none();
}
Value builtin_delattr(Runtime& rt, Arguments& a) {
  delete_attribute(rt, a[0], attribute_name(rt, a[1]));
  return Value::none();
}

Value builtin_sorted(Runtime& rt, Arguments& a) {
  if (a.count != 1) type_error(rt, "sorted expected 1 argument, got {}", a.count);
  const auto [key, reverse] = read<2>(rt, a.after(1), {"sort", {"key", "reverse"}});
  std::vector<Value> values = to_vector(rt, a[0]);
  sort_values(rt, values, key, reverse && truth(rt, reverse));
  return make_list(rt, std::move(values));
}

Value extreme(Runtime& rt, Arguments& a, const char* name, bool greatest) {
  const Arguments only_keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [key, fallback] = read<2>(rt, only_keywords, {name, {"key", "default"}});
  if (a.count == 0) type_error(rt, "{} expected at least 1 argument, got 0", name);
  if (a.count > 1 && fallback)
    type_error(rt, "Cannot specify a default for {}() with multiple positional arguments", name);
  const std::vector<Value> values =
      a.count == 1 ? to_vector(rt, a[0]) : std::vector<Value>(a.values, a.values + a.count);
  if (values.empty()) {
    if (fallback) return fallback;
    value_error(rt, "{}() arg is an empty sequence", name);
  }
  const bool by_key = key && !key.is_none();
  Value best = values[0];
  Value best_key = by_key ? call(rt, key, {best}) : best;
  for (std::size_t i = 1; i < values.size(); ++i) {
    rt.step();
    const Value own = by_key ? call(rt, key, {values[i]}) : values[i];
    const bool better = truth(
        rt,
        compare(rt, greatest ? CompareOperator::Greater : CompareOperator::Less, own, best_key));
    if (better) best = values[i], best_key = own;
  }
  return best;
}
Value builtin_min(Runtime& rt, Arguments& a) { return extreme(rt, a, "min", false); }
Value builtin_max(Runtime& rt, Arguments& a) { return extreme(rt, a, "max", true); }

Value builtin_sum(Runtime& rt, Arguments& a) {
  if (a.count == 0) type_error(rt, "sum() takes at least 1 positional argument (0 given)");
  const auto [values, start] = read<2>(rt, a, {"sum", {"iterable", "start"}, 1});
  const Ref<Iterator> iterator = iterate(rt, values);
  Value total = start ? start : Value::small(0);
  if (as<Str>(total) != nullptr)
    type_error(rt, "sum() can't sum strings [use ''.join(seq) instead]");
  if (as<Bytes>(total) != nullptr)
    type_error(rt, "sum() can't sum bytes [use b''.join(seq) instead]");
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    total = binary(rt, BinaryOperator::Add, total, item);
  }
  return total;
}

template <bool Any>
Value any_or_all(Runtime& rt, Arguments& a) {
  const Ref<Iterator> iterator = iterate(rt, a[0]);
  Value item;
  while (iterator->next(rt, item)) {
    rt.step();
    if (truth(rt, item) == Any) return Value::boolean(Any);
  }
  return Value::boolean(!Any);
}

Value builtin_abs(Runtime& rt, Arguments& a) {
  if (const auto* real = as<Float>(a[0])) return make_float(rt, std::fabs(real->number));
  if (is_integer(a[0])) {
    const Integer number = integer_of(a[0]);
    return make_integer(rt, number < 0 ? Integer(-number) : number);
  }
  if (const Value method = a[0].is_object() ? find_special(rt, a[0], "__abs__") : Value())
    return call(rt, method, {});
  type_error(rt, "bad operand type for abs(): '{}'", type_name(rt, a[0]));
}

// A special method of an object of the program's own class, or absent.
Value special_of(const Value& value, Dunder which) {
  return value.is_object() ? value.object()->cls->dunder(which) : Value();
}

Value builtin_divmod(Runtime& rt, Arguments& a) {
  if (const Value method = special_of(a[0], Dunder::DivMod)) {
    Value result = call(rt, method, {a[0], a[1]});
    if (!result.is_not_implemented()) return result;
  }
  if (const Value method = special_of(a[1], Dunder::RDivMod)) {
    Value result = call(rt, method, {a[1], a[0]});
    if (!result.is_not_implemented()) return result;
  }
  if (const Value method = class_attribute(rt, a[0], rt.intern("__divmod__"))) {
    Value result = call(rt, method, {a[0], a[1]});
    if (!result.is_not_implemented()) return result;
  }
  if (const Value method = class_attribute(rt, a[1], rt.intern("__rdivmod__"))) {
    Value result = call(rt, method, {a[1], a[0]});
    if (!result.is_not_implemented()) return result;
  }
  type_error(rt, "unsupported operand type(s) for divmod(): '{}' and '{}'", type_name(rt, a[0]),
             type_name(rt, a[1]));
}

Value builtin_pow(Runtime& rt, Arguments& a) {
  const auto [base, exponent, modulus] = read<3>(rt, a, {"pow", {"base", "exp", "mod"}, 2});
  if (!modulus || modulus.is_none()) return binary(rt, BinaryOperator::Power, base, exponent);
  if (const Value method = special_of(base, Dunder::Pow))
    return call(rt, method, {base, exponent, modulus});
  if (as<Decimal>(base) || as<Decimal>(exponent) || as<Decimal>(modulus))
    if (Value result = decimal_power(rt, base, exponent, modulus)) return result;
  if (is_number(base) && is_number(exponent) && is_number(modulus) &&
      !(is_integer(base) && is_integer(exponent) && is_integer(modulus)))
    type_error(rt, "pow() 3rd argument not allowed unless all arguments are integers");
  if (!is_integer(base) || !is_integer(exponent) || !is_integer(modulus))
    type_error(rt, "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
               type_name(rt, base), type_name(rt, exponent), type_name(rt, modulus));
  const Integer mod = integer_of(modulus);
  if (mod == 0) value_error(rt, "pow() 3rd argument cannot be 0");
  // Square and multiply: one product of the modulus for each bit of the exponent.
  const std::size_t limbs = msb(abs(mod)) / 64 + 1;
  const Integer size = abs(integer_of(exponent));
  rt.steps((size == 0 ? 1 : msb(size) + 1) * (1 + limbs * limbs / 6));
  const Integer positive = mod < 0 ? Integer(-mod) : mod;
  Integer reduced = integer_of(base) % positive;
  if (reduced < 0) reduced += positive;
  Integer power = integer_of(exponent);
  if (power < 0) {
    // The inverse, by Euclid.
    Integer a0 = positive, b0 = reduced, x = 0, y = 1;
    while (b0 != 0) {
      const Integer quotient = a0 / b0;
      const Integer rest = a0 - quotient * b0;
      a0 = b0;
      b0 = rest;
      const Integer next = x - quotient * y;
      x = y;
      y = next;
    }
    if (a0 != 1) value_error(rt, "base is not invertible for the given modulus");
    reduced = x % positive;
    if (reduced < 0) reduced += positive;
    power = -power;
  }
  Integer result = positive == 1 ? Integer(0) : Integer(powm(reduced, power, positive));
  if (mod < 0 && result != 0) result += mod;
  return make_integer(rt, result);
}

Value builtin_round(Runtime& rt, Arguments& a) {
  const auto [number, digits] = read<2>(rt, a, {"round", {"number", "ndigits"}, 1});
  const bool whole = !digits || digits.is_none();
  if (const auto* real = as<Float>(number)) {
    if (whole) {
      auto rounded = round_to_integer(real->number);
      if (!rounded) raise(rt, rounded.error());
      return make_integer(rt, *rounded);
    }
    const Integer places = index_value(rt, digits);
    // Beyond a thousand digits either way nothing changes any more.
    auto rounded = round_float(real->number, places > 1000    ? 1000
                                             : places < -1000 ? -1000
                                                              : static_cast<std::int64_t>(places));
    if (!rounded) raise(rt, rounded.error());
    return make_float(rt, *rounded);
  }
  if (is_integer(number)) {
    const Integer value = integer_of(number);
    const Integer places = whole ? Integer(0) : Integer(-index_value(rt, digits));
    if (places <= 0) return make_integer(rt, value);
    // A power of ten with as many digits as the number has bits is beyond twice the number.
    if (value == 0 || places > msb(abs(value)) + 1) return Value::small(0);
    const Integer unit = pow(Integer(10), static_cast<unsigned>(places));
    const Integer positive = value < 0 ? Integer(-value) : value;
    Integer quotient = positive / unit;
    const Integer rest = positive % unit * 2;
    if (rest > unit || (rest == unit && quotient % 2 != 0)) ++quotient;
    return make_integer(rt, value < 0 ? Integer(-quotient * unit) : Integer(quotient * unit));
  }
  if (const Value method = number.is_object() ? find_special(rt, number, "__round__") : Value())
    return whole ? call(rt, method, {}) : call(rt, method, {digits});
  type_error(rt, "type {} doesn't define __round__ method", type_name(rt, number));
}

Value builtin_ord(Runtime& rt, Arguments& a) {
  if (const auto* text = as<Str>(a[0])) {
    if (text->size() != 1)
      type_error(rt, "ord() expected a character, but string of length {} found", text->size());
    std::size_t at = 0;
    return Value::small(character::next(text->text, at));
  }
  const auto* bytes = as<Bytes>(a[0]);
  if (bytes != nullptr && bytes->text.size() != 1)
    type_error(rt, "ord() expected a character, but string of length {} found", bytes->text.size());
  if (bytes != nullptr) return Value::small(static_cast<unsigned char>(bytes->text[0]));
  type_error(rt, "ord() expected string of length 1, but {} found", type_name(rt, a[0]));
}

Value builtin_chr(Runtime& rt, Arguments& a) {
  const Integer number = index_value(rt, a[0]);
  if (number > INT32_MAX || number < INT32_MIN)
    overflow_error(rt, "Python int too large to convert to C int");
  const auto code = static_cast<std::int64_t>(number);
  if (code < 0 || code > 0x10FFFF) value_error(rt, "chr() arg not in range(0x110000)");
  std::string text;
  Text("\xC3\xA9").append(static_cast<char32_t>(code), text);
  return make_text(rt, text);
}

template <int Radix>
Value in_radix(Runtime& rt, Arguments& a) {
  const Integer number = index_value(rt, a[0]);
  const std::size_t digits = number == 0 ? 1
                                         : msb(abs(number)) / (Radix == 16  ? 4
                                                               : Radix == 8 ? 3
                                                                            : 1);
  rt.heap.require(digits);
  return make_text(rt, format_integer(rt, number, Radix == 16 ? "#x" : Radix == 8 ? "#o" : "#b"));
}

Value builtin_format(Runtime& rt, Arguments& a) {
  return make_text(
      rt, format(rt, a[0], a.count > 1 ? text_argument(rt, a[1], "format() argument 2") : ""));
}

Value builtin_iter(Runtime& rt, Arguments& a) {
  if (a.count == 1) return iterate(rt, a[0]);
  return make_iterator(rt, "callable_iterator",
                       [function = a[0], sentinel = a[1]](Runtime& runtime, Value& out) {
                         Value value = call(runtime, function, {});
                         if (equal(runtime, value, sentinel)) return false;
                         out = std::move(value);
                         return true;
                       });
}

Value builtin_next(Runtime& rt, Arguments& a) {
  Value out = Value::none();
  if (auto* generator = as<Generator>(a[0])) {
    if (generator->next(rt, out)) return out;
  } else if (auto* iterator = host<Iterator>(a[0])) {
    if (iterator->next(rt, out)) return out;
    out = Value::none();
  } else if (a[0].is_object() && a[0].object()->cls->dunder(Dunder::Next)) {
    if (a.count == 1) return call(rt, a[0].object()->cls->dunder(Dunder::Next), {a[0]});
    if (next_of(rt, a[0], out)) return out;
  } else {
    type_error(rt, "'{}' object is not an iterator", type_name(rt, a[0]));
  }
  if (a.count > 1) return a[1];
  std::vector<Value> arguments;
  if (!out.is_none()) arguments.push_back(out);
  raise(rt, rt.types.stop_iteration, std::move(arguments));
}

Value builtin_enumerate(Runtime& rt, Arguments& a) {
  if (a.count + a.keywords == 0) type_error(rt, "enumerate() missing required argument 'iterable'");
  const auto [values, start] = read<2>(rt, a, {"enumerate", {"iterable", "start"}, 1});
  const Value first = start ? make_integer(rt, index_value(rt, start)) : Value::small(0);
  return make_iterator(
      rt, "enumerate",
      [iterator = iterate(rt, values), i = first](Runtime& runtime, Value& out) mutable {
        Value item;
        if (!iterator->next(runtime, item)) return false;
        out = make_tuple(runtime, {i, std::move(item)});
        i = binary(runtime, BinaryOperator::Add, i, Value::small(1));
        return true;
      });
}

Value builtin_zip(Runtime& rt, Arguments& a) {
  const Arguments only_keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [strict_value] = read<1>(rt, only_keywords, {"zip", {"strict"}});
  const bool strict = strict_value && truth(rt, strict_value);
  std::vector<Ref<Iterator>> iterators;
  for (std::size_t i = 0; i < a.count; ++i) {
    if (!a[i].is_object()) type_error(rt, "'{}' object is not iterable", type_name(rt, a[i]));
    iterators.push_back(iterate(rt, a[i]));
  }
  return make_iterator(rt, "zip", [iterators, strict](Runtime& runtime, Value& out) {
    std::vector<Value> items;
    for (std::size_t i = 0; i < iterators.size(); ++i) {
      Value item;
      if (iterators[i]->next(runtime, item)) {
        items.push_back(std::move(item));
        continue;
      }
      if (strict && i > 0)
        value_error(runtime, "zip() argument {} is shorter than argument{} {}", i + 1,
                    i == 1 ? "" : "s", i == 1 ? "1" : fmt::format("1-{}", i));
      for (std::size_t k = 1; strict && k < iterators.size(); ++k)
        if (iterators[k]->next(runtime, item))
          value_error(runtime, "zip() argument {} is longer than argument{} {}", k + 1,
                      k == 1 ? "" : "s", k == 1 ? "1" : fmt::format("1-{}", k));
      return false;
    }
    if (items.empty()) return false;
    out = make_tuple(runtime, std::move(items));
    return true;
  });
}

Value builtin_map(Runtime& rt, Arguments& a) {
  if (a.count < 2) type_error(rt, "map() must have at least two arguments.");
  std::vector<Ref<Iterator>> iterators;
  for (std::size_t i = 1; i < a.count; ++i) iterators.push_back(iterate(rt, a[i]));
  return make_iterator(rt, "map", [iterators, function = a[0]](Runtime& runtime, Value& out) {
    std::vector<Value> items(iterators.size());
    for (std::size_t i = 0; i < iterators.size(); ++i)
      if (!iterators[i]->next(runtime, items[i])) return false;
    Arguments all{items.data(), static_cast<std::uint32_t>(items.size()), 0, nullptr};
    out = call(runtime, function, all);
    return true;
  });
}

Value builtin_filter(Runtime& rt, Arguments& a) {
  return make_iterator(
      rt, "filter", [iterator = iterate(rt, a[1]), function = a[0]](Runtime& runtime, Value& out) {
        Value item;
        while (iterator->next(runtime, item)) {
          runtime.step();
          const bool wanted = function.is_none() ? truth(runtime, item)
                                                 : truth(runtime, call(runtime, function, {item}));
          if (!wanted) continue;
          out = std::move(item);
          return true;
        }
        return false;
      });
}

Value builtin_reversed(Runtime& rt, Arguments& a) {
  if (const Value method = a[0].is_object() ? find_special(rt, a[0], "__reversed__") : Value())
    return call(rt, method, {});
  if (as<Set>(a[0]) != nullptr || !a[0].is_object() || !a[0].object()->has_length())
    type_error(rt, "'{}' object is not reversible", type_name(rt, a[0]));
  return make_iterator(
      rt, "reversed", [object = a[0], i = length(rt, a[0])](Runtime& runtime, Value& out) mutable {
        if (i == 0) return false;
        out = get_item(runtime, object, Value::small(static_cast<std::int64_t>(--i)));
        return true;
      });
}

Value builtin_vars(Runtime& rt, Arguments& a) {
  if (a.count == 0)
    return Value(rt.frame->locals != nullptr ? rt.frame->locals : rt.frame->globals);
  if (Value dict = attribute_or_absent(rt, a[0], rt.intern("__dict__"))) return dict;
  type_error(rt, "vars() argument must have __dict__ attribute");
}

Value builtin_globals(Runtime& rt, Arguments& a) {
  return static_cast<void>(a), Value(rt.frame->globals);
}

Value builtin_locals(Runtime& rt, Arguments& a) {
  static_cast<void>(a);
  const Frame& frame = *rt.frame;
  if (frame.locals != nullptr) return Value(frame.locals);
  const Ref<Dict> dict = new_dict(rt);
  for (std::size_t i = 0; i < frame.code.slot_names.size(); ++i) {
    Str* name = frame.code.slot_names[i];
    if (name == nullptr || name->text.starts_with('.')) continue;
    Value value = frame.slots[i];
    if (const auto* cell = as<ClosureCell>(value)) value = cell->value;
    if (value) dict->set(*name, value);
  }
  return dict;
}

Value builtin_dir(Runtime& rt, Arguments& a) {
  std::vector<std::string> names;
  const auto add = [&names](const Dict* dict) {
    if (dict == nullptr) return;
    for (const auto& entry : dict->table.entries())
      if (const auto* text = as<Str>(entry.key)) names.push_back(text->text);
  };
  if (a.count == 0) {
    add(rt.frame->locals != nullptr ? rt.frame->locals : rt.frame->globals);
  } else {
    if (a[0].is_object()) {
      add(a[0].object()->attributes());
      a[0].object()->add_names(names);
    }
    if (as<Module>(a[0]) == nullptr)
      for (const Class* cls : type_of(rt, a[0])->mro) add(cls->dict.get());
    if (const auto* cls = as<Class>(a[0]))
      for (const Class* each : cls->mro) add(each->dict.get());
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<Value> values;
  for (std::string& name : names) values.push_back(make_text(rt, std::move(name)));
  return make_list(rt, std::move(values));
}

Value builtin_execfile(Runtime& rt, Arguments& a) {
  const std::string path = text_argument(rt, a[0], "execfile() argument 1");
  Dict* globals = rt.frame->globals;
  Dict* locals = rt.frame->locals != nullptr ? rt.frame->locals : globals;
  if (a.count > 1) {
    globals = locals = as<Dict>(a[1]);
    if (a.count > 2) locals = as<Dict>(a[2]);
    if (globals == nullptr || locals == nullptr)
      type_error(rt, "execfile() wants dictionaries as namespaces");
  }
  rt.host.execute_file(rt, path, *globals, *locals);
  return Value::none();
}

// Names that would reach out: when they are reached after all, they say why they are not there.
Value builtin_refused(Runtime& rt, Arguments& a) {
  static_cast<void>(a);
  raise(rt, "PermissionError",
        "scripts run in undumpy's own interpreter: files, processes and code from text are out of "
        "reach");
}

}  // namespace

void define_builtins(Runtime& rt) {
  struct Entry {
    const char* name;
    NativeFunction function;
    int minimum, maximum;
  };
  const Entry entries[] = {
      {"len", builtin_len, 1, 1},
      {"repr", builtin_repr, 1, 1},
      {"ascii", builtin_ascii, 1, 1},
      {"hash", builtin_hash, 1, 1},
      {"callable", builtin_callable, 1, 1},
      {"print", builtin_print, 0, -1},
      {"isinstance", builtin_isinstance, 2, 2},
      {"issubclass", builtin_issubclass, 2, 2},
      {"getattr", builtin_getattr, 2, 3},
      {"hasattr", builtin_hasattr, 2, 2},
      {"setattr", builtin_setattr, 3, 3},
      {"delattr", builtin_delattr, 2, 2},
      {"sorted", builtin_sorted, 0, -1},
      {"min", builtin_min, 0, -1},
      {"max", builtin_max, 0, -1},
      {"sum", builtin_sum, 0, -1},
      {"any", any_or_all<true>, 1, 1},
      {"all", any_or_all<false>, 1, 1},
      {"abs", builtin_abs, 1, 1},
      {"divmod", builtin_divmod, 2, 2},
      {"pow", builtin_pow, 0, -1},
      {"round", builtin_round, 0, -1},
      {"ord", builtin_ord, 1, 1},
      {"chr", builtin_chr, 1, 1},
      {"unichr", builtin_chr, 1, 1},
      {"hex", in_radix<16>, 1, 1},
      {"oct", in_radix<8>, 1, 1},
      {"bin", in_radix<2>, 1, 1},
      {"format", builtin_format, 1, 2},
      {"iter", builtin_iter, 1, 2},
      {"next", builtin_next, 1, 2},
      {"enumerate", builtin_enumerate, 0, -1},
      {"zip", builtin_zip, 0, -1},
      {"map", builtin_map, 0, -1},
      {"filter", builtin_filter, 2, 2},
      {"reversed", builtin_reversed, 1, 1},
      {"vars", builtin_vars, 0, 1},
      {"globals", builtin_globals, 0, 0},
      {"locals", builtin_locals, 0, 0},
      {"dir", builtin_dir, 0, 1},
      {"execfile", builtin_execfile, 1, 3},
      {"eval", builtin_refused, 0, -1},
      {"exec", builtin_refused, 0, -1},
      {"compile", builtin_refused, 0, -1},
      {"open", builtin_refused, 0, -1},
      {"file", builtin_refused, 0, -1},
      {"input", builtin_refused, 0, -1},
      {"raw_input", builtin_refused, 0, -1},
      {"__import__", builtin_refused, 0, -1},
  };
  for (const Entry& entry : entries)
    rt.add_builtin(entry.name, entry.function, entry.minimum, entry.maximum);
  rt.add_builtin("basestring", make_tuple(rt, {Value(rt.types.str), Value(rt.types.bytes)}));
  rt.add_builtin("__name__", make_text(rt, "builtins"));
}

}  // namespace undumpy::python
