#include "engine/closure.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "engine/storage.h"
#include "engine/table_pattern.h"

namespace undumpy {

namespace {

// Whether the target holds a row, by its key.
class HeldRows {
 public:
  explicit HeldRows(const FilterContext& context) : context_(context) {}

  Result<bool> has(const std::string& table, const Cell& key) {
    auto known = statements_.find(table);
    if (known == statements_.end()) {
      UNDUMPY_TRY(auto statement, prepare(table));
      known = statements_.emplace(table, std::move(statement)).first;
    }
    sqlite::Statement* const statement = known->second.get();
    if (statement == nullptr) return false;
    if (key.kind == CellKind::Integer)
      statement->bind(1, key.integer);
    else if (key.kind == CellKind::Text)
      statement->bind(1, key.text());
    else
      return false;
    UNDUMPY_TRY(const bool found, statement->step());
    statement->reset();
    return found;
  }

 private:
  Result<std::unique_ptr<sqlite::Statement>> prepare(const std::string& table) {
    const Table* target = context_.schema->find(table);
    const Column* key = target != nullptr ? target->primary_key() : nullptr;
    if (key == nullptr) return std::unique_ptr<sqlite::Statement>();
    UNDUMPY_TRY(auto statement, context_.database->prepare(
                                    fmt::format("SELECT 1 FROM {} WHERE {} = ?1",
                                                sqlite::quoted(table), sqlite::quoted(key->name))));
    return std::make_unique<sqlite::Statement>(std::move(statement));
  }

  const FilterContext& context_;
  std::map<std::string, std::unique_ptr<sqlite::Statement>> statements_;
};

class Finder final : public RowSink {
 public:
  Finder(const Arguments& arguments, const FilterContext& context, Selection& source,
         Selection& stored)
      : referenced_(arguments.has("with-referenced")),
        children_(arguments.has("with-children")),
        context_(context),
        source_(source),
        stored_(stored),
        held_(context) {}

  Result<RowKeys> find(StreamOptions options) {
    const Snapshot& snapshot = *context_.snapshot;
    const Constructors& constructors = *context_.constructors;
    if (!children_) options.tables = source_.tables(snapshot, constructors);
    if (!children_ && options.tables.empty()) return RowKeys();
    source_.begin();
    stored_.begin();
    // What there is to say about these rows is said when they are read again.
    IgnoredDiagnostics ignored;
    for (first_round_ = true;; first_round_ = false) {
      changed_ = false;
      RowStream stream(snapshot, constructors, options);
      UNDUMPY_CHECK(stream.run(*this, ignored));
      shapes_.clear();  // they end with the stream
      last_shape_ = nullptr;
      if (!changed_) return std::move(along_);
      if (children_) continue;
      options.tables.clear();
      for (const auto& [table, keys] : wanted_)
        if (keys.missing_in(taken_[table]) > 0) options.tables.push_back(table);
      if (options.tables.empty()) return std::move(along_);
    }
  }

  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) UNDUMPY_CHECK(look(row));
    return Done{};
  }

 private:
  struct Reference {
    std::size_t column;
    std::string table;  // it leads to; empty: the content type in `type` says which
    std::size_t type = 0;
    bool parent_link = false;
  };

  Status look(const Row& row) {
    const std::string& table = row.shape->table;
    const Cell key = row.key();
    if (first_round_) {
      UNDUMPY_TRY(const bool selected, passes(row));
      if (selected) return add(row, key, true);
    }
    const bool taken = taken_[table].contains(key);
    const bool needed = !taken && wanted_[table].contains(key);
    // Also of a row that was taken because it was needed, before its parents were found.
    const bool child = children_ && !spread_[table].contains(key) && is_child(row);
    if (taken) return child ? add(row, key, true) : Status(Done{});
    if (!needed && !child) return Done{};
    UNDUMPY_TRY(const bool excluded, source_.excludes(row));
    if (excluded) return Done{};
    UNDUMPY_TRY(const Filter* const refused, stored_.refusal(row));
    if (refused != nullptr) return Done{};
    along_[table].add(key);
    return add(row, key, child);
  }

