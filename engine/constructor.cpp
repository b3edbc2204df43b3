// How a body is evaluated: parameters are symbols (which parameter, through which conversion),
// locals are symbols too, `kw` is an ordered list of (column, symbol). Each statement form that
// generators or people commonly write changes that state; the first form that is not known ends the
// evaluation with a diagnostic at its place.

#include "engine/constructor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <list>
#include <map>

#include "engine/bindings.h"
#include "engine/constructor_hints.h"
#include "engine/manager_calls.h"
#include "parser/python.h"
#include "parser/syntax_walk.h"

namespace undumpy {

using namespace syntax;

namespace {

// A value inside the body: a parameter through a conversion, or a constant.
struct Symbol {
  PlanStep step;
  bool babel_list = false;  // the whole list of a babel field
};

std::string_view name_of(const Expression* expression) {
  const auto* name = as<Name>(expression);
  return name != nullptr ? name->id : std::string_view();
}

bool is_none(const Expression* expression) {
  const auto* constant = as<Constant>(expression);
  return constant != nullptr && constant->value.is_none() &&
         constant->special == Constant::Special::No;
}

// Functions of the template that a create_ function may call.
bool is_helper(std::string_view name) {
  return name == "Decimal" || name == "bv2kw" || name == "new_content_type_id" ||
         name == "create_mti_child" || name == "create_child" || name == "insert_child" ||
         name == "ContentType" || name == "date" || name == "time";
}

// The name in `x is not None` (wanted = IsNot) or `x is None` (Is); "" for other tests.
std::string_view compared_with_none(const Expression* test, CompareOperator wanted) {
  const auto* compare = as<Compare>(test);
  if (compare == nullptr || compare->ops.size() != 1 || compare->ops[0] != wanted ||
      !is_none(compare->rest[0]))
    return {};
  return name_of(compare->first);
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::size_t digits = 0;
  std::size_t at = 0;
  const auto take_digits = [&] {
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at, ++digits;
  };
  take_digits();
  if (at < text.size() && text[at] == '.') ++at, take_digits();
  if (digits == 0) return text == "NaN" || text == "Infinity" || text == "Inf";
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    const std::size_t before = digits;
    take_digits();
    if (digits == before) return false;
  }
  return at == text.size();
}

// The entries of `kw`, in the order in which they came; functions may have thousands.
class Keywords {
 public:
  using Entry = std::pair<std::string, Symbol>;

  void set(std::string_view name, const Symbol& symbol) {
    if (const auto found = by_name_.find(name); found != by_name_.end()) {
      found->second->second = symbol;
      return;
    }
    insert(entries_.end(), name, symbol);
  }
  // Before all others.
  void set_first(std::string_view name, const Symbol& symbol) {
    remove(name);
    insert(entries_.begin(), name, symbol);
  }
  void remove(std::string_view name) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return;
    entries_.erase(found->second);
    by_name_.erase(found);
  }
  void clear() {
    entries_.clear();
    by_name_.clear();
  }
  [[nodiscard]] const std::list<Entry>& entries() const { return entries_; }

 private:
  void insert(std::list<Entry>::const_iterator before, std::string_view name,
              const Symbol& symbol) {
    by_name_.emplace(name, entries_.emplace(before, name, symbol));
  }

  std::list<Entry> entries_;
  std::map<std::string, std::list<Entry>::iterator, std::less<>> by_name_;
};

}  // namespace

class ConstructorReader {
 public:
  ConstructorReader(const Snapshot& snapshot, const Bindings& bindings,
                    const ConstructorDeclaration& declaration, Constructor& out)
      : snapshot_(snapshot),
        bindings_(bindings),
        declaration_(declaration),
        function_(*declaration.function),
        out_(out) {}

  void read() {
    out_.shape_.table = declaration_.table;
    if (!reduce()) read_hints(snapshot_, function_, out_.shape_);
  }
  // `fields` are those of the table's modules.
  void note_foreign_keys(const std::vector<std::string>& fields);

