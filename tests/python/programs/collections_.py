# ---- OrderedDict
from collections import OrderedDict
o = OrderedDict([('b', 1), ('a', 2)])
o['c'] = 3
print(o, list(o), o.popitem(), o.popitem(last=False), o, OrderedDict(a=1) == {'a': 1}, isinstance(o, dict))
o = OrderedDict.fromkeys('abc')
o.move_to_end('a'); print(list(o))
o.move_to_end('c', last=False); print(list(o), list(reversed(o)))
print(OrderedDict([('a', 1), ('b', 2)]) == OrderedDict([('b', 2), ('a', 1)]), OrderedDict(), o.copy() == o, [k for k, v in o.items()], len(o))
# ---- defaultdict
from collections import defaultdict
d = defaultdict(list)
for k, v in [('a', 1), ('b', 2), ('a', 3)]:
    d[k].append(v)
print(d, d['x'], sorted(d), d.get('y'), 'y' in d, dict(d), isinstance(d, dict), d.default_factory)
n = defaultdict(int, {'z': 5})
for c in 'hello': n[c] += 1
print(n, sum(n.values()), defaultdict(lambda: 'new')['k'], defaultdict(lambda: defaultdict(int))['a']['b'], defaultdict(set, a={1}), n.pop('z'))
# ---- defaultdict without a factory
from collections import defaultdict
d = defaultdict(None, a=1)
print(d['a'], d)
d['b']
# ---- namedtuple
from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._replace(x=5), p._asdict(), P._fields, P._make([3, 4]), len(p), sum(p), isinstance(p, tuple), P.__name__)
a, b = p
print(a, b, *p, p + (3,), sorted([P(2, 1), P(1, 2)]), {p: 'k'}[1, 2], getattr(p, 'y'), hash(p) == hash((1, 2)), '%s-%s' % p, [q.x for q in (P(0, 0), p)])
R = namedtuple('Row', ['id', 'name'], defaults=['?'])
print(R(1), R(1, 'x'), R(id=2)._asdict(), repr(R(3)), R.__doc__)
# ---- a class upon a namedtuple
from collections import namedtuple
class Point(namedtuple('Point', 'x, y')):
    def norm(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __add__(self, other): return Point(self.x + other.x, self.y + other.y)
print(Point(3, 4).norm(), Point(1, 2) + Point(1, 1), Point(x=1, y=2)._replace(y=0), Point(1, 2) == (1, 2))
# ---- Counter
from collections import Counter
c = Counter('abracadabra')
print(c, c['a'], c['z'], c.most_common(2), sorted(c.elements()), sum(c.values()), c.total(), Counter(a=2, b=1), Counter({'x': 3}), Counter([1, 1, 2]), len(c), 'z' in c)
c.update('aaa'); c.subtract('bb'); c['new'] += 1; del c['c']
print(c, c.most_common(), c.most_common()[-1], Counter(), +c, isinstance(c, dict), dict(c), c == Counter(c))
# ---- Counter algebra
from collections import Counter
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=1)
print(a + b, a - b, a & b, a | b, Counter(a=1) == Counter(a=1, b=0), a <= b, Counter('ab') <= Counter('aab'), sorted(a), max(a, key=a.get), -Counter(a=-1))
for word, n in Counter('the cat and the dog and the bird'.split()).most_common(2): print(word, n)
# ---- grouping with each
from collections import OrderedDict, defaultdict, Counter
rows = [('be', 'Eupen', 3), ('ee', 'Vigala', 1), ('be', 'Raeren', 2)]
groups = OrderedDict()
for country, city, n in rows:
    groups.setdefault(country, []).append((city, n))
totals = defaultdict(int)
for country, _, n in rows: totals[country] += n
print(groups, dict(totals), Counter(r[0] for r in rows), list(groups.items())[0])
# ---- namedtuple with a missing value
from collections import namedtuple
P = namedtuple('P', 'x y')
P(1)
# ---- namedtuple with an unknown field
from collections import namedtuple
P = namedtuple('P', 'x y')
P(1, 2)._replace(z=3)
# ---- namedtuples are immutable
from collections import namedtuple
P = namedtuple('P', 'x y')
P(1, 2).x = 5
# ---- a field that does not exist
from collections import namedtuple
P = namedtuple('P', ['x'])
P(1).y
# ---- a field name that is a keyword
from collections import namedtuple
namedtuple('P', 'x class')
# ---- OrderedDict without the key
from collections import OrderedDict
OrderedDict().move_to_end('x')
# ---- popitem of an empty OrderedDict
from collections import OrderedDict
OrderedDict().popitem()
# ---- defaultdict wants something callable
from collections import defaultdict
defaultdict([])
