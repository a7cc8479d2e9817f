"""Where children write is seen and copied at one go, as the kernel counts faults."""

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
import ctypes, json, mmap, os, resource
from lossquiz.grading.sandbox.child import heap

PAGE = mmap.PAGESIZE
room = mmap.mmap(-1, 64 * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
room.madvise(mmap.MADV_NOHUGEPAGE)
for page in range(64):
    room[page * PAGE] = 1
start = ctypes.addressof(ctypes.c_char.from_buffer(room))

def write():
    for page in (5, 6, 40):
        room[page * PAGE] = 2

spans = heap.written_by(write)
inside = [((at - start) // PAGE, length // PAGE) for at, length in spans if start <= at < start + 64 * PAGE]

def faults(ahead):
    # Those of the second of two writings, which warms up Python's own pages.
    reading, writing = os.pipe()
    if not os.fork():
        write() if ahead is None else heap.copy_ahead(ahead)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        write()
        os.write(writing, bytes([resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before]))
        os._exit(0)
    os.wait()
    return os.read(reading, 1)[0]

print(json.dumps([inside, room[5 * PAGE], faults(()), faults(spans), faults(((1 << 40, PAGE), *spans))]))
"""


def test_what_a_child_writes_to_is_seen_and_copied_at_one_go() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    inside, untouched, met, saved, beside_what_is_gone = json.loads(done.stdout)
    if not inside:
        pytest.skip("this system does not tell whose a page is")
    assert inside == [[5, 2], [40, 1]]
    assert untouched == 1
    assert met >= saved + 3
    assert met >= beside_what_is_gone + 3


def test_where_no_process_is_to_be_had_nothing_is_seen_and_nothing_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> NoReturn:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none)
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert heap.written_by(lambda: None) == ()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
