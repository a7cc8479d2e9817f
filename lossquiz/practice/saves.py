"""Notices when a file is saved, however an editor does it, and tells its last state once."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import final

# A save is told when nothing more has come for this long: editors write twice, rename, or write a file in halves.
SETTLE_MS = 10
_LONGEST_MS = 250  # to wait for that
_LOOK_MS = 500  # how often the file is looked at in any case: not every file system tells of changes
# A file is gone when it has been away or empty for this long. By time, never by looks: two of them may come at once,
# while an editor has emptied the file and not yet written it. Less than one look's time, so that the second tells it.
GONE_MS = 400
POLL_SECONDS = 0.05  # how often where nothing tells of them

Stamp = tuple[int, int, int]


@final
class Saves:
    """Watches one file in a thread of its own.

    Args:
        path: The file.
        tell: Called in that thread with what is in the file, when that has changed; with None when it has been gone,
            or empty, for a while (`GONE_MS`).
        known: What was in it before.
    """

    def __init__(self, path: Path, tell: Callable[[bytes | None], None], known: bytes | None = None) -> None:
        self._path, self._tell, self._known = path, tell, known
        self._stamp: Stamp | None = None
        self._missed_since: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Saves:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        self.look()
        for _ in changes_near(self._path, self._stop):
            if self._stop.is_set():
                break
            self.look()

    def look(self) -> None:
        """Look at the file, and tell what is in it if that is new."""
        stamp = stamp_of(self._path)
        content = None
        if stamp is not None and stamp[1]:
            if stamp == self._stamp:
                return
            with contextlib.suppress(OSError):
                content = self._path.read_bytes()
        if not content:
            # Gone, or emptied before it is written: it is waited for, and only told when it stays so.
            now = time.monotonic()
            if self._missed_since is None:
                self._missed_since = now
            if now - self._missed_since >= GONE_MS / 1000 and self._known is not None:
                self._known = None
                self._tell(None)
            return
        self._missed_since, self._stamp = None, stamp
        if content != self._known:
            self._known = content
            self._tell(content)


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes when a file is written or replaced; None where there is no file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def changes_near(path: Path, stop: threading.Event) -> Iterator[None]:
    """Yield when a file may have changed, and from time to time in any case, until it is to stop.

    The system tells of changes, where `watchfiles` is there and the system can; else the file is looked at.
    """
    try:
        from watchfiles import watch
    except ImportError:
        yield from polled(path, stop)
        return

    def is_it(_: object, name: str) -> bool:
        return Path(name).name == path.name

    try:
        for _ in watch(
            path.parent,
            watch_filter=is_it,
            debounce=_LONGEST_MS,
            step=SETTLE_MS,
            stop_event=stop,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            recursive=False,
        ):
            yield
    except Exception:  # noqa: BLE001 - whatever the system refuses (inotify's limits, a folder that went): we look
        yield from polled(path, stop)


def polled(path: Path, stop: threading.Event) -> Iterator[None]:
    """Yield at first, when a file has changed and has stayed so for a moment, and while it is away or empty."""
    told = seen = stamp_of(path)
    since = time.monotonic()
    yield  # after the stamp: a save that came before it is seen now, one that comes from now on differs from it
    while not stop.wait(POLL_SECONDS):
        now = stamp_of(path)
        if now is not None and now[1]:
            since = time.monotonic()
            if now == seen != told:
                told = now
                yield
        elif time.monotonic() - since > _LOOK_MS / 1000:
            since = time.monotonic()
            yield
        seen = now
