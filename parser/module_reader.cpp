#include "parser/module_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "parser/python.h"
#include "parser/row_scanner.h"
#include "parser/splitter.h"
#include "parser/text_reader.h"

namespace undumpy {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\f");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n\f") + 1 - begin);
}

// Reads a number and what must follow it; false when the text is anything else.
bool take_number(std::string_view& text, std::uint64_t& number, std::string_view then) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.starts_with(then)) return false;
  text.remove_prefix(then.size());
  return true;
}

// logger.info("Loading 5 objects (part 1 of 2) to table contacts_partner...")
bool read_header(std::string_view line, ModuleFacts& facts) {
  line = trimmed(line);
  if (!line.starts_with("logger.info(\"") || !line.ends_with("...\")")) return false;
  line = line.substr(13, line.size() - 13 - 5);
  if (!line.starts_with("Loading ") && !line.starts_with("loading ")) return false;
  line.remove_prefix(8);
  std::uint64_t announced = 0;
  std::uint64_t part = 1;
  std::uint64_t parts = 1;
  if (!take_number(line, announced, " objects ")) return false;
  if (line.starts_with("(part ")) {
    line.remove_prefix(6);
    if (!take_number(line, part, " of ") || !take_number(line, parts, ") ")) return false;
  }
  if (!line.starts_with("to table ")) return false;
  facts.announced = announced;
  facts.part = static_cast<std::uint32_t>(part);
  facts.parts = static_cast<std::uint32_t>(parts);
  facts.table = line.substr(9);
  return true;
}

// # fields: id, name, city
bool read_fields(std::string_view line, ModuleFacts& facts) {
  line = trimmed(line);
  if (!line.starts_with("# fields:")) return false;
  line.remove_prefix(9);
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

bool is_flush(std::string_view line) {
  return trimmed(line) == "loader.flush_deferred_objects()";
}

// The function name of `loader.save(create_T(…))`, without create_; empty when it is something else.
const syntax::Call* row_call(const syntax::Statement& statement) {
  const auto* expression = syntax::as<syntax::ExpressionStatement>(&statement);
  const auto* save = expression ? syntax::as<syntax::Call>(expression->value) : nullptr;
  const auto* method = save ? syntax::as<syntax::Attribute>(save->function) : nullptr;
  const auto* loader = method ? syntax::as<syntax::Name>(method->object) : nullptr;
  if (loader == nullptr || loader->id != "loader" || method->name != "save" ||
      save->arguments.size() != 1 ||
      save->arguments[0].kind != syntax::Call::ArgumentKind::Positional)
    return nullptr;
  const auto* call = syntax::as<syntax::Call>(save->arguments[0].value);
  const auto* function = call ? syntax::as<syntax::Name>(call->function) : nullptr;
  return function != nullptr && function->id.starts_with("create_") ? call : nullptr;
}

// loader.flush_deferred_objects() in an unusual spelling.
bool is_flush_call(const syntax::Statement& statement) {
  const auto* expression = syntax::as<syntax::ExpressionStatement>(&statement);
  const auto* call = expression ? syntax::as<syntax::Call>(expression->value) : nullptr;
  const auto* method = call ? syntax::as<syntax::Attribute>(call->function) : nullptr;
  const auto* loader = method ? syntax::as<syntax::Name>(method->object) : nullptr;
  return loader != nullptr && loader->id == "loader" && method->name == "flush_deferred_objects" &&
         call->arguments.empty();
}

}  // namespace

class ModuleReader::Impl {
 public:
  Impl(std::string file, std::unique_ptr<Stream> stream, const ReaderOptions& options,
       DiagnosticSink& diagnostics)
      : file_(std::move(file)),
        stream_(std::move(stream)),
        options_(options),
        diagnostics_(diagnostics),
        text_(file_, *stream_, options.statement_bytes, diagnostics) {}

  Result<bool> next(Batch& batch);

  ModuleFacts facts_;

 private:
  enum class Step : std::uint8_t { Next, NeedsMore };

