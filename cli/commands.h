// One function per command; each stands in a file of its name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/program.h"
#include "engine/filter.h"
#include "engine/script/code_options.h"

namespace undumpy::cli {

struct Common {
  bool quiet = false;
  std::string format = "text";
};

// What code of users gets: hand-edited create_ functions, scripts, loaders.
struct Code {
  CodeOptions code;
};

struct ListOptions : Common, Code {
  std::string snapshot;
};
int list(const ListOptions& options, Console& console);

struct ShowOptions : Common, Code {
  std::string snapshot;
  std::string table;
  std::vector<std::string> keys;
  std::string where;
  std::optional<std::uint64_t> limit;
};
int show(const ShowOptions& options, Console& console);

struct CheckOptions : Common, Code {
  std::vector<std::string> snapshots;
  std::string against;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string fail_on;  // empty: as the configuration says, else "error"
  bool all = false;
  std::string baseline;
  bool write_baseline = false;
  std::string config;
  bool no_config = false;
  std::string html;
  std::string colour = "auto";
  unsigned jobs = 0;  // 0: one for each processor
};
int check(const CheckOptions& options, Console& console);

struct ExplainOptions {
  std::string rule;
  bool list = false;
  std::string write_docs;  // a folder
};
int explain(const ExplainOptions& options, Console& console);

struct RestoreOptions : Common, Code {
  std::string snapshot;
  std::vector<std::string> from;
  std::string use_list;
  std::string into;
  std::string schema;
  bool infer_schema = false;
  std::string none_text = "auto";
  std::string zero_duration = "empty";
  bool keep_none_text = false;
  bool allow_missing = false;
  bool allow_dangling = false;
  bool digest = false;
  Arguments arguments;  // of filters and transforms
  std::vector<std::string> conflicts;
  std::string max_errors;
  bool exit_on_error = false;
  std::string rejects;
  std::string loader;
  bool validate = false;
  std::string sql;
  std::string plan;
  bool apply = false;
  bool dry_run = false;
};
int restore(const RestoreOptions& options, Console& console);

struct RunOptions : Common, Code {
  std::string script;
  std::string database;
  std::string snapshots;
  bool apply = false;
  std::vector<std::string> arguments;
};
int run_script(const RunOptions& options, Console& console);

}  // namespace undumpy::cli
