# ---- try, except, else, finally
def f(x):
    try:
        print('try', 10 // x)
    except ZeroDivisionError as e:
        print('except', e)
    except (TypeError, ValueError) as e:
        print('other', type(e).__name__, e)
    else:
        print('else')
    finally:
        print('finally')
f(2); f(0); f('a')
# ---- the first clause that fits
for e in (KeyError('k'), IndexError('i'), LookupError('l'), ValueError('v'), ArithmeticError('a'), ZeroDivisionError('z')):
    try:
        raise e
    except KeyError: print('KeyError')
    except LookupError: print('LookupError')
    except ArithmeticError as a: print('ArithmeticError', a)
    except Exception: print('Exception')
# ---- the hierarchy
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(UnicodeDecodeError, ValueError), issubclass(UnboundLocalError, NameError), issubclass(NotImplementedError, RuntimeError), issubclass(RecursionError, RuntimeError), issubclass(ModuleNotFoundError, ImportError), issubclass(FileNotFoundError, OSError), IOError is OSError, issubclass(IndentationError, SyntaxError))
print(issubclass(KeyboardInterrupt, Exception), issubclass(SystemExit, BaseException), issubclass(GeneratorExit, Exception), issubclass(StopIteration, Exception), issubclass(Exception, BaseException), issubclass(OverflowError, ArithmeticError), issubclass(AssertionError, Exception), [c.__name__ for c in KeyError.__mro__])
# ---- text forms of exceptions
for e in (ValueError(), ValueError('x'), ValueError('x', 1), ValueError(None), KeyError('k'), KeyError(), KeyError('a', 'b'), Exception(5), IndexError("it's"), StopIteration(3), OSError(2, 'No such file'), AttributeError('a')):
    print(str(e), repr(e), e.args)
# ---- exceptions of our own
class AppError(Exception):
    """Base of ours."""
class NotFound(AppError):
    def __init__(self, name, code=404):
        super().__init__('%s not found' % name)
        self.name = name
        self.code = code
class Quiet(AppError):
    def __str__(self): return 'quiet: %s' % (self.args,)
for e in (AppError('a', 'b'), NotFound('page'), Quiet(1)):
    try:
        raise e
    except AppError as got:
        print(type(got).__name__, got, repr(got), got.args, got is e, getattr(got, 'code', None))
# ---- args without super().__init__
class E(Exception):
    def __init__(self, a, b): self.a = a
e = E(1, 2)
print(e.args, str(e), repr(e), e.a)
# ---- raising classes and instances
for what in (ValueError, ValueError('text'), KeyError('k')):
    try:
        raise what
    except Exception as e:
        print(repr(e), e.args)
# ---- re-raising
def f():
    try:
        [][0]
    except IndexError:
        print('seen')
        raise
try:
    f()
except IndexError as e:
    print('again', e)
def g():
    try:
        raise KeyError('a')
    except KeyError as e:
        try:
            raise e
        finally:
            print('still finally')
try: g()
except KeyError as e: print(e)
# ---- raise from
try:
    try:
        int('x')
    except ValueError as e:
        raise KeyError('wrapped') from e
except KeyError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise TypeError('t') from None
except TypeError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
# ---- the context
try:
    try:
        1 / 0
    except ZeroDivisionError:
        undefined
except NameError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    raise ValueError('alone')
except ValueError as e:
    print(e.__context__)
# ---- nested handlers
try:
    try:
        raise ValueError('inner')
    except KeyError:
        print('never')
    finally:
        print('inner finally')
except ValueError as e:
    print('outer', e)
    try:
        raise TypeError('second')
    except TypeError as e2:
        print(e2, repr(e2.__context__))
    print('back in outer')
# ---- bare except and Exception
for f in (lambda: 1 / 0, lambda: {}['x'], lambda: [].foo, lambda: None()):
    try:
        f()
    except:
        print('bare')
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
# ---- except with a computed class
errors = (KeyError, IndexError)
def which():
    print('which')
    return ValueError
try:
    raise ValueError(1)
except errors: print('no')
except which(): print('yes')
try: {}[1]
except errors as e: print(repr(e))
# ---- else is not protected
try:
    try:
        pass
    except ValueError:
        print('never')
    else:
        raise ValueError('from else')
    finally:
        print('finally')
except ValueError as e:
    print(e)
# ---- exceptions leave functions
def a(n):
    if n == 0: raise RuntimeError('bottom')
    try:
        a(n - 1)
    finally:
        print('leaving', n)
try:
    a(3)
except RuntimeError as e:
    print(e)
# ---- exceptions as values
errors = []
for text in ('1', 'x', '', '2.5'):
    try:
        errors.append(int(text))
    except ValueError as e:
        errors.append(e)
