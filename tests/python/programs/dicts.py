# ---- making dictionaries
print({}, {'a': 1}, dict(), dict(a=1, b=2), dict([('x', 1), ('y', 2)]), dict({'k': 'v'}, z=0), dict(zip('ab', [1, 2])), {**{'a': 1}, 'b': 2, **{'a': 3}})
print({1: 'int', 1.0: 'float', True: 'bool'}, {'a': 1, 'a': 2}, dict.fromkeys('abc'), dict.fromkeys([1, 2], []), len({None: 1, (): 2}))
# ---- order of insertion
d = {'z': 1, 'a': 2}
d['m'] = 3; d['z'] = 9
print(d, list(d), list(d.values()))
del d['z']; d['z'] = 0
print(d, list(reversed(d)), list(reversed(d.items())))
# ---- get, setdefault, pop
d = {'a': 1}
print(d.get('a'), d.get('x'), d.get('x', 5), d.setdefault('a', 9), d.setdefault('b', []), d.setdefault('c'), d)
d['b'].append(1)
print(d.pop('a'), d.pop('zz', 'none'), d, d.popitem(), d)
# ---- update
d = {'a': 1}
d.update({'b': 2}); d.update(c=3); d.update([('d', 4)]); d.update({'a': 0}, e=5); d.update()
print(d)
d |= {'f': 6}; d |= [('g', 7)]
print(d, {'a': 1} | {'b': 2} | {'a': 3}, d.clear(), d)
# ---- views follow the dictionary
d = {'a': 1, 'b': 2}
k, v, i = d.keys(), d.values(), d.items()
d['c'] = 3
print(k, v, i, len(k), 'c' in k, 3 in v, ('c', 3) in i, ('c', 4) in i, list(i)[0])
print(sorted(k & {'a', 'x'}), sorted(k | {'x'}), sorted(k - {'a'}), sorted(k ^ {'a', 'x'}), k == {'a', 'b', 'c'}, k >= {'a'}, i == {('a', 1), ('b', 2), ('c', 3)})
# ---- comparing
print({'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': 1} == {'a': 1.0}, {'a': 1} != {'a': 2}, {} == {}, {'a': [1]} == {'a': [1]}, {1: 'x'} == {True: 'x'})
# ---- comprehensions of dictionaries
print({c: ord(c) for c in 'abc'}, {v: k for k, v in {'a': 1, 'b': 2}.items()}, {i: i * i for i in range(6) if i % 2}, {k: {j: j for j in range(k)} for k in range(3)})
print({k: v for k, v in zip('aab', range(3))}, {(x, y): x * y for x in (1, 2) for y in (3, 4)})
# ---- iterating
d = {'one': 1, 'two': 2}
for k in d:
    print(k, end=' ')
for k, v in d.items():
    print(k, v, end=' ')
for pair in d.items():
    print(pair, end=' ')
print([k for k in d.keys()], sum(d.values()), sorted(d, key=d.get, reverse=True), max(d, key=d.get), list(enumerate(d)))
# ---- deleting many
d = {i: i for i in range(100)}
for i in list(d):
    if i % 7:
        del d[i]
print(d)
for i in range(5):
    d[i * 14] = 'again'
print(d, len(d))
# ---- nested dictionaries
tree = {}
for path in ('a/b/c', 'a/b/d', 'a/e', 'f'):
    node = tree
    for part in path.split('/'):
        node = node.setdefault(part, {})
print(tree, tree['a']['b'], 'c' in tree['a']['b'])
# ---- grouping
groups = {}
for word in 'apple avocado bean banana cherry blueberry'.split():
    groups.setdefault(word[0], []).append(word)
for letter in sorted(groups):
    print(letter, groups[letter])
