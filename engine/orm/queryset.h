// QuerySet: a query as a program sees it — lazy, chainable, sliced, iterable.
//
// Rows are read when they are first needed and kept, as Django does it; iterator() reads them in
// chunks and keeps none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/orm/query.h"
#include "engine/python/containers.h"
#include "engine/python/iterator.h"

namespace undumpy::orm {

class Instance;

class QuerySet final : public python::TrackedObject {
 public:
  enum class Rows : std::uint8_t { Instances, Dicts, Tuples, Named, Flat };
  QuerySet(python::Class* its_class, Query its_query)
      : TrackedObject(python::Kind::Host, its_class),
        query(std::move(its_query)),
        model(query.model) {}

  std::string repr(python::Runtime& rt) override;
  bool truth(python::Runtime& rt) override { return !fetch(rt).empty(); }
  std::size_t length(python::Runtime& rt) override { return fetch(rt).size(); }
  bool has_length() const override { return true; }
  python::Ref<python::Iterator> iterate(python::Runtime& rt) override;
  python::Value get_item(python::Runtime& rt, const python::Value& key) override;
  bool contains(python::Runtime& rt, const python::Value& item) override;
  python::Value binary(python::Runtime& rt, python::BinaryOperator op, const python::Value& other,
                       bool reflected) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* name) override;
  void clear() override;

  // The rows, read once.
  const std::vector<python::Value>& fetch(python::Runtime& rt);
  [[nodiscard]] const std::vector<python::Value>* fetched() const {
    return result_ ? &*result_ : nullptr;
  }
  // The same query, to be changed.
  [[nodiscard]] python::Ref<QuerySet> clone() const;
  // Raises AssertionError when a slice was taken.
  void must_be_whole(python::Runtime& rt, const char* message) const;

  Query query;
  const python::Ref<Model> model;
  Rows rows = Rows::Instances;
  // Of a related manager: what filter() of the foreign key gave, for new instances.
  std::vector<std::pair<const Field*, python::Value>> defaults;

 private:
  std::optional<std::vector<python::Value>> result_;
  python::Charge charge_;
};

// Reads rows one after the other and makes of each what the queryset's kind is.
class RowReader {
 public:
  explicit RowReader(const QuerySet& queryset);
  ~RowReader();
  bool next(python::Value& out);

 private:
  python::Value row_value();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// One row by a field's value; null when there is none.
python::Ref<Instance> get_instance(Model& model, const Field& field, const python::Value& value);
// RelatedObjectDoesNotExist of a model: also an AttributeError, so that hasattr() answers.
python::Class* related_missing_class(Session& session, Model& model);
void define_querysets(Session& session);

// ---- used by the methods
python::Ref<QuerySet> new_queryset(Model& model);
std::int64_t count_rows(const Query& query);
bool has_rows(const Query& query);
python::Value get_one(python::Runtime& rt, const python::Ref<QuerySet>& queryset);

}  // namespace undumpy::orm