 private:
  bool reduce() {
    for (const Parameter& parameter : function_.parameters) {
      if (parameter.kind != ParameterKind::Plain || parameter.fallback != nullptr ||
          !parameter.unpack.empty())
        return fail(parameter.span, "this kind of parameter");
      Symbol symbol;
      symbol.step.parameter = static_cast<std::uint32_t>(out_.parameters_.size());
      symbols_[std::string(parameter.name)] = symbol;
      out_.parameters_.emplace_back(parameter.name);
    }
    if (!function_.decorators.empty()) return fail(function_.decorators[0]->span, "a decorator");
    if (!names_are_generated()) return false;
    for (const Statement* statement : function_.body) {
      if (finished_) break;
      if (!read_statement(*statement)) return false;
    }
    if (!finished_) out_.drops_rows_ = true;  // a body without return gives None
    note_choices();
    return true;
  }
  bool names_are_generated();
  bool read_statement(const Statement& statement);
  bool read_if(const If& statement);
  bool read_assign(const Assign& statement);
  bool read_call(const Call& call);
  bool read_update(const Call& call);
  bool read_return(const Return& statement);
  bool read_mti(const Call& call);
  bool read_insert_child(const Call& call);
  bool read_child(const Expression* parent, const Expression* link, const Expression* model,
                  const Call& call, std::size_t keywords);
  bool read_keywords(const Call& call, std::size_t first);
  bool evaluate(const Expression& expression, Symbol& out);
  bool evaluate_call(const Call& call, Symbol& out);
  bool set_babel(const Call& call);
  bool set_model(const Expression* expression, std::string& model);
  void finish();
  void note_choices();
  bool fail(Span span, std::string_view what);

  const Snapshot& snapshot_;
  const Bindings& bindings_;
  const ConstructorDeclaration& declaration_;
  const FunctionDef& function_;
  Constructor& out_;
  std::map<std::string, Symbol, std::less<>> symbols_;
  Keywords columns_;
  std::string kw_ = "kw";
  bool finished_ = false;
};

bool ConstructorReader::fail(Span span, std::string_view what) {
  Diagnostic problem;
  problem.severity = Severity::Info;
  problem.name = "constructor-interpreted";
  problem.message =
      fmt::format("create_{} holds {}, which does not reduce to a plan", declaration_.table, what);
  problem.place = snapshot_.tree().place(span);
  problem.table = declaration_.table;
  problem.why = "the interpreter makes the rows of this table, one by one";
  out_.problem_ = std::move(problem);
  return false;
}

// The function itself, and what it calls, must be what generators make of these names.
bool ConstructorReader::names_are_generated() {
  const auto& own = bindings_.of(function_.name);
  if (bindings_.bound_in_the_dark()) return fail(function_.name_span, "names that code may change");
  if (own.empty() || own.back() != &function_ ||
      !std::ranges::all_of(own, [](const Statement* by) { return as<FunctionDef>(by) != nullptr; }))
    return fail(function_.name_span, "a name that is bound again");
  const Node* changed = nullptr;
  walk(function_.body, [&](const Node& node) {
    const auto* name = as<Name>(&node);
    if (name == nullptr || changed != nullptr) return true;
    const ModelDeclaration* model = snapshot_.model_of_variable(name->id);
    const auto& bound = bindings_.of(name->id);
    if (model != nullptr) {
      const bool is_last = !bound.empty() && bound.back()->span.begin == model->span.begin;
      if (!is_last || !bindings_.is_generated_helper("resolve_model")) changed = name;
    } else if (is_helper(name->id)) {
      if (!bindings_.is_generated_helper(name->id)) changed = name;
    } else if (name->id == "dict" && !bound.empty()) {
      changed = name;
    }
    return true;
  });
  return changed == nullptr || fail(changed->span, "a helper that was changed");
}

