#include "engine/python/logger.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/python/format_spec.h"
#include "engine/python/number.h"

namespace undumpy::python {

LoggingState& logging_state(Runtime& rt) {
  std::shared_ptr<void>& known = rt.extensions["logging"];
  if (!known) {
    const auto state = std::make_shared<LoggingState>();
    known = state;
    state->level_names = {{NotSetLevel, "NOTSET"}, {DebugLevel, "DEBUG"},
                          {InfoLevel, "INFO"},     {WarningLevel, "WARNING"},
                          {ErrorLevel, "ERROR"},   {CriticalLevel, "CRITICAL"}};
    define_loggers(rt, *state);
    define_log_handlers(rt, *state);
    state->root = Ref<Logger>(new Logger(state->root_logger, "root", InfoLevel));
  }
  return *std::static_pointer_cast<LoggingState>(known);
}

Ref<Logger> logger_named(Runtime& rt, const std::string& name) {
  LoggingState& state = logging_state(rt);
  if (name.empty() || name == "root") return state.root;
  Ref<Logger>& logger = state.loggers[name];
  if (!logger) logger = Ref<Logger>(new Logger(state.logger, name, NotSetLevel));
  return logger;
}

Value make_logger(Runtime& rt, const std::string& name) { return logger_named(rt, name); }

std::string level_name(Runtime& rt, std::int64_t level) {
  const auto& names = logging_state(rt).level_names;
  const auto found = names.find(level);
  return found != names.end() ? found->second : fmt::format("Level {}", level);
}

std::int64_t level_argument(Runtime& rt, const Value& level) {
  if (is_integer(level)) return to_index(rt, level);
  const auto* name = as<Str>(level);
  if (name == nullptr)
    type_error(rt, "Level not an integer or a valid string: {}", repr(rt, level));
  if (name->text == "WARN") return WarningLevel;
  if (name->text == "FATAL") return CriticalLevel;
  for (const auto& [number, known] : logging_state(rt).level_names)
    if (known == name->text) return number;
  value_error(rt, "Unknown level: {}", repr(rt, level));
}

Logger* Logger::parent(Runtime& rt) const {
  LoggingState& state = logging_state(rt);
  if (this == state.root.get()) return nullptr;
  for (std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0;
       dot = name.rfind('.', dot - 1)) {
    const auto found = state.loggers.find(std::string_view(name).substr(0, dot));
    if (found != state.loggers.end()) return found->second.get();
  }
  return state.root.get();
}

std::int64_t Logger::effective_level(Runtime& rt) {
  for (const Logger* logger = this; logger != nullptr; logger = logger->parent(rt))
    if (logger->level != NotSetLevel) return logger->level;
  return NotSetLevel;
}

bool Logger::enabled_for(Runtime& rt, std::int64_t message_level) {
  return !disabled && message_level > logging_state(rt).disabled &&
         message_level >= effective_level(rt);
}

std::string Logger::repr(Runtime& rt) {
  return fmt::format("<{} {} ({})>", cls->name, name, level_name(rt, effective_level(rt)));
}

Value Logger::find_attribute(Runtime& rt, Str* attribute) {
  const std::string& text = attribute->text;
  if (text == "name") return make_text(rt, name);
  if (text == "level") return make_int(rt, level);
  if (text == "propagate") return Value::boolean(propagate);
  if (text == "disabled") return Value::boolean(disabled);
  if (text == "handlers") return make_list(rt, handlers);
  if (text == "parent") {
    Logger* above = parent(rt);
    return above != nullptr ? Value(above) : Value::none();
  }
  return Object::find_attribute(rt, attribute);
}

void Logger::set_attribute(Runtime& rt, Str* attribute, const Value& value) {
  const std::string& text = attribute->text;
  if (text == "propagate")
    propagate = python::truth(rt, value);
  else if (text == "disabled")
    disabled = python::truth(rt, value);
  else if (text == "level")
    level = level_argument(rt, value);
  else if (text == "handlers")
    handlers = to_vector(rt, value);
  else
    Object::set_attribute(rt, attribute, value);
}

namespace {

// What handlers put into their formats.
struct Record {
  const Logger& logger;
  std::int64_t level;
  std::string message;
};

std::string message_text(Runtime& rt, const Value& message, const std::vector<Value>& arguments) {
  const std::string text = str(rt, message);
  if (arguments.empty()) return text;
  const auto* dict = arguments.size() == 1 ? as<Dict>(arguments[0]) : nullptr;
  const bool by_name = dict != nullptr && dict->table.size() != 0;
  return percent_format(rt, text, by_name ? arguments[0] : make_tuple(rt, arguments), false);
}

// The clock of the host, as Python's logging shows it.
std::string time_text(Runtime& rt) {
  std::string now = rt.host.now().value_or("");
  std::ranges::replace(now, 'T', ' ');
  return now.empty() || now.find('.') != std::string::npos ? now : now + ",000";
}

std::string formatted(Runtime& rt, const LogHandler& handler, const Record& record) {
  if (handler.format == "%(message)s") return record.message;
  const Ref<Dict> fields = new_dict(rt);
  const auto set = [&](const char* name, const Value& value) {
    fields->set(*rt.intern(name), value);
  };
  set("message", make_text(rt, record.message));
  set("name", make_text(rt, record.logger.name));
  set("levelname", make_text(rt, level_name(rt, record.level)));
  set("levelno", make_int(rt, record.level));
  set("asctime", make_text(rt, time_text(rt)));
  return percent_format(rt, handler.format, fields, false);
}

std::string exception_text(Runtime& rt, const Value& exception) {
  const auto* raised = as<Exception>(exception);
  std::string text = raised != nullptr ? traceback_text(rt, *raised) : "NoneType: None";
  if (text.ends_with('\n')) text.pop_back();
  return "\n" + text;
}

// Runs what may fail because of the program's format; logging never stops a program.
template <typename Work>
void without_failing(Runtime& rt, Work work) {
  Ref<Exception> failed;
  try {
    work();
  } catch (const Raised& raised) {
    failed = raised.exception;
  }
  if (failed) rt.log("--- Logging error ---\n" + traceback_text(rt, *failed));
}

}  // namespace

void Logger::log(Runtime& rt, std::int64_t message_level, const Value& message,
                 const std::vector<Value>& arguments, const Value& exception) {
  if (!enabled_for(rt, message_level)) return;
  without_failing(rt, [&] {
    const Record record{*this, message_level, message_text(rt, message, arguments)};
    const std::string trace = exception ? exception_text(rt, exception) : "";
    bool heard = false;
    for (const Logger* logger = this; logger != nullptr; logger = logger->parent(rt)) {
      for (const Value& each : std::vector<Value>(logger->handlers)) {
        const auto* handler = host<LogHandler>(each);
        if (handler == nullptr || !handler->writes) continue;
        heard = true;
        if (message_level >= handler->level)
          handler->write(rt, formatted(rt, *handler, record) + trace + "\n");
      }
      if (!logger->propagate) break;
    }
    if (!heard) rt.log(record.message + trace + "\n");
  });
}

namespace {

Logger& logger_of(const Arguments& a) { return *host<Logger>(a[0]); }

// exc_info=: True, an exception, or what sys.exc_info() gave.
Value exception_argument(Runtime& rt, const Value& info) {
  if (!info || info.is_none() || info.is_false()) return {};
  if (as<Exception>(info) != nullptr) return info;
  const auto* three = as<Tuple>(info);
  if (three != nullptr && three->items.size() > 1) return three->items[1];
  if (!truth(rt, info)) return {};
  return rt.handling ? Value(rt.handling) : Value::none();
}

// The arguments from `first` on are a message and its arguments.
Value log_message(Runtime& rt, Logger& logger, std::int64_t level, const Arguments& a,
                  std::size_t first, const char* function, bool with_exception) {
  if (a.count <= first)
    type_error(rt, "Logger.{}() missing 1 required positional argument: 'msg'", function);
  const Arguments keywords{a.values + a.count, 0, a.keywords, a.names};
  const auto [info, stack, stack_level, extra] =
      read<4>(rt, keywords, {function, {"exc_info", "stack_info", "stacklevel", "extra"}});
  if (!logger.enabled_for(rt, level)) return Value::none();
  const Value exception =
      exception_argument(rt, info || !with_exception ? info : Value::boolean(true));
  const std::vector<Value> arguments(a.values + first + 1, a.values + a.count);
  logger.log(rt, level, a[first], arguments, exception);
  return Value::none();
}

Value logger_debug(Runtime& rt, Arguments& a) {
  return log_message(rt, logger_of(a), DebugLevel, a, 1, "debug", false);
}
Value logger_info(Runtime& rt, Arguments& a) {
  return log_message(rt, logger_of(a), InfoLevel, a, 1, "info", false);
}
Value logger_warning(Runtime& rt, Arguments& a) {
  return log_message(rt, logger_of(a), WarningLevel, a, 1, "warning", false);
}
Value logger_error(Runtime& rt, Arguments& a) {
  return log_message(rt, logger_of(a), ErrorLevel, a, 1, "error", false);
}
Value logger_critical(Runtime& rt, Arguments& a) {
  return log_message(rt, logger_of(a), CriticalLevel, a, 1, "critical", false);
}
Value logger_exception(Runtime& rt, Arguments& a) {
  return log_message(rt, logger_of(a), ErrorLevel, a, 1, "exception", true);
}
Value logger_log(Runtime& rt, Arguments& a) {
  if (a.count < 2 || !is_integer(a[1])) type_error(rt, "level must be an integer");
  return log_message(rt, logger_of(a), to_index(rt, a[1]), a, 2, "log", false);
}

Value logger_set_level(Runtime& rt, Arguments& a) {
  logger_of(a).level = level_argument(rt, a[1]);
  return Value::none();
}
Value logger_enabled(Runtime& rt, Arguments& a) {
  return Value::boolean(logger_of(a).enabled_for(rt, to_index(rt, a[1])));
}
Value logger_effective_level(Runtime& rt, Arguments& a) {
  return make_int(rt, logger_of(a).effective_level(rt));
}
Value logger_child(Runtime& rt, Arguments& a) {
  const std::string suffix = text_argument(rt, a[1], "suffix");
  const bool of_root = &logger_of(a) == logging_state(rt).root.get();
  return make_logger(rt, of_root ? suffix : logger_of(a).name + "." + suffix);
}

Value logger_add_handler(Runtime&, Arguments& a) {
  auto& handlers = logger_of(a).handlers;
  const auto same = [&a](const Value& handler) { return handler.same(a[1]); };
  if (std::ranges::none_of(handlers, same)) handlers.push_back(a[1]);
  return Value::none();
}
Value logger_remove_handler(Runtime&, Arguments& a) {
  std::erase_if(logger_of(a).handlers, [&a](const Value& handler) { return handler.same(a[1]); });
  return Value::none();
}
Value logger_has_handlers(Runtime& rt, Arguments& a) {
  for (const Logger* logger = &logger_of(a); logger != nullptr; logger = logger->parent(rt)) {
    if (!logger->handlers.empty()) return Value::boolean(true);
    if (!logger->propagate) break;
  }
  return Value::boolean(false);
}

}  // namespace

void define_loggers(Runtime& rt, LoggingState& state) {
  state.logger = rt.make_class("Logger", "logging", rt.types.object);
  const std::pair<const char*, NativeFunction> messages[] = {
      {"debug", logger_debug},    {"info", logger_info},   {"warning", logger_warning},
      {"warn", logger_warning},   {"error", logger_error}, {"critical", logger_critical},
      {"fatal", logger_critical}, {"log", logger_log},     {"exception", logger_exception}};
  for (const auto& [name, function] : messages) rt.method(state.logger, name, function, 0, -1);
  rt.method(state.logger, "setLevel", logger_set_level, 1, 1);
  rt.method(state.logger, "isEnabledFor", logger_enabled, 1, 1);
  rt.method(state.logger, "getEffectiveLevel", logger_effective_level, 0, 0);
  rt.method(state.logger, "getChild", logger_child, 1, 1);
  rt.method(state.logger, "addHandler", logger_add_handler, 1, 1);
  rt.method(state.logger, "removeHandler", logger_remove_handler, 1, 1);
  rt.method(state.logger, "hasHandlers", logger_has_handlers, 0, 0);
  state.root_logger = rt.make_class("RootLogger", "logging", state.logger);
  for (Class* cls : {state.logger, state.root_logger}) {
    cls->sealed = true;
    cls->maker = nullptr;
  }
}

}  // namespace undumpy::python
