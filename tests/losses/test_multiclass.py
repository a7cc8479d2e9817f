from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.multiclass import (
    categorical_cross_entropy_loss,
    categorical_focal_loss,
    cross_entropy_loss,
    cross_entropy_with_z_loss,
    generalized_cross_entropy_loss,
    label_smoothing_cross_entropy_loss,
    linear_cross_entropy_loss,
    logit_adjusted_cross_entropy_loss,
    mixup_cross_entropy_loss,
    multi_margin_loss,
    multiclass_focal_loss,
    nll_loss,
    poly1_loss,
    soft_target_cross_entropy_loss,
    symmetric_cross_entropy_loss,
    weighted_cross_entropy_loss,
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


# --- the losses that build on cross-entropy -------------------------------------------------------------------------

GAP_3 = [LOG_3, 0.0]  # the softmax is (3/4, 1/4)
L34, L14 = float(np.log(4 / 3)), 2 * LOG_2
LAYER = _scores((5, 4), 9)
X, IDS, WEIGHTS = _scores((6, 4), 7), _ids((6, 4), 8), np.array([0.5, 3.0, 1.0, 0.2])
TARGETS = np.array([[0.0, 0.7, 0.3, 0.0], [0.25, 0.25, 0.25, 0.25], [1.0, 0.0, 0.0, 0.0]] * 2)


def _row(x: Array) -> list[float]:
    """Return the log-probabilities of one row of logits, in plain arithmetic."""
    total = sum(np.exp(v) for v in x)
    return [float(np.log(np.exp(v) / total)) for v in x]


def _by_rows(one: Callable[..., float]) -> Callable[..., float]:
    return lambda x, *rest: float(np.mean([one(*row) for row in zip(x, *rest, strict=True)]))


def _weighted(x: Array, ids: Ids, w: Array) -> float:
    terms = [(w[i], -_row(row)[i]) for row, i in zip(x, ids, strict=True)]
    return float(sum(a * b for a, b in terms) / sum(a for a, _ in terms))


def _smoothed(x: Array, ids: Ids) -> float:
    def one(row: Array, i: int) -> float:
        target = [0.3 / len(row) + (0.7 if c == i else 0.0) for c in range(len(row))]
        return -sum(t * p for t, p in zip(target, _row(row), strict=True))

    return _by_rows(one)(x, ids)


def _focal(x: Array, ids: Ids) -> float:
    return _by_rows(lambda row, i: -((1 - np.exp(_row(row)[i])) ** 1.5) * _row(row)[i])(x, ids)


def _poly1(x: Array, ids: Ids) -> float:
    return _by_rows(lambda row, i: -_row(row)[i] + 2.5 * (1 - np.exp(_row(row)[i])))(x, ids)


def _gce(x: Array, ids: Ids) -> float:
    return _by_rows(lambda row, i: (1 - np.exp(_row(row)[i]) ** 0.4) / 0.4)(x, ids)


def _multi_margin(x: Array, ids: Ids) -> float:
    def one(row: Array, i: int) -> float:
        return sum(max(0.0, 0.6 - row[i] + row[c]) for c in range(len(row)) if c != i) / len(row)

    return _by_rows(one)(x, ids)


def _with_z(x: Array, ids: Ids) -> float:
    return _by_rows(lambda row, i: -_row(row)[i] + 0.2 * np.log(sum(np.exp(v) for v in row)) ** 2)(x, ids)


def _symmetric(x: Array, ids: Ids) -> float:
    def one(row: Array, i: int) -> float:
        log_label = [0.0 if c == i else -4.0 for c in range(len(row))]
        reverse = -sum(np.exp(p) * t for p, t in zip(_row(row), log_label, strict=True))
        return float(-0.3 * _row(row)[i] + 1.5 * reverse)

    return _by_rows(one)(x, ids)


def _adjusted(x: Array, ids: Ids, prior: Array) -> float:
    weighed = prior**1.5 * np.exp(x)
    return float(-np.mean([np.log(row[i] / row.sum()) for row, i in zip(weighed, ids, strict=True)]))


def _mixed(x: Array, a: Ids, b: Ids) -> float:
    return _by_rows(lambda row, i, j: -0.3 * _row(row)[i] - 0.7 * _row(row)[j])(x, a, b)


def _mixed_target(x: torch.Tensor, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return F.cross_entropy(x, 0.3 * F.one_hot(a, 4).to(x.dtype) + 0.7 * F.one_hot(b, 4).to(x.dtype))


def _counted(log_probs: Array, ids: Array) -> float:
    """Minus the logarithm of what all the labels have together, a product, by their number."""
    return -float(np.log(np.prod([np.exp(row)[label] for row, label in zip(log_probs, ids, strict=True)]))) / len(ids)


def _divergence_and_entropy(logits: Array, target: Array) -> float:
    """KL(target‖softmax) and the entropy of the target, which together are the cross-entropy."""
    q = _softmax(logits)
    held = np.where(target > 0, target, 1.0)
    divergence = np.sum(target * np.log(held / q), axis=1)
    return float(np.mean(divergence - np.sum(target * np.log(held), axis=1)))


def _of_a_layer(hidden: Array, weight: Array, ids: Ids) -> float:
    """Take one logit after the other, and no table of them."""
    total = 0.0
    for row, own in zip(hidden, ids, strict=True):
        logits = [sum(float(h) * float(w) for h, w in zip(row, of_class, strict=True)) for of_class in weight]
        total += math.log(sum(math.exp(logit - logits[own]) for logit in logits))
    return total / len(ids)


BY_HAND: list[tuple[Loss, tuple[object, ...], dict[str, float], float]] = [
    (nll_loss, ([[-2.0, -1.0, -3.0], [-0.5, -4.0, -2.5]], [2, 0]), {}, 1.75),
    (nll_loss, ([[0.0, -1e4]], [1]), {}, 1e4),
    (linear_cross_entropy_loss, ([[1.0, 0.0]], [[LOG_3, 5.0], [0.0, 7.0]], [0]), {}, L34),
    (linear_cross_entropy_loss, ([[1.0, 0.0], [0.0, 1e4]], [[LOG_3, 1.0], [0.0, 0.0]], [1, 1]), {}, (L14 + 1e4) / 2),
    (weighted_cross_entropy_loss, ([[0.0, 0.0]], [0], [2.0, 5.0]), {}, LOG_2),
    (weighted_cross_entropy_loss, ([GAP_3, GAP_3], [0, 1], [1.0, 3.0]), {}, (L34 + 3 * L14) / 4),
    (weighted_cross_entropy_loss, ([[1e4, -1e4], [1e4, -1e4]], [0, 1], [1.0, 3.0]), {}, 1.5e4),
    (label_smoothing_cross_entropy_loss, ([[100.0, 0.0]], [0]), {}, 5.0),
    (label_smoothing_cross_entropy_loss, ([GAP_3], [0]), {"smoothing": 0.5}, 0.75 * L34 + 0.25 * L14),
    (label_smoothing_cross_entropy_loss, ([[1e4, -1e4]], [1]), {"smoothing": 0.0}, 2e4),
    (
        soft_target_cross_entropy_loss,
        ([GAP_3, [0.0, 0.0]], [[0.5, 0.5], [0.1, 0.9]]),
        {},
        ((L34 + L14) / 2 + LOG_2) / 2,
    ),
    (soft_target_cross_entropy_loss, ([[1e4, -1e4]], [[1.0, 0.0]]), {}, 0.0),
    (mixup_cross_entropy_loss, ([GAP_3, GAP_3], [0, 1], [1, 1]), {"lam": 0.75}, (0.75 * L34 + 1.25 * L14) / 2),
    (mixup_cross_entropy_loss, ([GAP_3], [0], [1]), {"lam": 1.0}, L34),
    (mixup_cross_entropy_loss, ([[1e4, -1e4]], [1], [0]), {"lam": 0.0}, 0.0),
    (mixup_cross_entropy_loss, ([[1e4, -1e4]], [1], [0]), {"lam": 0.25}, 5e3),
    (multiclass_focal_loss, ([GAP_3, GAP_3], [0, 1]), {}, (L34 / 16 + 9 / 16 * L14) / 2),
    (multiclass_focal_loss, ([GAP_3], [1]), {"gamma": 0.0}, L14),
    (multiclass_focal_loss, ([[1e4, -1e4]], [1]), {}, 2e4),
    (multi_margin_loss, ([[3.0, 2.5, 0.0], [0.0, 1.0, 0.5]], [0, 0]), {}, 2 / 3),
    (multi_margin_loss, ([[1e4, -1e4, 0.0]], [1]), {}, (3e4 + 2) / 3),
    (
        cross_entropy_with_z_loss,
        ([[4.0, 4.0], [-LOG_2, -LOG_2]], [0, 1]),
        {"z_weight": 0.1},
        LOG_2 + (4 + LOG_2) ** 2 / 20,
    ),
    (cross_entropy_with_z_loss, ([[1e4, -1e4]], [1]), {}, 3e4),
    (symmetric_cross_entropy_loss, ([GAP_3, GAP_3], [0, 1]), {"alpha": 1.0}, (L34 + L14) / 2 + 2),
    (symmetric_cross_entropy_loss, ([[1e4, -1e4]], [1]), {}, 2004.0),
    (logit_adjusted_cross_entropy_loss, ([[0.0, 0.0]] * 2, [0, 1], [3.0, 1.0]), {"tau": 2.0}, np.log(10) - LOG_3),
    (logit_adjusted_cross_entropy_loss, ([[1e4, -1e4]], [1], [1.0, 1.0]), {}, 2e4),
    (poly1_loss, ([GAP_3, GAP_3], [0, 1]), {"epsilon": 2.0}, (L34 + L14) / 2 + 1),
    (poly1_loss, ([[1e4, -1e4]], [1]), {"epsilon": 5.0}, 20005.0),
    (generalized_cross_entropy_loss, ([GAP_3], [1]), {"q": 0.5}, 1.0),
    (generalized_cross_entropy_loss, ([GAP_3], [0]), {"q": 1.0}, 0.25),
    (generalized_cross_entropy_loss, ([[1e4, -1e4], [1e4, -1e4]], [0, 1]), {"q": 0.5}, 1.0),
]
PLAIN: list[Callable[..., Any]] = [
    _counted,
    _divergence_and_entropy,
    _of_a_layer,
    _weighted,
    _smoothed,
    _focal,
    _poly1,
    _gce,
    _multi_margin,
    _with_z,
    _symmetric,
    _adjusted,
    _mixed,
]
# What takes arrays; the others take tensors.
Pairs = list[tuple[Loss, Callable[..., Any], tuple[object, ...], tuple[float, ...]]]
OF_TORCH: Pairs = [
    (nll_loss, F.nll_loss, (np.log(_softmax(X)), IDS), ()),
    (weighted_cross_entropy_loss, F.cross_entropy, (X, IDS, WEIGHTS), ()),
    (label_smoothing_cross_entropy_loss, lambda x, y: F.cross_entropy(x, y, label_smoothing=0.3), (X, IDS), (0.3,)),
    (soft_target_cross_entropy_loss, F.cross_entropy, (X, TARGETS), ()),
    (mixup_cross_entropy_loss, _mixed_target, (X, IDS, IDS[::-1].copy()), (0.3,)),
    (multi_margin_loss, F.multi_margin_loss, (X, IDS), ()),
]
SECOND_SOURCE: Pairs = [
    (nll_loss, _counted, (np.log(_softmax(X)), IDS), ()),
    (soft_target_cross_entropy_loss, _divergence_and_entropy, (X, TARGETS), ()),
    (linear_cross_entropy_loss, _of_a_layer, (X, LAYER, IDS), ()),
    (weighted_cross_entropy_loss, _weighted, (X, IDS, WEIGHTS), ()),
    (label_smoothing_cross_entropy_loss, _smoothed, (X, IDS), (0.3,)),
    (mixup_cross_entropy_loss, _mixed, (X, IDS, np.array([0, 1, 2, 3, 0, 1])), (0.3,)),
    (multiclass_focal_loss, _focal, (X, IDS), (1.5,)),
    (poly1_loss, _poly1, (X, IDS), (2.5,)),
    (multi_margin_loss, _multi_margin, (X, IDS), (0.6,)),
    (cross_entropy_with_z_loss, _with_z, (X, IDS), (0.2,)),
    (symmetric_cross_entropy_loss, _symmetric, (X, IDS), (0.3, 1.5)),
    (logit_adjusted_cross_entropy_loss, _adjusted, (X, IDS, WEIGHTS), (1.5,)),
    (generalized_cross_entropy_loss, _gce, (X, IDS), (0.4,)),
]
FAR = np.array([[1e4, -1e4, 0.0, 1.0], [-1e4, -1e4, -1e4, -1e4], [1e4, 1e4, 0.0, 0.0]])
ONE_HOT = np.eye(4)[[1, 3, 0]]
EXTREMES: list[tuple[Loss, tuple[object, ...], dict[str, float]]] = [
    (weighted_cross_entropy_loss, (FAR, [1, 3, 0], WEIGHTS), {}),
    (label_smoothing_cross_entropy_loss, (FAR, [0, 3, 2]), {}),
    (soft_target_cross_entropy_loss, (FAR, ONE_HOT), {}),
    (mixup_cross_entropy_loss, (FAR, [1, 3, 0], [0, 0, 2]), {"lam": 0.0}),
    (mixup_cross_entropy_loss, (FAR, [1, 3, 0], [0, 0, 2]), {"lam": 1.0}),
    (multiclass_focal_loss, (FAR, [1, 3, 0]), {"gamma": 1.0}),
    (multiclass_focal_loss, (FAR, [0, 0, 1]), {}),
    (poly1_loss, (FAR, [1, 3, 0]), {"epsilon": -1.0}),
    (cross_entropy_with_z_loss, (FAR, [1, 3, 0]), {}),
    (symmetric_cross_entropy_loss, (FAR, [1, 3, 0]), {}),
    (logit_adjusted_cross_entropy_loss, (FAR, [1, 3, 0], WEIGHTS), {}),
    (generalized_cross_entropy_loss, (FAR, [1, 3, 0]), {"q": 0.1}),
    (multiclass_focal_loss, (FAR, [0, 0, 1]), {"gamma": 0.0}),
]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options", "value"), BY_HAND)
def test_the_values_worked_by_hand(
    loss: Loss, given: tuple[object, ...], options: dict[str, float], value: float, dtype: torch.dtype
) -> None:
    result = loss(*_given(given, dtype), **options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("loss", "other", "given", "options"), OF_TORCH)
def test_values_and_gradients_are_those_of_functions_of_torch(
    loss: Loss, other: Callable[..., Any], given: tuple[object, ...], options: tuple[float, ...]
) -> None:
    ours, theirs = _given(given, torch.float64), _given(given, torch.float64)
    one, two = loss(ours[0].requires_grad_(), *ours[1:], *options), other(theirs[0].requires_grad_(), *theirs[1:])
    one.backward()
    two.backward()
    torch.testing.assert_close(one, two, rtol=1e-9, atol=0.0)
    torch.testing.assert_close(ours[0].grad, theirs[0].grad, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("loss", "other", "given", "options"), SECOND_SOURCE)
def test_a_second_source_and_finite_differences_agree(
    loss: Loss, other: Callable[..., Any], given: tuple[object, ...], options: tuple[float, ...]
) -> None:
    tensors = _given(given, torch.float64)
    ours = loss(*tensors, *options)
    theirs = float(other(*(given if other in PLAIN else tensors)))
    assert ours.item() == pytest.approx(theirs, rel=1e-9)
    first = tensors[0].clone().requires_grad_()
    assert torch.autograd.gradcheck(lambda x: loss(x, *tensors[1:], *options), (first,))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options"), EXTREMES)
def test_value_and_gradient_are_finite_at_the_extremes(
    loss: Loss, given: tuple[object, ...], options: dict[str, float], dtype: torch.dtype
) -> None:
    first, *rest = _given(given, dtype)
    value = loss(first.requires_grad_(), *rest, **options)
    value.backward()
    assert torch.isfinite(value)
    assert torch.isfinite(first.grad).all()  # type: ignore[arg-type]


def _given(values: tuple[object, ...], dtype: torch.dtype) -> list[torch.Tensor]:
    """Make tensors: numbers with a fraction in the dtype asked for, whole ones as class ids."""
    arrays = [np.asarray(value) for value in values]
    return [torch.tensor(a) if a.dtype.kind == "i" else torch.tensor(a, dtype=dtype) for a in arrays]
