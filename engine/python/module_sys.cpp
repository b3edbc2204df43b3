// sys: what a script may know about its run, and the two streams that it may write to.

#include "engine/python/collections.h"
#include "engine/python/modules.h"
#include "engine/python/runtime.h"

namespace undumpy::python {

namespace {

// sys.stdout or sys.stderr.
class Stream final : public Object {
 public:
  Stream(Class* its_class, bool is_error) : Object(Kind::Host, its_class), error(is_error) {}
  std::string repr(Runtime& rt) override {
    static_cast<void>(rt);
    return error ? "<_io.TextIOWrapper name='<stderr>' mode='w' encoding='utf-8'>"
                 : "<_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>";
  }
  const bool error;
};

Value stream_write(Runtime& rt, Arguments& a) {
  const auto* text = as<Str>(a[1]);
  if (text == nullptr) type_error(rt, "write() argument must be str, not {}", type_name(rt, a[1]));
  if (host<Stream>(a[0])->error)
    rt.log(text->text);
  else
    rt.print(text->text);
  return make_int(rt, static_cast<std::int64_t>(text->size()));
}

Value stream_flush(Runtime& rt, Arguments& a) {
  return static_cast<void>(rt), static_cast<void>(a), Value::none();
}

Value sys_exit(Runtime& rt, Arguments& a) {
  std::vector<Value> arguments;
  // A tuple is what SystemExit is made of.
  if (const auto* tuple = as<Tuple>(a.get(0)))
    arguments = tuple->items;
  else if (a.count > 0 && !a[0].is_none())
    arguments.push_back(a[0]);
  raise(rt, exception_class(rt, "SystemExit"), std::move(arguments));
}

Value sys_getrecursionlimit(Runtime& rt, Arguments& a) {
  return static_cast<void>(a), make_int(rt, static_cast<std::int64_t>(rt.limits.depth));
}

Value version_info(Runtime& rt) {
  const Ref<Class> cls =
      make_named_tuple(rt, "version_info", {"major", "minor", "micro", "releaselevel", "serial"});
  cls->name = "sys.version_info";
  cls->sealed = true;
  Value values[] = {Value(cls),      Value::small(3),        Value::small(11),
                    Value::small(0), make_text(rt, "final"), Value::small(0)};
  Arguments arguments{values + 1, 5, 0, nullptr};
  return call(rt, Value(cls), arguments);
}

}  // namespace

Value make_sys(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "sys"));
  Class* stream = rt.make_class("TextIOWrapper", "_io", rt.types.object);
  stream->maker = nullptr;
  stream->sealed = true;
  rt.method(stream, "write", stream_write, 1, 1);
  rt.method(stream, "flush", stream_flush, 0, 0);
  module->add(rt, "stdout", Value(new Stream(stream, false)));
  module->add(rt, "stderr", Value(new Stream(stream, true)));
  std::vector<Value> arguments;
  for (const std::string& argument : rt.host.arguments())
    arguments.push_back(make_text(rt, argument));
  module->add(rt, "argv", make_list(rt, std::move(arguments)));
  module->add(rt, "maxsize", make_int(rt, INT64_MAX));
  module->add(rt, "version", make_text(rt, "3.11.0 (undumpy)"));
  module->add(rt, "version_info", version_info(rt));
  module->add(rt, "exit", sys_exit, 0, 1);
  module->add(rt, "getrecursionlimit", sys_getrecursionlimit, 0, 0);
  return module;
}

}  // namespace undumpy::python
