#include "parser/python.h"

#include <fmt/format.h>
#include <tree_sitter/api.h>

#include <ctime>

#include "parser/bridge.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace undumpy {

namespace {

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

// Gear 2 parses statement by statement: one parser for each thread.
TSParser* thread_parser() {
  thread_local const std::unique_ptr<TSParser, ParserDeleter> parser = [] {
    std::unique_ptr<TSParser, ParserDeleter> made(ts_parser_new());
    ts_parser_set_language(made.get(), tree_sitter_python());
    return made;
  }();
  return parser.get();
}

// What this thread has worked: on a busy machine a parse may take long, but does not work more.
std::chrono::nanoseconds time_of_thread() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

TSTree* parse_in_time(const std::string& text) {
  std::chrono::nanoseconds deadline =
      time_of_thread() + MaxParseTime * (1 + text.size() / (1024 * 1024));
  TSInput input{};
  input.payload = const_cast<std::string*>(&text);  // NOLINT: only read()
  input.encoding = TSInputEncodingUTF8;
  input.read = [](void* payload, std::uint32_t at, TSPoint, std::uint32_t* size) {
    const auto& whole = *static_cast<const std::string*>(payload);
    *size = at < whole.size() ? static_cast<std::uint32_t>(whole.size() - at) : 0;
    return *size > 0 ? whole.data() + at : "";
  };
  TSParseOptions options{};
  options.payload = &deadline;
  options.progress_callback = [](TSParseState* state) {
    return time_of_thread() > *static_cast<const std::chrono::nanoseconds*>(state->payload);
  };
  TSParser* parser = thread_parser();
  TSTree* tree = ts_parser_parse_with_options(parser, nullptr, input, options);
  if (tree == nullptr) ts_parser_reset(parser);
  return tree;
}

namespace {

// The offset of the first bracket that nests too deeply, or npos. tree-sitter's error recovery
// takes long on such text, and nobody writes it: it is not even shown to it. Brackets in strings
// and comments count here, which errs on the safe side: MaxBrackets is far beyond what files hold.
std::size_t find_deep_bracket(std::string_view text) {
  constexpr int MaxBrackets = 1000;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (text[at]) {
      case '(':
      case '[':
      case '{':
        if (++depth > MaxBrackets) return at;
        break;
      case ')':
      case ']':
      case '}':
        if (depth > 0) --depth;
        break;
      case '\n':
        if (text.substr(at + 1).starts_with("loader.") || text.substr(at + 1).starts_with("def "))
          depth = 0;
        break;
      default:
        break;
    }
  }
  return std::string_view::npos;
}

bool refuse(SyntaxTree& tree, std::size_t at, std::string name, std::string message,
            DiagnosticSink& diagnostics) {
  tree.has_errors = true;
  Diagnostic problem;
  problem.name = std::move(name);
  problem.message = std::move(message);
  problem.place = tree.place({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
  problem.why = "Python would not accept this text either; it was not read";
  problem.next = "find out what damaged the file, or take it from another snapshot";
  diagnostics.report(std::move(problem));
  return true;
}

bool refused(SyntaxTree& tree, DiagnosticSink& diagnostics) {
  if (tree.text.size() > MaxParsedBytes)
    return refuse(tree, 0, "statement-too-long",
                  fmt::format("this text is {} bytes long; undumpy parses {} at most",
                              tree.text.size(), MaxParsedBytes),
                  diagnostics);
  if (const std::size_t zero = tree.text.find('\0'); zero != std::string::npos)
    return refuse(tree, zero, "nul-byte", "a NUL byte stands here", diagnostics);
  if (const std::size_t deep = find_deep_bracket(tree.text); deep != std::string::npos)
    return refuse(tree, deep, "nested-too-deeply", "brackets are nested too deeply here",
                  diagnostics);
  return false;
}

}  // namespace

std::unique_ptr<SyntaxTree> parse_python(std::string file, std::string text,
                                         const PythonOptions& options,
                                         DiagnosticSink& diagnostics) {
  auto tree = std::make_unique<SyntaxTree>(std::move(file), std::move(text), options.first_line);
  if (refused(*tree, diagnostics)) return tree;
  const std::unique_ptr<TSTree, TreeDeleter> parsed(parse_in_time(tree->text));
  if (parsed == nullptr) {
    refuse(*tree, 0, "parse-too-slow", "this text takes too long to parse", diagnostics);
    return tree;
  }
  Bridge bridge(*tree, options, diagnostics);
  bridge.convert(ts_tree_root_node(parsed.get()));
  return tree;
}

namespace {

class LiteralReader {
 public:
  LiteralReader(Arena& arena, std::string& reason) : arena_(arena), reason_(reason) {}

  bool read(const syntax::Expression& expression, Cell& out) {
    switch (expression.kind) {
      case syntax::NodeKind::Constant:
        return constant(*syntax::as<syntax::Constant>(&expression), out);
      case syntax::NodeKind::Name:
        out =
            Cell::of_text(CellKind::Model, arena_.copy(syntax::as<syntax::Name>(&expression)->id));
        return true;
      case syntax::NodeKind::Unary:
        return negative(*syntax::as<syntax::Unary>(&expression), out);
      case syntax::NodeKind::List:
        return sequence(syntax::as<syntax::List>(&expression)->items, CellKind::List, out);
      case syntax::NodeKind::Tuple:
        return sequence(syntax::as<syntax::Tuple>(&expression)->items, CellKind::Tuple, out);
      case syntax::NodeKind::Dict:
        return dict(*syntax::as<syntax::Dict>(&expression), out);
      case syntax::NodeKind::Call:
        return moment(*syntax::as<syntax::Call>(&expression), out);
      default:
        return false;
    }
  }

 private:
  bool constant(const syntax::Constant& constant, Cell& out) {
    if (constant.special != syntax::Constant::Special::No) return false;
    out = constant.value;
    switch (out.kind) {
      case CellKind::Text:
      case CellKind::Bytes:
      case CellKind::BigInteger: {
        const bool surrogates = out.has_surrogates;
        out = Cell::of_text(out.kind, arena_.copy(out.text()));
        out.has_surrogates = surrogates;
        return true;
      }
      default:
        return true;
    }
  }

  bool negative(const syntax::Unary& unary, Cell& out) {
    const auto* operand = syntax::as<syntax::Constant>(unary.operand);
    if (unary.op != syntax::UnaryOperator::Minus || operand == nullptr ||
        operand->special != syntax::Constant::Special::No)
      return false;
    const Cell& value = operand->value;
    switch (value.kind) {
      case CellKind::Integer:
        out = Cell::of(-value.integer);
        return true;
      case CellKind::Float:
        out = Cell::of_real(-value.real);
        return true;
      case CellKind::BigInteger: {
        // 9223372036854775808 is too big for a cell's integer, but not with its sign.
        if (value.text() == "9223372036854775808") {
          out = Cell::of(std::numeric_limits<std::int64_t>::min());
          return true;
        }
        out = Cell::of_text(CellKind::BigInteger, arena_.copy("-" + std::string(value.text())));
        return true;
      }
      default:
        return false;
    }
  }

  bool sequence(syntax::Expressions items, CellKind kind, Cell& out) {
    std::vector<Cell> cells(items.size(), Cell::none());
    for (std::size_t i = 0; i < items.size(); ++i)
      if (!read(*items[i], cells[i])) return false;
    out = Cell::of_items(kind, arena_.copy(std::span<const Cell>(cells)));
    return true;
  }

  bool dict(const syntax::Dict& dict, Cell& out) {
    std::vector<Cell> cells;
    for (const auto& entry : dict.entries) {
      if (entry.key == nullptr) return false;
      if (!read(*entry.key, cells.emplace_back(Cell::none()))) return false;
      if (!read(*entry.value, cells.emplace_back(Cell::none()))) return false;
    }
    out = Cell::of_items(CellKind::Dict, arena_.copy(std::span<const Cell>(cells)));
    return true;
  }

  // i2d(20110102), before July 2011 (FORMAT.md 1.1)
  bool day_number(const syntax::Call& call, Cell& out) {
    const auto* number = call.arguments.size() == 1
                             ? syntax::as<syntax::Constant>(call.arguments[0].value)
                             : nullptr;
    if (number == nullptr || number->value.kind != CellKind::Integer ||
        call.arguments[0].kind != syntax::Call::ArgumentKind::Positional)
      return false;
    const std::int64_t value = number->value.integer;
    if (!is_valid_date(value / 10000, value / 100 % 100, value % 100)) {
      reason_ = fmt::format("there is no day {}", value);
      return false;
    }
    Moment moment{};
    moment.year = static_cast<std::uint32_t>(value / 10000) & 0x3FFFU;
    moment.month = static_cast<std::uint32_t>(value / 100 % 100) & 0xFU;
    moment.day = static_cast<std::uint32_t>(value % 100) & 0x1FU;
    out = Cell::of_moment(CellKind::Date, moment);
    return true;
  }

  bool moment(const syntax::Call& call, Cell& out) {
    const auto* function = syntax::as<syntax::Name>(call.function);
    if (function == nullptr) return false;
    if (function->id == "i2d") return day_number(call, out);
    const bool date = function->id == "date";
    const bool time = function->id == "time";
    const bool datetime = function->id == "dt";
    const std::size_t count = call.arguments.size();
    const std::size_t least = date ? 3 : datetime ? 3 : 0;
    const std::size_t most = date ? 3 : datetime ? 7 : 4;
    if ((!date && !time && !datetime) || count < least || count > most) return false;
    std::int64_t parts[7] = {};  // NOLINT(modernize-avoid-c-arrays)
    for (std::size_t i = 0; i < count; ++i) {
      const auto* part = syntax::as<syntax::Constant>(call.arguments[i].value);
      if (call.arguments[i].kind != syntax::Call::ArgumentKind::Positional || part == nullptr ||
          part->value.kind != CellKind::Integer)
        return false;
      parts[i] = part->value.integer;
    }
    const std::int64_t* clock = time ? parts : parts + 3;
    if (!time && !is_valid_date(parts[0], parts[1], parts[2])) {
      reason_ = fmt::format("there is no day {:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
      return false;
    }
    if (!date && !is_valid_time(clock[0], clock[1], clock[2], clock[3])) {
      reason_ = fmt::format("there is no time {:02}:{:02}:{:02}", clock[0], clock[1], clock[2]);
      return false;
    }
    Moment moment{};
    if (!time) {
      moment.year = static_cast<std::uint32_t>(parts[0]) & 0x3FFFU;
      moment.month = static_cast<std::uint32_t>(parts[1]) & 0xFU;
      moment.day = static_cast<std::uint32_t>(parts[2]) & 0x1FU;
    }
    if (!date) {
      moment.hour = static_cast<std::uint32_t>(clock[0]) & 0x1FU;
      moment.minute = static_cast<std::uint32_t>(clock[1]) & 0x3FU;
      moment.second = static_cast<std::uint32_t>(clock[2]) & 0x3FU;
      moment.microsecond = static_cast<std::uint32_t>(clock[3]) & 0xFFFFFU;
    }
    out = Cell::of_moment(date   ? CellKind::Date
                          : time ? CellKind::Time
                                 : CellKind::DateTime,
                          moment);
    return true;
  }

  Arena& arena_;
  std::string& reason_;
};

}  // namespace

bool literal_of(const syntax::Expression& expression, Arena& arena, Cell& out,
                std::string& reason) {
  return LiteralReader(arena, reason).read(expression, out);
}

}  // namespace undumpy
