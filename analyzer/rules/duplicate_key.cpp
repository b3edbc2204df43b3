#include <fmt/format.h>

#include <memory>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

using KeyPlaces = std::map<std::string, Place>;

class DuplicateKey final : public Check {
 public:
  using Check::Check;

  void end() override {
    for (const auto& [name, facts] : *in.facts) {
      if (facts.shape->columns.empty() || facts.key_is_unknown()) continue;
      const ValueSet& repeated = facts.columns[facts.key].repeated;
      if (repeated.empty()) continue;
      const auto first = std::make_shared<KeyPlaces>();
      in.again.push_back({name, [this, first, &repeated](const Row& row) {
                            const std::size_t key = row.shape->key_column();
                            if (repeated.contains(row.cells[key])) report(row, key, *first);
                          }});
    }
  }

 private:
  // The first of the rows with a key is right until the opposite is known.
  void report(const Row& row, std::size_t key, KeyPlaces& first) {
    const Cell& cell = row.cells[key];
    // 3 and '3' are the same key (FORMAT.md 5.6).
    const std::string text = cell.kind == CellKind::Text ? std::string(cell.text()) : to_text(cell);
    Diagnostic finding = cell_finding(rules::duplicate_key, row, key, "");
    const auto [before, is_first] = first.try_emplace(text, finding.place);
    if (is_first) return;
    finding.message = fmt::format("the key {} is also that of the row at {}:{}", printable(text),
                                  before->second.file, before->second.line);
    in.findings.add(rules::duplicate_key, std::move(finding));
  }
};

}  // namespace

const Rule duplicate_key{
    .code = "UQ501",
    .name = "duplicate-key",
    .what =
        "Two rows of a table have the same primary key, also when they stand in different "
        "parts of the table.",
    .why =
        "A database keeps one of them only: the second one can not be stored. Parts of a "
        "large table are slices of an unordered query, so that a row may come twice and "
        "another one never (FORMAT.md 5.10).",
    .example =
        "loader.save(create_library_book(2,'Matilda'))\n"
        "loader.save(create_library_book(2,'Momo'))",
    .next =
        "Compare the two rows. Equal ones: remove one, and look for a row that is missing. "
        "Different ones: find out which key is right.",
    .make = make_check<DuplicateKey>,
};

}  // namespace undumpy::rules
