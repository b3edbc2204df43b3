#include "engine/content_types.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace undumpy {

Result<std::int64_t> ContentTypes::id_of(std::string_view variable) {
  if (const auto known = ids_.find(variable); known != ids_.end()) return known->second;
  const ModelDeclaration* declared = snapshot_.model_of_variable(variable);
  const std::size_t dot = declared != nullptr ? declared->name.find('.') : std::string::npos;
  if (dot == std::string::npos) return std::int64_t{0};
  const std::string app = declared->name.substr(0, dot);
  std::string model = declared->name.substr(dot + 1);
  std::ranges::transform(model, model.begin(), [](unsigned char c) { return std::tolower(c); });

  UNDUMPY_TRY(auto find, database_.prepare("SELECT id FROM django_content_type "
                                           "WHERE app_label = ?1 AND model = ?2"));
  find.bind(1, app);
  find.bind(2, model);
  UNDUMPY_TRY(const bool found, find.step());
  std::int64_t id = found ? find.integer(0) : 0;
  if (!found) {
    UNDUMPY_TRY(const std::string sql, insertion());
    UNDUMPY_TRY(auto insert, database_.prepare(sql));
    insert.bind(1, app);
    insert.bind(2, model);
    UNDUMPY_TRY([[maybe_unused]] const bool row, insert.step());
    id = sqlite3_last_insert_rowid(database_.handle());
    ++made_;
    const std::array<Stored, 2> names = {Stored::of_text(app), Stored::of_text(model)};
    if (script_ != nullptr) script_->statement(sql, names);
  }
  ids_.emplace(variable, id);
  return id;
}

Result<std::string> ContentTypes::insertion() {
  // Before Django 1.8 there was a name for people too.
  UNDUMPY_TRY(auto named,
              database_.prepare("SELECT 1 FROM pragma_table_info('django_content_type') "
                                "WHERE name = 'name'"));
  UNDUMPY_TRY(const bool has_name, named.step());
  return std::string(
      has_name ? "INSERT INTO django_content_type (app_label, model, name) VALUES (?1, ?2, ?2)"
               : "INSERT INTO django_content_type (app_label, model) VALUES (?1, ?2)");
}

}  // namespace undumpy
