// collections.namedtuple: makes classes of tuples whose items have names.
//
// Such a class is one of the program's, as if it had been written there: its methods are natives
// that find the names in the class. Its __new__ takes arguments as a function of the program does.

#include <algorithm>
#include <array>

#include "engine/python/collections.h"
#include "engine/python/function.h"
#include "engine/python/runtime.h"
#include "engine/python/text_case.h"
#include "engine/python/text_split.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

namespace {

// __new__(cls, field, …)
class RecordMaker final : public TrackedObject {
 public:
  RecordMaker(Runtime& rt, const std::string& name, const std::vector<std::string>& fields,
              std::vector<Value> defaults)
      : TrackedObject(Kind::Host, rt.types.native) {
    code_.name = rt.intern("__new__");
    code_.qualified_name = name + ".__new__";
    const auto add = [&](std::string_view parameter, bool has_default) {
      const auto slot = static_cast<std::uint32_t>(code_.positional.size());
      code_.positional.push_back({rt.intern(parameter), slot, has_default});
      code_.slot_names.push_back(code_.positional.back().name);
    };
    add("_cls", false);
    for (std::size_t i = 0; i < fields.size(); ++i)
      add(fields[i], i + defaults.size() >= fields.size());
    signature_ = Ref<Function>(new Function(rt, code_, new_dict(rt)));
    signature_->defaults = std::move(defaults);
  }
  std::string repr(Runtime& rt) override {
    return static_cast<void>(rt), "<function " + code_.qualified_name + ">";
  }
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& arguments) override {
    rt.step();
    std::vector<Value> values(code_.positional.size());
    bind_parameters(rt, *signature_, arguments, values.data());
    auto* record_class = as<Class>(values[0]);
    if (record_class == nullptr || !record_class->derives_from(*rt.types.tuple))
      type_error(rt, "tuple.__new__(X): X is not a type object (str)");
    values.erase(values.begin());
    return allocate<Tuple>(*record_class, std::move(values));
  }
  void clear() override { signature_ = {}; }

 private:
  Code code_;
  Ref<Function> signature_;
};

// Reads one item: what the property of a field calls.
class FieldReader final : public Object {
 public:
  FieldReader(Runtime& rt, std::size_t field)
      : Object(Kind::Host, rt.types.native), field_(field) {}
  bool callable() const override { return true; }
  Value call(Runtime& rt, Arguments& arguments) override {
    const auto* tuple = as<Tuple>(arguments.get(0));
    if (tuple == nullptr || field_ >= tuple->items.size())
      type_error(rt, "a field of a named tuple is of named tuples only");
    return tuple->items[field_];
  }

 private:
  std::size_t field_;
};

Value refuse_set(Runtime& rt, Arguments& a) {
  static_cast<void>(a);
  attribute_error(rt, "can't set attribute");
}
Value refuse_delete(Runtime& rt, Arguments& a) {
  static_cast<void>(a);
  attribute_error(rt, "can't delete attribute");
}

const std::vector<Value>& fields_of(Runtime& rt, Class& cls) {
  const auto* fields = as<Tuple>(cls.lookup(rt.intern("_fields")));
  if (fields == nullptr) type_error(rt, "'{}' is no class of named tuples", cls.name);
  return fields->items;
}

Tuple& record(const Value& value) { return *as<Tuple>(value); }

Value record_repr(Runtime& rt, Arguments& a) {
  Tuple& self = record(a[0]);
  const std::vector<Value> fields = fields_of(rt, *self.cls);
  std::string text = self.cls->name + "(";
  for (std::size_t i = 0; i < fields.size() && i < self.items.size(); ++i) {
    rt.step();
    if (i != 0) text += ", ";
    text += str(rt, fields[i]) + "=" + repr(rt, self.items[i]);
    rt.heap.require(text.size());
  }
  return make_text(rt, text + ")");
}

Value record_asdict(Runtime& rt, Arguments& a) {
  const Tuple& self = record(a[0]);
  const std::vector<Value> fields = fields_of(rt, *self.cls);
  const Ref<Dict> dict = new_dict(rt);
  for (std::size_t i = 0; i < fields.size() && i < self.items.size(); ++i)
    dict->table.set(rt, fields[i], self.items[i]);
  return dict;
}

Value record_of(Runtime& rt, Class& cls, std::vector<Value> values) {
  const std::size_t wanted = fields_of(rt, cls).size();
  if (values.size() != wanted)
    type_error(rt, "Expected {} arguments, got {}", wanted, values.size());
  return allocate<Tuple>(cls, std::move(values));
}

Value record_make(Runtime& rt, Arguments& a) {
  if (a.count != 2) type_error(rt, "_make() takes one iterable ({} given)", a.count - 1);
  return record_of(rt, *as<Class>(a[0]), to_vector(rt, a[1]));
}

Value record_replace(Runtime& rt, Arguments& a) {
  const Tuple& self = record(a[0]);
  Class& cls = *self.cls;
  if (a.count > 1)
    type_error(rt, "{}._replace() takes 1 positional argument but {} were given", cls.name,
               a.count);
  std::vector<Value> values = self.items;
  const std::vector<Value> fields = fields_of(rt, cls);
  std::vector<Value> unknown;
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    const auto field = std::ranges::find_if(
        fields, [&](const Value& each) { return as<Str>(each)->text == a.names[k]->text; });
    if (field == fields.end())
      unknown.emplace_back(a.names[k]);
    else
      values[static_cast<std::size_t>(field - fields.begin())] = a.keyword(k);
  }
  if (!unknown.empty())
    value_error(rt, "Got unexpected field names: {}", repr(rt, make_list(rt, unknown)));
  return record_of(rt, cls, std::move(values));
}

