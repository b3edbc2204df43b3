#include "parser/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "parser/template.h"
#include "parser/trimmed.h"

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

// Evaluating it runs nothing: literals and names.
bool is_data(const Expression* value) {
  if (value == nullptr) return true;
  if (as<Constant>(value) != nullptr || as<Name>(value) != nullptr) return true;
  if (const auto* unary = as<Unary>(value)) return as<Constant>(unary->operand) != nullptr;
  if (const auto* list = as<List>(value)) return std::ranges::all_of(list->items, is_data);
  if (const auto* tuple = as<Tuple>(value)) return std::ranges::all_of(tuple->items, is_data);
  if (const auto* set = as<Set>(value)) return std::ranges::all_of(set->items, is_data);
  if (const auto* dict = as<Dict>(value))
    return std::ranges::all_of(dict->entries, [](const Dict::Entry& entry) {
      return entry.key != nullptr && is_data(entry.key) && is_data(entry.value);
    });
  return false;
}

// What stands among the arguments of main()'s own calls: data, attributes, and a few calls.
bool is_quiet(const Expression* value) {
  if (is_data(value)) return true;
  if (const auto* attribute = as<Attribute>(value)) return is_quiet(attribute->object);
  if (const auto* tuple = as<Tuple>(value)) return std::ranges::all_of(tuple->items, is_quiet);
  const auto* call = as<Call>(value);
  return call != nullptr &&
         is_one_of(called(call),
                   std::array<std::string_view, 5>{"globals", "locals", "DpyLoader",
                                                   "logging.getLogger", "parser.parse_args"}) &&
         std::ranges::all_of(call->arguments,
                             [](const Call::Argument& a) { return is_quiet(a.value); });
}

bool is_quiet_call(const Call& call) {
  return std::ranges::all_of(call.arguments, [](const Call::Argument& argument) {
    if (is_quiet(argument.value)) return true;
    // os.chdir(os.path.dirname(__file__))
    const auto* inner = as<Call>(argument.value);
    return inner != nullptr && inner->arguments.size() == 1 &&
           name_of(inner->arguments[0].value) == "__file__";
  });
}

// Defining it runs nothing.
bool is_quiet_definition(const FunctionDef& function) {
  return function.decorators.empty() && function.returns == nullptr &&
         std::ranges::all_of(function.parameters, [](const Parameter& parameter) {
           return is_data(parameter.fallback) && parameter.annotation == nullptr;
         });
}

// What people write into restore.py to help create_ functions: functions, dictionaries, another
// name for something. It runs nothing by itself.
bool is_helper(const Statement& statement) {
  if (const auto* function = as<FunctionDef>(&statement)) return is_quiet_definition(*function);
  const auto* assign = as<Assign>(&statement);
  return assign != nullptr && is_data(assign->value) &&
         std::ranges::all_of(assign->targets,
                             [](const Expression* e) { return as<Name>(e) != nullptr; });
}

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <class Visit>
void each_word(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end > at) visit(text.substr(at, end - at));
    at = end + (end == at ? 1 : 0);
  }
}

// What messages call tables: contacts_partner, or contacts.Partner.
class Names {
 public:
  Names(const SyntaxTree& tree, const Snapshot& snapshot) {
    // return contacts_Partner(**kw), or create_mti_child(…, contacts_Partner, …)
    std::map<std::string_view, std::string_view> made;  // variables of models: the longest table
    for (const ConstructorDeclaration& constructor : snapshot.constructors) {
      add(tables_, constructor.table, constructor.table);
      const Block body = constructor.function->body;
      if (body.empty()) continue;
      each_word(tree.source_of(body.back()->span), [&](std::string_view word) {
        if (snapshot.model_of_variable(word) != nullptr) add(made, word, constructor.table);
      });
    }
    for (const ModelDeclaration& model : snapshot.models)
      if (const auto found = made.find(model.variable); found != made.end())
        add(tables_, model.name, found->second);
  }
  // Empty: there is none of that name.
  [[nodiscard]] std::string_view table_of(std::string_view name) const {
    const auto found = tables_.find(name);
    return found != tables_.end() ? found->second : std::string_view();
  }

