#include "analyzer/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/against.h"
#include "analyzer/rules.h"
#include "engine/reference_finder.h"
#include "engine/storage.h"
#include "parser/byte_scan.h"

namespace undumpy {

namespace {

// One bit for what cell_trait names, besides the cell's kind.
std::uint32_t traits_of(const Cell& cell) {
  std::uint32_t traits = cell_trait::of(cell.kind);
  if (cell.kind != CellKind::Text) return traits;
  const RareBytes rare = rare_bytes(cell.text());
  if (rare.beyond_ascii) traits |= cell_trait::NonAscii;
  if (rare.control) traits |= cell_trait::Control;
  if (cell.has_surrogates) traits |= cell_trait::Surrogate;
  return traits;
}

// The checks that look at the rows of one shape.
class ShapeInspector {
 public:
  ShapeInspector(const RowShape& shape, const std::vector<std::unique_ptr<Check>>& checks) {
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
      Column column{i, 0, {}};
      for (const auto& check : checks) {
        if (auto cell_check = check->column(shape, i)) {
          column.wanted |= cell_check->wanted;
          column.checks.push_back(std::move(cell_check));
        }
      }
      if (!column.checks.empty()) columns_.push_back(std::move(column));
    }
    for (const auto& check : checks)
      if (auto row_check = check->rows(shape)) rows_.push_back(std::move(row_check));
  }

  void look(const Row& row) const {
    for (const Column& column : columns_) {
      const Cell& cell = row.cells[column.index];
      const std::uint32_t traits =
          (column.wanted & ~cell_trait::Any) != 0 ? traits_of(cell) : cell_trait::of(cell.kind);
      if ((traits & column.wanted) == 0) continue;
      for (const auto& check : column.checks)
        if ((traits & check->wanted) != 0) check->look(row, cell);
    }
    for (const auto& check : rows_) check->look(row);
  }

 private:
  struct Column {
    std::size_t index;
    std::uint32_t wanted;  // by any of the checks
    std::vector<std::unique_ptr<CellCheck>> checks;
  };
  std::vector<Column> columns_;
  std::vector<std::unique_ptr<RowCheck>> rows_;
};

class Examination final : public RowSink {
 public:
  Examination(const Inspection& inspection, const std::vector<std::unique_ptr<Check>>& checks)
      : facts(inspection.constructors), inspection_(inspection), checks_(checks) {}

  Status take(std::span<const Row> rows) override {
    const RowShape* shape = nullptr;
    const ShapeInspector* inspector = nullptr;
    for (const Row& row : rows) {
      if (row.shape != shape) {
        shape = row.shape;
        inspector = &inspectors_.try_emplace(shape, *shape, checks_).first->second;
      }
      inspector->look(row);
    }
    if (inspection_.failure) return *inspection_.failure;
    return facts.take(rows);
  }

  FactsCollector facts;

 private:
  const Inspection& inspection_;
  const std::vector<std::unique_ptr<Check>>& checks_;
  std::map<const RowShape*, ShapeInspector> inspectors_;
};

std::vector<TableSummary> summaries(const Snapshot& snapshot, const Constructors& constructors,
                                    const RowStream& stream) {
  std::vector<TableSummary> result;
  std::map<std::string, std::size_t> index;
  const auto summary_of = [&](const std::string& table) -> TableSummary& {
    const auto [at, is_new] = index.try_emplace(table, result.size());
    if (!is_new) return result[at->second];
    TableSummary& summary = result.emplace_back();
    summary.table = table;
    if (const Constructor* constructor = constructors.find(table)) {
      summary.model = constructor->shape().model;
      summary.parent = constructor->shape().parent;
    }
    if (const auto count = stream.counts().find(table); count != stream.counts().end()) {
      summary.rows = count->second.rows;
      summary.not_understood = count->second.unread;
    }
    return summary;
  };
  for (const ModuleRun& module : snapshot.modules) {
    TableSummary& summary = summary_of(module.table);
    summary.modules.push_back(module.name);
    if (module.head.facts.announced)
      summary.announced = std::max(summary.announced.value_or(0), *module.head.facts.announced);
  }
  for (const auto& [table, count] : stream.counts()) summary_of(table);
  return result;
}

// What a schema says about the references of a snapshot's tables.
std::vector<Reference> declared_references(const Schema& schema,
                                           const std::map<std::string, TableFacts>& tables) {
  std::vector<Reference> references;
  for (const auto& [name, facts] : tables) {
    const Table* table = schema.find(name);
    if (table == nullptr) continue;
    for (const ShapeColumn& column : facts.shape->columns) {
      const Column* stored = column_for(*table, column);
      const ForeignKey* key = stored != nullptr ? table->reference_of(stored->name) : nullptr;
      if (key == nullptr || column.content_type) continue;
      references.push_back({name, column.name, key->target_table, key->target_column,
                            column.parent_link, Confidence::Certain, "the schema declares it"});
    }
  }
  return references;
}

// Those of the schema where there is one, else inferred ones.
void find_references_of(Inspection& inspection) {
  const bool declared =
      inspection.against != nullptr && inspection.against->kind() != Against::Kind::Snapshot;
  if (declared)
    inspection.references = declared_references(inspection.against->schema(), *inspection.facts);
  for (InferredReference& found : find_references(*inspection.facts)) {
    if (declared && inspection.against->schema().find(found.table) != nullptr) continue;
    const TableFacts& facts = inspection.facts->at(found.table);
    const ShapeColumn& column = facts.shape->columns[facts.shape->find(found.column)];
    inspection.references.push_back({std::move(found.table), std::move(found.column),
                                     std::move(found.target), "", column.parent_link,
                                     found.confidence, std::move(found.evidence)});
  }
  std::ranges::sort(inspection.references, [](const Reference& a, const Reference& b) {
    return std::tie(a.table, a.column) < std::tie(b.table, b.column);
  });
}

class SecondReading final : public RowSink {
 public:
  explicit SecondReading(const std::vector<Inspection::SecondLook>& looks) {
    for (const Inspection::SecondLook& look : looks) looks_[look.table].push_back(&look);
  }
  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows)
      if (const auto found = looks_.find(row.shape->table); found != looks_.end())
        for (const Inspection::SecondLook* look : found->second) look->look(row);
    return Done{};
  }
  [[nodiscard]] std::vector<std::string> tables() const {
    std::vector<std::string> tables;
    for (const auto& [table, looks] : looks_) tables.push_back(table);
    return tables;
  }

 private:
  std::map<std::string, std::vector<const Inspection::SecondLook*>> looks_;
};

