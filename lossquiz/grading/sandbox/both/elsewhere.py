"""Call something as a training script of its own would: on a stack that begins in a file of another name.

An answer may look at who calls it. What it does must not depend on that, and nowhere else does it meet another caller.
A script is a thread, since every other stack begins in this program.
"""

from __future__ import annotations

import _thread
from collections.abc import Callable
from types import TracebackType
from typing import Any

_SCRIPT = """\
def training_step(criterion, results):
    try:
        results.append((criterion(), None))
    except BaseException as error:
        results.append((None, error))

def training_loop(steps, begun, done):
    while True:
        begun.acquire()
        if not steps:
            break
        try:
            training_step(*steps.pop())
        finally:
            done.release()
"""
_space: dict[str, Any] = {"__name__": "__main__"}
exec(compile(_SCRIPT, "train.py", "exec"), _space)  # noqa: S102 - the text above
_training_loop = _space["training_loop"]
_Results = list[tuple[object, BaseException | None]]


class TrainingScript:
    """A script that waits for what it is to call; where no thread is to be had, whoever asks calls it himself."""

    def __init__(self) -> None:
        self._steps: list[tuple[Callable[[], object], _Results]] = []
        self._begun, self._done = _thread.allocate_lock(), _thread.allocate_lock()
        self._begun.acquire()
        self._done.acquire()
        try:
            _thread.start_new_thread(_training_loop, (self._steps, self._begun, self._done))
        except RuntimeError:
            self._runs = False
        else:
            self._runs = True

    def __enter__(self) -> TrainingScript:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runs:
            self._begun.release()

    def step(self, criterion: Callable[[], object]) -> object:
        """Return what `criterion` returns, or raise what it raises."""
        if not self._runs:
            return criterion()
        results: _Results = []
        self._steps.append((criterion, results))
        self._begun.release()
        self._done.acquire()
        if not results:  # there was no room even for what it raised
            self._runs = False
            raise MemoryError
        result, error = results[0]
        if error is not None:
            raise error
        return result
