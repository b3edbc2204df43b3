// string: its constants, capwords and Template.

#include "engine/python/class.h"
#include "engine/python/modules.h"
#include "engine/python/runtime.h"
#include "engine/python/text_split.h"

namespace undumpy::python {

namespace {

bool begins_name(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool continues_name(char c) { return begins_name(c) || (c >= '0' && c <= '9'); }

// string.Template: text with $name and ${name}; $$ is a dollar.
class Template final : public TrackedObject {
 public:
  Template(Class* its_class, Ref<Str> its_text)
      : TrackedObject(Kind::Host, its_class), text_(std::move(its_text)) {}

  // `safe`: what can not be replaced stays as it is.
  Value substitute(Runtime& rt, const Value& mapping, const Arguments& keywords, bool safe) {
    const std::string& text = text_->text;
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      rt.step();
      const std::size_t dollar = std::min(text.find('$', at), text.size());
      result.append(text, at, dollar - at);
      rt.heap.require(result.size());
      if (dollar == text.size()) break;
      at = dollar + 1;
      if (at < text.size() && text[at] == '$') {
        result += '$';
        ++at;
        continue;
      }
      const Placeholder found = placeholder_at(at);
      if (found.name.empty()) {
        if (!safe) invalid(rt, at);
        result += '$';
        continue;
      }
      const Value name = make_text(rt, found.name);
      const Value value = value_of(rt, name, mapping, keywords, safe);
      if (value)
        result += python::str(rt, value);
      else
        result.append(text, dollar, found.end - dollar);
      at = found.end;
    }
    return make_text(rt, std::move(result));
  }

  Value find_attribute(Runtime& rt, Str* name) override {
    return name->text == "template" ? Value(text_) : Object::find_attribute(rt, name);
  }

 private:
  struct Placeholder {
    std::string name;  // empty: there is none
    std::size_t end = 0;
  };

  // Behind a dollar.
  [[nodiscard]] Placeholder placeholder_at(std::size_t at) const {
    const std::string& text = text_->text;
    const bool braced = at < text.size() && text[at] == '{';
    const std::size_t begin = braced ? at + 1 : at;
    std::size_t end = begin;
    if (end < text.size() && begins_name(text[end]))
      while (end < text.size() && continues_name(text[end])) ++end;
    if (end == begin || (braced && (end == text.size() || text[end] != '}'))) return {};
    return {text.substr(begin, end - begin), braced ? end + 1 : end};
  }

  static Value value_of(Runtime& rt, const Value& name, const Value& mapping,
                        const Arguments& keywords, bool safe) {
    for (std::uint32_t k = 0; k < keywords.keywords; ++k)
      if (keywords.names[k]->text == as<Str>(name)->text) return keywords.keyword(k);
    if (!mapping) {
      if (safe) return {};
      key_error(rt, name);
    }
    Value value;
    try {
      value = python::get_item(rt, mapping, name);
    } catch (const Raised& raised) {
      if (!safe || !raised.exception->cls->derives_from(*exception_class(rt, "KeyError"))) throw;
    }
    return value;
  }

  [[noreturn]] void invalid(Runtime& rt, std::size_t at) const {
    std::size_t line = 0;
    std::size_t column = 0;
    split_lines(Text(std::string_view(text_->text).substr(0, at)), true,
                [&](std::string_view piece) {
                  ++line;
                  column = Text(piece).size();
                });
    value_error(rt, "Invalid placeholder in string: line {}, col {}", line, column);
  }

  Ref<Str> text_;
};

Value make_template(Runtime& rt, Class& cls, Arguments& a) {
  const auto [text] = read<1>(rt, a, {"Template", {"template"}, 1});
  auto* given = as<Str>(text);
  if (given == nullptr)
    type_error(rt, "expected string or bytes-like object, got '{}'", type_name(rt, text));
  return Value(new Template(&cls, Ref<Str>(given)));
}

template <bool Safe>
Value template_substitute(Runtime& rt, Arguments& a) {
  if (a.count > 2)
    type_error(rt, "Template.{}() takes from 1 to 2 positional arguments but {} were given",
               Safe ? "safe_substitute" : "substitute", a.count);
  return host<Template>(a[0])->substitute(rt, a.get(1), a, Safe);
}

Value capwords(Runtime& rt, Arguments& a) {
  const auto [text, given] = read<2>(rt, a, {"capwords", {"s", "sep"}, 1});
  const Value separator = given && !given.is_none() ? given : Value();
  const Value words =
      separator ? call_method(rt, text, "split", {separator}) : call_method(rt, text, "split", {});
  std::vector<Value> capitalized;
  for (const Value& word : to_vector(rt, words))
    capitalized.push_back(call_method(rt, word, "capitalize", {}));
  return call_method(rt, separator ? separator : make_text(rt, " "), "join",
                     {make_list(rt, std::move(capitalized))});
}

}  // namespace

Value make_string(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "string"));
  const std::string lower = "abcdefghijklmnopqrstuvwxyz";
  const std::string upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const std::string digits = "0123456789";
  const std::string punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  const std::string whitespace = " \t\n\r\v\f";
  const std::pair<const char*, std::string> constants[] = {
      {"ascii_lowercase", lower},
      {"ascii_uppercase", upper},
      {"ascii_letters", lower + upper},
      {"digits", digits},
      {"hexdigits", digits + "abcdefABCDEF"},
      {"octdigits", "01234567"},
      {"punctuation", punctuation},
      {"whitespace", whitespace},
      {"printable", digits + lower + upper + punctuation + whitespace},
  };
  for (const auto& [name, text] : constants) module->add(rt, name, make_text(rt, text));
  module->add(rt, "capwords", capwords, 0, -1);
  Class* cls = rt.make_class("Template", "string", rt.types.object);
  cls->maker = make_template;
  cls->sealed = true;
  rt.method(cls, "substitute", template_substitute<false>, 0, -1);
  rt.method(cls, "safe_substitute", template_substitute<true>, 0, -1);
  module->add(rt, "Template", Value(cls));
  return module;
}

}  // namespace undumpy::python
