# ---- cases
for s in ('hello World', 'ÄÖÜ straße', 'ǆ ﬁ', "they're bill's", '', '1a2B', 'ΑΣ ΣΑΣ'):
    print([s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold()])
# ---- predicates of case and kind
for s in ('abc', 'ABC', 'Abc Def', 'a1', '12', '½', '²', '٣', ' \t', '', 'a b', 'é', '_x', '1x'):
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(),
          s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isascii(), s.isprintable())
# ---- stripping
s = '  \t x y \n'
print([s.strip(), s.lstrip(), s.rstrip()])
print(['xxabcxx'.strip('x'), 'xyabcyx'.strip('yx'), 'xyabc'.lstrip('yx'), 'abc.html'.rstrip('.html'), ''.strip()])
print('\u3000wide\u00a0'.strip(), 'a'.strip(None), 'aaa'.strip('a') == '')
# ---- prefixes and suffixes
s = 'restore.py'
print(s.startswith('rest'), s.startswith(''), s.endswith('.py'), s.startswith(('x', 'r')), s.endswith(()))
print(s.startswith('st', 2), s.endswith('st', 0, 4), s.startswith('re', 20), ''.startswith(''))
print(s.removeprefix('re'), s.removesuffix('.py'), s.removeprefix('x'), s.removesuffix(''))
# ---- split by blanks
for s in ('a b c', '  a   b ', '', '   ', 'a\tb\nc\u2003d', 'one'):
    print(s.split(), s.split(None, 1), s.rsplit(None, 1))
# ---- split by a separator
for s in ('a,b,c', ',a,,b,', '', 'abc', ',,'):
    print(s.split(','), s.split(',', 1), s.rsplit(',', 1), s.split(',,'))
print('a--b--c'.split('--'), 'a--b--c'.split('--', maxsplit=1), 'a b c'.split(sep=' ', maxsplit=0), 'aXbX'.split('X', -1))
# ---- partition
for s in ('key=value', 'key', '=', 'a=b=c'):
    print(s.partition('='), s.rpartition('='))
# ---- splitlines
s = 'one\ntwo\r\nthree\rfour\n\nfive\x0bsix\x0cseven\u2028eight\x85'
print(s.splitlines())
print(s.splitlines(True))
print(''.splitlines(), '\n'.splitlines(), 'a\n\n'.splitlines(keepends=True))
# ---- join
print(', '.join(['a', 'b']), '-'.join('xyz'), ''.join([]), 'x'.join(['only']), '+'.join(str(i) for i in range(4)))
print('|'.join({'a': 1, 'b': 2}), ' '.join(('é', 'ß')), ''.join(reversed('abc')))
# ---- find and index
s = 'abcabc'
print(s.find('c'), s.rfind('c'), s.find('x'), s.find('c', 3), s.find('c', -2), s.find('', 3), s.find('', 10), s.rfind(''))
print(s.index('b', 2), s.rindex('a'), s.count('a'), s.count(''), s.count('abc', 1), 'aaaa'.count('aa'), ''.count(''))
print('bc' in s, '' in s, 'z' not in s, 'éa'.find('a'), 'x€y'.index('y'))
# ---- replace
print('aaa'.replace('a', 'b'), 'aaa'.replace('a', 'b', 2), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2))
print('aaa'.replace('aa', 'x'), 'abc'.replace('z', 'y'), ''.replace('', 'x'), 'a.b.c'.replace('.', ''), 'aa'.replace('a', 'aa', -1))
# ---- justification
print(['ab'.center(7), 'ab'.center(6, '*'), 'abc'.center(6, '-'), 'ab'.ljust(5) + '|', 'ab'.rjust(5, '.'), 'abc'.center(2)])
print(['42'.zfill(5), '-42'.zfill(5), '+4'.zfill(4), ''.zfill(2), 'x'.zfill(0), 'é'.rjust(3, 'ü')])
# ---- tabs
print(['a\tb'.expandtabs(), '\tx'.expandtabs(4), 'ab\tc\td'.expandtabs(3), 'a\n\tb'.expandtabs(2), 'a\tb'.expandtabs(0)])
# ---- translate and maketrans
t = str.maketrans('abc', 'xyz', 'd')
print('abcdabcd'.translate(t), t)
print('hello'.translate({ord('l'): None, ord('h'): 'J', 101: 97}), 'abc'.translate(str.maketrans({'a': '1', 'b': '', 99: 'C'})))
# ---- slices of text
s = 'abcdefg'
print(s[0], s[-1], s[2:5], s[:3], s[4:], s[-3:], s[::2], s[::-1], s[5:1:-2], s[10:], s[-100:2], s[3:3] == '')
print(s[slice(1, 4)], s[None:None], s[True], 'aé€𝄞z'[1:4], 'aé€𝄞z'[::-1], len('aé€𝄞z'))
# ---- repetition and concatenation
print('ab' * 3, 3 * 'ab', 'x' * 0, 'x' * -1, 'a' 'b' "c", '=' * 10)
s = 'x'
s += 'y'; s *= 2
print(s, s + '', '' + s)
# ---- repr of text
for s in ("it's", 'say "hi"', 'both \' and "', 'back\\slash', 'tab\tnew\nret\r', '\x00\x1f\x7f', 'é€𝄞', '\u200b\xa0\xad', '\ue000', ''):
    print(repr(s), len(s))
