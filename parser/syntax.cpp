#include "parser/syntax.h"

#include <algorithm>
#include <array>

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
    : file(std::move(file_name)), text(std::move(source)), line(first_line), line_begins_{0} {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
}

Place SyntaxTree::place(syntax::Span span) const {
  const auto behind = std::ranges::upper_bound(line_begins_, span.begin);
  const std::uint32_t begin = *std::prev(behind);
  const auto before = static_cast<std::uint32_t>(behind - line_begins_.begin() - 1);
  return place_in(file, std::string_view(text).substr(begin), span.begin - begin,
                  std::max(span.begin, span.end) - begin, line + before);
}

}  // namespace undumpy
