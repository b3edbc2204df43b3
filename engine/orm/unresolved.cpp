#include "engine/orm/unresolved.h"

#include <algorithm>

#include "engine/orm/session.h"

namespace undumpy::orm {

namespace {

[[noreturn]] void raise_unresolved(python::Runtime& rt, const std::string& name) {
  std::string table = lower_case(name);
  std::ranges::replace(table, '.', '_');
  python::raise(rt, "LookupError",
                fmt::format("{} is no model of this database: it has no table {}", name, table));
}

}  // namespace

std::string Unresolved::repr(python::Runtime& rt) {
  return static_cast<void>(rt), fmt::format("<unresolved model {}>", name);
}

python::Value Unresolved::call(python::Runtime& rt, python::Arguments& arguments) {
  static_cast<void>(arguments);
  raise_unresolved(rt, name);
}

python::Value Unresolved::find_attribute(python::Runtime& rt, python::Str* attribute) {
  if (attribute->text == "__name__") return python::make_text(rt, name.substr(name.find('.') + 1));
  if (attribute->text.starts_with("__")) return Object::find_attribute(rt, attribute);
  raise_unresolved(rt, name);
}

void define_unresolved(Session& session) {
  session.classes.unresolved =
      session.rt.make_class("UnresolvedModel", "lino.core.utils", session.rt.types.object);
  session.classes.unresolved->maker = nullptr;
  session.classes.unresolved->sealed = true;
}

}  // namespace undumpy::orm
