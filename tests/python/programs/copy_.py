# ---- shallow copies
import copy
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple
P = namedtuple('P', 'x y')
inner = [1]
for value in ([inner], {'k': inner}, {1, 2}, frozenset([1]), (inner,), OrderedDict(a=inner), defaultdict(list, a=inner), Counter('aab'), deque([inner], 5), P(inner, 2), 'text', b'b', 5, 2 ** 80, 1.5, None, True, range(3), slice(1, 2), ..., NotImplemented):
    made = copy.copy(value)
    print(repr(made), type(made) is type(value), made == value, made is value)
print(copy.copy([inner])[0] is inner, copy.copy({'k': inner})['k'] is inner, copy.copy(defaultdict(list)).default_factory is list, copy.copy(deque([], 5)).maxlen)
# ---- deep copies
import copy
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple
P = namedtuple('P', 'x y')
inner = [1]
for value in ([inner, inner], {'k': inner}, (inner,), (1, (2, 3)), OrderedDict(a=inner), defaultdict(list, a=inner), Counter('aab'), deque([inner], 5), P(inner, 2), [{'a': ({1, 2}, frozenset([3]), [None])}]):
    made = copy.deepcopy(value)
    print(repr(made), type(made) is type(value), made == value, made is value)
x = copy.deepcopy([inner, inner])
print(x[0] is x[1], x[0] is inner, copy.deepcopy(defaultdict(list, a=inner)).default_factory is list, copy.deepcopy(deque([inner], 5)).maxlen, copy.deepcopy(P(inner, 2)).x is inner)
# ---- circles
import copy
l = [1]; l.append(l)
m = copy.deepcopy(l); print(m, m[1] is m, m is not l)
d = {}; d['self'] = d; d['list'] = [d]
e = copy.deepcopy(d); print(e['self'] is e, e['list'][0] is e)
t = ([],); t[0].append(t)
u = copy.deepcopy(t); print(u[0][0] is u, u is not t)
class Node:
    def __init__(self, name): self.name, self.links = name, []
a, b = Node('a'), Node('b')
a.links.append(b); b.links += [a, b]
c = copy.deepcopy(a)
print(c.name, c.links[0].name, c.links[0].links[0] is c, c.links[0].links[1] is c.links[0], c is not a, a.links[0] is b)
# ---- objects of the program
import copy
class A:
    shared = []
    def __init__(self, x): print('init'); self.x = x; self.l = [x]
class B(A):
    pass
b = B(1)
c, d = copy.copy(b), copy.deepcopy(b)
print(type(c) is B, c.l is b.l, d.l is b.l, d.l, c.x, vars(d), c.shared is b.shared)
d.x = 2; d.new = 3
print(b.x, hasattr(b, 'new'), copy.copy(B) is B, copy.deepcopy(len) is len, copy.deepcopy(b.__init__.__func__) is A.__init__)
# ---- classes that derive from built-in types
import copy
class L(list): pass
class D(dict):
    def __missing__(self, k): return 'none'
class S(str): pass
class T(tuple): pass
class E(Exception): pass
l = L([[1]]); l.name = ['n']
m, n = copy.copy(l), copy.deepcopy(l)
print(type(m) is L, m, m.name is l.name, type(n) is L, n, n[0] is l[0], n.name, n.name is l.name)
d = D(a=[1]); d.z = 1
e = copy.deepcopy(d)
print(type(e) is D, e, e['q'], e.z, e['a'] is d['a'], type(copy.deepcopy(S('x'))).__name__, type(copy.deepcopy(T([[]]))).__name__, copy.copy(T([1])))
x = copy.copy(E('a', 1))
print(repr(x), type(x) is E, x.args, repr(copy.deepcopy(ValueError([1]))))
# ---- hooks
import copy
class A:
    def __init__(self, n): self.n = n
    def __copy__(self): return A(self.n + 1)
    def __deepcopy__(self, memo):
        made = A(copy.deepcopy(self.n, memo))
        made.deep = isinstance(memo, dict)
        return made
a = A([1])
b = copy.deepcopy([a, a])
print(b[0] is b[1], b[0].n, b[0].n is a.n, b[0].deep, copy.copy(A(1)).n)
class NoCopy:
    def __copy__(self): return self
    def __deepcopy__(self, memo): return self
n = NoCopy()
print(copy.copy(n) is n, copy.deepcopy({'k': [n]})['k'][0] is n)
# ---- what can not be copied
import copy, math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: copy.deepcopy((x for x in [])), lambda: copy.copy(x for x in []), lambda: copy.deepcopy(math), lambda: copy.copy([math])[0] is math, lambda: copy.deepcopy([{}.keys()]))
# ---- deeper than the stack
import copy
l = []
for _ in range(100000): l = [l]
try:
    copy.deepcopy(l)
    print('copied')
except RecursionError as e:
    print('RecursionError')
# ---- copies of dicts and lists by themselves
import copy
d = {'a': [1]}
print(d.copy()['a'] is d['a'], list(d) is not d, copy.deepcopy(d)['a'] is d['a'], [1, 2].copy(), {1}.copy(), copy.Error.__name__)
