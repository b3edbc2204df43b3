// Pristine: a snapshot with which nothing is wrong, and what is known of its rows, so that faults
// can be put in at any of its places.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/constructor.h"
#include "tests/analyzer/checking.h"

namespace undumpy::test {

// A row as it stands in a module, on one line.
struct RowPlace {
  std::size_t file;    // index in Pristine::files
  std::uint32_t line;  // from 1
  std::string_view text;
  const RowShape* shape;
  std::vector<std::string_view> arguments;  // as literals

  // The literal of the key; empty when the call does not tell it.
  [[nodiscard]] std::string_view key() const;
};

// What a finding is about: two checks of one snapshot can be compared by it.
std::string identity(const FindingGroup& group, const Diagnostic& finding);

class Pristine {
 public:
  // `sql`: the schema of the database that it came from; empty when it is not known.
  Pristine(std::string snapshot_name, Files snapshot_files, std::string sql);

  const std::string name;
  const Files files;
  const std::string sql;
  [[nodiscard]] const Against* schema() const { return schema_.get(); }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] const std::vector<RowPlace>& rows() const { return rows_; }
  [[nodiscard]] const std::string& text_of(const std::string& file) const;
  // The column of the schema in which an argument is stored; nullptr: not known.
  [[nodiscard]] const Column* target(const RowPlace& row, const ShapeColumn& column) const;
  // What is found although nothing is wrong: warnings that are true.
  [[nodiscard]] const std::set<std::string>& findings(bool against_schema) const {
    return findings_[against_schema ? 1 : 0];
  }

 private:
  void find_rows();
  std::unique_ptr<Snapshot> snapshot_;
  std::unique_ptr<Constructors> constructors_;
  std::unique_ptr<Against> schema_;
  std::vector<RowPlace> rows_;
  std::set<std::string> findings_[2];
};

// Made-up sites, the corpus, and of the shared snapshots what is there.
std::vector<std::unique_ptr<Pristine>> pristine_snapshots();
// One single-file dump for each way in which they were written, that of the corpus, and shared
// ones.
std::vector<std::unique_ptr<Pristine>> pristine_single_files();

// Every finding is kept, not only the first few.
CheckOptions all_findings();

}  // namespace undumpy::test
