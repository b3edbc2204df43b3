# ---- numbers written
import json
class Whole(int):
    def __repr__(self): return 'whole'
class Real(float):
    def __repr__(self): return 'real'
class Text(str): pass
print(json.dumps([0, -1, 2 ** 100, 1.0, -0.0, 1e16, 1e-5, 1.5e300, 0.1, True, Whole(3), Real(2.5), Text('x')]), json.dumps(Whole(5)), json.dumps(float('nan')), json.dumps([float('-inf')]))
for value in (float('inf'), float('nan'), [1.0, float('-inf')]):
    for indent in (None, 1):
        try:
            print(json.dumps(value, allow_nan=False, indent=indent))
        except ValueError as e:
            print(e)
# ---- text written
import json
text = ''.join(map(chr, range(0x20))) + '"\\/\x7f\x80é\u2028€\ud800x\udfff\U0001f600'
print(json.dumps(text), json.dumps(text[:-4], ensure_ascii=False) == json.dumps(text[:-4], ensure_ascii=False), ascii(json.dumps(text, ensure_ascii=False)), json.dumps({'é': 'ü'}), json.dumps({'é': 'ü'}, ensure_ascii=False))
# ---- keys
import json
print(json.dumps({1: 1, 1.5: 2, None: 3, False: 4, 'x': 5, 2 ** 70: 6, float('inf'): 7, -0.0: 8}))
print(json.dumps({(1,): 1, 'a': 2, b'x': 3, 'b': 4}, skipkeys=True), json.dumps({(1,): 1}, skipkeys=True), json.dumps({(1,): 1}, skipkeys=True, indent=2))
for d in ({(1,): 1}, {b'x': 1}, {frozenset(): 1}):
    try:
        json.dumps(d)
    except TypeError as e:
        print(e)
# ---- sorted keys
import json
print(json.dumps({'b': 1, 'a': {'d': 1, 'c': 2}, 'B': 3, 'é': 4}, sort_keys=True), json.dumps({3: 1, 1.5: 2, True: 3}, sort_keys=True))
try:
    json.dumps({'a': 1, 2: 3}, sort_keys=True)
except TypeError as e:
    print(e)
# ---- containers of all kinds
import json
class L(list): pass
class D(dict): pass
class T(tuple): pass
print(json.dumps([[], {}, (), [[]], [{}], {'a': []}, (1, (2,)), L([1]), D(a=1), T((1, 2))]))
# ---- containers of collections
import json
from collections import OrderedDict, namedtuple
P = namedtuple('P', 'x y')
print(json.dumps([OrderedDict([('z', 1), ('a', 2)]), P(1, 2)]))
# ---- indents
import json
data = {'a': [1, {'b': []}, [], {}, [[1]]], 'c': {'d': {'e': None}}, 'f': 'x\ny', 'g': ()}
for indent in (None, 0, 1, 3, -1, True, '', '--', '\t'):
    print(repr(json.dumps(data, indent=indent)), repr(json.dumps(data, indent=indent, separators=(';', '='))))
# ---- separators that are wrong
import json
for separators in ((',',), (',', ':', ';'), 'ab'):
    try:
        print(json.dumps({'a': [1, 2]}, separators=separators))
    except Exception as e:
        print(type(e).__name__, e)
# ---- what default is asked for
import json
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
asked = []
def default(value):
    asked.append(type(value).__name__)
    if isinstance(value, Point): return {'x': value.x, 'y': value.y}
    if isinstance(value, (set, frozenset)): return sorted(value)
    if isinstance(value, bytes): return value.decode()
    return repr(value)
print(json.dumps([Point(1, {3, 2}), b'x', range(2), {'p': Point([], None)}], default=default), asked)
print(json.dumps({'p': Point(1, {2})}, default=default, indent=2), json.dumps(Point(1, 2), default=lambda p: vars(p), sort_keys=True), json.dumps(Point(1, 2), default=str.__name__.__class__ and (lambda p: None)))
# ---- circles
import json
def attempt(value, **kw):
    try:
        print(json.dumps(value, **kw))
    except Exception as e:
        print(type(e).__name__, e)
a = []
a.append(a)
d = {}
d['d'] = [d]
class X: pass
attempt(a)
attempt(d)
attempt(d, indent=1)
attempt(X(), default=lambda x: x)
attempt(X(), default=lambda x: [x])
b = [1]
attempt([b, b, {'b': b}])
# ---- too deep
import json
deep = []
for i in range(100000): deep = [deep]
for value in (deep, {'a': deep}):
    try:
        json.dumps(value)
    except RecursionError as e:
        print(e)
for text in ('[' * 100000, '{"a":' * 100000, '[' * 100000 + ']' * 100000):
    try:
        json.loads(text)
    except RecursionError as e:
        print(e)
print(json.dumps(json.loads('[' * 500 + ']' * 500)) == '[' * 500 + ']' * 500)
while deep: deep = deep.pop()
# ---- not serializable
import json
for value in (object(), b'x', {1}, range(3), lambda: 1, type, json, Exception('x'), NotImplemented, ...):
    try:
        json.dumps(value)
    except TypeError as e:
        print(e)
