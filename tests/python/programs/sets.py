# ---- making sets
print(sorted({3, 1, 2, 1}), set(), sorted(set('hello')), frozenset(), len({1, 1.0, True}), type({1}), type({}), {5}, frozenset([5]), sorted({*[1, 2], *(2, 3)}))
# ---- set algebra
a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), sorted(b - a), a & {9}, a - a)
print(sorted(a.union(b, [9])), sorted(a.intersection([1, 2], (2,))), sorted(a.difference('x', [1])), sorted(a.symmetric_difference([3, 7])))
# ---- comparing sets
a = {1, 2}
print(a < {1, 2, 3}, a <= a, a < a, a == {2, 1}, a != {1}, a > {1}, a >= {3}, a.issubset([1, 2, 3]), a.issuperset([1]), a.isdisjoint([3]), a == frozenset(a), a == [1, 2])
# ---- changing sets
s = {1}
s.add(2); s.add(1); s.update([3], (4,)); s.discard(9); s.discard(1); s.remove(2)
print(sorted(s), s.pop() in (3, 4), len(s))
s |= {7, 8, 9}; s &= {7, 8, 3}; s -= {8}; s ^= {7, 10}
print(sorted(s), s.clear(), s)
s = {1, 2, 3}; s.intersection_update([2, 3]); s.difference_update([3]); s.symmetric_difference_update([5])
print(sorted(s), sorted(s.copy()), s.copy() is s)
# ---- comprehensions of sets
print(sorted({x % 3 for x in range(10)}), sorted({c.lower() for c in 'AaBb'}), sorted(set(x for x in 'hello' if x > 'h')), sorted({(x, y) for x in (1, 2) for y in (1, 2) if x != y}))
# ---- membership
s = {1, 'a', (1, 2), None, 2.5, frozenset({3})}
print(1 in s, True in s, 'b' in s, (1, 2) in s, None in s, frozenset([3]) in s, {3} in s, 5 / 2 in s)
# ---- frozensets
f = frozenset('abc')
print(sorted(f), hash(f) == hash(frozenset('cba')), {f: 1}[frozenset('bca')], sorted(f | {'d'}), type(f | {'d'}), type({'d'} | f), f == set('abc'), len({frozenset([1]), frozenset([1])}))
# ---- unique in order
def unique(items):
    seen = set()
    return [x for x in items if not (x in seen or seen.add(x))]
print(unique([3, 1, 3, 2, 1]), unique('hello'), list(dict.fromkeys('hello')))
# ---- the same elements
print(set([1, 2, 3]) == set((3, 2, 1)), set('abc') & set('bcd') == {'b', 'c'}, set() == frozenset(), bool(set()), bool({0}), len(set(range(100)) - set(range(0, 100, 2))))
print(repr(set()), repr({1}), str(frozenset()), repr(frozenset({'a'})), [set()], max({3, 1}), min({'b', 'a'}), sum({1, 2}))
# ---- removing what is not there
s = {1}
s.remove('x')
# ---- pop of an empty set
set().pop()
# ---- a list in a set
{[1]}
# ---- a set in a set
{1, {2}}
# ---- sets can not be indexed
s = {1}
s[0]
# ---- a set and a list
{1} | [2]
# ---- sets do not add
{1} + {2}
# ---- frozensets do not change
frozenset([1]).add(2)
# ---- a set of a number
set(5)
# ---- changing a set while iterating
s = {1}
for x in s:
    s.add(x + 100)
# ---- ordering a set and a number
{1} < 5
