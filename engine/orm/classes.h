// The classes of everything that a program sees of the ORM, made once.
#pragma once

namespace undumpy::orm {

class Session;

void define_classes(Session& session);

}  // namespace undumpy::orm