 private:
  static void add(std::map<std::string_view, std::string_view>& to, std::string_view name,
                  std::string_view table) {
    std::string_view& known = to[name];
    if (table.size() > known.size()) known = table;
  }
  std::map<std::string_view, std::string_view> tables_;
};

// What `dump2py --tolerate` leaves behind (FORMAT.md 5.4), whatever the database said in between:
// its message is not escaped.
constexpr std::string_view AbortBegin = "raise Exception(";
constexpr std::string_view AbortText = "has not been dumped";

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
  bool bv2kw = false;
  bool create_child = false;
  bool insert_child = false;
  bool lino_version_comment = false;  // Created using Lino version X
  bool i2d = false;
  bool bare_names = false;  // Person = resolve_model('contacts.Person')
  bool mti_with_kw = false;
};

class CatalogueReader {
 public:
  CatalogueReader(const SyntaxTree& tree, Snapshot& snapshot, DiagnosticSink& diagnostics)
      : tree_(tree), snapshot_(snapshot), diagnostics_(diagnostics) {}

  void read() {
    read_header();
    find_aborts();
    has_main_ = has_main();
    for (const Statement* statement : tree_.body) top_level(*statement);
    snapshot_.generation = generation();
    for (DumpAbort& abort : snapshot_.aborts) report_abort(abort);
    report_foreign();
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
  static bool run_statement(const Statement& statement);
  void execfile(const Call& call);
  void objects_statement(const Statement& statement);
  void foreign_objects(const Statement& statement);
  [[nodiscard]] bool installs_migrations(const Statement& statement) const;
  [[nodiscard]] Generation single_file_generation() const;
  [[nodiscard]] bool has_main() const;
  void find_aborts();
  void report_abort(DumpAbort& abort);
  std::string table_in(std::string_view message);
  void foreign(const Statement& statement, const char* why);
  void report_foreign();
  [[nodiscard]] Generation generation() const;

  const SyntaxTree& tree_;
  Snapshot& snapshot_;
  DiagnosticSink& diagnostics_;
  Fingerprints seen_;
  bool has_main_ = false;
  std::optional<Names> names_;       // made when it is needed
  std::vector<Diagnostic> foreign_;  // reported when the generation is known
};

void CatalogueReader::read_header() {
  // On one line, or, where the docstring has a link, on two.
  constexpr std::string_view Created = "created using ";
  const auto created_by = [&](std::string_view text) {
    const std::size_t at = text.find(Created);
    if (at == std::string_view::npos || text.find("Python dump") > at) return;
    text.remove_prefix(at + Created.size());
    text = text.substr(0, text.find('\n'));
    const std::size_t last = text.find_last_not_of(" \r\t.");
    snapshot_.created_using = last == std::string_view::npos ? "" : text.substr(0, last + 1);
  };
  for (const Comment& comment : tree_.comments) {
    if (comment.text.starts_with(" Created using Lino version ")) {
      seen_.lino_version_comment = true;
      snapshot_.created_using =
          trimmed(comment.text.substr(std::string_view(" Created using ").size()));
    }
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
        if (!name.alias.empty() || !is_one_of(name.name, std::array<std::string_view, 4>{
                                                             "logging", "os", "six", "argparse"}))
          foreign(statement, "no generator imports this");
      }
      return;
    case NodeKind::ImportFrom:
      return import_from(*as<ImportFrom>(&statement));
    case NodeKind::FunctionDef:
      return function(*as<FunctionDef>(&statement));
    case NodeKind::Assign:
      if (!assignment(*as<Assign>(&statement)) && !installs_migrations(statement))
        foreign(statement, "no generator writes this assignment");
      return;
    case NodeKind::If: {
      // if settings.USE_TZ: def dt…, and if __name__ == '__main__': …
      const auto& condition = *as<If>(&statement);
      const std::string_view test = tree_.source_of(condition.test->span);
      if (test == "settings.USE_TZ") return;
      if (test != "__name__ == '__main__'" && test != "__name__ == \"__main__\"")
        return foreign(statement, "no generator writes this condition");
      for (const Block block : {condition.then, condition.otherwise})
        for (const Statement* inner : block)
          if (!run_statement(*inner)) foreign(*inner, "no generator writes this statement");
      return;
    }
    case NodeKind::ErrorStatement:
      return;  // was reported
    case NodeKind::ExpressionStatement: {
      if (text_of(as<ExpressionStatement>(&statement)->value)) return;  // a docstring
      // D0 and the single-file dumps have no main(), and --tolerate cuts it in two.
      if (main_statement(statement) && (!snapshot_.aborts.empty() || !has_main_)) return;
      break;
    }
    case NodeKind::Raise:
      if (!snapshot_.aborts.empty() &&
          tree_.source_of(statement.span).find(AbortText) != std::string_view::npos)
        return;
      break;
    default:
      break;
  }
  foreign(statement, "no generator writes this statement");
}

