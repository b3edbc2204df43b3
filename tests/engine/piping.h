// Piping: the rows of a made-up snapshot on their way through filters and transforms to a sink that
// writes them down.
//
//     Piping site;
//     site.dump.table("contacts.Partner", "id, name");
//     site.dump.row("contacts.Partner", "1,'Anna'");
//     site.keys({"only contacts.Partner:1"});  // "contacts_partner 1\n"
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/pipeline.h"
#include "engine/script/sandbox.h"
#include "engine/script/snapshot_code.h"
#include "tests/dump.h"
#include "tests/support.h"

namespace undumpy::test {

class Piping {
 public:
  // Option and value, without dashes: "only contacts.Partner:1-9", "missing".
  using Options = std::vector<std::string>;
  // Keys as text in the order in which rows came, by table.
  using Keys = std::map<std::string, std::vector<std::string>>;

  Dump dump;           // complete before the first run
  std::string tables;  // statements that make the target; likewise

  // "contacts_partner 1 2\nnotes_note 7\n". Errors as error_text() writes them.
  std::string keys(const Options& options);
  // "contacts_partner id=1 name='Anna'\n…"; cells without a value are left out.
  std::string rows(const Options& options);
  // "--map changed 3 cells\n…" after such a run.
  std::string notes(const Options& options);
  // "--only 3, --skip 2": how many rows each filter has turned away.
  std::string skipped(const Options& options);
  // REQUIRES: there is no error.
  Keys passed(const Options& options);

  static Arguments arguments(const Options& options);
  // "[file:line: ]what is wrong. what to do next"
  static std::string error_text(const Diagnostic& error);

  FilterContext context();
  [[nodiscard]] std::string operator/(std::string_view name) const { return folder_ / name; }

 private:
  struct Run {
    std::string error;  // empty: there was none
    Keys keys;
    std::string rows, notes;
    std::map<std::string, int> skipped;
  };
  void open();
  Run run(const Options& options);
  Result<Sandbox*> sandbox();

  TempDir folder_;
  std::unique_ptr<Snapshot> snapshot_;
  std::unique_ptr<Constructors> constructors_;
  std::unique_ptr<sqlite::Connection> database_;
  Schema schema_;
  std::unique_ptr<Sandbox> sandbox_;
  std::unique_ptr<SnapshotCode> code_;
};

}  // namespace undumpy::test
