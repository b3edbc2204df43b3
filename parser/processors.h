// How many processors this process may use: at least 1. Fewer than the machine has where the
// process is bound to some (taskset, containers with a set of processors).
#pragma once

namespace undumpy {

unsigned processors();

}  // namespace undumpy
