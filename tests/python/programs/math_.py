# ---- powers, roots, logarithms
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.sqrt(0), lambda: math.sqrt(True), lambda: math.sqrt(-1), lambda: math.sqrt('a'), lambda: math.sqrt(10 ** 400), lambda: math.sqrt(math.inf), lambda: math.cbrt(-0.0), lambda: math.pow(0, -1), lambda: math.pow(-8, 1 / 3), lambda: math.pow(10, 400), lambda: math.pow(2, 0.5), lambda: math.pow(math.nan, 0), lambda: math.pow(1, math.inf), lambda: math.exp(-1000), lambda: math.exp(709), lambda: math.exp(710), lambda: math.expm1(1e-10), lambda: math.expm1(1000), lambda: math.exp2(10))
t(lambda: math.log(0), lambda: math.log(-1), lambda: math.log(8, 0), lambda: math.log(2, 1), lambda: math.log(10 ** 400), lambda: math.log(10 ** 400, 10), lambda: math.log2(10 ** 400), lambda: math.log10(10 ** 400), lambda: math.log2(2 ** 2000), lambda: math.log2(0), lambda: math.log10(-1), lambda: math.log10(1000), lambda: math.log1p(1e-10), lambda: math.log1p(-1), lambda: math.log1p(-2), lambda: math.log(math.inf), lambda: math.log(1, 5), lambda: math.log(-10 ** 400), lambda: math.log(True), lambda: math.isnan(math.log(math.nan)))
# ---- trigonometry
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.sin(math.inf), lambda: math.cos(math.pi), lambda: math.tan(0.5), lambda: math.asin(2), lambda: math.asin(1), lambda: math.acos(-1), lambda: math.atan(1e300), lambda: math.atan2(-0.0, -1), lambda: math.atan2(1, 0), lambda: math.sinh(1), lambda: math.cosh(1000), lambda: math.tanh(0.5), lambda: math.asinh(1), lambda: math.acosh(0), lambda: math.acosh(2), lambda: math.atanh(1), lambda: math.atanh(0.5), lambda: math.degrees(1), lambda: math.radians(1), lambda: math.degrees(math.pi / 2), lambda: math.radians(-90), lambda: math.erf(0.5), lambda: math.erfc(0.5))
# ---- rounding
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.floor(1e300), lambda: math.ceil(-1e25), lambda: math.floor(2 ** 80 + 1), lambda: math.ceil(-0.5), lambda: math.floor(-0.0), lambda: math.ceil(math.nan), lambda: math.floor(-math.inf), lambda: math.floor('a'), lambda: math.trunc('a'), lambda: math.trunc(-1e20), lambda: math.trunc(True), lambda: math.floor(True), lambda: math.ceil(None), lambda: math.ceil([]))
class F:
    def __floor__(self): return 'floor'
    def __ceil__(self): return 'ceil'
    def __trunc__(self): return 'trunc'
    def __float__(self): return 2.25
class I:
    def __index__(self): return 4
