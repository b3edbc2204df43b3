// Row: what flows from the constructors to every sink (check, restore, show, …).
//
// A RowShape says what the cells of a row are: it belongs to a constructor and outlives every row.
// A Row owns nothing: its cells live until the sink's take() returns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/cell.h"
#include "parser/diagnostic.h"
#include "parser/result.h"

namespace undumpy {

struct ModuleRun;
struct Stored;

// One column of a shape, and what the constructor tells about it.
struct ShapeColumn {
  std::string name;           // name_de; for a parent link, the parameter's name (partner_ptr_id)
  std::string field;          // the constructor's field: "name" for name_de
  std::string language;       // of a babel column: "de"; else empty
  bool decimal = false;       // x = Decimal(x)
  bool choice = false;        // a choicelist line, active or commented
  bool content_type = false;  // x = new_content_type_id(x)
  bool foreign_key = false;   // field `partner`, parameter `partner_id` (FORMAT.md 3, rule 7)
  bool parent_link = false;   // the pointer of a multi-table inheritance child
  // Which argument of the create_ call the cell comes from; -1: a constant, or not known.
  int argument = -1;

  [[nodiscard]] bool babel() const { return !language.empty(); }
};

struct RowShape {
  std::string table;   // contacts_partner
  std::string model;   // contacts.Partner
  std::string parent;  // contacts.Partner for contacts.Person; empty when there is none
  std::vector<ShapeColumn> columns;

  // Index of the column, or columns.size().
  [[nodiscard]] std::size_t find(std::string_view name) const;
  // The column that tells rows apart as far as the snapshot says: the parent link, else `id`, else
  // the first column.
  [[nodiscard]] std::size_t key_column() const;
  // Of a generic foreign key: the column of the key, owner_id, that stands beside the content type
  // in `column`, owner_type_id. columns.size() when there is none.
  [[nodiscard]] std::size_t generic_key_of(std::size_t column) const;
};

struct Row {
  const RowShape* shape;
  std::span<const Cell> cells;  // one for each column of the shape
  const ModuleRun* module;      // where the row stands
  std::uint32_t line;           // in module->file
  std::string_view statement;   // its text: loader.save(create_T(…))
  // What the cells become in their table, where the sink asked for it (StreamOptions::storage);
  // else empty. Ids of content types are still to be put in.
  std::span<Stored> stored = {};

  // The cell of the key column; Absent in a row without columns.
  [[nodiscard]] Cell key() const {
    return cells.empty() ? Cell::absent() : cells[shape->key_column()];
  }
};

// Writes a Date, Time or DateTime without fractions of a second, as SQLite and Django have it:
// 2018-05-12, 08:30:00, 2018-05-12 08:30:00. `out` takes MomentBytes; returns its end.
inline constexpr std::size_t MomentBytes = std::string_view("2018-05-12 08:30:00").size();
char* write_moment(const Cell& cell, char* out);

// A cell as one would write it in a message: 101, 'text', 2018-01-02.
std::string to_text(const Cell& cell);

// Where rows go. REQUIRES: calls come from one thread, in the order of the snapshot.
class RowSink {
 public:
  virtual ~RowSink() = default;
  // An error stops the stream and is returned by it.
  virtual Status take(std::span<const Row> rows) = 0;
};

}  // namespace undumpy
