// argparse

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/argument_parser.h"
#include "engine/python/modules.h"
#include "engine/python/number.h"
#include "engine/python/user_object.h"

namespace undumpy::python {

std::string ArgumentNamespace::repr(Runtime& rt) {
  std::string text = cls->name + "(";
  std::size_t i = 0;
  bool first = true;
  while (const auto* entry = dict->table.next(i)) {
    const Value value = entry->value;
    text += (first ? "" : ", ") + python::str(rt, entry->key) + "=" + python::repr(rt, value);
    first = false;
  }
  return text + ")";
}

Value ArgumentNamespace::compare(Runtime& rt, CompareOperator op, const Value& other) {
  const auto* twin = host<ArgumentNamespace>(other);
  if (twin == nullptr || (op != CompareOperator::Equal && op != CompareOperator::NotEqual))
    return Value::not_implemented();
  return Value::boolean(equal(rt, dict, twin->dict) == (op == CompareOperator::Equal));
}

bool ArgumentNamespace::contains(Runtime& rt, const Value& item) {
  return dict->contains(rt, item);
}

void ArgumentNamespace::delete_attribute(Runtime& rt, Str* name) {
  if (!dict->table.remove(rt, Value(rt.intern(*name)))) no_attribute(rt, Value(this), *name);
}

Value ArgumentParser::find_attribute(Runtime& rt, Str* name) {
  if (name->text == "prog") return make_text(rt, program);
  if (name->text == "description") return make_text(rt, description);
  if (name->text == "epilog") return make_text(rt, epilog);
  return Object::find_attribute(rt, name);
}

namespace {

bool given(const Value& value) { return value.present() && !value.is_none(); }

ArgumentParser& parser_of(const Arguments& a) { return *host<ArgumentParser>(a[0]); }

constexpr std::string_view Suppress = "==SUPPRESS==";
bool is_suppress(const Value& value) {
  const auto* text = as<Str>(value);
  return text != nullptr && text->text == Suppress;
}

Value parser_init(Runtime& rt, Arguments& a) {
  const auto [prog, usage, description, epilog, parents, formatter, prefix, add_help, abbreviations,
              conflicts, defaults] =
      read<11>(
          rt, a.after(1),
          {"ArgumentParser",
           {"prog", "usage", "description", "epilog", "parents", "formatter_class", "prefix_chars",
            "add_help", "allow_abbrev", "conflict_handler", "argument_default"}});
  ArgumentParser& parser = parser_of(a);
  const auto text = [&rt](const Value& value) {
    return given(value) ? str(rt, value) : std::string();
  };
  if (given(prog)) {
    parser.program = str(rt, prog);
  } else {
    const std::vector<std::string> arguments = rt.host.arguments();
    const std::string path = arguments.empty() ? "script.py" : arguments[0];
    parser.program = path.substr(path.rfind('/') + 1);
  }
  if (given(usage)) parser.usage = str(rt, usage);
  parser.description = text(description);
  parser.epilog = text(epilog);
  const auto* cls = as<Class>(formatter);
  parser.raw_description = cls != nullptr && cls->name.starts_with("Raw");
  parser.abbreviations = !abbreviations || truth(rt, abbreviations);
  parser.defaults = new_dict(rt);
  parser.actions.clear();
  if (!add_help || truth(rt, add_help)) {
    ParserAction help;
    help.flags = {"-h", "--help"};
    help.dest = "help";
    help.kind = ActionKind::Help;
    help.takes = ParserAction::Takes::None;
    help.help = "show this help message and exit";
    parser.actions.push_back(help);
  }
  return Value::none();
}

Value make_parser(Runtime& rt, Class& cls, Arguments& a) {
  const Ref<ArgumentParser> parser = allocate<ArgumentParser>(cls);
  if (cls.of_program) return parser;  // __init__ follows
  std::vector<Value> values{Value(parser)};
  values.insert(values.end(), a.values, a.values + a.count + a.keywords);
  Arguments all{values.data(), a.count + 1, a.keywords, a.names};
  parser_init(rt, all);
  return parser;
}

// ---- add_argument ------------------------------------------------------------------------------

void read_flags(Runtime& rt, const Arguments& a, const Value& dest, ParserAction& action) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i < a.count; ++i)
    names.push_back(text_argument(rt, a[i], "add_argument()"));
  if (names.empty() || (names.size() == 1 && !names[0].starts_with('-'))) {
    if (!names.empty() && given(dest))
      value_error(rt, "dest supplied twice for positional argument");
    if (names.empty() && !given(dest))
      type_error(rt, "add_argument() missing 1 required positional argument: 'dest'");
    action.dest = names.empty() ? str(rt, dest) : names[0];
    return;
  }
  for (const std::string& name : names)
    if (!name.starts_with('-'))
      value_error(rt, "invalid option string {}: must start with a character '-'",
                  repr(rt, make_text(rt, name)));
  action.flags = names;
  if (given(dest)) {
    action.dest = str(rt, dest);
    return;
  }
  const auto is_long = [](const std::string& name) { return name.starts_with("--"); };
  const auto found = std::ranges::find_if(names, is_long);
  const std::string& named = found != names.end() ? *found : names[0];
  action.dest = named.substr(std::min(named.find_first_not_of('-'), named.size()));
  if (action.dest.empty())
    value_error(rt, "dest= is required for options like {}", repr(rt, make_text(rt, names[0])));
  std::ranges::replace(action.dest, '-', '_');
}

