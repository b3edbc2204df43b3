#include "tests/analyzer/checking.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "analyzer/against.h"
#include "analyzer/rules.h"
#include "tests/support.h"

namespace undumpy::test {

Files library() {
  static const Files files = [] {
    Files read;
    for (const char* name : {"restore.py", "library_publisher.py", "library_book.py"})
      read.emplace_back(name, read_file(corpus_dir() / "library" / name));
    return read;
  }();
  return files;
}

Files contacts() {
  return {{"restore.py", R"(
contacts_Partner = resolve_model("contacts.Partner")
contacts_Person = resolve_model("contacts.Person")
notes_Note = resolve_model("notes.Note")
def create_contacts_partner(id, parent_id):
    kw = dict()
    kw.update(id=id)
    kw.update(parent_id=parent_id)
    return contacts_Partner(**kw)
def create_contacts_person(partner_ptr_id, name):
    kw = dict()
    kw.update(name=name)
    return create_mti_child(contacts_Partner, partner_ptr_id, contacts_Person, **kw)
def create_notes_note(id, owner_type_id, owner_id):
    owner_type_id = new_content_type_id(owner_type_id)
    kw = dict()
    kw.update(id=id)
    kw.update(owner_type_id=owner_type_id)
    kw.update(owner_id=owner_id)
    return notes_Note(**kw)
def main(args):
    execfile("contacts_partner.py", *args)
    execfile("contacts_person.py", *args)
    execfile("notes_note.py", *args)
)"},
          {"contacts_partner.py",
           "logger.info(\"Loading 4 objects to table contacts_partner...\")\n"
           "# fields: id, parent\n"
           "loader.save(create_contacts_partner(1,None))\n"
           "loader.save(create_contacts_partner(2,1))\n"
           "loader.save(create_contacts_partner(3,2))\n"
           "loader.save(create_contacts_partner(4,None))\n"
           "\nloader.flush_deferred_objects()\n"},
          {"contacts_person.py",
           "logger.info(\"Loading 2 objects to table contacts_person...\")\n"
           "# fields: partner_ptr, name\n"
           "loader.save(create_contacts_person(1,'Ann'))\n"
           "loader.save(create_contacts_person(4,'Bob'))\n"
           "\nloader.flush_deferred_objects()\n"},
          {"notes_note.py",
           "logger.info(\"Loading 2 objects to table notes_note...\")\n"
           "# fields: id, owner_type, owner_id\n"
           "loader.save(create_notes_note(1,contacts_Partner,2))\n"
           "loader.save(create_notes_note(2,contacts_Person,4))\n"
           "\nloader.flush_deferred_objects()\n"}};
}

std::string& file(Files& files, const std::string& name) {
  const auto found = std::ranges::find(files, name, &Files::value_type::first);
  return found != files.end() ? found->second : files.emplace_back(name, "").second;
}

void replace(Files& files, const std::string& name, const std::string& from,
             const std::string& to) {
  std::string& text = file(files, name);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << name << " holds no " << from;
  text.replace(at, from.size(), to);
}

namespace {

std::unique_ptr<Against> against_path(const std::string& path) {
  auto opened = Against::open(path, {});
  EXPECT_TRUE(opened.ok()) << path;
  return opened ? std::move(*opened) : nullptr;
}

CheckReport check_against(const Files& files, const Against* target) {
  CheckOptions options;
  options.against = target;
  return check(files, options);
}

}  // namespace

std::unique_ptr<Against> against(const std::string& sql, Target target) {
  const TempDir folder;
  if (target == Target::Statements) {
    write_file(folder / "target.sql", sql);
    return against_path(folder / "target.sql");
  }
  {
    auto database =
        sqlite::Connection::open(folder / "target.db", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    // It lives for a moment: nothing has to reach the disk.
    EXPECT_TRUE(database->run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN").ok());
    EXPECT_TRUE(database->run(sql + "COMMIT").ok()) << sqlite3_errmsg(database->handle());
  }
  return against_path(folder / "target.db");
}

std::unique_ptr<Against> against(const Files& snapshot) {
  const TempDir folder;
  for (const auto& [name, text] : snapshot) write_file(folder / name, text);
  return against_path(folder.path().string());
}

CheckReport check(const Files& files, const CheckOptions& options) {
  auto report = check_source(memory_source("memory", files), options);
  EXPECT_TRUE(report.ok());
  return report ? std::move(*report) : CheckReport();
}

std::string library_sql() {
  return R"(
CREATE TABLE library_publisher (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  name varchar(50) NOT NULL, name_de varchar(50) NULL);
CREATE TABLE library_book (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  title varchar(30) NOT NULL, publisher_id bigint NULL REFERENCES library_publisher (id),
  price decimal NULL, published date NULL);
CREATE TABLE django_content_type (id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  app_label varchar(100) NOT NULL, model varchar(100) NOT NULL);
)";
}

CheckReport check_against(const Files& files, const std::string& sql, Target target) {
  return check_against(files, against(sql, target).get());
}

CheckReport check_against(const Files& files, const Files& snapshot) {
  return check_against(files, against(snapshot).get());
}

std::string findings(const CheckReport& report) {
  std::string result;
  for (const FindingGroup& group : report.groups) {
    const Diagnostic& first = group.first.front();
    result += fmt::format("{} {} {}", name_of(group.severity), group.rule->code, group.rule->name);
    if (!group.table.empty()) result += " " + group.table;
    if (!group.column.empty()) result += "." + group.column;
    if (!first.key.empty()) result += " " + first.key;
    if (!first.place.file.empty()) result += " " + to_text(first.place);
    if (group.count > 1) result += fmt::format(" x{}", group.count);
    result += "\n";
  }
  return result;
}

std::string findings(const Files& files, const CheckOptions& options) {
  return findings(check(files, options));
}

}  // namespace undumpy::test
