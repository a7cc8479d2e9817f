"""The comparison on outcomes made by hand, so that nothing depends on how answers are run."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lossquiz.grading.cases.cases import Case
from lossquiz.grading.judging.compare import Comparison, compare_case
from lossquiz.grading.judging.expectations import Expected, expected_of
from lossquiz.grading.judging.kinks import Interval, Slopes
from lossquiz.grading.judging.tolerance import differs
from lossquiz.grading.sandbox.both.job import Call, TensorInput
from lossquiz.grading.sandbox.both.outcomes import Crashed, NotRun, OutOfMemory, Raised, Returned, TimedOut
from lossquiz.questions.model import Bank


def a_case(pred: Any = (2.0, 4.0), dtype: str = "float32", **changes: Any) -> Case:
    array = np.asarray(pred, dtype=dtype)
    tensors = (TensorInput("pred", array, requires_grad=True), TensorInput("target", np.zeros_like(array)))
    return replace(Case("worked", "a note", Call(tensors, upstream=1.0), {}, omitted=True), **changes)


def returned(value: Any = 10.0, gradient: Any = (2.0, 4.0), dtype: str = "float32", **changes: Any) -> Returned:
    array = np.asarray(value, dtype=dtype)
    gradients = {"pred": None if gradient is None else np.asarray(gradient, dtype=dtype)}
    base = Returned("tensor", "Tensor", dtype, array.shape, array, requires_grad=True, gradients=gradients)
    return replace(base, **changes)


SMOOTH = Interval(0, 0)


class Known(Slopes):
    """Slopes that are given, and not searched for."""

    def __init__(self, kink: Interval) -> None:
        self.kink = kink
        self.asked: list[int] = []

    def at(self, name: str, index: int) -> Interval:
        del name
        self.asked.append(index)
        return self.kink


def expect(case: Case, value: float = 10.0, gradient: Any = (2.0, 4.0), kink: Interval = SMOOTH) -> Expected:
    return expected_of(case, np.asarray(value), {"pred": np.asarray(gradient)}, 0.0, {"pred": 0.0}, Known(kink))


def judge(bank: Bank, outcome: Any, case: Case | None = None, kink: Interval = SMOOTH) -> Comparison:
    chosen = case or a_case()
    return compare_case(bank.tasks["mse"], chosen, expect(chosen, kink=kink), outcome)


def checks(comparison: Comparison) -> list[str]:
    return [failure.check for failure in comparison.failures]


def test_the_right_answer_passes(bank: Bank) -> None:
    assert judge(bank, returned()).passed


def test_double_precision_for_single_is_right(bank: Bank) -> None:
    assert judge(bank, returned(dtype="float64")).passed


def test_single_precision_for_double_is_wrong(bank: Bank) -> None:
    assert checks(judge(bank, returned(), a_case(dtype="float64"))) == ["dtype"]


def test_half_precision_is_wrong(bank: Bank) -> None:
    assert "dtype" in checks(judge(bank, returned(dtype="float16")))


@pytest.mark.parametrize("value", [10.001, 9.999, -10.0, np.nan, np.inf])
def test_a_wrong_value_fails(bank: Bank, value: float) -> None:
    assert "value" in checks(judge(bank, returned(value)))


def test_rounding_is_forgiven(bank: Bank) -> None:
    assert judge(bank, returned(10.0 * (1 + 2e-7), (2.0 * (1 + 2e-7), 4.0))).passed


def test_the_message_says_how_far_off_where_and_what_was_allowed(bank: Bank) -> None:
    message = judge(bank, returned(gradient=(2.0, 5.0))).failures[0].message
    assert "gradient of pred 5 at index (1,), expected 4, off by 1 where" in message
    assert "(1 of 2 elements differ)" in message


def test_an_extra_dimension_is_a_wrong_shape_and_the_numbers_still_count(bank: Bank) -> None:
    assert checks(judge(bank, returned([10.0]))) == ["shape"]
    assert checks(judge(bank, returned([11.0]))) == ["shape", "value"]


def test_a_wrong_gradient_fails(bank: Bank) -> None:
    assert checks(judge(bank, returned(gradient=(20.0, 40.0)))) == ["gradient"]


def test_a_missing_gradient_fails(bank: Bank) -> None:
    comparison = judge(bank, returned(gradient=None, requires_grad=False))
    assert checks(comparison) == ["gradient"]
    assert "does not require grad" in comparison.failures[0].message


def test_a_missing_gradient_is_right_where_it_is_zero(bank: Bank) -> None:
    flat = expect(a_case(), gradient=np.zeros(2))
    comparison = compare_case(bank.tasks["mse"], a_case(), flat, returned(gradient=None))
    assert comparison.passed


def test_gradients_are_not_judged_where_the_case_says_so(bank: Bank) -> None:
    assert judge(bank, returned(gradient=(7.0, 7.0)), a_case(judge_gradient=False)).passed


def test_the_first_slope_that_nothing_forgives_ends_the_search(bank: Bank) -> None:
    expected = expect(a_case())
    compare_case(bank.tasks["mse"], a_case(), expected, returned(gradient=(3.0, 5.0)))
    assert isinstance(expected.slopes, Known)
    assert expected.slopes.asked == [0]


def test_at_a_kink_every_slope_in_between_is_right(bank: Bank) -> None:
    assert judge(bank, returned(gradient=(2.0, 3.0)), kink=Interval(2.5, 4.5)).passed
    assert not judge(bank, returned(gradient=(2.0, 2.0)), kink=Interval(2.5, 4.5)).passed


def test_failures_of_extreme_cases_are_about_stability(bank: Bank) -> None:
    case = a_case(kind="extreme")
    assert checks(judge(bank, returned(np.nan, (np.nan, np.nan)), case)) == ["stability", "stability"]


@pytest.mark.parametrize(
    ("kind", "said"), [("none", "None"), ("number", "a Python float"), ("array", "a NumPy array"), ("other", "type")]
)
def test_only_a_tensor_will_do(bank: Bank, kind: Any, said: str) -> None:
    comparison = judge(bank, Returned(kind, "float", "", (), np.asarray(10.0)))
    assert "contract" in checks(comparison)
    assert said in comparison.failures[0].message


def test_a_changed_input_breaks_the_contract(bank: Bank) -> None:
    comparison = judge(bank, returned(mutated=("target",)))
    assert checks(comparison) == ["contract"]
    assert "target" in comparison.failures[0].message


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Raised("ValueError", "no", 3), "raised ValueError (line 3): no"),
        (TimedOut(2.0), "used more than 2 s of processor time"),
        (TimedOut(2.5, "idle"), "did nothing for 2.5 s (waiting or asleep)"),
        (TimedOut(30.0, "wall"), "did not end within 30 s of the clock"),
        (Crashed("signal 9"), "signal 9"),
        (OutOfMemory(), "memory"),
        (NotRun(), "not run"),
    ],
)
def test_what_did_not_come_back_fails(bank: Bank, outcome: Any, said: str) -> None:
    comparison = judge(bank, outcome)
    assert not comparison.passed
    assert said in comparison.failures[0].message


def test_nan_equals_only_nan_and_infinities_only_themselves() -> None:
    right = np.asarray([np.nan, np.inf, -np.inf, 1.0])
    allowed = np.full(4, 1e-3)
    assert not differs(right, right, allowed).any()
    assert differs(np.asarray([1.0, -np.inf, 1.0, np.nan]), right, allowed).all()


def test_an_author_s_tolerance_is_taken_for_what_it_is(bank: Bank) -> None:
    assert judge(bank, returned(10.05), a_case(rtol=0.01, judge_gradient=False)).passed
    assert not judge(bank, returned(10.2), a_case(rtol=0.01, judge_gradient=False)).passed


def test_a_kink_is_forgiven_in_a_single_number_too(bank: Bank) -> None:
    case, outcome = a_case(0.0), returned(0.0, 1.0)
    verdicts = [
        compare_case(bank.tasks["mae"], case, expect(case, 0.0, 0.0, kink), outcome).passed
        for kink in (Interval(-1, 1), Interval(-0.5, 0.5))
    ]
    assert verdicts == [True, False]


@pytest.mark.parametrize(("scale", "passes"), [(0.01, True), (1.0, False)])
def test_what_a_small_guard_does_to_small_inputs_is_forgiven_in_double_precision(
    bank: Bank, scale: float, *, passes: bool
) -> None:
    """1e-8 beside a norm of 0.02 changes a cosine by 5e-7 of itself; beside a norm of 2 it cannot."""
    case = a_case(dtype="float64", kind="random", scale=scale)
    got = returned(10.0 * (1 + 5e-7), gradient=(2.0 * (1 + 5e-7), 4.0), dtype="float64")
    assert judge(bank, got, case).passed is passes


@pytest.mark.parametrize(
    ("largest", "kind", "scale", "passes"),
    [
        (5.0, "random", 1.0, True),  # a weight of some units: 1e-5 of the greatest element
        (500.0, "random", 0.01, True),  # normalised rows of a hundredth
        (500.0, "random", 1.0, False),
        (5.0, "boundary", 1.0, False),
    ],
)
def test_the_absolute_tolerance_grows_with_a_large_gradient_where_cases_are_drawn(
    bank: Bank, largest: float, kind: Any, scale: float, *, passes: bool
) -> None:
    case = a_case(pred=(0.2, 0.4), kind=kind, scale=scale)
    expected = expect(case, gradient=(largest, 0.0))
    got = returned(gradient=(largest, largest * 8e-6))
    assert compare_case(bank.tasks["mse"], case, expected, got).passed is passes


def test_a_gradient_of_a_multiple_of_the_loss_says_so(bank: Bank) -> None:
    case = a_case()
    case = replace(case, call=replace(case.call, upstream=-0.5))
    (failure,) = judge(bank, returned(gradient=(2.0, 5.0)), case).failures
    assert failure.message.startswith("gradient of pred 5 at index (1,), expected 4 of -0.5 × loss, off by 1 ")


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (1.1e-16, "expected 0,"),  # what 0.1 + 0.2 - 0.3 leaves, beside 2
        (-8.9e-16, "expected 0,"),
        (2e-12, "expected 2e-12,"),
        (1e-30, "expected 1e-30,"),
    ],
)
def test_noise_of_double_precision_is_no_number_that_is_due(bank: Bank, slope: float, said: str) -> None:
    case = a_case()
    comparison = compare_case(bank.tasks["mse"], case, expect(case, gradient=(2.0, slope)), returned(gradient=(2.0, 1)))
    assert said in comparison.failures[0].message
