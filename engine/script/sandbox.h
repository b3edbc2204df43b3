// Sandbox: one interpreter and all that its programs may reach — models over a database, the site,
// the files of snapshots, somewhere to print.
//
// A thread can have one at a time: the objects of an interpreter live in its heap.
#pragma once

#include <memory>

#include "engine/orm/models.h"
#include "engine/python/interpreter.h"
#include "engine/script/code_options.h"
#include "engine/script/host.h"
#include "engine/script/site.h"

namespace undumpy {

class Sandbox {
 public:
  struct Setting {
    CodeOptions code;
    // Both or none; without them models have no rows.
    sqlite::Connection* database = nullptr;
    const Schema* schema = nullptr;
    orm::ModelsOptions models;
    ScriptFiles* files = nullptr;  // for execfile(); may be null
    ScriptHost::Write out, err;    // may be empty
  };
  // REQUIRES: database, schema and files outlive it.
  explicit Sandbox(Setting setting);
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  [[nodiscard]] python::Interpreter& interpreter() { return *interpreter_; }
  [[nodiscard]] python::Runtime& runtime() { return interpreter_->runtime(); }
  [[nodiscard]] orm::Models& models() { return *models_; }
  [[nodiscard]] Site& site() { return *site_; }
  [[nodiscard]] ScriptHost& host() { return host_; }
  // For programs of users: what they may import.
  static python::ResolveOptions resolving(bool strict);

 private:
  ScriptHost host_;
  std::unique_ptr<python::Interpreter> interpreter_;
  std::unique_ptr<orm::Models> models_;
  std::unique_ptr<Site> site_;
};

}  // namespace undumpy
