#include "engine/predicate.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "parser/python.h"
#include "parser/syntax_walk.h"

namespace undumpy {

using namespace syntax;

namespace {

double number_of(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::Integer:
      return static_cast<double>(cell.integer);
    case CellKind::True:
      return 1;
    case CellKind::Float:
      return cell.real;
    case CellKind::Decimal:
    case CellKind::BigInteger:
      return std::strtod(std::string(cell.text()).c_str(), nullptr);
    default:
      return 0;
  }
}

class Evaluator {
 public:
  Evaluator(const SyntaxTree& tree, const Row* row) : tree_(tree), row_(row) {}

  Result<bool> truth(const Expression& expression);
  Result<Cell> value(const Expression& expression);

 private:
  Result<bool> compare(const Compare& comparison);
  Result<bool> compare(const Cell& left, CompareOperator op, const Cell& right, Span span);
  Result<bool> method(const Call& call);
  [[nodiscard]] Diagnostic problem(Span span, std::string message) const {
    Diagnostic error = make_error("usage", std::move(message),
                                  "compare columns with literals; join tests with and, or, not");
    error.place = tree_.place(span);
    return error;
  }

  const SyntaxTree& tree_;
  const Row* row_;  // nullptr while compiling: every name is None
  Arena arena_;
};

Result<bool> Evaluator::truth(const Expression& expression) {
  if (const auto* both = as<Boolean>(&expression)) {
    UNDUMPY_TRY(const bool left, truth(*both->left));
    if (row_ != nullptr && left != both->is_and) return left;
    return truth(*both->right);
  }
  if (const auto* unary = as<Unary>(&expression); unary && unary->op == UnaryOperator::Not) {
    UNDUMPY_TRY(const bool operand, truth(*unary->operand));
    return !operand;
  }
  if (const auto* comparison = as<Compare>(&expression)) return compare(*comparison);
  if (const auto* call = as<Call>(&expression)) return method(*call);
  UNDUMPY_TRY(const Cell cell, value(expression));
  switch (cell.kind) {
    case CellKind::None:
    case CellKind::False:
    case CellKind::Absent:
      return false;
    case CellKind::Integer:
      return cell.integer != 0;
    case CellKind::Float:
      return cell.real != 0;
    case CellKind::Decimal:
      return number_of(cell) != 0;
    case CellKind::Text:
    case CellKind::Bytes:
    case CellKind::List:
    case CellKind::Tuple:
    case CellKind::Dict:
      return cell.size > 0;
    default:
      return true;
  }
}

Result<Cell> Evaluator::value(const Expression& expression) {
  if (const auto* name = as<Name>(&expression)) {
    if (row_ == nullptr) return Cell::none();
    const std::size_t column = row_->shape->find(name->id);
    if (column == row_->shape->columns.size())
      return problem(expression.span,
                     fmt::format("{} has no column {}", row_->shape->table, name->id));
    const Cell& cell = row_->cells[column];
    return cell.kind == CellKind::Absent ? Cell::none() : cell;
  }
  Cell cell = Cell::none();
  std::string reason;
  if (literal_of(expression, arena_, cell, reason)) return cell;
  return problem(expression.span,
                 reason.empty() ? "this kind of expression is not supported here" : reason);
}

Result<bool> Evaluator::compare(const Compare& comparison) {
  const Expression* left = comparison.first;
  bool all = true;
  for (std::size_t i = 0; i < comparison.ops.size(); ++i) {
    UNDUMPY_TRY(const Cell a, value(*left));
    UNDUMPY_TRY(const Cell b, value(*comparison.rest[i]));
    if (row_ != nullptr) {
      UNDUMPY_TRY(const bool holds, compare(a, comparison.ops[i], b, comparison.span));
      if (!holds) return false;
      all = all && holds;
    }
    left = comparison.rest[i];
  }
  return all;
}

bool is_number(const Cell& cell) {
  return cell.kind == CellKind::Integer || cell.is_bool() || cell.kind == CellKind::Float ||
         cell.kind == CellKind::Decimal || cell.kind == CellKind::BigInteger;
}

bool same(const Cell& a, const Cell& b) {
  if (a.kind == CellKind::Integer && b.kind == CellKind::Integer) return a.integer == b.integer;
  if (is_number(a) && is_number(b)) return number_of(a) == number_of(b);
  return equal(a, b);
}

auto in_order(const Moment& m) {
  return std::tuple(unsigned{m.year}, unsigned{m.month}, unsigned{m.day}, unsigned{m.hour},
                    unsigned{m.minute}, unsigned{m.second}, unsigned{m.microsecond});
}

// Orders two cells of one kind: negative, 0, positive. False when they do not compare.
bool order(const Cell& a, const Cell& b, int& out) {
  if (is_number(a) && is_number(b)) {
    if (a.kind == CellKind::Integer && b.kind == CellKind::Integer) {
      out = a.integer < b.integer ? -1 : a.integer > b.integer ? 1 : 0;
    } else {
      const double difference = number_of(a) - number_of(b);
      out = difference < 0 ? -1 : difference > 0 ? 1 : 0;
    }
    return true;
  }
  if (a.kind != b.kind) return false;
  switch (a.kind) {
    case CellKind::Text:
      out = a.text().compare(b.text());
      return true;
    case CellKind::Date:
    case CellKind::Time:
    case CellKind::DateTime: {
      const auto left = in_order(a.moment);
      const auto right = in_order(b.moment);
      out = left < right ? -1 : right < left ? 1 : 0;
      return true;
    }
    default:
      return false;
  }
}

Result<bool> Evaluator::compare(const Cell& a, CompareOperator op, const Cell& b, Span span) {
  switch (op) {
    case CompareOperator::Equal:
    case CompareOperator::Is:
      return same(a, b);
    case CompareOperator::NotEqual:
    case CompareOperator::IsNot:
      return !same(a, b);
    case CompareOperator::In:
    case CompareOperator::NotIn: {
      bool found = false;
      if (b.kind == CellKind::List || b.kind == CellKind::Tuple) {
        found = std::ranges::any_of(b.items(), [&](const Cell& item) { return same(a, item); });
      } else if (a.kind == CellKind::Text && b.kind == CellKind::Text) {
        found = b.text().find(a.text()) != std::string_view::npos;
      } else if (!b.is_none()) {
        return problem(span, "`in` needs a list, a tuple or a text on its right side");
      }
      return found == (op == CompareOperator::In);
    }
    default:
      break;
  }
  if (a.is_none() || b.is_none()) return false;
  int ordered = 0;
  if (!order(a, b, ordered))
    return problem(span, fmt::format("{} and {} can not be compared", printable(to_text(a)),
                                     printable(to_text(b))));
  switch (op) {
    case CompareOperator::Less:
      return ordered < 0;
    case CompareOperator::LessEqual:
      return ordered <= 0;
    case CompareOperator::Greater:
      return ordered > 0;
    default:
      return ordered >= 0;
  }
}

// name.startswith('A'), name.endswith('A')
Result<bool> Evaluator::method(const Call& call) {
  const auto* attribute = as<Attribute>(call.function);
  if (attribute == nullptr || call.arguments.size() != 1 ||
      (attribute->name != "startswith" && attribute->name != "endswith"))
    return problem(call.span, "this call is not supported here");
  UNDUMPY_TRY(const Cell object, value(*attribute->object));
  UNDUMPY_TRY(const Cell part, value(*call.arguments[0].value));
  if (object.kind != CellKind::Text || part.kind != CellKind::Text) return false;
  return attribute->name == "startswith" ? object.text().starts_with(part.text())
                                         : object.text().ends_with(part.text());
}

}  // namespace

