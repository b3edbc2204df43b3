#include "cli/config_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "analyzer/rules.h"
#include "analyzer/text_file.h"
#include "engine/orm/close_names.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace undumpy::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* FileName = "undumpy.toml";

class ConfigReader {
 public:
  ConfigReader(const std::string& text, const std::string& path) : text_(text), path_(path) {}

  Result<CheckConfig> read() {
    config_.file = path_;
    const toml::parse_result parsed = toml::parse(std::string_view(text_));
    if (!parsed)
      return error(parsed.error().source(), std::string(parsed.error().description()), "");
    UNDUMPY_CHECK(known_keys(parsed.table(), "", {"check"}));
    const toml::node* check = parsed.table().get("check");
    if (check == nullptr) return config_;
    if (!check->is_table()) return wrong_type(*check, "check", "a table: [check]");
    UNDUMPY_CHECK(read_check(*check->as_table()));
    return config_;
  }

 private:
  Status read_check(const toml::table& check) {
    UNDUMPY_CHECK(known_keys(check, "check.",
                             {"select", "ignore", "fail-on", "against", "baseline", "severity"}));
    UNDUMPY_CHECK(selectors(check, "select", config_.select));
    UNDUMPY_CHECK(selectors(check, "ignore", config_.ignore));
    UNDUMPY_CHECK(word(check, "fail-on", {"error", "warning", "info", "never"}, config_.fail_on));
    UNDUMPY_CHECK(path(check, "against", config_.against));
    UNDUMPY_CHECK(path(check, "baseline", config_.baseline));
    const toml::node* severity = check.get("severity");
    if (severity == nullptr) return Done{};
    if (!severity->is_table())
      return wrong_type(*severity, "severity", "a table: [check.severity]");
    return severities(*severity->as_table());
  }

  Status known_keys(const toml::table& table, const std::string& above,
                    const std::vector<std::string>& known) const {
    for (const auto& [key, node] : table)
      if (std::ranges::find(known, key.str()) == known.end())
        return error(key.source(), fmt::format("there is no setting {}{}", above, key.str()),
                     suggestion(key.str(), known));
    return Done{};
  }

  static std::string suggestion(std::string_view wrong, const std::vector<std::string>& known) {
    const std::vector<std::string> close = orm::close_names(wrong, known);
    return close.empty() ? fmt::format("there are: {}", fmt::join(known, ", "))
                         : fmt::format("is {} meant?", close.front());
  }

  Status selectors(const toml::table& table, const char* name,
                   std::vector<std::string>& out) const {
    const toml::node* node = table.get(name);
    if (node == nullptr) return Done{};
    if (!node->is_array()) return wrong_type(*node, name, "a list: [\"RF\", \"VL301\"]");
    for (const toml::node& item : *node->as_array()) {
      if (!item.is_string()) return wrong_type(item, name, "a list of texts");
      const std::string& selector = item.as_string()->get();
      UNDUMPY_CHECK(selector_of_rules(item.source(), selector));
      out.push_back(selector);
    }
    return Done{};
  }

  Status selector_of_rules(const toml::source_region& place, const std::string& selector) const {
    std::vector<std::string> names;
    for (const Rule* rule : all_rules()) {
      if (selects(selector, *rule)) return Done{};
      names.emplace_back(rule->code);
      names.emplace_back(rule->name);
    }
    const std::vector<std::string> close = orm::close_names(selector, names);
    return error(place, fmt::format("no rule is called {}", selector),
                 close.empty() ? "`undumpy explain --list` prints all rules"
                               : fmt::format("is {} meant?", close.front()));
  }

  Status word(const toml::table& table, const char* name, const std::vector<std::string>& words,
              std::string& out) const {
    const toml::node* node = table.get(name);
    return node == nullptr ? Status(Done{}) : word(*node, name, words, out);
  }

  Status word(const toml::node& node, std::string_view name, const std::vector<std::string>& words,
              std::string& out) const {
    if (!node.is_string())
      return wrong_type(node, name, fmt::format("a text: one of {}", fmt::join(words, ", ")));
    out = node.as_string()->get();
    if (std::ranges::find(words, out) != words.end()) return Done{};
    return error(node.source(), fmt::format("{} can not be \"{}\"", name, out),
                 suggestion(out, words));
  }

  // Paths are meant from the folder of the file.
  Status path(const toml::table& table, const char* name, std::string& out) const {
    const toml::node* node = table.get(name);
    if (node == nullptr) return Done{};
    if (!node->is_string()) return wrong_type(*node, name, "a text: a path");
    constexpr std::string_view Scheme = "sqlite:";
    std::string value = node->as_string()->get();
    const bool scheme = value.starts_with(Scheme);
    if (scheme) value.erase(0, Scheme.size());
    out = std::string(scheme ? Scheme : "") + (fs::path(path_).parent_path() / value).string();
    return Done{};
  }

  Status severities(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string selector(key.str());
      UNDUMPY_CHECK(selector_of_rules(key.source(), selector));
      std::string name;
      UNDUMPY_CHECK(word(node, selector, {"error", "warning", "info"}, name));
      config_.severities.emplace_back(selector, name == "error"     ? Severity::Error
                                                : name == "warning" ? Severity::Warning
                                                                    : Severity::Info);
    }
    // "RF" stands before "RF4" before "RF401"; names of rules stand last.
    std::ranges::stable_sort(config_.severities, {}, [](const auto& each) {
      const Rule* exact = find_rule(each.first);
      return exact != nullptr ? std::string::npos : each.first.size();
    });
    return Done{};
  }

  [[nodiscard]] Diagnostic wrong_type(const toml::node& node, std::string_view name,
                                      const std::string& wanted) const {
    return error(node.source(), fmt::format("{} is to be {}", name, wanted), "");
  }

  [[nodiscard]] Diagnostic error(const toml::source_region& region, std::string message,
                                 std::string next) const {
    Diagnostic result = make_error("config-invalid", std::move(message), std::move(next));
    result.place.file = path_;
    result.place.line = region.begin.line;
    result.place.column = region.begin.column;
    if (region.end.line == region.begin.line && region.end.column > region.begin.column)
      result.place.length = region.end.column - region.begin.column;
    result.place.source = line_of_text(region.begin.line);
    return result;
  }

  [[nodiscard]] std::string line_of_text(std::uint32_t line) const {
    std::size_t at = 0;
    for (; line > 1 && at < text_.size(); --line)
      at = std::min(text_.find('\n', at), text_.size() - 1) + 1;
    return text_.substr(at, text_.find('\n', at) - at);
  }

  const std::string& text_;
  const std::string& path_;
  CheckConfig config_;
};

}  // namespace

std::string find_config(const std::string& snapshot) {
  std::error_code error;
  fs::path folder = fs::absolute(snapshot, error).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();  // "dump/"
  const fs::path here = fs::current_path(error);
  while (folder.has_relative_path()) {
    folder = folder.parent_path();
    const fs::path file = folder / FileName;
    if (!fs::is_regular_file(file, error)) continue;
    const fs::path relative = file.lexically_relative(here);
    return relative.empty() || *relative.begin() == ".." ? file.string() : relative.string();
  }
  return "";
}

Result<CheckConfig> read_config(const std::string& path) {
  UNDUMPY_TRY(const std::string text, read_text_file(path, "config"));
  return parse_config(text, path);
}

Result<CheckConfig> parse_config(const std::string& text, const std::string& path) {
  return ConfigReader(text, path).read();
}

}  // namespace undumpy::cli