# ---- keys of several types
d = {1: 'a', '1': 'b', (1,): 'c', None: 'd', 2.5: 'e', b'1': 'f', frozenset([1]): 'g', False: 'h'}
print(d[1], d['1'], d[1,], d[None], d[5 / 2], d[b'1'], d[frozenset({1})], d[0], d[1.0], len(d))
# ---- a dictionary in itself
d = {'a': 1}
d['self'] = d
print(d, d['self']['self']['a'])
l = [d]
d['l'] = l
print(d)
# ---- copies are shallow
d = {'l': [1]}
e = d.copy(); f = dict(d)
e['l'].append(2); e['n'] = 1
print(d, e, f, d is e)
# ---- dispatch by dictionary
ops = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, 'max': max}
for name, op in ops.items():
    print(name, op(7, 3))
print(ops.get('?', lambda *a: a)(1, 2), {True: 'yes', False: 'no'}[3 > 2])
# ---- memo
memo = {0: 0, 1: 1}
def fib(n):
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(90), len(memo))
# ---- inverting with lists
d = {'a': 1, 'b': 2, 'c': 1}
inv = {}
for k, v in d.items():
    inv[v] = inv.get(v, []) + [k]
print(inv)
print(dict(sorted(d.items(), key=lambda kv: kv[1])), dict(sorted(inv.items(), reverse=True)))
# ---- subclass with __missing__
class Auto(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]
a = Auto()
print(a['x'], a['y'], a['x'], a, a.get('z'), 'z' in a, isinstance(a, dict), dict(a) == a)
# ---- keys with __hash__ and __eq__
class Key:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v % 3)
    def __eq__(self, other): return self.v % 3 == other.v % 3
    def __repr__(self): return 'K%d' % self.v
print({Key(1): 'a', Key(4): 'b', Key(2): 'c'}, Key(7) in {Key(1)}, len({Key(0), Key(3), Key(5)}))
# ---- a key that is missing
d = {'a': 1}
print(d['a'])
print(d['b'])
# ---- a number key that is missing
{1: 'x'}[2]
# ---- a tuple key that is missing
{}[1, 'a']
# ---- None as a key that is missing
{}[None]
# ---- deleting a key that is missing
d = {}
del d['x']
# ---- pop of a key that is missing
{'a': 1}.pop('b')
# ---- popitem of an empty dictionary
{}.popitem()
# ---- a dictionary as key
{{}: 1}
# ---- a list as key in get
{}.get([1])
# ---- a set as key
d = {}
d[{1}] = 2
# ---- growing while iterating
d = {'a': 1}
for k in d:
    d[k + 'x'] = 1
# ---- shrinking while iterating
d = {'a': 1, 'b': 2}
for k in d:
    del d[k]
# ---- a dictionary of texts that are no pairs
dict(['abc'])
# ---- a dictionary of a number
dict(5)
# ---- a dictionary of numbers
dict([1, 2])
# ---- unpacking of something else
{**[1]}
# ---- adding dictionaries
{'a': 1} + {'b': 2}
# ---- attributes are not keys
d = {'a': 1}
d.a
# ---- dictionaries are not ordered
{'a': 1} < {'b': 1}
# ---- views can not be indexed
{'a': 1}.keys()[0]
# ---- items must be pairs
for k, v in {'abc': 1}:
    print(k, v)
# ---- get of too many
{}.get('a', 1, 2)
# ---- pairs that can not be read
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
class A:
    def __iter__(self): raise TypeError('mine')
t(lambda: dict([map(1, 'a')]), lambda: dict([A()]), lambda: dict([(1, 2), 5]), lambda: dict([(1,)]), lambda: dict(['ab', [1, 2]]))
# ---- views and sets compare sizes first
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
items = {0: 0, 'k': [1]}.items()
t(lambda: {2, 3, 4} != items, lambda: items == {1}, lambda: items < {1}, lambda: items >= {(0, 0)}, lambda: items <= {1, 2}, lambda: {1, 2} == items)
keys = {1: 0, 2: 0}.keys()
t(lambda: keys == {1, 2}, lambda: keys < {1, 2, 3}, lambda: keys > {1}, lambda: keys > {3}, lambda: keys <= {1: 2, 2: 1}.keys(), lambda: keys >= {1, 2, 3}, lambda: keys != {1, 3}, lambda: keys == [1, 2])
