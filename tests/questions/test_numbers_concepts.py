"""Numbers in the questions that belong to no single loss, and in what was added beside them, worked out again."""

from __future__ import annotations

import math
from itertools import starmap

import numpy as np
import pytest
import torch


def near(*pairs: tuple[float, float]) -> bool:
    """Tell whether each number is what is said, to two places where it is said to two, else to four."""
    return all(starmap(lambda value, said: value == pytest.approx(said, abs=0.6 * 10.0 ** -places(said)), pairs))


def places(said: float) -> int:
    return max(len(f"{said}".partition(".")[2]), 2)


def test_perplexity() -> None:
    assert near((math.exp(2), 7.39), (2 / math.log(2), 2.89), (2 * math.log(2), 1.39), (math.log2(100), 6.64))
    assert near((2**2.885, 7.39), (1 / math.log(2), 1.4427), (math.log(2), 0.693))
    assert near((math.log2(12) / 3, 1.19), (math.log2(20) / 4, 1.08))
    assert (12 / 3, 20 / 4) == (4, 5)
    assert math.exp((math.log(10) + math.log(1000)) / 2) == pytest.approx(100)
    assert near((2 / (1 / 10 + 1 / 1000), 19.8), ((10 + 1000) / 2, 505), (10 * 1000, 10_000))


def test_masks_of_prompts_and_of_masked_models() -> None:
    assert near(((90 * 0.5 + 10 * 3) / 100, 0.75), ((0.5 + 3) / 2, 1.75), (10 * 3 / 100, 0.3))
    logits = torch.tensor([[math.log(3), 0.0], [math.log(3), 0.0]])
    assert near((torch.nn.functional.cross_entropy(logits, torch.tensor([1, 0])).item(), 0.8370))
    assert near((1.3863 + 0.2877, 1.6740), (0.15 * 0.8, 0.12), (0.15 * 0.9, 0.135), (0.15 * 0.1, 0.015))
    assert (round(math.exp(1.5), 1), round(math.exp(3), 1)) == (4.5, 20.1)
    assert pytest.approx(1 / 10) == (1 / 500) / (1 / 50)
    assert round(0.15 * 7) == 1


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def test_likelihood_and_convexity() -> None:
    e, a, t = 1.7, 0.4, 3.0
    gauss, laplace = torch.distributions.Normal, torch.distributions.Laplace
    for spread in (1.0, 3.0):
        density = gauss(torch.tensor(0.0), torch.tensor(spread))
        gap = density.log_prob(torch.tensor(a)) - density.log_prob(torch.tensor(e))
        assert gap.item() == pytest.approx((e**2 - a**2) / (2 * spread**2), rel=1e-5)
    double = laplace(torch.tensor(0.0), torch.tensor(2.0))
    assert (double.log_prob(torch.tensor(a)) - double.log_prob(torch.tensor(e))).item() == pytest.approx((e - a) / 2)
    x = torch.tensor(0.7)
    count = torch.distributions.Poisson(x.exp()).log_prob(torch.tensor(t))
    assert -count.item() == pytest.approx(math.exp(0.7) - t * 0.7 + math.log(6), rel=1e-5)
    # The most probable weight of one feature, from the posterior's own formula.
    rng = np.random.default_rng(0)
    inputs, noise, prior = rng.normal(size=9), 0.7, 0.3
    targets = inputs + rng.normal(size=9)
    posterior = (inputs @ targets / noise**2) / (inputs @ inputs / noise**2 + 1 / prior**2)
    assert posterior == pytest.approx(inputs @ targets / (inputs @ inputs + noise**2 / prior**2))
    for at in (-2.0, -0.69, 0.3):
        x = torch.tensor(at, dtype=torch.float64, requires_grad=True)
        (slope,) = torch.autograd.grad((1 - x.sigmoid()) ** 2, x, create_graph=True)
        (second,) = torch.autograd.grad(slope, x)
        s = sigmoid(at)
        assert second.item() == pytest.approx(2 * s * (1 - s) ** 2 * (3 * s - 1))
    assert near((math.log(1 / 3 / (2 / 3)), -0.69))
    s = sigmoid(-6)
    assert near((-2 * s * (1 - s) ** 2, -0.0049))


def test_calibration() -> None:
    assert near((0.75 * 0.1 + 0.25 * 0.3, 0.15), (0.75 * 0.1 - 0.25 * 0.3, 0), ((0.1 + 0.3) / 2, 0.2))
    assert near((0.75 * 0.9 + 0.25 * 0.6, 0.825), (0.75 * 0.8 + 0.25 * 0.9, 0.825))
    assert near((sigmoid(2), 0.881), (sigmoid(1), 0.731), (sigmoid(4), 0.982), (0.881 / 2, 0.44))
    assert near((-0.3 * math.log(0.3) - 0.7 * math.log(0.7), 0.61), (0.3 * 0.7**2 + 0.7 * 0.3**2, 0.21))
