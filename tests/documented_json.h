// Documents of docs/ that tell what JSON reports hold, and whether the reports keep to them.
//
// A line of their tables is "| `field`, `field` | type | what it is |"; a type with '?' may be
// null.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace undumpy::test {

using Types = std::map<std::string, std::set<std::string>>;  // of each field

// "findings[].first[].key": text
Types types_in(const nlohmann::ordered_json& json);

// Fields and types of one chapter ("## …"), or of the whole document when it is empty.
std::map<std::string, std::string> documented(const std::string& document,
                                              const std::string& chapter);

// Fails for each field that is printed but not documented, or has another type; with `all` also for
// each that is documented but not printed.
void expect_documented(const nlohmann::ordered_json& json, const std::string& document,
                       const std::string& chapter, bool all = true);

}  // namespace undumpy::test
