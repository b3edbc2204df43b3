// Every rule, each in a file of its own beside this one.
#pragma once

#include <array>

#include "analyzer/rule.h"

// clang-format off
#define UNDUMPY_RULES(X) \
  X(foreign_statement) \
  X(row_argument_not_literal) \
  X(edited_constructor) \
  X(foreign_import) \
  X(module_outside) \
  X(unused_module) \
  X(missing_module) \
  X(module_run_twice) \
  X(hidden_character) \
  X(homoglyph_identifier) \
  X(mixed_generations) \
  X(unknown_template) \
  X(hand_written_helper) \
  X(changed_template) \
  X(member_refused) \
  X(commented_row) \
  X(renamed_model) \
  X(syntax_error) \
  X(broken_row) \
  X(arity_mismatch) \
  X(unknown_constructor) \
  X(model_unresolved) \
  X(duplicate_constructor) \
  X(encoding_contradicts) \
  X(encoding_unknown) \
  X(crlf) \
  X(dump_aborted) \
  X(duplicate_model) \
  X(fields_mismatch) \
  X(constructor_failed) \
  X(code_failed) \
  X(limit_exceeded) \
  X(statement_too_long) \
  X(nested_too_deeply) \
  X(nul_byte) \
  X(not_a_model) \
  X(constructor_interpreted) \
  X(unreadable) \
  X(row_of_other_table) \
  X(order_differs) \
  X(unclassified) \
  X(row_count_differs) \
  X(missing_part) \
  X(missing_flush) \
  X(swallowed_line) \
  X(duplicate_function) \
  X(truncated_module) \
  X(table_without_module) \
  X(model_unused) \
  X(empty_snapshot) \
  X(contradicting_module) \
  X(stale_file) \
  X(missing_header) \
  X(impossible_date) \
  X(not_a_decimal) \
  X(decimal_digits) \
  X(text_too_long) \
  X(control_or_surrogate) \
  X(none_text) \
  X(number_as_text) \
  X(rare_choice) \
  X(not_a_babel_list) \
  X(number_out_of_range) \
  X(null_in_not_null) \
  X(mojibake) \
  X(value_does_not_fit) \
  X(dangling_reference) \
  X(child_without_parent) \
  X(dangling_generic_reference) \
  X(reference_loop) \
  X(table_not_in_snapshot) \
  X(duplicate_key) \
  X(duplicate_in_unique_set) \
  X(natural_key_collides) \
  X(table_missing_in_target) \
  X(table_missing_in_snapshot) \
  X(column_missing_in_target) \
  X(column_missing_in_snapshot) \
  X(probable_rename) \
  X(type_differs) \
  X(key_differs) \
  X(version_differs) \
  X(languages_differ) \
  X(time_zone_differs) \
  X(old_meaning_of_time) \
  X(source_version_odd)
// clang-format on

namespace undumpy::rules {

#define UNDUMPY_DECLARE(rule) extern const Rule rule;
UNDUMPY_RULES(UNDUMPY_DECLARE)
#undef UNDUMPY_DECLARE

#define UNDUMPY_COUNT(rule) +1
inline auto listed() {
  constexpr std::size_t Count = 0 UNDUMPY_RULES(UNDUMPY_COUNT);
#define UNDUMPY_ADDRESS(rule) &rule,
  return std::array<const Rule*, Count>{UNDUMPY_RULES(UNDUMPY_ADDRESS)};
#undef UNDUMPY_ADDRESS
}
#undef UNDUMPY_COUNT

}  // namespace undumpy::rules
