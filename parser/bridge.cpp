#include "parser/bridge.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

// Frees the cursor at the end of the scope.
class Cursor {
 public:
  explicit Cursor(TSNode node) : cursor_(ts_tree_cursor_new(node)) {}
  ~Cursor() { ts_tree_cursor_delete(&cursor_); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  TSTreeCursor* operator&() { return &cursor_; }  // NOLINT(google-runtime-operator)

 private:
  TSTreeCursor cursor_;
};

// The innermost ERROR or MISSING node, to point at: errors nest, and the outer ones are large.
TSNode innermost_error(TSNode node) {
  for (std::uint32_t depth = 0; depth < 10'000; ++depth) {
    Cursor cursor(node);
    bool descended = false;
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      do {
        const TSNode child = ts_tree_cursor_current_node(&cursor);
        if (ts_node_is_missing(child)) return child;
        if (!ts_node_has_error(child)) continue;
        node = child;
        descended = true;
        break;
      } while (ts_tree_cursor_goto_next_sibling(&cursor));
    }
    if (!descended) return node;
  }
  return node;
}

}  // namespace

Bridge::Children Bridge::children(TSNode node) {
  Children result;
  Cursor cursor(node);
  if (!ts_tree_cursor_goto_first_child(&cursor)) return result;
  do {
    const TSNode child = ts_tree_cursor_current_node(&cursor);
    const std::string_view type = ts_node_type(child);
    if (type == "comment") {
      tree_.comments.push_back({span(child), text(child).substr(1)});
      continue;
    }
    if (type == "line_continuation") continue;
    const char* field = ts_tree_cursor_current_field_name(&cursor);
    result.push_back({child, type, field != nullptr ? std::string_view(field) : std::string_view(),
                      ts_node_is_named(child)});
  } while (ts_tree_cursor_goto_next_sibling(&cursor));
  return result;
}

Bridge::Children Bridge::named_children(TSNode node) {
  Children result = children(node);
  std::erase_if(result, [](const Child& child) { return !child.named; });
  return result;
}

const Child* Bridge::find(const Children& items, std::string_view field) {
  for (const Child& item : items)
    if (item.field == field) return &item;
  return nullptr;
}

bool Bridge::has_token(const Children& items, std::string_view token) {
  return std::any_of(items.begin(), items.end(),
                     [&](const Child& item) { return item.type == token; });
}

void Bridge::convert(TSNode root) {
  std::vector<const Statement*> body;
  if (std::string_view(ts_node_type(root)) == "ERROR") {
    statement(root, body);
  } else {
    for (const Child& child : children(root)) statement(child.node, body);
  }
  tree_.body = keep(body);
  // Children are looked at more than once, so comments may have been met more than once.
  auto& comments = tree_.comments;
  std::ranges::sort(comments, {}, [](const syntax::Comment& c) { return c.span.begin; });
  const auto same = [](const syntax::Comment& a, const syntax::Comment& b) {
    return a.span.begin == b.span.begin;
  };
  comments.erase(std::unique(comments.begin(), comments.end(), same), comments.end());
}

void Bridge::report(TSNode node, std::string name, std::string message) {
  tree_.has_errors = true;
  if (reported_) return;  // one diagnostic for a statement
  reported_ = true;
  Diagnostic problem;
  problem.name = std::move(name);
  problem.message = std::move(message);
  problem.place = tree_.place(span(node));
  problem.why = "this statement can not be understood; the others are";
  problem.next = "compare it with an older snapshot, and repair it";
  diagnostics_.report(std::move(problem));
}

void Bridge::invalid_literal(TSNode node, const std::string& reason) {
  report(node, "invalid-literal", reason);
}

const syntax::Statement* Bridge::error_statement(TSNode node) {
  const TSNode error = innermost_error(node);
  std::string message = "this is no Python";
  if (ts_node_is_missing(error)) {
    message = fmt::format("'{}' is missing here", ts_node_type(error));
  } else if (ts_node_end_byte(error) > ts_node_start_byte(error)) {
    const std::string_view source = text(error);
    message = fmt::format("this is no Python: {}",
                          source.substr(0, std::min<std::size_t>(source.find('\n'), 40)));
  }
  report(error, "syntax-error", std::move(message));
  return make<syntax::ErrorStatement>(node);
}

}  // namespace undumpy
