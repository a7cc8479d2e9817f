from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.binary import (
    bce_loss,
    bce_with_logits_loss,
    focal_loss,
    focal_loss_with_alpha,
    hinge_loss,
    soft_margin_loss,
    squared_hinge_loss,
    weighted_bce_with_logits_loss,
)

Array = NDArray[np.float64]
Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)
SHAPES = ((), (1,), (7,), (3, 5), (2, 1, 4))
LOG_2 = float(np.log(2))


def _labels(shape: tuple[int, ...], seed: int = 0) -> Array:
    return (np.random.default_rng(seed).uniform(size=shape) < 0.5).astype(float)


def _scores(shape: tuple[int, ...], seed: int = 1) -> Array:
    return 3 * np.random.default_rng(seed).normal(size=shape)


def _tensor(values: object, dtype: torch.dtype) -> torch.Tensor:
    return torch.tensor(values, dtype=dtype)


def _leaf(values: object, dtype: torch.dtype = torch.float64) -> torch.Tensor:
    return torch.tensor(values, dtype=dtype, requires_grad=True)


def _gradient(loss: Loss, x: torch.Tensor, *others: object) -> Array:
    (gradient,) = torch.autograd.grad(loss(x, *others), x)
    return gradient.numpy().astype(np.float64)


def _sigmoid(x: Array) -> Array:
    return np.where(x >= 0, 1 / (1 + np.exp(-np.abs(x))), np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))))


