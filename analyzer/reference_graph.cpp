#include "analyzer/reference_graph.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace undumpy {

namespace {

constexpr int Sweeps = 24;              // of ordering, and of straightening
constexpr double WaypointHeight = 0.4;  // of that of a box

using Node = ReferenceGraph::Node;
using Edge = ReferenceGraph::Edge;

class Drawing {
 public:
  explicit Drawing(const std::vector<Reference>& references) { collect(references); }

  ReferenceGraph take() {
    if (graph_.nodes.size() > MaxDrawnTables) return {};
    find_circles();
    set_layers();
    set_paths();
    order_layers();
    set_heights();
    return std::move(graph_);
  }

 private:
  void collect(const std::vector<Reference>& references);
  void find_circles();
  void visit(std::size_t node, std::vector<int>& state);
  void set_layers();
  std::size_t layer_below(std::size_t node, std::vector<std::size_t>& known);
  void set_paths();
  void order_layers();
  void set_heights();
  void straighten(const std::vector<std::size_t>& layer);
  [[nodiscard]] double height_of(std::size_t node) const {
    return graph_.nodes[node].waypoint ? WaypointHeight : 1.0;
  }
  // Where its neighbours stand on average; its own place when it has none.
  [[nodiscard]] double middle(const std::vector<std::size_t>& neighbours, double own) const;

  ReferenceGraph graph_;
  std::vector<std::pair<std::size_t, std::size_t>> ends_;  // of each edge: from, to
  std::vector<std::vector<std::size_t>> layers_;           // nodes from above to below
  std::vector<std::vector<std::size_t>> higher_, lower_;   // neighbours of each node
};

void Drawing::collect(const std::vector<Reference>& references) {
  std::map<std::string, std::size_t> numbers;
  for (const Reference& reference : references)
    for (const std::string& table : {reference.table, reference.target}) numbers[table];
  for (auto& [table, number] : numbers) {
    number = graph_.nodes.size();
    graph_.nodes.push_back({.table = table});
  }
  std::map<std::pair<std::size_t, std::size_t>, Edge> edges;
  for (const Reference& reference : references) {
    const std::size_t from = numbers[reference.table];
    const std::size_t to = numbers[reference.target];
    if (from == to) {
      graph_.nodes[from].refers_to_itself = true;
      continue;
    }
    Edge& edge = edges[{from, to}];
    edge.references.push_back(&reference);
    edge.confidence = std::min(edge.confidence, reference.confidence);
    edge.parent_link = edge.parent_link || reference.parent_link;
  }
  for (auto& [ends, edge] : edges) {
    ends_.push_back(ends);
    graph_.edges.push_back(std::move(edge));
  }
}

// An edge that leads back to a table on the way to it is turned round for the drawing.
void Drawing::find_circles() {
  std::vector<int> state(graph_.nodes.size(), 0);
  for (std::size_t node = 0; node < state.size(); ++node)
    if (state[node] == 0) visit(node, state);
  for (std::size_t i = 0; i < ends_.size(); ++i)
    if (graph_.edges[i].upward) std::swap(ends_[i].first, ends_[i].second);
}

void Drawing::visit(std::size_t node, std::vector<int>& state) {
  enum { New, Open, Done };
  state[node] = Open;
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const auto [from, to] = ends_[i];
    if (from != node) continue;
    if (state[to] == Open) graph_.edges[i].upward = true;
    if (state[to] == New) visit(to, state);
  }
  state[node] = Done;
}

void Drawing::set_layers() {
  constexpr auto Unknown = static_cast<std::size_t>(-1);
  std::vector<std::size_t> known(graph_.nodes.size(), Unknown);
  for (std::size_t node = 0; node < known.size(); ++node)
    graph_.nodes[node].layer = layer_below(node, known);
}

// The longest way down.
std::size_t Drawing::layer_below(std::size_t node, std::vector<std::size_t>& known) {
  if (known[node] != static_cast<std::size_t>(-1)) return known[node];
  std::size_t layer = 0;
  for (const auto& [from, to] : ends_)
    if (from == node) layer = std::max(layer, layer_below(to, known) + 1);
  return known[node] = layer;
}

