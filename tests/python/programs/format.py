# ---- f-strings
name, n, x = 'Luc', 7, 2.5
print(f'{name} has {n} and {x}', f'{n + 1} {n * 2 = }', f'{name!r} {name!s} {"é"!a}', f'{{}} {{{n}}}', f'')
print(f'{n:5d}|{n:<5}|{n:^5}|{n:>5}|{n:05}|{n:+}|{x:.2f}|{x:8.3f}|{name:>6}|{name:*^9}|{name:.2}')
print(f'{n=} {x=:.3f} {name=!s} {name=}', f"{'nested'}", f'{[i for i in range(3)]}', f'{ {"a": 1}["a"] }')
# ---- f-strings with computed formats
width, prec = 10, 3
print(f'{3.14159:{width}.{prec}}|{"x":>{width}}|{"y":{"*"}^{5}}|{42:{"0"}{6}}')
print(f'{"a" if width > 5 else "b"} {(lambda v: v * 2)(4)} {width!r:>5} {max(1, 2)}')
# ---- f-strings call methods and formats
class Money:
    def __init__(self, v): self.v = v
    def __format__(self, spec): return 'fmt<%s>' % spec
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
m = Money(1)
print(f'{m}', f'{m:abc}', f'{m!s}', f'{m!r:>6}', '{:x y}'.format(m), format(m), format(m, 'z'), '%s %r' % (m, m))
# ---- multi-line f-strings
a = 1
print(f'''line {a}
next {a + 1}
'''
f'joined {a}' ' plain {a}')
# ---- str.format fields
print('{} {}'.format(1, 2), '{1} {0}'.format('a', 'b'), '{x} {y}'.format(x=1, y=2), '{0}{0}'.format('z'), '{{}}'.format())
print('{0[1]} {0[0]}'.format([10, 20]), '{d[key]}'.format(d={'key': 'v'}), '{0.real}'.format(5), '{a[0][k]}'.format(a=[{'k': 1}]))
print('{!r} {!s} {!a}'.format('x', 'y', 'é'), '{:{}}'.format('a', 5) + '|', '{:{w}.{p}f}'.format(3.14159, w=8, p=2), '{0:>{1}}'.format('r', 4))
print('{0} errors, {1} restored'.format(1, 2), '{:>3}:{:<3}|'.format(1, 2), '{}'.format(None), '{}'.format([1, 'a']))
# ---- format_map and unused arguments
print('{a}-{b}'.format_map({'a': 1, 'b': 2}), '{}'.format(1, 2, 3), '{a}'.format(a=1, b=2))
# ---- integers in the mini-language
n = 1234567
print(f'{n:d} {n:,} {n:_} {n:x} {n:X} {n:#x} {n:o} {n:#o} {n:b} {n:#b} {n:e} {n:.1f} {n:g} {n:%} {65:c} {n:n}')
print(f'{n:12,}|{n:<12}|{n:^12}|{n:=+12}|{-n:=12}|{-n:012}|{n:+,} {n: } {-n: } {n:012,}|{-5:05d}|{5:x<4}|{2**70:,}|{255:#06x}|{1 << 33:_b}')
print(f'{True:d} {True} {True:5}| {False!s:>6} {0:,} {-0:+d} {10**30:e} {12:03}')
# ---- floats in the mini-language
x = 1234.56789
print(f'{x:f} {x:.0f} {x:.3f} {x:e} {x:.2e} {x:g} {x:.3g} {x:G} {x:,.2f} {x:_.1f} {x:%} {x:.1%} {x:n} {x:.10} {x:10}|')
print(f'{x:12.2f}|{x:<12.2f}|{x:^12.2f}|{-x:=12.2f}|{x:+.1f} {x:012.2f} {-x:012.2f} {0.1:.20f} {1e20:f} {1e-7:g} {1e20:g} {123456789.0:g}')
print(f'{1.0} {1.0:g} {1.0:.1f} {1.0:#.0f} {100000.0:g} {1000000.0:g} {1e16} {0.5:.0f} {1.5:.0f} {2.5:.0f} {-0.0:.1f} {1e300:.3}')
inf, nan = float('inf'), float('nan')
print(f'{inf} {-inf:f} {nan:.2f} {inf:5}| {nan:>6} {inf:+} {inf:%} {inf:05} {nan:e}')
# ---- text in the mini-language
s = 'abc'
print(f'{s}|{s:6}|{s:>6}|{s:^6}|{s:<6}|{s:*>6}|{s:.2}|{s:6.2}|{s:s}|{s:06}|{"é":é^5}|{"":3}|{s:^7s}')
print(format('x', '5') + '|', format(5), format(5, ''), format('s', '>3'), format(2.0, '.3'), format(True), format(None), format([1]))
# ---- percent formatting
print('%s %s' % ('a', 1), '%d %i %u' % (1, 2.9, True), '%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o' % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8))
print('%f %.2f %8.3f|%-8.2f|%08.2f %e %.1e %g %G %g' % (1.5, 1.555, 2.5, 2.5, -2.5, 12345.678, 12345.678, 0.0001, 1e-10, 1e6))
print('%s %r %a %c %c %%' % ('é', 'é', 'é', 'x', 65), '%10s|%-10s|%.2s|%5.1s|' % ('abc', 'abc', 'abc', 'abc'), '100%% %s' % 'ok')
print('%(a)s %(b)05.1f %(a)r' % {'a': 'x', 'b': 2.25}, '%*d|%-*d|%.*f' % (5, 42, 5, 42, 2, 3.14159), '%s' % None, '%s' % [1, 2])
print('%s' % (1,), '%s %s' % ((1, 2), 3), '%r' % ((1, 2),), 'no args' % (), 'no args' % {}, '%d' % 10 ** 20 if False else '%d' % (10 ** 20))
# ---- percent with large and odd numbers
print('%d %x %o' % (2 ** 70, 2 ** 70, -8), '%d' % -0.5, '%.0f %.0f' % (0.5, 1.5), '%5.3d|%x' % (7, -255), '%.3s' % 12345, '%+.1e' % 0)
print('%f %F %e %g' % ((float('inf'),) * 4), '%5s|%-5s|' % (True, None), '%c' % '€', '%s' % b'x', '%ld' % 5)
# ---- percent with a mapping keeps the rest
d = {'name': 'x', 'n': 3}
print('%(n)d of %(name)s, %(n)s again' % d, '%(name)-4s|%(n)4d|' % d, '%%(name)s' % d)
class D(dict):
    def __missing__(self, key): return '<%s>' % key
