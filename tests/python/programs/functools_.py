# ---- partial
from functools import partial
def f(*args, **kw): return args, kw
p = partial(f, 1, x=2)
print(p(), p(3, y=4), p(x=5), p.args, p.keywords, p.func is f, partial(p, 9)(0), partial(int, base=2)('101'), list(map(partial(pow, 2), [1, 2, 3])))
class A:
    def m(self, a, b): return a - b
print(partial(A().m, b=1)(5), sorted('bA', key=partial(str.lower)))
# ---- reduce
from functools import reduce
import operator
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(operator.mul, range(1, 6), 1), reduce(lambda a, b: b + a, 'abc'), reduce(max, [3, 9, 2]), reduce(lambda d, k: d.setdefault(k, {}), 'xyz', {}), reduce(lambda a, b: a, [], 'start'), reduce(lambda a, b: [a, b], [1]))
# ---- wraps
from functools import wraps
def log(f):
    @wraps(f)
    def wrapper(*args, **kw):
        print('call', f.__name__, args, kw)
        return f(*args, **kw)
    return wrapper
@log
def add(a, b=1):
    """Adds."""
    return a + b
print(add(1, b=2), add.__name__, add.__doc__, add.__wrapped__(5), add.__qualname__)
# ---- cmp_to_key
from functools import cmp_to_key
def by_length(a, b): return len(a) - len(b) or (a > b) - (a < b)
words = ['ccc', 'a', 'bb', 'aa', 'b']
print(sorted(words, key=cmp_to_key(by_length)), max(words, key=cmp_to_key(by_length)), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
# ---- total_ordering
from functools import total_ordering
@total_ordering
class V:
    def __init__(self, *p): self.p = p
    def __eq__(self, o): return self.p == o.p
    def __lt__(self, o): return self.p < o.p
a, b = V(1, 2), V(1, 10)
print(a < b, a <= b, a > b, a >= b, a == V(1, 2), a != b, a >= V(1, 2), max(a, b) is b, sorted([b, a])[0] is a)
# ---- lru_cache
from functools import lru_cache
calls = []
@lru_cache(maxsize=None)
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(60), len(calls), fib(60), fib.cache_info(), fib.__name__)
fib.cache_clear()
print(fib(3), len(calls))
@lru_cache(maxsize=2)
def sq(x):
    print('sq', x)
    return x * x
print([sq(x) for x in (1, 2, 1, 3, 2, 1)], sq.cache_info())
@lru_cache
def plain(a, b=2): return a + b
print(plain(1), plain(1, 2), plain(1, b=2), plain.cache_info().misses)
# ---- cached properties by hand and singledispatch by type
def cached(f):
    name = '_' + f.__name__
    def get(self):
        if not hasattr(self, name):
            setattr(self, name, f(self))
        return getattr(self, name)
    return property(get)
class A:
    @cached
    def slow(self):
        print('computing')
        return 42
a = A()
print(a.slow, a.slow, vars(a))
# ---- operator
import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul(2, 'a'), op.truediv(7, 2), op.floordiv(7, 2), op.mod(7, 4), op.neg(3), op.not_(0), op.and_(6, 3), op.or_(4, 1), op.xor(5, 1), op.pow(2, 3), op.lt(1, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(2, 3), op.contains([1], 1), op.concat('a', 'b'), op.is_(None, None), op.truth([]), op.abs(-1), op.index(5))
print(op.itemgetter(1)('abc'), op.itemgetter(0, -1)([1, 2, 3]), op.itemgetter('k')({'k': 'v'}), sorted([('a', 2), ('b', 1)], key=op.itemgetter(1)), op.attrgetter('real')(5), op.methodcaller('upper')('x'), op.methodcaller('split', ',', 1)('a,b,c'), op.getitem({'a': 1}, 'a'))
class P:
    def __init__(self, n, c=None): self.n, self.c = n, c
print(op.attrgetter('c.n')(P(1, P(2))), op.attrgetter('n', 'c')(P(1)), [p.n for p in sorted([P(2), P(1)], key=op.attrgetter('n'))])
d = {'a': 1}
op.setitem(d, 'b', 2); op.delitem(d, 'a')
print(d, op.iadd([1], [2]))
# ---- copy
import copy
a = [1, [2, 3], {'k': [4]}, (5, [6])]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append('x'); a[2]['k'].append('y'); a[3][1].append('z')
print(a, b, c, b[1] is a[1], c[1] is a[1], copy.deepcopy((1, 2)) == (1, 2))
class A:
    def __init__(self): self.l = [1]
x = A()
y, z = copy.copy(x), copy.deepcopy(x)
x.l.append(2)
print(y.l, z.l, type(z) is A, y is x)
r = [1]; r.append(r)
s = copy.deepcopy(r)
print(s[1] is s, s[1] is r, copy.copy({'a': 1}), copy.copy(5), sorted(copy.deepcopy({1, 2})))
# ---- __copy__ and __deepcopy__
import copy
class A:
    def __copy__(self): return 'copied'
    def __deepcopy__(self, memo): return 'deep'
print(copy.copy(A()), copy.deepcopy(A()), copy.deepcopy([A(), A()]), copy.deepcopy({'k': A()}))
# ---- reduce of nothing
from functools import reduce
reduce(lambda a, b: a, [])
# ---- partial of nothing callable
from functools import partial
partial(5)
# ---- a partial with too many arguments
from functools import partial
def f(a): pass
partial(f, 1)(2)
# ---- an argument that can not be cached
from functools import lru_cache
@lru_cache()
def f(x): return x
f([1])
# ---- total_ordering without an order
from functools import total_ordering
@total_ordering
class A: pass
# ---- itemgetter of what is not there
from operator import itemgetter
itemgetter(5)([1])
# ---- attrgetter of what is not there
from operator import attrgetter
attrgetter('a.b')(5)
