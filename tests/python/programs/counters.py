# ---- counting
from collections import Counter
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: Counter(), lambda: Counter('aab'), lambda: Counter(None), lambda: Counter([1, 2, 1.0, True]), lambda: Counter({'a': 3, 'b': 0}), lambda: Counter(a=1, b=-2), lambda: Counter('ab', a=5), lambda: Counter(x for x in 'aa'), lambda: Counter(['a b', 'c'].copy()))
t(lambda: Counter(1), lambda: Counter('a', 'b'), lambda: Counter.fromkeys('a'), lambda: Counter([[]]), lambda: Counter(a=1)['zz'], lambda: Counter(a=1).get('zz'), lambda: Counter(a=1).pop('zz'), lambda: Counter().popitem(), lambda: Counter(a=1) < 5, lambda: Counter(a=1) + {}, lambda: Counter(a=1) | {'a': 5, 'c': 1}, lambda: Counter(a='x', b=1), lambda: Counter(a='x').most_common())
# ---- most common
from collections import Counter
c = Counter(b=2, a=2, c=3, d=1, e=2)
print(c.most_common(), c.most_common(2), c.most_common(n=1), c.most_common(0), c.most_common(-1), c.most_common(None), c.most_common(99), c.most_common()[:-3:-1], Counter().most_common(3), c)
# ---- update and subtract
from collections import Counter
c = Counter('aab')
c.update('bc'); print(c)
c.update({'a': 10, 'z': 1}); print(c)
c.update(b=5, y=2); print(c)
c.update(Counter(a=1)); print(c)
c.update(None); c.update(); print(c)
c.subtract('aaz'); print(c)
c.subtract({'a': 100}, b=1); print(c)
c.subtract(); print(c.total(), sum(c.values()), c['a'], len(c))
d = Counter(); d.update({'x': 'text'}); print(d)
# ---- deletion
from collections import Counter
c = Counter('aab')
del c['a'], c['none']
c['b'] = 0
c['n'] += 2
print(c, 'a' in c, 'b' in c, list(c.elements()), c.setdefault('q', 4), c.pop('n'), dict(c))
# ---- elements
from collections import Counter
print(list(Counter(a=2, b=0, c=-1, d=1).elements()), sorted(Counter('banana').elements()), list(Counter().elements()), ''.join(Counter('hello').elements()))
# ---- arithmetic
from collections import Counter
a, b = Counter(x=3, y=1, n=-2), Counter(x=1, y=2, z=1, n=-1)
print(a + b, a - b, b - a, a & b, a | b, b | a, +a, -a, sep='\n')
c = Counter(a); c += b; print(c)
c = Counter(a); c -= b; print(c)
c = Counter(a); c &= b; print(c)
c = Counter(a); c |= b; print(c)
c = Counter(a); d = c; c += {'x': 1}; print(c, c is d)
print(sum([Counter('ab'), Counter('bc')], Counter()), type(a + b) is Counter, Counter(a=1.5) + Counter(a=.25))
# ---- comparisons
from collections import Counter
a, b = Counter(x=1), Counter(x=1, y=1)
print(a <= b, a < b, b >= a, b > a, a == b, a != b, a <= a, a < a, Counter(a=0) == Counter(), Counter(a=0) == {}, Counter(a=1) == {'a': 1}, {'a': 1} == Counter(a=1), Counter(a=1) <= Counter(b=1), Counter(a=-1) < Counter())
# ---- copies and classes
from collections import Counter
class Votes(Counter):
    def winner(self): return self.most_common(1)[0][0]
v = Votes('abb')
print(v.winner(), v, v['q'], v.copy(), type(v.copy()) is Votes, type(v + v), isinstance(v, dict), Counter(v) == v, v | Votes('zzz'), sorted(v), list(v.items()), v.keys() & {'a'})
class Loud(Counter):
    def __missing__(self, key): return 'no ' + key
print(Loud('a')['b'], Loud('a')['a'])
# ---- counters of words
from collections import Counter
text = 'the quick brown the lazy the quick'
for word, n in Counter(text.split()).most_common(2): print('%-6s%3d' % (word, n))
print(Counter(len(w) for w in text.split()), Counter(text.replace(' ', '')).most_common(1), {n: w for w, n in Counter(text.split()).items()})
