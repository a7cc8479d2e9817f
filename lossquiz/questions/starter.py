"""The starter file of an implement task: signature, convention, and a polite refusal to be graded as it is."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossquiz.questions.kinds.implement import ImplementTask

WIDTH = 88
# What every starter raises, and no answer: most are told from one without putting a starter together.
_UNANSWERED = "NotImplementedError"


def starter_text(task: ImplementTask) -> str:
    """Write the file that a candidate starts from."""
    body = _module(task) if task.entry_kind == "module" else _function(task)
    forbidden = f"Not allowed: {', '.join(task.not_allowed)}.\n" if task.forbidden else ""
    head = f'"""{task.title}.\n\n{_wrap(task.convention, 0)}\n{forbidden}"""\n'
    return f"{head}\nimport torch\n\n\n{body}"


def is_untouched(text: str, task: ImplementTask) -> bool:
    """Tell whether a text is the file that a candidate starts from, whatever an editor did to its line ends."""
    return _UNANSWERED in text and text.split() == starter_text(task).split()


def _function(task: ImplementTask) -> str:
    gradient = " Return the gradient, not the loss." if task.entry_kind == "backward" else ""
    return f'def {task.signature}:\n    """{_inputs(task)}{gradient}"""\n    raise {_UNANSWERED}\n'


def _module(task: ImplementTask) -> str:
    parameters = task.construct.split("(", 1)[1][:-1]
    lines = [
        f"class {task.name}(torch.nn.Module):",
        f"    def __init__(self, {parameters}):" if parameters else "    def __init__(self):",
        "        super().__init__()",
        "",
        f"    def {task.signature.replace('(', '(self, ', 1)}:",
        f'        """{_inputs(task)}"""',
        f"        raise {_UNANSWERED}",
    ]
    return "\n".join(lines) + "\n"


def _inputs(task: ImplementTask) -> str:
    shapes = ", ".join(f"{i.name} [{', '.join(i.shape)}]" for i in task.inputs)
    result = "a tensor of the first shape" if task.entry_kind == "backward" else "a 0-d tensor"
    return f"Tensors {shapes}; returns {result}."


def _wrap(text: str, indent: int) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent)