print([type(e).__name__ if isinstance(e, Exception) else e for e in errors])
print([str(e) for e in errors if isinstance(e, ValueError)], ValueError('a') == ValueError('a'), len({ValueError(1): 1}))
# ---- try in a loop with retries
attempts = 0
while True:
    attempts += 1
    try:
        if attempts < 3: raise OSError('try %d' % attempts)
    except OSError as e:
        print(e)
        continue
    else:
        break
print(attempts)
# ---- return from except and else
def f(x):
    try:
        y = 1 // x
    except ZeroDivisionError:
        return 'except'
    else:
        return 'else'
    finally:
        print('f', end=' ')
print(f(0), f(1))
# ---- attributes and notes of exceptions
e = ValueError('x')
e.row = 5
e.args = ('y', 2)
e.add_note('a note')
print(e, e.row, e.args, e.__notes__, e.with_traceback(None) is e)
try: raise e
except ValueError as got: print(got.row, got.__traceback__ is not None)
# ---- KeyError, AttributeError and NameError know what they miss
try: {}['k']
except KeyError as e: print(e.args, str(e), repr(str(e)))
class A: pass
a = A()
try: a.foo
except AttributeError as e: print(e.name, e.obj is a)
try: foo
except NameError as e: print(e.name)
# ---- StopIteration and its value
it = iter([1])
next(it)
try: next(it)
except StopIteration as e: print(e.value, e.args, repr(e))
e = StopIteration(1, 2)
print(e.value, e.args)
# ---- UnicodeError in parts
try: 'aé'.encode('ascii')
except UnicodeEncodeError as e: print(e.encoding, e.start, e.end, e.reason, e.object)
try: b'\xff'.decode()
except UnicodeDecodeError as e: print(e.encoding, e.start, e.end, e.reason, e)
# ---- an exception whose __init__ fails
class E(Exception):
    def __init__(self, x): pass
try:
    raise E
except TypeError as e:
    print(e)
# ---- cleaning up in order
log = []
class R:
    def __init__(self, n): self.n = n; log.append('open ' + n)
    def close(self): log.append('close ' + self.n)
def work(fail):
    a = R('a')
    try:
        b = R('b')
        try:
            if fail: raise ValueError('work')
            return 'ok'
        finally: b.close()
    finally: a.close()
print(work(False))
try: work(True)
except ValueError as e: log.append(str(e))
print(log)
# ---- an uncaught exception of our own
class AppError(Exception): pass
raise AppError('went wrong', 5)
# ---- an uncaught exception without arguments
class AppError(Exception): pass
raise AppError
# ---- an uncaught exception with its own text
class AppError(Exception):
    def __str__(self): return 'code %d' % self.args
raise AppError(7)
# ---- an uncaught exception of a nested class
class Model:
    class DoesNotExist(Exception): pass
def get():
    raise Model.DoesNotExist('Partner matching query does not exist.')
get()
# ---- an uncaught exception with an empty text
raise ValueError('')
# ---- an uncaught KeyError shows the repr
raise KeyError('a\'b')
# ---- an uncaught exception of another type of argument
raise RuntimeError(['list', 1])
# ---- raising in an except block
try:
    int('x')
except ValueError:
    raise RuntimeError('second')
# ---- raise from something
try:
    1 / 0
except ZeroDivisionError as e:
    raise ValueError('outer') from e
# ---- re-raising at the end
try:
    {}['missing']
except KeyError:
    print('not for us')
    raise
# ---- raise without an active exception
raise
# ---- raising what is no exception
raise 'text'
# ---- raising a number
raise 5
# ---- raising None
raise None
# ---- raising a class that is no exception
class A: pass
raise A
# ---- a cause that is no exception
raise ValueError('x') from 'y'
# ---- except with something that is no class
try:
    1 / 0
except 'ZeroDivisionError':
    pass
# ---- except with an instance
try:
    raise KeyError(1)
except ValueError('x'):
    pass
# ---- the wrong clause
try:
    1 / 0
except (ValueError, KeyError):
    print('never')
finally:
    print('finally')
# ---- NotImplementedError
raise NotImplementedError
# ---- SystemExit
raise SystemExit('leaving')
# ---- an import with something to fall back to
try:
    import some_fast_module as m
except ImportError:
    m = None
    print('slow')
print(m)
# ---- an attribute that a module does not have
import math
math.no_such_function
# ---- an exception in a nested call
def a(): return b()
def b(): return c(1)
def c(x): return x['key']
a()
# ---- an exception in a generator expression
print(sum(1 / x for x in (1, 2, 0)))
# ---- an exception in a sort key
print(sorted(['1', 'x'], key=int))
# ---- an exception in str
class A:
    def __str__(self): raise ValueError('no text')
print('a: %s' % A())
# ---- an exception in __init__
class A:
    def __init__(self, row): self.name = row['name']
A({'id': 1})
# ---- an exception in a property
class A:
    @property
    def x(self): return self.y
A().x
# ---- an exception in a lambda
(lambda d: d['a']['b'])({'a': {}})
