#include "engine/reference_finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace undumpy {

namespace {

// "event_type" and "EventType" are one word here.
std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != '_') result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::string app_of(const TableFacts& table) {
  return table.shape->model.substr(0, table.shape->model.find('.'));
}

std::string model_of(const TableFacts& table) {
  const std::size_t dot = table.shape->model.find('.');
  return squeezed(
      std::string_view(table.shape->model).substr(dot == std::string::npos ? 0 : dot + 1));
}

std::string field_of(const ShapeColumn& column) {
  std::string field = column.field;
  if (field.ends_with("_id")) field.resize(field.size() - 3);
  return field;
}

struct Candidate {
  const TableFacts* table = nullptr;
  int name = 0;  // how well the names agree; 0: not at all
  std::string name_says;
};

class ReferenceFinder {
 public:
  explicit ReferenceFinder(const std::map<std::string, TableFacts>& tables) : tables_(tables) {}

  // Twice: what the first round is sure of decides between rivals in the second.
  std::vector<InferredReference> find() {
    for (int round = 0; round < 2; ++round) {
      found_.clear();
      for (const auto& [name, table] : tables_)
        for (std::size_t i = 0; i < table.shape->columns.size(); ++i)
          if (is_reference(table.shape->columns[i])) infer(table, i);
      popular_ = std::move(next_popular_);
      next_popular_.clear();
    }
    adopt();
    return std::move(found_);
  }

 private:
  void infer(const TableFacts& table, std::size_t column);
  void adopt();
  [[nodiscard]] Candidate candidate(const TableFacts& own, std::string_view field,
                                    const TableFacts& target) const;
  [[nodiscard]] int popularity(const TableFacts& target) const {
    const auto found = popular_.find(target.shape->table);
    return found != popular_.end() ? found->second : 0;
  }
  // A child of the target that holds all these values too: which of the two is meant is not
  // certain.
  [[nodiscard]] bool child_holds_too(const TableFacts& target, const ColumnFacts& facts) const {
    return std::ranges::any_of(tables_, [&](const auto& item) {
      const TableFacts& child = item.second;
      return child.shape->parent == target.shape->model && !child.shape->columns.empty() &&
             facts.values.within(child.columns[child.key].values);
    });
  }
  // The child of `target` that holds all the values too, when there is exactly one; else `target`.
  [[nodiscard]] std::string most_special(const std::string& target,
                                         const ColumnFacts& facts) const {
    std::string result;
    for (const auto& [name, child] : tables_) {
      if (child.shape->parent != tables_.at(target).shape->model || child.shape->columns.empty() ||
          !facts.values.within(child.columns[child.key].values))
        continue;
      if (!result.empty()) return target;
      result = name;
    }
    return result.empty() ? target : result;
  }
  // Several apps have a model of this name, and somewhere a field is named after app and model
  // (sepa_account): then the bare name (account) means another one.
  // Within the target's own app only the own table counts.
  [[nodiscard]] bool has_longer_name(const TableFacts& own, const TableFacts& target) const {
    if (!shares_name(target)) return false;
    const bool same_app = app_of(own) == app_of(target);
    const std::string longer = squeezed(app_of(target)) + model_of(target);
    return std::ranges::any_of(tables_, [&](const auto& item) {
      if (same_app && &item.second != &own) return false;
      return std::ranges::any_of(item.second.shape->columns, [&](const ShapeColumn& column) {
        return is_reference(column) && squeezed(field_of(column)) == longer;
      });
    });
  }
  [[nodiscard]] bool shares_name(const TableFacts& target) const;

  const std::map<std::string, TableFacts>& tables_;
  std::vector<InferredReference> found_;
  std::map<std::string, int> popular_;       // target -> references that name it clearly
  std::map<std::string, int> next_popular_;  // the same, of the round at hand
  std::map<std::string, std::map<std::string, int>> by_field_;  // field -> target -> how often
};

bool ReferenceFinder::shares_name(const TableFacts& target) const {
  return std::ranges::count_if(tables_, [&](const auto& item) {
           return model_of(item.second) == model_of(target);
         }) > 1;
}

