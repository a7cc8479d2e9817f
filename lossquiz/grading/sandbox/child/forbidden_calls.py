"""Refuse forbidden built-ins while an answer runs, so that hiding the note of one wins nothing: it did not compute.

When a submission is loaded, and before it is given its first input, all that is forbidden is taken out of use in its
process. What it does at import to test itself still works, and helps no call.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, Literal, NoReturn

from lossquiz.grading.sandbox.both.outcomes import ForbiddenUse
from lossquiz.grading.sandbox.child import forbidden_autograd, forbidden_functions, forbidden_operators
from lossquiz.grading.sandbox.child.forbidden_names import Names

_MOST_USES = 50


class ForbiddenError(RuntimeError):
    """Raised in an answer that calls a forbidden built-in."""


class Watch:
    """Takes out of use what one submission may not call, and notes what it calls of that.

    Args:
        names: What is forbidden.
        filenames: The submission's files, to the notebook's cell or 0.
        companions: Those of them that are not the submission itself.
    """

    def __init__(self, names: Names, filenames: dict[str, int], companions: frozenset[str] = frozenset()) -> None:
        self._names = names
        self._filenames = filenames
        self._companions = companions
        self._fresh: list[ForbiddenUse] = []
        self._seen: set[ForbiddenUse] = set()

    def take_out(self) -> None:
        """Let everything that is forbidden raise from now on, in this process and for good."""
        forbidden_functions.take_out(self._names.python_functions(), partial(self._refusing, "call"))
        if self._names.kernels:
            refusing = partial(self._refusing, "operator")
            forbidden_operators.take_out(self._names.kernels, refusing)
            forbidden_functions.take_out_repeated(dict.fromkeys(base for base, *_ in self._names.kernels), refusing)
        if self._names.by_hand:
            forbidden_autograd.take_out_engine(self._refusing("call", "torch.autograd"))

    def take(self) -> tuple[ForbiddenUse, ...]:
        """Return the uses noted since the last time."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh

    def _refusing(self, seen: Literal["call", "operator"], name: str) -> Callable[..., NoReturn]:
        def refuse(*args: object, **kwargs: object) -> NoReturn:
            del args, kwargs
            self._note(name, seen)
            raise ForbiddenError(f"{name} is not allowed here: the question asks for the loss from scratch")

        return refuse

    def _note(self, name: str, seen: Literal["call", "operator"]) -> None:
        file, cell, line = self._running_line()
        use = ForbiddenUse(name, line, seen, cell, file)
        if use not in self._seen and len(self._seen) < _MOST_USES:
            self._seen.add(use)
            self._fresh.append(use)

    def _running_line(self) -> tuple[str, int, int]:
        """Return the line of the submission that is running."""
        frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - inspect reads files, which is slow
        while frame is not None:
            filename = frame.f_code.co_filename
            if filename in self._filenames:
                file = filename if filename in self._companions else ""
                return file, self._filenames[filename], frame.f_lineno
            frame = frame.f_back
        return "", 0, 0


def prepare() -> None:
    """Do once, before any fork, what taking out needs, and shut the ways around it."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        del args, kwargs

    forbidden_operators.rehearse(refuse)
    forbidden_operators.close_side_doors()
    forbidden_autograd.close_side_doors()
