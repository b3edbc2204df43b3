// What others see of instances: one row as an object of its model.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "engine/orm/models.h"

namespace undumpy::orm {

// What a create_ function made of one row, for those who store rows themselves.
struct MadeRow {
  std::string_view table;
  std::string_view model;   // contacts.Person
  std::string_view parent;  // contacts.Partner when made by create_mti_child; else empty
  // Column (attname) and value of every keyword that was given or field that was set since, in that
  // order; for a child made by create_mti_child first the parent link and only its own columns. All
  // columns of an instance that was read from the database.
  std::vector<std::pair<std::string_view, python::Value>> columns;
  // Of a child made by create_mti_child: keywords that are columns of the parent, whose stored row
  // they are meant for.
  std::vector<std::pair<std::string_view, python::Value>> parent_columns;
};

// True when the value is an instance of a model. `row` is valid as long as the instance is
// unchanged.
bool made_row(const python::Value& value, MadeRow& row);
// A model class, as new_content_type_id(contacts_Partner) is called with: "contacts.Partner".
bool model_name(const python::Value& value, std::string_view& name);

}  // namespace undumpy::orm
