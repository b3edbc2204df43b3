#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

// From rows to their parents, of one column that refers to its own table. 16 bytes a row.
class Parents {
 public:
  void add(std::int64_t key, std::int64_t parent) { edges_.push_back({key, parent}); }

  // Each circle once, beginning with its smallest key.
  std::vector<std::vector<std::int64_t>> loops() {
    std::ranges::sort(edges_, {}, &Edge::key);
    std::vector<std::size_t> walk_of(edges_.size(), 0);  // the walk that met the row first
    std::vector<std::vector<std::int64_t>> loops;
    for (std::size_t start = 0; start < edges_.size(); ++start) {
      std::size_t at = start;
      while (at < edges_.size() && walk_of[at] == 0) {
        walk_of[at] = start + 1;
        at = find(edges_[at].parent);
      }
      if (at < edges_.size() && walk_of[at] == start + 1) loops.push_back(loop_from(at));
    }
    std::ranges::sort(loops);
    return loops;
  }

 private:
  struct Edge {
    std::int64_t key, parent;
  };

  [[nodiscard]] std::size_t find(std::int64_t key) const {
    const auto found = std::ranges::lower_bound(edges_, key, {}, &Edge::key);
    return found != edges_.end() && found->key == key
               ? static_cast<std::size_t>(found - edges_.begin())
               : edges_.size();
  }
  [[nodiscard]] std::vector<std::int64_t> loop_from(std::size_t start) const {
    std::vector<std::int64_t> loop;
    std::size_t at = start;
    do {
      loop.push_back(edges_[at].key);
      at = find(edges_[at].parent);
    } while (at != start);
    std::ranges::rotate(loop, std::ranges::min_element(loop));
    return loop;
  }

  std::vector<Edge> edges_;
};

class ParentsCollector final : public RowCheck {
 public:
  ParentsCollector(Parents& parents, std::size_t key, std::size_t parent)
      : parents_(parents), key_(key), parent_(parent) {}
  void look(const Row& row) override {
    const Cell& key = row.cells[key_];
    const Cell& parent = row.cells[parent_];
    if (key.kind == CellKind::Integer && parent.kind == CellKind::Integer)
      parents_.add(key.integer, parent.integer);
  }

 private:
  Parents& parents_;
  std::size_t key_, parent_;
};

class ReferenceLoop final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<RowCheck> rows(const RowShape& shape) override {
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
      if (shape.columns[i].foreign_key && is_parent(shape.columns[i].name))
        return std::make_unique<ParentsCollector>(parents_[{shape.table, shape.columns[i].name}],
                                                  shape.key_column(), i);
    return nullptr;
  }

  void end() override {
    for (auto& [place, parents] : parents_) {
      const auto& [table, column] = place;
      const bool own = std::ranges::any_of(in.references, [&](const Reference& r) {
        return r.table == table && r.column == column && r.target == table;
      });
      if (!own) continue;
      for (const auto& loop : parents.loops()) report(table, column, loop);
    }
  }

 private:
  static bool is_parent(std::string_view column) {
    return column == "parent_id" || column.ends_with("_parent_id") || column == "part_of_id";
  }

  void report(const std::string& table, const std::string& column,
              const std::vector<std::int64_t>& loop) {
    constexpr std::size_t Shown = 8;
    std::string path;
    for (std::size_t i = 0; i < std::min(loop.size(), Shown); ++i)
      path += fmt::format("{} -> ", loop[i]);
    path += loop.size() > Shown ? fmt::format("… -> {}", loop[0]) : std::to_string(loop[0]);
    in.again.push_back({table, [this, column, path, key = loop[0]](const Row& row) {
                          const Cell& own = row.cells[row.shape->key_column()];
                          const std::size_t at = row.shape->find(column);
                          if (own.kind != CellKind::Integer || own.integer != key ||
                              at == row.shape->columns.size())
                            return;
                          in.findings.add(rules::reference_loop,
                                          cell_finding(rules::reference_loop, row, at,
                                                       "this row is its own ancestor: " + path));
                        }});
  }

  std::map<std::pair<std::string, std::string>, Parents> parents_;
};

}  // namespace

const Rule reference_loop{
    .code = "RF404",
    .name = "reference-loop",
    .severity = Severity::Warning,
    .what = "Rows of a hierarchy go round in a circle: a row is its own ancestor.",
    .why =
        "Code that walks to the root never ends. Lino's own restore defers such rows for "
        "ever and abandons them; undumpy stores them.",
    .example = "places 5 -> 7 -> 5",
    .next = "Correct the parent of one of the rows.",
    .make = make_check<ReferenceLoop>,
};

}  // namespace undumpy::rules
