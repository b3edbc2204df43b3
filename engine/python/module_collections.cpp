// collections: the module itself. Each of its types has a file of its own.

#include "engine/python/collections.h"
#include "engine/python/modules.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

Class& built_in_base(Class& cls) {
  for (Class* each : cls.mro)
    if (!each->of_program) return *each;
  return cls;
}

Value make_collections(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "collections"));
  define_ordered_dict(rt, *module);
  define_default_dict(rt, *module);
  define_counter(rt, *module);
  define_deque(rt, *module);
  define_named_tuple(rt, *module);
  module->add(rt, "abc", rt.import_module("collections.abc"));
  return module;
}

}  // namespace undumpy::python
