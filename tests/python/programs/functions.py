# ---- defaults
def f(a, b=2, c=3):
    return a, b, c
print(f(1), f(1, 5), f(1, c=9), f(c=1, a=2), f(*[1, 2]), f(**{'a': 0, 'b': 1}), f(1, *[2], **{'c': 4}))
# ---- defaults are evaluated once
n = 5
def f(x=n, l=[]):
    l.append(x)
    return l
n = 6
print(f(), f(1), f(2, []), f())
print(f.__defaults__)
# ---- star arguments
def f(*args, **kw):
    return args, kw
print(f(), f(1, 2), f(a=1), f(1, *[2, 3], 4, *'x', b=5, **{'c': 6}, **{'d': 7}))
def g(a, *rest, key='k', **others):
    print(a, rest, key, others)
g(1); g(1, 2, 3); g(1, key=2, z=3); g(*range(3), **dict(key=1))
# ---- keyword-only
def f(a, *, b, c=3):
    return a, b, c
print(f(1, b=2), f(b=1, a=0, c=5))
def g(*, x=1): return x
print(g(), g(x=2), f.__kwdefaults__)
# ---- positional-only
def f(a, b=2, /, c=3, *, d=4):
    return a, b, c, d
print(f(1), f(1, 5, 6, d=7), f(1, c=0))
def g(a, /, **kw): return a, kw
print(g(1, a=2))
# ---- order of keyword arguments
def f(**kw): return list(kw)
print(f(z=1, a=2, m=3), f(**{'b': 1}, a=2, **{'c': 3}))
# ---- the evaluation order of arguments
def v(x):
    print(x, end=' ')
    return x
def f(*a, **k): return len(a) + len(k)
print(f(v(1), v(2), k=v(3), *[v(4)], **{'m': v(5)}))
print(v('f') and f(v(6), v(7)), v(8) + v(9) * v(10))
# ---- closures
def counter(start=0):
    n = start
    def step(by=1):
        nonlocal n
        n += by
        return n
    def show():
        return n
    return step, show
step, show = counter(10)
other, _ = counter()
print(step(), step(5), show(), other(), show())
# ---- closures see the variable, not the value
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
fs = []
for i in range(3):
    def f(): return i
    fs.append(f)
print([f() for f in fs])
i = 9
print(fs[0]())
# ---- three levels of nonlocal
def a():
    x = 'a'
    def b():
        nonlocal x
        x += 'b'
        def c():
            nonlocal x
            x += 'c'
            return x
        return c
    c = b()
    return x, c(), x
print(a())
# ---- global
total = 0
def add(n):
    global total, created
    total += n
    created = 'by add'
add(3); add(4)
print(total, created)
# ---- a local hides a global
x = 'global'
def f():
    x = 'local'
    def g():
        return x
    return g()
def h():
    global x
    x = 'changed'
print(f(), x)
h()
print(x)
# ---- decorators
def twice(f):
    def wrapper(*args):
        return f(*args) * 2
    return wrapper
def tag(name):
    print('tag', name)
    def deco(f):
        print('deco', name)
        return lambda *a: '<%s>%s</%s>' % (name, f(*a), name)
    return deco
@tag('b')
@tag('i')
@twice
def hello(who):
    return 'hi ' + who
print(hello('x'))
# ---- a decorator that registers
handlers = {}
def on(event):
    def register(f):
        handlers.setdefault(event, []).append(f)
        return f
    return register
@on('save')
@on('load')
def log(event):
    return 'log ' + event
@on('save')
def store(event): return 'store ' + event
for event in sorted(handlers):
    print([h(event) for h in handlers[event]], log.__name__)
# ---- a class as decorator
class Count:
    def __init__(self, f):
        self.f = f
        self.calls = 0
    def __call__(self, *args, **kw):
        self.calls += 1
        return self.f(*args, **kw)
@Count
def add(a, b=1):
    return a + b
print(add(1), add(1, b=5), add.calls, type(add).__name__)
# ---- lambda
f = lambda: 5
g = lambda x, y=2, *a, k=1, **kw: (x, y, a, k, kw)
print(f(), g(1), g(1, 3, 4, k=5, z=6), (lambda *a: a)(1, 2), (lambda x: lambda y: x + y)(1)(2), f.__name__)
print(sorted('bca', key=lambda c: -ord(c)), list(map(lambda p: p[0] * p[1], [(1, 2), (3, 4)])))
# ---- recursion
def fact(n): return 1 if n < 2 else n * fact(n - 1)
def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)
def ack(m, n):
    return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(fact(25), ' '.join(hanoi(3, 'A', 'B', 'C')), ack(2, 3))
