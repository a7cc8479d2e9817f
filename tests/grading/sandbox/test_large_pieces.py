"""Memory in pieces that are too large is refused by the kernel; in small pieces there is plenty."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from lossquiz.grading.sandbox.both.outcomes import OutOfMemory, Returned, Run
from lossquiz.grading.sandbox.parent import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs seccomp")
PIECE = 12 << 20


@pytest.fixture(autouse=True)
def _needs_seccomp(sandbox: Sandbox) -> None:
    if sandbox.level == "none":
        pytest.skip("this machine has no seccomp")


@pytest.mark.parametrize(
    "line",
    [
        "torch.empty(16 << 20, dtype=torch.uint8)",
        "numpy.empty(16 << 20, dtype=numpy.uint8)",
        "bytearray(16 << 20)",
        "mmap.mmap(-1, 16 << 20)",
        # First many small pieces that are given back: no heap must have grown that is large enough.
        "[torch.ones(1 << 19) for _ in range(40)]; torch.empty(16 << 20, dtype=torch.uint8)",
        # A list grows in place where it can.
        "[list(range(1 << 17)), [None] * (1 << 21)]",
    ],
)
def test_a_piece_beyond_the_size_is_refused(run: Callable[..., Run], line: str) -> None:
    source = f"import mmap, numpy, torch\ndef answer(pred, target):\n    {line}\n    return pred.sum()\n"
    (outcome,) = run(source, piece_bytes=PIECE).outcomes
    assert isinstance(outcome, OutOfMemory) or (not isinstance(outcome, Returned) and "memory" in str(outcome)), outcome
    assert isinstance(run(source).outcomes[0], Returned)


def test_many_pieces_below_the_size_are_given_and_threads_start(run: Callable[..., Run]) -> None:
    source = """
        import threading, torch
        def answer(pred, target):
            kept = [torch.ones(1 << 20) for _ in range(40)]
            thread = threading.Thread(target=lambda: kept.append(torch.ones(1 << 20)))
            thread.start()
            thread.join()
            assert len(kept) == 41
            return pred.sum()
        """
    assert isinstance(run(source, piece_bytes=PIECE).outcomes[0], Returned)
