#include "parser/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "parser/catalogue.h"
#include "parser/encoding.h"
#include "parser/hidden_characters.h"
#include "parser/python.h"
#include "parser/source_kinds.h"
#include "parser/text_reader.h"
#include "parser/trimmed.h"

namespace undumpy {

namespace fs = std::filesystem;

namespace {

// The largest restore.py seen has 140 tables and 120 kB.
constexpr std::uint64_t MaxRestoreBytes = MaxParsedBytes;

std::string stem(std::string_view file) {
  const std::size_t slash = file.rfind('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  if (file.ends_with(".py")) file.remove_suffix(3);
  return std::string(file);
}

constexpr std::array<std::string_view, 2> EntryFiles = {"restore.py", "main.py"};

// restore.py of the D generations, main.py of D0, or the one file of the S generations, which lies
// there alone or as the only Python file.
std::string entry_file(const Source& source) {
  for (const std::string_view name : EntryFiles)
    if (source.find(name) != nullptr) return std::string(name);
  if (source.members().size() == 1) return source.members().front().name;
  std::string only;
  for (const Member& member : source.members()) {
    if (!member.name.ends_with(".py") && !member.name.ends_with(".dpy")) continue;
    if (!only.empty()) return "";
    only = member.name;
  }
  return only;
}

// The code of a dump, and the row functions of a single-file one.
struct Entry {
  std::string text;
  std::vector<RowFunction> functions;
};

Result<Entry> read_entry(const Source& source, const std::string& file,
                         DiagnosticSink& diagnostics) {
  Entry entry;
  UNDUMPY_TRY(const auto stream, source.open(file));
  UNDUMPY_TRY(SingleFile parts, read_single_file(*stream, file, MaxRestoreBytes));
  // In a restore.py, a function of such a name is somebody's helper.
  const bool is_entry = std::ranges::find(EntryFiles, file) != EntryFiles.end();
  const bool is_single = !parts.has_main && (parts.has_objects || !is_entry);
  if (parts.functions.empty() || is_single) {
    entry.text = decode_text(file, parts.code, diagnostics);
    entry.functions = std::move(parts.functions);
  } else {
    UNDUMPY_TRY(entry.text, read_text(source, file, MaxRestoreBytes, diagnostics));
  }
  return entry;
}

void look_for_hidden(const std::string& file, std::string_view text, DiagnosticSink& problems) {
  constexpr int Most = 20;
  auto found = find_hidden(text, 0);
  for (int i = 0; found && i < Most; ++i) {
    problems.report(hidden_character(file, text, *found, 1));
    found = find_hidden(text, found->offset + found->size);
  }
}

bool is_data_module(const ModuleHead& head) {
  return head.facts.announced || head.facts.fields || !head.first_constructor.empty();
}

}  // namespace

std::string_view to_string(Generation generation) {
  switch (generation) {
    case Generation::Unknown:
      return "unknown";
    case Generation::S0:
      return "S0";
    case Generation::S1:
      return "S1";
    case Generation::S2:
      return "S2";
    case Generation::S3:
      return "S3";
    case Generation::S4:
      return "S4";
    case Generation::S5:
      return "S5";
    case Generation::S6:
      return "S6";
    case Generation::S7:
      return "S7";
    case Generation::S8:
      return "S8";
    case Generation::S9:
      return "S9";
    case Generation::S10:
      return "S10";
    case Generation::D0:
      return "D0";
    case Generation::D1:
      return "D1";
    case Generation::D2:
      return "D2";
    case Generation::D3:
      return "D3";
    case Generation::D4:
      return "D4";
    case Generation::D5:
      return "D5";
    case Generation::D6:
      return "D6";
    case Generation::D7:
      return "D7";
  }
  return "unknown";
}

void Snapshot::add(ModelDeclaration model) {
  const auto [at, is_new] = model_of_variable_.try_emplace(model.variable, models.size());
  if (is_new)
    models.push_back(std::move(model));
  else
    models[at->second] = std::move(model);
}

void Snapshot::add(ConstructorDeclaration constructor) {
  constructor_of_[constructor.table] = constructors.size();
  constructors.push_back(std::move(constructor));
}

const ModelDeclaration* Snapshot::model_of_variable(std::string_view variable) const {
  const auto found = model_of_variable_.find(variable);
  return found != model_of_variable_.end() ? &models[found->second] : nullptr;
}

const ConstructorDeclaration* Snapshot::constructor_of(std::string_view table) const {
  const auto found = constructor_of_.find(table);
  return found != constructor_of_.end() ? &constructors[found->second] : nullptr;
}

Result<std::unique_ptr<Snapshot>> Snapshot::open(std::unique_ptr<Source> source,
                                                 DiagnosticSink& diagnostics,
                                                 const SnapshotOptions& options) {
  if (source->members().empty())
    return make_error("empty-source", fmt::format("{}: there are no files in it", source->name()),
                      "name the directory or archive that holds restore.py");
  const std::string entry = entry_file(*source);
  if (entry.empty())
    return make_error("not-a-snapshot",
                      fmt::format("{}: there is no restore.py in it", source->name()),
                      "name the directory or archive that holds restore.py and the data modules");
  UNDUMPY_TRY(Entry parts, read_entry(*source, entry, diagnostics));
  std::unique_ptr<Snapshot> snapshot(new Snapshot());
  snapshot->source_ = std::move(source);
  DiagnosticList problems;
  look_for_hidden(entry, parts.text, problems);
  snapshot->tree_ = parse_python(entry, std::move(parts.text), {}, problems);
  read_catalogue(*snapshot->tree_, *snapshot, problems);
  // What the database said, which dump2py did not escape, need not be Python.
  std::map<std::uint32_t, std::uint32_t> aborted;  // lines: the first, and the last
  for (const DumpAbort& abort : snapshot->aborts)
    aborted[snapshot->tree_->place({abort.span.begin, abort.span.begin}).line] =
        snapshot->tree_->place({abort.span.end, abort.span.end}).line;
  std::erase_if(problems.items, [&](const Diagnostic& problem) {
    const auto behind = aborted.upper_bound(problem.place.line);
    return problem.name == "syntax-error" && behind != aborted.begin() &&
           problem.place.line <= std::prev(behind)->second;
  });
  if (snapshot->constructors.empty() && snapshot->models.empty()) {
    Diagnostic error = make_error("not-a-snapshot",
                                  fmt::format("{}: {} defines no create_ function and no model",
                                              snapshot->source().name(), entry),
                                  "is this really the restore.py of a Python dump?");
    if (!problems.items.empty()) error.place = problems.items.front().place;
    return error;
  }
  for (Diagnostic& problem : problems.items) diagnostics.report(std::move(problem));
  if (snapshot->is_single_file())
    snapshot->find_functions(parts.functions, diagnostics);
  else
    snapshot->find_modules(options);
  snapshot->report_modules(diagnostics);
  return snapshot;
}

Result<std::unique_ptr<Stream>> Snapshot::open(const ModuleRun& module) const {
  if (!module.outside.empty()) return open_file_stream(module.outside, module.file);
  UNDUMPY_TRY(auto stream, source_->open(module.file));
  if (!module.function) return stream;
  return part_of_stream(std::move(stream), module.function->offset, module.function->bytes);
}

// The row functions that objects() runs. One that it does not run, but that a comment in it names,
// was meant to be run: the generator forgot to end the comment before it (FORMAT.md 5.2).
void Snapshot::find_functions(const std::vector<RowFunction>& functions,
                              DiagnosticSink& diagnostics) {
  std::map<std::string_view, const RowFunction*> by_name;
  for (const RowFunction& function : functions) {
    const RowFunction*& last = by_name[function.name];
    if (last != nullptr) report_twice(*last, function, diagnostics);
    last = &function;  // as in Python
  }
  std::set<std::string> run;
  for (const ModuleRun& module : modules) run.insert(module.name);
  if (!runs_functions) {
    // The file was cut off before objects(): what is there is read.
    for (const RowFunction& function : functions) {
      if (!run.insert(function.name).second) continue;
      ModuleRun module;
      module.name = function.name;
      modules.push_back(std::move(module));
    }
    report_cut_off(diagnostics);
  } else {
    run_swallowed_lines(by_name, run, diagnostics);
  }
  for (ModuleRun& module : modules) {
    module.file = tree_->file;
    module.table = table_of_function(module.name);
    const auto found = by_name.find(module.name);
    if (found == by_name.end()) continue;
    module.present = true;
    module.function = *found->second;
    module.bytes = module.function->bytes;
  }
  for (const auto& [name, function] : by_name)
    if (!run.contains(std::string(name)))
      unused_modules.push_back({function->name, table_of_function(name), {}, function->line - 1});
}

void Snapshot::report_twice(const RowFunction& first, const RowFunction& second,
                            DiagnosticSink& diagnostics) const {
  Diagnostic problem = make_error(
      "duplicate-function",
      fmt::format("{}() is defined twice; the first time on line {}", second.name, first.line - 1),
      "find out which of the two has the rows that are meant, or join them");
  problem.place.file = tree_->file;
  problem.place.line = second.line - 1;
  problem.table = table_of_function(second.name);
  problem.why = "the last definition counts: the rows of the first one are not restored";
  diagnostics.report(std::move(problem));
}

bool Snapshot::is_commented_out(const std::string& function) const {
  const std::string run = " " + function + "()";  // not the end of a longer name
  return std::ranges::any_of(tree_->comments, [&](const syntax::Comment& comment) {
    return comment.span.begin >= objects.begin && comment.span.begin <= objects.end &&
           comment.text.find(run) != std::string_view::npos;
  });
}

void Snapshot::report_cut_off(DiagnosticSink& diagnostics) const {
  Diagnostic problem = make_error(
      "truncated-module",
      fmt::format("{} ends before objects(), which runs the functions above", tree_->file),
      "look for a complete copy of this dump");
  problem.place.file = tree_->file;
  const auto ends = static_cast<std::uint32_t>(std::ranges::count(tree_->text, '\n'));
  problem.place.line = ends + (tree_->text.ends_with('\n') ? 0 : 1);
  problem.why =
      "the file was cut off: what should follow is lost. Python can not load it; undumpy reads the "
      "functions that are here";
  diagnostics.report(std::move(problem));
}

void Snapshot::run_swallowed_lines(const std::map<std::string_view, const RowFunction*>& functions,
                                   std::set<std::string>& run, DiagnosticSink& diagnostics) {
  constexpr std::string_view Yield = "yield ";
  constexpr std::string_view End = "()";
  for (const syntax::Comment& comment : tree_->comments) {
    if (comment.span.begin < objects.begin || comment.span.begin > objects.end) continue;
    const std::size_t at = comment.text.rfind(Yield);
    // A line that somebody commented out has nothing before it.
    if (at == std::string_view::npos || trimmed(comment.text.substr(0, at)).empty()) continue;
    std::string_view text = trimmed(comment.text.substr(at + Yield.size()));
    if (!text.ends_with(End)) continue;
    text.remove_suffix(End.size());
    const auto found = functions.find(text);
    if (found == functions.end() || !run.emplace(found->first).second) continue;
    ModuleRun module;
    module.name = found->first;
    const auto begin = static_cast<std::uint32_t>(comment.span.begin + 1 + at);  // behind '#'
    module.span = {begin, comment.span.end};
    Diagnostic problem;
    problem.severity = Severity::Warning;
    problem.name = "swallowed-line";
    problem.message = fmt::format("the comment before it has swallowed the line of {}()", text);
    problem.place = tree_->place(module.span);
    problem.table = table_of_function(text);
    problem.why = "Python loads none of its rows; undumpy reads them";
    problem.next =
        "nothing, if a generator wrote it so; if somebody left the table out on purpose, "
        "leave it out with --skip";
    diagnostics.report(std::move(problem));
    // Generators swallow the first line only.
    modules.insert(
        std::ranges::find_if(
            modules, [&](const ModuleRun& other) { return other.span.begin > module.span.begin; }),
        std::move(module));
  }
}
void Snapshot::find_module(ModuleRun& module, const SnapshotOptions& options) {
  module.file = module.name;
  module.table = stem(module.file);
  if (const Member* member = source_->find(module.file)) {
    module.present = true;
    module.bytes = member->size;
    return;
  }
  if (is_safe_member_name(module.file)) return;
  // Paths are those of a process whose directory is the snapshot.
  std::error_code error;
  const fs::path place(source_->name());
  const fs::path folder = fs::is_directory(place, error) ? place : place.parent_path();
  const std::string path = (folder / module.file).lexically_normal().string();
  const auto size = fs::file_size(path, error);
  if (error || std::ranges::none_of(options.allowed_outside, [&](const std::string& allowed) {
        return lies_in(path, allowed);
      }))
    return;
  module.present = true;
  module.outside = path;
  module.bytes = size;
}

void Snapshot::find_modules(const SnapshotOptions& options) {
  std::set<std::string> run;
  for (ModuleRun& module : modules) {
    run.insert(module.name);
    find_module(module, options);
    if (!module.present) continue;
    const auto stream = open(module);
    if (!stream) continue;  // reading it whole will say why
    auto head = read_module_head(module.file, **stream);
    if (!head) continue;
    module.head = std::move(*head);
    if (!module.head.facts.table.empty())
      module.table = module.head.facts.table;
    else if (!module.head.first_constructor.empty())
      module.table = module.head.first_constructor;
  }
  for (const Member& member : source_->members()) {
    if (!member.name.ends_with(".py") || member.name.find('/') != std::string::npos ||
        member.name == tree_->file || run.contains(member.name))
      continue;
    UnusedModule unused{member.name, stem(member.name), {}, 0};
    const auto stream = source_->open(member.name);
    auto head = stream ? read_module_head(member.name, **stream) : stream.error();
    if (head) unused.head = std::move(*head);
    if (!unused.head.facts.table.empty()) unused.table = unused.head.facts.table;
    unused_modules.push_back(std::move(unused));
  }
}

void Snapshot::report_modules(DiagnosticSink& diagnostics) const {
  // A module that nothing runs may be the one that is missing: a damaged execfile line.
  std::vector<std::string> missing;
  std::set<std::string_view> run;  // tables
  for (const ModuleRun& module : modules) {
    if (module.present)
      run.insert(module.table);
    else if (is_safe_member_name(module.file))
      missing.push_back(module.name);
  }
  std::vector<std::string> orphans;
  for (const UnusedModule& module : unused_modules) {
    const bool is_orphan = constructor_of(module.table) != nullptr && !run.contains(module.table);
    if (is_orphan) orphans.push_back(module.name);
    report_unused(module, is_orphan, missing, diagnostics);
  }
  for (const ModuleRun& module : modules) report_module(module, orphans, diagnostics);
}

void Snapshot::report_unused(const UnusedModule& module, bool is_orphan,
                             const std::vector<std::string>& missing,
                             DiagnosticSink& diagnostics) const {
  Diagnostic problem;
  problem.severity = Severity::Warning;
  problem.name = "unused-module";
  if (is_single_file()) {
    problem.message = fmt::format("{}() is defined, but objects() does not run it", module.name);
    problem.place.file = tree_->file;
    problem.place.line = module.line;
  } else {
    problem.message =
        fmt::format("{} lies beside {}, but nothing runs it", module.name, tree_->file);
    problem.place.file = module.name;
  }
  problem.table = module.table;
  problem.why = "its rows are not restored; it may be left over from an older dump";
  problem.next = "remove the file when it is not needed";
  if (is_single_file()) {
    // Generators write such a function only for tables with rows, and run it.
    const bool on_purpose = is_commented_out(module.name);
    if (!on_purpose) problem.severity = Severity::Error;
    problem.why = "its rows are not restored";
    if (on_purpose) problem.why += ": somebody commented its line out";
    problem.next = fmt::format("if they are meant, add `yield {}()` to objects()", module.name);
  } else if (is_orphan) {
    problem.why = "its rows are not restored, and its table has no other module";
    problem.next = missing.empty()
                       ? "if it belongs to this snapshot, add or correct its execfile line"
                       : fmt::format(
                             "{} runs {}, which is not here: is this the module that is "
                             "meant? Then correct the execfile line",
                             tree_->file, some_of(missing));
  } else if (is_data_module(module.head)) {
    problem.name = "stale-file";
    problem.why =
        constructor_of(module.table) == nullptr
            ? fmt::format("{} knows no table {}: the module is left over from another dump",
                          tree_->file, module.table)
            : fmt::format(
                  "other modules of {} are run: this one is left over from an "
                  "older dump",
                  module.table);
  }
  diagnostics.report(std::move(problem));
}

void Snapshot::report_module(const ModuleRun& module, const std::vector<std::string>& orphans,
                             DiagnosticSink& diagnostics) const {
  if (module.present && module.outside.empty()) return;
  Diagnostic problem;
  problem.place = tree_->place(module.span);
  problem.table = module.table;
  if (is_safe_member_name(module.file)) {
    problem.name = "missing-module";
    problem.message =
        is_single_file()
            ? fmt::format("{}() is run here, but the file does not define it", module.name)
            : fmt::format("{} is run here, but it is not in the snapshot", module.name);
    problem.why = "the rows of this table are lost";
    problem.next = "find the file in the backup it came from, or in an older snapshot";
    if (!orphans.empty())
      problem.next = fmt::format(
          "{} is here and nothing runs it: is this the module that is meant?", some_of(orphans));
  } else {
    problem.name = "module-outside";
    problem.message = fmt::format("{} lies outside of the snapshot", printable(module.file));
    problem.why = "undumpy reads nothing but the snapshot's own files";
    problem.next =
        "find out who edited restore.py; if this module is meant, put it into the snapshot, or "
        "allow its folder with --allow-outside DIR";
  }
  if (module.present) {
    problem.severity = Severity::Warning;
    problem.why = "it is read because its folder was allowed; its rows may be older or newer";
    problem.next = "compare its first line with the other modules of this table";
  }
  diagnostics.report(std::move(problem));
}

}  // namespace undumpy
