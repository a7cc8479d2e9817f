"""A line that a person types at a prompt."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator

_TICK_SECONDS = 0.5


def typed_line(prompt: str, on_tick: Callable[[], None] = lambda: None) -> str:
    """Return what is typed, as `input` does; a Ctrl-C is felt whenever it comes.

    Args:
        prompt: What is asked.
        on_tick: What is done meanwhile, twice a second, where the platform has alarms.

    Raises:
        EOFError: There is no more.
    """
    with _ticking(on_tick):
        return input(prompt)


@contextlib.contextmanager
def _ticking(on_tick: Callable[[], None]) -> Iterator[None]:
    """Interrupt the wait for a key now and then.

    `input` shows the prompt, then waits in one system call, which a signal ends; one that comes between the two would
    not be looked at before the next key.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able or any(signal.getitimer(signal.ITIMER_REAL)):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: on_tick())
    signal.setitimer(signal.ITIMER_REAL, _TICK_SECONDS, _TICK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
