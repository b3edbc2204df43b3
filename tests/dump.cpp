#include "tests/dump.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support.h"

namespace undumpy::test {

namespace {

// "&partner_id" -> "partner_id"
std::string parameter(const std::string& column) {
  return column.find_first_of("&#@~") == 0 ? column.substr(1) : column;
}

// The name in the `# fields:` line.
std::string field(const std::string& column) {
  const std::string name = parameter(column);
  const bool reference = column[0] == '&' || column[0] == '@' || name.ends_with("_ptr_id");
  return reference && name.ends_with("_id") ? name.substr(0, name.size() - 3) : name;
}

std::string variable(const std::string& model) {
  std::string name = model;
  std::ranges::replace(name, '.', '_');
  return name;
}

std::string joined(const std::vector<std::string>& columns,
                   std::string (*text)(const std::string&)) {
  std::string all;
  for (const std::string& column : columns) all += (all.empty() ? "" : ", ") + text(column);
  return all;
}

}  // namespace

std::string Dump::name_of(const std::string& model) {
  std::string name = variable(model);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

void Dump::table(const std::string& model, const std::string& columns, const std::string& parent) {
  Table table{model, parent, {}, {}};
  for (std::size_t at = 0; at < columns.size();) {
    const std::size_t comma = std::min(columns.find(", ", at), columns.size());
    table.columns.push_back(columns.substr(at, comma - at));
    at = comma + 2;
  }
  tables_.push_back(std::move(table));
}

Dump::Table& Dump::find(const std::string& model) {
  return *std::ranges::find(tables_, model, &Table::model);
}

void Dump::row(const std::string& model, std::string arguments) {
  find(model).rows.push_back(std::move(arguments));
}

std::string Dump::constructor(const Table& table) {
  std::string text =
      fmt::format("def create_{}({}):\n", name_of(table.model), joined(table.columns, parameter));
  std::string updates;
  for (std::size_t i = table.parent.empty() ? 0 : 1; i < table.columns.size(); ++i) {
    const std::string name = parameter(table.columns[i]);
    if (table.columns[i][0] == '#')
      text += fmt::format("    if {0} is not None: {0} = Decimal({0})\n", name);
    if (table.columns[i][0] == '@')
      text += fmt::format("    {0} = new_content_type_id({0})\n", name);
    updates += table.columns[i][0] == '~'
                   ? fmt::format("    if {0} is not None: kw.update(bv2kw('{0}',{0}))\n", name)
                   : fmt::format("    kw.update({0}={0})\n", name);
  }
  text += "    kw = dict()\n" + updates;
  return text + (table.parent.empty()
                     ? fmt::format("    return {}(**kw)\n\n", variable(table.model))
                     : fmt::format("    return create_mti_child({}, {}, {}, **kw)\n\n",
                                   variable(table.parent), parameter(table.columns[0]),
                                   variable(table.model)));
}

std::string Dump::module(const Table& table) {
  std::string text = fmt::format(
      "# -*- coding: UTF-8 -*-\nlogger.info(\"Loading {} objects to table {}...\")\n# fields: {}\n",
      table.rows.size(), name_of(table.model), joined(table.columns, field));
  for (const std::string& row : table.rows)
    text += fmt::format("loader.save(create_{}({}))\n", name_of(table.model), row);
  return text + "\nloader.flush_deferred_objects()\n";
}

// The fixed part of restore.py is that of corpus/tiny.
void Dump::write(const std::string& folder) const {
  std::string text = read_file(corpus_dir() / "tiny" / "restore.py");
  const auto replace = [&text](const std::string& from, const std::string& to,
                               const std::string& with) {
    const std::size_t begin = text.find(from);
    text.replace(begin, text.find(to, begin) - begin, with);
  };
  std::string models;
  std::string constructors;
  std::string runs;
  for (const Table& table : tables_) {
    models += fmt::format("{} = resolve_model(\"{}\")\n", variable(table.model), table.model);
    constructors += constructor(table);
    runs += fmt::format("    execfile(\"{}.py\", *args)\n", name_of(table.model));
    write_file(folder + "/" + name_of(table.model) + ".py", module(table));
  }
  std::string languages;
  for (std::size_t i = 0; i < languages_.size(); ++i)
    languages += fmt::format("{}{}=values[{}]", i > 0 ? "," : "", languages_[i], i);
  replace("en=values[0]", ")", languages);
  replace("library_Book = resolve_model", "\n\ndef create_", models);
  replace("def create_library_book", "\n\n\ndef main(", constructors);
  replace("    execfile(\"library_book.py\"", "    loader.finalize()", runs);
  write_file(folder + "/restore.py", text);
}

}  // namespace undumpy::test
