// Tables as people name them: contacts_partner, contacts.Partner, contacts_*, contacts.*, *.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/constructor.h"
#include "parser/snapshot.h"

namespace undumpy {

// All tables of a snapshot: of its create_ functions and of its modules.
std::set<std::string> tables_of(const Snapshot& snapshot, const Constructors& constructors);

// A name with a wildcard may mean several tables: '*' stands for any text.
[[nodiscard]] bool is_table_pattern(std::string_view name);

// Those that a name or pattern means, at least one, sorted. Error "usage": there is none; it says
// which one may be meant.
Result<std::vector<std::string>> tables_named(std::string_view name, const Snapshot& snapshot,
                                              const Constructors& constructors);

// "TABLE: rest" as its two parts, without blanks around them; without ':' the rest is empty.
struct TableArgument {
  std::string_view table, rest;
  bool has_rest = false;
};
[[nodiscard]] TableArgument split_table(std::string_view argument);

// "did you mean A, B or C? " or "", to begin what to do next.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& names);

}  // namespace undumpy
