# ---- making decimals
from decimal import Decimal
for value in ('1.10', '-0', '  12 ', '1e5', '1E-7', '.5', '5.', '+3', '1_000.5', 'Infinity', '-inf', 'NaN', 'sNaN'):
    print(repr(Decimal(value)), Decimal(value))
print(Decimal(5), Decimal(-10 ** 30), Decimal(True), Decimal(), Decimal(0.1), Decimal(0.5))
# ---- making decimals from tuples
from decimal import Decimal
print(Decimal((0, (1, 2, 3), -2)), Decimal((1, (0,), 3)), Decimal((0, (7,), 2)))
print(Decimal('-12.50').as_tuple())
print(Decimal('1E+3').as_tuple().exponent, Decimal('0.001').as_tuple().digits)
# ---- sums keep their places
from decimal import Decimal as D
print(D('1.10') + D('2.2'), D('1.10') - D('1.1'), D('1.10') * D('2.00'), D('-1.5') + 1, 1 - D('0.25'))
print(D('1e5') + 1, D('1e30') + D('1e-5'), D('0.1') + D('0.2') == D('0.3'))
print(sum([D('0.10')] * 3), sum([D('1.5'), 2], D('0.00')))
# ---- division and its digits
from decimal import Decimal as D
print(D(1) / 3, D(2) / 3, D(10) / 4, D(1) / 8, D('1.00') / 2, D(100) / D('1E+2'))
print(D(22) / D(7), 1 / D('0.7'), D('1e100') / 7, D(-1) / 6)
# ---- floor division and modulo truncate
from decimal import Decimal as D
for a, b in (('7', '2'), ('-7', '2'), ('7', '-2'), ('7.5', '0.2'), ('-0.5', '1')):
    a, b = D(a), D(b)
    print(a // b, a % b, divmod(a, b), a.remainder_near(b))
# ---- power
from decimal import Decimal as D
print(D(2) ** 10, D('1.1') ** 2, D(2) ** -1, D(2) ** D('0.5'), D(10) ** 30, D('-2') ** 3)
print(D(2).sqrt(), D('0.25').sqrt(), D(100).sqrt(), D(9).ln(), D(1000).log10(), D(1).exp())
print(2 ** D(3), pow(D(7), 3, 5))
# ---- rounding of results is half-even at 28 digits
from decimal import Decimal as D
print(D('1.2345678901234567890123456785') + D('0'), +D('1.23456789012345678901234567850'))
print(+D('0.12345678901234567890123456785'), D(10 ** 28) + D('0.5'), D(10 ** 28 + 1) + D('0.5'))
print(-D('9.99999999999999999999999999999'))
# ---- quantize
from decimal import Decimal as D, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN
cent = D('0.01')
for text in ('2.675', '2.665', '-2.675', '1.001', '-1.001', '5'):
    x = D(text)
    print(x.quantize(cent), x.quantize(cent, ROUND_HALF_UP), x.quantize(cent, rounding=ROUND_DOWN),
          x.quantize(cent, ROUND_UP), x.quantize(cent, ROUND_CEILING), x.quantize(cent, ROUND_FLOOR),
          x.quantize(cent, ROUND_HALF_DOWN))
print(D('123.456').quantize(D('1')), D('123.456').quantize(D('1E+1')), D('0').quantize(D('0.000')))
# ---- comparing
from decimal import Decimal as D
print(D('1.0') == D('1.00'), D('1.0') == 1, D('0.5') == 0.5, D('0.1') == 0.1, D('0.1') < 0.1)
print(D(2) > 1, 1 < D('1.5') <= 2, D('-0') == 0, D('NaN') == D('NaN'), D('Infinity') > 10 ** 50)
print(max(D('1.5'), 2, D('1.7')), min([D('3'), D('-1.0'), D('-1')]), sorted([D('2'), D('1.10'), D('1.1')]))
print(D('1.1').compare(D('1.2')), D('2').compare(2), D(5) == '5', D(5) != None)
# ---- hashing
from decimal import Decimal as D
print(hash(D('1.0')) == hash(1), hash(D('0.5')) == hash(0.5), {D('1.0'): 'a'}[1], {D(2): 'x', 2: 'y'})
print(D('1.10') in {D('1.1'), 3}, hash(D('1e20')) == hash(10 ** 20))
# ---- converting
from decimal import Decimal as D
print(int(D('3.99')), int(D('-3.99')), float(D('0.1')), bool(D('0.00')), bool(D('0.01')), str(D('1E+5')))
print(round(D('2.5')), round(D('3.5')), round(D('2.675'), 2), round(D('1234.5'), -2), type(round(D('2.5'), 0)))
print(abs(D('-1.50')), -D('1.50'), +D('-0'), -D('0'), D('3.7').to_integral_value(), D('1e3').to_integral_exact())
import math
print(math.floor(D('-1.5')), math.ceil(D('-1.5')), math.trunc(D('1.9')), D('10').as_integer_ratio(), D('0.75').as_integer_ratio())
# ---- text forms
from decimal import Decimal as D
for text in ('0.000001', '0.0000001', '1E+10', '123E-2', '0E-10', '0E+3', '-1.23E-15', '100', '1.0E+1'):
    x = D(text)
    print(x, x.to_eng_string(), x.normalize(), repr(x.normalize()))
# ---- formatting
from decimal import Decimal as D
x = D('1234567.891')
print('{:.2f} {:,.2f} {:e} {:.3e} {:g} {:12.1f}| {:<15}| {:>15}|'.format(x, x, x, x, x, x, x, x))
print(f'{x:+.1f} {x:020.3f} {x:,} {D("0.5"):%} {D("0.125"):.1%} {D("5"):.2f} {D("-0.004"):.2f} {D(12):08.2f}')
print('%s %r %d %.2f %5.1f' % (x, x, x, x, D('2.25')))
print(format(D('1E+3'), 'f'), format(D('1E-7'), 'f'), format(D('NaN'), '5'), f'{D("1e3")}', f'{D("2.5"):.0f}')
# ---- predicates and adjustments
from decimal import Decimal as D
x = D('-12.340')
print(x.is_zero(), x.is_signed(), x.is_nan(), x.is_infinite(), x.is_finite(), x.adjusted(), x.copy_abs(), x.copy_negate())
print(x.normalize(), D('100').normalize(), D('0.00').normalize(), x.number_class() if hasattr(x, 'number_class') else '')
print(D('1').same_quantum(D('9')), D('1.0').same_quantum(D('1')), D('12').scaleb(-2), x.copy_sign(D(1)))
# ---- a context of fewer digits
from decimal import Decimal as D, getcontext, localcontext
print(getcontext().prec, getcontext().rounding)
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / 3, D('123456') + 1, +D('9.999999'))
print(D(1) / 3)
getcontext().prec = 10
print(D(1) / 3, D('1.00000000001') + 0)
# ---- a context of another rounding
from decimal import Decimal as D, Context, localcontext, ROUND_HALF_UP, ROUND_DOWN
with localcontext(Context(prec=3, rounding=ROUND_HALF_UP)):
    print(D('2.345') + 0, D('2.355') + 0, D(2) / 3, D('2.5').quantize(D(1)))
