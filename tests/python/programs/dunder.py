# ---- __str__ and __repr__
class A:
    def __repr__(self): return 'A()'
class B(A):
    def __str__(self): return 'b'
class C:
    def __str__(self): return 'c'
print(A(), str(A()), [A()], B(), [B()], repr(B()), '%s %r' % (B(), B()), f'{B()} {B()!r}', {'k': A()}, (B(),))
print(C(), str(C()), repr(C()).startswith('<__main__.C object'))
# ---- arithmetic
class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return 'V(%r, %r)' % (self.x, self.y)
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __truediv__(self, k): return V(self.x / k, self.y / k)
    def __neg__(self): return V(-self.x, -self.y)
    def __pos__(self): return self
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
a, b = V(1, 2), V(3, 4)
print(a + b, a - b, a * 2, 2 * a, b / 2, -a, +a, abs(b), a @ b, sum([a, b], V(0, 0)))
# ---- all binary operators
class Op:
    def __add__(s, o): return ('+', o)
    def __sub__(s, o): return ('-', o)
    def __mul__(s, o): return ('*', o)
    def __truediv__(s, o): return ('/', o)
    def __floordiv__(s, o): return ('//', o)
    def __mod__(s, o): return ('%', o)
    def __divmod__(s, o): return ('divmod', o)
    def __pow__(s, o, m=None): return ('**', o, m)
    def __lshift__(s, o): return ('<<', o)
    def __rshift__(s, o): return ('>>', o)
    def __and__(s, o): return ('&', o)
    def __or__(s, o): return ('|', o)
    def __xor__(s, o): return ('^', o)
