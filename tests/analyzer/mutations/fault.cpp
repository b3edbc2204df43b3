#include "tests/analyzer/mutations/fault.h"

#include <algorithm>
#include <cctype>

namespace undumpy::test {

namespace {

// Where a line begins, and where the next does.
std::pair<std::size_t, std::size_t> span_of_line(const std::string& text, std::uint32_t line) {
  std::size_t begin = 0;
  while (--line > 0) begin = text.find('\n', begin) + 1;
  const std::size_t end = text.find('\n', begin);
  return {begin, end == std::string::npos ? text.size() : end + 1};
}

}  // namespace

bool CellPlace::is_text() const { return literal.ends_with('\'') && literal.size() > 1; }

bool CellPlace::is_integer() const {
  return !literal.empty() &&
         std::ranges::all_of(literal, [](unsigned char c) { return std::isdigit(c) != 0; });
}

const RowPlace* Fault::pick_row(const std::function<bool(const RowPlace&)>& fits) const {
  const auto& rows = on.rows();
  if (rows.empty()) return nullptr;
  const std::size_t first = random.below(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (fits(rows[(first + i) % rows.size()])) return &rows[(first + i) % rows.size()];
  return nullptr;
}

std::optional<CellPlace> Fault::pick_cell(const std::function<bool(const CellPlace&)>& fits) const {
  std::optional<CellPlace> found;
  pick_row([&](const RowPlace& row) {
    const std::size_t first = random.below(row.arguments.size());
    for (std::size_t i = 0; i < row.arguments.size() && !found; ++i) {
      const std::size_t argument = (first + i) % row.arguments.size();
      const auto at =
          std::ranges::find(row.shape->columns, static_cast<int>(argument), &ShapeColumn::argument);
      if (at == row.shape->columns.end()) continue;
      const CellPlace cell{&row, argument, &*at, on.target(row, *at), row.arguments[argument]};
      if (fits(cell)) found = cell;
    }
    return found.has_value();
  });
  return found;
}

std::uint32_t Fault::pick_line(const std::string& of_file, const std::string& beginning) const {
  std::vector<std::uint32_t> lines;
  const std::string& text = on.text_of(of_file);
  std::uint32_t number = 1;
  for (std::size_t at = 0; at < text.size(); ++number) {
    if (text.compare(at, beginning.size(), beginning) == 0) lines.push_back(number);
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return lines.empty() ? 0 : random.pick(lines);
}

void Fault::expect(const RowPlace& row) {
  expect_line(on.files[row.file].first, row.line);
  table = row.shape->table;
  key = row.key();
  if (key.starts_with('u')) key.erase(0, 1);
  if (key.find('\\') != std::string::npos) key.clear();  // findings show the text itself
}

void Fault::set_cell(const CellPlace& cell, const std::string& literal) {
  std::string text(cell.row->text);
  const auto at = static_cast<std::size_t>(cell.literal.data() - cell.row->text.data());
  set_row(*cell.row, text.replace(at, cell.literal.size(), literal));
  if (cell.column == &cell.row->shape->columns[cell.row->shape->key_column()]) key.clear();
}

void Fault::set_row(const RowPlace& row, const std::string& text) {
  set_line(on.files[row.file].first, row.line, text);
  expect(row);
}

void Fault::insert_line(const std::string& in_file, std::uint32_t before, const std::string& text) {
  std::string& all = test::file(files, in_file);
  all.insert(span_of_line(all, before).first, text + "\n");
  expect_line(in_file, before);
}

void Fault::remove_line(const std::string& in_file, std::uint32_t at) {
  std::string& all = test::file(files, in_file);
  const auto [begin, end] = span_of_line(all, at);
  all.erase(begin, end - begin);
}

void Fault::set_line(const std::string& in_file, std::uint32_t at, const std::string& text) {
  std::string& all = test::file(files, in_file);
  const auto [begin, end] = span_of_line(all, at);
  all.replace(begin, end - begin, text + "\n");
  expect_line(in_file, at);
}

bool Fault::remove_file(const std::string& removed) {
  return std::erase_if(files, [&](const auto& entry) { return entry.first == removed; }) > 0;
}

void Fault::remove_table(const std::string& removed) {
  std::string& text = test::file(files, "restore.py");
  const std::size_t begin = text.find("def create_" + removed + "(");
  // The next function, or what stands below the functions.
  std::size_t end = text.find("\ndef ", begin + 1);
  if (end == std::string::npos) end = text.find("\nif __name__", begin + 1);
  if (end == std::string::npos) end = text.find("\n    execfile(", begin + 1);
  text.erase(begin, end + 1 - begin);
  for (const ModuleRun& module : on.snapshot().modules) {
    if (module.table != removed) continue;
    const std::size_t run = text.find("    execfile(\"" + module.file);
    text.erase(run, text.find('\n', run) + 1 - run);
  }
  // Last: it moves the files, and `text` with them.
  for (const ModuleRun& module : on.snapshot().modules)
    if (module.table == removed) remove_file(module.file);
}

std::string Fault::line_of(const std::string& of_file, std::uint32_t at) const {
  const std::string& text = on.text_of(of_file);
  const auto [begin, end] = span_of_line(text, at);
  std::string result = text.substr(begin, end - begin);
  while (result.ends_with('\n') || result.ends_with('\r')) result.pop_back();
  return result;
}

}  // namespace undumpy::test
