#include <memory>

#include "parser/bridge.h"
#include "parser/literal.h"

namespace undumpy {

using syntax::Constant;
using syntax::FString;

namespace {

// {{ and }} of an f-string's text are one brace.
std::string single_braces(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    result += text[i];
    if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) ++i;
  }
  return result;
}

std::string_view prefix_of(std::string_view literal) {
  return literal.substr(0, literal.find_first_of("'\""));
}

}  // namespace

bool Bridge::is_fstring(TSNode node) const {
  return prefix_of(text(node)).find_first_of("fF") != std::string_view::npos;
}

// `x` of Python 2 is repr(x). tree-sitter takes it for a text: what is in it is parsed on its own,
// at the place that it has.
const syntax::Expression* Bridge::backquote(TSNode node) {
  tree_.python2 = true;
  std::string inner(ts_node_start_byte(node), '\n');
  inner += "(" + std::string(text(node).substr(1, text(node).size() - 2)) + ")";
  const std::unique_ptr<TSTree, void (*)(TSTree*)> parsed(parse_in_time(inner), ts_tree_delete);
  if (parsed == nullptr || ts_node_has_error(ts_tree_root_node(parsed.get()))) {
    invalid_literal(node, "what stands in the backquotes is no expression");
    return unsupported(node, "backquotes");
  }
  auto* result = make<syntax::Backquote>(node);
  TSNode at = ts_tree_root_node(parsed.get());
  while (std::string_view(ts_node_type(at)) != "parenthesized_expression" &&
         ts_node_named_child_count(at) == 1)
    at = ts_node_named_child(at, 0);
  result->value = expression(at);
  return result;
}

const syntax::Expression* Bridge::string(TSNode node) {
  if (text(node).starts_with('`')) return backquote(node);
  if (is_fstring(node)) {
    std::vector<FString::Part> parts;
    add_string_parts(node, parts);
    auto* result = make<FString>(node);
    result->parts = keep(parts);
    return result;
  }
  const std::string_view prefix = prefix_of(text(node));
  if (prefix.size() == 2 && (prefix[0] | 0x20) == 'u') tree_.python2 = true;  // ur'…'
  std::string reason;
  Cell value = Cell::none();
  if (!decode_string_literal(text(node), options_.plain_strings_are_bytes, tree_.arena, value,
                             reason))
    invalid_literal(node, reason);
  return constant(node, value);
}

// 'a' 'b' f'{c}': one constant, or one f-string when any part is.
const syntax::Expression* Bridge::joined_strings(TSNode node) {
  const Children items = named_children(node);
  bool formatted = false;
  for (const Child& item : items) formatted = formatted || is_fstring(item.node);
  if (formatted) {
    std::vector<FString::Part> parts;
    for (const Child& item : items) add_string_parts(item.node, parts);
    auto* result = make<FString>(node);
    result->parts = keep(parts);
    return result;
  }
  std::string joined;
  CellKind kind = CellKind::Text;
  bool surrogates = false;
  for (const Child& item : items) {
    const auto* part = syntax::as<Constant>(string(item.node));
    if (part == nullptr ||
        (part->value.kind != CellKind::Text && part->value.kind != CellKind::Bytes))
      continue;
    kind = part->value.kind;
    surrogates = surrogates || part->value.has_surrogates;
    joined += part->value.text();
  }
  Cell value = Cell::of_text(kind, tree_.arena.copy(joined));
  value.has_surrogates = surrogates;
  return constant(node, value);
}

// Text between the replacement fields is found by its place: what lies between two of them.
void Bridge::add_string_parts(TSNode node, std::vector<FString::Part>& parts) {
  const std::string_view literal = text(node);
  const bool raw = prefix_of(literal).find_first_of("rR") != std::string_view::npos;
  if (!is_fstring(node)) {
    const auto* plain = syntax::as<Constant>(string(node));
    if (plain != nullptr && plain->value.kind == CellKind::Text) {
      FString::Part part;
      part.text = plain->value.text();
      parts.push_back(part);
    }
    return;
  }
  std::uint32_t from = ts_node_start_byte(node);
  std::uint32_t end = ts_node_end_byte(node);
  std::vector<TSNode> fields;
  for (const Child& child : children(node)) {
    if (child.type == "string_start") from = ts_node_end_byte(child.node);
    if (child.type == "string_end") end = ts_node_start_byte(child.node);
    if (child.type == "interpolation") fields.push_back(child.node);
  }
  for (const TSNode field : fields) {
    add_text_part(tree_.source_of({from, ts_node_start_byte(field)}), raw, field, parts);
    parts.push_back(interpolation(field));
    from = ts_node_end_byte(field);
  }
  add_text_part(tree_.source_of({from, end}), raw, node, parts);
}

void Bridge::add_text_part(std::string_view source, bool raw, TSNode node,
                           std::vector<FString::Part>& parts) {
  if (source.empty()) return;
  const std::string_view braces = tree_.arena.copy(single_braces(source));
  Cell value = Cell::of_text(CellKind::Text, braces);
  std::string reason;
  if (!raw && !decode_text_escapes(braces, tree_.arena, value, reason))
    invalid_literal(node, reason);
  FString::Part part;
  part.text = value.text();
  parts.push_back(part);
}

FString::Part Bridge::interpolation(TSNode node) {
  FString::Part part;
  const Children items = children(node);
  for (const Child& item : items) {
    if (item.field == "expression") part.value = expression(item.node);
    if (item.type == "type_conversion") part.conversion = text(item.node).back();
    if (item.type == "format_specifier") part.format = format_specifier(item.node);
    if (item.type == "=") {
      // The blanks behind it belong to the text, too.
      std::uint32_t end = ts_node_end_byte(item.node);
      while (end < ts_node_end_byte(node) && tree_.text[end] == ' ') ++end;
      part.debug = tree_.source_of({ts_node_start_byte(node) + 1, end});
    }
    if (item.field == "expression" && item.type == "named_expression")
      part = aligned_field(node, item.node);
  }
  if (part.value == nullptr) part.value = unsupported(node, "an empty replacement field");
  return part;
}

// {n:=+8} is no assignment: without parentheses, the colon starts the format.
FString::Part Bridge::aligned_field(TSNode node, TSNode named) {
  FString::Part part;
  const Children items = children(named);
  const TSNode name = find(items, "name")->node;
  part.value = expression(name);
  std::uint32_t from = ts_node_end_byte(name);
  while (tree_.text[from] != ':') ++from;
  std::vector<FString::Part> parts;
  add_text_part(tree_.source_of({from + 1, ts_node_end_byte(node) - 1}), false, node, parts);
  auto* format = make<FString>(node);
  format->parts = keep(parts);
  part.format = format;
  return part;
}

// :>{width}.2f
const FString* Bridge::format_specifier(TSNode node) {
  std::vector<FString::Part> parts;
  std::uint32_t from = ts_node_start_byte(node) + 1;
  for (const Child& child : children(node)) {
    if (child.type != "format_expression" && child.type != "interpolation") continue;
    add_text_part(tree_.source_of({from, ts_node_start_byte(child.node)}), false, child.node,
                  parts);
    parts.push_back(interpolation(child.node));
    from = ts_node_end_byte(child.node);
  }
  add_text_part(tree_.source_of({from, ts_node_end_byte(node)}), false, node, parts);
  auto* result = make<FString>(node);
  result->parts = keep(parts);
  return result;
}

}  // namespace undumpy
