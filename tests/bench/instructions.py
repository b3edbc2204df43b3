"""How many instructions the program executes for fixed small inputs, beside a budget.

    /usr/bin/python3 instructions.py BUILD [--rewrite]

valgrind counts, so that nothing else on the machine matters: a change in the counts is a change in
the program. The budget (instructions.json) holds for the compiler that it names; more than five
percent above it is an error (status 1). Where something is missing, or the compiler is another one,
nothing is compared (status 77). UNDUMPY_REWRITE=1 writes the budget anew, as --rewrite does.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

BUDGET = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'instructions.json')
TOLERANCE = 0.05
ROWS = '20000'

SCRIPT = '''
class Account(object):
    def __init__(self, name, **kw):
        self.name = name
        self.entries = []
        self.__dict__.update(kw)
    def book(self, amount, text=None):
        if text is not None and len(text) > 3:
            self.entries.append((amount, text.strip().upper()))
    def total(self):
        return sum([amount for amount, text in self.entries])

accounts = {}
for i in range(3000):
    key = 'a%d' % (i % 40)
    if key not in accounts:
        accounts[key] = Account(key, number=i, city='Tallinn')
    accounts[key].book(i * 7 % 1000, ' invoice {0}/{1} '.format(i, 2026))
print(sorted((a.total(), a.name, a.city) for a in accounts.values())[:3])
'''


def instructions(command, out):
    process = subprocess.run(
        ['valgrind', '--tool=callgrind', '--callgrind-out-file=' + out, *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r'Collected : (\d+)', process.stderr)
    if process.returncode != 0 or not found:
        sys.exit('%s failed:\n%s' % (' '.join(command), process.stderr[-2000:]))
    return int(found.group(1))


def measure(build):
    undumpy = os.path.join(build, 'undumpy')
    with tempfile.TemporaryDirectory() as work:
        def path(name):
            return os.path.join(work, name)
        snapshot = path('data')
        subprocess.run([os.path.join(build, 'tests', 'make_snapshot'), snapshot, ROWS], check=True)
        with open(path('script.py'), 'w') as file:
            file.write(SCRIPT)
        out = path('callgrind.out')
        counts = {}
        counts['list: scanner and plan'] = instructions([undumpy, 'list', snapshot, '-q'], out)
        counts['check'] = instructions([undumpy, 'check', snapshot, '-q'], out)
        counts['restore'] = instructions(
            [undumpy, 'restore', snapshot, '--into', path('t.db'), '--schema', path('data.sql'),
             '-q'], out)
        counts['run: interpreter'] = instructions(
            [undumpy, 'run', path('script.py'), '--database', path('t.db')], out)
        counts['--version: start-up'] = instructions([undumpy, '--version'], out)
    return counts


def compiler_of(build):
    with open(os.path.join(build, 'CMakeCache.txt')) as file:
        cache = dict(re.findall(r'^(\w+):\w+=(.*)$', file.read(), re.M))
    # GCC answers the last question only.
    facts = [subprocess.run([cache['CMAKE_CXX_COMPILER'], question], stdout=subprocess.PIPE,
                            text=True, check=True).stdout.strip()
             for question in ('-dumpfullversion', '-dumpmachine')]
    return ' '.join(facts + [cache['CMAKE_CXX_FLAGS_RELEASE']])


def main(build, rewrite):
    if shutil.which('valgrind') is None:
        print('valgrind is not here: nothing is compared')
        return 77
    compiler = compiler_of(build)
    with open(BUDGET) as file:
        budget = json.load(file)
    if compiler != budget['compiler'] and not rewrite:
        print('the budget is for %s, not for %s: nothing is compared' % (budget['compiler'], compiler))
        return 77
    counts = measure(build)
    if rewrite:
        with open(BUDGET, 'w') as file:
            json.dump({'compiler': compiler, 'instructions': counts}, file, indent=1)
            file.write('\n')
        return 0
    status = 0
    for name, allowed in budget['instructions'].items():
        ratio = counts[name] / allowed
        word = ''
        if ratio > 1 + TOLERANCE:
            word, status = 'too many: make it cheaper, or say in the commit why it costs more', 1
        elif ratio < 1 - TOLERANCE:
            word = 'fewer: UNDUMPY_REWRITE=1 keeps the gain'
        print('%-24s %12d of %12d  %5.1f %%  %s' % (name, counts[name], allowed, 100 * ratio, word))
    return status


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], '--rewrite' in sys.argv or os.environ.get('UNDUMPY_REWRITE') == '1'))
