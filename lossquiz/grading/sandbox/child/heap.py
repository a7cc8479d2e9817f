"""Lay out the zygote's memory so that its children meet fewer page faults: most of a child's time goes there.

A child that writes to a page it shares with the zygote must copy it first. What it allocates should therefore come
from pages that are nobody's yet, not from holes all over the zygote's heap; and the fewer page table entries there
are, the sooner a fork is done. A fork leaves out where the pages of libraries are: a child looks up each that it is the
first to run. What children copy and look up in any case, one that is forked ahead can do at one go, in half the time
that it takes page after page. Measured by `benchmarks/isolation.py`.

Sources: `madvise(2)` for `MADV_COLLAPSE` (Linux 6.1), `MADV_POPULATE_READ` and `MADV_POPULATE_WRITE` (5.14);
`malloc_trim(3)`; CPython `Objects/obmalloc.c` for pools of one size class each, in steps of 16 bytes up to 512;
`proc(5)` for the list of mappings, and `Documentation/admin-guide/mm/pagemap.rst` for whose a page is.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

_MADV_POPULATE_READ, _MADV_POPULATE_WRITE, _MADV_COLLAPSE = 22, 23, 25
_PAGE, _ENTRY = os.sysconf("SC_PAGE_SIZE"), 8
_PRESENT, _OF_FILE, _EXCLUSIVE = 1 << 63, 1 << 61, 1 << 56
_SPAN = struct.Struct("=QQI")
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
    for mapping in _mappings():
        first, last = -(-mapping.start // _HUGE) * _HUGE, mapping.end // _HUGE * _HUGE
        if mapping.writable and not mapping.of_file and last > first:
            _advise(first, last - first, _MADV_COLLAPSE)


Spans = bytes
"""Where in memory, how much of it, and what `madvise` is to do there, again and again: numbers in a row, for to go
through objects would write to the page of each, which counts who holds it."""


def used_by(work: Callable[[], object]) -> Spans:
    """Return where in this process's memory a child reads and writes that does some work.

    A child does it, and is gone; nothing comes back where there is no process to be had, or where the system does not
    tell whose a page is.
    """
    mappings = tuple(_mappings())
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return b""
    if not child:
        try:
            work()
            with os.fdopen(writing, "wb") as told:
                told.writelines(_SPAN.pack(*span) for span in _touched(mappings))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        spans = heard.read()
    os.waitpid(child, 0)
    return spans


def prepare(spans: Spans) -> None:
    """Have at hand what will be read, and a copy of what will be written; what is gone meanwhile is left out."""
    for start, length, what in _SPAN.iter_unpack(spans):
        _advise(start, length, what)


def _madvise() -> Callable[[int, int, int], object]:
    """Return `madvise`; where the C library has none, what does nothing."""
    with contextlib.suppress(AttributeError, OSError):
        found = ctypes.CDLL(None).madvise
        found.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        return cast("Callable[[int, int, int], object]", found)
    return lambda *_: None


_advise = _madvise()  # looked up once: a child would write to a hundred pages for it


def _touched(mappings: Iterable[_Mapping]) -> Iterator[tuple[int, int, int]]:
    """Yield where pages are this process's own, or a file's that it has read, as spans."""
    with contextlib.suppress(OSError), Path("/proc/self/pagemap").open("rb") as entries:
        for mapping in mappings:
            entries.seek(mapping.start // _PAGE * _ENTRY)
            told = entries.read((mapping.end - mapping.start) // _PAGE * _ENTRY)
            pages: dict[int, list[int]] = {_MADV_POPULATE_READ: [], _MADV_POPULATE_WRITE: []}
            for number, (entry,) in enumerate(struct.iter_unpack("=Q", told), mapping.start // _PAGE):
                if not entry & _PRESENT:
                    continue
                if entry & _OF_FILE:
                    pages[_MADV_POPULATE_READ].append(number)
                elif entry & _EXCLUSIVE and mapping.writable:
                    pages[_MADV_POPULATE_WRITE].append(number)
            for what, numbers in pages.items():
                yield from ((first * _PAGE, (end - first) * _PAGE, what) for first, end in _runs(numbers))


def _runs(pages: Iterable[int]) -> list[list[int]]:
    """Return first pages and ends of what lies together."""
    found: list[list[int]] = []
    for page in pages:
        if found and page - found[-1][1] <= _GAP:
            found[-1][1] = page + 1
        else:
            found.append([page, page + 1])
    return found


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


class _Mapping(NamedTuple):
    """A private mapping: the heap, what malloc maps, a library."""

    start: int
    end: int
    writable: bool
    of_file: bool


def _mappings() -> Iterator[_Mapping]:
    """Yield the private mappings of this process that it may read; its stack and the kernel's own are left out."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/maps").read_text(encoding="ascii", errors="replace").splitlines():
            span, rights, _, _, inode, *name = line.split(None, 5)
            of_file = inode != "0"
            if rights.startswith("r") and rights.endswith("p") and (of_file or name in ([], ["[heap]"])):
                start, end = span.split("-")
                yield _Mapping(int(start, 16), int(end, 16), "w" in rights, of_file)
