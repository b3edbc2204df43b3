# What the builtins of Python 2 have.
# ---- dictionaries
d = {'a': 1, 'b': 2}
print d.has_key('a'), d.has_key('x')
print sorted(d.iteritems()), sorted(d.iterkeys()), sorted(d.itervalues())
print d.keys(), d.values(), d.items()
print d.keys()[0], d.items()[1][0]
ks = d.keys()
ks.sort()
print ks, isinstance(d.keys(), list)
for k, v in d.items():
    if v == 1: del d[k]
print d
#> True False
#> [('a', 1), ('b', 2)] ['a', 'b'] [1, 2]
#> ['a', 'b'] [1, 2] [('a', 1), ('b', 2)]
#> a b
#> ['a', 'b'] True
#> {'b': 2}
# ---- lists from functions
print map(lambda x: x * 2, [1, 2]), filter(None, [0, 1, 2]), zip([1, 2], 'ab'), range(3)
print map(None, [1, 2]), map(str, (1, 2)), filter(lambda c: c > 'a', 'abc'), len(map(int, '12'))
print range(5)[1:3], range(3) + [3], reduce(lambda a, b: a + b, [1, 2, 3])
#> [2, 4] [1, 2] [(1, 'a'), (2, 'b')] [0, 1, 2]
#> [1, 2] ['1', '2'] bc 2
#> [1, 2] [0, 1, 2, 3] 6
# ---- xrange
print list(xrange(3)), sum(xrange(1, 4)), len(xrange(10)), xrange(5)[2]
for i in xrange(2): print i,
print
#> [0, 1, 2] 6 10 2
#> 0 1
# ---- types
print isinstance('a', basestring), isinstance(u'a', basestring), isinstance(1, basestring)
print isinstance(1, long), isinstance(1L, (int, long)), unicode(5), unicode('a'), long('12'), int(5L)
print type(u'a') is unicode, isinstance(u'a', unicode), unichr(233), unichr(65), ord(u'\xe9')
#> True True False
#> True True 5 a 12 5
#> True True é A 233
# ---- cmp
print cmp(1, 2), cmp(2, 1), cmp('a', 'a'), cmp((1, 2), (1, 3))
print sorted([3, 1, 2], cmp=lambda a, b: cmp(b, a)), sorted(['b', 'A'], cmp, str.lower)
x = [3, 1, 2]
x.sort(lambda a, b: b - a)
print x
x.sort(cmp)
print x
x.sort(key=lambda n: -n, reverse=True)
print x
#> -1 1 0 -1
#> [3, 2, 1] ['A', 'b']
#> [3, 2, 1]
#> [1, 2, 3]
#> [1, 2, 3]
# ---- text
s = 'abc'
print s.decode('utf-8'), u'\xe9'.encode('utf-8').decode('utf-8') == u'\xe9', s + u'd', 'a%s' % u'\xe9', u'a' == 'a'
print 'a'.upper().decode('ascii'), 'x'.encode('utf8').decode('utf8'), u' '.join(['a', u'b'])
print repr(u'a'), str('x'), 'a' in u'abc'
#> abc True abcd aé True
#> A x a b
#> 'a' x True
# ---- round, input and others
print round(2.5), round(-2.5), round(1.25, 1), callable(len), apply(max, (1, 2)), intern('a')
print coerce(1, 2.5), divmod(7, 2), hex(255), oct(8), abs(-3L)
#> 3.0 -3.0 1.3 True 2 a
#> (1.0, 2.5) (3, 1) 0xff 010 3
# ---- sum and strings
print sum([1, 2L]), min(1, 2), max([1, 3]), any([0, 1]), all([])
print string_types if False else 'end'
#> 3 1 3 True True
#> end
