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
