// The drawing of references: who stands in which layer, and that it is always the same drawing.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analyzer/reference_graph.h"

namespace undumpy::test {

namespace {

Reference reference(const std::string& table, const std::string& target,
                    Confidence confidence = Confidence::Certain) {
  return {table, target + "_id", target, "", false, confidence, ""};
}

// "a:0 b:1": tables and their layers.
std::string layers(const ReferenceGraph& graph) {
  std::string text;
  for (const auto& node : graph.nodes)
    if (!node.waypoint)
      text += fmt::format("{}{}:{}", text.empty() ? "" : " ", node.table, node.layer);
  return text;
}

}  // namespace

TEST(ReferenceGraph, TablesStandAboveThoseThatTheyReferTo) {
  const std::vector<Reference> references = {
      reference("city", "country"), reference("person", "city"), reference("person", "country")};
  const ReferenceGraph graph = draw(references);
  EXPECT_EQ(layers(graph), "city:1 country:0 person:2");
  EXPECT_EQ(graph.layers, 3U);
  // The long line passes the layer of cities in a place of its own.
  const auto& edge = graph.edges[2];
  ASSERT_EQ(edge.path.size(), 3U);
  EXPECT_TRUE(graph.nodes[edge.path[1]].waypoint);
}

TEST(ReferenceGraph, SeveralReferencesBetweenTwoTablesAreOneLine) {
  std::vector<Reference> references = {reference("order", "user", Confidence::Guess),
                                       reference("order", "user", Confidence::Certain)};
  references[1].column = "checked_by_id";
  const ReferenceGraph graph = draw(references);
  ASSERT_EQ(graph.edges.size(), 1U);
  EXPECT_EQ(graph.edges[0].references.size(), 2U);
  EXPECT_EQ(graph.edges[0].confidence, Confidence::Certain);
}

TEST(ReferenceGraph, ACircleIsDrawnWithOneLineUpward) {
  const std::vector<Reference> references = {reference("a", "b"), reference("b", "c"),
                                             reference("c", "a"), reference("c", "c")};
  const ReferenceGraph graph = draw(references);
  EXPECT_EQ(layers(graph), "a:2 b:1 c:0");
  EXPECT_EQ(std::ranges::count(graph.edges, true, &ReferenceGraph::Edge::upward), 1);
  EXPECT_TRUE(graph.nodes[2].refers_to_itself);
}

TEST(ReferenceGraph, NothingOverlaps) {
  std::vector<Reference> references;
  for (int i = 0; i < 60; ++i)
    for (const int step : {7, 11, 13})
      if (i >= step)
        references.push_back(reference(fmt::format("t{:02}", i), fmt::format("t{:02}", i - step)));
  const ReferenceGraph graph = draw(references);
  for (const auto& one : graph.nodes) {
    for (const auto& other : graph.nodes) {
      if (&one >= &other || one.layer != other.layer || one.waypoint || other.waypoint) continue;
      EXPECT_GE(std::abs(one.y - other.y), 0.999) << one.table << " " << other.table;
    }
  }
  for (const auto& node : graph.nodes) {
    EXPECT_GE(node.y, 0);
    EXPECT_LE(node.y, graph.height);
  }
}

TEST(ReferenceGraph, IsTheSameEveryTime) {
  const std::vector<Reference> references = {reference("x", "a"), reference("y", "a"),
                                             reference("x", "b"), reference("y", "c")};
  const ReferenceGraph one = draw(references);
  const ReferenceGraph two = draw(references);
  ASSERT_EQ(one.nodes.size(), two.nodes.size());
  for (std::size_t i = 0; i < one.nodes.size(); ++i) EXPECT_EQ(one.nodes[i].y, two.nodes[i].y);
}

TEST(ReferenceGraph, TooManyTablesAreNotDrawn) {
  std::vector<Reference> references;
  for (std::size_t i = 0; i <= MaxDrawnTables; ++i)
    references.push_back(reference(fmt::format("t{}", i), "hub"));
  EXPECT_TRUE(draw(references).nodes.empty());
  EXPECT_TRUE(draw({}).nodes.empty());
}

}  // namespace undumpy::test
