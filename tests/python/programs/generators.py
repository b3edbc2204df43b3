# ---- yield
def count(n):
    print('start')
    for i in range(n):
        yield i
    print('end')
g = count(2)
print('made')
print(next(g), next(g), next(g, 'none'), next(g, 'none'), list(count(3)), list(g))
# ---- send
def average():
    total, n, avg = 0, 0, None
    while True:
        x = yield avg
        total += x
        n += 1
        avg = total / n
a = average()
print(next(a), a.send(10), a.send(20), a.send(6), next(average()))
# ---- yield is an expression
def echo():
    while True:
        got = yield
        print('got', got)
        if got == 'stop':
            return
e = echo()
next(e)
e.send(1); next(e); e.send('x')
try:
    e.send('stop')
except StopIteration as stop:
    print('stopped', stop.value)
# ---- throw
def g():
    while True:
        try:
            yield 'ready'
        except ValueError as e:
            yield 'caught %s' % e
it = g()
print(next(it), it.throw(ValueError('one')), next(it), it.throw(ValueError('two')))
try:
    it.throw(KeyError('out'))
except KeyError as e:
    print('came back', e, list(it))
# ---- close runs finally
def g():
    try:
        yield 1
        yield 2
    finally:
        print('closed')
it = g()
print(next(it))
it.close()
it.close()
print(list(it))
g().close()
# ---- finally on leaving a loop
def g():
    try:
        for i in range(5): yield i
    finally:
        print('finally')
for i in g():
    if i == 1: break
print('after the loop')
for i in g():
    print(i, end=' ')
# ---- GeneratorExit can be seen
def g():
    try:
        yield 1
    except GeneratorExit:
        print('exit')
        raise
it = g(); next(it); it.close()
print('done')
# ---- return value
def g():
    yield 1
    return 'result'
it = g()
next(it)
try:
    next(it)
except StopIteration as e:
    print(e.value, e.args, repr(e))
def outer():
    r = yield from g()
    print('inner gave', r)
    return r * 2
print(list(outer()))
# ---- yield from delegates
def inner():
    got = yield 'a'
    print('inner got', got)
    try:
        yield 'b'
    except ValueError as e:
        yield 'inner caught %s' % e
    return 7
def outer():
    x = yield from inner()
    yield x
    yield from 'xy'
    yield from range(2)
g = outer()
print(next(g), g.send('hello'), g.throw(ValueError('v')), next(g), list(g))
# ---- yield from recursion
class Tree:
    def __init__(self, v, *kids): self.v, self.kids = v, kids
    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k
def flatten(x):
    if isinstance(x, list):
        for y in x: yield from flatten(y)
    else:
        yield x
print(list(Tree(1, Tree(2, Tree(3)), Tree(4))), list(flatten([1, [2, [3, []], [[4]]], 5])))
# ---- closing a delegating generator
def inner():
    try:
        yield 1
    finally:
        print('inner closed')
def outer():
    try:
        yield from inner()
    finally:
        print('outer closed')
g = outer(); next(g); g.close()
# ---- infinite generators
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
def take(n, it):
    for _, x in zip(range(n), it): yield x
def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b
print(list(take(10, primes())), list(take(12, fib())), next(x for x in fib() if x > 1000))
# ---- pipelines
def numbers(lines):
    for line in lines:
        for word in line.split(): yield word
def ints(words):
    for w in words:
        try: yield int(w)
        except ValueError: print('skip', w)
print(sum(ints(numbers(['1 2 x', '', '3 y4 5']))))
# ---- generators are lazy
def say(n):
    for i in range(n):
        print('make', i)
        yield i
for x in (i * 10 for i in say(3) if i != 1):
    print('use', x)
