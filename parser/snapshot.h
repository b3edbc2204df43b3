// Snapshot: what a dump says about itself, as data — the catalogue of restore.py.
//
// restore.py is parsed (gear 3), never run. The catalogue keeps what a generator wrote (models,
// constructors, order of modules, languages, versions) and the places of what no generator wrote.
// FORMAT.md 1.1 describes the generations S0 to S10, whose dumps are one file (see
// parser/single_file.h), 1.2 the generations D0 to D7; anything else that looks like a snapshot
// gets Generation::Unknown and a diagnostic.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parser/module_reader.h"
#include "parser/result.h"
#include "parser/single_file.h"
#include "parser/source.h"
#include "parser/syntax.h"

namespace undumpy {

enum class Generation : std::uint8_t {
  Unknown,
  S0,
  S1,
  S2,
  S3,
  S4,
  S5,
  S6,
  S7,
  S8,
  S9,
  S10,
  D0,
  D1,
  D2,
  D3,
  D4,
  D5,
  D6,
  D7,
};
std::string_view to_string(Generation generation);  // "D6"

// What dt(…) means in the database (FORMAT.md 2): depends on the generation.
enum class TimeMeaning : std::uint8_t {
  Naive,        // S0 to S10, D0 to D3: as stored
  SourceLocal,  // D4, D5 before 2017-12-15: local time of the source's TIME_ZONE when USE_TZ
  Utc,          // since 2017-12-15: UTC when USE_TZ, naive otherwise
};

// contacts_Partner = resolve_model("contacts.Partner")
struct ModelDeclaration {
  std::string variable;  // contacts_Partner
  std::string name;      // contacts.Partner
  syntax::Span span;
};

// def create_contacts_partner(id, …): …
struct ConstructorDeclaration {
  std::string table;  // contacts_partner: the name behind create_
  const syntax::FunctionDef* function;
};

// One execfile line of main(), in execution order; of a single-file dump, one line of objects(),
// which runs a row function.
struct ModuleRun {
  std::string name;      // as written: "contacts_partner.py", "contacts_partner_objects"
  std::string file;      // that holds its text: "contacts_partner.py", "a.py"
  syntax::Span span;     // of the line's call in restore.py
  bool present = false;  // the source has it, or it lies in a folder that was allowed
  std::string outside;   // its path, when it lies outside of the snapshot and that was allowed
  std::optional<RowFunction> function;  // of a single-file dump, when present
  std::uint64_t bytes = 0;
  ModuleHead head;    // empty when not present
  std::string table;  // of its header, else of its first row, else of its name
};

// A *.py beside restore.py, or a row function, that nothing runs.
struct UnusedModule {
  std::string name;        // of the file, or of the function
  std::string table;       // of its header, else of its name
  ModuleHead head;         // empty when it is no data module
  std::uint32_t line = 0;  // of the function
};

// `dump2py --tolerate` went on without a table, and says so in restore.py.
struct DumpAbort {
  syntax::Span span;  // of what it says, which need not be Python
  std::string table;  // empty when it can not be told
};

struct SnapshotOptions {
  // Folders whose modules restore.py may run although they are no part of the snapshot (story 4 of
  // what happened: the edited restore.py ran the modules of an older directory).
  std::vector<std::string> allowed_outside;
};

class Snapshot {
 public:
  // Takes the source, reads restore.py (or main.py, D0; or the one file of a single-file dump) and
  // the heads of the modules.
  // Diagnostics: missing-module (error), unused-module (warning; says which missing module it may
  // be), stale-file (warning; a data module of another dump that nothing runs), module-outside
  // (execfile of a path that leaves the snapshot: error, or warning when it was allowed),
  // syntax-error, foreign-statement, foreign-import, hand-written-helper, hidden-character (all of
  // restore.py, and warnings), duplicate-constructor, duplicate-model, unknown-template (warning),
  // dump-aborted (error), swallowed-line (warning), duplicate-function (error), truncated-module (a
  // single file without objects(): error). Errors: "empty-source", "not-a-snapshot", and
  // those of Source.
  static Result<std::unique_ptr<Snapshot>> open(std::unique_ptr<Source> source,
                                                DiagnosticSink& diagnostics,
                                                const SnapshotOptions& options = {});

  // REQUIRES: module.present.
  [[nodiscard]] Result<std::unique_ptr<Stream>> open(const ModuleRun& module) const;
  [[nodiscard]] const Source& source() const { return *source_; }
  // restore.py; the code of a single-file dump.
  [[nodiscard]] const SyntaxTree& tree() const { return *tree_; }

  Generation generation = Generation::Unknown;
  TimeMeaning time_meaning = TimeMeaning::Utc;
  std::optional<std::string> source_version;         // SOURCE_VERSION
  std::optional<std::string> settings_module;        // header comment
  std::optional<std::string> time_zone;              // header comment; absent for None
  std::string created_using;                         // "dump2py", "Lino 1.7.2, Django 1.9.6, …"
  std::vector<std::string> languages;                // keywords of bv2kw, in order: "en", "pt_BR"
  std::vector<ModelDeclaration> models;              // one for each variable
  std::vector<ConstructorDeclaration> constructors;  // in the order of restore.py
  std::vector<ModuleRun> modules;
  bool runs_functions = false;  // a single-file dump has objects()
  syntax::Span objects;         // of that function
  // Of a single-file dump: somebody commented out the line that ran the function.
  [[nodiscard]] bool is_commented_out(const std::string& function) const;
  std::vector<UnusedModule> unused_modules;
  std::vector<DumpAbort> aborts;

  [[nodiscard]] bool is_single_file() const {
    return generation >= Generation::S0 && generation <= Generation::S10;
  }

  // The last definition counts, as in Python.
  void add(ModelDeclaration model);
  void add(ConstructorDeclaration constructor);
  [[nodiscard]] const ModelDeclaration* model_of_variable(std::string_view variable) const;
  [[nodiscard]] const ConstructorDeclaration* constructor_of(std::string_view table) const;

 private:
  Snapshot() = default;
  void find_modules(const SnapshotOptions& options);
  void find_module(ModuleRun& module, const SnapshotOptions& options);
  void find_functions(const std::vector<RowFunction>& functions, DiagnosticSink& diagnostics);
  void run_swallowed_lines(const std::map<std::string_view, const RowFunction*>& functions,
                           std::set<std::string>& run, DiagnosticSink& diagnostics);
  void report_cut_off(DiagnosticSink& diagnostics) const;
  void report_twice(const RowFunction& first, const RowFunction& second,
                    DiagnosticSink& diagnostics) const;
  void report_modules(DiagnosticSink& diagnostics) const;
  void report_unused(const UnusedModule& module, bool is_orphan,
                     const std::vector<std::string>& missing, DiagnosticSink& diagnostics) const;
  void report_module(const ModuleRun& module, const std::vector<std::string>& orphans,
                     DiagnosticSink& diagnostics) const;

  using Index = std::map<std::string, std::size_t, std::less<>>;
  Index model_of_variable_;  // in `models`
  Index constructor_of_;     // in `constructors`
  std::unique_ptr<Source> source_;
  std::unique_ptr<SyntaxTree> tree_;
};

}  // namespace undumpy
