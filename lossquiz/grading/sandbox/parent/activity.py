"""What a process has done with its time, as this process's /proc tells it.

Time is the processor's, so that a verdict does not depend on how busy the machine is. What a process does not use it
either waits for, because others have the processor, or does nothing in: only the last is its own doing.

Sources: `proc(5)` for `/proc/<pid>/stat`, `status` and `task/<tid>/children`; linux
`Documentation/scheduler/sched-stats.rst` for `schedstat`; `pid_namespaces(7)` for `NSpid`.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

MOST_THREADS = 256
_PROC = Path("/proc")
# Places in /proc/<pid>/stat after the name, which may hold blanks and brackets.
_STATE, _PARENT, _USER_TICKS, _SYSTEM_TICKS, _THREADS = 0, 1, 11, 12, 17
_NOT_ASLEEP = (b"R", b"Z", b"X")
_NANOSECONDS = 1e-9


@dataclass(frozen=True, slots=True)
class Activity:
    """What a process has done so far.

    Attributes:
        processor: The processor seconds that all its threads have used.
        waited: The seconds that it was ready to run and others ran: of the thread that waited longest, so that a
            crowd of threads that wait for each other makes no one busy.
        threads: How many threads it has.
        asleep: Whether it sleeps just now: it neither runs nor is ready to, nor has it ended.
    """

    processor: float
    waited: float
    threads: int = 1
    asleep: bool = True


class Meter:
    """Follows one process by its id in this process's own /proc."""

    def __init__(self, pid: int) -> None:
        self._folder = _PROC / str(pid)
        self._threads: dict[str, float] = {}
        self._waited = 0.0

    def read(self) -> Activity | None:
        """Return what the process has done so far, or None where /proc does not tell."""
        try:
            fields = _stat(self._folder)
            ticks, count = int(fields[_USER_TICKS]) + int(fields[_SYSTEM_TICKS]), int(fields[_THREADS])
            # Of a flood of threads it is enough to know that it is one.
            threads = self._read_threads() if count <= MOST_THREADS else self._threads or {"": 0.0}
        except (OSError, ValueError, IndexError):
            return None
        if not threads:
            return None
        self._waited += max(waited - self._threads.get(name, 0.0) for name, waited in threads.items())
        self._threads = threads
        return Activity(ticks / os.sysconf("SC_CLK_TCK"), self._waited, count, fields[_STATE] not in _NOT_ASLEEP)

    def _read_threads(self) -> dict[str, float]:
        """Return the seconds that each thread has waited for a processor; none where the kernel does not count."""
        found, counted = {}, False
        for name in os.listdir(self._folder / "task"):  # noqa: PTH208 - names are all that is needed
            with contextlib.suppress(OSError):  # a thread that ended meanwhile
                ran, waited, _ = (self._folder / "task" / name / "schedstat").read_bytes().split()
                found[name] = int(waited) * _NANOSECONDS
                counted = counted or int(ran) > 0
        return found if counted else {}


def own_delay() -> float:
    """Return the seconds that this thread was ready to run and others ran, 0 where the kernel does not count them."""
    try:
        return int((_PROC / "thread-self" / "schedstat").read_bytes().split()[1]) * _NANOSECONDS
    except (OSError, ValueError, IndexError):
        return 0.0


def outer_pid(zygote: int, pid: int) -> int | None:
    """Return what this process calls a child that another process namespace calls `pid`, or None if /proc is silent.

    Args:
        zygote: The process that entered the namespaces; its only child forks the children.
        pid: The child, as its own namespace counts.
    """
    for inner in _children(zygote):
        for child in _children(inner):
            with contextlib.suppress(OSError):
                lines = (_PROC / str(child) / "status").read_bytes().splitlines()
                names = next((line for line in lines if line.startswith(b"NSpid:")), b"").split()
                if names and int(names[-1]) == pid:
                    return child
    return None


def _children(pid: int) -> list[int]:
    try:
        return [int(word) for word in (_PROC / f"{pid}/task/{pid}/children").read_bytes().split()]
    except OSError:  # a kernel that keeps no such list
        return [int(name) for name in os.listdir(_PROC) if name.isdigit() and _is_child(name, pid)]  # noqa: PTH208


def _is_child(name: str, parent: int) -> bool:
    try:
        return int(_stat(_PROC / name)[_PARENT]) == parent
    except (OSError, IndexError):
        return False


def _stat(folder: Path) -> list[bytes]:
    return (folder / "stat").read_bytes().rpartition(b")")[2].split()
