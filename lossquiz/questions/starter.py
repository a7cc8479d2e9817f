"""The starter file of an implement task: signature, convention, and a polite refusal to be graded as it is."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from lossquiz.questions.samplers import SAMPLERS

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask
    from lossquiz.questions.kinds.implement.parts import InputSpec

WIDTH = 88
# What every starter raises, and no answer: most are told from one without putting a starter together.
_UNANSWERED = "NotImplementedError"


def starter_text(task: ImplementTask) -> str:
    """Write the file that a candidate starts from."""
    body = _module(task) if task.entry_kind == "module" else _function(task)
    forbidden = f"{_wrap(f'Not allowed: {task.ban}.', 0)}\n" if task.ban else ""
    head = f'"""{task.title}.\n\n{_wrap(task.convention, 0)}\n{forbidden}"""\n'
    return f"{head}\nimport torch\n\n\n{body}"


def is_untouched(text: str, task: ImplementTask) -> bool:
    """Tell whether a text is the file that a candidate starts from, whatever an editor did to its line ends."""
    return _UNANSWERED in text and text.split() == starter_text(task).split()


def _function(task: ImplementTask) -> str:
    return f"def {task.signature}:\n{_docstring(task, ' ' * 4)}\n    raise {_UNANSWERED}\n"


def _module(task: ImplementTask) -> str:
    parameters = task.construct.split("(", 1)[1][:-1]
    lines = [
        f"class {task.name}(torch.nn.Module):",
        f"    def __init__(self, {parameters}):" if parameters else "    def __init__(self):",
        "        super().__init__()",
        "",
        f"    def {task.signature.replace('(', '(self, ', 1)}:",
        _docstring(task, " " * 8),
        f"        raise {_UNANSWERED}",
    ]
    return "\n".join(lines) + "\n"


def _docstring(task: ImplementTask, indent: str) -> str:
    inputs = [f"{spec.name}: {input_in_words(spec)}" for spec in task.inputs]
    lines = ["", *inputs, "", *textwrap.wrap(PRECISION, WIDTH - len(indent)), '"""']
    return "\n".join([f'{indent}"""Return {result_in_words(task)}.', *(f"{indent}{line}".rstrip() for line in lines)])


PRECISION = "Floats are float32 or float64, and the result has their dtype; inputs need not be contiguous."


def result_in_words(task: ImplementTask) -> str:
    """Say what the function of a task returns."""
    if task.entry_kind == "backward":
        return f"the gradient, not the loss, as a tensor of the shape of {task.inputs[0].name}"
    return "the loss as a 0-d tensor"


def input_in_words(spec: InputSpec) -> str:
    """Say which shape an input has, and which numbers where they are not any floats."""
    shape = ", ".join(spec.shape)
    size = "any shape, 0-d too, the same for all" if shape == "*" else f"shape [{shape}]" if shape else "0-d"
    sampler = SAMPLERS[spec.sampler]
    numbers = "int64" if sampler.dtype == "int64" else _NUMBERS.get(sampler.labels, "")
    return f"{size}; {numbers}" if numbers else size


_NUMBERS = {"zero_one": "0.0 or 1.0", "minus_plus": "1.0 or -1.0", "one_hot": "one-hot, of 0.0 and 1.0"}


def _wrap(text: str, indent: int) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent)
