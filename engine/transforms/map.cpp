// --map 'MODEL: {OLD: NEW}': rows get other keys, and what refers to them follows.
//
// A model, its parents and its children share their keys (multi-table inheritance): all are mapped.
// What refers to them is known from the target's foreign keys, and from generic foreign keys
// (owner_type_id beside owner_id). A map is applied once: {1: 2, 2: 3} makes 2 of 1.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <set>
#include <unordered_map>

#include "engine/storage.h"
#include "engine/table_pattern.h"
#include "engine/transforms/list.h"
#include "engine/transforms/target_name.h"
#include "engine/value_set.h"
#include "parser/python.h"
#include "parser/trimmed.h"

namespace undumpy::transforms {

namespace {

// Keys to keys. An integer and the text of it are one.
class KeyMap {
 public:
  void add(const Cell& from, const Cell& to) {
    std::int64_t number = 0;
    if (is_number(from, number))
      numbers_[number] = kept(to);
    else
      texts_[std::string(from.text())] = kept(to);
  }
  [[nodiscard]] const Cell* find(const Cell& key) const {
    std::int64_t number = 0;
    if (is_number(key, number)) {
      const auto found = numbers_.find(number);
      return found != numbers_.end() ? &found->second : nullptr;
    }
    if (key.kind != CellKind::Text) return nullptr;
    const auto found = texts_.find(std::string(key.text()));
    return found != texts_.end() ? &found->second : nullptr;
  }
  [[nodiscard]] bool empty() const { return numbers_.empty() && texts_.empty(); }

 private:
  static bool is_number(const Cell& key, std::int64_t& number) {
    if (key.kind == CellKind::Integer) number = key.integer;
    return key.kind == CellKind::Integer ||
           (key.kind == CellKind::Text && ValueSet::as_integer(key.text(), number));
  }
  Cell kept(const Cell& key) {
    if (key.kind != CellKind::Text) return key;
    return Cell::of_text(CellKind::Text, memory_.copy(key.text()));
  }
  Arena memory_;
  std::unordered_map<std::int64_t, Cell> numbers_;
  std::unordered_map<std::string, Cell> texts_;
};

struct Family {
  std::string model;                           // the topmost parent
  std::set<std::string, std::less<>> tables;   // of the snapshot
  std::set<std::string, std::less<>> targets;  // of the target
  KeyMap keys;
};

// The topmost parent's table of a model.
std::string root_of(std::string table, const Constructors& constructors) {
  for (std::set<std::string> seen; seen.insert(table).second;) {
    const Constructor* constructor = constructors.find(table);
    if (constructor == nullptr || constructor->shape().parent.empty()) break;
    const std::string parent = constructors.table_named(constructor->shape().parent);
    if (parent.empty()) break;
    table = parent;
  }
  return table;
}

class Map final : public Transform {
 public:
  Map(std::vector<std::unique_ptr<Family>> families, const FilterContext& context)
      : families_(std::move(families)), context_(context) {}
  [[nodiscard]] std::string name() const override { return "--map"; }

  Status change(const Row& row, std::span<Cell> cells, Arena&) override {
    if (row.shape != last_shape_) {
      last_ = &places_of(*row.shape);
      last_shape_ = row.shape;
    }
    for (const Place& place : *last_) {
      const Family* family = place.family;
      if (family == nullptr) family = family_of_type(cells[place.type]);
      if (family == nullptr) continue;
      const Cell* to = family->keys.find(cells[place.column]);
      if (to == nullptr || equal(*to, cells[place.column])) continue;
      cells[place.column] = *to;
      ++changed_;
    }
    return Done{};
  }

 private:
  struct Place {
    std::size_t column;
    const Family* family;  // nullptr: the content type in `type` says which
    std::size_t type = 0;
  };

  const std::vector<Place>& places_of(const RowShape& shape) {
    const auto known = places_.find(&shape);
    if (known != places_.end()) return known->second;
    std::vector<Place> places;
    const Table* table = context_.schema->find(shape.table);
    const std::string own = context_.constructors->table_named(shape.model);
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
      const Family* family = nullptr;
      if (i == shape.key_column()) family = family_with(own, &Family::tables);
      const Column* column = table != nullptr ? column_for(*table, shape.columns[i]) : nullptr;
      const ForeignKey* reference = column != nullptr ? table->reference_of(column->name) : nullptr;
      if (family == nullptr && reference != nullptr)
        family = family_with(reference->target_table, &Family::targets);
      if (family != nullptr) places.push_back({i, family});
      const std::size_t key = shape.generic_key_of(i);
      if (key < shape.columns.size()) places.push_back({key, nullptr, i});
    }
    return places_.emplace(&shape, std::move(places)).first->second;
  }

  const Family* family_with(const std::string& table,
                            std::set<std::string, std::less<>> Family::*tables) const {
    for (const auto& family : families_)
      if (((*family).*tables).contains(table)) return family.get();
    return nullptr;
  }

