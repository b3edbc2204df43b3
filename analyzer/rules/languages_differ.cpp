#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "analyzer/against.h"
#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy::rules {

namespace {

class LanguagesDiffer final : public Check {
 public:
  using Check::Check;

  void end() override {
    if (in.against == nullptr || in.snapshot.languages.empty()) return;
    const std::vector<std::string>& own = in.snapshot.languages;
    std::vector<std::string> other;
    if (const Snapshot* snapshot = in.against->snapshot()) {
      other = snapshot->languages;
    } else {
      const std::set<std::string> beside = languages_beside();
      if (!any_babel_) return;
      other.push_back(own.front());  // a database does not tell its first language
      for (const std::string& language : own)
        if (beside.contains(language)) other.push_back(language);
      for (const std::string& language : beside)
        if (std::ranges::find(own, language) == own.end()) other.push_back(language);
    }
    if (other == own) return;
    Diagnostic finding =
        table_finding(rules::languages_differ, "",
                      fmt::format("the languages here are {}, those of {} {}", fmt::join(own, ", "),
                                  in.against->name(), fmt::join(other, ", ")));
    finding.place.file = in.snapshot.tree().file;
    in.findings.add(rules::languages_differ, std::move(finding));
  }

 private:
  // "de" of library_shelf.name_de, where `name` is a babel field.
  std::set<std::string> languages_beside() {
    std::set<std::string> found;
    for (const auto& [name, facts] : *in.facts) {
      const Table* table = in.against->schema().find(name);
      if (table == nullptr) continue;
      for (const ShapeColumn& column : facts.shape->columns) {
        if (!column.babel() || column.name != column.field) continue;
        any_babel_ = true;
        for (const Column& candidate : table->columns)
          if (const std::string language = language_of(candidate.name, column.field);
              !language.empty() && !is_own_field(facts, candidate.name, language))
            found.insert(language);
      }
    }
    return found;
  }
  // A language code: two small letters, perhaps a country.
  static std::string language_of(std::string_view column, const std::string& field) {
    if (!column.starts_with(field + "_")) return {};
    const std::string_view rest = column.substr(field.size() + 1);
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool code = (rest.size() == 2 || (rest.size() == 5 && rest[2] == '_')) &&
                      is_small(rest[0]) && is_small(rest[1]);
    return code ? std::string(rest) : std::string();
  }
  // name_id beside name is no translation: the snapshot has such a field itself.
  static bool is_own_field(const TableFacts& facts, const std::string& column,
                           const std::string& language) {
    const std::size_t at = facts.shape->find(column);
    return language == "id" ||
           (at < facts.shape->columns.size() && !facts.shape->columns[at].babel());
  }

  bool any_babel_ = false;
};

}  // namespace

const Rule languages_differ{
    .code = "VR702",
    .name = "languages-differ",
    .severity = Severity::Warning,
    .about_target = true,
    .what =
        "The snapshot has other languages than the target, or than the snapshot it is "
        "checked against.\n"
        "\n"
        "The languages are the keywords of bv2kw; those of a database are told from its "
        "columns (`name`, `name_de`, `name_fr`).",
    .why =
        "Translations into a language that the target does not have are lost. When the first "
        "language differs, texts land in the column of another language.",
    .example = "here en, de; there en, fr",
    .next =
        "Add the language to the target's site, or accept the loss: Lino itself drops such "
        "translations in silence.",
    .make = make_check<LanguagesDiffer>,
};

}  // namespace undumpy::rules
