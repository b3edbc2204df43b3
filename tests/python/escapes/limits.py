# Attempts to use too much: time, memory, output.
# ---- an endless loop
while True: pass  ### "LimitExceeded: the program took more than 20000000 steps"
# ---- an endless for loop
for x in iter(int, 1): pass  ### "more than 20000000 steps"
# ---- an endless comprehension
[0 for x in iter(int, 1) if x]  ### "more than 20000000 steps"
# ---- an endless sum
sum(iter(int, 1))  ### "more than 20000000 steps"
# ---- an endless search
1 in iter(int, 1)  ### "more than 20000000 steps"
# ---- any of an endless iterator
any(iter(int, 1))  ### "more than 20000000 steps"
# ---- an endless generator
sum(0 for x in iter(int, 1))  ### "more than 20000000 steps"
# ---- unpacking an endless generator
a, *b = (0 for x in iter(int, 1))  ### "more than"
# ---- minimum of an endless range
min(range(10 ** 15))  ### "LimitExceeded"
# ---- except around a limit
while True:
    try:
        while True: pass  ### "more than 20000000 steps"
    except BaseException:
        print('caught')
# ---- bare except around a limit
try:
    while True: pass  ### "more than 20000000 steps"
except:
    print('caught')
# ---- finally around a limit
try:
    while True: pass  ### "more than 20000000 steps"
finally:
    print('finally')
    while True: pass
# ---- a context manager around a limit
class C:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit'); return True
with C():
    while True: pass  ### "more than 20000000 steps"
# ---- a generator that is closed
def g():
    try:
        yield 1
    finally:
        print('closing')
        while True: pass
it = g()
next(it)
while True: pass  ### "more than 20000000 steps"
# ---- a generator that swallows its end
def g():
    while True:
        try: yield 1
        except BaseException: pass
it = g()
next(it)
while True: pass  ### "more than 20000000 steps"
# ---- a limit inside a generator
def g():
    try:
        while True: pass  ### "more than 20000000 steps"
    except BaseException: print('caught')
    finally: print('finally')
    yield
try: next(g())
except BaseException: print('caught')
# ---- __del__
class A:
    def __del__(self):
        print('del')
a = A()
while True: pass  ### "more than 20000000 steps"
# ---- a thread of calls
for f in iter(lambda: (lambda x: x), 1): f(f(f(1)))  ### "more than 20000000 steps"
# ---- a power
10 ** 10 ** 8  ### "LimitExceeded"
# ---- a power of two
2 ** (2 ** 40)  ### "more than 268435456 bytes of memory"
# ---- a power beyond 64 bits
3 ** 10 ** 30  ### "LimitExceeded"
# ---- a shift
1 << 10 ** 12  ### "more than 268435456 bytes of memory"
# ---- squaring for ever
x = 3
while True: x *= x  ### "LimitExceeded"
# ---- dividing long numbers
x, y = 10 ** 300000, 10 ** 150000 + 1
while True: x // y  ### "more than 20000000 steps"
# ---- a modular power
pow(3, 10 ** 20000, 10 ** 20000)  ### "LimitExceeded"
# ---- a factorial
import math
math.factorial(10 ** 9)  ### "LimitExceeded"
# ---- combinations
import math
math.comb(10 ** 9, 5 * 10 ** 8)  ### "LimitExceeded"
# ---- int of a long text
int('9' * 10 ** 7)  ### "ValueError: Exceeds the limit (4300 digits) for integer string conversion"
# ---- text of a long int
str(10 ** 10 ** 5)  ### "ValueError: Exceeds the limit (4300 digits) for integer string conversion"
# ---- a long text
'x' * 10 ** 12  ### "more than 268435456 bytes of memory"
# ---- a longer text
'x' * 10 ** 18  ### "more than 268435456 bytes of memory"
# ---- text that doubles
x = 'x'
while True: x += x  ### "more than 268435456 bytes of memory"
# ---- a long list
[0] * 10 ** 12  ### "more than 268435456 bytes of memory"
# ---- a longer list
[0] * 10 ** 18  ### "more than 268435456 bytes of memory"
# ---- a long tuple
(0,) * 10 ** 12  ### "more than 268435456 bytes of memory"
# ---- long bytes
bytes(10 ** 12)  ### "more than 268435456 bytes of memory"
# ---- bytes times a number
b'x' * 10 ** 12  ### "more than 268435456 bytes of memory"
# ---- a range as a list
list(range(10 ** 12))  ### "LimitExceeded"
# ---- a list that grows
x = []
while True: x.append(x)  ### "LimitExceeded"
# ---- a list that extends itself
x = [0]
while True: x.extend(x)  ### "more than 268435456 bytes of memory"
# ---- a list that inserts
x = []
while True: x.insert(0, 1)  ### "LimitExceeded"
# ---- join
','.join(['x' * 10 ** 6] * 10 ** 6)  ### "LimitExceeded"
# ---- replace
('a' * 10 ** 4).replace('a', 'b' * 10 ** 6)  ### "more than 268435456 bytes of memory"
# ---- ljust
'a'.ljust(10 ** 12)  ### "more than 268435456 bytes of memory"
# ---- center
'a'.center(10 ** 12)  ### "more than 268435456 bytes of memory"
# ---- zfill
'a'.zfill(10 ** 12)  ### "more than 268435456 bytes of memory"
# ---- expandtabs
'\t'.expandtabs(10 ** 12)  ### "more than 268435456 bytes of memory"
# ---- translate
('a' * 10 ** 4).translate({97: 'x' * 10 ** 6})  ### "more than 268435456 bytes of memory"
# ---- width in a percent format
'%*d' % (10 ** 9, 1)  ### "more than 268435456 bytes of memory"
# ---- precision in a percent format
'%.1000000000f' % 1  ### "more than 268435456 bytes of memory"
# ---- width in a format
'{:1000000000}'.format(1)  ### "more than 268435456 bytes of memory"
# ---- width in an f-string
f'{1:{10 ** 9}}'  ### "more than 268435456 bytes of memory"
# ---- precision in an f-string
f'{1.0:.{10 ** 9}f}'  ### "more than 268435456 bytes of memory"
# ---- a field many times
('{0}' * 10 ** 5).format('x' * 10 ** 5)  ### "more than 268435456 bytes of memory"
# ---- splitting
('a ' * 10 ** 7).split()  ### "LimitExceeded"
# ---- repr of a long text
repr('\n' * (200 * 10 ** 6))  ### "more than 268435456 bytes of memory"
# ---- repr of a list that holds one text often
repr(['x' * 1000] * 10 ** 6)  ### "LimitExceeded"
# ---- a dictionary
d = {}
for i in range(10 ** 8): d[i] = i  ### "LimitExceeded"
# ---- a dictionary from keys
dict.fromkeys(range(10 ** 8))  ### "LimitExceeded"
# ---- a set
s = set()
for i in range(10 ** 8): s.add(i)  ### "LimitExceeded"
# ---- a set comprehension
{i for i in range(10 ** 8)}  ### "LimitExceeded"
# ---- colliding hashes
class A:
    def __hash__(self): return 1
    def __eq__(self, other): return False
