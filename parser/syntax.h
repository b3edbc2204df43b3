// The syntax tree: Python source as a closed set of node types with source spans.
//
// It is made by parse_python() (parser/python.h) from tree-sitter's tree, and is all that the
// layers above ever see of Python code. It covers Python 2 and 3: `print x` and `exec x` are
// statements of their own. What the tree-sitter grammar accepts but nobody here understands (async,
// match, …) becomes an Unsupported node that keeps its span; what it can not parse becomes an
// ErrorStatement.
//
// Nodes live in the arena of their SyntaxTree and are immutable. `kind` tells the type:
//
//     if (const auto* call = as<Call>(expression)) …
//
// Depth is capped (MaxSyntaxDepth), so that recursive walks are safe.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/arena.h"
#include "parser/cell.h"
#include "parser/diagnostic.h"

namespace undumpy::syntax {

// Deeper nesting is a diagnostic ("nested-too-deeply"). Python's own parser gives up at 100 to 200.
inline constexpr std::uint32_t MaxSyntaxDepth = 200;

// Byte offsets [begin, end) into SyntaxTree::text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class NodeKind : std::uint8_t {
  // expressions
  Name,
  Constant,
  FString,
  Attribute,
  Subscript,
  Slice,
  Call,
  Unary,
  Binary,
  Boolean,
  Compare,
  Conditional,
  Lambda,
  List,
  Tuple,
  Set,
  Dict,
  Comprehension,
  Starred,
  Walrus,
  Yield,
  YieldFrom,
  Backquote,
  Unsupported,
  // statements
  ExpressionStatement,
  Assign,
  AugmentedAssign,
  AnnotatedAssign,
  Return,
  Delete,
  Pass,
  Break,
  Continue,
  If,
  For,
  While,
  Try,
  With,
  Raise,
  Assert,
  Import,
  ImportFrom,
  Global,
  Nonlocal,
  FunctionDef,
  ClassDef,
  Print,
  Exec,
  ErrorStatement,
};
std::string_view to_string(NodeKind kind);

struct Node {
  NodeKind kind;
  Span span;
};
struct Expression : Node {};
struct Statement : Node {};
using Expressions = std::span<const Expression* const>;
using Block = std::span<const Statement* const>;

// nullptr when `node` is nullptr or of another type.
template <typename T>
const T* as(const Node* node) {
  return node != nullptr && node->kind == T::Kind ? static_cast<const T*>(node) : nullptr;
}

// ---- expressions ------------------------------------------------------------------------------

struct Name : Expression {
  static constexpr NodeKind Kind = NodeKind::Name;
  std::string_view id;
};

// None, True, False, numbers, strings and bytes; adjacent literals are joined.
struct Constant : Expression {
  static constexpr NodeKind Kind = NodeKind::Constant;
  enum class Special : std::uint8_t { No, Ellipsis, Imaginary };
  Cell value;  // Imaginary: Float
  Special special = Special::No;
};

// f'…{value!r:spec}…'
struct FString : Expression {
  static constexpr NodeKind Kind = NodeKind::FString;
  struct Part {
    std::string_view text;  // a literal part (decoded) when value is nullptr
    const Expression* value = nullptr;
    char conversion = 0;              // 'r', 's', 'a' or 0
    const FString* format = nullptr;  // what follows ':', or nullptr
    std::string_view debug;           // "x=" of f'{x=}', else empty
  };
  std::span<const Part> parts;
};

struct Attribute : Expression {
  static constexpr NodeKind Kind = NodeKind::Attribute;
  const Expression* object;
  std::string_view name;
  Span name_span;
};

struct Subscript : Expression {
  static constexpr NodeKind Kind = NodeKind::Subscript;
  const Expression* object;
  const Expression* index;  // a Tuple for a[1, 2]; may be or hold Slice nodes
};

struct Slice : Expression {
  static constexpr NodeKind Kind = NodeKind::Slice;
  const Expression* lower;  // each may be nullptr
  const Expression* upper;
  const Expression* step;
};

struct Call : Expression {
  static constexpr NodeKind Kind = NodeKind::Call;
  enum class ArgumentKind : std::uint8_t { Positional, Keyword, Star, DoubleStar };
  struct Argument {
    ArgumentKind kind;
    std::string_view name;  // Keyword only
    const Expression* value;
    Span span;
  };
  const Expression* function;
  std::span<const Argument> arguments;
};

enum class UnaryOperator : std::uint8_t { Plus, Minus, Invert, Not };
struct Unary : Expression {
  static constexpr NodeKind Kind = NodeKind::Unary;
  UnaryOperator op;
  const Expression* operand;
};

