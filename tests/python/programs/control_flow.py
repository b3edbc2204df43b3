# ---- if, elif, else
for n in (-1, 0, 1, 50, 100):
    if n < 0:
        print('negative')
    elif n == 0: print('zero')
    elif n < 50:
        print('small')
    elif 50 <= n < 100: print('medium'); print('!')
    else:
        print('large')
# ---- while with else
n = 3
while n:
    print(n)
    n -= 1
else:
    print('done', n)
while True:
    break
else:
    print('never')
# ---- for with else
def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            print('found', i)
            break
    else:
        print('not found')
find('abc', 'b')
find('abc', 'x')
find('', 'x')
# ---- break and continue in nested loops
for i in range(4):
    if i == 1:
        continue
    for j in range(4):
        if j == i:
            break
        if j % 2:
            continue
        print(i, j)
    else:
        print('no break', i)
# ---- break in try with finally
for i in range(3):
    try:
        if i == 1:
            break
        print('body', i)
    finally:
        print('finally', i)
print('end', i)
# ---- continue in try with finally
for i in range(3):
    try:
        if i == 1:
            continue
        print('body', i)
    except ValueError:
        print('never')
    else:
        print('else', i)
    finally:
        print('finally', i)
# ---- continue in finally
for i in range(3):
    try:
        if i == 1:
            raise ValueError(i)
    except ValueError as e:
        print('caught', e)
    finally:
        if i == 0:
            continue
        print('finally', i)
# ---- return in loops with finally
def f(n):
    for i in range(5):
        try:
            if i == n:
                return 'returned %d' % i
        finally:
            print('leave', i)
    return 'fell out'
print(f(1))
print(f(9))
# ---- return in finally wins
def f():
    try:
        return 'try'
    finally:
        return 'finally'
def g():
    while True:
        try:
            1 / 0
        finally:
            break
    return 'swallowed'
def h():
    x = 1
    try:
        return x
    finally:
        x = 2
print(f(), g(), h())
# ---- nested finally in order
def f():
    try:
        try:
            print('inner')
            return 'value'
        finally:
            print('first')
    finally:
        print('second')
print(f())
# ---- loop variables live on
for i in range(3):
    pass
for j in []:
    pass
for k, *rest in [(1, 2, 3)]:
    pass
print(i, k, rest)
print(j)
# ---- the loop's iterable is evaluated once
def items():
    print('evaluated')
    return [1, 2]
n = 3
for x in items():
    for i in range(n):
        n = 1
        print(x, i)
# ---- changing the loop variable
for i in range(3):
    print(i, end=' ')
    i = 100
    print(i)
# ---- conditional expressions
print('a' if 1 else 'b', 'a' if 0 else 'b' if '' else 'c', [x if x > 1 else -x for x in range(4)])
x = 5
print(('big' if x > 3 else 'small') + '!', (1, 2) if x else (3,), x if x > 10 else None)
# ---- and, or, not
def say(value):
    print('say', value)
    return value
print(say(0) and say(1), say(0) or say(2), say('') or say([]) or say('x') or say('never'))
print(not say(0), say(1) and say(2) and say(3), not (1 and 0), 1 or 1 / 0, None and 1, [] or {} or 0)
# ---- truth of objects
class A:
    def __bool__(self): return False
class B:
    def __len__(self): return 0
class C:
    pass
class D:
    def __bool__(self): return True
    def __len__(self): return 0
print(bool(A()), bool(B()), bool(C()), bool(D()), 'x' if B() else 'y', not A(), [c.__name__ for c in (A, B, C, D) if c()])
# ---- chained comparisons
def v(x):
    print('v', x, end='; ')
    return x
print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(1 < 3 > 2, 1 == 1.0 == True, 1 < 2 < 3 < 4, 3 > 2 == 2, 1 in [1] == True, (1 in [1]) == True, 1 != 2 != 1, 1 is not None is not True)
# ---- identity
a = []
b = a
print(a is b, a is [], a is not b, None is None, not None is None, a is not [], True is (1 == 1), type(1) is int)
# ---- while with several exits
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        if steps > 200:
            return -1
    return steps
print([collatz(n) for n in range(1, 20)])
# ---- pass and empty bodies
if True: pass
def f(): pass
class A: pass
def g():
    """only a docstring"""
def h(): ...
print(f(), A.__name__, g(), g.__doc__, h(), ...)
# ---- assert
assert True
assert 1 == 1, 'not shown'
try:
    assert [] , 'empty'
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert 0
except AssertionError as e:
    print(repr(e), str(e) == '')
# ---- semicolons and line continuation
a = 1; b = 2; print(a,
    b); c = a + \
    b
if (a and
        b):
    print(c)
d = [1,
     2,   # two

     3,
]; print(d)
# ---- del
a = b = 1
l = [1, 2, 3]
d = {'k': 1}
del a, l[0], d['k']
del (l[0]), [b]
print(l, d)
a
# ---- an assertion that fails
x = 3
assert x < 3, 'x is %d' % x
# ---- an assertion without a message
assert not 'text'
# ---- an assertion with an object
assert None, ('a', 1)
# ---- an exception in finally replaces
try:
    raise ValueError('first')
finally:
    raise KeyError('second')
# ---- an exception leaves through finally
def f():
    try:
        [][1]
    finally:
        print('clean up')
for i in range(2):
    f()
# ---- __bool__ of a wrong type
class A:
    def __bool__(self): return 1
if A():
    print('x')
# ---- __len__ that is negative
class A:
    def __len__(self): return -1
bool(A())
