// F, Value, Count, Sum …, Q: what a program hands to filter() and annotate(), not yet resolved.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/orm/expression.h"
#include "engine/python/containers.h"
#include "engine/python/object.h"

namespace undumpy::python {
class Module;
}

namespace undumpy::orm {

class Session;

class ExpressionObject final : public python::TrackedObject {
 public:
  enum class Form : std::uint8_t { Name, Value, Arithmetic, Aggregate, Function };
  ExpressionObject(python::Class* its_class, Form its_form, std::string its_name)
      : TrackedObject(python::Kind::Host, its_class), form(its_form), name(std::move(its_name)) {}

  std::string repr(python::Runtime& rt) override;
  std::string str(python::Runtime& rt) override;
  python::Value binary(python::Runtime& rt, python::BinaryOperator op, const python::Value& other,
                       bool reflected) override;
  python::Value unary(python::Runtime& rt, python::UnaryOperator op) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* attribute) override;
  void clear() override;
  // F('entry'): entry; Count('entry'): entry__count. Raises TypeError when it needs a name.
  std::string default_name(python::Runtime& rt) const;

  const Form form;
  const std::string name;  // of a field; of the function; the operator
  std::vector<python::Value> arguments;
  python::Value filter;  // of an aggregate: a Q
  bool distinct = false;
};

// F('x').desc()
class OrderingObject final : public python::Object {
 public:
  OrderingObject(python::Class* its_class, python::Value ordered, bool is_descending)
      : Object(python::Kind::Host, its_class),
        expression(std::move(ordered)),
        descending(is_descending) {}
  const python::Value expression;
  const bool descending;
};

class QObject final : public python::TrackedObject {
 public:
  explicit QObject(python::Class* its_class) : TrackedObject(python::Kind::Host, its_class) {}
  std::string repr(python::Runtime& rt) override;
  std::string str(python::Runtime& rt) override;
  bool truth(python::Runtime& rt) override { return static_cast<void>(rt), !children.empty(); }
  python::Value compare(python::Runtime& rt, python::CompareOperator op,
                        const python::Value& other) override;
  python::Value binary(python::Runtime& rt, python::BinaryOperator op, const python::Value& other,
                       bool reflected) override;
  python::Value unary(python::Runtime& rt, python::UnaryOperator op) override;
  python::Value find_attribute(python::Runtime& rt, python::Str* attribute) override;
  void clear() override { children.clear(); }
  void add(const QObject& other, bool any_of);

  std::vector<python::Value> children;  // tuples (name, value), or QObjects
  bool any = false;                     // OR
  bool negated = false;
};

python::Ref<QObject> make_q(Session& session, const python::Arguments& arguments, bool negated);

// As resolve(), for what is read: raises FieldError when its type is not known.
ExprRef resolve_readable(Query& query, const python::Value& value);
// Resolves F('…'), an aggregate or a plain value in a query. `reuse`: joins to many rows that may
// be shared; null: all. Raises FieldError.
ExprRef resolve(Query& query, const python::Value& value, std::set<int>* reuse, bool allow_joins);

// An aggregate of aggregate(): annotations may be aggregates themselves.
ExprRef resolve_summary(Query& query, const python::Value& value);

void define_expressions(Session& session);
// Adds F, Q, Count, … to a module.
void add_expressions(Session& session, python::Module& module);
void add_functions(Session& session, python::Module& module);

}  // namespace undumpy::orm
