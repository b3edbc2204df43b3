# Programs whose traceback is that of CPython, text for text.
# ---- a function
def add(a, b):
    return a + b

total = add(1, None)
# ---- three functions
def f(x): return g(x) * 2
def g(x):
    if x:
        return h(x)
def h(x):
    raise ValueError('no %s' % x)
print(f(5))
# ---- carets under parts of a line
x = {'a': {'b': None}}
print(1, x['a']['b']['c'], 2)
# ---- operators
a, b = 1, 'x'
print((a * 2) + b + 'y', a)
# ---- an attribute
class A: pass
value = A().foo + 1
# ---- a call with several arguments
int('12') + int('x1') + int('3')
# ---- an index
rows = [1, 2, 3]
print(rows[1], rows[10], rows[2])
# ---- during handling
try:
    {}['key']
except KeyError:
    int('x')
# ---- a direct cause
def load(text):
    try:
        return int(text)
    except ValueError as e:
        raise RuntimeError('can not load') from e
load('x')
# ---- a suppressed context
try:
    1 / 0
except ZeroDivisionError:
    raise KeyError('k') from None
# ---- three links
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
except IndexError:
    undefined_name
# ---- a generator
def numbers():
    yield 1
    yield 1 / 0
for n in numbers():
    pass
# ---- a generator that delegates
def inner():
    yield 1
    raise ValueError('inner')
def outer():
    yield from inner()
print(list(outer()))
# ---- a list comprehension
rows = [4, 2, 0]
print([8 // row for row in rows])
# ---- a dict comprehension in a function
def f(rows):
    return {row: 8 % row for row in rows if row < 3}
f([4, 2, 0])
# ---- a generator expression
print(sum(1 / x for x in [1, 0]))
# ---- nested comprehensions
print([[x / y for x in [1]] for y in [1, 0]])
# ---- a class body
class Table:
    name = 'x'
    size = len(5)
# ---- a method
class Account:
    def __init__(self, total): self.total = total
    def pay(self, amount):
        if amount > self.total:
            raise ValueError('too much')
Account(5).pay(6)
# ---- a property
class Account:
    @property
    def total(self):
        return self.amount
print(Account().total)
# ---- a decorator
def twice(f):
    def wrapper(*args):
        f(*args)
        return f(*args)
    return wrapper
@twice
def show(x):
    return x.upper()
show(5)
# ---- a lambda
f = lambda x: x[0]
list(map(f, [[1], []]))
# ---- a sort key
sorted(['a', 1], key=lambda x: x.lower())
# ---- recursion
def down(n):
    return down(n + 1)
down(0)
# ---- recursion of two
def even(n): return odd(n - 1)
def odd(n):
    if n == -20: raise ValueError(n)
    return even(n - 1)
even(11)
# ---- recursion that ends early
def f(n):
    if n == 0:
        raise ValueError('end')
    f(n - 1)
f(6)
# ---- a statement on several lines
print(
    1,
    2 /
    0,
)
# ---- a long call on several lines
def f(**kw): raise TypeError('bad')
f(a=1,
  b=2)
# ---- letters beyond ASCII
größe = 'é'
print('ü', größe + 1, 'ä')
# ---- a tab and a comment
if True:
	x = 1; y = x.foo  # comment
# ---- for over a number
for x in 5:
    pass
# ---- unpacking
pairs = [(1, 2), (3,)]
for a, b in pairs:
    pass
# ---- unpacking in an assignment
a, b = 1, 2
a, b, c = a, b
# ---- augmented assignment
total = 0
total += 'x'
# ---- augmented assignment of an item
d = {'k': None}
d['k'] += 1
# ---- deleting
d = {}
del d['x']
# ---- raise alone in a handler
def f():
    try:
        int('x')
    except ValueError:
        print('seen')
        raise
f()
# ---- raise of the same exception later
saved = None
try:
    1 / 0
except ZeroDivisionError as e:
    saved = e
raise saved
# ---- finally
def f():
    try:
        return 1 / 0
    finally:
        print('done')
f()
# ---- with
class C:
    def __enter__(self): return self
    def __exit__(self, *a): pass
with C() as c:
    c.missing()
# ---- with something that is no manager
with 5 as x:
    pass
# ---- __exit__ that fails
class C:
    def __enter__(self): return self
    def __exit__(self, *a): [].pop()
with C():
    1 / 0
# ---- assert
x = 1
assert x == 2, 'x is %d' % x
# ---- an exception class of our own
class AppError(Exception): pass
class Row:
    class Missing(AppError): pass
raise Row.Missing('no row', 5)
# ---- notes
e = ValueError('x')
e.add_note('first note')
e.add_note('second note')
raise e
# ---- a suggestion for a name
records = [1]
print(record)
# ---- a suggestion for a local name
def f(amount):
    return ammount * 2
f(1)
# ---- a suggestion for a builtin
print(sortd([1]))
# ---- a suggestion for an attribute
class Person:
    def __init__(self): self.first_name = 'A'
print(Person().firstname)
# ---- a suggestion for a method
'abc'.uper()
# ---- a suggestion in a module
import math
math.sqr(4)
# ---- nothing to suggest
print(zzzzzzzz)
# ---- a text of several lines
raise ValueError('first line\nsecond line')
# ---- no text
raise ValueError
# ---- a key
{'a': 1}['b']
# ---- missing arguments
def f(a, b): pass
f(1)
# ---- star arguments
def f(a): pass
args = (1, 2)
f(*args)
# ---- a comparison
print(sorted([3, 'a']), 1)
# ---- a chained comparison
print(1 < 2 < 'a')
# ---- a negation
print(not -'a')
# ---- a conditional
print('yes' if 1 / 0 else 'no')
# ---- a boolean
print(1 and [][0] or 2)
# ---- a subscript in an assignment
rows = [0]
rows[5] = 1
# ---- an attribute in an assignment
(5).x = 1
# ---- a return of an operation
def f(a, b):
    return (a
            + b)
f(1, 'x')
# ---- a while condition
while 1 / 0:
    pass
# ---- an import in a function
def f():
    from math import nothing
f()
