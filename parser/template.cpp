#include "parser/template.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <set>

namespace undumpy::dump_template {

namespace {

// Days on which a line below, or a create_ function, changed.
constexpr std::array<int, 15> Changes = {
    Begin,
    20150128,  // resolve_model from lino.core.utils
    20151203,  // D3: ContentType through settings.SITE
    ConversionsFirst,
    20160704,        // D4: USE_TZ, arguments of the command line
    20160803,        // "created using dump2py"
    ChildrenWithKw,  // D5
    20171002,        // resetsequences
    20171027,        // the logger's name
    20171215,        // dt() is UTC
    20180128,        // D6: own execfile
    ChoicesCommented,
    20180418,  // "Loaded %d objects"
    20181215,  // --quick
    20231001,  // D7: logger from lino
};
constexpr int D3 = 20151203;
constexpr int D4 = 20160704;
constexpr int Sequences = 20171002;
constexpr int Utc = 20171215;
constexpr int D6 = 20180128;
constexpr int Loaded = 20180418;
constexpr int Quick = 20181215;
constexpr int D7 = 20231001;

std::vector<Line> make_lines() {
  std::vector<Line> result;
  Part part = Part::Preamble;
  const auto line = [&](std::string_view text, int since = Begin, int until = Never) {
    result.push_back({part, text, periods_between(since, until)});
  };
  line("from __future__ import unicode_literals", Begin, D7);
  line("import logging", Begin, D7);
  line("logger = logging.getLogger('lino.management.commands.dump2py')", Begin, D7);
  line("logger = logging.getLogger('lino.modlib.lino_startup.management.commands.dump2py')", Begin,
       20171027);
  result.back().alternative = true;
  line("from lino import logger", D7);
  line("import os", Begin, D6);
  line("SOURCE_VERSION = …");
  line("import os", D6);
  line("import six", D6);
  line("from decimal import Decimal");
  line("from datetime import datetime as dt", Begin, D4);
  line("from datetime import datetime", D4);
  line("from datetime import time, date");
  line("from django.conf import settings");
  line("from django.utils.timezone import make_aware", D4, Utc);
  line("from django.utils.timezone import make_aware, utc", Utc, D7);
  line("from django.utils.timezone import make_aware", D7);
  line("from datetime import timezone", D7);
  line("utc = timezone.utc", D7);
  line("from django.core.management import call_command", Sequences);
  line("from django.contrib.contenttypes.models import ContentType", Begin, D3);
  line("from lino.utils.dpy import create_mti_child");
  line("from lino.utils.dpy import DpyLoader");
  line("from lino.core.dbutils import resolve_model", Begin, 20150128);
  line("from lino.core.utils import resolve_model", 20150128);

  part = Part::Dt;
  line("if settings.USE_TZ:", D4);
  line("    def dt(*args):", D4);
  line("        return make_aware(datetime(*args))", D4, Utc);
  line("        return make_aware(datetime(*args), timezone=utc)", Utc);
  line("else:", D4);
  line("    def dt(*args):", D4);
  line("        return datetime(*args)", D4);

  part = Part::NewContentTypeId;
  line("def new_content_type_id(m):");
  line("    if m is None: return m");
  line("    ct = ContentType.objects.get_for_model(m)", Begin, D3);
  line("    ct = settings.SITE.modules.contenttypes.ContentType.objects.get_for_model(m)", D3, D4);
  line("    ct = settings.SITE.models.contenttypes.ContentType.objects.get_for_model(m)", D4);
  line("    if ct is None: return None");
  line("    return ct.pk");

  part = Part::Pmem;
  line("def pmem():", D6);
  line(
      "    # Thanks to "
      "https://stackoverflow.com/questions/938733/total-memory-used-by-python-process",
      D6);
  line("    process = psutil.Process(os.getpid())", D6);
  line("    print(process.memory_info().rss)", D6);

  part = Part::Execfile;
  line("def execfile(fn, *args):", D6);
  line("    logger.info(\"Execute file %s ...\", fn)", D6);
  line("    six.exec_(compile(open(fn, \"rb\").read(), fn, 'exec'), *args)", D6);
  line("    # pmem()  # requires pip install psutil", D6);

  part = Part::Bv2kw;
  line("def bv2kw(fieldname, values):");
  line("    \"\"\"");
  line("    Needed if `Site.languages` changed between dumpdata and loaddata");
  line("    \"\"\"");
  line("    return settings.SITE.babelkw(fieldname, …)");

  part = Part::Main;
  line("def main():", Begin, D4);
  line("def main(args):", D4);
  line("    loader = DpyLoader(globals())", Begin, Quick);
  line("    loader = DpyLoader(globals(), quick=args.quick)", Quick);
  line("    from django.core.management import call_command");
  line("    # call_command('initdb', interactive=False)", Begin, D4);
  line("    call_command('initdb')", Begin, D4);
  line("    call_command('initdb', interactive=args.interactive)", D4);
  line("    os.chdir(os.path.dirname(__file__))");
  line("    loader.initialize()");
  line("    args = (globals(), locals())", D6);
  line("    execfile(…)", Begin, D6);
  line("    execfile(…, *args)", D6);
  line("    loader.finalize()");
  line("    logger.info(\"Loaded %d objects\", loader.count_objects)", Loaded);
  line("    call_command('resetsequences')", Sequences);

  part = Part::Run;
  line("if __name__ == '__main__':");
  line("    main()", Begin, D4);
  line("    import argparse", D4);
  line("    parser = argparse.ArgumentParser(description='Restore the data.')", D4);
  line("    parser.add_argument('--noinput', dest='interactive',", D4);
  line("        action='store_false', default=True,", D4);
  line("        help=\"Don't ask for confirmation before flushing the database.\")", D4);
  line("    parser.add_argument('--quick', dest='quick',", Quick);
  line("        action='store_true',default=False,", Quick);
  line("        help='Do not call full_clean() on restored instances.')", Quick);
  line("    args = parser.parse_args()", D4);
  line("    main(args)", D4);
  return result;
}

std::string day(int date) {
  return fmt::format("{}-{:02}-{:02}", date / 10000, date / 100 % 100, date % 100);
}

// "module name" of each `from module import name, …` of the template.
std::set<std::string, std::less<>> make_imports() {
  constexpr std::string_view From = "from ";
  constexpr std::string_view Import = " import ";
  std::set<std::string, std::less<>> result;
  for (const Line& line : lines()) {
    if (!line.text.starts_with(From)) continue;
    const std::size_t at = line.text.find(Import);
    const std::string_view module = line.text.substr(From.size(), at - From.size());
    std::string_view names = line.text.substr(at + Import.size());
    while (!names.empty()) {
      const std::size_t end = std::min(names.find(", "), names.size());
      const std::string_view name = names.substr(0, end);
      result.insert(fmt::format("{} {}", module, name.substr(0, name.find(' '))));
      names.remove_prefix(std::min(end + 2, names.size()));
    }
  }
  return result;
}

}  // namespace

std::string_view name_of(Part part) {
  constexpr std::array<std::string_view, PartCount> Names = {
      "the imports", "dt()",   "new_content_type_id()",  "pmem()", "execfile()",
      "bv2kw()",     "main()", "the block behind main()"};
  return Names[static_cast<std::size_t>(part)];
}

std::size_t period_count() { return Changes.size(); }
Periods all_periods() { return (Periods{1} << Changes.size()) - 1; }
bool holds(Periods periods, std::size_t period) { return (periods >> period & 1U) != 0; }

Periods periods_between(int since, int until) {
  Periods result = 0;
  for (std::size_t i = 0; i < Changes.size(); ++i)
    if (Changes[i] >= since && Changes[i] < until) result |= Periods{1} << i;
  return result;
}

std::string days_of(Periods periods) {
  if (periods == 0) return "never";
  const auto first = static_cast<std::size_t>(std::countr_zero(periods));
  const auto behind = static_cast<std::size_t>(std::bit_width(periods));
  if (behind == Changes.size()) return fmt::format("since {}", day(Changes[first]));
  if (first == 0) return fmt::format("until {}", day(Changes[behind]));
  return fmt::format("from {} to {}", day(Changes[first]), day(Changes[behind]));
}

const std::vector<Line>& lines() {
  static const std::vector<Line> all = make_lines();
  return all;
}

std::vector<std::string_view> lines_of(Part part, std::size_t period) {
  std::vector<std::string_view> result;
  for (const Line& line : lines())
    if (line.part == part && !line.alternative && holds(line.periods, period))
      result.push_back(line.text);
  return result;
}

bool installs_migrations(std::string_view statement) {
  return statement == "settings.SITE.install_migrations(globals())" ||
         statement == "settings.LINO.install_migrations(globals())" ||
         statement == "install(globals())";
}

bool is_generated_import(std::string_view module, std::string_view name) {
  // Of D0, D1 and the single-file generations it is known what they import, but not every name.
  constexpr std::array<std::string_view, 9> OldModules = {
      "north.dpy",  "north.dbutils",  "north.utils", "lino.utils.dpy",    "lino.utils",
      "lino.tools", "lino.utils.mti", "lino.dd",     "djangosite.dbutils"};
  static const auto imports = make_imports();
  return imports.contains(fmt::format("{} {}", module, name)) ||
         std::ranges::find(OldModules, module) != OldModules.end();
}

}  // namespace undumpy::dump_template
