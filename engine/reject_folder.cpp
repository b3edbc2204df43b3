#include "engine/reject_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/row_stream.h"
#include "parser/text_reader.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

Status write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (out) return Done{};
  return make_error("target-unwritable", fmt::format("{} can not be written", path),
                    "check permissions and space, or name another folder for --rejects");
}

// The statements of the rejected rows, by module; each is found by the line on which it begins.
class Statements final : public RowSink {
 public:
  using Lines = std::map<const ModuleRun*, std::set<std::uint32_t>>;
  explicit Statements(const Lines& lines) : lines_(lines) {}

  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      const auto lines = lines_.find(row.module);
      if (lines == lines_.end() || !lines->second.contains(row.line)) continue;
      // One statement may have made several rows.
      if (!taken_.emplace(row.module, row.line).second) continue;
      Module& module = modules[row.module];
      ++module.rows;
      module.text += row.statement;
      module.text += '\n';
    }
    return Done{};
  }

  struct Module {
    std::uint64_t rows = 0;
    std::string text;
  };
  std::map<const ModuleRun*, Module> modules;

 private:
  const Lines& lines_;
  std::set<std::pair<const ModuleRun*, std::uint32_t>> taken_;
};

// A part of restore.py and what stands there instead.
struct Replaced {
  std::size_t begin, end;
  std::string text;
};

// The lines of a span.
Replaced lines_of(const std::string& text, syntax::Span span) {
  std::size_t begin = span.begin;
  while (begin > 0 && text[begin - 1] != '\n') --begin;
  return {begin, std::min(text.find('\n', span.end), text.size() - 1) + 1, {}};
}

// The bodies of the row functions of a single-file dump: rows, or the `pass` that stands there.
void replace_bodies(const Snapshot& snapshot,
                    const std::map<const ModuleRun*, Statements::Module>& modules,
                    std::vector<Replaced>& out) {
  const std::string& text = snapshot.tree().text;
  std::map<std::string_view, const Statements::Module*> by_name;
  for (const auto& [run, module] : modules) by_name[run->name] = &module;
  for (const syntax::Statement* statement : snapshot.tree().body) {
    const auto* function = syntax::as<syntax::FunctionDef>(statement);
    if (function == nullptr || !is_row_function(function->name) || function->body.empty()) continue;
    const auto found = by_name.find(function->name);
    const bool goes = found == by_name.end();  // its line in objects() goes too
    Replaced body = lines_of(text, goes ? function->span : function->body.front()->span);
    if (!goes) body.text = found->second->text;
    // Empty lines stand for the rows.
    const std::size_t next = text.find_first_not_of("\r\n", body.end);
    body.end = next == std::string::npos ? text.size() : next;
    if (!goes) body.text += "\n";
    out.push_back(std::move(body));
  }
}

// objects() of a single-file dump, for the functions that are there.
Replaced objects_of(const Snapshot& snapshot,
                    const std::map<const ModuleRun*, Statements::Module>& modules) {
  const std::string& text = snapshot.tree().text;
  Replaced objects{text.size(), text.size(), {}};
  if (snapshot.runs_functions) objects = lines_of(text, snapshot.objects);
  objects.text = "def objects():\n";
  for (const auto& [run, module] : modules)
    objects.text += fmt::format("    yield {}()\n", run->name);
  return objects;
}

// restore.py, or the one file, without the lines of modules that are not there.
std::string restore_py(const Snapshot& snapshot,
                       const std::map<const ModuleRun*, Statements::Module>& modules) {
  const std::string& text = snapshot.tree().text;
  std::vector<Replaced> replaced;
  if (snapshot.is_single_file()) {
    replace_bodies(snapshot, modules, replaced);
    replaced.push_back(objects_of(snapshot, modules));
  } else {
    for (const ModuleRun& run : snapshot.modules)
      if (!modules.contains(&run)) replaced.push_back(lines_of(text, run.span));
  }
  std::ranges::sort(replaced, {}, &Replaced::begin);
  std::string result;
  std::size_t from = 0;
  for (const Replaced& part : replaced) {
    if (part.begin < from) continue;
    result += text.substr(from, part.begin - from);
    result += part.text;
    from = part.end;
  }
  result += text.substr(from);
  // It is written as UTF-8, whatever it was.
  const std::size_t coding = result.substr(0, result.find('\n')).find("coding");
  if (snapshot.is_single_file() && coding != std::string::npos)
    result.replace(0, result.find('\n'), "# -*- coding: UTF-8 -*-");
  return result;
}

