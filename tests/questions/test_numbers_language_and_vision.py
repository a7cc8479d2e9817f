"""Numbers in the prose of questions about language models, image and text, angles, grades and mixtures, worked out."""

from __future__ import annotations

from math import acos, cos, degrees, exp, log, log1p, pi, sin

import pytest
import torch

NUMBERS = [
    # what the prose says, what it is, where it stands
    (10.8249, log(50257), "causal_lm_ce at_chance"),
    (2.2, (900 * 2.0 + 100 * 4.0) / 1000, "causal-lm-ce-choose-accumulation"),
    (3.0, (2.0 + 4.0) / 2, "causal-lm-ce-choose-accumulation"),
    (1.0986, log(3), "causal-lm-ce-compute-padding"),
    (1.3863, log(4), "causal-lm-ce-compute-padding"),
    (0.2877, log(4 / 3), "causal-lm-ce-compute-padding"),
    (2.3671, log(4) + log(2) + log(4 / 3), "causal-lm-ce-compute-padding"),
    (2.2, (4 + 9 * 2) / 10, "causal-lm-ce-debug-mean"),
    (3.0, (4 + 2) / 2, "causal-lm-ce-debug-mean"),
    (10.3972, log(32768), "clip at_chance"),
    (2.659, log(1 / 0.07), "clip libraries"),
    (14.3, 1 / 0.07, "clip-choose-scale"),
    (6.238, log(512), "clip-choose-devices"),
    (8.318, log(4096), "clip-choose-devices"),
    (0.0002, exp(1) / (exp(1) + 32767 * exp(-1)), "clip-choose-scale"),
    (8.397, log(1 + 32767 * exp(-2)), "clip-choose-scale"),
    (0.1269, log(1 + exp(-2)), "clip-compute-one-sided"),
    (2.1269, log(1 + exp(2)), "clip-compute-one-sided"),
    (1.1269, (log(1 + exp(-2)) + log(1 + exp(2))) / 2, "clip-compute-one-sided"),
    (0.7532, (log(2) + (log(1 + exp(-1)) + log(1 + exp(1))) / 2) / 2, "clip-debug-direction"),
    (2.7726, 4 * log(2), "coral at_chance"),
    (2.3468, -2 * sum(p * log(p) for p in (0.2, 0.4, 0.6, 0.8)), "coral at_chance"),
    (10.00005, log(1 + exp(10)), "coral-choose-distance"),
    (0.00005, log(1 + exp(-10)), "coral-choose-distance"),
    (10.0, log(1 + exp(10)) + 4 * log(1 + exp(-10)), "coral-choose-distance"),
    (30.0, 3 * log(1 + exp(10)) + 2 * log(1 + exp(-10)), "coral-choose-distance"),
    (0.75, 1 / (1 + exp(-log(3))), "coral-compute-two"),
    (0.5754, 2 * log(4 / 3), "coral-compute-two"),
    (2.7726, 2 * log(4), "coral-compute-two"),
    (1.674, (2 * log(4 / 3) + 2 * log(4)) / 2, "coral-compute-two"),
    (0.375, (0.75 - 0) / 2, "coral-compute-gradient"),
    (3.0445, log(21), "masked_cross_entropy at_chance"),
    (2.0794, log(2) + log(4), "masked-cross-entropy-compute-four"),
    (1.0397, (log(2) + log(4)) / 2, "masked-cross-entropy-compute-four"),
    (2.3026, log(10), "mixup_ce at_chance"),
    (0.5, -sum(2 * x * log(x) for x in ((i + 0.5) / 10_000 for i in range(10_000))) / 10_000, "mixup-ce-choose-floor"),
    (0.45, 0.9 * 0.5, "mixup-ce-choose-floor"),
    (0.5447, -log(0.7 * 0.7 + 0.3 * 0.3), "mixup-ce-choose-mixture"),
    (0.3567, -log(0.7), "mixup-ce-choose-mixture"),
    (0.6931, -log(0.7 * 0.5 + 0.3 * 0.5), "mixup-ce-choose-mixture"),
    (0.7, 0.3 + 0.4 * 1, "mixup-ce-choose-mixture"),
    (0.2877, log(4 / 3), "mixup-ce-compute-two"),
    (0.5623, 0.75 * log(4 / 3) + 0.25 * log(4), "mixup-ce-compute-two"),
    (0.9743, (0.75 * log(4 / 3) + 0.25 * log(4) + log(4)) / 2, "mixup-ce-compute-two"),
    (0.25, (0.75 - 0.25) / 2, "mixup-ce-compute-gradient"),
    (0.25, 1 - 0.75, "mixup-ce-debug-same"),
    (709.78, 1024 * log(2), "siglip at_chance"),
    (10.05, log(1 + exp(10)) + 1023 * log(1 + exp(-10)), "siglip-choose-bias"),
    (0.25, (2 * -0.25 + 2 * 0.5) / 2, "siglip-compute-bias"),
    (1.674, (2 * log(4 / 3) + 2 * log(4)) / 2, "siglip-compute-pairs"),
]


@pytest.mark.parametrize(("said", "found", "where"), NUMBERS)
def test_the_number_is_right(said: float, found: float, where: str) -> None:
    digits = len(f"{said!r}".partition(".")[2])
    assert abs(said - found) <= 0.5 * 10**-digits + 1e-9, where


# --- centres for classes, and word vectors ---------------------------------------------------------------------------

