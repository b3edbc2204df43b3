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

#include <algorithm>

#include "engine/python/exception.h"
#include "engine/python/nodes.h"
#include "engine/python/runtime.h"
#include "parser/utf8.h"

namespace undumpy::python {

namespace {

TracebackEntry entry_of(const Frame& frame, const std::string& function) {
  TracebackEntry entry;
  entry.tree = frame.code.tree;
  if (frame.at != nullptr) {
    entry.span = frame.at->span;
    entry.anchor = frame.at->anchor();
  } else if (!frame.code.body.empty()) {
    entry.span = frame.code.body.front()->span;
  }
  entry.function = function;
  return entry;
}

}  // namespace

void note_frame(Frame& frame, Exception& exception) {
  // One entry for each frame, also when the exception is caught and raised again in it.
  if (exception.last_frame == &frame) return;
  exception.last_frame = &frame;
  exception.traceback.push_back(entry_of(frame, frame.code.name->text));
}

void note_comprehension(Frame& frame, const void* comprehension, const char* name,
                        Exception& exception) {
  if (exception.last_frame == comprehension) return;
  exception.last_frame = comprehension;
  exception.traceback.push_back(entry_of(frame, name));
}

void note_limit(Frame& frame) {
  frame.rt.limit_traceback.push_back(entry_of(frame, frame.code.name->text));
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

std::string notes_text(Runtime& rt, const Exception& exception) {
  auto& noted = const_cast<Exception&>(exception);
  const Value notes =
      noted.attributes() != nullptr ? noted.attributes()->get(*rt.intern("__notes__")) : Value();
  std::string text;
  if (const auto* list = as<List>(notes))
    for (const Value& note : list->items)
      text += (as<Str>(note) != nullptr ? as<Str>(note)->text : repr(rt, note)) + "\n";
  return text;
}

namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The line of the entry and the carets under it; no carets when the whole line is meant.
std::string source_lines(const TracebackEntry& entry) {
  const std::string_view text = entry.tree->text;
  const std::size_t place = std::min<std::size_t>(entry.span.begin, text.size());
  const std::size_t line_end = std::min(text.find('\n', place), text.size());
  const std::size_t before = place == 0 ? std::string_view::npos : text.rfind('\n', place - 1);
  std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  begin = std::min(text.find_first_not_of(" \t\f", begin), line_end);
  const std::size_t last = text.find_last_not_of(" \t\f\r\n", line_end - (line_end > 0 ? 1 : 0));
  const std::size_t end = last == std::string_view::npos || last < begin ? begin : last + 1;
  if (begin == end) return {};
  const auto part = [&text](std::size_t from, std::size_t to) {
    return text.substr(from, to - std::min(from, to));
  };
  std::string shown = "    " + printable(part(begin, end)) + "\n";
  const bool one_line = entry.span.end <= line_end;
  const std::size_t stop = one_line ? std::min<std::size_t>(entry.span.end, end) : end;
  const bool anchored = one_line && entry.anchor.end > entry.anchor.begin;
  if (place < begin || stop <= place) return shown;
  if (place == begin && stop == end && !anchored) return shown;
  const std::size_t mark = anchored ? entry.anchor.begin : place;
  const std::size_t mark_end = anchored ? entry.anchor.end : stop;
  return shown + "    " + std::string(characters(part(begin, place)), ' ') +
         std::string(characters(part(place, mark)), '~') +
         std::string(characters(part(mark, mark_end)), '^') +
         std::string(characters(part(mark_end, stop)), '~') + "\n";
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
    text += source_lines(entry);
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
  text += "\n" + notes_text(rt, exception);
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
