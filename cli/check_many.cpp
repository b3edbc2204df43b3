#include "cli/check_many.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "analyzer/against.h"
#include "parser/processors.h"

namespace undumpy::cli {

namespace {

class Workers {
 public:
  Workers(const std::vector<std::string>& paths, const ManyOptions& options)
      : paths_(paths), options_(options), reports_(paths.size()) {}

  void run(std::size_t count) {
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < count; ++i) others.emplace_back([this] { work(); });
    work();
    for (std::thread& other : others) other.join();
  }

  Result<std::vector<CheckReport>> take() {
    if (thrown_) std::rethrow_exception(thrown_);
    if (error_) return *error_;
    std::vector<CheckReport> result;
    for (auto& report : reports_) result.push_back(std::move(*report));
    return result;
  }

 private:
  void work() {
    try {
      if (Status done = check_some(); !done) stop([&] { error_ = done.error(); });
    } catch (...) {  // a bug, or no memory: the main thread says so
      stop([&] { thrown_ = std::current_exception(); });
    }
  }

  Status check_some() {
    undumpy::CheckOptions check = options_.check;
    std::unique_ptr<Against> against;
    if (!options_.against.empty()) {
      UNDUMPY_TRY(against, Against::open(options_.against, check.code));
      check.against = against.get();
    }
    check.progress = [this](std::uint64_t) { return interrupted == 0 && !stopped_; };
    for (std::size_t at = next_++; at < paths_.size() && !stopped_; at = next_++) {
      UNDUMPY_TRY(CheckReport report, check_path(paths_[at], check));
      reports_[at] = std::move(report);
    }
    return Done{};
  }

  // The first to fail says why.
  template <class Note>
  void stop(Note note) {
    const std::lock_guard lock(mutex_);
    if (!stopped_.exchange(true)) note();
  }

  const std::vector<std::string>& paths_;
  const ManyOptions& options_;
  std::vector<std::optional<CheckReport>> reports_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::optional<Diagnostic> error_;
  std::exception_ptr thrown_;
};

}  // namespace

Result<std::vector<CheckReport>> check_many(const std::vector<std::string>& paths,
                                            const ManyOptions& options) {
  const std::size_t wanted = options.jobs > 0 ? options.jobs : processors();
  Workers workers(paths, options);
  workers.run(std::min(wanted, paths.size()));
  return workers.take();
}

}  // namespace undumpy::cli
