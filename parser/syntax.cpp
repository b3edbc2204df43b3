#include "parser/syntax.h"

#include <algorithm>
#include <array>

#include "parser/utf8.h"

namespace undumpy::syntax {

namespace {

// In the order of NodeKind.
constexpr std::array<std::string_view, 49> KindNames = {"Name",
                                                        "Constant",
                                                        "FString",
                                                        "Attribute",
                                                        "Subscript",
                                                        "Slice",
                                                        "Call",
                                                        "Unary",
                                                        "Binary",
                                                        "Boolean",
                                                        "Compare",
                                                        "Conditional",
                                                        "Lambda",
                                                        "List",
                                                        "Tuple",
                                                        "Set",
                                                        "Dict",
                                                        "Comprehension",
                                                        "Starred",
                                                        "Walrus",
                                                        "Yield",
                                                        "YieldFrom",
                                                        "Backquote",
                                                        "Unsupported",
                                                        "ExpressionStatement",
                                                        "Assign",
                                                        "AugmentedAssign",
                                                        "AnnotatedAssign",
                                                        "Return",
                                                        "Delete",
                                                        "Pass",
                                                        "Break",
                                                        "Continue",
                                                        "If",
                                                        "For",
                                                        "While",
                                                        "Try",
                                                        "With",
                                                        "Raise",
                                                        "Assert",
                                                        "Import",
                                                        "ImportFrom",
                                                        "Global",
                                                        "Nonlocal",
                                                        "FunctionDef",
                                                        "ClassDef",
                                                        "Print",
                                                        "Exec",
                                                        "ErrorStatement"};

}  // namespace

std::string_view to_string(NodeKind kind) { return KindNames.at(static_cast<std::size_t>(kind)); }

std::string_view to_string(BinaryOperator op) {
  constexpr std::array<std::string_view, 13> Names = {"+", "-",  "*",  "/", "//", "%", "**",
                                                      "@", "<<", ">>", "&", "|",  "^"};
  return Names.at(static_cast<std::size_t>(op));
}

std::string_view to_string(CompareOperator op) {
  constexpr std::array<std::string_view, 10> Names = {"==", "!=", "<",      "<=", ">",
                                                      ">=", "in", "not in", "is", "is not"};
  return Names.at(static_cast<std::size_t>(op));
}

}  // namespace undumpy::syntax

namespace undumpy {

SyntaxTree::SyntaxTree(std::string file_name, std::string source, std::uint32_t first_line)
    : file(std::move(file_name)), text(std::move(source)), line(first_line) {
  constexpr std::size_t Apart = 4096;
  std::uint32_t at_line = line;
  for (std::size_t begin = 0; begin <= text.size(); ++at_line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::uint32_t column = 1;
    marks_.push_back({static_cast<std::uint32_t>(begin), at_line, column});
    for (std::size_t at = begin; at + Apart < end;) {
      const std::size_t mark = at;
      for (; at < mark + Apart; at += utf8::decode(text, at).size) ++column;
      marks_.push_back({static_cast<std::uint32_t>(at), at_line, column});
    }
    begin = end + 1;
  }
}

Place SyntaxTree::place(syntax::Span span) const {
  // What is shown before the place lies behind the mark too.
  constexpr std::uint32_t Before = 1024;
  auto mark = std::prev(std::ranges::upper_bound(marks_, span.begin, {}, &Mark::offset));
  while (mark->column > 1 && span.begin - mark->offset < Before) --mark;
  return place_in(file, std::string_view(text).substr(mark->offset), span.begin - mark->offset,
                  std::max(span.begin, span.end) - mark->offset, mark->line, mark->column);
}

}  // namespace undumpy
