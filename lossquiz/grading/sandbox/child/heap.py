"""Lay out the zygote's memory so that its children meet fewer page faults: most of a child's time goes there.

A child that writes to a page it shares with the zygote must copy it first. What it allocates should therefore come
from pages that are nobody's yet, not from holes all over the zygote's heap; and the fewer page table entries there
are, the sooner a fork is done. Measured by `benchmarks/isolation.py`.

Sources: `madvise(2)` for `MADV_COLLAPSE` (Linux 6.1); `malloc_trim(3)`; CPython `Objects/obmalloc.c` for pools of one
size class each, in steps of 16 bytes up to 512; `proc(5)` for the list of mappings.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Callable
from pathlib import Path

_MADV_COLLAPSE = 25
_HUGE = 2 << 20
_CLASS_STEP, _LARGEST_CLASS = 16, 512
_POOL = 16 << 10
_POOL_HEADER = 48
_BYTES_OVERHEAD = 33
_SMALL_CLASSES: dict[int, Callable[[], object]] = {16: object, 32: lambda: float("1.5")}
_MOST_FILLERS = 20_000
_MALLOC_SIZES = (*range(24, 1025, 16), 2040, 4088, 8184, 16376, 32760)
_MALLOC_HEADER = 8
_IN_A_ROW = 64

_fillers: list[object] = []


def settle() -> None:
    """Fill the holes of the heap, give free memory back, and gather the rest in huge pages.

    Takes some tenths of a second, once. What the C library or the kernel cannot do is left out.
    """
    gc.collect()
    gc.freeze()
    for size in range(_CLASS_STEP, _LARGEST_CLASS + 1, _CLASS_STEP):
        _fill_pools(size)
    gc.freeze()
    with contextlib.suppress(AttributeError, OSError):
        libc = ctypes.CDLL("libc.so.6", use_errno=True)
        _fill_malloc(libc)
        libc.malloc_trim(0)
        for start, end in _anonymous_mappings():
            first, last = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
            if last > first:
                libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _MADV_COLLAPSE)


def _fill_pools(size: int) -> None:
    """Allocate objects of a size class until they come from a fresh pool, and keep them."""
    make = _SMALL_CLASSES.get(size) or (lambda: bytes(size - _BYTES_OVERHEAD))
    enough = (_POOL - _POOL_HEADER) // size * 3 // 4
    last, in_a_row = 0, 0
    for _ in range(_MOST_FILLERS):
        filler = make()
        _fillers.append(filler)
        # Other small objects, and the head of the next pool, may lie between two.
        in_a_row = in_a_row + 1 if 0 < id(filler) - last <= 4 * size + _POOL_HEADER else 0
        last = id(filler)
        if in_a_row >= enough:
            return


def _fill_malloc(libc: ctypes.CDLL) -> None:
    """Allocate of each size until one comes after the other, from fresh memory; nothing is freed again."""
    libc.malloc.restype = ctypes.c_size_t
    for size in _MALLOC_SIZES:
        last, in_a_row = 0, 0
        for _ in range(_MOST_FILLERS):
            address = libc.malloc(ctypes.c_size_t(size))
            in_a_row = in_a_row + 1 if address == last + size + _MALLOC_HEADER else 0
            last = address
            if in_a_row >= _IN_A_ROW:
                break


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
