#include "analyzer/template_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "analyzer/constructor_edits.h"
#include "analyzer/keyword_constructor.h"
#include "analyzer/regenerated_constructor.h"

namespace undumpy {

using namespace syntax;
using dump_template::Part;
using dump_template::Periods;
namespace periods = dump_template;

namespace {

using Kind = LineChange::Kind;

std::string_view only_target(const Statement& statement) {
  const auto* assign = as<Assign>(&statement);
  const auto* name =
      assign != nullptr && assign->targets.size() == 1 ? as<Name>(assign->targets[0]) : nullptr;
  return name != nullptr ? name->id : std::string_view();
}

std::optional<Part> part_of(const SyntaxTree& tree, const Statement& statement) {
  if (const auto* function = as<FunctionDef>(&statement)) {
    static const std::map<std::string_view, Part> parts = {
        {"dt", Part::Dt},       {"new_content_type_id", Part::NewContentTypeId},
        {"pmem", Part::Pmem},   {"execfile", Part::Execfile},
        {"bv2kw", Part::Bv2kw}, {"main", Part::Main}};
    const auto found = parts.find(function->name);
    if (found != parts.end()) return found->second;
  }
  if (const auto* condition = as<If>(&statement)) {
    const std::string_view test = tree.source_of(condition->test->span);
    if (test == "settings.USE_TZ") return Part::Dt;
    if (test.starts_with("__name__")) return Part::Run;
  }
  return std::nullopt;
}

// Imports and assignments that may stand among the generated ones; what is foreign among them was
// reported by the catalogue.
bool is_preamble(const SyntaxTree& tree, const Statement& statement) {
  if (const auto* import = as<Import>(&statement))
    return std::ranges::all_of(import->names, [](const ImportedName& name) {
      return name.name == "logging" || name.name == "os" || name.name == "six";
    });
  if (const auto* import = as<ImportFrom>(&statement))
    return std::ranges::all_of(import->names, [&](const ImportedName& name) {
      return import->module == "__future__" ||
             periods::is_generated_import(import->module, name.name);
    });
  const std::string_view target = only_target(statement);
  if (target == "SOURCE_VERSION" || target == "utc") return true;
  return target == "logger" &&
         tree.source_of(as<Assign>(&statement)->value->span).starts_with("logging.getLogger(");
}

// en=values[0],de=values[1]
bool are_languages(std::string_view text) {
  for (int i = 0; !text.empty(); ++i) {
    const std::size_t equals = text.find('=');
    const std::string item = fmt::format("=values[{}]", i);
    if (equals == 0 || equals == std::string_view::npos || !text.substr(equals).starts_with(item) ||
        text.substr(0, equals).find_first_of("(),*\"") != std::string_view::npos)
      return false;
    text.remove_prefix(equals + item.size());
    if (text.empty()) return true;
    if (text[0] != ',') return false;
    text.remove_prefix(1);
  }
  return false;
}

// execfile("contacts_partner.py", *args): "execfile(…,*args)"; else the line itself.
std::string without_module(const std::string& line) {
  constexpr std::string_view Begin = "    execfile(\"";
  if (!line.starts_with(Begin)) return line;
  const std::size_t quote = line.find('"', Begin.size());
  if (quote == std::string::npos) return line;
  const std::string rest = line.substr(quote + 1);
  return rest == ")" || rest == ",*args)"
             ? fmt::format("    execfile({}{}", periods::Anything, rest)
             : line;
}

// bv2kw() of 2013, as it was written later.
std::string as_later(std::string line) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> Renamed = {
      {{"`lino.Lino.languages`", "`Site.languages`"},
       {"return babel.babel_values(", "return settings.SITE.babelkw("},
       {"return settings.SITE.babel_values(", "return settings.SITE.babelkw("}}};
  for (const auto& [before, later] : Renamed)
    if (const std::size_t at = line.find(before); at != std::string::npos)
      line.replace(at, before.size(), later);
  return line;
}

// What differs from site to site is taken out.
std::string without_site(Part part, const std::string& line) {
  constexpr std::string_view Babel = "    return settings.SITE.babelkw(fieldname,";
  if (part == Part::Main) return without_module(line);
  if (part == Part::Bv2kw && line.starts_with(Babel) && line.ends_with(')') &&
      are_languages(std::string_view(line).substr(Babel.size(), line.size() - Babel.size() - 1)))
    return fmt::format("{}{})", Babel, periods::Anything);
  if (part == Part::Preamble && line.starts_with("SOURCE_VERSION=\""))
    return fmt::format("SOURCE_VERSION={}", periods::Anything);
  return line;
}

// Lines that hold no code of which nobody knows what it does: comments, other languages.
bool is_harmless(Part part, const std::string& line) {
  if (line.find_first_not_of(' ') == line.find('#')) return true;
  const std::size_t bracket = line.find('(');
  return part == Part::Bv2kw && line.starts_with("    return settings.SITE.babelkw(fieldname,") &&
         line.find('(', bracket + 1) == std::string::npos;
}

// The template's lines, normalised: the same for all snapshots.
const CodeLines& normal_lines_of(Part part, std::size_t period) {
  static const auto all = [] {
    std::array<std::vector<CodeLines>, periods::PartCount> made;
    for (std::size_t i = 0; i < made.size(); ++i)
      for (std::size_t at = 0; at < periods::period_count(); ++at)
        made[i].push_back(normal_lines(periods::lines_of(static_cast<Part>(i), at)));
    return made;
  }();
  return all[static_cast<std::size_t>(part)][period];
}

// What is known of a line of the preamble.
struct PreambleLine {
  Periods periods = 0;
  std::string compared;  // an alternative is compared as the line that it stands for
};

const std::map<std::string, PreambleLine>& preamble_lines() {
  static const auto all = [] {
    std::map<std::string, PreambleLine> made;
    std::string before;
    for (const periods::Line& line : periods::lines()) {
      if (line.part != Part::Preamble) continue;
      const std::string normal = normal_line(line.text);
      PreambleLine& known = made.try_emplace(normal, PreambleLine{0, normal}).first->second;
      known.periods |= line.periods;
      if (line.alternative) known.compared = before;
      before = normal;
    }
    return made;
  }();
  return all;
}

CodeLines as_written(const std::vector<std::string_view>& lines) {
  return {lines.begin(), lines.end()};
}

Span line_span(const StatementLines& lines, std::size_t line) {
  const auto begin = static_cast<std::uint32_t>(lines.offsets[line]);
  const std::string& text = lines.shown[line];
  const auto indent =
      static_cast<std::uint32_t>(std::min(text.find_first_not_of(' '), text.size()));
  return {begin + indent, begin + static_cast<std::uint32_t>(text.size())};
}

// Where the first line stands that was added or changed.
std::optional<Span> first_added(const std::vector<LineChange>& changes,
                                const StatementLines& lines) {
  const auto found = std::ranges::find(changes, Kind::Added, &LineChange::kind);
  if (found == changes.end()) return std::nullopt;
  return line_span(lines, found->line);
}

std::size_t count_changes(const std::vector<LineChange>& changes) {
  return static_cast<std::size_t>(
      std::ranges::count_if(changes, [](const auto& c) { return c.kind != Kind::Same; }));
}

}  // namespace

