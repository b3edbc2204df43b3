# Attempts to get hold of what was not handed out.
# ---- __import__
__import__('os').system('id')  ### "__import__() is not supported here"
# ---- open
print(open('/etc/passwd').read())  ### "open() is not supported here"
# ---- the builtins by name
print(__builtins__)  ### "NameError: name '__builtins__' is not defined"
# ---- the builtins through globals()
print(globals()['__builtins__'])  ### "KeyError: '__builtins__'"
# ---- the builtins as a module
import builtins  ### "import of 'builtins' is not supported here"
# ---- subclasses of object
().__class__.__bases__[0].__subclasses__()  ### "type object 'object' has no attribute '__subclasses__'"
# ---- subclasses through the order of resolution
[].__class__.__mro__[-1].__subclasses__()  ### "has no attribute '__subclasses__'"
# ---- getattr with the name put together
getattr(getattr((), '__cl' + 'ass__'), '__base__')  # harmless so far
getattr(object, '__sub' + 'classes__')()  ### "has no attribute '__subclasses__'"
# ---- the globals of a function
def f(): pass
f.__globals__  ### "'function' object has no attribute '__globals__'"
# ---- the code of a function
def f(): pass
f.__code__.co_consts  ### "'function' object has no attribute '__code__'"
# ---- replacing the code of a function
def f(): pass
f.__code__ = 5  ### "AttributeError"
# ---- the closure of a function
def outer():
    secret = 1
    return lambda: secret
outer().__closure__  ### "'function' object has no attribute '__closure__'"
# ---- func_globals of Python 2
def f(): pass
f.func_globals  ### "'function' object has no attribute 'func_globals'"
# ---- the globals behind a method
class A:
    def m(self): pass
A().m.__func__.__globals__  ### "'function' object has no attribute '__globals__'"
# ---- the module behind a builtin
print.__self__  ### "has no attribute '__self__'"
# ---- the native under a class method
dict.fromkeys.__func__(5)  ### "has no attribute '__func__'"
# ---- the native under a class method, through the namespace
int.__dict__['from_bytes'].__func__()  ### "'classmethod' object has no attribute '__func__'"
# ---- a format string that walks attributes
'{0.__class__.__mro__}'.format(5)  ### "format strings can not reach the private attribute '__class__'"
# ---- a format string that walks to globals
class A:
    def __init__(self): pass
'{0.__init__.__globals__}'.format(A())  ### "format strings can not reach the private attribute '__init__'"
# ---- format_map that walks attributes
'{x.__class__}'.format_map({'x': 5})  ### "format strings can not reach the private attribute '__class__'"
# ---- a format string that walks through an item
'{0[0].__class__}'.format([5])  ### "format strings can not reach the private attribute '__class__'"
# ---- a format string in a format
'{:{0.__class__}}'.format(5)  ### "ValueError: cannot switch from automatic field numbering to manual field specification"
# ---- an f-string that walks
print(f'{().__class__.__base__.__subclasses__()}')  ### "has no attribute '__subclasses__'"
# ---- type() with one argument
type(type(print))('x', lambda: 0)  ### "TypeError"
# ---- type() makes a metaclass
type('Meta', (type,), {})  ### "type 'type' is not an acceptable base type"
# ---- type() over a native type
type('F', (type(print),), {})  ### "is not an acceptable base type"
# ---- type() with something that is no class
type('X', (5,), {})  ### "TypeError"
# ---- making a function from its type
def f(): pass
type(f)(1, {})  ### "cannot create 'function' instances"
# ---- making a module from its type
import math
type(math)('os')  ### "cannot create 'module' instances"
# ---- making a frame through a generator
def g(): yield
g().gi_frame.f_globals  ### "'generator' object has no attribute 'gi_frame'"
# ---- the code of a generator
def g(): yield
g().gi_code  ### "'generator' object has no attribute 'gi_code'"
# ---- the frame of a traceback
try:
    1 / 0
