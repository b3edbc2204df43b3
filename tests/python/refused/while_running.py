# Errors of the running program, with the line where they happen.
# ---- an undefined name
print(undefined)  ### "NameError: name 'undefined' is not defined"
# ---- in a function
def f():
    return undefined  ### "NameError: name 'undefined' is not defined"
f()
# ---- a local variable before its assignment
def f():
    print(x)  ### "UnboundLocalError: cannot access local variable 'x' where it is not associated with a value"
    x = 1
f()
# ---- a free variable before its assignment
def f():
    def g(): return x  ### "NameError: cannot access free variable 'x' where it is not associated with a value in enclosing scope"
    g()
    x = 1
f()
# ---- a deleted name
x = 1
del x
del x  ### "NameError: name 'x' is not defined"
# ---- an attribute of a number
(5).name  ### "AttributeError: 'int' object has no attribute 'name'"
# ---- an attribute of None
None.name  ### "AttributeError: 'NoneType' object has no attribute 'name'"
# ---- an attribute of a class
class A: pass
A.name  ### "AttributeError: type object 'A' has no attribute 'name'"
# ---- an attribute of a module
import math
math.squareroot  ### "AttributeError: module 'math' has no attribute 'squareroot'"
# ---- setting an attribute of a number
(5).name = 1  ### "AttributeError: 'int' object has no attribute 'name'"
# ---- deleting an attribute
class A: pass
del A().x  ### "AttributeError: 'A' object has no attribute 'x'"
# ---- a property without a setter
class A:
    @property
    def x(self): return 1
A().x = 2  ### "AttributeError: property 'x' of 'A' object has no setter"
# ---- division
1 / 0  ### "ZeroDivisionError: division by zero"
# ---- division of floats
1.0 / 0  ### "ZeroDivisionError: float division by zero"
# ---- floor division
1 // 0  ### "ZeroDivisionError: integer division or modulo by zero"
# ---- modulo
1 % 0  ### "ZeroDivisionError: integer modulo by zero"
# ---- a key
{}['k']  ### "KeyError: 'k'"
# ---- a key that is popped
{}.pop('k')  ### "KeyError: 'k'"
# ---- an index
[][0]  ### "IndexError: list index out of range"
# ---- an index of a tuple
()[0]  ### "IndexError: tuple index out of range"
# ---- an index of a text
''[0]  ### "IndexError: string index out of range"
# ---- assignment to an index
x = []
x[0] = 1  ### "IndexError: list assignment index out of range"
# ---- an index that is a text
[1]['a']  ### "TypeError: list indices must be integers or slices, not str"
# ---- assignment into a tuple
(1,)[0] = 1  ### "TypeError: 'tuple' object does not support item assignment"
# ---- assignment into a text
'a'[0] = 'b'  ### "TypeError: 'str' object does not support item assignment"
# ---- deleting from a tuple
t = (1,)
del t[0]  ### "TypeError: 'tuple' object doesn't support item deletion"
# ---- an index of a number
(5)[0]  ### "TypeError: 'int' object is not subscriptable"
# ---- text and number
'a' + 1  ### "TypeError: can only concatenate str (not "int") to str"
# ---- number and text
1 + 'a'  ### "TypeError: unsupported operand type(s) for +: 'int' and 'str'"
# ---- list and tuple
[1] + (2,)  ### "TypeError: can only concatenate list (not "tuple") to list"
# ---- augmented
x = 1
x -= 'a'  ### "TypeError: unsupported operand type(s) for -=: 'int' and 'str'"
# ---- negative text
-'a'  ### "TypeError: bad operand type for unary -: 'str'"
# ---- comparing
1 < 'a'  ### "TypeError: '<' not supported between instances of 'int' and 'str'"
# ---- sorting
sorted([1, 'a'])  ### "TypeError: '<' not supported between instances of 'str' and 'int'"
# ---- an unhashable key
{[]: 1}  ### "TypeError: unhashable type: 'list'"
# ---- an unhashable item
{{}}  ### "TypeError: unhashable type: 'dict'"
# ---- iterating over a number
for x in 5: pass  ### "TypeError: 'int' object is not iterable"
# ---- searching in a number
1 in 5  ### "TypeError: argument of type 'int' is not iterable"
# ---- length of a number
len(5)  ### "TypeError: object of type 'int' has no len()"
# ---- unpacking a number
a, b = 5  ### "TypeError: cannot unpack non-iterable int object"
# ---- unpacking too few
a, b = [1]  ### "ValueError: not enough values to unpack (expected 2, got 1)"
# ---- unpacking too many
a, b = [1, 2, 3]  ### "ValueError: too many values to unpack (expected 2)"
# ---- a number that is none
int('x')  ### "ValueError: invalid literal for int() with base 10: 'x'"
# ---- a float that is none
float('x')  ### "ValueError: could not convert string to float: 'x'"
# ---- an item that is not there
[].remove(1)  ### "ValueError: list.remove(x): x not in list"
# ---- a text that is not there
'abc'.index('x')  ### "ValueError: substring not found"
# ---- minimum of nothing
min([])  ### "ValueError: min() arg is an empty sequence"
# ---- pop from nothing
[].pop()  ### "IndexError: pop from empty list"
# ---- next of nothing
next(iter([]))  ### "StopIteration"
# ---- an assertion
assert 1 == 2, 'no'  ### "AssertionError: no"
# ---- raising a number
raise 5  ### "TypeError: exceptions must derive from BaseException"
# ---- raising nothing
raise  ### "RuntimeError: No active exception to reraise"
# ---- catching a number
try: 1 / 0
except 5: pass  ### "TypeError: catching classes that do not inherit from BaseException is not allowed"
# ---- no context manager
with 5: pass  ### "TypeError: 'int' object does not support the context manager protocol"
# ---- bases that contradict each other
class A: pass
class B(A): pass
class C(A, B): pass  ### "order (MRO) for bases A, B"
# ---- a base that is no class
class A(5): pass  ### "TypeError"
# ---- bool can not be derived from
class A(bool): pass  ### "TypeError: type 'bool' is not an acceptable base type"
# ---- bytes that are no text
b'\xff'.decode()  ### "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
# ---- text that is no ASCII
'é'.encode('ascii')  ### "UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)"
# ---- too large for a float
float(10 ** 400)  ### "OverflowError: int too large to convert to float"
# ---- a float that grows too large
2.0 ** 5000  ### "OverflowError: (34, 'Numerical result out of range')"
# ---- a module that is missing, with a net under it
try:
    import nowhere  ### "ModuleNotFoundError: No module named 'nowhere'"
except ImportError:
    raise
# ---- a name that a module misses
from math import squareroot  ### "ImportError: cannot import name 'squareroot' from 'math'"
# ---- leaving
raise SystemExit('no')  ### "SystemExit: no"
# ---- in a loop
for x in [2, 1, 0]:
    print(2 // x)  ### "ZeroDivisionError"
# ---- in a comprehension
[1 / x for x in [1,  ### "ZeroDivisionError"
                 0]]
# ---- across lines
print(1,
      2,
      3 / 0)  ### "ZeroDivisionError: division by zero"
