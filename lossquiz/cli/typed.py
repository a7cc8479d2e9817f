"""What a person types at a prompt: a line, or a paste of several that is kept together."""

from __future__ import annotations

import contextlib
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator

_TICK_SECONDS = 0.5


def edit_lines() -> None:
    """Give `input` its line editing; what is pasted is then one text to it, empty lines and all.

    GNU's library can do that where the terminal can, and Python turns it off.
    """
    with contextlib.suppress(ImportError):
        import readline

        if "libedit" not in (readline.__doc__ or ""):
            readline.parse_and_bind("set enable-bracketed-paste on")


def more_is_there() -> bool:
    """Tell whether a terminal has more than was read: the rest of a paste that came line by line."""
    try:
        return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], 0)[0])
    except (OSError, ValueError):  # Windows asks so of sockets alone
        return False


def discard_more() -> None:
    """Discard what a terminal has beyond what was read; a pipe keeps it."""
    if not sys.stdin.isatty():
        return
    with contextlib.suppress(ImportError):
        import termios

        with contextlib.suppress(termios.error):  # a terminal that was closed
            termios.tcflush(sys.stdin, termios.TCIFLUSH)


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
