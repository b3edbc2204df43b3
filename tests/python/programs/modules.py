# ---- math: roots and powers
import math
print(math.sqrt(2), math.sqrt(16), math.pow(2, 10), math.exp(1), math.exp(0), math.log(math.e), math.log(8, 2), math.log10(1000), math.log2(8), math.log(10 ** 100), math.hypot(3, 4), math.isqrt(10 ** 20 + 1), math.cbrt(27))
# ---- math: rounding
import math
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(5), math.floor(1e20), math.fabs(-3), math.modf(2.5), math.modf(-2.5), math.copysign(1, -0.0), math.fmod(-7, 3), math.frexp(8.0), math.ldexp(0.5, 4), math.remainder(7, 4))
# ---- math: integers
import math
print(math.factorial(20), math.gcd(12, 18), math.gcd(0, 5), math.gcd(-4, 6), math.gcd(), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.prod([1, 2, 3]), math.prod([], start=5), math.gcd(12, 18, 8))
# ---- math: angles and constants
import math
print(math.pi, math.e, math.tau, math.sin(0), math.cos(0), math.degrees(math.pi), math.radians(180), round(math.sin(math.pi / 6), 10), math.atan2(1, 1), math.inf, math.nan, math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.dist([0, 0], [3, 4]), round(math.tan(1), 10), round(math.acos(0.5), 10))
# ---- math with ints, decimals and booleans
import math
from decimal import Decimal
print(math.sqrt(Decimal('2.25')), math.floor(Decimal('2.5')), math.ceil(True), math.sqrt(10 ** 40), math.log(Decimal(1)), math.isclose(Decimal('1'), 1))
# ---- string
import string
print(string.ascii_lowercase, string.ascii_uppercase[:3], string.ascii_letters[-1], string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords('hello  big world'))
# ---- string.Template
from string import Template
t = Template('$name owes ${amount} $$ to $who')
print(t.substitute(name='A', amount=5, who='B'), t.safe_substitute(name='A'), t.template, Template('$x').substitute({'x': 1}))
t.substitute(name='A', amount=1)
# ---- json.dumps
import json
print(json.dumps({'a': 1, 'b': [1, 2.5, None, True, False], 'c': {'d': 'é"\\\n\t/'}, 'e': (1,), 'f': {}, 'g': []}), json.dumps('é€𝄞\x01'), json.dumps('é', ensure_ascii=False), json.dumps(5), json.dumps(None), json.dumps([1e20, 1.0, 1e-7, 2 ** 70, float('inf')]))
print(json.dumps({1: 'a', None: 'b', True: 'c', 2.5: 'd'}), json.dumps({'b': 1, 'a': 2}, sort_keys=True), json.dumps([1, 2], separators=(',', ':')), json.dumps({'a': 1}, separators=(', ', '=')), json.dumps('\x7f\u2028'), json.dumps("it's"))
# ---- json.dumps with indent
import json
data = {'name': 'x', 'list': [1, [2, 3], {}], 'empty': [], 'd': {'k': None}}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent=4, sort_keys=True))
print(json.dumps([1, {'a': 2}], indent='\t').encode(), json.dumps([], indent=2), json.dumps([1], indent=0), json.dumps({'a': [1]}, indent=1, separators=(',', ':')))
# ---- json.dumps with default
import json
from decimal import Decimal
from datetime import date
def default(x):
    if isinstance(x, Decimal): return str(x)
    if isinstance(x, date): return x.isoformat()
    raise TypeError('no json for ' + type(x).__name__)
print(json.dumps({'amount': Decimal('1.50'), 'day': date(2015, 8, 26), 'l': [Decimal(1)]}, default=default), json.dumps({1, 2} and [1], default=list), json.dumps({(1, 2): 3, 'a': 1}, skipkeys=True))
# ---- json.loads
import json
print(json.loads('{"a": [1, 2.5, -3e2, null, true, false], "b": {"c": "d"}}'), json.loads('[]'), json.loads(' 5 '), json.loads('"x\\n\\u00e9\\ud834\\udd1e\\/"'), json.loads('{"a": 1, "a": 2}'), json.loads('1E400'), json.loads('123456789012345678901234567890'), json.loads(b'[1]'), json.loads('[NaN, Infinity, -0, -0.0]'))
print(json.loads('{"b": 1, "a": 2}'), json.loads('[1.10]', parse_float=str), json.loads('{"x": 1}', object_pairs_hook=list), json.loads('{"x": {"y": 1}}', object_hook=lambda d: sorted(d)))
# ---- json there and back
import json
data = {'é': [1, -2, 3.5, 1e100, '', 'a"b', None, True], 'n': {'m': [[], {}]}}
print(json.loads(json.dumps(data)) == data, json.loads(json.dumps(data, indent=3)) == data, json.dumps(json.loads('{"k":[1,2]}')))
# ---- json that is broken
import json
for text in ('', '{', '[1,]', '{"a" 1}', "{'a': 1}", 'nul', '[1 2]', '"abc', '{"a": 1,}', '1 2', '[01]', '"\t"', '"\\x"'):
    try:
        print(json.loads(text))
    except ValueError as e:
        print(type(e).__name__, e)
# ---- os.path
from os.path import join, basename, dirname, splitext, split
print(join('a', 'b', 'c.py'), join('a/', 'b'), join('a', '/b'), join('', 'x'), join('a', ''), basename('/x/y.py'), dirname('/x/y.py'), basename('x/'), dirname('y'), splitext('a/b.tar.gz'), splitext('.rc'), split('/a/b'))
# ---- import in its forms
import math as m, string
from math import pi as p, floor
import os.path
from os import path
import datetime, decimal
print(m.pi == p, floor(2.5), string.digits, os.path.join('a', 'b'), path.basename('x/y'), datetime.date(2015, 1, 1), decimal.Decimal('1.0'), m.__name__)
# ---- from __future__
from __future__ import print_function, unicode_literals, division
import math
print('x', 1 / 2, type('a').__name__, math.floor(7 / 2))
# ---- sqrt of a negative number
import math
math.sqrt(-1)
# ---- log of zero
import math
math.log(0)
# ---- factorial of a negative number
import math
math.factorial(-1)
# ---- factorial of a float
import math
math.factorial(2.5)
# ---- exp of a large number
import math
math.exp(1000)
# ---- floor of infinity
import math
math.floor(math.inf)
# ---- json of a set
import json
json.dumps({1})
# ---- json of an object
import json
class A: pass
json.dumps([A()])
# ---- json of a decimal
import json
from decimal import Decimal
json.dumps({'x': Decimal('1.5')})
# ---- json with a key that is a tuple
import json
json.dumps({(1, 2): 3})
# ---- json of itself
import json
l = []
l.append(l)
json.dumps(l)
# ---- json that is no json
import json
json.loads('{"a": 1,, }')
# ---- json of a number
import json
json.loads(5)
# ---- gcd of a float
import math
math.gcd(1.5, 2)
