# ---- sorted
print(sorted([3, 1, 2]), sorted('bca', reverse=True), sorted({'b': 1, 'a': 2}), sorted([('b', 1), ('a', 1)], key=lambda p: p[1]), sorted([1, -2, 3], key=abs, reverse=True), sorted(x for x in (2, 1)), sorted([], key=None))
print(sorted('aAbB', key=str.lower), sorted('aAbB', key=str.lower, reverse=True), sorted([[2], [1, 2], [1]]), sorted([True, 0, 2, -1]), sorted(['10', '9', '1'], key=int))
# ---- min and max
print(min(3, 1), max([1, 3]), min('b', 'a'), max('abc', 'b', key=len), min([], default='none'), max((), default=None), min([3, -5], key=abs), max({'a': 1, 'b': 0}), min(1, 1.0), max(1.0, 1), max('aAb', key=str.upper), min([(1, 'b'), (1, 'a')]))
# ---- sum, any, all
print(sum([]), sum([1, 2.5]), sum(range(5), 10), sum([[1], [2]], []), sum([(1,), (2,)], ()), any([]), all([]), any([0, '', 1]), all([1, 0]), any(x > 2 for x in range(5)), all('abc'), sum((True, True)), sum([1], start=5))
# ---- zip
print(list(zip('ab', [1, 2, 3])), list(zip()), list(zip('ab')), list(zip('ab', 'cd', 'ef')), dict(zip('ab', range(2))), list(zip(*[(1, 2), (3, 4)])), list(zip('ab', [1, 2], strict=True)), list(zip(range(2), iter('xyz'))))
# ---- enumerate
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', start=-1)), dict(enumerate('xy')), list(enumerate([])), [i for i, _ in enumerate('abc') if i])
# ---- map and filter
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, 'ab', 'ba')), list(filter(None, [0, 1, '', 'a', [], None])), list(filter(lambda x: x % 2, range(5))), list(map(len, ['a', 'bc'])), list(map(int, '123')), sum(map(abs, [-1, 2])))
m = map(print, 'ab')
print('lazy')
print(list(m), list(m))
# ---- reversed
print(list(reversed([1, 2])), ''.join(reversed('abc')), list(reversed(range(3))), list(reversed((1, 2))), list(reversed({'a': 1, 'b': 2})), list(reversed([])), tuple(reversed(list(zip('ab', 'cd')))))
# ---- iter and next
it = iter([1, 2])
print(next(it), next(it), next(it, 'end'), next(iter([]), None), list(iter('ab')), iter(it) is it, list(it))
values = iter([3, 5, 0, 7])
print(list(iter(lambda: next(values), 0)), list(values))
n = 0
def tick():
    global n
    n += 1
    return n
print(list(iter(tick, 4)), n)
# ---- iterators are used up
z = zip('abc', range(3))
print(next(z), list(z), list(z))
e = enumerate('ab'); next(e)
print(list(e), list(e))
r = reversed([1, 2, 3]); next(r)
print(list(r), [x for x in r], sum(iter([1, 2])), 2 in iter([1, 2, 3]), list(zip(*[iter('abcdef')] * 2)))
# ---- isinstance
print(isinstance(1, int), isinstance(True, int), isinstance(1.0, int), isinstance('a', (int, str)), isinstance([], list), isinstance(None, object), isinstance(int, type), isinstance(1, (str, (float, int))), isinstance((), tuple), isinstance({}, (list, set)))
# ---- a union of types
print(isinstance(1, int | str), isinstance(1.5, int | None), isinstance(None, int | None))
# ---- type
print(type(1), type('a'), type([]), type(None), type(1.5), type({}), type(()), type(True), type(b''), type(range(1)), type(len), type(lambda: 0), type(int), type(...), type(NotImplemented), type({}.keys()), type(iter([])), type(x for x in ''), type(Exception()), type(zip()))
print(type(1) == int, type('') is str, type(1)(5.5), type([])('ab'), type('x').__name__)
# ---- getattr and hasattr of built-in objects
print(getattr('abc', 'upper')(), hasattr([], 'append'), hasattr([], 'push'), getattr(5, 'foo', 'default'), getattr({}, 'get')('x', 1), hasattr(1, 'real'), callable(getattr('', 'join')))
# ---- round
print(round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1234, -2), round(5), round(5, 2), round(1.15, 1), round(1e10), round(0.1 + 0.2, 10), round(True), round(7.0, 1))
# ---- abs, divmod, pow
print(abs(-5), abs(2.5), abs(True), divmod(17, 5), divmod(-17, 5), divmod(17, -5), divmod(5.5, 2), pow(2, 5), pow(2, -1), pow(3, 4, 5), pow(2.0, 3), pow(base=2, exp=3), pow(7, -1, 11))
# ---- chr, ord, hex
print(chr(65), ord('A'), hex(255), oct(8), bin(5), ascii('é'), repr('é'), hash('a') == hash('a'), len('é'), bool([]), bool(' '), hex(-1), chr(ord('z')))
# ---- vars and dir
class A:
    cls = 1
    def __init__(self): self.x = 1; self.y = 'a'
