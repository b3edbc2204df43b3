# ---- as restore.py has it
import argparse
parser = argparse.ArgumentParser(description='Restore the data.', prog='restore.py')
parser.add_argument('--noinput', dest='interactive', action='store_false', default=True, help="Don't ask for confirmation before flushing the database.")
parser.add_argument('--quick', dest='quick', action='store_true', default=False, help='Do not call full_clean() on restored instances.')
for args in ([], ['--quick'], ['--noinput', '--quick'], ['--no', '--qui']):
    options = parser.parse_args(args)
    print(options, options.quick, options.interactive)
parser.print_help()
# ---- options of all kinds
import argparse
p = argparse.ArgumentParser(prog='p')
p.add_argument('-a', '--all', action='store_true')
p.add_argument('-n', '--number', type=int, default=5)
p.add_argument('-f', type=float)
p.add_argument('--name')
p.add_argument('-v', '--verbose', action='count', default=0)
p.add_argument('-l', '--list', action='append')
p.add_argument('--const', action='store_const', const=42)
p.add_argument('--two', nargs=2, type=int)
p.add_argument('--maybe', nargs='?', const='c', default='d')
p.add_argument('--many', nargs='*')
p.add_argument('--some', nargs='+')
p.add_argument('--with-dash', default='x')
p.add_argument('--text-default', type=int, default='7')
for args in ([], ['-a', '-n', '3'], ['-n3', '-f1.5'], ['-n=3'], ['--number=3', '--name=a=b'], ['-vvv', '-av'], ['-l', '1', '-l2', '--list', '3'], ['--const', '--two', '1', '2'], ['--maybe'], ['--maybe', 'x'], ['--maybe=y'], ['--many'], ['--many', 'a', 'b', '-a'], ['--some', 'a', 'b'], ['--with-dash', 'y'], ['-n', '-5'], ['--name', '-5'], ['--name='], ['--num', '9'], ['-avn4'], ['--name', 'a b', '--name', 'c']):
    print(args, p.parse_args(args))
# ---- positional arguments
import argparse
def parse(names, args):
    p = argparse.ArgumentParser(prog='p')
    p.add_argument('-x', action='store_true')
    p.add_argument('-y')
    for name, nargs in names: p.add_argument(name, nargs=nargs)
    print(args, p.parse_args(args))
parse([('a', None)], ['1'])
parse([('a', None), ('b', '?')], ['1'])
parse([('a', None), ('b', '?')], ['1', '2'])
parse([('a', '*')], [])
parse([('a', '*')], ['1', '2'])
parse([('a', '+'), ('b', None)], ['1', '2', '3'])
parse([('a', '*'), ('b', None)], ['1'])
parse([('a', '?'), ('b', '*')], ['1', '2', '3'])
parse([('a', 2), ('b', '*')], ['1', '2', '3'])
parse([('a', None), ('b', '*')], ['-x', '1', '2'])
parse([('a', None), ('b', None)], ['1', '-x', '2'])
parse([('a', None), ('b', None)], ['1', '-y', '2', '3'])
parse([('a', None)], ['--', '-x'])
parse([('a', '*')], ['1', '--', '-x', '2'])
parse([('a', None)], ['-5'])
parse([('a', None)], ['-'])
parse([('a', None)], ['-a b'])
parse([('a', None), ('b', '*')], ['-x', '--', '1', '2'])
# ---- what goes wrong
import argparse
class Parser(argparse.ArgumentParser):
    def error(self, message):
        print('error:', message)
        raise SystemExit(9)
def parser():
    p = Parser(prog='p')
    p.add_argument('-a', action='store_true')
    p.add_argument('-n', '--number', type=int)
    p.add_argument('--needed', required=True)
    p.add_argument('--two', nargs=2)
    p.add_argument('--some', nargs='+')
    p.add_argument('--color', choices=['red', 'blue'])
    p.add_argument('--level', type=int, choices=range(3))
    p.add_argument('--nom')
    p.add_argument('file', metavar='FILE')
    p.add_argument('more', nargs='*', type=float)
    return p
