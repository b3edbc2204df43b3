// Nodes: the resolved tree that the evaluator runs.
//
// The resolver (resolver.cpp) turns each syntax node into one of these; names have become slots,
// closure indexes or interned strings, constants are Values. A node evaluates itself in a Frame.
// Nodes are immutable but for small caches.
//
// Rule for tracebacks: a node that can fail stores itself in Frame::at *after* its operands were
// evaluated. Rule for generators: no code of the program runs inside a C++ catch block, because a
// yield there would leave the block on another stack.
#pragma once

#include <memory>
#include <vector>

#include "engine/python/function.h"
#include "engine/python/object.h"

namespace undumpy::python {

class Exception;

struct Node {
  explicit Node(syntax::Span place) : span(place) {}
  virtual ~Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  // The part of the span that a traceback marks with ^ when the rest gets ~; empty: all of it.
  [[nodiscard]] virtual syntax::Span anchor() const { return {}; }
  syntax::Span span;
};

struct ExpressionNode : Node {
  using Node::Node;
  virtual Value evaluate(Frame& frame) const = 0;
};
using Expression = std::unique_ptr<ExpressionNode>;

// What can stand left of `=`.
struct TargetNode : Node {
  using Node::Node;
  virtual void assign(Frame& frame, Value value) const = 0;
  virtual void remove(Frame& frame) const = 0;
};
using Target = std::unique_ptr<TargetNode>;

enum class Flow : std::uint8_t { Next, Break, Continue, Return };
struct StatementNode : Node {
  using Node::Node;
  virtual Flow run(Frame& frame) const = 0;
};
using StatementPtr = std::unique_ptr<StatementNode>;
using Statements = std::vector<StatementPtr>;

// Runs the statements until one does not go on to the next.
Flow run_all(const Statements& statements, Frame& frame);
// Adds the frame to the traceback of an exception that passes through it.
void note_frame(Frame& frame, Exception& exception);
// The same for a comprehension, which Python runs in a frame of its own: "<listcomp>".
void note_comprehension(Frame& frame, const void* comprehension, const char* name,
                        Exception& exception);
void note_limit(Frame& frame);

}  // namespace undumpy::python
