# ---- match, search, fullmatch
import re
m = re.match(r'(\w+)@(\w+)\.com', 'luc@example.com!')
print(m.group(), m.group(1), m.group(1, 2), m.groups(), m.start(), m.end(2), m.span(1), m[0], m[2], m.string, m.lastindex)
print(re.match('b', 'ab'), re.search('b', 'ab').start(), re.fullmatch('a+', 'aab'), re.fullmatch('a+', 'aa').end(), bool(re.match('', 'x')), re.search('x', 'abc') is None)
print(m, re.search(r'\d+', 'a12'))
# ---- named groups
import re
m = re.search(r'(?P<day>\d+)\.(?P<month>\d+)(\.(?P<year>\d+))?', 'on 26.8. or so')
print(m.groupdict(), m.group('day'), m['month'], m.group('year'), m.groups(), m.groups('-'), m.groupdict('none'), m.span('day'), m.lastgroup, m.end('year'))
print(re.sub(r'(?P<a>\w) (?P<b>\w)', r'\g<b> \g<a>', 'x y'), re.match(r'(?P<q>["\']).*?(?P=q)', '"it\'s" x').group())
# ---- findall and finditer
import re
print(re.findall(r'\d+', 'a1b22c333'), re.findall(r'(\w)=(\d)', 'a=1,b=2'), re.findall(r'(\w)\d', 'a1b2'), re.findall('x', 'abc'), re.findall('', 'ab'), re.findall(r'a|(b)', 'ab'), re.findall(r'\b\w', 'hello big world'))
print([m.span() for m in re.finditer(r'o', 'foo bo')], [m.group(1) for m in re.finditer(r'<(\w+)>', '<a><bc>')], re.findall(r'(?i)A', 'aA'))
# ---- sub and subn
import re
print(re.sub(r'\s+', ' ', 'a  b\n\tc'), re.sub('a', 'b', 'aaa', count=2), re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.sub(r'\d', lambda m: str(int(m.group()) * 2), 'a1b7'), re.subn('x', 'y', 'axbx'), re.sub('', '-', 'ab'), re.sub(r'(a)|b', r'[\1]', 'ab'), re.sub('x*', '-', 'abxd'))
print(re.sub(r'(\d+)', r'<\g<1>0>', 'a5'), re.sub('a', r'\n', 'xay').encode(), re.sub(r'\.', r'\\.', 'a.b'), re.sub('é', 'e', 'café'), re.sub(r'(?P<n>\w)', lambda m: m['n'].upper(), 'abc'))
# ---- split
import re
print(re.split(r'[,;]\s*', 'a, b;c'), re.split(r'(-)', 'a-b-c'), re.split(',', 'a,b,c', maxsplit=1), re.split('x', 'abc'), re.split(r'\s', ' a b '), re.split(r'\b', 'hi you'), re.split(r'(a)|b', 'xaybz'))
# ---- compiled patterns
import re
p = re.compile(r'([a-z]+)(\d*)', re.I)
print(p.match('Abc12').groups(), p.search('__x9', 2).group(), p.findall('a1 B22'), p.sub('-', 'a1 b'), p.pattern, p.groups, p.fullmatch('A1') is not None, p.match('xyz', 1).group(), p.split('1a2b'), re.compile(p) is p)
print(repr(re.compile('a+')), re.compile('(?P<x>a)').groupindex['x'], re.compile('a') == re.compile('a'))
# ---- flags
import re
text = 'One\ntwo\nThree'
print(re.findall('^t', text), re.findall('^t', text, re.M), re.findall('^t', text, re.M | re.I), re.search('e.t', text), re.search('e.t', text, re.S).span(), re.findall('o$', text, re.MULTILINE), re.search('''
    (\\d+)   # a number
    \\s* %   # percent
    ''', 'at 50 %', re.VERBOSE).group(1))
