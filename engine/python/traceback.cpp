// Tracebacks in the shape of Python's:
//
//     Traceback (most recent call last):
//       File "repair.py", line 4, in <module>
//         total = add(1, None)
//                 ^^^^^^^^^^^^
//       File "repair.py", line 2, in add
//         return a + b
//                ~~^~~
//     TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'

#include <fmt/format.h>

#include "engine/python/exception.h"
#include "engine/python/nodes.h"
#include "engine/python/runtime.h"
#include "parser/utf8.h"

namespace undumpy::python {

void note_frame(Frame& frame, Exception& exception) {
  // One entry for each frame, also when the exception is caught and raised again in it.
  if (exception.last_frame == &frame) return;
  exception.last_frame = &frame;
  TracebackEntry entry;
  entry.tree = frame.code.tree;
  if (frame.at != nullptr) entry.span = frame.at->span;
  entry.function = frame.code.qualified_name;
  exception.traceback.push_back(std::move(entry));
}

void note_limit(Frame& frame) {
  TracebackEntry entry;
  entry.tree = frame.code.tree;
  if (frame.at != nullptr) entry.span = frame.at->span;
  entry.function = frame.code.qualified_name;
  frame.rt.limit_traceback.push_back(std::move(entry));
}

std::string exception_line(Runtime& rt, const Exception& exception) {
  const Class& cls = *exception.cls;
  const std::string name =
      cls.module.empty() || cls.module == "builtins" || cls.module == "__main__"
          ? cls.qualified_name
          : cls.module + "." + cls.qualified_name;
  const Ref<Exception> keep(const_cast<Exception*>(&exception));
  std::string text;
  bool failed = false;
  try {
    text = str(rt, Value(keep));
  } catch (const Raised&) {
    failed = true;
  }
  if (failed) text = "<exception str() failed>";
  return text.empty() ? name : name + ": " + text;
}

namespace {

// The line of the entry and the carets under it; nothing when the whole line is meant.
std::string source_lines(const Place& place) {
  const std::string& line = place.source;
  const std::size_t indent = line.find_first_not_of(" \t\f");
  if (indent == std::string::npos) return {};
  const std::size_t end = line.find_last_not_of(" \t\f\r\n") + 1;
  const std::string text = line.substr(indent, end - indent);
  std::string shown = "    " + printable(text) + "\n";
  const std::size_t first = place.column - 1 - std::min(place.column - 1, place.source_column);
  if (place.column == 0 || first < indent) return shown;
  std::size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  const std::size_t from = first - indent;
  const std::size_t length =
      std::min<std::size_t>(place.length, characters - std::min(from, characters));
  if (from == 0 && length >= characters) return shown;
  if (length == 0) return shown;
  return shown + "    " + std::string(from, ' ') + std::string(length, '^') + "\n";
}

std::string entries_text(const std::vector<TracebackEntry>& entries) {
  std::string text = "Traceback (most recent call last):\n";
  // A recursion repeats the same lines: three are enough.
  constexpr std::size_t Shown = 3;
  std::size_t repeated = 0;
  for (std::size_t i = entries.size(); i-- > 0;) {
    const TracebackEntry& entry = entries[i];
    const TracebackEntry* before = i + 1 < entries.size() ? &entries[i + 1] : nullptr;
    const bool same = before != nullptr && before->tree == entry.tree &&
                      before->span.begin == entry.span.begin && before->line == entry.line &&
                      before->function == entry.function;
    repeated = same ? repeated + 1 : 0;
    if (repeated >= Shown) {
      const bool last = i == 0 || entries[i - 1].span.begin != entry.span.begin ||
                        entries[i - 1].function != entry.function;
      if (last)
        text += fmt::format("  [Previous line repeated {} more time{}]\n", repeated - Shown + 1,
                            repeated == Shown ? "" : "s");
      continue;
    }
    if (entry.tree == nullptr) {
      text +=
          fmt::format("  File \"{}\", line {}, in {}\n", entry.file, entry.line, entry.function);
      if (!entry.source.empty()) text += "    " + printable(entry.source) + "\n";
      continue;
    }
    const Place place = entry.tree->place(entry.span);
    text += fmt::format("  File \"{}\", line {}, in {}\n", place.file, place.line, entry.function);
    text += source_lines(place);
  }
  return text;
}

void append(Runtime& rt, std::string& text, const Exception& exception, int depth) {
  constexpr int MaxChain = 10;
  const auto* cause = as<Exception>(exception.cause);
  const auto* context = as<Exception>(exception.context);
  if (depth < MaxChain && cause != nullptr) {
    append(rt, text, *cause, depth + 1);
    text += "\nThe above exception was the direct cause of the following exception:\n\n";
  } else if (depth < MaxChain && context != nullptr && !exception.suppress_context) {
    append(rt, text, *context, depth + 1);
    text += "\nDuring handling of the above exception, another exception occurred:\n\n";
  }
  if (!exception.traceback.empty()) text += entries_text(exception.traceback);
  text += exception_line(rt, exception);
  if (!exception.suggestion.empty()) text += ". Did you mean: '" + exception.suggestion + "'?";
  text += "\n";
}

}  // namespace

std::string traceback_text(Runtime& rt, const Exception& exception) {
  std::string text;
  append(rt, text, exception, 0);
  return text;
}

std::string limit_text(Runtime& rt, const LimitExceeded& limit) {
  std::string text;
  if (!rt.limit_traceback.empty()) text += entries_text(rt.limit_traceback);
  text += fmt::format("LimitExceeded: {}\n", limit.message());
  text +=
      fmt::format("next: if the program is right, give it more with {}\n", option_of(limit.limit));
  return text;
}

}  // namespace undumpy::python