except ZeroDivisionError as e:
    e.__traceback__.tb_frame.f_globals  ### "'traceback' object has no attribute 'tb_frame'"
# ---- the frame in __exit__
class C:
    def __enter__(self): return self
    def __exit__(self, kind, error, traceback):
        traceback.tb_frame  ### "'traceback' object has no attribute 'tb_frame'"
with C():
    1 / 0
# ---- a decorator that hands out the function
@getattr  ### "getattr expected at least 2 arguments, got 1"
def f(): pass
# ---- a decorator by a refused name
@eval  ### "eval() is not supported here"
def f(): pass
# ---- setting what belongs to a module
import math
math.sqrt = print  ### "the module 'math' belongs to undumpy"
# ---- the namespace of a module is a copy
import math
vars(math)['sqrt'] = None
math.__dict__['floor'] = None
print(math.sqrt(4), math.floor(2.5))
vars(math)['nothing'].x  ### "KeyError: 'nothing'"
#> 2.0 2
# ---- the namespace of a builtin class
str.upper = print  ### "cannot set 'upper' attribute of immutable type 'str'"
# ---- the namespace of a builtin class is a copy
str.__dict__['upper'] = None
print('a'.upper())
del str.upper  ### "cannot set 'upper' attribute of immutable type 'str'"
#> A
# ---- setattr on a builtin class
setattr(int, '__add__', print)  ### "cannot set '__add__' attribute of immutable type 'int'"
# ---- object.__setattr__ on a builtin class
object.__setattr__(int, 'x', 1)  ### "can't apply this to type object"
# ---- changing the class of an object
class A: pass
a = A()
a.__class__ = int  ### "property '__class__' of 'A' object has no setter"
# ---- a native method with a wrong self
list.append(5, 1)  ### "descriptor 'append' for 'list' objects doesn't apply to a 'int' object"
# ---- a native special method with a wrong self
list.__getitem__({}, 0)  ### "descriptor '__getitem__' for 'list' objects doesn't apply to a 'dict' object"
# ---- a native method without self
str.upper()  ### "TypeError"
# ---- the getter of a property with a wrong self
int.__dict__['real'].fget('x')  ### "descriptor 'real' for 'int' objects doesn't apply to a 'str' object"
# ---- the initializer of another type
list.__init__({})  ### "requires a 'list' object but received a 'dict'"
# ---- new objects of internal types
object.__new__(type(iter([])))  ### "cannot create 'list_iterator' instances"
# ---- files through os
import os
os.system('id')  ### "module 'os' has no attribute 'system'"
# ---- the environment through os
import os
os.environ  ### "module 'os' has no attribute 'environ'"
# ---- modules through os
import os
os.sys  ### "module 'os' has no attribute 'sys'"
# ---- another process
import subprocess  ### "import of 'subprocess' is not supported here"
# ---- sockets
import socket  ### "import of 'socket' is not supported here"
# ---- C types
import ctypes  ### "import of 'ctypes' is not supported here"
# ---- a file beside the script
import run_python  ### "import of 'run_python' is not supported here"
# ---- a file beside the script, with a net under it
try:
    import run_python  ### "ModuleNotFoundError: No module named 'run_python'"
except ImportError:
    raise
# ---- from a package
from os.path import genericpath  ### "cannot import name 'genericpath' from 'os.path'"
# ---- eval through another name
e = eval  ### "eval() is not supported here"
# ---- compile
compile('1', 'x', 'eval')  ### "compile() is not supported here"
# ---- the loader of the module
__loader__  ### "NameError: name '__loader__' is not defined"
# ---- the specification of the module
__spec__  ### "NameError: name '__spec__' is not defined"
# ---- help and exit of the site
exit()  ### "NameError: name 'exit' is not defined"
# ---- memory by address
id(5)  ### "NameError: name 'id' is not defined"
# ---- raw memory
memoryview(b'x')  ### "NameError: name 'memoryview' is not defined"
# ---- pickling
(5).__reduce_ex__(2)  ### "'int' object has no attribute '__reduce_ex__'"