s = set()
while True: s.add(A())  ### "more than 20000000 steps"
# ---- colliding integers
d = {}
for i in range(10 ** 8): d[i * (2 ** 61 - 1)] = 1  ### "LimitExceeded"
# ---- neighbouring slots of the table
back = pow(0x9E3779B97F4A7C15, -1, 2 ** 64)
d = {}
for i in range(10 ** 8): d[i * back % 2 ** 61] = 1  ### "LimitExceeded"
# ---- names
for i in range(10 ** 8): globals()['x%d' % i] = i  ### "LimitExceeded"
# ---- attributes
class A: pass
a = A()
for i in range(10 ** 8): setattr(a, 'x%d' % i, i)  ### "LimitExceeded"
# ---- keyword arguments
dict(**{str(i): i for i in range(10 ** 8)})  ### "LimitExceeded"
# ---- arguments
print(*range(10 ** 9))  ### "LimitExceeded"
# ---- circles
while True: a = []; a.append(a)  ### "LimitExceeded"
# ---- classes
kept = []
while True:
    class A: pass  ### "LimitExceeded"
    kept.append(A)
# ---- a chain of classes
class A: pass
while True:
    class A(A): pass  ### "LimitExceeded"
# ---- a class with many bases
bases = tuple(type('B', (), {}) for i in range(20000))
type('X', bases, {})  ### "LimitExceeded"
# ---- live generators
def g(): yield
kept = []
while True:
    it = g()
    next(it)  ### "more than 268435456 bytes of memory"
    kept.append(it)
# ---- generators that did not start
def g(): yield
kept = []
while True: kept.append(g())  ### "LimitExceeded"
# ---- searching a long text
s = 'x' * 10 ** 8
while True: s.count('y')  ### "more than 20000000 steps"
# ---- slicing a long text
s = 'x' * 10 ** 7
while True: s[1:]  ### "more than 20000000 steps"
# ---- comparing long texts
s, t = 'x' * 10 ** 7, 'x' * 10 ** 7
while True: s == t  ### "more than 20000000 steps"
# ---- copying a long list
s = [0] * 10 ** 6
while True: s[:]  ### "more than 20000000 steps"
# ---- a sort whose key changes the list
x = [3, 2, 1]
def key(n):
    x.append(n)
    return n
x.sort(key=key)  ### "ValueError: list modified during sort"
# ---- a sort whose comparison changes the list
class A:
    def __lt__(self, other):
        x.clear()
        return True
x = [A() for i in range(100)]
x.append(1) or x.sort(key=lambda a: a if isinstance(a, A) else A())
print(len(x))
1 / 0  ### "ZeroDivisionError"
#> 101
# ---- a dictionary that grows in a loop
d = {1: 1}
for k in d: d[k + 1] = 1  ### "RuntimeError: dictionary changed size during iteration"
# ---- a set that grows in a loop
s = {1}
for k in s: s.add(k + 1)  ### "RuntimeError: Set changed size during iteration"
# ---- a list that grows in a loop
x = [1]
for k in x: x.append(k)  ### "LimitExceeded"
# ---- printing for ever
n = 0
while True: print(end='x' * 10 ** 7)  ### "LimitExceeded: the program printed more than 1048576 bytes"
