"""Whole runs of undumpy beside what people use today, on the same rows: `./dev bench` calls this.

    /usr/bin/python3 tests/bench/whole_runs.py BUILD [--rows N] [--runs N] [--json FILE] [--quick]

Everything is run in turn, several times; a line is the median of wall seconds, of the processor's
seconds and of peak memory. Absolute times drift on shared machines: read the ratios, which hold
within one run; memory below what this script takes itself is shown as that. The data are made by
BUILD/tests/make_snapshot, the same every time.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TABLES = ['products_product', 'contacts_partner', 'contacts_person', 'cal_event',
          'ledger_movement', 'notes_note']

# CPython at its fastest: the modules are compiled and executed with constructors that keep their
# arguments, and the rows go into SQLite in one transaction.
PYTHON = r'''
import datetime, decimal, os, re, sqlite3, sys
folder, target = sys.argv[1], sys.argv[2]
rows = []
names = {'date': datetime.date, 'time': datetime.time, 'dt': datetime.datetime}
class Logger:
    def info(self, *args): pass
class Loader:
    def save(self, row): pass
    def flush_deferred_objects(self): pass
names['logger'], names['loader'] = Logger(), Loader()
database = None
if target != '-':
    database = sqlite3.connect(target)
    database.execute('PRAGMA journal_mode=OFF')
    database.execute('PRAGMA synchronous=OFF')
text = open(os.path.join(folder, 'restore.py')).read()
def plain(value):
    if isinstance(value, list): return value[0]
    if isinstance(value, (datetime.date, datetime.time)): return str(value)
    return value
for table, parameters in re.findall(r'def create_(\w+)\((.*)\):', text):
    columns = parameters.split(', ')
    if database is None:
        names['create_' + table] = lambda *args: None
        continue
    database.execute('CREATE TABLE %s (%s)' % (table, ', '.join('"%s"' % c for c in columns)))
    insert = 'INSERT INTO %s VALUES (%s)' % (table, ','.join('?' * len(columns)))
    def create(*args, insert=insert, execute=database.execute):
        execute(insert, [plain(value) for value in args])
    names['create_' + table] = create
for module in re.findall(r'execfile\("(.*)", \*args\)', text):
    exec(compile(open(os.path.join(folder, module), 'rb').read(), module, 'exec'), names)
if database is not None:
    database.commit()
'''


class Run:
    """`own_clock`: the command prints the seconds that count; the rest is its preparation."""

    def __init__(self, name, command, rows, prepare=None, cores=None, own_clock=False):
        self.name, self.command, self.rows = name, command, rows
        self.prepare, self.cores, self.own_clock = prepare, cores, own_clock
        self.wall, self.cpu, self.memory = [], [], []

    def once(self, out):
        if self.prepare:
            self.prepare()
        begin = time.perf_counter()
        process = subprocess.Popen(
            self.command if isinstance(self.command, list) else ['/bin/sh', '-c', self.command],
            stdout=subprocess.PIPE if self.own_clock else out, stderr=out)
        if self.cores:
            os.sched_setaffinity(process.pid, self.cores)
        printed = process.stdout.read() if self.own_clock else ''
        _, status, usage = os.wait4(process.pid, 0)
        self.wall.append(float(printed or time.perf_counter() - begin))
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit('%s failed with status %d: %s' % (self.name, process.returncode, self.command))
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.memory.append(usage.ru_maxrss / 1024)

    def median(self, what='wall'):
        return statistics.median(getattr(self, what))


def remover(*files):
    def remove():
        for file in files:
            for each in (file, file + '-journal'):
                if os.path.exists(each):
                    os.remove(each)
    return remove


def without_constraints(schema):
    """The columns alone: no index, no reference, no AUTOINCREMENT."""
    import re
    schema = re.sub(r'CREATE INDEX[^;]*;', '', schema)
    schema = re.sub(r'REFERENCES \w+ \(\w+\) DEFERRABLE INITIALLY DEFERRED', '', schema)
    return schema.replace(' UNIQUE', '').replace(' AUTOINCREMENT', '')


def size_of(folder):
    return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))


def rewrap(folder, target, every):
    """The snapshot with a line end behind the first value of one row in so many, as people's editors
    make them."""
    os.makedirs(target)
    shutil.copy(os.path.join(folder, 'restore.py'), target)
    for name in os.listdir(folder):
        if name == 'restore.py':
            continue
        # Line by line: what this script takes at most is what it sees of small programs.
        with open(os.path.join(folder, name)) as file, \
                open(os.path.join(target, name), 'w') as out:
            for i, line in enumerate(file):
                if i % every == 0 and line.startswith('loader.save('):
                    line = line.replace(',', ',\n    ', 1)
                out.write(line)
    return target


class Bench:
    def __init__(self, build, work, rows, runs):
        self.undumpy = os.path.join(build, 'undumpy')
        self.tests = os.path.join(build, 'tests')
        self.work, self.rows, self.runs = work, rows, runs
        self.lines = []

    def path(self, name):
        return os.path.join(self.work, name)

    def program(self, name):
        return os.path.join(self.tests, name)

    def snapshot(self, name, rows, *more):
        subprocess.run([self.program('make_snapshot'), self.path(name), str(rows), *more], check=True)
        return self.path(name)

    def add(self, name, command, prepare=None, rows=None, cores=None, own_clock=False):
        self.lines.append(Run(name, command, rows or self.rows, prepare, cores, own_clock))
        return self.lines[-1]

    def run(self):
        with open(os.devnull, 'w') as out:
            for i in range(self.runs):
                for line in self.lines:
                    # What takes a minute is not run again and again.
                    if i == 0 or line.median() * self.runs < 90:
                        line.once(out)

    def restore(self, snapshot, target, *options):
        return [self.undumpy, 'restore', snapshot, '--into', target, '-q', *options]


def measure(bench, quick):
    rows = bench.rows
    data = bench.snapshot('data', rows)
    small = min(rows, 50_000 if quick else 100_000)
    few = bench.snapshot('few', small)
    schema, plain = bench.path('data.sql'), bench.path('plain.sql')
    with open(schema) as file, open(plain, 'w') as out:
        out.write(without_constraints(file.read()))
    target = bench.path('target.db')
    fresh = remover(target)
    # The same rows for the others.
    full = bench.path('full.db')
    subprocess.run(bench.restore(data, full, '--schema', schema), check=True,
                   stdout=subprocess.DEVNULL)
    for table in TABLES:
        with open(bench.path(table + '.csv'), 'w') as out:
            subprocess.run(['sqlite3', '-csv', full, 'SELECT * FROM ' + table], check=True, stdout=out)
    with open(bench.path('inserts.sql'), 'w') as out:
        out.write('BEGIN;\n')
        for table in TABLES:
            out.flush()
            subprocess.run(['sqlite3', full, '.mode insert ' + table, 'SELECT * FROM ' + table],
                           check=True, stdout=out)
        out.write('COMMIT;\n')
    for name, of in (('import-plain.txt', plain), ('import-django.txt', schema)):
        with open(bench.path(name), 'w') as out:
            out.write('.read %s\n.mode csv\n' % of)
            for table in TABLES:
                out.write('.import %s %s\n' % (bench.path(table + '.csv'), table))
    with open(bench.path('read.txt'), 'w') as out:
        out.write('.read %s\n.read %s\n' % (plain, bench.path('inserts.sql')))
    program = bench.path('execute.py')
    with open(program, 'w') as out:
        out.write(PYTHON)

    def empty():
        fresh()
        subprocess.run(['sqlite3', target, '.read ' + schema], check=True)

    def half():
        shutil.copyfile(full, target)
        subprocess.run(['sqlite3', target, 'DELETE FROM notes_note WHERE id % 2'], check=True)

    one = {0}
    modules = '%s/*.py' % data
    r = {}
    r['cat'] = bench.add('cat', 'cat %s > /dev/null' % modules)
    r['wc'] = bench.add('wc -l', 'wc -l %s' % modules)
    r['read'] = bench.add('undumpy list (reading alone)', [bench.undumpy, 'list', data, '-q'])
    r['read1'] = bench.add('  on one core', [bench.undumpy, 'list', data, '-q'], cores=one)
    r['check'] = bench.add('undumpy check', [bench.undumpy, 'check', data, '-q'])
    r['check1'] = bench.add('  on one core', [bench.undumpy, 'check', data, '-q'], cores=one)
    archive = shutil.make_archive(bench.path('data'), 'zip', data)
    r['zip'] = bench.add('undumpy list, in a zip', [bench.undumpy, 'list', archive, '-q'])
    r['zip1'] = bench.add('  on one core', [bench.undumpy, 'list', archive, '-q'], cores=one)
    wrapped = rewrap(data, bench.path('wrapped'), 100)
    r['wrapped'] = bench.add('  one core, 1 row in 100 re-wrapped',
                             [bench.undumpy, 'list', wrapped, '-q'], cores=one)
    tiny = bench.snapshot('tiny', min(rows, 10_000))
    all_wrapped = rewrap(tiny, bench.path('all-wrapped'), 1)
    r['all_wrapped'] = bench.add('  one core, all rows re-wrapped',
                                 [bench.undumpy, 'list', all_wrapped, '-q'], cores=one,
                                 rows=min(rows, 10_000))
    r['all_wrapped'].bytes = size_of(all_wrapped)
    r['show'] = bench.add('undumpy show, one key',
                          [bench.undumpy, 'show', data, 'cal_event', '--pk', '77'])
    r['plain'] = bench.add('undumpy restore --schema, columns alone',
                           bench.restore(data, target, '--schema', plain), fresh)
    r['django'] = bench.add("undumpy restore --schema, Django's",
                            bench.restore(data, target, '--schema', schema), fresh)
    r['inferred'] = bench.add('undumpy restore, schema inferred', bench.restore(data, target), fresh)
    r['empty'] = bench.add('undumpy restore, empty database', bench.restore(data, target), empty)
    r['missing'] = bench.add('undumpy restore --missing, full database',
                             bench.restore(data, target, '--missing', '--apply'), half)
    r['import'] = bench.add('sqlite3 .import, columns alone',
                            'sqlite3 %s < %s' % (target, bench.path('import-plain.txt')), fresh)
    r['import_django'] = bench.add("sqlite3 .import, Django's schema",
                                   'sqlite3 %s < %s' % (target, bench.path('import-django.txt')), fresh)
    r['loop'] = bench.add('C++ loop of prepared inserts, in memory',
                          [bench.program('prepared_inserts'), full, plain, target, *TABLES], fresh,
                          own_clock=True)
    r['inserts'] = bench.add('sqlite3 .read of INSERTs',
                             'sqlite3 %s < %s' % (target, bench.path('read.txt')), fresh)
    python = '/usr/bin/python3'
    if os.path.exists(python):
        r['python'] = bench.add('CPython, nothing stored', [python, program, few, '-'], rows=small)
        r['python_sql'] = bench.add('CPython, into SQLite', [python, program, few, target], fresh,
                                    rows=small)
    sizes = [10_000, 100_000] + ([] if quick else [3_000_000])
    for size in sizes:
        folder = bench.snapshot('rows-%d' % size, size)
        r['check-%d' % size] = bench.add('undumpy check', [bench.undumpy, 'check', folder, '-q'],
                                         rows=size)
        r['restore-%d' % size] = bench.add(
            'undumpy restore --schema, columns alone',
            bench.restore(folder, target, '--schema', plain), fresh, rows=size)
    site = bench.snapshot('site', 10_000, 'site')
    r['site'] = bench.add('undumpy restore, a site of 140 tables',
                          bench.restore(site, target, '--schema', bench.path('site.sql')), fresh,
                          rows=10_000)
    r['site6'] = bench.add('undumpy restore, the same with 6 tables',
                           bench.restore(bench.path('rows-10000'), target, '--schema', schema), fresh,
                           rows=10_000)
    r['version'] = bench.add('undumpy --version', [bench.undumpy, '--version'], rows=1)
    bench.run()
    return r


def per_row(run):
    return run.median() / run.rows


def goals(r, size):
    """What the project wants to reach: text, measured, wanted, whether more is better."""
    found = [
        ('restore: as fast as sqlite3 .import, times',
         r['import'].median() / r['plain'].median(), 3.3, True),
        ("restore, Django's schema: as fast as .import, times",
         r['import_django'].median() / r['django'].median(), 2.5, True),
        ('restore: the time of reading alone, times', r['plain'].median() / r['read1'].median(), 2.6,
         False),
        ('reading on one core, MB/s', size / r['read1'].median() / 1e6, 600, True),
        ('reading, 1 row in 100 re-wrapped: the time of reading, times',
         r['wrapped'].median() / r['read1'].median(), 2, False),
        ('reading, all rows re-wrapped, MB/s',
         r['all_wrapped'].bytes / r['all_wrapped'].median() / 1e6, 20, True),
        ('check: the time of reading, times', r['check1'].median() / r['read1'].median(), 2, False),
        ('check on two cores: as fast as on one, times', r['check1'].median() / r['check'].median(),
         1.7, True),
        ('restore, peak memory, MB', r['plain'].median('memory'), 48, False),
        ('fixed cost of a table, ms', (r['site'].median() - r['site6'].median()) / 134 * 1e3, 0.2,
         False),
    ]
    if 'python_sql' in r:
        found.insert(1, ("restore: as fast as CPython's best, times",
                         per_row(r['python_sql']) / per_row(r['plain']), 60, True))
    if 'restore-3000000' in r:
        big = r['restore-3000000']
        found.append(('restore of 3 000 000 rows, peak memory, MB', big.median('memory'), 48, False))
        found.append(('check of 3 000 000 rows: cost of a row, to that of 100 000 rows',
                      per_row(r['check-3000000']) / per_row(r['check-100000']), 1.1, False))
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('--rows', type=int, default=1_000_000)
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--json')
    parser.add_argument('--quick', action='store_true', help='no run of 3 000 000 rows')
    parser.add_argument('--work', help='where the data are made and removed (a temporary folder)')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        bench = Bench(os.path.abspath(options.build), work, options.rows, options.runs)
        r = measure(bench, options.quick)
        data = bench.path('data')
        size = size_of(data)
    print('%d rows, %.0f MB in modules of 50 000 rows; medians of %d runs in turn\n'
          % (options.rows, size / 1e6, options.runs))
    print('%-42s %10s %9s %9s %9s %12s' % ('', 'rows', 'seconds', 'CPU', 'MB', 'rows/s'))
    for line in bench.lines:
        more = (('-', '-') if line.own_clock else
                ('%.3f' % line.median('cpu'), '%.1f' % line.median('memory')))
        print('%-42s %10d %9.3f %9s %9s %12.0f'
              % (line.name, line.rows, line.median(), *more, line.rows / line.median()))
    print('\n%-64s %9s %9s' % ('', 'measured', 'goal'))
    results = goals(r, size)
    for text, value, wanted, more in results:
        reached = value >= wanted if more else value <= wanted
        print('%-64s %9.2f %s %6.2f  %s' % (text, value, '>' if more else '<', wanted,
                                           '' if reached else 'missed'))
    if options.json:
        with open(options.json, 'w') as out:
            json.dump({'rows': options.rows, 'bytes': size,
                       'runs': [{'name': line.name.strip(), 'rows': line.rows, 'wall': line.wall,
                                 'cpu': line.cpu, 'memory_mb': line.memory} for line in bench.lines],
                       'goals': [{'text': text, 'measured': value, 'goal': wanted}
                                 for text, value, wanted, _ in results]}, out, indent=1)


if __name__ == '__main__':
    main()
