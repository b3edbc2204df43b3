# ---- comprehensions have a scope of their own
x = 'outer'
print([x for x in range(3)], x, {x: 1 for x in 'a'}, list(x for x in (9,)), x)
# ---- class bodies do not close over their names
x = 'module'
class A:
    x = 'class'
    y = x + '!'
    def get(self):
        return x
    z = [x for _ in range(1)]
    first = [c for c in x]
print(A.y, A().get(), A.z, A.first[0])
# ---- class bodies inside functions
def f():
    x = 'local'
    class A:
        y = x
        def m(self): return x
    x = 'later'
    return A.y, A().m()
print(f())
# ---- a class body reads the global when the local is missing
x = 1
def f():
    x = 2
    class A:
        x = x
    return A.x
class B:
    x = x + 10
    x = x + 1
print(B.x, x)
try:
    print(f())
except NameError as e:
    print('NameError', e)
# ---- builtins can be hidden and found again
print(len('abc'))
len = lambda x: 'hidden'
print(len('abc'))
del len
print(len('abc'))
def f(list):
    return list
print(f(3), list('ab'))
# ---- global at module level functions only
def make():
    global made
    def made():
        return 'made'
    class inner: pass
make()
print(made(), 'inner' in globals())
# ---- globals and locals
g = 5
def f(a):
    b = 2
    return sorted(locals())
print(f(1), globals()['g'], 'f' in globals(), 'a' in globals(), __name__)
globals()['made'] = 7
print(made)
# ---- the exception variable is deleted
try:
    raise ValueError('x')
except ValueError as e:
    kept = e
print(kept)
try:
    e
except NameError as err:
    print(err)
# ---- loops in functions share their variable
def f():
    for i in range(3):
        pass
    return i, [i for i in 'xy'], i
print(f())
# ---- import binds where it stands
def f():
    import math
    from math import floor as fl
    return math.sqrt(16), fl(2.5)
print(f())
try:
    math
except NameError as e:
    print(e)
# ---- conditional definitions
if 1:
    def f(): return 'first'
else:
    def f(): return 'second'
for name in 'ab':
    class K:
        tag = name
print(f(), K.tag, name)
# ---- nested comprehensions see outer variables
def f(n):
    k = 10
    return [[i * j + k for j in range(i)] for i in range(n)]
print(f(4))
rows = [[1, 2], [3]]
print([(r, x) for r in rows for x in r if x in [y for y in r if y > 1]])
# ---- lambdas in class bodies and defaults
class A:
    n = 3
    f = lambda self, k=n: k + 1
    table = {'a': lambda: 'A', 'b': (lambda v: v)(n)}
print(A().f(), A.table['a'](), A.table['b'])
# ---- del of a local, then assigned again
def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as e:
        print(e)
    x = 2
    return x
print(f())
# ---- walrus
if (n := len('hello')) > 3:
    print(n)
print([y := 5, y ** 2], (z := 1) + z, [last := c for c in 'abc'], last)
data = [1, 5, 2, 8]
print([s for x in data if (s := x * 2) > 4], any((hit := x) > 4 for x in data), hit)
i = 0
while (i := i + 1) < 3: print(i)
def f(x): return x
print(f(w := 3), w, f((a := 1, 2)), a)
# ---- walrus in a comprehension of a function
def f(items):
    total = 0
    return [total := total + x for x in items], total
print(f([1, 2, 3]))
# ---- names with letters of all languages
naïve = 1
größe = 2
π = 3.14
print(naïve + größe, π, [ñ for ñ in 'ab'])
# ---- name mangling
class A:
    __secret = 1
    def __init__(self):
        self.__x = 5
    def get(self):
        return self.__x + self.__secret
a = A()
print(a.get(), a._A__x, A._A__secret, sorted(vars(a)), hasattr(a, '__x'))
a.__x
# ---- the name after del
x = 1
del x
x
# ---- deleting an unknown name
del nothing
# ---- nonlocal reads after delete
def f():
    x = 1
    def g():
        nonlocal x
        del x
    g()
    return x
f()
# ---- the comprehension variable is gone
[item for item in range(3)]
print(item)
# ---- a class name inside its own body
class A:
    me = A
# ---- a walrus that never ran
False and (late := 1)
print(late)
