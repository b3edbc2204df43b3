// SQLite files in tests: SQL in, text out.
#pragma once

#include <string>

namespace undumpy::test {

// All rows of a query, cells joined by '|', rows by '\n'; NULL is "NULL". An error is its message.
std::string query(const std::string& path, const std::string& sql);
// Runs statements; fails the test when they can not be run.
void execute(const std::string& path, const std::string& sql);

}  // namespace undumpy::test