void CatalogueReader::import_from(const ImportFrom& import) {
  if (import.module.starts_with("north.")) seen_.north = true;
  if (import.module == "django.contrib.contenttypes.models") seen_.content_type_import = true;
  if (import.module == "django.core.management") seen_.call_command = true;
  bool known = import.level == 0;
  for (const ImportedName& name : import.names) {
    if (import.module == "lino" && name.name == "logger") seen_.lino_logger = true;
    if (name.name == "utc") seen_.utc = true;
    if (name.name == "create_child") seen_.create_child = true;
    if (name.name == "insert_child") seen_.insert_child = true;
    if (name.name == "i2d") seen_.i2d = true;
    known = known && dump_template::is_generated_import(import.module, name.name) &&
            (name.alias.empty() || (name.name == "datetime" && name.alias == "dt"));
  }
  if (!known) foreign(import, "no generator imports this");
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
    }
    if (target.find('_') == std::string_view::npos) seen_.bare_names = true;
    snapshot_.add(ModelDeclaration{std::string(target), *model, assign.span});
    return true;
  }
  if (target == "SOURCE_VERSION") {
    snapshot_.source_version = text_of(assign.value);
    return snapshot_.source_version.has_value();
  }
  if (target == "utc") seen_.utc_assigned = true;
  const bool known = target == "logger" || target == "utc" || target == "loader" ||
                     target == "AFTER_LOAD_HANDLERS" || target == "args";
  return known && is_quiet(assign.value);
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
    snapshot_.add(ConstructorDeclaration{std::move(table), &function});
  } else if (name == "bv2kw") {
    seen_.bv2kw = true;
    languages(function);
  } else if (name == "execfile") {
    seen_.own_execfile = true;
  } else if (name == "main") {
    main_statements(function.body, true);
  } else if (!has_main_ && name == "objects") {
    if (snapshot_.runs_functions) {
      Diagnostic problem = make_error("duplicate-function", "objects() is defined twice",
                                      "find out which of the two is meant");
      problem.place = tree_.place(function.name_span);
      problem.why = "the last definition counts: what the first one runs is not restored";
      diagnostics_.report(std::move(problem));
      snapshot_.modules.clear();
    }
    seen_.objects_function = snapshot_.runs_functions = true;
    snapshot_.objects = function.span;
    for (const Statement* statement : function.body) objects_statement(*statement);
  } else if (!has_main_ && is_row_function(name)) {
    seen_.objects_function = true;
  } else if (name != "dt" && name != "new_content_type_id" && name != "pmem" &&
             name != "after_load") {
    return foreign(function, "no generator writes this function");
  }
  if (!is_quiet_definition(function))
    foreign(function, "no generator writes a decorator, a default or an annotation");
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
  if (installs_migrations(statement)) return true;
  if (const auto* assign = as<Assign>(&statement)) return assignment(*assign);
  const Call* call = call_of(&statement);
  const std::string name = called(call);
  if (name == "execfile") {
    execfile(*call);
    return true;
  }
  return call != nullptr && is_one_of(name, Known) && is_quiet_call(*call);
}

