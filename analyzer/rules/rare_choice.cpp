#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analyzer/inspection.h"
#include "analyzer/rules/list.h"

namespace undumpy {

namespace {

// The values of one column that takes its values from a list of choices.
struct Choices {
  // More different values than any list has: it is none, and nothing is rare.
  static constexpr std::size_t Most = 64;

  struct Value {
    std::uint64_t count = 0;
    Diagnostic first;
  };
  std::map<std::string, Value, std::less<>> values;
  std::uint64_t filled = 0;
  bool gave_up = false;
};

class RareChoice final : public CellCheck {
 public:
  RareChoice(Choices& choices, std::size_t column)
      : CellCheck(cell_trait::of(CellKind::Text)), choices_(choices), column_(column) {}

  void look(const Row& row, const Cell& cell) override {
    if (choices_.gave_up || cell.size == 0) return;
    ++choices_.filled;
    if (const auto found = choices_.values.find(cell.text()); found != choices_.values.end()) {
      ++found->second.count;
    } else if (choices_.values.size() < Choices::Most) {
      choices_.values[std::string(cell.text())] = {
          1, cell_finding(rules::rare_choice, row, column_, "")};
    } else {
      choices_.gave_up = true;
      choices_.values.clear();
    }
  }

 private:
  Choices& choices_;
  std::size_t column_;
};

class RareChoices final : public Check {
 public:
  using Check::Check;

  std::unique_ptr<CellCheck> column(const RowShape& shape, std::size_t column) override {
    const ShapeColumn& at = shape.columns[column];
    if (!at.choice) return nullptr;
    return std::make_unique<RareChoice>(columns_[{shape.table, at.name}], column);
  }

  // Once is only strange where everything else is frequent: real lists have rare values.
  void end() override {
    constexpr std::uint64_t FewRows = 50;
    constexpr std::uint64_t Frequent = 10;
    for (auto& [place, choices] : columns_) {
      if (choices.filled < FewRows || choices.values.size() < 2) continue;
      const auto is_frequent = [](const auto& value) { return value.second.count >= Frequent; };
      const auto rare = std::ranges::find_if_not(choices.values, is_frequent);
      if (rare == choices.values.end() || rare->second.count != 1 ||
          !std::all_of(std::next(rare), choices.values.end(), is_frequent))
        continue;
      rare->second.first.message = fmt::format("this choice occurs once, the {} others in {} rows",
                                               choices.values.size() - 1, choices.filled - 1);
      in.findings.add(rules::rare_choice, std::move(rare->second.first));
    }
  }

 private:
  std::map<std::pair<std::string, std::string>, Choices> columns_;
};

}  // namespace

namespace rules {

const Rule rare_choice{
    .code = "VL308",
    .name = "rare-choice",
    .severity = Severity::Info,
    .confidence = Confidence::Guess,
    .what =
        "A value of a choicelist column that occurs only once, where every other value of the "
        "column is frequent.\n"
        "\n"
        "The lists themselves are not in a snapshot, so this is but a hint.",
    .why = "A value that the application's list does not have is shown as an error, or not at all.",
    .example = "loader.save(create_users_user(7,'rolf','9OO'))    # all others: '100', '900'",
    .next = "Ask somebody who knows the application whether there is such a choice.",
    .make = make_check<RareChoices>,
};

}  // namespace rules

}  // namespace undumpy
