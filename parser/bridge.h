// Bridge: tree-sitter's tree to ours. Internal to the parser: only parser/python.cpp makes one.
//
// Each top-level statement is converted on its own. A simple statement with an error in it becomes
// one ErrorStatement; a compound statement keeps the statements of its blocks that are fine, and of
// an ERROR node those children that are statements are kept behind it. So `dump2py --tolerate`,
// which writes an unindented `raise` into main(), costs one diagnostic and no execfile line.
#pragma once

#include <tree_sitter/api.h>

#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/python.h"
#include "parser/syntax.h"

namespace undumpy {

// A node's direct children, comments and line continuations left out.
struct Child {
  TSNode node;
  std::string_view type;
  std::string_view field;  // empty when it has none
  bool named;
};

// The tree, or nullptr when the time was up (python.cpp). Belongs to the caller.
TSTree* parse_in_time(const std::string& text);

class Bridge {
 public:
  Bridge(SyntaxTree& tree, const PythonOptions& options, DiagnosticSink& diagnostics)
      : tree_(tree), options_(options), diagnostics_(diagnostics) {}

  void convert(TSNode root);

 private:
  using Expression = syntax::Expression;
  using Statement = syntax::Statement;
  using Children = std::vector<Child>;

  template <typename T>
  T* make(TSNode node) {
    T* result = new (tree_.arena.allocate<T>(1)) T{};
    result->kind = T::Kind;
    result->span = span(node);
    return result;
  }
  template <typename T>
  std::span<const T> keep(const std::vector<T>& items) {
    return tree_.arena.copy(std::span<const T>(items));
  }

  static syntax::Span span(TSNode node) {
    return {ts_node_start_byte(node), ts_node_end_byte(node)};
  }
  [[nodiscard]] std::string_view text(TSNode node) const { return tree_.source_of(span(node)); }
  Children children(TSNode node);
  Children named_children(TSNode node);
  static const Child* find(const Children& items, std::string_view field);
  static bool has_token(const Children& items, std::string_view token);

  // statements (bridge_statements.cpp)
  void statement(TSNode node, std::vector<const Statement*>& out);
  const Statement* simple_statement(TSNode node, std::string_view type);
  const Statement* compound_statement(TSNode node, std::string_view type);
  const Statement* expression_statement(TSNode node);
  const Statement* assignment(TSNode node);
  const Statement* import_from(TSNode node, bool future);
  const Statement* raise(TSNode node);
  const Statement* print(TSNode node);
  const Statement* if_statement(TSNode node);
  const Statement* try_statement(TSNode node);
  const Statement* with_statement(TSNode node);
  const Statement* function(TSNode node, syntax::Expressions decorators);
  const Statement* class_definition(TSNode node, syntax::Expressions decorators);
  const Statement* decorated(TSNode node);
  const Statement* unsupported_statement(TSNode node, std::string_view what);
  const Statement* error_statement(TSNode node);
  std::optional<TSNode> error_in_head(TSNode node);
  syntax::Block block(TSNode node);
  syntax::Block block_of(const Child* child);
  syntax::Block else_block(const Child* clause);
  std::span<const syntax::ImportedName> imported_names(const Children& items);
  static bool is_statement(std::string_view type);
  static bool is_compound(std::string_view type);

  // expressions (bridge_expressions.cpp)
  const Expression* expression(TSNode node);
  const Expression* convert_expression(TSNode node, std::string_view type);
  const Expression* tuple_of(TSNode node, const Children& items);
  const Expression* operator_expression(TSNode node, std::string_view type);
  static syntax::BinaryOperator binary_operator(std::string_view token);
  // The grammar binds a star more tightly than what follows: [*f(x)] is (*f)(x) to it.
  template <typename T>
  const Expression* below_star(TSNode node, T* made, const Expression* T::*inner) {
    const auto* starred = syntax::as<syntax::Starred>(made->*inner);
    if (starred == nullptr) return made;
    made->*inner = starred->value;
    made->span.begin = starred->value->span.begin;
    auto* outer = make<syntax::Starred>(node);
    outer->value = made;
    return outer;
  }
  const Expression* binary(TSNode node);
  const Expression* comparison(TSNode node);
  const Expression* unary(TSNode node);
  const Expression* subscript(TSNode node);
  const Expression* index_of(TSNode place, const std::vector<const Expression*>& indexes,
                             bool comma);
  const Expression* annotation(TSNode node, std::string_view type);
  const Expression* slice(TSNode node);
  const Expression* call(TSNode node);
  const Expression* dictionary(TSNode node);
  const Expression* comprehension(TSNode node, syntax::Comprehension::Form form);
  const Expression* lambda(TSNode node);
  const Expression* yield(TSNode node);
  const Expression* number(TSNode node);
  const Expression* constant(TSNode node, Cell value);
  const Expression* unsupported(TSNode node, std::string_view what);
  syntax::Expressions expressions(const Children& items);
  std::span<const syntax::Call::Argument> arguments(TSNode node);
  syntax::Parameters parameters(TSNode node);
  syntax::Parameter parameter(TSNode node, std::string_view type, bool keyword_only);

  // strings (bridge_strings.cpp)
  const Expression* string(TSNode node);
  const Expression* joined_strings(TSNode node);
  void add_string_parts(TSNode node, std::vector<syntax::FString::Part>& parts);
  void add_text_part(std::string_view text, bool raw, TSNode node,
                     std::vector<syntax::FString::Part>& parts);
  syntax::FString::Part interpolation(TSNode node);
  syntax::FString::Part aligned_field(TSNode node, TSNode named);
  const syntax::FString* format_specifier(TSNode node);
  const Expression* backquote(TSNode node);
  [[nodiscard]] bool is_fstring(TSNode node) const;

  void report(TSNode node, std::string name, std::string message);
  void invalid_literal(TSNode node, const std::string& reason);

  SyntaxTree& tree_;
  const PythonOptions& options_;
  DiagnosticSink& diagnostics_;
  std::uint32_t depth_ = 0;
  bool too_deep_ = false;  // of the statement at hand
  bool reported_ = false;  // the statement at hand has a diagnostic
};

}  // namespace undumpy