print([ 'a', "b'c"], {'k"': 'v'}, ascii('é€𝄞\n'))
# ---- escapes
print('a\x41\u0041\U00000041\101\0'.encode(), '\u2022', 'line\
continued', r'raw\n', R'\'', b'\x00\\', '\'\"')
print('''triple
"quoted" ''text''', """and ''' inside""", 'bell\a'.encode())
# ---- comparing text
print('a' < 'b', 'a' < 'B', 'abc' < 'abd', 'ab' < 'abc', '' < 'a', 'é' > 'z', 'a' == u'a', 'a' != 'A', '10' < '9')
print(max('hello'), min('hello'), sorted('hello'), 'a' <= 'a' < 'b', sorted(['b', 'A', 'a', 'B', 'é']))
# ---- ord and chr
print(ord('a'), ord('€'), ord('𝄞'), chr(97), chr(8364), chr(0x1d11e), [chr(c) for c in range(65, 70)])
print(ord('\n'), repr(chr(0)), chr(ord('a') + 1), [hex(ord(c)) for c in 'é€'])
# ---- iterating text
for i, c in enumerate('aß€'):
    print(i, c, c.isalpha())
print(list('abc'), tuple('xy'), dict.fromkeys('aab', 0), [c for c in 'hello' if c not in 'aeiou'], list(zip('ab', 'cd')))
# ---- unicode equality and combining marks
a, b = 'é', 'e\u0301'
print(a == b, len(a), len(b), a.upper(), b.upper(), a in 'café', 'ß'.upper(), 'İ'.lower().encode(), 'ŉ'.upper())
print('ﬃ'.casefold(), 'Σ'.casefold(), 'ς'.casefold(), 'STRASSE'.casefold() == 'straße'.casefold())
# ---- str of everything
print([str(None), str(True), str(1.0), str([1, 'a']), str((1,)), str({'a': 1}), str(b'x'), str(int), str('')])
print(str(b'caf\xc3\xa9', 'utf-8'), str(b'abc', 'ascii'), str(), str(object=5), str(range(3)), str(...))
# ---- encode and decode
s = 'aé€𝄞'
print(s.encode(), s.encode('utf-8'), s.encode('utf8').decode(), len(s.encode()))
print('aé'.encode('latin-1'), 'aé'.encode('ascii', 'ignore'), 'aé'.encode('ascii', 'replace'), 'é'.encode('ascii', 'xmlcharrefreplace'), 'é€'.encode('ascii', 'backslashreplace'))
print(b'\xe9'.decode('latin-1'), b'a\xff'.decode('utf-8', 'ignore'), b'a\xffb'.decode('utf-8', 'replace'), b'caf\xc3\xa9'.decode(encoding='utf-8'))
# ---- methods through the class
print(str.upper('abc'), str.join('-', ['a', 'b']), list(map(str.strip, [' a', 'b '])), sorted(['B', 'a'], key=str.lower))
print('abc'.upper().lower().title()[::-1], ' x '.strip().center(5, '*'), 'a'.__add__('b'), 'abc'.__len__(), 'abc'.__contains__('b'))
# ---- words counted
text = 'the quick brown fox jumps over the lazy dog the end'
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
for word, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:3]:
    print(word, n)
