// Faults in single-file dumps: those of rows, as in directories, and those of their functions.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;

const std::string& file_of(const Fault& fault) { return fault.on.files.front().first; }

// A random line of objects() that runs a function of rows, and the function's name; 0: there is
// none.
std::uint32_t pick_run(const Fault& fault, std::string& function) {
  for (const char* beginning : {"    yield ", "    for o in "}) {
    for (int tries = 0; tries < 100; ++tries) {  // rows begin like this too
      const std::uint32_t line = fault.pick_line(file_of(fault), beginning);
      if (line == 0) break;
      const std::string text = fault.line_of(file_of(fault), line).substr(std::strlen(beginning));
      if (!text.starts_with("create_") && text.find("_objects()") != std::string::npos) {
        function = text.substr(0, text.find('('));
        return line;
      }
    }
  }
  return 0;
}

std::string table_of(const std::string& function) {
  return function.substr(0, function.size() - std::string("_objects").size());
}

bool never_run(Fault& fault) {
  std::string function;
  const std::uint32_t line = pick_run(fault, function);
  if (line == 0) return false;
  fault.remove_line(file_of(fault), line);
  fault.table = table_of(function);
  return true;
}

bool run_twice(Fault& fault) {
  std::string function;
  const std::uint32_t line = pick_run(fault, function);
  if (line == 0) return false;
  fault.insert_line(file_of(fault), line, fault.line_of(file_of(fault), line));
  fault.line = 0;  // either of the two
  fault.table = table_of(function);
  return true;
}

bool not_there(Fault& fault) {
  std::string function;
  const std::uint32_t line = pick_run(fault, function);
  if (line == 0) return false;
  const std::uint32_t defined = fault.pick_line(file_of(fault), "def " + function + "()");
  fault.set_line(file_of(fault), defined, "def moved_" + function + "():");
  fault.expect_line(file_of(fault), line);
  fault.table = table_of(function);
  return true;
}

// What the generators of FORMAT.md 5.2 did: the comment has no line end.
bool swallowed(Fault& fault) {
  std::string function;
  const std::uint32_t line = pick_run(fault, function);
  // Those of that time yield the whole function.
  if (line == 0 || !fault.line_of(file_of(fault), line).starts_with("    yield ")) return false;
  fault.set_line(file_of(fault), line,
                 "    # a.A and b.B depend on each other" + fault.line_of(file_of(fault), line));
  fault.table = table_of(function);
  return true;
}

bool defined_twice(Fault& fault) {
  std::string function;
  if (pick_run(fault, function) == 0) return false;
  const std::uint32_t line = fault.pick_line(file_of(fault), "def " + function + "()");
  fault.insert_line(
      file_of(fault), line,
      fmt::format("def {}():\n{}\n", function, fault.line_of(file_of(fault), line + 1)));
  fault.line = 0;  // either of the two
  fault.table = table_of(function);
  return true;
}

bool foreign_statement(Fault& fault) {
  const RowPlace* row = fault.pick_row([](const RowPlace&) { return true; });
  constexpr const char* Statements[] = {"import os", "print('hello')", "os.remove('x')", "x = 1",
                                        "yield None"};
  fault.insert_line(file_of(fault), row->line, std::string("    ") + fault.random.pick(Statements));
  fault.table = row->shape->table;
  return true;
}

bool foreign_import(Fault& fault) {
  constexpr const char* Imports[] = {"import subprocess", "from os import system",
                                     "import os.path as p"};
  const std::uint32_t line = fault.pick_line(file_of(fault), "from ");
  fault.insert_line(file_of(fault), line, fault.random.pick(Imports));
  return true;
}

bool edited_constructor(Fault& fault) {
  for (const char* beginning :
       {"    kw.update(", "    return places_Country(", "    return Country("}) {
    const std::uint32_t line = fault.pick_line(file_of(fault), beginning);
    if (line == 0) continue;
    const std::string text = fault.line_of(file_of(fault), line);
    const std::size_t value = text.find('=');
    const std::size_t end = text.find_first_of(",)", value);
    fault.set_line(file_of(fault), line, text.substr(0, value + 1) + "'x'" + text.substr(end));
    fault.line = 0;  // the finding shows the function as a diff
    return true;
  }
  return false;
}

bool cut_off(Fault& fault) {
  const RowPlace* row = fault.pick_row([](const RowPlace&) { return true; });
  fault.file = file_of(fault);
  std::string& text = file(fault.files, fault.file);
  const std::size_t begin = row->text.find('(') + 1;
  text.resize(text.find(row->text) + begin + fault.random.below(row->text.size() - begin - 1));
  return true;
}

}  // namespace

std::vector<Kind> single_file_faults() {
  std::vector<Kind> kinds = {
      {"function of rows that nothing runs", "TR006", {"RF4"}, Against::Nothing, never_run},
      {"function of rows that is not there",
       "TR007",
       {"TR006", "RF4"},
       Against::Nothing,
       not_there},
      {"function of rows that is run twice", "TR008", {"UQ501"}, Against::Nothing, run_twice},
      {"line that a comment swallows", "FM125", {}, Against::Nothing, swallowed},
      {"function of rows defined twice", "FM126", {"RF4"}, Against::Nothing, defined_twice},
      {"foreign statement among yielded rows", "TR001", {}, Against::Nothing, foreign_statement},
      {"import in a single-file dump", "TR004", {}, Against::Nothing, foreign_import},
      {"edited constructor in a single-file dump",
       "TR003",
       {"RF4", "UQ501"},
       Against::Nothing,
       edited_constructor},
      {"single-file dump that was cut off",
       "CP204",
       {"CP2", "TR0", "RF4"},
       Against::Nothing,
       cut_off}};
  // Rows have the same faults as elsewhere.
  const std::pair<const char*, const char*> rows[] = {
      {"quote that is missing", "yielded row without a quote"},
      {"too few values", "yielded row with too few values"},
      {"too many values", "yielded row with too many values"},
      {"unknown constructor", "yielded row of an unknown constructor"},
      {"row argument that is no literal", "argument of a yielded row that is no literal"},
      {"row that is commented out", "yielded row that is commented out"},
      {"brackets that nest too deeply", "yielded row that nests too deeply"},
      {"date that does not exist", "yielded date that does not exist"},
      {"decimal that is no number", "yielded decimal that is no number"},
      {"half of a surrogate pair", "yielded half of a surrogate pair"},
      {"UTF-8 read as cp1252", "yielded text that was misread"},
      {"key of another row", "yielded key of another row"},
      {"child without its parent", "yielded child without its parent"},
      {"generic reference to no row", "yielded generic reference to no row"},
      {"lines end with CRLF", "single-file dump with CRLF"},
  };
  std::vector<Kind> known;
  for (const auto& family : {trust_faults(), format_faults(), value_faults(), key_faults()})
    known.insert(known.end(), family.begin(), family.end());
  for (const auto& [there, here] : rows) {
    Kind kind = *std::ranges::find_if(
        known, [name = std::string_view(there)](const Kind& k) { return k.name == name; });
    kind.name = here;
    kind.consequences.push_back("CP210");  // it may have been the only row of its function
    kinds.push_back(std::move(kind));
  }
  for (Kind& kind : kinds) kind.single_file = true;
  return kinds;
}

}  // namespace undumpy::test
