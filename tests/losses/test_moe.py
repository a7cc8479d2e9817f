"""Losses of a router, against loops in plain Python and values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from lossquiz.losses.moe import load_balancing_loss, router_z_loss

DTYPES = (torch.float32, torch.float64)


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_z_loss_agrees_with_a_loop(dtype: torch.dtype) -> None:
    logits = np.random.default_rng(1).normal(size=(7, 5))
    expected = np.mean([math.log(sum(math.exp(x) for x in row)) ** 2 for row in logits.tolist()])
    result = router_z_loss(torch.tensor(logits, dtype=dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(expected, rel=1e-6)


def test_the_z_loss_has_the_values_and_slopes_worked_by_hand() -> None:
    assert router_z_loss(torch.zeros(3, 8)).item() == pytest.approx(math.log(8) ** 2)
    logits = torch.tensor([[3.0, 3.0]], dtype=torch.float64, requires_grad=True)
    router_z_loss(logits).backward()
    np.testing.assert_allclose(logits.grad.numpy(), [[3 + math.log(2)] * 2])


def test_the_gradient_of_the_z_loss_agrees_with_finite_differences() -> None:
    logits = torch.tensor(np.random.default_rng(2).normal(size=(4, 3)), requires_grad=True)
    assert torch.autograd.gradcheck(router_z_loss, (logits,))


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_z_loss_is_right_at_the_extremes(dtype: torch.dtype) -> None:
    logits = torch.tensor([[1e4, -1e4], [-1e4, -1e4]], dtype=dtype, requires_grad=True)
    loss = router_z_loss(logits)
    loss.backward()
    assert loss.item() == pytest.approx((1e8 + (1e4 - math.log(2)) ** 2) / 2, rel=1e-6)
    np.testing.assert_allclose(logits.grad.numpy(), [[1e4, 0.0], [-4999.65] * 2], rtol=1e-3)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("top_k", [1, 2, 5])
def test_the_balancing_loss_agrees_with_a_loop(dtype: torch.dtype, top_k: int) -> None:
    logits = np.random.default_rng(3).normal(size=(9, 5))
    chosen, likely = [0.0] * 5, [0.0] * 5
    for row in logits.tolist():
        total = sum(math.exp(x) for x in row)
        for expert, x in enumerate(row):
            chosen[expert] += (sum(other > x for other in row) < top_k) / 9
            likely[expert] += math.exp(x) / total / 9
    result = load_balancing_loss(torch.tensor(logits, dtype=dtype), top_k)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(5 * float(np.dot(chosen, likely)), rel=1e-6)


def test_the_balancing_loss_has_the_values_and_slopes_worked_by_hand() -> None:
    logits = torch.tensor([[0.4, 0.3, 0.2, 0.1]], dtype=torch.float64).log().requires_grad_()
    loss = load_balancing_loss(logits, 1)
    loss.backward()
    assert loss.item() == pytest.approx(1.6)
    np.testing.assert_allclose(logits.grad.numpy(), [[0.96, -0.48, -0.32, -0.16]])
    balanced = torch.eye(4, dtype=torch.float64, requires_grad=True)
    loss = load_balancing_loss(balanced, 1)
    loss.backward()
    assert loss.item() == pytest.approx(1)
    np.testing.assert_allclose(balanced.grad.numpy(), np.zeros((4, 4)), atol=1e-15)


def test_the_gradient_of_the_balancing_loss_agrees_with_finite_differences() -> None:
    logits = torch.tensor(np.random.default_rng(4).normal(size=(4, 5)), requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: load_balancing_loss(x, 2), (logits,))


@pytest.mark.parametrize("dtype", DTYPES)
def test_the_balancing_loss_is_right_at_the_extremes(dtype: torch.dtype) -> None:
    logits = torch.tensor([[20.0, 10.0, -20.0, -10.0]] * 2, dtype=dtype, requires_grad=True)
    loss = load_balancing_loss(logits)
    loss.backward()
    assert loss.item() == pytest.approx(4, rel=1e-6)
    assert logits.grad.isfinite().all()
