# ---- what functools refuses
import functools as F
def g(*a, **k): return a, k
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: F.partial(), lambda: F.partial(5), lambda: F.reduce(g, 5), lambda: F.reduce(g), lambda: F.reduce(g, []), lambda: F.lru_cache('a'), lambda: F.lru_cache(maxsize='x'), lambda: F.lru_cache()(5), lambda: F.cmp_to_key(), lambda: F.total_ordering(type('A', (), {})), lambda: F.cmp_to_key(lambda a, b: 0)(1) < 5, lambda: hash(F.cmp_to_key(lambda a, b: 0)(1)), lambda: F.cmp_to_key(lambda a, b: 'x')(1) < F.cmp_to_key(g)(2), lambda: F.cmp_to_key(lambda a, b: a - b)(2) > F.cmp_to_key(g)(1), lambda: F.cmp_to_key(g)(1).obj)
# ---- partials of partials
from functools import partial
def f(*a, **k): return a, k
p = partial(f, 1, x=1)
q = partial(p, 2, x=2, y=3)
print(q(3, z=4), q.args, q.keywords, q.func is f, p.keywords, q(x=9), partial(partial(int))('5'), partial(print, 'a', sep='-')('b'))
p.note = 'kept'
print(p.note, callable(p), list(map(partial(max, 5), [3, 9])), partial(str.join, ', ')(['a', 'b']))
class A:
    def m(self, a, b=0): return (a, b)
    pm = partial(m, None, 5)
print(A().pm(), partial(A.m, A())(1, b=2), sorted(['b', 'A'], key=partial(str.casefold)))
# ---- wrapping
from functools import wraps, update_wrapper, partial
def deco(n):
    def decorate(f):
        @wraps(f)
        def wrapper(*a, **k):
            """Not mine."""
            return [f(*a, **k)] * n
        wrapper.times = n
        return wrapper
    return decorate
@deco(2)
def shout(x: int) -> str:
    """Doc of shout."""
    return str(x) + '!'
shout.extra = 5
@deco(1)
@deco(2)
def twice(x): return x
print(shout(1), shout.__name__, shout.__doc__, shout.__qualname__, shout.__module__, shout.__wrapped__(2), shout.times, twice(3), twice.__wrapped__.__wrapped__(4), twice.times)
class C:
    @deco(1)
    def m(self, a): return a
print(C().m(7), C.m.__name__, C.m.__qualname__)
def plain(): pass
plain.tag = 'tagged'
w = update_wrapper(lambda: 0, plain)
print(w.__name__, w.tag, w.__wrapped__ is plain)
class Callable:
    """A callable."""
    def __call__(self): return 1
print(wraps(Callable())(lambda: 5).__doc__, update_wrapper(partial(plain), plain).__name__)
print(wraps(plain, assigned=(), updated=())(lambda: 0).__name__, hasattr(wraps(plain, updated=())(lambda: 0), 'tag'))
# ---- caches
from functools import lru_cache, cache
calls = []
@lru_cache(maxsize=3)
def f(*a, **k):
    calls.append((a, k)); return len(calls)
print([f(x) for x in 'abcadeab'], calls and len(calls), f.cache_info(), f.cache_parameters())
print(f(1), f(1.0), f(True), f(k=1), f(k=1), f(1, k=1), f('1'), f((1,)), f.cache_info().currsize)
f.cache_clear(); print(f.cache_info(), f.__name__, f.__wrapped__('direct'))
@cache
def fact(n): return n * fact(n - 1) if n else 1
print(fact(20), fact.cache_info(), fact(21), fact.cache_info())
@lru_cache(maxsize=0)
def never(x): calls.append(x); return x
print(never(1), never(1), never.cache_info(), lru_cache(-5)(len).cache_info())
@lru_cache(typed=True)
def typed(x): return type(x).__name__
print(typed(1), typed(1.0), typed(True), typed.cache_info(), typed.cache_parameters())
# ---- a cached method
from functools import lru_cache, cached_property
class A:
    def __init__(self, n): self.n = n
    @lru_cache(maxsize=None)
    def double(self, k=2): print('computing', self.n); return self.n * k
    @staticmethod
    @lru_cache
    def plus(x): return x + 1
    @cached_property
    def slow(self):
        """Slow."""
        print('slow', self.n)
        return [self.n]
a, b = A(1), A(2)
print(a.double(), a.double(), b.double(), a.double(3), A.double.cache_info(), A.plus(1), a.plus(1))
print(a.slow, a.slow, a.slow is a.slow, b.slow, vars(a), A.slow.__doc__)
a.slow = 'set'; print(a.slow); del a.slow; print(a.slow)
# ---- errors are not cached
from functools import lru_cache
n = []
@lru_cache
def f(x):
    n.append(x)
    if len(n) < 3: raise ValueError(len(n))
    return 'fine'
for _ in range(4):
    try: print(f(1))
    except ValueError as e: print('error', e)
print(f.cache_info())
f({})
# ---- orderings
from functools import total_ordering
for root in ('__lt__', '__le__', '__gt__', '__ge__'):
    def compare(self, other, root=root):
        if not isinstance(other, V): return NotImplemented
        a, b = self.n, other.n
        return {'__lt__': a < b, '__le__': a <= b, '__gt__': a > b, '__ge__': a >= b}[root]
    class V:
        def __init__(self, n): self.n = n
        def __eq__(self, other): return isinstance(other, V) and self.n == other.n
    setattr(V, root, compare)
    V = total_ordering(V)
    print(root, [[x < y, x <= y, x > y, x >= y] for x in (V(1), V(2)) for y in (V(1), V(2))], sorted(v.n for v in sorted([V(3), V(1), V(2)])), V(1).__ge__(V(1)))
    try: V(1) < 5
    except TypeError as e: print(e)
# ---- an ordering keeps what the class defines
from functools import total_ordering
@total_ordering
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __gt__(self, o): return 'mine'
print(A(1) > A(2), A(1) <= A(2), A(2) >= A(1))
class B(A): pass
print(B(1) < B(2), B(1) <= A(1), B(1) >= A(2))
# ---- comparison functions
from functools import cmp_to_key
def numeric(a, b): return (a > b) - (a < b)
key = cmp_to_key(numeric)
print(sorted([3, 1, 2], key=key), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: numeric(b, a))), max([1, 3, 2], key=key), min('bca', key=cmp_to_key(lambda a, b: -1 if a == 'c' else 1)), key(1) == key(1), key(1) <= key(2), key(1) != key(2), key(5).obj, sorted(['b', 'a', 'b'], key=cmp_to_key(lambda a, b: 0)))
# ---- reducing
from functools import reduce
print(reduce(lambda a, b: f'({a}+{b})', 'abcd'), reduce(lambda a, b: a * b, range(1, 30)), reduce(dict.get, ['a', 'b'], {'a': {'b': 'found'}}), reduce(lambda d, kv: {**d, kv[0]: kv[1]}, [('a', 1)], {}), reduce(lambda f, g: lambda x: g(f(x)), [len, str])([1, 2]), reduce(min, (x for x in [3, 1, 2])))
