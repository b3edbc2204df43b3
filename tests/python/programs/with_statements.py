# ---- enter and exit
class C:
    def __init__(self, n): self.n = n
    def __enter__(self): print('enter', self.n); return self.n
    def __exit__(self, *args): print('exit', self.n, args[0] and args[0].__name__)
with C(1) as x:
    print('body', x)
with C(2): print('no name')
with C(3) as a, C(4) as b:
    print(a, b)
with (C(5) as a,
      C(6)):
    print(a)
# ---- exceptions reach __exit__
class C:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print('exit', t is ValueError, v, tb is None)
        return self.swallow
with C(True):
    raise ValueError('a')
print('after')
try:
    with C(False):
        raise ValueError('b')
except ValueError as e:
    print('out', e)
with C(0): pass
# ---- the inner one swallows, the outer sees nothing
class C:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self): return self
    def __exit__(self, t, v, tb): print(self.n, v); return self.swallow
with C('outer'), C('inner', True):
    1 / 0
with C('outer', True):
    with C('inner'):
        {}['k']
print('end')
# ---- return, break and continue leave with statements
class C:
    def __enter__(self): return 5
    def __exit__(self, *a): print('exit', a)
def f():
    with C() as x:
        return x
print(f())
for i in range(3):
    with C():
        if i == 0: continue
        break
print(i)
# ---- targets of all kinds
class C:
    def __enter__(self): return 1, (2, 3)
    def __exit__(self, *a): pass
class O: pass
o, d, l = O(), {}, [0]
with C() as (a, (b, c)): print(a, b, c)
with C() as o.x, C() as d['k'], C() as l[0]: print(o.x, d, l)
with C() as [p, *q]: print(p, q)
# ---- __exit__ replaces the exception
class C:
    def __enter__(self): pass
    def __exit__(self, t, v, tb): raise RuntimeError('from exit')
try:
    with C(): raise ValueError('body')
except RuntimeError as e:
    print(e, repr(e.__context__))
# ---- __enter__ fails: no __exit__
class C:
    def __enter__(self): raise ValueError('enter')
    def __exit__(self, *a): print('never')
class D:
    def __enter__(self): print('D')
    def __exit__(self, *a): print('D exit', a[1])
try:
    with D(), C(): print('never')
except ValueError as e:
    print(e)
# ---- a manager that is used twice
class Depth:
    n = 0
    def __enter__(self): self.n += 1; return self
    def __exit__(self, *a): self.n -= 1
d = Depth()
with d as a:
    with d as b:
        print(a is b, d.n)
    print(d.n)
print(d.n)
# ---- collecting what a block does
class Capture:
    def __enter__(self): self.lines = []; return self.lines.append
    def __exit__(self, *a): print(len(self.lines), self.lines)
with Capture() as say:
    say('x'); say('y')
# ---- the body fails after a swallowing block
class C:
    def __enter__(self): return self
    def __exit__(self, *a): return True
with C():
    raise KeyError('gone')
raise KeyError('stays')
# ---- the exception goes on after __exit__
class C:
    def __enter__(self): return self
    def __exit__(self, *a): print('cleaned')
with C() as c:
    c.missing
# ---- __exit__ with too few parameters
class C:
    def __enter__(self): pass
    def __exit__(self): pass
with C(): print('body')
# ---- unpacking the manager fails
class C:
    def __enter__(self): return 1
    def __exit__(self, *a): print('exit', a[0].__name__)
with C() as (a, b): print('never')
