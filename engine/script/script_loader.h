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
#include "engine/script/cell_values.h"
#include "engine/script/snapshot_code.h"
#include "engine/storage.h"

namespace undumpy {

class ScriptLoader final : public RowSink {
 public:
  enum class Fate : std::uint8_t { Inserted, Updated, Skipped, Rejected };
  struct Setting {
    std::string script;  // FILE.py or FILE.py:CLASS
    const Schema* schema = nullptr;
    StorageOptions storage;
    // What became of a row. `reason` and `traceback` are those of a rejection.
    std::function<void(const Row& row, Fate fate, std::string reason, std::string traceback)> tell;
  };
  // REQUIRES: code and sandbox outlive it. Errors: "usage" (no such file or class), "code-failed".
  static Result<std::unique_ptr<ScriptLoader>> create(Setting setting, SnapshotCode& code,
                                                      Sandbox& sandbox);

  // Errors: "limit-exceeded".
  Status take(std::span<const Row> rows) override;
  // Calls flush_deferred_objects() and report(). Errors: "code-failed", "limit-exceeded".
  Status finish();
  // What the class changed besides the rows that were told, by table: rows that it had kept back,
  // and rows of its own.
  [[nodiscard]] std::map<std::string, orm::TableChanges> other_changes() const;

 private:
  ScriptLoader(Setting setting, Sandbox& sandbox)
      : setting_(std::move(setting)), sandbox_(sandbox), values_(sandbox) {}
  Status find_class(const std::string& file, const std::string& name);
  void save(const Row& row);
  // An empty text, or why the row does not fit its table.
  std::string make(const Row& row, python::Value& object);
  Status failed(const python::ProgramResult& ended) const;

  // How the columns of one shape become values.
  struct Shape {
    python::Value model, parent;
    const Table* table = nullptr;
    std::vector<std::unique_ptr<ColumnStorage>> storages;  // null: the table has no such column
    std::vector<python::Str*> names;
  };
  Shape& shape_of(const RowShape& shape);

  Setting setting_;
  Sandbox& sandbox_;
  python::Value loader_;
  std::map<const RowShape*, Shape> shapes_;
  std::map<std::string, orm::TableChanges> told_;
  CellValues values_;
};

}  // namespace undumpy
