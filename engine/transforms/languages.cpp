// --languages en,de: which translations go into the target, and which of them has the bare column.
//
// A babel field is one column for each language of the site: name, name_de. The site's first
// language has the column without a suffix (FORMAT.md 2, bv2kw).

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/table_pattern.h"
#include "engine/transforms/list.h"
#include "parser/trimmed.h"

namespace undumpy::transforms {

namespace {

class Languages final : public Transform {
 public:
  explicit Languages(std::vector<std::string> languages) : languages_(std::move(languages)) {}
  [[nodiscard]] std::string name() const override { return "--languages"; }

  Status reshape(RowShape& shape, std::vector<std::size_t>& sources) override {
    RowShape made = shape;
    made.columns.clear();
    std::vector<std::size_t> made_sources;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
      const ShapeColumn& column = shape.columns[i];
      if (!column.babel()) {
        made.columns.push_back(column);
        made_sources.push_back(sources[i]);
        continue;
      }
      // The whole field, where its first column stands.
      const bool first = std::ranges::none_of(
          made.columns, [&](const ShapeColumn& m) { return m.babel() && m.field == column.field; });
      if (first) add_field(shape, sources, column.field, made, made_sources);
    }
    for (const ShapeColumn& column : shape.columns)
      if (made.find(column.name) == made.columns.size()) ++counts_[shape.model];
    shape = std::move(made);
    sources = std::move(made_sources);
    return Done{};
  }

  Status change(const Row& row, std::span<Cell>, Arena&) override {
    const auto count = counts_.find(row.shape->model);
    if (count != counts_.end()) changed_ += count->second;
    return Done{};
  }

 private:
  void add_field(const RowShape& shape, const std::vector<std::size_t>& sources,
                 const std::string& field, RowShape& made,
                 std::vector<std::size_t>& made_sources) const {
    for (const std::string& language : languages_) {
      for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        const ShapeColumn& column = shape.columns[i];
        if (!column.babel() || column.field != field || column.language != language) continue;
        made.columns.push_back(column);
        made.columns.back().name =
            language == languages_.front() ? field : fmt::format("{}_{}", field, language);
        made_sources.push_back(sources[i]);
      }
    }
  }

  std::vector<std::string> languages_;
  std::map<std::string, std::uint64_t, std::less<>> counts_;  // columns left out, by model
};

constexpr std::array<OptionText, 1> Options = {
    {{"languages", "LANGUAGE[,LANGUAGE]",
      "only translations into these languages; the first one is the target's first language"}}};

Result<std::unique_ptr<Transform>> make(const Arguments& arguments, const FilterContext& context) {
  std::vector<std::string> languages;
  const std::string text = *arguments.last("languages");
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    languages.emplace_back(trimmed(std::string_view(text).substr(at, comma - at)));
    at = comma + 1;
    if (std::ranges::count(languages, languages.back()) > 1)
      return make_error("usage",
                        "--languages: " + printable(languages.back()) + " stands there twice",
                        "name each language once");
    const auto& known = context.snapshot->languages;
    if (std::ranges::find(known, languages.back()) == known.end())
      return make_error("usage",
                        "--languages: the snapshot has no language " + printable(languages.back()),
                        fmt::format("{}its languages are {}", did_you_mean(languages.back(), known),
                                    fmt::join(known, ", ")));
  }
  return std::unique_ptr<Transform>(std::make_unique<Languages>(std::move(languages)));
}

}  // namespace

const TransformKind languages{.options = Options, .make = make};

}  // namespace undumpy::transforms
