"""What grading costs, against the bare limit: forward and backward of the answer on prebuilt tensors, nothing else.

Right answers and the honest mistakes of tests/submissions, one worker and two, one core and two, few and many. Ratios
within one run count; absolute times drift with the machine. The bare limit of the answers of each row is measured
before and after it: a loop over rows, say, takes as long by itself as twenty answers without one. All of it is done
several times, with workers that know nothing yet, and the median told: one row alone is off by a tenth.

    python benchmarks/grading.py --question cross_entropy --many 2000
    python benchmarks/grading.py --load 4
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from busy import load

from lossquiz.grading.batch import Processes
from lossquiz.grading.cases.cases import make_cases
from lossquiz.grading.grade import one_thread
from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.grading.sandbox.both.binding import bind
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.trusted import compile_answer
from lossquiz.grading.worker import Recipe, Worker
from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask
from lossquiz.questions.model import Bank

ROOT = Path(__file__).resolve().parents[1]
SEED = 1
WARM = 12
COPIES = 20
FEW = 50
ROUNDS = 15
PYTEST_ANSWERS = 4


@dataclass(frozen=True)
class Answers:
    """The answers to one question."""

    task: ImplementTask
    right: bytes
    wrong: tuple[bytes, ...]


def answers_to(bank: Bank, question: str) -> Answers:
    """Read the model answer, and the honest mistakes of tests/submissions."""
    task = bank.tasks[question]
    right = (ROOT / "solutions" / task.family / f"{task.id}.py").read_bytes()
    found = [path.read_bytes() for path in sorted((ROOT / "tests" / "submissions" / question).glob("*.py"))]
    wrong = tuple(source for source in found if re.search(rb"^# expect: failed$", source, re.MULTILINE))
    return Answers(task, right, wrong)


def bare(task: ImplementTask, source: bytes) -> Callable[[], None]:
    """Return what calls an answer on the cases of one seed, forward and backward, as often as asked."""
    function = compile_answer(source.decode(), task)
    calls = [case.call for case in make_cases(task, SEED)]
    trained = [call for call in calls if call.use == "training"]
    bounds = [bind(call) for call in (*calls, *trained, *(call.first for call in trained if call.first))]
    leaves = [[leaf.tensor for leaf in bound.leaves if leaf.given.requires_grad] for bound in bounds]

    def run() -> None:
        for bound, wanted in zip(bounds, leaves, strict=True):
            with contextlib.suppress(Exception):  # what a wrong answer raises ends that call, as it does in its sandbox
                answer: Any = function(**bound.construct) if task.entry_kind == "module" else function
                result = answer(*bound.positional, **bound.keyword)
                if wanted and bound.upstream is not None and result.requires_grad:
                    torch.autograd.grad(result, wanted, torch.full_like(result, bound.upstream), allow_unused=True)

    return run


def seconds_of(work: Callable[[], Any]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Table:
    """Measures rows, each against the bare limit of its answers at its own moment, and prints their medians."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._bare: dict[bytes, Callable[[], None]] = {}
        self._rows: dict[str, list[tuple[float, float]]] = {}

    def limit(self, sources: Iterable[bytes]) -> float:
        """Return the bare limit of some answers in seconds, now: the mean of what each takes."""
        counted = Counter(sources)
        return sum(self._limit_of(source) * count for source, count in counted.items()) / counted.total()

    def _limit_of(self, source: bytes) -> float:
        if source not in self._bare:
            self._bare[source] = bare(self._answers.task, source)
            self._bare[source]()
        return statistics.median(seconds_of(self._bare[source]) for _ in range(ROUNDS))

    def row(self, name: str, work: Callable[[Sequence[bytes]], Any], sources: Sequence[bytes]) -> None:
        """Measure some work on answers."""
        before = self.limit(sources)
        each = seconds_of(lambda: work(sources)) / len(sources)
        self._rows.setdefault(name, []).append((each, (before + self.limit(sources)) / 2))

    def ratio(self, name: str) -> float:
        """Return how many times the limit a row takes."""
        return statistics.median(each / limit for each, limit in self._rows[name])

    def print(self) -> None:
        """Print the rows."""
        for name, measured in self._rows.items():
            each, limit = (1000 * statistics.median(numbers) for numbers in zip(*measured, strict=True))
            ratios = sorted(each / limit for each, limit in measured)
            spread = f"  ({ratios[0]:.2f} to {ratios[-1]:.2f})" if len(ratios) > 1 else ""
            print(f"  {name:44} {each:7.1f} ms {self.ratio(name):6.2f} × {limit:.1f}{spread}")


