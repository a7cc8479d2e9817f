"""A terminal that is drawn on and gives single keys, and is left as it was found whatever happens."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, final

_ENTER = "\033[?1049h\033[?25l"  # the other screen, without a cursor
_LEAVE = "\033[?25h\033[?1049l"
_NAMES = {"\033[A": "up", "\033[B": "down", "\033[5~": "b", "\033[6~": " ", "\x04": "q", "\r": "\n"}
_LONGEST_KEY = 64

Told = Callable[[tuple[str, Any]], None]


def can_be_drawn_on() -> bool:
    """Tell whether stdin and stdout are one terminal that can be drawn on and gives single keys."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") in {"dumb", ""}:
        return False
    try:
        import termios  # noqa: F401 - not on Windows
    except ImportError:
        return False
    return True


def keys_of(typed: str) -> Iterator[str]:
    """Yield the keys in what a terminal sent."""
    while typed:
        name = next((sequence for sequence in _NAMES if typed.startswith(sequence)), "")
        if name:
            yield _NAMES[name]
        elif typed[0] == "\033":
            yield "escape"
            name = typed  # an unknown key: the rest of it is no key of ours
        else:
            yield typed[0]
        typed = typed[len(name) or 1 :]


class LineKeys:
    """Keys from lines: of a pipe, or of a terminal that is not drawn on. A line's first word is a key.

    Args:
        tell: Called in a thread of its own with `("key", k)` for each line, and with `("end", None)`.
    """

    def __init__(self, tell: Told) -> None:
        self._tell = tell

    def __enter__(self) -> LineKeys:  # noqa: PYI034 - Self needs Python 3.11
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the thread to end with the process: nothing ends a read from a pipe."""

    def _read(self) -> None:
        rest = b""
        while True:
            # Not through sys.stdin: its lock would be held while the interpreter ends.
            try:
                data = os.read(0, 4096)
            except OSError:
                data = b""
            *lines, rest = (rest + data).split(b"\n")
            for line in [*lines, *([rest] if not data and rest else [])]:
                self._tell(("key", line.decode("utf-8", "replace").strip().lower()[:_LONGEST_KEY]))
            if not data:
                self._tell(("end", None))
                return


@final
class Screen:
    """The terminal of this process, drawn on and read key by key.

    Args:
        tell: Called with `("key", k)` from a thread of its own; with `("resize", None)` and `("suspend", None)` from a
            handler of signals.
    """

    def __init__(self, tell: Told) -> None:
        self._tell = tell
        self._before: list[Any] = []
        self._handlers: dict[int, Any] = {}
        self._wake = (-1, -1)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Screen:
        self._handlers = {
            signal.SIGWINCH: signal.signal(signal.SIGWINCH, self._resized),
            signal.SIGTSTP: signal.signal(signal.SIGTSTP, self._suspended),
        }
        self._take()
        return self

    def __exit__(self, *_: object) -> None:
        self._give()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    @property
    def size(self) -> tuple[int, int]:
        """The columns and rows."""
        found = shutil.get_terminal_size() if "COLUMNS" in os.environ else self._asked_size()
        return max(10, found[0]), max(3, found[1])

    @staticmethod
    def _asked_size() -> tuple[int, int]:
        try:
            return os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            return 80, 24

    def draw(self, lines: list[str]) -> None:
        """Draw a whole screen, in one piece, so that nothing flickers."""
        whole = "\033[K\r\n".join(lines)
        sys.stdout.write(f"\033[H{whole}\033[K\033[J")
        sys.stdout.flush()

    def suspend(self) -> None:
        """Stop, as ^Z asks for, with the terminal as it was; go on when the shell says so."""
        self._give()
        ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.pthread_kill(threading.get_ident(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, ours)
        self._take()

    def _take(self) -> None:
        import termios
        import tty

        self._before = termios.tcgetattr(0)
        tty.setcbreak(0, termios.TCSADRAIN)  # keys that were typed while this began are kept
        sys.stdout.write(_ENTER)
        sys.stdout.flush()
        self._wake = os.pipe()
        self._thread = threading.Thread(target=self._read, args=(self._wake[0],), daemon=True)
        self._thread.start()

    def _give(self) -> None:
        import termios

        os.close(self._wake[1])  # ends the thread
        if self._thread is not None:
            self._thread.join()
        os.close(self._wake[0])
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.write(_LEAVE)
            sys.stdout.flush()
        with contextlib.suppress(termios.error):  # a terminal that was closed
            termios.tcsetattr(0, termios.TCSADRAIN, self._before)

    def _read(self, wake: int) -> None:
        while True:
            ready, _, _ = select.select([0, wake], [], [])
            if wake in ready:
                return
            try:
                data = os.read(0, 1024)
            except OSError:
                data = b""
            if not data:
                self._tell(("end", None))
                return
            for key in keys_of(data.decode("utf-8", "replace")):
                self._tell(("key", key))

    def _resized(self, _number: int, _frame: FrameType | None) -> None:
        self._tell(("resize", None))

    def _suspended(self, _number: int, _frame: FrameType | None) -> None:
        self._tell(("suspend", None))
