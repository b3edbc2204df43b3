# ---- patterns that are wrong, and where
import re
for pattern in ('[', 'a[bc', '[]', '[^]', '*', 'a**', 'a+*', '(?:*)', '^*', '(', '(a', '(?:a', ')', 'a)', 'a|*', '(?', '(?P', '(?P<', '(?P<>a)', '(?P<a', '(?P<1>a)', '(?P<a b>x)', '(?P=a)', '(?P=', '(?P=a', '(?P>', '(?Px)', '(?<', '(?<a)', '(?z)', '(?i', '(?iz)', '(?i-', '(?i-z:a)', '(?-i', '(?-i)', '(?-)', '(?i-i:a)', 'a(?i)b', '(?#', '(?#a', '(?(', '(?()', '(?(1', '(?(0)a)', '(?(2)a)', '(?(x)a)', '(?(1)a|b|c)', '(a)(?(1)a|b|c)', '(a)(?(-1)a)', '\\', 'a\\', '[\\', '\\x', '\\x1', '[\\x1]', '\\u12', '\\U0001', '\\U00110000', '\\N', '\\8', '\\1', '(a\\1)', '(?P<a>x(?P=a))', '\\400', '[\\400]', '\\q', '[\\q]', '[\\8]', '[b-a]', '[a-\\d]', '[\\d-z]', '[z-\\x41]', 'a{2,1}', 'a{3}{2}', 'a{1,2}{3}', 'a???', 'a?+?', '(?<=a*)b', '(?<=a|bc)d', '(?<!a+)b', '(?<=(a)\\1)', '(?P<a>x)(?P<a>y)', '(?au)a', '(?L)a', '(?a-a:x)', '(?a-u:x)', '(?:a', '(?=a', '(?<=a', '(?>a', '((a)', '{', '{1', '{1}', 'a{99999999999}', 'x\n(', 'a\nb\n[c', '(?P<ä>a)[', '(?x) a b )', '(?s-i'):
    try:
        re.compile(pattern)
        print(repr(pattern), 'is right')
    except re.error as e:
        print(repr(pattern), '|', e, '|', e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
    except (OverflowError, ValueError) as e:
        print(repr(pattern), '|', type(e).__name__, e)
# ---- templates that are wrong, and where
import re
p = re.compile('(?P<a>x)(y)?')
for template in ('\\', 'a\\', '\\3', '\\g', '\\g<', '\\g<>', '\\g<a', '\\g<b>', '\\g<3>', '\\g<-1>', '\\g<a b>', '\\q', '\\777', '\\99', '\\8', '\\g<0>', '\\g<a>\\g<2>', '\\0', '\\1\\2', '\\07', '\\101', '\\n\\t\\\\', '\\.', '\\é', '\\018'):
    try:
        print(repr(template), repr(p.sub(template, 'xy')), repr(p.match('x').expand(template)))
    except (re.error, IndexError) as e:
        print(repr(template), '|', type(e).__name__, e)
# ---- flags that do not go together
import re
for flags in (re.A | re.U, re.L, re.A, re.U, re.I | re.M | re.S | re.X):
    try:
        print(re.compile('a', flags), re.compile('a', flags).flags)
    except ValueError as e:
        print(e)
for flags in (re.U, re.A | re.L, re.A, 0):
    try:
        print(re.compile(b'a', flags), re.compile(b'a', flags).flags)
    except ValueError as e:
        print(e)
try:
    re.compile(re.compile('a'), re.I)
except ValueError as e:
    print(e)
print(re.compile('(?im)a').flags, re.compile('(?a)a').flags, re.compile('(?i:a)').flags, repr(re.compile('(?s)a')))
# ---- arguments that are wrong
import re
def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)
attempt(re.compile, 5)
attempt(re.compile, None)
attempt(re.compile, [])
attempt(re.sub, 'a', lambda m: 5, 'xax')
attempt(re.sub, 'a', lambda m: b'', 'a')
attempt(re.sub, 'a', lambda m: None, 'xax')
attempt(re.sub, b'a', 'x', b'a')
attempt(re.sub, b'a', lambda m: 'x', b'bab')
attempt(re.sub, 'a', 'x', b'a')
attempt(re.sub, 'a', b'x', 'a')
attempt(re.sub, 'a', None, 'b')
attempt(re.findall, 'a', None)
attempt(re.split, 'a', 5)
attempt(re.compile('a').finditer, 5)
attempt(re.match('(a)', 'a').group, 1.5)
attempt(re.match('(a)', 'a').group, -1)
attempt(re.match('(a)', 'a').span, 2)
attempt(re.match('(a)', 'a').start, 'x')
attempt(re.match('(a)', 'a').__getitem__, None) if hasattr(re.match('a', 'a'), '__getitem__') else attempt(re.match('(a)', 'a').group, None)
attempt(re.escape, 5)
# ---- re.error of one's own
import re
e = re.error('wrong', 'a\nb', 2)
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno, repr(re.error('alone')), re.error('alone').pos, isinstance(e, Exception))
# ---- an error that nobody catches
import re
re.compile('(a')
# ---- an error of a template that nobody catches
import re
re.sub('a', r'\2', 'a')
# ---- an unknown name in a template
import re
re.sub('a', r'\g<x>', 'a')
