from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.multiclass import (
    categorical_cross_entropy_loss,
    categorical_focal_loss,
    cross_entropy_loss,
)

Array = NDArray[np.float64]
Ids = NDArray[np.int64]
Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)
SHAPES = ((1, 2), (4, 3), (3, 4), (9, 5), (2, 11))
LOG_2, LOG_3 = float(np.log(2)), float(np.log(3))


def _scores(shape: tuple[int, int], seed: int = 1) -> Array:
    return 2 * np.random.default_rng(seed).normal(size=shape)


def _ids(shape: tuple[int, int], seed: int = 2) -> Ids:
    return np.random.default_rng(seed).integers(0, shape[1], size=shape[0])


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def _one_hot(ids: Ids, classes: int) -> Array:
    return np.eye(classes)[ids]


def _tensor(values: object, dtype: torch.dtype) -> torch.Tensor:
    return torch.tensor(values, dtype=dtype)


def _leaf(values: object, dtype: torch.dtype = torch.float64) -> torch.Tensor:
    return torch.tensor(values, dtype=dtype, requires_grad=True)


def _gradient(loss: Loss, x: torch.Tensor, *others: object) -> Array:
    (gradient,) = torch.autograd.grad(loss(x, *others), x)
    return gradient.numpy().astype(np.float64)


# --- probabilities --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("probs", "target", "value"),
    [
        ([[0.5, 0.5]], [[1.0, 0.0]], LOG_2),
        ([[0.25, 0.25, 0.5]], [[0.0, 0.0, 1.0]], LOG_2),
        ([[0.5, 0.25, 0.25], [0.5, 0.25, 0.25]], [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]], 1.5 * LOG_2),
        ([[0.0, 1.0, 0.0]], [[0.0, 1.0, 0.0]], 0.0),
        ([[0.0, 1.0], [0.25, 0.75]], [[0.0, 1.0], [1.0, 0.0]], LOG_2),
        ([[1e-9, 1.0]], [[1.0, 0.0]], 9 * np.log(10)),
    ],
)
def test_categorical_cross_entropy_has_the_values_worked_by_hand(
    probs: object, target: object, value: float, dtype: torch.dtype
) -> None:
    result = categorical_cross_entropy_loss(_tensor(probs, dtype), _tensor(target, dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_categorical_cross_entropy_agrees_with_numpy_and_torch(shape: tuple[int, int], dtype: torch.dtype) -> None:
    p, ids = _softmax(_scores(shape)), _ids(shape)
    y = _one_hot(ids, shape[1])
    probs, target = _tensor(p, dtype), _tensor(y, dtype)
    result = categorical_cross_entropy_loss(probs, target)
    assert result.item() == pytest.approx(-np.mean(np.log(p[np.arange(len(ids)), ids])), rel=1e-5)
    torch.testing.assert_close(result, F.nll_loss(probs.log(), torch.tensor(ids)))
    gradient = _gradient(categorical_cross_entropy_loss, _leaf(p, dtype), target)
    np.testing.assert_allclose(gradient, -y / p / shape[0], rtol=1e-5)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("loss", [categorical_cross_entropy_loss, categorical_focal_loss])
def test_zeros_of_other_classes_have_no_gradient(loss: Loss, dtype: torch.dtype) -> None:
    p, y = _leaf([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]], dtype), _tensor([[1.0, 0.0, 0.0], [1.0, 0.0, 0.0]], dtype)
    gradient = _gradient(loss, p, y)
    assert np.all(np.isfinite(gradient))
    assert not gradient[:, 1:].any()


def test_categorical_cross_entropy_is_infinite_for_an_impossible_true_class() -> None:
    result = categorical_cross_entropy_loss(_tensor([[0.0, 1.0]], torch.float64), _tensor([[1.0, 0.0]], torch.float64))
    assert result.item() == float("inf")


def test_categorical_cross_entropy_takes_probabilities_as_targets() -> None:
    p, y = _softmax(_scores((4, 3))), _softmax(_scores((4, 3), 7))
    result = categorical_cross_entropy_loss(_tensor(p, torch.float64), _tensor(y, torch.float64))
    assert result.item() == pytest.approx(-np.mean(np.sum(y * np.log(p), axis=1)))


# --- focal ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("probs", "target", "gamma", "value"),
    [
        ([[0.5, 0.5]], [[1.0, 0.0]], 2.0, LOG_2 / 4),
        ([[0.25, 0.75]], [[1.0, 0.0]], 1.0, 1.5 * LOG_2),
        ([[0.2, 0.5, 0.3]], [[1.0, 0.0, 0.0]], 2.0, 0.64 * np.log(5)),
        ([[0.0, 1.0]], [[0.0, 1.0]], 2.0, 0.0),
        # The example of Keras's documentation with its alpha of 0.25 taken out: 2.634e-4 and 0.67591, times 4.
        ([[0.05, 0.9, 0.05], [0.1, 0.85, 0.05]], [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], 2.0, 1.3523507),
    ],
)
def test_categorical_focal_has_the_values_worked_by_hand(
    probs: object, target: object, gamma: float, value: float, dtype: torch.dtype
) -> None:
    result = categorical_focal_loss(_tensor(probs, dtype), _tensor(target, dtype), gamma)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("gamma", [1.0, 2.0, 3.7])
