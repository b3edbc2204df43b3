// Module logging, and what argparse says on standard error.
#include <gtest/gtest.h>

#include "engine/python/interpreter.h"
#include "engine/python/logger.h"

namespace undumpy::test {
namespace {

using namespace python;  // NOLINT(google-build-using-namespace)

class ScriptHost : public TextHost {
 public:
  std::optional<std::string> now() override { return "2026-11-24T09:30:00"; }
  std::vector<std::string> arguments() override { return {"dir/tool.py", "--quick", "x"}; }
};

// What the program logs; a program that fails adds its error.
std::string logged(const std::string& program) {
  ScriptHost host;
  const ProgramResult result = Interpreter({}, host).run("program.py", program);
  return host.messages + result.error;
}
std::string logged_by(const std::string& statements) {
  return logged("import logging\nlogger = logging.getLogger('lino')\n" + statements);
}

TEST(Logging, InfoAndAboveReachTheHost) {
  EXPECT_EQ(logged_by("logger.debug('a')\nlogger.info('b')\nlogger.warning('c')\nlogger.warn('d')\n"
                      "logger.error('e')\nlogger.critical('f')\nlogger.log(5, 'g')\n"
                      "logger.log(25, 'h')\n"),
            "b\nc\nd\ne\nf\nh\n");
  EXPECT_EQ(logged("import logging\nlogging.debug('a')\nlogging.info('%s', 'b')\n"
                   "logging.log(logging.ERROR, 'c')\n"),
            "b\nc\n");
}

TEST(Logging, ArgumentsAreFormatted) {
  EXPECT_EQ(logged_by("logger.info('%d of %s', 1, 'ä')\nlogger.info('100%')\n"
                      "logger.info('%(a)s', {'a': 1})\nlogger.info(5)\nlogger.info([1, 2])\n"
                      "logger.info('%s', (1, 2))\n"),
            "1 of ä\n100%\n1\n5\n[1, 2]\n(1, 2)\n");
}

TEST(Logging, ArgumentsOfDroppedMessagesAreNotTouched) {
  EXPECT_EQ(logged_by("class A:\n    def __str__(self): raise ValueError('touched')\n"
                      "logger.debug('%s', A())\n"),
            "");
}

TEST(Logging, WrongFormatsDoNotStopTheProgram) {
  const std::string text = logged_by("logger.info('%d', 'x')\nlogger.info('next')\n");
  EXPECT_TRUE(text.starts_with("--- Logging error ---\n")) << text;
  EXPECT_NE(text.find("TypeError: %d format: a real number is required, not str\n"),
            std::string::npos)
      << text;
  EXPECT_TRUE(text.ends_with("\nnext\n")) << text;
}

TEST(Logging, LevelsAreInherited) {
  EXPECT_EQ(logged_by("a = logging.getLogger('lino.core.a')\nlogger.setLevel('WARNING')\n"
                      "a.info('dropped')\na.warning('kept')\na.setLevel(logging.DEBUG)\n"
                      "a.debug('now')\nlogging.getLogger('linoleum').info('other')\n"
                      "logging.getLogger().setLevel(logging.ERROR)\n"
                      "logging.getLogger('x').warning('dropped')\n"),
            "kept\nnow\nother\n");
  EXPECT_EQ(logged_by("logging.disable(logging.WARNING)\nlogger.warning('a')\nlogger.error('b')\n"
                      "logging.disable(logging.NOTSET)\nlogger.info('c')\nlogger.disabled = True\n"
                      "logger.error('d')\n"),
            "b\nc\n");
}

TEST(Logging, ExceptionsCarryTheirTraceback) {
  const std::string trace =
      "Traceback (most recent call last):\n"
      "  File \"program.py\", line 4, in <module>\n"
      "    raise ValueError('bad')\n"
      "ValueError: bad\n";
  const std::string attempt = "try:\n    raise ValueError('bad')\nexcept ValueError as e:\n    ";
  EXPECT_EQ(logged_by(attempt + "logger.exception('failed: %s', e)\n"), "failed: bad\n" + trace);
  EXPECT_EQ(logged_by(attempt + "logger.info('so', exc_info=True)\n"), "so\n" + trace);
  EXPECT_EQ(logged_by(attempt + "logger.info('so', exc_info=e)\n"), "so\n" + trace);
  EXPECT_EQ(logged_by("logger.error('x', exc_info=True)\n"), "x\nNoneType: None\n");
}

TEST(Logging, HandlersReplaceTheConsole) {
  EXPECT_EQ(logged_by("h = logging.StreamHandler()\n"
                      "h.setFormatter(logging.Formatter('%(levelname)s %(name)s: %(message)s'))\n"
                      "logger.addHandler(h)\nlogger.addHandler(h)\nlogger.info('a')\n"
                      "logging.getLogger('lino.x').error('b')\nlogging.getLogger('y').info('c')\n"
                      "h.setLevel(logging.ERROR)\nlogger.info('d')\nlogger.removeHandler(h)\n"
                      "logger.info('e')\nlogger.addHandler(logging.NullHandler())\n"
                      "logger.info('f')\n"),
            "INFO lino: a\nERROR lino.x: b\nc\ne\nf\n");
  EXPECT_EQ(logged("import logging\nlogging.basicConfig(level=logging.DEBUG, "
                   "format='%(asctime)s %(levelname)-8s%(message)s')\nlogging.debug('a')\n"),
            "2026-11-24 09:30:00,000 DEBUG   a\n");
  EXPECT_EQ(logged("import logging\nlogging.basicConfig(level='DEBUG')\nlogging.debug('a')\n"),
            "a\n");
  EXPECT_EQ(logged("import logging\nclass W:\n    def write(self, text): print(repr(text))\n"
                   "logging.getLogger('a').addHandler(logging.StreamHandler(W()))\n"
                   "logging.getLogger('a').info('x')\n"),
            "");
}

TEST(Logging, FilesAreRefused) {
  EXPECT_EQ(logged("import logging\nlogging.basicConfig(filename='/tmp/x')\n"),
            "PermissionError: logging.basicConfig(): a script can not write to files");
}

TEST(Logging, LoggersTellAboutThemselves) {
  EXPECT_EQ(
      logged_by("assert logging.getLogger('lino') is logger\n"
                "assert logging.getLogger() is logging.getLogger('root') is logging.root\n"
                "assert repr(logger) == '<Logger lino (INFO)>', repr(logger)\n"
                "assert repr(logging.root) == '<RootLogger root (INFO)>', repr(logging.root)\n"
                "assert logger.name == 'lino' and logger.level == 0\n"
                "assert logger.getEffectiveLevel() == logging.INFO == 20\n"
                "assert logger.isEnabledFor(20) and not logger.isEnabledFor(10)\n"
                "assert logger.getChild('a').name == 'lino.a'\n"
                "assert logger.getChild('a').parent is logger\n"
                "assert logging.root.parent is None and not logger.hasHandlers()\n"
                "assert logging.getLevelName(30) == 'WARNING'\n"
                "assert logging.getLevelName(35) == 'Level 35'\n"
                "assert logging.getLevelName('ERROR') == 40\n"
                "assert isinstance(logger, logging.Logger)\n"),
      "");
  EXPECT_EQ(logged_by("logger.setLevel('LOUD')\n"), "ValueError: Unknown level: 'LOUD'");
  EXPECT_EQ(logged_by("logger.info()\n"),
            "TypeError: Logger.info() missing 1 required positional argument: 'msg'");
}

TEST(Logging, OutputIsLimited) {
  Limits limits;
  limits.output = 1000;
  ScriptHost host;
  const ProgramResult result =
      Interpreter(limits, host)
          .run("program.py", "import logging\nwhile True:\n    logging.info('x' * 100)\n");
  EXPECT_EQ(result.error, "LimitExceeded: the program printed more than 1000 bytes");
  EXPECT_LE(host.messages.size(), 1000U);
}

TEST(Logging, NativesCanLog) {
  ScriptHost host;
  Interpreter interpreter({}, host);
  Runtime& rt = interpreter.runtime();
  const ProgramResult result = interpreter.guard([&] {
    call_method(rt, make_logger(rt, "lino"), "info", {make_text(rt, "%d rows"), Value::small(5)});
  });
  EXPECT_TRUE(result.ok) << result.error;
  EXPECT_EQ(host.messages, "5 rows\n");
}

TEST(Arguments, OfTheScriptAreParsed) {
  ScriptHost host;
  const ProgramResult result = Interpreter({}, host).run(
      "program.py",
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('name')\n"
      "p.add_argument('--quick', action='store_true')\nprint(p.prog, p.parse_args())\n");
  EXPECT_EQ(host.output + result.error, "tool.py Namespace(name='x', quick=True)\n");
}

TEST(Arguments, MistakesGoToStandardError) {
  ScriptHost host;
  const ProgramResult result = Interpreter({}, host).run(
      "program.py",
      "import argparse\np = argparse.ArgumentParser(prog='p')\np.add_argument('-n', type=int)\n"
      "p.parse_args(['-n', 'x'])\n");
  EXPECT_EQ(host.output, "");
  EXPECT_EQ(host.messages, "usage: p [-h] [-n N]\np: error: argument -n: invalid int value: 'x'\n");
  EXPECT_EQ(result.exit_code, 2);
}

}  // namespace
}  // namespace undumpy::test
