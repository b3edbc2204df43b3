// Filter: decides about each row before it reaches the target.
//
// Filters compose: a row passes when every filter lets it pass. A filter looks at nothing but the
// row and what it was made with, never at what another filter said, so that their order does not
// matter. Each one is a class in a file of its own under engine/filters/, and a line in the table
// of engine/filters.h, from which the command line takes its options.
//
// Programs that link the engine add filters of their own: RestoreOptions::filters.
//
//     class EvenKeys final : public Filter {
//       std::string name() const override { return "even keys"; }
//       Result<bool> passes(const Row& row) override {
//         return row.cells[row.shape->key_column()].integer % 2 == 0;
//       }
//     };
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/constructor.h"
#include "engine/row.h"
#include "engine/schema.h"
#include "parser/snapshot.h"

namespace undumpy {

class Sandbox;

// What filters and transforms can look at. All of it outlives them.
struct FilterContext {
  const Snapshot* snapshot = nullptr;
  const Constructors* constructors = nullptr;
  // The target's tables; before it is filled, when it is new.
  const Schema* schema = nullptr;
  sqlite::Connection* database = nullptr;
  // For code. Made when it is first asked for: most filters need none.
  std::function<Result<Sandbox*>()> sandbox;
};

class Filter {
 public:
  // Source: the row as the snapshot has it. Stored: after the transforms, as it will be stored.
  enum class Stage : std::uint8_t { Source, Stored };

  virtual ~Filter() = default;
  // What reports call it: "--only".
  [[nodiscard]] virtual std::string name() const = 0;
  [[nodiscard]] virtual Stage stage() const { return Stage::Source; }
  // False: no row of this table will pass, and its modules need not be read.
  [[nodiscard]] virtual bool may_pass(std::string_view /*table*/) const { return true; }
  // A row that an exclusion turns away stays out also when other rows need it (Closure).
  [[nodiscard]] virtual bool is_exclusion() const { return false; }

  // A filter that has to see the rows of a table before it can decide about them (--last) is shown
  // all of them first, in their order.
  [[nodiscard]] virtual bool wants_survey(std::string_view /*table*/) const { return false; }
  virtual Status survey(const Row& /*row*/) { return Done{}; }
  // A filter that counts rows is shown all of them, in their order; the others are not shown what
  // another filter has turned away.
  [[nodiscard]] virtual bool counts_rows() const { return false; }
  // Rows are about to be shown from the first one on, perhaps not for the first time: begin
  // counting from 0.
  virtual void begin() {}

  // Errors stop the restore: "usage" when the row shows that the user's expression makes no sense.
  virtual Result<bool> passes(const Row& row) = 0;
};

// What the user wrote behind the options of filters and transforms, by name without dashes.
class Arguments {
 public:
  void add(const std::string& option, std::string value) {
    values_.emplace_back(option, std::move(value));
  }
  [[nodiscard]] std::vector<std::string> all(std::string_view option) const {
    std::vector<std::string> found;
    for (const auto& [name, value] : values_)
      if (name == option) found.push_back(value);
    return found;
  }
  [[nodiscard]] std::optional<std::string> last(std::string_view option) const {
    std::vector<std::string> found = all(option);
    if (found.empty()) return std::nullopt;
    return std::move(found.back());
  }
  [[nodiscard]] bool has(std::string_view option) const { return !all(option).empty(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& items() const {
    return values_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

// An option of the command line that belongs to a filter or a transform.
struct OptionText {
  const char* name;   // "only"
  const char* value;  // "TABLE[:KEYS]"; nullptr: a flag
  const char* help;
};

// One line of the table of filters: its options, and how it is made of them. The first option
// decides whether there is such a filter.
struct FilterKind {
  std::span<const OptionText> options;
  // Error "usage".
  Result<std::unique_ptr<Filter>> (*make)(const Arguments& arguments, const FilterContext& context);
};

}  // namespace undumpy
