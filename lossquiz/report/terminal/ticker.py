"""One line on stderr that says how far a batch is; nothing where nobody watches."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType

from lossquiz.wording import whole

_EVERY_SECONDS = 0.1


class Ticker:
    """Shows how many hand-ins are done.

    Args:
        total: How many there are, or 0 where that is not known.
        shown: Whether to show anything at all.
    """

    def __init__(self, total: int, *, shown: bool) -> None:
        self._total = total
        self._shown = shown and sys.stderr.isatty()
        self._done = self._passed = 0
        self._begun = time.monotonic()
        self._last = 0.0

    def __enter__(self) -> Ticker:  # noqa: PYI034 - Self needs Python 3.11
        self._write()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)  # noqa: T201 - this is how the program speaks

    def step(self, *, passed: bool) -> None:
        """Count one more hand-in."""
        self._done += 1
        self._passed += passed
        self._write()

    def _write(self) -> None:
        now = time.monotonic()
        if not self._shown or now - self._last < _EVERY_SECONDS:
            return
        self._last = now
        line = self._line(now - self._begun)[: max(10, shutil.get_terminal_size().columns - 1)]
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)  # noqa: T201 - this is how the program speaks

    def _line(self, seconds: float) -> str:
        of = f" of {self._total}" if self._total >= self._done else ""
        if not self._done:
            return f"grading{of}: starting …"
        left = seconds / self._done * (self._total - self._done)
        when = f", about {_clock(left)} left" if of and self._done < self._total else ""
        return f"graded {self._done}{of}, {self._passed} passed, {self._done / seconds:.1f}/s{when}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(whole(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
