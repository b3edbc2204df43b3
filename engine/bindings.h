// Bindings: how often, and by what, each name of restore.py is bound at module level.
//
// A create_ function reduces to a plan only while the names it calls mean what generators make of
// them. Whoever defines bv2kw() anew, or writes `create_contacts_partner = noop` below the
// functions, gets the interpreter.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "parser/syntax.h"

namespace undumpy {

class Bindings {
 public:
  explicit Bindings(const SyntaxTree& tree);

  // The statements that bind the name, wherever they stand in the module.
  [[nodiscard]] const std::vector<const syntax::Statement*>& of(std::string_view name) const;
  // True when the name has one binding and it is that statement.
  [[nodiscard]] bool is_only(std::string_view name, const syntax::Statement* statement) const;
  // True when nothing binds the name but what generators write (FORMAT.md 1.2), for Decimal, bv2kw,
  // new_content_type_id, create_mti_child, create_child, insert_child, ContentType, resolve_model,
  // date, time.
  [[nodiscard]] bool is_generated_helper(std::string_view name) const;
  // globals(), exec and the like are used at module level or in functions: names may be bound in
  // ways that nobody sees.
  [[nodiscard]] bool bound_in_the_dark() const { return dark_; }

 private:
  void add(std::string_view name, const syntax::Statement& by);
  void targets(const syntax::Expression* target, const syntax::Statement& by);
  void statement(const syntax::Statement& statement);

  const SyntaxTree& tree_;
  std::map<std::string_view, std::vector<const syntax::Statement*>> by_name_;
  bool dark_ = false;
};

}  // namespace undumpy
