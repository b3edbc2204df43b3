// ValidationError of django.core.exceptions: one message, a list of errors, or errors by field.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/python/exception.h"
#include "engine/python/runtime.h"

namespace undumpy::orm {

class ValidationError : public python::Exception {
 public:
  using Exception::Exception;
  enum class Form : std::uint8_t { Message, List, Fields };

  // Takes what the constructor is called with. REQUIRES: `message` is present.
  void set(python::Runtime& rt, const python::Value& message, const python::Value& code,
           const python::Value& params);
  // The texts, with their parameters filled in.
  std::vector<python::Value> messages(python::Runtime& rt);
  python::Ref<python::Dict> message_dict(python::Runtime& rt);

  std::string repr(python::Runtime& rt) override;
  std::string str(python::Runtime& rt) override;
  std::size_t hash(python::Runtime& rt) override;
  python::Value compare(python::Runtime& rt, python::CompareOperator op,
                        const python::Value& other) override;
  python::Ref<python::Iterator> iterate(python::Runtime& rt) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* name) override;
  void clear() override;

  Form form = Form::Message;
  python::Value message, code, params;   // of Form::Message
  python::Ref<python::List> error_list;  // of ValidationErrors; not of Form::Message
  python::Ref<python::Dict> error_dict;  // field: list of ValidationErrors
  std::vector<python::Value> errors();   // the list, also of one message
};

python::Class* define_validation_error(python::Runtime& rt);

// A ValidationError of one message with parameters by name.
using Parameters = std::vector<std::pair<const char*, python::Value>>;
python::Ref<ValidationError> make_validation_error(python::Runtime& rt, python::Class* type,
                                                   const std::string& message,
                                                   const std::string& code,
                                                   const Parameters& parameters);

[[noreturn]] inline void raise_error(const python::Ref<ValidationError>& error) {
  throw python::Raised{python::Ref<python::Exception>(error.get())};
}

}  // namespace undumpy::orm
