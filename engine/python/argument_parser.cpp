// How arguments are matched, as CPython's argparse does it: each argument is an option (O), an
// argument (A), or the "--" (-) behind which all are arguments. Options take the arguments that
// follow them; between options, as many positional arguments as possible are filled.

#include "engine/python/argument_parser.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/number.h"
#include "engine/python/text_repr.h"

namespace undumpy::python {

std::string action_name(Runtime& rt, const ParserAction& action) {
  if (!action.positional()) return fmt::format("{}", fmt::join(action.flags, "/"));
  if (action.metavar && as<Tuple>(action.metavar) == nullptr) return str(rt, action.metavar);
  return action.dest;
}

void ArgumentParser::fail(Runtime& rt, const std::string& message) {
  call_method(rt, Value(this), "error", {make_text(rt, message)});
  // A replaced error() may return.
  raise(rt, exception_class(rt, "SystemExit"), std::vector<Value>{Value::small(2)});
}

namespace {

using Takes = ParserAction::Takes;

bool is_negative_number(const std::string& text) {
  if (text.size() < 2 || text[0] != '-') return false;
  const std::string_view number = std::string_view(text).substr(1);
  const auto digits = [](std::string_view part) {
    return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::size_t point = number.find('.');
  if (point == std::string_view::npos) return digits(number);
  return digits(number.substr(0, point)) && point + 1 < number.size() &&
         digits(number.substr(point + 1));
}

class ParserRun {
 public:
  ParserRun(Runtime& rt, ArgumentParser& parser, const std::vector<std::string>& arguments,
            const Value& name_space, std::vector<std::string>& extras)
      : rt_(rt),
        parser_(parser),
        arguments_(arguments),
        name_space_(name_space),
        extras_(extras),
        seen_(parser.actions.size()) {
    for (std::size_t i = 0; i < parser.actions.size(); ++i)
      if (parser.actions[i].positional()) positionals_.push_back(i);
  }

  void run() {
    classify();
    std::size_t at = 0;
    while (true) {
      const std::size_t option = pattern_.find('O', at);
      if (option == std::string::npos) break;
      if (at != option) {
        const std::size_t end = fill_positionals(at);
        if (end > at) {
          at = end;
          continue;
        }
        extras_.insert(extras_.end(), arguments_.begin() + static_cast<std::ptrdiff_t>(at),
                       arguments_.begin() + static_cast<std::ptrdiff_t>(option));
        at = option;
      }
      at = take_option(at);
    }
    at = fill_positionals(at);
    extras_.insert(extras_.end(), arguments_.begin() + static_cast<std::ptrdiff_t>(at),
                   arguments_.end());
    finish();
  }

 private:
  static constexpr std::size_t Unknown = ~std::size_t{0};
  struct Option {
    std::size_t action = Unknown;
    std::string flag;
    std::optional<std::string> explicit_argument;  // --flag=argument
  };

  [[noreturn]] void fail(const ParserAction& action, const std::string& message) {
    parser_.fail(rt_, fmt::format("argument {}: {}", action_name(rt_, action), message));
  }

  std::size_t action_of(std::string_view flag) const {
    for (std::size_t i = 0; i < parser_.actions.size(); ++i)
      if (std::ranges::find(parser_.actions[i].flags, flag) != parser_.actions[i].flags.end())
        return i;
    return Unknown;
  }

  bool has_flags_like_numbers() const {
    return std::ranges::any_of(parser_.actions, [](const ParserAction& action) {
      return std::ranges::any_of(action.flags, is_negative_number);
    });
  }

  void classify() {
    options_.resize(arguments_.size());
    bool only_arguments = false;
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      rt_.step();
      if (only_arguments) {
        pattern_ += 'A';
      } else if (arguments_[i] == "--") {
        pattern_ += '-';
        only_arguments = true;
      } else {
        const auto option = option_of(arguments_[i]);
        pattern_ += option ? 'O' : 'A';
        if (option) options_[i] = *option;
      }
    }
  }

  std::optional<Option> option_of(const std::string& text) {
    if (text.size() < 2 || text[0] != '-') return std::nullopt;
    if (const std::size_t exact = action_of(text); exact != Unknown)
      return Option{exact, text, std::nullopt};
    const std::size_t equals = text.find('=');
    const std::string flag = text.substr(0, equals);
    if (equals != std::string::npos)
      if (const std::size_t action = action_of(flag); action != Unknown)
        return Option{action, flag, text.substr(equals + 1)};
    const std::vector<Option> candidates = abbreviated(text);
    if (candidates.size() > 1) {
      std::vector<std::string> flags;
      for (const Option& each : candidates) flags.push_back(each.flag);
      parser_.fail(
          rt_, fmt::format("ambiguous option: {} could match {}", text, fmt::join(flags, ", ")));
    }
    if (candidates.size() == 1) return candidates[0];
    if (is_negative_number(text) && !has_flags_like_numbers()) return std::nullopt;
    if (text.find(' ') != std::string::npos) return std::nullopt;
    return Option{Unknown, text, std::nullopt};
  }

  // Options that begin with the text, or one-letter options with their argument behind them.
  std::vector<Option> abbreviated(const std::string& text) const {
    std::vector<Option> found;
    const bool is_long = text[1] == '-';
    if (is_long && !parser_.abbreviations) return found;
    const std::size_t equals = text.find('=');
    const std::string flag = is_long ? text.substr(0, equals) : text;
    std::optional<std::string> behind;
    if (is_long && equals != std::string::npos) behind = text.substr(equals + 1);
    for (std::size_t i = 0; i < parser_.actions.size(); ++i)
      for (const std::string& each : parser_.actions[i].flags) {
        if (!is_long && each == text.substr(0, 2))
          found.push_back({i, each, text.substr(2)});
        else if (each.starts_with(flag))
          found.push_back({i, each, behind});
      }
    return found;
  }

  std::size_t arguments_behind(std::size_t at) const {
    std::size_t end = at;
    while (end < pattern_.size() && pattern_[end] == 'A') ++end;
    return end - at;
  }

  // Takes the option at `at` with its arguments; returns what comes behind.
  std::size_t take_option(std::size_t at) {
    Option option = options_[at];
    if (option.action == Unknown) {
      extras_.push_back(arguments_[at]);
      return at + 1;
    }
    while (option.explicit_argument) {
      const ParserAction& action = parser_.actions[option.action];
      const std::string argument = *option.explicit_argument;
      if (action.least() <= 1 && action.most() >= 1) {
        apply(option.action, {argument});
        return at + 1;
      }
      const bool single = option.flag.size() > 1 && option.flag[1] != '-';
      if (action.most() != 0 || !single || argument.empty())
        fail(action, "ignored explicit argument " + repr_text(argument));
      // -abc is -a -b -c
      const std::string next = "-" + argument.substr(0, 1);
      const std::size_t next_action = action_of(next);
      if (next_action == Unknown) fail(action, "ignored explicit argument " + repr_text(argument));
      apply(option.action, {});
      option = {next_action, next, std::nullopt};
      if (argument.size() > 1) option.explicit_argument = argument.substr(1);
    }
    const ParserAction& action = parser_.actions[option.action];
    const std::size_t available = arguments_behind(at + 1);
    if (available < action.least()) fail(action, missing_text(action));
    const std::size_t count = std::min(available, action.most());
    apply(option.action, slice(at + 1, at + 1 + count));
    return at + 1 + count;
  }

  static std::string missing_text(const ParserAction& action) {
    if (action.takes == Takes::One) return "expected one argument";
    if (action.takes == Takes::Some) return "expected at least one argument";
    return fmt::format("expected {} argument{}", action.exactly, action.exactly == 1 ? "" : "s");
  }

  [[nodiscard]] std::vector<std::string> slice(std::size_t begin, std::size_t end) const {
    return {arguments_.begin() + static_cast<std::ptrdiff_t>(begin),
            arguments_.begin() + static_cast<std::ptrdiff_t>(end)};
  }

  // Gives what stands at `at` to as many positional arguments as possible.
  std::size_t fill_positionals(std::size_t at) {
    const std::size_t run_end = std::min(pattern_.find('O', at), pattern_.size());
    const std::string run = pattern_.substr(at, run_end - at);
    std::size_t available = static_cast<std::size_t>(std::ranges::count(run, 'A'));
    std::size_t filled = 0;
    std::size_t least = 0;
    for (const std::size_t i : positionals_) {
      if (least + parser_.actions[i].least() > available) break;
      least += parser_.actions[i].least();
      ++filled;
    }
    const std::vector<std::size_t> now(positionals_.begin(),
                                       positionals_.begin() + static_cast<std::ptrdiff_t>(filled));
    positionals_.erase(positionals_.begin(),
                       positionals_.begin() + static_cast<std::ptrdiff_t>(filled));
    for (const std::size_t i : now) {
      const ParserAction& action = parser_.actions[i];
      least -= action.least();
      const std::size_t count = std::min(action.most(), available - least);
      available -= count;
      std::vector<std::string> taken;
      for (; taken.size() < count || (at < run_end && pattern_[at] == '-'); ++at)
        if (pattern_[at] != '-') taken.push_back(arguments_[at]);
      apply(i, std::move(taken));
    }
    return at;
  }

  Value converted(const ParserAction& action, const Value& text) {
    if (!action.type) return text;
    Value made;
    Ref<Exception> failed;
    try {
      made = call(rt_, action.type, {text});
    } catch (const Raised& raised) {
      const Class& cls = *raised.exception->cls;
      if (!cls.derives_from(*exception_class(rt_, "ValueError")) &&
          !cls.derives_from(*exception_class(rt_, "TypeError")) &&
          !cls.derives_from(*exception_class(rt_, "argparse.ArgumentTypeError")))
        throw;
      failed = raised.exception;
    }
    if (!failed) return made;
    if (failed->cls->derives_from(*exception_class(rt_, "argparse.ArgumentTypeError")))
      fail(action, str(rt_, Value(failed)));
    const Value name = find_attribute(rt_, action.type, "__name__");
    fail(action, fmt::format("invalid {} value: {}", name ? str(rt_, name) : repr(rt_, action.type),
                             repr(rt_, text)));
  }

  void check(const ParserAction& action, const Value& value) {
    if (!action.choices || contains(rt_, action.choices, value)) return;
    std::vector<std::string> choices;
    for (const Value& each : to_vector(rt_, action.choices)) choices.push_back(repr(rt_, each));
    fail(action, fmt::format("invalid choice: {} (choose from {})", repr(rt_, value),
                             fmt::join(choices, ", ")));
  }

  Value checked(const ParserAction& action, const Value& text) {
    const Value value = converted(action, text);
    check(action, value);
    return value;
  }

  Value value_of(const ParserAction& action, const std::vector<std::string>& texts) {
    if (texts.empty() && action.takes == Takes::Optional) {
      const Value given = action.positional() ? action.fallback : action.constant;
      if (!given) return Value::none();
      return as<Str>(given) != nullptr ? checked(action, given) : given;
    }
    if (texts.empty() && action.takes == Takes::Any && action.positional() && action.fallback &&
        !action.fallback.is_none()) {
      check(action, action.fallback);
      return action.fallback;
    }
    if (action.takes == Takes::One || action.takes == Takes::Optional)
      return checked(action, make_text(rt_, texts[0]));
    const Ref<List> list(new List(rt_.types.list));
    for (const std::string& text : texts) list->append(checked(action, make_text(rt_, text)));
    return list;
  }

  void set(const ParserAction& action, const Value& value) {
    set_attribute(rt_, name_space_, rt_.intern(action.dest), value);
  }
  Value current(const ParserAction& action) {
    const Value value = find_attribute(rt_, name_space_, std::string_view(action.dest));
    return value ? value : Value::none();
  }

  void append(const ParserAction& action, const Value& value) {
    const Value before = current(action);
    std::vector<Value> items = before.is_none() ? std::vector<Value>() : to_vector(rt_, before);
    items.push_back(value);
    set(action, make_list(rt_, std::move(items)));
  }

  void apply(std::size_t index, std::vector<std::string> texts) {
    const ParserAction& action = parser_.actions[index];
    seen_[index] = true;
    const auto constant = [&] { return action.constant ? action.constant : Value::none(); };
    switch (action.kind) {
      case ActionKind::Store:
        return set(action, value_of(action, texts));
      case ActionKind::Append:
        return append(action, value_of(action, texts));
      case ActionKind::StoreConst:
        return set(action, constant());
      case ActionKind::AppendConst:
        return append(action, constant());
      case ActionKind::Count: {
        const Value before = current(action);
        return set(action, binary(rt_, BinaryOperator::Add,
                                  before.is_none() ? Value::small(0) : before, Value::small(1)));
      }
      case ActionKind::Help:
        call_method(rt_, Value(&parser_), "print_help", {});
        break;
      case ActionKind::Version:
        rt_.print(action.version + "\n");
        break;
    }
    call_method(rt_, Value(&parser_), "exit", {});
  }

  void finish() {
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < parser_.actions.size(); ++i) {
      const ParserAction& action = parser_.actions[i];
      if (seen_[i]) continue;
      if (action.required) {
        missing.push_back(action_name(rt_, action));
      } else if (as<Str>(action.fallback) != nullptr && action.type &&
                 current(action).same(action.fallback)) {
        // A default that is text is read as if it had been given.
        set(action, converted(action, action.fallback));
      }
    }
    if (!missing.empty())
      parser_.fail(
          rt_, fmt::format("the following arguments are required: {}", fmt::join(missing, ", ")));
  }

