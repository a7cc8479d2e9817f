"""What keeps the code of a bank's author from the process that runs it: from its output, its built-ins, its time."""

from __future__ import annotations

import builtins
import contextlib
import io
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from types import ModuleType, TracebackType

SECONDS = 60.0
LOOK_EACH = 0.5  # seconds of processor time, after which it is looked whether code has run for too long
_BUILTINS = vars(builtins)
_NEVER = (math.inf, math.inf)


class EndlessError(BaseException):
    """Code that does not end. No `Exception`: code that catches those would go on."""


class _Sink(io.TextIOBase):
    """Takes what is printed, and keeps nothing of it."""

    def write(self, text: str) -> int:
        """Take some text."""
        return len(text)


def _leave(status: int) -> NoReturn:
    raise SystemExit(status)


class _Instead:
    """Another value of a module's name for as long as anybody needs it, whichever thread comes and leaves first."""

    def __init__(self, module: ModuleType, name: str, value: object) -> None:
        self._module, self._name, self._value = module, name, value
        self._before: object = None
        self._users = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            if not self._users:
                self._before = self._module.__dict__[self._name]
                self._module.__dict__[self._name] = self._value
            self._users += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._users -= 1
            if not self._users:
                self._module.__dict__[self._name] = self._before


_silent = _Instead(sys, "stdout", _Sink())
no_way_out = _Instead(os, "_exit", _leave)
"""Lets `os._exit` be an exit like others, which can be told; this process would end without a word."""


class Contained:
    """Keeps an author's code from this process's stdout and built-ins, from warning, and from going on for ever.

    Of what torch thinks of a bank's own code nobody who is graded has to read. Inside `sheltered` it costs next to
    nothing.

    Args:
        seconds: How much of this process's own time the code may take.

    Raises:
        EndlessError: It took longer. Caught by the code itself, it comes again.
        AttributeError: It changed Python's built-ins, which are put back.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._opened: contextlib.AbstractContextManager[_Shelter] | None = None

    def __enter__(self) -> None:
        """Close the code off."""
        shelter = _shelter.get()
        if shelter is None:
            self._opened = _sheltering(self._seconds / 4)
            shelter = self._opened.__enter__()
        self._shelter, self._outer = shelter, shelter.limit
        _silent.__enter__()
        until = time.process_time() + self._seconds
        shelter.limit = min(self._outer, (until, self._seconds))

    # No generator: the code may have deleted `next`, and nothing here may need a built-in until they are put back.
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put back what it changed."""
        shelter = self._shelter
        shelter.limit = self._outer
        changed = None
        if shelter.built_ins != _BUILTINS:
            changed = _BUILTINS.copy()
            _BUILTINS.clear()
            _BUILTINS.update(shelter.built_ins)
        _silent.__exit__()
        if self._opened is not None:
            self._opened.__exit__(kind, error, trace)
        if changed is not None:
            names = ", ".join(_differing(shelter.built_ins, changed)[:3])
            raise AttributeError(f"Python's built-ins are changed: {names}")


class _Shelter:
    """What holds for all the code that is run in it: the built-ins as they are, and until when it may run."""

    def __init__(self) -> None:
        self.built_ins = _BUILTINS.copy()
        self.limit = _NEVER

    def ring(self, _signal: int, _frame: object) -> None:
        """Stop what has run for too long."""
        until, seconds = self.limit
        if time.process_time() >= until:
            raise EndlessError(f"more than {seconds:g} s of processor time")


_shelter: ContextVar[_Shelter | None] = ContextVar("shelter", default=None)


@contextlib.contextmanager
def sheltered() -> Iterator[None]:
    """Make ready once what many short pieces of an author's code need, each `Contained`, with our own between them.

    Setting an alarm and silencing warnings takes half as long as a small loss does.
    """
    with _sheltering(LOOK_EACH) if _shelter.get() is None else contextlib.nullcontext():
        yield


@contextlib.contextmanager
def _sheltering(look_each: float) -> Iterator[_Shelter]:
    shelter = _Shelter()
    # The end of a worker is told by the process that watches it; nobody watches this one.
    alone = no_way_out if multiprocessing.parent_process() is None else contextlib.nullcontext()
    token = _shelter.set(shelter)
    try:
        with alone, _alarm(shelter.ring, min(look_each, LOOK_EACH)), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield shelter
    finally:
        _shelter.reset(token)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    missing = object()
    return sorted(n for n in {*before, *after} if before.get(n, missing) is not after.get(n, missing))


@contextlib.contextmanager
def _alarm(ring: Callable[[int, object], None], seconds: float) -> Iterator[None]:
    """Have something called, again and again, whenever this process has used so many seconds.

    Processor time and not the clock's: on a busy machine honest code would seem to hang. Nothing is called where the
    platform has no alarms, in a thread beside the main one, or where somebody else uses the alarm.
    """
    if not _is_free():
        yield
        return
    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _is_free() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGPROF) == signal.SIG_DFL and not any(signal.getitimer(signal.ITIMER_PROF))
