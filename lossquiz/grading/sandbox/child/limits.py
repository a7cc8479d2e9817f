"""The limits that the kernel keeps for a process, as far as the system has them."""

from __future__ import annotations

import os
import sys

if sys.platform != "win32":
    import resource

from lossquiz.grading.sandbox.both.job import Limits

_OPEN_FILES = 64
_GRACE_SECONDS = 2
# Between SIGXCPU, which says what happened, and SIGKILL, which whoever ignores it meets.
_AFTER_THE_SIGNAL_SECONDS = 2


def limit_resources(limits: Limits, file_bytes: int = 0) -> None:
    """Limit processor time, memory, file sizes, descriptors and core dumps of this process.

    Memory and processor time count from what the process holds and has used already. Every limit is set hard, and
    never above the user's own; processor time is set soft first, so that its end is told by a signal of its own.
    Does nothing on Windows, which has none of them; elsewhere what a system lacks is left out.
    """
    if sys.platform == "win32":
        return
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: file_bytes,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    if sys.platform == "linux":
        # RLIMIT_DATA does not count shared anonymous memory; RLIMIT_AS does.
        whole, data = _memory_held()
        wanted[resource.RLIMIT_MEMLOCK] = 0
        wanted[resource.RLIMIT_DATA] = data + limits.memory_bytes
        wanted[resource.RLIMIT_AS] = whole + limits.memory_bytes
    for kind, value in wanted.items():
        _lower(kind, value, value)
    seconds = int(_processor_seconds_used() + limits.seconds) + _GRACE_SECONDS
    _lower(resource.RLIMIT_CPU, seconds, seconds + _AFTER_THE_SIGNAL_SECONDS)


def _processor_seconds_used() -> float:
    """Return what this process has used so far: a spawned worker has loaded torch, a forked child next to nothing."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory_held() -> tuple[int, int]:
    """Return the bytes of address space and of data that this process has (`proc(5)`, statm)."""
    number = os.open("/proc/self/statm", os.O_RDONLY)
    fields = os.read(number, 200).split()
    os.close(number)
    page = os.sysconf("SC_PAGESIZE")
    return int(fields[0]) * page, int(fields[5]) * page


def _lower(kind: int, soft: int, hard: int) -> None:
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(kind, (soft, hard))
    except ValueError:
        if sys.platform == "linux":  # elsewhere some limits cannot be set
            raise
