#include <fmt/format.h>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"
#include "engine/row_stream.h"

namespace undumpy::rules {

namespace {

class CommentedRow final : public Check {
 public:
  using Check::Check;

  void end() override {
    for (const ModuleRun& module : in.snapshot.modules) {
      const auto found = in.stream->modules().find(module.name);
      if (found == in.stream->modules().end() || found->second.comments == 0) continue;
      in.findings.add(commented_row, finding_of(module, found->second));
    }
  }

 private:
  static Diagnostic finding_of(const ModuleRun& module, const ModuleFacts& facts) {
    const bool rows = facts.commented_rows > 0;
    const std::uint64_t count = rows ? facts.commented_rows : facts.comments;
    Diagnostic finding = table_finding(
        commented_row, module.table,
        rows ? fmt::format("{} {} commented out", count, count == 1 ? "row is" : "rows are")
             : fmt::format("{} that no generator writes", count == 1 ? "a comment" : "comments"));
    finding.place.file = module.file;
    finding.place.line = rows ? facts.first_commented_row : facts.first_comment;
    if (!rows) {
      finding.severity = Severity::Info;
      finding.why = "somebody edited this module";
      finding.next = "read it";
    }
    return finding;
  }
};

}  // namespace

const Rule commented_row{
    .code = "TR016",
    .name = "commented-row",
    .severity = Severity::Warning,
    .what =
        "A comment in a data module, mostly a row that somebody took out.\n"
        "\n"
        "Generators write no comments into modules, besides the coding line and `# "
        "fields:`.",
    .why = "A row that is commented out is not restored.",
    .example = "#loader.save(create_library_book(2,'Momo',None,None))",
    .next = "Find out why the row was taken out. Remove the `#` when it is wanted.",
    .make = make_check<CommentedRow>,
};

}  // namespace undumpy::rules
