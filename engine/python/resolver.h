// Resolver: turns the syntax tree into the nodes that run, scope by scope.
#pragma once

#include "engine/python/expression_nodes.h"
#include "engine/python/program.h"
#include "engine/python/scopes.h"
#include "engine/python/statement_nodes.h"

namespace undumpy::python {

class Resolver {
 public:
  Resolver(Runtime& rt, const SyntaxTree& tree, Scopes& scopes, const ResolveOptions& options,
           DiagnosticSink& problems);
  void module(Code& code);
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  using Source = syntax::Expression;

  // resolver.cpp: scopes and functions
  void fill_code(Code& code, Scope& scope, std::string_view name, std::string qualified_name);
  void fill_parameters(Code& code, Scope& scope, syntax::Parameters parameters);
  std::unique_ptr<FunctionNode> function(const syntax::Node& node, std::string_view name,
                                         syntax::Parameters parameters, syntax::Block body,
                                         const Source* value, Scope& scope);
  std::string qualified(Scope& scope, std::string_view name) const;
  void report(syntax::Span span, std::string message, std::string next = {});
  void refuse(syntax::Span span, std::string_view what, std::string next);
  void check_name(const syntax::Name& name, Scope& scope);
  void check_import(std::string_view module, syntax::Span span);
  // The slot of a variable that the frame of `scope` owns.
  static std::uint32_t slot_of(Scope& scope, std::string_view name);

  // resolver_expressions.cpp
  Expression expression(const Source* source, Scope& scope);
  Expression name(const syntax::Name& source, Scope& scope);
  Expression load(std::string_view name, syntax::Span span, Scope& scope);
  Expression constant(const syntax::Constant& source);
  Expression compound(const Source& source, Scope& scope);
  Expression call(const syntax::Call& source, Scope& scope);
  Expression sequence(const Source& source, SequenceNode::Kind kind, syntax::Expressions items,
                      Scope& scope);
  Expression dict(const syntax::Dict& source, Scope& scope);
  Expression comprehension(const syntax::Comprehension& source, Scope& scope);
  Expression generator_expression(const syntax::Comprehension& source, Scope& scope);
  Expression subscript_index(const Source& source, Scope& scope);
  Expression slice(const syntax::Slice& source, Scope& scope);
  std::unique_ptr<FStringNode> fstring(const syntax::FString& source, Scope& scope);
  Value constant_value(const Cell& cell);

  // resolver_statements.cpp
  Statements block(syntax::Block statements, Scope& scope);
  // A block that must have statements.
  Statements body(syntax::Block statements, syntax::Span header, Scope& scope,
                  std::string_view what);
  StatementPtr statement(const syntax::Statement& source, Scope& scope);
  StatementPtr compound_statement(const syntax::Statement& source, Scope& scope);
  StatementPtr annotated(const syntax::AnnotatedAssign& source, Scope& scope);
  Expression annotation(const Source* source, Scope& scope);
  StatementPtr augmented(const syntax::AugmentedAssign& source, Scope& scope);
  StatementPtr attempt(const syntax::Try& source, Scope& scope);
  StatementPtr with(const syntax::With& source, Scope& scope);
  StatementPtr raise(const syntax::Raise& source, Scope& scope);
  StatementPtr import(const syntax::Import& source, Scope& scope);
  StatementPtr import_from(const syntax::ImportFrom& source, Scope& scope);
  StatementPtr klass(const syntax::ClassDef& source, Scope& scope);
  StatementPtr definition(const syntax::FunctionDef& source, Scope& scope);
  StatementPtr print(const syntax::Print& source, Scope& scope);
  // `print (a, b)` and `print ('%s') % x` of Python 2, which look like calls; or nullptr.
  StatementPtr print_in_brackets(const Source& source, Scope& scope);
  Expression behind_print(const Source& source, Scope& scope);
  StatementPtr loop_control(const syntax::Statement& source);
  Target target(const Source& source, Scope& scope);
  Target name_target(std::string_view name, syntax::Span span, Scope& scope);
  Target sequence_target(syntax::Span span, syntax::Expressions items, Scope& scope);

  Runtime& rt_;
  const SyntaxTree& tree_;
  Scopes& scopes_;
  const ResolveOptions& options_;
  DiagnosticSink& problems_;
  bool failed_ = false;
  bool python2_ = false;
  bool print_function_ = false;
  bool deleting_ = false;
  bool whole_division_ = false;
  bool annotations_are_text_ = false;
  int loops_ = 0;            // around the statement, in its function
  int guarded_imports_ = 0;  // inside `try … except ImportError`
};

}  // namespace undumpy::python
