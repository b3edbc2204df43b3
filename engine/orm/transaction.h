// transaction.atomic: a savepoint around a block or a function.
#pragma once

#include "engine/python/runtime.h"

namespace undumpy::orm {

class Session;

void define_transactions(Session& session);
// The module django.db.transaction.
python::Value make_transaction_module(Session& session, const python::Value& state);

}  // namespace undumpy::orm
