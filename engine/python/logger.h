// Loggers of module `logging`.
//
// They behave as in a site whose console shows INFO and above: a message goes, as it is, to the
// host's standard error, unless it is below its logger's level. Handlers that the program adds take
// the place of that console.
//
//     const Value logger = make_logger(rt, "lino");   // the same for every call with that name
//     call_method(rt, logger, "info", {make_text(rt, "%d rows"), make_int(rt, 5)});
#pragma once

#include <string>
#include <vector>

#include "engine/python/runtime.h"

namespace undumpy::python {

enum LogLevel : std::int64_t {
  NotSetLevel = 0,
  DebugLevel = 10,
  InfoLevel = 20,
  WarningLevel = 30,
  ErrorLevel = 40,
  CriticalLevel = 50,
};

class Logger final : public TrackedObject {
 public:
  Logger(Class* its_class, std::string logger_name, std::int64_t logger_level)
      : TrackedObject(Kind::Host, its_class), name(std::move(logger_name)), level(logger_level) {}
  std::string repr(Runtime& rt) override;
  Value find_attribute(Runtime& rt, Str* attribute) override;
  void set_attribute(Runtime& rt, Str* attribute, const Value& value) override;
  void clear() override { handlers.clear(); }

  // The nearest logger above that exists; nullptr for the root.
  Logger* parent(Runtime& rt) const;
  std::int64_t effective_level(Runtime& rt);
  bool enabled_for(Runtime& rt, std::int64_t message_level);
  // `message % arguments` to whoever listens; `exception` may be null.
  void log(Runtime& rt, std::int64_t message_level, const Value& message,
           const std::vector<Value>& arguments, const Value& exception);

  const std::string name;  // "root" for the root
  std::int64_t level;
  bool propagate = true;
  bool disabled = false;
  std::vector<Value> handlers;
};

// The logger of that name; "" and "root" are the root.
Ref<Logger> logger_named(Runtime& rt, const std::string& name);
Value make_logger(Runtime& rt, const std::string& name);

// A Handler of the program: StreamHandler, NullHandler.
class LogHandler final : public TrackedObject {
 public:
  LogHandler(Class* its_class, bool writes_text, Value text_stream)
      : TrackedObject(Kind::Host, its_class), writes(writes_text), stream(std::move(text_stream)) {}
  Value find_attribute(Runtime& rt, Str* attribute) override;
  void clear() override { stream = Value(); }
  void write(Runtime& rt, const std::string& text) const;

  const bool writes;  // false: NullHandler
  Value stream;       // absent: the host's standard error
  std::int64_t level = NotSetLevel;
  std::string format = "%(message)s";
  std::string date_format;
};

// "INFO", "Level 5".
std::string level_name(Runtime& rt, std::int64_t level);
// A number, or the name of a level. Raises ValueError and TypeError.
std::int64_t level_argument(Runtime& rt, const Value& level);

struct LoggingState {
  Class* logger = nullptr;
  Class* root_logger = nullptr;
  Class* handler = nullptr;
  Class* stream_handler = nullptr;
  Class* null_handler = nullptr;
  Class* formatter = nullptr;
  std::map<std::string, Ref<Logger>, std::less<>> loggers;
  Ref<Logger> root;
  std::map<std::int64_t, std::string> level_names;
  std::int64_t disabled = NotSetLevel;  // logging.disable(): this level and below
};
LoggingState& logging_state(Runtime& rt);

void define_loggers(Runtime& rt, LoggingState& state);
void define_log_handlers(Runtime& rt, LoggingState& state);

}  // namespace undumpy::python
