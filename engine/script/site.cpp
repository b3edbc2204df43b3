#include "engine/script/site.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/constructor.h"
#include "engine/orm/instance.h"
#include "engine/python/interpreter.h"

namespace undumpy {

using python::Arguments;
using python::Runtime;
using python::Value;

namespace {

constexpr const char* Extension = "site";

Site& site_of(Runtime& rt) { return *static_cast<Site*>(rt.extensions.at(Extension).get()); }

Value call_resolve_model(Runtime& rt, Arguments& a) {
  return site_of(rt).models().resolve(python::text_argument(rt, a[0], "the model's name"));
}
Value call_knows_model(Runtime& rt, Arguments& a) {
  return Value::boolean(site_of(rt).knows_model(python::text_argument(rt, a[0], "the name")));
}
Value call_has_app(Runtime& rt, Arguments& a) {
  return Value::boolean(site_of(rt).has_app(python::text_argument(rt, a[0], "the name")));
}
Value call_has_language(Runtime& rt, Arguments& a) {
  return Value::boolean(site_of(rt).has_language(python::text_argument(rt, a[0], "the code")));
}

// Languages that a table has a column and a translated column in: name, name_de.
std::vector<std::string> languages_of(const Schema& schema) {
  std::vector<std::string> languages;
  for (const Table& table : schema.tables)
    for (const Column& column : table.columns) {
      for (std::size_t at = column.name.find('_', 1); at != std::string::npos;
           at = column.name.find('_', at + 1)) {
        const std::string code = column.name.substr(at + 1);
        if (code.size() < 2 || code.size() > 6) continue;
        if (table.find(column.name.substr(0, at)) != nullptr) languages.push_back(code);
      }
    }
  std::ranges::sort(languages);
  const auto rest = std::ranges::unique(languages);
  languages.erase(rest.begin(), rest.end());
  return languages;
}

std::string in_lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

Site::Site(Runtime& rt, orm::Models& models, const Schema* schema, bool all_languages)
    : rt_(rt), models_(models), schema_(schema), all_languages_(all_languages) {
  rt.extensions[Extension] = std::shared_ptr<void>(this, [](void*) {});
  if (schema != nullptr) languages_ = languages_of(*schema);
}

Site::~Site() { rt_.extensions.erase(Extension); }

void Site::declare(const Snapshot& snapshot, const Constructors& constructors) {
  for (const auto& constructor : constructors.all()) {
    const RowShape& shape = constructor->shape();
    if (!shape.model.empty()) models_.declare(shape.model, shape.table, shape.parent);
  }
  for (const ModelDeclaration& model : snapshot.models) declared_.push_back(model.name);
}

void Site::adopt(python::Dict& globals) const {
  const Value own = globals.get(*rt_.intern("execfile"));
  if (python::as<python::Function>(own) != nullptr)
    globals.set(*rt_.intern("execfile"), rt_.builtins->get(*rt_.intern("execfile")));
}

bool Site::knows_model(const std::string& name) const {
  if (std::ranges::find(declared_, name) != declared_.end()) return true;
  if (schema_ == nullptr) return false;
  std::string table = in_lower_case(name);
  std::ranges::replace(table, '.', '_');
  return schema_->find(table) != nullptr;
}

bool Site::has_app(std::string_view app) const {
  const std::string prefix = std::string(app.substr(app.rfind('.') + 1)) + "_";
  if (schema_ == nullptr)
    return std::ranges::any_of(declared_, [&](const std::string& model) {
      return model.substr(0, model.find('.')) + "_" == prefix;
    });
  return std::ranges::any_of(schema_->tables,
                             [&](const Table& table) { return table.name.starts_with(prefix); });
}

bool Site::has_language(std::string_view code) const {
  return schema_ == nullptr || all_languages_ ||
         std::ranges::find(languages_, code) != languages_.end();
}

bool Site::knows_module(std::string_view name) {
  return !site_module(name).empty() || orm::Models::knows_module(name);
}

Value Site::import_module(const std::string& name) {
  if (Value module = models_.import_module(name)) return module;
  const std::string_view text = site_module(name);
  if (text.empty()) return {};
  DiagnosticList problems;
  python::ResolveOptions options;
  options.strict = false;
  options.knows_module = knows_module;
  const auto program =
      python::load_program(rt_, fmt::format("<{}>", name), std::string(text), options, problems);
  if (program == nullptr)
    python::import_error(rt_, "{}: {}", name,
                         problems.items.empty() ? "broken" : to_text(problems.items.front()));
  const python::Ref<python::Module> module(new python::Module(rt_, name));
  module->add(rt_, "_site_resolve_model", call_resolve_model, 1, -1);
  module->add(rt_, "_site_knows_model", call_knows_model, 1, 1);
  module->add(rt_, "_site_has_app", call_has_app, 1, 1);
  module->add(rt_, "_site_has_language", call_has_language, 1, 1);
  module->add(rt_, "_site_create_mti_child", models_.create_mti_child());
  python::Program::run(rt_, program, *module->dict, *module->dict);
  return module;
}

}  // namespace undumpy
