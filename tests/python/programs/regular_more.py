# ---- positions count characters
import re
text = 'äöü €𝄞 xyz äxy'
m = re.search('x(y)', text)
print(m.span(), m.start(1), m.end(1), m.pos, m.endpos, m.regs, m)
print([x.span() for x in re.finditer(r'\w+', text)], [x.start() for x in re.finditer('', 'äb€')])
p = re.compile(r'\w')
print(p.match(text, 4), p.match(text, 5), p.match(text, 3), p.search(text, 3, 5), p.search(text, 3, 6), p.findall(text, 7), p.findall(text, 7, 9), p.findall(text, -5, 2), p.findall(text, 99), p.findall(text, 5, 3))
matches = list(re.finditer('x', text))
for m in reversed(matches):
    print(m.start(), m.end(), m.string is text, m.re.pattern)
# ---- a tokenizer that goes on by position
import re
token = re.compile(r'\s*(?:(?P<number>\d+)|(?P<name>\w+)|(?P<other>.))')
text = 'größe = 12 + ärger*3 €'
pos = 0
while pos < len(text):
    m = token.match(text, pos)
    print(m.lastgroup, m.group(m.lastgroup), m.span(m.lastgroup), m.lastindex)
    pos = m.end()
# ---- pos is not the begin of the text
import re
print(re.compile('^a').match('ba', 1), re.compile(r'\Aa').search('ba', 1), re.compile('(?<=b)a').match('ba', 1), re.compile('(?m)^a').search('b\na', 1), re.compile('b$').search('abc', 0, 2), re.compile(r'b\b').search('abc', 0, 2), re.compile('a$').match('a\nb', 0, 2))
# ---- ends of lines and texts
import re
for text in ('', 'a', 'a\n', 'a\n\n', '\n', 'a\nb', 'a\r\n', 'a\u2028b'):
    print(repr(text), [m.span() for m in re.finditer('$', text)], [m.span() for m in re.finditer('(?m)$', text)], [m.span() for m in re.finditer('^', text)], [m.span() for m in re.finditer('(?m)^', text)], [m.span() for m in re.finditer(r'\Z', text)], re.findall('.', text), re.findall('(?s).', text))
# ---- boundaries
import re
for text in ('', 'a', 'ab c', 'é-è', ' ', '_1'):
    print(repr(text), [m.start() for m in re.finditer(r'\b', text)], [m.start() for m in re.finditer(r'\B', text)], [m.start() for m in re.finditer(r'(?a)\b', text)], [m.start() for m in re.finditer(r'(?a)\B', text)])
# ---- what the classes hold
import re
every = [c for c in map(chr, range(0x3100)) if not 0xD800 <= ord(c) < 0xE000]
text = ''.join(every)
for one in (r'\w', r'\W', r'\d', r'\D', r'\s', r'\S', r'[\w]', r'[^\w]', r'[\W\d]', r'[^\S\n]', r'[\s\d]', r'[^\D1-3]', r'(?a:\w)', r'(?a)\s', r'(?a)[^\d\s]', '.', '[a-f\\d_]'):
    found = re.findall(one, text)
    print(one, len(found), sum(map(ord, found)))
print(re.findall(r'\w', text) == [c for c in every if c.isalnum() or c == '_'], re.findall(r'\s', text) == [c for c in every if c.isspace()], re.findall(r'\d', text) == [c for c in every if c.isdecimal()])
# ---- without case
import re
for pattern in ('straße', 'STRASSE', 'ÄÖ', '[à-ý]', '[a-z]+', '[^a-c]', 'ſ', 'k', '\u212a', 'i', 'I', 'İ', 'ı', 'σ', 'µ', '(?a:k)', '(?a)[a-z]', '(?a)é', r'(a)\1', r'(?a)(a)\1', 'ǆ', 'ß', 'θ', '(?-i:a)b', '[^i]', '[k-l]'):
    for text in ('Straße', 'strasse', 'äö', 'ÀÉ', 'XYZ', 'ABC', 'S', 's', 'K', 'k', '\u212a', 'i', 'I', 'İ', 'ı', 'ς', 'Σ', 'μ', 'É', 'é', 'aA', 'ǅ', 'Ǆ', 'ẞ', 'ϑ', 'ab', 'aB', 'AB'):
        m = re.search(pattern, text, re.I)
        if m: print(pattern, text, m.span(), end=' ')
    print()
