# ---- attributes of instances and classes
class A:
    kind = 'class'
    shared = []
    def __init__(self, x):
        self.x = x
a, b = A(1), A(2)
a.kind = 'own'
a.shared.append('a')
print(a.x, b.x, a.kind, b.kind, A.kind, b.shared, vars(a), a.__dict__ is vars(a), a.__class__ is A, type(a).__name__)
A.kind = 'changed'; A.new = 5
del a.kind
print(a.kind, b.kind, b.new, A.__name__, A.__module__, A.__qualname__, A, A.__dict__['kind'])
# ---- methods are bound
class Counter:
    def __init__(self): self.n = 0
    def up(self, by=1):
        self.n += by
        return self
c = Counter()
up = c.up
up(); up(5); Counter.up(c, 10)
print(c.n, c.up().up().n, up.__self__ is c, up.__name__, Counter.up is Counter.up, list(map(up, [1, 2]))[-1].n)
# ---- single inheritance
class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return self.name + ' says ' + self.sound()
    def sound(self): return '...'
class Dog(Animal):
    def sound(self): return 'wow'
class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name + ' jr.')
    def sound(self): return super().sound().upper() + '!'
for x in (Animal('thing'), Dog('Rex'), Puppy('Rex')):
    print(x.speak(), isinstance(x, Dog), issubclass(type(x), Animal), type(x).__bases__)
# ---- super in both spellings
class A:
    def f(self, *a): return ['A'] + list(a)
class B(A):
    def f(self, *a): return ['B'] + super(B, self).f(*a)
class C(B):
    def f(self, *a): return ['C'] + super().f(*a, 'c') + super(B, self).f()
print(C().f(1), super(C, C()).f(2))
# ---- multiple inheritance and C3
class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(C, A): pass
class F(D, C): pass
print([k.__name__ for k in D.__mro__], [k.__name__ for k in E.__mro__], [k.__name__ for k in F.__mro__])
# ---- the diamond calls each once
class Base:
    def __init__(self): print('Base'); self.log = ['Base']
class Left(Base):
    def __init__(self): super().__init__(); self.log.append('Left')
class Right(Base):
    def __init__(self): super().__init__(); self.log.append('Right')
class Both(Left, Right):
    def __init__(self): super().__init__(); self.log.append('Both')
print(Both().log)
# ---- mixins
class Loud:
    def say(self): return super().say().upper()
class Twice:
    def say(self): return super().say() * 2
class Plain:
    def say(self): return 'hi'
class X(Loud, Twice, Plain): pass
class Y(Twice, Loud, Plain):
    def say(self): return '<' + super().say() + '>'
print(X().say(), Y().say(), Y.__mro__[1].__name__)
# ---- properties
class Celsius:
    def __init__(self, t): self._t = t
    @property
    def f(self):
        """In Fahrenheit."""
        return self._t * 9 / 5 + 32
    @f.setter
    def f(self, value):
        print('set', value)
        self._t = (value - 32) * 5 / 9
    @f.deleter
    def f(self):
        print('deleted')
        self._t = 0
    half = property(lambda self: self._t / 2)
c = Celsius(100)
print(c.f, c.half); c.f = 32; print(c._t); del c.f; print(c.f, Celsius.f.__doc__, isinstance(Celsius.f, property))
# ---- properties are inherited and extended
class A:
    @property
    def x(self): return 1
class B(A):
    @property
    def x(self): return super().x + 1
class C(B):
    @A.x.getter
    def x(self): return 'c'
print(A().x, B().x, C().x)
# ---- static and class methods
class Date:
    count = 0
    def __init__(self, *parts):
        self.parts = parts
        Date.count += 1
    @classmethod
    def parse(cls, text): return cls(*map(int, text.split('-')))
    @staticmethod
    def valid(text): return text.count('-') == 2
    def __repr__(self): return '%s%r' % (type(self).__name__, self.parts)
class Sub(Date): pass
print(Date.parse('2015-8-26'), Sub.parse('1-2-3'), Sub(1).parse('4-5-6'), Date.valid('x'), Sub.valid('1-2-3'), Date.count, Sub.count)
# ---- classmethod finds the right super
class A:
    @classmethod
    def make(cls): return [cls.__name__]
class B(A):
    @classmethod
    def make(cls): return ['B'] + super().make()
class C(B): pass
print(B.make(), C.make(), C().make())
# ---- class attributes that change
class A:
    n = 0
    items = {}
    def bump(self):
        self.n += 1
        A.n += 10
        self.items[self.n] = A.n
a = A(); b = A()
a.bump(); a.bump(); b.bump()
print(a.n, b.n, A.n, A.items, vars(b))
# ---- getattr, setattr, hasattr, delattr
class A:
    x = 1
