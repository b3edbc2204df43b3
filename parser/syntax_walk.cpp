#include "parser/syntax_walk.h"

namespace undumpy::syntax {

namespace {

class Walker {
 public:
  explicit Walker(const Visit& visit) : visit_(visit) {}

  void all(Block statements) {
    for (const Statement* statement : statements) one(statement);
  }
  void one(const Node* node) {
    if (node != nullptr && visit_(*node)) children(*node);
  }

 private:
  void children(const Node& node);
  void statement_children(const Node& node);
  void each(Expressions expressions) {
    for (const Expression* expression : expressions) one(expression);
  }
  void parameters(Parameters parameters) {
    for (const Parameter& parameter : parameters) {
      one(parameter.fallback);
      one(parameter.annotation);
      each(parameter.unpack);
    }
  }
  void arguments(std::span<const Call::Argument> arguments) {
    for (const Call::Argument& argument : arguments) one(argument.value);
  }
  void fstring(const FString& text) {
    for (const FString::Part& part : text.parts) {
      one(part.value);
      if (part.format != nullptr) one(part.format);
    }
  }

  const Visit& visit_;
};

void Walker::children(const Node& node) {
  switch (node.kind) {
    case NodeKind::FString:
      return fstring(*as<FString>(&node));
    case NodeKind::Attribute:
      return one(as<Attribute>(&node)->object);
    case NodeKind::Subscript:
      one(as<Subscript>(&node)->object);
      return one(as<Subscript>(&node)->index);
    case NodeKind::Slice:
      one(as<Slice>(&node)->lower);
      one(as<Slice>(&node)->upper);
      return one(as<Slice>(&node)->step);
    case NodeKind::Call:
      one(as<Call>(&node)->function);
      return arguments(as<Call>(&node)->arguments);
    case NodeKind::Unary:
      return one(as<Unary>(&node)->operand);
    case NodeKind::Binary:
      one(as<Binary>(&node)->left);
      return one(as<Binary>(&node)->right);
    case NodeKind::Boolean:
      one(as<Boolean>(&node)->left);
      return one(as<Boolean>(&node)->right);
    case NodeKind::Compare:
      one(as<Compare>(&node)->first);
      return each(as<Compare>(&node)->rest);
    case NodeKind::Conditional:
      one(as<Conditional>(&node)->then);
      one(as<Conditional>(&node)->test);
      return one(as<Conditional>(&node)->otherwise);
    case NodeKind::Lambda:
      parameters(as<Lambda>(&node)->parameters);
      return one(as<Lambda>(&node)->body);
    case NodeKind::List:
      return each(as<List>(&node)->items);
    case NodeKind::Tuple:
      return each(as<Tuple>(&node)->items);
    case NodeKind::Set:
      return each(as<Set>(&node)->items);
    case NodeKind::Dict:
      for (const Dict::Entry& entry : as<Dict>(&node)->entries) {
        one(entry.key);
        one(entry.value);
      }
      return;
    case NodeKind::Comprehension: {
      const auto* comprehension = as<Comprehension>(&node);
      one(comprehension->element);
      one(comprehension->value);
      for (const Comprehension::Clause& clause : comprehension->clauses) {
        one(clause.target);
        one(clause.iterable);
        each(clause.conditions);
      }
      return;
    }
    case NodeKind::Starred:
      return one(as<Starred>(&node)->value);
    case NodeKind::Walrus:
      one(as<Walrus>(&node)->target);
      return one(as<Walrus>(&node)->value);
    case NodeKind::Yield:
      return one(as<Yield>(&node)->value);
    case NodeKind::YieldFrom:
      return one(as<YieldFrom>(&node)->value);
    case NodeKind::Backquote:
      return one(as<Backquote>(&node)->value);
    default:
      return statement_children(node);
  }
}

void Walker::statement_children(const Node& node) {
  switch (node.kind) {
    case NodeKind::ExpressionStatement:
      return one(as<ExpressionStatement>(&node)->value);
    case NodeKind::Assign:
      each(as<Assign>(&node)->targets);
      return one(as<Assign>(&node)->value);
    case NodeKind::AugmentedAssign:
      one(as<AugmentedAssign>(&node)->target);
      return one(as<AugmentedAssign>(&node)->value);
    case NodeKind::AnnotatedAssign:
      one(as<AnnotatedAssign>(&node)->target);
      one(as<AnnotatedAssign>(&node)->annotation);
      return one(as<AnnotatedAssign>(&node)->value);
    case NodeKind::Return:
      return one(as<Return>(&node)->value);
    case NodeKind::Delete:
      return each(as<Delete>(&node)->targets);
    case NodeKind::If:
      one(as<If>(&node)->test);
      all(as<If>(&node)->then);
      return all(as<If>(&node)->otherwise);
    case NodeKind::For:
      one(as<For>(&node)->target);
      one(as<For>(&node)->iterable);
      all(as<For>(&node)->body);
      return all(as<For>(&node)->otherwise);
    case NodeKind::While:
      one(as<While>(&node)->test);
      all(as<While>(&node)->body);
      return all(as<While>(&node)->otherwise);
    case NodeKind::Try: {
      const auto* attempt = as<Try>(&node);
      all(attempt->body);
      for (const Try::Handler& handler : attempt->handlers) {
        one(handler.type);
        one(handler.target);
        all(handler.body);
      }
      all(attempt->otherwise);
      return all(attempt->finally);
    }
    case NodeKind::With:
      for (const With::Item& item : as<With>(&node)->items) {
        one(item.context);
        one(item.target);
      }
      return all(as<With>(&node)->body);
    case NodeKind::Raise:
      one(as<Raise>(&node)->exception);
      one(as<Raise>(&node)->cause);
      return one(as<Raise>(&node)->argument);
    case NodeKind::Assert:
      one(as<Assert>(&node)->test);
      return one(as<Assert>(&node)->message);
    case NodeKind::FunctionDef:
      each(as<FunctionDef>(&node)->decorators);
      parameters(as<FunctionDef>(&node)->parameters);
      one(as<FunctionDef>(&node)->returns);
      return all(as<FunctionDef>(&node)->body);
    case NodeKind::ClassDef:
      each(as<ClassDef>(&node)->decorators);
      arguments(as<ClassDef>(&node)->bases);
      return all(as<ClassDef>(&node)->body);
    case NodeKind::Print:
      one(as<Print>(&node)->target);
      return each(as<Print>(&node)->values);
    case NodeKind::Exec:
      one(as<Exec>(&node)->code);
      one(as<Exec>(&node)->globals);
      return one(as<Exec>(&node)->locals);
    default:
      return;
  }
}

}  // namespace

void walk(const Node& node, const Visit& visit) { Walker(visit).one(&node); }
void walk(Block statements, const Visit& visit) { Walker(visit).all(statements); }

}  // namespace undumpy::syntax
