# ---- lists
print([x for x in 'abc'], [x * y for x in range(3) for y in range(x)], [x for x in range(20) if x % 2 if x % 3], [(x, y) for x in 'ab' if x != 'b' for y in range(2)])
print([[c for c in w] for w in ('ab', 'c')], [None for _ in range(2)], [i for i in ()], [x if x else 'zero' for x in range(2)], [*[i for i in range(2)], 9])
# ---- unpacking in comprehensions
pairs = [(1, ('a', 'b')), (2, ('c', 'd'))]
print([n for n, _ in pairs], [b for _, (a, b) in pairs], {k: v for v, (k, *_) in pairs}, [h + sum(t) for h, *t in ([1, 2, 3], [4])], [i + j for i, j in zip('ab', 'cd')], [k for k, in [(1,), (2,)]])
# ---- conditions with calls
def even(n): return n % 2 == 0
print([n for n in range(6) if even(n)], [n for n in range(6) if not even(n)], [f(n) for f in (str, float, even) for n in (1, 2)], [x for x in [1, None, 0, 'a'] if x is not None])
# ---- nested over nested
matrix = [[1, 2], [3, 4], [5, 6]]
print([x for row in matrix for x in row], [[row[i] for row in matrix] for i in range(2)], [[x * 2 for x in row] for row in matrix if sum(row) > 3], sum(x for row in matrix for x in row if x % 2))
# ---- closures in comprehensions
fs = [lambda x: x + i for i in range(3)]
gs = [(lambda i: lambda x: x + i)(i) for i in range(3)]
print([f(10) for f in fs], [g(10) for g in gs])
def outer(k):
    return [[k + i for i in range(n)] for n in range(k)]
print(outer(3), [(lambda: [j for j in range(i)])() for i in range(3)])
# ---- sets and dictionaries
words = 'the cat the dog'.split()
print(sorted({len(w) for w in words}), {w: words.count(w) for w in words}, {i: c for i, c in enumerate('ab')}, {k.upper(): [v] for k, v in {'a': 1}.items()}, {x: y for x in 'ab' for y in range(2)}, len({() for _ in range(3)}))
# ---- the order of evaluation in a dictionary
def v(x):
    print(x, end=' ')
    return x
d = {v('k%d' % i): v(i) for i in range(2)}
print(d)
e = {v('a'): v(1), v('b'): v(2), **{v('c'): v(3)}}
print(e)
# ---- pythagoras and primes
print([(a, b, c) for c in range(1, 21) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
print([n for n in range(2, 40) if not any(n % d == 0 for d in range(2, n))], [n for n in range(1, 30) if sum(d for d in range(1, n) if n % d == 0) == n])
# ---- comprehensions in arguments and indices
print(sum([x for x in range(4)]), max(x for x in [3, 1]), sorted({x: -x for x in range(3)}, key=lambda k: -k), 'abc'[[i for i in range(3)][1]], len([x for x in [y for y in range(5)] if x > 2]), dict(([k, k * 2] for k in 'ab')))
# ---- class attributes in comprehensions
class A:
    rows = [1, 2, 3]
    doubled = [r * 2 for r in rows]
    table = {r: str(r) for r in rows}
print(A.doubled, A.table)
# ---- an error inside a comprehension
print([10 // x for x in (1, 2, 0)])
# ---- unpacking fails inside a comprehension
[a for a, b in [(1, 2), (3,)]]
# ---- an unhashable element of a set comprehension
{[x] for x in 'ab'}
# ---- a class variable in the condition of a comprehension
class A:
    limit = 2
    rows = [r for r in range(4) if r < limit]
