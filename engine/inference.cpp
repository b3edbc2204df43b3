#include "engine/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/column_facts.h"
#include "engine/reference_finder.h"
#include "engine/row_stream.h"

namespace undumpy {

namespace {

std::string type_of(const ShapeColumn& column, const ColumnFacts& facts) {
  if (column.content_type) return "integer";
  if (column.decimal) return "decimal";
  if (facts.kinds.only({CellKind::True, CellKind::False})) return "bool";
  if (facts.kinds.only({CellKind::Integer})) return "integer";
  if (facts.kinds.only({CellKind::Date})) return "date";
  if (facts.kinds.only({CellKind::DateTime})) return "datetime";
  if (facts.kinds.only({CellKind::Time})) return "time";
  if (facts.kinds.only({CellKind::Float, CellKind::Integer})) return "real";
  if (facts.kinds.only({CellKind::Decimal})) return "decimal";
  if (facts.kinds.contains(CellKind::List) || facts.kinds.contains(CellKind::Dict)) return "json";
  const bool key = column.foreign_key || column.parent_link || column.name == "id";
  if (key && facts.integers_as_text && facts.kinds.only({CellKind::Text, CellKind::Integer}))
    return "integer";
  if (facts.kinds.empty() && (column.foreign_key || column.name == "id")) return "integer";
  return "text";
}

class SchemaMaker {
 public:
  SchemaMaker(const std::map<std::string, TableFacts>& tables,
              const std::vector<InferredReference>& references)
      : tables_(tables), references_(references) {}

  Schema make() {
    for (const auto& [name, facts] : tables_) make_table(facts);
    if (content_types_ && schema_.find("django_content_type") == nullptr) add_content_types();
    std::ranges::sort(schema_.tables, {}, &Table::name);
    return std::move(schema_);
  }

 private:
  void make_table(const TableFacts& facts);
  void add_content_types();
  [[nodiscard]] std::string target_type(const std::string& target) const {
    const TableFacts& to = tables_.at(target);
    const std::size_t key = to.key;
    return type_of(to.shape->columns[key], to.columns[key]);
  }

  const std::map<std::string, TableFacts>& tables_;
  const std::vector<InferredReference>& references_;
  Schema schema_;
  bool content_types_ = false;
};

void SchemaMaker::make_table(const TableFacts& facts) {
  if (facts.shape->columns.empty()) return;
  Table table;
  table.name = facts.shape->table;
  const std::size_t key = facts.key;
  // `id` and parent links are keys, whatever the rows say: duplicates are to be refused. Another
  // column becomes one only where the rows allow it.
  const bool keyed = !facts.key_is_unknown() || (facts.rows > 0 && facts.is_unique(key));
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < facts.shape->columns.size(); ++i) {
    const ShapeColumn& shape = facts.shape->columns[i];
    Column column;
    column.name = shape.name;
    column.type = type_of(shape, facts.columns[i]);
    const auto reference = std::ranges::find_if(references_, [&](const InferredReference& r) {
      return r.table == table.name && r.column == shape.name;
    });
    if (reference != references_.end() && facts.columns[i].filled == 0)
      column.type = target_type(reference->target);
    const bool json = column.type == "json";
    if (json) column.type = "text";
    column.kind = kind_of_type(column.type, json);
    column.primary_key = keyed && i == key;
    column.nullable = !column.primary_key;
    std::string sql = fmt::format("{} {}", sqlite::quoted(column.name), column.type);
    if (column.primary_key) {
      table.autoincrement = column.type == "integer" && !shape.parent_link;
      sql += table.autoincrement ? " NOT NULL PRIMARY KEY AUTOINCREMENT" : " NOT NULL PRIMARY KEY";
    } else {
      sql += " NULL";
    }
    if (json)
      sql += fmt::format(" CHECK (JSON_VALID({0}) OR {0} IS NULL)", sqlite::quoted(column.name));
    if (shape.content_type) {
      content_types_ = true;
      table.foreign_keys.push_back({column.name, "django_content_type", "id"});
      sql += " REFERENCES \"django_content_type\" (\"id\") DEFERRABLE INITIALLY DEFERRED";
    } else if (reference != references_.end() && reference->confidence != Confidence::Guess) {
      const TableFacts& to = tables_.at(reference->target);
      const std::size_t to_key = to.key;
      if (!to.key_is_unknown() || to.is_unique(to_key)) {
        const std::string& to_name = to.shape->columns[to_key].name;
        table.foreign_keys.push_back({column.name, reference->target, to_name});
        sql += fmt::format(" REFERENCES {} ({}) DEFERRABLE INITIALLY DEFERRED",
                           sqlite::quoted(reference->target), sqlite::quoted(to_name));
      }
    }
    table.columns.push_back(std::move(column));
    parts.push_back(std::move(sql));
  }
  schema_.create_tables.push_back(
      fmt::format("CREATE TABLE {} ({})", sqlite::quoted(table.name), fmt::join(parts, ", ")));
  schema_.tables.push_back(std::move(table));
}

void SchemaMaker::add_content_types() {
  Table table;
  table.name = "django_content_type";
  table.autoincrement = true;
  for (const char* name : {"id", "app_label", "model"}) {
    Column column;
    column.name = name;
    column.type = table.columns.empty() ? "integer" : "varchar(100)";
    column.kind = kind_of_type(column.type, false);
    column.primary_key = table.columns.empty();
    column.nullable = false;
    table.columns.push_back(std::move(column));
  }
  table.unique_sets.push_back({"app_label", "model"});
  schema_.tables.push_back(std::move(table));
  schema_.create_tables.emplace_back(
      "CREATE TABLE \"django_content_type\" (\"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "
      "\"app_label\" varchar(100) NOT NULL, \"model\" varchar(100) NOT NULL, "
      "UNIQUE (\"app_label\", \"model\"))");
}

}  // namespace

Result<Inference> infer_schema(const Snapshot& snapshot, const Constructors& constructors,
                               const CodeOptions& code) {
  FactsCollector facts(constructors);
  IgnoredDiagnostics ignored;  // the restore that follows reads again, and reports
  StreamOptions options;
  options.code = code;
  RowStream stream(snapshot, constructors, options);
  UNDUMPY_CHECK(stream.run(facts, ignored));
  facts.finish(snapshot.modules);
  Inference result;
  result.references = find_references(facts.tables);
  result.schema = SchemaMaker(facts.tables, result.references).make();
  for (const auto& [name, table] : facts.tables)
    for (const ShapeColumn& column : table.shape->columns)
      if (column.content_type)
        result.references.push_back({name, column.name, "django_content_type", Confidence::Certain,
                                     0, "create_" + name + " calls new_content_type_id"});
  std::ranges::sort(result.references, [](const auto& a, const auto& b) {
    return std::tie(a.table, a.column) < std::tie(b.table, b.column);
  });
  return result;
}

}  // namespace undumpy
