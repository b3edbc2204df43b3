# ---- tuples
t = 1, 'x', (2,)
print(t, (), (1,), 1,)
print(t + (3,), t * 2, len(t), t[1], t[-1], t[::-1], t[1:], t.index('x'), t.count(1), 2 in t, (2,) in t)
print(tuple([1, 2]), tuple('ab'), tuple(), tuple(range(3)), tuple({'k': 1}), type(()), (1, 2) == (1.0, 2), (1, 2) == [1, 2])
# ---- comparing tuples
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (2,) > (1, 9), max((1, 'b'), (1, 'a')), sorted([(2, 1), (1, 2), (1, 1)]))
print((1, 'a') == (1, 'a'), hash((1, 2)) == hash((1, 2)), hash((1,)) == hash((1.0,)), (1, (2, 3)) < (1, (2, 4)))
# ---- tuples as keys
d = {(0, 0): 'origin', (1,): 'one', (): 'none'}
d[1, 2] = 'pair'
print(d, d[0, 0], d[()], (1, 2) in d, d.get((9, 9)))
# ---- swapping and returning several
def minmax(a):
    return min(a), max(a)
lo, hi = minmax([3, 1, 2])
a, b = 1, 2
a, b = b, a
print(lo, hi, a, b, minmax('xyz'))
# ---- a tuple with a list inside
t = (1, [2])
t[1].append(3)
print(t)
try:
    t[1] += [4]
except TypeError as e:
    print(e, t)
# ---- tuples of tuples in loops
for (a, b), c in [((1, 2), 3), ((4, 5), 6)]:
    print(a, b, c)
for i, (k, v) in enumerate({'x': 1, 'y': 2}.items()):
    print(i, k, v)
# ---- starred in displays
a = [1, 2]
print((*a, 3), (*a, *'xy'), *a, (0, *range(3), *[]), tuple(x for x in a))
# ---- identity and emptiness
print(() is (), bool(()), bool((0,)), not (), () or 'empty', (1, 2)[True], len(((1, 2), (3,))))
# ---- tuples are immutable
t = (1, 2)
t[0] = 5
# ---- deleting from a tuple
t = (1, 2)
del t[0]
# ---- tuple index out of range
(1, 2)[2]
# ---- tuple index of text
(1, 2)['a']
# ---- tuple plus list
(1,) + [2]
# ---- a tuple with a list is not hashable
hash((1, [2]))
# ---- tuple.index of what is not there
(1, 2).index(3)
# ---- tuples have no append
(1,).append(2)
# ---- comparing a tuple and a list
(1, 2) < [1, 2]
# ---- a tuple is not callable
rows = [
    (1, 2)
    (3, 4)
]
