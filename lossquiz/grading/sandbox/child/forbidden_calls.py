"""Refuse forbidden built-ins while an answer runs, so that hiding the note of one wins nothing: it did not compute.

When a submission is loaded, and before it is given its first input, all that is forbidden is out of use in its process.
Operators are taken out once for all submissions to a question, before their processes are forked. One that speaks of
them gets them back while it is imported: it may test itself against torch, which helps none of its calls.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
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
    """Takes out of use what the submissions to one question may not call, and notes what one calls of that.

    Args:
        names: What is forbidden.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._absent: list[forbidden_operators.Absence | forbidden_functions.Absence] = []
        self._filenames: Mapping[str, int] = {}
        self._companions: frozenset[str] = frozenset()
        self._fresh: list[ForbiddenUse] = []
        self._seen: set[ForbiddenUse] = set()

    def take_out(self) -> None:
        """Let what is forbidden, and loaded, raise from now on, until it is put back."""
        calls, operators = partial(self._refusing, "call"), partial(self._refusing, "operator")
        self._absent = [
            forbidden_functions.Absence(self._names.python_functions(), calls),
            forbidden_functions.Absence(forbidden_functions.repeated_now(self._names.repeated), operators),
            forbidden_operators.Absence(self._names.kernels, operators),
        ]

    def put_back(self) -> None:
        """Let torch have everything back."""
        for absence in self._absent:
            absence.end()
        self._absent = []

    def begin(self, texts: Iterable[str], filenames: Mapping[str, int], companions: frozenset[str]) -> None:
        """Take up one submission, before its first line runs.

        Args:
            texts: Its source, and that of its companions.
            filenames: Its files, to the notebook's cell or 0.
            companions: Those of them that are not the submission itself.
        """
        self._filenames, self._companions = filenames, companions
        if any(map(self._names.spoken_of, texts)):
            self.put_back()
        forbidden_functions.repeated_later(self._names.repeated, partial(self._refusing, "operator"))

    def take_out_for_good(self) -> None:
        """Let everything that is forbidden raise from now on, whatever was imported, to the end of this process."""
        if not self._absent:
            self.take_out()
        for absence in self._absent:
            absence.last()
        self._absent = []
        late = self._names.python_functions(late=True)
        forbidden_functions.Absence(late, partial(self._refusing, "call")).last()
        if self._names.by_hand:
            forbidden_autograd.take_out_engine(self._refusing("call", "torch.autograd"))
        self._fresh, self._seen = [], set()  # what was tried while it was imported helps no call

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
