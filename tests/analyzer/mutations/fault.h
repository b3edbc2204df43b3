// Fault: one thing done wrong to a pristine snapshot, and where a rule has to say so.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/analyzer/mutations/pristine.h"
#include "tests/analyzer/mutations/random.h"

namespace undumpy::test {

// A literal of a row, and what is known of its column.
struct CellPlace {
  const RowPlace* row;
  std::size_t argument;
  const ShapeColumn* column;  // of a babel list: its first
  const Column* target;       // of the schema; nullptr: not known
  std::string_view literal;

  [[nodiscard]] bool is_text() const;  // 'a', u'a'
  [[nodiscard]] bool is_integer() const;
};

struct Fault {
  Fault(const Pristine& pristine, Random& numbers)
      : on(pristine), random(numbers), files(pristine.files) {}

  const Pristine& on;
  Random& random;

  Files files;                 // the snapshot with the fault
  std::string sql;             // the schema with the fault; empty: the snapshot has it
  bool in_database = false;    // `sql` makes a database, with rows
  std::optional<Files> other;  // another snapshot to check against

  // Where the finding has to be. What is left empty may be anything.
  std::string file;
  std::uint32_t line = 0;
  std::string table, key, column;

  // A random row or cell for which the function says yes; nothing: there is none.
  const RowPlace* pick_row(const std::function<bool(const RowPlace&)>& fits) const;
  [[nodiscard]] std::optional<CellPlace> pick_cell(
      const std::function<bool(const CellPlace&)>& fits) const;
  // A random line of a file that begins so; 0: there is none.
  [[nodiscard]] std::uint32_t pick_line(const std::string& of_file,
                                        const std::string& beginning) const;

  // The finding has to be about this row.
  void expect(const RowPlace& row);
  void expect_line(const std::string& in_file, std::uint32_t at) { file = in_file, line = at; }

  // Edits. Each is made with the lines of the pristine file, and there is only one.
  void set_cell(const CellPlace& cell, const std::string& literal);  // expects the row
  void set_row(const RowPlace& row, const std::string& text);        // expects the row
  void insert_line(const std::string& in_file, std::uint32_t before, const std::string& text);
  void remove_line(const std::string& in_file, std::uint32_t at);
  void set_line(const std::string& in_file, std::uint32_t at, const std::string& text);
  bool remove_file(const std::string& removed);
  // The create_ function, the execfile lines and the modules of a table.
  void remove_table(const std::string& removed);
  [[nodiscard]] std::string line_of(const std::string& of_file, std::uint32_t at) const;
};

struct Kind {
  // What the check knows besides the snapshot.
  enum class Against : std::uint8_t { Nothing, Schema, Changed };

  const char* name;
  const char* rule;  // its code
  // Rules, or families of them, that may report what follows from the fault.
  std::vector<const char*> consequences;
  Against against;
  // False: this snapshot has no place for such a fault.
  bool (*inject)(Fault&);
  // How many of 25 have to be found: less where a rule has to guess.
  std::size_t least = 25;
  bool single_file = false;  // the snapshots are single-file dumps
};

// By family, in the order of the recall table.
std::vector<Kind> trust_faults();
std::vector<Kind> format_faults();
std::vector<Kind> completeness_faults();
std::vector<Kind> value_faults();
std::vector<Kind> key_faults();  // uniqueness and references
std::vector<Kind> drift_faults();
std::vector<Kind> version_faults();
std::vector<Kind> single_file_faults();

}  // namespace undumpy::test
