"""Losses along one number: worked out by hand, slopes against differences, and no view that no loss has."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from lossquiz.losses.catalogue import catalogue
from lossquiz.losses.shapes import Shape, shape_of
from lossquiz.losses.views import VIEWS
from lossquiz.selection.torch_line import code_block


def shape(loss: str) -> Shape | None:
    entry = catalogue()[loss]
    return shape_of(code_block(entry, {}), entry.inputs)


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


BY_HAND: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    # loss: its value and its slope at the number it is drawn against
    "mse": (lambda e: e * e, lambda e: 2 * e),
    "huber": (lambda e: e * e / 2 if abs(e) <= 1 else abs(e) - 0.5, lambda e: max(-1.0, min(1.0, e))),
    "log_cosh": (lambda e: math.log(math.cosh(e)), math.tanh),
    "bce_with_logits": (lambda z: math.log1p(math.exp(-z)), lambda z: sigmoid(z) - 1),
    "squared_hinge": (lambda s: max(0.0, 1 - s) ** 2, lambda s: -2 * max(0.0, 1 - s)),
    "cross_entropy": (lambda z: math.log(1 + 2 * math.exp(-z)), lambda z: math.exp(z) / (math.exp(z) + 2) - 1),
    "dpo": (lambda h: math.log1p(math.exp(-0.1 * h)), lambda h: 0.1 * (sigmoid(0.1 * h) - 1)),
    "bpr": (lambda d: math.log1p(math.exp(-d)), lambda d: sigmoid(d) - 1),
    "brier": (lambda p: (1 - p) ** 2, lambda p: -2 * (1 - p)),
    "poisson_nll": (lambda s: math.exp(s) - 2 * s, lambda s: math.exp(s) - 2),
}


@pytest.mark.parametrize("loss", BY_HAND)
def test_values_and_slopes_are_those_of_the_formula(loss: str) -> None:
    value, slope = BY_HAND[loss]
    found = shape(loss)
    assert found is not None
    # The printed code may make its own numbers in single precision (a weight, a default).
    np.testing.assert_allclose(found.values, [value(x) for x in found.points], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(found.slopes, [slope(x) for x in found.points], rtol=1e-6, atol=1e-9)


def test_the_middle_point_is_the_middle() -> None:
    found = shape("mse")
    assert found is not None
    assert (found.points[0], found.points[56], found.points[-1]) == (-3.0, 0.0, 3.0)
    assert found.against == "the error: pred, at target = 0"


def test_every_view_is_of_some_loss() -> None:
    known = {tuple(loss.inputs) for loss in catalogue().values()}
    assert set(VIEWS) <= known


@pytest.fixture(scope="module")
def drawn() -> dict[str, Shape]:
    found = {loss: shape(loss) for loss in catalogue()}
    return {loss: one for loss, one in found.items() if one is not None}


def test_most_losses_can_be_drawn(drawn: dict[str, Shape]) -> None:
    assert len(drawn) > 0.7 * len(catalogue())


def test_slopes_are_those_of_the_values(drawn: dict[str, Shape]) -> None:
    """Between two points where the slope hardly changes, the value rises by it, unless the code stops the gradient."""
    off = []
    for loss, found in drawn.items():
        points, values, slopes = map(np.array, (found.points, found.values, found.slopes))
        rise, mean = np.diff(values) / np.diff(points), (slopes[1:] + slopes[:-1]) / 2
        calm = np.abs(np.diff(slopes)) < 0.02 * max(np.abs(slopes).max(), 1e-9)
        scale = np.abs(slopes).max()
        if calm.any() and np.abs(rise - mean)[calm].max() > 0.02 * scale:
            off.append(loss)
    assert len(off) < 5
    assert all("detach()" in code_block(catalogue()[loss], {}) for loss in off)