// What generators write behind `if __name__ == '__main__'`.
bool CatalogueReader::run_statement(const Statement& statement) {
  const Call* call = call_of(&statement);
  const std::string name = called(call);
  if (name == "main" || name == "parser.add_argument") return is_quiet_call(*call);
  if (const auto* import = as<Import>(&statement))
    return import->names.size() == 1 && import->names[0].name == "argparse";
  const auto* assign = as<Assign>(&statement);
  const std::string value = assign != nullptr ? called(as<Call>(assign->value)) : "";
  return (value == "argparse.ArgumentParser" || value == "parser.parse_args") &&
         is_quiet_call(*as<Call>(assign->value));
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
  run.name = *file;
  run.span = call.span;
  snapshot_.modules.push_back(std::move(run));
}

// yield polls_poll_objects(), or for o in polls_poll_objects(): yield o
void CatalogueReader::objects_statement(const Statement& statement) {
  const Call* call = nullptr;
  if (const auto* expression = as<ExpressionStatement>(&statement)) {
    if (text_of(expression->value)) return;
    const auto* yield = as<Yield>(expression->value);
    call = yield != nullptr ? as<Call>(yield->value) : nullptr;
  } else if (const auto* loop = as<For>(&statement)) {
    const auto* inner = loop->body.size() == 1 ? as<ExpressionStatement>(loop->body[0]) : nullptr;
    const auto* yield = inner != nullptr ? as<Yield>(inner->value) : nullptr;
    if (yield != nullptr && !name_of(loop->target).empty() &&
        name_of(yield->value) == name_of(loop->target) && loop->otherwise.empty())
      call = as<Call>(loop->iterable);
  } else if (statement.kind == NodeKind::ErrorStatement) {
    return;  // was reported
  }
  if (call == nullptr || !call->arguments.empty() || !is_row_function(name_of(call->function)))
    return foreign_objects(statement);
  ModuleRun run;
  run.name = name_of(call->function);
  run.span = call->span;
  snapshot_.modules.push_back(std::move(run));
}

// What it yields would be loaded by Python.
void CatalogueReader::foreign_objects(const Statement& statement) {
  if (statement.kind == NodeKind::Pass) return;
  foreign(statement, "no generator writes this statement into objects()");
  Diagnostic& problem = foreign_.back();
  problem.name = "foreign-statement";
  problem.severity = Severity::Error;
  problem.why = "Python would run it, and load what it yields; undumpy does not";
  problem.next = "find out what it is for; rows belong into the functions above";
}

// What single-file dumps and the first directories do besides: the site's migrations are put over
// the create_ functions.
bool CatalogueReader::installs_migrations(const Statement& statement) const {
  const std::string_view source = tree_.source_of(statement.span);
  return dump_template::installs_migrations(source) ||
         source == "settings.LINO.loading_from_dump = True";
}

bool CatalogueReader::has_main() const {
  return std::ranges::any_of(tree_.body, [](const Statement* statement) {
    const auto* function = as<FunctionDef>(statement);
    return function != nullptr && function->name == "main";
  });
}

void CatalogueReader::find_aborts() {
  const std::string_view text = tree_.text;
  const auto next_begin = [&](std::size_t from) {
    std::size_t at = text.find(AbortBegin, from);
    while (at != std::string_view::npos && at > 0 && text[at - 1] != '\n')
      at = text.find(AbortBegin, at + 1);
    return std::min(at, text.size());
  };
  for (std::size_t at = next_begin(0); at < text.size();) {
    // The message may hold line ends: it ends where main() goes on, or where the next one begins.
    const std::size_t next = next_begin(at + 1);
    const std::string_view message = text.substr(at, next - at);
    const std::size_t size = std::min(message.find("\n    "), message.size());
    if (message.substr(0, size).find(AbortText) != std::string_view::npos)
      snapshot_.aborts.push_back(
          {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)}, {}});
    at = next;
  }
}

