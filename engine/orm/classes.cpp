#include "engine/orm/classes.h"

#include "engine/orm/content_type.h"
#include "engine/orm/expression_object.h"
#include "engine/orm/manager.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/model_options.h"
#include "engine/orm/queryset_methods.h"
#include "engine/orm/session.h"
#include "engine/orm/transaction.h"
#include "engine/orm/unresolved.h"

namespace undumpy::orm {

namespace {

python::Value iterator_of(python::Runtime& rt, python::Arguments& arguments) {
  return python::iterate(rt, arguments[0]);
}

python::Value length_of(python::Runtime& rt, python::Arguments& arguments) {
  return python::make_int(rt, static_cast<std::int64_t>(python::length(rt, arguments[0])));
}

python::Class* sealed_class(Session& session, const char* name, const char* module) {
  python::Class* cls = session.rt.make_class(name, module, session.rt.types.object);
  cls->maker = nullptr;
  cls->sealed = true;
  return cls;
}

}  // namespace

void define_querysets(Session& session) {
  python::Runtime& rt = session.rt;
  python::Class* cls = sealed_class(session, "QuerySet", "django.db.models.query");
  session.classes.queryset = cls;
  for (const auto& methods : {chaining_methods(), reading_methods(), writing_methods()})
    for (const auto& [name, function, minimum, maximum] : methods)
      rt.method(cls, name, function, minimum, maximum);
  rt.method(cls, "__iter__", iterator_of, 0, 0);
  rt.method(cls, "__len__", length_of, 0, 0);
}

void define_managers(Session& session) {
  python::Runtime& rt = session.rt;
  python::Class* cls = sealed_class(session, "Manager", "django.db.models.manager");
  session.classes.manager = cls;
  for (const auto& methods : {chaining_methods(), reading_methods(), writing_methods()})
    for (const auto& [name, function, minimum, maximum] : methods)
      // A manager means the whole table: that is not deleted by one word.
      if (std::string_view(name) != "delete") rt.method(cls, name, function, minimum, maximum);
}

void define_classes(Session& session) {
  define_instances(session);
  define_querysets(session);
  define_managers(session);
  define_content_types(session);
  define_expressions(session);
  define_options(session);
  define_transactions(session);
  define_unresolved(session);
}

}  // namespace undumpy::orm