def hand_ins(sources: Sequence[bytes]) -> Iterator[HandIn]:
    """Make hand-ins of some sources."""
    for number, source in enumerate(sources):
        name = f"{number}.py"
        yield HandIn(name, name, (Submission(name, source, "python", name),), named=True)


def resident() -> float:
    """Return the memory that this process holds, in MiB."""
    words = Path("/proc/self/statm").read_text(encoding="ascii").split()
    return int(words[1]) * 4096 / 2**20


MANY_RIGHT, FEW_RIGHT = "many right answers", f"{FEW} right answers"
PLACES = ((1, 1), (1, 2), (2, 2))


def one_worker(answers: Answers, recipe: Recipe, table: Table, many: int) -> None:
    """Measure the rows of a single worker, this process."""

    def grade(sources: Sequence[bytes], verdict: str) -> None:
        reports = [report for reports in worker.grade_each(hand_ins(sources)) for report in reports]
        if any(report.verdict != verdict for report in reports):
            raise SystemExit(f"an answer is not {verdict}")

    right, wrong = partial(grade, verdict="passed"), partial(grade, verdict="failed")
    with Worker(recipe) as worker:
        worker.warm_up()
        right([answers.right] * WARM)
        table.row(FEW_RIGHT, right, [answers.right] * FEW)
        table.row(f"{COPIES} copies of one mistake", wrong, [answers.wrong[0]] * COPIES)
        table.row(f"{len(answers.wrong)} honest mistakes, each once", wrong, answers.wrong)
        if many:
            before = resident()
            table.row(MANY_RIGHT, right, [answers.right] * many)
            print(f"  memory {before:.0f} MiB before {many} right answers, {resident():.0f} after")


def workers(answers: Answers, recipe: Recipe, table: Table, count: int) -> None:
    """Measure one worker process on one core, one on two, and two, on right and wrong answers, start-up apart.

    A worker alone has its next child forked and locked on the second core: what a second worker adds is less than what
    a second core does.
    """
    sources = [answers.right] * count + list(answers.wrong)
    every = sorted(os.sched_getaffinity(0))
    for number, cores in PLACES:
        os.sched_setaffinity(0, every[:cores])
        with contextlib.closing(Processes(recipe, number, 1)) as place:

            def grade(many: Sequence[bytes], place: Processes = place) -> None:
                list(place.grade(hand_ins(many)))

            grade([*answers.wrong, *[answers.right] * WARM] * number)
            table.row(placed(number, cores), grade, sources)
        os.sched_setaffinity(0, every)


def placed(workers: int, cores: int) -> str:
    """Return what the row of some worker processes is called."""
    return f"right and wrong, worker processes {workers}, cores {cores}"


def pytest_each(source: str) -> float:
    """Return what the usual way costs: one pytest run for each answer, with one test that compares one value."""
    with tempfile.TemporaryDirectory() as folder:
        test = Path(folder) / "test_answer.py"
        test.write_text(f"{source}\n\ndef test_it():\n    import torch\n    assert torch.zeros(3).sum() == 0\n")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", str(test)]
        start = time.perf_counter()
        for _ in range(PYTEST_ANSWERS):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=folder)
        return (time.perf_counter() - start) / PYTEST_ANSWERS


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--question", action="append", help="default: cross_entropy, huber, triplet")
    parser.add_argument("--many", type=int, default=500, help="0 leaves the row out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--load", type=int, default=0, help="busy loops beside the measurement")
    parser.add_argument("--pytest", action="store_true", help="the usual way, for comparison")
    options = parser.parse_args()
    bank = load_bank()
    with one_thread(), load(options.load):
        for question in options.question or ("cross_entropy", "huber", "triplet"):
            answers = answers_to(bank, question)
            table = Table(answers)
            print(f"{question}: {options.rounds} rounds, {options.load} busy loops beside", flush=True)
            recipe = Recipe(bank.tasks, answers.task, SEED, Limits())
            for number in range(options.rounds):
                one_worker(answers, recipe, table, options.many if not number else 0)
                workers(answers, recipe, table, FEW)
            table.print()
            one, beside, two = (table.ratio(placed(*place)) for place in PLACES)
            print(f"  two cores against one: {one / two:.2f}; two workers against one: {beside / two:.2f}")
            if options.many:
                more = table.ratio(MANY_RIGHT) / table.ratio(FEW_RIGHT)
                print(f"  {options.many} right answers against {FEW}: {more:.3f}")
            if options.pytest:
                print(f"  pytest, a process each: {pytest_each(answers.right.decode()):.2f} s an answer")


if __name__ == "__main__":
    main()