x = Op()
print(x + 1, x - 1, x * 1, x / 1, x // 1, x % 1, divmod(x, 1), x ** 1, pow(x, 1, 2), x << 1, x >> 1, x & 1, x | 1, x ^ 1)
# ---- all reflected operators
class Op:
    def __radd__(s, o): return ('+', o)
    def __rsub__(s, o): return ('-', o)
    def __rmul__(s, o): return ('*', o)
    def __rtruediv__(s, o): return ('/', o)
    def __rfloordiv__(s, o): return ('//', o)
    def __rmod__(s, o): return ('%', o)
    def __rdivmod__(s, o): return ('divmod', o)
    def __rpow__(s, o): return ('**', o)
    def __rlshift__(s, o): return ('<<', o)
    def __rrshift__(s, o): return ('>>', o)
    def __rand__(s, o): return ('&', o)
    def __ror__(s, o): return ('|', o)
    def __rxor__(s, o): return ('^', o)
x = Op()
print(1 + x, 1 - x, 1 * x, 1 / x, 1 // x, 1 % x, divmod(1, x), 1 ** x, 1 << x, 1 >> x, 1 & x, 1 | x, 1 ^ x, 'a' + x, [1] + x, 1.5 * x, None + x)
# ---- augmented operators
class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(('+=', o)); return self
    def __isub__(self, o): self.log.append(('-=', o)); return self
    def __imul__(self, o): self.log.append(('*=', o)); return self
    def __ior__(self, o): self.log.append(('|=', o)); return self
    def __add__(self, o): return 'plus'
a = b = Acc()
a += 1; a -= 2; a *= 3; a |= 4
print(a.log, a is b, a + 1)
class Only:
    def __add__(self, o): return 'added %r' % o
o = Only()
o += 5
print(o)
# ---- NotImplemented tries the other side
class A:
    def __add__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
class B:
    def __radd__(self, o): return 'B.__radd__'
    def __eq__(self, o): return 'B.__eq__'
    def __gt__(self, o): return 'B.__gt__'
print(A() + B(), A() == B(), A() < B(), A() == A(), A() != 3, 3 == B())
A() + A()
# ---- the subclass is asked first
class A:
    def __add__(self, o): return 'A.add'
    def __radd__(self, o): return 'A.radd'
    def __eq__(self, o): return 'A.eq'
class B(A):
    def __radd__(self, o): return 'B.radd'
    def __eq__(self, o): return 'B.eq'
class C(A): pass
print(A() + B(), B() + A(), A() + C(), A() == B(), B() == A(), A() == C(), A() + A())
# ---- comparisons
class N:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __eq__(self, o): return isinstance(o, N) and self.n == o.n
    def __le__(self, o): return self.n <= o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return 'N%d' % self.n
a, b = N(1), N(2)
print(a < b, a > b, a <= b, a >= b, a == N(1), a != N(1), a != b, sorted([b, a]), max(a, b), min(b, a), a in [N(1)], {a: 1}[N(1)], [b, a] < [b, b], N(1) == 1)
# ---- comparisons may return anything
class Q:
    def __eq__(self, o): return ('eq', o)
    def __ne__(self, o): return ('ne', o)
    def __lt__(self, o): return ('lt', o)
    def __ge__(self, o): return []
q = Q()
print(q == 1, q != 1, q < 1, q >= 1, 5 > q, not q == 1, 1 == q)
# ---- __len__, __getitem__, __contains__, __iter__
class Deck:
    def __init__(self): self.cards = ['A', 'K', 'Q']
    def __len__(self): return len(self.cards)
    def __getitem__(self, i): print('get', i); return self.cards[i]
d = Deck()
print(len(d), d[0], d[-1], d[1:], bool(d))
print(list(d), 'K' in d, 'x' in d)
print(list(reversed(d)))
class In:
    def __contains__(self, x): return x > 5
    def __iter__(self): return iter('abc')
print(6 in In(), 1 in In(), 7 not in In(), list(In()), tuple(In()), [*In()], sorted(In(), reverse=True), ''.join(In()))
# ---- an iterator class
class Down:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
d = Down(3)
print(list(d), list(d), [x for x in Down(4)], sum(Down(5)), 2 in Down(3), list(zip(Down(3), 'abc')), next(Down(1)), next(Down(0), 'empty'))
a, b, *c = Down(5)
print(a, b, c)
# ---- __setitem__, __delitem__
class Table:
    def __init__(self): self.d = {}
    def __setitem__(self, k, v): self.d[k] = v
    def __getitem__(self, k): return self.d.get(k, 0)
    def __delitem__(self, k): print('del', k); self.d.pop(k, None)
t = Table()
t['a'] = 1; t['a'] += 5; t['b'] -= 1; t[1, 2] = 'x'
del t['a'], t['zz']
print(t.d, t['a'])
# ---- __call__
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, *args, **kw): return self.n + sum(args) + len(kw)
add = Adder(10)
print(add(), add(1, 2), add(1, x=5), callable(add), list(map(add, [1, 2])), sorted([3, 1], key=Adder(0)))
# ---- __hash__ and __eq__ in sets
class P:
    def __init__(self, *k): self.k = k
    def __eq__(self, o): return self.k == o.k
    def __hash__(self): return hash(self.k)
print(len({P(1), P(1), P(2)}), P(1) in {P(1): 0}, P(1, 2) == P(1, 2), P(1) != P(2), {P(1), P(2)} == {P(2), P(1)}, [P(1), P(2)].count(P(1)))
# ---- __bool__ and __len__ in conditions
class E:
    def __init__(self, n): self.n = n
    def __len__(self): print('len', end=' '); return self.n
print('yes' if E(0) else 'no', E(2) and 'and', E(0) or 'or', any([E(0), E(1)]), list(filter(None, [E(0)])))
# ---- numeric conversions
class M:
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __index__(self): return 3
    def __round__(self, n=None): return ('round', n)
    def __floor__(self): return 'floor'
    def __trunc__(self): return 1
m = M()
print(int(m), float(m), [10, 20, 30, 40][m], range(m), 'x' * 2, round(m), round(m, 2), hex(m), list(range(10))[:m], bin(m), divmod(7, m.__index__()), chr(m) == '\x03')
import math
print(math.floor(m), math.sqrt(m))
# ---- __format__ and __bytes__
class F:
    def __format__(self, spec): return 'F' + spec
    def __bytes__(self): return b'raw'
print(f'{F()}', f'{F():>5}', '{:x}{}'.format(F(), F()), format(F(), '!'), bytes(F()))
# ---- context managers as classes
class Ctx:
    def __enter__(self): print('enter'); return 'value'
    def __exit__(self, t, v, tb): print('exit', t and t.__name__, v); return t is KeyError
with Ctx() as c:
    print(c)
with Ctx():
    raise KeyError('swallowed')
print('after')
# ---- __reversed__ and __missing__
class R:
    def __reversed__(self): return iter([3, 2, 1])
class D(dict):
    def __missing__(self, k): return k * 2
print(list(reversed(R())), D()['ab'], D(x=1)['x'], D().get('ab'))
# ---- in-place operators of containers
class L(list):
    def __iadd__(self, o): self.extend([o, o]); return self
l = L([1])
l += 5
print(l, type(l).__name__)
t = (l,)
try:
    t[0] += 6
except TypeError as e:
    print(e, l)
# ---- containers compare with __eq__
class A:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o
print(A(3) == 3, 3 == A(3), A(3) != 4, [A(1), A(2)] == [1, 2], 2 in [A(1), A(2)], [A(1), A(2)].index(2), (1, A(2)) == (1, 2), {'k': A(1)} == {'k': 1})
# ---- special methods are looked up on the class
class A: pass
a = A()
a.__len__ = lambda: 5
a.__str__ = lambda: 'no'
print(str(a) == 'no', hasattr(a, '__len__'))
len(a)
# ---- __iter__ that returns no iterator
class A:
    def __iter__(self): return [1]
list(A())
# ---- __str__ that returns no text
class A:
    def __str__(self): return 5
print(A())
# ---- __repr__ that returns no text
class A:
    def __repr__(self): return None
repr(A())
# ---- __len__ that returns a text
class A:
    def __len__(self): return 'x'
len(A())
# ---- __hash__ that returns a text
class A:
    def __hash__(self): return 'x'
hash(A())
# ---- __index__ that returns a text
class A:
    def __index__(self): return 'x'
[1][A()]
# ---- __next__ is missing
class A:
    def __iter__(self): return self
for x in A(): pass
# ---- an error in __eq__ comes through
class A:
    def __eq__(self, o): raise RuntimeError('eq failed')
A() in [1, 2]
# ---- an error in __getitem__ ends the loop only for IndexError
class A:
    def __getitem__(self, i):
        if i == 2: raise KeyError(i)
        return i
for x in A(): print(x)
# ---- the operand types in the message
class A:
    def __add__(self, o): return NotImplemented
class B: pass
A() + B()
# ---- no order between two classes
class A:
    def __lt__(self, o): return NotImplemented
A() < 5
# ---- no __enter__
class A: pass
with A(): pass
# ---- no __exit__
class A:
    def __enter__(self): pass
with A(): pass
# ---- items that can not be deleted
class A:
    def __getitem__(self, i): return i
del A()[0]
# ---- augmented assignment without the operator
class A: pass
a = A()
a -= 1
# ---- __contains__ raises
class A:
    def __contains__(self, x): raise ValueError('contains %r' % x)
5 in A()
# ---- special methods without self
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: int.__add__(), lambda: int.__round__(), lambda: int.__add__('a', 1), lambda: int.__round__('a'), lambda: str.__len__(), lambda: list.__len__(1), lambda: list.__getitem__(), lambda: dict.__contains__(), lambda: dict.__contains__(1, 2), lambda: str.__getitem__(), lambda: object.__repr__(), lambda: object.__format__(), lambda: list.__init__(), lambda: list.__reversed__(), lambda: int.__trunc__(), lambda: int.__add__(1, b=2), lambda: list.__getitem__([], b=2))
