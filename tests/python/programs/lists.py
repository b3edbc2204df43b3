# ---- making and joining lists
a = [1, 'x', None, 2.5, [], (1,)]
print(a, len(a), [] + [1], [0] * 3, 2 * [1, 2], [1] * -1, list('ab'), list(range(3)), list((1, 2)), list({'k': 1}), [*a[:2], *'yz'])
# ---- append, extend, insert
a = [1]
a.append(2); a.append([3])
a.extend((4, 5)); a.extend('xy'); a.extend({'k': 0}); a.extend(i * i for i in range(2))
a.insert(0, 'first'); a.insert(-1, 'before last'); a.insert(100, 'end'); a.insert(-100, 'start')
print(a, len(a), [].append(1))
# ---- pop, remove, clear
a = list('abcabc')
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove('b'); print(a)
a.clear(); print(a, a == [])
# ---- index and count
a = [1, 2.0, True, 'x', 2, None]
print(a.index(2), a.index(True), a.count(1), a.index(2, 2), a.index('x', -4, -1), a.count('y'), None in a, 3 in a, 'x' not in a)
# ---- negative indices
a = [10, 20, 30]
print(a[-1], a[-3], a[0], a[True])
a[-1] = 33; a[0] += 5; print(a)
# ---- slices
a = list(range(10))
print(a[2:5], a[:3], a[7:], a[::3], a[::-1], a[8:2:-2], a[-3:], a[:-3], a[100:], a[-100:3], a[5:2], a[:])
print(a[slice(None, None, 4)], a[slice(2)], a[1:8][2:4][0])
# ---- slice assignment
a = list(range(6))
a[1:3] = ['x', 'y', 'z']; print(a)
a[:0] = [-2, -1]; print(a)
a[-2:] = []; print(a)
a[::2] = 'abcd' if len(a[::2]) == 4 else a[::2]; print(a)
a[2:2] = (7, 8); print(a)
a[:] = range(3); print(a)
a[1:1] = a; print(a)
a[::-1] = [1, 2, 3, 4, 5, 6]; print(a)
# ---- slice deletion
a = list(range(10))
del a[0], a[-1]; print(a)
del a[2:4]; print(a)
del a[::2]; print(a)
del a[::-1]; print(a)
del a[:]; print(a)
# ---- sorting
a = [3, 1, 2.5, True, -1]
a.sort(); print(a)
a.sort(reverse=True); print(a)
w = ['banana', 'Apple', 'cherry', 'apple', 'fig']
w.sort(); print(w)
w.sort(key=str.lower); print(w)
w.sort(key=len, reverse=True); print(w)
w.sort(key=lambda s: (len(s), s)); print(w)
print([].sort(), sorted([(2, 'a'), (1, 'b'), (1, 'a')]), sorted([[2], [1, 5], [1]]))
# ---- sorting is stable
rows = [('a', 2), ('b', 1), ('c', 2), ('d', 1), ('e', 0)]
print(sorted(rows, key=lambda r: r[1]))
print(sorted(rows, key=lambda r: r[1], reverse=True))
print(sorted(range(20), key=lambda n: n % 3))
# ---- reversing and copying
a = [1, [2], 3]
b = a.copy(); c = a[:]; d = a
a.reverse(); a[1].append('x')
print(a, b, c, d, a is d, a is b, list(reversed(a)), a[::-1])
# ---- comparing lists
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, 2] == [1.0, 2.0], [1] != [2], [1] == (1,), [[1], 2] <= [[1], 2])
# ---- nested lists share
row = [0] * 2
grid = [row] * 2
grid[0][0] = 1
print(grid)
grid = [[0] * 2 for _ in range(2)]
grid[0][0] = 1
print(grid, sum(map(sum, grid)))
# ---- a list in itself
a = [1]
a.append(a)
print(a, len(a), a[1][1][0], a in a)
# ---- augmented addition changes in place
a = b = [1]
a += [2]
print(a, b, a is b)
a = a + [3]
print(a, b)
a *= 2
a += 'xy'
print(a)
def f(l=[]):
    l += [len(l)]
    return l
print(f(), f(), f([9]))
# ---- transposing
m = [[1, 2, 3], [4, 5, 6]]
print([list(r) for r in zip(*m)], [[r[i] for r in m] for i in range(3)], [x for r in m for x in r])
# ---- matrix product
def mul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]
m = [[1, 1], [1, 0]]
r = [[1, 0], [0, 1]]
for _ in range(50):
    r = mul(r, m)
print(r)
# ---- a queue and a stack
stack = []
for token in '3 4 + 2 * 7 -'.split():
    if token in '+-*':
        b, a = stack.pop(), stack.pop()
        stack.append(a + b if token == '+' else a - b if token == '-' else a * b)
    else:
        stack.append(int(token))
print(stack)
# ---- sieve with slices
n = 50
sieve = [True] * n
sieve[0:2] = [False, False]
for i in range(2, 8):
    if sieve[i]:
        sieve[i * i::i] = [False] * len(range(i * i, n, i))
print([i for i, p in enumerate(sieve) if p])
# ---- changing while iterating
a = [1, 2, 3, 4]
for x in a:
    if x % 2 == 0:
        a.remove(x)
    elif len(a) < 6:
        a.append(x * 10)
print(a)
it = iter(a)
a.clear()
print(list(it))
# ---- quick sort
def qsort(a):
    if len(a) < 2:
        return a
    p, *rest = a
    return qsort([x for x in rest if x < p]) + [p] + qsort([x for x in rest if x >= p])
print(qsort([5, 3, 8, 1, 9, 2, 5, 7]), qsort([]), qsort(list('hello')))
# ---- list index out of range
a = [1, 2]
print(a[1])
print(a[2])
# ---- negative list index out of range
[1][-2]
# ---- assigning out of range
a = []
a[0] = 1
# ---- deleting out of range
a = [1]
del a[1]
# ---- pop looks at its index first
[].pop('a')

# ---- pop from an empty list
[].pop()
# ---- pop out of range
[1].pop(5)
# ---- removing what is not there
a = ['a']
a.remove('b')
# ---- index of what is not there
[1, 2].index('x')
# ---- a list index of text
[1, 2]['0']
# ---- a list plus a tuple
[1] + (2,)
# ---- a list times a list
[1] * [2]
# ---- sorting mixed types
sorted([1, 'a'])
# ---- sorting None
[3, None, 1].sort()
# ---- extended slice of another size
a = [1, 2, 3, 4]
a[::2] = [1]
# ---- slice assignment of a number
a = [1, 2]
a[0:1] = 5
# ---- lists are not hashable
{[1]: 2}
# ---- an unknown attribute of a list
[1].add(2)
# ---- too many arguments of append
[].append(1, 2)
# ---- sort takes no positional argument
[1].sort(len)
# ---- extend by a number
[].extend(5)
# ---- insert without a value
[].insert(1)
# ---- a list is not callable
a = [1]
a(0)
# ---- list of two arguments
list(1, 2)
