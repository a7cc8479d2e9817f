"""Numbers in prose (cards, prompts, options, explanations) of quantisation, flows and diffusion, worked out again."""

from __future__ import annotations

import pytest


def near(*pairs: tuple[float, float]) -> bool:
    return all(value == pytest.approx(said, abs=0.6e-4) for value, said in pairs)


def test_vq() -> None:
    # The card: E(e − c)² = 1 + 1 for independent features of variance 1.
    assert near(((1 + 0.25) * (1 + 1), 2.5), (1024 - 37, 987))
    # Weights exchanged: one value, gradients off by 1/β.
    assert near((0.25 * 3 + 3, 3 + 0.25 * 3), (1 + 0.25, 1.25), (1 / 0.25, 4), (0.25 / 1, 1 / 4))
    mean = (1**2 + 2**2) / 2
    assert near((mean, 2.5), (mean + 0.25 * mean, 3.125))
    assert near((0.25 * 2 * (2 - 4) / 2, -0.5), (1.25 * 2 * (2 - 4) / 2, -2.5))


def test_flow_matching() -> None:
    targets = [2.0 - 0.0, 0.0 - 1.0, 1.0 - 1.0, 1.0 - 0.0]
    assert targets == [2, -1, 0, 1]
    errors = [v - t for v, t in zip([1.0, 0.0, 2.0, -1.0], targets, strict=True)]
    assert errors == [-1, 1, 2, -2]
    assert near((sum(e * e for e in errors), 10), (10 / 4, 2.5), (2 * errors[2] / 4, 1.0))
    # Variances of independent variables add up; a walk against the velocity ends at 2·x0 − x1.
    assert near((1 + 1, 2), (0.3 - (0.9 - 0.3), 2 * 0.3 - 0.9))


def test_v_prediction() -> None:
    alpha, sigma, x0, noise = 0.6, 0.8, 1.3, -0.4
    noisy, v = alpha * x0 + sigma * noise, alpha * noise - sigma * x0
    assert near((alpha * noisy - sigma * v, x0), (sigma * noisy + alpha * v, noise), (alpha**2 + sigma**2, 1))
    # An error d of v is one of σ·d in the sample and of α·d in the noise; the noise's is amplified by σ/α.
    d = 0.1
    assert near(
        (x0 - (alpha * noisy - sigma * (v + d)), sigma * d), (sigma * noisy + alpha * (v + d) - noise, alpha * d)
    )
    assert near(((noisy - sigma * (noise + d)) / alpha - x0, -sigma / alpha * d))
    # With the sign of v turned over, the sample worked out is −x0 at pure noise, and pure noise where α = σ.
    for a, s, said in ((0.0, 1.0, -x0), (0.5**0.5, 0.5**0.5, noise)):
        assert near((a * (a * x0 + s * noise) - s * -(a * noise - s * x0), said))
    assert near((0.8 * 2 - 0.6 * 1, 1), (0.6 * 1 - 0.8 * 2, -1), ((0**2 + 1**2) / 2, 0.5))
    assert near((0.6 * 0.5 - 0.8 * -1, 1.1), (2 * (1 - 1.1) / 2, -0.1))


def test_min_snr() -> None:
    def weight(snr: float) -> float:
        return min(snr, 5) / snr

    assert near((weight(10), 0.5), (weight(2), 1), (weight(100), 0.05), (weight(5), 1), (weight(20), 0.25), (5**2, 25))
    first, second = (1**2 + 3**2) / 2, (2**2 + 0) / 2
    assert near((first, 5), (second, 2), ((0.5 * first + second) / 2, 2.25), (0.5 * 2 * 3 / (2 * 2), 0.75))
    # The same weight of x0's error, min(SNR, γ), for each of the three targets: with α² + σ² = 1, an error d of the
    # noise is one of d·σ/α in the sample, and an error of v is one of σ·d.
    for snr in (0.5, 5.0, 20.0):
        alpha, sigma = (snr / (1 + snr)) ** 0.5, (1 / (1 + snr)) ** 0.5
        assert near(
            (min(snr, 5) * (sigma / alpha) ** 2, weight(snr)), (min(snr, 5) * sigma**2, min(snr, 5) / (snr + 1))
        )


def test_byol() -> None:
    assert near((2 - 2 * 0.6, 0.8), ((0.8 + 2) / 2, 1.4), (2 - 2 * 0, 2), (2 - 2 * -1, 4))
    slope = [-2 / 5 * (z - 0.6 * p) for z, p in ((1, 0.6), (0, 0.8))]
    assert near((slope[0], -0.256), (slope[1], 0.192), (slope[0] * 3 + slope[1] * 4, 0), (0.8 / 2, 0.4))
    assert near((2 / 256, 0.0078))
