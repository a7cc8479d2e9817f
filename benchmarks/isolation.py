"""What each layer of isolation costs per submission, side by side in one run.

Each row forks a child of a process that holds torch, locks it with the layers of that row and all above, lets it
load an answer and make 20 calls with gradients, and waits until it has ended. Rows are interleaved, so that a busy
machine disturbs all of them alike: compare the ratios, not the milliseconds.

    python benchmarks/isolation.py [--runs 60]
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

EMPTY = "fork and exit, nothing run"
ROWS = {
    EMPTY: "plain",
    "fork + answer": "plain",
    "+ session, descriptors, limits, no privileges": "plain",
    "+ Landlock": "plain",
    "+ seccomp": "plain",
    "+ namespaces, once for all children": "namespaces",
    "+ a private folder": "namespaces",
}
BASE, NAMESPACES, FULL = "fork + answer", "+ namespaces, once for all children", "+ a private folder"
ANSWER = b"""
import torch

def huber_loss(pred, target, delta=1.0):
    error = pred - target
    small = 0.5 * error * error
    large = delta * (error.abs() - 0.5 * delta)
    return torch.where(error.abs() <= delta, small, large).mean()
"""


class Forker:
    """A process that holds torch, and forks a child for each line that it is told."""

    def __init__(self, kind: str) -> None:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [sys.executable, __file__, "--fork", kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **threads},
        )

    def run(self, row: str) -> float:
        """Return the milliseconds of one child."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError(row)
        self._process.stdin.write(row + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def serve(kind: str) -> None:
    """Fork a child for each line read, and print its milliseconds."""
    from lossquiz.grading.sandbox.child import lockdown

    if kind == "namespaces":
        if not lockdown.enter_namespaces() & lockdown.MOUNTS:
            raise SystemExit("this machine gives no namespaces")
        if pid := os.fork():
            os.waitpid(pid, 0)
            return
    run = prepare(folders=kind == "namespaces")
    for line in sys.stdin:
        print(run(line.strip()), flush=True)


def prepare(*, folders: bool) -> Callable[[str], float]:  # noqa: PLR0915 - one thing after another
    """Load torch as the zygote does, and return what forks one child for a row; mounts folders if it may."""
    import gc

    import numpy as np
    import torch

    from lossquiz.grading.sandbox.both import binding, wire, wire_jobs
    from lossquiz.grading.sandbox.both.job import Call, Entry, Forbidden, Limits, TensorInput
    from lossquiz.grading.sandbox.child import heap, lockdown, zygote
    from lossquiz.grading.sandbox.child import serve as child
    from lossquiz.grading.sandbox.child.folders import find_place
    from lossquiz.grading.sandbox.parent import launch

    torch.set_num_threads(1)
    child.rehearse()
    random = np.random.default_rng(0)
    calls = tuple(
        Call(
            (
                TensorInput("pred", random.standard_normal((8, 5)).astype("f4"), requires_grad=True),
                TensorInput("target", random.standard_normal((8, 5)).astype("f4")),
            ),
            upstream=2.0,
        )
        for _ in range(20)
    )
    forbidden = Forbidden(("torch.nn.functional.huber_loss",), ("huber_loss",))
    bounds = tuple(binding.bind(call) for call in calls)
    task = child.make_task(Entry("huber_loss"), forbidden, Limits(), "python", calls, bounds)
    paths = lockdown.readable_paths(launch.readable_paths(), launch.hidden_paths())
    whole = lockdown.Lock.prepare(paths, landlock=True, seccomp=True)
    place = find_place([*launch.readable_paths(), __file__]) if folders else None
    own = lockdown.Lock.prepare(paths, landlock=True, seccomp=True, place=place)
    locks = {
        "+ session, descriptors, limits, no privileges": lockdown.Lock(-1, b""),
        "+ Landlock": lockdown.Lock(whole.ruleset, b""),
        "+ seccomp": whole,
        NAMESPACES: whole,
        FULL: own,
    }
    source = wire.frame(wire.SOURCE, wire_jobs.encode_source("huber.py", ANSWER)) + wire_jobs.encode_inputs(calls)
    null = os.open(os.devnull, os.O_RDWR)
    gc.collect()
    gc.freeze()
    heap.settle()

    def run(row: str) -> float:
        ours, theirs = socket.socketpair()
        if row != EMPTY:
            ours.sendall(source)
        start = time.perf_counter()
        parent = os.getpid()
        folder = own.folders.take() if row == FULL and own.folders else None
        pid = os.fork()
        if not pid:
            try:
                if row in locks:
                    locks[row].apply(theirs.fileno(), null, null, parent, Limits(), folder)
                if folder is not None:
                    zygote.be_at_home(folder.path)
                if row != EMPTY:
                    end = 3 if row in locks else theirs.fileno()
                    child.serve(task, child.Pipe(end, end))
            finally:
                os._exit(0)
        theirs.close()
        size = 0
        while data := ours.recv(1 << 16):
            size += len(data)
        os.waitpid(pid, 0)
        if folder is not None and own.folders:
            own.folders.give_back(folder)
        milliseconds = 1e3 * (time.perf_counter() - start)
        ours.close()
        if (size == 0) != (row == EMPTY):
            raise SystemExit(f"{row}: the child did not answer")
        return milliseconds

    return run


def main() -> None:
    """Measure all rows, interleaved, and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=60, help="children per row")
    parser.add_argument("--fork", choices=["plain", "namespaces"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fork:
        serve(options.fork)
        return
    forkers = {kind: Forker(kind) for kind in sorted(set(ROWS.values()))}
    times: dict[str, list[float]] = {row: [] for row in ROWS}
    for number in range(options.runs + 5):
        for row, kind in ROWS.items():
            milliseconds = forkers[kind].run(row)
            if number >= 5:  # the first children of a process are slower
                times[row].append(milliseconds)
    for forker in forkers.values():
        forker.close()
    base = statistics.median(times[BASE])
    print(f"{'layers':48} {'median ms':>9} {'best ms':>8} {'x of fork + answer':>19}")
    for row, found in times.items():
        middle = statistics.median(found)
        print(f"{row:48} {middle:9.2f} {min(found):8.2f} {middle / base:19.2f}")
    added = statistics.median(times[FULL]) / base - 1
    print(f"\nThe whole stack adds {added:.0%} to a fork without it (aim: at most 20 %).")


if __name__ == "__main__":
    main()
