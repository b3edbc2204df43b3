"""What a hand-edited create_ function costs in undumpy's interpreter and in CPython.

    /usr/bin/python3 constructors.py build/undumpy [ROWS]

Both call the same function on the same rows, five times in turn; medians. Of undumpy the time of
`check` with the function as generated (a plan) is subtracted: what is left is calling the function,
with making its arguments and storing what it returns. Of CPython only the calls are timed: the
arguments are there already, the model is a class that keeps its keywords, nothing is stored.

Then a snapshot in which one table of two was edited, with one row in a hundred, beside the same
snapshot as generated.
"""
import datetime
import decimal
import os
import statistics
import subprocess
import sys
import tempfile
import time

HEAD = '''# This is a Python dump created using dump2py.
import six
from decimal import Decimal
from datetime import datetime
from datetime import time, date
from django.conf import settings
from lino.core.utils import resolve_model
SOURCE_VERSION = '1'
def bv2kw(fieldname, values):
    """
    Needed if `Site.languages` changed between dumpdata and loaddata
    """
    return settings.SITE.babelkw(fieldname, en=values[0],de=values[1])
shop_Item = resolve_model("shop.Item")
'''
FIELDS = 'id name street city_id price day active remark a b c d e f g h'.split()


def function(edited, table='shop_item'):
    lines = ['def create_%s(%s):' % (table, ', '.join(FIELDS)),
             '    if price is not None: price = Decimal(price)']
    if edited:
        lines.append('    if city_id == 17: city_id = 18')
    lines.append('    kw = dict()')
    for field in FIELDS:
        lines.append("    if name is not None: kw.update(bv2kw('name',name))" if field == 'name'
                     else '    kw.update(%s=%s)' % (field, field))
    lines.append('    return shop_Item(**kw)')
    return '\n'.join(lines) + '\n'


def arguments(i):
    return (i, ['Name %d' % i, 'Näme %d' % i], 'Some street %d' % i, i % 50, '%d.50' % i,
            datetime.date(2000 + i % 20, 1 + i % 12, 1 + i % 28), i % 2 == 0, '', None, 1, 2, 3,
            'x', 'y', None, i)


def literal(value):
    if isinstance(value, datetime.date):
        return 'date(%d,%d,%d)' % (value.year, value.month, value.day)
    return repr(value)


def write_snapshot(folder, tables):
    """`tables`: name, number of rows, whether its function is edited."""
    os.mkdir(folder)
    with open(os.path.join(folder, 'restore.py'), 'w') as file:
        file.write(HEAD + '\n'.join(function(edited, table) for table, _, edited in tables))
        file.write('def main(args):\n')
        for table, _, _ in tables:
            file.write('    execfile("%s.py", *args)\n' % table)
    for table, rows, _ in tables:
        with open(os.path.join(folder, table + '.py'), 'w') as file:
            file.write('# -*- coding: UTF-8 -*-\n')
            file.write('logger.info("Loading %d objects to table %s...")\n' % (rows, table))
            for i in range(rows):
                values = ','.join(map(literal, arguments(i)))
                file.write('loader.save(create_%s(%s))\n' % (table, values))
            file.write('\nloader.flush_deferred_objects()\n')


class Item:
    def __init__(self, **kw):
        self.__dict__.update(kw)


class Site:
    def babelkw(self, name, **kw):
        values = {}
        suffix = ''
        for language, value in kw.items():
            if value is not None:
                values[name + suffix] = value
            suffix = '_de'
        return values


class Settings:
    SITE = Site()


def python_seconds(rows):
    names = {'Decimal': decimal.Decimal, 'settings': Settings, 'shop_Item': Item}
    exec(HEAD[HEAD.index('def bv2kw'):HEAD.index('shop_Item =')] + function(True), names)
    create = names['create_shop_item']
    all_arguments = [arguments(i) for i in range(rows)]
    begin = time.perf_counter()
    for each in all_arguments:
        create(*each)
    return time.perf_counter() - begin


def undumpy_seconds(program, folder):
    begin = time.perf_counter()
    subprocess.run([program, 'check', folder, '-q'], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main(program, rows):
    with tempfile.TemporaryDirectory() as work:
        plan, edited = os.path.join(work, 'plan'), os.path.join(work, 'edited')
        write_snapshot(plan, [('shop_item', rows, False)])
        write_snapshot(edited, [('shop_item', rows, True)])
        pure, mixed = os.path.join(work, 'pure'), os.path.join(work, 'mixed')
        write_snapshot(pure, [('shop_item', 5 * rows, False), ('shop_part', rows // 20, False)])
        write_snapshot(mixed, [('shop_item', 5 * rows, False), ('shop_part', rows // 20, True)])
        ours, theirs, plans, pures, mixes = [], [], [], [], []
        for _ in range(5):
            pures.append(undumpy_seconds(program, pure))
            mixes.append(undumpy_seconds(program, mixed))
            plans.append(undumpy_seconds(program, plan))
            ours.append(undumpy_seconds(program, edited) - plans[-1])
            theirs.append(python_seconds(rows))
        our, their = statistics.median(ours), statistics.median(theirs)
        print('\n%d rows of %d values through one create_ function; medians of 5' % (rows, len(FIELDS)))
        print('  %-44s %7.2f us a row' % ('undumpy, as a plan (whole check)',
                                          statistics.median(plans) / rows * 1e6))
        print('  %-44s %7.2f us a row' % ('undumpy, interpreted (besides that)', our / rows * 1e6))
        print('  %-44s %7.2f us a row' % ('CPython %d.%d, the calls alone' % sys.version_info[:2],
                                          their / rows * 1e6))
        print('  interpreted : CPython = %.2f' % (our / their))
        print('  one table edited, a row in a hundred : none edited = %.2f' %
              (statistics.median(mixes) / statistics.median(pures)))


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100000)
