# ---- simple and nested
a, b = 1, 2
(c, d), [e, f] = (3, 4), 'xy'
[g] = [5]
(h, (i, (j,))) = 6, [7, [8]]
print(a, b, c, d, e, f, g, h, i, j)
# ---- starred
a, *b = range(4); print(a, b)
*a, b = 'abc'; print(a, b)
a, *b, c = (1, 2); print(a, b, c)
a, (b, *c), *d = 1, 'xyz', 4, 5; print(a, b, c, d)
[*a] = 'hi'; print(a)
*a, = {'k': 1}; print(a)
# ---- any iterable
a, b = {'x': 1, 'y': 2}; print(a, b)
a, b = (i * i for i in (2, 3)); print(a, b)
(a, b), c = {1: 2}.popitem(), 'c'; print(a, b, c)
for a, *b in ['xyz', (1,), [2, 3]]: print(a, b)
# ---- swaps and rotations
a, b, c = 1, 2, 3
a, b, c = c, a, b
print(a, b, c)
l = [0, 1, 2]
l[0], l[2] = l[2], l[0]
print(l)
i = 0
i, l[i] = 2, 'x'
print(i, l)
# ---- chained assignment
a = b = c = []
a.append(1)
x = y, z = 1, 2
print(b, c is a, x, y, z)
i = 1
l = [0, 0, 0]
i = l[i] = 2
print(i, l)
# ---- the order of evaluation
def v(x):
    print(x, end=' ')
    return x
class T:
    def __setitem__(self, k, val): print('set', k, val, end=' ')
    def __getitem__(self, k): print('get', k, end=' '); return 10
    def __getattr__(self, n): print('attr', n, end=' '); return self
t = T()
t[v('k')] = v('value'); print()
t[v(1)], t[v(2)] = v('a'), v('b'); print()
t[v('i')] += v(5); print()
t.x[v(0)] = t.y[v(9)] = v('z'); print()
# ---- augmented assignment evaluates its target once
calls = []
def index():
    calls.append(1)
    return 0
l = [1]
l[index()] += 5
print(l, len(calls))
class A:
    n = 1
def obj():
    calls.append(2)
    return A
obj().n += 1
print(A.n, calls)
# ---- augmented assignment of attributes and items
class A: pass
a = A(); a.x = [1]; a.n = 5; a.d = {'k': 'v'}
a.x += [2]; a.n -= 7; a.d['k'] *= 3; a.x[0] <<= 4; a.n **= 2; a.x[-1] /= 4
print(a.x, a.n, a.d)
s = 'a'
s += 'b' 'c'
t = (1,); u = t
t += (2,)
print(s, t, u)
# ---- unpacking in calls and displays
def f(*a, **k): return a, k
a, d = [1, 2], {'x': 1}
print(f(*a, *a, **d), f(*'ab', 3, k=0), [*a, 0, *a], (*a,), {**d, 'x': 2, **{'y': 3}}, sorted({*a, 9}), f(*(), **{}), max(*a, 7))
print(*a, *'xy', sep='')
# ---- unpacking in for and comprehensions
data = [('a', (1, 2)), ('b', (3, 4))]
for name, (x, y) in data: print(name, x + y)
print([x for _, (x, _) in data], {n: p for n, p in data}, [first for first, *_ in ['ab', 'cd']])
for i, l[0] in enumerate('xy') if (l := [0]) else (): print(i, l)
# ---- returning and unpacking
def divide(a, b): return a // b, a % b
q, r = divide(17, 5)
(q2, r2), rest = divide(9, 4), 'rest'
print(q, r, q2, r2, rest, [*divide(7, 2)])
def head(first, *rest): return first if not rest else head(*rest)
print(head(*'hello'))
# ---- too few values
a, b, c = 1, 2
# ---- too many values
a, b = 1, 2, 3
# ---- one value, two names
a, b = [1]
# ---- no value
(a,) = []
# ---- not enough for the star
a, b, *c = [1]
# ---- too many from a generator
a, b = (i for i in range(100))
# ---- unpacking a number
a, b = 5
# ---- unpacking None
def f(): pass
x, y = f()
# ---- unpacking a text of the wrong length
a, b = 'abc'
# ---- nested unpacking fails
a, (b, c) = 1, (2,)
# ---- unpacking in a loop fails
for a, b in [(1, 2), (3, 4, 5)]:
    print(a, b)
# ---- unpacking a dictionary of one
a, b = {'k': 1}
# ---- star of None
print(*None)
# ---- star of None in a list
[*None]
# ---- the names before the failure stay as they were
a = b = 'old'
try:
    a, b = 1, 2, 3
except ValueError as e:
    print(e, a, b)
a, b.x = 1, 2
