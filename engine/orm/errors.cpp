#include "engine/orm/errors.h"

#include "engine/orm/validation_error.h"

namespace undumpy::orm {

Errors::Errors(python::Runtime& rt) {
  python::Class* exception = rt.types.exception;
  const auto core = [&](const char* name, python::Class* base) {
    return rt.make_class(name, "django.core.exceptions", base);
  };
  field_error = core("FieldError", exception);
  field_does_not_exist = core("FieldDoesNotExist", exception);
  object_does_not_exist = core("ObjectDoesNotExist", exception);
  multiple_objects_returned = core("MultipleObjectsReturned", exception);
  improperly_configured = core("ImproperlyConfigured", exception);
  permission_denied = core("PermissionDenied", exception);
  suspicious_operation = core("SuspiciousOperation", exception);
  validation_error = define_validation_error(rt);
  const auto database = [&](const char* name, python::Class* base) {
    return rt.make_class(name, "django.db.utils", base);
  };
  error = database("Error", exception);
  interface_error = database("InterfaceError", error);
  database_error = database("DatabaseError", error);
  data_error = database("DataError", database_error);
  operational_error = database("OperationalError", database_error);
  integrity_error = database("IntegrityError", database_error);
  internal_error = database("InternalError", database_error);
  programming_error = database("ProgrammingError", database_error);
  not_supported_error = database("NotSupportedError", database_error);
  protected_error = rt.make_class("ProtectedError", "django.db.models.deletion", integrity_error);
  restricted_error = rt.make_class("RestrictedError", "django.db.models.deletion", integrity_error);
  related_object_does_not_exist =
      rt.make_class("RelatedObjectDoesNotExist", "django.db.models.fields.related_descriptors",
                    object_does_not_exist);
  transaction_management_error =
      rt.make_class("TransactionManagementError", "django.db.transaction", programming_error);
}

}  // namespace undumpy::orm