bool ConstructorReader::read_statement(const Statement& statement) {
  switch (statement.kind) {
    case NodeKind::Pass:
      return true;
    case NodeKind::If:
      return read_if(*as<If>(&statement));
    case NodeKind::Assign:
      return read_assign(*as<Assign>(&statement));
    case NodeKind::Return:
      return read_return(*as<Return>(&statement));
    case NodeKind::Delete: {
      const auto* remove = as<Delete>(&statement);
      for (const Expression* target : remove->targets) {
        const auto* item = as<Subscript>(target);
        const auto* key = item != nullptr ? as<Constant>(item->index) : nullptr;
        if (key == nullptr || name_of(item->object) != kw_ || key->value.kind != CellKind::Text)
          return fail(statement.span, "this `del`");
        columns_.remove(key->value.text());
      }
      return true;
    }
    case NodeKind::ExpressionStatement: {
      const auto* value = as<ExpressionStatement>(&statement)->value;
      if (as<Constant>(value) != nullptr) return true;  // a docstring
      const auto* call = as<Call>(value);
      return call != nullptr ? read_call(*call) : fail(statement.span, "this expression");
    }
    default:
      return fail(statement.span, "this statement");
  }
}

// if x is not None: x = Decimal(x)     if x: x = ….get_by_value(x)
// if x is not None: kw.update(bv2kw('x',x))     if x is None: x = ''
bool ConstructorReader::read_if(const If& statement) {
  if (!statement.otherwise.empty() || statement.then.size() != 1)
    return fail(statement.span, "a condition");
  const Statement& then = *statement.then[0];
  const auto* assign = as<Assign>(&then);
  const std::string_view target =
      assign != nullptr && assign->targets.size() == 1 ? name_of(assign->targets[0]) : "";
  if (const std::string_view name = compared_with_none(statement.test, CompareOperator::IsNot);
      !name.empty()) {
    if (target == name && as<Call>(assign->value) != nullptr &&
        name_of(as<Call>(assign->value)->function) == "Decimal")
      return read_assign(*assign);
    const auto* expression = as<ExpressionStatement>(&then);
    const auto* call = expression != nullptr ? as<Call>(expression->value) : nullptr;
    if (call != nullptr && call->arguments.size() == 1) {
      const auto* inner = as<Call>(call->arguments[0].value);
      if (inner != nullptr && name_of(inner->function) == "bv2kw") return read_call(*call);
    }
    return fail(statement.span, "a condition");
  }
  if (const std::string_view name = compared_with_none(statement.test, CompareOperator::Is);
      !name.empty() && target == name && symbols_.contains(name)) {
    Symbol fallback;
    if (evaluate(*assign->value, fallback) && fallback.step.source == PlanStep::Source::Constant) {
      symbols_.find(name)->second.step.when_none = fallback.step.constant;
      return true;
    }
    out_.problem_.reset();
  }
  if (const std::string_view name = name_of(statement.test);
      !name.empty() && target == name &&
      snapshot_.tree().source_of(assign->value->span).find(".get_by_value(") !=
          std::string_view::npos) {
    return true;  // the stored value is the choice's value: as it stands
  }
  return fail(statement.span, "a condition");
}

bool ConstructorReader::read_assign(const Assign& statement) {
  if (statement.targets.size() != 1) return fail(statement.span, "this assignment");
  const auto* call = as<Call>(statement.value);
  const auto* dict = as<Dict>(statement.value);
  if (const std::string_view target = name_of(statement.targets[0]); !target.empty()) {
    const bool new_dict =
        (call != nullptr && name_of(call->function) == "dict" && call->arguments.empty()) ||
        (dict != nullptr && dict->entries.empty());
    if (new_dict) {
      kw_ = target;
      columns_.clear();
      return true;
    }
    Symbol symbol;
    if (!evaluate(*statement.value, symbol)) return false;
    symbols_[std::string(target)] = symbol;
    return true;
  }
  // kw['x'] = x
  const auto* item = as<Subscript>(statement.targets[0]);
  const auto* key = item != nullptr ? as<Constant>(item->index) : nullptr;
  if (key == nullptr || name_of(item->object) != kw_ || key->value.kind != CellKind::Text)
    return fail(statement.span, "this assignment");
  Symbol symbol;
  if (!evaluate(*statement.value, symbol)) return false;
  columns_.set(key->value.text(), symbol);
  return true;
}

