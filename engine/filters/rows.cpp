// --rows MODULE:FROM-TO: rows by where they stand, e.g. those behind a fault.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/filters/list.h"
#include "engine/filters/number_argument.h"
#include "engine/table_pattern.h"

namespace undumpy::filters {

namespace {

class Rows final : public Filter {
 public:
  std::string name() const override { return "--rows"; }
  bool may_pass(std::string_view table) const override { return tables_.contains(table); }
  bool counts_rows() const override { return true; }
  void begin() override {
    for (auto& [name, module] : modules_) module.seen = module.line = 0;
  }

  Result<bool> passes(const Row& row) override {
    const auto found = modules_.find(row.module->name);
    if (found == modules_.end()) return false;
    Module& module = found->second;
    // What one statement makes is one row here, even if a create_ function makes several of it.
    if (row.line != module.line) ++module.seen;
    module.line = row.line;
    return std::ranges::any_of(module.ranges, [&](const Range& range) {
      return range.first <= module.seen && module.seen <= range.last;
    });
  }

  Status add(const std::string& text, const Snapshot& snapshot) {
    const TableArgument argument = split_table(text);
    const ModuleRun* module = nullptr;
    std::vector<std::string> names;
    for (const ModuleRun& each : snapshot.modules) {
      names.push_back(each.name);
      if (each.name == argument.table || each.name == std::string(argument.table) + ".py")
        module = &each;
    }
    if (module == nullptr)
      return make_error(
          "usage", fmt::format("--rows: the snapshot runs no module {}", printable(argument.table)),
          did_you_mean(argument.table, names) + "`undumpy list` prints the modules of each table");
    UNDUMPY_TRY(const Range range, range_of(argument.rest, text));
    modules_[module->name].ranges.push_back(range);
    tables_.insert(module->table);
    return Done{};
  }

 private:
  struct Range {
    std::uint64_t first, last;
  };
  struct Module {
    std::vector<Range> ranges;
    std::uint64_t seen = 0;
    std::uint32_t line = 0;  // of the row before
  };

  static Result<Range> range_of(std::string_view text, const std::string& argument) {
    const std::size_t dash = text.find('-');
    const auto first = number_argument("--rows", text.substr(0, dash), 1);
    const auto last = dash == std::string_view::npos
                          ? first
                          : number_argument("--rows", text.substr(dash + 1), 1);
    if (!first || !last || *first > *last)
      return make_error("usage", fmt::format("--rows {} names no rows", printable(argument)),
                        "write MODULE:FROM-TO or MODULE:NUMBER; rows are counted from 1");
    return Range{*first, *last};
  }

  std::map<std::string, Module, std::less<>> modules_;  // by name
  std::set<std::string, std::less<>> tables_;
};

constexpr std::array<OptionText, 1> Options = {
    {{"rows", "MODULE:FROM-TO",
      "only rows FROM to TO of this module, counted from 1; also MODULE:NUMBER; repeatable"}}};

}  // namespace

const FilterKind rows{.options = Options,
                      .make = [](const Arguments& arguments,
                                 const FilterContext& context) -> Result<std::unique_ptr<Filter>> {
                        auto filter = std::make_unique<Rows>();
                        for (const std::string& text : arguments.all("rows"))
                          UNDUMPY_CHECK(filter->add(text, *context.snapshot));
                        return std::unique_ptr<Filter>(std::move(filter));
                      }};

}  // namespace undumpy::filters
