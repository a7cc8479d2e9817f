"""How long `lossquiz watch` takes from a save to the verdict on the screen, beside the floor of this machine.

The program runs in a pseudo-terminal, as for a person; right and wrong answers take turns, so that each save changes
the verdict, and a save ends when the screen that counts it has come. The floor: the model answer forward and backward
over the same cases in this process, and how late `watchfiles` itself tells of a save, at its fastest and as it is used.

    python benchmarks/watch.py --question huber --saves 50
"""

from __future__ import annotations

import argparse
import itertools
import os
import queue
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pexpect
import watchfiles
from grading import answers_to, bare, seconds_of

from lossquiz.grading.grade import one_thread
from lossquiz.practice.saves import SETTLE_MS, Saves
from lossquiz.questions.bank import load_bank

GOAL = {50: 150.0, 95: 400.0}
PATIENCE = 120
FLOOR_ROUNDS = 20
_REST_SECONDS = 0.15  # between two saves: nobody saves faster, and the last one's process is gone


def percentile(seconds: Sequence[float], share: int) -> float:
    """Return a percentile in milliseconds."""
    return 1000 * sorted(seconds)[min(len(seconds) - 1, -(-len(seconds) * share // 100) - 1)]


def row(name: str, seconds: Sequence[float]) -> None:
    """Print one line of the table."""
    p50, p95, most = percentile(seconds, 50), percentile(seconds, 95), 1000 * max(seconds)
    print(f"  {name:52} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   most {most:6.1f} ms", flush=True)


def save(path: Path, source: bytes) -> None:
    """Save as an editor does: another file, and its name."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(source)
    beside.replace(path)


def watched(path: Path, question: str, sources: Sequence[bytes], saves: int) -> list[float]:
    """Return how long each of some saves took to its verdict on the screen."""
    env = {**os.environ, "TERM": "xterm-256color", "LOSSQUIZ_HOME": str(path.parent.parent)}
    command = ["-m", "lossquiz", "watch", question, "--into", str(path.parent)]
    room = pexpect.spawn(sys.executable, command, env=env, dimensions=(24, 80), encoding="utf-8", timeout=PATIENCE)
    room.delaybeforesend = None
    room.expect_exact("Waiting for your first save")
    taken = []
    for number, source in zip(range(1, saves + 2), itertools.cycle(sources)):
        time.sleep(_REST_SECONDS)
        begun = time.perf_counter()
        save(path, source)
        room.expect_exact(f"{number} {'try' if number == 1 else 'tries'}")
        taken.append(time.perf_counter() - begun)
    room.send("q")
    room.expect(pexpect.EOF)
    room.close()
    return taken[1:]  # the first waits for torch


def told(path: Path, begin: Callable[[Callable[[], None]], Callable[[], None]]) -> list[float]:
    """Return how late each of some saves is told.

    Args:
        path: The file.
        begin: Begins to watch, with what is to be called at each save; returns what ends it.
    """
    calls: queue.SimpleQueue[float] = queue.SimpleQueue()
    end = begin(lambda: calls.put(time.perf_counter()))
    taken = []
    try:
        for number in range(FLOOR_ROUNDS):
            time.sleep(_REST_SECONDS)
            begun = time.perf_counter()
            save(path, b"#" * (number + 1))
            taken.append(calls.get(timeout=PATIENCE) - begun)
    finally:
        end()
    return taken


def fastest(path: Path) -> list[float]:
    """Return how late watchfiles tells of a save at its fastest."""
    stop = threading.Event()

    def begin(tell: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            seen = path.read_bytes()
            for _ in watchfiles.watch(path.parent, step=1, debounce=1, stop_event=stop, watch_filter=None):
                if path.read_bytes() != seen:
                    seen = path.read_bytes()
                    tell()

        thread = threading.Thread(target=run)
        thread.start()

        def end() -> None:
            stop.set()
            thread.join()

        return end

    return told(path, begin)


def as_used(path: Path) -> list[float]:
    """Return how late a save is told as `lossquiz watch` has it."""

    def begin(tell: Callable[[], None]) -> Callable[[], None]:
        watching = Saves(path, lambda _: tell(), path.read_bytes())
        watching.__enter__()
        return lambda: watching.__exit__(None, None, None)

    return told(path, begin)


def main() -> None:
    """Print the table, and whether the goal is met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--question", action="append", help="default: huber, cross_entropy, triplet")
    parser.add_argument("--saves", type=int, default=50)
    options = parser.parse_args()
    bank = load_bank()
    for question in options.question or ("huber", "cross_entropy", "triplet"):
        answers = answers_to(bank, question)
        sources = [piece for wrong in answers.wrong for piece in (answers.right, wrong)]
        load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
        print(f"{question}: {options.saves} saves, right and wrong in turn; load of the machine {load}")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "work" / f"{question}.py"
            taken = watched(path, question, sources, options.saves)
            row("from a save to its verdict on the screen", taken)
            row("  of right answers", taken[1::2])
            row("  of wrong answers", taken[0::2])
            path.write_bytes(answers.right)  # what passed was put aside
            row(f"floor: a save told, as it is used ({SETTLE_MS} ms to settle)", as_used(path))
            row("floor: a save told by watchfiles at its fastest", fastest(path))
            with one_thread():
                work = bare(answers.task, answers.right)
                work()
                row("floor: the model answer over the cases, here", [seconds_of(work) for _ in range(FLOOR_ROUNDS)])
        met = all(percentile(taken, share) <= goal for share, goal in GOAL.items())
        median = 1000 * statistics.median(taken)
        print(
            f"  goal p50 <= {GOAL[50]:.0f} ms, p95 <= {GOAL[95]:.0f} ms: {'met' if met else 'MISSED'} ({median:.0f} ms)"
        )


if __name__ == "__main__":
    main()
