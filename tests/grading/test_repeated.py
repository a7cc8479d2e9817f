"""Verdicts held against those under other seeds: what did not hold is a person's to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lossquiz.grading.grade_report import GradeReport, Verdict, repeated, unrunnable
from lossquiz.grading.intake.hand_in import HandIn, Submission
from lossquiz.grading.sandbox.both.job import Limits
from lossquiz.grading.worker import Recipe, Worker
from lossquiz.questions.bank import load_bank

BANK = load_bank()
SOLUTION = (Path(__file__).parents[2] / "solutions" / "regression" / "huber.py").read_bytes()


def report(verdict: Verdict, seed: int) -> GradeReport:
    return unrunnable("huber.py", "huber", "", seed, verdict, status="graded")


def test_a_verdict_that_held_says_so() -> None:
    made = repeated(report("passed", 5), [report("passed", 6), report("passed", 7)])
    assert (made.held, made.status, made.reason) == (True, "graded", "")
    assert made.repeats == ((6, "passed"), (7, "passed"))
    alone = repeated(report("passed", 5), [])
    assert (alone.held, alone.repeats, alone.status) == (None, (), "graded")


def test_one_that_did_not_needs_a_person() -> None:
    made = repeated(report("passed", 5), [report("failed", 6), report("passed", 7)])
    assert (made.held, made.verdict, made.status) == (False, "passed", "needs_review")
    assert made.reason == "the verdict did not hold: passed under seeds 5, 7; failed under seed 6"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Recipe(BANK.tasks, BANK.tasks["huber"], 5, Limits(), again=(6, 7))) as made:
        made.warm_up()
        yield made


def graded(worker: Worker, source: bytes) -> GradeReport:
    (made,) = worker.grade(HandIn("ann", "ann", (Submission("huber.py", source, "python", "huber.py"),)))
    return made


def test_a_worker_grades_under_every_seed(worker: Worker) -> None:
    made = graded(worker, SOLUTION)
    assert (made.seed, made.verdict, made.repeats) == (5, "passed", ((6, "passed"), (7, "passed")))


def test_what_is_right_by_the_numbers_of_a_seed_alone_does_not_hold(worker: Worker) -> None:
    seen = b"\n\nfound = []\nright = huber_loss\n\ndef huber_loss(pred, target, delta=1.0):\n"
    spy = seen + b"    print(repr(float(pred.flatten()[0])) if pred.numel() > 4 else '')\n"
    body = b"    return right(pred, target, delta)\n"
    known = re.findall(r"-?\d+\.\d+", graded(worker, SOLUTION + spy + body).output)[:3]
    assert known
    # It knows numbers of the first seed, and is right only where one of them is.
    given = ", ".join(known).encode()
    knows = seen + b"    found.append(float(pred.flatten()[0]) in [" + given + b"])\n"
    lucky = knows + b"    return right(pred, target, delta) * (1 if len(found) < 40 or any(found) else 2)\n"
    made = graded(worker, SOLUTION + lucky)
    assert (made.verdict, made.held, made.status) == ("passed", False, "needs_review")
    assert made.reason == "the verdict did not hold: passed under seed 5; failed under seeds 6, 7"
