#include "cli/program.h"

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/messages.h"
#include "engine/closure.h"
#include "engine/filters.h"
#include "engine/transforms.h"

namespace undumpy::cli {

volatile std::sig_atomic_t interrupted = 0;

namespace {

void add_common(CLI::App& app, Common& common, const std::vector<std::string>& formats) {
  app.add_option("--format", common.format, "output format")->check(CLI::IsMember(formats));
  app.add_flag("-q,--quiet", common.quiet, "print no warnings and no progress");
}

void add_code(CLI::App& app, CodeOptions& code) {
  const auto group = [&app](const char* name) { return app.get_option(name)->group("Code"); };
  app.add_option("--max-steps", code.limits.steps, "statements, loop rounds and calls");
  app.add_option("--max-memory", code.limits.memory, "bytes of live values (also 512MB, 2GB)")
      ->transform(CLI::AsSizeValue(false));
  app.add_option("--max-depth", code.limits.depth, "calls inside calls");
  app.add_option("--max-output", code.limits.output, "bytes that are printed")
      ->transform(CLI::AsSizeValue(false));
  app.add_option("--max-rows", code.limits.rows, "rows that are written");
  app.add_option("--now", code.now, "what today() and now() say: YYYY-MM-DD[THH:MM:SS]");
  app.add_option("--allow-outside", code.allowed_outside,
                 "a folder whose files may be run although they lie outside; repeat for more")
      ->allow_extra_args(false);
  for (const char* name : {"--max-steps", "--max-memory", "--max-depth", "--max-output",
                           "--max-rows", "--now", "--allow-outside"})
    group(name);
}

void add_check(CLI::App& app, CheckOptions& options) {
  app.add_option("SNAPSHOT", options.snapshots, "directories or archives")->required();
  app.add_option("--against", options.against,
                 "a database, a file of CREATE statements (.sql), or another snapshot");
  app.add_option("--select", options.select,
                 "only these rules: codes, beginnings of codes, or names, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--ignore", options.ignore, "all rules but these")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--fail-on", options.fail_on,
                 "the least severity of a finding that makes the exit status 1 (default: error)")
      ->check(CLI::IsMember({"error", "warning", "info", "never"}));
  app.add_flag("--all", options.all, "show every finding, not the first three");
  app.add_option("--baseline", options.baseline, "a file of known findings, which do not count");
  app.add_flag("--write-baseline", options.write_baseline,
               "write what is found into the file of --baseline");
  app.add_option("--config", options.config,
                 "the settings (default: the nearest undumpy.toml above the snapshot)");
  app.add_flag("--no-config", options.no_config, "look for no undumpy.toml")->excludes("--config");
  app.add_option("--html", options.html, "write a report for browsers into this file too");
  app.add_option("--color", options.colour, "colours in text (auto: on terminals only)")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_option("--jobs", options.jobs,
                 "so many snapshots at a time (default: one for each processor)");
  add_common(app, options, {"text", "json", "sarif", "github"});
  add_code(app, options.code);
}

// The options of filters and transforms, from their tables.
void add_options(CLI::App& app, const char* group, std::span<const OptionText> options,
                 Arguments& arguments) {
  for (const OptionText& option : options) {
    const std::string name = option.name;
    const std::string flag = "--" + name;
    if (option.value == nullptr) {
      app.add_flag_callback(
             flag, [&arguments, name] { arguments.add(name, ""); }, option.help)
          ->group(group);
      continue;
    }
    app.add_option_function<std::vector<std::string>>(
           flag,
           [&arguments, name](const std::vector<std::string>& values) {
             for (const std::string& value : values) arguments.add(name, value);
           },
           option.help)
        ->allow_extra_args(false)
        ->type_name(option.value)
        ->group(group);
  }
}

void add_restore(CLI::App& app, RestoreOptions& options) {
  app.add_option("SNAPSHOT", options.snapshot, "directory or archive");
  app.add_option("--from", options.from,
                 "SNAPSHOT[:TABLE[:KEYS]]: another snapshot, or a part of it; they are restored in "
                 "their order")
      ->allow_extra_args(false);
  app.add_option("--into", options.into, "SQLite file: PATH or sqlite:PATH")->required();
  app.add_option("--schema", options.schema, "file of CREATE statements");
  app.add_flag("--infer-schema", options.infer_schema,
               "make the schema of a new file from the snapshot (the default)");
  app.add_option(
         "--none-text", options.none_text,
         "None in a nullable varchar(6), (8), (11): auto and empty store '' (Lino's Quantity, "
         "Duration, IncompleteDate), null stores NULL")
      ->check(CLI::IsMember({"auto", "empty", "null"}));
  app.add_option("--zero-duration", options.zero_duration,
                 "'0:00' in a NOT NULL varchar(6) or (8): empty stores '', keep stores '0:00'")
      ->check(CLI::IsMember({"empty", "keep"}));
  app.add_flag("--keep-none-text", options.keep_none_text,
               "store the text 'None' of babel lists as it stands, not as NULL");
  app.add_flag("--allow-missing", options.allow_missing,
               "restore although modules are missing, cut off or not understood");
  app.add_flag("--allow-dangling", options.allow_dangling,
               "restore rows although they refer to rows that do not exist");
  app.add_flag("--digest", options.digest, "print a digest of the restored content");
  for (const FilterKind* kind : filter_kinds())
    add_options(app, "Which rows", kind->options, options.arguments);
  add_options(app, "Which rows", closure_options(), options.arguments);
  app.add_option("--use-list", options.use_list,
                 "only the modules of this file, in its order; `list --format toc` prints one")
      ->group("Which rows");
  app.add_option("--loader", options.loader,
                 "FILE.py[:CLASS]: a loader in Python decides about every row")
      ->group("Which rows");
  app.add_flag("--validate", options.validate,
               "reject what Django's full_clean() would refuse (length, digits, type, null), and "
               "what validate(obj) of the --loader script raises for")
      ->group("Which rows");
  for (const TransformKind* kind : transform_kinds())
    add_options(app, "Changing rows", kind->options, options.arguments);
  const char* into_rows = "Into a database that holds rows";
  app.add_option("--on-conflict", options.conflicts,
                 "[TABLE:]error, skip, update, update-if-newer:COLUMN or replace: what happens to "
                 "a row whose key the target holds")
      ->allow_extra_args(false)
      ->group(into_rows);
  app.add_flag("--apply", options.apply,
               "write into tables that hold rows; without it only the plan is shown")
      ->group(into_rows);
  app.add_flag("--dry-run", options.dry_run, "show what would be done")->group(into_rows);
  app.add_option("--plan", options.plan,
                 "write the plan into this file; with --apply: refuse when the target is not what "
                 "it was when this plan was made")
      ->group(into_rows);
  app.add_option("--sql", options.sql,
                 "write the plan into this file as SQL statements, and nothing into the target")
      ->group(into_rows);
  const char* rejected = "Rows that are rejected";
  app.add_option("--max-errors", options.max_errors,
                 "restore the others when at most so many rows (10) or so large a part (0.5%) are "
                 "rejected (default: 0)")
      ->group(rejected);
  app.add_flag("--exit-on-error", options.exit_on_error, "stop at the first one")->group(rejected);
  app.add_option("--rejects", options.rejects, "write them into this folder, as a snapshot")
      ->group(rejected);
  add_common(app, options, {"text", "json"});
  add_code(app, options.code);
}

int run_app(const std::vector<std::string>& arguments, Console& console) {
  CLI::App app("Reads, checks and restores Lino's Python dumps without Python.", "undumpy");
  app.set_version_flag("--version", std::string("undumpy ") + UNDUMPY_VERSION);
  app.require_subcommand(1);

  ListOptions list_options;
  CLI::App& list_app = *app.add_subcommand("list", "what a snapshot is and which tables it holds");
  list_app.add_option("SNAPSHOT", list_options.snapshot, "directory or archive")->required();
  add_common(list_app, list_options, {"text", "json", "toc"});
  add_code(list_app, list_options.code);

  ShowOptions show_options;
  CLI::App& show_app = *app.add_subcommand("show", "the rows of a table");
  show_app.add_option("SNAPSHOT", show_options.snapshot, "directory or archive")->required();
  show_app.add_option("TABLE", show_options.table, "contacts_partner or contacts.Partner")
      ->required();
  show_app.add_option("--pk", show_options.keys, "only rows with this primary key");
  show_app.add_option("--where", show_options.where,
                      "only rows for which this Python expression over the columns is true");
  show_app.add_option("--limit", show_options.limit, "at most so many rows");
  add_common(show_app, show_options, {"text", "jsonl", "csv", "json"});
  add_code(show_app, show_options.code);

  CheckOptions check_options;
  CLI::App& check_app =
      *app.add_subcommand("check", "whether snapshots can be trusted and restored");
  add_check(check_app, check_options);

  ExplainOptions explain_options;
  CLI::App& explain_app = *app.add_subcommand("explain", "what a rule of check means");
  explain_app.add_option("RULE", explain_options.rule, "code or name: RF401");
  explain_app.add_flag("--list", explain_options.list, "all rules, a line each");
  explain_app.add_option("--write-docs", explain_options.write_docs,
                         "write the pages of all rules into this folder, as Markdown");

  RestoreOptions restore_options;
  CLI::App& restore_app =
      *app.add_subcommand("restore", "replay snapshots into a database, or a part of them");
  add_restore(restore_app, restore_options);

  RunOptions run_options;
  CLI::App& script_app = *app.add_subcommand("run", "run a repair script against a database");
  script_app.add_option("SCRIPT", run_options.script, "file of Python code (2 or 3)")->required();
  script_app.add_option("--database", run_options.database, "SQLite file: PATH or sqlite:PATH")
      ->required();
  script_app.add_option("--snapshots", run_options.snapshots,
                        "the folder that execfile() looks in (default: that of the script)");
  script_app.add_flag("--apply", run_options.apply, "commit; without it all is rolled back");
  script_app.add_option("ARGUMENTS", run_options.arguments, "sys.argv[1:] of the script");
  add_common(script_app, run_options, {"text", "json"});
  add_code(script_app, run_options.code);

  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(error, out, err);
    console.out(out.str());
    console.err(err.str());
    return code == 0 ? Fine : Usage;
  }
  if (list_app.parsed()) return list(list_options, console);
  if (show_app.parsed()) return show(show_options, console);
  if (explain_app.parsed()) return explain(explain_options, console);
  if (check_app.parsed()) return check(check_options, console);
  if (script_app.parsed()) return run_script(run_options, console);
  return restore(restore_options, console);
}

}  // namespace

int run(const std::vector<std::string>& arguments, Console& console) {
  try {
    return run_app(arguments, console);
  } catch (const std::exception& error) {  // a bug, or no memory
    console.err(std::string("undumpy: internal error: ") + error.what() +
                "\n  next: please report this with the command that you ran\n");
    return Failure;
  }
}

}  // namespace undumpy::cli