TemplateReading::TemplateReading(const Snapshot& snapshot)
    : snapshot_(snapshot),
      names_(snapshot),
      known_(snapshot.generation >= Generation::D2 && snapshot.generation <= Generation::D6),
      old_(snapshot.generation != Generation::Unknown && snapshot.generation < Generation::D2),
      keywords_(snapshot.is_single_file() && snapshot.generation < Generation::S9) {
  collect();
  agree();
  std::map<Part, std::vector<const Block*>> by_part;
  for (const Block& block : blocks_) by_part[block.part].push_back(&block);
  for (std::size_t i = 0; i < periods::PartCount; ++i)
    compare(by_part[static_cast<Part>(i)], static_cast<Part>(i));
  for (const Function& function : functions_)
    if (!function.is_generated) compare_constructor(function);
}

bool TemplateReading::mostly_edited() const {
  constexpr std::size_t Few = 3;  // as many edits are soon made
  return edited_.size() > Few && edited_.size() * 2 > functions_.size();
}

void TemplateReading::collect() {
  const SyntaxTree& tree = snapshot_.tree();
  cut_ = tree.has_errors || !snapshot_.aborts.empty();
  read_header();
  auto declaration = snapshot_.constructors.begin();  // in the order of the statements
  for (std::size_t i = 0; i < tree.body.size(); ++i) {
    const Statement& statement = *tree.body[i];
    if (const auto part = part_of(tree, statement)) {
      add_block(*part, i);
    } else if (is_preamble(tree, statement)) {
      add_preamble_line(statement);
    }
    if (declaration != snapshot_.constructors.end() && declaration->function == &statement)
      functions_.push_back({&*declaration++, lines_of_statement(tree, i)});
  }
  for (const Block& block : blocks_)
    if (block.periods != 0) votes_.push_back({block.name, block.span, block.periods});
  read_constructors();
}

