"""Random programs, run by CPython and by undumpy's interpreter: they must print the same and end in
the same way.

    python3 -I fuzz.py RUNNER [SECONDS [SEED]]

RUNNER is build/tests/fuzz_programs. Prints the seed and the shrunk program of a difference, and ends
with status 1; status 77 means that this Python is not the version that we agree with.
"""
import gc
import io
import json
import random
import re
import signal
import subprocess
import sys
import time
import traceback
import warnings

VERSION = (3, 11)
BATCH = 200
SUGGESTION = re.compile(r"\. Did you (mean|forget) .*\?$")

INTS = ['0', '1', '2', '3', '-1', '-2', '7', '10', '255', '-256', '2**31', '2**61', '2**62', '-2**62',
        '2**63 - 1', '-2**63', '2**64', '10**20', '-10**30', '12345678901234567890', 'True', 'False']
FLOATS = ['0.0', '-0.0', '1.0', '0.5', '-1.5', '2.5', '0.1', '1e16', '1e22', '1e-5', '1.5e300', '3.14159',
          '100.0', '-7.25', '1e100', "float('inf')", "float('nan')", '123456789.125']
TEXTS = ["''", "'a'", "'abc'", "'Hello World'", "'  x  '", "'é'", "'naïve €'", "'𝄞x'", "'a,b,,c'", "'12'",
         "'-3.5'", "'line\\nnext\\r\\nlast'", "'tab\\tend'", "'ß'", "'ǅ'", "\"it's\"", "'a{}b'", "'%s'",
         "'Aé1 _'", "'x' * 5", "'\\x00\\x7f'", "'\\u3000'", "'aaa'"]
BYTES = ["b''", "b'abc'", "b'\\x00\\xff'", "b'a,b'"]
LISTS = ['[]', '[1]', '[1, 2, 3]', "['a', 'b']", '[3, 1, 2]', '[[1], [2]]', '[None, 1]', '[1.5, 2]',
         'list(range(5))', "['b', 'a', 'c']", '[True, 0, 2]']
TUPLES = ['()', '(1,)', '(1, 2)', "('a', 1)", '(1, (2, 3))', '(3, 1, 2)']
DICTS = ['{}', "{'a': 1}", "{'a': 1, 'b': 2}", '{1: 2, 3: 4}', "{(1, 2): 'x'}", "{0: 0, 'k': [1]}"]
SETS = ['set()', '{1}', '{1, 2, 3}', "{'a'}", 'frozenset([1, 2])', '{2, 3, 4}']
RANGES = ['range(3)', 'range(0)', 'range(1, 10, 3)', 'range(5, -5, -2)', 'range(2**65, 2**65 + 3)']
OTHERS = ['None', '...', 'NotImplemented', 'int', 'str', 'slice(1, 3)', "ValueError('x')"]

BINARY = ['+', '-', '*', '/', '//', '%', '&', '|', '^', '<<', '>>', '**']
COMPARE = ['==', '!=', '<', '<=', '>', '>=', 'in', 'not in', 'is', 'is not']

TEXT_METHODS = [
    'upper()', 'lower()', 'title()', 'capitalize()', 'swapcase()', 'strip()', "strip('a ')", 'lstrip()',
    'rstrip()', 'split()', "split(',')", "split('a', 1)", "rsplit(',', 1)", 'rsplit(None, 1)', 'splitlines()',
    'splitlines(True)', "partition('b')", "rpartition(',')", "replace('a', 'xy')", "replace('', '-')",
    "replace('a', '', 1)", "find('b')", "rfind('a')", "index('b')", "count('a')", "count('')",
    "startswith('a')", "startswith(('x', 'a'))", "endswith('c')", 'isalpha()', 'isdigit()', 'isalnum()',
    'isspace()', 'isupper()', 'islower()', 'istitle()', 'isidentifier()', 'isprintable()', 'isnumeric()',
    'isdecimal()', 'isascii()', 'center(9)', "center(8, '*')", 'ljust(6)', "rjust(7, '.')", 'zfill(6)',
    'expandtabs()', 'expandtabs(3)', 'casefold()', 'encode()', "encode('ascii', 'replace')",
    "encode('latin-1')", "join(['x', 'y'])", "format(1, 2)", 'format()', "removeprefix('a')",
    "removesuffix('c')", "translate({97: 'z'})", '__len__()', "__contains__('a')", '__hash__().__class__']