print(re.match('(?s)a.b', 'a\nb') is not None, re.match('(?x) a b', 'ab') is not None, re.findall(r'(?m)^\w', 'a\nb'), re.match('ä', 'Ä', re.IGNORECASE) is not None, re.findall(r'\w+', 'é ß', re.ASCII), re.findall(r'\w+', 'é ß'))
# ---- quantifiers and alternatives
import re
print(re.findall('a{2,3}', 'aaaaa'), re.findall('a{2,3}?', 'aaaaa'), re.match('a*?b', 'aab').group(), re.findall('<.+>', '<a><b>'), re.findall('<.+?>', '<a><b>'), re.findall('ab?', 'abaa'), re.match('a|ab', 'ab').group(), re.findall('(?:ab)+', 'ababxab'), re.findall('a{,2}', 'aaa'), re.match('(a+)(a*)', 'aaa').groups())
# ---- look around
import re
print(re.findall(r'\w+(?=,)', 'a,b c,d'), re.findall(r'\b\w+\b(?!,)', 'a,b c,d'), re.findall(r'(?<=\$)\d+', '$5 6 $7'), re.findall(r'(?<!\$)\b\d+', '$5 6 $7'), re.sub(r'(?<=\d)(?=(\d{3})+$)', ',', '1234567'), re.split(r'(?<=,)', 'a,b,c'))
# ---- back references
import re
print(re.search(r'(\w)\1', 'hello').group(), re.findall(r'\b(\w+) \1\b', 'the the cat cat sat'), re.match(r'(a)(b)?(?(2)c|d)', 'ad').groups(), re.sub(r'(.)\1+', r'\1', 'aabbbc'))
# ---- classes of characters
import re
print(re.findall(r'[a-c]', 'abcd'), re.findall(r'[^a-c]', 'abcd'), re.findall(r'[\w.-]+', 'a.b-c d'), re.findall(r'\D', 'a1'), re.findall(r'\S+', ' a b'), re.findall(r'[]x]', 'a]x'), re.findall(r'[\]\\]', ']\\'), re.findall(r'[^\s,]+', 'a, b'), re.findall(r'\W', 'a-b'), re.findall('[é-ü]', 'eéö'))
# ---- escape
import re
print(re.escape('a.b*c'), re.escape('a b-c_d'), re.match(re.escape('1+1=2?'), '1+1=2?') is not None, re.escape('é#&~'))
# ---- bytes patterns
import re
print(re.findall(rb'\d', b'a1b2'), re.sub(b'a', b'x', b'banana'), re.match(b'(.)', b'\xff').group(1))
# ---- parsing lines
import re
pattern = re.compile(r'^(?P<name>\w+)\s*=\s*(?:"(?P<text>[^"]*)"|(?P<number>-?\d+(?:\.\d+)?))$')
for line in ('a = 5', 'b="x y"', 'c = -2.5', 'd =', '# e'):
    m = pattern.match(line)
    print({k: v for k, v in m.groupdict().items() if v is not None} if m else 'no match: ' + line)
# ---- a tokenizer
import re
tokens = re.compile(r'\s*(?:(\d+)|(.))')
def evaluate(text):
    items = [(n, o) for n, o in tokens.findall(text)] + [('', '')]
    pos = 0
    def atom():
        nonlocal pos
        n, o = items[pos]
        pos += 1
        if n: return int(n)
        value = expr()
        pos += 1
        return value
    def term():
        nonlocal pos
        value = atom()
        while items[pos][1] in ('*', '/') and items[pos][1]:
            op = items[pos][1]
            pos += 1
            value = value * atom() if op == '*' else value // atom()
        return value
    def expr():
        nonlocal pos
        value = term()
        while items[pos][1] in ('+', '-') and items[pos][1]:
            op = items[pos][1]
            pos += 1
            value = value + term() if op == '+' else value - term()
        return value
    return expr()
print(evaluate('2 + 3 * (4 - 1)'), evaluate('100 / 7 - 3'), evaluate('((5))'))
# ---- empty matches and expansion
import re
m = re.match(r'(?P<a>\w)(\d)?', 'x')
print(m.expand(r'<\1>'), m.start(2), m.span(2), re.sub('$', '!', 'abc'), re.sub('^', '> ', 'a\nb', flags=re.M), [m.start() for m in re.finditer('a*', 'baac')])
# ---- a pattern on something that is no text
import re
re.match('a', 5)
# ---- a text pattern on bytes
import re
re.match('a', b'a')
# ---- no match has no group
import re
re.match('x', 'abc').group()
# ---- a group that does not exist
import re
re.match('(a)', 'a').group(2)
# ---- a named group that does not exist
import re
re.match('(?P<x>a)', 'a').group('y')
# ---- sub with a number
import re
re.sub('a', 5, 'abc')