void TemplateReading::add_block(Part part, std::size_t index) {
  const SyntaxTree& tree = snapshot_.tree();
  Block block{part, std::string(periods::name_of(part)), tree.body[index]->span, {}, {}};
  const StatementLines lines = lines_of_statement(tree, index);
  for (std::size_t i = 0; i < lines.normal.size(); ++i) {
    const bool of_2013 = part == Part::Bv2kw && snapshot_.is_single_file();
    std::string compared =
        without_site(part, of_2013 ? as_later(lines.normal[i]) : lines.normal[i]);
    const bool again = !block.compared.empty() && compared == block.compared.back();
    if (again && compared.find(periods::Anything) != std::string::npos) continue;
    block.lines.shown.push_back(lines.shown[i]);
    block.lines.normal.push_back(lines.normal[i]);
    block.lines.offsets.push_back(lines.offsets[i]);
    block.compared.push_back(std::move(compared));
  }
  for (std::size_t period = 0; period < periods::period_count(); ++period)
    if (normal_lines_of(part, period) == block.compared) block.periods |= Periods{1} << period;
  blocks_.push_back(std::move(block));
}

void TemplateReading::add_preamble_line(const Statement& statement) {
  const std::string_view source = snapshot_.tree().source_of(statement.span);
  Block block{Part::Preamble, fmt::format("`{}`", source), statement.span, {}, {}};
  block.lines = {{std::string(source)}, {normal_line(source)}, {statement.span.begin}};
  block.compared.push_back(without_site(Part::Preamble, block.lines.normal[0]));
  const auto& known = preamble_lines();
  if (const auto found = known.find(block.compared[0]); found != known.end()) {
    block.periods = found->second.periods;
    block.compared[0] = found->second.compared;
  }
  blocks_.push_back(std::move(block));
}

void TemplateReading::read_header() {
  constexpr int CommentHeader = 20160704;
  constexpr int NamesTheCommand = 20160803;
  if (snapshot_.created_using.empty()) return;
  const SyntaxTree& tree = snapshot_.tree();
  const auto* docstring = tree.body.empty() ? nullptr : as<ExpressionStatement>(tree.body[0]);
  const bool by_command = snapshot_.created_using == "dump2py";
  Odd header{"the header", {0, 1}, 0};
  header.periods = docstring != nullptr ? periods::periods_between(periods::Begin, CommentHeader)
                   : by_command         ? periods::periods_between(NamesTheCommand, periods::Never)
                                        : periods::periods_between(CommentHeader, NamesTheCommand);
  if (docstring != nullptr) header.span = docstring->span;
  for (const Comment& comment : tree.comments)
    if (comment.text.find("Python dump created using") != std::string_view::npos)
      header.span = comment.span;
  votes_.push_back(std::move(header));
}

// Most functions are the same in all periods; conversions and parent classes tell them apart.
void TemplateReading::read_constructors() {
  const std::array<Periods, 4> styles = {
      periods::periods_between(periods::Begin, periods::ConversionsFirst),
      periods::periods_between(periods::ConversionsFirst, periods::ChildrenWithKw),
      periods::periods_between(periods::ChildrenWithKw, periods::ChoicesCommented),
      periods::periods_between(periods::ChoicesCommented, periods::Never)};
  for (Function& function : functions_) {
    const ConstructorDeclaration& declaration = *function.declaration;
    if (keywords_) {
      function.is_generated = is_keyword_constructor(snapshot_, declaration);
      continue;
    }
    const CodeLines& written = function.lines.normal;
    const auto generated = RegeneratedConstructor::of(snapshot_, names_, declaration, written);
    if (!generated) continue;
    Periods matching = 0;
    for (const Periods style : styles) {
      const auto first = static_cast<std::size_t>(std::countr_zero(style));
      const CodeLines expected = generated->lines(first);
      if (std::ranges::equal(expected, written, {}, normal_line)) matching |= style;
    }
    function.is_generated = matching != 0;
    if (function.is_generated)
      votes_.push_back({fmt::format("create_{}()", declaration.table),
                        declaration.function->name_span, matching});
  }
}

