// Scopes: which names belong where, found before anything runs.
//
// A first walk over the syntax tree makes one Scope for the module and each function, lambda, class
// and comprehension, with the names that it binds and uses. Then every use is looked up outward;
// a name found in the frame of another function becomes a *cell* there, and a *free* name in all
// functions between. A comprehension (but for generator expressions, which are functions) has no
// frame: its variables are slots of the frame around it.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parser/diagnostic.h"
#include "parser/syntax.h"

namespace undumpy::python {

struct Scope {
  enum class Kind : std::uint8_t { Module, Function, Class, Comprehension };
  struct Variable {
    std::int32_t slot = -1;  // in the frame
    bool parameter = false;
    bool cell = false;  // shared with a nested function
  };

  Kind kind;
  Scope* parent;
  const syntax::Node* node;  // what the scope belongs to
  // In order of the first binding; keys point into the source.
  std::vector<std::string_view> order;
  std::unordered_map<std::string_view, Variable> variables;
  std::set<std::string_view> globals;
  std::set<std::string_view> nonlocals;
  std::vector<std::pair<std::string_view, syntax::Span>> uses;
  std::vector<std::string_view> free;  // names taken from frames around, in order
  bool has_yield = false;
  std::uint32_t slots = 0;  // of a frame: how many
  std::vector<Scope*> comprehensions;

  Scope& frame() { return kind == Kind::Comprehension ? parent->frame() : *this; }
  void bind(std::string_view name);
};

// Where a name is found from one scope.
struct Access {
  enum class Kind : std::uint8_t { Slot, CellSlot, Free, Global, Namespace };
  Kind kind;
  std::uint32_t index = 0;  // slot, or position in Scope::free
};

// The hidden name of the i-th (a, b) among the parameters of a function of Python 2.
std::string_view unpacked_parameter(std::size_t i);

class Scopes {
 public:
  // Reports what can not be (nonlocal without binding, yield outside of a function, …).
  Scopes(const SyntaxTree& tree, DiagnosticSink& problems);

  [[nodiscard]] Scope& module() { return *all_.front(); }
  // The scope of a function, lambda, class or comprehension.
  [[nodiscard]] Scope& of(const syntax::Node& node) const { return *by_node_.at(&node); }
  // __name in a class is _Class__name: what `name` is called from this scope on.
  std::string_view mangled(std::string_view name, const Scope& scope);
  // REQUIRES: the name is used in the scope or bound there; it is mangled.
  [[nodiscard]] Access access(Scope& scope, std::string_view name) const;

 private:
  friend class ScopeWalker;
  Scope& add(Scope::Kind kind, Scope* parent, const syntax::Node* node);
  // The node has no scope of its own.
  Scope& join(Scope& scope, const syntax::Node* node);
  // The scope that binds the name as seen from `scope`, or nullptr for a global.
  [[nodiscard]] Scope* binder(Scope& scope, std::string_view name) const;
  void share(Scope& from, Scope& owner, std::string_view name);
  void number_slots();

  std::vector<std::unique_ptr<Scope>> all_;
  std::unordered_map<const syntax::Node*, Scope*> by_node_;
  std::set<std::string, std::less<>> mangled_;
};

}  // namespace undumpy::python
