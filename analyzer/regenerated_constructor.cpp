#include "analyzer/regenerated_constructor.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "parser/syntax_walk.h"
#include "parser/utf8.h"

namespace undumpy {

using namespace syntax;
namespace periods = dump_template;

namespace {

using Parameter = RegeneratedConstructor::Parameter;

bool is_since(int day, std::size_t period) {
  return periods::holds(periods::periods_between(day, periods::Never), period);
}

std::string_view name_of(const Expression* expression) {
  const auto* name = as<Name>(expression);
  return name != nullptr ? name->id : std::string_view();
}

std::string decimal_line(std::string_view x) {
  return fmt::format("if {0} is not None: {0} = Decimal({0})", x);
}
std::string content_type_line(std::string_view x) {
  return fmt::format("{0} = new_content_type_id({0})", x);
}

// The statements of a function, also those that were commented out, without their indentation.
std::set<std::string> statements_of(const CodeLines& written) {
  std::set<std::string> result;
  for (const std::string& line : written) {
    const std::size_t at = line.find_first_not_of("# \t");
    if (at != std::string::npos) result.insert(normal_line(std::string_view(line).substr(at)));
  }
  return result;
}

// contacts.PartnerStates of `if x: x = settings.SITE.models.contacts.PartnerStates.get_by_value(x)`
std::string choices_of(std::string_view x, const std::set<std::string>& statements) {
  const std::string end = fmt::format(".get_by_value({})", x);
  for (const char* path : {"models.", "modules."}) {
    const std::string begin = normal_line(fmt::format("if {0}: {0} = settings.SITE.{1}", x, path));
    for (auto it = statements.lower_bound(begin); it != statements.end(); ++it) {
      if (!it->starts_with(begin)) break;
      if (it->ends_with(end))
        return it->substr(begin.size(), it->size() - begin.size() - end.size());
    }
  }
  return "";
}

// The names that are given to bv2kw(), or whose items are given: bv2kw("name",…), kw["x"]=name[0].
std::set<std::string, std::less<>> babel_names(const std::set<std::string>& statements) {
  constexpr std::string_view Call = "bv2kw(\"";
  std::set<std::string, std::less<>> names;
  for (const std::string_view statement : statements) {
    for (std::size_t at = statement.find(Call); at != std::string_view::npos;
         at = statement.find(Call, at)) {
      at += Call.size();
      const std::size_t end = statement.find('"', at);
      if (end != std::string_view::npos && statement.substr(end + 1).starts_with(','))
        names.emplace(statement.substr(at, end - at));
    }
    for (std::size_t at = statement.find('='); at != std::string_view::npos;
         at = statement.find('=', at)) {
      const std::size_t end = statement.find_first_of("[=", ++at);
      if (end != std::string_view::npos && statement[end] == '[')
        names.emplace(statement.substr(at, end - at));
    }
  }
  return names;
}

Parameter parameter_of(std::string_view name, const std::set<std::string>& statements,
                       const std::set<std::string, std::less<>>& babel) {
  Parameter result;
  result.name = name;
  result.decimal = statements.contains(normal_line(decimal_line(name)));
  result.content_type = statements.contains(normal_line(content_type_line(name)));
  result.choices = choices_of(name, statements);
  result.babel = babel.contains(name);
  return result;
}

// As it is found among statements_of().
std::string trimmed_update_line(const Parameter& parameter) {
  const std::string line = RegeneratedConstructor::update_line(parameter);
  return line.substr(line.find_first_not_of(' '));
}

// What generators wrote above `kw = dict()`, or (before 2016-02-04) above the parameter's line.
void add_conversion(const Parameter& parameter, std::size_t period, CodeLines& lines) {
  if (parameter.decimal) lines.push_back("    " + decimal_line(parameter.name));
  if (parameter.content_type) lines.push_back("    " + content_type_line(parameter.name));
  if (parameter.choices.empty() || !is_since(periods::ConversionsFirst, period)) return;
  const bool commented = is_since(periods::ChoicesCommented, period);
  lines.push_back(fmt::format("{0}    if {1}: {1} = settings.SITE.{2}.{3}.get_by_value({1})",
                              commented ? "#" : "", parameter.name,
                              commented ? "models" : "modules", parameter.choices));
}

}  // namespace

std::string RegeneratedConstructor::update_line(const Parameter& parameter) {
  return parameter.babel
             ? fmt::format("    if {0} is not None: kw.update(bv2kw('{0}',{0}))", parameter.name)
             : fmt::format("    kw.update({0}={0})", parameter.name);
}

std::optional<RegeneratedConstructor> RegeneratedConstructor::of(
    const Snapshot& snapshot, const ModelNames& names, const ConstructorDeclaration& declaration,
    const CodeLines& written) {
  const FunctionDef& function = *declaration.function;
  RegeneratedConstructor result;
  result.table_ = declaration.table;
  result.child_call_ = snapshot.generation == Generation::S9 ? "create_child" : "create_mti_child";
  const auto statements = statements_of(written);
  const auto babel = babel_names(statements);
  for (const syntax::Parameter& parameter : function.parameters) {
    if (parameter.kind != ParameterKind::Plain || parameter.fallback != nullptr ||
        !parameter.unpack.empty())
      return std::nullopt;
    result.parameters_.push_back(parameter_of(parameter.name, statements, babel));
  }
  result.pointer_stored_ =
      !result.parameters_.empty() &&
      statements.contains(normal_line(trimmed_update_line(result.parameters_[0])));
  if (!result.find_model(snapshot, names, function)) return std::nullopt;
  result.find_parent(names);
  return result;
}

// The model whose table it is, by its name; else the one that the function makes.
bool RegeneratedConstructor::find_model(const Snapshot& snapshot, const ModelNames& names,
                                        const FunctionDef& function) {
  if (const ModelDeclaration* model = names.of_table(table_)) model_ = model->variable;
  walk(function.body, [&](const Node& node) {
    const auto* call = as<Call>(&node);
    if (call == nullptr) return true;
    const std::string_view callee = name_of(call->function);
    const auto argument = [&](std::size_t i) {
      return i < call->arguments.size() ? name_of(call->arguments[i].value) : std::string_view();
    };
    if (callee == child_call_ && snapshot.model_of_variable(argument(2)) != nullptr) {
      parent_ = argument(0);
      if (model_.empty()) model_ = argument(2);
      for (const Call::Argument& each : call->arguments)
        if (each.kind == Call::ArgumentKind::Keyword && each.name == name_of(each.value))
          old_keywords_.emplace_back(each.name);
    } else if (model_.empty() && snapshot.model_of_variable(callee) != nullptr) {
      model_ = callee;
    }
    return true;
  });
  // One that no line resolves (FM105) is still the one that was meant.
  const auto* result = function.body.empty() ? nullptr : as<Return>(function.body.back());
  const auto* call = result != nullptr ? as<Call>(result->value) : nullptr;
  if (model_.empty() && call != nullptr && name_of(call->function) != child_call_)
    model_ = name_of(call->function);
  return !model_.empty();
}

// Somebody took the parent class away: a first parameter `person_ptr_id` that was never stored
// under its own name is the pointer to contacts_Person.
void RegeneratedConstructor::find_parent(const ModelNames& names) {
  if (!parent_.empty() || parameters_.empty() || pointer_stored_) return;
  constexpr std::string_view End = "_ptr_id";
  const std::string_view pointer = parameters_[0].name;
  if (!pointer.ends_with(End)) return;
  if (const auto* model = names.of_class(pointer.substr(0, pointer.size() - End.size())))
    parent_ = model->variable;
}

// return create_mti_child(Parent,ptr,Child,a=a,b=b)
std::string RegeneratedConstructor::old_child_call() const {
  std::set<std::string_view> names;
  for (const Parameter& parameter : parameters_) names.insert(parameter.name);
  std::string call = fmt::format("    return {}({},{},{}", child_call_, parent_,
                                 parameters_.empty() ? "" : parameters_[0].name, model_);
  for (const Parameter& parameter : parameters_) {
    // A pointer whose column was declared in the model's own class was given twice.
    const bool given = std::ranges::find(old_keywords_, parameter.name) != old_keywords_.end();
    if (&parameter == &parameters_[0] && !given) continue;
    call += fmt::format(",{0}={0}", parameter.name);
    // The columns of other languages were among the keywords, although nothing defines them.
    for (const std::string& keyword : old_keywords_)
      if (keyword.starts_with(parameter.name + "_") && !names.contains(keyword))
        call += fmt::format(",{0}={0}", keyword);
  }
  return call + ")";
}

CodeLines RegeneratedConstructor::lines(std::size_t period) const {
  const bool conversions_first = is_since(periods::ConversionsFirst, period);
  std::string names;
  for (const Parameter& parameter : parameters_)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", parameter.name);
  CodeLines result = {fmt::format("def create_{}({}):", table_, names)};
  if (conversions_first)
    for (const Parameter& parameter : parameters_) add_conversion(parameter, period, result);
  if (!parent_.empty() && !is_since(periods::ChildrenWithKw, period)) {
    result.push_back(old_child_call());
    return result;
  }
  result.emplace_back("    kw = dict()");
  for (std::size_t i = parent_.empty() || pointer_stored_ ? 0 : 1; i < parameters_.size(); ++i) {
    if (!conversions_first) add_conversion(parameters_[i], period, result);
    result.push_back(update_line(parameters_[i]));
  }
  result.push_back(parent_.empty()
                       ? fmt::format("    return {}(**kw)", model_)
                       : fmt::format("    return create_mti_child({}, {}, {}, **kw)", parent_,
                                     parameters_.empty() ? "" : parameters_[0].name, model_));
  return result;
}

}  // namespace undumpy