  const Family* family_of_type(const Cell& type) {
    if (type.kind != CellKind::Model) return nullptr;
    const auto known = by_variable_.find(type.text());
    if (known != by_variable_.end()) return known->second;
    const ModelDeclaration* model = context_.snapshot->model_of_variable(type.text());
    const Family* family =
        model != nullptr
            ? family_with(context_.constructors->table_named(model->name), &Family::tables)
            : nullptr;
    return by_variable_.emplace(type.text(), family).first->second;
  }

  std::vector<std::unique_ptr<Family>> families_;
  FilterContext context_;
  std::map<const RowShape*, std::vector<Place>> places_;
  const RowShape* last_shape_ = nullptr;
  const std::vector<Place>* last_ = nullptr;
  std::map<std::string, const Family*, std::less<>> by_variable_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"map", "'MODEL: {OLD: NEW, …}'",
      "give these rows, with their parents and children, other keys, and re-point whatever refers "
      "to them; also MODEL: @FILE.csv with two columns; repeatable"}}};

Diagnostic no_map(std::string_view text, std::string why) {
  return make_error("usage", fmt::format("--map {}: {}", printable(text), why),
                    "write MODEL: {OLD: NEW}, such as --map 'contacts.Partner: {200708: 4011}', or "
                    "MODEL: @FILE.csv");
}

bool is_key(const Cell& cell) {
  return cell.kind == CellKind::Integer || (cell.kind == CellKind::Text && !cell.has_surrogates);
}

Status read_dict(const std::string& argument, std::string_view text, KeyMap& keys) {
  DiagnosticList problems;
  const auto tree = parse_python("--map", std::string(text) + "\n", {}, problems);
  const auto* statement =
      tree->body.size() == 1 ? syntax::as<syntax::ExpressionStatement>(tree->body[0]) : nullptr;
  Arena arena;
  Cell dict = Cell::none();
  std::string reason;
  if (!problems.items.empty() || statement == nullptr ||
      !literal_of(*statement->value, arena, dict, reason) || dict.kind != CellKind::Dict)
    return no_map(argument, "this is no dictionary of keys");
  const auto items = dict.items();
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    if (!is_key(items[i]) || !is_key(items[i + 1]))
      return no_map(argument, "keys are numbers or texts");
    keys.add(items[i], items[i + 1]);
  }
  return Done{};
}

Cell key_cell(std::string_view text) {
  std::int64_t number = 0;
  return ValueSet::as_integer(text, number) ? Cell::of(number)
                                            : Cell::of_text(CellKind::Text, text);
}

// Two columns, old and new; a first line of "old,new" is a heading.
Status read_csv(const std::string& argument, const std::string& path, KeyMap& keys) {
  std::ifstream in(path);
  if (!in) return no_map(argument, path + " can not be read");
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::string_view text = trimmed(line);
    if (text.empty() || text.starts_with('#') || (number == 1 && text == "old,new")) continue;
    const std::size_t comma = text.find(',');
    const std::string_view from = trimmed(text.substr(0, comma));
    const std::string_view to =
        comma == std::string_view::npos ? std::string_view() : trimmed(text.substr(comma + 1));
    if (from.empty() || to.empty() || to.find(',') != std::string_view::npos)
      return no_map(argument, fmt::format("line {} of {} is no pair of keys", number, path));
    keys.add(key_cell(from), key_cell(to));
  }
  return Done{};
}

Result<std::unique_ptr<Transform>> make(const Arguments& arguments, const FilterContext& context) {
  std::vector<std::unique_ptr<Family>> families;
  for (const std::string& text : arguments.all("map")) {
    const TableArgument argument = split_table(text);
    if (!argument.has_rest) return no_map(text, "this names no keys");
    UNDUMPY_TRY(const auto named,
                tables_named(argument.table, *context.snapshot, *context.constructors));
    if (named.size() > 1) return no_map(text, "this names several tables");
    const std::string root = root_of(named.front(), *context.constructors);
    auto known = std::ranges::find(families, root, [](const auto& f) { return f->model; });
    if (known == families.end()) {
      auto family = std::make_unique<Family>();
      family->model = root;
      for (const std::string& table : tables_of(*context.snapshot, *context.constructors)) {
        if (root_of(table, *context.constructors) != root) continue;
        family->tables.insert(table);
        family->targets.insert(target_name(table, arguments, context));
      }
      families.push_back(std::move(family));
      known = families.end() - 1;
    }
    KeyMap& keys = (*known)->keys;
    UNDUMPY_CHECK(argument.rest.starts_with('@')
                      ? read_csv(text, std::string(argument.rest.substr(1)), keys)
                      : read_dict(text, argument.rest, keys));
    if (keys.empty()) return no_map(text, "this names no keys");
  }
  return std::unique_ptr<Transform>(std::make_unique<Map>(std::move(families), context));
}

}  // namespace

const TransformKind map{.options = Options, .make = make};

}  // namespace undumpy::transforms
