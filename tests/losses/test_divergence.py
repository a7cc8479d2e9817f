from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.divergence import js_divergence_loss, kl_divergence_loss

Array = NDArray[np.float64]
DTYPES = (torch.float32, torch.float64)


def _kl_by_hand(log_q: Array, p: Array) -> float:
    total = 0.0
    for log_row, row in zip(log_q, p, strict=True):
        for log_value, value in zip(log_row, row, strict=True):
            if value > 0:
                total += value * (math.log(value) - log_value)
    return total / len(p)


def _distributions(seed: int, rows: int, classes: int, *, zeros: bool) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(classes), size=rows)
    if zeros:
        p[:, 0] = 0.0
        p /= p.sum(axis=1, keepdims=True)
    return np.log(rng.dirichlet(np.ones(classes), size=rows)), p


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("log_q", "p", "value"),
    [
        ([[math.log(0.5), math.log(0.5)]], [[1.0, 0.0]], math.log(2)),
        ([[math.log(0.25), math.log(0.75)]], [[0.25, 0.75]], 0.0),
        ([[math.log(0.25)] * 4], [[0.5, 0.5, 0.0, 0.0]], math.log(2)),
        ([[math.log(0.5)] * 2, [math.log(0.25), math.log(0.75)]], [[1.0, 0.0], [1.0, 0.0]], (3 * math.log(2)) / 2),
        ([[-10000.0, 0.0]], [[0.5, 0.5]], 5000 - math.log(2)),
        ([[-10000.0, 0.0]], [[0.0, 1.0]], 0.0),
    ],
)
def test_kl_divergence_has_the_values_worked_by_hand(
    log_q: list[list[float]], p: list[list[float]], value: float, dtype: torch.dtype
) -> None:
    result = kl_divergence_loss(torch.tensor(log_q, dtype=dtype), torch.tensor(p, dtype=dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("zeros", [False, True])
@pytest.mark.parametrize(("rows", "classes"), [(1, 2), (5, 3), (4, 9)])
def test_kl_divergence_agrees_with_a_loop_and_with_torch(
    rows: int, classes: int, zeros: bool, dtype: torch.dtype
) -> None:
    log_q, p = _distributions(rows * 31 + classes, rows, classes, zeros=zeros)
    q, target = torch.tensor(log_q, dtype=dtype), torch.tensor(p, dtype=dtype)
    result = kl_divergence_loss(q, target)
    assert result.item() == pytest.approx(_kl_by_hand(log_q, p), rel=2e-6)
    assert result.item() == pytest.approx(F.kl_div(q, target, reduction="batchmean").item(), rel=2e-6)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_gradient_of_kl_divergence_is_minus_p_over_n(dtype: torch.dtype) -> None:
    log_q, p = _distributions(3, 4, 5, zeros=True)
    leaf = torch.tensor(log_q, dtype=dtype, requires_grad=True)
    (gradient,) = torch.autograd.grad(kl_divergence_loss(leaf, torch.tensor(p, dtype=dtype)), leaf)
    np.testing.assert_allclose(gradient.numpy(), -p / 4, rtol=1e-6, atol=0)


def test_the_gradient_of_kl_divergence_agrees_with_finite_differences() -> None:
    log_q, p = _distributions(4, 3, 4, zeros=True)
    leaf = torch.tensor(log_q, requires_grad=True)
    assert torch.autograd.gradcheck(kl_divergence_loss, (leaf, torch.tensor(p)))


@pytest.mark.parametrize("dtype", DTYPES)
def test_kl_divergence_and_its_gradient_are_finite_at_the_extremes(dtype: torch.dtype) -> None:
    leaf = torch.tensor([[-10000.0, 0.0], [0.0, -10000.0]], dtype=dtype, requires_grad=True)
    loss = kl_divergence_loss(leaf, torch.tensor([[1.0, 0.0], [0.0, 1.0]], dtype=dtype))
    loss.backward()
    assert loss.item() == 10000.0
    assert leaf.grad is not None
    assert leaf.grad.tolist() == [[-0.5, 0.0], [0.0, -0.5]]


# --- Jensen–Shannon -------------------------------------------------------------------------------------------------


def _kl_of_rows(a: list[float], b: list[float]) -> float:
    return sum(x * float(np.log(x / y)) for x, y in zip(a, b, strict=True) if x > 0)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(
    ("p", "q", "value"),
    [
        ([[1.0, 0.0]], [[0.0, 1.0]], np.log(2)),
        ([[0.3, 0.7, 0.0]], [[0.3, 0.7, 0.0]], 0.0),
        ([[1.0, 0.0]], [[0.5, 0.5]], (np.log(4 / 3) + (np.log(2 / 3) + np.log(2)) / 2) / 2),
        (
            [[0.75, 0.25], [1.0, 0.0]],
            [[0.25, 0.75], [0.0, 1.0]],
            np.log(2) + (0.75 * np.log(0.75) + 0.25 * np.log(0.25)) / 2,
        ),
    ],
)
def test_js_has_the_values_worked_by_hand(
    p: list[list[float]], q: list[list[float]], value: float, dtype: torch.dtype
) -> None:
    result = js_divergence_loss(torch.tensor(p, dtype=dtype), torch.tensor(q, dtype=dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6, abs=1e-7)


def test_js_is_two_divergences_to_the_average_and_its_slopes_are_half_a_log_ratio() -> None:
    p, q = np.random.default_rng(3).dirichlet([1.0] * 5, size=(2, 7))
    middle = (p + q) / 2
    expected = np.mean([(_kl_of_rows(a, m) + _kl_of_rows(b, m)) / 2 for a, b, m in zip(p, q, middle, strict=True)])
    leaves = tuple(torch.tensor(x, requires_grad=True) for x in (p, q))
    value = js_divergence_loss(*leaves)
    assert value.item() == pytest.approx(expected, rel=1e-12)
    value.backward()
    for leaf, mine in zip(leaves, (p, q), strict=True):
        np.testing.assert_allclose(leaf.grad.numpy(), np.log(mine / middle) / 14, rtol=1e-9)
    assert torch.autograd.gradcheck(js_divergence_loss, leaves)