enum class BinaryOperator : std::uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  FloorDivide,
  Modulo,
  Power,
  MatrixMultiply,
  LeftShift,
  RightShift,
  BitAnd,
  BitOr,
  BitXor,
};
std::string_view to_string(BinaryOperator op);  // "+"
struct Binary : Expression {
  static constexpr NodeKind Kind = NodeKind::Binary;
  BinaryOperator op;
  const Expression* left;
  const Expression* right;
};

struct Boolean : Expression {
  static constexpr NodeKind Kind = NodeKind::Boolean;
  bool is_and;
  const Expression* left;
  const Expression* right;
};

enum class CompareOperator : std::uint8_t {
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,
  NotIn,
  Is,
  IsNot,
};
std::string_view to_string(CompareOperator op);  // "not in"
// first ops[0] rest[0] ops[1] rest[1] …
struct Compare : Expression {
  static constexpr NodeKind Kind = NodeKind::Compare;
  const Expression* first;
  std::span<const CompareOperator> ops;
  Expressions rest;
};

struct Conditional : Expression {
  static constexpr NodeKind Kind = NodeKind::Conditional;
  const Expression* test;
  const Expression* then;
  const Expression* otherwise;
};

enum class ParameterKind : std::uint8_t { PositionalOnly, Plain, Star, KeywordOnly, DoubleStar };
struct Parameter {
  ParameterKind kind;
  std::string_view name;
  const Expression* fallback;    // the default, or nullptr
  const Expression* annotation;  // or nullptr
  Expressions unpack;            // Python 2: def f(a, (b, c)): the names; else empty
  Span span;
};
using Parameters = std::span<const Parameter>;

struct Lambda : Expression {
  static constexpr NodeKind Kind = NodeKind::Lambda;
  Parameters parameters;
  const Expression* body;
};

struct List : Expression {
  static constexpr NodeKind Kind = NodeKind::List;
  Expressions items;
};
struct Tuple : Expression {
  static constexpr NodeKind Kind = NodeKind::Tuple;
  Expressions items;
};
struct Set : Expression {
  static constexpr NodeKind Kind = NodeKind::Set;
  Expressions items;
};
struct Dict : Expression {
  static constexpr NodeKind Kind = NodeKind::Dict;
  struct Entry {
    const Expression* key;  // nullptr for **value
    const Expression* value;
  };
  std::span<const Entry> entries;
};

struct Comprehension : Expression {
  static constexpr NodeKind Kind = NodeKind::Comprehension;
  enum class Form : std::uint8_t { List, Set, Dict, Generator };
  struct Clause {
    const Expression* target;
    const Expression* iterable;
    Expressions conditions;
  };
  Form form;
  const Expression* element;  // Dict: the key
  const Expression* value;    // Dict only
  std::span<const Clause> clauses;
};

struct Starred : Expression {
  static constexpr NodeKind Kind = NodeKind::Starred;
  const Expression* value;
};
struct Walrus : Expression {
  static constexpr NodeKind Kind = NodeKind::Walrus;
  const Name* target;
  const Expression* value;
};
struct Yield : Expression {
  static constexpr NodeKind Kind = NodeKind::Yield;
  const Expression* value;  // or nullptr
};
struct YieldFrom : Expression {
  static constexpr NodeKind Kind = NodeKind::YieldFrom;
  const Expression* value;
};
// Python 2: `x`
struct Backquote : Expression {
  static constexpr NodeKind Kind = NodeKind::Backquote;
  const Expression* value;
};
// As an expression or (wrapped in an ExpressionStatement) as a statement.
struct Unsupported : Expression {
  static constexpr NodeKind Kind = NodeKind::Unsupported;
  std::string_view what;  // for a message: "await", "match", "set type"
};

// ---- statements -------------------------------------------------------------------------------

