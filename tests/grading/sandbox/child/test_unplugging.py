"""C functions out of use: whoever holds one holds nothing; run in a process of its own, since nothing undoes it."""

from __future__ import annotations

import subprocess
import sys


def printed(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def test_what_is_saved_is_out_of_use_too_and_its_neighbour_is_not() -> None:
    program = """
import torch
from lossquiz.grading.sandbox.child.unplugging import unplug
saved = torch._C._jit_differentiate
compiler = torch._C._dynamo.compiled_autograd.set_autograd_compiler
method = type(torch.autograd.Variable._execution_engine).run_backward
bound = torch.autograd.Variable._execution_engine.run_backward
for function in (saved, compiler, method):
    print(unplug(function))
for call in (lambda: saved(1), lambda: compiler(None, False), lambda: bound((), (), False, False), lambda: saved(x=1)):
    try:
        print("came back with", call())
    except TypeError as error:
        print("refused")
print(torch._C._dynamo.compiled_autograd.is_cache_empty())
"""
    assert printed(program) == ["True"] * 3 + ["refused"] * 4 + ["True"]


def test_an_attribute_gives_what_another_does() -> None:
    program = """
import torch
from lossquiz.grading.sandbox.child.unplugging import replace_getter
tensors = vars(torch._C.TensorBase)
saved = torch.Tensor.grad_fn
x = torch.ones(2, requires_grad=True)
print((x * 2).grad_fn is None)
print(replace_getter(tensors["grad_fn"], tensors["_backward_hooks"]))
print((x * 2).grad_fn is None, saved.__get__(x * 2) is None, (x * 2).requires_grad)
"""
    assert printed(program) == ["False", "True", "True True True"]


def test_what_is_no_function_of_c_is_left_alone() -> None:
    program = """
from lossquiz.grading.sandbox.child.unplugging import replace_getter, unplug
class A:
    b = property(lambda self: 1)
print(unplug(printed := lambda: 1), unplug(None), unplug(3), unplug(int), replace_getter(A.b, A.b))
print(printed(), A().b)
"""
    assert printed(program) == ["False False False False False", "1 1"]


def test_what_is_kept_is_alive_and_not_found() -> None:
    program = """
import gc, weakref
from lossquiz.grading.sandbox.child.unplugging import keep, release
class Thing(dict):
    pass
thing = Thing()
there = weakref.ref(thing)
keep(thing)
del thing
gc.collect()
print(there() is not None, any(type(found) is Thing for found in gc.get_objects()))
release(there())
print(there() is None)
"""
    assert printed(program) == ["True False", "True"]