a = A()
vars(a)['z'] = 3
print(vars(a), a.z, [n for n in dir(a) if n[0] != '_'], 'append' in dir([]), 'upper' in dir(str))
# ---- constructors convert
print(list('ab'), tuple([1]), set([1]), dict([(1, 2)]), str(5), int('5'), float('5'), bool('x'), bytes([65]), frozenset([1]), list({'a': 1}.items()), list(map(tuple, ['ab'])))
# ---- calls with keywords
print(int('11', base=2), str(object=1), sorted([2, 1], key=lambda x: -x, reverse=True), enumerate(iterable='a', start=2).__next__(), round(number=2.567, ndigits=1), sum([1], start=2), 'a,b'.split(sep=','), dict(a=1, **{'b': 2}))
# ---- builtin functions have names
print(len.__name__, len, print.__name__, 'abc'.upper.__name__, [].append.__name__, str.upper, int.__name__, max, sorted.__name__, isinstance(len, type(print)))
# ---- functions that return None
print([].append(1), [3].sort(), {}.update(a=1), print(end=''), (lambda: None)(), [1].reverse())
# ---- identity of small things
print(None is None, True is True, () == (), ... is Ellipsis, NotImplemented is NotImplemented, type(Ellipsis).__name__, type(None)() is None)
# ---- callable
class A:
    def m(self): pass
class B:
    def __call__(self): pass
print(callable(len), callable(A), callable(A()), callable(B()), callable(A().m), callable('x'), callable(None), callable(lambda: 0))
# ---- hash
print(hash(5), hash(True), hash(None) == hash(None), hash((1, 2)) == hash((1, 2)), hash(2.0), hash('') == hash(b''), hash(2 ** 61), hash(-1))
# ---- slice and range as functions
print([1, 2, 3, 4][slice(1, None, 2)], 'abc'[slice(-1)], list(range(*slice(1, 9, 3).indices(7))), list(range(*[1, 4])))
# ---- object
o = object()
print(type(o), isinstance(o, object), o == o, o == object(), hasattr(o, 'x'), str(o).startswith('<object object'))
# ---- nested calls of everything
print(sum(map(int, filter(str.isdigit, 'a1b2c3'))), max(map(len, 'a bb ccc'.split())), dict(map(reversed, {'a': 1}.items())), sorted(map(str, range(11)), key=int)[-1], list(map(list, zip(*['ab', 'cd']))), any(map(str.isupper, 'abC')))
# ---- max of nothing
max([])
# ---- min of a number
min(5)
# ---- max without arguments
max()
# ---- max of mixed types
max([1, 'a'])
# ---- sum of texts
sum(['a', 'b'])
# ---- sum with a text as start
sum(['a'], '')
# ---- zip of unequal lengths
list(zip([1, 2], 'a', strict=True))
# ---- zip of unequal lengths, the other way
list(zip('a', [1, 2], strict=True))
# ---- zip of a number
zip([1], 5)
# ---- next of an iterator that is empty
next(iter([]))
# ---- next of a list
next([1])
# ---- iter of a number
iter(5)
# ---- reversed of a set
reversed({1})
# ---- reversed of a generator
reversed(x for x in 'ab')
# ---- map without an iterable
map(str)
# ---- map of a number
map(str, 5)
# ---- filter calls what is no function
list(filter(5, [1]))
# ---- map with a function of the wrong count
list(map(lambda a: a, [1], [2]))
# ---- abs of a text
abs('x')
# ---- abs of None
abs(None)
# ---- len without arguments
len()
# ---- len of two
len([], [])
# ---- isinstance of one
isinstance(1)
# ---- getattr that fails
getattr(5, 'foo')
# ---- getattr with a number
getattr(5, 5)
# ---- setattr on a number
setattr(5, 'x', 1)
# ---- enumerate of a number
enumerate(5)
# ---- sorted of a number
sorted(5)
# ---- sorted with a wrong keyword
sorted([1], cmp=lambda a, b: 0)
# ---- sorted with a key that is not callable
sorted([1, 2], key='x')
# ---- divmod of a text
divmod('a', 1)
# ---- pow of a text
pow('a', 2)
# ---- hex of a float
hex(1.5)
# ---- int with an unknown keyword
int('5', radix=2)
# ---- vars of a number
vars(5)
# ---- any of a number
any(5)
# ---- None has no attributes
None.foo
# ---- None can not be subscripted
None[0]
# ---- None is not iterable
for x in None: pass
# ---- None plus a number
None + 1
# ---- None compared
None < 1
# ---- a module function called with the wrong type
import math
math.sqrt('4')
# ---- hash of a dictionary
hash({})
# ---- object takes no arguments
object(5)
# ---- a class is no iterable
for x in int: pass
# ---- a function is no iterable
def rows(): return []
for x in rows: pass
# ---- a method that was not called
'abc'.upper[0]
# ---- chained methods of None
[3, 1].sort().reverse()
# ---- numbering from far away
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: list(enumerate('ab', 2**62)), lambda: list(enumerate('ab', 2**65)), lambda: list(enumerate('ab', -2**70)), lambda: list(enumerate('ab', True)), lambda: enumerate(1, 2**65), lambda: enumerate('a', 1.5))
# ---- unions of classes
class A: pass
u = int | str
print(u, repr(int | None), type(u), u == str | int, u == int, int | int, hash(u) == hash(str | int))
print(isinstance(1, u), isinstance('', u), isinstance(1.5, u), isinstance(None, int | None), isinstance(A(), A | int))
print(issubclass(bool, u), issubclass(float, u), issubclass(type(None), int | None), (u | A) == (A | str | int), None | int)
for bad in (lambda: -u, lambda: u[0], lambda: list(u), lambda: len(u), lambda: u | 1, lambda: 1 | int, lambda: u(), lambda: u & int):
    try: print(bad())
    except TypeError as error: print(error)
