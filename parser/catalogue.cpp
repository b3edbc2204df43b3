#include "parser/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace undumpy {

using namespace syntax;

namespace {

std::string_view name_of(const Expression* expression) {
  const auto* name = as<Name>(expression);
  return name != nullptr ? name->id : std::string_view();
}

std::optional<std::string> text_of(const Expression* expression) {
  const auto* constant = as<Constant>(expression);
  if (constant == nullptr ||
      (constant->value.kind != CellKind::Text && constant->value.kind != CellKind::Bytes))
    return std::nullopt;
  return std::string(constant->value.text());
}

// The call that is the whole statement, or nullptr.
const Call* call_of(const Statement* statement) {
  const auto* expression = as<ExpressionStatement>(statement);
  return expression != nullptr ? as<Call>(expression->value) : nullptr;
}

// "loader.finalize" of a call of such a name; "" for anything else.
std::string called(const Call* call) {
  if (call == nullptr) return "";
  if (const auto* attribute = as<Attribute>(call->function))
    return fmt::format("{}.{}", name_of(attribute->object), attribute->name);
  return std::string(name_of(call->function));
}

// What follows `before` in `text`: a Python string literal's content, or "" for None and the like.
std::string quoted_after(std::string_view text, std::string_view before) {
  const std::size_t at = text.find(before);
  if (at == std::string_view::npos) return "";
  text.remove_prefix(at + before.size());
  if (text.starts_with('u')) text.remove_prefix(1);
  if (text.empty() || (text[0] != '\'' && text[0] != '"')) return "";
  const std::size_t end = text.find(text[0], 1);
  return end == std::string_view::npos ? "" : std::string(text.substr(1, end - 1));
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::ranges::find(names, name) != names.end();
}

// What tells the generations apart, as far as it was seen.
struct Fingerprints {
  bool docstring_header = false;
  bool comment_header = false;
  bool north = false;
  bool lino_logger = false;  // from lino import logger
  bool six = false;
  bool own_execfile = false;
  bool utc = false;           // from django.utils.timezone import make_aware, utc
  bool utc_assigned = false;  // utc = timezone.utc
  bool call_command = false;
  bool content_type_import = false;
  bool objects_function = false;
  bool main_function = false;
  bool bv2kw = false;
  bool create_child = false;
  bool mti_with_kw = false;
};

class CatalogueReader {
 public:
  CatalogueReader(const SyntaxTree& tree, Snapshot& snapshot, DiagnosticSink& diagnostics)
      : tree_(tree), snapshot_(snapshot), diagnostics_(diagnostics) {}

  void read() {
    read_header();
    for (const Statement* statement : tree_.body) top_level(*statement);
    snapshot_.generation = generation();
    snapshot_.time_meaning = snapshot_.generation <= Generation::D3 ? TimeMeaning::Naive
                             : seen_.utc || seen_.utc_assigned      ? TimeMeaning::Utc
                                                                    : TimeMeaning::SourceLocal;
    if (snapshot_.generation == Generation::Unknown) {
      Diagnostic problem;
      problem.severity = Severity::Warning;
      problem.name = "unknown-template";
      problem.message = "no generator that undumpy knows writes a restore.py like this";
      problem.place.file = tree_.file;
      problem.why = "it is read as one of the latest generation; details may be misunderstood";
      problem.next = "look at the warnings below, and compare the counts";
      diagnostics_.report(std::move(problem));
    }
  }

 private:
  void read_header();
  void top_level(const Statement& statement);
  void import_from(const ImportFrom& import);
  bool assignment(const Assign& assign);
  void function(const FunctionDef& function);
  void languages(const FunctionDef& bv2kw);
  void main_statements(Block block, bool in_main);
  bool main_statement(const Statement& statement);
  void execfile(const Call& call);
  void foreign(const Statement& statement, const char* why);
  [[nodiscard]] Generation generation() const;

