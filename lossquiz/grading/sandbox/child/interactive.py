"""What IPython puts beside Python's own functions, and what Python asks of somebody at a terminal: nobody is there."""

from __future__ import annotations

import ast
import builtins
import sys
from types import FrameType
from typing import Any

from lossquiz.grading.sandbox.child.inert import StandIn
from lossquiz.grading.sandbox.child.ipython_syntax import PYTHON_CELLS, python_of_cell, statement_of

_LINES_OF_INPUT = 100


class Shell(StandIn):
    """What `get_ipython()` returns: magics that run something run it once where they are called, others do nothing."""

    def __init__(self) -> None:
        super().__init__("get_ipython()")

    def run_line_magic(self, magic_name: str, line: str = "", *args: Any, **kwargs: Any) -> Any:
        """Do what a line magic does for a submission, in the module that calls."""
        del args, kwargs
        _run(statement_of(magic_name, line), sys._getframe(1))  # noqa: SLF001 - whose names it may bind
        return StandIn(f"%{magic_name}")

    def magic(self, arg_s: str) -> Any:
        """Do the same, as older exports write it."""
        name, _, line = arg_s.lstrip("% ").partition(" ")
        _run(statement_of(name, line.strip()), sys._getframe(1))  # noqa: SLF001 - whose names it may bind
        return StandIn(f"%{name}")

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run the body of a cell magic, if it is Python, in the module that calls."""
        if magic_name in PYTHON_CELLS:
            _run(python_of_cell(f"%%{magic_name} {line}\n{cell}"), sys._getframe(1))  # noqa: SLF001 - the same
        return StandIn(f"%%{magic_name}")


def _run(python: str, caller: FrameType) -> None:
    """Execute text as if it stood in the line that calls, so that errors are told there."""
    if python == "pass":
        return
    tree = ast.parse(python)
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            node.lineno = node.end_lineno = caller.f_lineno  # type: ignore[attr-defined]  # both or none
            node.col_offset = node.end_col_offset = 0  # type: ignore[attr-defined]
    exec(compile(tree, caller.f_code.co_filename, "exec", dont_inherit=True), caller.f_globals)  # noqa: S102 - locked in


class Input:
    """`input` where nobody answers: empty lines, and an end, so that what asks until it likes the answer ends too."""

    def __init__(self) -> None:
        self._asked = 0

    def __call__(self, prompt: object = "", /) -> str:
        """Print the prompt, and return an empty line."""
        print(prompt, end="")  # noqa: T201 - what the submission prints
        self._asked += 1
        if self._asked > _LINES_OF_INPUT:
            raise EOFError("EOF when reading a line")
        return ""


_SHELL = Shell()


def get_ipython() -> Shell:
    """Return the shell that stands in for IPython's."""
    return _SHELL


def display(*objects: Any, **options: Any) -> None:
    """Show nothing."""
    del objects, options


def _go_on(*args: Any, **kwargs: Any) -> None:
    """Be a breakpoint at which nobody waits."""


def install() -> None:
    """Put this beside Python's own functions; to be called before a fork."""
    vars(builtins).update(get_ipython=get_ipython, display=display, input=Input())
    sys.breakpointhook = _go_on