struct ExpressionStatement : Statement {
  static constexpr NodeKind Kind = NodeKind::ExpressionStatement;
  const Expression* value;
};
struct Assign : Statement {
  static constexpr NodeKind Kind = NodeKind::Assign;
  Expressions targets;  // a = b = value: two
  const Expression* value;
};
struct AugmentedAssign : Statement {
  static constexpr NodeKind Kind = NodeKind::AugmentedAssign;
  const Expression* target;
  BinaryOperator op;
  const Expression* value;
};
struct AnnotatedAssign : Statement {
  static constexpr NodeKind Kind = NodeKind::AnnotatedAssign;
  const Expression* target;
  const Expression* annotation;
  const Expression* value;  // or nullptr
};
struct Return : Statement {
  static constexpr NodeKind Kind = NodeKind::Return;
  const Expression* value;  // or nullptr
};
struct Delete : Statement {
  static constexpr NodeKind Kind = NodeKind::Delete;
  Expressions targets;
};
struct Pass : Statement {
  static constexpr NodeKind Kind = NodeKind::Pass;
};
struct Break : Statement {
  static constexpr NodeKind Kind = NodeKind::Break;
};
struct Continue : Statement {
  static constexpr NodeKind Kind = NodeKind::Continue;
};
// elif is an If alone in `otherwise`.
struct If : Statement {
  static constexpr NodeKind Kind = NodeKind::If;
  const Expression* test;
  Block then;
  Block otherwise;
};
struct For : Statement {
  static constexpr NodeKind Kind = NodeKind::For;
  const Expression* target;
  const Expression* iterable;
  Block body;
  Block otherwise;
};
struct While : Statement {
  static constexpr NodeKind Kind = NodeKind::While;
  const Expression* test;
  Block body;
  Block otherwise;
};
struct Try : Statement {
  static constexpr NodeKind Kind = NodeKind::Try;
  struct Handler {
    const Expression* type;    // nullptr for a bare except
    const Expression* target;  // `as e`, or Python 2's `, e`; nullptr when absent
    Block body;
    Span span;
  };
  Block body;
  std::span<const Handler> handlers;
  Block otherwise;
  Block finally;
};
struct With : Statement {
  static constexpr NodeKind Kind = NodeKind::With;
  struct Item {
    const Expression* context;
    const Expression* target;  // or nullptr
  };
  std::span<const Item> items;
  Block body;
};
struct Raise : Statement {
  static constexpr NodeKind Kind = NodeKind::Raise;
  const Expression* exception;  // nullptr: re-raise
  const Expression* cause;      // `from x`, or nullptr
  const Expression* argument;   // Python 2: raise E, argument
};
struct Assert : Statement {
  static constexpr NodeKind Kind = NodeKind::Assert;
  const Expression* test;
  const Expression* message;  // or nullptr
};
struct ImportedName {
  std::string_view name;   // dotted for Import; "*" for from x import *
  std::string_view alias;  // empty when absent
  Span span;
};
struct Import : Statement {
  static constexpr NodeKind Kind = NodeKind::Import;
  std::span<const ImportedName> names;
};
struct ImportFrom : Statement {
  static constexpr NodeKind Kind = NodeKind::ImportFrom;
  std::string_view module;  // dotted; empty for `from . import x`
  std::uint32_t level;      // leading dots
  std::span<const ImportedName> names;
};
struct Global : Statement {
  static constexpr NodeKind Kind = NodeKind::Global;
  std::span<const std::string_view> names;
};
struct Nonlocal : Statement {
  static constexpr NodeKind Kind = NodeKind::Nonlocal;
  std::span<const std::string_view> names;
};
struct FunctionDef : Statement {
  static constexpr NodeKind Kind = NodeKind::FunctionDef;
  std::string_view name;
  Span name_span;
  Parameters parameters;
  const Expression* returns;  // annotation, or nullptr
  Block body;
  Expressions decorators;
};
struct ClassDef : Statement {
  static constexpr NodeKind Kind = NodeKind::ClassDef;
  std::string_view name;
  Span name_span;
  std::span<const Call::Argument> bases;  // also keywords (metaclass=…)
  Block body;
  Expressions decorators;
};
// Python 2: print >>target, a, b,
struct Print : Statement {
  static constexpr NodeKind Kind = NodeKind::Print;
  const Expression* target;  // or nullptr
  Expressions values;
  bool newline;
};
// Python 2: exec code in globals, locals
struct Exec : Statement {
  static constexpr NodeKind Kind = NodeKind::Exec;
  const Expression* code;
  const Expression* globals;  // or nullptr
  const Expression* locals;   // or nullptr
};
// Text that is no Python. A diagnostic "syntax-error" was reported for it.
struct ErrorStatement : Statement {
  static constexpr NodeKind Kind = NodeKind::ErrorStatement;
};

struct Comment {
  Span span;              // from '#' to the end of the line
  std::string_view text;  // without '#'
};

}  // namespace undumpy::syntax

namespace undumpy {

// One parsed text. Owns its text, its nodes and everything they point to.
class SyntaxTree {
 public:
  SyntaxTree(std::string file_name, std::string source, std::uint32_t first_line);
  SyntaxTree(const SyntaxTree&) = delete;
  SyntaxTree& operator=(const SyntaxTree&) = delete;

  [[nodiscard]] Place place(syntax::Span span) const;
  [[nodiscard]] std::string_view source_of(syntax::Span span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }

  const std::string file;
  const std::string text;
  const std::uint32_t line;  // of the first byte of `text` in the file
  Arena arena;
  syntax::Block body;
  std::vector<syntax::Comment> comments;  // in order of their place
  bool has_errors = false;
  bool python2 = false;  // something in it is Python 2 and no Python 3

 private:
  // Places that are known: where each line begins, and some within very long lines.
  struct Mark {
    std::uint32_t offset, line, column;
  };
  std::vector<Mark> marks_;
};

}  // namespace undumpy
