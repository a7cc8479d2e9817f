"""Lay out the zygote's memory so that its children meet fewer page faults: most of a child's time goes there.

Sources: `madvise(2)` for `MADV_COLLAPSE` (Linux 6.1), `malloc_trim(3)`, `proc(5)` for the list of mappings.
"""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path

_MADV_COLLAPSE = 25
_HUGE = 2 << 20


def settle() -> None:
    """Give free memory back, and gather what is left in huge pages: fewer page table entries to copy per fork.

    Does nothing where the C library or the kernel cannot.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(AttributeError):
        libc.malloc_trim(0)
    for start, end in _anonymous_mappings():
        first, last = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
        if last > first:
            libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _MADV_COLLAPSE)


def _anonymous_mappings() -> list[tuple[int, int]]:
    """Return the private, writable mappings that belong to no file: the heap and what malloc maps."""
    found = []
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/maps").read_text(encoding="ascii", errors="replace").splitlines():
            span, rights, _, _, inode, *name = line.split(None, 5)
            if rights.startswith("rw") and rights.endswith("p") and inode == "0" and name in ([], ["[heap]"]):
                start, end = span.split("-")
                found.append((int(start, 16), int(end, 16)))
    return found