# ---- built-in classes with what they hold
class A: pass
class B(list): pass
a = list[int]
for each in (a, dict[str, int], tuple[()], tuple[1, 2], set[A], frozenset[None], type[...], list['x'], list[1:2], list[[1, 2]], list[len], B[int], type(str)[1:], type(())[::2]):
    print(each, type(each), callable(each))
print(a == list[int], a == list[str], a != dict[int], hash(a) == hash(list[int]), a.__origin__, a.__args__, dict[int, str].__args__, a.__parameters__)
print(a(), a((1, 2)), type(a()), dict[str, int](x=1), a.__name__, a.append.__name__, B[int]().__orig_class__)
print(a | None, None | a, int | a, a | a, (a | None) == (None | a), a in {list[int]}, [*a], isinstance(1, (int, a)), isinstance(a, type))
class C(list[int]): pass
print(C.__mro__, C((1,)), C.__bases__)
def f(x: list[int], y: dict[str, A]) -> tuple[int, ...]: return x
print(f.__annotations__, f(1, 2))
for bad in (lambda: a[0], lambda: isinstance([], a), lambda: isinstance(1, int | a), lambda: issubclass(list, a), lambda: len(a), lambda: a < a, lambda: a + 1, lambda: int[1], lambda: str[0], lambda: A[1], lambda: type(None)[0], lambda: a.nothing, lambda: a | 1):
    try: print(bad())
    except (TypeError, AttributeError) as error: print(type(error).__name__, error)
def g(x: int | list[str], y: "list[int]" = 0, *z: tuple[int, str], **k: dict[str, list[int]]) -> list[int] | None: return x
print(g.__annotations__)
# ---- nothing, many times
print(() * 2**62, [] * 2**62, '' * 2**62, b'' * 2**62, 2**62 * (), 2**62 * [])
a = []
a *= 2**62
print(a)
# ---- classes of modules in annotations
import datetime, decimal, collections
print(decimal.Decimal | None, list[decimal.Decimal], datetime.date | int, dict[str, datetime.date | None], collections.OrderedDict | A, collections.deque[int], list[int] | collections.OrderedDict[str, int])