bool ConstructorReader::read_call(const Call& call) {
  const auto* method = as<Attribute>(call.function);
  if (method == nullptr || name_of(method->object) != kw_) return fail(call.span, "this call");
  if (method->name == "update") return read_update(call);
  if (method->name == "pop" && !call.arguments.empty()) {
    const auto* key = as<Constant>(call.arguments[0].value);
    if (key == nullptr || key->value.kind != CellKind::Text) return fail(call.span, "this call");
    columns_.remove(key->value.text());
    return true;
  }
  return fail(call.span, "this call");
}

// kw.update(a=a, b=b) or kw.update(bv2kw('name',name))
bool ConstructorReader::read_update(const Call& call) {
  if (call.arguments.size() == 1 && call.arguments[0].kind == Call::ArgumentKind::Positional) {
    const auto* inner = as<Call>(call.arguments[0].value);
    if (inner == nullptr || name_of(inner->function) != "bv2kw")
      return fail(call.span, "this argument");
    return set_babel(*inner);
  }
  return read_keywords(call, 0);
}

bool ConstructorReader::read_keywords(const Call& call, std::size_t first) {
  for (std::size_t i = first; i < call.arguments.size(); ++i) {
    const Call::Argument& argument = call.arguments[i];
    if (argument.kind == Call::ArgumentKind::DoubleStar && name_of(argument.value) == kw_) continue;
    if (argument.kind != Call::ArgumentKind::Keyword) return fail(argument.span, "this argument");
    Symbol symbol;
    if (!evaluate(*argument.value, symbol)) return false;
    columns_.set(argument.name, symbol);
  }
  return true;
}

bool ConstructorReader::set_babel(const Call& call) {
  const auto* field = call.arguments.size() == 2 ? as<Constant>(call.arguments[0].value) : nullptr;
  if (field == nullptr || field->value.kind != CellKind::Text)
    return fail(call.span, "this use of bv2kw");
  Symbol symbol;
  if (!evaluate(*call.arguments[1].value, symbol)) return false;
  if (symbol.step.source != PlanStep::Source::Parameter ||
      symbol.step.conversion != PlanStep::Conversion::AsIs)
    return fail(call.span, "this use of bv2kw");
  symbol.babel_list = true;
  columns_.set(field->value.text(), symbol);
  return true;
}

bool ConstructorReader::evaluate(const Expression& expression, Symbol& out) {
  if (const std::string_view name = name_of(&expression); !name.empty()) {
    const auto found = symbols_.find(name);
    if (found == symbols_.end()) return fail(expression.span, fmt::format("the name {}", name));
    out = found->second;
    return true;
  }
  if (const auto* call = as<Call>(&expression)) return evaluate_call(*call, out);
  if (const auto* type = content_type_argument(expression)) {
    if (!evaluate(*type, out)) return false;
    if (out.step.source == PlanStep::Source::Constant) return fail(expression.span, "a constant");
    out.step.conversion = PlanStep::Conversion::ContentType;
    return true;
  }
  std::string reason;
  Cell constant = Cell::none();
  if (!literal_of(expression, out_.constants_, constant, reason))
    return fail(expression.span, "an expression");
  out.step.source = PlanStep::Source::Constant;
  out.step.constant = constant;
  return true;
}

