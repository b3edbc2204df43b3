// The expressions of the resolved tree.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/python/class.h"
#include "engine/python/nodes.h"

namespace undumpy::python {

struct ConstantNode final : ExpressionNode {
  ConstantNode(syntax::Span place, Value constant)
      : ExpressionNode(place), value(std::move(constant)) {}
  Value evaluate(Frame& frame) const override { return static_cast<void>(frame), value; }
  Value value;
};

// A variable of the function, in its slot.
struct LocalNode final : ExpressionNode {
  LocalNode(syntax::Span place, std::uint32_t at, bool from_around = false)
      : ExpressionNode(place), slot(at), free(from_around) {}
  Value evaluate(Frame& frame) const override {
    const Value& value = frame.slots[slot];
    if (value.absent()) unbound(frame);
    return value;
  }
  [[noreturn]] void unbound(Frame& frame) const;
  std::uint32_t slot;
  bool free;  // used in a comprehension, which is a function of its own in messages
};

// A variable shared with nested functions: a cell in a slot, or in the closure.
struct CellNode final : ExpressionNode {
  CellNode(syntax::Span place, bool in_slot, std::uint32_t at, Str* variable)
      : ExpressionNode(place), from_slot(in_slot), index(at), name(variable) {}
  Value evaluate(Frame& frame) const override;
  bool from_slot;
  std::uint32_t index;
  Str* name;
};

// A name of the module, or a builtin.
struct GlobalNode final : ExpressionNode {
  GlobalNode(syntax::Span place, Str* variable) : ExpressionNode(place), name(variable) {}
  Value evaluate(Frame& frame) const override;
  Str* name;
  mutable std::size_t hint = 0;  // where the entry was last time
};

// A name in a class body or in the module's own statements: its namespace, then `otherwise`.
struct NamespaceNode final : ExpressionNode {
  NamespaceNode(syntax::Span place, Str* variable, Expression fallback)
      : ExpressionNode(place), name(variable), otherwise(std::move(fallback)) {}
  Value evaluate(Frame& frame) const override;
  Str* name;
  Expression otherwise;
};

struct AttributeNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Expression object;
  Str* name = nullptr;
};

struct SubscriptNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  [[nodiscard]] syntax::Span anchor() const override { return {object->span.end, span.end}; }
  Expression object, index;
};

struct SliceNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Expression lower, upper, step;  // may be null
};

struct CallNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Value evaluate_plain(Frame& frame) const;
  Value evaluate_spread(Frame& frame) const;
  // The callee, and self when it is a method that needs no binding.
  Value find_callee(Frame& frame, Value& self) const;

  enum class Kind : std::uint8_t { Positional, Keyword, Star, DoubleStar };
  struct Argument {
    Kind kind;
    Str* name;
    Expression value;
  };
  Expression function;  // of a plain call
  Expression object;    // of object.method(…)
  Str* method = nullptr;
  std::unique_ptr<Node> attribute;  // object.method, for tracebacks
  std::vector<Argument> arguments;  // in order of the source
  // Of a call without * and **: positional ones stand first.
  std::uint32_t positional = 0;
  std::vector<Str*> names;
  bool spread = false;
};

struct UnaryNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  UnaryOperator op{};
  Expression operand;
};

struct BinaryNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  [[nodiscard]] syntax::Span anchor() const override { return operator_span; }
  syntax::Span operator_span{};
  BinaryOperator op{};
  bool whole_division = false;  // Python 2: / of integers
  Expression left, right;
};

struct BooleanNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  bool is_and = false;
  Expression left, right;
};

struct CompareNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Expression first;
  std::vector<std::pair<CompareOperator, Expression>> rest;
};

struct ConditionalNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Expression test, then, otherwise;
};

// [a, *b], (a, b), {a, b}
struct SequenceNode final : ExpressionNode {
  enum class Kind : std::uint8_t { List, Tuple, Set };
  SequenceNode(syntax::Span place, Kind type) : ExpressionNode(place), kind(type) {}
  Value evaluate(Frame& frame) const override;
  Kind kind;
  std::vector<std::pair<bool, Expression>> items;  // true: starred
};

struct DictNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  std::vector<std::pair<Expression, Expression>> entries;  // null key: **value
};

// A comprehension runs in the frame around it, in slots of its own.
struct ComprehensionNode final : ExpressionNode {
  enum class Kind : std::uint8_t { List, Set, Dict };
  ComprehensionNode(syntax::Span place, Kind type) : ExpressionNode(place), kind(type) {}
  Value evaluate(Frame& frame) const override;
  struct Clause {
    Target target;
    Expression iterable;
    std::vector<Expression> conditions;
  };
  Kind kind;
  Expression element, value;
  std::vector<Clause> clauses;
  std::vector<std::uint32_t> slots;       // its variables: unbound before and after
  std::vector<std::uint32_t> cell_slots;  // those of them that nested functions share

 private:
  void run_clause(Frame& frame, std::size_t i, Iterator& iterator, const Value& result) const;
  void add(Frame& frame, const Value& result) const;
};

// lambda, def and generator expressions: makes a Function.
struct FunctionNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  std::unique_ptr<Code> code;
  std::vector<Expression> defaults;
  std::vector<Expression> keyword_defaults;  // null: required
  std::vector<std::pair<Str*, Expression>> annotations;
};

// (x for x in iterable): a function of one argument, called at once.
struct GeneratorExpressionNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  std::unique_ptr<FunctionNode> function;
  Expression iterable;
};

struct FStringNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  struct Part {
    std::string text;
    Expression value;  // null: only text
    char conversion = 0;
    std::unique_ptr<FStringNode> format;
  };
  std::vector<Part> parts;
};

struct WalrusNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Target target;
  Expression value;
};

struct YieldNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Expression value;  // may be null
  bool from = false;
};

struct BackquoteNode final : ExpressionNode {
  using ExpressionNode::ExpressionNode;
  Value evaluate(Frame& frame) const override;
  Expression value;
};

Value make_function(Frame& frame, const FunctionNode& node);
// "name 'x' is not defined", with a suggestion.
[[noreturn]] void undefined_name(Frame& frame, const Str& name);

}  // namespace undumpy::python
