"""asyncio without sockets: an event loop that sleeps until its next timer, and runs within another as well.

Python's own loops want epoll and a pair of sockets, which a locked child may not have; a loss waits for neither. A
notebook's cells are run as Jupyter runs them, in a loop that runs already, and may nevertheless start another.
"""

# ruff: noqa: SLF001 - what asyncio gives to those who write loops has no public names

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from inspect import CO_COROUTINE
from types import CodeType
from typing import Any

# Under their own names before anything is put in their place.
_run = asyncio.run
_running_loop, _set_running_loop = asyncio._get_running_loop, asyncio._set_running_loop
_enter_task, _leave_task = asyncio.tasks._enter_task, asyncio.tasks._leave_task


class _Bell:
    """What a loop waits at: nothing comes but the time, and calls from other threads."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        self.ring = self._rung.set

    def select(self, timeout: float | None) -> list[object]:
        """Wait until it is rung, or for the time until the next timer."""
        self._rung.wait(timeout)
        self._rung.clear()
        return []


class SleepingLoop(asyncio.BaseEventLoop):
    """An event loop of timers, tasks and threads; it may be run while it, or another, is running."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Bell()

    def _process_events(self, event_list: list[object]) -> None:
        """Do nothing: there are none."""

    def _write_to_self(self) -> None:
        """Go on, since another thread has put in a call."""
        self._selector.ring()

    def run_forever(self) -> None:
        """Run until it is stopped."""
        self._run_while(lambda: True)

    def run_until_complete(self, future: Any) -> Any:
        """Run until a future, or what becomes a task, is done."""
        task = asyncio.ensure_future(future, loop=self)
        try:
            self._run_while(lambda: not task.done())
        finally:
            if task.done() and not task.cancelled():
                task.exception()  # asked for: it need not be told once more when the task is forgotten
        if not task.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return task.result()

    def _run_while(self, going: Callable[[], bool]) -> None:
        self._check_closed()  # type: ignore[attr-defined]  # of BaseEventLoop, as what follows
        with _instead_of_what_runs(self), self._as_running():
            while going() and not self._stopping:  # type: ignore[has-type]
                self._run_once()  # type: ignore[attr-defined]
            self._stopping = False

    @contextlib.contextmanager
    def _as_running(self) -> Iterator[None]:
        """Be what `is_running` and asynchronous generators take for a loop that runs."""
        thread, hooks = self._thread_id, sys.get_asyncgen_hooks()  # type: ignore[has-type]
        self._thread_id = threading.get_ident()
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)  # type: ignore[attr-defined]
        try:
            yield
        finally:
            self._thread_id = thread
            sys.set_asyncgen_hooks(*hooks)


@contextlib.contextmanager
def _instead_of_what_runs(loop: asyncio.AbstractEventLoop | None) -> Iterator[None]:
    """Let `loop`, or none, be the one that runs, and no task the current one; then as before."""
    outer = _running_loop()
    task = asyncio.current_task(outer) if outer else None
    if outer and task:
        _leave_task(outer, task)
    _set_running_loop(loop)
    try:
        yield
    finally:
        _set_running_loop(outer)
        if outer and task:
            _enter_task(outer, task)


def run(main: Any, **options: Any) -> Any:
    """Run a coroutine as `asyncio.run` does, also where a loop runs already."""
    with _instead_of_what_runs(None):
        return _run(main, **options)


def install_if_asked(texts: Iterable[str], modules: Iterable[bytes], *, in_notebook: bool) -> None:
    """Put this in the place of Python's own loops where a submission, or a module that came with it, asks for one."""
    words = ("asyncio", "await") if in_notebook else ("asyncio",)
    if any(word in text for text in texts for word in words) or any(b"asyncio" in module for module in modules):
        install(in_notebook=in_notebook)


def install(*, in_notebook: bool) -> None:
    """Put this in the place of Python's own loops, and for a notebook let one run from now on."""
    asyncio.get_event_loop_policy()._loop_factory = SleepingLoop  # type: ignore[attr-defined]  # of every default policy
    asyncio.run = run
    if in_notebook:
        loop = SleepingLoop()
        asyncio.set_event_loop(loop)
        _set_running_loop(loop)


def run_code(code: CodeType, names: dict[str, Any]) -> None:
    """Execute code; what awaits at its top level is driven to its end."""
    made = eval(code, names)  # noqa: S307 - the one place where foreign code is executed, locked in
    if code.co_flags & CO_COROUTINE:
        (_running_loop() or SleepingLoop()).run_until_complete(made)
