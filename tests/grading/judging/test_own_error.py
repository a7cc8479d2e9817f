"""How far off the reference itself is, and what may be read from numbers that are zero but for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lossquiz.grading.cases.cases import Case
from lossquiz.grading.judging.compare import compare_case
from lossquiz.grading.judging.expectations import expect, expectations_of, expected_of
from lossquiz.grading.judging.kinks import Slopes
from lossquiz.grading.judging.precision import lost_precision
from lossquiz.grading.sandbox.both.job import Call, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Returned
from lossquiz.questions.kinds.implement.parts import CaseKind
from lossquiz.questions.model import Bank

if TYPE_CHECKING:
    import torch

SPACING = 2.0**-10  # of single precision just above 8192


def rounding(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Lose whatever is smaller than the spacing above 8192, and nothing of multiples of it."""
    return ((pred + 8192.0) - 8192.0 - target).mean()


def a_case(kind: CaseKind, pred: np.ndarray) -> Case:
    tensors = (TensorInput("pred", pred, requires_grad=True), TensorInput("target", np.zeros_like(pred)))
    return Case(kind, "a note", Call(tensors, upstream=1.0), {}, omitted=True)


def test_a_lucky_point_does_not_hide_the_error_of_the_reference(bank: Bank) -> None:
    pred = np.array([0.5, 0.25, 0.75], "float32")  # nothing is lost here, and up to half a spacing anywhere near
    expected = expect(bank.tasks["mse"], rounding, a_case("random", pred))
    assert SPACING / 100 < expected.value_slack <= SPACING / 2


def test_cases_that_an_author_wrote_are_taken_as_they_are(bank: Bank) -> None:
    pred = np.array([0.5, 0.25, 0.75], "float32")
    assert expect(bank.tasks["mse"], rounding, a_case("worked", pred)).value_slack == 0.0


def test_points_nearby_are_compared_with_themselves(bank: Bank) -> None:
    """A loss that only moves with its input has no error of its own."""
    pred = np.array([0.5, 0.25, 0.75], "float32")
    slack = expect(bank.tasks["mse"], lambda pred, target: (pred - target).sum(), a_case("random", pred)).value_slack
    assert slack < 1e-6  # the points are off by up to 1e-3 of each


def test_strictly_nothing_is_forgiven_but_the_error_at_the_case(bank: Bank) -> None:
    task = bank.tasks["arcface"]  # which forgives what a guard beside a norm may do to its inputs
    strict, known = expectations_of(task, 0, strict=True), expectations_of(task, 0)
    drawn = [number for number, case in enumerate(known.cases) if case.kind not in {"worked", "boundary", "extreme"}]
    assert [case.note for case in strict.cases] == [known.cases[number].note for number in drawn]
    for case, one, other in zip(strict.cases, strict.expected, (known.expected[n] for n in drawn), strict=True):
        assert one.value == other.value
        assert one.value_slack <= other.value_slack
        if case.dtype == "float64":
            assert one.value_slack == 0.0 < other.value_slack


@pytest.mark.parametrize(
    ("right", "got", "said"),
    [
        ([1.1e-17, -2.3e-18, 3.7e-18, 0.9e-17, 1.3e-17], [0.0] * 5, ""),
        ([0.1, -0.2, 0.3, 0.7, 0.9], np.float32([0.1, -0.2, 0.3, 0.7, 0.9]), "single precision only"),
        ([0.1, -0.2, 0.3, 0.7, 0.9], [0.1, -0.2, 0.3, 0.7, 0.9], ""),
    ],
    ids=["zeros", "single", "double"],
)
def test_only_numbers_that_are_no_noise_tell_single_precision(
    bank: Bank, right: list[float], got: np.ndarray, said: str
) -> None:
    case = a_case("contract", np.linspace(-1.0, 1.0, 5))
    slopes = Slopes(lambda arrays: float(arrays["pred"].sum()), case)
    expected = expected_of(case, np.array(1.0), {"pred": np.array(right)}, 0.0, {"pred": 0.0}, slopes)
    gradients = {"pred": np.asarray(got, "float64")}
    outcome = Returned("tensor", "Tensor", "float64", (), np.array(1.0), requires_grad=True, gradients=gradients)
    comparison = compare_case(bank.tasks["mse"], case, expected, outcome)
    assert comparison.passed
    assert said in lost_precision(comparison, comparison)
    assert bool(said) == bool(lost_precision(comparison, comparison))


@pytest.mark.parametrize("loss", ["huber", "arcface", "ctc"])
def test_what_an_author_wrote_is_worked_out_once_for_all_seeds(bank: Bank, loss: str) -> None:
    first, alone = expectations_of(bank.tasks[loss], 0), expectations_of(bank.tasks[loss], 1)
    second = expectations_of(bank.tasks[loss], 1, like=first)
    taken = {id(expected) for expected in first.of_written()}
    for case, one, other in zip(alone.cases, alone.expected, second.expected, strict=True):
        assert (id(other) in taken) == (case.kind in {"worked", "boundary", "extreme"}), case.note
        np.testing.assert_array_equal(one.value, other.value)
        np.testing.assert_array_equal(one.allowed, other.allowed)
        for name, gradient in one.gradients.items():
            np.testing.assert_array_equal(gradient, other.gradients[name])
            np.testing.assert_array_equal(one.gradient_allowed[name], other.gradient_allowed[name])
