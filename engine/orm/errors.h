// Errors: Django's exception classes, made once for an interpreter.
#pragma once

#include <fmt/format.h>

#include <string>

#include "engine/python/runtime.h"

namespace undumpy::orm {

struct Errors {
  explicit Errors(python::Runtime& rt);

  // django.core.exceptions
  python::Class *field_error, *field_does_not_exist, *object_does_not_exist,
      *multiple_objects_returned, *improperly_configured, *permission_denied, *validation_error,
      *suspicious_operation;
  // django.db
  python::Class *error, *interface_error, *database_error, *data_error, *operational_error,
      *integrity_error, *internal_error, *programming_error, *not_supported_error;
  // django.db.models
  python::Class *protected_error, *restricted_error, *related_object_does_not_exist;
  python::Class* transaction_management_error;
};

template <typename... Args>
[[noreturn]] void fail(python::Runtime& rt, python::Class* type, fmt::format_string<Args...> text,
                       Args&&... args) {
  python::raise(rt, type, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace undumpy::orm