void CatalogueReader::report_abort(DumpAbort& abort) {
  abort.table = table_in(tree_.source_of(abort.span));
  Diagnostic problem;
  problem.name = "dump-aborted";
  problem.table = abort.table;
  problem.message = fmt::format("dump2py met an error in the database and went on without {}",
                                problem.table.empty() ? "a table" : problem.table);
  problem.place = tree_.place(abort.span);
  problem.why =
      "the rows of this table are not in this snapshot, and Python can not run this restore.py";
  problem.next = "restore this table from another snapshot";
  diagnostics_.report(std::move(problem));
}

// The table that a message speaks of: it, or its model, is named there.
std::string CatalogueReader::table_in(std::string_view message) {
  if (!names_) names_ = Names(tree_, snapshot_);
  std::string_view result;
  const auto look_at = [&](std::string_view name) {
    const std::string_view table = names_->table_of(name);
    if (table.size() > result.size()) result = table;
  };
  std::string_view before;  // contacts of contacts.Partner
  each_word(message, [&](std::string_view word) {
    look_at(word);
    const char* const end = before.data() + before.size();
    if (!before.empty() && end + 1 == word.data() && *end == '.')
      look_at({before.data(), before.size() + 1 + word.size()});
    before = word;
  });
  return std::string(result);
}

void CatalogueReader::foreign(const Statement& statement, const char* why) {
  Diagnostic problem;
  problem.severity = Severity::Warning;
  problem.message = why;
  problem.place = tree_.place(statement.span);
  problem.place.length = 1;
  if (statement.kind == NodeKind::Import || statement.kind == NodeKind::ImportFrom) {
    problem.name = "foreign-import";
    problem.why =
        "Python runs all of that module as soon as it reads this line; undumpy knows only a few "
        "modules of its own, and runs none of the site's";
  } else if (is_helper(statement)) {
    problem.name = "hand-written-helper";
    problem.why =
        "somebody edited this file; it runs, in undumpy's own interpreter, only for create_ "
        "functions that need it";
  } else {
    problem.name = "foreign-statement";
    problem.why =
        "somebody edited this file; Python would run it, undumpy only for create_ functions that "
        "need it, in its own interpreter";
  }
  problem.next = "find out what it is for";
  foreign_.push_back(std::move(problem));
}

// Of a template that is not known in full, what looks like it is not called an edit.
void CatalogueReader::report_foreign() {
  const bool known = snapshot_.generation != Generation::D7;
  for (Diagnostic& problem : foreign_) {
    if (!known && problem.name == "hand-written-helper") {
      problem.name = "unknown-template";
      problem.why = "it may belong to a newer generator than undumpy knows, or somebody wrote it";
    }
    diagnostics_.report(std::move(problem));
  }
}

Generation CatalogueReader::generation() const {
  if (seen_.objects_function) return single_file_generation();
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

// FORMAT.md 1.1. What S2 changed is not seen in every dump: it counts as S1.
Generation CatalogueReader::single_file_generation() const {
  if (seen_.north) return Generation::S10;
  if (seen_.bv2kw) return Generation::S9;
  if (seen_.docstring_header) return Generation::S8;
  if (seen_.create_child) return Generation::S7;
  if (!seen_.bare_names) return Generation::S6;
  if (!seen_.i2d) return Generation::S5;
  if (snapshot_.source_version || tree_.file.ends_with(".py")) return Generation::S4;
  if (seen_.insert_child) return Generation::S3;
  return seen_.lino_version_comment ? Generation::S1 : Generation::S0;
}

}  // namespace

void read_catalogue(const SyntaxTree& tree, Snapshot& snapshot, DiagnosticSink& diagnostics) {
  CatalogueReader(tree, snapshot, diagnostics).read();
}

}  // namespace undumpy