a = A()
setattr(a, 'y', 2)
print(getattr(a, 'x'), getattr(a, 'y'), getattr(a, 'z', None), hasattr(a, 'y'), hasattr(A, 'y'), getattr(a, 'z', 'default'))
delattr(a, 'y')
print(hasattr(a, 'y'), sorted(n for n in dir(a) if not n.startswith('_')))
# ---- __getattr__ is asked last
class A:
    x = 1
    def __getattr__(self, name):
        if name.startswith('get_'):
            return lambda: name[4:]
        raise AttributeError('no ' + name)
a = A()
print(a.x, a.get_foo(), hasattr(a, 'bar'), getattr(a, 'bar', 'default'))
a.other
# ---- __setattr__ and __delattr__
class A:
    def __setattr__(self, name, value):
        print('set', name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print('del', name)
        object.__delattr__(self, name)
a = A()
a.x = 1; a.x += 1
print(a.x)
del a.x
print(hasattr(a, 'x'))
# ---- __getattribute__
class A:
    x = 1
    def __getattribute__(self, name):
        if name == 'magic': return 'abracadabra'
        return object.__getattribute__(self, name)
print(A().magic, A().x, hasattr(A(), 'y'))
# ---- __new__
class Single:
    instance = None
    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
            print('new', args)
        return cls.instance
    def __init__(self, *args): self.args = args
print(Single(1) is Single(2), Single.instance.args)
class Upper(str):
    def __new__(cls, text): return super().__new__(cls, text.upper())
print(Upper('abc'), isinstance(Upper('x'), str), Upper('a') + 'b', type(Upper('a') + 'b'))
# ---- instances compare by identity
class A: pass
a, b = A(), A()
print(a == b, a == a, a != b, a in [b, a], len({a, b, a}), {a: 1}[a], hash(a) == hash(a), [b, a].index(a))
# ---- isinstance and issubclass
class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(B(), (int, A)), isinstance(1, (str, int)), issubclass(B, A), issubclass(A, B), issubclass(bool, int), issubclass(B, (int, object)), isinstance(A, type), isinstance(None, type(None)), type(A) is type)
# ---- type makes a class of parts
class A:
    def hi(self): return 'hi ' + self.n
B = type('B', (A,), {'n': 'there', 'double': lambda self: self.n * 2})
print(B().hi(), B().double(), B.__name__, B.__bases__, type(B()), B.__mro__[1:])
# ---- subclasses of built-in types
class Stack(list):
    def push(self, x): self.append(x)
    def top(self): return self[-1]
s = Stack([1, 2])
s.push(3)
print(s, s.top(), len(s), s[:2], type(s[:2]), s + [4], isinstance(s, list), s == [1, 2, 3], sorted(s, reverse=True))
class D(dict):
    def __getattr__(self, name): return self[name]
d = D(a=1); d['b'] = 2
print(d.a, d.b, d, d.keys(), dict(d))
class N(int):
    def __add__(self, other): return N(int(self) + other + 100)
print(N(1) + 1, N(5), N(2) * 3, type(N(2) * 3), type(N(1) + 1).__name__, sum([N(1), N(2)]))
class T(tuple):
    @property
    def first(self): return self[0]
print(T([1, 2]).first, T('ab') == ('a', 'b'), T())
# ---- nested classes and classes in functions
class Outer:
    class Inner:
        value = 'in'
        class Deep: pass
    def make(self): return self.Inner()
def factory(n):
    class Made:
        size = n
        def __repr__(self): return 'Made(%d)' % self.size
    return Made
print(Outer().make().value, Outer.Inner.Deep.__qualname__, factory(3)(), factory(1) is factory(1), factory(2).__qualname__)
# ---- methods added later
class A:
    def __init__(self): self.v = 3
def show(self, x=1): return self.v * x
A.show = show
a = A()
a.own = lambda: 'own'
print(a.show(2), a.own(), A.show(a))
A.show = lambda self: 'replaced'
print(a.show())
# ---- docstrings and names of classes
class A:
    """Doc of A."""
    def m(self):
        "doc of m"
class B(A): pass
print(A.__doc__, A.m.__doc__, A().m.__doc__, B.__doc__, B.m.__doc__, B.__base__.__name__, A.m.__qualname__, B.m.__qualname__)
# ---- a linked list
class Node:
    def __init__(self, value, rest=None):
        self.value, self.rest = value, rest
    def __iter__(self):
        node = self
        while node is not None:
            yield node.value
            node = node.rest
    def __len__(self): return 1 + (len(self.rest) if self.rest else 0)
n = Node(1, Node(2, Node(3)))
print(list(n), len(n), 2 in n, max(n), [*map(str, n)], sum(n))
# ---- a loader as restore scripts have it
class Loader:
    def __init__(self, wanted):
        self.wanted = wanted
        self.saved = []
        self.ignored = self.errors = 0
    def save(self, obj):
        if obj['id'] not in self.wanted:
            self.ignored += 1
            return
        try:
            self.saved.append(obj['name'].upper())
        except AttributeError as e:
            self.errors += 1
            print('error', e)
