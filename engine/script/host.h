// ScriptHost: what the interpreter reaches when it runs a user's code — the files of snapshots, the
// modules of a Site, two places to write to, a clock that was given. Nothing else.
#pragma once

#include <functional>
#include <string>

#include "engine/python/runtime.h"
#include "engine/script/code_options.h"
#include "engine/script/files.h"
#include "engine/script/site.h"

namespace undumpy {

class ScriptHost final : public python::Host {
 public:
  using Write = std::function<void(std::string_view text)>;
  // `files` may be null: then execfile() is refused.
  ScriptHost(ScriptFiles* files, std::optional<std::string> now, Write out, Write err)
      : files_(files), now_(std::move(now)), out_(std::move(out)), err_(std::move(err)) {}
  // REQUIRES: the site outlives every run.
  void use(Site& site) { site_ = &site; }
  // sys.argv
  void set_arguments(std::vector<std::string> arguments) { arguments_ = std::move(arguments); }

  void print(std::string_view text) override {
    if (out_) out_(text);
  }
  void log(std::string_view text) override {
    if (err_) err_(text);
  }
  std::optional<std::string> now() override { return now_; }
  std::vector<std::string> arguments() override { return arguments_; }
  bool file_exists(const std::string& path) override;
  bool is_file(const std::string& path) override { return file_exists(path); }
  // restore.py is run whole, from the tree that Snapshot has of it; a data module row by row.
  void execute_file(python::Runtime& rt, const std::string& path, python::Dict& globals,
                    python::Dict& locals) override;
  python::Value import_module(python::Runtime& rt, const std::string& name) override;

 private:
  void execute_restore(python::Runtime& rt, const ScriptFiles::File& file, const std::string& path,
                       python::Dict& globals, python::Dict& locals);

  ScriptFiles* files_;
  std::optional<std::string> now_;
  Write out_, err_;
  std::vector<std::string> arguments_;
  Site* site_ = nullptr;
};

}  // namespace undumpy
