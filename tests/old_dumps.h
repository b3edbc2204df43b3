// Single-file dumps as the generators of 2011 to 2013 wrote them, one for each way (FORMAT.md 1.1).
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace undumpy::test {

struct OldDump {
  std::string generation;
  std::string file;
  std::string text;
};

// Each holds places.Country (isocode, name), places.Place (id, name, country, founded, opens,
// rent), places.City, a place with inhabitants, and from S6 on places.Note about anything. The
// rows: one country; two places, of which the second is a city; and a note about the first place.
std::vector<OldDump> old_dumps();

}  // namespace undumpy::test
