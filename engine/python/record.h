// Record: a tuple whose items have names, as struct_time and DecimalTuple.
//
//     DecimalTuple(sign=0, digits=(1, 2), exponent=-2)
#pragma once

#include <string_view>
#include <vector>

#include "engine/python/containers.h"

namespace undumpy::python {

struct RecordType {
  const char* shown;                // the name in repr()
  std::vector<const char*> fields;  // of the first items
};

class Record final : public Tuple {
 public:
  // `type` lives longer.
  Record(Class* its_class, const RecordType& type, std::vector<Value> values)
      : Tuple(its_class, std::move(values)), type_(type) {}
  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* name) override;

 private:
  const RecordType& type_;
};

// The class of such tuples, derived from tuple; programs can not derive from it.
Class* define_record_class(Runtime& rt, const char* name, const char* module);

}  // namespace undumpy::python
