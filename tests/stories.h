// The stories that are rescues of real sites, made up at their real size: snapshots,
// schemas and what happened since, as files in a folder. tests/cli/test_rescue_stories.cpp lives
// through them; README.md shows them, and `build/tests/make_stories FOLDER` writes them.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace undumpy::test {

// 195 of 15 446 partners vanished, unnoticed for days; six of them were typed in again under new
// keys. FOLDER/20150601 is the last good snapshot, schema.sql its tables, since.sql what happened.
struct LostPartners {
  static constexpr int Partners = 15'446;
  static constexpr int TypedInAgain = 6;
  // 195, of which 33 were clients.
  static bool lost(int id) { return id % 79 == 12 && id > 79; }
  static bool is_person(int id) { return id % 3 == 0; }
  static bool is_client(int id) { return id % 6 == 0; }
  // Clients that were typed in again, under 200701, 200702, …
  static std::vector<int> again();
  static void write(const std::string& folder);
};

// 320 of 7 163 confirmations were refused by a migration, and five new ones were typed in the next
// day: FOLDER/20170301 is from before, 20170302 from after, with its columns in another order.
struct RefusedConfirmations {
  static constexpr std::array Models = {"aids.SimpleConfirmation", "aids.IncomeConfirmation",
                                        "aids.RefundConfirmation"};
  static constexpr std::array<int, 3> Old = {3'000, 2'500, 1'663};
  static bool refused(int id) { return id % 22 == 7 && id < 2'850; }
  static void write(const std::string& folder);
};

// 2 773 of 10 000 events refer to a user who does not exist: FOLDER/20210501.
struct NobodysEvents {
  static constexpr int Events = 10'000;
  static constexpr int Nobodys = 2'773;
  static void write(const std::string& folder);
};

}  // namespace undumpy::test
