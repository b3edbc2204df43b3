// ModelNames: the models of a snapshot by what generators make of their names.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "parser/snapshot.h"

namespace undumpy {

class ModelNames {
 public:
  // REQUIRES: the snapshot outlives it.
  explicit ModelNames(const Snapshot& snapshot);

  // contacts_Person for contacts_person; nullptr when there is none.
  [[nodiscard]] const ModelDeclaration* of_table(std::string_view table) const;
  // contacts.Person for person; nullptr when there is none, or more than one.
  [[nodiscard]] const ModelDeclaration* of_class(std::string_view lower_name) const;

 private:
  using Index = std::map<std::string, const ModelDeclaration*, std::less<>>;
  Index by_table_;
  Index by_class_;  // nullptr: more than one
};

}  // namespace undumpy
