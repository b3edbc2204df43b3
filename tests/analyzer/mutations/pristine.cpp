#include "tests/analyzer/mutations/pristine.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "engine/storage.h"
#include "tests/analyzer/mutations/site.h"
#include "tests/old_dumps.h"
#include "tests/support.h"

namespace undumpy::test {

namespace {

constexpr std::string_view Save = "loader.save(create_";
constexpr std::string_view Yield = "    yield create_";  // in a single-file dump

// The arguments of a call of literals; `text` begins behind its bracket.
std::vector<std::string_view> arguments_of(std::string_view text) {
  std::vector<std::string_view> result;
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      for (++at; at < text.size() && text[at] != c; ++at) at += text[at] == '\\' ? 1 : 0;
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      if (depth == 0) {
        if (at > begin) result.push_back(text.substr(begin, at - begin));
        return result;
      }
      --depth;
    } else if (c == ',' && depth == 0) {
      result.push_back(text.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  return {};
}

Files files_of(const std::filesystem::path& folder) {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file())
      files.emplace_back(entry.path().filename().string(), read_file(entry.path()));
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::string_view RowPlace::key() const {
  const int argument = shape->columns[shape->key_column()].argument;
  return argument < 0 ? std::string_view() : arguments[static_cast<std::size_t>(argument)];
}

std::string identity(const FindingGroup& group, const Diagnostic& finding) {
  return fmt::format("{} {} {} {} {} {}", group.rule->code, finding.table, finding.column,
                     finding.key, finding.place.file, finding.message);
}

CheckOptions all_findings() {
  CheckOptions options;
  options.findings.shown = 1'000'000;
  return options;
}

Pristine::Pristine(std::string snapshot_name, Files snapshot_files, std::string schema_sql)
    : name(std::move(snapshot_name)), files(std::move(snapshot_files)), sql(std::move(schema_sql)) {
  DiagnosticList problems;
  auto opened = Snapshot::open(memory_source(name, files), problems);
  EXPECT_TRUE(opened.ok()) << name;
  if (!opened) return;
  snapshot_ = std::move(*opened);
  constructors_ = std::make_unique<Constructors>(*snapshot_);
  if (!sql.empty()) schema_ = against(sql);
  find_rows();
  for (const bool against_schema : {false, true}) {
    CheckOptions options = all_findings();
    if (against_schema) options.against = schema();
    const CheckReport report = check(files, options);
    EXPECT_EQ(report.errors, 0U) << name << "\n" << test::findings(report);
    for (const FindingGroup& group : report.groups)
      for (const Diagnostic& finding : group.first)
        findings_[against_schema ? 1 : 0].insert(identity(group, finding));
  }
}

void Pristine::find_rows() {
  for (std::size_t file = 0; file < files.size(); ++file) {
    const std::string_view text = files[file].second;
    std::uint32_t line = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view row = text.substr(at, end - at);
      ++line;
      at = end + 1;
      const std::string_view call = snapshot_->is_single_file() ? Yield : Save;
      const std::size_t open = row.find('(', call.size());
      if (!row.starts_with(call) || open == std::string_view::npos) continue;
      const Constructor* constructor =
          constructors_->find(row.substr(call.size(), open - call.size()));
      if (constructor == nullptr) continue;
      auto arguments = arguments_of(row.substr(open + 1));
      if (arguments.size() == constructor->parameters().size())
        rows_.push_back({file, line, row, &constructor->shape(), std::move(arguments)});
    }
  }
}

const std::string& Pristine::text_of(const std::string& file) const {
  return std::ranges::find(files, file, &Files::value_type::first)->second;
}

const Column* Pristine::target(const RowPlace& row, const ShapeColumn& column) const {
  const Table* table = schema_ != nullptr ? schema_->schema().find(row.shape->table) : nullptr;
  return table != nullptr ? column_for(*table, column) : nullptr;
}

std::vector<std::unique_ptr<Pristine>> pristine_snapshots() {
  std::vector<std::unique_ptr<Pristine>> result;
  const auto add_site = [&](std::uint64_t number) {
    Site site = make_site(number);
    result.push_back(
        std::make_unique<Pristine>(fmt::format("site {}", number), site.files, site.sql));
  };
  const auto shared = shared_dir();
  const auto add_shared = [&](const std::string& name) {
    if (!shared) return;
    const auto schema = *shared / "truth" / name / "schema.sql";
    result.push_back(
        std::make_unique<Pristine>(name, files_of(*shared / "snapshots" / name),
                                   std::filesystem::exists(schema) ? read_file(schema) : ""));
  };
  add_site(1);
  result.push_back(
      std::make_unique<Pristine>("everything", files_of(corpus_dir() / "everything"), ""));
  add_shared("live-polly");
  add_site(2);
  add_shared("live-ftypes");
  result.push_back(std::make_unique<Pristine>("tiny", files_of(corpus_dir() / "tiny"), ""));
  add_site(3);
  add_shared("live-pierre");
  add_shared("dumps-b-2017-12");
  return result;
}

std::vector<std::unique_ptr<Pristine>> pristine_single_files() {
  std::vector<std::unique_ptr<Pristine>> result;
  for (const OldDump& dump : old_dumps())
    result.push_back(std::make_unique<Pristine>("old dump " + dump.generation,
                                                Files{{dump.file, dump.text}}, ""));
  const auto add = [&](const std::filesystem::path& folder) {
    result.push_back(std::make_unique<Pristine>(folder.filename().string(), files_of(folder), ""));
  };
  add(corpus_dir() / "single-file");
  if (const auto shared = shared_dir()) {
    add(*shared / "snapshots" / "uiless-1.5.8");
    add(*shared / "snapshots" / "polls-2013-07-crlf");
  }
  return result;
}

}  // namespace undumpy::test