BYTES_METHODS = ['upper()', 'decode()', "decode('latin-1')", 'hex()', "split(b',')", 'strip()', "find(b'a')",
                 "replace(b'a', b'xx')", 'title()', 'isalpha()', "join([b'1', b'2'])", "startswith(b'a')"]
LIST_METHODS = ['copy()', 'index(1)', 'count(1)', 'pop()', 'pop(0)', 'append(4)', 'extend([5])', 'insert(1, 9)',
                'remove(1)', 'reverse()', 'sort()', 'sort(reverse=True)', 'sort(key=str)', 'clear()',
                '__len__()', '__add__([1])']
DICT_METHODS = ["get('a')", "get('x', 5)", 'keys()', 'values()', 'items()', "pop('a')", "pop('x', None)",
                'popitem()', "setdefault('z', [])", "update(q=1)", 'copy()', "fromkeys('ab')", '__len__()']
SET_METHODS = ['copy()', 'union([5])', 'intersection([1, 2])', 'difference([1])', 'symmetric_difference([1, 9])',
               'issubset([1, 2, 3])', 'issuperset([1])', 'isdisjoint([9])', 'add(7)', 'discard(1)', 'remove(2)']
INT_METHODS = ['bit_length()', 'bit_count()', 'as_integer_ratio()', 'conjugate()', '__add__(2)', '__neg__()',
               "to_bytes(9, 'big', signed=True)", 'real', 'numerator', '__mul__(1.5)', '__divmod__(3)']
FLOAT_METHODS = ['is_integer()', 'as_integer_ratio()', 'hex()', '__add__(1)', '__round__()']
FUNCTIONS_1 = ['len', 'repr', 'str', 'bool', 'int', 'float', 'list', 'tuple', 'sorted', 'reversed', 'abs', 'sum',
               'min', 'max', 'any', 'all', 'type', 'iter', 'ascii', 'hex', 'oct', 'bin', 'chr', 'ord',
               'callable', 'enumerate', 'dict', 'round', 'bytes', 'format', 'next', 'zip']
FUNCTIONS_2 = ['divmod', 'pow', 'isinstance', 'zip', 'min', 'max', 'round', 'getattr', 'format', 'map', 'filter',
               'sum', 'int', 'range', 'slice', 'hasattr', 'enumerate', 'print']
SPECS = ['', 'd', 'x', 'X', 'o', 'b', '#x', '#o', ',', '_', 'e', '.2e', 'f', '.3f', 'g', '.4g', '%', 'n', 's', 'c',
         '5', '<8', '>8', '^9', '*^9', '+', ' ', '-', '08', '+.1f', '10.3f', '=+8', ',.2f', '#b', '.0f', '.10g',
         '<5d', '05', '.3', '.1%', '_x', 'q', '10s', '.2s', '^3', '!', '0=6', 'x<4', '+d', 'E', 'G', '#g', '#.3f']
PERCENTS = ['%s', '%r', '%d', '%i', '%5d', '%-5d|', '%05d', '%+d', '% d', '%x', '%X', '%#x', '%o', '%#o', '%e',
            '%.2e', '%f', '%.3f', '%10.2f', '%-10.2f|', '%g', '%.4g', '%G', '%c', '%a', '%5s', '%-5s|', '%.2s',
            '%%', '%5.1f%%', '%(a)s', '%z', '%']


