// Standard modules: what they refuse, what they ask of the host, and that they keep the limits.
#include <gtest/gtest.h>

#include "engine/python/interpreter.h"
#include "tests/python/run_python.h"

namespace undumpy::test {
namespace {

class ArgumentHost : public python::TextHost {
 public:
  std::vector<std::string> arguments() override { return {"repair.py", "--dry", "x y"}; }
  bool file_exists(const std::string& path) override { return path == "/data/be.py"; }
  bool is_file(const std::string& path) override { return path == "/data/be.py"; }
};

TEST(Modules, OsSaysWhyItHasNoMore) {
  const std::string why = ": scripts have no access to the environment, files or processes";
  EXPECT_EQ(run_python("import os\nos.environ['HOME']\n").error,
            "AttributeError: module 'os' has no attribute 'environ'" + why);
  EXPECT_EQ(run_python("import os\nos.path.getsize('x')\n").error,
            "AttributeError: module 'os.path' has no attribute 'getsize'" + why);
  EXPECT_EQ(run_python("from os import getcwd\n").error,
            "ImportError: cannot import name 'getcwd' from 'os'" + why);
  EXPECT_EQ(
      run_python("import os\nprint(hasattr(os, 'remove'), getattr(os, 'name', 'none'))\n").output,
      "False none\n");
}

TEST(Modules, SysHasNoInsides) {
  for (const char* name : {"modules", "_getframe", "path", "stdin", "settrace"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(run_python(std::string("import sys\nsys.") + name + "\n").error,
              std::string("AttributeError: module 'sys' has no attribute '") + name + "'");
  }
  EXPECT_EQ(run_python("import sys\nsys.argv = []\n").error.substr(0, 14), "AttributeError");
}

TEST(Modules, SysIsToldByTheHost) {
  ArgumentHost host;
  python::Interpreter interpreter({}, host);
  const auto result = interpreter.run("repair.py",
                                      "import sys, os.path\n"
                                      "print(sys.argv, sys.getrecursionlimit())\n"
                                      "print('out', file=sys.stdout)\n"
                                      "print('problem', file=sys.stderr)\n"
                                      "sys.stderr.write('more\\n')\n"
                                      "print(os.path.exists('/data/be.py'), "
                                      "os.path.isfile('/data'))\n"
                                      "sys.exit(4)\n");
  EXPECT_EQ(host.output, "['repair.py', '--dry', 'x y'] 1000\nout\nTrue False\n");
  EXPECT_EQ(host.messages, "problem\nmore\n");
  EXPECT_EQ(result.exit_code, 4);
}

TEST(Modules, StreamsTakeTextOnly) {
  EXPECT_EQ(run_python("import sys\nsys.stdout.write(5)\n").error,
            "TypeError: write() argument must be str, not int");
}

// six is not a part of Python: nobody to compare with.
TEST(Modules, SixIsThatOfPython3) {
  const RunResult result = run_python(R"(
import six
print(six.PY2, six.PY3, six.text_type, six.binary_type, six.string_types, six.integer_types)
d = {'a': 1, 'b': 2}
print(list(six.iteritems(d)), list(six.iterkeys(d)), list(six.itervalues(d)), next(six.iteritems(d)))
print(six.viewkeys(d), six.u('x'), six.b('\xe9'), six.unichr(233), six.next(iter([7])))
print(six.ensure_text(b'a'), six.ensure_str('b'), six.ensure_binary('c'), isinstance('', six.string_types))
six.print_('p', 'q', sep='-')
@six.python_2_unicode_compatible
class A(object):
    def __str__(self):
        return 'text of A'
print(A(), str(A()), isinstance(5, six.integer_types), isinstance(A, six.class_types))
)");
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(result.output,
            "False True <class 'str'> <class 'bytes'> (<class 'str'>,) (<class 'int'>,)\n"
            "[('a', 1), ('b', 2)] ['a', 'b'] [1, 2] ('a', 1)\n"
            "dict_keys(['a', 'b']) x b'\\xe9' \xC3\xA9 7\n"
            "a b b'c' True\n"
            "p-q\n"
            "text of A text of A True True\n");
}

struct Endless {
  const char* name;
  const char* source;
};

// Small limits: what runs into them does so at once.
std::string error_within_limits(const char* source) {
  python::Limits limits;
  limits.steps = 1'000'000;
  limits.memory = 16 << 20;
  limits.output = 1 << 20;
  python::TextHost host;
  python::Interpreter interpreter(limits, host);
  return interpreter.run("program.py", source).error;
}

class ModuleLimits : public testing::TestWithParam<Endless> {};

// Each would eat the machine, or never end.
TEST_P(ModuleLimits, StopTheProgram) {
  EXPECT_EQ(error_within_limits(GetParam().source).substr(0, 14), "LimitExceeded:");
}

constexpr Endless Programs[] = {
    {"count", "from itertools import count\nlist(count())\n"},
    {"skipping", "from itertools import *\nlist(islice(count(), 10 ** 17, None))\n"},
    {"filtering", "from itertools import *\nnext(filterfalse(lambda x: True, count()))\n"},
    {"dropping", "from itertools import *\nnext(dropwhile(lambda x: True, count()))\n"},
    {"compressing", "from itertools import *\nnext(compress(count(), repeat(0)))\n"},
    {"empty_chain", "from itertools import *\nnext(chain.from_iterable(repeat('')))\n"},
    {"repeat", "from itertools import repeat\nlist(repeat(1, 10 ** 12))\n"},
    {"cycle", "from itertools import *\nfor x in cycle(count()): pass\n"},
    {"tee", "from itertools import *\na, b = tee(count())\nfor x in a: pass\n"},
    {"tees", "from itertools import *\ntee('a', 10 ** 12)\n"},
    {"one_group", "from itertools import *\nlist(groupby(repeat(1)))\n"},
    {"product", "from itertools import *\nlist(product('ab', repeat=10 ** 12))\n"},
    {"wide_product", "from itertools import *\nfor x in product(range(9), repeat=9): pass\n"},
    {"pool", "from itertools import *\npermutations(count())\n"},
    {"combinations",
     "from itertools import *\nnext(combinations_with_replacement('a', 10 ** 12))\n"},
    {"accumulate", "from itertools import *\nlist(accumulate(repeat('a' * 1000)))\n"},
    {"deque", "from itertools import count\nfrom collections import deque\ndeque(count())\n"},
    {"deque_product", "from collections import deque\ndeque([0]) * 10 ** 12\n"},
    {"window", "from itertools import count\nfrom collections import deque\ndeque(count(), 5)\n"},
    {"elements", "from collections import Counter\nlist(Counter(a=10 ** 12).elements())\n"},
    {"counter", "from itertools import count\nfrom collections import Counter\nCounter(count())\n"},
    {"defaults",
     "from itertools import count\nfrom collections import defaultdict\n"
     "d = defaultdict(list)\nfor i in count(): d[i]\n"},
    {"ordered",
     "from itertools import count\nfrom collections import OrderedDict\n"
     "OrderedDict((i, i) for i in count())\n"},
    {"cache",
     "from itertools import count\nfrom functools import cache\n"
     "f = cache(lambda x: x)\nfor i in count(): f(i)\n"},
    {"reduce",
     "from itertools import *\nfrom functools import reduce\nreduce(lambda a, b: a, count())\n"},
    {"factorial", "import math\nmath.factorial(10 ** 7)\n"},
    {"binomial", "import math\nmath.comb(10 ** 9, 5 * 10 ** 8)\n"},
    {"permutations", "import math\nmath.perm(10 ** 30, 10 ** 9)\n"},
    {"product_of_numbers", "import math\nfrom itertools import repeat\nmath.prod(repeat(3))\n"},
    {"float_sum", "import math\nfrom itertools import repeat\nmath.fsum(repeat(0.5))\n"},
    {"template",
     "from string import Template as T\nT('$a' * 10 ** 6).substitute(a='x' * 10 ** 6)\n"},
    {"copies",
     "import copy\nl = [0] * 1000\nkept = []\nwhile True: kept.append(copy.deepcopy(l))\n"},
    {"deep_memo", "import copy\ncopy.deepcopy([[] for _ in range(10 ** 6)])\n"},
    {"nested_islices",
     "from itertools import *\nit = count()\n"
     "for _ in range(10000): it = islice(it, 1, None)\nnext(it)\n"},
    {"nested_chains",
     "from itertools import *\nit = repeat(1)\nfor _ in range(10000): it = chain(it)\n"
     "list(islice(it, 1000))\n"},
    {"output", "import sys\nwhile True: sys.stdout.write('x' * 10 ** 6)\n"},
    {"log", "import sys\nwhile True: sys.stderr.write('x' * 10 ** 6)\n"},
};

INSTANTIATE_TEST_SUITE_P(Modules, ModuleLimits, testing::ValuesIn(Programs),
                         [](const auto& program) { return std::string(program.param.name); });

class ModuleDepth : public testing::TestWithParam<Endless> {};

// Deeper than any stack, and still only a RecursionError.
TEST_P(ModuleDepth, IsBounded) {
  EXPECT_EQ(error_within_limits(GetParam().source).substr(0, 15), "RecursionError:");
}

constexpr Endless DeepPrograms[] = {
    {"deepcopy", "import copy\nl = []\nfor _ in range(10000): l = [l]\ncopy.deepcopy(l)\n"},
    {"cached", "from functools import cache\n@cache\ndef f(n): return f(n + 1)\nf(0)\n"},
    {"getter",
     "from operator import attrgetter\nclass A:\n  def __getattr__(self, n):\n"
     "    return attrgetter('x')(self)\nA().x\n"},
    {"defaults",
     "from collections import defaultdict\nd = defaultdict(lambda: d[object()])\nd['x']\n"},
};

INSTANTIATE_TEST_SUITE_P(Modules, ModuleDepth, testing::ValuesIn(DeepPrograms),
                         [](const auto& program) { return std::string(program.param.name); });

// Circles of iterators, functions and containers end with their interpreter: leak checkers look.
TEST(Modules, CirclesGoWithTheInterpreter) {
  const RunResult result = run_python(R"(
from itertools import *
from collections import *
from functools import *
from operator import methodcaller
l = []
l += [chain(l, l), islice(l, 9), cycle(l), groupby(l), tee(l), repeat(l), count(), product(l), zip_longest(l), accumulate(l, initial=l)]
l += [partial(len, l), methodcaller('m', l), cmp_to_key(lambda a, b: l), lru_cache(lambda: l), deque(l), Counter(), OrderedDict(l=l)]
next(l[2]); next(l[3]); next(l[4][0]); l[13]()
d = defaultdict(lambda: d); d['x']
P = namedtuple('P', 'x', defaults=[l]); l.append(P())
print(len(l))
)");
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(result.output, "18\n");
}

}  // namespace
}  // namespace undumpy::test