Value record_getnewargs(Runtime& rt, Arguments& a) { return make_tuple(rt, record(a[0]).items); }

constexpr std::array<std::string_view, 35> Keywords = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

bool is_keyword(const std::string& name) {
  return std::ranges::find(Keywords, name) != Keywords.end();
}

std::vector<std::string> field_names(Runtime& rt, const Value& given) {
  std::vector<std::string> names;
  if (const auto* text = as<Str>(given)) {
    std::string spaced = text->text;
    std::ranges::replace(spaced, ',', ' ');
    split_spaces(spaced, Unlimited, [&](std::string_view name) { names.emplace_back(name); });
    return names;
  }
  for (const Value& name : to_vector(rt, given)) names.push_back(str(rt, name));
  return names;
}

// Fields that can not be: "_2".
void rename_fields(std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto before = fields.begin() + static_cast<std::ptrdiff_t>(i);
    const bool seen = std::find(fields.begin(), before, fields[i]) != before;
    if (!is_identifier(Text(fields[i])) || is_keyword(fields[i]) || fields[i].starts_with('_') ||
        seen)
      fields[i] = "_" + std::to_string(i);
  }
}

void check_names(Runtime& rt, const std::string& name, const std::vector<std::string>& fields,
                 bool renamed) {
  const auto quoted = [&rt](const std::string& text) { return repr(rt, make_text(rt, text)); };
  const auto check = [&](const std::string& each) {
    if (!is_identifier(Text(each)))
      value_error(rt, "Type names and field names must be valid identifiers: {}", quoted(each));
    if (is_keyword(each))
      value_error(rt, "Type names and field names cannot be a keyword: {}", quoted(each));
  };
  check(name);
  for (const std::string& field : fields) check(field);
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    if (field->starts_with('_') && !renamed)
      value_error(rt, "Field names cannot start with an underscore: {}", quoted(*field));
    if (std::find(fields.begin(), field, *field) != field)
      value_error(rt, "Encountered duplicate field name: {}", quoted(*field));
  }
}

Value named_tuple(Runtime& rt, Arguments& a) {
  if (a.count > 2)
    type_error(rt, "namedtuple() takes 2 positional arguments but {} were given", a.count);
  const auto [name_value, fields_value, rename, defaults_value, module] = read<5>(
      rt, a, {"namedtuple", {"typename", "field_names", "rename", "defaults", "module"}, 2});
  const bool renamed = rename && truth(rt, rename);
  const std::string name = str(rt, name_value);
  std::vector<std::string> fields = field_names(rt, fields_value);
  rt.steps(fields.size() * fields.size() + 1);
  if (renamed) rename_fields(fields);
  check_names(rt, name, fields, renamed);
  std::vector<Value> defaults;
  if (defaults_value && !defaults_value.is_none()) defaults = to_vector(rt, defaults_value);
  if (defaults.size() > fields.size()) type_error(rt, "Got more default values than field names");
  return make_named_tuple(rt, name, fields, std::move(defaults));
}

// The part of a class that depends on its fields.
void add_fields(Runtime& rt, Dict& dict, const std::string& name,
                const std::vector<std::string>& fields, const std::vector<Value>& defaults) {
  std::vector<Value> names;
  std::string doc = name + "(";
  const Ref<Dict> field_defaults = new_dict(rt);
  const std::size_t first_default = fields.size() - defaults.size();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Str* field = rt.intern(fields[i]);
    names.emplace_back(field);
    doc += (i == 0 ? "" : ", ") + fields[i];
    if (i >= first_default) field_defaults->set(*field, defaults[i - first_default]);
    dict.set(*field, Value(new Property(rt.types.property, Value(new FieldReader(rt, i)),
                                        rt.native("field", refuse_set, 2, 2),
                                        rt.native("field", refuse_delete, 1, 1))));
  }
  const Value all = make_tuple(rt, std::move(names));
  dict.set(*rt.intern("__doc__"), make_text(rt, doc + ")"));
  dict.set(*rt.intern("_fields"), all);
  dict.set(*rt.intern("__match_args__"), all);
  dict.set(*rt.intern("_field_defaults"), field_defaults);
}

}  // namespace

Ref<Class> make_named_tuple(Runtime& rt, const std::string& name,
                            const std::vector<std::string>& fields, std::vector<Value> defaults) {
  const Ref<Dict> dict = new_dict(rt);
  dict->set(*rt.intern("__slots__"), make_tuple(rt, {}));
  add_fields(rt, *dict, name, fields, defaults);
  const auto method = [&](const char* method_name, NativeFunction function, int most) {
    dict->set(*rt.intern(method_name), rt.native(method_name, function, 0, most, rt.types.tuple));
  };
  method("__repr__", record_repr, 0);
  method("_asdict", record_asdict, 0);
  method("_replace", record_replace, -1);
  method("__getnewargs__", record_getnewargs, 0);
  dict->set(*rt.intern("_make"), Value(new MethodWrapper(Kind::ClassMethod, rt.types.class_method,
                                                         rt.native("_make", record_make, 0, -1))));
  dict->set(
      *rt.intern("__new__"),
      Value(new MethodWrapper(Kind::StaticMethod, rt.types.static_method,
                              Value(new RecordMaker(rt, name, fields, std::move(defaults))))));
  const Value made = build_class_of(rt, name, {Value(rt.types.tuple)}, dict);
  return Ref<Class>(as<Class>(made));
}

void define_named_tuple(Runtime& rt, Module& module) {
  module.add(rt, "namedtuple", named_tuple, 0, -1);
}

}  // namespace undumpy::python
