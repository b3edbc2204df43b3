// logging

#include <fmt/format.h>

#include "engine/python/logger.h"
#include "engine/python/modules.h"
#include "engine/python/number.h"

namespace undumpy::python {

void LogHandler::write(Runtime& rt, const std::string& text) const {
  if (stream)
    call_method(rt, stream, "write", {make_text(rt, text)});
  else
    rt.log(text);
}

Value LogHandler::find_attribute(Runtime& rt, Str* attribute) {
  if (attribute->text == "level") return make_int(rt, level);
  return Object::find_attribute(rt, attribute);
}

namespace {

// Formatter(fmt, datefmt): only remembers them, handlers do the work.
class LogFormatter final : public Object {
 public:
  LogFormatter(Class* its_class, std::string wanted)
      : Object(Kind::Host, its_class), format(std::move(wanted)) {}
  const std::string format;
};

bool given(const Value& value) { return value.present() && !value.is_none(); }

Value make_formatter(Runtime& rt, Class& cls, Arguments& a) {
  const auto [format, date_format, style] =
      read<3>(rt, a, {"Formatter", {"fmt", "datefmt", "style"}});
  if (given(style) && text_argument(rt, style, "style") != "%")
    value_error(rt, "Style must be '%' here: other styles of logging.Formatter are not supported");
  return Value(new LogFormatter(
      &cls, given(format) ? text_argument(rt, format, "fmt") : std::string("%(message)s")));
}

Value make_stream_handler(Runtime& rt, Class& cls, Arguments& a) {
  const auto [stream] = read<1>(rt, a, {"StreamHandler", {"stream"}});
  return Value(new LogHandler(&cls, true, given(stream) ? stream : Value()));
}

Value make_null_handler(Runtime& rt, Class& cls, Arguments& a) {
  const auto [level] = read<1>(rt, a, {"NullHandler", {"level"}});
  static_cast<void>(level);
  return Value(new LogHandler(&cls, false, Value()));
}

LogHandler& handler_of(const Arguments& a) { return *host<LogHandler>(a[0]); }

Value handler_set_level(Runtime& rt, Arguments& a) {
  handler_of(a).level = level_argument(rt, a[1]);
  return Value::none();
}

Value handler_set_formatter(Runtime& rt, Arguments& a) {
  const auto* formatter = host<LogFormatter>(a[1]);
  if (formatter == nullptr && !a[1].is_none())
    type_error(rt, "setFormatter() wants a logging.Formatter, not {}", type_name(rt, a[1]));
  handler_of(a).format = formatter != nullptr ? formatter->format : "%(message)s";
  return Value::none();
}

Value handler_nothing(Runtime&, Arguments&) { return Value::none(); }

Value get_logger(Runtime& rt, Arguments& a) {
  const auto [name] = read<1>(rt, a, {"getLogger", {"name"}});
  if (!given(name)) return make_logger(rt, "");
  if (as<Str>(name) == nullptr) type_error(rt, "A logger name must be a string");
  return make_logger(rt, as<Str>(name)->text);
}

// basicConfig(): level and format for the root. There is no file to write to.
Value basic_config(Runtime& rt, Arguments& a) {
  const auto [level, format, stream, handlers, date_format, style, force, file, mode] =
      read<9>(rt, a,
              {"basicConfig",
               {"level", "format", "stream", "handlers", "datefmt", "style", "force", "filename",
                "filemode"},
               0,
               0});
  if (given(file))
    raise(rt, "PermissionError", "logging.basicConfig(): a script can not write to files");
  Logger& root = *logging_state(rt).root;
  if (force && truth(rt, force)) root.handlers.clear();
  if (given(handlers) && root.handlers.empty()) root.handlers = to_vector(rt, handlers);
  if ((given(format) || given(stream)) && root.handlers.empty()) {
    const Ref<LogHandler> handler(
        new LogHandler(logging_state(rt).stream_handler, true, given(stream) ? stream : Value()));
    if (given(format)) handler->format = text_argument(rt, format, "format");
    root.handlers.emplace_back(handler);
  }
  if (given(level)) root.level = level_argument(rt, level);
  return Value::none();
}

Value get_level_name(Runtime& rt, Arguments& a) {
  if (as<Str>(a[0]) == nullptr) return make_text(rt, level_name(rt, to_index(rt, a[0])));
  const std::string& name = as<Str>(a[0])->text;
  for (const auto& [number, known] : logging_state(rt).level_names)
    if (known == name) return make_int(rt, number);
  return make_text(rt, "Level " + name);
}

Value add_level_name(Runtime& rt, Arguments& a) {
  logging_state(rt).level_names[to_index(rt, a[0])] = text_argument(rt, a[1], "levelName");
  return Value::none();
}

Value disable(Runtime& rt, Arguments& a) {
  logging_state(rt).disabled = a.count > 0 ? level_argument(rt, a[0]) : CriticalLevel;
  return Value::none();
}

// logging.info(…) is that of the root.
template <const char* const& Method>
Value log_to_root(Runtime& rt, Arguments& a) {
  const Value method = get_attribute(rt, make_logger(rt, ""), rt.intern(Method));
  return call(rt, method, a);
}
constexpr const char* Debug = "debug";
constexpr const char* Info = "info";
constexpr const char* Warning = "warning";
constexpr const char* Error = "error";
constexpr const char* Critical = "critical";
constexpr const char* ExceptionName = "exception";
constexpr const char* Log = "log";

}  // namespace

void define_log_handlers(Runtime& rt, LoggingState& state) {
  state.handler = rt.make_class("Handler", "logging", rt.types.object);
  rt.method(state.handler, "setLevel", handler_set_level, 1, 1);
  rt.method(state.handler, "setFormatter", handler_set_formatter, 1, 1);
  rt.method(state.handler, "flush", handler_nothing, 0, 0);
  rt.method(state.handler, "close", handler_nothing, 0, 0);
  state.stream_handler = rt.make_class("StreamHandler", "logging", state.handler);
  state.null_handler = rt.make_class("NullHandler", "logging", state.handler);
  state.formatter = rt.make_class("Formatter", "logging", rt.types.object);
  state.handler->maker = nullptr;
  state.stream_handler->maker = make_stream_handler;
  state.null_handler->maker = make_null_handler;
  state.formatter->maker = make_formatter;
  for (Class* cls : {state.handler, state.stream_handler, state.null_handler, state.formatter})
    cls->sealed = true;
}

Value make_logging(Runtime& rt) {
  const LoggingState& state = logging_state(rt);
  const Ref<Module> module(new Module(rt, "logging"));
  module->add(rt, "getLogger", get_logger, 0, -1);
  module->add(rt, "basicConfig", basic_config, 0, -1);
  module->add(rt, "getLevelName", get_level_name, 1, 1);
  module->add(rt, "addLevelName", add_level_name, 2, 2);
  module->add(rt, "disable", disable, 0, 1);
  module->add(rt, "debug", log_to_root<Debug>, 0, -1);
  module->add(rt, "info", log_to_root<Info>, 0, -1);
  module->add(rt, "warning", log_to_root<Warning>, 0, -1);
  module->add(rt, "warn", log_to_root<Warning>, 0, -1);
  module->add(rt, "error", log_to_root<Error>, 0, -1);
  module->add(rt, "critical", log_to_root<Critical>, 0, -1);
  module->add(rt, "fatal", log_to_root<Critical>, 0, -1);
  module->add(rt, "exception", log_to_root<ExceptionName>, 0, -1);
  module->add(rt, "log", log_to_root<Log>, 0, -1);
  for (Class* cls :
       {state.logger, state.handler, state.stream_handler, state.null_handler, state.formatter})
    module->add(rt, cls->name, Value(cls));
  module->add(rt, "root", state.root);
  const std::pair<const char*, std::int64_t> levels[] = {
      {"NOTSET", NotSetLevel},     {"DEBUG", DebugLevel},   {"INFO", InfoLevel},
      {"WARNING", WarningLevel},   {"WARN", WarningLevel},  {"ERROR", ErrorLevel},
      {"CRITICAL", CriticalLevel}, {"FATAL", CriticalLevel}};
  for (const auto& [name, level] : levels) module->add(rt, name, make_int(rt, level));
  return module;
}

}  // namespace undumpy::python
