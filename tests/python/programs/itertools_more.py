# ---- what itertools refuses
import itertools as I
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: I.count('a'), lambda: I.count(1, 'a'), lambda: I.repeat(), lambda: I.repeat(1, 'a'), lambda: I.cycle(5), lambda: I.cycle(), lambda: I.cycle([1], 2), lambda: I.islice([1]), lambda: I.islice([1], 'a'), lambda: I.islice([1], 1, -1), lambda: I.islice([1], -1, 1), lambda: I.islice([1], 0, 1, 0), lambda: I.islice([1], 0, 1, 'a'), lambda: I.islice(5, 1), lambda: I.islice([1], 'a', 3), lambda: I.islice([1], 2.0))
t(lambda: list(I.accumulate(5)), lambda: I.accumulate(), lambda: I.takewhile(bool, 5), lambda: list(I.takewhile(5, [1])), lambda: I.filterfalse(None), lambda: I.compress('a'), lambda: I.groupby(), lambda: I.groupby(5), lambda: I.dropwhile(bool, [1], 2), lambda: I.starmap(pow), lambda: list(I.starmap(pow, [1])), lambda: list(I.starmap(pow, [(1,)])))
t(lambda: I.product(5), lambda: I.product('a', bad=1), lambda: I.product('a', repeat='x'), lambda: I.product('a', repeat=10 ** 30), lambda: I.permutations('abc', -1), lambda: I.permutations(5), lambda: I.combinations('abc'), lambda: I.combinations('abc', -1), lambda: I.combinations('abc', 'x'), lambda: I.combinations_with_replacement('ab', -1))
t(lambda: I.zip_longest('a', bad=1), lambda: I.zip_longest('a', 5), lambda: I.tee([1], -1), lambda: I.tee([1], 0), lambda: I.tee(5), lambda: I.tee(), lambda: I.tee([1], 1, 1), lambda: I.pairwise(5), lambda: I.pairwise(), lambda: I.chain.from_iterable(5), lambda: list(I.chain.from_iterable([[1], 5])), lambda: I.chain(x=1), lambda: I.islice(x=1))
# ---- keywords and repr
from itertools import *
print(count(2), count(2, 3), count(1.5), count(start=1, step=2), count(step=5), repeat(1), repeat('x', 3), repeat(1, -2), repeat(object=1, times=2))
c, r = count(5, 5), repeat('a', 3)
print(next(c), next(c), c, next(r), r, list(r), r)
print(list(compress(data='ab', selectors=[0, 1])), list(accumulate(iterable=[1, 2], func=max)), list(combinations(iterable='ab', r=1)), [k for k, g in groupby(iterable='aab', key=str.upper)], type(chain()).__name__, type(count()).__name__, count, groupby)
# ---- counting without an end
from itertools import count, islice, takewhile, cycle, repeat, chain, compress
print(list(islice(count(2 ** 62 - 1, 2 ** 61), 3)), list(islice(count(10 ** 30, -10 ** 30), 3)), list(islice(count(True, 2), 2)), list(islice(count(1.5, -.5), 4)))
evens = (n for n in count() if n % 2 == 0)
print(next(evens), next(evens), list(islice(evens, 2)), list(takewhile(lambda x: x < 30, evens)))
print([a + str(b) for a, b in zip(cycle('ab'), range(5))], dict(zip('abc', repeat(0))), list(islice(chain('ab', count()), 5)), list(islice(compress(count(), cycle([1, 0, 0])), 4)), any(n > 5 for n in count()), next(n for n in count(1) if n % 7 == 0), 10 in count(), next(islice(count(), 1000, None)))
# ---- a cycle of an iterator is read once
from itertools import cycle, islice
def source():
    for x in 'abc':
        print('read', x)
        yield x
print(list(islice(cycle(source()), 7)))
# ---- what islice takes from its iterator
from itertools import islice
it = iter(range(20))
print(list(islice(it, 2)), next(it), list(islice(it, 1, 2)), next(it), list(islice(it, 0, 6, 3)), next(it), list(islice(it, 0)), next(it), list(islice(it, 3, 3)), next(it), list(islice(it, 2, 5, 10)), list(it))
print(list(islice('abcdef', None, None, 2)), list(islice('abcdef', 3, None)), list(islice('abc', 5, 9)), list(islice('abcdef', 1, 5, 3)), list(islice(range(10 ** 9), 3)), list(islice('ab', True)))
# ---- groups are lazy
from itertools import groupby
def source():
    for x in [1, 1, 2, 2, 2, 3]:
        print('read', x)
        yield x
for k, g in groupby(source()):
    print('group', k, next(g))