@pytest.mark.parametrize("shape", SHAPES)
def test_categorical_focal_agrees_with_numpy(shape: tuple[int, int], gamma: float, dtype: torch.dtype) -> None:
    p, ids = _softmax(_scores(shape, 3)), _ids(shape, 4)
    y, own = _one_hot(ids, shape[1]), p[np.arange(shape[0]), ids]
    result = categorical_focal_loss(_tensor(p, dtype), _tensor(y, dtype), gamma)
    assert result.item() == pytest.approx(-np.mean((1 - own) ** gamma * np.log(own)), rel=1e-4)
    slope = gamma * (1 - own) ** (gamma - 1) * np.log(own) - (1 - own) ** gamma / own
    gradient = _gradient(categorical_focal_loss, _leaf(p, dtype), _tensor(y, dtype), gamma)
    np.testing.assert_allclose(
        gradient, y * slope[:, None] / shape[0], rtol=1e-3 if dtype == torch.float32 else 1e-9, atol=1e-7
    )


def test_categorical_focal_weighs_two_by_default() -> None:
    p, y = _tensor([[0.25, 0.75]], torch.float64), _tensor([[1.0, 0.0]], torch.float64)
    assert categorical_focal_loss(p, y).item() == pytest.approx(0.5625 * 2 * LOG_2)


@pytest.mark.parametrize("dtype", DTYPES)
def test_categorical_focal_with_gamma_zero_is_categorical_cross_entropy(dtype: torch.dtype) -> None:
    p, y = _leaf(_softmax(_scores((5, 4))), dtype), _tensor(_one_hot(_ids((5, 4)), 4), dtype)
    torch.testing.assert_close(categorical_focal_loss(p, y, 0.0), categorical_cross_entropy_loss(p, y))
    right = _gradient(categorical_cross_entropy_loss, p, y)
    np.testing.assert_allclose(_gradient(categorical_focal_loss, p, y, 0.0), right, rtol=1e-6)


# --- logits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("logits", "target", "value"),
    [
        ([[0.0, 0.0]], [0], LOG_2),
        ([[7.0, 7.0, 7.0, 7.0]], [3], 2 * LOG_2),
        ([[0.0, 0.0, 0.0], [LOG_2, 0.0, 0.0]], [1, 1], (LOG_3 + 2 * LOG_2) / 2),
        ([[1000.0, 1000.0, 0.0], [1000.0, 900.0, 0.0]], [0, 1], (LOG_2 + 100) / 2),
        ([[1e4, -1e4, 0.0]], [1], 2e4),
        ([[1e4, -1e4, 0.0], [-1e4, 1e4, 0.0]], [0, 1], 0.0),
        ([[-1e4, -1e4], [1e4, 1e4]], [0, 1], LOG_2),
    ],
)
def test_cross_entropy_has_the_values_worked_by_hand(
    logits: object, target: list[int], value: float, dtype: torch.dtype
) -> None:
    result = cross_entropy_loss(_tensor(logits, dtype), torch.tensor(target))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_cross_entropy_agrees_with_numpy_and_torch(shape: tuple[int, int], dtype: torch.dtype) -> None:
    x, ids = _scores(shape), _ids(shape)
    logits, target = _tensor(x, dtype), torch.tensor(ids)
    result = cross_entropy_loss(logits, target)
    expected = np.mean(np.logaddexp.reduce(x, axis=1) - x[np.arange(shape[0]), ids])
    assert result.item() == pytest.approx(expected, rel=1e-5)
    torch.testing.assert_close(result, F.cross_entropy(logits, target))
    gradient = _gradient(cross_entropy_loss, _leaf(x, dtype), target)
    np.testing.assert_allclose(gradient, (_softmax(x) - _one_hot(ids, shape[1])) / shape[0], rtol=1e-4, atol=1e-7)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_gradient_of_cross_entropy_is_right_at_ten_thousand(dtype: torch.dtype) -> None:
    x = _leaf([[1e4, -1e4, 0.0], [1e4, -1e4, 0.0]], dtype)
    gradient = _gradient(cross_entropy_loss, x, torch.tensor([1, 0]))
    np.testing.assert_allclose(2 * gradient, [[1.0, -1.0, 0.0], [0.0, 0.0, 0.0]])
