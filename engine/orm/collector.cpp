#include "engine/orm/collector.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "engine/orm/conversion.h"
#include "engine/orm/sql_writer.h"
#include "engine/python/containers.h"

namespace undumpy::orm {

using python::Value;

namespace {

using Keys = std::vector<Parameter>;
constexpr std::size_t KeysPerStatement = 500;

Parameter parameter_at(const sqlite::Statement& row, int column) {
  switch (sqlite3_column_type(row.handle(), column)) {
    case SQLITE_NULL:
      return Parameter::null();
    case SQLITE_INTEGER:
      return Parameter::of(row.integer(column));
    case SQLITE_FLOAT:
      return Parameter::of_real(sqlite3_column_double(row.handle(), column));
    default:
      return Parameter::of_text(row.text(column));
  }
}

class Collector {
 public:
  explicit Collector(Session& session) : session_(session) {}

  void collect(Model& model, const Keys& keys, Model* source, bool nullable, bool related,
               bool reverse) {
    session_.rt.check_stack();
    const Keys added = add(model, keys, source, nullable, reverse);
    if (added.empty()) return;
    if (model.parent != nullptr) collect(*model.parent, added, &model, false, false, true);
    if (!related) return;
    struct Fast {
      Model* model;
      std::vector<const Relation*> relations;
    };
    std::vector<Fast> fast;
    for (const Relation* relation : relations_of(model)) {
      Model& referring = *relation->source;
      if (can_delete_at_once(referring, relation->field)) {
        auto known = std::ranges::find(fast, &referring, &Fast::model);
        if (known == fast.end()) known = fast.insert(fast.end(), {&referring, {}});
        known->relations.push_back(relation);
        continue;
      }
      const Keys found = referring_keys(*relation, model, added);
      collect(referring, found, &referring.target_of(*relation->field), relation->field->nullable(),
              true, false);
    }
    for (const Fast& each : fast)
      fast_deletes_.push_back({each.model, each.relations, &model, added});
  }

  Deleted run() {
    sort();
    Deleted deleted;
    if (data_.size() == 1 && fast_deletes_.empty() && data_[0].keys.size() == 1 &&
        can_delete_at_once(*data_[0].model, nullptr)) {
      count(deleted, *data_[0].model,
            delete_batch(*data_[0].model, key_of(*data_[0].model), data_[0].keys), true);
      return deleted;
    }
    Savepoint savepoint(session_);
    for (const FastDelete& each : fast_deletes_) {
      std::uint64_t rows = 0;
      for (const Relation* relation : each.relations)
        rows += delete_batch(*each.model, relation->field->attname,
                             referred_values(*relation, *each.referred, each.keys));
      count(deleted, *each.model, rows, false);
    }
    for (const Entry& entry : data_)
      count(deleted, *entry.model, delete_batch(*entry.model, key_of(*entry.model), entry.keys),
            false);
    savepoint.commit();
    return deleted;
  }

  // Nothing refers to its rows, and they have no parent's rows: one DELETE does it.
  bool can_delete_at_once(Model& model, const Field* from) {
    if (model.parent != nullptr && model.link_to_parent() != from) return false;
    return relations_of(model).empty();
  }

 private:
  struct Entry {
    Model* model;
    Keys keys;
    std::set<Parameter> known;
  };
  struct FastDelete {
    Model* model;
    std::vector<const Relation*> relations;
    Model* referred;
    Keys keys;
  };

  static const std::string& key_of(Model& model) { return model.require_key().attname; }

  // Foreign keys to the model's own table and to those of its parents.
  static std::vector<const Relation*> relations_of(Model& model) {
    std::vector<const Relation*> all;
    std::vector<Model*> line;
    for (Model* at = &model; at != nullptr; at = at->parent) line.insert(line.begin(), at);
    for (Model* at : line)
      for (const auto& relation : at->relations())
        if (!relation->field->parent_link || !model.inherits(*relation->source))
          all.push_back(relation.get());
    return all;
  }

  Keys add(Model& model, const Keys& keys, Model* source, bool nullable, bool reverse) {
    if (keys.empty()) return {};
    auto entry = std::ranges::find(data_, &model, &Entry::model);
    if (entry == data_.end()) entry = data_.insert(data_.end(), {&model, {}, {}});
    Keys added;
    for (const Parameter& key : keys) {
      session_.rt.step();
      session_.rt.heap.require(entry->known.size() * 2 * sizeof(Parameter));
      if (entry->known.insert(key).second) added.push_back(key);
    }
    entry->keys.insert(entry->keys.end(), added.begin(), added.end());
    // Rows that refer go before the rows that they refer to, a child's before its parent's.
    if (source != nullptr && !nullable) {
      if (reverse)
        depends_[&model].insert(source);
      else
        depends_[source].insert(&model);
    }
    return added;
  }

  // The values that foreign keys to these rows have.
  Keys referred_values(const Relation& relation, Model& model, const Keys& keys) {
    const Field& target = relation.source->target_field_of(*relation.field);
    // A parent's key is the child's link.
    if (target.primary_key) return keys;
    Keys values;
    for_batches(keys, [&](const std::vector<Parameter>& batch) {
      Cursor cursor(
          session_,
          fmt::format("SELECT {} FROM {} WHERE {} IN ({})", sqlite::quoted(target.attname),
                      sqlite::quoted(target.model->table_name),
                      sqlite::quoted(key_of(*target.model)), marks(batch.size())),
          batch);
      while (cursor.step()) values.push_back(parameter_at(cursor.statement(), 0));
    });
    static_cast<void>(model);
    return values;
  }

