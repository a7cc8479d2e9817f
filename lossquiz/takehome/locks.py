"""Locks on files that end with the process that holds them, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

if sys.platform != "win32":  # where there are no such locks, nothing is held
    import fcntl


@contextmanager
def hold(file: IO[Any]) -> Iterator[None]:
    """Hold a file for oneself for as long as it is open; wait until nobody else does."""
    if sys.platform != "win32":
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
    yield


def take(file: IO[Any]) -> bool:
    """Take a file for oneself for as long as it is open; False where another process has it."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: better to grade than to refuse
            return True
    return True
