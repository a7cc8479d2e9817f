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

from lossquiz.losses.generative import (
    discriminator_loss,
    flow_matching_loss,
    gan_hinge_loss,
    gaussian_kl_loss,
    min_snr_loss,
    v_prediction_loss,
    vae_loss,
    vq_loss,
)

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
    (vq_loss, [[[1.0, 2.0]], [[0.0, 4.0]]], 3.125),
    (vq_loss, [[[1.0, 2.0]], [[0.0, 4.0]], 2.0], 7.5),
    (flow_matching_loss, [[[0.0]], [[1.0]], [[3.0]]], 4.0),
    (flow_matching_loss, [[[1.0, -1.0]], [[0.0, 2.0]], [[2.0, 0.0]]], 1.0),
    (v_prediction_loss, [[[0.0]], [[1.0]], [[2.0]], [0.6], [0.8]], 0.16),
    (v_prediction_loss, [[[0.0], [0.0]], [[1.0], [1.0]], [[2.0], [2.0]], [1.0, 0.0], [0.0, 1.0]], 2.5),
    (min_snr_loss, [[[1.0, 3.0]], [[0.0, 0.0]], [10.0]], 2.5),
    (min_snr_loss, [[[2.0], [2.0]], [[0.0], [0.0]], [1.0, 8.0], 2.0], 2.5),
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


def test_quantisation_pulls_each_side_by_its_own_term() -> None:
    encoded, codes = drawn((4, 3), (4, 3))
    value = vq_loss(encoded, codes, 0.3)
    value.backward()
    gap = (encoded - codes).detach().numpy()
    assert value.item() == pytest.approx(1.3 * float(np.mean(gap**2)), rel=1e-12)
    np.testing.assert_allclose(encoded.grad.numpy(), 0.3 * 2 * gap / 12)
    np.testing.assert_allclose(codes.grad.numpy(), -2 * gap / 12)


@pytest.mark.parametrize("shape", [(3, 1), (2, 5), (4, 2, 3), (1, 2, 1, 3)])
def test_diffusion_and_flow_agree_with_loops_over_the_samples(shape: tuple[int, ...]) -> None:
    output, x0, noise = (t.detach() for t in drawn(shape, shape, shape))
    angle = np.linspace(0.1, 1.4, shape[0])
    alpha, sigma = np.cos(angle), np.sin(angle)
    snr = (alpha / sigma) ** 2
    flow = velocity = weighted = 0.0
    for k, (o, x, e) in enumerate(zip(output.numpy(), x0.numpy(), noise.numpy(), strict=True)):
        flow += float(np.mean((o + x - e) ** 2)) / shape[0]
        velocity += float(np.mean((o - (alpha[k] * e - sigma[k] * x)) ** 2)) / shape[0]
        weighted += (1.0 if snr[k] < 2 else 2 / snr[k]) * float(np.mean((o - e) ** 2)) / shape[0]
    a, s, r = (torch.tensor(v) for v in (alpha, sigma, snr))
    assert flow_matching_loss(output, x0, noise).item() == pytest.approx(flow, rel=1e-12)
    assert v_prediction_loss(output, x0, noise, a, s).item() == pytest.approx(velocity, rel=1e-12)
    assert min_snr_loss(output, noise, r, 2.0).item() == pytest.approx(weighted, rel=1e-12)


def test_the_velocity_is_that_of_the_point_on_its_line_by_central_differences() -> None:
    """A network that knows the point's velocity costs nothing, one that is off by 0.3 everywhere 0.09."""
    x0, x1 = (t.detach().numpy() for t in drawn((3, 4), (3, 4)))
    earlier, later = ((1 - t) * x0 + t * x1 for t in (0.4, 0.6))
    velocity = torch.tensor((later - earlier) / 0.2)
    ends = torch.tensor(x0), torch.tensor(x1)
    assert flow_matching_loss(velocity, *ends).item() < 1e-25
    assert flow_matching_loss(velocity + 0.3, *ends).item() == pytest.approx(0.09, rel=1e-12)


def test_an_error_of_v_is_one_of_the_sample_divided_by_sigma() -> None:
    """With α² + σ² = 1 and x = α·x0 + σ·ε, the sample that v stands for is α·x − σ·v."""
    output, x0, noise = (t.detach() for t in drawn((3, 4), (3, 4), (3, 4)))
    alpha, sigma = torch.full((3,), 0.6).double(), torch.full((3,), 0.8).double()
    sample = 0.6 * (0.6 * x0 + 0.8 * noise) - 0.8 * output
    expected = (sample - x0).square().mean().item() / 0.8**2
    assert v_prediction_loss(output, x0, noise, alpha, sigma).item() == pytest.approx(expected, rel=1e-6)


def test_the_gradients_of_diffusion_and_flow_agree_with_finite_differences() -> None:
    output, x0, noise = drawn((3, 2, 2), (3, 2, 2), (3, 2, 2))
    row = torch.tensor([0.3, 2.0, 9.0], dtype=torch.float64)
    assert torch.autograd.gradcheck(flow_matching_loss, (output, x0.detach(), noise.detach()))
    assert torch.autograd.gradcheck(v_prediction_loss, (output, x0.detach(), noise.detach(), row, 1 / row))
    assert torch.autograd.gradcheck(lambda o: min_snr_loss(o, noise.detach(), row, 2.0), (output,))


@pytest.mark.parametrize("dtype", DTYPES)
def test_diffusion_and_flow_are_finite_at_the_extremes(dtype: torch.dtype) -> None:
    far = torch.tensor([[1e4, -1e4], [0.0, 1e4]], dtype=dtype)
    one, zero = torch.ones(2, dtype=dtype), torch.zeros(2, dtype=dtype)
    snr = torch.tensor([1e-30, 1e30], dtype=dtype)
    for loss in (
        lambda o: flow_matching_loss(o, far, -far),
        lambda o: v_prediction_loss(o, far, -far, one, zero),
        lambda o: min_snr_loss(o, -far, snr),
    ):
        output = far.clone().requires_grad_()
        value = loss(output)
        value.backward()
        assert torch.isfinite(value)
        assert torch.isfinite(output.grad).all()
