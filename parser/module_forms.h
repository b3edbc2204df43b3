// The statements that generators write into a data module (FORMAT.md 1.2), told from their text or
// from their syntax tree. Internal to ModuleReader.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "parser/module_reader.h"
#include "parser/syntax.h"
#include "parser/trimmed.h"

namespace undumpy {

// In which words a module gives its rows: a data module, or a function of a single-file dump.
enum class RowForm : std::uint8_t { Save, Yield };

// ---- from text ----

// Loading 5 objects (part 1 of 2) to table contacts_partner...
bool read_header_text(std::string_view text, ModuleFacts& facts);
// logger.info("Loading …") on one line.
bool read_header_line(std::string_view line, ModuleFacts& facts);
// # fields: id, name, city
bool read_fields_line(std::string_view line, ModuleFacts& facts);
// loader.flush_deferred_objects()
bool is_flush_line(std::string_view line);
// True for loader.save(create_T(…)), or yield create_T(…), however broken.
bool looks_like_row(std::string_view statement, RowForm form);
// T of the first create_T( in `statement`, or empty.
std::string_view row_constructor(std::string_view statement);
// A line that can only be the beginning of one of ours: `loader.sa`.
bool is_cut_off(std::string_view line);

// ---- from a tree ----

// The call of create_T in `loader.save(create_T(…))`, or in `yield create_T(…)`, or nullptr.
const syntax::Call* row_call(const syntax::Statement& statement, RowForm form);
bool is_flush_call(const syntax::Statement& statement);
// The text of logger.info('…').
std::optional<std::string_view> logged_text(const syntax::Statement& statement);
// The text of raise Exception('…'), which `dump2py --tolerate` leaves behind.
std::optional<std::string_view> raised_text(const syntax::Statement& statement);

}  // namespace undumpy
