// How a block becomes rows: the row scanner is tried first at every line that begins with `l` (in a
// row function, with `    yield`). What
// it declines is looked at as a line (comment, header, flush), then as a statement: the splitter
// finds its end and tree-sitter its meaning. A statement that goes on behind the block is carried
// over to the next one, which is at least twice as long, so that long statements are not looked at
// again and again.

#include "parser/module_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "parser/hidden_characters.h"
#include "parser/homoglyphs.h"
#include "parser/module_forms.h"
#include "parser/python.h"
#include "parser/row_scanner.h"
#include "parser/splitter.h"
#include "parser/text_reader.h"

namespace undumpy {

namespace {

using Verdict = StatementSplitter::Verdict;

// How generators begin a row of a function.
constexpr std::string_view YieldLine = "    yield create_";
constexpr std::size_t Indent = 4;

std::string_view first_line(std::string_view text) {
  return text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
}

// The end of the statement that `text` begins with.
struct Ending {
  Verdict verdict;
  std::string_view statement;
  StatementSplitter splitter;
};

Ending find_ending(std::string_view text) {
  Ending result{Verdict::NeedsMore, {}, {}};
  std::size_t end = 0;
  while (result.verdict == Verdict::NeedsMore && end < text.size()) {
    const std::string_view line = first_line(text.substr(end));
    result.verdict = result.splitter.add(line);
    if (result.verdict != Verdict::CompleteBefore && result.verdict != Verdict::BrokenBefore)
      end += line.size();
  }
  result.statement = text.substr(0, end);
  return result;
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
        text_(file_, *stream_, options.statement_bytes, diagnostics),
        scanner_(options.plain_strings_are_bytes),
        form_(options.function ? RowForm::Yield : RowForm::Save) {
    if (!options.function) return;
    line_ = options.function->line;
    text_.begin_inside(options.function->encoding);
  }

  Result<bool> next(Batch& batch);
  // Stops reading at the first row.
  void read_head_only() { head_only_ = true; }
  [[nodiscard]] const std::string& first_constructor() const { return first_constructor_; }

  ModuleFacts facts_;

 private:
  enum class Step : std::uint8_t { Next, NeedsMore };
  enum class Counts : std::uint8_t { AsRow, AsForeign, AsNothing };

  Result<bool> fill(Batch& batch);
  void scan_block(Batch& batch);
  bool scan_row(Batch& batch, std::string_view block);
  bool simple_line(Batch& batch, std::string_view line);
  void note_comment(std::string_view comment);
  void hand_out(Batch& batch, std::string_view statement) const;
  Step statement(Batch& batch, std::string_view rest);
  void skip_to_statement(std::string_view block);
  bool resumes(std::string_view line);
  void advance(std::string_view consumed);
  void add_row(Batch& batch, std::string_view constructor, std::size_t first_cell,
               std::size_t length);

  // gear 2
  std::unique_ptr<SyntaxTree> tree_of(std::string_view statement, DiagnosticSink& problems);
  [[nodiscard]] syntax::Block statements_of(const SyntaxTree& tree) const;
  void parse(Batch& batch, std::string_view statement);
  static bool is_plain_row(const SyntaxTree& tree, Batch& batch);
  void read_call(Batch& batch, const SyntaxTree& tree, const syntax::Call& call,
                 std::string_view statement);

  // diagnostics
  void look_for_hidden(std::string_view block, std::size_t begin);
  void homoglyph(const SyntaxTree& tree, const syntax::Call& call);
  void unparsable(std::string_view statement, Diagnostic problem);
  void broken(const Ending& ending);
  void truncated(const Ending& ending);
  void too_long(const Ending& ending);
  void foreign(const SyntaxTree& tree, const syntax::Statement& statement);
  void aborted(const SyntaxTree& tree, const syntax::Statement& statement, std::string_view text);
  void not_literal(const SyntaxTree& tree, const syntax::Call::Argument& argument,
                   const std::string& reason, std::string_view statement);
  void report(Diagnostic problem, std::string_view statement, Counts counts);

  std::string file_;
  std::unique_ptr<Stream> stream_;
  ReaderOptions options_;
  DiagnosticSink& diagnostics_;
  TextReader text_;
  RowScanner scanner_;
  RowForm form_;
  std::string carry_;              // the beginning of a statement whose end is not read yet
  std::size_t size_ = 0;           // of the block's text, without sentinel and padding
  std::size_t position_ = 0;       // in the block
  std::uint64_t offset_ = 0;       // of position_ in the decoded text
  std::uint32_t line_ = 1;         // of position_
  std::string first_constructor_;  // of the first row met, understood or not
  bool head_only_ = false;
  bool skipping_ = false;      // behind a broken statement: its rest is passed over
  bool skipping_far_ = false;  // behind one that was too long: all but rows is passed over
  bool last_block_ = false;
  std::optional<Diagnostic> hidden_;  // the first hidden character, reported at the end
};

Result<bool> ModuleReader::Impl::next(Batch& batch) {
  batch.rows.clear();
  batch.others.clear();
  batch.cells.clear();
  batch.arena.reset();
  UNDUMPY_TRY(const bool any, fill(batch));
  if (any) scan_block(batch);
  if (!any && hidden_) {
    hidden_->table = options_.function ? table_of_function(options_.function->name) : facts_.table;
    diagnostics_.report(*std::exchange(hidden_, std::nullopt));
  }
  return any;
}

// Reads a block, and behind it what the scanner needs; false at the end.
Result<bool> ModuleReader::Impl::fill(Batch& batch) {
  batch.block.clear();
  if (last_block_) return false;
  batch.block.reserve(options_.block_bytes + 4096);
  batch.block = carry_;
  carry_.clear();
  position_ = 0;
  batch.block_offset = offset_;
  const std::size_t carried = batch.block.size();
  const std::size_t want = std::max(options_.block_bytes, carried);
  UNDUMPY_TRY(const bool more, text_.read(batch.block, line_, want));
  facts_.declared = text_.declared();
  const TextReader::Dropped dropped = text_.take_dropped();
  facts_.unread_rows += dropped.rows;
  facts_.foreign_statements += dropped.others;
  size_ = batch.block.size();
  last_block_ = !more;
  look_for_hidden(batch.block, carried);
  if (size_ == 0) return more;
  if (batch.block.back() != '\n') batch.block += '\n';
  batch.block.append(RowScanner::Padding, '\0');
  return true;
}

void ModuleReader::Impl::scan_block(Batch& batch) {
  const std::string_view block(batch.block.data(), size_);
  const bool fast = options_.gears == ReaderOptions::Gears::Both;
  while (position_ < size_ && !(head_only_ && !first_constructor_.empty())) {
    if (skipping_) {
      skip_to_statement(block);
    } else if (!fast || !scan_row(batch, block)) {
      const std::string_view rest = block.substr(position_);
      const std::string_view line = first_line(rest);
      if (line.ends_with("\r\n")) facts_.crlf = true;
      if (simple_line(batch, line)) {
        advance(line);
      } else if (statement(batch, rest) == Step::NeedsMore) {
        break;
      }
    }
  }
  facts_.bytes = offset_;
  facts_.lines = line_ - 1;
}

// Gear 1.
bool ModuleReader::Impl::scan_row(Batch& batch, std::string_view block) {
  const bool yields = form_ == RowForm::Yield;
  if (yields ? !block.substr(position_).starts_with(YieldLine) : block[position_] != 'l')
    return false;
  const std::size_t first_cell = batch.cells.size();
  const char* begin = batch.block.data() + position_;
  if (!scanner_.scan(begin + (yields ? Indent : 0), batch.cells, batch.arena)) {
    batch.cells.truncate(first_cell);
    return false;
  }
  const auto length = static_cast<std::size_t>(scanner_.end() - begin);
  add_row(batch, scanner_.constructor(), first_cell, length);
  const bool crlf = *scanner_.end() == '\r';
  if (crlf) facts_.crlf = true;
  // The sentinel behind a last line without '\n' is no part of the text.
  const std::size_t whole = std::min(length + (crlf ? 2 : 1), size_ - position_);
  position_ += whole;
  offset_ += whole;
  line_ += 1 + scanner_.line_ends();
  return true;
}

// Header, fields, flush, comments and blank lines, in the form that generators write.
bool ModuleReader::Impl::simple_line(Batch& batch, std::string_view line) {
  const std::string_view content = trimmed(line);
  if (content.empty()) return true;
  if (content[0] == '#') {
    if (form_ == RowForm::Save && !facts_.fields && read_fields_line(line, facts_)) {
      facts_.fields_line = line_;
    } else if (content.find("coding") == std::string_view::npos) {
      note_comment(content);
    }
    return true;
  }
  if (form_ == RowForm::Yield) return false;
  if (is_flush_line(line)) {
    ++facts_.flushes;
    hand_out(batch, line);
    return true;
  }
  if (facts_.announced || !read_header_line(line, facts_)) return false;
  hand_out(batch, line);
  return true;
}

void ModuleReader::Impl::note_comment(std::string_view comment) {
  if (facts_.comments++ == 0) facts_.first_comment = line_;
  const char* const row = form_ == RowForm::Yield ? "yield create_" : "loader.save(";
  if (comment.find(row) == std::string_view::npos) return;
  if (facts_.commented_rows++ == 0) facts_.first_commented_row = line_;
}

void ModuleReader::Impl::hand_out(Batch& batch, std::string_view statement) const {
  if (options_.other_statements)
    batch.others.push_back({batch.arena.copy(statement), line_, batch.rows.size()});
}

void ModuleReader::Impl::add_row(Batch& batch, std::string_view constructor, std::size_t first_cell,
                                 std::size_t length) {
  ScannedRow& row = batch.rows.emplace_back();
  row.constructor = constructor;
  row.first_cell = static_cast<std::uint32_t>(first_cell);
  row.cell_count = static_cast<std::uint32_t>(batch.cells.size() - first_cell);
  row.line = line_;
  row.length = static_cast<std::uint32_t>(length);
  row.offset = offset_;
  ++facts_.rows;
  if (head_only_) first_constructor_ = constructor;
}

void ModuleReader::Impl::advance(std::string_view consumed) {
  position_ += consumed.size();
  offset_ += consumed.size();
  line_ += static_cast<std::uint32_t>(std::count(consumed.begin(), consumed.end(), '\n'));
  if (!consumed.ends_with('\n')) ++line_;  // the last line of the file
}

// Whatever is neither a row in the generators' form nor a simple line.
ModuleReader::Impl::Step ModuleReader::Impl::statement(Batch& batch, std::string_view rest) {
  const Ending ending = find_ending(rest);
  const std::string_view text = ending.statement;
  const bool unfinished = ending.verdict == Verdict::NeedsMore;
  if (unfinished && !last_block_ && text.size() <= options_.statement_bytes) {
    carry_ = text;
    return Step::NeedsMore;
  }
  if (head_only_ && looks_like_row(text, form_)) first_constructor_ = row_constructor(text);
  if (unfinished && !last_block_) {
    too_long(ending);
    skipping_ = skipping_far_ = true;
  } else if ((unfinished && ending.splitter.open()) || is_cut_off(text)) {
    truncated(ending);
  } else if (ending.verdict == Verdict::Broken || ending.verdict == Verdict::BrokenBefore) {
    broken(ending);
    skipping_ = ending.verdict == Verdict::Broken;
  } else {
    parse(batch, text);
  }
  advance(text);
  return Step::Next;
}

void ModuleReader::Impl::skip_to_statement(std::string_view block) {
  while (skipping_ && position_ < block.size()) {
    const std::string_view line = first_line(block.substr(position_));
    if (resumes(line)) {
      skipping_ = skipping_far_ = false;
    } else {
      advance(line);
    }
  }
}

// After damage: true when `line` is no rest of the broken statement. Text that a raw line end tore
// out of a string stands at column 0 too, but is hardly ever valid Python.
bool ModuleReader::Impl::resumes(std::string_view line) {
  if (form_ == RowForm::Yield) return line.starts_with(YieldLine);
  if (line.starts_with("loader.") || line.starts_with("logger.")) return true;
  const bool is_rest = std::string_view(" \t\r\n)]}").find(line[0]) != std::string_view::npos;
  if (skipping_far_ || is_rest) return false;
  if (line[0] == '#') return true;
  StatementSplitter splitter;
  if (splitter.add(line) != Verdict::Complete) return !splitter.open();
  DiagnosticList problems;
  tree_of(line, problems);
  return problems.items.empty();
}

std::unique_ptr<SyntaxTree> ModuleReader::Impl::tree_of(std::string_view statement,
                                                        DiagnosticSink& problems) {
  PythonOptions options;
  options.first_line = line_;
  options.plain_strings_are_bytes = options_.plain_strings_are_bytes;
  if (form_ == RowForm::Save) return parse_python(file_, std::string(statement), options, problems);
  // A `yield` stands in a function; so the columns are right too.
  --options.first_line;
  return parse_python(file_, fmt::format("def rows():\n{}", statement), options, problems);
}

syntax::Block ModuleReader::Impl::statements_of(const SyntaxTree& tree) const {
  if (form_ == RowForm::Save) return tree.body;
  const auto* function =
      tree.body.empty() ? nullptr : syntax::as<syntax::FunctionDef>(tree.body.front());
  return function != nullptr ? function->body : syntax::Block();
}

void ModuleReader::Impl::parse(Batch& batch, std::string_view statement) {
  DiagnosticList problems;
  const bool is_indented = statement[0] == ' ' || statement[0] == '\t';
  if (is_indented && form_ == RowForm::Save) {
    Diagnostic indented = make_error("syntax-error", "this line is indented, but nothing is open");
    indented.place = place_in(file_, statement, 0, 1, line_);
    unparsable(statement, std::move(indented));
    return;
  }
  if (!is_indented && form_ == RowForm::Yield) {
    Diagnostic margin = make_error("syntax-error", "this line is not indented as its function is");
    margin.place = place_in(file_, statement, 0, 1, line_);
    unparsable(statement, std::move(margin));
    return;
  }
  const auto tree = tree_of(statement, problems);
  if (!problems.items.empty()) {
    unparsable(statement, std::move(problems.items.front()));
    return;
  }
  if (options_.other_statements && !is_plain_row(*tree, batch)) return hand_out(batch, statement);
  for (const syntax::Statement* part : statements_of(*tree)) {
    if (const syntax::Call* call = row_call(*part, form_)) {
      read_call(batch, *tree, *call, statement);
    } else if (is_flush_call(*part)) {
      ++facts_.flushes;
    } else if (const auto raised = raised_text(*part)) {
      aborted(*tree, *part, *raised);
    } else if (const auto logged = logged_text(*part);
               facts_.announced || !logged || !read_header_text(*logged, facts_)) {
      foreign(*tree, *part);
    }
  }
}

// One call of a constructor with literals.
bool ModuleReader::Impl::is_plain_row(const SyntaxTree& tree, Batch& batch) {
  const syntax::Call* call =
      tree.body.size() == 1 ? row_call(*tree.body[0], RowForm::Save) : nullptr;
  if (call == nullptr) return false;
  return std::ranges::all_of(call->arguments, [&](const syntax::Call::Argument& argument) {
    Cell ignored = Cell::none();
    std::string reason;
    return argument.kind == syntax::Call::ArgumentKind::Positional &&
           literal_of(*argument.value, batch.arena, ignored, reason);
  });
}

void ModuleReader::Impl::read_call(Batch& batch, const SyntaxTree& tree, const syntax::Call& call,
                                   std::string_view statement) {
  const std::size_t first_cell = batch.cells.size();
  for (const syntax::Call::Argument& argument : call.arguments) {
    std::string reason;
    if (argument.kind == syntax::Call::ArgumentKind::Positional &&
        literal_of(*argument.value, batch.arena, batch.cells.emplace_back(), reason))
      continue;
    batch.cells.truncate(first_cell);
    not_literal(tree, argument, reason, statement);
    return;
  }
  const std::string_view function = syntax::as<syntax::Name>(call.function)->id;
  const std::string_view constructor = function.substr(std::string_view("create_").size());
  const std::string_view row = statement.substr(0, statement.find_last_not_of(Blanks) + 1);
  add_row(batch, batch.arena.copy(constructor), first_cell, row.size());
  ++facts_.gear2_rows;
  homoglyph(tree, call);
}

// ---- diagnostics ----

void ModuleReader::Impl::report(Diagnostic problem, std::string_view statement, Counts counts) {
  if (counts == Counts::AsRow) ++facts_.unread_rows;
  if (counts == Counts::AsForeign) ++facts_.foreign_statements;
  if (looks_like_row(statement, form_)) problem.table = row_constructor(statement);
  if (problem.table.empty())
    problem.table = options_.function ? table_of_function(options_.function->name) : facts_.table;
  diagnostics_.report(std::move(problem));
}

// One diagnostic for the module: the first of them with its place, and how many there are.
void ModuleReader::Impl::look_for_hidden(std::string_view block, std::size_t begin) {
  for (auto found = find_hidden(block, begin); found;
       found = find_hidden(block, found->offset + found->size)) {
    if (++facts_.hidden_characters == 1) {
      hidden_ = hidden_character(file_, block, *found, line_);
    } else {
      hidden_->message = fmt::format("{} characters that are not seen, of which this is the first",
                                     facts_.hidden_characters);
    }
  }
}

void ModuleReader::Impl::homoglyph(const SyntaxTree& tree, const syntax::Call& call) {
  const std::string_view name = tree.source_of(call.function->span);
  const std::string seen = look_alike(name);
  if (seen.empty()) return;
  Diagnostic problem =
      make_error("homoglyph-identifier",
                 fmt::format("this name looks like {}, but holds letters of another script", seen),
                 "find out who wrote it");
  problem.severity = Severity::Warning;
  problem.place = tree.place(call.function->span);
  problem.table = seen.substr(std::min(std::string_view("create_").size(), seen.size()));
  diagnostics_.report(std::move(problem));
}

// tree-sitter does not understand it, or it is not shown to tree-sitter.
void ModuleReader::Impl::unparsable(std::string_view statement, Diagnostic problem) {
  const bool is_row = looks_like_row(statement, form_);
  if (problem.name == "syntax-error" || problem.name == "invalid-literal")
    problem.name = is_row ? "broken-row" : "foreign-statement";
  problem.why = is_row ? "this row can not be read and is missing; the rows after it are read"
                       : "no generator writes this; undumpy never executes what stands in a module";
  problem.next = is_row ? "repair the line, or take the row from another snapshot"
                        : "find out who put it there; remove it when it is not needed";
  report(std::move(problem), statement, is_row ? Counts::AsRow : Counts::AsForeign);
}

void ModuleReader::Impl::broken(const Ending& ending) {
  Diagnostic problem = make_error("syntax-error", ending.splitter.message());
  const std::size_t at = ending.splitter.problem();
  problem.place = place_in(file_, ending.statement, at, at + 1, line_);
  unparsable(ending.statement, std::move(problem));
}

void ModuleReader::Impl::truncated(const Ending& ending) {
  facts_.truncated = true;
  const bool open = ending.splitter.open();
  const char* const what = options_.function && !options_.function->ends_file ? "function" : "file";
  Diagnostic problem = make_error(
      "truncated-module",
      open ? fmt::format("the {} ends inside this statement: {}", what, ending.splitter.message())
           : fmt::format("the {} ends in the middle of this line", what),
      "look for a complete copy of this module in another snapshot");
  const std::size_t at = open ? ending.splitter.problem() : 0;
  problem.place = place_in(file_, ending.statement, at, at + 1, line_);
  problem.why = "the module was cut off: what should follow is lost";
  report(std::move(problem), ending.statement,
         looks_like_row(ending.statement, form_) ? Counts::AsRow : Counts::AsNothing);
}

void ModuleReader::Impl::too_long(const Ending& ending) {
  Diagnostic problem = make_error("statement-too-long",
                                  fmt::format("this statement is longer than {} bytes: {}",
                                              options_.statement_bytes, ending.splitter.message()),
                                  "repair the line; no generator writes such rows");
  const std::size_t at = ending.splitter.problem();
  problem.place = place_in(file_, ending.statement, at, at + 1, line_);
  problem.why = "it was not read; reading goes on at the next line that begins with loader.";
  report(std::move(problem), ending.statement,
         looks_like_row(ending.statement, form_) ? Counts::AsRow : Counts::AsForeign);
}

void ModuleReader::Impl::foreign(const SyntaxTree& tree, const syntax::Statement& statement) {
  const std::string_view source = tree.source_of(statement.span);
  Diagnostic problem = make_error("foreign-statement",
                                  source.starts_with("loader.save(")
                                      ? "loader.save() gets something else than a create_ call here"
                                      : "no generator writes this statement",
                                  "find out who put it there; remove it when it is not needed");
  problem.place = tree.place(statement.span);
  problem.why = "no generator writes this; undumpy never executes what stands in a module";
  report(std::move(problem), source, Counts::AsForeign);
}

void ModuleReader::Impl::aborted(const SyntaxTree& tree, const syntax::Statement& statement,
                                 std::string_view text) {
  facts_.aborted = true;
  constexpr std::size_t Shown = 300;
  Diagnostic problem =
      make_error("dump-aborted", fmt::format("the dump broke off here: {}", text.substr(0, Shown)),
                 "take this table from another snapshot");
  problem.place = tree.place(statement.span);
  problem.why = "`dump2py --tolerate` met an error in the database: rows of this table are missing";
  report(std::move(problem), tree.source_of(statement.span), Counts::AsNothing);
}

void ModuleReader::Impl::not_literal(const SyntaxTree& tree, const syntax::Call::Argument& argument,
                                     const std::string& reason, std::string_view statement) {
  Diagnostic problem = make_error("row-argument-not-literal", "this argument is no literal value",
                                  "replace it by its value, or find out who edited this module");
  problem.why = "undumpy executes nothing that stands in a module; the row was not read";
  if (argument.kind == syntax::Call::ArgumentKind::Keyword) {
    problem.message = fmt::format("the argument {}= is given by name", argument.name);
    problem.why = "rows give all their values by position; the row was not read";
    problem.next = "write the value at its position, as the other rows do";
  } else if (argument.kind != syntax::Call::ArgumentKind::Positional) {
    problem.message = "the arguments come from a variable";
  } else if (!reason.empty()) {
    problem.name = "impossible-date";
    problem.message = reason;
    problem.why =
        "Python would stop here, and no database stores such a value; the row was not read";
    problem.next = "correct the value in the module";
  }
  problem.place = tree.place(argument.span);
  report(std::move(problem), statement, Counts::AsRow);
}

ModuleReader::ModuleReader(std::string file, std::unique_ptr<Stream> stream,
                           const ReaderOptions& options, DiagnosticSink& diagnostics)
    : impl_(std::make_unique<Impl>(std::move(file), std::move(stream), options, diagnostics)) {}
ModuleReader::~ModuleReader() = default;

Result<bool> ModuleReader::next(Batch& batch) { return impl_->next(batch); }
const ModuleFacts& ModuleReader::facts() const { return impl_->facts_; }

namespace {

// The caller keeps the stream.
class BorrowedStream final : public Stream {
 public:
  explicit BorrowedStream(Stream& stream) : stream_(stream) {}
  Result<std::size_t> read(std::span<char> buffer) override { return stream_.read(buffer); }

 private:
  Stream& stream_;
};

}  // namespace

Result<ModuleHead> read_module_head(const std::string& file, Stream& stream) {
  ReaderOptions options;
  options.block_bytes = 16 * 1024;
  IgnoredDiagnostics ignored;  // reading the whole module reports them
  ModuleReader reader(file, std::make_unique<BorrowedStream>(stream), options, ignored);
  reader.impl_->read_head_only();
  Batch batch;
  UNDUMPY_CHECK(reader.next(batch));
  ModuleHead head;
  const ModuleFacts& facts = reader.facts();
  head.facts.announced = facts.announced;
  head.facts.part = facts.part;
  head.facts.parts = facts.parts;
  head.facts.table = facts.table;
  head.facts.fields = facts.fields;
  head.facts.fields_line = facts.fields_line;
  head.facts.declared = facts.declared;
  head.first_constructor = reader.impl_->first_constructor();
  return head;
}

}  // namespace undumpy