class Maker:
    """Makes expressions and statements from random choices."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.names = []

    def one(self, items):
        return self.r.choice(items)

    def chance(self, p):
        return self.r.random() < p

    def number(self, depth=0):
        if depth > 0 and self.chance(0.4):
            return '(%s %s %s)' % (self.number(depth - 1), self.one(BINARY[:-1]), self.number(depth - 1))
        return self.one(INTS + FLOATS) if self.chance(0.8) else '-' + self.one(INTS)

    def atom(self):
        if self.names and self.chance(0.4):
            return self.one(self.names)
        return self.one(self.one([INTS, INTS, FLOATS, TEXTS, TEXTS, LISTS, TUPLES, DICTS, SETS, RANGES, BYTES,
                                  OTHERS]))

    def expression(self, depth=3):
        if depth <= 0 or self.chance(0.15):
            return self.atom()
        return self.one(self.KINDS)(self, depth - 1)

    def binary(self, depth):
        op = self.one(BINARY)
        if op == '**':
            return '(%s ** %s)' % (self.one(INTS[:9] + FLOATS), self.one(['0', '1', '2', '3', '-1', '0.5', '-2', '64']))
        if op == '<<':
            return '(%s << %s)' % (self.atom(), self.one(['0', '1', '5', '64', '-1']))
        if op == '*' and self.chance(0.5):
            return '(%s * %s)' % (self.expression(depth), self.one(['0', '1', '2', '3', '-1', '1.5', 'True']))
        return '(%s %s %s)' % (self.expression(depth), op, self.expression(depth))

    def arithmetic(self, depth):
        return self.number(depth + 1)

    def unary(self, depth):
        return '(%s%s)' % (self.one(['-', '+', '~', 'not ']), self.expression(depth))

    def compare(self, depth):
        text = self.expression(depth)
        for _ in range(self.one([1, 1, 1, 2])):
            text += ' %s %s' % (self.one(COMPARE[:8]), self.expression(depth))
        return '(%s)' % text

    def boolean(self, depth):
        return '(%s %s %s)' % (self.expression(depth), self.one(['and', 'or']), self.expression(depth))

    def conditional(self, depth):
        return '(%s if %s else %s)' % (self.expression(depth), self.expression(depth), self.expression(depth))

    def index(self, depth):
        if self.chance(0.7):
            return '%s[%s]' % (self.one(LISTS + TUPLES + TEXTS[1:] + DICTS + RANGES + BYTES),
                               self.one(INTS[:10] + TEXTS[:3] + ['True', 'None', '1.0', '2**64']))
        return '%s[%s]' % (self.postfix(depth), self.expression(depth))

    def slice(self, depth):
        parts = [self.one(['', '', '0', '1', '-1', '2', '-3', '100', '-100', 'None', '2**70']) for _ in range(2)]
        if self.chance(0.5):
            parts.append(self.one(['', '1', '2', '-1', '-2', '3', '0']))
        value = self.one(LISTS + TUPLES + TEXTS + RANGES + BYTES) if self.chance(0.8) else self.postfix(depth)
        return '%s[%s]' % (value, ':'.join(parts))

    def postfix(self, depth):
        text = self.expression(depth)
        return text if re.fullmatch(r"\w+|[\[('{].*", text) and not text[0].isdigit() else '(%s)' % text

    def method(self, depth):
        values, methods = self.one([(TEXTS, TEXT_METHODS), (TEXTS, TEXT_METHODS), (TEXTS, TEXT_METHODS),
                                    (LISTS, LIST_METHODS), (DICTS, DICT_METHODS), (SETS, SET_METHODS),
                                    (INTS, INT_METHODS), (FLOATS, FLOAT_METHODS), (BYTES, BYTES_METHODS)])
        value = '(%s)' % self.one(values) if self.chance(0.9) else self.postfix(depth)
        return '%s.%s' % (value, self.one(methods))

    def call(self, depth):
        if self.chance(0.6):
            return '%s(%s)' % (self.one(FUNCTIONS_1), self.expression(depth))
        return '%s(%s, %s)' % (self.one(FUNCTIONS_2), self.expression(depth), self.expression(depth))

    def display(self, depth):
        items = [('*(%s)' if self.chance(0.1) else '%s') % self.expression(depth) for _ in range(self.one([0, 1, 2, 3]))]
        kind = self.one(['[%s]', '(%s,)', '[%s]'])
        return '()' if not items and kind == '(%s,)' else kind % ', '.join(items)

    def mapping(self, depth):
        items = ['%s: %s' % (self.one(INTS + TEXTS + TUPLES), self.expression(depth))
                 for _ in range(self.one([0, 1, 2, 3]))]
        return '{%s}' % ', '.join(items)

    def comprehension(self, depth):
        name = self.one(['x', 'y'])
        self.names.append(name)
        body = self.expression(depth)
        test = ' if %s' % self.expression(depth) if self.chance(0.4) else ''
        self.names.remove(name)
        source = self.one(LISTS + RANGES[:4] + TUPLES + TEXTS + DICTS) if self.chance(0.8) else self.expression(depth)
        form = self.one(['[%s for %s in %s%s]', '[%s for %s in %s%s]', 'list(%s for %s in %s%s)',
                         'sorted({%s for %s in %s%s}, key=repr)', '{%s: 1 for %s in %s%s}'])
        return form % (body, name, source, test)

    def formatted(self, depth):
        value = self.expression(depth) if self.chance(0.4) else self.one(INTS + FLOATS + TEXTS)
        spec = self.one(SPECS)
        how = self.r.randrange(4)
        if how == 0:
            return 'format(%s, %r)' % (value, spec)
        if how == 1:
            return "'{:%s}'.format(%s)" % (spec, value)
        if how == 2:
            values = value if self.chance(0.6) else '(%s,)' % value
            return '%r %% %s' % (self.one(PERCENTS), values)
        if "'" in value or '\\' in value or '"' in value or '{' in value or '!' in spec:
            return 'format(%s, %r)' % (value, spec)
        return "f'{(%s)%s:%s}'" % (value, self.one(['', '', '!r', '!s']), spec)

    def function(self, depth):
        params = self.one(['a', 'a, b=2', '*a', 'a, *b', '**k', 'a, *, b=1', 'a, /, b=3', 'a, b=1, *c, **d'])
        names = re.findall(r'[a-z]', params)
        saved, self.names = self.names, self.names + names
        body = self.expression(depth)
        self.names = saved
        args = self.one(['1', '1, 2', '', '1, b=2', '*[1, 2]', "**{'b': 5}", 'a=1', '1, 2, 3', "1, x=2", "1, **{'b': 2}"])
        return '(lambda %s: %s)(%s)' % (params, body, args)

    KINDS = [binary, binary, arithmetic, arithmetic, unary, compare, compare, boolean, conditional, index, slice,
             slice, method, method, method, call, call, display, mapping, comprehension, formatted, formatted,
             function]

    # ---- statements ----------------------------------------------------------------------------

    def block(self, depth, indent):
        lines = []
        for _ in range(self.one([1, 2, 3])):
            lines += self.statement(depth, indent)
        return lines

    def fresh(self):
        name = self.one(['p', 'q', 'r', 's', 't'])
        if name not in self.names:
            self.names.append(name)
        return name

    def statement(self, depth, indent):
        pad = '    ' * indent
        kind = self.r.randrange(16 if depth > 0 else 6)
        if kind < 3:
            value = self.expression(2)
            return ['%s%s = %s' % (pad, self.fresh(), value)]
        if kind < 5:
            return ['%sprint(%s)' % (pad, self.expression(2))]
        if kind == 5:
            if not self.names:
                return ['%spass' % pad]
            return ['%s%s %s= %s' % (pad, self.one(self.names), self.one(BINARY[:9]), self.expression(1))]
        if kind == 6:
            lines = ['%sif %s:' % (pad, self.expression(2))] + self.block(depth - 1, indent + 1)
            if self.chance(0.5):
                lines += ['%selse:' % pad] + self.block(depth - 1, indent + 1)
            return lines
        if kind in (7, 8):
            name = self.one(['i', 'j'])
            lines = ['%sfor %s in %s:' % (pad, name, self.one(LISTS + RANGES[:4] + TUPLES + TEXTS))]
            self.names.append(name)
            lines += self.block(depth - 1, indent + 1)
            self.names.remove(name)
            if self.chance(0.3):
                lines.append('%s    %s' % (pad, self.one(['break', 'continue'])))
            if self.chance(0.2):
                lines += ['%selse:' % pad] + self.block(depth - 1, indent + 1)
            return lines
        if kind in (9, 10, 11):
            lines = ['%stry:' % pad] + self.block(depth - 1, indent + 1)
            lines += ['%sexcept %s as e:' % (pad, self.one(['TypeError', 'ValueError', 'Exception', 'Exception',
                                                            '(KeyError, IndexError)', 'ZeroDivisionError'])),
                      '%s    print(type(e).__name__, e)' % pad]
            if self.chance(0.3):
                lines += ['%selse:' % pad] + self.block(depth - 1, indent + 1)
            if self.chance(0.3):
                lines += ['%sfinally:' % pad] + self.block(depth - 1, indent + 1)
            return lines
        if kind == 12:
            return self.definition(depth, indent, pad)
        if kind == 13:
            return self.klass(depth, indent, pad)
        if kind == 14:
            return self.generator(depth, indent, pad)
        targets = self.one(['p, q', 'p, *q', '(p, q), r', '*p, q', 'p, q, r'])
        for name in 'pqr':
            if name in targets and name not in self.names:
                self.names.append(name)
        return ['%s%s = %s' % (pad, targets, self.expression(2))]

    def definition(self, depth, indent, pad):
        params = self.one(['a', 'a, b=2', '*a', 'a, *, b=[]', 'a, **k'])
        saved, self.names = self.names, re.findall(r'[a-z]', params)
        lines = ['%sdef f(%s):' % (pad, params)] + self.block(depth - 1, indent + 1)
        lines.append('%s    return %s' % (pad, self.expression(2)))
        self.names = saved
        args = self.one(['1', '1, 2', "'x'", '[1], b=3', '', '*[1]'])
        return lines + ['%sprint(f(%s))' % (pad, args)]

    def klass(self, depth, indent, pad):
        lines = ['%sclass A%s:' % (pad, self.one(['', '(list)', '(dict)', '(Exception)', '(int)', '(str)'])),
                 '%s    kind = %s' % (pad, self.one(INTS + TEXTS))]
        for name, params in (('__eq__', 'self, o'), ('__lt__', 'self, o'), ('__add__', 'self, o'),
                             ('__radd__', 'self, o'), ('__len__', 'self'), ('__getitem__', 'self, o'),
                             ('__contains__', 'self, o'), ('__repr__', 'self'), ('__bool__', 'self'),
                             ('__hash__', 'self'), ('__iter__', 'self'), ('__call__', 'self, o=1'),
                             ('__str__', 'self'), ('__mul__', 'self, o'), ('__getattr__', 'self, o')):
            if not self.chance(0.3):
                continue
            result = self.one({'__len__': ['2', '0', '-1', "'x'"], '__repr__': ["'A!'", "'r'", '5'],
                               '__str__': ["'text'", 'None'], '__bool__': ['True', 'False', '1'],
                               '__hash__': ['1', "'x'"], '__iter__': ['iter([1, 2])', '[1]', "iter('ab')"],
                               '__eq__': ['True', 'False', 'NotImplemented'],
                               '__lt__': ['True', 'NotImplemented', '1']}.get(name, ['o', "('r', 1)", 'NotImplemented']))
            lines.append('%s    def %s(%s): return %s' % (pad, name, params, result))
        use = self.one(['x', 'x == 1', 'x != 1', 'x < 2', 'x > x', 'x + 1', '1 + x', 'len(x)', 'x[0]', '1 in x',
                        'repr(x)', 'str(x)', 'bool(x)', 'list(x)', 'x()', 'sorted([x, x])', "[x].index(1)", 'x * 2',
                        "f'{x}'", 'x.kind', 'x.other', "'%s' % x", "isinstance(x, A)", '{x: 1}[x]', 'not x', 'x and 1',
                        'x += 1', 'max(x, x)', 'hash(x) == hash(x)', 'dict(a=x)', 'x == x', '[*x]', 'sum([x, x])'])
        lines += ['%sx = A()' % pad]
        if '+=' in use:
            return lines + ['%s%s' % (pad, use), '%sprint(type(x).__name__)' % pad]
        if use in ('x', 'repr(x)', 'str(x)', "f'{x}'", "'%s' % x", 'x and 1', 'dict(a=x)', 'sorted([x, x])', 'max(x, x)'):
            return lines + ['%sprint(type(%s).__name__)' % (pad, use)]
        return lines + ['%sprint(%s)' % (pad, use)]

    def generator(self, depth, indent, pad):
        saved, self.names = self.names, ['n']
        lines = ['%sdef g(n):' % pad, '%s    try:' % pad]
        for _ in range(self.one([1, 2])):
            lines += self.statement(depth - 1, indent + 2)
            lines.append('%s        got = yield %s' % (pad, self.expression(1)))
            lines.append("%s        print('got', got)" % pad)
        lines += ['%s    finally:' % pad, "%s        print('closed')" % pad]
        self.names = saved
        use = self.one([['print(list(g(2)))'], ['it = g(1)', 'print(next(it))', 'it.close()'],
                        ['it = g(1)', 'next(it)', "print(it.send('s'))"],
                        ['it = g(1)', 'next(it)', "print(it.throw(ValueError('t')))"],
                        ['for x in g(3): print(x); break'], ['print(sum(1 for _ in g(0)))'],
                        ['a, *b = g(1)', 'print(a, b)'], ['it = g(1)', 'print(next(it), next(it, 9), next(it, 8))']])
        return lines + [pad + line for line in use]

    def program(self):
        if self.chance(0.6):
            lines = []
            for _ in range(5):
                lines += ['try: print(%s)' % self.expression(3),
                          'except Exception as e: print(type(e).__name__, e)']
            return '\n'.join(lines) + '\n'
        lines = []
        for _ in range(self.one([1, 2, 3, 4])):
            lines += self.statement(2, 0)
        return '\n'.join(lines) + '\n'


# ---- CPython ------------------------------------------------------------------------------------

class TooLong(BaseException):
    happened = False  # also where the program went on with another exception


def expire(signum, frame):
    TooLong.happened = True
    signal.setitimer(signal.ITIMER_REAL, 1)  # again, where the program catches it
    raise TooLong


def last_line(error):
    text = traceback.format_exception_only(type(error), error)[-1]
    return SUGGESTION.sub('', text.rstrip('\n').split('\n')[-1])


def ask_python(program):
    """(output, error), or None when the program is of no use as a test."""
    try:
        code = compile(program, 'program.py', 'exec', dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError):
        return None
    out = io.StringIO()
    names = {'__name__': '__main__'}
    stdout, sys.stdout, error = sys.stdout, out, ''
    TooLong.happened = False
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        exec(code, names)
    except TooLong:
        return None
    except BaseException as e:
        if isinstance(e, (MemoryError, RecursionError)):
            return None
        try:
            error = last_line(e)
        except BaseException:
            return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        # What generators print when they die is nobody's output.
        sys.stdout = io.StringIO()
        names.clear()
        sys.stdout = stdout
    return None if TooLong.happened else (out.getvalue(), error)


# What we do differently on purpose, or can not know: addresses, and what is out of the language.
DIFFERENT = re.compile(r' at 0x[0-9a-f]+|complex|<(generator|list_iterator|function|zip|map|filter|enumerate|bound|method|built-in'
                       r'|dict_|tuple_|str_|range_|reversed|set_|list_|bytes_|longrange|callable|slot wrapper|class \'__main__)'
                       r'|Warning|bytearray|memoryview|method-wrapper|wrapper_descriptor|method_descriptor')


def comparable(answer):
    return answer is not None and not any(DIFFERENT.search(part) for part in answer)


def ask_ours(runner, programs):
    result = subprocess.run([runner], input=json.dumps(programs), capture_output=True, text=True)
    if result.returncode != 0:
        return None
    return [(r['output'], SUGGESTION.sub('', r['error'])) for r in json.loads(result.stdout)]


def differs(runner, program):
    expected = ask_python(program)
    if not comparable(expected):
        return False
    ours = ask_ours(runner, [program])
    if ours is None:
        return True
    return not same(program, expected, ours[0]) and is_settled(program)


SET = re.compile(r'\{([^{}:]*)\}')


def in_order(text):
    """Sets stand in an order of their own."""
    return SET.sub(lambda found: '{%s}' % ', '.join(sorted(found[1].split(', '))), text)


def is_settled(program):
    """Whether CPython agrees with itself whatever the seed of its hashes: so sets that become lists,
    and the signs of hashes, are nobody's fault."""
    answers = {subprocess.run([sys.executable, '-s', __file__, '--ask'], input=program, capture_output=True,
                              text=True, env={'PYTHONHASHSEED': str(seed)}).stdout for seed in range(1, 9)}
    return len(answers) == 1


