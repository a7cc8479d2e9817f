"""Sample tests for candidates, as a file and as cells of a notebook: they need torch, and nothing of lossquiz."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lossquiz.questions.starter import starter_text

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.takehome.samples import Sample

Asked = Sequence[tuple["ImplementTask", "Sequence[Sample]"]]
STARTER = "starter"
NOTEBOOK = "answers.ipynb"

_HEAD = '''\
"""Sample tests: a few cases worked out by hand, to try while you write.

    python sample_tests.py              the answers in starter/
    python sample_tests.py FOLDER       those in another folder
    python -m pytest sample_tests.py    the same, where pytest is installed

They need Python and torch. Your answers will be graded on other numbers, and on more than these: what passes here is
well begun.
"""

import importlib.util
import sys
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent / "starter"

'''
_CHECKING = '''
def check(answer, inputs, parameters, value, gradients):
    """Ask an answer one case; raise AssertionError with what is wrong."""
    tensors = {
        name: torch.tensor(values, dtype=getattr(torch, dtype), requires_grad=name in gradients)
        for name, (dtype, values) in inputs.items()
    }
    given = tensors.values()
    result = answer(**parameters)(*given) if isinstance(answer, type) else answer(*given, **parameters)
    compare("the result", result, value)
    if gradients:
        wanted = [tensors[name] for name in gradients]
        found = [None] * len(wanted)
        if result.requires_grad:
            found = torch.autograd.grad(result, wanted, allow_unused=True)
        for (name, right), got in zip(gradients.items(), found):
            compare("the gradient to " + name, torch.zeros_like(tensors[name]) if got is None else got, right)


def compare(what, got, right):
    """Hold a tensor against the right numbers."""
    if not isinstance(got, torch.Tensor) and not hasattr(got, "__array__"):
        raise AssertionError(f"{what} is {type(got).__name__}, and should be a tensor")
    got = torch.as_tensor(got).detach().double()
    right = torch.tensor(right, dtype=torch.float64)
    if got.shape != right.shape:
        raise AssertionError(f"{what} has the shape {list(got.shape)}, and should have {list(right.shape)}")
    if not torch.allclose(got, right, rtol=1e-4, atol=1e-5):
        raise AssertionError(f"{what} is {shown(got)}, and should be {shown(right)}")


def shown(tensor):
    """Return numbers in few digits."""
    return " ".join(str(tensor.numpy().round(5).tolist()).split())


def try_case(name, note, call):
    """Run one case, and print how it went; return whether it is right."""
    try:
        call()
    except NotImplementedError:
        word, why = "to do", "not written yet"
    except AssertionError as error:
        word, why = "WRONG", str(error)
    except Exception as error:
        word, why = "ERROR", f"{type(error).__name__}: {error}"
    else:
        word, why = "right", ""
    print(f"{word}  {name}: {note}" + (f"\\n       {why}" if why else ""))
    return not why
'''
_LOADING = '''

def load(file, name):
    """Return the function or class of a name from one of your files."""
    path = FOLDER / file
    if not path.is_file():
        raise AssertionError(f"there is no {path}")
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    if not hasattr(module, name):
        raise AssertionError(f"{path} defines no {name}")
    return getattr(module, name)
'''
_MAIN = '''

def main():
    """Run every case, and say how many are right."""
    global FOLDER
    if len(sys.argv) > 1:
        FOLDER = Path(sys.argv[1]).resolve()
    sys.stdout.reconfigure(errors="replace")
    tests = [test for name, test in globals().items() if name.startswith("test_")]
    right = sum(try_case(*test.case, test) for test in tests)
    print(f"\\n{right} of {len(tests)} sample cases are right.")
    return 0 if right == len(tests) else 1


if __name__ == "__main__":
    sys.exit(main())
'''


def script(asked: Asked) -> str:
    """Return the file of sample tests for answers that are modules, a file for each question."""
    tests = "".join(_test(task, number, sample) for task, samples in asked for number, sample in enumerate(samples, 1))
    return _HEAD + _CHECKING + _LOADING + tests + _MAIN


def _test(task: ImplementTask, number: int, sample: Sample) -> str:
    name = f"test_{task.id}_{number}"
    return (
        f"\n\ndef {name}():\n"
        f"    check(\n        load({_text(f'{task.id}.py')}, {_text(task.name)}),\n{_numbers(sample, 8)}    )\n\n\n"
        f"{name}.case = ({_text(task.id)}, {_text(sample.note)})\n"
    )


def notebook(title: str, asked: Asked) -> str:
    """Return a notebook to answer in: for each question its words, the place for the answer, and sample tests."""
    cells = [
        _cell(
            "markdown", f"# {as_written(title)}\n\nFill in the cells that raise `NotImplementedError`; keep the names."
        ),
        _cell("code", f"# Run this first: it is what tries the sample cases below.\nimport torch\n\n{_CHECKING}"),
    ]
    for task, samples in asked:
        trials = "\n".join(
            f"try_case(\n    {_text(task.id)},\n    {_text(sample.note)},\n"
            f"    lambda: check(\n        {task.name},\n{_numbers(sample, 8)}    ),\n)"
            for sample in samples
        )
        quiet = "\nNone  # so that the last result is not shown twice"
        cells += [
            _cell("markdown", f"## {as_written(task.title)}\n\nYour answer:"),
            _cell("code", starter_text(task)),
            _cell("code", f"# Sample cases, worked out by hand.\n{trials}{quiet}"),
        ]
    whole = {
        "cells": [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells, 1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cell(kind: str, text: str) -> dict[str, Any]:
    more: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": text.strip("\n").splitlines(keepends=True), **more}


def _numbers(sample: Sample, indent: int) -> str:
    """Return the inputs, the parameters, the value and the gradients of a case as arguments, one on each line."""
    given = (dict(sample.inputs), dict(sample.parameters), sample.value, dict(sample.gradients))
    return "".join(f"{' ' * indent}{_written(value)},\n" for value in given)


def _written(value: Any) -> str:
    """Return a value as Python, its numbers as short as single precision needs them."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(name)}: {_written(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, tuple):
        return f"({', '.join(map(_written, value))})"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        number = repr(float(f"{value:.9g}"))
        return number if number[-1].isdigit() else f'float("{number}")'
    return repr(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def as_written(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return re.sub(r"([\\`*\[\]<>~$]|^#|(?<!\w)_|_(?!\w))", r"\\\1", text)