std::string module_text(const ModuleRun& run, const Statements::Module& module) {
  std::string text = "# -*- coding: UTF-8 -*-\n";
  text +=
      fmt::format("logger.info(\"Loading {} objects to table {}...\")\n", module.rows, run.table);
  if (run.head.facts.fields)
    text += fmt::format("# fields: {}\n", fmt::join(*run.head.facts.fields, ", "));
  return text + module.text + "\nloader.flush_deferred_objects()\n";
}

}  // namespace

Result<std::unique_ptr<RejectFolder>> RejectFolder::create(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error) && !(fs::is_directory(path, error) && fs::is_empty(path, error)))
    return make_error("target-unwritable",
                      fmt::format("{} is there already, and not an empty folder", path),
                      "name a folder for --rejects that does not exist");
  return std::unique_ptr<RejectFolder>(new RejectFolder(path));
}

RejectFolder::Place RejectFolder::place_of(std::size_t origin, const Row& row) {
  return {origin, row.module, row.line};
}

void RejectFolder::wrote(std::size_t origin, const Row& row) {
  written_[row.shape->table][key_text(row)] = place_of(origin, row);
}

void RejectFolder::rejected(std::size_t origin, const Row& row, const Rejection& rejection) {
  rejects_[place_of(origin, row)] = {row.shape->table, key_text(row),   row.module->file,  row.line,
                                     rejection.reason, rejection.cause, rejection.sqlstate};
}

void RejectFolder::rejected_later(const std::string& table, const std::string& key,
                                  const std::string& reason) {
  const auto rows = written_.find(table);
  if (rows == written_.end()) return;
  const auto row = rows->second.find(key);
  if (row == rows->second.end()) return;
  const Place& place = row->second;
  rejects_[place] = {table, key, place.module->file, place.line, reason, "", "23503"};
}

Status RejectFolder::finish(const std::vector<From>& origins) {
  if (rejects_.empty()) return Done{};
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const std::string folder = origins.size() == 1 ? path_ : fmt::format("{}/{}", path_, i + 1);
    UNDUMPY_CHECK(write_origin(folder, i, origins[i]));
  }
  return Done{};
}

Status RejectFolder::write_origin(const std::string& folder, std::size_t number,
                                  const From& origin) const {
  Statements::Lines lines;
  std::string reasons;
  for (const auto& [place, reject] : rejects_) {
    if (place.origin != number) continue;
    lines[place.module].insert(place.line);
    const nlohmann::ordered_json json = {{"table", reject.table},       {"key", reject.key},
                                         {"file", reject.file},         {"line", reject.line},
                                         {"sqlstate", reject.sqlstate}, {"reason", reject.reason}};
    reasons += json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  if (lines.empty()) return Done{};
  StreamOptions options;
  for (const ModuleRun& run : origin.snapshot->modules)
    if (lines.contains(&run)) options.tables.push_back(run.table);
  Statements statements(lines);
  IgnoredDiagnostics ignored;
  RowStream stream(*origin.snapshot, *origin.constructors, options);
  UNDUMPY_CHECK(stream.run(statements, ignored));
  std::error_code error;
  fs::create_directories(folder, error);
  const std::string code = restore_py(*origin.snapshot, statements.modules);
  if (origin.snapshot->is_single_file()) {
    const std::string name = fs::path(origin.snapshot->tree().file).filename().string();
    UNDUMPY_CHECK(write_file(folder + "/" + name, code));
  } else {
    for (const auto& [run, module] : statements.modules)
      UNDUMPY_CHECK(write_file(folder + "/" + run->file, module_text(*run, module)));
    UNDUMPY_CHECK(write_file(folder + "/restore.py", code));
  }
  return write_file(folder + "/reasons.jsonl", reasons);
}

}  // namespace undumpy
