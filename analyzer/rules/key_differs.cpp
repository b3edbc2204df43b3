#include <fmt/format.h>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/storage.h"

namespace undumpy::rules {

namespace {

class KeyDiffers final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.against == nullptr || in.against->kind() == Against::Kind::Snapshot) return;
    for (const auto& [name, facts] : *in.facts) {
      const Table* table = in.against->schema().find(name);
      if (table == nullptr || facts.shape->columns.empty() || facts.key_is_unknown()) continue;
      const Column* key = table->primary_key();
      const ShapeColumn& own_key = facts.shape->columns[facts.key];
      if (key == nullptr || column_for(*table, own_key) == key) continue;
      const std::string& own = own_key.name;
      Diagnostic finding =
          table_finding(rules::key_differs, name,
                        fmt::format("the {} rows are told apart by {}, the target's by {}",
                                    facts.rows, own, key->name));
      finding.column = key->name;
      if (facts.rows == 0) finding.severity = Severity::Info;
      in.findings.add(rules::key_differs, std::move(finding), facts.rows);
      note_difference(in, rules::key_differs, name, own, facts.rows, "primary key: " + key->name);
    }
  }
};

}  // namespace

const Rule key_differs{
    .code = "DR610",
    .name = "key-differs",
    .about_target = true,
    .what = "The target's table has another primary key than the snapshot's rows (`--against`).",
    .why =
        "References of other tables hold the snapshot's keys and would lead nowhere; rows "
        "can not be told apart as before.",
    .example = "library_book: the rows are told apart by id, the target by isbn",
    .next =
        "Compare the models. Rows have to be converted by a loader (`restore --loader "
        "FILE.py`).",
    .make = make_check<KeyDiffers>,
};

}  // namespace undumpy::rules