  void scan_block(Batch& batch, std::size_t size, bool last_block);
  Step slow_statement(Batch& batch, std::size_t size, bool last_block);
  void gear2(Batch& batch, std::string_view statement);
  void read_call(Batch& batch, const SyntaxTree& tree, const syntax::Call& call,
                 std::string_view statement);
  void foreign(const SyntaxTree& tree, const syntax::Statement& statement);
  void broken(std::string_view statement, std::size_t problem, std::string message, bool is_row);
  void skip_to_statement(std::string_view block);
  void advance(std::string_view consumed);
  void report(Diagnostic diagnostic, bool row);

  std::string file_;
  std::unique_ptr<Stream> stream_;
  ReaderOptions options_;
  DiagnosticSink& diagnostics_;
  TextReader text_;
  RowScanner scanner_;
  std::string carry_;           // the beginning of a statement whose end is not read yet
  std::size_t position_ = 0;    // in the block
  std::uint64_t offset_ = 0;    // of position_ in the decoded text
  std::uint32_t line_ = 1;      // of position_
  bool skipping_ = false;       // behind a broken statement: its indented rest is passed over
  bool skipping_far_ = false;   // behind one that was too long: all but rows is passed over
  bool done_ = false;
};

Result<bool> ModuleReader::Impl::next(Batch& batch) {
  batch.rows.clear();
  batch.cells.clear();
  batch.arena.reset();
  batch.block.clear();
  if (done_) return false;
  batch.block.reserve(options_.block_bytes + 4096);
  batch.block = carry_;
  carry_.clear();
  const std::size_t want = std::max(options_.block_bytes, batch.block.size());
  UNDUMPY_TRY(const bool more, text_.read(batch.block, line_, want));
  facts_.declared = text_.declared();
  const std::size_t size = batch.block.size();
  if (!more) {
    done_ = true;
    if (size == 0) return false;
  }
  // The sentinel, and what the scanner may look at behind it.
  if (batch.block.back() != '\n') batch.block += '\n';
  batch.block.append(RowScanner::Padding, '\0');
  position_ = 0;
  scan_block(batch, size, !more);
  return true;
}

void ModuleReader::Impl::scan_block(Batch& batch, std::size_t size, bool last_block) {
  const char* block = batch.block.data();
  const bool fast = options_.gears == ReaderOptions::Gears::Both;
  while (position_ < size) {
    if (skipping_) {
      skip_to_statement({block, size});
      continue;
    }
    const std::size_t first_cell = batch.cells.size();
    const char* begin = block + position_;
    if (fast && *begin == 'l' && scanner_.scan(begin, batch.cells, batch.arena)) {
      const auto length = static_cast<std::size_t>(scanner_.end() - begin);
      ScannedRow& row = batch.rows.emplace_back();
      row.constructor = scanner_.constructor();
      row.first_cell = static_cast<std::uint32_t>(first_cell);
      row.cell_count = static_cast<std::uint32_t>(batch.cells.size() - first_cell);
      row.line = line_;
      row.length = static_cast<std::uint32_t>(length);
      row.offset = offset_;
      ++facts_.rows;
      const std::size_t whole = length + (*scanner_.end() == '\r' ? 2 : 1);
      position_ += whole;
      offset_ += whole;
      ++line_;
      continue;
    }
    batch.cells.resize(first_cell);
    if (slow_statement(batch, size, last_block) == Step::NeedsMore) return;
  }
  facts_.bytes = offset_;
  facts_.lines = line_ - 1;
}

