# ---- constants
import string
for name in ('ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'digits', 'hexdigits', 'octdigits', 'punctuation', 'whitespace', 'printable'):
    print(name, repr(getattr(string, name)))
# ---- capwords
from string import capwords
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: capwords('hello big  world'), lambda: capwords('  a\tb '), lambda: capwords('a-b-c', '-'), lambda: capwords('éa ÉB', sep=None), lambda: capwords(''), lambda: capwords('a b', ' '), lambda: capwords("o'neill mcDONALD"), lambda: capwords(5))
# ---- templates
from string import Template as T
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: T('$a and ${b}c $$5').substitute(a=1, b='x'), lambda: T('$a').substitute({'a': 1}, a=2), lambda: T('$a$b').substitute({'a': 1}, b=2), lambda: T('no').substitute(), lambda: T('$Ab_1x ${_}').substitute(Ab_1x=1, _=2), lambda: T('$aé').substitute(a=1), lambda: T('$a.b').substitute(a=None), lambda: T('').substitute(), lambda: T('$a').template, lambda: T('$$$a').substitute(a='$b'))
t(lambda: T('a $').substitute(), lambda: T('$a ${b').substitute(a=1), lambda: T('x\n$1').substitute(), lambda: T('é\né $1').substitute(), lambda: T('$a').substitute(), lambda: T('$a').substitute({}), lambda: T('$a').substitute({}, {}), lambda: T('$é').substitute(), lambda: T('${}').substitute(), lambda: T('${a b}').substitute(a=1))
t(lambda: T('$a ${b} $$ $1 ${ $').safe_substitute(b=3), lambda: T('$a ${a}').safe_substitute({}), lambda: T('$x-$y').safe_substitute({'x': 1}, y=2))
