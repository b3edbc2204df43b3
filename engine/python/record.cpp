#include "engine/python/record.h"

#include "engine/python/runtime.h"

namespace undumpy::python {

std::string Record::repr(Runtime& rt) {
  std::string text = std::string(type_.shown) + "(";
  for (std::size_t i = 0; i < type_.fields.size(); ++i) {
    if (i != 0) text += ", ";
    text += type_.fields[i];
    text += "=" + python::repr(rt, items[i]);
  }
  return text + ")";
}

Value Record::find_attribute(Runtime& rt, Str* name) {
  for (std::size_t i = 0; i < type_.fields.size(); ++i)
    if (name->text == type_.fields[i]) return items[i];
  return Tuple::find_attribute(rt, name);
}

Class* define_record_class(Runtime& rt, const char* name, const char* module) {
  Class* cls = rt.make_class(name, module, rt.types.tuple);
  cls->maker = nullptr;
  cls->sealed = true;
  return cls;
}

}  // namespace undumpy::python
