"""The limits that the kernel keeps for a process, as far as the system has them."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import platform
import signal
import struct
import sys

if sys.platform != "win32":
    import resource

from lossquiz.grading.sandbox.both.job import Limits

_OPEN_FILES = 64
_THREADS_TOGETHER = 1024
# Between SIGXCPU, which says what happened, and SIGKILL, which whoever ignores it meets.
_AFTER_THE_SIGNAL_SECONDS = 2
# timer_create, timer_settime, timer_delete (`timer_create(2)`; linux `syscall_64.tbl` and `asm-generic/unistd.h`).
_TIMER_CALLS = {"x86_64": (222, 223, 226), "aarch64": (107, 110, 111)}
_CLOCK_PROCESS_CPUTIME_ID, _SIGEV_SIGNAL = 2, 0
if sys.platform == "linux":
    _libc = ctypes.CDLL(None, use_errno=True)


def limit_resources(limits: Limits, file_bytes: int = 0) -> None:
    """Limit processor time, memory, file sizes, descriptors and core dumps of this process.

    Memory and processor time count from what the process holds and has used already. Every limit is set hard, and
    never above the user's own. Processor time ends by a timer that kills, to the hundredth of a second; the limit of
    whole seconds is a second wall, and is set soft first, so that its end is told by a signal of its own.
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
    seconds = int(_processor_seconds_used() + limits.seconds) + 1
    _lower(resource.RLIMIT_CPU, seconds, seconds + _AFTER_THE_SIGNAL_SECONDS)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # where the user may queue no signal: the limit above is left
            _kill_after(limits.seconds)


def limit_processes() -> None:
    """Limit how many threads the children of one zygote may have together, so that the user's others keep theirs.

    Only for a user namespace whose processes are counted apart: elsewhere the user's other processes would count. The
    zygote itself is not limited: it goes on to fork.
    """
    if sys.platform == "linux":
        _lower(resource.RLIMIT_NPROC, _THREADS_TOGETHER, _THREADS_TOGETHER)


def _kill_after(seconds: float) -> None:
    """Have the kernel kill this process when all its threads together have used `seconds` more of processor time.

    A locked process cannot undo it: the calls that could are not allowed. Does nothing on an unknown machine.

    Raises:
        OSError: if the kernel refuses.
    """
    if platform.machine() not in _TIMER_CALLS:
        return
    create, set_time, _ = _TIMER_CALLS[platform.machine()]
    timer = ctypes.c_int()
    # struct sigevent: a value for the receiver, the signal, how to notify, room for other ways.
    event = struct.pack("@qii48x", 0, signal.SIGKILL, _SIGEV_SIGNAL)
    _call(create, ctypes.c_int(_CLOCK_PROCESS_CPUTIME_ID), event, ctypes.byref(timer))
    parts, whole = math.modf(seconds)
    # struct itimerspec: no interval, then seconds and nanoseconds; all of it 0 would disarm the timer.
    times = struct.pack("@qqqq", 0, 0, int(whole), max(1, int(parts * 1e9)))
    _call(set_time, timer, ctypes.c_int(0), times, None)


def delete_timer() -> None:
    """Try to undo the limit of processor time: the self-test sees it refused.

    Raises:
        OSError: if it is refused, or there is none.
    """
    _call(_TIMER_CALLS[platform.machine()][2], ctypes.c_int(0))


def _call(number: int, *arguments: object) -> None:
    if _libc.syscall(ctypes.c_long(number), *arguments) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


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
    if kind == resource.RLIMIT_CPU:
        soft = min(soft, max(0, hard - 1))  # under the user's own limit too, the signal comes first
    try:
        resource.setrlimit(kind, (soft, hard))
    except ValueError:
        if sys.platform == "linux":  # elsewhere some limits cannot be set
            raise
