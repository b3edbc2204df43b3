#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "analyzer/unique_sets.h"

namespace undumpy::rules {

namespace {

class SetCollector final : public RowCheck {
 public:
  SetCollector(UniqueSet set, RepeatedHashes& repeated)
      : set_(std::move(set)), repeated_(repeated) {}
  void look(const Row& row) override {
    if (const auto hash = set_.hash(row)) repeated_.add(*hash);
  }

 private:
  UniqueSet set_;
  RepeatedHashes& repeated_;
};

class DuplicateInUniqueSet final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<RowCheck> rows(const RowShape& shape) override {
    auto all = std::make_unique<RowChecks>();
    for (UniqueSet& set : unique_sets(in, shape)) {
      const Place place{shape.table, set.names()};
      sets_.try_emplace(place, set);
      all->add(std::make_unique<SetCollector>(std::move(set), repeated_[place]));
    }
    return all->empty() ? nullptr : std::move(all);
  }

  void end() override {
    for (const auto& [place, repeated] : repeated_) {
      if (repeated.none()) continue;
      const auto again = std::make_shared<Again>(sets_.at(place), repeated);
      in.again.push_back({place.table, [this, again](const Row& row) { look_again(row, *again); }});
    }
  }

 private:
  struct Place {
    std::string table, columns;
    auto operator<=>(const Place&) const = default;
  };
  struct FirstRow {
    std::string key;
    undumpy::Place place;
  };

  // The second reading of one set.
  struct Again {
    Again(const UniqueSet& unique_set, const RepeatedHashes& hashes)
        : set(unique_set), repeated(hashes) {}
    const UniqueSet& set;
    const RepeatedHashes& repeated;
    std::map<const RowShape*, std::optional<UniqueSet>> by_shape;
    std::map<std::string, FirstRow> first;  // by values
  };

  void look_again(const Row& row, Again& again) {
    auto found = again.by_shape.find(row.shape);
    if (found == again.by_shape.end())
      found = again.by_shape.emplace(row.shape, again.set.in_shape(*row.shape)).first;
    if (!found->second) return;
    const UniqueSet& set = *found->second;
    const auto hash = set.hash(row);
    if (!hash || !again.repeated.contains(*hash)) return;
    const std::string values = set.values(row);
    Diagnostic finding =
        cell_finding(rules::duplicate_in_unique_set, row, set.columns().front(), "");
    const auto [before, is_first] =
        again.first.try_emplace(values, FirstRow{finding.key, finding.place});
    if (is_first) return;
    finding.column = set.names();
    finding.value = values;
    finding.message =
        fmt::format("{} is {} also in the row {} at {}:{}; the target wants it unique", set.names(),
                    printable(values), printable(before->second.key), before->second.place.file,
                    before->second.place.line);
    in.findings.add(rules::duplicate_in_unique_set, std::move(finding));
  }

  std::map<Place, UniqueSet> sets_;
  std::map<Place, RepeatedHashes> repeated_;
};

}  // namespace

const Rule duplicate_in_unique_set{
    .code = "UQ502",
    .name = "duplicate-in-unique-set",
    .about_target = true,
    .what =
        "Two rows have the same values in columns that the target declares unique "
        "(`--against`).\n"
        "\n"
        "Also the primary key, where it is another column than the snapshot tells.",
    .why = "The target refuses the second row. NULLs are never equal.",
    .example = "UNIQUE (country_id, name): places 4 and 9 are both 'BE', 'Eupen'",
    .next = "Find out which row is right, or whether the constraint came later than the snapshot.",
    .make = make_check<DuplicateInUniqueSet>,
};

}  // namespace undumpy::rules
