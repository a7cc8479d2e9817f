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


def test_curves() -> None:
    assert near((math.log(10), 2.30), (math.log(2), 0.69), (math.log(10) - math.log(3), 1.20))
    tied = torch.zeros(1, 10, dtype=torch.float64)
    tied[0, 0] = 1e-9
    assert tied.argmax().item() == 0
    assert -tied.log_softmax(1)[0, 0].item() == pytest.approx(math.log(10))
    second = torch.tensor([[0.0, 1e-9, *[-100.0] * 8]], dtype=torch.float64)
    assert -second.log_softmax(1)[0, 0].item() == pytest.approx(math.log(2))
    assert near((-0.84 * math.log(0.99) - 0.16 * math.log(0.01), 0.75), (-0.16 * math.log(0.01), 0.74))
    steps = np.linspace(1.0, 0.6, 1001)
    assert near((steps.mean(), 0.8), (steps.mean() - 0.65, 0.15), (0.65 - steps[-1], 0.05), (1 - 0.65, 0.35))


def test_sixteen_bits() -> None:
    half, brain = torch.finfo(torch.float16), torch.finfo(torch.bfloat16)
    assert (half.max, round(brain.max / 1e38, 1)) == (65504, 3.4)
    assert near((math.log(half.max), 11.09), (math.log10(half.max), 4.82), (math.log10(brain.max), 38.53))
    assert math.log(brain.max) == pytest.approx(88.7, abs=0.05)
    assert torch.tensor(11.0).half().exp().isfinite()
    assert torch.tensor(12.0).half().exp().isinf()
    assert torch.tensor(88.0).bfloat16().exp().isfinite()
    assert torch.tensor(89.0).bfloat16().exp().isinf()
    assert half.smallest_normal * half.eps == pytest.approx(6.0e-8, rel=0.01)
    assert torch.tensor(1e-8).half().item() == 0
    assert torch.tensor(1e-8 * 1024).half().item() == pytest.approx(1.0e-5, rel=0.03)
    assert (half.eps, brain.eps) == (2.0**-10, 2.0**-7)
    weight = torch.tensor(1.0, dtype=torch.bfloat16)
    below = torch.nextafter(weight, torch.tensor(0.0, dtype=torch.bfloat16))
    assert (weight - below).item() == pytest.approx(0.0039, abs=5e-5)
    for _ in range(1000):
        weight = weight - 0.001
    assert weight.item() == 1
    assert pytest.approx(-2.9) == 1 - 1000 * 0.0039
    three = torch.tensor(3.0, dtype=torch.bfloat16)
    total = torch.zeros((), dtype=torch.bfloat16)
    for _ in range(4096):
        total = total + three
    assert (total.item(), 4096 * 3) == (1024, 12_288)
    assert three.expand(4096).sum().item() == 12_288


def test_penalties() -> None:
    w = np.linspace(-1, 1, 200_001)
    fit = (w - 0.3) ** 2 / 2
    assert w[np.argmin(fit + 0.5 * np.abs(w))] == pytest.approx(0, abs=1e-5)
    assert w[np.argmin(fit + 0.25 * w**2)] == pytest.approx(0.2, abs=1e-5)
    assert near((0.3 - 0.5, -0.2), (0.3 / 1.5, 0.2))
    moved = {}
    for decoupled in (True, False):
        weights = [torch.nn.Parameter(torch.tensor(1.0, dtype=torch.float64)) for _ in range(4)]
        kind = torch.optim.AdamW if decoupled else torch.optim.Adam
        decayed, plain = kind(weights[:2], lr=1e-3, weight_decay=1e-4), kind(weights[2:], lr=1e-3, weight_decay=0)
        for step in range(400):
            for place, one in enumerate(weights):
                one.grad = torch.tensor((100.0, 1.0)[place % 2] * (-1) ** step, dtype=torch.float64)
            decayed.step()
            plain.step()
        moved[decoupled] = [(weights[i + 2] - weights[i]).item() for i in range(2)]
    assert moved[True][0] == pytest.approx(moved[True][1], rel=0.05)
    assert moved[False][1] / moved[False][0] == pytest.approx(100, rel=0.05)


def test_boosting() -> None:
    g, h = 3 * -0.5 + 0.5, 4 * 0.25
    assert near((-g / (h + 1), 0.5), (-g / h, 1), (math.log(3), 1.10), (3 / 4, 0.75))
    assert (-(-99 + 1) / (0 + 1), 98 / 100) == (98, 0.98)
    assert np.median([5] * 99 + [-5]) == 5


def test_preferences() -> None:
    best = 0.5 * math.exp(1 / 0.5) / (0.5 * math.exp(1 / 0.5) + 0.5)
    assert near((best, 0.881), (sigmoid(2), 0.881), (sigmoid(1), 0.73), (sigmoid(0.5), 0.62))

    def worth(p: float) -> float:
        return p - 0.5 * (p * math.log(2 * p) + (1 - p) * math.log(2 - 2 * p))

    assert max(np.linspace(0.001, 0.999, 999), key=worth) == pytest.approx(best, abs=1e-3)
    u = (np.arange(1_000_000) + 0.5) / 1_000_000
    density = 16 * u**15
    assert near(((density * np.log(density)).mean(), 1.84), (math.log(16) - 15 / 16, 1.84), (math.log(16), 2.77))
    assert math.log(1000) - 0.999 == pytest.approx(5.9, abs=0.02)


