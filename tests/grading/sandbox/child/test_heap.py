"""Where children read and write is seen, and prepared at one go, as the kernel tells of pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from lossquiz.grading.sandbox.child import heap

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pages as Linux tells of them")
SCRIPT = """
import ctypes, json, mmap, os, tempfile
from lossquiz.grading.sandbox.child import heap

PAGE = mmap.PAGESIZE
room = mmap.mmap(-1, 64 * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
room.madvise(mmap.MADV_NOHUGEPAGE)
for page in range(64):
    room[page * PAGE] = 1
with tempfile.TemporaryFile() as file:
    file.write(bytes(64 * PAGE))
    file.flush()
    book = mmap.mmap(file.fileno(), 64 * PAGE, flags=mmap.MAP_PRIVATE)  # writable: else nothing tells its address

def start_of(mapping):
    return ctypes.addressof(ctypes.c_char.from_buffer(mapping))

def write():
    for page in (5, 6, 40):
        room[page * PAGE] = 2

def read():
    return book[0] + book[40 * PAGE]

def pages(spans, mapping, what):
    start = start_of(mapping)
    here = [s for s in heap._SPAN.iter_unpack(spans) if start <= s[0] < start + 64 * PAGE and s[2] == what]
    return [((at - start) // PAGE, length // PAGE) for at, length, _ in here]

def at_hand(ahead):
    # What a child has of its own before it does anything but prepare.
    reading, writing = os.pipe()
    if not os.fork():
        heap.prepare(ahead)
        found = b"".join(heap._SPAN.pack(*span) for span in heap._touched(tuple(heap._mappings())))
        with os.fdopen(writing, "wb") as told:
            told.write(found)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        return both(heard.read())

def both(spans):
    return pages(spans, room, heap._MADV_POPULATE_WRITE), pages(spans, book, heap._MADV_POPULATE_READ)

spans = heap.used_by(lambda: (write(), read()))
gone = heap._SPAN.pack(1 << 40, PAGE, heap._MADV_POPULATE_WRITE) + spans
print(json.dumps({
    "seen": both(spans),
    "untouched": room[5 * PAGE],
    "unprepared": at_hand(b""),
    "prepared": at_hand(spans),
    "though one is gone": at_hand(gone),
}))
"""


def test_what_a_child_reads_and_writes_is_seen_and_prepared_at_one_go() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    written, read = found["seen"]
    if not written:
        pytest.skip("this system does not tell whose a page is")
    assert written == [[5, 2], [40, 1]]
    # The kernel maps some pages of a file around the one that is read.
    assert all(any(first <= page < first + many for first, many in read) for page in (0, 40))
    assert found["untouched"] == 1
    assert found["unprepared"] == [[], []]
    assert found["prepared"] == found["though one is gone"] == [written, read]


def test_where_no_process_is_to_be_had_nothing_is_seen_and_nothing_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert heap.used_by(lambda: None) == b""
    assert len(list(Path("/proc/self/fd").iterdir())) == before
