"""Counterexamples made smaller: what is shown was really asked, and really failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from lossquiz.grading.counterexamples import Counterexample
from lossquiz.grading.grade import assess
from lossquiz.grading.grade_report import GradeReport
from lossquiz.grading.judging.expectations import Expectations
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.job import Call
from lossquiz.grading.sandbox.both.outcomes import Outcome, Run
from lossquiz.grading.trusted import compile_answer

Known = Callable[[str, int], Expectations]

# Each is wrong only in cases that are too large to be worked out by hand.
MANY_ROWS = """
def mse_loss(pred, target):
    loss = (pred - target).pow(2).mean()
    return 2 * loss if pred.numel() > 8 else loss
"""
LARGE_ERRORS = """
def mse_loss(pred, target):
    error = pred - target
    return (error.clamp(-6, 6) if pred.numel() > 6 else error).pow(2).mean()
"""
MANY_FEATURES = """
def contrastive_loss(x1, x2, target, margin=1.0):
    d = (x1 - x2).norm(dim=1) * (2 if x1.shape[1] > 4 else 1)
    return (target * d**2 + (1 - target) * (margin - d).clamp(min=0) ** 2).mean()
"""


def asked(known: Expectations, code: str) -> tuple[GradeReport, GradeReport, list[Call]]:
    """Return the report without and with asking again, and what was asked again."""
    answer = compile_answer(code, known.task)
    calls: list[Call] = []

    def run(some: Sequence[Call]) -> tuple[Outcome, ...]:
        return tuple(call_answer(answer, call, kind=known.task.entry_kind) for call in some)

    def again(some: tuple[Call, ...]) -> tuple[Outcome, ...]:
        calls.extend(some)
        return run(some)

    outcomes = Run(run(known.calls))
    return assess(known, "answer", outcomes), assess(known, "answer", outcomes, again), calls


def example_of(report: GradeReport) -> Counterexample:
    example = next(check for check in report.checks if check.name == "value").counterexample
    assert example is not None
    return example


def test_no_row_fewer_fails_than_is_shown(expectations: Known) -> None:
    before, after, calls = asked(expectations("mse", 0), MANY_ROWS)
    sizes = [int(np.prod(example_of(report).shapes["pred"])) for report in (before, after)]
    assert 8 < sizes[1] <= sizes[0]
    assert calls


def test_numbers_are_rounded_where_it_still_fails(expectations: Known) -> None:
    _, report, _ = asked(expectations("mse", 0), LARGE_ERRORS)
    example = example_of(report)
    assert example.note.startswith("part of “") or example.note.endswith(", rounded")
    pred, target = (np.array(example.inputs[name]) for name in ("pred", "target"))
    assert np.array_equal(pred, pred.round(1))
    assert example.expected["value"] == pytest.approx(np.mean((pred - target) ** 2), rel=1e-5)
    assert example.got["value"] == pytest.approx(np.mean(np.clip(pred - target, -6, 6) ** 2), rel=1e-5)


def test_one_row_is_enough_where_features_are_the_matter(expectations: Known) -> None:
    _, report, _ = asked(expectations("contrastive", 0), MANY_FEATURES)
    rows, features = example_of(report).shapes["x1"]
    assert (rows, features > 4) == (1, True)


def test_counts_score_and_names_stay_those_of_the_cases(expectations: Known) -> None:
    reports = asked(expectations("mse", 0), LARGE_ERRORS)[:2]
    before, after = ([(c.name, c.passed, c.cases) for c in report.checks] for report in reports)
    assert before == after
    assert reports[0].score == reports[1].score
    assert reports[0].diagnosis == reports[1].diagnosis


def test_what_fails_in_a_small_case_is_not_asked_again(expectations: Known) -> None:
    summed = "def mse_loss(pred, target):\n    return (pred - target).pow(2).sum()"
    _, report, calls = asked(expectations("mse", 0), summed)
    assert report.verdict == "failed"
    assert not calls


def test_an_answer_that_ends_while_it_is_asked_again_keeps_its_report(expectations: Known) -> None:
    known = expectations("mse", 0)
    answer = compile_answer(MANY_ROWS, known.task)
    run = Run(tuple(call_answer(answer, call) for call in known.calls))
    assert assess(known, "answer", run, lambda _: ()) == assess(known, "answer", run)
