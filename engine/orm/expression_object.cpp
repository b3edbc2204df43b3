#include "engine/orm/expression_object.h"

#include <algorithm>

#include "engine/orm/session.h"
#include "engine/python/runtime.h"

namespace undumpy::orm {

using python::Ref;
using python::Runtime;
using python::Value;

namespace {

const char* operator_text(python::BinaryOperator op) {
  switch (op) {
    case python::BinaryOperator::Add:
      return "+";
    case python::BinaryOperator::Subtract:
      return "-";
    case python::BinaryOperator::Multiply:
      return "*";
    case python::BinaryOperator::Divide:
      return "/";
    case python::BinaryOperator::Modulo:
      return "%";
    default:
      return nullptr;
  }
}

// What stands in the base class of all expressions for its methods.
python::Class* class_of_base(Runtime& rt, python::Class* any, const char* name) {
  return python::as<python::Class>(any->lookup(rt.intern(name)));
}

// Plain values among operands are shown as Value(…).
std::string operand_text(Runtime& rt, const Value& value) {
  return python::host<ExpressionObject>(value) != nullptr ? python::str(rt, value)
                                                          : "Value(" + python::str(rt, value) + ")";
}

}  // namespace

std::string ExpressionObject::repr(Runtime& rt) {
  rt.check_stack();
  if (form == Form::Name) return "F(" + name + ")";
  if (form == Form::Value) return "Value(" + python::str(rt, arguments[0]) + ")";
  if (form == Form::Arithmetic) return "<CombinedExpression: " + str(rt) + ">";
  std::string text = name + "(";
  for (std::size_t i = 0; i < arguments.size(); ++i)
    text += (i > 0 ? ", " : "") + (python::as<python::Str>(arguments[i]) != nullptr
                                       ? "F(" + python::str(rt, arguments[i]) + ")"
                                       : python::repr(rt, arguments[i]));
  if (distinct) text += ", distinct=True";
  if (filter) text += ", filter=" + python::str(rt, filter);
  return text + ")";
}

std::string ExpressionObject::str(Runtime& rt) {
  rt.check_stack();
  if (form != Form::Arithmetic) return repr(rt);
  return operand_text(rt, arguments[0]) + " " + name + " " + operand_text(rt, arguments[1]);
}

Value ExpressionObject::binary(Runtime& rt, python::BinaryOperator op, const Value& other,
                               bool reflected) {
  const char* text = operator_text(op);
  if (text == nullptr) return Value::not_implemented();
  Ref<ExpressionObject> made(
      new ExpressionObject(class_of_base(rt, cls, "_combined"), Form::Arithmetic, text));
  made->arguments =
      reflected ? std::vector<Value>{other, Value(this)} : std::vector<Value>{Value(this), other};
  return made;
}

Value ExpressionObject::unary(Runtime& rt, python::UnaryOperator op) {
  if (op == python::UnaryOperator::Minus)
    return binary(rt, python::BinaryOperator::Multiply, Value::small(-1), false);
  return Object::unary(rt, op);
}

Value ExpressionObject::find_attribute(Runtime& rt, python::Str* attribute) {
  if (attribute->text == "name" && form == Form::Name) return python::make_text(rt, name);
  if (attribute->text == "value" && form == Form::Value) return arguments[0];
  if (attribute->text == "default_alias" && form == Form::Aggregate)
    return python::make_text(rt, default_name(rt));
  return Object::find_attribute(rt, attribute);
}

void ExpressionObject::clear() {
  arguments.clear();
  filter = Value();
}

std::string ExpressionObject::default_name(Runtime& rt) const {
  const auto* argument = arguments.size() == 1 ? python::as<python::Str>(arguments[0]) : nullptr;
  const auto* expression =
      arguments.size() == 1 ? python::host<ExpressionObject>(arguments[0]) : nullptr;
  const std::string* inner = argument != nullptr ? &argument->text
                             : expression != nullptr && expression->form == Form::Name
                                 ? &expression->name
                                 : nullptr;
  if (form != Form::Aggregate)
    python::attribute_error(rt, "'{}' object has no attribute 'default_alias'", cls->name);
  if (inner == nullptr) python::type_error(rt, "Complex annotations require an alias");
  return *inner + "__" + lower_case(name);
}

// ---- Q ------------------------------------------------------------------------------------------

std::string QObject::str(Runtime& rt) {
  rt.check_stack();
  std::string text = negated ? "(NOT (" : "(";
  text += any ? "OR: " : "AND: ";
  for (std::size_t i = 0; i < children.size(); ++i) {
    text += (i > 0 ? ", " : "") + python::str(rt, children[i]);
    rt.heap.require(text.size());
  }
  return text + (negated ? "))" : ")");
}

std::string QObject::repr(Runtime& rt) { return "<Q: " + str(rt) + ">"; }

Value QObject::compare(Runtime& rt, python::CompareOperator op, const Value& other) {
  const auto* q = python::host<QObject>(other);
  if (q == nullptr ||
      (op != python::CompareOperator::Equal && op != python::CompareOperator::NotEqual))
    return Value::not_implemented();
  bool same = any == q->any && negated == q->negated && children.size() == q->children.size();
  for (std::size_t i = 0; same && i < children.size(); ++i)
    same = python::equal(rt, children[i], q->children[i]);
  return Value::boolean(same == (op == python::CompareOperator::Equal));
}

void QObject::add(const QObject& other, bool any_of) {
  any = any_of;
  if (!other.negated && (other.any == any_of || other.children.size() == 1))
    children.insert(children.end(), other.children.begin(), other.children.end());
  else
    children.emplace_back(const_cast<QObject*>(&other));
}

Value QObject::binary(Runtime& rt, python::BinaryOperator op, const Value& other, bool reflected) {
  auto* right = python::host<QObject>(other);
  if (op != python::BinaryOperator::BitAnd && op != python::BinaryOperator::BitOr)
    return Value::not_implemented();
  if (right == nullptr || reflected)
    python::raise(rt, rt.exceptions.at("TypeError"), std::vector<Value>{other});
  if (right->children.empty()) return Value(this);
  if (children.empty()) return other;
  const Ref<QObject> made(new QObject(cls));
  rt.heap.require((children.size() + right->children.size()) * sizeof(Value));
  const bool any_of = op == python::BinaryOperator::BitOr;
  made->add(*this, any_of);
  made->add(*right, any_of);
  return made;
}

Value QObject::unary(Runtime& rt, python::UnaryOperator op) {
  if (op != python::UnaryOperator::Invert) return Object::unary(rt, op);
  const Ref<QObject> made(new QObject(cls));
  made->add(*this, false);
  made->negated = true;
  return made;
}

Value QObject::find_attribute(Runtime& rt, python::Str* attribute) {
  if (attribute->text == "children") return python::make_list(rt, children);
  if (attribute->text == "connector") return python::make_text(rt, any ? "OR" : "AND");
  if (attribute->text == "negated") return Value::boolean(negated);
  return Object::find_attribute(rt, attribute);
}

namespace {

void fill_q(Runtime& rt, QObject& q, const python::Arguments& arguments) {
  for (std::uint32_t i = 0; i < arguments.count; ++i) q.children.push_back(arguments[i]);
  std::vector<std::uint32_t> order(arguments.keywords);
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) order[k] = k;
  std::ranges::sort(order, {}, [&](std::uint32_t k) { return arguments.names[k]->text; });
  for (const std::uint32_t k : order)
    q.children.push_back(python::make_tuple(rt, {Value(arguments.names[k]), arguments.keyword(k)}));
}

}  // namespace

