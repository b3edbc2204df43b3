# What is out of the language: refused before anything runs, and each refusal says what to do.
# ---- async functions
async def f(): pass  ### "'async' is not supported here"
# ---- await
def f():
    await g()  ### "'await' is not supported here"
# ---- async for
def f():
    async for x in y: pass  ### "'async' is not supported here"
# ---- async with
def f():
    async with y: pass  ### "'async' is not supported here"
# ---- async comprehension
x = [y async for y in z]  ### "async"
# ---- match
match x:  ### "'match' is not supported here"
    case 1: pass
# ---- metaclass
class A(metaclass=B): pass  ### "a metaclass is not supported here"
# ---- keyword of a class
class A(B, flag=True): pass  ### "a keyword of a class is not supported here"
# ---- type parameters of a function
def f[T](x): return x  ### "not supported here"
# ---- type alias
type Pair = tuple  ### "not supported here"
# ---- except groups
try: pass  ### "'except*' is not supported here"
except* ValueError: pass
# ---- complex numbers
x = 1j  ### "a complex number is not supported here"
# ---- eval
x = eval('1')  ### "eval() is not supported here"
# ---- exec
exec('x = 1')  ### "exec() is not supported here"
# ---- exec of Python 2
exec code in {}  ### "exec is not supported here"
# ---- compile
compile('1', 'f', 'eval')  ### "compile() is not supported here"
# ---- open
f = open('x')  ### "open() is not supported here"
# ---- file of Python 2
f = file('x')  ### "file() is not supported here"
# ---- __import__
os = __import__('os')  ### "__import__() is not supported here"
# ---- input
name = input()  ### "input() is not supported here"
# ---- raw_input
name = raw_input('? ')  ### "raw_input() is not supported here"
# ---- breakpoint
breakpoint()  ### "breakpoint() is not supported here"
# ---- refused names inside of functions
def f():
    return [open(x) for x in y]  ### "open() is not supported here"
# ---- refused names as values
readers = {'file': open}  ### "open() is not supported here"
# ---- refused names as defaults
def f(read=open): pass  ### "open() is not supported here"
# ---- refused names in decorators
@eval  ### "eval() is not supported here"
def f(): pass
# ---- refused names as bases
class F(file): pass  ### "file() is not supported here"
# ---- refused names in f-strings
x = f'{open("x")}'  ### "open() is not supported here"
# ---- several at once
eval('1')  ### "eval() is not supported here"
open('1')  ### "open() is not supported here"
import socket  ### "import of 'socket' is not supported here"
# ---- import of an unknown module
import nowhere  ### "import of 'nowhere' is not supported here"
# ---- import from an unknown module
from nowhere import x  ### "import of 'nowhere' is not supported here"
# ---- import of an unknown part
import os.nowhere  ### "import of 'os.nowhere' is not supported here"
# ---- import in a function
def f():
    import subprocess  ### "import of 'subprocess' is not supported here"
# ---- import under another name
import threading as t  ### "import of 'threading' is not supported here"
# ---- two imports
import math, ctypes  ### "import of 'ctypes' is not supported here"
# ---- a misspelled module
import mth  ### "import of 'mth' is not supported here"
# ---- relative import
from . import models  ### "a relative import is not supported here"
# ---- relative import of the parent
from ..app import models  ### "a relative import is not supported here"
# ---- star import in a function
def f():
    from math import *  ### "import * only allowed at module level"
# ---- a character by its name
x = '\N{BULLET}'  ### "names of characters are not supported"