// Everything but a row that gear 1 takes.
ModuleReader::Impl::Step ModuleReader::Impl::slow_statement(Batch& batch, std::size_t size,
                                                            bool last_block) {
  const std::string_view rest(batch.block.data() + position_, size - position_);
  const auto line_size = [](std::string_view text) {
    return std::min(text.find('\n'), text.size() - 1) + 1;
  };
  const std::string_view line = rest.substr(0, line_size(rest));
  const std::string_view content = trimmed(line);
  if (line.ends_with("\r\n")) facts_.crlf = true;
  if (content.empty() || content[0] == '#') {
    read_fields(line, facts_);
    advance(line);
    return Step::Next;
  }
  if (read_header(line, facts_)) {
    advance(line);
    return Step::Next;
  }
  if (is_flush(line)) {
    ++facts_.flushes;
    advance(line);
    return Step::Next;
  }

  using Verdict = StatementSplitter::Verdict;
  StatementSplitter splitter;
  std::size_t end = 0;
  Verdict verdict = Verdict::NeedsMore;
  while (verdict == Verdict::NeedsMore && end < rest.size()) {
    const std::size_t next = line_size(rest.substr(end));
    verdict = splitter.add(rest.substr(end, next));
    if (verdict != Verdict::CompleteBefore && verdict != Verdict::BrokenBefore) end += next;
  }
  const std::string_view statement = rest.substr(0, end);
  const bool is_row = content.starts_with("loader.save(");
  if (verdict == Verdict::NeedsMore && !last_block) {
    if (statement.size() <= options_.statement_bytes) {
      carry_ = statement;
      return Step::NeedsMore;
    }
    broken(statement, splitter.problem(),
           fmt::format("this statement is longer than {} bytes", options_.statement_bytes), is_row);
    advance(statement);
    skipping_ = skipping_far_ = true;
    return Step::Next;
  }
  switch (verdict) {
    case Verdict::NeedsMore:
      if (splitter.open()) {
        facts_.truncated = true;
        broken(statement, splitter.problem(),
               fmt::format("the module ends inside this statement: {}", splitter.message()), is_row);
      } else {
        gear2(batch, statement);
      }
      break;
    case Verdict::Broken:
      if (last_block && end == rest.size() && rest.back() != '\n') facts_.truncated = true;
      broken(statement, splitter.problem(), splitter.message(), is_row);
      break;
    case Verdict::BrokenBefore:
      broken(statement, splitter.problem(), splitter.message(), is_row);
      break;
    case Verdict::Complete:
    case Verdict::CompleteBefore: gear2(batch, statement); break;
  }
  advance(statement);
  skipping_ = verdict == Verdict::Broken;
  return Step::Next;
}

// After damage: what is indented, or closes a bracket, is the rest of the broken statement.
void ModuleReader::Impl::skip_to_statement(std::string_view block) {
  while (skipping_ && position_ < block.size()) {
    const std::string_view rest = block.substr(position_);
    const char first = rest[0];
    const bool resumes = skipping_far_ ? rest.starts_with("loader.") || rest.starts_with("logger.")
                                       : first != ' ' && first != '\t' && first != ')' &&
                                             first != ']' && first != '}';
    if (resumes) {
      skipping_ = skipping_far_ = false;
    } else {
      advance(rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1));
    }
  }
}

void ModuleReader::Impl::gear2(Batch& batch, std::string_view statement) {
  DiagnosticList problems;
  PythonOptions options;
  options.first_line = line_;
  options.plain_strings_are_bytes = options_.plain_strings_are_bytes;
  const auto tree = parse_python(file_, std::string(statement), options, problems);
  const bool is_row = trimmed(statement).starts_with("loader.save(");
  if (!problems.items.empty()) {
    Diagnostic problem = problems.items.front();
    if (problem.name == "syntax-error" && is_row) problem.name = "broken-row";
    report(std::move(problem), is_row);
    return;
  }
  for (const syntax::Statement* part : tree->body) {
    if (const syntax::Call* call = row_call(*part)) {
      read_call(batch, *tree, *call, statement);
    } else if (is_flush_call(*part)) {
      ++facts_.flushes;
    } else {
      foreign(*tree, *part);
    }
  }
}

void ModuleReader::Impl::read_call(Batch& batch, const SyntaxTree& tree, const syntax::Call& call,
                                   std::string_view statement) {
  const std::size_t first_cell = batch.cells.size();
  for (const auto& argument : call.arguments) {
    std::string reason;
    Cell& cell = batch.cells.emplace_back();
    if (argument.kind == syntax::Call::ArgumentKind::Positional &&
        literal_of(*argument.value, batch.arena, cell, reason))
      continue;
    batch.cells.resize(first_cell);
    Diagnostic problem;
    problem.name = "row-argument-not-literal";
    problem.message = "this argument is no literal value";
    problem.why = "undumpy executes nothing that stands in a module; the row was not read";
    problem.next = "replace the expression by its value, or ask who edited this module";
    if (argument.kind != syntax::Call::ArgumentKind::Positional) {
      problem.message = "generated rows have positional arguments only";
      problem.next = "write the value at its position, without a name or a star";
    } else if (!reason.empty()) {
      problem.name = "impossible-date";
      problem.message = reason;
      problem.why = "Python would stop here, and no database stores such a value";
      problem.next = "correct the value in the module";
    }
    problem.place = tree.place(argument.span);
    report(std::move(problem), true);
    return;
  }
  ScannedRow& row = batch.rows.emplace_back();
  const auto* function = syntax::as<syntax::Name>(call.function);
  row.constructor = batch.arena.copy(function->id.substr(7));
  row.first_cell = static_cast<std::uint32_t>(first_cell);
  row.cell_count = static_cast<std::uint32_t>(batch.cells.size() - first_cell);
  row.line = line_;
  row.length = static_cast<std::uint32_t>(trimmed(statement).size());
  row.offset = offset_;
  ++facts_.rows;
  ++facts_.gear2_rows;
}

