# What the syntax of Python 2 has.
# ---- except with a comma
try:
    raise ValueError, 'went wrong'
except ValueError, e:
    print e, type(e).__name__
try:
    1 / 0
except (KeyError, ZeroDivisionError), e:
    print 'caught', isinstance(e, ZeroDivisionError)
#> went wrong ValueError
#> caught True
# ---- raise in its forms
class Problem(Exception): pass
for i in range(4):
    try:
        if i == 0: raise Problem
        if i == 1: raise Problem, 'text'
        if i == 2: raise Problem('called')
        if i == 3: raise Problem, ('two', 'values')
    except Problem, e:
        print i, e.args
#> 0 ()
#> 1 ('text',)
#> 2 ('called',)
#> 3 ('two', 'values')
# ---- message
try: raise ValueError('text')
except ValueError, e: print e.message, str(e), unicode(e), repr(e)
#> text text text ValueError('text')
# ---- backquotes and the other not equal
x = 5
print `x`, `'a'`, `[1, 'b']`, 1 <> 2, 1 <> 1
#> 5 'a' [1, 'b'] True False
# ---- literals
print 0777, 0x1F, 10L, 0L, 077L, 10L + 1, ur'a\d', u'\xe9', ur"x", Ur'y'
print 123456789012345678901234567890L, -5L
#> 511 31 10 0 63 11 a\d é x y
#> 123456789012345678901234567890 -5
# ---- tuple parameters
def f(a, (b, c), d=4):
    return a + b + c + d
print f(1, (2, 3)), f(1, (2, 3), 5)
g = lambda (x, y): x * y
print g((3, 4)), map(lambda (k, v): k, [(1, 2), (3, 4)])
def h((a, (b, c))): return a, b, c
print h((1, (2, 3)))
#> 10 11
#> 12 [1, 3]
#> (1, 2, 3)
# ---- division
print 7 / 2, -7 / 2, 7 / 2.0, 7 // 2, 7 % 3
x = 9
x /= 2
print x, 1 / 3, 10L / 4
#> 3 -4 3.5 3 1
#> 4 0 2
# ---- division of the future
from __future__ import division
print 7 / 2, 7 // 2
#> 3.5 3
# ---- exec
print 'never'
exec 'x = 1'  ### "exec is not supported here"
# ---- raw_input
print 'never'
name = raw_input('? ')  ### "raw_input() is not supported here"
# ---- comparing with None and other types
print None < 1, None == 0, sorted([3, None, 1])
print 1 < 'a', 'a' < (), [] < 'a'
#> True False [None, 1, 3]
#> True True True
# ---- list comprehensions leave their variable
x = 5
y = [x for x in range(3)]
print x, y
#> 2 [0, 1, 2]
# ---- old classes
class Old:
    def __init__(self): self.x = 1
    def __nonzero__(self): return False
    def __unicode__(self): return u'old \xe9'
    def __div__(self, other): return 'div'
    def __cmp__(self, other): return cmp(self.x, other.x)
o = Old()
print bool(o), not o, unicode(o), str(o), u'%s' % o, o / 2, o == Old(), o < Old()
#> False True old é old é old é div True False
# ---- iterators with next
class Count:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def next(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print list(Count()), sum(Count()), max(Count())
it = iter([1, 2])
print it.next(), it.next()
def g():
    yield 1
print g().next()
#> [1, 2, 3] 6 3
#> 1 2
#> 1
# ---- functions know their names
def f(a, b=2): "doc"
print f.func_name, f.func_doc, f.func_defaults
#> f doc (2,)
# ---- methods know their objects
class A(object):
    def m(self): pass
a = A()
print a.m.im_self is a, a.m.im_func is a.m.im_func
#> True True
