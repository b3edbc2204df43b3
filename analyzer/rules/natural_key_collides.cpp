#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/unique_sets.h"

namespace undumpy::rules {

namespace {

class Collisions final : public RowCheck {
 public:
  Collisions(Inspection& inspection, UniqueSet set, std::string key, sqlite::Statement lookup)
      : in_(inspection), set_(std::move(set)), key_(std::move(key)), lookup_(std::move(lookup)) {}

  void look(const Row& row) override {
    if (!set_.hash(row)) return;  // a NULL
    lookup_.reset();
    if (!set_.bind(row, lookup_)) return;
    const auto found = lookup_.step();
    if (!found) in_.failure = found.error();
    if (!found || !*found) return;
    const std::string held = lookup_.text(0);
    const Cell& own = row.cells[row.shape->key_column()];
    if (held == (own.kind == CellKind::Text ? std::string(own.text()) : to_text(own))) return;
    Diagnostic finding = cell_finding(rules::natural_key_collides, row, set_.columns().front(), "");
    finding.column = set_.names();
    finding.value = set_.values(row);
    finding.message =
        fmt::format("the target has {} {} under the {} {}, here it is {}", set_.names(),
                    printable(finding.value), key_, printable(held), printable(finding.key));
    in_.findings.add(rules::natural_key_collides, std::move(finding));
  }

 private:
  Inspection& in_;
  UniqueSet set_;
  std::string key_;
  sqlite::Statement lookup_;
};

class NaturalKeyCollides final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<RowCheck> rows(const RowShape& shape) override {
    if (in.against == nullptr || in.against->database() == nullptr) return nullptr;
    const Table* table = in.against->schema().find(shape.table);
    const Column* key = table != nullptr ? table->primary_key() : nullptr;
    if (key == nullptr) return nullptr;
    auto all = std::make_unique<RowChecks>();
    for (UniqueSet& set : unique_sets(in, shape)) {
      if (set.is_primary_key()) continue;
      auto lookup = in.against->database()->prepare(
          fmt::format("SELECT {} FROM {} WHERE {}", sqlite::quoted(key->name),
                      sqlite::quoted(shape.table), set.condition()));
      if (lookup)
        all->add(std::make_unique<Collisions>(in, std::move(set), key->name, std::move(*lookup)));
      else
        in.failure = lookup.error();
    }
    return all->empty() ? nullptr : std::move(all);
  }
};

}  // namespace

const Rule natural_key_collides{
    .code = "UQ503",
    .name = "natural-key-collides",
    .about_target = true,
    .what =
        "A row of the snapshot has the same values in a unique set as a row of the target "
        "with another primary key (`--against DATABASE`).\n"
        "\n"
        "Somebody typed lost data in again: the same person lives under a new key (story 1).",
    .why = "The target refuses the row, and with it every row that refers to its old key.",
    .example = "partner 85229 has the national_id of partner 85301 in the target",
    .next =
        "Compare the two rows. If they are the same thing, let the create_ functions "
        "re-point the old key to the new one.",
    .make = make_check<NaturalKeyCollides>,
};

}  // namespace undumpy::rules
