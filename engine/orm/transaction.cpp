#include "engine/orm/transaction.h"

#include "engine/orm/session_object.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

class Atomic final : public python::TrackedObject {
 public:
  Atomic(Session& its_session, Value decorated)
      : TrackedObject(python::Kind::Host, its_session.classes.atomic),
        session(its_session),
        function(std::move(decorated)) {}

  bool callable() const override { return true; }
  // Of a decorated function: its call; else the decoration.
  Value call(Runtime& rt, python::Arguments& arguments) override {
    if (!function) {
      if (arguments.count != 1 || arguments.keywords != 0)
        python::type_error(rt, "atomic() as a decorator wants a function");
      return Value(new Atomic(session, arguments[0]));
    }
    session.require_database("transaction.atomic");
    Savepoint savepoint(session);
    Value result = python::call(rt, function, arguments);
    savepoint.commit();
    return result;
  }
  Value find_attribute(Runtime& rt, python::Str* name) override {
    if (function && name->text.starts_with("__"))
      if (Value found = python::find_attribute(rt, function, name)) return found;
    return Object::find_attribute(rt, name);
  }
  void clear() override {
    function = Value();
    savepoints.clear();
  }

  Session& session;
  Value function;
  std::vector<std::unique_ptr<Savepoint>> savepoints;
};

Value enter(Runtime& rt, python::Arguments& arguments) {
  auto* atomic = python::host<Atomic>(arguments[0]);
  static_cast<void>(rt);
  atomic->session.require_database("transaction.atomic");
  atomic->savepoints.push_back(std::make_unique<Savepoint>(atomic->session));
  return Value::none();
}

Value leave(Runtime& rt, python::Arguments& arguments) {
  auto* atomic = python::host<Atomic>(arguments[0]);
  if (atomic->savepoints.empty()) python::runtime_error(rt, "atomic was not entered");
  const std::unique_ptr<Savepoint> savepoint = std::move(atomic->savepoints.back());
  atomic->savepoints.pop_back();
  if (arguments[1].is_none())
    savepoint->commit();
  else
    savepoint->roll_back();
  return Value::boolean(false);
}

// atomic(function), or atomic(using=None, savepoint=True).
Value atomic(Runtime& rt, python::Arguments& arguments) {
  const auto [function, savepoint] =
      python::read<2>(rt, arguments.after(1), {"atomic", {"using", "savepoint"}, 0});
  return Value(new Atomic(session_of(arguments), python::callable(function) ? function : Value()));
}

Value on_commit(Runtime& rt, python::Arguments& arguments) {
  static_cast<void>(arguments);
  python::raise(rt, "NotImplementedError", "transaction.on_commit() is not supported");
}

}  // namespace

void define_transactions(Session& session) {
  Runtime& rt = session.rt;
  python::Class* cls = rt.make_class("Atomic", "django.db.transaction", rt.types.object);
  session.classes.atomic = cls;
  cls->maker = nullptr;
  cls->sealed = true;
  rt.method(cls, "__enter__", enter, 0, 0);
  rt.method(cls, "__exit__", leave, 3, 3);
}

Value make_transaction_module(Session& session, const Value& state) {
  Runtime& rt = session.rt;
  const Ref<python::Module> module(new python::Module(rt, "django.db.transaction"));
  module->add(rt, "atomic", bound(session, state, "atomic", atomic));
  module->add(rt, "on_commit", bound(session, state, "on_commit", on_commit));
  module->add(rt, "TransactionManagementError", Value(session.errors.transaction_management_error));
  return module;
}

}  // namespace undumpy::orm
