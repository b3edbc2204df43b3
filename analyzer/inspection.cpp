#include "analyzer/inspection.h"

#include "analyzer/template_reading.h"
#include "parser/argument_place.h"

namespace undumpy {

namespace {

Diagnostic finding_of(const Rule& rule, std::string message) {
  Diagnostic finding;
  finding.severity = rule.severity;
  finding.name = rule.name;
  finding.message = std::move(message);
  return finding;
}

}  // namespace

const TemplateReading& Inspection::template_reading() {
  if (made_reading == nullptr) made_reading = std::make_shared<const TemplateReading>(snapshot);
  return *made_reading;
}

Place place_of_cell(const Row& row, std::size_t column) {
  const int argument = row.shape->columns[column].argument;
  return place_of_argument(row.module->file, row.statement, row.line,
                           argument < 0 ? NoArgument : static_cast<std::size_t>(argument));
}

Diagnostic cell_finding(const Rule& rule, const Row& row, std::size_t column, std::string message) {
  Diagnostic finding = finding_of(rule, std::move(message));
  finding.place = place_of_cell(row, column);
  finding.table = row.shape->table;
  finding.column = row.shape->columns[column].name;
  finding.key = to_text(row.cells[row.shape->key_column()]);
  finding.value = to_text(row.cells[column]);
  return finding;
}

Diagnostic row_finding(const Rule& rule, const Row& row, std::string message) {
  Diagnostic finding = finding_of(rule, std::move(message));
  finding.place = place_of_argument(row.module->file, row.statement, row.line, NoArgument);
  finding.table = row.shape->table;
  if (!row.cells.empty()) finding.key = to_text(row.cells[row.shape->key_column()]);
  return finding;
}

Diagnostic code_finding(const Rule& rule, const Snapshot& snapshot, syntax::Span span,
                        std::string message) {
  Diagnostic finding = finding_of(rule, std::move(message));
  finding.place = snapshot.tree().place(span);
  return finding;
}

Diagnostic table_finding(const Rule& rule, std::string table, std::string message) {
  Diagnostic finding = finding_of(rule, std::move(message));
  finding.table = std::move(table);
  return finding;
}

}  // namespace undumpy