// Fields that Lino's own plugins define, whose names do not name their targets; some only in one
// model.
std::string_view known_target(std::string_view model, std::string_view field) {
  struct Known {
    std::string_view model;  // empty: of any
    std::string_view field;
    std::string_view target;
  };
  constexpr std::array<Known, 30> Fields = {{
      {"ledger.Journal", "partner", "contacts.Company"},
      {"cal.Guest", "partner", "contacts.Person"},
      {"", "printed_by", "excerpts.Excerpt"},
      {"", "authorized", "users.User"},
      {"", "assigned_to", "users.User"},
      {"", "reviewer", "users.User"},
      {"", "author", "users.User"},
      {"", "contact_role", "contacts.RoleType"},
      {"", "contact_person", "contacts.Person"},
      {"", "region", "countries.Place"},
      {"", "city", "countries.Place"},
      {"", "nationality", "countries.Country"},
      {"", "birth_country", "countries.Country"},
      {"", "start_period", "ledger.AccountingPeriod"},
      {"", "end_period", "ledger.AccountingPeriod"},
      {"", "bank_account", "sepa.Account"},
      {"", "prompt_calendar", "cal.EventType"},
      {"", "father", "contacts.Person"},
      {"", "mother", "contacts.Person"},
      {"", "site_company", "contacts.Company"},
      {"", "fee", "products.Product"},
      {"", "provider_fee", "products.Product"},
      {"", "client_fee", "products.Product"},
      {"", "option", "products.Product"},
      {"", "fees_cat", "products.Category"},
      {"", "options_cat", "products.Category"},
      {"", "cash_daybook", "products.Product"},
      {"", "invoice_recipient", "contacts.Partner"},
      {"", "pupil", "contacts.Person"},
      {"", "system_note_type", "notes.EventType"},
  }};
  for (const Known& known : Fields)
    if (known.field == field && (known.model.empty() || known.model == model)) return known.target;
  return {};
}

// "event" of "max_event"; the whole field when it is one word.
std::string_view last_word(std::string_view field) {
  const std::size_t bar = field.rfind('_');
  return bar == std::string_view::npos ? field : field.substr(bar + 1);
}

// How well `field` of table `own` names the model of `target`.
Candidate ReferenceFinder::candidate(const TableFacts& own, std::string_view field,
                                     const TableFacts& target) const {
  const std::string wanted = squeezed(field);
  const std::string model = model_of(target);
  const std::string own_model = model_of(own);
  const bool same_app = app_of(own) == app_of(target);
  Candidate result{&target, 0, {}};
  const std::string app_and_model = squeezed(app_of(target)) + model;
  const std::string_view word = last_word(field);
  // sales.InvoiceItem.voucher is a sales.VatProductInvoice, which is a ledger.Voucher.
  const std::size_t parent_dot = target.shape->parent.find('.');
  const bool is_kind_of_wanted =
      parent_dot != std::string::npos &&
      squeezed(std::string_view(target.shape->parent).substr(parent_dot + 1)) == wanted;
  const bool item_of_target = same_app && own_model.ends_with("item") &&
                              model.ends_with(own_model.substr(0, own_model.size() - 4));
  if (!target.shape->model.empty() &&
      known_target(own.shape->model, field) == target.shape->model) {
    result.name = 102;
    result.name_says = fmt::format("Lino's field of this name refers to {}", target.shape->model);
  } else if (is_kind_of_wanted && item_of_target) {
    result.name = 101;
    result.name_says =
        fmt::format("{} holds the items of {}", own.shape->model, target.shape->model);
  } else if (wanted == app_and_model) {
    result.name = 99;
    result.name_says = fmt::format("the field is named as {}", target.shape->model);
  } else if (wanted == model) {
    result.name = has_longer_name(own, target) ? 50
                  : same_app                   ? 100
                  : shares_name(target)        ? 80
                                               : 95;
    result.name_says = fmt::format("the field is named as {}", target.shape->model);
  } else if (same_app && (own_model + wanted == model)) {
    result.name = 98;
    result.name_says =
        fmt::format("{} and the field's name give {}", own.shape->model, target.shape->model);
  } else if (same_app && wanted.size() > 2 && model.ends_with(wanted)) {
    result.name = 70;
    result.name_says = fmt::format("{} ends with the field's name", target.shape->model);
  } else if (wanted.size() > model.size() && wanted.ends_with(model)) {
    result.name = has_longer_name(own, target) ? 40 : same_app ? 65 : 60;
    result.name_says = fmt::format("the field's name ends with {}", target.shape->model);
  } else if (wanted == "type" && same_app && model == "type") {
    result.name = 90;
    result.name_says = fmt::format("{} is of the same app", target.shape->model);
  } else if (word.size() > 3 && word != field && model.ends_with(word)) {
    result.name = same_app ? 52 : 50;
    result.name_says = fmt::format("{} ends with the last word of the field", target.shape->model);
  } else if (&own == &target &&
             (wanted == "parent" || wanted == "obsoletes" || wanted.starts_with("duplicate"))) {
    result.name = 75;
    result.name_says = "a field of this name mostly refers to its own table";
  } else if (wanted.size() > 4 && model.ends_with(wanted)) {
    result.name = 45;
    result.name_says = fmt::format("{} ends with the field's name", target.shape->model);
  } else if (target.shape->model == "users.User" &&
             (wanted == "author" || wanted == "owner" || wanted.ends_with("user") ||
              wanted.ends_with("by"))) {
    result.name = 55;
    result.name_says = "a field of this name mostly refers to a user";
  }
  return result;
}