# ---- flags for a part
import re
print(re.findall('(?i:a)b', 'ab Ab aB AB'), re.findall('(?s:a.)b', 'a\nb'), re.findall('(?s)(?-s:.)x', '\nx ax'), re.findall('(?m:^a)', 'a\na'), re.findall('(?x: a b )c d', 'abc d'), re.findall('(?i)(?-i:a)b', 'ab aB Ab'), re.findall('(?im:^a$)', 'A\na'), re.findall(r'(?x) a \  [ ] b # c', 'a  b'), re.findall('(?x)a#b\nc', 'ac'), re.findall('(?x:a #b\n)c', 'ac'))
# ---- quantifiers of all kinds
import re
print(re.findall('a{,2}', 'aaaaa'), re.findall('a{,}b', 'aab'), re.findall('a{2}', 'aaa'), re.findall('a{2,}', 'aaaa a'), re.findall('a{', 'a{'), re.findall('a{}', 'a{}'), re.findall('a{x}', 'a{x}'), re.findall('a{1,x', 'a{1,x'), re.findall('x{0}y', 'xy'), re.findall('(?:ab){2}', 'abab'), re.findall('{a}', '{a}'), re.findall('a{ 1}', 'a{ 1}'))
print(re.findall('a++a', 'aaa'), re.findall('a++b', 'aab'), re.findall('a*+b', 'aab'), re.findall('a?+a', 'a aa'), re.findall('a{1,2}+a', 'aaa aa'), re.findall('(?>a+)b', 'aab'), re.findall('(?>a|ab)c', 'abc ac'), re.findall('(?:a|ab)++c', 'abc'))
print(re.findall('a+?', 'aaa'), re.findall('a??b', 'ab'), re.findall('a{1,3}?', 'aaaa'), re.findall('(a*)*', 'aab'), re.findall('(a*)+', 'aab'), re.findall('(?:a|b)*?c', 'abc'), re.findall('(a|b*)*', 'ab'))
# ---- brackets
import re
print(re.findall('[]]', ']'), re.findall('[^]]', 'a]'), re.findall('[]-a]', ']^_`a-'), re.findall('[a-]', 'a-b'), re.findall('[-a]', 'a-b'), re.findall(r'[\]]', ']'), re.findall(r'[a\-z]', 'a-mz'), re.findall('[[a]', '[a'), re.findall('[a[]', '[a'), re.findall(r'[\w-]', 'a-'), re.findall('[.*+?(){}|^$]', '.*+?(){}|^$'), re.findall('[^^]', '^a'), re.findall(r'[\b]', '\b'), re.findall(r'[\n\t\\]', '\n\t\\'), re.findall(r'[\x41-\x43\u00e9\U0001d11e\101]', 'ABCé𝄞'), re.findall('[a-a]', 'a'), re.findall('[[:alpha:]]', 'a:]'), re.findall('[#]', '#'), re.findall('(?x)[ #]', ' #'))
# ---- escapes
import re
print(re.findall(r'\x41\u0042\103\0', 'ABC\0'), re.findall(r'\.\*\+\?\[\]\(\)\{\}\|\^\$\\\/', '.*+?[](){}|^$\\/'), re.findall(r'\a\f\n\r\t\v', '\a\f\n\r\t\v'), re.findall(r'\é\"\'\-\ ', 'é"\'- '), re.findall(r'\012', '\n'), re.findall(r'(a)\1', 'aa'), re.findall(r'(a)\1\0', 'aa\0'), re.findall(r'(((((((((((a)))))))))))\11', 'aa'))
# ---- conditions and references
import re
for text in ('<a>', 'a', '<a', 'a>'):
    print([bool(re.fullmatch(p, text)) for p in (r'(<)?a(?(1)>)', r'(?P<o><)?a(?(o)>|)', r'(<)?a(?(1)>|x)')])
print(re.findall(r'(?P<a>.)(?P=a)', 'aabbc'), re.match(r'(a)?\1b', 'b'), re.match(r'(?:(a)|b)\1', 'b'), re.match(r'(?=(a))\1', 'a'), re.match('(?!(a))b', 'b').groups(), re.match('(?i)(a)\\1', 'aA').group())
# ---- which group was last
import re
for pattern, text in (('(a)(b)?', 'a'), ('((a))', 'a'), ('(a)|(b)', 'b'), ('(?:(a)|(b))*', 'ba'), ('(?:(a)|(b))*', 'ab'), ('(a(b)c)', 'abc'), ('(a)(?P<n>b(c))', 'abc'), ('a', 'a'), ('(a)(b*)', 'a'), ('(?P<x>a)(?P<y>b)', 'ab'), ('(a)?b', 'b'), ('()a', 'a'), ('(a)()', 'a')):
    m = re.match(pattern, text)
    print(pattern, m.lastindex, m.lastgroup, m.groups())