def test_dpo_and_ppo() -> None:
    h = (-13.0986123 + 12) - (-11.0986123 + 12.1972246)
    assert h == pytest.approx(-2 * math.log(3))
    assert near((-0.5 * sigmoid(-0.5 * h), -0.375), (-0.5 * sigmoid(0.5 * h), -0.125))
    assert near((math.log(1 + math.exp(-2)), 0.1269), (math.log(1 + math.exp(-0.01)), 0.6882), (200 * 0.1269, 25.38))
    slopes = []
    for advantage, ratio in ((1, 1.5), (1, 0.5), (-1, 1.5), (-1, 0.5)):
        rho = torch.tensor(ratio, requires_grad=True)
        torch.minimum(rho * advantage, rho.clamp(0.8, 1.2) * advantage).backward()
        slopes.append(rho.grad.item())
    assert slopes == [0, 1, -1, 0]


def test_three_estimates_of_a_divergence() -> None:
    pi, ref = np.array([0.5, 0.5]), np.array([0.25, 0.75])
    d = np.log(ref / pi)
    divergence = (pi * np.log(pi / ref)).sum()
    assert near((divergence, 0.1438), (pi @ -d, 0.1438), (pi @ (np.exp(d) - d - 1), 0.1438), (pi @ (d**2 / 2), 0.1612))
    assert near((math.log(2), 0.6931), (math.log(1.5), 0.4055), (d[0] ** 2 / 2, 0.2402), (d[1] ** 2 / 2, 0.0822))
    # Differentiated on samples: the mean gradient at the policy's logits, tokens drawn beforehand.
    found = {}
    for name in ("k1", "k2", "k3", "reverse", "forward"):
        x = torch.tensor([0.3, -0.4], dtype=torch.float64, requires_grad=True)
        log_pi, log_ref = x.log_softmax(0), torch.tensor(ref, dtype=torch.float64).log()
        drawn, gap = log_pi.exp().detach(), log_ref - log_pi
        terms = {
            "k1": drawn * -gap,
            "k2": drawn * gap**2 / 2,
            "k3": drawn * (gap.exp() - gap - 1),
            "reverse": log_pi.exp() * -gap,
            "forward": log_ref.exp() * gap,
        }
        terms[name].sum().backward()
        found[name] = x.grad
    assert found["k1"].abs().max() < 1e-12
    torch.testing.assert_close(found["k2"], found["reverse"])
    torch.testing.assert_close(found["k3"], found["forward"])
    assert (found["reverse"] - found["forward"]).abs().max() > 1e-3


def test_decisions_and_noisy_labels() -> None:
    assert pytest.approx(0.02 * 98) == (1 - 0.02) * 2
    assert 2 / (2 + 98) == 0.02
    assert near((0.35 / 0.7, 0.5), (0.35 - 0.3, 0.05), (0.35 * 1.3, 0.455))


def test_negatives_and_rankings() -> None:
    # Negative sampling, fitted: words w in one context with p, negatives from q, k of them.
    p, q, k = torch.tensor([0.7, 0.2, 0.1]).double(), torch.tensor([0.2, 0.3, 0.5]).double(), 4
    best = p.log() - q.log() - math.log(k)
    s = best.clone().requires_grad_()
    softplus = torch.nn.functional.softplus
    (p * softplus(-s) + k * q * softplus(s)).sum().backward()
    assert s.grad.abs().max() < 1e-12
    # Noise-contrastive estimation: log(kq) is taken off inside the sigmoid, so s is log p.
    s = p.log().requires_grad_()
    logit = s - (k * q).log()
    (p * softplus(-logit) + k * q * softplus(logit)).sum().backward()
    assert s.grad.abs().max() < 1e-12
    assert near((1 / 5 - 1 / 10, 0.1), (1 - 1 / 5, 0.8), ((10 - 5) / 10, 0.5), ((5 - 1) / 10, 0.4))
    assert (9 - 4, 4 - 0) == (5, 4)
    assert (round(math.log(1001), 1), round(math.log(1_000_000), 1)) == (6.9, 13.8)
    assert near((math.log(1001), 6.91), (math.log(1_000_000), 13.82))


def test_adversarial_losses() -> None:
    p, q = 0.1, 0.3

    def gain(d: float) -> float:
        return p * math.log(d) + q * math.log(1 - d)

    assert max(np.linspace(0.001, 0.999, 999), key=gain) == pytest.approx(0.25)
    assert near((p / q, 0.33))
    a, b = np.array([0.1, 0.6, 0.3]), np.array([0.3, 0.2, 0.5])
    best, middle = a / (a + b), (a + b) / 2
    js = (a * np.log(a / middle) + b * np.log(b / middle)).sum() / 2
    assert (a * np.log(best) + b * np.log(1 - best)).sum() == pytest.approx(2 * js - math.log(4))
    # Two points apart: each has all of its mass where the other has none.
    assert 0.5 * math.log(1 / 0.5) + 0.5 * math.log(1 / 0.5) == math.log(2)


def test_elbo_and_logits() -> None:
    assert -80 - 15 == -95
    assert (-90 - -95, -80 - -90, (-80 + 15) - -90) == (5, 10, 25)
    assert round(8192 * 128_256 * 4 / 2**30, 1) == 3.9


def test_slopes_of_contrast_and_comparison() -> None:
    query = torch.eye(2, dtype=torch.float64, requires_grad=True)
    unit = torch.nn.functional.normalize(query, dim=1)
    torch.nn.functional.cross_entropy(unit * math.log(9), torch.arange(2)).backward()
    assert near((query.grad[0, 1].item(), 0.1099), (query.grad[0, 0].item(), 0), (0.1 * math.log(9), 0.2197))
    assert near((math.log(9), 2.1972), (1 / (1 + 1 / 9), 0.9), (1 / math.log(9), 0.4551))
    assert near((-sigmoid(math.log(3)) / 2, -0.375), (-sigmoid(-math.log(3)) / 2, -0.125))