  Result<bool> passes(const Row& row) {
    UNDUMPY_TRY(const Filter* const refused, source_.refusal(row));
    if (refused != nullptr) return false;
    UNDUMPY_TRY(const Filter* const refused_late, stored_.refusal(row));
    return refused_late == nullptr;
  }

  // `spreads`: what refers to the row is taken along too.
  Status add(const Row& row, const Cell& key, bool spreads) {
    const bool fresh = taken_[row.shape->table].add(key);
    const bool spreads_now = spreads && children_ && spread_[row.shape->table].add(key);
    changed_ = changed_ || fresh || spreads_now;
    if (!fresh || !referenced_) return Done{};
    for (const Reference& reference : references_of(*row.shape)) {
      const Cell& to = row.cells[reference.column];
      const std::string target = target_of(row, reference);
      if (target.empty() || (to.kind != CellKind::Integer && to.kind != CellKind::Text) ||
          wanted_[target].contains(to))
        continue;
      UNDUMPY_TRY(const bool held, held_.has(target, to));
      if (held && !reference.parent_link) continue;
      wanted_[target].add(to);
      changed_ = true;
    }
    return Done{};
  }

  bool is_child(const Row& row) {
    for (const Reference& reference : references_of(*row.shape)) {
      const auto keys = spread_.find(target_of(row, reference));
      if (keys != spread_.end() && keys->second.contains(row.cells[reference.column])) return true;
    }
    return false;
  }

  std::string target_of(const Row& row, const Reference& reference) {
    if (!reference.table.empty()) return reference.table;
    const Cell& type = row.cells[reference.type];
    if (type.kind != CellKind::Model) return "";
    const ModelDeclaration* model = context_.snapshot->model_of_variable(type.text());
    return model != nullptr ? context_.constructors->table_named(model->name) : "";
  }

  const std::vector<Reference>& references_of(const RowShape& shape) {
    if (&shape == last_shape_) return *last_references_;
    auto [known, fresh] = shapes_.try_emplace(&shape);
    if (fresh) known->second = find_references(shape);
    last_shape_ = &shape;
    last_references_ = &known->second;
    return known->second;
  }

  std::vector<Reference> find_references(const RowShape& shape) const {
    std::vector<Reference> found;
    const Table* table = context_.schema->find(shape.table);
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
      const Column* column = table != nullptr ? column_for(*table, shape.columns[i]) : nullptr;
      const ForeignKey* reference = column != nullptr ? table->reference_of(column->name) : nullptr;
      if (reference != nullptr && leads_to_key(*reference))
        found.push_back({i, reference->target_table, 0, shape.columns[i].parent_link});
      const std::size_t key = shape.generic_key_of(i);
      if (key < shape.columns.size()) found.push_back({key, "", i, false});
    }
    return found;
  }

  [[nodiscard]] bool leads_to_key(const ForeignKey& reference) const {
    const Table* target = context_.schema->find(reference.target_table);
    const Column* key = target != nullptr ? target->primary_key() : nullptr;
    return key != nullptr &&
           (reference.target_column.empty() || reference.target_column == key->name);
  }

  bool referenced_, children_;
  const FilterContext& context_;
  Selection& source_;
  Selection& stored_;
  HeldRows held_;
  RowKeys taken_;   // selected, or taken along
  RowKeys along_;   // of these, taken along
  RowKeys spread_;  // of these, those whose children come too
  RowKeys wanted_;  // that taken rows refer to, and the target lacks
  bool first_round_ = true;
  bool changed_ = false;
  std::map<const RowShape*, std::vector<Reference>> shapes_;
  const RowShape* last_shape_ = nullptr;
  const std::vector<Reference>* last_references_ = nullptr;
};

constexpr std::array<OptionText, 2> Options = {
    {{"with-referenced", nullptr,
      "also the rows that the selected ones refer to and the target lacks, and so on"},
     {"with-children", nullptr, "also the rows that refer to the selected ones, and so on"}}};

}  // namespace

std::span<const OptionText> closure_options() { return Options; }

Result<RowKeys> closure(const Arguments& arguments, const FilterContext& context,
                        const StreamOptions& stream, Selection& source, Selection& stored) {
  if (!arguments.has("with-referenced") && !arguments.has("with-children")) return RowKeys();
  return Finder(arguments, context, source, stored).find(stream);
}

}  // namespace undumpy