Ref<QObject> make_q(Session& session, const python::Arguments& arguments, bool negated) {
  Ref<QObject> q(new QObject(session.classes.q));
  fill_q(session.rt, *q, arguments);
  if (!negated) return q;
  Ref<QObject> outer(new QObject(session.classes.q));
  outer->add(*q, false);
  outer->negated = true;
  return outer;
}

// ---- makers -------------------------------------------------------------------------------------

namespace {

Value make_q_object(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  const Ref<QObject> q(new QObject(&cls));
  // Q(…, _connector='OR', _negated=True)
  python::Arguments rest = arguments;
  std::vector<Value> values(arguments.values, arguments.values + arguments.count);
  std::vector<python::Str*> names;
  for (std::uint32_t k = 0; k < arguments.keywords; ++k) {
    const std::string& name = arguments.names[k]->text;
    if (name == "_connector") {
      q->any = python::str(rt, arguments.keyword(k)) == "OR";
    } else if (name == "_negated") {
      q->negated = python::truth(rt, arguments.keyword(k));
    } else {
      names.push_back(arguments.names[k]);
      values.push_back(arguments.keyword(k));
    }
  }
  rest = {values.data(), arguments.count, static_cast<std::uint32_t>(names.size()), names.data()};
  fill_q(rt, *q, rest);
  return q;
}

Value make_f(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  const auto [name] = python::read<1>(rt, arguments, {"F", {"name"}, 1});
  return Value(new ExpressionObject(&cls, ExpressionObject::Form::Name,
                                    python::text_argument(rt, name, "the name of F()")));
}

Value make_value(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  const auto [value, output_field] =
      python::read<2>(rt, arguments, {"Value", {"value", "output_field"}, 1});
  static_cast<void>(output_field);
  Ref<ExpressionObject> made(new ExpressionObject(&cls, ExpressionObject::Form::Value, ""));
  made->arguments.push_back(value);
  return made;
}

Value make_aggregate(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  const auto [expression, distinct, filter, output_field] = python::read<4>(
      rt, arguments,
      {cls.name.c_str(), {"expression", "distinct", "filter", "output_field"}, 1, 1});
  if (output_field && !output_field.is_none())
    python::type_error(rt, "{}(output_field=…) is not supported", cls.name);
  Ref<ExpressionObject> made(
      new ExpressionObject(&cls, ExpressionObject::Form::Aggregate, cls.name));
  made->distinct = distinct && python::truth(rt, distinct);
  if (made->distinct && (cls.name == "Min" || cls.name == "Max")) made->distinct = false;
  if (filter && !filter.is_none()) {
    if (python::host<QObject>(filter) == nullptr)
      python::type_error(rt, "the filter of {}() must be a Q", cls.name);
    made->filter = filter;
  }
  made->arguments.push_back(expression);
  return made;
}

Value make_function(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  python::no_keywords(rt, arguments, cls.name.c_str());
  const bool many = cls.name == "Coalesce" || cls.name == "Concat";
  if (many ? arguments.count < 2 : arguments.count != 1)
    python::type_error(rt, "'{}' takes {} ({} given)", cls.name,
                       many ? "at least two arguments" : "exactly 1 argument (expression)",
                       arguments.count);
  Ref<ExpressionObject> made(
      new ExpressionObject(&cls, ExpressionObject::Form::Function, cls.name));
  made->arguments.assign(arguments.values, arguments.values + arguments.count);
  return made;
}

Value unsupported(Runtime& rt, python::Class& cls, python::Arguments& arguments) {
  static_cast<void>(arguments);
  fail(rt, rt.exceptions.at("NotImplementedError"),
       "{}() is not supported by undumpy; use filter(), annotate() and a loop instead", cls.name);
}

template <bool Descending>
Value order_by_expression(Runtime& rt, python::Arguments& arguments) {
  python::no_keywords(rt, arguments, Descending ? "desc" : "asc");
  return Value(new OrderingObject(class_of_base(rt, arguments[0].object()->cls, "_ordering"),
                                  arguments[0], Descending));
}

constexpr const char* Aggregates[] = {"Count", "Sum", "Min", "Max", "Avg"};
constexpr const char* Functions[] = {"Lower", "Upper",    "Length", "Trim",
                                     "Abs",   "Coalesce", "Concat"};
constexpr const char* Unsupported[] = {"Case",     "When",     "Subquery", "Exists",
                                       "OuterRef", "Prefetch", "Window"};

}  // namespace

