#include "engine/script/row_validation.h"

#include <fmt/format.h>

#include "engine/orm/validation.h"
#include "engine/orm/validation_error.h"

namespace undumpy {

using python::Runtime;
using python::Value;

namespace {

constexpr const char* CheckViolation = "23514";  // SQLSTATE

// "name: Ensure this value has at most 20 characters (it has 31)."
Rejection rejection_of(Runtime& rt, orm::ValidationError& error) {
  std::string reason;
  std::string cause;
  const auto add = [&](const std::string& field, const Value& each) {
    auto& one = *python::host<orm::ValidationError>(each);
    const bool named = !field.empty() && field != orm::NonField;
    for (const Value& message : one.messages(rt))
      reason += fmt::format("{}{}{}", reason.empty() ? "" : "; ", named ? field + ": " : "",
                            python::str(rt, message));
    // Codes and messages without their parameters are the same for all rows.
    const bool has_code = one.code && !one.code.is_none();
    cause +=
        fmt::format("{}{} is not valid: {}", cause.empty() ? "" : "; ", named ? field : "the row",
                    python::str(rt, has_code ? one.code : one.message));
  };
  if (error.form != orm::ValidationError::Form::Fields) {
    for (const Value& each : error.errors()) add("", each);
  } else {
    std::size_t i = 0;
    while (const auto* entry = error.error_dict->table.next(i))
      for (const Value& each : python::as<python::List>(entry->value)->items)
        add(python::str(rt, entry->key), each);
  }
  return {printable(reason), printable(cause), CheckViolation, {}};
}

}  // namespace

Status RowValidation::take(std::span<const Row> rows) {
  passed_.clear();
  for (const Row& row : rows) {
    std::optional<Refusal> refusal;
    const python::ProgramResult ended = sandbox_.interpreter().guard([&] { refusal = check(row); });
    if (!ended.ok) {
      Diagnostic error = make_error("limit-exceeded", "--validate: " + ended.error,
                                    "give it more with the option that is named");
      error.traceback = ended.traceback;
      return error;
    }
    if (refusal)
      UNDUMPY_CHECK(setting_.rejected(row, refusal->rejection, std::move(refusal->traceback)));
    else
      passed_.push_back(row);
  }
  return passed_.empty() ? Status(Done{}) : setting_.sink->take(passed_);
}

std::optional<RowValidation::Refusal> RowValidation::check(const Row& row) {
  Runtime& rt = sandbox_.runtime();
  python::Ref<python::Exception> raised;
  std::string reason;
  try {
    rt.step();
    Value object;
    // What does not even fit the table is refused where it is stored, with more to say.
    if (!objects_.make(row, object).empty()) return std::nullopt;
    orm::clean_own_fields(object);
    if (!setting_.validator) return std::nullopt;
    const Value result = python::call(rt, setting_.validator, {object});
    if (!result.is_false()) return std::nullopt;
    reason = "validate() returned False";
  } catch (const python::Raised& error) {
    raised = error.exception;
  }
  if (!raised) return Refusal{{reason, reason, CheckViolation, {}}, ""};
  if (auto* error = python::host<orm::ValidationError>(raised))
    return Refusal{rejection_of(rt, *error), ""};
  reason = exception_line(rt, *raised);
  return Refusal{{printable(reason), "validate() raised an exception", CheckViolation, {}},
                 traceback_text(rt, *raised)};
}

}  // namespace undumpy
