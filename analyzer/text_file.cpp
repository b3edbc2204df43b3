#include "analyzer/text_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace undumpy {

namespace fs = std::filesystem;

Result<std::string> read_text_file(const std::string& path, const std::string& what) {
  std::error_code error;
  if (!fs::exists(path, error))
    return make_error(what + "-unreadable", fmt::format("there is no file {}", path));
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.good() || !fs::is_regular_file(path, error))
    return make_error(what + "-unreadable",
                      fmt::format("{} can not be read{}{}", path, errno != 0 ? ": " : "",
                                  errno != 0 ? std::strerror(errno) : ""));
  return text;
}

Status write_text_file(const std::string& path, const std::string& text, const std::string& what) {
  const auto failed = [&](const std::string& why) {
    return make_error(what + "-unwritable", fmt::format("{} can not be written: {}", path, why));
  };
  std::error_code error;
  // What is no file (a terminal, a pipe) can not be replaced.
  const bool replace = !fs::exists(path, error) || fs::is_regular_file(path, error);
  const std::string target = replace ? path + ".part" : path;
  errno = 0;
  {
    std::ofstream file(target, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
      const std::string why = std::strerror(errno);
      if (replace) fs::remove(target, error);
      return failed(why);
    }
  }
  if (replace) fs::rename(target, path, error);
  return error && replace ? Status(failed(error.message())) : Status(Done{});
}

}  // namespace undumpy
