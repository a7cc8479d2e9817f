"""How long to wait, and try again, where the system has no process or thread to give just now."""

from __future__ import annotations

import time

_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.05, 1.0


class Patience:
    """Waits between attempts, longer each time.

    Args:
        seconds: How long in all.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._pause = _FIRST_PAUSE_SECONDS

    def wait(self) -> bool:
        """Wait a little; return False, at once, when patience is over."""
        if time.monotonic() >= self._end:
            return False
        time.sleep(self._pause)
        self._pause = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)
        return True
