"""How much memory the process that keeps a class's grades takes, for classes of several sizes.

    python benchmarks/memory.py [SIZE ...]

The hand-ins are a few different answers, each graded once; for the others a worker that only repeats those reports
stands in, since what is measured is the process that finds hand-ins, writes rows and shows the table at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lossquiz.grading.intake.hand_in import HandIn
    from lossquiz.grading.worker import Recipe, Reports

RIGHT = """import torch
def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
"""
ANSWERS = (RIGHT, RIGHT.replace(".mean()", ".sum()"), RIGHT.replace("0.5 * a", "a"), "def huber_loss(:\n")


def build(folder: Path, size: int, *, flat: bool) -> None:
    """Write the hand-ins of a class."""
    for number in range(size):
        name = f"c{number:05}.py" if flat else f"c{number:05}/huber.py"
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{ANSWERS[number % len(ANSWERS)]}# {number}\n", encoding="utf-8")


def stand_in(hand_ins: Iterable[HandIn], recipe: Recipe, jobs: int, sandbox: object = None) -> Iterator[Reports]:
    """Grade each different answer once, and say the same of all that are like it."""
    from lossquiz.grading.grade_report import Origin
    from lossquiz.grading.worker import Worker

    del jobs, sandbox
    known: dict[str, Reports] = {}
    with Worker(recipe) as worker:
        worker.warm_up()
        for hand_in in hand_ins:
            (file,) = hand_in.files
            key = file.text.partition("# ")[0]
            if key not in known:
                known[key] = worker.grade(hand_in)
            (report,) = known[key]
            origin = Origin(hand_in.candidate, file.place, file.sha256, hand_in.path, hand_in.sha256, 1)
            yield (replace(report, path=file.path, origin=origin),)


def measured(folder: Path, *, resume: bool) -> None:
    """Grade in this process, and print its peak memory in MiB."""
    from lossquiz.cli.app import app
    from lossquiz.report import running

    running.grade_all = stand_in
    words = ["grade", str(folder / "answers"), "-q", "huber", "--out", str(folder / "out"), "-j", "2"]
    with contextlib.redirect_stdout(io.TextIOWrapper(Path(os.devnull).open("wb"))), contextlib.suppress(SystemExit):
        app([*words, *(["--resume"] if resume else ["--seed", "5"])])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description="Peak memory of the process that keeps a class's grades.")
    parser.add_argument("sizes", nargs="*", type=int, default=[50, 5_000])
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--resume", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        measured(options.folder, resume=options.resume)
        return
    print(f"{'hand-ins':>9} {'as':8} {'run':8} {'peak MiB':>9} {'seconds':>8} {'MiB of rows':>12}")
    for flat in (False, True):
        for size in options.sizes:
            with tempfile.TemporaryDirectory(prefix="lossquiz-memory-") as made:
                folder = Path(made)
                build(folder / "answers", size, flat=flat)
                for run in ("new", "resumed"):
                    begun = time.monotonic()
                    words = [sys.executable, __file__, "--in", made, *(["--resume"] if run == "resumed" else [])]
                    told = subprocess.run(words, stderr=subprocess.PIPE, text=True, check=True).stderr
                    seconds = time.monotonic() - begun
                    rows = (folder / "out" / "results.jsonl").stat().st_size / (1 << 20)
                    peak = float(told.split()[-1])
                    form = "files" if flat else "folders"
                    print(f"{size:9} {form:8} {run:8} {peak:9.0f} {seconds:8.1f} {rows:12.1f}", flush=True)


if __name__ == "__main__":
    main()
