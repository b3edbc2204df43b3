// SingleFile: a dump of the years 2011 to 2016 that lies in one file (FORMAT.md 1.1), taken apart
// into its code and the functions that hold its rows.
//
// The code is what restore.py is in later generations: the file itself, but for the bodies of its
// row functions. In their place stand `pass` and empty lines, so that every line keeps its number:
//
//     def polls_poll_objects():                            def polls_poll_objects():
//         yield create_polls_poll(1,u'…')                      pass
//         yield create_polls_poll(2,u'…')
//
//     def objects():                                       def objects():
//         yield polls_poll_objects()                           yield polls_poll_objects()
//
// The bodies are read like data modules (ModuleReader, ReaderOptions::function), whatever
// their size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parser/encoding.h"
#include "parser/result.h"
#include "parser/source.h"

namespace undumpy {

// Where the body of a row function lies in its file.
struct RowFunction {
  std::string name;                    // polls_poll_objects
  std::uint64_t offset = 0;            // of the line behind `def`, in bytes of the file
  std::uint64_t bytes = 0;             // up to the next function
  std::uint32_t line = 1;              // of `offset`
  Encoding encoding = Encoding::Utf8;  // that the file declares
  bool ends_file = false;
};

struct SingleFile {
  bool has_objects = false;            // def objects()
  bool has_main = false;               // def main(): no single-file dump, but a restore.py
  std::string code;                    // bytes, not decoded
  std::vector<RowFunction> functions;  // in the order of the file
};

// Reads the whole stream once; `file` is its name in messages. Errors: "file-too-large" (more than
// `most` bytes of code), and those of the stream.
Result<SingleFile> read_single_file(Stream& stream, const std::string& file, std::uint64_t most);

// What the names of row functions end with; before it stands the table.
inline constexpr std::string_view RowFunctionSuffix = "_objects";
// True for polls_poll_objects.
bool is_row_function(std::string_view name);
// polls_poll of polls_poll_objects; the name itself when it is no row function's.
std::string table_of_function(std::string_view name);

}  // namespace undumpy
