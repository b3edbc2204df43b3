// ScriptLoader: `restore --loader FILE.py[:CLASS]` — a class in Python that is given every row and
// decides what becomes of it.
//
//     class MyLoader:
//         def save(self, obj):                  # each row, as an instance of its model
//             if obj.budget_id in self.lost: obj.save()
//         def flush_deferred_objects(self): …   # at the end, when it is there
//         def report(self): …                   # likewise
//
// A row is inserted or updated when the class calls obj.save(), skipped when it does not, and
// rejected when save() of the class raises.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/row.h"
#include "engine/script/loader_script.h"
#include "engine/script/row_objects.h"
#include "engine/storage.h"

namespace undumpy {

class ScriptLoader final : public RowSink {
 public:
  enum class Fate : std::uint8_t { Inserted, Updated, Skipped, Rejected };
  struct Setting {
    const Schema* schema = nullptr;
    StorageOptions storage;
    // What became of a row. `reason` and `traceback` are those of a rejection.
    std::function<void(const Row& row, Fate fate, std::string reason, std::string traceback)> tell;
  };
  // REQUIRES: script and sandbox outlive it. Errors: those of LoaderScript::make_loader.
  static Result<std::unique_ptr<ScriptLoader>> create(Setting setting, LoaderScript& script,
                                                      Sandbox& sandbox);

  // Errors: "limit-exceeded".
  Status take(std::span<const Row> rows) override;
  // Calls flush_deferred_objects() and report(). Errors: "code-failed", "limit-exceeded".
  Status finish();
  // What the class changed besides the rows that were told, by table: rows that it had kept back,
  // and rows of its own.
  [[nodiscard]] std::map<std::string, orm::TableChanges> other_changes() const;

 private:
  ScriptLoader(Setting setting, LoaderScript& script, Sandbox& sandbox)
      : setting_(std::move(setting)),
        script_(script),
        sandbox_(sandbox),
        objects_(sandbox, *setting_.schema, setting_.storage) {}
  void save(const Row& row);

  Setting setting_;
  LoaderScript& script_;
  Sandbox& sandbox_;
  python::Value loader_;
  std::map<std::string, orm::TableChanges> told_;
  RowObjects objects_;
};

}  // namespace undumpy
