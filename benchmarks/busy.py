"""Busy loops beside a measurement: what figures are worth on a machine that has other work to do."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def load(loops: int) -> Iterator[None]:
    """Run some endless loops in processes of their own while the block runs."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(loops)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()
