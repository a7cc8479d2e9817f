"""The Cox loss against a loop over the events, against cross-entropy and against values worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from lossquiz.losses.survival import cox_ph_loss

DTYPES = (torch.float32, torch.float64)


def by_loop(hazard: list[float], duration: list[float], event: list[float]) -> float:
    terms = [
        math.log(sum(math.exp(h) for h, t in zip(hazard, duration, strict=True) if t >= duration[i])) - hazard[i]
        for i, seen in enumerate(event)
        if seen
    ]
    return sum(terms) / len(terms) if terms else 0.0


def drawn(seed: int, rows: int = 12) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    hazard, duration = rng.normal(size=rows), rng.integers(1, 6, size=rows).astype(float)
    return [hazard.tolist(), duration.tolist(), (rng.uniform(size=rows) < 0.5).astype(float).tolist()]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("seed", range(6))
def test_it_agrees_with_a_loop_over_the_events_ties_included(seed: int, dtype: torch.dtype) -> None:
    columns = drawn(seed)
    result = cox_ph_loss(*(torch.tensor(column, dtype=dtype) for column in columns))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(by_loop(*columns), rel=1e-5)


@pytest.mark.parametrize(
    ("hazard", "duration", "event", "value"),
    [
        ([math.log(2), 0.0, 0.0], [1.0, 2.0, 3.0], [1.0, 0.0, 1.0], math.log(2) / 2),
        ([0.0] * 10, [float(t) for t in range(10)], [1.0] * 10, math.log(math.factorial(10)) / 10),
        ([0.0, 0.0, 0.0], [2.0, 2.0, 2.0], [1.0, 1.0, 0.0], math.log(3)),
        ([1.0, 2.0], [1.0, 2.0], [0.0, 0.0], 0.0),
    ],
)
def test_values_worked_by_hand(hazard: list[float], duration: list[float], event: list[float], value: float) -> None:
    columns = (torch.tensor(c, dtype=torch.float64) for c in (hazard, duration, event))
    assert cox_ph_loss(*columns).item() == pytest.approx(value)


def test_an_event_among_all_is_a_cross_entropy() -> None:
    hazard = torch.tensor([0.3, -1.0, 2.0], dtype=torch.float64)
    value = cox_ph_loss(hazard, torch.tensor([5.0, 1.0, 7.0]), torch.tensor([0.0, 1.0, 0.0]).double())
    assert value.item() == pytest.approx(F.cross_entropy(hazard, torch.tensor(1)).item())


def test_gradients_agree_with_finite_differences() -> None:
    hazard, duration, event = (torch.tensor(c, dtype=torch.float64) for c in drawn(3))
    assert torch.autograd.gradcheck(lambda h: cox_ph_loss(h, duration, event), (hazard.requires_grad_(),))


@pytest.mark.parametrize("dtype", DTYPES)
def test_value_and_gradient_at_the_extremes(dtype: torch.dtype) -> None:
    hazard = torch.tensor([1e4, -1e4, 0.0], dtype=dtype, requires_grad=True)
    loss = cox_ph_loss(hazard, torch.tensor([3.0, 1.0, 2.0], dtype=dtype), torch.ones(3, dtype=dtype))
    loss.backward()
    assert loss.item() == pytest.approx((0 + 2e4 + 1e4) / 3)
    np.testing.assert_allclose(hazard.grad.numpy() * 3, [2.0, -1.0, -1.0], rtol=1e-6)
    hazard.grad = None
    cox_ph_loss(hazard, torch.tensor([3.0, 1.0, 2.0], dtype=dtype), torch.zeros(3, dtype=dtype)).backward()
    assert hazard.grad.tolist() == [0.0, 0.0, 0.0]
