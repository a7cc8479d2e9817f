"""Numbers in prose (cards, prompts, options, explanations) of routers and policy gradients, worked out again."""

from __future__ import annotations

import math
from itertools import starmap
from statistics import NormalDist

import numpy as np
import pytest


def near(*pairs: tuple[float, float]) -> bool:
    return all(starmap(lambda value, said: value == pytest.approx(said, abs=0.6e-4), pairs))


def balance(f: list[float], p: list[float]) -> float:
    return len(f) * sum(a * b for a, b in zip(f, p, strict=True))


def test_load_balancing() -> None:
    assert near(
        (balance([1, 0, 0, 0], [0.25] * 4), 1), (4 * 0.25 * 0.75, 0.75), (balance([1, 0, 0, 0], [1, 0, 0, 0]), 4)
    )
    assert near((balance([0.25] * 8, [1 / 8] * 8), 2), (balance([0.25] * 8, [1 / 8] * 8) / 8, 0.25))
    mean = [0.9 * 0.51, 0.9 * 0.49 + 0.1]
    assert near((mean[0], 0.459), (mean[1], 0.541), (0.9 * mean[0], 0.4131), (0.1 * mean[1], 0.0541))
    assert near((balance([0.9, 0.1], mean), 0.9344), (balance([0.9, 0.1], [0.9, 0.1]), 1.64))
    assert balance([0.9, 0.1], mean) / 2 == pytest.approx(0.47, abs=0.005)
    assert near((balance([1, 1, 0, 0], [0.4, 0.3, 0.2, 0.1]), 2.8), (balance([1, 0, 0, 0], [0.4, 0.3, 0.2, 0.1]), 1.6))
    assert near((balance([1, 0.5, 0.5, 0], [0.4, 0.25, 0.25, 0.1]), 2.6), (4 * -0.4 * 0.3, -0.48))
    assert near((balance([0.5, 0, 0, 0.5], [0.25] * 4), 1), (4 * (4 * 0.25 * 0.25), 1), (4 * 4 * 0.25, 4))
    rows = np.array([[0.02, 0.01, 0.0, -0.01]] * 5 + [[-10.0, 10.0, -11.0, -10.5]])
    mean = (np.exp(rows) / np.exp(rows).sum(1, keepdims=True)).mean(0).tolist()
    assert mean[0] < mean[1]
    assert balance([5 / 6, 1 / 6, 0, 0], mean) < 1


def test_grpo_clip() -> None:
    assert math.exp(3) == pytest.approx(20.09, abs=0.005)
    assert 0.04 * (1 - math.exp(3)) == pytest.approx(-0.76, abs=0.005)
    assert 0.04 * (math.exp(3) - 4) == pytest.approx(0.64, abs=0.005)
    assert near((math.log(1.5) - 1, -0.5945), (math.log(0.5) - 1, -1.6931), ((1 + 1.5 + 0.8) / 3, 1.1))
    assert near(((-2 + 1.1) / 2, -0.45), ((-1 + 0.5 * (1 - 2)) / 2, -0.75), ((-2 + 1) / 2, -0.5), ((-2 + 3) / 4, 0.25))
    assert near((1000 / 100, 10))


def test_double_dqn() -> None:
    assert near((0.5 + 0.5 * 2, 1.5), (0.5**2 / 2, 0.125), (3 - 0.5, 2.5), ((0.125 + 2.5) / 2, 1.3125), (-1 / 2, -0.5))
    normal, grid = NormalDist(), np.linspace(-8, 8, 4001)
    below = np.array([normal.cdf(x) ** 10 for x in grid])
    assert float(np.sum(np.diff(below) * (grid[1:] + grid[:-1]) / 2)) == pytest.approx(1.54, abs=0.005)
    assert near((1**2 / 2, 1 - 0.5))


def test_reinforce() -> None:
    log_2 = math.log(2)
    assert near((log_2, 0.6931), (2 * log_2, 1.3863), (0.5 * log_2, 0.3466), (-2 * log_2 - 0.5 * log_2, -1.7329))
    assert near((-0.01 * math.log(4), -0.0139), (-2 * (0 - 0.5), 1), (math.log(1e-8), -18.4207))
    assert near((0.5 * (math.log(0.5) + log_2), 0))
    # adding 5 to all advantages adds -5 * (mean over the policy of [b = a] - p_b) = 0 to the mean gradient
    p = np.array([0.7, 0.2, 0.1])
    assert near(*((float(value), 0) for value in p @ (np.eye(3) - p)))
