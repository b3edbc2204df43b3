#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/messages.h"
#include "engine/contents_list.h"
#include "engine/row_stream.h"

namespace undumpy::cli {

namespace {

// The columns of each table, as its rows have them.
class ColumnNames final : public RowSink {
 public:
  explicit ColumnNames(const Constructors& constructors) {
    for (const auto& constructor : constructors.all()) add(constructor->shape());
  }
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows)
      if (row.shape != last_) add(*row.shape);
    return Done{};
  }
  [[nodiscard]] std::vector<std::string> of(const std::string& table) const {
    const auto found = names_.find(table);
    return found != names_.end() ? found->second : std::vector<std::string>();
  }

 private:
  void add(const RowShape& shape) {
    last_ = &shape;
    std::vector<std::string>& names = names_[shape.table];
    for (const ShapeColumn& column : shape.columns)
      if (std::ranges::find(names, column.name) == names.end()) names.push_back(column.name);
  }
  std::map<std::string, std::vector<std::string>> names_;
  const RowShape* last_ = nullptr;
};

const char* way_of(const Constructor* constructor) {
  if (constructor == nullptr) return "none";
  return constructor->has_plan() ? "plan" : "interpreted";
}

std::vector<std::string> modules_of(const Snapshot& snapshot, const std::string& table) {
  std::vector<std::string> result;
  for (const ModuleRun& module : snapshot.modules)
    if (module.table == table) result.push_back(module.name);
  return result;
}

nlohmann::ordered_json optional_text(const std::optional<std::string>& text) {
  return text ? nlohmann::ordered_json(*text) : nlohmann::ordered_json(nullptr);
}

std::string as_json(const Snapshot& snapshot, const Constructors& constructors,
                    const RowStream& stream, const ColumnNames& columns) {
  nlohmann::ordered_json json;
  json["format"] = "undumpy.list/1";
  json["snapshot"] = snapshot.source().name();
  json["generation"] = to_string(snapshot.generation);
  json["source_version"] = optional_text(snapshot.source_version);
  json["settings_module"] = optional_text(snapshot.settings_module);
  json["time_zone"] = optional_text(snapshot.time_zone);
  json["created_using"] = snapshot.created_using;
  json["languages"] = snapshot.languages;
  json["unused_modules"] = nlohmann::ordered_json::array();
  for (const UnusedModule& module : snapshot.unused_modules)
    json["unused_modules"].push_back(module.name);
  json["tables"] = nlohmann::ordered_json::array();
  for (const auto& [table, count] : stream.counts()) {
    nlohmann::ordered_json item;
    const Constructor* constructor = constructors.find(table);
    item["table"] = table;
    item["model"] = constructor != nullptr ? constructor->shape().model : "";
    const std::string parent = constructor != nullptr ? constructor->shape().parent : "";
    item["parent"] =
        parent.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(parent);
    if (snapshot.is_single_file())  // says it nowhere
      item["announced"] = nullptr;
    else
      item["announced"] = count.announced;
    item["rows"] = count.rows;
    item["unread"] = count.unread;
    item["modules"] = modules_of(snapshot, table);
    item["columns"] = columns.of(table);
    item["way"] = way_of(constructor);
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
    out += fmt::format("  {:<{}} {:>9} {:>9}  {:<14} {}{}\n", printable(table), width,
                       snapshot.is_single_file() ? "-" : std::to_string(count.announced),
                       count.rows, way_of(constructor), printable(model),
                       count.incomplete ? "  (module missing or cut off)" : "");
  }
  return out;
}

}  // namespace

int list(const ListOptions& options, Console& console) {
  DiagnosticPrinter diagnostics(console, options.quiet);
  const auto snapshot = open_snapshot(options.snapshot, options.code, diagnostics, console);
  if (snapshot == nullptr) return Unreadable;
  const Constructors constructors(*snapshot);
  if (options.format == "toc") {
    diagnostics.finish();
    console.out(contents_list(*snapshot, constructors));
    return diagnostics.errors() > 0 ? Findings : Fine;
  }
  StreamOptions stream_options;
  stream_options.code = options.code;
  RowStream stream(*snapshot, constructors, stream_options);
  ColumnNames sink(constructors);
  if (const Status done = stream.run(sink, diagnostics); !done) return fail(done.error(), console);
  diagnostics.finish();
  console.out(options.format == "json" ? as_json(*snapshot, constructors, stream, sink)
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