MAKES_SET = re.compile(r'set\(|\{[^{}:]+\}')


def items_of(text):
    return sorted(re.findall(r'[^][(){}, \n]+', text))


def same(program, expected, ours):
    # The limits of a run, and complex numbers, are ours.
    if ours[1].startswith('LimitExceeded') or any('complex numbers are not supported' in part for part in ours):
        return True
    # What is made of a set has the set's order.
    form = items_of if MAKES_SET.search(program) else in_order
    return [form(part) for part in expected] == [form(part) for part in ours]


def shrink(runner, program):
    """Leaves out lines, then replaces parts of expressions, as long as the difference stays."""
    changed = True
    while changed:
        changed = False
        lines = program.split('\n')
        for i in range(len(lines)):
            for many in (6, 3, 1):
                shorter = '\n'.join(lines[:i] + lines[i + many:])
                if shorter != program and differs(runner, shorter):
                    program, changed = shorter, True
                    break
            if changed:
                break
    for pattern in (r'\([^()]*\)', r'\[[^\[\]]*\]', r'\{[^{}]*\}'):
        for found in sorted(set(re.findall(pattern, program)), key=len, reverse=True):
            for other in ('1', "'a'", '()', found[1:-1]):
                shorter = program.replace(found, other)
                if len(shorter) < len(program) and differs(runner, shorter):
                    program = shorter
                    break
    return program


