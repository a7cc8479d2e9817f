"""The limits that the kernel keeps for a process, as far as the system has them."""

from __future__ import annotations

import os
import sys

if sys.platform != "win32":
    import resource

from lossquiz.grading.calls import Limits

_OPEN_FILES = 64
_GRACE_SECONDS = 2


def limit_resources(limits: Limits, file_bytes: int = 0) -> None:
    """Limit processor time, memory, file sizes, descriptors and core dumps of this process.

    Memory counts from what the process holds already. Every limit is set hard, and never above the user's own.
    Does nothing on Windows, which has none of them; elsewhere what a system lacks is left out.
    """
    if sys.platform == "win32":
        return
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(limits.seconds) + _GRACE_SECONDS,
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
        _lower(kind, value)


def _memory_held() -> tuple[int, int]:
    """Return the bytes of address space and of data that this process has (`proc(5)`, statm)."""
    number = os.open("/proc/self/statm", os.O_RDONLY)
    fields = os.read(number, 200).split()
    os.close(number)
    page = os.sysconf("SC_PAGESIZE")
    return int(fields[0]) * page, int(fields[5]) * page


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except ValueError:
        if sys.platform == "linux":  # elsewhere some limits cannot be set
            raise
