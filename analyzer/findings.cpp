#include "analyzer/findings.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <cctype>

#include "analyzer/rules.h"

namespace undumpy {

namespace {

bool any_selects(const std::vector<std::string>& selectors, const Rule& rule) {
  return std::ranges::any_of(selectors, [&](const auto& s) { return selects(s, rule); });
}

// A rule's sentences, in the manner of a diagnostic: no capital, no full stop at the end.
std::string as_remark(std::string_view sentences) {
  std::string remark(sentences);
  const bool is_word =
      remark.size() > 1 &&
      (remark[1] == ' ' || std::islower(static_cast<unsigned char>(remark[1])) != 0);
  if (is_word) remark[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(remark[0])));
  if (remark.ends_with('.')) remark.pop_back();
  return remark;
}

}  // namespace

std::string identity_of(const Rule& rule, const Diagnostic& finding) {
  const std::string& where = finding.table.empty() ? finding.place.file : finding.table;
  std::string text(rule.code);
  for (const std::string& part : {where, finding.key, finding.column}) (text += '\0') += part;
  return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

void Findings::report(Diagnostic diagnostic) {
  const Rule& rule = rule_for(diagnostic.name);
  if (rule.severe_for_reader) diagnostic.severity = std::max(diagnostic.severity, rule.severity);
  add(rule, std::move(diagnostic));
}

bool Findings::selected(const Rule& rule) const {
  return (options_.select.empty() || any_selects(options_.select, rule)) &&
         !any_selects(options_.ignore, rule);
}

void Findings::add(const Rule& rule, Diagnostic finding, std::uint64_t rows) {
  if (!selected(rule)) return;
  if (options_.keep_identities || !options_.baseline.entries.empty()) {
    const std::string identity = identity_of(rule, finding);
    if (options_.keep_identities)
      found_.entries[identity] = {std::string(rule.code),
                                  finding.table.empty() ? finding.place.file : finding.table,
                                  finding.column, finding.key};
    if (options_.baseline.entries.contains(identity)) {
      ++known_;
      matched_.insert(identity);
      return;
    }
  }
  for (const auto& [selector, severity] : options_.severities)
    if (selects(selector, rule)) finding.severity = severity;
  if (!finding.confidence) finding.confidence = rule.confidence;
  if (finding.why.empty()) finding.why = as_remark(rule.why);
  if (finding.next.empty()) finding.next = as_remark(rule.next);
  ++counts_[static_cast<std::size_t>(finding.severity)];
  FindingGroup& group = groups_[{rule.code, finding.table, finding.column}];
  group.rows += rows;
  if (group.count++ == 0) {
    group.rule = &rule;
    group.table = finding.table;
    group.column = finding.column;
    group.severity = finding.severity;
    group.confidence = *finding.confidence;
  }
  group.severity = std::max(group.severity, finding.severity);
  group.confidence = std::min(group.confidence, *finding.confidence);
  if (group.first.size() < options_.shown) group.first.push_back(std::move(finding));
}

std::vector<FindingGroup> Findings::take_groups() {
  std::vector<FindingGroup> groups;
  for (auto& [place, group] : groups_) groups.push_back(std::move(group));
  groups_.clear();
  std::ranges::stable_sort(groups, std::ranges::greater(), &FindingGroup::severity);
  return groups;
}

std::vector<Baseline::Entry> Findings::stale() const {
  std::vector<Baseline::Entry> result;
  for (const auto& [identity, entry] : options_.baseline.entries) {
    const Rule* rule = find_rule(entry.rule);
    if (!matched_.contains(identity) && (rule == nullptr || selected(*rule)))
      result.push_back(entry);
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace undumpy
