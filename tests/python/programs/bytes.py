# ---- bytes literals and repr
print(b'abc', b'\x00\xff', b"it's", b'tab\t\n\r\\', bytes(3), bytes([65, 66]), bytes(), bytes('é', 'utf-8'), b'a' b'b')
print(repr(b'"'), repr(b'\'"'), b'\x7f\x80 ~', rb'\n', bytes(range(5)), bytes((255,)), bytes(b'x'))
# ---- indexing and slices
b = b'abcdef'
print(b[0], b[-1], b[1:3], b[::-1], b[::2], list(b), len(b), b[10:], bytes([b[0]]))
for x in b[:3]:
    print(x, end=' ')
print()
# ---- bytes operators
print(b'a' + b'b', b'ab' * 2, b'b' in b'abc', 98 in b'abc', b'' in b'x', b'a' < b'b', b'a' == 'a', b'a' != b'A', hash(b'a') == hash(b'a'))
print(sorted([b'b', b'a']), {b'k': 1}[b'k'], b'x' == bytes([120]))
# ---- bytes methods
b = b' Hello, World '
print(b.strip(), b.upper(), b.lower(), b.find(b'o'), b.count(b'l'), b.replace(b'l', b'L'), b.split(), b.split(b','))
print(b.startswith(b' H'), b.endswith((b'x', b' ')), b','.join([b'a', b'b']), b'a=b'.partition(b'='), b'abc'.index(b'c'))
print(b'5'.zfill(3), b'x'.center(5, b'*'), b'a\nb'.splitlines(), b'abc'.isalpha(), b'12'.isdigit(), b'a b'.title())
# ---- hexadecimal forms
print(b'\x00\xab'.hex(), bytes.fromhex('00 ab FF'), b'abc'.hex('-'), bytes.fromhex(''))
# ---- utf-8 by hand
for c in 'aé€𝄞':
    raw = c.encode('utf-8')
    print(c, len(raw), [hex(x) for x in raw], raw.decode('utf-8') == c)
# ---- truth and iteration of bytes
print(bool(b''), bool(b'\x00'), sum(b'\x01\x02'), max(b'az'), list(reversed(b'abc')), tuple(b'ab'), [chr(x) for x in b'hi'])
# ---- bytes are immutable
b = b'abc'
b[0] = 65
# ---- bytes and text do not add
b'abc' + 'def'
# ---- text in bytes
'a' in b'abc'
# ---- bytes from too large numbers
bytes([1, 256])
# ---- bytes from text without encoding
bytes('abc')
# ---- bytes index out of range
b'abc'[3]
# ---- bytes have no encode
b'abc'.encode()
# ---- joining text with bytes
b','.join(['a'])
# ---- non-hexadecimal number
bytes.fromhex('0g')
# ---- translating bytes
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
table = bytes.maketrans(b'abc', b'xyz')
t(lambda: len(table), lambda: b'aabbccdd'.translate(table), lambda: b'aabbccdd'.translate(table, b'bd'), lambda: b'aabb'.translate(None, delete=b'a'), lambda: b'a'.translate(None), lambda: b'a'.translate(), lambda: b'a'.translate(b'x'), lambda: b'a'.translate('x'), lambda: bytes.maketrans(b'a', b''), lambda: bytes.maketrans('a', b'b'), lambda: b'\xff\x00'.translate(bytes(range(255, -1, -1))))
