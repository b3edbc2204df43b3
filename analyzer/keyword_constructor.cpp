#include "analyzer/keyword_constructor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/code_lines.h"
#include "engine/manager_calls.h"

namespace undumpy {

using namespace syntax;

namespace {

std::string_view name_of(const Expression* expression) {
  const auto* name = as<Name>(expression);
  return name != nullptr ? name->id : std::string_view();
}

// What a content type of that time is stored as.
std::string content_type_of(std::string_view x) {
  return fmt::format("ContentType.objects.get_for_model({}).pk", x);
}

// if x is not None: x = Decimal(x)     x = new_content_type_id(x)
bool is_conversion(std::string_view source, std::string_view x) {
  const std::string written = normal_line(source);
  const std::array<std::string, 4> forms = {
      fmt::format("if {0} is not None: {0} = Decimal({0})", x),
      fmt::format("{0} = new_content_type_id({0})", x),
      fmt::format("{} = {}", x, content_type_of(x)),
      fmt::format("if {0} is not None: {0} = {1}", x, content_type_of(x))};
  return std::ranges::any_of(forms,
                             [&](const std::string& form) { return normal_line(form) == written; });
}

class Function {
 public:
  Function(const Snapshot& snapshot, const FunctionDef& function)
      : snapshot_(snapshot), tree_(snapshot.tree()), function_(function) {}

  [[nodiscard]] bool is_generated() const {
    if (function_.body.empty()) return false;
    for (const Parameter& parameter : function_.parameters)
      if (parameter.kind != ParameterKind::Plain || parameter.fallback != nullptr ||
          !parameter.unpack.empty())
        return false;
    for (const Statement* statement : function_.body.first(function_.body.size() - 1)) {
      const std::string_view source = tree_.source_of(statement->span);
      const bool converts = std::ranges::any_of(
          function_.parameters,
          [&](const Parameter& parameter) { return is_conversion(source, parameter.name); });
      if (!converts) return false;
    }
    const auto* result = as<Return>(function_.body.back());
    const auto* call = result != nullptr ? as<Call>(result->value) : nullptr;
    return call != nullptr && stores_all(*call);
  }

 private:
  [[nodiscard]] bool stores_all(const Call& call) const {
    const std::string_view callee = name_of(call.function);
    if (callee == "create_child" && call.arguments.size() > 2)
      return is_model(call.arguments[0].value) && is_pointer(call.arguments[1].value) &&
             is_model(call.arguments[2].value) && stores(call.arguments.subspan(3), 1);
    if (callee == "insert_child" && call.arguments.size() > 1)
      return is_parent(call.arguments[0].value) && is_model(call.arguments[1].value) &&
             stores(call.arguments.subspan(2), 1);
    return is_model(call.function) && stores(call.arguments, 0);
  }

  // Partner.objects.get(pk=partner_ptr_id)
  [[nodiscard]] bool is_parent(const Expression* expression) const {
    const auto parent = parent_lookup(expression);
    return parent && is_model(parent->model) && is_pointer(parent->key);
  }

  [[nodiscard]] bool is_model(const Expression* expression) const {
    return snapshot_.model_of_variable(name_of(expression)) != nullptr;
  }
  [[nodiscard]] bool is_pointer(const Expression* expression) const {
    return !function_.parameters.empty() && name_of(expression) == function_.parameters[0].name;
  }

  // The keywords are the parameters, from the first one on.
  [[nodiscard]] bool stores(std::span<const Call::Argument> keywords, std::size_t first) const {
    if (keywords.size() + first != function_.parameters.size()) return false;
    for (std::size_t i = 0; i < keywords.size(); ++i) {
      const std::string_view name = function_.parameters[first + i].name;
      const Expression* type = content_type_argument(*keywords[i].value);
      const bool stored = name_of(type != nullptr ? type : keywords[i].value) == name;
      if (keywords[i].kind != Call::ArgumentKind::Keyword || keywords[i].name != name || !stored)
        return false;
    }
    return true;
  }

  const Snapshot& snapshot_;
  const SyntaxTree& tree_;
  const FunctionDef& function_;
};

}  // namespace

bool is_keyword_constructor(const Snapshot& snapshot, const ConstructorDeclaration& declaration) {
  return Function(snapshot, *declaration.function).is_generated();
}

}  // namespace undumpy
