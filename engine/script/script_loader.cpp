#include "engine/script/script_loader.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/python.h"
#include "parser/source.h"
#include "parser/text_reader.h"

namespace undumpy {

using python::Runtime;
using python::Value;

namespace {

struct Named {
  std::string file, name;
};

// FILE.py:CLASS
Named named(const std::string& script) {
  const std::size_t colon = script.rfind(':');
  if (colon == std::string::npos || script.substr(colon + 1).find('/') != std::string::npos)
    return {script, ""};
  return {script.substr(0, colon), script.substr(colon + 1)};
}

Result<std::string> text_of(const std::string& file) {
  DiagnosticList problems;
  const auto source = open_source(file, {}, problems);
  if (!source || (*source)->members().size() != 1)
    return make_error("usage", fmt::format("{} is no script", printable(file)),
                      "--loader names a file of Python code");
  return read_text(**source, (*source)->members()[0].name, MaxParsedBytes, problems);
}

orm::TableChanges minus(const orm::TableChanges& now, const orm::TableChanges& before) {
  return {now.inserted - before.inserted, now.updated - before.updated,
          now.deleted - before.deleted};
}

}  // namespace

Result<std::unique_ptr<ScriptLoader>> ScriptLoader::create(Setting setting, SnapshotCode& code,
                                                           Sandbox& sandbox) {
  const Named script = named(setting.script);
  UNDUMPY_TRY(const std::string text, text_of(script.file));
  UNDUMPY_CHECK(code.load());
  // The class may use what restore.py defines: models, create_ functions, helpers.
  python::Dict& globals = sandbox.interpreter().globals();
  globals.table.copy_from(code.globals().table);
  const std::size_t slash = script.file.rfind('/') + 1;
  const std::string stem = script.file.substr(slash, script.file.find('.', slash) - slash);
  std::unique_ptr<ScriptLoader> loader(new ScriptLoader(std::move(setting), sandbox));
  const python::ProgramResult ended =
      sandbox.interpreter().run(script.file, text, Sandbox::resolving(true), stem);
  if (!ended.ok) return loader->failed(ended).error();
  UNDUMPY_CHECK(loader->find_class(stem, script.name));
  return loader;
}

Status ScriptLoader::find_class(const std::string& module, const std::string& name) {
  Runtime& rt = sandbox_.runtime();
  std::vector<std::string> found;
  Value chosen;
  const Value all(&sandbox_.interpreter().globals());
  for (const Value& key : python::to_vector(rt, all)) {
    const std::string variable = python::str(rt, key);
    const Value value = python::get_item(rt, all, key);
    auto* cls = python::as<python::Class>(value);
    if (cls == nullptr || !cls->of_program || cls->module != module ||
        !cls->lookup(rt.intern("save")) || (!name.empty() && variable != name))
      continue;
    found.push_back(variable);
    chosen = value;
  }
  if (found.size() != 1)
    return make_error("usage",
                      found.empty() ? fmt::format("{} has no class {} with a method save()",
                                                  setting_.script, name)
                                    : fmt::format("{} has several classes with a method save(): {}",
                                                  setting_.script, fmt::join(found, ", ")),
                      "name the class: --loader FILE.py:CLASS");
  const python::ProgramResult ended =
      sandbox_.interpreter().guard([&] { loader_ = python::call(rt, chosen, {}); });
  return failed(ended);
}

Status ScriptLoader::failed(const python::ProgramResult& ended) const {
  if (ended.ok) return Done{};
  const bool limit = ended.error.starts_with("LimitExceeded");
  Diagnostic error =
      make_error(limit ? "limit-exceeded" : "code-failed",
                 fmt::format("{}: {}", setting_.script, ended.error), "mend the loader");
  error.traceback = ended.traceback;
  error.why = "the loader decides about every row";
  return error;
}

Status ScriptLoader::take(std::span<const Row> rows) {
  return failed(sandbox_.interpreter().guard([&] {
    for (const Row& row : rows) save(row);
  }));
}

void ScriptLoader::save(const Row& row) {
  Runtime& rt = sandbox_.runtime();
  const std::string& table = row.shape->table;
  const auto changes = [&] {
    const auto found = sandbox_.models().changes().find(table);
    return found != sandbox_.models().changes().end() ? found->second : orm::TableChanges();
  };
  const orm::TableChanges before = changes();
  python::Ref<python::Exception> raised;
  std::string reason;
  try {
    rt.step();
    Value object;
    reason = make(row, object);
    if (reason.empty()) python::call_method(rt, loader_, "save", {object});
  } catch (const python::Raised& error) {
    raised = error.exception;
  }
  std::string traceback;
  if (raised) {
    reason = exception_line(rt, *raised);
    traceback = traceback_text(rt, *raised);
  }
  orm::TableChanges made = minus(changes(), before);
  const Fate fate = !reason.empty()     ? Fate::Rejected
                    : made.inserted > 0 ? Fate::Inserted
                    : made.updated > 0  ? Fate::Updated
                                        : Fate::Skipped;
  if (fate == Fate::Inserted) ++told_[table].inserted;
  if (fate == Fate::Updated) ++told_[table].updated;
  setting_.tell(row, fate, std::move(reason), std::move(traceback));
}

ScriptLoader::Shape& ScriptLoader::shape_of(const RowShape& row_shape) {
  const auto known = shapes_.find(&row_shape);
  if (known != shapes_.end()) return known->second;
  Runtime& rt = sandbox_.runtime();
  Shape shape;
  shape.model = sandbox_.models().resolve(row_shape.model);
  if (!row_shape.parent.empty()) shape.parent = sandbox_.models().resolve(row_shape.parent);
  shape.table = setting_.schema->find(row_shape.table);
  for (const ShapeColumn& column : row_shape.columns) {
    shape.names.push_back(rt.intern(column.name));
    const Column* own = shape.table != nullptr ? column_for(*shape.table, column) : nullptr;
    shape.storages.push_back(own == nullptr ? nullptr
                                            : std::make_unique<ColumnStorage>(
                                                  *shape.table, *own, &column, setting_.storage));
  }
  return shapes_.emplace(&row_shape, std::move(shape)).first->second;
}

std::string ScriptLoader::make(const Row& row, Value& object) {
  Runtime& rt = sandbox_.runtime();
  Shape& shape = shape_of(*row.shape);
  if (shape.table == nullptr) return "the target has no such table";
  const bool child = !row.shape->parent.empty();
  std::vector<Value> values;
  std::vector<python::Str*> names;
  if (child)
    values = {shape.parent, values_.value_of(row.cells[0], shape.storages[0].get()), shape.model};
  const auto positional = static_cast<std::uint32_t>(values.size());
  for (std::size_t i = child ? 1 : 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    if (cell.kind == CellKind::Absent) continue;
    if (shape.storages[i] == nullptr) {
      if (cell.is_none()) continue;
      return fmt::format("the table has no column {}, and this row has {} for it",
                         row.shape->columns[i].name, printable(to_text(cell)));
    }
    values.push_back(values_.value_of(cell, shape.storages[i].get()));
    names.push_back(shape.names[i]);
  }
  python::Arguments arguments{values.data(), positional, static_cast<std::uint32_t>(names.size()),
                              names.data()};
  object = python::call(rt, child ? sandbox_.models().create_mti_child() : shape.model, arguments);
  return {};
}

Status ScriptLoader::finish() {
  Runtime& rt = sandbox_.runtime();
  return failed(sandbox_.interpreter().guard([&] {
    for (const char* method : {"flush_deferred_objects", "report"})
      if (python::find_attribute(rt, loader_, method)) python::call_method(rt, loader_, method, {});
  }));
}

std::map<std::string, orm::TableChanges> ScriptLoader::other_changes() const {
  std::map<std::string, orm::TableChanges> others;
  for (const auto& [table, change] : sandbox_.models().changes()) {
    const auto told = told_.find(table);
    others[table] = told != told_.end() ? minus(change, told->second) : change;
  }
  return others;
}

}  // namespace undumpy
