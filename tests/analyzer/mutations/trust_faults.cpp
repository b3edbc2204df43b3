#include <algorithm>

#include "tests/analyzer/mutations/fault.h"

namespace undumpy::test {

namespace {

using Against = Kind::Against;

bool into_restore_py(Fault& fault, const std::string& statement) {
  const std::uint32_t line = fault.pick_line("restore.py", "def create_");
  if (line == 0) return false;
  fault.insert_line("restore.py", line, statement + "\n");
  return true;
}

bool foreign_statement(Fault& fault) {
  constexpr const char* Statements[] = {"os.system('touch /tmp/x')", "print('hello')",
                                        "settings.DEBUG = True", "for i in range(3): print(i)",
                                        "AAA = open('/etc/passwd').read()"};
  return into_restore_py(fault, fault.random.pick(Statements));
}

bool foreign_import(Fault& fault) {
  constexpr const char* Imports[] = {"import subprocess", "from os import system",
                                     "import socket as decimal", "from library import *"};
  return into_restore_py(fault, fault.random.pick(Imports));
}

bool foreign_statement_in_module(Fault& fault) {
  constexpr const char* Statements[] = {"import os", "print('hello')", "os.remove('x')",
                                        "loader = None", "loader.save(open('/etc/passwd').read())"};
  const RowPlace* row = fault.pick_row([](const RowPlace&) { return true; });
  if (row == nullptr) return false;
  fault.insert_line(fault.on.files[row->file].first, row->line, fault.random.pick(Statements));
  return true;
}

bool argument_to_evaluate(Fault& fault) {
  constexpr const char* Arguments[] = {"open('/etc/passwd').read()", "len('abc')",
                                       "__import__('os').getpid()", "[x for x in (1, 2)]",
                                       "'a' if True else 'b'"};
  const auto cell = fault.pick_cell([](const CellPlace&) { return true; });
  if (!cell) return false;
  fault.set_cell(*cell, fault.random.pick(Arguments));
  fault.key.clear();  // the row was not taken apart
  return true;
}

// The execfile line of a module, with its name.
std::uint32_t pick_execfile(Fault& fault, std::string& module) {
  const std::uint32_t line = fault.pick_line("restore.py", "    execfile(\"");
  if (line == 0) return 0;
  const std::string text = fault.line_of("restore.py", line);
  const std::size_t begin = text.find('"') + 1;
  module = text.substr(begin, text.find('"', begin) - begin);
  return line;
}

bool module_outside(Fault& fault) {
  std::string module;
  const std::uint32_t line = pick_execfile(fault, module);
  if (line == 0) return false;
  std::string text = fault.line_of("restore.py", line);
  text.insert(text.find('"') + 1, fault.random.one_in(2) ? "../older/" : "/tmp/");
  fault.set_line("restore.py", line, text);
  return true;
}

bool unused_module(Fault& fault) {
  std::string module;
  const std::uint32_t line = pick_execfile(fault, module);
  if (line == 0) return false;
  // The parts of a table are another kind.
  const auto runs = [&](const ModuleRun& run) { return run.file == module; };
  const auto& modules = fault.on.snapshot().modules;
  const auto run = std::find_if(modules.begin(), modules.end(), runs);
  if (run == modules.end() || run->head.facts.parts > 1) return false;
  fault.remove_line("restore.py", line);
  fault.file = module;
  return true;
}

bool missing_module(Fault& fault) {
  std::string module;
  const std::uint32_t line = pick_execfile(fault, module);
  if (line == 0 || !fault.remove_file(module)) return false;
  fault.expect_line("restore.py", line);
  return true;
}

bool module_run_twice(Fault& fault) {
  std::string module;
  const std::uint32_t line = pick_execfile(fault, module);
  if (line == 0) return false;
  fault.insert_line("restore.py", line + 1, fault.line_of("restore.py", line));
  return true;
}

bool edited_constructor(Fault& fault) {
  const std::uint32_t line = fault.pick_line("restore.py", "    kw.update(");
  if (line == 0) return false;
  const std::string text = fault.line_of("restore.py", line);
  fault.set_line("restore.py", line, "#" + text);
  fault.line = 0;
  return text.find("(id=") == std::string::npos;
}

bool invisible_character(Fault& fault) {
  constexpr const char* Characters[] = {"\u202e", "\u2066", "\u200b", "\u2060"};
  const auto cell = fault.pick_cell([](const CellPlace& c) { return c.is_text(); });
  if (!cell) return false;
  std::string literal(cell->literal);
  fault.set_cell(*cell, literal.insert(literal.size() - 1, fault.random.pick(Characters)));
  fault.table = fault.key = "";
  return true;
}

bool hand_written_helper(Fault& fault) {
  constexpr const char* Helpers[] = {"DUPS = {17: 4}", "def new_id(old):\n    return old + 1000",
                                     "NAMES = ['a', 'b']"};
  return into_restore_py(fault, fault.random.pick(Helpers));
}

// A line of the fixed parts that does something else.
bool changed_template(Fault& fault) {
  constexpr std::pair<const char*, const char*> Lines[] = {
      {"        return make_aware(datetime(*args), timezone=utc)",
       "        return datetime(*args)"},
      {"    return ct.pk", "    return ct.id + 1"},
      {"    os.chdir(os.path.dirname(__file__))", "    os.chdir('/tmp')"},
      {"    call_command('resetsequences')", "    call_command('flush')"},
      {"    logger.info(\"Execute file %s ...\", fn)", "    logger.info(\"Run file %s ...\", fn)"},
      {"logger = logging.getLogger('lino.", "logger = logging.getLogger('north.dpy')"},
      {"from lino.core.utils import resolve_model", "from north.dbutils import resolve_model"},
      {"from lino.utils.dpy import DpyLoader", "from north.dpy import DpyLoader"},
      {"    loader = DpyLoader(globals()", "    loader = DpyLoader(globals(), flush=True)"},
  };
  const auto& [before, after] = fault.random.pick(Lines);
  const std::uint32_t line = fault.pick_line("restore.py", before);
  if (line == 0) return false;
  fault.set_line("restore.py", line, after);
  return true;
}

bool commented_row(Fault& fault) {
  const RowPlace* row = fault.pick_row([](const RowPlace&) { return true; });
  if (row == nullptr) return false;
  fault.set_row(*row, "#" + std::string(row->text));
  fault.key.clear();
  return true;
}

bool renamed_model(Fault& fault) {
  const auto& models = fault.on.snapshot().models;
  if (models.empty()) return false;
  const ModelDeclaration& model = fault.random.pick(models);
  const std::uint32_t line = fault.pick_line("restore.py", model.variable + " = ");
  std::string text = fault.line_of("restore.py", line);
  fault.set_line("restore.py", line, text.insert(text.find('"') + 1, "old"));
  return true;
}

// A letter that looks like another.
bool homoglyph(Fault& fault) {
  const RowPlace* row = fault.pick_row(
      [](const RowPlace& r) { return r.shape->table.find_first_of("aceo") != std::string::npos; });
  if (row == nullptr) return false;
  std::string text(row->text);
  const std::size_t table = text.find("create_") + 7;
  const std::size_t at = text.find_first_of("aceo", table);
  const char* const lookalike = text[at] == 'a'   ? "а"
                                : text[at] == 'c' ? "с"
                                : text[at] == 'e' ? "е"
                                                  : "о";
  fault.set_row(*row, text.replace(at, 1, lookalike));
  fault.table = fault.key = "";
  return true;
}

// A line as generators of other years wrote it.
bool mixed_generations(Fault& fault) {
  constexpr std::pair<const char*, const char*> Lines[] = {
      {"    ct = settings.SITE.models.", "    ct = settings.SITE.modules."},
  };
  const auto& [now, then] = fault.random.pick(Lines);
  const std::uint32_t line = fault.pick_line("restore.py", now);
  if (line == 0) return false;
  std::string text = fault.line_of("restore.py", line);
  fault.set_line("restore.py", line, text.replace(0, std::string_view(now).size(), then));
  fault.line = 0;
  return true;
}

}  // namespace

std::vector<Kind> trust_faults() {
  return {
      {"foreign statement in restore.py", "TR001", {}, Against::Nothing, foreign_statement},
      {"foreign statement in a module", "TR001", {}, Against::Nothing, foreign_statement_in_module},
      {"row argument that is no literal", "TR002", {"RF4"}, Against::Nothing, argument_to_evaluate},
      {"edited constructor", "TR003", {}, Against::Nothing, edited_constructor},
      {"import that no generator writes", "TR004", {}, Against::Nothing, foreign_import},
      {"module outside of the snapshot", "TR005", {"RF4", "CP2"}, Against::Nothing, module_outside},
      {"module that nothing runs", "TR006", {"CP2", "RF4"}, Against::Nothing, unused_module},
      {"module that is not there", "TR007", {"RF4", "CP2"}, Against::Nothing, missing_module},
      {"module that is run twice", "TR008", {"UQ501", "CP2"}, Against::Nothing, module_run_twice},
      {"invisible character", "TR009", {"RF4", "VL302"}, Against::Nothing, invisible_character},
      {"letter that looks like another",
       "TR010",
       {"FM104", "TR001", "RF4"},
       Against::Nothing,
       homoglyph},
      {"line of another generation", "TR011", {}, Against::Nothing, mixed_generations},
      {"helper written by hand", "TR013", {}, Against::Nothing, hand_written_helper},
      {"fixed part that was changed", "TR014", {"FM113"}, Against::Nothing, changed_template},
      {"row that is commented out", "TR016", {"CP201", "RF4"}, Against::Nothing, commented_row},
      {"model under another name", "TR017", {}, Against::Nothing, renamed_model},
  };
}

}  // namespace undumpy::test