print(' '.join(w.capitalize() for w in text.split()[:4]))
# ---- palindromes
def is_palindrome(s):
    s = ''.join(c.lower() for c in s if c.isalnum())
    return s == s[::-1]
for s in ('A man, a plan, a canal: Panama', 'hello', '', 'Été'):
    print(is_palindrome(s))
# ---- caesar
def shift(text, n):
    out = ''
    for c in text:
        if 'a' <= c <= 'z':
            out += chr((ord(c) - 97 + n) % 26 + 97)
        else:
            out += c
    return out
print(shift('hello, world', 3), shift(shift('hello', 5), -5))
# ---- wrapping words
def wrap(text, width):
    line = ''
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = line + ' ' + word if line else word
    if line:
        yield line
for line in wrap('a text that is much too long for one narrow line', 12):
    print('|' + line.ljust(12) + '|')
# ---- text that is not found
print('abc'.find('x'))
'abc'.index('x')
# ---- rindex that is not found
'abc'.rindex('')
'abc'.rindex('x')
# ---- index out of range
s = 'abc'
print(s[2])
print(s[3])
# ---- text is immutable
s = 'abc'
s[0] = 'x'
# ---- deleting a character
s = 'abc'
del s[0]
# ---- index of the wrong type
'abc'['a']
# ---- index with a float
'abc'[1.0]
# ---- concatenating a number
'total: ' + 5
# ---- adding text to a number
5 + 'total'
# ---- repeating by a float
'x' * 1.5
# ---- repeating text by text
'x' * 'y'
# ---- joining numbers
', '.join(['a', 1])
# ---- joining something that is no iterable
', '.join(5)
# ---- empty separator
'abc'.split('')
# ---- split by a number
'abc'.split(1)
# ---- contains a number
1 in '123'
# ---- ord of two characters
ord('ab')
# ---- ord of a number
ord(5)
# ---- chr out of range
chr(0x110000)
# ---- chr of a text
chr('a')
# ---- an unknown method of text
'abc'.trim()
# ---- too many arguments of a method
'abc'.upper(1)
# ---- too few arguments of a method
'abc'.replace('a')
# ---- startswith with a list
'abc'.startswith(['a'])
# ---- encoding that can not express a character
'naïve'.encode('ascii')
# ---- decoding what is not utf-8
b'abc\xff'.decode('utf-8')
# ---- an unknown encoding
'x'.encode('klingon')
# ---- fill character of two characters
'x'.center(5, 'ab')
# ---- decoding text
str('abc', 'utf-8')
# ---- str has no decode
'abc'.decode('utf-8')
# ---- slice step of zero
'abc'[::0]
# ---- maketrans of unequal lengths
str.maketrans('ab', 'x')
# ---- a method without self
str.upper()
# ---- a method with another self
str.upper(5)
# ---- what is not a text to replace
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: 'a'.replace(b'a', b'b'), lambda: 'a'.replace('a', b'b'), lambda: 'a'.replace(None, 1), lambda: 'a'.removeprefix(b'x'), lambda: 'a'.removesuffix(None), lambda: 'a'.partition(None), lambda: b'a'.replace('a', b''), lambda: 'a'.strip(b'x'), lambda: 'a'.rstrip(1), lambda: b'a'.lstrip(1))
# ---- what is no character to fill with
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: 'a'.center(5, b'x'), lambda: 'a'.ljust(5, None), lambda: 'a'.rjust(5, 'xy'), lambda: b'a'.center(5, b'xy'), lambda: b'a'.ljust(5, 'x'), lambda: b'a'.rjust(5, 5), lambda: b'a'.rjust(5, None), lambda: 'a'.rjust('x', None), lambda: 'é'.center(5, '€'), lambda: b'a'.rjust(3, b'\xff'))
