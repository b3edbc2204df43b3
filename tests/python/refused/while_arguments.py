# Calls with wrong arguments.
# ---- none given
def f(a): pass
f()  ### "TypeError: f() missing 1 required positional argument: 'a'"
# ---- two missing
def f(a, b): pass
f()  ### "TypeError: f() missing 2 required positional arguments: 'a' and 'b'"
# ---- three missing
def f(a, b, c): pass
f()  ### "TypeError: f() missing 3 required positional arguments: 'a', 'b', and 'c'"
# ---- too many
def f(a): pass
f(1, 2)  ### "TypeError: f() takes 1 positional argument but 2 were given"
# ---- too many for none
def f(): pass
f(1)  ### "TypeError: f() takes 0 positional arguments but 1 was given"
# ---- too many with a default
def f(a, b=1): pass
f(1, 2, 3)  ### "TypeError: f() takes from 1 to 2 positional arguments but 3 were given"
# ---- keyword-only missing
def f(*, a): pass
f()  ### "TypeError: f() missing 1 required keyword-only argument: 'a'"
# ---- keyword-only given by position
def f(*, a): pass
f(1)  ### "TypeError: f() takes 0 positional arguments but 1 was given"
# ---- an unknown keyword
def f(a): pass
f(1, b=2)  ### "TypeError: f() got an unexpected keyword argument 'b'"
# ---- given twice
def f(a): pass
f(1, a=2)  ### "TypeError: f() got multiple values for argument 'a'"
# ---- positional-only by keyword
def f(a, /): pass
f(a=1)  ### "TypeError: f() got some positional-only arguments passed as keyword arguments: 'a'"
# ---- a method
class A:
    def m(self): pass
A().m(1)  ### "TypeError: A.m() takes 1 positional argument but 2 were given"
# ---- a method without self
class A:
    def m(): pass
A().m()  ### "TypeError: A.m() takes 0 positional arguments but 1 was given"
# ---- a method through its class
class A:
    def m(self): pass
A.m()  ### "TypeError: A.m() missing 1 required positional argument: 'self'"
# ---- __init__
class A:
    def __init__(self, x): pass
A()  ### "TypeError: A.__init__() missing 1 required positional argument: 'x'"
# ---- a class that takes none
class A: pass
A(1)  ### "TypeError: A() takes no arguments"
# ---- a lambda
(lambda x: x)()  ### "TypeError: <lambda>() missing 1 required positional argument: 'x'"
# ---- len of nothing
len()  ### "TypeError: len() takes exactly one argument (0 given)"
# ---- len with a keyword
len(x=1)  ### "TypeError: len() takes no keyword arguments"
# ---- isinstance of one
isinstance(1)  ### "TypeError: isinstance expected 2 arguments, got 1"
# ---- a method of a text
'a'.upper(1)  ### "TypeError: str.upper() takes no arguments (1 given)"
# ---- join of two
','.join('a', 'b')  ### "TypeError: str.join() takes exactly one argument (2 given)"
# ---- append of none
[].append()  ### "TypeError: list.append() takes exactly one argument (0 given)"
# ---- star of a number
def f(*a): pass
f(*5)  ### "TypeError: __main__.f() argument after * must be an iterable, not int"
# ---- double star of a list
def f(**a): pass
f(**[])  ### "TypeError: __main__.f() argument after ** must be a mapping, not list"
# ---- double star with numbers
def f(**a): pass
f(**{1: 2})  ### "TypeError: keywords must be strings"
# ---- a keyword twice
def f(**a): pass
f(a=1, **{'a': 2})  ### "TypeError: __main__.f() got multiple values for keyword argument 'a'"
# ---- calling a number
x = 5
x()  ### "TypeError: 'int' object is not callable"
# ---- calling None
None()  ### "TypeError: 'NoneType' object is not callable"
# ---- an exception with keywords
ValueError(x=1)  ### "TypeError: ValueError() takes no keyword arguments"
