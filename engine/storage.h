// Storage: which value a cell becomes in a column of SQLite (FIDELITY.md, "From literal to
// column").
//
// The target column's type decides; the constructor's hints help. What does not fit without loss is
// an error that names column and value, never a silent conversion.
#pragma once

#include <cstdint>
#include <string>

#include "engine/row.h"
#include "engine/schema.h"
#include "parser/arena.h"

namespace undumpy {

// Choices that nothing in dump or schema decides; the report says how often each was made.
struct StorageOptions {
  // None in a nullable varchar(6), (8), (11) without reference: Lino's Quantity, Duration and
  // IncompleteDate fields store '' there.
  bool empty_for_none_in_short_text = true;
  // '0:00' in a NOT NULL varchar(6), (8): Lino's Duration stores '' for zero.
  bool empty_for_zero_duration = true;
  // The text 'None' of a babel list was NULL in the source, when the column takes NULL.
  bool null_for_none_text = true;
};

struct StorageNotes {
  std::uint64_t short_text_nones = 0;
  std::uint64_t zero_durations = 0;
  std::uint64_t none_texts = 0;

  [[nodiscard]] bool any() const {
    return short_text_nones > 0 || zero_durations > 0 || none_texts > 0;
  }
};

// What to bind, in 16 bytes. Text lies in the batch, or in the arena given to store().
struct Stored {
  enum class Kind : std::uint8_t { Null, Integer, Real, Text, Blob };
  union {
    std::int64_t integer = 0;
    double real;
    const char* data;  // of Text and Blob
  };
  std::uint32_t size = 0;  // of Text and Blob, in bytes
  Kind kind = Kind::Null;

  // Empty for other kinds.
  [[nodiscard]] std::string_view text() const {
    return size == 0 ? std::string_view() : std::string_view(data, size);
  }

  static Stored of(std::int64_t value) {
    Stored stored;
    stored.integer = value;
    stored.kind = Kind::Integer;
    return stored;
  }
  static Stored of_real(double value) {
    Stored stored;
    stored.real = value;
    stored.kind = Kind::Real;
    return stored;
  }
  static Stored of_text(std::string_view value) { return of_bytes(Kind::Text, value); }
  static Stored of_blob(std::string_view value) { return of_bytes(Kind::Blob, value); }

 private:
  static Stored of_bytes(Kind kind, std::string_view value) {
    Stored stored;
    stored.data = value.data();
    stored.size = static_cast<std::uint32_t>(value.size());
    stored.kind = kind;
    return stored;
  }
};
static_assert(sizeof(Stored) == 16);

// Why a value does not fit a column.
struct Misfit {
  enum class Kind : std::uint8_t {
    Type,        // another kind of value
    Range,       // an integer beyond 64 bits
    Surrogates,  // no valid Unicode
  };
  Kind kind = Kind::Type;
  std::string why;
};

// The column of the table in which a column of the shape is stored; nullptr: there is none. The
// parent link is found as the primary key when the parameter is called otherwise.
const Column* column_for(const Table& table, const ShapeColumn& shape);
// The column of the shape that is stored in this one, which is one of the table: its index, or
// columns.size().
std::size_t column_stored_in(const Table& table, const Column& column, const RowShape& shape);

class ColumnStorage {
 public:
  // `hint` is nullptr for a column that the snapshot does not know.
  ColumnStorage(const Table& table, const Column& column, const ShapeColumn* hint,
                const StorageOptions& options);

  // False when the value does not fit; `misfit` says why. Models are not handled here: the database
  // looks up their ids.
  bool store(const Cell& cell, Arena& arena, StorageNotes& notes, Stored& out,
             Misfit& misfit) const;

  [[nodiscard]] const Column& column() const { return *column_; }

 private:
  Stored store_none(StorageNotes& notes) const;
  bool store_text(const Cell& cell, Arena& arena, StorageNotes& notes, Stored& out,
                  Misfit& misfit) const;
  bool store_integer(const Cell& cell, Arena& arena, Stored& out, Misfit& misfit) const;
  bool refuse(const Cell& cell, Misfit& misfit, Misfit::Kind kind = Misfit::Kind::Type) const;
  [[nodiscard]] bool is_text() const {
    return column_->kind == ColumnKind::Text || column_->kind == ColumnKind::Other;
  }

  const Column* column_;
  StorageOptions options_;
  bool choice_ = false;
  bool babel_ = false;
  bool reference_ = false;
  bool short_text_ = false;  // varchar(6), (8), (11)
  bool duration_ = false;    // varchar(6), (8)
};

// A cell as code of users sees it: None and texts as the column will hold them ('' for None, where
// the column decides so; None for a text that becomes NULL), all others as they are.
Cell as_stored(const Cell& cell, const ColumnStorage& storage, Arena& arena, StorageNotes& notes);

}  // namespace undumpy
