"""What is being done, on stderr, where it takes long enough to be wondered about; nothing where nobody watches."""

from __future__ import annotations

import os
import sys
import threading
import time
from queue import Empty, SimpleQueue
from types import TracebackType

from lossquiz.grading.foreign_text import clean

PATIENCE_SECONDS = 0.4
_TURN_SECONDS = 0.12
_WHEEL, _PLAIN_WHEEL = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏", "|/-\\"


class Working:
    """Says what is being done, with how long it has taken, until it is done; then the line is gone.

    Args:
        what: What is being done, such as `grading huber.py`.
        shown: Whether to show anything at all.
    """

    def __init__(self, what: str, *, shown: bool = True) -> None:
        self._what = clean(what)  # a file's name may hold anything
        self._shown = shown and sys.stderr.isatty()
        # A queue of this kind may be interrupted anywhere; an Event whose set() is met by Ctrl-C stays locked for ever.
        self._done: SimpleQueue[None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Working:  # noqa: PYI034 - Self needs Python 3.11
        if self._shown:
            self._thread = threading.Thread(target=self._turn, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """Fall silent: it is done."""
        if self._thread is not None:
            self._done.put(None)
            self._thread.join()
            self._thread = None

    def _turn(self) -> None:
        begun = time.monotonic()
        if self._is_done(PATIENCE_SECONDS):
            return
        if os.environ.get("TERM") == "dumb":
            print(f"{self._what} …", file=sys.stderr, flush=True)  # noqa: T201 - as below
            return
        wheel = _WHEEL if (sys.stderr.encoding or "").lower().startswith("utf") else _PLAIN_WHEEL
        place = 0
        while True:
            said = f"{wheel[place % len(wheel)]} {self._what} … {time.monotonic() - begun:.0f} s"
            print(f"\r\033[K{said}", end="", file=sys.stderr, flush=True)  # noqa: T201 - this is how it speaks
            if self._is_done(_TURN_SECONDS):
                break
            place += 1
        print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201 - and falls silent

    def _is_done(self, seconds: float) -> bool:
        """Wait so long, and tell whether it is done."""
        try:
            self._done.get(timeout=seconds)
        except Empty:
            return False
        return True
