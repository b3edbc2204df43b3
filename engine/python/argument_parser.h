// ArgumentParser of module `argparse`: what restore.py and repair scripts need of it.
//
// Options and positional arguments are matched as CPython does, in its order, with its messages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/python/runtime.h"

namespace undumpy::python {

enum class ActionKind : std::uint8_t {
  Store,
  StoreConst,  // also store_true and store_false
  Append,
  AppendConst,
  Count,
  Help,
  Version,
};

// One add_argument().
struct ParserAction {
  // nargs=: how many arguments it takes.
  enum class Takes : std::uint8_t { None, One, Optional, Any, Some, Exactly };
  static constexpr std::size_t Endless = ~std::size_t{0};

  std::vector<std::string> flags;  // empty: positional
  std::string dest;
  ActionKind kind = ActionKind::Store;
  Takes takes = Takes::One;
  std::size_t exactly = 1;
  Value constant, fallback, type, choices, metavar;  // absent when not given
  bool required = false;
  std::optional<std::string> help;
  bool hidden = false;  // help=SUPPRESS
  std::string version;

  [[nodiscard]] bool positional() const { return flags.empty(); }
  [[nodiscard]] std::size_t least() const {
    return takes == Takes::Exactly ? exactly : takes == Takes::One || takes == Takes::Some ? 1 : 0;
  }
  [[nodiscard]] std::size_t most() const {
    return takes == Takes::Exactly                           ? exactly
           : takes == Takes::One || takes == Takes::Optional ? 1
           : takes == Takes::None                            ? 0
                                                             : Endless;
  }
};

class ArgumentParser : public TrackedObject {
 public:
  explicit ArgumentParser(Class* its_class) : TrackedObject(Kind::Host, its_class) {}
  Value find_attribute(Runtime& rt, Str* name) override;
  void clear() override {
    actions.clear();
    defaults = {};
  }
  // Raises SystemExit(2) after telling what is wrong. What nobody knows goes to `extras`.
  void parse(Runtime& rt, const std::vector<std::string>& arguments, const Value& name_space,
             std::vector<std::string>& extras);
  // Calls the parser's error(), which a class of the program may have replaced.
  [[noreturn]] void fail(Runtime& rt, const std::string& message);
  std::string usage_text(Runtime& rt);  // with "usage: " and line ends
  std::string help_text(Runtime& rt);

  std::string program;
  std::string description, epilog;
  std::optional<std::string> usage;
  bool raw_description = false;
  bool abbreviations = true;
  std::vector<ParserAction> actions;
  Ref<Dict> defaults;  // set_defaults()
};

// "-f/--file", or what stands for a positional argument.
std::string action_name(Runtime& rt, const ParserAction& action);
// "FILE [FILE ...]"
std::string action_arguments(Runtime& rt, const ParserAction& action);
// '%(default)s' and the like in help texts.
std::string expanded_help(Runtime& rt, const ArgumentParser& parser, const ParserAction& action);

// The object that parse_args() returns.
class ArgumentNamespace final : public TrackedObject {
 public:
  explicit ArgumentNamespace(Class* its_class, Ref<Dict> values)
      : TrackedObject(Kind::Host, its_class), dict(std::move(values)) {}
  std::string repr(Runtime& rt) override;
  Value compare(Runtime& rt, CompareOperator op, const Value& other) override;
  bool contains(Runtime& rt, const Value& item) override;
  void set_attribute(Runtime& rt, Str* name, const Value& value) override {
    dict->set(*rt.intern(*name), value);
  }
  void delete_attribute(Runtime& rt, Str* name) override;
  Dict* attributes() override { return dict.get(); }
  void clear() override { dict = {}; }
  Ref<Dict> dict;
};

}  // namespace undumpy::python
