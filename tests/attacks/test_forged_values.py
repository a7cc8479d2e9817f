"""Whatever numbers, dtypes, shapes and words a child claims: a verdict, valid JSON, never `passed`, no exception."""

from __future__ import annotations

import json
import random
import warnings
from typing import Any

import numpy as np
import pytest

from lossquiz.grading.grade import assess
from lossquiz.grading.judging.expectations import Expectations, expectations_of
from lossquiz.grading.sandbox.both.outcomes import (
    Crashed,
    NotRun,
    Outcome,
    OutOfMemory,
    Raised,
    Returned,
    Run,
    TimedOut,
)
from lossquiz.grading.sandbox.both.wire import DTYPES
from lossquiz.questions.bank import load_bank
from lossquiz.report.formats import Batch
from lossquiz.report.formats.json import render as as_json
from lossquiz.report.json.grading import report_row

EXTREMES = (0.0, -0.0, 1.0, float("nan"), float("inf"), -float("inf"), 1e308, -1e308, 1e-320, 3.4e38)
SHAPES: tuple[tuple[int, ...], ...] = ((), (1,), (0,), (2, 3), (1,) * 8)


class Forger:
    """Makes up outcomes of a case."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - to be repeatable

    def array(self, dtype: Any, shape: tuple[int, ...]) -> Any:
        numbers = [self.random.choice((*EXTREMES, self.random.gauss(0, 1))) for _ in range(int(np.prod(shape)))]
        return self.cast(np.array(numbers), dtype).reshape(shape)

    @staticmethod
    def cast(numbers: Any, dtype: Any) -> Any:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a forger does to numbers is their own affair
            return numbers.astype(dtype)

    def outcome(self, known: Expectations, index: int) -> Outcome:
        chance = self.random.random()
        if chance < 0.05:
            return Raised("\x1b[1mError", "no\x00\u202e", self.random.choice((0, 3, 2**32 - 1)))
        if chance < 0.08:
            return self.random.choice((OutOfMemory(), TimedOut(3.0), Crashed("\x1b"), NotRun()))
        return self.returned(known, index)

    def returned(self, known: Expectations, index: int) -> Returned:
        call, right = known.cases[index].call, known.expected[index].value
        dtype = self.random.choice(DTYPES)
        shape = right.shape if self.random.random() < 0.7 else self.random.choice(SHAPES)
        honest = shape == right.shape and self.random.random() < 0.3
        value = self.cast(right.astype(np.float64), dtype) if honest else self.array(dtype, shape)
        gradients = {t.name: self.array(t.array.dtype, t.array.shape) for t in call.tensors if t.requires_grad}
        return Returned(
            self.random.choice(("tensor", "tensor", "array", "number", "none", "other")),
            self.random.choice(("Tensor", "\x1b]0;owned\x07")),
            dtype.name,
            shape,
            self.random.choice((value, value, value, None)),
            requires_grad=self.random.random() < 0.7,
            gradients={name: g for name, g in gradients.items() if self.random.random() < 0.8},
            gradient_error=self.random.choice(("", "", "\x1b[2Jno")),
            mutated=tuple(t.name for t in call.tensors if self.random.random() < 0.05),
        )


@pytest.fixture(scope="module")
def known() -> dict[str, Expectations]:
    bank = load_bank()
    return {name: expectations_of(bank.tasks[name], 11) for name in ("huber", "kl_div", "triplet")}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("question", ["huber", "kl_div", "triplet"])
def test_made_up_outcomes_are_judged(known: dict[str, Expectations], question: str, seed: int) -> None:
    forger = Forger(seed)
    for _ in range(8):
        outcomes = tuple(forger.outcome(known[question], index) for index in range(len(known[question].cases)))
        report = assess(known[question], "forged.py", Run(outcomes, output="\x1b[2J"))
        assert report.verdict != "passed"
        assert report.score < 1
        text = as_json(Batch([report_row(report)], 11, "full"))
        assert json.loads(text, parse_constant=pytest.fail)["submissions"]
        assert all(character.isprintable() or character == "\n" for character in text)


def test_right_values_with_right_gradients_would_pass(known: dict[str, Expectations]) -> None:
    """The judge is not one that fails everything."""
    huber = known["huber"]
    outcomes = tuple(
        Returned(
            "tensor", "Tensor", case.dtype, right.value.shape, right.value.astype(case.dtype), requires_grad=True,
            gradients={name: g.astype(case.dtype) for name, g in right.gradients.items()},
        )
        for case, right in zip(huber.cases, huber.expected, strict=True)
    )  # fmt: skip
    assert assess(huber, "right.py", Run(outcomes)).verdict == "passed"
