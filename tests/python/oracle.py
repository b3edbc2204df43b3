"""Runs the programs of a chunk file in CPython, and prints what each did as one JSON array.

    python3 -I oracle.py programs/numbers.py

A program is what follows a line `# ---- title`. Each runs in a namespace of its own, on the lines
that it has in the file. An element of the array is

    {"title": …, "line": 12, "output": what it printed, "error": "TypeError: …" or "", "error_line": 15}

where `line` is the line of the title, and `error_line` the innermost line of the program in the
traceback. Ends with status 77 when this Python is not the version that we agree with.
"""
import decimal
import gc
import io
import json
import re
import signal
import sys
import traceback

VERSION = (3, 11)
TITLE = '# ---- '
SECONDS = 20
SUGGESTION = re.compile(r"\. Did you (mean|forget) .*\?$")


def chunks(text):
    """Pairs of the title's line and the lines that belong to it."""
    found = []
    for number, line in enumerate(text.split('\n'), 1):
        if line.startswith(TITLE):
            found.append((number, line[len(TITLE):], []))
        elif found:
            found[-1][2].append(line)
        elif line and not line.startswith('#'):
            raise SystemExit(f'line {number} belongs to no program')
    return found


def last_line(error):
    text = traceback.format_exception_only(type(error), error)[-1]
    return SUGGESTION.sub('', text.rstrip('\n').split('\n')[-1])


def line_of(error, file):
    if isinstance(error, SyntaxError) and error.filename == file:
        return error.lineno or 0
    lines = [n for frame, n in traceback.walk_tb(error.__traceback__)
             if frame.f_code.co_filename == file]
    return lines[-1] if lines else 0


def run(source, file):
    """What the program did: its output, and what it raised."""
    decimal.setcontext(decimal.Context())
    out = sys.stdout = io.StringIO()
    result = {'error': '', 'error_line': 0}
    signal.alarm(SECONDS)
    try:
        exec(compile(source, file, 'exec', dont_inherit=True), {'__name__': '__main__'})
    except BaseException as error:
        result = {'error': last_line(error), 'error_line': line_of(error, file)}
    finally:
        signal.alarm(0)
        sys.stdout = io.StringIO()  # for what the program's objects print when they die
        gc.collect()
    return {'output': out.getvalue(), **result}


def main(path):
    if sys.version_info[:2] != VERSION:
        print('the oracle is Python %d.%d, not %d.%d' % (*sys.version_info[:2], *VERSION),
              file=sys.stderr)
        return 77
    with open(path, encoding='utf-8') as file:
        text = file.read()
    results = [{'title': title, 'line': line, **run('\n' * line + '\n'.join(lines), 'program.py')}
               for line, title, lines in chunks(text)]
    json.dump(results, sys.__stdout__, indent=1)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