Result<Predicate> Predicate::compile(const std::string& expression) {
  DiagnosticList problems;
  Predicate result;
  result.tree_ = parse_python("expression", expression + "\n", {}, problems);
  const auto* statement =
      result.tree_->body.size() == 1 ? as<ExpressionStatement>(result.tree_->body[0]) : nullptr;
  if (!problems.items.empty() || statement == nullptr) {
    Diagnostic error = problems.items.empty() ? make_error("usage", "this is no expression")
                                              : problems.items.front();
    error.name = "usage";
    error.next = "write a condition such as: city_id == 5 and name.startswith('A')";
    return error;
  }
  result.expression_ = statement->value;
  UNDUMPY_TRY([[maybe_unused]] const bool understood,
              Evaluator(*result.tree_, nullptr).truth(*result.expression_));
  const Node* function = nullptr;  // of the last call: dt is no column in dt(2015,6,1)
  walk(*result.expression_, [&](const Node& node) {
    if (const auto* call = as<Call>(&node)) function = call->function;
    const auto* name = as<Name>(&node);
    if (name != nullptr && name != function &&
        std::ranges::find(result.columns_, name->id) == result.columns_.end())
      result.columns_.emplace_back(name->id);
    return true;
  });
  return result;
}

Result<bool> Predicate::matches(const Row& row) const {
  return Evaluator(*tree_, &row).truth(*expression_);
}

}  // namespace undumpy
