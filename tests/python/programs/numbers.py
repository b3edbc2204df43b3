# ---- integers of any size
a = 2 ** 200
print(a)
print(a * a - 1)
print(-a // 7, -a % 7, a // -7, a % -7)
print(a >> 190, -a >> 195, 1 << 70, ~a)
print(10 ** 40 // 10 ** 38, 10 ** 40 % (10 ** 20 + 1))
# ---- factorials
f = 1
for i in range(1, 31):
    f *= i
print(f)
print(len(str(f)), sum(int(c) for c in str(f)))
print(f // 2 ** 26, f % (2 ** 61 - 1))
# ---- mixed sizes around the machine word
for n in (2 ** 31, 2 ** 32, 2 ** 62, 2 ** 63, 2 ** 64):
    print(n - 1, n, n + 1, -n, -n - 1)
    print((n - 1) + 1 == n, n * n, (n - 1) * (n + 1) - n * n)
    print(n.bit_length(), hash(n) == hash(float(n)), -n - 1 < -n)
# ---- overflow of products and sums
big = 9223372036854775807
print(big + 1, -big - 2, big * 2, big * big, -big * big)
print(big - -1, (-big - 1) // -1, abs(-big - 1), -(-big - 1))
print(3037000500 ** 2, 3037000499 ** 2)
print((-big - 1) % -1, divmod(-big - 1, -1))
# ---- floor division and modulo signs
for a in (7, -7):
    for b in (3, -3, 7, -7, 8, -8):
        print(a, b, a // b, a % b, divmod(a, b), (a // b) * b + a % b == a)
# ---- float division and modulo signs
for a in (7.5, -7.5):
    for b in (2.0, -2.0, 0.3):
        print(a // b, a % b, divmod(a, b))
print(-0.0 // 1, 0.0 % -1, 1e300 % 7.1, 5 % 3.5, -5 % 3.5)
print(float('inf') % 3, 3 % float('inf'), -3 % float('inf'), -3 // float('inf'))
# ---- true division of integers
print(1 / 3, 2 / 4, 7 / 2, -7 / 2, 0 / 5, 10 ** 30 / 10 ** 28)
print((2 ** 53 + 1) / 1, (2 ** 1000) / (2 ** 999), (10 ** 400 + 1) / 10 ** 399)
print(10 ** 23 / 1, 123456789012345678901234567890 / 3)
# ---- power
print(2 ** 10, 2 ** -1, (-2) ** 3, (-2) ** -3, 0 ** 0, 0.0 ** 0)
print(2 ** 0.5, 4 ** 0.5, 10 ** -5, (-8) ** 2, -2 ** 2, 2 ** 3 ** 2)
print(pow(3, 100, 7), pow(3, -1, 7), pow(10, 20, 17), pow(-5, 3, 13), pow(5, 3, -13))
print(pow(2, 1000, 10 ** 15 + 37), 1.5 ** 10, 1e100 ** 3)
# ---- the complex corner of power is an error or a number
print((-1) ** 2.0, (-1.0) ** 3, 9 ** 0.5 == 3)
print(True ** 2, 2 ** True, (-1) ** 101)
print(0 ** -1)
# ---- bit operations
print(12 & 10, 12 | 10, 12 ^ 10, ~12, 1 << 10, 1023 >> 3)
print(-12 & 10, -12 | 10, -12 ^ 10, -1 >> 100, -5 >> 1)
print((1 << 100) & (1 << 100 | 5), (1 << 100) ^ -1, -(1 << 100) | 1)
print(True & False, True | 2, True ^ True, ~True)
# ---- bit methods of int
print((255).bit_length(), (0).bit_length(), (-256).bit_length(), (7).bit_count())
print((1000).to_bytes(2, 'big'), (1000).to_bytes(4, 'little'), (-2).to_bytes(2, 'big', signed=True))
print(int.from_bytes(b'\x03\xe8', 'big'), int.from_bytes(b'\xff\xfe', 'big', signed=True))
print((5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)
print((3.0).is_integer(), (3.5).is_integer(), (0.75).as_integer_ratio(), (10).as_integer_ratio())
# ---- literals
print(0xff, 0XFF, 0o17, 0b101, 1_000_000, 0x_ff, 0b_1, 1_0.5_0, 1e3, 1E-2, .5, 5.)
print(0xdeadbeefdeadbeefdeadbeef, 0b1111 << 3, 0o777, 00, 000_0)
print(1_2_3 + 0xA_B)
# ---- parsing integers
print(int('42'), int('  -42\n'), int('+7'), int('1_000'), int('0'), int('-0'))
print(int('ff', 16), int('0xff', 16), int('0xff', 0), int('0b11', 0), int('0o17', 0), int('z', 36))
print(int('1' * 40), int('-' + '9' * 30), int(b'12'), int('٣٤'))
print(int(3.99), int(-3.99), int(True), int(1e20), int('101', 2), int())
# ---- int of a text that is no number
for text in ('', ' ', 'x', '1.5', '1 2', '--1', '1__0', '_1', '1_', '0x1f', 'é'):
    try:
        print(int(text))
    except ValueError as e:
        print(e)
# ---- int with a base that does not fit
for text, base in (('9', 8), ('2', 2), ('12', 1), ('12', 37), ('08', 0), ('g', 16)):
    try:
        print(int(text, base))
    except ValueError as e:
        print(e)
# ---- parsing floats
print(float('1.5'), float(' -1.5e3 '), float('inf'), float('-Infinity'), float('nan'), float('1_0.0_1'))
print(float('.5'), float('5.'), float('1e5'), float('+1E-5'), float(), float(3), float(True))
print(float('1e400'), float('-1e400'), float('1e-400'), float(10 ** 22), float('4.35'))
for text in ('', 'x', '1.2.3', 'e5', '1e', '0x1', '1 .5'):
    try:
        print(float(text))
    except ValueError as e:
        print(e)
# ---- repr of floats
for x in (0.1, 0.1 + 0.2, 1 / 3, 1e15, 1e16, 123456789012345680.0, 1e22, 1e-4, 1e-5, 0.00012):
    print(x, repr(x), str(x))
for x in (5e-324, 1.7976931348623157e308, 2.5, 100.0, -0.0, 1e100, 12345.678, 2 ** 53 + 0.0):
    print(x)
# ---- infinity and nan
inf = float('inf')
nan = float('nan')
print(inf, -inf, nan, inf - inf, inf * 0, inf == inf, nan == nan, nan != nan)
print(inf > 10 ** 400, -inf < -10 ** 400, nan < 1, nan > 1, min(1.0, nan), max(nan, 1.0))
print(1e308 * 10, -1e308 * 10, nan in [nan], [nan] == [nan], inf // 2, (inf).is_integer())
# ---- rounding
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20, 0.49999999999999994):
    print(round(x), round(x, 1), round(x, 2))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(15, -1), round(5, -3))
print(round(1234.5678, -2), round(3.14159, 3), round(2.5, None), type(round(2.0)), type(round(2.0, 0)))
# ---- comparing int and float
print(1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53)
print(10 ** 20 < 1e20, 10 ** 20 == 1e20, 10 ** 23 == 1e23, 10 ** 400 > 1e308)
print(True == 1, True == 1.0, False < 1, 1 < 1.5 < 2, 3 > 2.9)
# ---- bool is an int
print(True + True, True * 3, -True, +True, sum([True, False, True]), True / 2)
print(isinstance(True, int), type(True), bool(0), bool(0.0), bool(''), bool([0]), bool(None))
print('abc'[True], [10, 20][False], 5 * False, str(True), repr(False), int('1') is True)
# ---- hex, oct, bin
for n in (0, 1, -1, 255, -255, 2 ** 70):
    print(hex(n), oct(n), bin(n))
print((0.5).hex(), float.fromhex('0x1.8p1'), (-1.1).hex())
# ---- divmod of mixed types
print(divmod(7, 2), divmod(7.0, 2), divmod(-7, 2.5), divmod(10 ** 30, 10 ** 10 + 1))
print(divmod(True, 2), divmod(0.3, 0.1), divmod(-1, 10 ** 20))
# ---- abs, sign and complex-free arithmetic
print(abs(-3), abs(-2.5), abs(-(10 ** 30)), abs(True), -0.0, +5, - -5, abs(-0.0))
print(1 - -1, 1--1, 3+-2, 2*-3, not 0, not 1.5, - 3 ** 2)
# ---- hashes agree between types
print(hash(1) == hash(1.0) == hash(True), hash(0), hash(-1) == hash(-2), hash(2 ** 61 - 1), hash(2 ** 61))
print({1: 'a', 1.0: 'b', True: 'c'}, {0.0: 'x', -0.0: 'y'}, hash(0.5), hash(-7), hash(float('inf')))
# ---- sums and differences of floats
print(sum([0.1] * 10), 0.1 * 3, 1.1 + 2.2, 1e16 + 1, 1e16 + 2.0, 0.1 - 0.3)
print(1.0 - 0.9, 100 * 1.1, 4.35 * 100, 1.005 * 1000, 3 * 0.1 == 0.3)
# ---- augmented arithmetic
n = 7
n += 3; print(n)
n -= 4; print(n)
n *= 5; print(n)
n //= 4; print(n)
n **= 3; print(n)
n %= 100; print(n)
n <<= 4; print(n)
n >>= 2; print(n)
n |= 1; n &= 0xff; n ^= 0xf; print(n)
n /= 2; print(n)
# ---- a long product and its digits
n = 3 ** 500
s = str(n)
print(len(s), s[:20], s[-20:], n % 10 ** 9)
print(int(s) == n, int(s[::-1]) % 97, n // 3 ** 490)
# ---- gcd and primes by hand
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print(gcd(2 ** 90 * 3 ** 20, 6 ** 30), gcd(0, 5), gcd(-12, 18))
print([n for n in range(2, 60) if all(n % d for d in range(2, int(n ** 0.5) + 1))])
# ---- long texts of digits are refused
try:
    int('1' * 5000)
except ValueError as e:
    print(e)
try:
    str(10 ** 5000)
except ValueError as e:
    print(e)
print(len(str(10 ** 4299)))
# ---- methods that make floats
print(float.__name__, int.__name__, (2).__add__(3), (2.0).__mul__(4), (7).__divmod__(2))
print((1).__add__('x'), (5).__eq__(5.0), (5).__lt__(6), int.__add__(1, 2), (3).__bool__())
# ---- division by zero
print('before')
print(1 / 0)
# ---- floor division by zero
print(0 // 5)
print(5 // 0)
# ---- modulo by zero
print(5 % 0)
# ---- float division by zero
print(0.0 / 5)
print(1.5 / 0)
# ---- float floor division by zero
print(1.5 // 0)
# ---- float modulo by zero
print(1.5 % 0.0)
# ---- divmod by zero
print(divmod(1, 0))
# ---- pow with a modulus of zero
print(pow(2, 3, 0))
# ---- an inverse that does not exist
print(pow(2, -1, 4))
# ---- unsupported operands
print(1 + 1.5)
print(1 + '1')
# ---- unsupported operands of minus
print([1] - [1])
# ---- unsupported unary operand
print(-'a')
# ---- unsupported invert
print(~1.5)
# ---- unsupported augmented operand
n = 1
n += 'x'
# ---- unsupported shift
print(1 << 2.0)
# ---- negative shift
print(1 << -1)
# ---- int of None
print(int(None))
# ---- int of a list
int([1])
# ---- int of infinity
print(int(-1e300) < 0)
int(float('inf'))
# ---- int of nan
int(float('nan'))
# ---- float of a text
float('twelve')
# ---- float of None
float(None)
# ---- a float that is too large
print(2.0 ** 1023)
print(2.0 ** 1024)
# ---- an integer too large for a float
float(10 ** 400)
# ---- integer division result too large
print(10 ** 400 / 3)
# ---- comparing number and text
print(1 == 'a', 1 != 'a')
print(1 < 'a')
# ---- a number is not callable
x = 5
x(1)
# ---- a number is not iterable
for i in 5:
    print(i)
# ---- a number has no length
len(5)
# ---- a number can not be subscripted
n = 5
n[0]
# ---- an attribute that numbers do not have
(5).foo
# ---- pow of three with a float
pow(2, 0.5, 3)
# ---- round of a text
round('1.5')
# ---- base given for a number
int(5, 2)
# ---- rounding far beyond the digits
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: round(True, 2**64), lambda: round(7, 10**30), lambda: round(0, -5000), lambda: round(5, -400), lambda: round(999, -3), lambda: round(499, -3), lambda: round(-500, -3), lambda: round(1500, -3), lambda: round(5, -1), lambda: round(8, -1), lambda: round(10**40 - 1, -40), lambda: (15).__round__(-1), lambda: round(5, 'x'))
# ---- attributes of int itself
print(int.numerator)
# ---- a long text that is no number
int('1' * 250 + 'x')
# ---- divmod by zero
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: divmod(1.5, 0), lambda: divmod(1, 0.0), lambda: divmod(1, 0), lambda: divmod(True, False), lambda: (1.0).__rdivmod__(3), lambda: (0.0).__rdivmod__(3), lambda: divmod(10**400, 0), lambda: divmod(10**400, 0.0), lambda: divmod(0.0, 10**400))