groups = [(k, g) for k, g in groupby('aabb')]
print([(k, list(g)) for k, g in groups])
gb = groupby('aab')
k, g = next(gb)
print(k, next(g))
k2, g2 = next(gb)
print(k2, list(g), list(g2), list(gb), next(gb, 'end'))
# ---- groups by a key
from itertools import groupby
rows = [('be', 'Eupen'), ('be', 'Raeren'), ('ee', 'Vigala'), ('be', 'Kelmis')]
print([(k, [c for _, c in g]) for k, g in groupby(rows, key=lambda r: r[0])], {k: len(list(g)) for k, g in groupby(sorted(rows), lambda r: r[0])}, [(k, len(list(g))) for k, g in groupby('AaBbb', str.lower)], [k for k, g in groupby([None, None, 0])], [list(g) for k, g in groupby([1, 2, 3, 10, 11], lambda n: n // 10)], max((len(list(g)), k) for k, g in groupby('abbbcc')))
# ---- tee shares
from itertools import tee, islice
def source():
    for x in range(4):
        print('read', x)
        yield x
a, b, c = tee(source(), 3)
print(next(a), next(a), next(b), list(c), list(b), list(a))
a, b = tee('abc')
del b
print(list(a))
a, b = tee(range(10 ** 6))
print(sum(islice(a, 5)), next(b))
print([list(t) for t in tee([1, 2], 4)], len(tee('a', 1)), tee('a', 0), list(zip(*tee('abc', 2))))
x, y = tee(iter([1, 2, 3])); next(y)
print(list(zip(x, y)))
# ---- a product in order
from itertools import product
p = product('ab', range(2), [None])
print(next(p), list(p), list(product([1, 2], repeat=2)), list(product('a', 'bc', repeat=2)), list(product(repeat=3)), list(product('ab', repeat=0)), list(product([], repeat=2)), sum(1 for _ in product(range(3), repeat=5)), list(product((x for x in 'ab'), 'c')))
# ---- selections in order
from itertools import permutations, combinations, combinations_with_replacement
print(list(permutations('abc')), list(permutations(range(4), 2)), list(permutations('abc', 0)), list(permutations('abc', 1)), list(permutations('', 0)), list(permutations('', 1)), list(permutations('abc', 4)), list(permutations('aa')), sep='\n')
print(list(combinations('abcd', 3)), list(combinations('abcd', 4)), list(combinations('abcd', 5)), list(combinations('', 0)), list(combinations([3, 1, 2], 2)), sep='\n')
print(list(combinations_with_replacement('abc', 2)), list(combinations_with_replacement('ab', 3)), list(combinations_with_replacement('ab', 0)), list(combinations_with_replacement('', 2)), list(combinations_with_replacement('', 0)), list(combinations_with_replacement('a', 4)), sep='\n')
print(sum(1 for _ in permutations(range(6), 3)), sum(1 for _ in combinations(range(12), 6)), sum(1 for _ in combinations_with_replacement(range(5), 4)))
# ---- accumulating
from itertools import accumulate
import operator
print(list(accumulate([1, 2, 3], initial=0)), list(accumulate([], initial=7)), list(accumulate([1, 2], None)), list(accumulate([5, 1, 7], min)), list(accumulate('abc', lambda a, b: b + a)), list(accumulate([1.5, 2])), list(accumulate([1, 2], func=operator.sub, initial=10)), list(accumulate([[1], [2]], initial=[])))
list(accumulate([1, 'a']))
# ---- errors come when they are reached
from itertools import chain, islice, starmap, filterfalse, dropwhile, zip_longest, pairwise
def bad():
    yield 1
    raise ValueError('in the middle')
for make in (lambda: chain(bad(), 'x'), lambda: islice(bad(), 5), lambda: filterfalse(None, bad()), lambda: dropwhile(lambda x: x < 1, bad()), lambda: zip_longest('abc', bad()), lambda: pairwise(bad()), lambda: starmap(divmod, [(7, 2), (1, 0)])):
    it = make()
    got = []
    try:
        for x in it: got.append(x)
    except (ValueError, ZeroDivisionError) as e:
        print(got, type(e).__name__, e)
# ---- iterators of the program
from itertools import chain, islice, tee, zip_longest, groupby
class Down:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(chain(Down(2), Down(3))), list(islice(Down(9), 2)), [list(t) for t in tee(Down(2))], list(zip_longest(Down(1), Down(3))), [k for k, g in groupby(Down(3))])
# ---- many iterators around another
from itertools import chain, islice
it = iter([1, 2, 3])
for _ in range(200): it = chain(it)
print(list(islice(it, 2)))