BEYOND = acos(-0.8) + acos(0.6)  # θ + m of arcface-compute-beyond
CENTRES = [
    (14.38, 30 * sin(0.5), "arcface at_chance"),
    (9.21, log(9999), "arcface and cosface at_chance"),
    (23.59, 30 * sin(0.5) + log(9999), "arcface at_chance"),
    (23.59, log(1 + 9999 * exp(30 * sin(0.5))), "arcface at_chance"),
    (199, degrees(28.6 - 4 * 2 * pi), "arcface symptoms: 28.6 radians are four turns and 199°"),
    (28.6, degrees(0.5), "arcface libraries, arcface-choose-angle"),
    (151.4, degrees(pi - 0.5), "arcface-choose-beyond"),
    (193.6, 165 + degrees(0.5), "arcface-choose-beyond"),
    (0.122, 1 - cos(0.5), "arcface-choose-angle"),
    (0.024, cos(pi / 3 + 0.5), "arcface-choose-angle"),
    (88.6, 60 + degrees(0.5), "arcface-choose-angle"),
    (0.476, cos(pi / 3) - cos(pi / 3 + 0.5), "arcface-choose-angle"),
    (0.495, 2 * sin(0.25), "arcface-choose-angle: the most that the margin takes"),
    (0.495, max(cos(t / 1000) - cos(t / 1000 + 0.5) for t in range(3142)), "arcface-choose-angle"),
    (196, degrees(BEYOND), "arcface-compute-beyond"),
    (-0.96, cos(BEYOND), "arcface-compute-beyond"),
    (0.6931, log(2), "arcface-compute-beyond"),
    (0.1839, log(1 + exp(10 * (-0.96 + 0.8))), "arcface-compute-beyond: the easy margin"),
    (1.25, sin(acos(0.6) + acos(0.8)) / sin(acos(0.6)), "arcface-debug-gradient"),
    (90, degrees(acos(0.6) + 0.6435011), "arcface cases: θ + m = 90°"),
    (143, degrees(acos(-0.8)), "arcface cases"),
    (194, 100 * (0.96 - cos(acos(-0.96) + 0.5)), "arcface cases: wrong by up to 194"),
    (10.5, 30 * 0.35, "cosface at_chance, cosface-debug-scaled"),
    (19.71, 30 * 0.35 + log(9999), "cosface at_chance"),
    (19.71, log(1 + 9999 * exp(30 * 0.35)), "cosface at_chance"),
    (227, 100 * (0.96 + 0.96 + 0.35), "cosface cases: wrong by up to 227"),
    (6.9, log(999), "cosface-choose-scale"),
    (6.91, log(999), "cosface-choose-scale"),
    (16.1, 9999 / 10000 * log(9999 * 999), "cosface-choose-scale"),
    (16.115, 9999 / 10000 * log(9999 * 999), "cosface-choose-scale"),
    (0.999, 1 / (1 + 9999 * exp(-16.1153 * 10000 / 9999)), "cosface-choose-scale"),
    (0.0003, 1 / (1 + 9999 * exp(-10000 / 9999)), "cosface-choose-scale: at s = 1"),
    (2.7465, log(3) / 0.4, "cosface-compute-two"),
    (0.0364, log(28 / 27), "cosface-compute-two"),
    (0.7113, (log(4) + log(28 / 27)) / 2, "cosface-compute-two"),
    (0.128, (1 - 0.6 * 0.6) / 5, "cosface-compute-centre"),
    (-0.096, (0 - 0.6 * 0.8) / 5, "cosface-compute-centre"),
    (-0.64, -5 * 0.128, "cosface-compute-centre"),
    (0.48, -5 * -0.096, "cosface-compute-centre"),
    (0.012, 0.35 / 30, "cosface-debug-scaled"),
    (4.1589, (1 + 5) * log(2), "negative_sampling at_chance"),
    (-1.61, log(1 / 5), "negative-sampling-choose-chance"),
    (1 / 6, 1 / (1 + exp(-log(1 / 5))), "negative-sampling-choose-chance: σ(x)"),
    (0.2877, log(4 / 3), "negative-sampling-compute-one"),
    (1.3863, log(4), "negative-sampling-compute-one"),
    (3.3480, 2 * log(4 / 3) + 2 * log(4), "negative-sampling-compute-one"),
    (1.3078, log(4 / 3) + (2 * log(4) + log(4 / 3)) / 3, "negative-sampling-compute-one: the average"),
    (0.25, -1 / 4 * 1 + 3 / 4 * 1 + 1 / 4 * -1, "negative-sampling-compute-gradient"),
    (5.0067, log1p(exp(5)), "negative-sampling-debug-order"),
    (0.0067, log1p(exp(-5)), "negative-sampling-debug-order"),
    (5.0134, log1p(exp(5)) + log1p(exp(-5)), "negative-sampling-debug-order"),
    (0.6931, log(2), "negative-sampling-debug-order"),
    (0.9933, 1 / (1 + exp(-5)), "negative-sampling-debug-order"),
    (0.0067, 1 / (1 + exp(5)), "negative-sampling-debug-order"),
]


@pytest.mark.parametrize(("said", "found", "where"), CENTRES)
def test_the_number_about_centres_is_right(said: float, found: float, where: str) -> None:
    test_the_number_is_right(said, found, where)


@pytest.mark.parametrize(("gap", "within"), [(10.5, 1e-8), (30 * sin(0.5), 1e-10)])
def test_the_sum_at_chance_is_off_by_almost_nothing(gap: float, within: float) -> None:
    assert 0 < log1p(1 / (9999 * exp(gap))) < within


def test_one_minus_sigma_is_0_in_single_precision_from_17_on() -> None:
    """Said among the symptoms of negative_sampling."""
    products = torch.tensor([15.0, 16.0, 17.0, 18.0, 50.0])
    assert (1 - torch.sigmoid(products) == 0).tolist() == [False, False, True, True, True]
