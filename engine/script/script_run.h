// ScriptRun: a repair script against a database, in one transaction.
//
// The script runs in a sandbox: models over the target, execfile() of the snapshots below one
// folder, print(). What it changes is committed only when that was asked for, when it came to its
// end, and when it leaves no reference dangling that led somewhere before; else the target stays as
// it was.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/orm/models.h"
#include "engine/script/code_options.h"
#include "engine/script/host.h"

namespace undumpy {

struct ScriptRunOptions {
  std::string script;                  // the path of its file
  std::string target;                  // an existing database: PATH or sqlite:PATH
  std::string snapshots;               // the folder for execfile(); the script's own when empty
  std::vector<std::string> arguments;  // sys.argv[1:]
  bool apply = false;
  CodeOptions code;
  ScriptHost::Write out, err;  // print() and logging
};

struct ScriptRunReport {
  std::string target;
  bool completed = false;  // the script came to its end
  bool applied = false;
  int exit_code = 0;                                // of sys.exit()
  std::string traceback;                            // when it was not completed
  std::map<std::string, orm::TableChanges> tables;  // what it changed
  std::vector<std::string> dangling;                // references that it left dangling, in words

  [[nodiscard]] orm::TableChanges total() const;
  [[nodiscard]] std::string verdict() const;
};

// Errors: "no-such-file" and the like (the script), "target-…", "database-error".
Result<ScriptRunReport> run_script(const ScriptRunOptions& options);

}  // namespace undumpy