void ReferenceFinder::infer(const TableFacts& table, std::size_t index) {
  const ShapeColumn& column = table.shape->columns[index];
  InferredReference reference;
  reference.table = table.shape->table;
  reference.column = column.name;
  if (column.parent_link) {
    for (const auto& [name, target] : tables_)
      if (target.shape->model == table.shape->parent) reference.target = name;
    reference.confidence = Confidence::Certain;
    reference.evidence = "create_mti_child names the parent";
    if (!reference.target.empty()) found_.push_back(std::move(reference));
    return;
  }
  const ColumnFacts& facts = table.columns[index];
  const std::string field = field_of(column);
  std::vector<Candidate> candidates;
  Candidate dangling;  // named, but without all values
  std::size_t missing = 0;
  for (const auto& [name, target] : tables_) {
    if (target.shape->columns.empty()) continue;
    if (facts.filled > 0 && !facts.values.within(target.keys())) {
      const Candidate named = candidate(table, field, target);
      // `parent` of the own table says as much as the name of a model.
      const int least = &table == &target ? 75 : 95;
      if (named.name < least || named.name <= dangling.name) continue;
      dangling = named;
      missing = facts.values.missing_in(target.keys());
      continue;
    }
    candidates.push_back(candidate(table, field, target));
  }
  std::ranges::stable_sort(candidates, [&](const Candidate& a, const Candidate& b) {
    if (a.name != b.name) return a.name > b.name;
    const int a_popular = popularity(*a.table);
    const int b_popular = popularity(*b.table);
    if (a_popular != b_popular) return a_popular > b_popular;
    const bool a_before = a.table->order <= table.order;
    const bool b_before = b.table->order <= table.order;
    return a_before != b_before && a_before;  // targets are mostly loaded before
  });
  const std::string values =
      facts.filled == 0
          ? "no row has a value"
          : fmt::format("all {} different values are keys of the target", facts.values.size());
  const bool named = !candidates.empty() && candidates[0].name > 0;
  // A name that says so much is believed although a few values are lost.
  const bool few_lost = dangling.table != nullptr && missing < facts.values.size() &&
                        missing <= std::max<std::size_t>(1, facts.values.size() / 20) &&
                        (!named || candidates[0].name < std::min(95, dangling.name));
  const bool rival = candidates.size() > 1 && candidates[1].name == candidates[0].name;
  if (few_lost || (dangling.table != nullptr && !named && !(candidates.size() == 1))) {
    reference.target = dangling.table->shape->table;
    reference.dangling = missing;
    reference.confidence = few_lost ? Confidence::Likely : Confidence::Guess;
    reference.evidence = fmt::format("{}; {} of {} different values are no key of it",
                                     dangling.name_says, missing, facts.values.size());
  } else if (named) {
    const Candidate& best = candidates[0];
    reference.target = best.table->shape->table;
    reference.evidence = best.name_says + "; " + values;
    if (best.name >= 95 && !rival && facts.filled > 0 && !child_holds_too(*best.table, facts))
      reference.confidence = Confidence::Certain;
    else if (best.name >= 60 && !rival && facts.filled > 0)
      reference.confidence = Confidence::Likely;
    if (best.name >= 60) ++by_field_[field][reference.target];
    if (best.name >= 60 && !rival) ++next_popular_[reference.target];
  } else if (facts.filled > 0 && candidates.size() == 1) {
    reference.target = candidates[0].table->shape->table;
    reference.evidence = values + ", and of no other table";
    reference.confidence = facts.values.size() >= 10 ? Confidence::Likely : Confidence::Guess;
    ++by_field_[field][reference.target];
  } else {
    reference.evidence = values;  // adopt() may know more
  }
  found_.push_back(std::move(reference));
}

// A column whose name says nothing: of the tables that hold all its values, the one that its field
// has elsewhere, else the one that most references lead to (a guess).
void ReferenceFinder::adopt() {
  for (const bool with_values : {true, false}) {
    for (InferredReference& reference : found_) {
      const TableFacts& table = tables_.at(reference.table);
      const std::size_t index = table.shape->find(reference.column);
      const ColumnFacts& facts = table.columns[index];
      if (!reference.target.empty() || (facts.filled > 0) != with_values) continue;
      const auto& elsewhere = by_field_[field_of(table.shape->columns[index])];
      std::pair<int, int> best{0, 0};
      for (const auto& [name, to] : tables_) {
        if (to.shape->columns.empty()) continue;
        if (with_values && !facts.values.within(to.columns[to.key].values)) continue;
        const auto count = elsewhere.find(name);
        const std::pair<int, int> score{count != elsewhere.end() ? count->second : 0,
                                        with_values ? popularity(to) + 1 : 0};
        if (score <= best) continue;
        best = score;
        reference.target = name;
      }
      if (reference.target.empty()) continue;
      if (with_values && best.first == 0) reference.target = most_special(reference.target, facts);
      reference.evidence += best.first > 0 ? "; the field has this target in other tables"
                                           : "; most references lead to this table";
      if (with_values) ++by_field_[field_of(table.shape->columns[index])][reference.target];
    }
  }
  std::erase_if(found_, [](const InferredReference& r) { return r.target.empty(); });
}

}  // namespace

std::vector<InferredReference> find_references(const std::map<std::string, TableFacts>& tables) {
  return ReferenceFinder(tables).find();
}

}  // namespace undumpy