void read_nargs(Runtime& rt, const Value& nargs, ParserAction& action) {
  using Takes = ParserAction::Takes;
  if (!given(nargs)) return;
  if (is_integer(nargs)) {
    const std::int64_t count = to_index(rt, nargs);
    if (count == 0)
      value_error(rt,
                  "nargs for store actions must be != 0; if you have nothing to store, actions "
                  "such as store true or store const may be more appropriate");
    constexpr std::int64_t Most = 10'000;
    if (count < 0 || count > Most) value_error(rt, "nargs must be between 1 and {} here", Most);
    action.takes = Takes::Exactly;
    action.exactly = static_cast<std::size_t>(count);
    return;
  }
  const std::string text = str(rt, nargs);
  if (text == "?")
    action.takes = Takes::Optional;
  else if (text == "*")
    action.takes = Takes::Any;
  else if (text == "+")
    action.takes = Takes::Some;
  else
    value_error(rt, "nargs {} is not supported here", repr(rt, nargs));
}

void read_kind(Runtime& rt, const Value& name, ParserAction& action) {
  const std::string text = given(name) ? str(rt, name) : "store";
  const std::pair<const char*, ActionKind> kinds[] = {
      {"store", ActionKind::Store},           {"store_const", ActionKind::StoreConst},
      {"store_true", ActionKind::StoreConst}, {"store_false", ActionKind::StoreConst},
      {"append", ActionKind::Append},         {"append_const", ActionKind::AppendConst},
      {"count", ActionKind::Count},           {"help", ActionKind::Help},
      {"version", ActionKind::Version}};
  const auto* found =
      std::ranges::find_if(kinds, [&](const auto& kind) { return text == kind.first; });
  if (found == std::end(kinds)) value_error(rt, "unknown action \"{}\"", text);
  action.kind = found->second;
  if (action.kind != ActionKind::Store && action.kind != ActionKind::Append)
    action.takes = ParserAction::Takes::None;
  if (text == "store_true" || text == "store_false") {
    const bool stored = text == "store_true";
    action.constant = Value::boolean(stored);
    if (!action.fallback) action.fallback = Value::boolean(!stored);
  }
}