# --- probabilities --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("probs", "target", "value"),
    [
        (0.5, 1.0, LOG_2),
        ([0.25], [0.0], np.log(4 / 3)),
        ([0.5, 0.25], [0.0, 1.0], (LOG_2 + 2 * LOG_2) / 2),
        ([1.0, 0.0], [1.0, 0.0], 0.0),
        ([0.0], [1.0], 100.0),
        ([1.0], [0.0], 100.0),
        ([0.0, 1.0, 0.5, 0.5], [1.0, 1.0, 1.0, 0.0], (100 + 2 * LOG_2) / 4),
        ([1e-30], [1.0], 30 * np.log(10)),
    ],
)
def test_bce_has_the_values_worked_by_hand(probs: object, target: object, value: float, dtype: torch.dtype) -> None:
    result = bce_loss(_tensor(probs, dtype), _tensor(target, dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(("probs", "value"), [(1e-40, 40 * np.log(10)), (1e-50, 100.0), (1e-300, 100.0)])
def test_the_floor_of_bce_holds_from_the_hundredth_power_of_e(probs: float, value: float) -> None:
    assert bce_loss(_tensor([probs], torch.float64), _tensor([1.0], torch.float64)).item() == pytest.approx(value)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_bce_agrees_with_numpy_and_torch(shape: tuple[int, ...], dtype: torch.dtype) -> None:
    p, y = np.clip(_sigmoid(_scores(shape)), 1e-4, 1 - 1e-4), _labels(shape)
    probs, target = _tensor(p, dtype), _tensor(y, dtype)
    expected = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    assert bce_loss(probs, target).item() == pytest.approx(expected, rel=1e-4 if dtype == torch.float32 else 1e-12)
    torch.testing.assert_close(bce_loss(probs, target), F.binary_cross_entropy(probs, target))
    gradient = _gradient(bce_loss, _leaf(p, dtype), target)
    np.testing.assert_allclose(
        gradient, (p - y) / (p * (1 - p)) / max(p.size, 1), rtol=2e-3 if dtype == torch.float32 else 1e-10
    )


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_gradient_of_bce_is_finite_at_certainty(dtype: torch.dtype) -> None:
    gradient = _gradient(bce_loss, _leaf([0.0, 1.0, 0.0, 1.0], dtype), _tensor([0.0, 1.0, 1.0, 0.0], dtype))
    assert np.all(np.isfinite(gradient))


def test_bce_takes_probabilities_as_targets() -> None:
    p, y = _tensor([0.25, 0.9], torch.float64), _tensor([0.5, 0.1], torch.float64)
    torch.testing.assert_close(bce_loss(p, y), F.binary_cross_entropy(p, y))


# --- logits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("logits", "target", "value"),
    [
        (0.0, 1.0, LOG_2),
        ([np.log(3)], [1.0], np.log(4 / 3)),
        ([np.log(3)], [0.0], np.log(4)),
        ([50.0, -50.0, 50.0, -30.0], [1.0, 0.0, 0.0, 1.0], 20.0),
        ([1e4], [0.0], 1e4),
        ([-1e4], [1.0], 1e4),
        ([1e4, -1e4], [1.0, 0.0], 0.0),
    ],
)
def test_bce_with_logits_has_the_values_worked_by_hand(
    logits: object, target: object, value: float, dtype: torch.dtype
) -> None:
    result = bce_with_logits_loss(_tensor(logits, dtype), _tensor(target, dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_bce_with_logits_agrees_with_numpy_and_torch(shape: tuple[int, ...], dtype: torch.dtype) -> None:
    x, y = _scores(shape), _labels(shape)
    logits, target = _tensor(x, dtype), _tensor(y, dtype)
    expected = np.mean(np.logaddexp(0, x) - x * y)
    assert bce_with_logits_loss(logits, target).item() == pytest.approx(expected, rel=1e-5)
    torch.testing.assert_close(bce_with_logits_loss(logits, target), F.binary_cross_entropy_with_logits(logits, target))
    gradient = _gradient(bce_with_logits_loss, _leaf(x, dtype), target)
    np.testing.assert_allclose(gradient, (_sigmoid(x) - y) / max(x.size, 1), rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_gradient_of_bce_with_logits_is_right_at_zero_and_at_ten_thousand(dtype: torch.dtype) -> None:
    x = _leaf([0.0, 0.0, 1e4, -1e4, 1e4, -1e4], dtype)
    gradient = _gradient(bce_with_logits_loss, x, _tensor([1.0, 0.0, 0.0, 1.0, 1.0, 0.0], dtype))
    np.testing.assert_allclose(6 * gradient, [-0.5, 0.5, 1.0, -1.0, 0.0, 0.0], rtol=1e-6)


# --- focal ----------------------------------------------------------------------------------------------------------


def _focal(x: Array, y: Array, gamma: float) -> Array:
    z = (2 * y - 1) * x
    return _sigmoid(-z) ** gamma * np.logaddexp(0, -z)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("logits", "target", "gamma", "value"),
    [
        ([np.log(3)], [0.0], 2.0, 0.5625 * 2 * LOG_2),
        ([np.log(3)], [1.0], 2.0, 0.0625 * np.log(4 / 3)),
        ([np.log(3), -np.log(3)], [1.0, 1.0], 1.0, (0.25 * np.log(4 / 3) + 0.75 * np.log(4)) / 2),
        (0.0, 0.0, 3.0, LOG_2 / 8),
        ([1e4, -1e4], [0.0, 1.0], 2.0, 1e4),
        ([1e4, -1e4], [1.0, 0.0], 2.0, 0.0),
    ],
)
def test_focal_has_the_values_worked_by_hand(
    logits: object, target: object, gamma: float, value: float, dtype: torch.dtype
) -> None:
    result = focal_loss(_tensor(logits, dtype), _tensor(target, dtype), gamma)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("gamma", [0.5, 1.0, 2.0, 3.7])
@pytest.mark.parametrize("shape", SHAPES)
def test_focal_agrees_with_numpy(shape: tuple[int, ...], gamma: float, dtype: torch.dtype) -> None:
    x, y = _scores(shape, 5), _labels(shape, 6)
    result = focal_loss(_tensor(x, dtype), _tensor(y, dtype), gamma)
    assert result.item() == pytest.approx(np.mean(_focal(x, y, gamma)), rel=1e-4)


def test_focal_weighs_two_by_default() -> None:
    x, y = _scores((6,)), _labels((6,))
    default = focal_loss(_tensor(x, torch.float64), _tensor(y, torch.float64))
    assert default.item() == pytest.approx(np.mean(_focal(x, y, 2.0)))


@pytest.mark.parametrize("dtype", DTYPES)
def test_focal_with_gamma_zero_is_bce_in_value_and_gradient(dtype: torch.dtype) -> None:
    x, target = _leaf(_scores((9,)), dtype), _tensor(_labels((9,)), dtype)
    torch.testing.assert_close(focal_loss(x, target, 0.0), F.binary_cross_entropy_with_logits(x, target))
    right = _gradient(F.binary_cross_entropy_with_logits, x, target)
    np.testing.assert_allclose(_gradient(focal_loss, x, target, 0.0), right, rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("gamma", [1.0, 2.0, 2.5])
def test_the_gradient_of_focal_agrees_with_central_differences(gamma: float) -> None:
    x, y, step = _scores((3, 4), 8), _labels((3, 4), 9), 1e-5
    numeric = (_focal(x + step, y, gamma) - _focal(x - step, y, gamma)) / (2 * step) / x.size
    np.testing.assert_allclose(
        _gradient(focal_loss, _leaf(x), _tensor(y, torch.float64), gamma), numeric, rtol=1e-6, atol=1e-9
    )


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("gamma", [0.0, 0.5, 1.0, 2.0])
def test_the_gradient_of_focal_is_right_at_ten_thousand(gamma: float, dtype: torch.dtype) -> None:
    x = _leaf([1e4, -1e4, 1e4, -1e4], dtype)
    gradient = _gradient(focal_loss, x, _tensor([0.0, 1.0, 1.0, 0.0], dtype), gamma)
    np.testing.assert_allclose(4 * gradient, [1.0, -1.0, 0.0, 0.0], rtol=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("alpha", "gamma"), [(0.25, 2.0), (0.9, 1.0), (0.5, 0.0), (0.1, 3.5)])
def test_focal_with_alpha_agrees_with_numpy(alpha: float, gamma: float, dtype: torch.dtype) -> None:
    x, y = _scores((5, 4), 21), _labels((5, 4), 22)
    logits, target = _leaf(x, dtype), _tensor(y, dtype)
    expected = np.mean(np.where(y == 1, alpha, 1 - alpha) * _focal(x, y, gamma))
    assert focal_loss_with_alpha(logits, target, alpha, gamma).item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("logits", "target", "value", "slopes"),
    [
        ([np.log(3)], [0.0], 0.75 * 0.5625 * 2 * LOG_2, [0.75 * 0.5625 * (0.75 - 2 * 0.25 * np.log(0.25))]),
        ([1e4, -1e4], [0.0, 1.0], (0.75e4 + 0.25e4) / 2, [0.375, -0.125]),
        ([1e4, -1e4], [1.0, 0.0], 0.0, [0.0, 0.0]),
    ],
)
def test_focal_with_alpha_has_the_values_worked_by_hand(
    logits: object, target: object, value: float, slopes: list[float], dtype: torch.dtype
) -> None:
    x, y = _leaf(logits, dtype), _tensor(target, dtype)
    assert focal_loss_with_alpha(x, y).item() == pytest.approx(value, rel=1e-5)
    np.testing.assert_allclose(_gradient(focal_loss_with_alpha, x, y), slopes, rtol=1e-5)


def test_the_gradient_of_focal_with_alpha_agrees_with_finite_differences() -> None:
    target = _tensor(_labels((7,), 3), torch.float64)
    for alpha, gamma in ((0.25, 2.0), (0.8, 1.0)):
        x = _leaf(_scores((7,), 4))
        assert torch.autograd.gradcheck(lambda x, a=alpha, g=gamma: focal_loss_with_alpha(x, target, a, g), x)


# --- hinge ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("scores", "target", "value"),
    [
        (2.0, -1.0, 3.0),
        ([0.25], [1.0], 0.75),
        ([1.0, -1.0], [1.0, -1.0], 0.0),
        ([0.0, 0.0], [1.0, -1.0], 1.0),
        ([0.5, 2.0, -1.0, 0.5], [1.0, 1.0, -1.0, -1.0], 0.5),
        ([1e4, -1e4], [-1.0, 1.0], 10001.0),
    ],
)
def test_hinge_has_the_values_worked_by_hand(scores: object, target: object, value: float, dtype: torch.dtype) -> None:
    result = hinge_loss(_tensor(scores, dtype), _tensor(target, dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_hinge_agrees_with_numpy_and_a_ranking_against_zero(shape: tuple[int, ...], dtype: torch.dtype) -> None:
    s, y = _scores(shape, 2), 2 * _labels(shape, 3) - 1
    scores, target = _tensor(s, dtype), _tensor(y, dtype)
    assert hinge_loss(scores, target).item() == pytest.approx(np.mean(np.maximum(0, 1 - y * s)), rel=1e-5)
    ranked = F.margin_ranking_loss(scores, torch.zeros_like(scores), target, margin=1.0)
    torch.testing.assert_close(hinge_loss(scores, target), ranked)
    gradient = _gradient(hinge_loss, _leaf(s, dtype), target)
    np.testing.assert_allclose(gradient, np.where(y * s < 1, -y, 0) / max(s.size, 1), rtol=1e-6)


# --- squared hinge and soft margin ----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("loss", "scores", "target", "value", "slopes"),
    [
        (squared_hinge_loss, [2.0], [-1.0], 9.0, [6.0]),
        (squared_hinge_loss, [0.5, 3.0], [1.0, 1.0], 0.125, [-0.5, 0.0]),
        (squared_hinge_loss, [1.0, -1.0], [1.0, -1.0], 0.0, [0.0, 0.0]),
        (squared_hinge_loss, [1e4], [-1.0], 10001.0**2, [20002.0]),
        (soft_margin_loss, [np.log(3), np.log(3)], [1.0, -1.0], (np.log(4 / 3) + np.log(4)) / 2, [-0.125, 0.375]),
        (soft_margin_loss, [1e4, -1e4], [-1.0, 1.0], 1e4, [0.5, -0.5]),
        (soft_margin_loss, [1e4, -1e4], [1.0, -1.0], 0.0, [0.0, 0.0]),
        (soft_margin_loss, [0.0], [1.0], LOG_2, [-0.5]),
    ],
)
def test_losses_of_margins_have_the_values_worked_by_hand(
    loss: Loss, scores: object, target: object, value: float, slopes: list[float], dtype: torch.dtype
) -> None:
    s, y = _leaf(scores, dtype), _tensor(target, dtype)
    assert loss(s, y).dtype == dtype
    assert loss(s, y).item() == pytest.approx(value, rel=1e-6)
    np.testing.assert_allclose(_gradient(loss, s, y), slopes, rtol=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_losses_of_margins_agree_with_numpy_and_torch(shape: tuple[int, ...], dtype: torch.dtype) -> None:
    s, y = _scores(shape, 12), 2 * _labels(shape, 13) - 1
    scores, target = _leaf(s, dtype), _tensor(y, dtype)
    # Where y·s < 1 the squared hinge is the squared distance of score and label.
    squares = np.where(y * s < 1, (y - s) ** 2, 0)
    assert squared_hinge_loss(scores, target).item() == pytest.approx(np.mean(squares), rel=1e-5)
    slopes = np.where(y * s < 1, 2 * (s - y), 0) / max(s.size, 1)
    np.testing.assert_allclose(_gradient(squared_hinge_loss, scores, target), slopes, rtol=1e-5)
    torch.testing.assert_close(soft_margin_loss(scores, target), F.soft_margin_loss(scores, target))
    slopes = (_sigmoid(s) - (y + 1) / 2) / max(s.size, 1)
    np.testing.assert_allclose(_gradient(soft_margin_loss, scores, target), slopes, rtol=1e-4, atol=1e-7)


# --- BCE with a weight for label 1 ----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("logits", "target", "weight", "value", "slopes"),
    [
        ([[np.log(3)]], [[1.0]], [3.0], 3 * np.log(4 / 3), [[-0.75]]),
        ([[np.log(3)]], [[0.0]], [3.0], np.log(4), [[0.75]]),
        ([[0.0, 0.0]], [[1.0, 1.0]], [1.0, 5.0], 3 * LOG_2, [[-0.25, -1.25]]),
        ([[1e4, -1e4]], [[0.0, 1.0]], [2.0, 3.0], 2e4, [[0.5, -1.5]]),
        ([[1e4, -1e4]], [[1.0, 0.0]], [2.0, 3.0], 0.0, [[0.0, 0.0]]),
    ],
)
def test_weighted_bce_has_the_values_worked_by_hand(
    logits: object, target: object, weight: object, value: float, slopes: object, dtype: torch.dtype
) -> None:
    x, others = _leaf(logits, dtype), (_tensor(target, dtype), _tensor(weight, dtype))
    assert weighted_bce_with_logits_loss(x, *others).item() == pytest.approx(value, rel=1e-6)
    np.testing.assert_allclose(_gradient(weighted_bce_with_logits_loss, x, *others), slopes, rtol=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("weight", [[1.0, 1.0, 1.0], [0.2, 3.0, 40.0], 7.0])
def test_weighted_bce_agrees_with_numpy_and_torch(weight: object, dtype: torch.dtype) -> None:
    x, y, w = _scores((5, 3), 15), _labels((5, 3), 16), np.array(weight)
    expected = np.mean(np.where(y == 1, -w * np.log(_sigmoid(x)), -np.log(_sigmoid(-x))))
    logits, target, pos_weight = _leaf(x, dtype), _tensor(y, dtype), _tensor(weight, dtype)
    result = weighted_bce_with_logits_loss(logits, target, pos_weight)
    assert result.item() == pytest.approx(expected, rel=1e-5)
    theirs = F.binary_cross_entropy_with_logits(logits, target, pos_weight=pos_weight)
    torch.testing.assert_close(result, theirs)
    torch.testing.assert_close(torch.autograd.grad(result, logits), torch.autograd.grad(theirs, logits))
