#include "analyzer/constructor_edits.h"

#include <fmt/format.h>

#include <algorithm>

namespace undumpy {

namespace {

using Kind = LineChange::Kind;

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {} {}", number, number == 1 ? "line" : "lines", what);
}

class EditDescription {
 public:
  EditDescription(const std::vector<LineChange>& changes, const CodeLines& generated,
                  const CodeLines& written) {
    for (const LineChange& change : changes) {
      if (change.kind == Kind::Removed) removed_.push_back(generated[change.line]);
      if (change.kind == Kind::Added) added_.push_back(written[change.line]);
    }
  }

  std::string text(const RegeneratedConstructor& constructor) {
    if (is_written_anew(constructor)) return "it was written anew";
    for (const auto& parameter : constructor.parameters()) look_at(parameter);
    if (!removed_.empty())
      say(counted(removed_.size(), removed_.size() == 1 ? "of the generator is missing"
                                                        : "of the generator are missing"));
    if (!added_.empty())
      say(counted(added_.size(), added_.size() == 1 ? "was added" : "were added"));
    return said_;
  }

 private:
  // None of several lines that store a value is left, nor a comment with one.
  [[nodiscard]] bool is_written_anew(const RegeneratedConstructor& constructor) const {
    const auto& parameters = constructor.parameters();
    const auto is_removed = [&](const RegeneratedConstructor::Parameter& parameter) {
      return std::ranges::find(removed_,
                               normal_line(RegeneratedConstructor::update_line(parameter))) !=
             removed_.end();
    };
    return parameters.size() > 1 && std::ranges::all_of(parameters, is_removed) &&
           std::ranges::none_of(added_, [](const std::string& line) {
             return line.find("kw.update(") != std::string::npos;
           });
  }

  // The line that stores a parameter's value: what became of it.
  void look_at(const RegeneratedConstructor::Parameter& parameter) {
    const std::string& x = parameter.name;
    const std::string line = normal_line(RegeneratedConstructor::update_line(parameter));
    if (!take(removed_, [&](const std::string& each) { return each == line; })) return;
    const std::string bare = line.substr(line.find_first_not_of(' '));
    if (take(added_, [&](const std::string& each) {
          const std::size_t at = each.find_first_not_of("# \t");
          return each.find('#') < at && normal_line(each.substr(std::min(at, each.size()))) == bare;
        }))
      return say(fmt::format("{} is commented out", x));
    std::string name;
    std::string value;
    if (take(added_,
             [&](const std::string& each) { return is_update(each, name, value) && value == x; }))
      return say(fmt::format("{} is stored as {}", x, name));
    if (take(added_,
             [&](const std::string& each) { return is_update(each, name, value) && name == x; }))
      return say(fmt::format("{} gets {}", x, value));
    say(fmt::format("{} is left out", x));
  }

  // kw.update(name=value)
  static bool is_update(const std::string& line, std::string& name, std::string& value) {
    constexpr std::string_view Begin = "    kw.update(";
    const std::size_t equals = line.find('=');
    if (!line.starts_with(Begin) || !line.ends_with(')') || equals == std::string::npos)
      return false;
    name = line.substr(Begin.size(), equals - Begin.size());
    value = line.substr(equals + 1, line.size() - equals - 2);
    return name.find_first_of("(,*\"") == std::string::npos && value.find('=') == std::string::npos;
  }

  template <typename Predicate>
  static bool take(CodeLines& lines, Predicate predicate) {
    const auto found = std::ranges::find_if(lines, predicate);
    if (found == lines.end()) return false;
    lines.erase(found);
    return true;
  }

  void say(const std::string& what) { said_ += (said_.empty() ? "" : "; ") + what; }

  CodeLines removed_;
  CodeLines added_;
  std::string said_;
};

}  // namespace

std::string describe_edits(const RegeneratedConstructor& constructor,
                           const std::vector<LineChange>& changes, const CodeLines& generated,
                           const CodeLines& written) {
  return EditDescription(changes, generated, written).text(constructor);
}

}  // namespace undumpy