loader = Loader((2, 3))
for i, name in enumerate(['a', 'b', 'c', None]):
    loader.save({'id': i, 'name': name})
print('{0} errors, {1} saved, {2} ignored'.format(loader.errors, loader.saved, loader.ignored))
# ---- old and new spelling of bases
class A(object):
    def __init__(self, v=0): super(A, self).__init__(); self.v = v
class B(A, object): pass
class C(): pass
print(B(3).v, C.__bases__, A.__bases__, [k.__name__ for k in B.__mro__])
# ---- bases given by expressions
def mix(*names):
    class X: x = names[0]
    class Y: y = names[1]
    return X, Y
class A(*mix('x', 'y')): z = 'z'
print(A.x, A.y, A.z, [b.__name__ for b in A.__bases__])
# ---- __slots__
class P:
    __slots__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
p = P(1, 2)
p.x = 5
print(p.x, p.y, hasattr(p, '__dict__'))
p.z = 1
# ---- __init_subclass__ and __set_name__
class Base:
    seen = []
    def __init_subclass__(cls):
        super().__init_subclass__()
        Base.seen.append(cls.__name__)
class A(Base): pass
class B(A): pass
class Field:
    def __set_name__(self, owner, name): self.name = owner.__name__ + '.' + name
    def __get__(self, obj, owner): return self.name if obj is None else (self.name, obj.v)
class M:
    v = 1
    f = Field()
print(Base.seen, M.f, M().f)
# ---- descriptors
class Positive:
    def __init__(self, name): self.name = '_' + name
    def __get__(self, obj, cls=None): return self if obj is None else getattr(obj, self.name, 0)
    def __set__(self, obj, value):
        if value < 0:
            raise ValueError(self.name + ' is negative')
        setattr(obj, self.name, value)
class Account:
    balance = Positive('balance')
a = Account()
print(a.balance); a.balance = 5; print(a.balance, vars(a))
a.balance = -1
# ---- abstract methods by hand
class Shape:
    def area(self): raise NotImplementedError('area of ' + type(self).__name__)
class Square(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Square(3).area())
Shape().area()
# ---- an attribute that does not exist
class A: pass
A().foo
# ---- a class attribute that does not exist
class A: pass
A.foo
# ---- an attribute of None
class A:
    def __init__(self): self.child = None
A().child.name
# ---- an attribute deleted twice
class A: pass
a = A()
a.x = 1
del a.x
del a.x
# ---- a property without a setter
class A:
    @property
    def x(self): return 1
A().x = 2
# ---- a property without a deleter
class A:
    @property
    def x(self): return 1
del A().x
# ---- a method without self
class A:
    def f(): pass
A().f()
# ---- a constructor without its argument
class A:
    def __init__(self, x): pass
A()
# ---- a constructor with too many arguments
class A:
    def __init__(self, x): pass
A(1, 2)
# ---- a class that takes no arguments
class A: pass
A(1)
# ---- an instance that is not callable
class A: pass
A()()
# ---- an instance that is not subscriptable
class A: pass
A()[0]
# ---- an instance that takes no items
class A: pass
A()['x'] = 1
# ---- an instance that is not iterable
class A: pass
for x in A(): pass
# ---- an instance without length
class A: pass
len(A())
# ---- instances that do not add
class A: pass
A() + 1
# ---- instances that have no order
class A: pass
sorted([A(), A()])
# ---- no membership
class A: pass
1 in A()
# ---- __init__ must return None
class A:
    def __init__(self): return 5
A()
# ---- an unbound method called without an object
class A:
    def f(self): pass
A.f()
# ---- a method with too many arguments
class A:
    def f(self, x): pass
A().f(1, 2)
# ---- isinstance with something that is no class
isinstance(1, 'int')
# ---- issubclass of an instance
issubclass(1, int)
# ---- super of the wrong object
class A: pass
class B(A): pass
super(B, A())
# ---- super has no such attribute
class A:
    def f(self): return super().f()
A().f()
# ---- a duplicate base
class A: pass
class B(A, A): pass
# ---- a base that can not be inherited from
class A(bool): pass
# ---- attributes of built-in types can not be set
int.foo = 1
# ---- instances of built-in types have no attributes
x = 5
x.y = 1
# ---- __eq__ without __hash__
class A:
    def __eq__(self, other): return True
print(A() == 1, A() != 1)
hash(A())
# ---- a subclass of str whose own + is not for this operand
class A(str):
    def __add__(self, other): return NotImplemented
x = A('a')
x += 1
# ---- likewise its own *
class A(str):
    def __mul__(self, other): return NotImplemented
x = A('a')
x *= 'b'
# ---- codes that no format has
for code in '\0', '\x7f', '\x1f', ' ', '~', '\x80':
    for value in 'x', 1, 1.5:
        try: print(format(value, code))
        except ValueError as error: print(error)
