// Tests of rules are examples: the files of a snapshot in, findings out, a line each.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/against.h"
#include "analyzer/check.h"

namespace undumpy::test {

using Files = std::vector<std::pair<std::string, std::string>>;

// corpus/library, a small snapshot as the D6 generator writes it: library.Publisher (id, name) with
// two rows, and library.Book (id, title, publisher_id, price, published) with three. Tests replace
// what they are about.
Files library();
// contacts.Person (a contacts.Partner) with notes.Note about any of them, as no generator writes
// it.
Files contacts();
// The file of that name; made when it is not there.
std::string& file(Files& files, const std::string& name);
// Replaces the one place where `from` stands in the file. REQUIRES: it is there.
void replace(Files& files, const std::string& name, const std::string& from, const std::string& to);

// A file of CREATE statements, a database made by these statements, or another snapshot, to check
// against.
enum class Target : std::uint8_t { Statements, Database };
std::unique_ptr<Against> against(const std::string& sql, Target target = Target::Statements);
std::unique_ptr<Against> against(const Files& snapshot);

CheckReport check(const Files& files, const CheckOptions& options = {});
CheckReport check_against(const Files& files, const std::string& sql,
                          Target target = Target::Statements);
CheckReport check_against(const Files& files, const Files& snapshot);
// What a target has for library(): the schema that Django makes of it.
std::string library_sql();
// The findings, the first of each group in full and how many there are:
//     error RF401 dangling-reference library_book.publisher_id 3 library_book.py:6:41 x2
std::string findings(const Files& files, const CheckOptions& options = {});
std::string findings(const CheckReport& report);

}  // namespace undumpy::test
