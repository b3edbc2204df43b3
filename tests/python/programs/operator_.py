# ---- operators as functions
import operator as op
for name, *args in [('add', 1, 2), ('sub', 1, 2), ('mul', 3, 'a'), ('truediv', 1, 4), ('floordiv', -7, 2), ('mod', -7, 3), ('pow', 2, -1), ('lshift', 1, 5), ('rshift', 33, 2), ('and_', 6, 3), ('or_', 6, 3), ('xor', 6, 3), ('neg', 5), ('pos', True), ('inv', 5), ('invert', 0), ('not_', ''), ('truth', [0]), ('abs', -5.5), ('index', True), ('lt', 1, 2), ('le', 2, 2), ('eq', 'a', 'b'), ('ne', [], ()), ('gt', 1.5, 1), ('ge', 'b', 'a'), ('is_', None, None), ('is_not', 1, 'a'), ('contains', 'abc', 'b'), ('concat', [1], [2]), ('concat', 'a', 'b'), ('iconcat', [1], (2,)), ('countOf', 'banana', 'a'), ('indexOf', [1, 2, 3], 3), ('getitem', 'abc', -1), ('getitem', [1, 2, 3], slice(1, None)), ('call', max, 3, 9), ('iadd', [1], 'ab'), ('iadd', 1, 2), ('isub', 5, 2), ('imul', [1], 2), ('itruediv', 1, 2), ('ifloordiv', 7, 2), ('imod', 7, 4), ('ipow', 2, 3), ('ilshift', 1, 2), ('irshift', 8, 1), ('iand', {1, 2}, {2}), ('ior', {'a': 1}, {'b': 2}), ('ixor', 5, 1)]:
    print(name, repr(getattr(op, name)(*args)))
# ---- operators that fail
import operator as op
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: op.add(1, 'a'), lambda: op.add(1), lambda: op.concat(1, 2), lambda: op.concat([1], (2,)), lambda: op.indexOf([1], 5), lambda: op.contains(5, 1), lambda: op.index('a'), lambda: op.index(1.5), lambda: op.matmul(1, 2), lambda: op.iadd(1, 'a'), lambda: op.setitem((1,), 0, 1), lambda: op.delitem([1], 5), lambda: op.lt(1, 'a'), lambda: op.neg('a'), lambda: op.truediv(1, 0), lambda: op.countOf(5, 1), lambda: op.getitem({}, 'x'))
# ---- items
from operator import itemgetter, setitem, delitem
print(itemgetter(1)('abc'), itemgetter(0, 2)('abc'), itemgetter(slice(1, 3))('abcd'), itemgetter(-1)([1, 2]), itemgetter('a', 'b')({'a': 1, 'b': 2}), itemgetter(1), itemgetter('k', 2), sorted({'a': 2, 'b': 1}.items(), key=itemgetter(1)), list(map(itemgetter(0), ['ab', 'cd'])), max([(1, 'z'), (2, 'a')], key=itemgetter(1)))
d = {}; setitem(d, 'x', 1); setitem(d, 'y', 2); delitem(d, 'x'); print(d)
# ---- attributes
from operator import attrgetter
class P:
    def __init__(self, **kw): self.__dict__.update(kw)
p = P(a=1, b=P(c=P(d='deep')))
print(attrgetter('a')(p), attrgetter('b.c.d')(p), attrgetter('a', 'b.c.d')(p), attrgetter('a'), attrgetter('a.b', 'c'), sorted([P(a=2), P(a=1)], key=attrgetter('a'))[0].a, attrgetter('real', 'imag')(5), attrgetter('__class__.__name__')(p))
# ---- methods
from operator import methodcaller
class P:
    def m(self, *a, **kw): return a, kw
print(methodcaller('upper')('a'), methodcaller('replace', 'a', 'b')('banana'), methodcaller('m', 1, k=2)(P()), methodcaller('split', sep=',')('a,b'), methodcaller('a', 1, b=2), list(map(methodcaller('strip'), [' a', 'b '])), sorted(['b', 'A'], key=methodcaller('lower')))
# ---- getters that refuse
from operator import itemgetter, attrgetter, methodcaller
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: itemgetter(), lambda: attrgetter(), lambda: attrgetter(1), lambda: methodcaller(), lambda: methodcaller(1), lambda: itemgetter(1)(), lambda: itemgetter(1)(1, 2), lambda: attrgetter('a')(), lambda: methodcaller('x')(), lambda: methodcaller('nope')('x'), lambda: itemgetter(1)(5), lambda: itemgetter(1)([]), lambda: itemgetter('x')({}), lambda: attrgetter('a.b')(5), lambda: itemgetter(1, x=2), lambda: attrgetter('real.nope')(5))
# ---- operators of the program's classes
import operator as op
class N:
    def __init__(self, n): self.n = n
    def __add__(self, o): return N(self.n + (o.n if isinstance(o, N) else o))
    __radd__ = __add__
    def __iadd__(self, o): self.n += 100; return self
    def __neg__(self): return N(-self.n)
    def __abs__(self): return N(abs(self.n))
    def __index__(self): return self.n
    def __lt__(self, o): return self.n < o.n
    def __contains__(self, x): return x == self.n
    def __getitem__(self, k): return k * self.n
    def __repr__(self): return 'N(%d)' % self.n
n = N(-3)
print(op.add(n, 1), op.add(1, n), op.neg(n), op.abs(n), op.index(n), op.lt(n, N(0)), op.contains(n, -3), op.getitem(n, 2), op.itemgetter(1, 2)(n), op.iadd(n, 1) is n, n)
