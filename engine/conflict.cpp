#include "engine/conflict.h"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace undumpy {

namespace {

std::optional<ConflictPolicy> policy_of(std::string_view text) {
  using Kind = ConflictPolicy::Kind;
  constexpr std::array<std::pair<std::string_view, Kind>, 4> Names = {{{"error", Kind::Error},
                                                                       {"skip", Kind::Skip},
                                                                       {"update", Kind::Update},
                                                                       {"replace", Kind::Replace}}};
  for (const auto& [name, kind] : Names)
    if (text == name) return ConflictPolicy{kind, ""};
  constexpr std::string_view Newer = "update-if-newer:";
  if (text.starts_with(Newer) && text.size() > Newer.size())
    return ConflictPolicy{Kind::UpdateIfNewer, std::string(text.substr(Newer.size()))};
  return std::nullopt;
}

}  // namespace

Result<ConflictPolicies> ConflictPolicies::parse(const std::vector<std::string>& texts,
                                                 const std::vector<const Constructors*>& known) {
  ConflictPolicies policies;
  for (const std::string& text : texts) {
    policies.given_ = true;
    if (auto policy = policy_of(text)) {
      policies.general_ = std::move(*policy);
      continue;
    }
    const std::size_t colon = text.find(':');
    auto policy = colon == std::string::npos ? std::nullopt : policy_of(text.substr(colon + 1));
    if (!policy)
      return make_error("usage", fmt::format("--on-conflict {}: there is no such policy", text),
                        "say error, skip, update, update-if-newer:COLUMN or replace, or "
                        "TABLE:POLICY for one table");
    std::string table;
    for (const Constructors* constructors : known)
      if (table.empty()) table = constructors->table_named(text.substr(0, colon));
    if (table.empty())
      return make_error("usage",
                        fmt::format("--on-conflict {}: the snapshot has no table {}", text,
                                    text.substr(0, colon)),
                        "`undumpy list` prints the names of all tables");
    policies.tables_[table] = std::move(*policy);
  }
  return policies;
}

const ConflictPolicy& ConflictPolicies::of(std::string_view table) const {
  const auto found = tables_.find(table);
  return found != tables_.end() ? found->second : general_;
}

}  // namespace undumpy