with localcontext(Context(prec=3, rounding=ROUND_DOWN)):
    print(D('2.349') + 0, D(2) / 3)
print(D('2.5').quantize(D(1)), D('3.5').quantize(D(1)))
# ---- amounts of an invoice
from decimal import Decimal
items = [('paper', 3, Decimal('4.95')), ('pen', 12, Decimal('0.85')), ('desk', 1, Decimal('129.00'))]
total = Decimal(0)
for name, qty, price in items:
    amount = qty * price
    total += amount
    print('%-6s %3d %8.2f' % (name, qty, amount))
vat = (total * Decimal('0.21')).quantize(Decimal('0.01'))
print(total, vat, total + vat)
# ---- decimals are numbers in conditions and containers
from decimal import Decimal as D
print([x for x in (D('0'), D('0.0'), D('-1'), D('2')) if x])
print(D('5') in [5, 6], D('1.5') in (1.5,), [D(1), D('2.0')] == [1, 2], (D(1),) < (D(2),))
print(isinstance(D(1), D), isinstance(D(1), (int, float)), type(D(1)).__name__, type(D(1)))
# ---- infinities and nan
from decimal import Decimal as D
inf = D('Infinity')
print(inf + 1, -inf, inf * -2, 1 / inf, inf == float('inf'), D('nan') + 1, D('nan') != D('nan'), inf > D('1e999'))
print(D(float('inf')), D(float('nan')), float(D('-inf')), inf.is_infinite(), abs(D('-inf')))
# ---- traps have their own exceptions
from decimal import Decimal as D, InvalidOperation, DivisionByZero
for run in (lambda: D(1) / 0, lambda: D(0) / 0, lambda: D('x'), lambda: D(-1).sqrt(), lambda: D(1) % 0,
            lambda: D('inf') - D('inf'), lambda: D('1e40').quantize(D('0.01'))):
    try:
        print(run())
    except ArithmeticError as e:
        print(type(e).__name__, e, isinstance(e, InvalidOperation), isinstance(e, ZeroDivisionError))
