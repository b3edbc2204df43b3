# ---- chain
from itertools import chain
print(list(chain('ab', [1], ())), list(chain()), list(chain.from_iterable(['ab', 'c'])), list(chain(*[[1], [2]])), list(chain({'k': 1}, range(2))), sum(chain([1], (2,))))
# ---- count, cycle, repeat
from itertools import count, cycle, repeat, islice
print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(0.5, 0.25), 3)), list(islice(count(10, -3), 4)), next(count(10 ** 20)))
print(list(islice(cycle('ab'), 5)), list(cycle([])), list(repeat('x', 3)), list(repeat(1, 0)), list(islice(repeat(7), 2)), list(map(pow, range(4), repeat(2))), list(zip(count(1), 'ab')))
# ---- islice
from itertools import islice, count
print(list(islice('abcdef', 2)), list(islice('abcdef', 2, 4)), list(islice('abcdef', 2, None)), list(islice('abcdef', 0, None, 2)), list(islice([], 5)), list(islice(count(), 3, 10, 3)), list(islice('abc', None)))
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 1, 3)), list(it))
# ---- accumulate
from itertools import accumulate
import operator
print(list(accumulate([1, 2, 3])), list(accumulate('abc')), list(accumulate([3, 1, 5, 2], max)), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([])), list(accumulate([1, 2], initial=10)), list(accumulate([[1], [2]])), list(accumulate([2, 3], lambda a, b: a ** b, initial=2)))
# ---- takewhile, dropwhile, filterfalse, compress
from itertools import takewhile, dropwhile, filterfalse, compress
n = [1, 3, 6, 2, 7]
print(list(takewhile(lambda x: x < 5, n)), list(dropwhile(lambda x: x < 5, n)), list(filterfalse(lambda x: x % 2, n)), list(filterfalse(None, [0, 1, ''])), list(compress('abcd', [1, 0, True, ''])), list(compress('abc', [1])))
# ---- groupby
from itertools import groupby
print([(k, list(g)) for k, g in groupby('aabbbca')], [(k, [w for w in g]) for k, g in groupby(['a', 'bb', 'c', 'dd', 'ee'], key=len)], [k for k, _ in groupby([1, 1.0, True, 2])], list(groupby([])))
rows = sorted([('be', 2), ('ee', 1), ('be', 1)])
for country, group in groupby(rows, lambda r: r[0]):
    print(country, sum(n for _, n in group))
# ---- product
from itertools import product
print(list(product('ab', [1, 2])), list(product(range(2), repeat=3)), list(product()), list(product('ab', '')), len(list(product('abc', repeat=2))), [''.join(p) for p in product('01', repeat=2)])
# ---- permutations and combinations
from itertools import permutations, combinations, combinations_with_replacement
print(list(permutations('abc', 2)), list(permutations([1, 2])), list(permutations('ab', 3)), len(list(permutations(range(5)))), [''.join(p) for p in permutations('abc')])
print(list(combinations('abcd', 2)), list(combinations([1], 2)), list(combinations('ab', 0)), list(combinations_with_replacement('ab', 2)), sum(1 for _ in combinations(range(10), 4)))
# ---- zip_longest
from itertools import zip_longest
print(list(zip_longest('abc', [1])), list(zip_longest('a', 'bcd', fillvalue='-')), list(zip_longest()), list(zip_longest([], [1])), list(zip_longest('ab', 'cd', 'efg', fillvalue=0)))
# ---- starmap, tee, pairwise
from itertools import starmap, tee, pairwise
print(list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda a, *b: (a, b), [(1,), (2, 3, 4)])), list(pairwise('abcd')), list(pairwise([1])))
a, b = tee(iter([1, 2, 3]))
print(next(a), next(a), list(b), list(a))
x, y, z = tee('ab', 3)
print(list(x), list(zip(y, z)))
# ---- laziness
from itertools import chain, islice, count, takewhile
def noisy(n):
    for i in range(n):
        print('make', i)
        yield i
print(list(islice(noisy(5), 2)))
print(next(chain(noisy(3), noisy(2))))
print(sum(takewhile(lambda n: n < 50, (n * n for n in count(1) if n % 2))))
# ---- recipes
from itertools import chain, islice, tee, zip_longest, groupby, count
def grouper(it, n): return zip_longest(*[iter(it)] * n, fillvalue=None)
def chunks(it, n):
    it = iter(it)
    return iter(lambda: list(islice(it, n)), [])
def unique_justseen(it): return [k for k, _ in groupby(it)]
def flatten(lol): return list(chain.from_iterable(lol))
print(list(grouper('abcde', 2)), list(chunks(range(7), 3)), unique_justseen('aabbca'), flatten([[1], [], [2, 3]]))
# ---- islice of a negative number
from itertools import islice
islice('abc', -1)
# ---- chain of a number
from itertools import chain
list(chain([1], 5))
# ---- permutations of a text count
from itertools import permutations
permutations('abc', 'x')
# ---- groupby with a failing key
from itertools import groupby
[(k, list(g)) for k, g in groupby([1, 'a'], key=lambda x: x + 1)]
# ---- product with a negative repeat
from itertools import product
product('ab', repeat=-1)
# ---- takewhile without an iterable
from itertools import takewhile
takewhile(bool)