void ModuleReader::Impl::foreign(const SyntaxTree& tree, const syntax::Statement& statement) {
  Diagnostic problem;
  problem.place = tree.place(statement.span);
  const std::string_view source = tree.source_of(statement.span);
  if (statement.kind == syntax::NodeKind::Raise) {
    facts_.aborted = true;
    problem.name = "dump-aborted";
    problem.message = "the dump broke off here: dump2py met an error in the database and went on";
    problem.why = "the rows that should follow are not in this snapshot";
    problem.next = "restore this table from another snapshot";
  } else {
    problem.name = "foreign-statement";
    problem.message = "no generator writes this statement";
    problem.why =
        "a data module holds rows and nothing else; undumpy never executes what stands here";
    problem.next = "find out who put it there; remove the line when it is not needed";
  }
  ++facts_.foreign_statements;
  report(std::move(problem), source.starts_with("loader.save("));
}

void ModuleReader::Impl::broken(std::string_view statement, std::size_t problem_at,
                                std::string message, bool is_row) {
  Diagnostic problem;
  problem.name = is_row ? "broken-row" : "syntax-error";
  if (message.find("longer than") != std::string::npos) problem.name = "statement-too-long";
  if (message.find("module ends") != std::string::npos) problem.name = "truncated-module";
  problem.message = std::move(message);
  problem.place = place_in(file_, statement, problem_at, problem_at + 1, line_);
  if (problem.name == "truncated-module") {
    problem.why = "the file was cut off: rows behind this place are lost";
    problem.next = "look for a complete copy of this module in another snapshot";
  } else {
    problem.why = is_row ? "this row can not be read; the rows after it are" : "undumpy went on behind it";
    problem.next = "repair the line, or take the row from another snapshot";
  }
  report(std::move(problem), is_row);
}

void ModuleReader::Impl::report(Diagnostic diagnostic, bool row) {
  if (row) ++facts_.unread_rows;
  if (diagnostic.table.empty()) diagnostic.table = facts_.table;
  diagnostics_.report(std::move(diagnostic));
}

void ModuleReader::Impl::advance(std::string_view consumed) {
  position_ += consumed.size();
  offset_ += consumed.size();
  line_ += static_cast<std::uint32_t>(std::count(consumed.begin(), consumed.end(), '\n'));
}

ModuleReader::ModuleReader(std::string file, std::unique_ptr<Stream> stream,
                           const ReaderOptions& options, DiagnosticSink& diagnostics)
    : impl_(std::make_unique<Impl>(std::move(file), std::move(stream), options, diagnostics)) {}
ModuleReader::~ModuleReader() = default;

Result<bool> ModuleReader::next(Batch& batch) { return impl_->next(batch); }
const ModuleFacts& ModuleReader::facts() const { return impl_->facts_; }

Result<ModuleHead> read_module_head(const std::string& file, Stream& stream) {
  constexpr std::size_t HeadBytes = 16 * 1024;
  DiagnosticList ignored;  // the whole reading will report them
  TextReader reader(file, stream, 64 * 1024 * 1024, ignored);
  std::string text;
  UNDUMPY_TRY(const bool any, reader.read(text, 1, HeadBytes));
  ModuleHead head;
  if (!any) return head;
  head.facts.declared = reader.declared();
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(line.size());
    if (read_header(line, head.facts) || read_fields(line, head.facts)) continue;
    const std::size_t call = line.find("create_");
    if (call != std::string_view::npos && trimmed(line)[0] != '#') {
      const std::string_view name = line.substr(call + 7);
      head.first_constructor = name.substr(0, std::min(name.find('('), name.size()));
      break;
    }
  }
  return head;
}

}  // namespace undumpy
