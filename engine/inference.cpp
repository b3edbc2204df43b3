#include "engine/inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

#include "engine/row_stream.h"

namespace undumpy {

namespace {

// The values of a key or reference. Integers and texts that are integers are one kind: a site on
// Python 2 and MySQL writes its ids as text.
class ValueSet {
 public:
  void add(const Cell& cell) {
    std::int64_t number = 0;
    if (cell.kind == CellKind::Integer) {
      integers_.insert(cell.integer);
    } else if (cell.kind == CellKind::Text && as_integer(cell.text(), number)) {
      integers_.insert(number);
    } else if (cell.kind == CellKind::Text) {
      texts_.emplace(cell.text());
    }
  }
  [[nodiscard]] std::size_t size() const { return integers_.size() + texts_.size(); }
  [[nodiscard]] bool all_integers() const { return texts_.empty(); }
  [[nodiscard]] std::size_t missing_in(const ValueSet& other) const {
    std::size_t missing = 0;
    for (const std::int64_t value : integers_) missing += other.integers_.contains(value) ? 0 : 1;
    for (const std::string& value : texts_) missing += other.texts_.contains(value) ? 0 : 1;
    return missing;
  }
  [[nodiscard]] bool within(const ValueSet& other) const {
    return size() <= other.size() &&
           std::ranges::all_of(integers_, [&](auto v) { return other.integers_.contains(v); }) &&
           std::ranges::all_of(texts_, [&](const auto& v) { return other.texts_.contains(v); });
  }

  static bool as_integer(std::string_view text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() &&
           (text == "0" || (text[0] != '0' && !text.starts_with("-0")));
  }

 private:
  std::unordered_set<std::int64_t> integers_;
  std::unordered_set<std::string> texts_;
};

// What was seen in one column.
struct ColumnFacts {
  std::set<CellKind> kinds;      // without None and Absent
  bool integers_as_text = true;  // every Text is an integer
  std::size_t longest = 0;
  ValueSet values;  // of keys and references
  std::uint64_t filled = 0;
};

struct TableFacts {
  const RowShape* shape = nullptr;
  std::vector<ColumnFacts> columns;
  std::uint64_t rows = 0;
  std::size_t order = 0;  // of execution
  std::size_t key = 0;    // the column that tells rows apart

  // Neither `id` nor a parent link: the key has to be found among the other columns.
  [[nodiscard]] bool key_is_unknown() const {
    const ShapeColumn& column = shape->columns[shape->key_column()];
    return !column.parent_link && column.name != "id";
  }
  [[nodiscard]] bool is_unique(std::size_t column) const {
    return columns[column].filled == rows && columns[column].values.size() == rows;
  }
  void find_key();
};

// The unique column with the shortest values, one with a name like a code's before others.
void TableFacts::find_key() {
  if (shape->columns.empty()) return;
  key = shape->key_column();
  if (!key_is_unknown() || rows == 0) return;
  const auto is_code = [&](std::size_t i) {
    const std::string& name = shape->columns[i].name;
    return name.find("code") != std::string::npos || name == "ref" || name == "key";
  };
  bool found = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (shape->columns[i].babel() || !is_unique(i)) continue;
    const bool better =
        !found ||
        (is_code(i) != is_code(key) ? is_code(i) : columns[i].longest < columns[key].longest);
    if (better) key = i;
    found = true;
  }
}

bool is_reference(const ShapeColumn& column) {
  return (column.foreign_key && !column.content_type) || column.parent_link;
}

class FactsCollector final : public RowSink {
 public:
  explicit FactsCollector(const Constructors& constructors) {
    for (const auto& constructor : constructors.all()) {
      TableFacts& facts = tables[constructor->shape().table];
      facts.shape = &constructor->shape();
      facts.columns.resize(facts.shape->columns.size());
    }
  }

  Status take(std::span<const Row> rows) override {
    for (const Row& row : rows) {
      if (last_ == nullptr || last_->shape != row.shape) last_ = &tables[row.shape->table];
      add(row, *last_);
    }
    return Done{};
  }

  std::map<std::string, TableFacts> tables;