# ---- mutual recursion and permutations
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
def perms(s):
    if len(s) < 2:
        return [s]
    return [c + p for i, c in enumerate(s) for p in perms(s[:i] + s[i + 1:])]
print(even(50), odd(50), perms('abc'))
# ---- function attributes
def f(a: int, b: str = 'x') -> bool:
    """The docstring.

    More of it."""
f.count = 3
f.count += 1
print(f.__name__, f.__doc__.splitlines()[0], f.count, f.__module__, f.__annotations__, f.__defaults__, f.__qualname__)
def outer():
    def inner(): pass
    return inner
print(outer().__qualname__, outer().__doc__, (lambda: 0).__qualname__, callable(f), callable(5))
# ---- passing functions around
def compose(*fs):
    def composed(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return composed
print(compose(str, abs, int)('-5'), list(map(compose(lambda x: x + 1, lambda x: x * 2), [1, 2])))
table = {'up': str.upper, 'len': len, 'rev': lambda s: s[::-1]}
print({k: f('abc') for k, f in table.items()})
# ---- arguments are passed by reference
def change(l, n, d):
    l.append(1)
    n += 1
    d = {'new': 1}
    return n
l, n, d = [], 0, {}
print(change(l, n, d), l, n, d)
# ---- star arguments are copies
def f(*args, **kw):
    kw['x'] = 1
    return args, kw
l, d = [1], {'a': 0}
print(f(*l, **d), l, d)
# ---- early return and implicit None
def f(x):
    if x:
        return
    return x, 
print(f(1), f(0), (lambda: None)())
# ---- nested functions and name lookup
def f():
    def g():
        return later
    later = 'assigned after def'
    return g()
print(f())
# ---- annotations do not run code of locals
def f(x: 'Undefined', *args: int) -> None:
    y: int = 3
    z: str
    return y
a: int = 5
print(f(1), a)
# ---- a missing argument
def f(x): pass
f()
# ---- two missing arguments
def f(x, y): pass
f()
# ---- three missing arguments
def f(x, y, z, w=1): pass
f()
# ---- one of two is missing
def f(x, y): pass
f(1)
# ---- too many arguments
def f(x): pass
f(1, 2)
# ---- too many for none
def f(): pass
f(1)
# ---- too many with defaults
def f(x, y=1): pass
f(1, 2, 3)
# ---- too many with keyword-only given
def f(x, *, k=1): pass
f(1, 2, k=3)
# ---- an unexpected keyword
def f(x): pass
f(x=1, y=2)
# ---- several values for one argument
def f(x, y=1): pass
f(1, x=2)
# ---- a missing keyword-only argument
def f(*, key): pass
f()
# ---- two missing keyword-only arguments
def f(a, *, key, other): pass
f(1)
# ---- positional-only passed by keyword
def f(a, b, /): pass
f(1, b=2)
# ---- a keyword twice through stars
def f(**kw): pass
f(a=1, **{'a': 2})
# ---- star of something that is no iterable
def f(*a): pass
f(*5)
# ---- double star of something that is no mapping
def f(**k): pass
f(**[1])
# ---- double star with keys that are no text
def f(**k): pass
f(**{1: 2})
# ---- a local before its assignment
x = 1
def f():
    print(x)
    x = 2
f()
# ---- a local that was deleted
def f():
    x = 1
    del x
    return x
f()
# ---- a free variable before its assignment
def f():
    def g():
        return x
    g()
    x = 1
f()
# ---- a name that does not exist
def f():
    return undefined_name
f()
# ---- a name of the module that does not exist
print('before')
undefined
# ---- augmented assignment of an unknown name
counter += 1
# ---- a local augmented before assignment
total = 0
def f():
    total += 1
f()
# ---- None is not callable
def f(): pass
f()()
# ---- the decorator is not callable
@5
def f(): pass
# ---- a lambda with a missing argument
(lambda x: x)()
# ---- a function has no such attribute
def f(): pass
f.foo
# ---- a nested function in its message
def outer():
    def inner(a): pass
    inner()
outer()
# ---- recursion without an end
def f(n):
    return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])
