// Field: one column of a model's table as Django sees it, and Relation: a foreign key seen from its
// other side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/python/object.h"
#include "engine/schema.h"
#include "engine/storage.h"

namespace undumpy::orm {

class Model;

struct Field {
  std::string name;     // partner
  std::string attname;  // partner_id: the column
  const Column* column = nullptr;
  Model* model = nullptr;   // whose table has the column
  std::uint32_t index = 0;  // among all fields of the model; the same in models that inherit it
  bool primary_key = false;
  bool auto_key = false;     // INTEGER PRIMARY KEY: made by the database
  bool unique = false;       // alone, primary key included
  bool parent_link = false;  // of multi-table inheritance
  // Of a foreign key.
  const Table* target_table = nullptr;
  std::string target_column;
  std::optional<ColumnStorage> storage;

  [[nodiscard]] bool is_reference() const { return target_table != nullptr; }
  [[nodiscard]] bool one_to_one() const { return is_reference() && unique; }
  [[nodiscard]] ColumnKind kind() const { return column->kind; }
  [[nodiscard]] bool nullable() const { return column->nullable; }
  // Django's class: CharField, ForeignKey, …
  [[nodiscard]] std::string_view class_name() const;
  [[nodiscard]] bool takes_empty_text() const;
  // As messages name it: "national id".
  [[nodiscard]] std::string label() const;
  // Of decimal(p, s), when the schema tells them; else total is 0.
  struct Digits {
    int total = 0;
    int places = 0;
    explicit operator bool() const { return total > 0; }
  };
  [[nodiscard]] Digits digits() const;
};

// A foreign key of another model that refers to this one.
struct Relation {
  Model* source = nullptr;       // the model with the foreign key
  const Field* field = nullptr;  // the foreign key
  std::string query_name;        // entry
  std::string accessor;          // entry_set; person for one-to-one
  std::string long_name;         // debts_entry_set_by_budget
  bool ambiguous = false;        // another one has the same plain names
  [[nodiscard]] bool many() const { return !field->one_to_one(); }
};

// "Company type": the first letter made a capital.
std::string capitalized(std::string text);
std::string lower_case(std::string_view text);

}  // namespace undumpy::orm