 private:
  static void add(const Row& row, TableFacts& facts) {
    ++facts.rows;
    const std::size_t key = row.shape->key_column();
    const bool any_may_be_key = !row.cells.empty() && facts.key_is_unknown();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      if (cell.is_none() || cell.kind == CellKind::Absent) continue;
      ColumnFacts& column = facts.columns[i];
      ++column.filled;
      column.kinds.insert(cell.kind);
      if (cell.kind == CellKind::Text) {
        std::int64_t ignored = 0;
        column.integers_as_text =
            column.integers_as_text && ValueSet::as_integer(cell.text(), ignored);
        column.longest = std::max(column.longest, cell.text().size());
      }
      if (i == key || any_may_be_key || is_reference(row.shape->columns[i]))
        column.values.add(cell);
    }
  }

  TableFacts* last_ = nullptr;
};

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
  for (const auto& [name, target] : tables_) {
    if (target.shape->columns.empty()) continue;
    const ColumnFacts& keys = target.columns[target.key];
    if (facts.filled > 0 && !facts.values.within(keys.values)) {
      const Candidate named = candidate(table, field, target);
      if (named.name >= 95 && named.name > dangling.name) dangling = named;
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
  const bool rival = candidates.size() > 1 && candidates[1].name == candidates[0].name;
  if (named) {
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
  } else if (dangling.table != nullptr) {
    const ValueSet& keys = dangling.table->columns[dangling.table->key].values;
    reference.target = dangling.table->shape->table;
    reference.dangling = facts.values.missing_in(keys);
    reference.evidence = fmt::format("{}; {} of {} different values are no key of it",
                                     dangling.name_says, reference.dangling, facts.values.size());
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

std::string type_of(const ShapeColumn& column, const ColumnFacts& facts) {
  if (column.content_type) return "integer";
  if (column.decimal) return "decimal";
  const auto only = [&](std::initializer_list<CellKind> kinds) {
    return !facts.kinds.empty() && std::ranges::all_of(facts.kinds, [&](CellKind kind) {
      return std::ranges::find(kinds, kind) != kinds.end();
    });
  };
  if (only({CellKind::True, CellKind::False})) return "bool";
  if (only({CellKind::Integer})) return "integer";
  if (only({CellKind::Date})) return "date";
  if (only({CellKind::DateTime})) return "datetime";
  if (only({CellKind::Time})) return "time";
  if (only({CellKind::Float, CellKind::Integer})) return "real";
  if (only({CellKind::Decimal})) return "decimal";
  if (facts.kinds.contains(CellKind::List) || facts.kinds.contains(CellKind::Dict)) return "json";
  const bool key = column.foreign_key || column.parent_link || column.name == "id";
  if (key && facts.integers_as_text && only({CellKind::Text, CellKind::Integer})) return "integer";
  if (facts.kinds.empty() && column.foreign_key) return "integer";
  return "text";
}

class SchemaMaker {
 public:
  SchemaMaker(const std::map<std::string, TableFacts>& tables,
              const std::vector<InferredReference>& references)
      : tables_(tables), references_(references) {}

  Schema make() {
    for (const auto& [name, facts] : tables_) make_table(facts);
    if (content_types_ && schema_.find("django_content_type") == nullptr) add_content_types();
    std::ranges::sort(schema_.tables, {}, &Table::name);
    return std::move(schema_);
  }

 private:
  void make_table(const TableFacts& facts);
  void add_content_types();
  [[nodiscard]] std::string target_type(const std::string& target) const {
    const TableFacts& to = tables_.at(target);
    const std::size_t key = to.key;
    return type_of(to.shape->columns[key], to.columns[key]);
  }

  const std::map<std::string, TableFacts>& tables_;
  const std::vector<InferredReference>& references_;
  Schema schema_;
  bool content_types_ = false;
};

void SchemaMaker::make_table(const TableFacts& facts) {
  if (facts.shape->columns.empty()) return;
  Table table;
  table.name = facts.shape->table;
  const std::size_t key = facts.key;
  // `id` and parent links are keys, whatever the rows say: duplicates are to be refused. Another
  // column becomes one only where the rows allow it.
  const bool keyed = !facts.key_is_unknown() || (facts.rows > 0 && facts.is_unique(key));
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < facts.shape->columns.size(); ++i) {
    const ShapeColumn& shape = facts.shape->columns[i];
    Column column;
    column.name = shape.name;
    column.type = type_of(shape, facts.columns[i]);
    const auto reference = std::ranges::find_if(references_, [&](const InferredReference& r) {
      return r.table == table.name && r.column == shape.name;
    });
    if (reference != references_.end() && facts.columns[i].filled == 0)
      column.type = target_type(reference->target);
    const bool json = column.type == "json";
    if (json) column.type = "text";
    column.kind = kind_of_type(column.type, json);
    column.primary_key = keyed && i == key;
    column.nullable = !column.primary_key;
    std::string sql = fmt::format("{} {}", sqlite::quoted(column.name), column.type);
    if (column.primary_key) {
      table.autoincrement = column.type == "integer" && !shape.parent_link;
      sql += table.autoincrement ? " NOT NULL PRIMARY KEY AUTOINCREMENT" : " NOT NULL PRIMARY KEY";
    } else {
      sql += " NULL";
    }
    if (json)
      sql += fmt::format(" CHECK (JSON_VALID({0}) OR {0} IS NULL)", sqlite::quoted(column.name));
    if (shape.content_type) {
      content_types_ = true;
      table.foreign_keys.push_back({column.name, "django_content_type", "id"});
      sql += " REFERENCES \"django_content_type\" (\"id\") DEFERRABLE INITIALLY DEFERRED";
    } else if (reference != references_.end() && reference->confidence != Confidence::Guess) {
      const TableFacts& to = tables_.at(reference->target);
      const std::size_t to_key = to.key;
      if (!to.key_is_unknown() || to.is_unique(to_key)) {
        const std::string& to_name = to.shape->columns[to_key].name;
        table.foreign_keys.push_back({column.name, reference->target, to_name});
        sql += fmt::format(" REFERENCES {} ({}) DEFERRABLE INITIALLY DEFERRED",
                           sqlite::quoted(reference->target), sqlite::quoted(to_name));
      }
    }
    table.columns.push_back(std::move(column));
    parts.push_back(std::move(sql));
  }
  schema_.create_tables.push_back(
      fmt::format("CREATE TABLE {} ({})", sqlite::quoted(table.name), fmt::join(parts, ", ")));
  schema_.tables.push_back(std::move(table));
}

void SchemaMaker::add_content_types() {
  Table table;
  table.name = "django_content_type";
  table.autoincrement = true;
  for (const char* name : {"id", "app_label", "model"}) {
    Column column;
    column.name = name;
    column.type = table.columns.empty() ? "integer" : "varchar(100)";
    column.kind = kind_of_type(column.type, false);
    column.primary_key = table.columns.empty();
    column.nullable = false;
    table.columns.push_back(std::move(column));
  }
  table.unique_sets.push_back({"app_label", "model"});
  schema_.tables.push_back(std::move(table));
  schema_.create_tables.emplace_back(
      "CREATE TABLE \"django_content_type\" (\"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "
      "\"app_label\" varchar(100) NOT NULL, \"model\" varchar(100) NOT NULL, "
      "UNIQUE (\"app_label\", \"model\"))");
}

}  // namespace

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::Certain:
      return "certain";
    case Confidence::Likely:
      return "likely";
    case Confidence::Guess:
      return "guess";
  }
  return "guess";
}

Result<Inference> infer_schema(const Snapshot& snapshot, const Constructors& constructors) {
  FactsCollector facts(constructors);
  DiagnosticList ignored;  // the restore that follows reads again, and reports
  RowStream stream(snapshot, constructors, {});
  UNDUMPY_CHECK(stream.run(facts, ignored));
  std::size_t order = 0;
  for (const ModuleRun& module : snapshot.modules) {
    const auto found = facts.tables.find(module.table);
    if (found != facts.tables.end()) found->second.order = ++order;
  }
  for (auto& [name, table] : facts.tables) table.find_key();
  Inference result;
  result.references = ReferenceFinder(facts.tables).find();
  result.schema = SchemaMaker(facts.tables, result.references).make();
  for (const auto& [name, table] : facts.tables)
    for (const ShapeColumn& column : table.shape->columns)
      if (column.content_type)
        result.references.push_back({name, column.name, "django_content_type", Confidence::Certain,
                                     0, "create_" + name + " calls new_content_type_id"});
  std::ranges::sort(result.references, [](const auto& a, const auto& b) {
    return std::tie(a.table, a.column) < std::tie(b.table, b.column);
  });
  return result;
}

}  // namespace undumpy
