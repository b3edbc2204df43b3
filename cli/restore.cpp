#include "cli/commands.h"
namespace undumpy::cli { int restore(const RestoreOptions&, Console&) { return Failure; } }
