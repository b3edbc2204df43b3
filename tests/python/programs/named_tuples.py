# ---- what namedtuple refuses
from collections import namedtuple
P = namedtuple('P', 'x y')
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: P(), lambda: P(1, 2, 3), lambda: P(1, x=2), lambda: P(1, z=2), lambda: P._make([1]), lambda: P._make([1, 2, 3]), lambda: P(1, 2)._replace(a=1, b=2), lambda: P(1, 2)._replace(1))
t(lambda: namedtuple('P', 'x x'), lambda: namedtuple('P', '_x'), lambda: namedtuple('1', 'x'), lambda: namedtuple('P', ['a b']), lambda: namedtuple('P', [1]), lambda: namedtuple('P', 'class'), lambda: namedtuple('for', 'a'), lambda: namedtuple('P', 'a', defaults=[1, 2]), lambda: namedtuple('P', 5), lambda: namedtuple('P', 'a', 1))
t(lambda: setattr(P(1, 2), 'x', 1), lambda: setattr(P(1, 2), 'z', 1), lambda: delattr(P(1, 2), 'x'), lambda: P(1, 2).z, lambda: P(1, 2)[5])
# ---- fields in their forms
from collections import namedtuple
print(namedtuple('P', 'a _b class a 1', rename=True)._fields, namedtuple('P', 'a,b')._fields, namedtuple('P', ' a ,  b,c ')._fields, namedtuple('P', ('a', 'b'))._fields, namedtuple('P', (c for c in 'xy'))._fields, namedtuple('P', '')(), namedtuple('P', {'k': 1}.keys())(5))
# ---- defaults
from collections import namedtuple
P = namedtuple('P', 'a b c', defaults=(2, 3))
print(P(1), P(1, c=5), P._field_defaults, P(a=0, b=1), namedtuple('Q', 'a b', defaults=None)(1, 2), namedtuple('Q', 'a b', defaults=[None] * 2)(), P.__doc__)
# ---- a named tuple is a tuple
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, 'two')
print(p < P(1, 'z'), p == (1, 'two'), (1, 'two') == p, p != (1, 2), p in {(1, 'two'): 0}, p * 2, p + p, p[0:1], p.index('two'), p.count(1), list(p), dict([p]), *p, [*p], len(p), bool(P(0, 0)), max(P(1, 2), P(2, 1)), type(p).__name__, type(p).__mro__[1:], p.__getnewargs__(), P.__match_args__, isinstance(p, P), issubclass(P, tuple))
x, (y, z) = p.x, P(1, 2)
print(x, y, z, '%s and %s' % p, '{0.x} {0.y} {1[0]}'.format(p, p), f'{p.y!r:>8}', p._asdict(), dict(p._asdict(), y=0))
# ---- nested and with methods
from collections import namedtuple
class Point(namedtuple('Base', 'x y')):
    __slots__ = ()
    zero = 0
    @property
    def size(self): return (self.x ** 2 + self.y ** 2) ** .5
    @classmethod
    def diagonal(cls, n): return cls(n, n)
    def __str__(self): return '<%s, %s>' % self
    def __new__(cls, x, y=7): return super().__new__(cls, x, y)
p = Point(3)
print(p, repr(p), p.size, Point.diagonal(2), p._replace(y=4).size, Point._make([5, 12]).size, p == (3, 7), Point.__name__, [str(q) for q in sorted([Point(2), Point(1)])], p._asdict(), p[1], Point(y=1, x=2).zero)
# ---- a named tuple that holds itself by a list
from collections import namedtuple
P = namedtuple('P', 'x')
l = []
p = P(l)
l.append(p)
print(p)
# ---- sorting by field
from collections import namedtuple
from operator import attrgetter, itemgetter
Row = namedtuple('Row', 'id, name, amount')
rows = [Row(3, 'c', 1.5), Row(1, 'a', 2), Row(2, 'b', 0)]
print(sorted(rows), sorted(rows, key=lambda r: r.amount), sorted(rows, key=attrgetter('name'), reverse=True), min(rows, key=itemgetter(2)), sum(r.amount for r in rows), {r.id: r for r in rows}[2].name, [Row(*r)._replace(id=0) for r in [(1, 2, 3)]], [Row._make(r) for r in zip('ab', 'cd', 'ef')])
# ---- a private field of the class
from collections import namedtuple
print(namedtuple('P', 'x y')(1, 2).__class__.__name__, namedtuple('P', 'count index')(1, 2), namedtuple('P', 'self cls')(self=1, cls=2))
# ---- hash and identity
from collections import namedtuple
P, Q = namedtuple('P', 'x'), namedtuple('Q', 'x')
print(P(1) == Q(1), hash(P(1)) == hash((1,)), len({P(1), Q(1), (1,)}), P is P, P(1) is P(1), {P([1]) and 1})
{P([1])}
