// Function: a def or lambda of the program, with what it closes over; Code: what it runs; Frame:
// one run of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/python/arguments.h"
#include "engine/python/containers.h"
#include "engine/python/object.h"

namespace undumpy {
class SyntaxTree;
}

namespace undumpy::python {

struct Frame;
struct Node;
struct StatementNode;
class Generator;

// A variable that a nested function shares with the one around it.
class ClosureCell : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::ClosureCell;
  explicit ClosureCell(Class* its_class) : TrackedObject(TheKind, its_class) {}
  void clear() override { value = Value(); }
  Value value;  // absent: not bound yet
};

// The body of a function, class or module after names became slots. Belongs to its Program.
struct Code {
  struct Parameter {
    Str* name;
    std::uint32_t slot;
    bool has_default;
  };
  // Where a closure cell of a nested function comes from when it is made.
  struct Capture {
    bool from_slot;  // a cell in a slot of the frame around, else in its closure
    std::uint32_t index;
  };
  const SyntaxTree* tree = nullptr;
  Str* name = nullptr;
  std::string qualified_name;
  std::vector<Parameter> positional;  // positional-only ones first
  std::uint32_t positional_only = 0;
  std::vector<Parameter> keyword_only;
  std::int32_t star = -1;                      // slot of *args
  std::int32_t double_star = -1;               // slot of **kw
  std::vector<Str*> slot_names;                // nullptr for hidden ones
  std::vector<std::uint32_t> cell_parameters;  // parameters that become cells at the start
  std::vector<std::uint32_t> cell_slots;       // other slots that hold a cell
  std::vector<Capture> captures;
  std::vector<Str*> free_names;  // of the captures
  std::int32_t class_cell = -1;  // index in the closure of __class__, for super()
  bool generator = false;
  bool python2 = false;  // of a text that is Python 2 by its syntax
  bool is_class = false;
  Value doc;
  std::vector<std::unique_ptr<StatementNode>> body;

  Code();
  ~Code();
};

struct Frame {
  Runtime& rt;
  const Code& code;
  Dict* globals;
  Dict* locals;  // of a class body or module; nullptr in functions
  Value* slots;  // code.slot_names.size()
  const Ref<ClosureCell>* closure;
  const Node* at = nullptr;  // what runs, for tracebacks
  Value result{};
  Frame* caller = nullptr;
  Generator* generator = nullptr;
};

class Function : public TrackedObject {
 public:
  static constexpr Kind TheKind = Kind::Function;
  Function(Runtime& rt, const Code& function_code, Ref<Dict> function_globals);

  std::string repr(Runtime& rt) override;
  Value call(Runtime& rt, Arguments& arguments) override;
  bool callable() const override { return true; }
  Value find_attribute(Runtime& rt, Str* attribute) override;
  void set_attribute(Runtime& rt, Str* attribute, const Value& value) override;
  Dict* attributes() override { return attributes_.get(); }
  Ref<Dict> make_attributes(Runtime& rt) override;
  void clear() override;

  const Code& code;
  Ref<Dict> globals;
  std::vector<Value> defaults;          // of the last positional parameters
  std::vector<Value> keyword_defaults;  // one for each keyword-only parameter; absent: required
  std::vector<Ref<ClosureCell>> closure;
  Ref<Dict> annotations;  // null: none
  std::string name;
  std::string qualified_name;

 private:
  Value keyword_defaults_of(Runtime& rt) const;
  Ref<Dict> attributes_;
};

// Runs the body in the frame: Python's result, or throws Raised with the frame in its traceback.
Value run_frame(Frame& frame);
// Binds arguments to the parameters of a function. `slots` are all absent before.
void bind_parameters(Runtime& rt, Function& function, Arguments& arguments, Value* slots);

}  // namespace undumpy::python
