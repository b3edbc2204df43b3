# Syntax errors, with their place.
# ---- return outside of a function
return 5  ### "'return' outside function"
# ---- return in a class
class A:
    return 5  ### "'return' outside function"
# ---- yield outside of a function
yield 5  ### "'yield' outside function"
# ---- yield in a class
class A:
    x = yield 5  ### "'yield' outside function"
# ---- yield in a comprehension
def f():
    return [(yield x) for x in y]  ### "'yield' inside"
# ---- break outside of a loop
break  ### "'break' outside loop"
# ---- continue outside of a loop
continue  ### "'continue' not properly in loop"
# ---- break in a function in a loop
for x in y:
    def f():
        break  ### "'break' outside loop"
# ---- break in the else of a loop
for x in y: pass
else:
    break  ### "'break' outside loop"
# ---- continue in a class in a loop
while True:
    class A:
        continue  ### "'continue' not properly in loop"
# ---- nonlocal at module level
nonlocal x  ### "nonlocal declaration not allowed at module level"
# ---- nonlocal without a binding
def f():
    nonlocal x  ### "no binding for nonlocal 'x' found"
# ---- nonlocal of a global
x = 1
def f():
    nonlocal x  ### "no binding for nonlocal 'x' found"
# ---- nonlocal behind an assignment
def f():
    x = 1
    def g():
        x = 2
        nonlocal x  ### "name 'x' is assigned to before nonlocal declaration"
# ---- global behind an assignment
def f():
    x = 1
    global x  ### "name 'x' is assigned to before global declaration"
# ---- global behind a use
def f():
    print(x)
    global x  ### "name 'x' is used prior to global declaration"
# ---- global parameter
def f(x):
    global x  ### "name 'x' is parameter and global"
# ---- nonlocal parameter
def g():
    x = 1
    def f(x):
        nonlocal x  ### "name 'x' is parameter and nonlocal"
# ---- nonlocal and global
def g():
    x = 1
    def f():
        global x
        nonlocal x  ### "name 'x' is nonlocal and global"
# ---- duplicate argument
def f(a, a): pass  ### "duplicate argument 'a' in function definition"
# ---- duplicate argument of a lambda
f = lambda a, *a: 0  ### "duplicate argument 'a' in function definition"
# ---- default before a parameter without one
def f(a=1, b): pass  ### "non-default argument follows default argument"
# ---- keyword repeated
f(a=1, a=2)  ### "keyword argument repeated: a"
# ---- positional behind keyword
f(a=1, 2)  ### "positional argument follows keyword argument"
# ---- positional behind double star
f(**a, b)  ### "positional argument follows keyword argument unpacking"
# ---- star behind double star
f(**a, *b)  ### "iterable argument unpacking follows keyword argument unpacking"
# ---- assignment to a number
1 = x  ### "this is no Python"
# ---- assignment to a text
'a' = x  ### "this is no Python"
# ---- assignment to None
None = x  ### "this is no Python"
# ---- assignment to True
True = 5  ### "this is no Python"
# ---- assignment to a call
f() = 5  ### "this is no Python"
# ---- assignment to an operation
a + b = 5  ### "this is no Python"
# ---- assignment to a comparison
a < b = 5  ### "this is no Python"
# ---- assignment to a lambda
(lambda: 0) = 5  ### "this is no Python"
# ---- assignment to a comprehension
[x for x in y] = 5  ### "this is no Python"
# ---- assignment to a conditional
(a if b else c) = 5  ### "this is no Python"
# ---- assignment to a dictionary
{} = 5  ### "this is no Python"
# ---- assignment to an f-string
f'{x}' = 5  ### "this is no Python"
# ---- assignment within a tuple
a, 1 = 5  ### "this is no Python"
# ---- a loop over a number
for 1 in x: pass  ### "this is no Python"
# ---- with as a number
with x as 1: pass  ### "cannot assign to literal"
# ---- deleting a call
del f()  ### "cannot delete function call"
# ---- deleting a number
del 5  ### "cannot delete literal"
# ---- augmented assignment to a call
f() += 1  ### "this is no Python"
# ---- augmented assignment to a tuple
a, b += 1  ### "'tuple' is an illegal expression for augmented assignment"
# ---- augmented assignment to a number
1 += 1  ### "this is no Python"
# ---- two stars
a, *b, *c = x  ### "multiple starred expressions in assignment"
# ---- one star alone
*a = x  ### "starred assignment target must be in a list or tuple"
# ---- a starred expression alone
*a  ### "can't use starred expression here"
# ---- except in the wrong order
try: pass
except: pass  ### "default 'except:' must be last"
except ValueError: pass
# ---- parameter named None
def f(None): pass  ### ""
# ---- an open bracket
x = (1,  ### ""
# ---- a closing bracket too much
x = 1)  ### ""
# ---- no colon
if x  ### ""
    pass
# ---- no body
def f():  ### ""
x = 1
# ---- an operator too much
x = 1 +  ### ""
# ---- two values without a comma
x = 1 2  ### ""
# ---- an unfinished text
x = 'abc  ### ""
# ---- a keyword as a name
class = 5  ### ""
# ---- else without if
else: pass  ### ""
# ---- a bad escape
x = '\x4'  ### ""
# ---- an unknown sign
x = 5 ? 6  ### ""
# ---- assignment in a condition
if x = 5: pass  ### ""
# ---- walrus to an attribute
(a.b := 5)  ### ""
# ---- import without a name
import  ### ""
# ---- raise with two causes
raise x from y from z  ### ""
