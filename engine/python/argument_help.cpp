// Usage and help of an ArgumentParser, laid out for 80 columns.

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/argument_parser.h"
#include "engine/python/format_spec.h"
#include "engine/python/text.h"

namespace undumpy::python {

namespace {

using Takes = ParserAction::Takes;
constexpr std::size_t Width = 78;
constexpr std::size_t MostHelpPosition = 24;

std::size_t size_of(const std::string& text) { return Text(text).size(); }

std::string metavar_text(Runtime& rt, const ParserAction& action, std::size_t index = 0) {
  if (const auto* several = as<Tuple>(action.metavar))
    return several->items.empty()
               ? ""
               : str(rt, several->items[std::min(index, several->items.size() - 1)]);
  if (action.metavar) return str(rt, action.metavar);
  if (action.choices) {
    std::vector<std::string> choices;
    for (const Value& each : to_vector(rt, action.choices)) choices.push_back(str(rt, each));
    return fmt::format("{{{}}}", fmt::join(choices, ","));
  }
  if (action.positional()) return action.dest;
  std::string upper = action.dest;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

// Words in lines of at most `width` characters.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(" \t\n\r\v\f", at);
    if (begin == std::string::npos) break;
    at = std::min(text.find_first_of(" \t\n\r\v\f", begin), text.size());
    const std::string word = text.substr(begin, at - begin);
    if (!line.empty() && size_of(line) + 1 + size_of(word) > width) {
      lines.push_back(line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string paragraph(const std::string& text, bool raw) {
  if (text.empty()) return "";
  if (raw) return text + (text.ends_with('\n') ? "\n" : "\n\n");
  return fmt::format("{}\n\n", fmt::join(wrapped(text, Width), "\n"));
}

std::string usage_part(Runtime& rt, const ParserAction& action) {
  const std::string arguments = action_arguments(rt, action);
  if (action.positional()) return arguments;
  const std::string part = action.flags[0] + (arguments.empty() ? "" : " " + arguments);
  return action.required ? part : "[" + part + "]";
}

// Parts in lines; the first line continues `before`.
void append_lines(std::vector<std::string>& lines, const std::vector<std::string>& parts,
                  const std::string& before, const std::string& indent) {
  std::string line = before;
  bool empty = true;
  for (const std::string& part : parts) {
    if (!empty && size_of(line) + 1 + size_of(part) > Width) {
      lines.push_back(line);
      line = indent;
      empty = true;
    }
    line += (empty && line == indent ? "" : " ") + part;
    empty = false;
  }
  lines.push_back(line);
}

// "-f FILE, --file FILE"
std::string invocation(Runtime& rt, const ParserAction& action) {
  if (action.positional()) return metavar_text(rt, action);
  const std::string arguments = action_arguments(rt, action);
  std::string text;
  for (const std::string& flag : action.flags)
    text += (text.empty() ? "" : ", ") + flag + (arguments.empty() ? "" : " " + arguments);
  return text;
}

}  // namespace

std::string action_arguments(Runtime& rt, const ParserAction& action) {
  const std::string first = metavar_text(rt, action);
  switch (action.takes) {
    case Takes::None:
      return "";
    case Takes::One:
      return first;
    case Takes::Optional:
      return "[" + first + "]";
    case Takes::Any:
      return "[" + first + " ...]";
    case Takes::Some:
      return first + " [" + metavar_text(rt, action, 1) + " ...]";
    case Takes::Exactly: {
      std::string text = first;
      for (std::size_t i = 1; i < action.exactly; ++i) text += " " + metavar_text(rt, action, i);
      return text;
    }
  }
  return "";
}

std::string expanded_help(Runtime& rt, const ArgumentParser& parser, const ParserAction& action) {
  if (!action.help || action.help->find('%') == std::string::npos) return action.help.value_or("");
  const Ref<Dict> fields = new_dict(rt);
  const auto set = [&](const char* name, const Value& value) {
    fields->set(*rt.intern(name), value ? value : Value::none());
  };
  set("default", action.fallback);
  set("prog", make_text(rt, parser.program));
  set("dest", make_text(rt, action.dest));
  set("const", action.constant);
  set("metavar", action.metavar);
  if (action.type) set("type", find_attribute(rt, action.type, "__name__"));
  if (action.choices) {
    std::vector<std::string> choices;
    for (const Value& each : to_vector(rt, action.choices)) choices.push_back(str(rt, each));
    set("choices", make_text(rt, fmt::format("{}", fmt::join(choices, ", "))));
  }
  return percent_format(rt, *action.help, fields, false);
}

std::string ArgumentParser::usage_text(Runtime& rt) {
  if (usage) {
    const Ref<Dict> fields = new_dict(rt);
    fields->set(*rt.intern("prog"), make_text(rt, program));
    return "usage: " + percent_format(rt, *usage, fields, false) + "\n";
  }
  std::vector<std::string> options;
  std::vector<std::string> positionals;
  for (const ParserAction& action : actions)
    if (!action.hidden)
      (action.positional() ? positionals : options).push_back(usage_part(rt, action));
  const std::string head = "usage: " + program;
  std::vector<std::string> all = options;
  all.insert(all.end(), positionals.begin(), positionals.end());
  const std::string line = head + (all.empty() ? "" : " ") + fmt::format("{}", fmt::join(all, " "));
  if (size_of(line) <= Width) return line + "\n";
  std::vector<std::string> lines;
  const bool short_name = 4 * size_of(head) <= 3 * Width;
  const std::string indent(short_name ? size_of(head) + 1 : std::string_view("usage: ").size(),
                           ' ');
  if (short_name && !options.empty()) {
    append_lines(lines, options, head, indent);
    if (!positionals.empty()) append_lines(lines, positionals, indent, indent);
  } else if (short_name) {
    append_lines(lines, positionals, head, indent);
  } else {
    lines.push_back(head);
    append_lines(lines, all, indent, indent);
  }
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

namespace {

std::string entry(Runtime& rt, const ArgumentParser& parser, const ParserAction& action,
                  std::size_t position) {
  const std::string head = "  " + invocation(rt, action);
  const std::string help = expanded_help(rt, parser, action);
  if (help.find_first_not_of(" \t\n") == std::string::npos) return head + "\n";
  const std::vector<std::string> lines = wrapped(help, std::max<std::size_t>(Width - position, 11));
  const bool fits = size_of(head) + 2 <= position;
  std::string text = fits ? head + std::string(position - size_of(head), ' ')
                          : head + "\n" + std::string(position, ' ');
  for (std::size_t i = 0; i < lines.size(); ++i)
    text += (i == 0 ? "" : std::string(position, ' ')) + lines[i] + "\n";
  return text;
}

}  // namespace

std::string ArgumentParser::help_text(Runtime& rt) {
  std::string text = usage_text(rt) + "\n" + paragraph(description, raw_description);
  std::size_t longest = 0;
  for (const ParserAction& action : actions)
    if (!action.hidden) longest = std::max(longest, size_of(invocation(rt, action)) + 2);
  const std::size_t position = std::min(longest + 2, MostHelpPosition);
  for (const bool positional : {true, false}) {
    std::string entries;
    for (const ParserAction& action : actions)
      if (!action.hidden && action.positional() == positional)
        entries += entry(rt, *this, action, position);
    if (!entries.empty())
      text += (positional ? "positional arguments:\n" : "options:\n") + entries + "\n";
  }
  text += paragraph(epilog, raw_description);
  text.resize(text.find_last_not_of('\n') + 1);
  return text + "\n";
}

}  // namespace undumpy::python
