// The statements and assignment targets of the resolved tree.
#pragma once

#include <string>
#include <vector>

#include "engine/python/expression_nodes.h"
#include "engine/python/nodes.h"

namespace undumpy::python {

// ---- targets ----------------------------------------------------------------------------------

struct LocalTarget final : TargetNode {
  LocalTarget(syntax::Span place, std::uint32_t at) : TargetNode(place), slot(at) {}
  void assign(Frame& frame, Value value) const override { frame.slots[slot] = std::move(value); }
  void remove(Frame& frame) const override;
  std::uint32_t slot;
};

struct CellTarget final : TargetNode {
  CellTarget(syntax::Span place, bool in_slot, std::uint32_t at, Str* variable)
      : TargetNode(place), from_slot(in_slot), index(at), name(variable) {}
  void assign(Frame& frame, Value value) const override;
  void remove(Frame& frame) const override;
  bool from_slot;
  std::uint32_t index;
  Str* name;
};

struct GlobalTarget final : TargetNode {
  GlobalTarget(syntax::Span place, Str* variable) : TargetNode(place), name(variable) {}
  void assign(Frame& frame, Value value) const override;
  void remove(Frame& frame) const override;
  Str* name;
};

struct NamespaceTarget final : TargetNode {
  NamespaceTarget(syntax::Span place, Str* variable) : TargetNode(place), name(variable) {}
  void assign(Frame& frame, Value value) const override;
  void remove(Frame& frame) const override;
  Str* name;
};

struct AttributeTarget final : TargetNode {
  using TargetNode::TargetNode;
  void assign(Frame& frame, Value value) const override;
  void remove(Frame& frame) const override;
  Expression object;
  Str* name = nullptr;
};

struct SubscriptTarget final : TargetNode {
  using TargetNode::TargetNode;
  void assign(Frame& frame, Value value) const override;
  void remove(Frame& frame) const override;
  [[nodiscard]] syntax::Span anchor() const override { return {object->span.end, span.end}; }
  Expression object, index;
};

// a, (b, *c) = …
struct SequenceTarget final : TargetNode {
  using TargetNode::TargetNode;
  void assign(Frame& frame, Value value) const override;
  void remove(Frame& frame) const override;
  std::vector<Target> items;
  std::size_t star = SIZE_MAX;  // which of them is starred
};

// ---- statements -------------------------------------------------------------------------------

struct ExpressionStatementNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override {
    value->evaluate(frame);
    return Flow::Next;
  }
  Expression value;
};

struct AssignNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  std::vector<Target> targets;
  Expression value;
};

// x: int = 5 outside of functions: fills __annotations__.
struct AnnotationNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  StatementPtr assignment;  // may be null
  Expression annotation;
  Str* name = nullptr;  // null: of an attribute or item
};

struct AugmentedNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Value combine(Frame& frame, const Value& old) const;
  BinaryOperator op{};
  bool whole_division = false;
  Expression value;
  Expression load;  // of a name
  Target store;
  Expression object;  // of an attribute or item
  Expression index;
  Str* attribute = nullptr;
};

struct ReturnNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override {
    frame.result = value ? value->evaluate(frame) : Value::none();
    return Flow::Return;
  }
  Expression value;
};

struct DeleteNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  std::vector<Target> targets;
};

// pass, break, continue
struct FlowNode final : StatementNode {
  FlowNode(syntax::Span place, Flow where) : StatementNode(place), flow(where) {}
  Flow run(Frame& frame) const override { return static_cast<void>(frame), flow; }
  Flow flow;
};

struct IfNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Expression test;
  Statements then, otherwise;
};

struct WhileNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Expression test;
  Statements body, otherwise;
};

struct ForNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Target target;
  Expression iterable;
  Statements body, otherwise;
};

struct TryNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  struct Handler {
    Expression type;  // may be null
    Target target;    // may be null
    Statements body;
  };
  bool keeps_names = false;  // Python 2: `except X, e` leaves e bound
  Statements body, otherwise, finally;
  std::vector<Handler> handlers;

 private:
  Flow run_protected(Frame& frame) const;
  Flow run_handler(Frame& frame, const Handler& handler, const Ref<Exception>& caught) const;
};

struct WithNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override { return run_item(frame, 0); }
  struct Item {
    Expression context;
    Target target;  // may be null
  };
  std::vector<Item> items;
  Statements body;

 private:
  Flow run_item(Frame& frame, std::size_t i) const;
};

struct RaiseNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Expression exception, cause, argument;  // may be null
};

struct AssertNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Expression test, message;
};

struct ImportNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  struct Name {
    std::string module;
    bool whole;  // bind the module itself, not its first part
    Target target;
  };
  std::vector<Name> names;
};

struct ImportFromNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  struct Name {
    Str* name;
    Target target;  // null: *
  };
  std::string module;
  std::vector<Name> names;
};

struct ClassNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  std::unique_ptr<Code> code;
  std::vector<std::pair<bool, Expression>> bases;  // true: starred
  std::vector<Expression> decorators;
  Target target;
  std::int32_t class_slot = -1;  // of the cell __class__ in the body's frame
};

struct FunctionStatementNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  std::unique_ptr<FunctionNode> function;
  std::vector<Expression> decorators;
  Target target;
};

struct PrintNode final : StatementNode {
  using StatementNode::StatementNode;
  Flow run(Frame& frame) const override;
  Expression file;  // may be null
  std::vector<Expression> values;
  bool newline = true;
};

// A new class of the program.
Ref<Class> build_class(Runtime& rt, const std::string& name, const std::string& qualified_name,
                       const std::string& module, const std::vector<Value>& bases,
                       const Ref<Dict>& dict);

}  // namespace undumpy::python
