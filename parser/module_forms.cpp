#include "parser/module_forms.h"

#include <algorithm>
#include <charconv>

namespace undumpy {

namespace {

constexpr std::string_view Save = "loader.save(";
constexpr std::string_view Yield = "yield ";
constexpr std::string_view Create = "create_";
constexpr std::string_view Flush = "loader.flush_deferred_objects()";

// Takes a number and what must follow it; false when the text is anything else.
bool take_number(std::string_view& text, std::uint64_t& number, std::string_view then) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(then)) return false;
  text.remove_prefix(then.size());
  return true;
}

// `object.method(…)` as a statement.
const syntax::Call* method_call(const syntax::Statement& statement, std::string_view object,
                                std::string_view method) {
  const auto* expression = syntax::as<syntax::ExpressionStatement>(&statement);
  const auto* call = expression ? syntax::as<syntax::Call>(expression->value) : nullptr;
  const auto* attribute = call ? syntax::as<syntax::Attribute>(call->function) : nullptr;
  const auto* name = attribute ? syntax::as<syntax::Name>(attribute->object) : nullptr;
  return name != nullptr && name->id == object && attribute->name == method ? call : nullptr;
}

// The one positional argument of a call, or nullptr.
const syntax::Expression* only_argument(const syntax::Call* call) {
  if (call == nullptr || call->arguments.size() != 1 ||
      call->arguments[0].kind != syntax::Call::ArgumentKind::Positional)
    return nullptr;
  return call->arguments[0].value;
}

// x of `yield x` as a statement, or nullptr.
const syntax::Expression* yielded(const syntax::Statement& statement) {
  const auto* expression = syntax::as<syntax::ExpressionStatement>(&statement);
  const auto* yield = expression ? syntax::as<syntax::Yield>(expression->value) : nullptr;
  return yield != nullptr ? yield->value : nullptr;
}

std::optional<std::string_view> only_text(const syntax::Call* call) {
  const auto* constant = syntax::as<syntax::Constant>(only_argument(call));
  if (constant == nullptr || constant->value.kind != CellKind::Text) return std::nullopt;
  return constant->value.text();
}

}  // namespace

bool read_header_text(std::string_view text, ModuleFacts& facts) {
  constexpr std::string_view To = "to table ";
  constexpr std::string_view Part = "(part ";
  if (!text.starts_with("Loading ") && !text.starts_with("loading ")) return false;
  text.remove_prefix(8);
  std::uint64_t announced = 0;
  std::uint64_t part = 1;
  std::uint64_t parts = 1;
  if (!take_number(text, announced, " objects ")) return false;
  if (text.starts_with(Part)) {
    text.remove_prefix(Part.size());
    if (!take_number(text, part, " of ") || !take_number(text, parts, ") ")) return false;
  }
  if (!text.starts_with(To) || !text.ends_with("...") || text.size() <= To.size() + 3) return false;
  facts.announced = announced;
  facts.part = static_cast<std::uint32_t>(std::min<std::uint64_t>(part, UINT32_MAX));
  facts.parts = static_cast<std::uint32_t>(std::min<std::uint64_t>(parts, UINT32_MAX));
  facts.table = text.substr(To.size(), text.size() - To.size() - 3);
  return true;
}

bool read_header_line(std::string_view line, ModuleFacts& facts) {
  constexpr std::string_view Info = "logger.info(\"";
  if (!line.starts_with(Info)) return false;
  line = trimmed(line);
  if (line.size() < Info.size() + 2 || !line.ends_with("\")")) return false;
  const std::string_view text = line.substr(Info.size(), line.size() - Info.size() - 2);
  return text.find_first_of("\"\\") == std::string_view::npos && read_header_text(text, facts);
}

bool read_fields_line(std::string_view line, ModuleFacts& facts) {
  constexpr std::string_view Fields = "# fields:";
  if (!line.starts_with(Fields)) return false;
  line.remove_prefix(Fields.size());
  std::vector<std::string> fields;
  while (!line.empty()) {
    const std::size_t comma = std::min(line.find(','), line.size());
    const std::string_view field = trimmed(line.substr(0, comma));
    if (!field.empty()) fields.emplace_back(field);
    line.remove_prefix(std::min(comma + 1, line.size()));
  }
  facts.fields = std::move(fields);
  return true;
}

bool is_flush_line(std::string_view line) {
  return line.starts_with(Flush) && trimmed(line) == Flush;
}

bool looks_like_row(std::string_view statement, RowForm form) {
  statement = trimmed(statement);
  const std::string_view begin = form == RowForm::Yield ? Yield : Save;
  if (!statement.starts_with(begin)) return false;
  const std::string_view argument = trimmed(statement.substr(begin.size()));
  return argument.starts_with(Create) || Create.starts_with(argument);
}

std::string_view row_constructor(std::string_view statement) {
  constexpr std::size_t Near = 200;  // it stands at the beginning, or nowhere
  statement = statement.substr(0, Near);
  const std::size_t at = statement.find(Create);
  if (at == std::string_view::npos) return {};
  const std::string_view name = statement.substr(at + Create.size());
  const std::size_t end =
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return end == std::string_view::npos || name[end] != '(' ? std::string_view()
                                                           : name.substr(0, end);
}

bool is_cut_off(std::string_view line) {
  return !line.empty() && !line.ends_with('\n') &&
         (Save.starts_with(line) || Flush.starts_with(line) ||
          std::string_view("logger.info(").starts_with(line));
}

const syntax::Call* row_call(const syntax::Statement& statement, RowForm form) {
  const auto* call = syntax::as<syntax::Call>(
      form == RowForm::Yield ? yielded(statement)
                             : only_argument(method_call(statement, "loader", "save")));
  const auto* function = call ? syntax::as<syntax::Name>(call->function) : nullptr;
  if (function == nullptr || !function->id.starts_with(Create) ||
      function->id.size() == Create.size())
    return nullptr;
  return call;
}

bool is_flush_call(const syntax::Statement& statement) {
  const auto* call = method_call(statement, "loader", "flush_deferred_objects");
  return call != nullptr && call->arguments.empty();
}

std::optional<std::string_view> logged_text(const syntax::Statement& statement) {
  return only_text(method_call(statement, "logger", "info"));
}

std::optional<std::string_view> raised_text(const syntax::Statement& statement) {
  const auto* raise = syntax::as<syntax::Raise>(&statement);
  const auto* call = raise ? syntax::as<syntax::Call>(raise->exception) : nullptr;
  const auto* name = call ? syntax::as<syntax::Name>(call->function) : nullptr;
  if (name == nullptr || name->id != "Exception") return std::nullopt;
  return only_text(call);
}

}  // namespace undumpy
