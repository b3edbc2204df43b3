#include "engine/plan_file.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace undumpy {

Result<PlanFile> PlanFile::read(const std::string& path) {
  std::ifstream in(path);
  const auto json = nlohmann::json::parse(in, nullptr, false);
  PlanFile plan;
  const bool good = json.is_object() && json.value("format", "") == "undumpy.plan/1";
  if (!good)
    return make_error("plan-unreadable", fmt::format("{} is no plan that undumpy made", path),
                      "make one: the same command with --plan and without --apply");
  plan.target = json.value("target", "");
  plan.content = json.value("content", "");
  plan.options = json.value("options", "");
  plan.plan = json.value("plan", "");
  return plan;
}

Status PlanFile::write(const std::string& path) const {
  nlohmann::ordered_json json;
  json["format"] = "undumpy.plan/1";
  json["target"] = target;
  json["content"] = content;
  json["options"] = options;
  json["plan"] = plan;
  std::ofstream out(path);
  out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
  out.close();
  if (!out)
    return make_error("target-unwritable", fmt::format("the plan can not be written to {}", path),
                      "name another file for --plan");
  return Done{};
}

Status PlanFile::same_beginning(const PlanFile& planned) const {
  const auto outdated = [](std::string message, std::string next) {
    return make_error("plan-outdated", std::move(message), std::move(next));
  };
  if (planned.options != options)
    return outdated("the plan was made with other options or for another snapshot",
                    "run the command that made the plan, with --apply added");
  if (planned.content != content)
    return outdated(fmt::format("{} has changed since the plan was made", target),
                    "make the plan anew, and read it again");
  return Done{};
}

std::string text_digest(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += fmt::format("{}:{}", text.size(), text);
  const XXH128_hash_t hash = XXH3_128bits(all.data(), all.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string plan_digest(const std::map<std::string, TableReport>& tables) {
  std::vector<std::string> counts;
  for (const auto& [name, table] : tables)
    counts.push_back(fmt::format("{} {} {} {} {} {} {}", name, table.read, table.inserted,
                                 table.updated, table.unchanged, table.skipped, table.rejected));
  return text_digest(counts);
}

}  // namespace undumpy