void define_expressions(Session& session) {
  Runtime& rt = session.rt;
  auto& classes = session.classes;
  const auto make = [&rt](const char* name, const char* module, python::Class* base,
                          python::Class::Maker maker) {
    python::Class* cls = rt.make_class(name, module, base);
    cls->maker = maker;
    cls->sealed = true;
    return cls;
  };
  classes.expression = make("Expression", "django.db.models.expressions", rt.types.object, nullptr);
  classes.ordering = make("OrderBy", "django.db.models.expressions", rt.types.object, nullptr);
  classes.expression->dict->set(*rt.intern("_ordering"), Value(classes.ordering));
  classes.expression->dict->set(*rt.intern("_combined"),
                                Value(make("CombinedExpression", "django.db.models.expressions",
                                           classes.expression, nullptr)));
  rt.method(classes.expression, "asc", order_by_expression<false>, 0, 0);
  rt.method(classes.expression, "desc", order_by_expression<true>, 0, 0);
  classes.f = make("F", "django.db.models.expressions", classes.expression, make_f);
  classes.value = make("Value", "django.db.models.expressions", classes.expression, make_value);
  classes.q = make("Q", "django.db.models.query_utils", rt.types.object, make_q_object);
  classes.aggregate =
      make("Aggregate", "django.db.models.aggregates", classes.expression, unsupported);
  classes.function = make("Func", "django.db.models.expressions", classes.expression, unsupported);
  for (const char* name : Aggregates)
    session.expression_classes[name] =
        make(name, "django.db.models.aggregates", classes.aggregate, make_aggregate);
  for (const char* name : Functions)
    session.expression_classes[name] =
        make(name, "django.db.models.functions", classes.function, make_function);
  for (const char* name : Unsupported)
    session.expression_classes[name] =
        make(name, "django.db.models.expressions", classes.expression, unsupported);
}

void add_expressions(Session& session, python::Module& module) {
  Runtime& rt = session.rt;
  module.add(rt, "F", Value(session.classes.f));
  module.add(rt, "Q", Value(session.classes.q));
  module.add(rt, "Value", Value(session.classes.value));
  module.add(rt, "Aggregate", Value(session.classes.aggregate));
  module.add(rt, "Func", Value(session.classes.function));
  for (const char* name : Aggregates)
    module.add(rt, name, Value(session.expression_classes.at(name)));
  for (const char* name : Unsupported)
    module.add(rt, name, Value(session.expression_classes.at(name)));
}

void add_functions(Session& session, python::Module& module) {
  for (const char* name : Functions)
    module.add(session.rt, name, Value(session.expression_classes.at(name)));
}

}  // namespace undumpy::orm