  Runtime& rt_;
  ArgumentParser& parser_;
  const std::vector<std::string>& arguments_;
  const Value& name_space_;
  std::vector<std::string>& extras_;
  std::vector<bool> seen_;
  std::vector<std::size_t> positionals_;  // not filled yet
  std::string pattern_;
  std::vector<Option> options_;
};

}  // namespace

void ArgumentParser::parse(Runtime& rt, const std::vector<std::string>& arguments,
                           const Value& name_space, std::vector<std::string>& extras) {
  for (const ParserAction& action : actions) {
    if (action.kind == ActionKind::Help || action.kind == ActionKind::Version) continue;
    Str* name = rt.intern(action.dest);
    const auto* suppressed = as<Str>(action.fallback);
    if (suppressed != nullptr && suppressed->text == "==SUPPRESS==") continue;
    if (!python::find_attribute(rt, name_space, name))
      python::set_attribute(rt, name_space, name,
                            action.fallback ? action.fallback : Value::none());
  }
  std::size_t i = 0;
  while (const auto* entry = defaults ? defaults->table.next(i) : nullptr)
    if (!python::find_attribute(rt, name_space, as<Str>(entry->key)))
      python::set_attribute(rt, name_space, as<Str>(entry->key), entry->value);
  // The actions that run may be changed by nobody meanwhile: functions of the program only convert.
  ParserRun(rt, *this, arguments, name_space, extras).run();
}

}  // namespace undumpy::python
