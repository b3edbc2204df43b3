// The references between tables as inline SVG, for the HTML report.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/inspection.h"

namespace undumpy {

// What the report knows about a table of the graph.
struct GraphTable {
  std::string link;      // "#s1t5": where its line in the list of tables stands
  bool damaged = false;  // it has findings of severity error
};

// Tables that `tables` does not have are drawn as being outside of the snapshot. `prefix` makes the
// names of the drawing's parts unique in the page. Empty when there is nothing to draw, or too
// much.
std::string graph_svg(const std::vector<Reference>& references,
                      const std::map<std::string, GraphTable>& tables, const std::string& prefix);

}  // namespace undumpy