# ---- empty matches
import re
print(re.findall('a*', 'baac'), re.findall('a*?', 'aa'), re.findall(r'\b|a', 'a b'), re.sub('a*', '-', 'baac'), re.sub('', '-', ''), re.split('', 'abc'), re.split('a*', 'baac'), re.split('(a*)', 'bac'), re.split('x*', ''), [m.span() for m in re.finditer('a|', 'aab')], re.sub('a|', '.', 'aab'), re.subn('$', 'x', 'a\n'), re.sub(r'\b', '|', 'one two'), re.sub('(?=b)', '-', 'abb'), re.findall('|a', 'aa'), re.sub('|a', '-', 'aa'))
# ---- counts and limits
import re
print(re.sub('a', 'b', 'aaaa', 2), re.sub('a', 'b', 'aaa', count=0), re.sub('a', 'b', 'aaa', -1), re.split('a', 'bababab', 2), re.split('a', 'bab', -1), re.subn('a', 'b', 'aaaa', count=3), re.compile('a').split('bab', maxsplit=1), re.compile('a').sub('b', 'aaa', count=1), re.split('(,)(;)?', 'a,b,;c', maxsplit=1))
# ---- functions as replacement
import re
def double(m):
    return m.group() * 2
class Counter:
    def __init__(self): self.n = 0
    def __call__(self, m):
        self.n += 1
        return '%s%d' % (m[0], self.n)
print(re.sub('[ab]', double, 'abc'), re.sub('x', Counter(), 'xyx'), re.sub('ä', str.upper, 'a') , re.sub(r'(\d+)', lambda m: re.sub('1', 'one', m[0]), '112 3'), re.sub('a', lambda m: '', 'banana'), re.sub('(a)(x)?', lambda m: str(m.groups()), 'a'))
# ---- the same pattern inside of its own replacement
import re
p = re.compile(r'\((\w*)\)|\w')
print(p.sub(lambda m: '[' + (p.sub('<\\g<0>>', m[1]) if m[1] is not None else m[0]) + ']', 'a(bcd)e'))
def numbers(text):
    for m in p.finditer(text):
        yield m.span(), [x.span() for x in p.finditer('xy')]
print(list(numbers('ä(ö)')))
# ---- matches as values
import re
m = re.match('(?P<a>.)(?P<b>.)?', 'x')
print(bool(m), m['a'], m['b'], m[0], m[1], '%(a)s' % m.groupdict(), m.groupdict(default='-'), m.groups(default=1), type(m).__name__, type(m.re).__name__, isinstance(m, re.Match), isinstance(m.re, re.Pattern), m.group('a', 'b', 0))
print(re.match('.*', 'x' * 60), re.compile('y' * 250), re.search('é', 'caféé'), {re.compile('a'): 1}[re.compile('a')], re.compile('a') != re.compile('a', re.I), re.compile('a') == 'a', re.match('a*', '"\'a'))
if re.match('', ''): print('an empty match is true')
# ---- subclasses of str
import re
class Text(str): pass
print(re.sub('a', 'b', Text('aa')), re.match(Text('a'), 'a'), re.split('x', Text('axb')), re.findall('.', Text('ab')))
# ---- bytes
import re
print(re.findall(rb'\w+', b'ab \xe9c'), re.sub(rb'(\w)', rb'<\1>', b'ab'), re.match(rb'(?i)A\xff', b'a\xff'), re.split(b',', b'a,b'), re.findall(b'[\x80-\xff]', b'a\x80\xff'), re.findall(rb'\xe9', 'é'.encode('latin-1')), re.match(b'(?P<n>.)', b'\xc3').groupdict(), re.escape(b'a.\xff'), re.compile(b'a'), re.findall(rb'[^a]', b'ab\xff'), re.findall(rb'\D\S\W', b'\xff\xff\xff'), re.findall(rb'(?s).', b'\n'), re.match(b'a', b'ab').end(), re.sub(b'', b'-', b'\xc3\xa9'))
# ---- common patterns
import re
print(re.findall(r'[\w.+-]+@[\w-]+\.[\w.-]+', 'luc@lino.ee, a.b+c@x-y.org'), re.match(r'(\d{4})-(\d\d)-(\d\d)$', '2015-08-26').groups(), re.findall(r'"((?:[^"\\]|\\.)*)"', r'"a" "b\"c"'), re.sub(r'(?<!^)(?=[A-Z])', '_', 'CamelCaseName').lower(), re.sub(r'[^\w\s-]', '', 'a, b! c-d'), re.findall(r'\b[A-Z]{2,}\b', 'THE Cat SAT'), re.split(r'\s*[;,]\s*', 'a , b;c'), re.sub(r'(\d)(?=(\d{3})+(?!\d))', r'\1.', '1234567'), re.findall(r'#(\w+)', 'see #12 and #a'), re.match(r'\s*(?P<key>[^:]+?)\s*:\s*(?P<value>.*?)\s*$', '  a b :  c d  ').groupdict(), re.sub(r'(?i)<br\s*/?>', '\n', 'a<BR/>b<br >c'))
