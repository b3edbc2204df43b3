#include "analyzer/constructor_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "parser/diagnostic.h"

namespace undumpy {

namespace {

using Kind = LineChange::Kind;

// Lines found by what they say; each is taken once, the first first.
class Lines {
 public:
  void add(const std::string& key, std::size_t line) { by_key_.emplace(key, line); }
  // The first line with this key that was not taken yet.
  std::optional<std::size_t> take(const std::string& key, std::vector<bool>& taken) {
    const auto [first, last] = by_key_.equal_range(key);
    for (auto at = first; at != last;) {
      const std::size_t line = at->second;
      at = by_key_.erase(at);
      if (taken[line]) continue;
      taken[line] = true;
      return line;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool contains(const std::string& key) const { return by_key_.contains(key); }

 private:
  std::multimap<std::string, std::size_t> by_key_;  // keeps the order of equal ones
};

class EditDescription {
 public:
  EditDescription(const std::vector<LineChange>& changes, const CodeLines& generated,
                  const CodeLines& written) {
    for (const LineChange& change : changes) {
      if (change.kind == Kind::Removed) add_removed(generated[change.line]);
      if (change.kind == Kind::Added) add_added(written[change.line]);
    }
  }

  std::string text(const RegeneratedConstructor& constructor) {
    if (is_written_anew(constructor)) return "it was written anew";
    for (const auto& parameter : constructor.parameters()) look_at(parameter);
    const auto left = [](const std::vector<bool>& taken) {
      return static_cast<std::uint64_t>(std::ranges::count(taken, false));
    };
    const std::uint64_t removed = left(removed_taken_);
    const std::uint64_t added = left(added_taken_);
    if (removed > 0)
      say(fmt::format("{} of the generator {} missing", counted(removed, "line"),
                      removed == 1 ? "is" : "are"));
    if (added > 0)
      say(fmt::format("{} {} added", counted(added, "line"), added == 1 ? "was" : "were"));
    return said_;
  }

 private:
  struct Update {
    std::string name, value;
  };

  void add_removed(const std::string& line) {
    removed_.add(line, removed_taken_.size());
    removed_taken_.push_back(false);
  }

  void add_added(const std::string& line) {
    const std::size_t number = added_taken_.size();
    added_taken_.push_back(false);
    const std::size_t at = std::min(line.find_first_not_of("# \t"), line.size());
    if (line.find('#') < at) commented_.add(normal_line(line.substr(at)), number);
    updates_.push_back(update_of(line));
    if (const auto& update = updates_.back()) {
      by_value_.add(update->value, number);
      by_name_.add(update->name, number);
    }
    any_update_ = any_update_ || line.find("kw.update(") != std::string::npos;
  }

  // None of several lines that store a value is left, nor a comment with one.
  [[nodiscard]] bool is_written_anew(const RegeneratedConstructor& constructor) const {
    const auto& parameters = constructor.parameters();
    return parameters.size() > 1 && !any_update_ &&
           std::ranges::all_of(parameters, [&](const auto& parameter) {
             return removed_.contains(normal_line(RegeneratedConstructor::update_line(parameter)));
           });
  }

  // The line that stores a parameter's value: what became of it.
  void look_at(const RegeneratedConstructor::Parameter& parameter) {
    const std::string& x = parameter.name;
    const std::string line = normal_line(RegeneratedConstructor::update_line(parameter));
    if (!removed_.take(line, removed_taken_)) return;
    if (commented_.take(line.substr(line.find_first_not_of(' ')), added_taken_))
      return say(fmt::format("{} is commented out", x));
    if (const auto found = by_value_.take(x, added_taken_))
      return say(fmt::format("{} is stored as {}", x, updates_[*found]->name));
    if (const auto found = by_name_.take(x, added_taken_))
      return say(fmt::format("{} gets {}", x, updates_[*found]->value));
    say(fmt::format("{} is left out", x));
  }

  // kw.update(name=value)
  static std::optional<Update> update_of(const std::string& line) {
    constexpr std::string_view Begin = "    kw.update(";
    const std::size_t equals = line.find('=');
    if (!line.starts_with(Begin) || !line.ends_with(')') || equals == std::string::npos)
      return std::nullopt;
    Update update{line.substr(Begin.size(), equals - Begin.size()),
                  line.substr(equals + 1, line.size() - equals - 2)};
    if (update.name.find_first_of("(,*\"") != std::string::npos ||
        update.value.find('=') != std::string::npos)
      return std::nullopt;
    return update;
  }

  void say(const std::string& what) { said_ += (said_.empty() ? "" : "; ") + what; }

  Lines removed_, commented_, by_value_, by_name_;
  std::vector<bool> removed_taken_, added_taken_;
  std::vector<std::optional<Update>> updates_;  // of the added lines
  bool any_update_ = false;                     // among them, also commented out
  std::string said_;
};

}  // namespace

std::string describe_edits(const RegeneratedConstructor& constructor,
                           const std::vector<LineChange>& changes, const CodeLines& generated,
                           const CodeLines& written) {
  return EditDescription(changes, generated, written).text(constructor);
}

}  // namespace undumpy
