#include "parser/processors.h"

#include <algorithm>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace undumpy {

unsigned processors() {
#if defined(__linux__)
  // The library counts all that are online.
  cpu_set_t mine;
  if (sched_getaffinity(0, sizeof mine, &mine) == 0)
    return static_cast<unsigned>(std::max(1, CPU_COUNT(&mine)));
#endif
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace undumpy
