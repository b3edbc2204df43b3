#include <fmt/format.h>

#include "analyzer/dangling_values.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

// The keys that one pair of columns refers to, by the variable of the model (contacts_Partner).
using Wanted = std::map<std::string, ValueSet, std::less<>>;

class GenericReferences final : public RowCheck {
 public:
  GenericReferences(Wanted& wanted, std::size_t type, std::size_t key)
      : wanted_(wanted), type_(type), key_(key) {}
  void look(const Row& row) override {
    const Cell& model = row.cells[type_];
    const Cell& key = row.cells[key_];
    if (model.kind != CellKind::Model || key.is_none() || key.kind == CellKind::Absent) return;
    auto found = wanted_.find(model.text());
    if (found == wanted_.end()) found = wanted_.emplace(model.text(), ValueSet()).first;
    found->second.add(key);
  }

 private:
  Wanted& wanted_;
  std::size_t type_, key_;
};

class DanglingGenericReference final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<RowCheck> rows(const RowShape& shape) override {
    for (std::size_t type = 0; type < shape.columns.size(); ++type) {
      const std::size_t key = shape.generic_key_of(type);
      if (key < shape.columns.size())
        return std::make_unique<GenericReferences>(
            wanted_[{shape.table, shape.columns[key].name, shape.columns[type].name}], type, key);
    }
    return nullptr;
  }

  void end() override {
    for (auto& [place, wanted] : wanted_)
      for (const auto& [variable, keys] : wanted) compare(place, variable, keys);
  }

 private:
  struct Columns {
    std::string table, key, type;
    auto operator<=>(const Columns&) const = default;
  };

  void compare(const Columns& place, const std::string& variable, const ValueSet& keys) {
    const ModelDeclaration* model = in.snapshot.model_of_variable(variable);
    const std::string target = model != nullptr ? in.constructors.table_named(model->name) : "";
    const auto facts = in.facts->find(target);
    if (facts == in.facts->end() || facts->second.shape->columns.empty()) return;
    ValueSet dangling = keys.without(facts->second.keys());
    remove_held_by_target(in, target, dangling);
    if (dangling.empty()) return;
    const auto missing = std::make_shared<ValueSet>(std::move(dangling));
    in.again.push_back(
        {place.table, [this, place, variable, target, missing](const Row& row) {
           const std::size_t key = row.shape->find(place.key);
           const std::size_t type = row.shape->find(place.type);
           const std::size_t none = row.shape->columns.size();
           if (key == none || type == none || row.cells[type].kind != CellKind::Model ||
               row.cells[type].text() != variable || !missing->contains(row.cells[key]))
             return;
           in.findings.add(rules::dangling_generic_reference,
                           cell_finding(rules::dangling_generic_reference, row, key,
                                        fmt::format("{} has no row {}", target,
                                                    printable(to_text(row.cells[key])))));
         }});
  }

  std::map<Columns, Wanted> wanted_;
};

}  // namespace

const Rule dangling_generic_reference{
    .code = "RF403",
    .name = "dangling-generic-reference",
    .severity = Severity::Warning,
    .what =
        "A reference to any model, given by a content type and a key (`owner_type_id`, "
        "`owner_id`), leads to no row.",
    .why =
        "No database checks such references, so they dangle unseen: the object shows no "
        "owner, or code fails that looks for it.",
    .example = "loader.save(create_notes_note(1,library_Book,99))    # no book 99",
    .next =
        "Look for the missing row in an older snapshot; otherwise correct or remove the "
        "reference.",
    .make = make_check<DanglingGenericReference>,
};

}  // namespace undumpy::rules
