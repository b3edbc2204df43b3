# ---- ranges
print(range(5), range(1, 5), range(0, 10, 3), range(5, 0, -2), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)), len(range(0, 10, 3)), range(0, 3, 1))
r = range(10, 50, 5)
print(r[0], r[-1], r[2:4], r[::-1], 25 in r, 26 in r, 25.0 in r, 'x' in r, r.index(25), r.count(25), r.count(1), r.start, r.stop, r.step)
# ---- comparing ranges
print(range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], hash(range(3)) == hash(range(0, 3)), range(1, 4) != range(1, 5), bool(range(0)), bool(range(1)))
# ---- large ranges
r = range(10 ** 20, 10 ** 20 + 10)
print(r[3], 10 ** 20 + 5 in r, list(r[:2]), range(10 ** 30)[10 ** 29], 10 ** 29 in range(0, 10 ** 30, 10), len(range(0, 10 ** 12, 7)))
print(range(-5, 5)[::3], list(range(-5, 5)[::3]), list(reversed(range(0, 10, 4))), sum(range(101)), max(range(5, 50, 7)))
# ---- slice objects
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None).indices(3), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(5), s == slice(1, 10, 2))
print('abcdefghij'[s], list(range(20))[s], (0, 1, 2, 3)[s])
# ---- __getitem__ sees slices
class Show:
    def __getitem__(self, key): return key
s = Show()
print(s[1], s[1:2], s[::], s[1:2:3], s[:, 1], s[1:2, ::3], s[...], s['a':'b'], s[()], s[-1:])
# ---- __setitem__ and __delitem__ see slices
class Log:
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
l = Log()
l[0] = 1; l[1:2] = [3]; l[::2, 5] = None
del l[3], l[4:]
# ---- all slices of a short list
a = [0, 1, 2, 3]
for step in (1, -1, 2, -3):
    print([a[i:j:step] for i in (-5, -2, 0, 3) for j in (-4, 1, 9)])
# ---- range without arguments
range()
# ---- range of a float
range(1.5)
# ---- range with a step of zero
range(1, 10, 0)
# ---- range index out of range
range(3)[5]
# ---- index of what is not in a range
range(3).index(7)
# ---- too many arguments for range
range(1, 2, 3, 4)
# ---- slices are not hashable
{slice(1): 2}
# ---- slice of wrong indices
[1, 2]['a':]
# ---- ranges do not add
range(3) + range(3)
# ---- ranges are immutable
r = range(3)
r[0] = 1
# ---- the index of what is no integer
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
class A:
    def __eq__(self, other): return other == 2
t(lambda: range(1, 9, 3).index('b'), lambda: range(3).index(1.0), lambda: range(3).index(1.5), lambda: range(3).index(5), lambda: range(3).index(A()), lambda: range(3).index(True))
# ---- a range times a text, in place
r = range(2)
r *= 'ab'
# ---- a range sliced by what is no integer
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: range(5)[slice('a', 'b')], lambda: range(5)['a':], lambda: range(5)[:1.0], lambda: range(5)[1:2:'c'], lambda: range(5)['a'::0])
