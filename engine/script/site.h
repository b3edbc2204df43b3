// Site: what programs can import of Django and Lino, over one set of models.
//
// `settings.SITE`, `rt.models`, `resolve_model`, `create_mti_child`, `DpyLoader`, … are made here;
// what belongs to Django's ORM comes from orm::Models. The small modules are written in Python
// (site_modules.cpp) and run in the same interpreter as the program.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/orm/models.h"

namespace undumpy {

class Snapshot;
class Constructors;

class Site {
 public:
  // `all_languages`: babelkw() gives a value for each language of the source, also for those that
  // no column of the schema is in; whoever stores the row judges them, as with plans. REQUIRES: rt,
  // models and schema (may be null) outlive it.
  Site(python::Runtime& rt, orm::Models& models, const Schema* schema, bool all_languages);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  // Tells the models which tables the create_ functions of a snapshot fill, and keeps the names of
  // its models.
  void declare(const Snapshot& snapshot, const Constructors& constructors);
  // After restore.py ran in `globals`: its execfile() and the like become the host's.
  void adopt(python::Dict& globals) const;
  // Absent for names that are not ours.
  python::Value import_module(const std::string& name);
  static bool knows_module(std::string_view name);

  // True when a snapshot resolved that model or the target has its table.
  [[nodiscard]] bool knows_model(const std::string& name) const;
  [[nodiscard]] bool has_app(std::string_view app) const;
  // False for a language that no column of the target is in.
  [[nodiscard]] bool has_language(std::string_view code) const;
  [[nodiscard]] orm::Models& models() { return models_; }

 private:
  python::Runtime& rt_;
  orm::Models& models_;
  const Schema* schema_;
  bool all_languages_;
  std::vector<std::string> declared_;
  std::vector<std::string> languages_;  // of the target's columns
};

// The Python text of a module of ours ("lino.utils.dpy"); empty for others.
std::string_view site_module(std::string_view name);

}  // namespace undumpy