# ---- what is read
import json
for text in ('0', '-0', '-0.0', '1e2', '1E+2', '1.5e-3', '123456789012345678901234567890', '-1', '1e400', '-1e400', 'NaN', '-Infinity', 'Infinity', 'true', ' false ', '\n\t\r null', '"a"', '""', '[]', '[ ]', '{}', '{ }', '[1 , 2]', '{"a" : 1 , "b":[ ]}', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\u00e9\\u20AC"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83dx"', '"\\ud83d\\u0041"', '"\\ude00\\ud83d"', '"é€😀"', '{"a": 1, "b": 2, "a": 3}', '{"": {"": ""}}', '[[[[]]]]', '"\x7f"'):
    value = json.loads(text)
    print(ascii(text), ascii(value), type(value).__name__)
# ---- what is broken
import json
for text in ('', ' ', '\n\n x', '{', '{"a"', '{"a":', '{"a": ', '{"a": 1', '{"a": 1,', '{"a": 1, ', '{"a": 1,}', '{1: 2}', "{'a': 1}", '{"a" 1}', '{"a"; 1}', '{"a": 1 "b": 2}', '{,}', '{"a":1}}', '[', '[1', '[1,', '[1, ', '[1,]', '[,]', '[1 2]', '[1;2]', ']', '}', 'nul', 'nulL', 'True', 'tru', 'truex', 'None', 'N', 'Na', 'Inf', '-', '-a', '-Inf', '+1', '01', '-01', '1.', '.5', '1.e3', '1e', '1e+', '1x', '1 2', '1,2', '"', '"a', '"a\\', '"\\"', '"\\q"', '"\\u"', '"\\u1"', '"\\u12"', '"\\u123"', '"\\u123g"', '"\\u123', '"\\u1234', '"\\ud800\\u', '"\\ud800\\u1"', '"\\ud800\\u12xy"', '"\\ud800\\q"', '"a\nb"', '"a\tb"', '"\x00"', '"\x1f"', '["a\nb"]', '\ufeff1', '\xa01', '[1]\n[2]', '{"a":\n\n 1 x}', 'é', '["é", x]', '["é€😀"\n, "ä"x]', '/* c */ 1', '1 // c', 'undefined', "'a'", '[1]x', '"a" "b"', '{"a": }', '{"a": ]', '[}', '{]', '[nan]', '0x1', '1_000', '--1', '"\\\'"'):
    try:
        print(ascii(text), ascii(json.loads(text)))
    except json.JSONDecodeError as e:
        print(ascii(text), '|', ascii(str(e)), '|', e.msg, e.pos, e.lineno, e.colno, e.doc == text)
# ---- control characters
import json
print(ascii(json.loads('"a\n\t\x00b"', strict=False)))
# ---- hooks
import json
seen = []
def note(d):
    seen.append(d)
    return len(seen)
print(json.loads('{"a": {"b": 1}, "c": [{}, {"d": 2}]}', object_hook=note), seen)
print(json.loads('{"a": {"b": 1}, "a": 2}', object_pairs_hook=lambda p: tuple(p)), json.loads('{}', object_pairs_hook=list, object_hook=note), json.loads('[1, -2, 3.5, 1e2, NaN, Infinity, -Infinity]', parse_int=lambda s: 'i' + s, parse_float=lambda s: 'f' + s, parse_constant=lambda s: 'c' + s), json.loads('[1, 1.5]', parse_int=float, parse_float=None, object_hook=None))
# ---- a hook for decimals
import json
from decimal import Decimal
print(json.loads('[1.10, 2, 1E+3]', parse_float=Decimal))
# ---- bytes and what is no document
import json
print(json.loads(b'["\xc3\xa9"]'), json.loads(b'{}'))
for value in (None, 1, [], {}):
    try:
        json.loads(value)
    except TypeError as e:
        print(e)
# ---- there and back again
import json
for value in ([1, [2, {'a': None}]], {'k': 'é"\\\n', 'l': [1.5, True, 2 ** 65]}, 'x', 1e-300, [], {}):
    for kw in ({}, {'indent': 2}, {'ensure_ascii': False}, {'separators': (',', ':')}, {'sort_keys': True}):
        assert json.loads(json.dumps(value, **kw)) == value
print('done')
# ---- a broken document that nobody catches
import json
json.loads('[1,\n 2,\n x]')
# ---- an error of one's own
import json
e = json.JSONDecodeError('bad', 'a\nbc', 3)
print(e, e.msg, e.pos, e.lineno, e.colno, isinstance(e, ValueError), json.decoder.JSONDecodeError is json.JSONDecodeError)
raise e
# ---- a hook that raises
import json
json.loads('{"a": 1}', object_hook=lambda d: d['b'])
# ---- default that raises
import json
json.dumps([{1}], default=lambda x: 1 / 0)
