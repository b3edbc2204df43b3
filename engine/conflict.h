// ConflictPolicy: what happens to a row whose key the target holds already.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/constructor.h"
#include "parser/result.h"

namespace undumpy {

struct ConflictPolicy {
  enum class Kind : std::uint8_t {
    Error,          // the row is rejected
    Skip,           // the target's row stays as it is
    Update,         // its cells become those of the snapshot, where they differ
    UpdateIfNewer,  // likewise, when the snapshot's `column` is later than the target's
    Replace,        // it is deleted and inserted: columns that the snapshot lacks get defaults
  };
  Kind kind = Kind::Error;
  std::string column;  // of UpdateIfNewer
};

// One policy for all tables, and those of single tables.
class ConflictPolicies {
 public:
  // Each of `texts` is POLICY or TABLE:POLICY, with POLICY one of error, skip, update,
  // update-if-newer:COLUMN, replace; tables are named as list does. Error "usage".
  static Result<ConflictPolicies> parse(const std::vector<std::string>& texts,
                                        const std::vector<const Constructors*>& known);

  [[nodiscard]] const ConflictPolicy& of(std::string_view table) const;
  // False: nobody asked for one.
  [[nodiscard]] bool given() const { return given_; }

 private:
  ConflictPolicy general_;
  std::map<std::string, ConflictPolicy, std::less<>> tables_;
  bool given_ = false;
};

}  // namespace undumpy