Value parser_add_argument(Runtime& rt, Arguments& a) {
  const Arguments keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [kind, nargs, constant, fallback, type, choices, required, help, metavar, dest,
              version] = read<11>(rt, keywords,
                                  {"add_argument",
                                   {"action", "nargs", "const", "default", "type", "choices",
                                    "required", "help", "metavar", "dest", "version"}});
  ParserAction action;
  read_flags(rt, a, dest, action);
  const auto absent_if_none = [](const Value& value) { return given(value) ? value : Value(); };
  action.constant = absent_if_none(constant);
  action.fallback = fallback;
  action.type = absent_if_none(type);
  action.choices = absent_if_none(choices);
  action.metavar = absent_if_none(metavar);
  if (action.type && !callable(action.type))
    value_error(rt, "{} is not callable", repr(rt, action.type));
  action.hidden = is_suppress(help);
  if (given(help) && !action.hidden) action.help = str(rt, help);
  if (given(version)) action.version = str(rt, version);
  read_nargs(rt, nargs, action);
  read_kind(rt, kind, action);
  if (action.kind == ActionKind::Version && !help) {
    action.dest = "version";
    action.help = "show program's version number and exit";
  }
  if (action.positional()) {
    if (required) type_error(rt, "'required' is an invalid argument for positionals");
    action.required = action.takes != ParserAction::Takes::Optional &&
                      (action.takes != ParserAction::Takes::Any || !fallback);
  } else {
    action.required = required && truth(rt, required);
  }
  ArgumentParser& parser = parser_of(a);
  for (const ParserAction& other : parser.actions)
    for (const std::string& flag : action.flags)
      if (std::ranges::find(other.flags, flag) != other.flags.end())
        raise(rt, "argparse.ArgumentError",
              fmt::format("argument {}: conflicting option string: {}", action_name(rt, action),
                          flag));
  parser.actions.push_back(std::move(action));
  return Value::none();
}

// A group only matters for the help; it is the parser here.
Value parser_group(Runtime&, Arguments& a) { return a[0]; }

Value parser_set_defaults(Runtime& rt, Arguments& a) {
  for (std::uint32_t k = 0; k < a.keywords; ++k) {
    parser_of(a).defaults->set(*rt.intern(*a.names[k]), a.keyword(k));
    for (ParserAction& action : parser_of(a).actions)
      if (action.dest == a.names[k]->text) action.fallback = a.keyword(k);
  }
  return Value::none();
}

// ---- parse_args --------------------------------------------------------------------------------

Value new_namespace(Runtime& rt) {
  Class* cls = as<Class>(get_attribute(rt, rt.import_module("argparse"), rt.intern("Namespace")));
  return Value(new ArgumentNamespace(cls, new_dict(rt)));
}

Value parse_known(Runtime& rt, Arguments& a, const char* function,
                  std::vector<std::string>& extras) {
  const auto [list, name_space] = read<2>(rt, a.after(1), {function, {"args", "namespace"}});
  std::vector<std::string> arguments;
  if (given(list)) {
    for (const Value& each : to_vector(rt, list))
      arguments.push_back(text_argument(rt, each, "parse_args()"));
  } else {
    arguments = rt.host.arguments();
    if (!arguments.empty()) arguments.erase(arguments.begin());
  }
  const Value result = given(name_space) ? name_space : new_namespace(rt);
  const Ref<ArgumentParser> keep(&parser_of(a));
  keep->parse(rt, arguments, result, extras);
  return result;
}

Value parser_parse_args(Runtime& rt, Arguments& a) {
  const Ref<ArgumentParser> parser(&parser_of(a));
  std::vector<std::string> extras;
  const Value result = parse_known(rt, a, "parse_args", extras);
  if (!extras.empty())
    parser->fail(rt, fmt::format("unrecognized arguments: {}", fmt::join(extras, " ")));
  return result;
}

Value parser_parse_known_args(Runtime& rt, Arguments& a) {
  std::vector<std::string> extras;
  const Value result = parse_known(rt, a, "parse_known_args", extras);
  std::vector<Value> unknown;
  for (const std::string& each : extras) unknown.push_back(make_text(rt, each));
  return make_tuple(rt, {result, make_list(rt, std::move(unknown))});
}

