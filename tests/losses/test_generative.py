"""Losses of generative models, against torch, loops in plain Python and values worked by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch.distributions import Bernoulli, Normal, kl_divergence

from lossquiz.losses.generative import discriminator_loss, gan_hinge_loss, gaussian_kl_loss, vae_loss

Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)
BY_HAND: list[tuple[Loss, list[Any], float]] = [
    (discriminator_loss, [[1.0], [-1.0]], 2 * math.log(1 + math.exp(-1))),
    (discriminator_loss, [[0.0, 0.0], [0.0]], 2 * math.log(2)),
    (gan_hinge_loss, [[2.0, 0.5, -1.0], [-3.0, 0.0]], 2.5 / 3 + 0.5),
    (gan_hinge_loss, [[1.0, 7.0], [-1.0]], 0.0),
    (gaussian_kl_loss, [[[2.0]], [[0.0]]], 2.0),
    (gaussian_kl_loss, [[[0.0, 0.0]], [[1.0, -1.0]]], (math.e + 1 / math.e) / 2 - 1),
    (gaussian_kl_loss, [[[1.0], [0.0]], [[0.0], [0.0]]], 0.25),
    (vae_loss, [[[1.0]], [[1.0]], [[2.0]], [[0.0]]], math.log(1 + math.exp(-1)) + 2),
    (vae_loss, [[[1.0, -1.0]], [[1.0, 1.0]], [[1.0]], [[0.0]], 4.0], 2 * math.log(1 + math.e) - 1 + 2),
]
EXTREMES: list[tuple[Loss, list[Any], float, list[Any]]] = [
    (discriminator_loss, [[1e4, -1e4], [-1e4, 1e4]], 1e4, [[0.0, -0.5], [0.0, 0.5]]),
    (gan_hinge_loss, [[1e4, -1e4], [-1e4, 1e4]], 10001.0, [[0.0, -0.5], [0.0, 0.5]]),
    (gaussian_kl_loss, [[[1e4, 0.0]], [[-1e4, 0.0]]], 5e7 + 4999.5, [[[1e4, 0.0]], [[-0.5, 0.0]]]),
    (vae_loss, [[[1e4, -1e4]], [[0.0, 0.0]], [[0.0]], [[-1e4]]], 1e4 + 4999.5, [[[1.0, 0.0]]]),
]


def tensors(columns: list[Any], dtype: torch.dtype, *, leaves: bool = False) -> list[Any]:
    return [torch.tensor(c, dtype=dtype, requires_grad=leaves) if isinstance(c, list) else c for c in columns]


def drawn(*shapes: tuple[int, ...], seed: int = 3) -> list[torch.Tensor]:
    rng = np.random.default_rng(seed)
    return [torch.tensor(rng.normal(size=shape), requires_grad=True) for shape in shapes]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "columns", "value"), BY_HAND)
def test_values_worked_by_hand(loss: Loss, columns: list[Any], value: float, dtype: torch.dtype) -> None:
    result = loss(*tensors(columns, dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5, abs=1e-7)


def test_the_discriminator_is_binary_cross_entropy_of_each_batch() -> None:
    real, fake = drawn((5,), (8,))
    expected = F.binary_cross_entropy(torch.sigmoid(real), torch.ones_like(real))
    expected = expected + F.binary_cross_entropy(torch.sigmoid(fake), torch.zeros_like(fake))
    assert discriminator_loss(real, fake).item() == pytest.approx(expected.item(), rel=1e-12)


def test_the_hinges_agree_with_a_loop() -> None:
    real, fake = drawn((5,), (8,))
    expected = sum(max(0.0, 1 - r) for r in real.tolist()) / 5 + sum(max(0.0, 1 + f) for f in fake.tolist()) / 8
    assert gan_hinge_loss(real, fake).item() == pytest.approx(expected, rel=1e-12)


def test_the_kl_and_the_bound_agree_with_the_distributions_of_torch() -> None:
    mu, logvar, logits = drawn((4, 3), (4, 3), (4, 6))
    kl = kl_divergence(Normal(mu, torch.exp(logvar / 2)), Normal(0.0, 1.0)).sum(1)
    assert gaussian_kl_loss(mu, logvar).item() == pytest.approx(kl.mean().item(), rel=1e-12)
    pixels = (logits.detach() > 0.3).double()
    log_p = Bernoulli(logits=logits).log_prob(pixels).sum(1)
    expected = (2.5 * kl - log_p).mean().item()
    assert vae_loss(logits, pixels, mu, logvar, 2.5).item() == pytest.approx(expected, rel=1e-12)


def test_gradients_agree_with_finite_differences() -> None:
    assert torch.autograd.gradcheck(discriminator_loss, drawn((5,), (8,)))
    assert torch.autograd.gradcheck(gan_hinge_loss, drawn((5,), (8,)))
    assert torch.autograd.gradcheck(gaussian_kl_loss, drawn((4, 3), (4, 3)))
    logits, mu, logvar = drawn((4, 6), (4, 3), (4, 3))
    pixels = (logits.detach() > 0.3).double()
    assert torch.autograd.gradcheck(lambda x, m, s: vae_loss(x, pixels, m, s, 0.7), (logits, mu, logvar))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "columns", "value", "slopes"), EXTREMES)
def test_value_and_gradient_at_the_extremes(
    loss: Loss, columns: list[Any], value: float, slopes: list[Any], dtype: torch.dtype
) -> None:
    inputs = tensors(columns, dtype, leaves=True)
    result = loss(*inputs)
    result.backward()
    assert result.item() == pytest.approx(value, rel=1e-6)
    for leaf, slope in zip(inputs, slopes, strict=False):
        np.testing.assert_allclose(leaf.grad.numpy(), slope, rtol=1e-5)
