"""What gives something else when the same is asked again has that as its name, and nothing that repeats has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lossquiz.grading.grade import assess
from lossquiz.grading.grade_report import GradeReport
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.job import Call
from lossquiz.grading.sandbox.both.outcomes import Outcome, Run
from lossquiz.grading.trusted import compile_answer

COUNTED = """
calls = 0
def mse_loss(pred, target):
    global calls
    calls += 1
    e = (pred - target) ** 2
    return e.mean() if calls < 30 else e.sum()
"""
NOISY = "import torch\ndef mse_loss(pred, target):\n    return ((pred - target) ** 2).mean() + 1e-3 * torch.randn(())\n"
STEADY = "def mse_loss(pred, target):\n    e = pred - target\n    return (e * e + 0.1 * e.abs() ** 3).mean()\n"


def asked_again(source: str, expectations: Callable[[str, int], Any]) -> GradeReport:
    known = expectations("mse", 1)

    def run(calls: tuple[Call, ...]) -> tuple[Outcome, ...]:
        answer = compile_answer(source, known.task)
        return tuple(call_answer(answer, call) for call in calls)

    return assess(known, "mse", Run(run(known.calls)), run)


@pytest.mark.parametrize("source", [COUNTED, NOISY])
def test_what_hangs_on_calls_before_or_on_chance_is_told(source: str, expectations: Callable[[str, int], Any]) -> None:
    report = asked_again(source, expectations)
    (found,) = report.diagnosis
    assert found.id == "not_repeatable"
    assert report.fact == ""


def test_what_is_wrong_and_steady_is_not(expectations: Callable[[str, int], Any]) -> None:
    report = asked_again(STEADY, expectations)
    assert report.verdict == "failed"
    assert "not_repeatable" not in [found.id for found in report.diagnosis]
