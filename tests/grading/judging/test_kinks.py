from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lossquiz.grading.cases.cases import Case
from lossquiz.grading.judging.kinks import Slopes, one_sided
from lossquiz.grading.sandbox.both.job import Call, TensorInput

if TYPE_CHECKING:
    from numpy.typing import NDArray


def test_a_kink_gives_both_slopes() -> None:
    low, high = one_sided(abs, 0.0)
    assert low == pytest.approx(-1, abs=1e-6)
    assert high == pytest.approx(1, abs=1e-6)


def test_a_hinge_at_its_corner_gives_zero_to_one() -> None:
    low, high = one_sided(lambda step: 3 * max(0.0, step), 5.0)
    assert (low, high) == pytest.approx((0, 3), abs=1e-6)


@pytest.mark.parametrize("at", [0.54, 1.1, 1.9, 10.3, 99.7])
def test_what_single_precision_rounds_to_beside_a_kink_has_its_slopes(at: float) -> None:
    """A margin of 0.54 against a distance of 0.54: the one is a Python float, the other came as float32."""
    rounded = float(np.float32(at))
    assert rounded != at
    low, high = one_sided(lambda step: 0.5 * max(0.0, at - (rounded + step)), rounded)
    assert (low, high) == pytest.approx((-0.5, 0.0), abs=1e-6)


@pytest.mark.parametrize("at", [-2.0, 0.3, 40.0])
def test_a_smooth_function_gives_one_slope(at: float) -> None:
    low, high = one_sided(lambda step: math.sin(at + step), at)
    assert low == high
    assert low == pytest.approx(math.cos(at), abs=1e-5)


def test_a_sharp_bend_is_no_kink() -> None:
    """softplus(100 x) / 100 turns within a hundredth: its slope is one half at 0, and nothing else is right."""
    low, high = one_sided(lambda step: math.log1p(math.exp(100 * step)) / 100, 0.0)
    assert low == high
    assert low == pytest.approx(0.5, abs=1e-3)


def test_rounding_noise_is_no_kink() -> None:
    low, high = one_sided(lambda step: 1e6 + step, 0.0)
    assert low == high


def test_the_slopes_of_a_case_are_found_once() -> None:
    calls: list[float] = []

    def loss(arrays: Mapping[str, NDArray[Any]]) -> float:
        calls.append(float(arrays["pred"][0]))
        return 3.0 * abs(float(arrays["pred"][0])) + float(arrays["pred"][1])

    pred = TensorInput("pred", np.asarray([0.0, 5.0], dtype="f4"), requires_grad=True)
    slopes = Slopes(loss, Case("boundary", "a kink", Call((pred,), upstream=1.0), {}, omitted=True))
    assert slopes.at("pred", 0) == pytest.approx((-3.0, 3.0))
    assert slopes.at("pred", 1) == pytest.approx((1.0, 1.0))
    before = len(calls)
    assert slopes.at("pred", 0) == pytest.approx((-3.0, 3.0))
    assert len(calls) == before