Status read_again(const Inspection& inspection, StreamOptions options) {
  if (inspection.again.empty()) return Done{};
  SecondReading sink(inspection.again);
  // Rows that code makes may be of any table.
  const bool by_code = std::ranges::any_of(inspection.constructors.all(),
                                           [](const auto& c) { return !c->has_plan(); });
  if (!by_code) options.tables = sink.tables();
  IgnoredDiagnostics known;  // the first reading reported them
  RowStream stream(inspection.snapshot, inspection.constructors, std::move(options));
  return stream.run(sink, known);
}

Status examine(const Snapshot& snapshot, const CheckOptions& options, Findings& findings,
               CheckReport& report) {
  const Constructors constructors(snapshot);
  Inspection inspection{snapshot, constructors, options.against, findings};
  std::vector<std::unique_ptr<Check>> checks;
  for (const Rule* rule : all_rules())
    if (rule->make != nullptr && findings.selected(*rule)) checks.push_back(rule->make(inspection));
  for (const auto& check : checks) check->begin();

  StreamOptions stream_options;
  stream_options.code = options.code;
  stream_options.progress = options.progress;
  RowStream stream(snapshot, constructors, stream_options);
  Examination examination(inspection, checks);
  UNDUMPY_CHECK(stream.run(examination, findings));
  examination.facts.finish(snapshot.modules);

  inspection.stream = &stream;
  inspection.facts = &examination.facts.tables;
  find_references_of(inspection);
  for (const auto& check : checks) check->end();
  if (inspection.failure) return *inspection.failure;
  UNDUMPY_CHECK(read_again(inspection, stream_options));

  report.modules = stream.modules_read();
  report.bytes = stream.bytes();
  report.tables = summaries(snapshot, constructors, stream);
  for (const TableSummary& table : report.tables) {
    report.rows += table.rows;
    report.not_understood += table.not_understood;
  }
  for (const auto& [name, facts] : examination.facts.tables)
    for (const ColumnFacts& column : facts.columns) {
      report.keys += column.values.size();
      report.key_bytes += column.values.bytes();
    }
  report.references = std::move(inspection.references);
  report.differences = std::move(inspection.differences);
  std::ranges::stable_sort(report.differences, {}, [](const Difference& difference) {
    return std::tie(difference.table, difference.column);
  });
  return Done{};
}

}  // namespace

bool CheckReport::damaged() const {
  return std::ranges::any_of(groups, [](const FindingGroup& group) {
    return group.severity == Severity::Error && !group.rule->about_target;
  });
}

std::string CheckReport::judgement() const {
  return modules == 0   ? "nothing examined"
         : damaged()    ? "this snapshot is damaged"
         : errors > 0   ? "this snapshot does not fit the target"
         : warnings > 0 ? "readable, with warnings"
                        : "fine";
}

std::string CheckReport::verdict() const {
  return fmt::format("{}: {} of {} in {} examined, {} not understood; {}, {}", judgement(),
                     counted(rows, "row"), counted(tables.size(), "table"),
                     counted(modules, "module"), not_understood, counted(errors, "error"),
                     counted(warnings, "warning"));
}

namespace {

// `source` is nullptr when it could not be opened; then `findings` says why.
Result<CheckReport> check_opened(const std::string& name, std::unique_ptr<Source> source,
                                 const CheckOptions& options, Findings& findings) {
  CheckReport report;
  report.snapshot = name;
  if (options.against != nullptr) report.against = options.against->name();
  std::unique_ptr<Snapshot> snapshot;
  if (source != nullptr) {
    auto opened = Snapshot::open(std::move(source), findings, {options.code.allowed_outside});
    if (opened)
      snapshot = std::move(*opened);
    else
      findings.report(opened.error());
  }
  if (snapshot != nullptr) {
    report.generation = to_string(snapshot->generation);
    report.source_version = snapshot->source_version.value_or("");
    report.languages = snapshot->languages;
    UNDUMPY_CHECK(examine(*snapshot, options, findings, report));
  }
  report.errors = findings.count(Severity::Error);
  report.warnings = findings.count(Severity::Warning);
  report.notes = findings.count(Severity::Info);
  report.known = findings.known();
  report.stale = findings.stale();
  report.found = findings.found();
  report.groups = findings.take_groups();
  return report;
}

}  // namespace

Result<CheckReport> check_source(std::unique_ptr<Source> source, const CheckOptions& options) {
  Findings findings(options.findings);
  const std::string name = source->name();
  return check_opened(name, std::move(source), options, findings);
}

Result<CheckReport> check_path(const std::string& path, const CheckOptions& options) {
  Findings findings(options.findings);
  auto source = open_source(path, {}, findings);
  if (!source) findings.report(source.error());
  return check_opened(path, source ? std::move(*source) : nullptr, options, findings);
}

}  // namespace undumpy
