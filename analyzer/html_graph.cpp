#include "analyzer/html_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analyzer/html_text.h"
#include "analyzer/reference_graph.h"
#include "parser/utf8.h"

namespace undumpy {

namespace {

constexpr int CharacterWidth = 7;
constexpr int BoxHeight = 19;
constexpr int RowHeight = 25;
constexpr int LayerGap = 64;
constexpr int Margin = 8;

std::string label_of(const ReferenceGraph::Node& node) {
  return node.table + (node.refers_to_itself ? " ↻" : "");
}

class Painter {
 public:
  Painter(const ReferenceGraph& graph, const std::map<std::string, GraphTable>& tables,
          const std::string& prefix)
      : graph_(graph), tables_(tables), prefix_(prefix), left_(graph.layers), width_(graph.layers) {
    int x = Margin;
    for (std::size_t layer = 0; layer < graph.layers; ++layer) {
      std::size_t characters = 4;
      for (const auto& node : graph.nodes)
        if (node.layer == layer && !node.waypoint)
          characters = std::max(characters, utf8::count(printable(label_of(node))));
      left_[layer] = x;
      width_[layer] = static_cast<int>(characters) * CharacterWidth + 14;
      x += width_[layer] + LayerGap;
    }
    total_width_ = x - LayerGap + Margin;
  }

  std::string svg() const {
    const int height = static_cast<int>(std::lround(graph_.height * RowHeight)) + 2 * Margin;
    std::string text = fmt::format(
        "<svg id=\"{0}\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{1}\" height=\"{2}\" "
        "viewBox=\"0 0 {1} {2}\" role=\"img\" aria-label=\"references between tables\">\n"
        "<style>{3}</style>\n",
        prefix_, total_width_, height, highlights());
    for (const auto& edge : graph_.edges) text += line(edge);
    for (std::size_t node = 0; node < graph_.nodes.size(); ++node)
      if (!graph_.nodes[node].waypoint) text += box(node);
    return text + "</svg>\n";
  }

 private:
  // The table under the pointer shows its lines; the others step back.
  std::string highlights() const {
    std::string css;
    for (std::size_t node = 0; node < graph_.nodes.size(); ++node) {
      if (graph_.nodes[node].waypoint) continue;
      css += fmt::format(
          "#{0}:has(.n{1}:is(:hover,:focus)) .edge:not(.e{1}){{opacity:.12}}"
          "#{0}:has(.n{1}:is(:hover,:focus)) .e{1}{{stroke:var(--accent);stroke-width:1.8}}\n",
          prefix_, node);
    }
    return css;
  }

  [[nodiscard]] int y_of(std::size_t node) const {
    return Margin + static_cast<int>(std::lround(graph_.nodes[node].y * RowHeight));
  }
  [[nodiscard]] int left_of(std::size_t node) const { return left_[graph_.nodes[node].layer]; }
  [[nodiscard]] int right_of(std::size_t node) const {
    return left_of(node) + width_[graph_.nodes[node].layer];
  }

  // From the left side of the box through the waypoints to the right side of the other.
  std::string way(const ReferenceGraph::Edge& edge) const {
    std::string way = fmt::format("M{} {}", left_of(edge.path.front()), y_of(edge.path.front()));
    for (std::size_t step = 1; step < edge.path.size(); ++step) {
      const std::size_t node = edge.path[step];
      const int from = left_of(edge.path[step - 1]);
      const int bend = (from + right_of(node)) / 2;
      way += fmt::format("C{} {} {} {} {} {}", bend, y_of(edge.path[step - 1]), bend, y_of(node),
                         right_of(node), y_of(node));
      if (graph_.nodes[node].waypoint) way += fmt::format("H{}", left_of(node));
    }
    return way;
  }

  // A small triangle at the table that is referred to.
  std::string head(const ReferenceGraph::Edge& edge) const {
    const std::size_t node = edge.upward ? edge.path.front() : edge.path.back();
    const int x = edge.upward ? left_of(node) : right_of(node);
    const int back = edge.upward ? -6 : 6;
    return fmt::format("<path class=\"head\" d=\"M{} {}l{} -3.5v7z\"/>", x, y_of(node), back);
  }

  std::string line(const ReferenceGraph::Edge& edge) const {
    std::string title;
    for (const Reference* reference : edge.references) {
      title += fmt::format("{}{}.{} → {} ({})", title.empty() ? "" : "\n", reference->table,
                           reference->column, reference->target, to_string(reference->confidence));
    }
    std::string shown;
    for (std::size_t at = 0; at < title.size();) {  // html() makes line ends visible
      const std::size_t end = std::min(title.find('\n', at), title.size());
      shown += (at == 0 ? "" : "\n") + html(title.substr(at, end - at));
      at = end + 1;
    }
    return fmt::format("<g><path class=\"edge {}{}{} e{} e{}\" d=\"{}\"/>{}<title>{}</title></g>\n",
                       to_string(edge.confidence), edge.parent_link ? " parent" : "",
                       edge.upward ? " upward" : "", edge.path.front(), edge.path.back(), way(edge),
                       head(edge), shown);
  }

  std::string box(std::size_t number) const {
    const auto& node = graph_.nodes[number];
    const auto table = tables_.find(node.table);
    const bool outside = table == tables_.end();
    const std::string link = outside ? "" : fmt::format(" href=\"{}\"", html(table->second.link));
    return fmt::format(
        "<a class=\"node n{}{}{}\"{}><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>"
        "<text x=\"{}\" y=\"{}\">{}</text></a>\n",
        number, outside ? " outside" : "", !outside && table->second.damaged ? " bad" : "", link,
        left_of(number), y_of(number) - BoxHeight / 2, width_[node.layer], BoxHeight,
        left_of(number) + 7, y_of(number) + 1, html(label_of(node)));
  }

  const ReferenceGraph& graph_;
  const std::map<std::string, GraphTable>& tables_;
  const std::string& prefix_;
  std::vector<int> left_, width_;  // of each layer
  int total_width_ = 0;
};

}  // namespace

std::string graph_svg(const std::vector<Reference>& references,
                      const std::map<std::string, GraphTable>& tables, const std::string& prefix) {
  const ReferenceGraph graph = draw(references);
  return graph.nodes.empty() ? "" : Painter(graph, tables, prefix).svg();
}

}  // namespace undumpy