t(lambda: math.floor(F()), lambda: math.ceil(F()), lambda: math.trunc(F()), lambda: math.sqrt(F()), lambda: math.sqrt(I()), lambda: math.factorial(I()), lambda: math.gcd(I(), 6), lambda: math.hypot(F(), I()))
# ---- parts of a float
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.modf(-3.25), lambda: math.modf(math.inf), lambda: math.modf(-math.inf), lambda: math.modf(5), lambda: math.frexp(0.0), lambda: math.frexp(-10.5), lambda: math.frexp(math.inf), lambda: math.frexp(5e-324), lambda: math.ldexp(0.5, 10), lambda: math.ldexp(1, 5000), lambda: math.ldexp(1, -5000), lambda: math.ldexp(1, 2.5), lambda: math.ldexp(1, 10 ** 30), lambda: math.ldexp(1, -10 ** 30), lambda: math.ldexp(0, 10 ** 30), lambda: math.fmod(7, -3), lambda: math.fmod(-7, 3), lambda: math.fmod(1, 0), lambda: math.fmod(math.inf, 1), lambda: math.fmod(1, math.inf), lambda: math.remainder(7, 2), lambda: math.remainder(5, 2), lambda: math.remainder(1, 0), lambda: math.remainder(1, math.inf), lambda: math.copysign(3, -0.0), lambda: math.copysign(-3, 1), lambda: math.nextafter(1, 2), lambda: math.nextafter(1.7976931348623157e308, math.inf), lambda: math.ulp(1), lambda: math.ulp(0), lambda: math.ulp(-1e300), lambda: math.ulp(1.7976931348623157e308), lambda: math.ulp(math.inf), lambda: math.fabs(-5))
# ---- integers
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.gcd(10 ** 40, 6 ** 30), lambda: math.gcd(0, 0), lambda: math.gcd(True, 5), lambda: math.gcd(1.5), lambda: math.gcd(-12), lambda: math.lcm(0, 5), lambda: math.lcm(), lambda: math.lcm(-4, 6), lambda: math.lcm(2, 3, 4, 5), lambda: math.lcm('a'), lambda: math.isqrt(10 ** 41), lambda: math.isqrt(0), lambda: math.isqrt(-1), lambda: math.isqrt(2.5), lambda: math.factorial(0), lambda: math.factorial(30), lambda: math.factorial(-10 ** 30), lambda: math.factorial('a'), lambda: math.factorial(True))
t(lambda: math.comb(5, 7), lambda: math.comb(5, 0), lambda: math.comb(100, 50), lambda: math.comb(10 ** 20, 2), lambda: math.comb(10, 10 ** 20), lambda: math.comb(-1, 2), lambda: math.comb(5, -1), lambda: math.comb(5.5, 1), lambda: math.perm(5), lambda: math.perm(5, None), lambda: math.perm(5, 2), lambda: math.perm(3, 5), lambda: math.perm(-1), lambda: math.perm(-1, 2), lambda: math.perm(5, -1), lambda: math.perm(10 ** 20, 2), lambda: math.perm(5, 0), lambda: len(str(math.factorial(1000))), lambda: math.comb(1000, 500) % 1000007)
# ---- many numbers
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.fsum([1e16, 1, -1e16]), lambda: math.fsum([]), lambda: math.fsum([0.1] * 7), lambda: math.fsum([1e308, 1e308]), lambda: math.fsum([1e308, 1e308, -1e308]), lambda: math.fsum([math.inf, 1]), lambda: math.fsum([math.inf, -math.inf]), lambda: math.fsum([math.nan, 1]), lambda: math.fsum(['a']), lambda: math.fsum([1, 1e100, 1, -1e100] * 3), lambda: math.fsum(1 / n for n in range(1, 1000)), lambda: math.fsum([1e-16, 1, 1e16]), lambda: math.fsum([2 ** 53, 1, 1e-100]), lambda: math.fsum([2.0 ** 53, 1.0, -1e-100]), lambda: math.fsum([True, 2]), lambda: math.fsum([-0.0]), lambda: sum([0.1] * 10))
t(lambda: math.prod([]), lambda: math.prod([2, 3], start=4), lambda: math.prod(range(1, 25)), lambda: math.prod(['a'], start=2), lambda: math.prod([1], 2), lambda: math.prod(5), lambda: math.prod([0.5, 4]), lambda: math.prod([1, None]))
t(lambda: math.hypot(), lambda: math.hypot(-5), lambda: math.hypot(1, 2, 3), lambda: math.hypot(3, 4), lambda: math.hypot(1e200, 1e200), lambda: math.hypot(1e-200, 1e-200), lambda: math.hypot(math.inf, math.nan), lambda: math.hypot(math.nan, 1), lambda: math.hypot('a'), lambda: math.dist([1, 2, 3], [4, 5, 6]), lambda: math.dist((0, 0), (1, 1)), lambda: math.dist([1], [1, 2]), lambda: math.dist([], []), lambda: math.dist((1,), ('a',)), lambda: math.hypot(0.1, 0.2, 0.3), lambda: math.hypot(12.5, 3.7))
# ---- near enough
import math
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: math.isclose(1, 1.1), lambda: math.isclose(1, 1.1, rel_tol=0.2), lambda: math.isclose(0, 1e-12), lambda: math.isclose(0, 1e-12, abs_tol=1e-9), lambda: math.isclose(1, 2, rel_tol=-1), lambda: math.isclose(math.inf, math.inf), lambda: math.isclose(math.inf, 1e308), lambda: math.isclose(math.nan, math.nan), lambda: math.isclose(1e300, 1.0000000001e300), lambda: math.isclose(a=1, b=1), lambda: math.isclose(1))
print(math.isnan(math.nan), math.isinf(10 ** 300), math.isfinite(1e308), math.isnan(True), [n for n in (math.pi, math.e, math.tau)], math.inf > 10 ** 300, -math.inf, math.nan != math.nan)