print(any(x > 0 for x in say(5)))
# ---- generator expressions
g = (x * x for x in range(4))
print(next(g), list(g), list(g), sum(x for x in range(5)), max((len(w), w) for w in ['aa', 'b', 'cc']), tuple(c for c in 'ab'), ''.join(c.upper() for c in 'xyz'), dict((k, v) for k, v in [('a', 1)]))
n = 3
g = (x * n for x in range(n))
n = 10
print(list(g))
# ---- the first iterable is evaluated at once
def source():
    print('source')
    return [1, 2]
g = (x for x in source())
print('made')
print(list(g))
(x for x in 5)
# ---- generators as state machines
def traffic():
    while True:
        yield 'green'
        yield 'yellow'
        yield 'red'
t = traffic()
print([next(t) for _ in range(7)])
# ---- round robin of generators
def worker(name, n):
    for i in range(n):
        yield '%s%d' % (name, i)
queue = [worker('a', 2), worker('b', 3), worker('c', 1)]
while queue:
    w = queue.pop(0)
    try:
        print(next(w), end=' ')
    except StopIteration:
        continue
    queue.append(w)
print()
# ---- yield in odd places
def g():
    x = [(yield 1), (yield 2)]
    y = (yield x) or 'default'
    print('y', y)
    z = yield y, x
    return z
it = g()
print(next(it), it.send('a'), it.send('b'), it.send(None))
def lam():
    f = (lambda: (yield 'in lambda'))
    yield from f()
print(list(lam()))
# ---- generator methods of classes
class Bag:
    def __init__(self, *items): self.items = items
    def __iter__(self):
        for i in self.items: yield i
    def pairs(self):
        for a in self:
            for b in self:
                if a < b: yield a, b
b = Bag(1, 2, 3)
print(list(b), list(b.pairs()), 2 in b, [*b, *b], dict(b.pairs()), max(b))
# ---- try, except, finally around yield
def g():
    for i in range(3):
        try:
            yield i
            print('resumed', i)
        except KeyError:
            print('key error at', i)
        else:
            print('else', i)
        finally:
            print('finally', i)
it = g()
print(next(it), next(it), it.throw(KeyError('k')), next(it, 'end'))
# ---- iter of a generator is itself
def g(): yield 1
it = g()
print(iter(it) is it, type(it).__name__, it.__name__, hasattr(it, '__next__'), list(g()) == list(g()))
# ---- a with statement inside a generator
class C:
    def __enter__(self): print('enter'); return self
    def __exit__(self, *a): print('exit', a[0] and a[0].__name__)
def g():
    with C():
        yield 1
        yield 2
for x in g(): print(x)
it = g(); next(it); it.close()
# ---- next of a finished generator
def g(): yield 1
it = g()
next(it)
next(it)
# ---- StopIteration carries the value
def g():
    return 5
    yield
next(g())
# ---- StopIteration inside becomes RuntimeError
def g():
    yield 1
    raise StopIteration('x')
list(g())
# ---- an exception leaves a generator
def g():
    yield 1
    yield 1 / 0
for x in g(): print(x)
# ---- a generator that ended with an error is finished
def g():
    yield 1
    raise ValueError('once')
it = g()
print(next(it))
try:
    next(it)
except ValueError as e:
    print(e)
next(it)
# ---- sending to a generator that has not started
def g():
    x = yield
g().send(1)
# ---- throwing into a generator that has not started
def g():
    try: yield
    except ValueError: print('not here')
g().throw(ValueError('early'))
# ---- a generator that runs itself
def g():
    yield next(me)
me = g()
next(me)
# ---- a generator that ignores close
def g():
    while True:
        try: yield 1
        except GeneratorExit: pass
it = g(); next(it)
it.close()
# ---- yield from a number
def g(): yield from 5
list(g())
# ---- send to an iterator without send
def g(): yield from [1, 2]
it = g()
next(it)
it.send('x')
# ---- a generator has no length
len(x for x in 'abc')
# ---- a generator can not be indexed
(x for x in 'abc')[0]
# ---- arguments are checked at the call
def g(a): yield a
g()
# ---- throw something that is no exception
def g(): yield 1
it = g(); next(it)
it.throw('text')
