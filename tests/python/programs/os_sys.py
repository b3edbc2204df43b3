# ---- paths
from os import path
for p in ('', '/', '//', '///', '//a', '///a', 'a', 'a/', '/a', '/a/b', 'a/b/', 'a//b', '/a//b//c', './a', 'a/./b', 'a/../b', '../a', '/../a', 'a/../../b', 'a/..', '.', '..', 'a.b', 'a.b.c', '.a', '..a', '.a.b', 'a.', 'dir.d/file', 'dir.d/.rc', '/x/y.tar.gz', 'grün/ö.py'):
    print(repr(p), path.basename(p), path.dirname(p), path.split(p), path.splitext(p), path.normpath(p), path.isabs(p), path.join(p, 'x'), path.join('d', p))
print(path.join('a'), path.join('a', '', 'b'), path.join('', ''), path.join('a', '/b', 'c'), path.sep, path.join('a/', 'b/', 'c'))
# ---- paths that are none
import os.path
def t(*fs):
    for f in fs:
        try: print(repr(f()))
        except Exception as e: print(type(e).__name__, e)
t(lambda: os.path.basename(5), lambda: os.path.dirname(None), lambda: os.path.splitext(1.5), lambda: os.path.exists('/no/such/file'), lambda: os.path.isfile('/no/such/file'), lambda: os.sep, lambda: os.linesep, lambda: os.path.curdir)
# ---- sys
import sys
print(sys.version_info[:2], sys.version_info >= (3, 6), sys.version_info.major, sys.version_info[0] < 3, sys.maxsize, sys.version[:4], type(sys.argv).__name__, sys.version_info > (2, 7), sys.maxsize == 2 ** 63 - 1)
print(sys.stdout.write('written\n'), sys.stdout.flush())
print('to stdout', file=sys.stdout)
print('to stderr', file=sys.stderr)
print(sys.stderr.write('')); sys.stderr.flush()
# ---- sys.exit
import sys
try: sys.exit(3)
except SystemExit as e: print(repr(e), e.code)
try: sys.exit()
except SystemExit as e: print(repr(e), e.code)
try: sys.exit('message')
except SystemExit as e: print(repr(e), e.code)
try: sys.exit((1, 2))
except SystemExit as e: print(repr(e), e.args)
try: sys.exit(None)
except SystemExit as e: print(repr(e))
try: sys.exit(1, 2)
except TypeError as e: print(e)
def cleanup():
    try: sys.exit(1)
    finally: print('cleaned')
try: cleanup()
except Exception: print('not reached')
except BaseException as e: print(type(e).__name__)
# ---- futures
from __future__ import absolute_import, print_function, division, unicode_literals, with_statement, nested_scopes, generators, annotations
print(1 / 2, 'a' == u'a')