for args in ([], ['f'], ['--needed', 'x'], ['--needed'], ['--number', 'x'], ['-nx'], ['-n'], ['-n', '1.5'], ['--two', '1'], ['--some'], ['--color', 'green'], ['--level', '5'], ['--level', 'x'], ['--n', '1'], ['--no', '1', '--needed', 'y', 'f'], ['--needed', 'x', 'f', 'g'], ['--needed', 'x', 'f', '1', '2'], ['--unknown'], ['--needed', 'x', 'f', '--unknown', '-z', '1'], ['-ab'], ['-a=1'], ['--needed', 'x', 'f', '-q'], ['--needed', 'x', '-a', 'f', '-a', '1']):
    try:
        print(args, parser().parse_args(args))
    except SystemExit as e:
        print(args, e.code)
# ---- exit codes
import argparse
p = argparse.ArgumentParser(prog='p')
p.add_argument('n', type=int)
p.add_argument('--version', action='version', version='p 1.0')
for args in ([], ['x'], ['-h'], ['--version'], ['--unknown'], ['1', '--help']):
    try:
        p.parse_args(args)
    except SystemExit as e:
        print(args, e.code)
# ---- own types
import argparse
def positive(text):
    n = int(text)
    if n <= 0: raise argparse.ArgumentTypeError('%r is not positive' % text)
    return n
def picky(text): raise ValueError('no')
class Parser(argparse.ArgumentParser):
    def error(self, message): raise ValueError(message)
p = Parser()
p.add_argument('--p', type=positive)
p.add_argument('--q', type=picky)
p.add_argument('--r', type=lambda s: s.split(','))
for args in (['--p', '5'], ['--p', '-5'], ['--p', 'x'], ['--q', 'x'], ['--r', 'a,b']):
    try:
        print(p.parse_args(args))
    except ValueError as e:
        print(e)
# ---- help
import argparse
p = argparse.ArgumentParser(prog='tool', description='Does a lot of things, and the description of that is so long that it does not fit into one line.', epilog='The end of  it\nall.')
p.add_argument('file', help='the file')
p.add_argument('others', nargs='*', help='other files, default %(default)s', default='none')
p.add_argument('kind', choices=['a', 'b'])
p.add_argument('-q', '--quiet', action='store_true', help='be quiet')
p.add_argument('-n', '--number', type=int, default=3, metavar='N', help='how many %(prog)s should do (default: %(default)s); and this goes on for so long that it must be wrapped somewhere')
p.add_argument('--a-very-long-option-name', help='help for it')
p.add_argument('--pair', nargs=2)
p.add_argument('--opt', nargs='?')
p.add_argument('--plus', nargs='+', required=True)
p.add_argument('--hidden', help=argparse.SUPPRESS)
p.add_argument('--color', choices=['red', 'blue'], help='100%% colour')
p.print_usage()
p.print_help()
print(repr(argparse.ArgumentParser(prog='x').format_help()), repr(argparse.ArgumentParser(prog='x', add_help=False, description='d').format_help()))
q = argparse.ArgumentParser(prog='y', usage='%(prog)s [options]', formatter_class=argparse.RawDescriptionHelpFormatter, description='a\n  b')
q.print_help()
# ---- namespaces
import argparse
n = argparse.Namespace(a=1, b='x')
n.c = [1]
print(n, n == argparse.Namespace(a=1, b='x', c=[1]), n != argparse.Namespace(), 'a' in n, 'z' in n, vars(n), hasattr(n, 'z'), getattr(n, 'a'))
p = argparse.ArgumentParser()
p.add_argument('--a', default=5)
p.add_argument('--d', default=argparse.SUPPRESS)
p.set_defaults(e=6, a=7)
print(p.parse_args([], n) is n, n, p.parse_args([]), p.parse_args(['--d', '1']), p.parse_known_args(['--x', 'y', '--a', '1']))
class Options: pass
o = Options()
p.parse_args(['--a', '2'], namespace=o)
print(vars(o))
# ---- arguments that are wrong for add_argument
import argparse
p = argparse.ArgumentParser()
p.add_argument('--a')
for args, kw in ((('--a',), {}), (('-h',), {}), (('x',), {'required': True}), (('x', '--y'), {}), (('x',), {'dest': 'y'}), (('--b',), {'action': 'nothing'}), (('--b',), {'type': 'int'}), (('--b',), {'nargs': 0})):
    try:
        p.add_argument(*args, **kw)
        print('fine')
    except Exception as e:
        print(type(e).__name__, e)
# ---- an attribute that is not there
import argparse
argparse.ArgumentParser(prog='p').parse_args([]).quick
