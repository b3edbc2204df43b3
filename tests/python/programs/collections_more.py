# ---- OrderedDict and dict
from collections import OrderedDict
o = OrderedDict(a=1, b=2)
print(o == {'b': 2, 'a': 1}, {'b': 2, 'a': 1} == o, o != OrderedDict(b=2, a=1), o == OrderedDict(o), o | {'c': 3}, {'z': 0} | o, type({'z': 0} | o).__name__, type(o.copy()).__name__, OrderedDict([('a', 1)], b=2), OrderedDict({'x': 1}), dict(o), list(o.keys()), list(reversed(o.items())), repr(OrderedDict(a=OrderedDict(b=[]))))
o |= {'d': 4}; print(o)
o.update(a=9); o['e'] = 5; del o['b']; o['b'] = 2; print(o, o.setdefault('q'), o.pop('q'), o.pop('zz', 'none'), o.popitem(False), o.popitem(last=True))
print(OrderedDict.fromkeys('ab', 0), type(OrderedDict.fromkeys('a')).__name__, hash is hash, sorted(o), max(o), 'e' in o, o.get('e'), len(o))
# ---- moving to an end
from collections import OrderedDict
o = OrderedDict.fromkeys('abcde')
o.move_to_end('b'); print(''.join(o))
o.move_to_end('b', last=False); print(''.join(o))
o.move_to_end('e', False); o.move_to_end(key='a'); print(''.join(o))
for k in 'abcde' * 20: o.move_to_end(k)
print(''.join(o), len(o), o['c'] is None)
for k in 'abcde' * 20: o.move_to_end(k, last=False)
print(''.join(o)); del o['c']; o.move_to_end('d'); o['c'] = 1; print(o)
# ---- what OrderedDict refuses
from collections import OrderedDict
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: OrderedDict(1, 2), lambda: OrderedDict(5), lambda: OrderedDict()['x'], lambda: OrderedDict().pop('x'), lambda: OrderedDict(a=1) < OrderedDict(), lambda: OrderedDict([(1, 2, 3)]), lambda: OrderedDict([[[], 1]]))
# ---- an OrderedDict inside itself
from collections import OrderedDict, defaultdict
o = OrderedDict(a=1); o['self'] = o
print(o)
d = defaultdict(list); d['self'] = d
print(d)
# ---- a class of OrderedDicts: the least recently used goes
from collections import OrderedDict
class LRU(OrderedDict):
    def __init__(self, maxsize=2, *args, **kw):
        self.maxsize = maxsize
        super().__init__(*args, **kw)
    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value
    def __setitem__(self, key, value):
        if key in self: self.move_to_end(key)
        super().__setitem__(key, value)
        if len(self) > self.maxsize: del self[next(iter(self))]
l = LRU(2)
l['a'] = 1; l['b'] = 2; l['a']; l['c'] = 3
print(l, list(l), l.maxsize, isinstance(l, OrderedDict), 'b' in l)
# ---- defaultdict in its forms
from collections import defaultdict
d = defaultdict(list, {'a': [1]}, b=[2])
print(d, d['c'], d | {'z': 1}, {'z': 1} | d, d.copy(), type(d.copy()).__name__, d.copy().default_factory, d == {'a': [1], 'b': [2], 'c': []}, d.get('q'), d.setdefault('r', 5), d.__missing__('m'), len(d))
d.default_factory = None
try: d['nope']
except KeyError as e: print('KeyError', e)
d.default_factory = str
print(repr(d['s']), defaultdict(), defaultdict(None, [(1, 2)]), defaultdict(default_factory=1) if False else '', defaultdict(int).pop('x', 'no'), defaultdict.fromkeys('ab', 1))
tree = lambda: defaultdict(tree)
t = tree(); t['a']['b']['c'] = 1
print(t['a']['b']['c'], list(t), len(t['x']))
# ---- what defaultdict refuses
from collections import defaultdict
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: defaultdict(5), lambda: defaultdict(list, 1, 2), lambda: defaultdict(list, 5), lambda: defaultdict()[1], lambda: defaultdict(lambda: 1 / 0)['x'], lambda: defaultdict(int)[[]], lambda: defaultdict(len)['x'])
# ---- a class of defaultdicts
from collections import defaultdict
class Keyed(defaultdict):
    def __missing__(self, key):
        self[key] = value = self.default_factory(key)
        return value
k = Keyed(str.upper)
print(k['a'], k, k['a'] is k['a'], dict(k), Keyed(len)['four'])
# ---- factories are called once for each key
from collections import defaultdict
n = iter(range(10))
ids = defaultdict(lambda: next(n))
print([ids[c] for c in 'hello'], dict(ids), ids.get('x'), 'x' in ids)
# ---- abstract classes
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Callable, Hashable, Sized, Container, Collection, Generator
from collections import OrderedDict, deque, namedtuple, Counter
class It:
    def __iter__(self): return iter(())
class Fn:
    def __call__(self): pass
class Eq:
    def __eq__(self, o): return True
class Own(dict): pass
values = [[], (), {}, set(), frozenset(), 'a', b'a', 1, 1.5, None, range(3), iter([]), (x for x in []), {}.keys(), {}.values(), {}.items(), len, lambda: 0, int, It(), Fn(), Eq(), Own(), OrderedDict(), deque(), namedtuple('P', 'x')(1), Counter(), map(int, []), object()]
for cls in (Iterable, Iterator, Mapping, MutableMapping, Sequence, MutableSequence, Set, MutableSet, Callable, Hashable, Sized, Container, Collection, Generator):
    print(cls.__name__, [int(isinstance(v, cls)) for v in values])
print(issubclass(list, Sequence), issubclass(dict, (int, Mapping)), issubclass(int, Iterable), issubclass(It, Iterable), issubclass(Own, MutableMapping), isinstance(5, (str, Hashable)))
# ---- abstract classes by another name
import collections
import collections.abc
print(isinstance({}, collections.abc.Mapping), collections.abc.Iterable.__name__, isinstance('a', collections.abc.Sequence))
