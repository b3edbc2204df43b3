// Dump: a made-up snapshot, for tests that need many rows or many tables.
//
//     Dump dump;
//     dump.table("contacts.Partner", "id, name, &city_id, #credit");
//     dump.row("contacts.Partner", "101,'Rumma & Ko',None,'12.50'");
//     dump.write(folder / "snapshot");
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace undumpy::test {

class Dump {
 public:
  // `columns` are the parameters of the create_ function: `&partner_id` is a foreign key, `#price`
  // a decimal, `@owner_type_id` a content type, `~name` a text in all languages. A child of another
  // model begins with its pointer: "partner_ptr_id".
  void table(const std::string& model, const std::string& columns, const std::string& parent = "");
  // Of the site, the first one first; "en" unless told otherwise.
  void languages(std::vector<std::string> languages) { languages_ = std::move(languages); }
  // The arguments of a row, as they stand in the module.
  void row(const std::string& model, std::string arguments);
  // restore.py and a module for each table.
  void write(const std::string& folder) const;
  static std::string name_of(const std::string& model);  // contacts_partner

 private:
  struct Table {
    std::string model, parent;
    std::vector<std::string> columns;
    std::vector<std::string> rows;
  };
  [[nodiscard]] static std::string constructor(const Table& table);
  [[nodiscard]] static std::string module(const Table& table);
  Table& find(const std::string& model);
  std::vector<Table> tables_;
  std::vector<std::string> languages_ = {"en"};
};

}  // namespace undumpy::test
