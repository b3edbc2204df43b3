#include "engine/content_digest.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <memory>

namespace undumpy {

namespace {

// What one table adds: its name, its columns by name, and its rows in the order of their key. Ids
// of content types are replaced by app and model.
std::string query_of(const Table& table) {
  std::vector<std::string> names;
  std::vector<std::string> keys;
  for (const Column& column : table.columns) {
    names.push_back(column.name);
    if (column.primary_key) keys.push_back(sqlite::quoted(column.name));
  }
  std::ranges::sort(names);
  std::vector<std::string> selected;
  for (const std::string& name : names) {
    const ForeignKey* reference = table.reference_of(name);
    if (reference != nullptr && reference->target_table == "django_content_type")
      selected.push_back(
          fmt::format("(SELECT app_label || '.' || model FROM django_content_type c "
                      "WHERE c.id = t.{})",
                      sqlite::quoted(name)));
    else
      selected.push_back("t." + sqlite::quoted(name));
  }
  return fmt::format("SELECT {} FROM {} t ORDER BY {}", fmt::join(selected, ", "),
                     sqlite::quoted(table.name),
                     keys.empty() ? fmt::format("{}", fmt::join(selected, ", "))
                                  : fmt::format("{}", fmt::join(keys, ", ")));
}

void add(XXH3_state_t& state, std::string_view text) {
  const std::uint64_t size = text.size();
  XXH3_128bits_update(&state, &size, sizeof size);
  XXH3_128bits_update(&state, text.data(), text.size());
}

}  // namespace

Result<std::string> content_digest(sqlite::Connection& database, const Schema& schema) {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  const std::unique_ptr<XXH3_state_t, Free> state(XXH3_createState());
  XXH3_128bits_reset(state.get());
  for (const Table& table : schema.tables) {
    if (table.name == "django_content_type") continue;
    add(*state, table.name);
    UNDUMPY_TRY(auto rows, database.prepare(query_of(table)));
    const int columns = sqlite3_column_count(rows.handle());
    while (true) {
      UNDUMPY_TRY(const bool more, rows.step());
      if (!more) break;
      for (int i = 0; i < columns; ++i) {
        const char type = static_cast<char>('0' + sqlite3_column_type(rows.handle(), i));
        add(*state, {&type, 1});
        const auto* data = sqlite3_column_blob(rows.handle(), i);
        const int size = sqlite3_column_bytes(rows.handle(), i);
        if (size > 0) add(*state, {static_cast<const char*>(data), static_cast<std::size_t>(size)});
      }
    }
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace undumpy