// Decimal(x), new_content_type_id(x); other calls are constants (date(…)) or not understood.
bool ConstructorReader::evaluate_call(const Call& call, Symbol& out) {
  const std::string_view function = name_of(call.function);
  const bool decimal = function == "Decimal";
  if (!decimal && function != "new_content_type_id") {
    std::string reason;
    Cell constant = Cell::none();
    if (!literal_of(call, out_.constants_, constant, reason))
      return fail(call.span, function.empty() ? "a call" : fmt::format("a call of {}", function));
    out.step.source = PlanStep::Source::Constant;
    out.step.constant = constant;
    return true;
  }
  if (call.arguments.size() != 1 || !evaluate(*call.arguments[0].value, out))
    return out_.problem_ ? false : fail(call.span, "this call");
  const auto wanted = decimal ? PlanStep::Conversion::Decimal : PlanStep::Conversion::ContentType;
  if (out.step.source == PlanStep::Source::Constant) {
    if (!decimal || out.step.constant.kind != CellKind::Text ||
        !is_decimal(out.step.constant.text()))
      return fail(call.span, "this call");
    out.step.constant.kind = CellKind::Decimal;
    return true;
  }
  if (out.step.conversion != PlanStep::Conversion::AsIs && out.step.conversion != wanted)
    return fail(call.span, "this call");
  out.step.conversion = wanted;
  return true;
}

bool ConstructorReader::set_model(const Expression* expression, std::string& model) {
  const std::string_view variable = name_of(expression);
  const ModelDeclaration* declared = snapshot_.model_of_variable(variable);
  if (declared == nullptr)
    return fail(expression->span, variable.empty() ? "this call"
                                                   : fmt::format("{}, which no line resolves to a "
                                                                 "model",
                                                                 variable));
  model = declared->name;
  return true;
}

bool ConstructorReader::read_return(const Return& statement) {
  finished_ = true;
  if (statement.value == nullptr || is_none(statement.value)) {
    out_.drops_rows_ = true;
    columns_.clear();
    return true;
  }
  const auto* call = as<Call>(statement.value);
  if (call == nullptr) return fail(statement.span, "this return");
  const std::string_view function = name_of(call->function);
  if (function == "create_mti_child" || function == "create_child") return read_mti(*call);
  if (function == "insert_child") return read_insert_child(*call);
  if (!set_model(call->function, out_.shape_.model)) return false;
  if (!read_keywords(*call, 0)) return false;
  finish();
  return true;
}

// create_mti_child(contacts_Partner, partner_ptr_id, contacts_Person, **kw)
bool ConstructorReader::read_mti(const Call& call) {
  if (call.arguments.size() < 3) return fail(call.span, "this call");
  return read_child(call.arguments[0].value, call.arguments[1].value, call.arguments[2].value, call,
                    3);
}

// insert_child(Partner.objects.get(pk=partner_ptr_id),Person,a=a), of S3 to S6 (FORMAT.md 1.1)
bool ConstructorReader::read_insert_child(const Call& call) {
  const auto parent =
      call.arguments.size() < 2 ? std::nullopt : parent_lookup(call.arguments[0].value);
  if (!parent) return fail(call.span, "this call");
  return read_child(parent->model, parent->key, call.arguments[1].value, call, 2);
}

// `keywords`: the first argument that is a column.
bool ConstructorReader::read_child(const Expression* parent, const Expression* link_value,
                                   const Expression* model, const Call& call,
                                   std::size_t keywords) {
  if (!set_model(parent, out_.shape_.parent) || !set_model(model, out_.shape_.model)) return false;
  Symbol link;
  if (!evaluate(*link_value, link)) return false;
  if (!read_keywords(call, keywords)) return false;
  std::string name(name_of(link_value));
  // Models that name their parent link have it among their keywords too.
  columns_.set_first(name.empty() ? "parent_ptr_id" : name, link);
  finish();
  out_.shape_.columns.front().parent_link = true;
  return true;
}

// Turns the columns into the shape and the steps; a babel field becomes one column per language.
void ConstructorReader::finish() {
  const auto& languages = snapshot_.languages;
  out_.languages_ = static_cast<std::uint32_t>(languages.size());
  for (const auto& [name, symbol] : columns_.entries()) {
    ShapeColumn column;
    column.name = column.field = name;
    if (symbol.step.source == PlanStep::Source::Parameter)
      column.argument = static_cast<int>(symbol.step.parameter);
    if (symbol.babel_list && !languages.empty()) {
      out_.babel_lists_.push_back(symbol.step.parameter);
      for (std::size_t i = 0; i < languages.size(); ++i) {
        column.name = i == 0 ? name : name + "_" + languages[i];
        column.language = languages[i];
        PlanStep step = symbol.step;
        step.conversion = PlanStep::Conversion::BabelItem;
        step.item = static_cast<std::uint32_t>(i);
        out_.shape_.columns.push_back(column);
        out_.steps_.push_back(step);
      }
      continue;
    }
    column.decimal = symbol.step.conversion == PlanStep::Conversion::Decimal;
    column.content_type = symbol.step.conversion == PlanStep::Conversion::ContentType;
    out_.shape_.columns.push_back(std::move(column));
    out_.steps_.push_back(symbol.step);
  }
  out_.find_copies();
}