# ---- a text that is no decimal
from decimal import Decimal
Decimal('12,50')
# ---- decimal division by zero
from decimal import Decimal
print(Decimal('5') / Decimal('2'))
Decimal('5') / Decimal('0.00')
# ---- decimal zero by zero
from decimal import Decimal
Decimal(0) / Decimal(0)
# ---- decimal and float do not mix
from decimal import Decimal
print(Decimal('1.5') < 1.6)
Decimal('1.5') + 1.5
# ---- decimal and float do not multiply
from decimal import Decimal
1.5 * Decimal('2')
# ---- decimal of None
from decimal import Decimal
Decimal(None)
# ---- decimal of a list
from decimal import Decimal
Decimal([1, 2])
# ---- decimal and text
from decimal import Decimal
print('amount: ' + Decimal('2.50'))
# ---- a quantize that does not fit
from decimal import Decimal
Decimal('123456789012345678901234567890').quantize(Decimal('0.01'))
# ---- comparing decimal and text
from decimal import Decimal
Decimal('1') < '2'
# ---- nan is not ordered
from decimal import Decimal
Decimal('NaN') < 1
# ---- int of a decimal infinity
from decimal import Decimal
int(Decimal('Infinity'))
# ---- int of a decimal nan
from decimal import Decimal
int(Decimal('NaN'))
# ---- contexts show themselves
from decimal import *
print(getcontext(), Context(prec=5, rounding=ROUND_UP, traps=[Inexact]), BasicContext, ExtendedContext)
print(repr(Context().traps), Context().flags[Inexact], len(Context().traps), Inexact in Context().traps)
print(MAX_PREC, MAX_EMAX, MIN_EMIN, MIN_ETINY, ROUND_05UP, Context().Etiny(), Context().Etop())
# ---- flags tell what happened
from decimal import *
c = getcontext()
Decimal(1) / 3
print(c.flags[Inexact], c.flags[Rounded], c.flags[Overflow], c.flags[DivisionByZero])
c.clear_flags()
print(c.flags[Inexact], Decimal('0.5') == 0.5, c.flags[FloatOperation])
# ---- traps can be changed
from decimal import *
c = getcontext()
c.traps[InvalidOperation] = False
c.traps[DivisionByZero] = 0
print(Decimal('x'), Decimal(0) / 0, Decimal(-1) / 0, c.flags[InvalidOperation])
c.traps[Inexact] = True
try:
    Decimal(1) / 3
except Inexact as e:
    print(type(e), e.args, str(e))
c.traps[FloatOperation] = True
try:
    Decimal(0.5) < 0.25
except FloatOperation as e:
    print(type(e).__mro__, isinstance(e, TypeError))
