"""What grading costs: the sandbox against the same work in process, few against many, one job against two.

Ratios within one run count; absolute times drift with the machine.

    python benchmarks/grading.py --question huber --many 500
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from lossquiz.grading.batch import grade_all
from lossquiz.grading.grade import Grader, assess, warm_up
from lossquiz.grading.intake.assign import Assignment
from lossquiz.grading.intake.submission import Submission
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Run
from lossquiz.grading.sandbox.parent import Sandbox
from lossquiz.grading.trusted import compile_answer
from lossquiz.questions.bank import load_bank

ROOT = Path(__file__).resolve().parents[1]
WARM = 10
PYTEST_ANSWERS = 4


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--question", default="huber")
    parser.add_argument("--few", type=int, default=50)
    parser.add_argument("--many", type=int, default=500)
    options = parser.parse_args()
    torch.set_num_threads(1)
    task = load_bank().tasks[options.question]
    source = (ROOT / "solutions" / task.family / f"{task.id}.py").read_bytes()
    with Sandbox() as sandbox:
        sandbox.start()
        warm_up()
        grader = Grader(sandbox, 1)
        known = grader.expectations(task)
        answer = compile_answer(source.decode(), task)

        def in_process(count: int) -> None:
            for _ in range(count):
                outcomes = tuple(call_answer(answer, case.call, kind=task.entry_kind) for case in known.cases)
                assess(known, "answer", Run(outcomes))

        def sandboxed(count: int, jobs: int) -> None:
            pairs = [Assignment(Submission(str(n), source, "python"), task) for n in range(count)]
            reports = list(grade_all(pairs, grader, jobs))
            if any(report.verdict != "passed" for report in reports):
                raise SystemExit("an answer that is right did not pass")

        in_process(WARM)
        sandboxed(WARM, 1)
        limit = timed(lambda: in_process(options.few)) / options.few
        rows = [
            (f"in process, no isolation ({len(known.cases)} cases)", limit),
            (f"sandboxed, {options.few} answers", timed(lambda: sandboxed(options.few, 1)) / options.few),
            (f"sandboxed, {options.many} answers", timed(lambda: sandboxed(options.many, 1)) / options.many),
            (f"sandboxed, {options.many} answers, two jobs", timed(lambda: sandboxed(options.many, 2)) / options.many),
        ]
    rows.append((f"pytest, a process each ({PYTEST_ANSWERS} answers)", pytest_each(source.decode()) / PYTEST_ANSWERS))
    show(rows, limit)


def pytest_each(source: str) -> float:
    """Return what the usual way costs: one pytest run for each answer, with one test that compares one value."""
    with tempfile.TemporaryDirectory() as folder:
        test = Path(folder) / "test_answer.py"
        test.write_text(f"{source}\n\ndef test_it():\n    import torch\n    assert torch.zeros(3).sum() == 0\n")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", str(test)]

        def each() -> None:
            for _ in range(PYTEST_ANSWERS):
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=folder)

        return timed(each)


def show(rows: Sequence[tuple[str, float]], limit: float) -> None:
    """Print names, milliseconds and ratios."""
    print(f"{'':52} {'ms each':>8} {'× limit':>8}")
    for name, seconds in rows:
        print(f"{name:52} {1000 * seconds:8.1f} {seconds / limit:8.1f}")


if __name__ == "__main__":
    main()
