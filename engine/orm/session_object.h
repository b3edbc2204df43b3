// SessionObject: what functions of modules are bound to, so that they find the session.
#pragma once

#include "engine/orm/session.h"
#include "engine/python/class.h"

namespace undumpy::orm {

class SessionObject final : public python::Object {
 public:
  explicit SessionObject(Session& its_session)
      : Object(python::Kind::Host, its_session.rt.types.object), session(its_session) {}
  Session& session;
};

// A function whose first argument is the session's object.
inline python::Value bound(Session& session, const python::Value& object, const char* name,
                           python::NativeFunction function) {
  python::Runtime& rt = session.rt;
  return python::Value(
      new python::BoundMethod(rt.types.method, object, rt.native(name, function, 0, -1)));
}

inline Session& session_of(const python::Arguments& arguments) {
  return python::host<SessionObject>(arguments[0])->session;
}

}  // namespace undumpy::orm
