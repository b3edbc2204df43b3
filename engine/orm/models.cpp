#include "engine/orm/models.h"

#include "engine/orm/django_modules.h"
#include "engine/orm/model_instance.h"
#include "engine/orm/session_object.h"

namespace undumpy::orm {

struct Models::State {
  State(python::Runtime& rt, sqlite::Connection* database, const Schema* schema,
        ModelsOptions options)
      : session(rt, database, schema, options), object(new SessionObject(session)) {}
  Session session;
  python::Value object;
};

Models::Models(python::Runtime& rt, sqlite::Connection* database, const Schema* schema,
               ModelsOptions options)
    : state_(std::make_unique<State>(rt, database, schema, options)) {
  state_->session.before_statement = &before_statement;
}

Models::~Models() = default;

void Models::declare(std::string_view model, std::string_view table, std::string_view parent) {
  state_->session.declare(model, table, parent);
}

python::Value Models::resolve(std::string_view model) { return state_->session.resolve(model); }

python::Value Models::import_module(const std::string& name) {
  return make_django_module(state_->session, state_->object, name);
}

bool Models::knows_module(std::string_view name) { return is_django_module(name); }

python::Value Models::create_mti_child() {
  python::Runtime& rt = state_->session.rt;
  return rt.native("create_mti_child", call_create_mti_child, 0, -1);
}

const std::map<std::string, TableChanges>& Models::changes() const {
  return state_->session.changes;
}

}  // namespace undumpy::orm
