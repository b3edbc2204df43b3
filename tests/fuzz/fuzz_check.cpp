// Checks damaged snapshots, without end: none may crash the check, keep it busy, make it give up,
// or be found wrong for a reason that no rule answers for.
//
//     fuzz_check CORPUS_DIR [COUNT [SEED]]
//
// Input number i is made of seed SEED + i alone, so that `fuzz_check CORPUS_DIR 1 SEED` makes one
// of them again. Those that fail are written to fuzz-check-failures/SEED/.
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analyzer/check.h"
#include "analyzer/report_github.h"
#include "analyzer/report_html.h"
#include "analyzer/report_json.h"
#include "analyzer/report_sarif.h"
#include "analyzer/report_text.h"
#include "tests/fuzz/mutator.h"

namespace undumpy::fuzz {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t Batch = 1000;       // inputs of one process
constexpr int CpuSeconds = 5;               // of one input
constexpr std::size_t SmallFile = 100'000;  // bytes; larger ones are not mutated
constexpr std::uint64_t MostFailures = 20;

Files read_snapshot(const fs::path& folder) {
  Files files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.file_size() > SmallFile) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files.emplace_back(entry.path().filename().string(), text.str());
  }
  std::ranges::sort(files);  // folders have no order that could be relied upon
  return files;
}

// Every folder that holds a restore.py, and the single-file dumps.
std::vector<Files> read_corpus(const fs::path& corpus) {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::recursive_directory_iterator(corpus))
    if (entry.path().filename() == "restore.py" ||
        (entry.is_directory() && entry.path().filename() == "single-file"))
      folders.push_back(entry.is_directory() ? entry.path() : entry.path().parent_path());
  std::ranges::sort(folders);
  std::vector<Files> snapshots;
  for (const fs::path& folder : folders) snapshots.push_back(read_snapshot(folder));
  return snapshots;
}

// What a batch tells the process that started it, through memory that both share.
struct Progress {
  std::uint64_t seed;  // of the input that is being checked
  char failure[400];   // why it failed; empty when the process did not live to tell
};

// What is wrong with the outcome of a check; empty when nothing is.
std::string complaint(const Files& files, std::uint64_t seed) {
  CheckOptions options;
  options.code.limits.steps = 100'000;
  options.code.limits.memory = 16ULL << 20;
  options.code.limits.output = 1ULL << 20;
  options.code.limits.rows = 10'000;
  const auto report = check_source(memory_source("damaged", files), options);
  if (!report) return "the check gave up: " + to_text(report.error());
  for (const FindingGroup& group : report->groups)
    if (group.rule->code == "FM199") return "no rule: " + to_text(group.first.front());
  const std::span<const CheckReport> reports(&*report, 1);
  std::vector<std::string> texts = {text_report(reports, {}), json_report(reports),
                                    html_report(reports), github_report(reports)};
  // Most of SARIF's is the same every time: all rules.
  if (seed % 16 == 0) texts.push_back(sarif_report(reports));
  for (const std::string& text : texts)
    if (text.empty() && !report->groups.empty()) return "a report is empty";
  return "";
}

void limit_time() {
  const itimerval timer{{0, 0}, {CpuSeconds, 0}};
  setitimer(ITIMER_PROF, &timer, nullptr);  // SIGPROF ends the process
}

[[noreturn]] void run_batch(const std::vector<Files>& snapshots, std::uint64_t begin,
                            std::uint64_t end, Progress& progress) {
  for (std::uint64_t seed = begin; seed < end; ++seed) {
    progress.seed = seed;
    limit_time();
    const std::string failure = complaint(Mutator(snapshots, seed).damaged(), seed);
    if (failure.empty()) continue;
    failure.copy(progress.failure, sizeof progress.failure - 1);
    _exit(EXIT_FAILURE);
  }
  _exit(EXIT_SUCCESS);
}

std::string why_it_ended(int status, const Progress& progress) {
  if (progress.failure[0] != '\0') return progress.failure;
  if (WIFEXITED(status)) return fmt::format("ended with status {}", WEXITSTATUS(status));
  if (WTERMSIG(status) == SIGPROF) return fmt::format("took more than {} s", CpuSeconds);
  return strsignal(WTERMSIG(status));
}

// Names may be paths or no names at all: the files are numbered, names.txt tells.
void write_input(const Files& files, const fs::path& folder) {
  fs::create_directories(folder);
  std::ofstream names(folder / "names.txt");
  for (std::size_t i = 0; i < files.size(); ++i) {
    names << fmt::format("{}.py: {}\n", i, printable(files[i].first));
    std::ofstream(folder / fmt::format("{}.py", i), std::ios::binary) << files[i].second;
  }
}

// Returns how many failed.
std::uint64_t run(const std::vector<Files>& snapshots, std::uint64_t begin, std::uint64_t end) {
  auto* progress = static_cast<Progress*>(
      mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  std::uint64_t failures = 0;
  for (std::uint64_t seed = begin; seed < end && failures < MostFailures;) {
    const std::uint64_t batch_end = std::min(seed + Batch, end);
    *progress = {};
    const pid_t child = fork();
    if (child == 0) run_batch(snapshots, seed, batch_end, *progress);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) std::abort();
    seed = batch_end;
    if (status == 0) continue;
    seed = progress->seed + 1;
    ++failures;
    const fs::path folder = fs::path("fuzz-check-failures") / std::to_string(progress->seed);
    write_input(Mutator(snapshots, progress->seed).damaged(), folder);
    fmt::print("seed {}: {}\n  written to {}\n", progress->seed, why_it_ended(status, *progress),
               folder.string());
    std::fflush(stdout);
  }
  return failures;
}

}  // namespace

}  // namespace undumpy::fuzz

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    fmt::print(stderr, "usage: fuzz_check CORPUS_DIR [COUNT [SEED]]\n");
    return 2;
  }
  const std::uint64_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 200'000;
  const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
  const auto snapshots = undumpy::fuzz::read_corpus(argv[1]);
  if (snapshots.empty()) {
    fmt::print(stderr, "{} holds no snapshot\n", argv[1]);
    return 2;
  }
  const std::uint64_t failures = undumpy::fuzz::run(snapshots, seed, seed + count);
  fmt::print("{} damaged snapshots from seed {}: {} failures\n", count, seed, failures);
  return failures == 0 ? 0 : 1;
}