def main(runner, seconds=60, seed=None):
    if sys.version_info[:2] != VERSION:
        print('CPython is %d.%d, not %d.%d' % (*sys.version_info[:2], *VERSION), file=sys.stderr)
        return 77
    signal.signal(signal.SIGALRM, expire)
    warnings.simplefilter('ignore')
    if seed is None:
        seed = random.SystemRandom().randrange(2 ** 32)
    end = time.monotonic() + seconds
    tried = compared = 0
    while time.monotonic() < end:
        seeds = list(range(seed + tried, seed + tried + BATCH))
        programs = [Maker(s).program() for s in seeds]
        tried += BATCH
        expected = [ask_python(program) for program in programs]
        gc.collect()
        chosen = [i for i in range(BATCH) if comparable(expected[i])]
        ours = ask_ours(runner, [programs[i] for i in chosen])
        if ours is None:
            for i in chosen:
                if ask_ours(runner, [programs[i]]) is None:
                    return report(runner, seeds[i], programs[i])
            continue
        for i, mine in zip(chosen, ours):
            if not same(programs[i], expected[i], mine) and is_settled(programs[i]):
                return report(runner, seeds[i], programs[i])
        compared += len(chosen)
    print('%d programs agree (%d made, seed %d)' % (compared, tried, seed))
    return 0


def report(runner, seed, program):
    program = shrink(runner, program)
    expected = ask_python(program)
    ours = ask_ours(runner, [program])
    print('a difference, of seed %d:\n\n%s\n' % (seed, program.strip('\n')))
    print('CPython  %r\nours     %r' % (expected, ours[0] if ours else 'the process died'))
    return 1


if __name__ == '__main__':
    if sys.argv[1] == '--ask':
        signal.signal(signal.SIGALRM, expire)
        warnings.simplefilter('ignore')
        sys.exit(print(json.dumps(ask_python(sys.stdin.read()))))
    arguments = sys.argv[2:]
    sys.exit(main(sys.argv[1], float(arguments[0]) if arguments else 60,
                  int(arguments[1]) if len(arguments) > 1 else None))
