#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/messages.h"
#include "engine/row_stream.h"

namespace undumpy::cli {

namespace {

class NoRows final : public RowSink {
 public:
  Status take(std::span<const Row>) override { return Done{}; }
};

std::vector<std::string> modules_of(const Snapshot& snapshot, const std::string& table) {
  std::vector<std::string> result;
  for (const ModuleRun& module : snapshot.modules)
    if (module.table == table) result.push_back(module.file);
  return result;
}

nlohmann::ordered_json optional_text(const std::optional<std::string>& text) {
  return text ? nlohmann::ordered_json(*text) : nlohmann::ordered_json(nullptr);
}

std::string as_json(const Snapshot& snapshot, const Constructors& constructors,
                    const RowStream& stream) {
  nlohmann::ordered_json json;
  json["format"] = "undumpy.list/1";
  json["snapshot"] = snapshot.source().name();
  json["generation"] = to_string(snapshot.generation);
  json["source_version"] = optional_text(snapshot.source_version);
  json["settings_module"] = optional_text(snapshot.settings_module);
  json["time_zone"] = optional_text(snapshot.time_zone);
  json["created_using"] = snapshot.created_using;
  json["languages"] = snapshot.languages;
  json["unused_modules"] = snapshot.unused_modules;
  json["tables"] = nlohmann::ordered_json::array();
  for (const auto& [table, count] : stream.counts()) {
    nlohmann::ordered_json item;
    const Constructor* constructor = constructors.find(table);
    item["table"] = table;
    item["model"] = constructor != nullptr ? constructor->shape().model : "";
    const std::string parent = constructor != nullptr ? constructor->shape().parent : "";
    item["parent"] =
        parent.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(parent);
    item["announced"] = count.announced;
    item["rows"] = count.rows;
    item["unread"] = count.unread;
    item["modules"] = modules_of(snapshot, table);
    item["columns"] = nlohmann::ordered_json::array();
    if (constructor != nullptr)
      for (const ShapeColumn& column : constructor->shape().columns)
        item["columns"].push_back(column.name);
    item["way"] = constructor == nullptr    ? "none"
                  : constructor->has_plan() ? "plan"
                                            : "not understood";
    json["tables"].push_back(std::move(item));
  }
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string as_text(const Snapshot& snapshot, const Constructors& constructors,
                    const RowStream& stream) {
  std::string out = fmt::format("{}\n", printable(snapshot.source().name()));
  const auto line = [&](std::string_view name, std::string_view value) {
    out += fmt::format("  {:<16} {}\n", name, printable(value));
  };
  line("generation", to_string(snapshot.generation));
  line("source version", snapshot.source_version.value_or("unknown"));
  line("settings module", snapshot.settings_module.value_or("unknown"));
  line("time zone", snapshot.time_zone.value_or("none"));
  line("created using", snapshot.created_using);
  line("languages", fmt::format("{}", fmt::join(snapshot.languages, ", ")));
  std::size_t width = 5;
  for (const auto& [table, count] : stream.counts()) width = std::max(width, table.size());
  out += fmt::format("\n  {:<{}} {:>9} {:>9}  {:<14} {}\n", "table", width, "announced", "rows",
                     "way", "model");
  for (const auto& [table, count] : stream.counts()) {
    const Constructor* constructor = constructors.find(table);
    std::string model = constructor != nullptr ? constructor->shape().model : "";
    if (constructor != nullptr && !constructor->shape().parent.empty())
      model += " < " + constructor->shape().parent;
    const char* way = constructor == nullptr    ? "no constructor"
                      : constructor->has_plan() ? "plan"
                                                : "not understood";
    out += fmt::format("  {:<{}} {:>9} {:>9}  {:<14} {}{}\n", printable(table), width,
                       count.announced, count.rows, way, printable(model),
                       count.incomplete ? "  (module missing or cut off)" : "");
  }
  return out;
}

}  // namespace

int list(const ListOptions& options, Console& console) {
  DiagnosticPrinter diagnostics(console, options.quiet);
  const auto snapshot = open_snapshot(options.snapshot, diagnostics, console);
  if (snapshot == nullptr) return Unreadable;
  const Constructors constructors(*snapshot);
  RowStream stream(*snapshot, constructors, {});
  NoRows sink;
  if (const Status done = stream.run(sink, diagnostics); !done) return fail(done.error(), console);
  diagnostics.finish();
  console.out(options.format == "json" ? as_json(*snapshot, constructors, stream)
                                       : as_text(*snapshot, constructors, stream));
  std::uint64_t rows = 0;
  for (const auto& [table, count] : stream.counts()) rows += count.rows;
  const std::string verdict = fmt::format(
      "{} in {} of {}, {}\n", counted(rows, "row"), counted(stream.counts().size(), "table"),
      counted(snapshot->modules.size(), "module"), counted(diagnostics.errors(), "error"));
  if (options.format == "text") console.out("\n" + verdict);
  return diagnostics.errors() > 0 ? Findings : Fine;
}

}  // namespace undumpy::cli