Value parser_print_help(Runtime& rt, Arguments& a) {
  rt.print(parser_of(a).help_text(rt));
  return Value::none();
}
Value parser_print_usage(Runtime& rt, Arguments& a) {
  rt.print(parser_of(a).usage_text(rt));
  return Value::none();
}
Value parser_format_help(Runtime& rt, Arguments& a) {
  return make_text(rt, parser_of(a).help_text(rt));
}
Value parser_format_usage(Runtime& rt, Arguments& a) {
  return make_text(rt, parser_of(a).usage_text(rt));
}

Value parser_exit(Runtime& rt, Arguments& a) {
  const auto [status, message] = read<2>(rt, a.after(1), {"exit", {"status", "message"}});
  if (given(message)) rt.log(str(rt, message));
  raise(rt, exception_class(rt, "SystemExit"),
        std::vector<Value>{status ? status : Value::small(0)});
}

Value parser_error(Runtime& rt, Arguments& a) {
  ArgumentParser& parser = parser_of(a);
  rt.log(parser.usage_text(rt));
  return call_method(rt, a[0], "exit",
                     {Value::small(2), make_text(rt, fmt::format("{}: error: {}\n", parser.program,
                                                                 str(rt, a[1])))});
}

Value make_namespace(Runtime& rt, Class& cls, Arguments& a) {
  if (a.count != 0)
    type_error(rt, "Namespace.__init__() takes 1 positional argument but {} were given",
               a.count + 1);
  const Ref<Dict> values = new_dict(rt);
  for (std::uint32_t k = 0; k < a.keywords; ++k) values->set(*a.names[k], a.keyword(k));
  return Value(new ArgumentNamespace(&cls, values));
}

}  // namespace

Value make_argparse(Runtime& rt) {
  const Ref<Module> module(new Module(rt, "argparse"));
  Class* parser = rt.make_class("ArgumentParser", "argparse", rt.types.object);
  parser->maker = make_parser;
  parser->layout = parser;
  rt.method(parser, "__init__", parser_init, 0, -1);
  rt.method(parser, "add_argument", parser_add_argument, 0, -1);
  rt.method(parser, "add_argument_group", parser_group, 0, -1);
  rt.method(parser, "set_defaults", parser_set_defaults, 0, -1);
  rt.method(parser, "parse_args", parser_parse_args, 0, -1);
  rt.method(parser, "parse_known_args", parser_parse_known_args, 0, -1);
  rt.method(parser, "print_help", parser_print_help, 0, 0);
  rt.method(parser, "print_usage", parser_print_usage, 0, 0);
  rt.method(parser, "format_help", parser_format_help, 0, 0);
  rt.method(parser, "format_usage", parser_format_usage, 0, 0);
  rt.method(parser, "exit", parser_exit, 0, -1);
  rt.method(parser, "error", parser_error, 1, 1);
  module->add(rt, "ArgumentParser", Value(parser));
  Class* name_space = rt.make_class("Namespace", "argparse", rt.types.object);
  name_space->maker = make_namespace;
  name_space->sealed = true;
  module->add(rt, "Namespace", Value(name_space));
  for (const char* name : {"ArgumentError", "ArgumentTypeError"}) {
    Class* error = rt.make_class(name, "argparse", rt.types.exception);
    rt.exceptions[std::string("argparse.") + name] = error;
    module->add(rt, name, Value(error));
  }
  for (const char* name : {"HelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
                           "ArgumentDefaultsHelpFormatter"}) {
    Class* formatter = rt.make_class(name, "argparse", rt.types.object);
    formatter->maker = nullptr;
    formatter->sealed = true;
    module->add(rt, name, Value(formatter));
  }
  module->add(rt, "SUPPRESS", make_text(rt, std::string(Suppress)));
  module->add(rt, "OPTIONAL", make_text(rt, "?"));
  module->add(rt, "ZERO_OR_MORE", make_text(rt, "*"));
  module->add(rt, "ONE_OR_MORE", make_text(rt, "+"));
  return module;
}

}  // namespace undumpy::python