# ---- methods of contexts
from decimal import *
c = Context(prec=4)
print(c.add(Decimal('1.2345'), 1), c.subtract(1, Decimal('0.00001')), c.multiply(3, 4), c.divide(1, 3), c.divide_int(7, 2), c.remainder(7, 4))
print(c.sqrt(2), c.exp(1), c.ln(10), c.log10(2), c.power(2, 100), c.power(2, 10, 1000), c.fma(2, 3, 4), c.quantize(Decimal('1.23456'), Decimal('0.01')))
print(c.create_decimal('1.23456'), c.create_decimal_from_float(0.1), c.plus(Decimal('-1.23456')), c.minus(5), c.abs(-5), c.normalize(Decimal('1.000')))
print(c.compare(1, 2), c.max(1, 2), c.min(1, 2), c.divmod(7, 2), c.to_sci_string(Decimal('1E+5')), c.to_eng_string(Decimal('1E+5')), c.copy_abs(-2))
d = c.copy()
d.prec = 9
print(c.prec, d.prec, d.divide(1, 3))
# ---- a context as an argument
from decimal import *
c = Context(prec=3, rounding=ROUND_DOWN)
print(Decimal(2).sqrt(c), Decimal(10).ln(context=c), Decimal('2.999').to_integral_value(rounding=ROUND_DOWN), Decimal(7).remainder_near(4, c))
print(Decimal('1.25').quantize(Decimal('0.1'), context=c), Decimal('1.2345', c), Decimal('2').fma(3, 4, context=c))
# ---- localcontext with settings
from decimal import *
with localcontext(prec=7, rounding=ROUND_FLOOR) as c:
    print(Decimal(2) / 3, c.prec)
    with localcontext(Context(prec=2)):
        print(Decimal(2) / 3)
    print(Decimal(2) / 3)
print(getcontext().prec)
setcontext(Context(prec=11))
print(Decimal(2) / 3)
setcontext(ExtendedContext)
print(Decimal(2) / 3, Decimal(1) / 0, getcontext())
# ---- capitals
from decimal import *
getcontext().capitals = 0
print(Decimal('1E+30'), repr(Decimal('1E-30')), f"{Decimal('1E+30'):g} {Decimal('1E+30'):.2E} {Decimal('1E+30')}")
# ---- subclasses
from decimal import Decimal
class Money(Decimal):
    def __new__(cls, value, currency='EUR'):
        self = Decimal.__new__(cls, value)
        self.currency = currency
        return self
    def __str__(self):
        return '%s %s' % (Decimal.quantize(self, Decimal('0.01')), self.currency)
m = Money('12.5', 'USD')
print(m, repr(m), m + 1, type(m + 1).__name__, m.currency, m == Decimal('12.5'), isinstance(m, Decimal), f'{m:.1f}', sum([m, m]))
# ---- from floats and ratios
from decimal import Decimal
print(Decimal.from_float(0.1), Decimal.from_float(3), Decimal(2 ** 200), Decimal(-0.0), Decimal('0.1').as_integer_ratio(), Decimal(1e22), Decimal(5e-324))
# ---- parts of tuples
from decimal import Decimal, DecimalTuple
t = Decimal('-1.20').as_tuple()
print(t, t.sign, t.digits, t.exponent, t[1], len(t), t == (1, (1, 2, 0), -2), isinstance(t, tuple), Decimal(t), Decimal(DecimalTuple(0, (1, 2), 3)))
print(Decimal('NaN123').as_tuple(), Decimal('-Infinity').as_tuple(), Decimal((0, (), 'F')), Decimal((1, (7,), 'n')), [Decimal((0, (1,), 2))])
# ---- decimals do not change
from decimal import Decimal
d = Decimal(1)
for run in (lambda: setattr(d, 'real', 2), lambda: setattr(d, 'x', 2), lambda: setattr(d, 'sqrt', 2), lambda: d.foo, lambda: Decimal.foo,
            lambda: d[0], lambda: len(d), lambda: iter(d), lambda: d(), lambda: 1 in d, lambda: ~d, lambda: d & 1, lambda: d << 1,
            lambda: [1][d], lambda: 'x' * d, lambda: range(d), lambda: d @ d):
    try:
        print(run())
    except Exception as e:
        print(type(e).__name__, e)