// Each form votes once: hundreds of functions of one form are one part of the template.
void TemplateReading::agree() {
  std::map<Periods, std::size_t> functions;
  std::size_t most = 0;
  for (std::size_t period = 0; period < periods::period_count(); ++period) {
    std::size_t votes = 0;
    functions.clear();
    for (const Odd& vote : votes_) {
      const bool is_function = vote.name.starts_with("create_");
      if (is_function && functions[vote.periods]++ > 0) continue;
      if (periods::holds(vote.periods, period)) ++votes;
    }
    if (votes > most) {
      most = votes;
      agreed_ = 0;
    }
    if (votes == most) agreed_ |= Periods{1} << period;
  }
  for (const Odd& vote : votes_)
    if ((vote.periods & agreed_) == 0) odd_.push_back(vote);
}

void TemplateReading::compare(const std::vector<const Block*>& blocks, Part part) {
  StatementLines lines;
  CodeLines compared;
  Span span;
  bool odd = false;
  bool first = true;
  for (const Block* block : blocks) {
    if (part != Part::Preamble && !first) {  // a second definition
      changed_.push_back({part, block->span, false, true,
                          unified_diff(changes({}, block->compared), {}, block->lines.shown)});
      continue;
    }
    if (first) span = block->span;
    first = false;
    if (block->periods != 0 && (block->periods & agreed_) == 0) {
      odd = true;
      continue;
    }
    std::ranges::copy(block->lines.shown, std::back_inserter(lines.shown));
    std::ranges::copy(block->lines.offsets, std::back_inserter(lines.offsets));
    std::ranges::copy(block->compared, std::back_inserter(compared));
  }
  if (odd && part != Part::Preamble) return;
  if (old_ && (part == Part::Preamble || part == Part::Main)) return;
  if (snapshot_.is_single_file() && (part == Part::Run || compared.empty())) return;
  if (cut_ && (part == Part::Main || part == Part::Run || compared.empty())) return;

  // The nearest of the periods that the rest agrees on.
  std::optional<Changed> nearest;
  std::size_t distance = 0;
  for (std::size_t period = 0; period < periods::period_count(); ++period) {
    if (!periods::holds(agreed_, period)) continue;
    const auto expected = periods::lines_of(part, period);
    auto found = changes(normal_lines_of(part, period), compared);
    // Where one line of the preamble is another period's, its counterpart is not missing.
    const bool added =
        std::ranges::any_of(found, [](const auto& c) { return c.kind == Kind::Added; });
    const std::size_t count = odd && !added ? 0 : count_changes(found);
    if (nearest && count >= distance) continue;
    distance = count;
    nearest = Changed{part, first_added(found, lines).value_or(span), compared.empty(), false,
                      unified_diff(found, as_written(expected), lines.shown)};
    nearest->code_added = std::ranges::any_of(found, [&](const LineChange& change) {
      return change.kind == Kind::Added && !is_harmless(part, compared[change.line]);
    });
  }
  // Until 2014 comments stood in the helpers.
  if (nearest && old_ && !nearest->code_added) return;
  if (nearest && distance > 0) changed_.push_back(std::move(*nearest));
}

void TemplateReading::compare_constructor(const Function& function) {
  const ConstructorDeclaration& declaration = *function.declaration;
  const StatementLines& lines = function.lines;
  const Span at = declaration.function->name_span;
  EditedConstructor edited{&declaration, at, "", ""};
  if (keywords_) {
    edited.what = "generators store each parameter under its own name, in one call";
    edited_.push_back(std::move(edited));
    return;
  }
  const auto generated = RegeneratedConstructor::of(snapshot_, names_, declaration, lines.normal);
  if (!generated) {
    edited.what = "no generator writes such parameters, or a function that makes no model";
    edited_.push_back(std::move(edited));
    return;
  }
  const auto period = static_cast<std::size_t>(std::bit_width(agreed_)) - 1;
  const CodeLines expected = generated->lines(period);
  CodeLines normal;
  std::ranges::transform(expected, std::back_inserter(normal), normal_line);
  const auto found = changes(normal, lines.normal);
  edited.span = first_added(found, lines).value_or(at);
  edited.what = describe_edits(*generated, found, normal, lines.normal);
  edited.diff = unified_diff(found, expected, lines.shown);
  edited_.push_back(std::move(edited));
}

}  // namespace undumpy
