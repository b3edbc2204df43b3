// TemplateReading: restore.py compared with what generators write — which period of the template it
// is, what is as another period writes it, what is as none does.
//
// Only what has a counterpart in the template is looked at here: the fixed parts and the create_
// functions. Statements without one were reported when the catalogue was read.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analyzer/code_lines.h"
#include "analyzer/model_names.h"
#include "parser/snapshot.h"
#include "parser/template.h"

namespace undumpy {

class TemplateReading {
 public:
  explicit TemplateReading(const Snapshot& snapshot);

  // A part, or a create_ function, that is as generators of other periods than the rest write it.
  struct Odd {
    std::string name;  // "main()", "create_contacts_partner()"
    syntax::Span span;
    dump_template::Periods periods;
  };
  // A fixed part that is as no period writes it.
  struct Changed {
    dump_template::Part part;
    syntax::Span span;  // of its first line that differs; of the part when lines are only missing
    bool missing = false;     // all of it
    bool code_added = false;  // lines that are no comments were added or changed
    std::string diff;
  };
  struct EditedConstructor {
    const ConstructorDeclaration* declaration;
    syntax::Span span;  // of its first line that differs
    std::string what;   // "project_id is commented out; tariff_id is stored as fee_id"
    std::string diff;   // may be empty
  };

  // The template of this snapshot's generation is known in full: D2 to D6. Of D0, D1 and
  // single-file dumps only the helpers and the create_ functions are compared.
  [[nodiscard]] bool is_known() const { return known_; }
  // The periods that most parts agree on.
  [[nodiscard]] dump_template::Periods agreed() const { return agreed_; }
  [[nodiscard]] const std::vector<Odd>& odd() const { return odd_; }
  [[nodiscard]] const std::vector<Changed>& changed() const { return changed_; }
  [[nodiscard]] const std::vector<EditedConstructor>& edited() const { return edited_; }
  // More than half of the create_ functions differ: rather another template than as many edits.
  [[nodiscard]] bool mostly_edited() const;

 private:
  struct Block {
    dump_template::Part part;
    std::string name;
    syntax::Span span;  // of the whole
    StatementLines lines;
    CodeLines compared;  // normal, with what differs from site to site taken out
    dump_template::Periods periods = 0;
  };
  struct Function {
    const ConstructorDeclaration* declaration;
    StatementLines lines;
    bool is_generated = false;  // it is as some period writes it
  };
  void collect();
  void add_block(dump_template::Part part, std::size_t index);
  void add_preamble_line(const syntax::Statement& statement);
  void read_header();
  void read_constructors();
  void agree();
  void compare(const std::vector<const Block*>& blocks, dump_template::Part part);
  void compare_constructor(const Function& function);

  const Snapshot& snapshot_;
  const ModelNames names_;
  bool known_ = false;
  bool old_ = false;       // S0 to S10, D0 or D1
  bool keywords_ = false;  // S0 to S8: each parameter is a keyword of one call
  bool cut_ = false;       // main() was cut in two by dump2py --tolerate
  std::vector<Block> blocks_;
  std::vector<Odd> votes_;  // all that some period writes so
  std::vector<Function> functions_;
  dump_template::Periods agreed_ = 0;
  std::vector<Odd> odd_;
  std::vector<Changed> changed_;
  std::vector<EditedConstructor> edited_;
};

}  // namespace undumpy