void ConstructorReader::note_choices() {
  const auto choices = choices_of(snapshot_.tree(), function_);
  for (std::size_t i = 0; i < out_.steps_.size(); ++i) {
    const PlanStep& step = out_.steps_[i];
    if (step.source == PlanStep::Source::Parameter &&
        std::ranges::find(choices, out_.parameters_[step.parameter]) != choices.end())
      out_.shape_.columns[i].choice = true;
  }
}

// FORMAT.md 3, rule 7: field `partner` in the module's `# fields:` line, parameter `partner_id`.
void ConstructorReader::note_foreign_keys(const std::vector<std::string>& fields) {
  if (fields.size() != function_.parameters.size()) return;
  const auto is_reference = [&](std::size_t parameter) {
    return fields[parameter] + "_id" == function_.parameters[parameter].name;
  };
  if (out_.has_plan()) {
    for (std::size_t i = 0; i < out_.steps_.size(); ++i)
      if (out_.steps_[i].source == PlanStep::Source::Parameter)
        out_.shape_.columns[i].foreign_key = is_reference(out_.steps_[i].parameter);
    return;
  }
  for (ShapeColumn& column : out_.shape_.columns) {
    const auto parameter = std::ranges::find(function_.parameters, column.field, &Parameter::name);
    column.foreign_key =
        is_reference(static_cast<std::size_t>(parameter - function_.parameters.begin()));
  }
}

Status Constructor::construct(std::span<const Cell> arguments, std::vector<Cell>& out) const {
  if (arguments.size() != parameters_.size()) {
    Diagnostic problem = make_error(
        "arity-mismatch",
        fmt::format("this row has {} values, but create_{} takes {}", arguments.size(),
                    shape_.table, parameters_.size()),
        "restore.py and this module may come from different dumps: compare the `# fields:` line");
    problem.value = fmt::format("{} values", arguments.size());
    problem.why = "values would land in wrong columns; the row was not taken";
    return problem;
  }
  const std::size_t first = out.size();
  for (std::size_t at = 0; at < steps_.size(); ++at) {
    const PlanStep& step = steps_[at];
    if (step.copies > 0) {
      const auto copied = arguments.subspan(step.parameter, step.copies);
      out.insert(out.end(), copied.begin(), copied.end());
      at += step.copies - 1;
      continue;
    }
    if (step.source == PlanStep::Source::Constant) {
      out.push_back(step.constant);
      continue;
    }
    Cell cell = arguments[step.parameter];
    if (cell.is_none() && step.when_none) cell = *step.when_none;
    const auto refuse = [&](const char* name, std::string_view what) {
      out.resize(first);
      Diagnostic problem = make_error(name,
                                      fmt::format("{} is {} for {}", printable(to_text(cell)), what,
                                                  parameters_[step.parameter]),
                                      "correct the value in the module");
      problem.why = "the row was not taken";
      problem.column = parameters_[step.parameter];
      problem.value = to_text(cell);
      return problem;
    };
    switch (step.conversion) {
      case PlanStep::Conversion::AsIs:
        break;
      case PlanStep::Conversion::Decimal:
        if (cell.is_none()) break;
        if (cell.kind == CellKind::Text) {
          if (!is_decimal(cell.text())) return refuse("not-a-decimal", "no decimal number");
          cell.kind = CellKind::Decimal;
        } else if (cell.kind != CellKind::Integer) {
          return refuse("not-a-decimal", "no decimal number");
        }
        break;
      case PlanStep::Conversion::BabelItem:
        // A None item, like a None list, leaves the column alone (FORMAT.md 2, bv2kw).
        if (cell.kind == CellKind::List) {
          if (step.item >= cell.size)
            return refuse("babel-list-too-short",
                          fmt::format("too short for {} languages", languages_));
          cell = cell.items()[step.item];
          if (cell.is_none()) cell = Cell::absent();
        } else if (cell.is_none()) {
          cell = Cell::absent();
        } else {
          return refuse("not-a-babel-list", "no list of translations");
        }
        break;
      case PlanStep::Conversion::ContentType:
        if (!cell.is_none() && cell.kind != CellKind::Model)
          return refuse("not-a-model", "no model name");
        break;
    }
    out.push_back(cell);
  }
  return Done{};
}