void Drawing::set_paths() {
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> waypoints;  // of (target, layer)
  const auto waypoint = [&](std::size_t to, std::size_t layer) {
    const auto [found, added] = waypoints.try_emplace({to, layer}, graph_.nodes.size());
    if (added)
      graph_.nodes.push_back({.table = graph_.nodes[to].table, .layer = layer, .waypoint = true});
    return found->second;
  };
  std::set<std::pair<std::size_t, std::size_t>> segments;
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const auto [from, to] = ends_[i];
    std::vector<std::size_t>& path = graph_.edges[i].path;
    path.push_back(from);
    for (std::size_t layer = graph_.nodes[from].layer - 1; layer > graph_.nodes[to].layer; --layer)
      path.push_back(waypoint(to, layer));
    path.push_back(to);
    for (std::size_t step = 1; step < path.size(); ++step)
      segments.emplace(path[step - 1], path[step]);
  }
  higher_.resize(graph_.nodes.size());
  lower_.resize(graph_.nodes.size());
  for (const auto& [upper, below] : segments) {
    lower_[upper].push_back(below);
    higher_[below].push_back(upper);
  }
  for (std::size_t node = 0; node < graph_.nodes.size(); ++node) {
    const std::size_t layer = graph_.nodes[node].layer;
    if (layers_.size() <= layer) layers_.resize(layer + 1);
    layers_[layer].push_back(node);
  }
  graph_.layers = layers_.size();
}

double Drawing::middle(const std::vector<std::size_t>& neighbours, double own) const {
  if (neighbours.empty()) return own;
  double sum = 0;
  for (const std::size_t node : neighbours) sum += graph_.nodes[node].y;
  return sum / static_cast<double>(neighbours.size());
}

// Neighbours of neighbours come to stand side by side, which saves crossings.
void Drawing::order_layers() {
  const auto number = [&](const std::vector<std::size_t>& layer) {
    for (std::size_t i = 0; i < layer.size(); ++i)
      graph_.nodes[layer[i]].y = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
  };
  for (const auto& layer : layers_) number(layer);
  for (int sweep = 0; sweep < Sweeps; ++sweep) {
    const bool up = sweep % 2 == 0;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      auto& layer = layers_[up ? i : layers_.size() - 1 - i];
      std::ranges::stable_sort(layer, {}, [&](std::size_t node) {
        return middle(up ? lower_[node] : higher_[node], graph_.nodes[node].y);
      });
      number(layer);
    }
  }
}

// Each node goes as near to its neighbours as the order and the room in its layer allow: wishes
// that collide are averaged (isotonic regression).
void Drawing::straighten(const std::vector<std::size_t>& layer) {
  struct Block {
    double wish;  // where its first node would stand
    std::size_t count;
  };
  std::vector<double> offset(layer.size(), 0);
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    if (i > 0) offset[i] = offset[i - 1] + (height_of(layer[i - 1]) + height_of(layer[i])) / 2;
    std::vector<std::size_t> neighbours = lower_[layer[i]];
    neighbours.insert(neighbours.end(), higher_[layer[i]].begin(), higher_[layer[i]].end());
    blocks.push_back({middle(neighbours, graph_.nodes[layer[i]].y) - offset[i], 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].wish > blocks.back().wish) {
      const Block last = blocks.back();
      blocks.pop_back();
      Block& before = blocks.back();
      const std::size_t count = before.count + last.count;
      before.wish = (before.wish * static_cast<double>(before.count) +
                     last.wish * static_cast<double>(last.count)) /
                    static_cast<double>(count);
      before.count = count;
    }
  }
  std::size_t i = 0;
  for (const Block& block : blocks)
    for (const std::size_t end = i + block.count; i < end; ++i)
      graph_.nodes[layer[i]].y = block.wish + offset[i];
}

void Drawing::set_heights() {
  for (const auto& layer : layers_) {
    double y = 0;
    for (const std::size_t node : layer) {
      graph_.nodes[node].y = y + height_of(node) / 2;
      y += height_of(node);
    }
  }
  for (int sweep = 0; sweep < Sweeps; ++sweep)
    for (std::size_t i = 0; i < layers_.size(); ++i)
      straighten(layers_[sweep % 2 == 0 ? i : layers_.size() - 1 - i]);
  double top = 0;
  double bottom = 0;
  for (std::size_t node = 0; node < graph_.nodes.size(); ++node) {
    top = std::min(top, graph_.nodes[node].y - height_of(node) / 2);
    bottom = std::max(bottom, graph_.nodes[node].y + height_of(node) / 2);
  }
  for (Node& node : graph_.nodes) node.y -= top;
  graph_.height = bottom - top;
}

}  // namespace

ReferenceGraph draw(const std::vector<Reference>& references) { return Drawing(references).take(); }

}  // namespace undumpy
