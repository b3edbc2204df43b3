#include "engine/script/script_loader.h"

namespace undumpy {

using python::Runtime;
using python::Value;

namespace {

orm::TableChanges minus(const orm::TableChanges& now, const orm::TableChanges& before) {
  return {now.inserted - before.inserted, now.updated - before.updated,
          now.deleted - before.deleted};
}

}  // namespace

Result<std::unique_ptr<ScriptLoader>> ScriptLoader::create(Setting setting, LoaderScript& script,
                                                           Sandbox& sandbox) {
  std::unique_ptr<ScriptLoader> loader(new ScriptLoader(std::move(setting), script, sandbox));
  UNDUMPY_TRY(loader->loader_, script.make_loader());
  return loader;
}

Status ScriptLoader::take(std::span<const Row> rows) {
  return script_.ended(sandbox_.interpreter().guard([&] {
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
    reason = objects_.make(row, object);
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

Status ScriptLoader::finish() {
  Runtime& rt = sandbox_.runtime();
  return script_.ended(sandbox_.interpreter().guard([&] {
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
