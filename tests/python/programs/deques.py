# ---- both ends
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], bool(d), bool(deque()))
d.extend('ab'); d.extendleft('xy'); print(d, list(d), list(reversed(d)), 2 in d, 'q' in d, d.count('a'), d.index('a'), d.index(2, 1), d.index(2, 1, 9))
d[0] = 'first'; d[-1] = 'last'; del d[1]; print(d)
d.insert(1, 'i'); d.insert(-1, 'j'); d.insert(99, 'k'); d.insert(-99, 'l'); print(d)
d.remove('i'); d.reverse(); print(d, d.copy() == d, d.copy() is d)
d.clear(); print(d, deque('abc'), deque(range(3)), deque(), deque(iterable=[1], maxlen=None))
# ---- rotation
from collections import deque
d = deque('abcde')
for n in (1, -1, 2, -2, 5, 7, -12, 0):
    d.rotate(n); print(n, ''.join(d))
d.rotate(); print(d); deque().rotate(3)
# ---- a maximum
from collections import deque
d = deque(range(10), maxlen=3)
print(d, d.maxlen, deque().maxlen, deque('abc', 2), deque('abc', 0))
d.append('x'); d.appendleft('y'); d.extend([1, 2]); print(d)
d.extendleft([8, 9]); print(d, d.copy(), d + deque([5]), d * 2)
d *= 2; d += 'pq'; print(d)
z = deque(maxlen=0); z.append(1); z.extend('ab'); print(z, len(z))
print(list(deque((x * x for x in range(100)), 2)))
# ---- arithmetic and comparison
from collections import deque
d = deque([1, 2])
print(d + deque([3]), d * 3, 2 * d, d * 0, d * -1, d == deque([1, 2]), d == [1, 2], d != deque([1]), d < deque([1, 3]), deque('b') > deque('a'), d <= d, deque([1]) < deque([1, 0]))
e = d; e += [3]; e *= 2; print(d, e is d)
d.extend(d); d.extendleft(deque('z')); print(d)
# ---- what deques refuse
from collections import deque
d = deque([1])
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: deque(5), lambda: deque([], -1), lambda: deque([], 'x'), lambda: d + [2], lambda: d[5], lambda: d[-2], lambda: d[0:1], lambda: deque().pop(), lambda: deque().popleft(), lambda: d.index(2), lambda: d.remove(7), lambda: deque([1], 1).insert(0, 1), lambda: {d}, lambda: d * 'a', lambda: d.rotate('a'), lambda: deque(1, 2, 3), lambda: deque(x=1))
def drop(): del d[3]
def put(): d[3] = 1
t(drop, put)
# ---- changed while it is run over
from collections import deque
d = deque([1, 2, 3])
for x in d:
    d.append(x)
# ---- changed while it is run over, at its end
from collections import deque
d = deque([1])
for x in d: d[0] = 5
print(d)
it = iter(d)
d.append(2)
next(it)
# ---- a queue, a window, a ring
from collections import deque
def window(items, n):
    w = deque(maxlen=n)
    for item in items:
        w.append(item)
        if len(w) == n: yield tuple(w)
print(list(window(range(5), 3)))
graph = {'a': 'bc', 'b': 'd', 'c': 'd', 'd': ''}
queue, seen = deque(['a']), []
while queue:
    node = queue.popleft()
    if node not in seen:
        seen.append(node); queue.extend(graph[node])
print(seen)
ring = deque('abc')
print([ring.rotate(-1) or ring[0] for _ in range(4)])
# ---- inside itself
from collections import deque
d = deque([1]); d.append(d); l = [d]; d.append(l)
print(d)
# ---- a class of deques
from collections import deque
class Stack(deque):
    def push(self, x): self.append(x); return self
    def __init__(self, *a): super().__init__(a); self.name = 's'
s = Stack(1, 2).push(3)
print(s, s.name, s.pop(), len(s), list(s), isinstance(s, deque))