void Constructor::find_copies() {
  for (std::size_t at = steps_.size(); at-- > 0;) {
    PlanStep& step = steps_[at];
    if (step.source != PlanStep::Source::Parameter ||
        step.conversion != PlanStep::Conversion::AsIs || step.when_none)
      continue;
    const PlanStep* next = at + 1 < steps_.size() ? &steps_[at + 1] : nullptr;
    const bool follows =
        next != nullptr && next->copies > 0 && next->parameter == step.parameter + 1;
    step.copies = 1 + (follows ? next->copies : 0);
  }
}

std::optional<Diagnostic> Constructor::surplus_of(std::span<const Cell> arguments) const {
  for (const std::uint32_t parameter : babel_lists_) {
    const Cell& list = arguments[parameter];
    if (list.kind != CellKind::List || list.size <= languages_) continue;
    Diagnostic problem;
    problem.severity = Severity::Warning;
    problem.name = "babel-list-too-long";
    problem.message = fmt::format("{} has {} translations for {} languages", parameters_[parameter],
                                  list.size, languages_);
    problem.column = parameters_[parameter];
    problem.value = to_text(list);
    problem.why = "bv2kw takes no more than its languages; the other texts are not restored";
    return problem;
  }
  return std::nullopt;
}

std::string Constructor::key_of(std::span<const Cell> arguments) const {
  if (shape_.columns.empty()) return "";
  const int argument = shape_.columns[shape_.key_column()].argument;
  const auto at = static_cast<std::size_t>(argument);
  return argument < 0 || at >= arguments.size() ? "" : to_text(arguments[at]);
}

Constructors::Constructors(const Snapshot& snapshot) {
  const Bindings bindings(snapshot.tree());
  std::map<std::string_view, const std::vector<std::string>*> fields;
  for (const ModuleRun& module : snapshot.modules)
    if (module.head.facts.fields) fields[module.table] = &*module.head.facts.fields;
  for (const ConstructorDeclaration& declaration : snapshot.constructors) {
    if (snapshot.constructor_of(declaration.table) != &declaration) continue;
    auto constructor = std::make_unique<Constructor>();
    ConstructorReader reader(snapshot, bindings, declaration, *constructor);
    reader.read();
    if (const auto found = fields.find(declaration.table); found != fields.end())
      reader.note_foreign_keys(*found->second);
    all_.push_back(std::move(constructor));
  }
  std::ranges::sort(all_, {}, [](const auto& c) -> std::string_view { return c->shape().table; });
}

std::string Constructors::table_named(std::string_view name) const {
  if (find(name) != nullptr) return std::string(name);
  const auto found = std::ranges::find(
      all_, name, [](const auto& c) -> std::string_view { return c->shape().model; });
  return found != all_.end() ? (*found)->shape().table : std::string();
}

const Constructor* Constructors::find(std::string_view table) const {
  const auto found = std::ranges::lower_bound(
      all_, table, {}, [](const auto& c) -> std::string_view { return c->shape().table; });
  return found != all_.end() && (*found)->shape().table == table ? found->get() : nullptr;
}

}  // namespace undumpy
