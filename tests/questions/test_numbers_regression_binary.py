"""The numbers in the prose of the regression and binary questions, worked out again by plain arithmetic."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

NORMAL = NormalDist()


def near(value: float, printed: float, digits: int = 4) -> bool:
    """Whether a value is printed as it rounds, to so many decimals."""
    return abs(value - printed) <= 0.5 * 10**-digits + 1e-12


def test_quantile() -> None:
    assert near(NORMAL.pdf(0), 0.3989)
    assert near(NORMAL.pdf(NORMAL.inv_cdf(0.9)), 0.1755)
    z = NORMAL.inv_cdf(0.9)
    assert near(100 + 20 * z, 125.6, 1)
    assert near(10 * (100 + 20 * z), 1256, 0)
    spread = 20 * math.sqrt(10)
    assert near(spread, 63, 0)
    assert near(1000 + spread * z, 1081, 0)
    assert near(256.3 / spread, 4, 0)
    assert near(0.9**10, 0.35, 2)
    assert near(0.9 * 991, 891.9, 1)
    assert near(0.9 * 991, 892, 0)


def _focal(p_t: float, alpha_t: float, gamma: float) -> float:
    return -alpha_t * (1 - p_t) ** gamma * math.log(p_t)


def test_focal_alpha() -> None:
    assert near(_focal(0.5, 0.25, 2), 0.0433)
    assert near(_focal(0.5, 0.75, 2), 0.13)
    assert near(_focal(0.75, 0.25, 2), 0.0045)
    p = 1 / (1 + math.exp(-2))
    assert near(_focal(1 - p, 0.75, 2), 1.24, 2)
    assert near(p, 0.8808)
    assert near(-math.log(1 - p), 2.1269)
    assert near(1 - p, 0.1192)
    assert near(-math.log(p), 0.1269)
    x = np.linspace(-30, 30, 60001)
    q = 1 / (1 + np.exp(-x))
    assert near(float(np.max(-((1 - q) ** 2) * (2 * q * np.log(q) + q - 1))), 1.13, 2)
    odds = 0.25 / 0.75
    assert near(odds / (1 + odds), 0.25)
    assert near(0.1**0.25, 0.56, 2)
    assert near((1 - 0.1**0.25) ** 2, 0.19, 2)
    assert near(0.25 * 0.25 * math.log(4 / 3), 0.018)
    assert near(0.75 * 0.75 * math.log(4), 0.7798)


def test_gaussian_nll() -> None:
    assert near(0.5 * math.log(2 * math.pi), 0.9189)
    assert near(0.5 + 0.5 * math.log(2 * math.pi), 1.4189)
    assert near(0.5 * math.log(0.01), -2.3, 2)
    assert near(-2.1 + 0.92, -1.18, 2)
    assert near(math.log(1000), 6.9, 1)
    assert near(0.5 * (math.log(4) + 1), 1.193, 3)
    assert near(math.log(4) + 0.5 * (2 / 4) ** 2, 1.511, 3)
    # The value for a variance bends downwards from v = 2e² on.
    e, h = 0.7, 1e-4
    loss = lambda v: 0.5 * (math.log(v) + e * e / v)  # noqa: E731
    bend = [loss(v + h) - 2 * loss(v) + loss(v - h) for v in (1.9 * e * e, 2.1 * e * e)]
    assert bend[0] > 0 > bend[1]


def test_poisson_nll() -> None:
    assert near(3 - 3 * math.log(3), -0.2958)
    assert near(2 - 3 * math.log(2), -0.0794)
    assert near(math.exp(-1) + 2, 2.368, 3)
    assert near(math.exp(1), 2.718, 3)
    assert near(math.exp(2) - 14, -6.611, 3)
    assert near(math.exp(12), 162755, 0)
    assert near(math.exp(20) / 1e8, 4.9, 1)
    assert near(math.exp(-100) * 1e44, 4, 0)
    assert near(math.sqrt(20), 4.5, 1)
    assert near(math.sqrt(20 / 4), 2.24, 2)
    assert near(math.log(1e-13 + 1e-8), -18.4, 1)
    assert near(math.exp(-30) * 1e13, 1, 0)


def test_pseudo_huber() -> None:
    x = np.linspace(-12, 12, 240001)
    density = np.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    assert near(float(np.sum((np.sqrt(1 + x * x) - 1) * density) * (x[1] - x[0])), 0.3545)
    slope, bend = 2 / math.sqrt(5), 5**-1.5
    assert near(2 - slope / bend, -8)
    assert near(slope, 0.9, 1)
    assert near(2 - slope, 1.1, 1)
    assert near(bend, 0.09, 2)
    assert (-8) ** 3 == -512
    assert near(math.sqrt(1.01) - 1, 0.00499, 5)
    assert near(100 * (math.sqrt(1 + 1e-4) - 1), 0.005)
    assert near(math.sqrt(1 + 1e-4) - 1, 0.00005, 5)
    assert near(math.sqrt(1 + 10**2) - 1, 9.0499)
    assert near(3 * (5 / 3 - 1), 2)
    assert near(9 * (5 / 3 - 1), 6)


def test_squared_hinge() -> None:
    assert (1 - (-10)) ** 2 == 121
    assert near(-1.6 * (1 - 0.6) + 0.4 * (1 + 0.6), 0)
    assert near(math.log(0.8 / 0.2), 1.39, 2)
    assert near(10 / 110, 0.09, 2)
    assert near(100 / 110, 0.91, 2)


def test_soft_margin() -> None:
    assert near(math.log(2), 0.6931)
    assert near(math.log1p(math.exp(-2)), 0.1269)
    assert near(math.log1p(math.exp(2)), 2.1269)
    assert near(1 / (1 + math.exp(-10)), 0.99995, 5)
    assert near(1 / (1 + math.exp(10)), 0.000045, 6)
    assert near(1 / (1 + math.exp(10)), 0.00005, 5)
    assert near(math.exp(10), 22026, 0)
    assert np.isfinite(np.exp(np.float32(88)))
    with np.errstate(over="ignore"):
        assert np.isinf(np.exp(np.float32(89)))
    assert near((math.log(4 / 3) + math.log(4)) / 2, 0.837)


def test_weighted_bce() -> None:
    assert near(math.log(2) * (1 + 8 * 0.1), 1.2477)
    odds = 1 / 9
    assert near(odds / (1 + odds), 0.1)
    assert near(0.5 / 9, 0.056, 3)
    assert near(3 * math.log(4 / 3), 0.863, 3)
    assert near(2 * math.log(4 / 3), 0.5754)
    assert near(2 * math.log(4 / 3) + math.log(4), 1.9617)


def test_msle() -> None:
    assert near(math.log(2) ** 2, 0.4805)
    assert near(math.log(3) ** 2, 1.2069)
    assert near(math.exp(0.67**2 / 2), 1.25, 2)
    assert near(math.exp(-(0.67**2) / 2), 0.8, 2)
    assert near(0.67**2 / 2, 0.22, 2)
    assert near(math.log(51 / 101) ** 2, 0.467, 3)
    assert near(math.log(151 / 101) ** 2, 0.162, 3)
    assert near(math.log(201 / 101) ** 2, 0.474, 3)
    assert near(math.log(100), 4.605, 3)
    assert near(math.log(101), 4.615, 3)
    # It bends downwards beyond 1 + p = e·(1 + t).
    t, h = 2.0, 1e-4
    loss = lambda p: (math.log1p(p) - math.log1p(t)) ** 2  # noqa: E731
    edge = math.e * (1 + t) - 1
    bend = [loss(p + h) - 2 * loss(p) + loss(p - h) for p in (edge - 0.5, edge + 0.5)]
    assert bend[0] > 0 > bend[1]


def test_epsilon_insensitive() -> None:
    assert near(2 * (NORMAL.pdf(0.1) - 0.1 * (1 - NORMAL.cdf(0.1))), 0.7019)


def test_tweedie() -> None:
    assert near(2 * 4 / math.sqrt(4) + 2 * math.sqrt(4), 8)
    assert near(1 / ((2 - 1.5) * (1.5 - 1)), 4)
    assert near(100 ** (2 - 1.5), 10)
    assert near(0.25 * 80, 20)
    assert near(math.exp(-12) * 1e6, 6, 0)
    assert near(math.exp(-20) * 1e9, 2, 0)
    assert near((1.2 - 1) / (2 - 1.2), 1 / 4)
    assert near((1.5 - 1) / (2 - 1.5), 1)


def test_charbonnier() -> None:
    assert near(math.hypot(0.0005, 0.001), 0.00112, 5)
    assert near(math.hypot(0.00012, 0.001), 0.00101, 5)
    assert near(math.sqrt(0.00112), 0.033, 3)
    assert near(0.0001 / math.hypot(0.0001, 0.001), 0.0995)
    assert near(0.5 / math.hypot(0.5, 0.001), 1)
    assert near(math.sqrt(0.001), 0.0316)
    assert near(math.hypot(0.5, 1.2), 1.3)


def test_wing() -> None:
    assert near(10 * math.log(2), 6.93, 2)
    assert near(30 - 10 + 10 * math.log(6), 37.92, 2)
    assert near(math.log(6), 1.7918)
    assert near(12 - 10 + 10 * math.log(6), 19.9176)
    assert near(5 * math.log(6), 8.9588)
    assert near(10 / 2.5, 4)
    assert near(10 / 10, 1)
    assert near(10 * math.log1p(0.01 / 2), 0.0499)
    assert near(10 * math.log(6), 17.92, 2)
    assert near(10 + (10 - 17.92), 2.08, 2)
    assert near(17.92 - 2.08, 15.8, 1)
    # Errors with a deviation of 5, by the midpoint rule.
    e = (np.arange(120000) + 0.5) / 1000 - 60
    costs = np.where(abs(e) < 10, 10 * np.log1p(abs(e) / 2), abs(e) - 10 + 10 * math.log(6))
    assert near(float(np.sum(costs * np.exp(-(e**2) / 50)) / math.sqrt(50 * math.pi) / 1000), 9.76, 2)


def _crps(z: float) -> float:
    return z * (2 * NORMAL.cdf(z) - 1) + 2 * NORMAL.pdf(z) - 1 / math.sqrt(math.pi)


def test_crps_gaussian() -> None:
    assert near(1 / math.sqrt(math.pi), 0.5642)
    assert near(2 * NORMAL.pdf(0), 0.7979)
    assert near(_crps(0), 0.2337)
    assert near(3 * _crps(0), 0.7011)
    assert near(_crps(1), 0.6024)
    assert near(2 * NORMAL.cdf(1) - 1, 0.6827)
    assert near(2 * NORMAL.pdf(1), 0.4839)
    assert near(NORMAL.cdf(1), 0.8413)
    assert near(NORMAL.pdf(1), 0.242)
    assert near(math.sqrt(math.log(2)), 0.8325546, 7)
    assert near(2 * NORMAL.pdf(math.sqrt(math.log(2))), 1 / math.sqrt(math.pi), 9)
    assert near(_crps(100), 99.4, 1)
    assert near(2 * NORMAL.pdf(0), 0.798, 3)
    assert near(math.erf(1), 0.8427)
    assert near(math.erf(1) + 2 * NORMAL.pdf(1) - 1 / math.sqrt(math.pi), 0.7625)
    z = np.linspace(-9, 9, 18001)
    score = np.array([_crps(v) * NORMAL.pdf(v) for v in z])
    assert near(float(score.sum() * (z[1] - z[0])), 0.5642)


def test_multi_quantile() -> None:
    best = [NORMAL.pdf(NORMAL.inv_cdf(q)) for q in (0.1, 0.5, 0.9)]
    assert near(sum(best) / 3, 0.25)

    def pinball(q: float, value: float, target: float) -> float:
        return max(q * (target - value), (q - 1) * (target - value))

    assert near((pinball(0.1, 7, 10) + pinball(0.9, 12, 10)) / 2, 0.25)
    for target in np.linspace(0, 12, 49):
        crossed = pinball(0.5, 7, target) + pinball(0.9, 6, target)
        assert pinball(0.5, 6, target) + pinball(0.9, 7, target) <= crossed + 1e-12
    assert near(pinball(0.9, 7, 5.5) - pinball(0.9, 6, 5.5), 0.1)
    assert pinball(0.1, 7, 5) > pinball(0.1, 5, 5)


def test_mdn() -> None:
    assert near(0.5 + 0.5 * math.log(2 * math.pi), 1.4189)
    assert near(0.9189 + math.log(2), 1.6121, 3)
    assert near(0.5 * math.log(2 * math.pi) + math.log(2), 1.6121)
    assert 60**2 / 2 == 1800
    assert near(-15 + 0.92, -14, 0)
    assert near(math.exp(-5), 0.0067)
    assert near(math.exp(5), 148, 0)


def test_uncertainty_weighting() -> None:
    assert near((1 / 0.01) / (1 / 25), 2500)
    assert near(1 / 25, 0.04)
    assert near(math.exp(10), 22026, 0)
    assert near(1 + math.log(4), 2.3863)
    assert near(4 / 2 + math.log(2), 2.6931)


def test_zip_nll() -> None:
    zero = 0.5 + 0.5 * math.exp(-1)
    assert near(zero, 0.6839)
    assert near(-math.log(zero), 0.3799)
    assert near(math.log(0.6839), -0.3799)
    assert near(math.log(2) + 1, 1.6931)
    assert near(2 * math.log(2) + 1, 2.3863)
    share = 0.2 / (0.2 + 0.8 * math.exp(-3))
    assert near(math.exp(-3), 0.0498)
    assert near(0.8 * math.exp(-3), 0.0398)
    assert near(share, 0.834, 3)
    assert near(1 - math.exp(-3), 0.95, 2)
    assert near(0.2 - share, -0.63, 2)
    assert near((1 - share) * 3, 0.5, 2)
    assert near(0.3 + 0.7 * math.exp(-1), 0.558, 3)
    assert near(0.3 + math.exp(-1), 0.67, 2)
    assert near(0.5 + 0.5 * math.exp(-1) * (math.e - 1), 0.816, 3)
    assert near(0.3799 + 1.6931, 2.073)
    assert near(math.exp(-10), 0.00005, 5)
    assert math.exp(-1) > 0.3


def test_negative_binomial_nll() -> None:
    assert near(2 * math.log(2), 1.3863)
    assert near(3 * math.log(2), 2.0794)
    assert near(math.sqrt(10 + 100 / 2), 7.75, 2)
    assert near(math.sqrt(10 + 100 / 2), 7.7, 1)
    assert near(math.sqrt(10), 3.16, 2)
    assert near(math.sqrt(10 + 2 * 100), 14.5, 1)
    assert near(math.sqrt(2 * 10), 4.5, 1)
    assert near(math.sqrt(10 + 2), 3.5, 1)
    assert near(200 / 101, 1.98, 2)
    assert 100 + 100**2 == 10100
    assert near(math.sqrt(10100), 100.5, 1)
    assert near(2 * math.log(3), 2.1972)
    assert (10 + 100 / 4, 10 + 4 * 100) == (35, 410)
    assert near(math.exp(-5), 0.0067)
    assert near(math.exp(4), 55, 0)
    # At r = 1 and a mean of 1 the counts are geometric, P(t) = ½^(t + 1).
    assert near(sum(0.5 ** (t + 1) * (t + 1) * math.log(2) for t in range(200)), 1.3863)


def _asymmetric_negative(p: float, gamma: float = 4, clip: float = 0.05) -> float:
    q = min(1.0, 1 - p + clip)
    return -((1 - q) ** gamma) * math.log(q)


def test_asymmetric() -> None:
    assert near(_asymmetric_negative(0.5), 0.0245)
    assert near(0.95**4 * math.log(20), 2.44, 2)
    assert near(-79 * math.log(0.9), 8.3, 1)
    assert near(-math.log(0.1), 2.3, 1)
    assert near(-math.log(0.95), 0.0513)
    assert near(_asymmetric_negative(0.1) * 1e7, 3.2, 1)
    assert near(79 * _asymmetric_negative(0.1), 0.000025, 6)
    assert near(79 * _asymmetric_negative(0.1), 0.00003, 5)
    assert near(79 * 0.1 * -math.log(0.9), 0.83, 2)
    assert near(0.45**4, 0.041)
    assert near(math.log(0.55), -0.5978)
    assert near(math.log(2) + _asymmetric_negative(0.5), 0.7176, 3)
    assert near(0.7**4 * -math.log(0.3), 0.2891)
    assert near(-math.log(0.3), 1.204)
    assert near(1 / (1 + math.exp(4)), 0.018, 3)
    assert near(1 - 0.018 + 0.05, 1.032, 3)
    assert near((0.1 / 0.05) ** 4, 16)
    assert near(0.95**4, 0.81, 2)
    h = 1e-6
    for p, slope, digits in ((0.7, 0.35, 2), (0.9999, 0.003, 3)):
        x = math.log(p / (1 - p))
        ends = [_asymmetric_negative(1 / (1 + math.exp(-x - step))) for step in (h, -h)]
        assert near((ends[0] - ends[1]) / (2 * h), slope, digits)


def test_slopes() -> None:
    log_p = math.log(0.75)
    assert near(log_p, -0.2877)
    assert near(0.75 * log_p - 0.25, -0.4658)
    assert near(0.25 * 0.25 * (0.75 * log_p - 0.25), -0.0291)
    assert near(0.25 * 0.25 * -0.25, -0.0156, 4)
    assert near(0.25 * (0.75 * log_p - 0.25), -0.1164)
    assert near(0.25 * -0.25, -0.0625)
    assert near(0.5 * (1 / 4 - 9 / 16), -0.15625, 5)
    assert near(4 / math.sqrt(1 + 16 / 9), 2.4)
    assert near(2 * math.log(2) / 4, 0.3466)
    assert near(4**-0.5 * (4 - 9), -2.5)
    assert near(2 * NORMAL.pdf(1) - 1 / math.sqrt(math.pi), -0.0802)
    share = 0.5 / (0.5 + 0.5 * math.exp(-1))
    assert near(share, 0.7311)
    assert near(1 - share, 0.2689)
    assert near(2 * (4 - 10) / (2 + 4), -2)
