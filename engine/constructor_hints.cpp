#include "engine/constructor_hints.h"

#include <algorithm>
#include <map>

#include "parser/syntax_walk.h"

namespace undumpy {

using namespace syntax;

namespace {

std::string_view name_of(const Expression* expression) {
  const auto* name = as<Name>(expression);
  return name != nullptr ? name->id : std::string_view();
}

// The name in "    if x: x = settings.SITE.models.app.List.get_by_value(x)".
std::string_view choice_in(std::string_view line) {
  if (line.find(".get_by_value(") == std::string_view::npos) return {};
  const std::size_t begin = line.find("if ");
  const std::size_t end = line.find(':');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  return line.substr(begin + 3, end - begin - 3);
}

struct Hints {
  std::vector<std::string_view> decimals, content_types, babel;
  std::string_view model, parent;  // variables
};

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

Hints collect(const Snapshot& snapshot, const FunctionDef& function) {
  Hints hints;
  walk(function.body, [&](const Node& node) {
    const auto* call = as<Call>(&node);
    if (call == nullptr) return true;
    const std::string_view callee = name_of(call->function);
    const auto argument = [&](std::size_t i) -> const Expression* {
      return i < call->arguments.size() ? call->arguments[i].value : nullptr;
    };
    if (callee == "Decimal") hints.decimals.push_back(name_of(argument(0)));
    if (callee == "new_content_type_id") hints.content_types.push_back(name_of(argument(0)));
    if (callee == "bv2kw") {
      const auto* field = as<Constant>(argument(0));
      if (field != nullptr && field->value.kind == CellKind::Text)
        hints.babel.push_back(field->value.text());
    }
    if ((callee == "create_mti_child" || callee == "create_child") && hints.model.empty()) {
      hints.parent = name_of(argument(0));
      hints.model = name_of(argument(2));
    }
    if (callee == "insert_child" && hints.model.empty()) hints.model = name_of(argument(1));
    if (snapshot.model_of_variable(callee) != nullptr && hints.model.empty()) hints.model = callee;
    return true;
  });
  return hints;
}

std::string model_name(const Snapshot& snapshot, std::string_view variable) {
  const ModelDeclaration* declared = snapshot.model_of_variable(variable);
  return declared != nullptr ? declared->name : std::string();
}

}  // namespace

std::vector<std::string_view> choices_of(const SyntaxTree& tree, const FunctionDef& function) {
  std::vector<std::string_view> choices;
  const auto begins = [](const Comment& comment) { return comment.span.begin; };
  for (auto comment = std::ranges::lower_bound(tree.comments, function.span.begin, {}, begins);
       comment != tree.comments.end() && comment->span.begin < function.span.end; ++comment)
    if (const std::string_view name = choice_in(comment->text); !name.empty())
      choices.push_back(name);
  walk(function.body, [&](const Node& node) {
    if (const auto* condition = as<If>(&node))
      if (const std::string_view name = choice_in(tree.source_of(condition->span)); !name.empty())
        choices.push_back(name);
    return true;
  });
  return choices;
}

void read_hints(const Snapshot& snapshot, const FunctionDef& function, RowShape& shape) {
  const Hints hints = collect(snapshot, function);
  if (shape.model.empty()) shape.model = model_name(snapshot, hints.model);
  if (shape.parent.empty()) shape.parent = model_name(snapshot, hints.parent);
  const auto choices = choices_of(snapshot.tree(), function);
  shape.columns.clear();
  for (const Parameter& parameter : function.parameters) {
    ShapeColumn column;
    column.name = column.field = parameter.name;
    column.argument = static_cast<int>(&parameter - function.parameters.data());
    column.decimal = has(hints.decimals, parameter.name);
    column.content_type = has(hints.content_types, parameter.name);
    column.choice = has(choices, parameter.name);
    column.parent_link = !shape.parent.empty() && shape.columns.empty();
    if (!has(hints.babel, parameter.name)) {
      shape.columns.push_back(std::move(column));
      continue;
    }
    for (const std::string& language : snapshot.languages) {
      column.language = language;
      if (&language != &snapshot.languages.front()) column.name = column.field + "_" + language;
      shape.columns.push_back(column);
    }
  }
}

}  // namespace undumpy
