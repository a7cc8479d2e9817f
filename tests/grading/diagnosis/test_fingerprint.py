"""Equal outcomes are diagnosed once; whatever a diagnosis may look at makes outcomes different."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lossquiz.grading.diagnosis import diagnose as room
from lossquiz.grading.diagnosis.fingerprint import fingerprint
from lossquiz.grading.grade import assess
from lossquiz.grading.sandbox.both.calling import call_answer
from lossquiz.grading.sandbox.both.outcomes import Crashed, Raised, Returned, Run, SideEffect
from lossquiz.grading.trusted import compile_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from lossquiz.grading.judging.expectations import Expectations

GRADIENT = np.asarray([1.0, 2.0], dtype="f4")
ONE = Returned("tensor", "Tensor", "float32", (), np.asarray(0.5, "f4"), True, {"pred": GRADIENT})
SUM = "def mse_loss(pred, target):\n    return (pred - target).pow(2).sum()\n"


def test_the_same_outcomes_have_the_same_fingerprint() -> None:
    again = replace(ONE, value=np.asarray(0.5, "f4"), gradients={"pred": GRADIENT.copy()})
    assert fingerprint([ONE, Raised("ValueError", "no", 3)]) == fingerprint([again, Raised("ValueError", "no", 3)])


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, value=np.nextafter(np.asarray(0.5, "f4"), np.float32(1))),
        replace(ONE, gradients={"pred": np.nextafter(GRADIENT, np.float32(9))}),
        replace(ONE, gradients={"pred": GRADIENT.reshape(2, 1)}),
        replace(ONE, gradients={"target": GRADIENT}),
        replace(ONE, gradients={"pred": None}),
        replace(ONE, requires_grad=False),
        replace(ONE, mutated=("pred",)),
        replace(ONE, side_effects=(SideEffect("seed"),)),
        replace(ONE, gradient_error="RuntimeError: no"),
        replace(ONE, dtype="float64", value=np.asarray(0.5)),
        replace(ONE, value=None),
        Raised("ValueError", "no"),
        Crashed("exited"),
    ],
)
def test_any_difference_shows(other: Returned) -> None:
    assert fingerprint([other]) != fingerprint([ONE])


def test_equal_submissions_are_diagnosed_once(
    expectations: Callable[[str, int], Expectations], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = replace(expectations("mse", 3), memory={})
    calls: list[int] = []
    real = room.diagnose
    monkeypatch.setattr(room, "diagnose", lambda *given: calls.append(1) or real(*given))

    def report(source: str) -> list[str]:
        answer = compile_answer(source, known.task)
        outcomes = tuple(call_answer(answer, call) for call in known.calls)
        return [diagnosis.id for diagnosis in assess(known, "x", Run(outcomes)).diagnosis]

    assert report(SUM) == report(SUM.replace(".pow(2)", ".square()"))
    assert len(calls) == 1
    report(SUM.replace("sum", "std"))
    assert len(calls) == 2
