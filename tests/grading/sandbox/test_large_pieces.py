"""Memory in pieces that are too large is refused by the kernel; in small pieces there is plenty."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import pytest

from lossquiz.grading.sandbox.both.job import Call, TensorInput
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
        # With more than one thread the C library looks for room in other heaps.
        "t = threading.Thread(target=int); t.start(); t.join(); bytearray(16 << 20)",
        "t = threading.Thread(target=bytearray, args=(1 << 20,)); t.start(); t.join(); torch.ones(4 << 20)",
        # A list grows in place where it can.
        "[list(range(1 << 17)), [None] * (1 << 21)]",
    ],
)
def test_a_piece_beyond_the_size_is_refused(run: Callable[..., Run], line: str) -> None:
    source = f"import mmap, numpy, threading, torch\ndef answer(pred, target):\n    {line}\n    return pred.sum()\n"
    (outcome,) = run(source, piece_bytes=PIECE).outcomes
    assert isinstance(outcome, OutOfMemory) or (not isinstance(outcome, Returned) and "memory" in str(outcome)), outcome
    assert isinstance(run(source).outcomes[0], Returned)


def test_what_an_earlier_job_left_free_is_no_large_piece(run: Callable[..., Run]) -> None:
    """The zygote unpacks the inputs of every job; what it frees of large ones, each later child has free as well."""
    for number in range(3):
        array = np.full((5 + number, 1 << 20), number, "float32")  # 20 MiB and more
        call = Call((TensorInput("pred", array), TensorInput("target", array[:1, :1].copy())))
        assert isinstance(
            run("def answer(pred, target):\n    return pred.sum()\n", calls=(call,)).outcomes[0], Returned
        )
    for size in (13, 16, 24):
        line = f"torch.empty({size} << 20, dtype=torch.uint8)"
        source = f"import torch\ndef answer(pred, target):\n    {line}\n    return pred.sum()\n"
        assert not isinstance(run(source, piece_bytes=PIECE).outcomes[0], Returned), line


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