  const SyntaxTree& tree_;
  Snapshot& snapshot_;
  DiagnosticSink& diagnostics_;
  Fingerprints seen_;
};

void CatalogueReader::read_header() {
  constexpr std::string_view Created = "This is a Python dump created using ";
  const auto created_by = [&](std::string_view text) {
    const std::size_t at = text.find(Created);
    if (at == std::string_view::npos) return;
    text.remove_prefix(at + Created.size());
    text = text.substr(0, text.find('\n'));
    const std::size_t last = text.find_last_not_of(" \r\t.");
    snapshot_.created_using = last == std::string_view::npos ? "" : text.substr(0, last + 1);
  };
  for (const Comment& comment : tree_.comments) {
    if (comment.text.find("This is a Python dump created using") != std::string_view::npos) {
      seen_.comment_header = true;
      created_by(comment.text);
    }
    const std::string settings = quoted_after(comment.text, "DJANGO_SETTINGS_MODULE was ");
    const std::string zone = quoted_after(comment.text, "TIME_ZONE was ");
    if (!settings.empty()) snapshot_.settings_module = settings;
    if (!zone.empty()) snapshot_.time_zone = zone;
  }
  if (tree_.body.empty()) return;
  const auto* docstring = as<ExpressionStatement>(tree_.body[0]);
  if (docstring == nullptr) return;
  if (const auto text = text_of(docstring->value)) {
    seen_.docstring_header = text->find("Python dump") != std::string::npos;
    seen_.north = seen_.north || text->find("north.") != std::string::npos;
    created_by(*text);
  }
}

void CatalogueReader::top_level(const Statement& statement) {
  switch (statement.kind) {
    case NodeKind::Import:
      for (const ImportedName& name : as<Import>(&statement)->names) {
        if (name.name == "six") seen_.six = true;
        if (!is_one_of(name.name,
                       std::array<std::string_view, 4>{"logging", "os", "six", "argparse"}))
          foreign(statement, "no generator imports this");
      }
      return;
    case NodeKind::ImportFrom:
      return import_from(*as<ImportFrom>(&statement));
    case NodeKind::FunctionDef:
      return function(*as<FunctionDef>(&statement));
    case NodeKind::Assign:
      if (!assignment(*as<Assign>(&statement)))
        foreign(statement, "no generator writes this assignment");
      return;
    case NodeKind::If: {
      // if settings.USE_TZ: def dt…, and if __name__ == '__main__': …
      const std::string_view test = tree_.source_of(as<If>(&statement)->test->span);
      if (test != "settings.USE_TZ" && !test.starts_with("__name__"))
        foreign(statement, "no generator writes this condition");
      return;
    }
    case NodeKind::ErrorStatement:
      return;  // was reported
    case NodeKind::ExpressionStatement: {
      if (text_of(as<ExpressionStatement>(&statement)->value)) return;  // a docstring
      if (main_statement(statement)) return;  // D0, or a main() cut in two by --tolerate
      break;
    }
    case NodeKind::Raise: {
      Diagnostic problem;
      problem.name = "dump-aborted";
      problem.message = "dump2py met an error in the database here, and went on without this table";
      problem.place = tree_.place(statement.span);
      problem.why = "the table's rows are not in this snapshot";
      problem.next = "restore this table from another snapshot";
      diagnostics_.report(std::move(problem));
      return;
    }
    default:
      break;
  }
  foreign(statement, "no generator writes this statement");
}

void CatalogueReader::import_from(const ImportFrom& import) {
  constexpr std::array<std::string_view, 18> Known = {"__future__",
                                                      "decimal",
                                                      "datetime",
                                                      "django.conf",
                                                      "django.utils.timezone",
                                                      "django.core.management",
                                                      "django.contrib.contenttypes.models",
                                                      "lino.utils.dpy",
                                                      "lino.core.utils",
                                                      "lino.core.dbutils",
                                                      "north.dpy",
                                                      "north.dbutils",
                                                      "north.utils",
                                                      "lino",
                                                      "lino.utils",
                                                      "lino.utils.mti",
                                                      "lino.dd",
                                                      "six"};
  if (import.module.starts_with("north.")) seen_.north = true;
  if (import.module == "django.contrib.contenttypes.models") seen_.content_type_import = true;
  if (import.module == "django.core.management") seen_.call_command = true;
  for (const ImportedName& name : import.names) {
    if (import.module == "lino" && name.name == "logger") seen_.lino_logger = true;
    if (name.name == "utc") seen_.utc = true;
    if (name.name == "create_child") seen_.create_child = true;
  }
  if (!is_one_of(import.module, Known)) foreign(import, "no generator imports this");
}

bool CatalogueReader::assignment(const Assign& assign) {
  const std::string_view target = assign.targets.size() == 1 ? name_of(assign.targets[0]) : "";
  const auto* call = as<Call>(assign.value);
  if (call != nullptr && called(call) == "resolve_model" && !call->arguments.empty() &&
      !target.empty()) {
    const auto model = text_of(call->arguments[0].value);
    if (!model) return false;
    if (snapshot_.model_of_variable(target) != nullptr) {
      Diagnostic problem;
      problem.severity = Severity::Warning;
      problem.name = "duplicate-model";
      problem.message = fmt::format("{} is resolved twice", target);
      problem.place = tree_.place(assign.span);
      problem.why = "the last one counts";
      diagnostics_.report(std::move(problem));
      std::erase_if(snapshot_.models,
                    [&](const ModelDeclaration& m) { return m.variable == target; });
    }
    snapshot_.models.push_back({std::string(target), *model, assign.span});
    return true;
  }
  if (target == "SOURCE_VERSION") {
    snapshot_.source_version = text_of(assign.value);
    return snapshot_.source_version.has_value();
  }
  if (target == "utc") seen_.utc_assigned = true;
  return target == "logger" || target == "utc" || target == "loader" ||
         target == "AFTER_LOAD_HANDLERS" || target == "args";
}

void CatalogueReader::function(const FunctionDef& function) {
  const std::string_view name = function.name;
  if (name.starts_with("create_")) {
    std::string table(name.substr(7));
    if (const auto* before = snapshot_.constructor_of(table)) {
      Diagnostic problem;
      problem.severity = Severity::Warning;
      problem.name = "duplicate-constructor";
      problem.message = fmt::format("{} is defined twice; the first time on line {}", name,
                                    tree_.place(before->function->span).line);
      problem.place = tree_.place(function.name_span);
      problem.table = table;
      problem.why = "the last definition counts";
      problem.next = "remove the one that is not meant";
      diagnostics_.report(std::move(problem));
    }
    if (tree_.source_of(function.span).find("create_mti_child(") != std::string_view::npos &&
        tree_.source_of(function.span).find("**kw") != std::string_view::npos)
      seen_.mti_with_kw = true;
    snapshot_.constructors.push_back({std::move(table), &function});
  } else if (name == "bv2kw") {
    seen_.bv2kw = true;
    languages(function);
  } else if (name == "execfile") {
    seen_.own_execfile = true;
  } else if (name == "main") {
    seen_.main_function = true;
    main_statements(function.body, true);
  } else if (name == "objects" || name.ends_with("_objects")) {
    seen_.objects_function = true;
  } else if (name != "dt" && name != "new_content_type_id" && name != "pmem" &&
             name != "after_load") {
    foreign(function, "no generator writes this function");
  }
}

// return settings.SITE.babelkw(fieldname, en=values[0],de=values[1])
void CatalogueReader::languages(const FunctionDef& bv2kw) {
  for (const Statement* statement : bv2kw.body) {
    const auto* result = as<Return>(statement);
    const auto* call = result != nullptr ? as<Call>(result->value) : nullptr;
    if (call == nullptr) continue;
    for (const Call::Argument& argument : call->arguments)
      if (argument.kind == Call::ArgumentKind::Keyword)
        snapshot_.languages.emplace_back(argument.name);
  }
}

void CatalogueReader::main_statements(Block block, bool in_main) {
  for (const Statement* statement : block) {
    if (main_statement(*statement) || !in_main) continue;
    if (statement->kind == NodeKind::If) {
      main_statements(as<If>(statement)->then, in_main);
      main_statements(as<If>(statement)->otherwise, in_main);
      foreign(*statement, "no generator writes this condition; undumpy takes both ways");
    } else if (statement->kind != NodeKind::ErrorStatement) {
      foreign(*statement, "no generator writes this statement into main(), which is only read");
    }
  }
}

// True for what generators write into main(); notes the modules it runs.
bool CatalogueReader::main_statement(const Statement& statement) {
  constexpr std::array<std::string_view, 9> Known = {
      "call_command",    "os.chdir",     "loader.initialize",
      "loader.finalize", "logger.info",  "install_migrations",
      "loader.save",     "set_language", "loader.flush_deferred_objects"};
  if (statement.kind == NodeKind::ImportFrom || statement.kind == NodeKind::Pass) return true;
  if (const auto* assign = as<Assign>(&statement)) return assignment(*assign);
  const Call* call = call_of(&statement);
  const std::string name = called(call);
  if (name == "execfile") {
    execfile(*call);
    return true;
  }
  return is_one_of(name, Known);
}

void CatalogueReader::execfile(const Call& call) {
  const auto file = call.arguments.empty() ? std::nullopt : text_of(call.arguments[0].value);
  if (!file) {
    Diagnostic problem;
    problem.name = "foreign-statement";
    problem.message = "the name of the module is no plain text";
    problem.place = tree_.place(call.span);
    problem.why = "undumpy can not know which module is meant; its rows are not read";
    problem.next = "write the name of the module as text";
    diagnostics_.report(std::move(problem));
    return;
  }
  ModuleRun run;
  run.file = *file;
  run.span = call.span;
  snapshot_.modules.push_back(std::move(run));
}

void CatalogueReader::foreign(const Statement& statement, const char* why) {
  Diagnostic problem;
  problem.severity = Severity::Warning;
  problem.name = "foreign-statement";
  problem.message = why;
  problem.place = tree_.place(statement.span);
  problem.place.length = 1;
  problem.why =
      "somebody edited this file; it runs, in undumpy's own interpreter, only for create_ "
      "functions that need it";
  problem.next = "find out what it is for";
  diagnostics_.report(std::move(problem));
}

Generation CatalogueReader::generation() const {
  if (seen_.objects_function && !seen_.main_function) {
    if (seen_.north) return Generation::S10;
    if (seen_.bv2kw) return Generation::S9;
    if (seen_.docstring_header) return Generation::S8;
    return seen_.create_child ? Generation::S7 : Generation::S6;
  }
  if (tree_.file == "main.py") return Generation::D0;
  if (seen_.comment_header) {
    if (seen_.lino_logger) return Generation::D7;
    if (seen_.own_execfile || seen_.six) return Generation::D6;
    return seen_.call_command || seen_.mti_with_kw || seen_.utc ? Generation::D5 : Generation::D4;
  }
  if (seen_.docstring_header) {
    if (seen_.north) return Generation::D1;
    return seen_.content_type_import ? Generation::D2 : Generation::D3;
  }
  return Generation::Unknown;
}

}  // namespace

void read_catalogue(const SyntaxTree& tree, Snapshot& snapshot, DiagnosticSink& diagnostics) {
  CatalogueReader(tree, snapshot, diagnostics).read();
}

}  // namespace undumpy