print('%(known)s %(unknown)s' % D(known=1))
# ---- conversions call the methods of objects
class P:
    def __str__(self): return 'text'
    def __repr__(self): return 'P()'
    def __int__(self): return 3
    def __float__(self): return 1.5
    def __index__(self): return 7
p = P()
print('%s %r %d %f %x' % (p, p, p, p, p), '{} {!r} {!s:>6}'.format(p, p, p), str([p]), str({p.__int__(): p}), int(p), float(p), [0] * 8 == [0] * (p.__index__() + 1), 'abcdefghi'[p])
# ---- tables
rows = [('apple', 3, 0.5), ('fig', 12, 1.25), ('watermelon', 1, 4.0)]
for name, n, price in rows:
    print(f'{name:<12}{n:>4}{price:>8.2f}')
print('-' * 24)
print('{:<12}{:>4}{:>8.2f}'.format('total', sum(r[1] for r in rows), sum(r[1] * r[2] for r in rows)))
# ---- nested quotes and braces
d = {'k': {'x': 1}}
print(f"{d['k']['x']} {'{'}{d!r:>20}{'}'}", f'{"a" "b"}', f'{1,}', f'{(1, 2)}', f'{1:{">" + "5"}}|', rf'\n{1}', f'\t{1}\x41')
print(f'{d["k"]}' f'{3!r:^{4 + 1}}|', f'{"x":\x3e4}', f'{3.0:.{2}f}', f"{', '.join(str(i) for i in range(3))}")
# ---- print with separators and endings
print(1, 2, 3, sep='-')
print('a', end='')
print('b', end='!\n')
print()
print('x', 'y', sep='')
print(*[1, 2], *'ab', sep=', ', end='.\n')
print('a\nb', None, True, sep=' | ')
print(sep='x')
print('n', sep=None, end=None)
# ---- not enough arguments
'%s %s' % 'a'
# ---- too many arguments
print('%s' % 'a')
'%s' % ('a', 'b')
# ---- arguments that nobody converts
'abc' % 5
# ---- a text where a number is wanted
'%d' % '5'
# ---- hexadecimal of a float
'%x' % 1.5
# ---- float of a text
'%f' % 'x'
# ---- an unknown conversion
'%y' % 1
# ---- an incomplete format
'%' % ()
# ---- a format that wants a mapping
'%(a)s' % 5
# ---- a mapping without the key
'%(a)s' % {'b': 1}
# ---- a character of two
'%c' % 'ab'
# ---- an index out of range in format
'{} {}'.format(1)
# ---- a name missing in format
'{name}'.format(nam='x')
# ---- numbering mixed
'{} {0}'.format(1)
# ---- numbering mixed the other way
'{0} {}'.format(1, 2)
# ---- a single brace
'a } b'.format()
# ---- a single opening brace
'a { b'.format(1)
# ---- an opening brace at the end
'a {'.format(1)
# ---- unknown format code for int
f'{5:y}'
# ---- unknown format code for text
'{:d}'.format('x')
# ---- unknown format code for float
format(1.5, 'd')
# ---- precision for an int
f'{5:.2d}'
# ---- sign in a text format
f'{"x":+}'
# ---- alignment sign for text
f'{"x":=5}'
# ---- comma for text
format('x', ',')
# ---- format of a list with a specification
'{:>5}'.format([1])
# ---- format of None with a specification
n = None
print(f'{n}')
print(f'{n:>5}')
# ---- conversion that is unknown
'{!x}'.format(1)
# ---- an attribute that is missing in format
'{0.foo}'.format(1)
# ---- an index that is missing in format
'{0[5]}'.format([1])
# ---- c of a large number
f'{1114112:c}'
# ---- invalid format specifier
f'{5:>>>5}'
# ---- print wants a text as separator
print(1, 2, sep=3)
# ---- print has no such option
print(1, separator=',')
# ---- percent signs with options
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: '%%|' % (), lambda: '%5%' % (), lambda: '%5%' % (1,), lambda: '%(a)%' % {'a': 1}, lambda: '%(b)%' % {'a': 1}, lambda: '%*%' % (1,), lambda: '%.3%' % (1,), lambda: '%z' % (), lambda: '%z' % (1,), lambda: '%(a)z' % {'a': 1})
