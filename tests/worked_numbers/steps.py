"""What the tables of worked numbers take their steps with: plain arithmetic, and nothing of what is tested."""

from __future__ import annotations

from collections.abc import Callable
from math import acos, atan, cosh, exp, log, log1p, pi, sqrt, tanh
from statistics import NormalDist, pvariance

FLOAT32_MAX = (2 - 2.0**-23) * 2.0**127
NORMAL = NormalDist()


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def softplus(x: float) -> float:
    return max(x, 0.0) + log1p(exp(-abs(x)))


def entropy(*shares: float) -> float:
    return -sum(share * log(share) for share in shares)


def density(z: float) -> float:
    return NORMAL.pdf(z)


def variance(*values: float) -> float:
    return pvariance(values)


def focal(p_t: float, alpha_t: float = 1.0, gamma: float = 2.0) -> float:
    return -alpha_t * (1 - p_t) ** gamma * log(p_t)


def grid(low: float, high: float, steps: int) -> list[float]:
    """Return the middles of so many equal steps."""
    return [low + (high - low) * (i + 0.5) / steps for i in range(steps)]


def focal_optimum(true: float) -> float:
    """Return the probability with the least expected focal loss at γ = 2."""
    return min(grid(0, 1, 10_000), key=lambda p: true * focal(p) + (1 - true) * focal(1 - p))


def steepest_focal() -> float:
    """Return the steepest slope in the logit at γ = 2."""
    return max(-((1 - p) ** 2) * (2 * p * log(p) + p - 1) for p in grid(0, 1, 10_000))


def gaussian_mean(loss: Callable[[float], float]) -> float:
    """Return the mean of a loss over standard Gaussian errors."""
    return sum(loss(x) * NORMAL.pdf(x) for x in grid(-10, 10, 20_000)) / 1000


def wing(error: float) -> float:
    size = abs(error)
    return 10 * log1p(size / 2) if size < 10 else size - 10 + 10 * log(6)


def largest_of_normals(count: int) -> float:
    """Return the mean of the largest of so many standard Gaussian numbers."""
    return sum(x * count * NORMAL.cdf(x) ** (count - 1) * NORMAL.pdf(x) for x in grid(-10, 10, 20_000)) / 1000


def newton_of_log_cosh(error: float, steps: int) -> float:
    for _ in range(steps):
        error -= tanh(error) * cosh(error) ** 2
    return error


def asymmetric_negative(p: float, gamma: float = 4, clip: float = 0.05) -> float:
    q = min(1.0, 1 - p + clip)
    return -((1 - q) ** gamma) * log(q)


def asymmetric_slope(p: float) -> float:
    """Return the slope in the logit, by a central difference."""
    x, h = log(p / (1 - p)), 1e-6
    return (asymmetric_negative(sigmoid(x + h)) - asymmetric_negative(sigmoid(x - h))) / (2 * h)


def furthest_of_gelu() -> float:
    return max(abs(NORMAL.cdf(x) - (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))) / 2) for x in grid(-6, 6, 12_000))


def crps(z: float) -> float:
    return z * (2 * NORMAL.cdf(z) - 1) + 2 * NORMAL.pdf(z) - 1 / sqrt(pi)


def balance(f: list[float], p: list[float]) -> float:
    return len(f) * sum(a * b for a, b in zip(f, p, strict=True))


def one_kl(mean: float, variance: float) -> float:
    return 0.5 * (mean**2 + variance - 1 - log(variance))


TWISTED = atan(2) - atan(0.5)  # the angles of a flat and a tall box
V = 4 / pi**2 * TWISTED**2
BEYOND = acos(-0.8) + acos(0.6)  # θ + m of arcface-compute-beyond
