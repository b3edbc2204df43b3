// RegeneratedConstructor: the create_ function that a generator would have written for a table.
//
// A generator makes the function of the model's columns alone. What it knew of them can still be
// read from an edited function: its parameters, the conversion lines, the names given to bv2kw(),
// the model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/code_lines.h"
#include "analyzer/model_names.h"
#include "parser/snapshot.h"
#include "parser/template.h"

namespace undumpy {

class RegeneratedConstructor {
 public:
  struct Parameter {
    std::string name;
    bool decimal = false;
    bool content_type = false;
    bool babel = false;
    std::string choices;  // "contacts.PartnerStates", or empty
  };

  // nullopt when no generator can have written a function with such parameters, or for no model of
  // this snapshot. `written` is the function as it stands in restore.py.
  static std::optional<RegeneratedConstructor> of(const Snapshot& snapshot, const ModelNames& names,
                                                  const ConstructorDeclaration& declaration,
                                                  const CodeLines& written);

  // As the generators of that period write it.
  [[nodiscard]] CodeLines lines(std::size_t period) const;
  [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }

  // The lines in which the value of a parameter is stored.
  static std::string update_line(const Parameter& parameter);

 private:
  bool find_model(const Snapshot& snapshot, const ModelNames& names,
                  const syntax::FunctionDef& function);
  void find_parent(const ModelNames& names);
  [[nodiscard]] std::string old_child_call() const;

  std::string child_call_;  // create_mti_child, or what it was called before
  std::string table_;
  std::vector<Parameter> parameters_;
  std::string model_;   // variable: contacts_Person
  std::string parent_;  // variable; empty when there is none
  // The pointer to the parent is stored like a column: where a model declares it itself.
  bool pointer_stored_ = false;
  std::vector<std::string> old_keywords_;  // of create_mti_child before it took **kw
};

}  // namespace undumpy
