from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from lossquiz.losses.custom import multi_task_loss

DTYPES = (torch.float32, torch.float64)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("losses", "log_vars", "value", "to_losses", "to_log_vars"),
    [
        ([2.0], [0.0], 2.0, [1.0], [-1.0]),
        ([4.0], [math.log(4)], 1 + math.log(4), [0.25], [0.0]),
        ([2.0, 0.5], [math.log(2), 0.0], 1.5 + math.log(2), [0.5, 1.0], [0.0, 0.5]),
        ([0.0], [-3.0], -3.0, [math.exp(3)], [1.0]),
        ([1e4], [-10.0], 1e4 * math.exp(10) - 10, [math.exp(10)], [1 - 1e4 * math.exp(10)]),
        ([1e-4], [10.0], 10 + 1e-4 * math.exp(-10), [math.exp(-10)], [1.0]),
    ],
)
def test_values_and_gradients_worked_by_hand(
    losses: list[float],
    log_vars: list[float],
    value: float,
    to_losses: list[float],
    to_log_vars: list[float],
    dtype: torch.dtype,
) -> None:
    tensors = [torch.tensor(x, dtype=dtype, requires_grad=True) for x in (losses, log_vars)]
    result = multi_task_loss(*tensors)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)
    for gradient, expected in zip(torch.autograd.grad(result, tensors), (to_losses, to_log_vars), strict=True):
        np.testing.assert_allclose(gradient.numpy(), expected, rtol=1e-6, atol=1e-6)


def test_it_is_twice_the_likelihood_of_gaussian_tasks_but_for_a_constant() -> None:
    rng = np.random.default_rng(2)
    errors, deviations = rng.normal(size=5), rng.uniform(0.3, 3.0, size=5)
    density = np.exp(-(errors**2) / (2 * deviations**2)) / (deviations * np.sqrt(2 * np.pi))
    expected = np.sum(-2 * np.log(density) - np.log(2 * np.pi))
    result = multi_task_loss(torch.tensor(errors**2), torch.tensor(2 * np.log(deviations)))
    assert result.item() == pytest.approx(expected, rel=1e-12)


def test_the_gradient_agrees_with_finite_differences() -> None:
    rng = np.random.default_rng(3)
    tensors = [torch.tensor(rng.uniform(0.1, 3.0, size=4), requires_grad=True) for _ in range(2)]
    assert torch.autograd.gradcheck(multi_task_loss, tensors)
