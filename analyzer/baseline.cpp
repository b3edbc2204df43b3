#include "analyzer/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "analyzer/text_file.h"

namespace undumpy {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view Format = "undumpy.baseline/1";

Diagnostic invalid(const std::string& file, std::string message) {
  Diagnostic error = make_error("baseline-invalid", std::move(message),
                                "write it anew: undumpy check SNAPSHOT --baseline FILE "
                                "--write-baseline");
  error.place.file = file;
  return error;
}

// A text field of an entry; absent is empty.
Result<std::string> text_of(const Json& entry, const char* field, std::size_t number,
                            const std::string& file) {
  const auto found = entry.find(field);
  if (found == entry.end()) return std::string();
  if (!found->is_string())
    return invalid(file, fmt::format("finding {}: \"{}\" is no text", number, field));
  return found->get<std::string>();
}

}  // namespace

Result<Baseline> parse_baseline(const std::string& text, const std::string& file) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    Diagnostic diagnostic = invalid(file, "this is no JSON");
    const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
    diagnostic.place = place_in(file, text, at, at + 1);
    return diagnostic;
  }
  if (!json.is_object() || json.value("format", Json()) != Format)
    return invalid(file, fmt::format("this is no baseline: \"format\" is not \"{}\"", Format));
  const Json findings = json.value("findings", Json());
  if (!findings.is_array()) return invalid(file, "\"findings\" is no list");
  Baseline baseline;
  for (const Json& item : findings) {
    const std::size_t number = baseline.entries.size() + 1;
    if (!item.is_object()) return invalid(file, fmt::format("finding {} is no object", number));
    UNDUMPY_TRY(std::string id, text_of(item, "id", number, file));
    UNDUMPY_TRY(std::string rule, text_of(item, "rule", number, file));
    UNDUMPY_TRY(std::string table, text_of(item, "table", number, file));
    UNDUMPY_TRY(std::string column, text_of(item, "column", number, file));
    UNDUMPY_TRY(std::string key, text_of(item, "key", number, file));
    if (id.empty()) return invalid(file, fmt::format("finding {} has no \"id\"", number));
    if (!baseline.entries.emplace(id, Baseline::Entry{rule, table, column, key}).second)
      return invalid(file, fmt::format("finding {} has the \"id\" of another one", number));
  }
  return baseline;
}

Result<Baseline> read_baseline(const std::string& path) {
  UNDUMPY_TRY(const std::string text, read_text_file(path, "baseline"));
  return parse_baseline(text, path);
}

std::string to_text(const Baseline& baseline) {
  std::vector<std::pair<Baseline::Entry, std::string>> sorted;
  for (const auto& [id, entry] : baseline.entries) sorted.emplace_back(entry, id);
  std::ranges::sort(sorted);
  std::string text = fmt::format("{{\"format\": \"{}\", \"findings\": [", Format);
  for (const auto& [entry, id] : sorted) {
    const Json line = {{"rule", entry.rule},
                       {"table", entry.table},
                       {"column", entry.column},
                       {"key", entry.key},
                       {"id", id}};
    text += &entry == &sorted.front().first ? "\n" : ",\n";
    text += line.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  return text + "\n]}\n";
}

Status write_baseline(const Baseline& baseline, const std::string& path) {
  return write_text_file(path, to_text(baseline), "baseline");
}

}  // namespace undumpy
