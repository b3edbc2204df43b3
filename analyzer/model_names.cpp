#include "analyzer/model_names.h"

#include "parser/utf8.h"

namespace undumpy {

using utf8::ascii_lower;

ModelNames::ModelNames(const Snapshot& snapshot) {
  for (const ModelDeclaration& model : snapshot.models) {
    by_table_[ascii_lower(model.variable)] = &model;
    const auto [at, is_new] =
        by_class_.try_emplace(ascii_lower(model.name.substr(model.name.find('.') + 1)), &model);
    if (!is_new) at->second = nullptr;
  }
}

const ModelDeclaration* ModelNames::of_table(std::string_view table) const {
  const auto found = by_table_.find(ascii_lower(table));
  return found != by_table_.end() ? found->second : nullptr;
}

const ModelDeclaration* ModelNames::of_class(std::string_view lower_name) const {
  const auto found = by_class_.find(lower_name);
  return found != by_class_.end() ? found->second : nullptr;
}

}  // namespace undumpy
