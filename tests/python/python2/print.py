# The print statement.
# ---- forms
print 'a'
print 'a', 'b', 3
print
print ('in', 'brackets')
print ('one')
print 1 + 1, 'x' * 3
print 'no newline',
print 'behind it'
print 'a',; print 'b',; print 'c'
print [1, 'a'], (1,), {'k': None}
print 'done'
#> a
#> a b 3
#>
#> ('in', 'brackets')
#> one
#> 2 xxx
#> no newline behind it
#> a b c
#> [1, 'a'] (1,) {'k': None}
#> done
# ---- soft space
print 'line\n',
print 'no blank in front'
print 'tab\t',
print 'none either'
print '',
print 'one'
for i in range(3): print i,
print
#> line
#> no blank in front
#> tab	none either
#>  one
#> 0 1 2
# ---- to something with write
class Out(object):
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)
out = Out()
print >>out, 'a', 1
print >>out
print >>out, 'x',
print >>out, 'y'
print ''.join(out.parts) == 'a 1\n\nx y\n'
print >>None, 'to the standard output'
#> True
#> to the standard output
# ---- formatting
print '%s has %d items, %5.2f%%' % ('x', 3, 12.345)
print '%(a)s-%(b)s' % {'a': 1, 'b': u'two'}
print '%r %r' % ('a', 1L)
print 'a' 'b' "c"
#> x has 3 items, 12.35%
#> 1-two
#> 'a' 1
#> abc
# ---- the function, when the text asks for it
from __future__ import print_function
print('a', 'b', sep='-', end='!\n')
#> a-b!
# ---- in functions and conditions
def f(x):
    if x: print 'yes',
    else: print 'no',
    return x
print f(1), f(0)
#> yes 1 no 0