  Keys referring_keys(const Relation& relation, Model& model, const Keys& keys) {
    Keys found;
    Model& referring = *relation.source;
    for_batches(referred_values(relation, model, keys), [&](const std::vector<Parameter>& batch) {
      Cursor cursor(
          session_,
          fmt::format("SELECT {} FROM {} WHERE {} IN ({})", sqlite::quoted(key_of(referring)),
                      sqlite::quoted(referring.table_name), sqlite::quoted(relation.field->attname),
                      marks(batch.size())),
          batch);
      while (cursor.step()) {
        session_.rt.heap.require(found.size() * 2 * sizeof(Parameter));
        found.push_back(parameter_at(cursor.statement(), 0));
      }
    });
    return found;
  }

  template <typename Work>
  static void for_batches(const Keys& keys, Work work) {
    for (std::size_t at = 0; at < keys.size(); at += KeysPerStatement) {
      const std::size_t end = std::min(keys.size(), at + KeysPerStatement);
      work(std::vector<Parameter>(keys.begin() + static_cast<std::ptrdiff_t>(at),
                                  keys.begin() + static_cast<std::ptrdiff_t>(end)));
    }
  }

  static std::string marks(std::size_t count) {
    return fmt::format("{}", fmt::join(std::vector<std::string_view>(count, "?"), ", "));
  }

  std::uint64_t delete_batch(Model& model, const std::string& column, const Keys& keys) {
    std::uint64_t rows = 0;
    for_batches(keys, [&](const std::vector<Parameter>& batch) {
      rows +=
          execute(session_,
                  fmt::format("DELETE FROM {} WHERE {} IN ({})", sqlite::quoted(model.table_name),
                              sqlite::quoted(column), marks(batch.size())),
                  batch);
    });
    return rows;
  }

  void count(Deleted& deleted, Model& model, std::uint64_t rows, bool always) {
    session_.changes[model.table_name].deleted += rows;
    deleted.total += rows;
    if (rows == 0 && !always) return;
    const std::string label = model.label();
    for (auto& [name, number] : deleted.models)
      if (name == label) {
        number += rows;
        return;
      }
    deleted.models.emplace_back(label, rows);
  }

  void sort() {
    std::vector<Entry> sorted;
    std::set<Model*> placed;
    while (sorted.size() < data_.size()) {
      bool found = false;
      for (Entry& entry : data_) {
        if (placed.contains(entry.model)) continue;
        const auto depends = depends_.find(entry.model);
        const bool ready =
            depends == depends_.end() || std::ranges::all_of(depends->second, [&](Model* before) {
              return before == entry.model || placed.contains(before);
            });
        if (!ready) continue;
        sorted.push_back(entry);
        placed.insert(entry.model);
        found = true;
      }
      if (!found) return;  // a circle: the order does not matter, references are checked at the end
    }
    data_ = std::move(sorted);
  }

  Session& session_;
  std::vector<Entry> data_;
  std::vector<FastDelete> fast_deletes_;
  std::map<Model*, std::set<Model*>> depends_;  // a model: those that go before it
};

}  // namespace

namespace {

Query key_query(const Query& source) {
  Query query = source;
  query.order_by.clear();
  query.values.reset();
  query.only = {query.own_column(query.model->require_key())};
  return query;
}

Deleted delete_at_once(const Query& source) {
  Session& session = *source.model->session;
  SqlWriter keys(session);
  keys.select(selection_of(key_query(source)));
  const std::string& table = source.model->table_name;
  Deleted deleted;
  deleted.total =
      execute(session,
              fmt::format("DELETE FROM {} WHERE {} IN ({})", sqlite::quoted(table),
                          sqlite::quoted(source.model->require_key().attname), keys.sql),
              keys.parameters);
  session.changes[table].deleted += deleted.total;
  if (deleted.total > 0) deleted.models.emplace_back(source.model->label(), deleted.total);
  return deleted;
}

}  // namespace

std::vector<Parameter> keys_of(const Query& source) {
  Session& session = *source.model->session;
  SqlWriter writer(session);
  writer.select(selection_of(key_query(source)));
  Keys keys;
  Cursor cursor(session, writer.sql, writer.parameters);
  while (cursor.step()) {
    session.rt.heap.require(keys.size() * 2 * sizeof(Parameter));
    keys.push_back(parameter_at(cursor.statement(), 0));
  }
  return keys;
}

Deleted delete_rows(const Query& query) {
  if (query.nothing) return {};
  Session& session = *query.model->session;
  Collector collector(session);
  if (collector.can_delete_at_once(*query.model, nullptr)) return delete_at_once(query);
  collector.collect(*query.model, keys_of(query), nullptr, false, true, false);
  return collector.run();
}

Deleted delete_key(Model& model, const Value& key) {
  Session& session = *model.session;
  Collector collector(session);
  collector.collect(model, {storable(session, model.require_key(), key)}, nullptr, false, true,
                    false);
  return collector.run();
}

Value deleted_value(python::Runtime& rt, const Deleted& deleted) {
  const python::Ref<python::Dict> dict = python::new_dict(rt);
  for (const auto& [name, rows] : deleted.models)
    dict->set(*rt.intern(name), python::make_int(rt, static_cast<std::int64_t>(rows)));
  return python::make_tuple(rt,
                            {python::make_int(rt, static_cast<std::int64_t>(deleted.total)), dict});
}

}  // namespace undumpy::orm
