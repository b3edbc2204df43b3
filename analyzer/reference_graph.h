// The references between tables as a drawing: layers of boxes, the tables that refer to nothing in
// the first, and lines that lead to lower layers.
//
// The same references give the same drawing. Lines that lead to one table run together through the
// layers between (a waypoint in each), so that eighty tables stay readable.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analyzer/inspection.h"

namespace undumpy {

struct ReferenceGraph {
  // A table, or a place in a layer where the lines to `table` pass.
  struct Node {
    std::string table;
    std::size_t layer = 0;
    double y = 0;  // of its middle; 1 is the height of a box with the gap below
    bool waypoint = false;
    bool refers_to_itself = false;
  };
  // All references from one table to another.
  struct Edge {
    std::vector<std::size_t> path;  // nodes, from the higher layer to the lower
    bool upward = false;            // it closes a circle: it leads from the path's end to its start
    Confidence confidence = Confidence::Guess;  // of the surest
    bool parent_link = false;
    std::vector<const Reference*> references;
  };

  std::vector<Node> nodes;  // tables first, sorted by name
  std::vector<Edge> edges;
  std::size_t layers = 0;
  double height = 0;
};

// Beyond this number of tables nothing is drawn: the graph is empty.
inline constexpr std::size_t MaxDrawnTables = 300;

// `references` must outlive the graph.
ReferenceGraph draw(const std::vector<Reference>& references);

}  // namespace undumpy
