// LoaderScript: the file of `--loader FILE.py[:CLASS]`, run once; what it offers to a restore — a
// class with a method save(), and a function validate(obj).
#pragma once

#include <string>
#include <vector>

#include "engine/script/snapshot_code.h"

namespace undumpy {

class LoaderScript {
 public:
  // Runs restore.py and then the script, which may use what restore.py defines: models, create_
  // functions, helpers. REQUIRES: the sandbox outlives it. Errors: "usage" (no such file),
  // "code-failed", "limit-exceeded".
  static Result<LoaderScript> create(const std::string& script, SnapshotCode& code,
                                     Sandbox& sandbox);

  // Whether there is a class to choose, or one was named.
  [[nodiscard]] bool has_class() const { return !class_.empty() || !classes_.empty(); }
  // An object of the class. Errors: "usage" (no class, several), "code-failed".
  Result<python::Value> make_loader();
  // The function `validate`; absent when there is none.
  [[nodiscard]] python::Value validator() const { return validator_; }

  // An error when the program did not end well.
  [[nodiscard]] Status ended(const python::ProgramResult& result) const;

 private:
  struct Named {
    std::string name;
    python::Value cls;
  };
  LoaderScript(std::string script, Sandbox& sandbox)
      : script_(std::move(script)), sandbox_(&sandbox) {}
  void find(const std::string& module);

  std::string script_;
  Sandbox* sandbox_;
  std::string class_;           // that was named
  std::vector<Named> classes_;  // of the script, with save()
  python::Value validator_;
};

}  // namespace undumpy