# ---- decimals with wrong arguments
from decimal import *
d = Decimal(1)
for run in (lambda: Decimal('1', '2'), lambda: Decimal(1, 2, 3), lambda: Decimal(x=1), lambda: d.quantize(), lambda: d.quantize('1'), lambda: d.quantize(1, 'UP'),
            lambda: d.compare(1.5), lambda: d.is_nan(1), lambda: Decimal((1, 2)), lambda: Decimal((2, (1,), 0)), lambda: Decimal((0, (10,), 0)), lambda: Decimal((0, (1,), 'x')),
            lambda: Decimal((0, 'x', 0)), lambda: round(d, 1.5), lambda: Context(prec=0), lambda: Context(prec='x'), lambda: Context(rounding='x'), lambda: Context(foo=1),
            lambda: setattr(getcontext(), 'prec', 0), lambda: setattr(getcontext(), 'foo', 0), lambda: getcontext().foo, lambda: setcontext(3), lambda: localcontext(3),
            lambda: getcontext().traps[ValueError], lambda: Decimal.from_float('x'), lambda: hash(Decimal('sNaN')), lambda: Decimal({}), lambda: Decimal(b'1')):
    try:
        print(run())
    except Exception as e:
        print(type(e).__name__, e)
# ---- large and small
from decimal import *
print(Decimal('1E+999999') * 1, Decimal('9' * 40), len(str(Decimal('1') / 7)), Decimal('1E-1000020'), +Decimal('1E-1000027'))
for run in (lambda: Decimal(10) ** 10 ** 8, lambda: Decimal('1E+999999') * 10, lambda: Decimal('9E+999999').next_plus(), lambda: Decimal(2) ** 10 ** 30, lambda: Decimal('1e1000000000000000000')):
    try:
        print(run())
    except ArithmeticError as e:
        print(type(e).__name__, e)
# ---- percent formats
from decimal import Decimal as D
print('%s|%10s|%-10s|%r|%d|%i|%5.1f|%e|%g|%.3s' % (D('1.50'), D('1.50'), D('1.50'), D('1.50'), D('-3.99'), D('1E+3'), D('2.25'), D('12345'), D('0.0001'), D('1.23456')))
print('%(a).2f %(b)s' % {'a': D('1.005'), 'b': D('1.005')}, '{0:>10}{0!r}{1:,}'.format(D('1.5'), D('1234567.10')))
# ---- other operators
from decimal import Decimal as D
x = D('7.5')
x += 1; x -= D('0.5'); x *= 2; x /= 4; x //= 1; x **= 2; x %= 7
print(x, divmod(D('-7'), 2), divmod(7, D(2)), pow(D(2), 3), pow(2, D(3)), 7 // D(2), 7 % D(-4), D(7) // -2, True + D(1))
# ---- minimum and maximum of decimals
from decimal import Decimal as D
print(D('1.0').max(D('1.00')), D('1.0').min(D('1.00')), D('NaN').max(3), D(3).max(D('NaN')), D(-3).max_mag(2), D('-0').max(0), D('2').compare_total(D('2.0')))
print(D('1').next_plus(), D('1').next_minus(), D('1').next_toward(2), D('250').logb(), D('1.5').radix(), D('5').conjugate(), D(5).real, D(5).imag)
# ---- divmod of zero
from decimal import Decimal as D
divmod(D(1), D(0))
# ---- modular powers of decimals
from decimal import Decimal as D
print(pow(D(7), 3, 5), pow(D(-7), 3, 5), pow(7, D(30), 1000), pow(D(10), D('1E+3'), 7))
pow(D(7), -3, 5)
# ---- a sorted mix
from decimal import Decimal as D
print(sorted([D('1.5'), 1, 1.25, D('-3'), True]), max(D(1), 1.5), min(2, D('2.0')), D('1.5') in [1.5], {1: 'a', D(1): 'b', 1.0: 'c'})
sorted([D(1), 'x'])
