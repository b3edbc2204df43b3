#include "engine/script/loader_script.h"

#include <fmt/format.h>

#include "parser/python.h"
#include "parser/source.h"
#include "parser/text_reader.h"

namespace undumpy {

using python::Runtime;
using python::Value;

namespace {

Result<std::string> text_of(const std::string& file) {
  DiagnosticList problems;
  const auto source = open_source(file, {}, problems);
  if (!source || (*source)->members().size() != 1)
    return make_error("usage", fmt::format("{} is no script", printable(file)),
                      "--loader names a file of Python code");
  return read_text(**source, (*source)->members()[0].name, MaxParsedBytes, problems);
}

}  // namespace

Result<LoaderScript> LoaderScript::create(const std::string& script, SnapshotCode& code,
                                          Sandbox& sandbox) {
  LoaderScript loader(script, sandbox);
  std::string file = script;
  const std::size_t colon = script.rfind(':');
  if (colon != std::string::npos && script.find('/', colon) == std::string::npos) {
    file = script.substr(0, colon);
    loader.class_ = script.substr(colon + 1);
  }
  UNDUMPY_TRY(const std::string text, text_of(file));
  UNDUMPY_CHECK(code.load());
  python::Dict& globals = sandbox.interpreter().globals();
  globals.table.copy_from(code.globals().table);
  const std::size_t slash = file.rfind('/') + 1;
  const std::string module = file.substr(slash, file.find('.', slash) - slash);
  UNDUMPY_CHECK(
      loader.ended(sandbox.interpreter().run(file, text, Sandbox::resolving(true), module)));
  loader.find(module);
  return loader;
}

// What the script itself defines: restore.py may have classes too.
void LoaderScript::find(const std::string& module) {
  Runtime& rt = sandbox_->runtime();
  const Value all(&sandbox_->interpreter().globals());
  for (const Value& key : python::to_vector(rt, all)) {
    const std::string name = python::str(rt, key);
    const Value value = python::get_item(rt, all, key);
    if (name == "validate" && python::callable(value)) validator_ = value;
    auto* cls = python::as<python::Class>(value);
    if (cls == nullptr || !cls->of_program || cls->module != module ||
        !cls->lookup(rt.intern("save")) || (!class_.empty() && name != class_))
      continue;
    classes_.push_back({name, value});
  }
}

Result<Value> LoaderScript::make_loader() {
  if (classes_.size() != 1) {
    std::vector<std::string> names;
    for (const Named& each : classes_) names.push_back(each.name);
    if (classes_.empty() && class_.empty() && validator_)
      return make_error(
          "usage",
          fmt::format("{} has a function validate() and no class with a method save()", script_),
          "give --validate too: validate(obj) is called for every row then");
    return make_error("usage",
                      classes_.empty()
                          ? fmt::format("{} has no class {} with a method save()", script_, class_)
                          : fmt::format("{} has several classes with a method save(): {}", script_,
                                        fmt::join(names, ", ")),
                      "name the class: --loader FILE.py:CLASS");
  }
  Value loader;
  UNDUMPY_CHECK(ended(sandbox_->interpreter().guard(
      [&] { loader = python::call(sandbox_->runtime(), classes_.front().cls, {}); })));
  return loader;
}

Status LoaderScript::ended(const python::ProgramResult& result) const {
  if (result.ok) return Done{};
  const bool limit = result.error.starts_with("LimitExceeded");
  Diagnostic error = make_error(limit ? "limit-exceeded" : "code-failed",
                                fmt::format("{}: {}", script_, result.error), "mend the script");
  error.traceback = result.traceback;
  error.why = "its code decides about every row";
  return error;
}

}  // namespace undumpy
