#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/drift.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

bool is_never_dumped(std::string_view table) {
  constexpr std::array<std::string_view, 3> Tables = {"django_content_type", "django_session",
                                                      "django_migrations"};
  return std::ranges::find(Tables, table) != Tables.end();
}

// Only its own id and two references: Django makes such tables for many-to-many fields.
bool is_many_to_many(const Table& table) {
  return table.columns.size() == 3 && table.foreign_keys.size() == 2;
}

class TableMissingInSnapshot final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.against == nullptr) return;
    for (const Table& table : in.against->schema().tables) {
      if (in.facts->contains(table.name) || is_never_dumped(table.name)) continue;
      const char* const what = is_many_to_many(table)
                                   ? "many-to-many table of the target; dumps never hold them"
                                   : "table of the target that the snapshot does not fill";
      in.findings.add(rules::table_missing_in_snapshot,
                      table_finding(rules::table_missing_in_snapshot, table.name,
                                    fmt::format("{} is a {}", table.name, what)));
      note_difference(in, rules::table_missing_in_snapshot, table.name, "", 0);
    }
  }
};

}  // namespace

const Rule table_missing_in_snapshot{
    .code = "DR602",
    .name = "table-missing-in-snapshot",
    .severity = Severity::Info,
    .about_target = true,
    .what =
        "The target has a table that the snapshot does not fill (`--against`).\n"
        "\n"
        "Tables that are never dumped are not mentioned: content types, sessions, migrations.",
    .why =
        "A new target stays empty there. Plain many-to-many tables are never part of a dump "
        "(FORMAT.md 1.2), so their content is lost unless another copy has it.",
    .example = "library_book_authors: a many-to-many table",
    .next = "Nothing, when the table is new. Otherwise look for another snapshot that has it.",
    .make = make_check<TableMissingInSnapshot>,
};

}  // namespace undumpy::rules
