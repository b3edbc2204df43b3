#include "parser/syntax.h"

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
