"""Lay out the zygote's memory so that its children meet fewer page faults: most of a child's time goes there.

A child that writes to a page it shares with the zygote must copy it first. What it allocates should therefore come
from pages that are nobody's yet, not from holes all over the zygote's heap; and the fewer page table entries there
are, the sooner a fork is done. What children copy in any case, one that is forked ahead can copy at one go, in half the
time that it takes page after page. Measured by `benchmarks/isolation.py`.

Sources: `madvise(2)` for `MADV_COLLAPSE` (Linux 6.1) and `MADV_POPULATE_WRITE` (5.14); `malloc_trim(3)`; CPython
`Objects/obmalloc.c` for pools of one size class each, in steps of 16 bytes up to 512; `proc(5)` for the list of
mappings, and `Documentation/admin-guide/mm/pagemap.rst` for whose a page is.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

_MADV_POPULATE_WRITE, _MADV_COLLAPSE = 23, 25
_PAGE, _ENTRY = os.sysconf("SC_PAGE_SIZE"), 8
_PRESENT, _EXCLUSIVE = 1 << 63, 1 << 56
_GAP = 1  # pages between two that are written to; to copy one takes as long as another call
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


Spans = tuple[tuple[int, int], ...]


def written_by(work: Callable[[], object]) -> Spans:
    """Return where in this process's memory a child writes that does some work: starts and lengths.

    A child does it, and is gone; nothing comes back where there is no process to be had, or where the system does not
    tell whose a page is.
    """
    mappings = _anonymous_mappings()
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return ()
    if not child:
        try:
            work()
            with os.fdopen(writing, "wb") as told:
                told.writelines(struct.pack("=Q", page) for page in _own_pages(mappings))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        pages: list[int] = [page for (page,) in struct.iter_unpack("=Q", heard.read())]
    os.waitpid(child, 0)
    spans: list[list[int]] = []
    for page in pages:
        if spans and page - spans[-1][1] <= _GAP:
            spans[-1][1] = page + 1
        else:
            spans.append([page, page + 1])
    return tuple((first * _PAGE, (end - first) * _PAGE) for first, end in spans)


def copy_ahead(spans: Spans) -> None:
    """Have pages of this process's own wherever something will be written; what is gone meanwhile is left out."""
    with contextlib.suppress(AttributeError, OSError):
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for start, length in spans:
            advise(start, length, _MADV_POPULATE_WRITE)


def _own_pages(mappings: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the numbers of the pages of some mappings that this process shares with no other."""
    with contextlib.suppress(OSError), Path("/proc/self/pagemap").open("rb") as entries:
        for start, end in mappings:
            entries.seek(start // _PAGE * _ENTRY)
            told = entries.read((end - start) // _PAGE * _ENTRY)
            for number, (entry,) in enumerate(struct.iter_unpack("=Q", told), start // _PAGE):
                if entry & _PRESENT and entry & _EXCLUSIVE:
                    yield number


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
