#include "tests/documented_json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support.h"

namespace undumpy::test {

namespace {

using Json = nlohmann::ordered_json;

std::string type_of(const Json& value) {
  return value.is_null()      ? "null"
         : value.is_string()  ? "text"
         : value.is_number()  ? "number"
         : value.is_boolean() ? "yes or no"
                              : "object";
}

void flatten(const Json& value, const std::string& path, Types& types) {
  if (value.is_array()) {
    for (const Json& item : value) flatten(item, path + "[]", types);
    return;
  }
  // The document itself and plain groups of fields ("examined") have no line of their own.
  if (!value.is_object() || path.ends_with("[]")) types[path].insert(type_of(value));
  if (value.is_object())
    for (const auto& [name, item] : value.items())
      flatten(item, path.empty() ? name : fmt::format("{}.{}", path, name), types);
}

}  // namespace

Types types_in(const Json& json) {
  Types types;
  flatten(json, "", types);
  return types;
}

std::map<std::string, std::string> documented(const std::string& document,
                                              const std::string& chapter) {
  std::istringstream lines(read_file(corpus_dir().parent_path() / "docs" / document));
  std::map<std::string, std::string> result;
  bool inside = chapter.empty();
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ") && !chapter.empty()) inside = line == "## " + chapter;
    if (!inside || !line.starts_with("| `")) continue;
    const std::size_t end = line.find(" | ");
    const std::string type = line.substr(end + 3, line.find(" | ", end + 3) - end - 3);
    for (std::size_t at = line.find('`'); at < end; at = line.find('`', at + 1)) {
      const std::size_t close = line.find('`', at + 1);
      result[line.substr(at + 1, close - at - 1)] = type;
      at = close;
    }
  }
  return result;
}

void expect_documented(const Json& json, const std::string& document, const std::string& chapter,
                       bool all) {
  const Types types = types_in(json);
  const auto fields = documented(document, chapter);
  EXPECT_FALSE(fields.empty());
  for (const auto& [field, type] : fields)
    if (all) {
      EXPECT_TRUE(types.contains(field)) << field << " is documented, but not printed";
    }
  for (const auto& [field, kinds] : types) {
    const auto found = fields.find(field);
    if (found == fields.end()) {
      ADD_FAILURE() << field << " is printed, but not documented";
      continue;
    }
    std::string type = found->second;
    const bool optional = type.ends_with('?');
    if (optional) type.pop_back();
    for (const std::string& kind : kinds)
      EXPECT_TRUE(kind == type || (kind == "null" && optional)) << field << " is " << kind;
  }
}

}  // namespace undumpy::test
