"""Numbers on the way to an answer, and in cards and wrong options that no other test names, worked out again."""

from __future__ import annotations

from math import acos, atan, e, erf, exp, expm1, factorial, log, log1p, pi, sqrt

import numpy as np
import pytest
import torch
import torch.nn.functional as F


def sigmoid(x: float) -> float:
    return 1 / (1 + exp(-x))


def entropy(*shares: float) -> float:
    return -sum(share * log(share) for share in shares)


def density(z: float) -> float:
    return exp(-z * z / 2) / sqrt(2 * pi)


TWISTED = atan(2) - atan(0.5)  # the angles of a flat and a tall box
V = 4 / pi**2 * TWISTED**2

NUMBERS = [
    # what the prose says, what it is, where it stands
    (0.6109, entropy(0.3, 0.7), "bce at_chance"),
    (0.731, sigmoid(1), "bce-debug-sigmoid"),
    (0.3133, -log(sigmoid(1)), "bce-debug-sigmoid"),
    (0.50, (-log(sigmoid(1)) + log(2)) / 2, "bce symptoms"),
    (1.44, 1 / log(2), "bce: bits for nats"),
    (16.1, -log(1e-7), "bce-choose-saturated"),
    (69.08, -log(1e-30), "bce convention"),
    (0.3612, -0.3 * log(0.3), "bce-choose-constant"),
    (0.2497, -0.7 * log(0.7), "bce-choose-constant"),
    (0.611, entropy(0.3, 0.7), "bce-choose-constant"),
    (2.0794, log(2) + log(4), "bce-compute-two"),
    (25.3466, (100 + 2 * log(2)) / 4, "bce-compute-floor"),
    (1.25, 1 / (1 - 0.2), "bce-compute-gradient"),
    (0.1, 0.2 * (1 - 0.2) / (1 - 0.2) / 2, "bce-compute-gradient: behind a sigmoid"),
    (0.3251, entropy(0.1, 0.9), "bce_with_logits at_chance"),
    (12.000006, log1p(exp(12)), "bce-with-logits-choose-gradient"),
    (163000, 1 / sigmoid(-12), "bce-with-logits-choose-gradient: −1/p"),
    (1.1269, (log1p(exp(-2)) + log1p(exp(2))) / 2, "bce-with-logits-compute-two"),
    (-0.023, -0.125 * 3 / 16, "bce-with-logits-backward-choose-value"),
    (-0.070, -0.375 * 3 / 16, "bce-with-logits-backward-choose-value"),
    (-0.9975, sigmoid(-6) - 1, "bce-with-logits-backward-choose-mse"),
    (-0.0025, (sigmoid(-6) - 1) * sigmoid(-6) * sigmoid(6), "bce-with-logits-backward-choose-mse"),
    (21.9, log(0.1) / log(0.9), "focal-choose-fade"),
    (0.105, -log(0.9), "focal-choose-fade"),
    (46.0, round(1000 * log(0.9) / log(0.1)), "focal-choose-fade"),
    (0.00105, -0.01 * log(0.9), "focal-choose-fade"),
    (1.87, -0.81 * log(0.1), "focal-choose-fade"),
    (0.0719, log(4 / 3) / 4, "focal-compute-two"),
    (1.1116, log(4 / 3) / 4 + 3 / 4 * log(4), "focal-compute-two"),
    (0.5558, (log(4 / 3) / 4 + 3 / 4 * log(4)) / 2, "focal-compute-two"),
    (0.475, -(log(4 / 3) + log(4)) / 2 * expm1(-(log(4 / 3) + log(4)) / 2), "focal-compute-two: averaged first"),
    (0.509, (9 * 0.01 + 5) / 10, "focal-debug-mean, pitfall-focal-batch-mean"),
    (0.16, expm1(-0.509) ** 2, "focal-debug-mean"),
    (0.60, exp(-0.509), "pitfall-focal-batch-mean"),
    (0.98, 0.99**2, "focal-debug-negatives"),
    (0.5848, 0.75 * (3 / 4) ** 2 * log(4), "focal-alpha-compute-negative"),
    (0.0180, 0.25 * log(4 / 3) / 4, "focal-alpha-compute-batch"),
    (0.7978, 0.25 * log(4 / 3) / 4 + 0.75 * 3 / 4 * log(4), "focal-alpha-compute-batch"),
    (-0.4658, 0.75 * log(0.75) - 0.25, "focal-alpha-compute-slope"),
    (-0.0291, 0.25 / 4 * (0.75 * log(0.75) - 0.25), "focal-alpha-compute-slope"),
    (-0.0156, -0.25 / 4 / 4, "focal-alpha-compute-slope: detached"),
    (0.56, 0.1**0.25, "focal-alpha-debug-weighted"),
    (0.19, (1 - 0.1**0.25) ** 2, "focal-alpha-debug-weighted"),
    (1.4167, (0.5**2 + 2**2) / 3, "squared-hinge-compute-batch"),
    (2.02, (2**2 + 0.2**2) / 2, "squared-hinge-compute-negatives"),
    (1.9617, 2 * log(4 / 3) + log(4), "weighted-bce-compute-two"),
    (1.7329, 10 * log(2) / 4, "weighted-bce-compute-columns"),
    (20736, (3 * 24 * 60 / 30) ** 2, "choosing-regression-outliers"),
    (1.57, pi / 2, "choosing-regression-clean"),
    (5.91, log1p(999 / e), "pitfall-softmax-twice"),
    (1.65, exp(0.5), "pitfall-mape-bias"),
    (1.79, log(6), "pitfall-poisson-input"),
    (122500, 350**2, "pitfall-angles"),
    (6.238, 9 * log(2), "pitfall-weighted-mean"),
    (2.30, -log(0.1), "pitfall-argument-order"),
    (0.105, -log(0.9), "pitfall-argument-order"),
    (0.8125, 1 - 4 / 16 + 2 / 32, "diou-choose-inside"),
    (0.8571, 1 - 1 / 7, "giou-compute-pair, diou-compute-pair, iou-loss-compute-two"),
    (1.0794, 1 - 1 / 7 + 2 / 9, "giou-compute-pair"),
    (0.9683, 1 - 1 / 7 + 2 / 18, "diou-compute-pair"),
    (1.4444, 1 + 32 / 72, "diou-compute-apart, ciou-compute-squares"),
    (0.2011, V / (2 / 3 + V), "ciou-compute-cross"),
    (0.7004, 2 / 3 + V**2 / (2 / 3 + V), "ciou-compute-cross"),
    (0.1818, 1 - 90 / 110, "iou-loss-choose-scale"),
    (0.0198, 1 - 9900 / 10100, "iou-loss-choose-scale"),
    (0.3041, 0.75 * log(1.5), "reverse-kl-kd-compute-row, kd-kl-compute-two"),
    (0.1733, log(2) / 4, "reverse-kl-kd-compute-row, kd-kl-compute-two"),
    (0.2060, 0.75 * (log(1.5) - (0.75 * log(1.5) - log(2) / 4)), "reverse-kl-kd-compute-gradient"),
    (-20.6, log(1e-9 / 0.9), "reverse-kl-kd-choose-gradient"),
    (2.3, log(1 / 0.1), "reverse-kl-kd-choose-gradient"),
    (-2.3e-8, 1e-9 * (log(1e-9 / 0.9) - log(10)), "reverse-kl-kd-choose-gradient"),
    (0.2599, (log(4) + log(2)) / 8, "kl-div-compute-batch: over the elements"),
    (0.2027, log(1.5) / 2, "kl-div-compute-row"),
    (4.4617, 2 * log(2) + 2 * log(4 / 3) + 2.5, "elbo-compute-one"),
    (1.0064, -log(sigmoid(1)) + log(2), "gan_non_saturating symptoms: a second sigmoid"),
    (8.318, log(4096), "clip-choose-devices"),
    (8.397, log1p(32767 * exp(-2)), "clip-choose-scale"),
    (2.659, log(1 / 0.07), "clip libraries: 2.6592 is what transformers starts from"),
    (0.9100, (log1p(exp(-2)) + log1p(exp(2)) + 2 * log(2)) / 4, "clip-compute-one-sided"),
    (9.6667, (25 + 4 + 0) / 3, "contrastive-compute-batch"),
    (0.5625, (1 - 0.25) ** 2, "contrastive-debug-hinge"),
    (2.125, (2 + 2 + 0 + 4.5) / 4, "contrastive-hadsell-compute-batch"),
    (1.6667, (4 + 0 + 1) / 3, "triplet-compute-batch"),
    (0.7890, (log(4) + log(2) + log(4 / 3)) / 3, "causal-lm-ce-compute-padding"),
    (1.6740, log(4) + log(4 / 3), "causal-lm-ce-compute-prompt"),
    (69.1, -log(1e-30), "categorical_cross_entropy convention"),
    (0.31, log1p(1 / e), "categorical-cross-entropy-choose-torch"),
    (0.55, log1p(2 / e), "categorical-cross-entropy-choose-torch"),
    (5.9, log1p(999 / e), "categorical-cross-entropy-choose-torch"),
    (1.1513, (log(2) + log(5)) / 2, "categorical-cross-entropy-compute-two"),
    (1.1513, log(sqrt(10)), "categorical-cross-entropy-compute-two"),
    (0.3838, (log(2) + log(5)) / 6, "categorical-cross-entropy-compute-two: over all numbers"),
    (-0.69, 2 * 0.5 * log(0.5), "categorical-focal-debug-detached"),
    (1.0300, 0.8**2 * log(5), "categorical-focal-compute-one"),
    (2.0723, 0.9 * log(10), "categorical-focal-compute-two"),
    (2.4189, log(2) / 2 + 0.9 * log(10), "categorical-focal-compute-two"),
    (1.2095, (log(2) / 2 + 0.9 * log(10)) / 2, "categorical-focal-compute-two"),
    (-5.6094, log(0.2) - 0.8 / 0.2, "categorical-focal-compute-gradient"),
    (1.55, log(e + 2), "cross-entropy-choose-stuck: the worst row"),
    (6.91, log(1000), "cross-entropy-choose-first"),
    (10.82, log(50000), "cross-entropy-choose-first"),
    (1.2425, (log(3) + log(4)) / 2, "cross-entropy-compute-two"),
    (100.6931, log(2) + 100, "cross-entropy-compute-large"),
    (50.3466, (log(2) + 100) / 2, "cross-entropy-compute-large"),
    (4.6931, 4 + log(2), "cross-entropy-z-compute-two"),
    (11.76, log(128256), "linear_ce at_chance"),
    (3.91, 8192 * 128256 * 4 / 2**30, "linear-ce-choose-memory"),
    (1.05e9, 8192 * 128256, "linear-ce-choose-memory"),
    (32.0, 8192 * 4 / 2**10, "linear-ce-choose-memory: KiB"),
    (0.0111, 0.1 / 9, "label-smoothing-ce-choose-gap"),
    (4.6052, -log(0.01), "label-smoothing-ce-choose-floor"),
    (1.1667, 3.5 / 3, "multi-margin-compute-three"),
    (325.1, -900 * log(0.9) - 100 * log(0.1), "multiclass-focal-choose-easy"),
    (187.5, -9 * log(0.9) - 81 * log(0.1), "multiclass-focal-choose-easy"),
    (0.948, -9 * log(0.9), "multiclass-focal-choose-easy"),
    (1.23, 1 / 0.9**2, "multiclass-focal-choose-easy"),
    (-0.125, -(0.5**2) * 0.5, "multiclass-focal-debug-detached"),
    (0.7877, log(4 / 3) + 2 / 4, "poly1-compute-two"),
    (1.2877, log(4 / 3) + 4 / 4, "symmetric-ce-compute-two"),
    (4.3863, log(4) + 4 * 3 / 4, "symmetric-ce-compute-two"),
    (11.0904, 8 * log(4), "weighted-cross-entropy-compute-three"),
    (0.3164, 0.75**4, "asymmetric-compute-half"),
    (0.4386, 0.75**4 * log(4), "asymmetric-compute-half"),
    (1.1318, log(2) + 0.75**4 * log(4), "asymmetric-compute-half"),
    (0.5659, (log(2) + 0.75**4 * log(4)) / 2, "asymmetric-compute-half"),
    (0.0719, log(4 / 3) / 4, "asymmetric-compute-free"),
    (40.6931, log(2) + 0.1 * (300 + 100), "dpo-compute-long"),
    (20.3466, (log(2) + log1p(exp(0.1 * 400))) / 2, "dpo-compute-long"),
    (35.0, (0 + 120 + 0 + 20) / 4, "bradley-terry-compute-large"),
    (35.0, (0 + 30) / 2 + (0 + 60 + 0) / 3, "gan-non-saturating-compute-sure"),
    (50.0, (log1p(exp(100)) + log1p(exp(-100))) / 2, "soft-margin-compute-wrong, bpr-compute-far"),
    (4.0, (-1 - 1) ** 2 + (1 - 1) ** 2, "barlow-twins-compute-opposite"),
    (0.9975, sigmoid(6), "kto-choose-saturation"),
    (0.00025, 0.1 * sigmoid(-6) * sigmoid(6), "kto-choose-saturation"),
    (0.09975, 0.1 * sigmoid(6), "kto-choose-saturation"),
    (2.0064, log(2) + log1p(e), "simpo-compute-two"),
    (4.3333, (5 + 5 + 3) / 3, "charbonnier-compute-batch"),
    (0.7667, (0.5 + 0.5 + sqrt(1.2**2 + 0.5**2)) / 3, "charbonnier-compute-floor"),
    (0.6826, 2 * 0.8413 - 1, "crps-gaussian-compute-one: from rounded numbers"),
    (0.4840, 2 * 0.2420, "crps-gaussian-compute-one: from rounded numbers"),
    (0.6024, erf(1 / sqrt(2)) + 2 * density(1) - 1 / sqrt(pi), "crps-gaussian-compute-one"),
    (1.2049, 2 * (erf(1 / sqrt(2)) + 2 * density(1) - 1 / sqrt(pi)), "crps-gaussian-compute-one"),
    (0.4674, 2 * (2 * density(0) - 1 / sqrt(pi)), "crps-gaussian-compute-two"),
    (0.7011, 3 * (2 * density(0) - 1 / sqrt(pi)), "crps-gaussian-compute-two"),
    (0.0540, density(2), "crps-gaussian-compute-slope"),
    (0.1080, 2 * density(2), "crps-gaussian-compute-slope"),
    (-0.4562, 2 * density(2) - 1 / sqrt(pi), "crps-gaussian-compute-slope"),
    (3.333, (1 + 9 + 0) / 3, "custom-loss-module-compute-two"),
    (2.667, 2 * (1 + 3 + 0) / 3, "custom-loss-module-compute-two"),
    (0.4375, (0 + 1.5 + 0.25 + 0) / 4, "epsilon-insensitive-compute-batch"),
    (4.125, (0.5 + 2 * (5 - 1) + 2 * (4 - 1) + 2) / 4, "huber-compute-delta"),
    (9.307, 10 - log(2), "log-cosh-compute-far"),
    (19.307, 20 - log(2), "log-cosh-compute-far"),
    (14.307, 15 - log(2), "log-cosh-compute-far"),
    (1.3013, 3 * log((e + 1 / e) / 2), "log-cosh-compute-near"),
    (0.3253, 3 / 4 * log((e + 1 / e) / 2), "log-cosh-compute-near"),
    (18.2, sum(abs(target - 3) for target in (1, 2, 3, 4, 90)) / 5, "mae-choose-constant"),
    (18.3, sum(abs(target - 2.5) for target in (1, 2, 3, 4, 90)) / 5, "mae-choose-constant"),
    (28.0, sum(abs(target - 20) for target in (1, 2, 3, 4, 90)) / 5, "mae-choose-constant"),
    (43.3, sum(abs(target - 45.5) for target in (1, 2, 3, 4, 90)) / 5, "mae-choose-constant"),
    (1.667, (1 + 4 + 0) / 3, "mse-compute-three"),
    (-0.7726, 2 - 4 * log(2), "poisson-nll-compute-batch"),
    (0.2274, 1 + 2 - 4 * log(2), "poisson-nll-compute-batch"),
    (0.1137, (1 + 2 - 4 * log(2)) / 2, "poisson-nll-compute-batch"),
    (10.0499, sqrt(1 + 10**2), "pseudo-huber-compute-far"),
    (9.5, 10 - 1 / 2, "pseudo-huber-compute-far"),
    (0.6333, (0.9 * 2 + 0.1 * 1 + 0) / 3, "quantile-compute-batch"),
    (2.125, (1 / (2 * 2) + 5 - 1) / 2, "smooth-l1-compute-beta-two"),
    (0.867, (0.2**2 / 2 + 0.4**2 / 2 + 3 - 0.5) / 3, "smooth-l1-compute-default"),
    (6.9315, 10 * log(2), "wing-compute-batch"),
    (26.8491, 10 * log(2) + 2 + 10 * log(6), "wing-compute-batch"),
    (13.4245, (10 * log(2) + 2 + 10 * log(6)) / 2, "wing-compute-batch"),
    (-3.9588, 5 - 5 * log(6), "wing-compute-constant"),
    (23.9588, 20 - 5 + 5 * log(6), "wing-compute-constant"),
    (0.2398, 0.2 + 0.8 * exp(-3), "zip-nll-choose-zero"),
    # Of wrong options, which are worked out as the mistake does.
    (-0.4988, (sigmoid(-6) - 1) / 2, "bce-with-logits-backward-choose-mse: half"),
    (0.88, sigmoid(2), "preferences and probability: σ(2)"),
    (0.44, sigmoid(2) / 2, "probability: halved"),
    (25.4, 200 * log1p(exp(-2)), "dpo: 200 times"),
    (3.47, (log(2) + 9 * log(2)) / 2, "pitfall-weighted-mean"),
    (0.075, 0.75 * abs(0.9 - 0.8), "probability: the first bin of a calibration error"),
    (0.075, 0.25 * abs(0.6 - 0.9), "probability: the second"),
    (4.8, log(65504) / log(10), "precision: base 10"),
    (38.5, log(3.4e38) / log(10), "precision: base 10"),
    (0.06, float(1 - np.cos(0.5)) / 2, "arcface: half of 0.12"),
    (0.455, 0.35 * 1.3, "probability: a share of 30 % too much"),
    (16.5, 0.5 + 2 + 8 + 6, "huber"),
    (-2.45, -0.1 + log(1 - exp(-0.1)), "orpo-choose-odds"),
    (0.269, sigmoid(-1), "listnet-debug-grades"),
    (0.9474, entropy((1 + exp(-1)) / 2, *(exp(-1) / 2 / factorial(k) for k in range(1, 20))), "zip_nll at_chance"),
    (1.1931, 0.5 - log(0.5), "zip-nll-compute-surprise"),
    (1.5, (4 - 1) / 2, "gaussian-kl-compute-gradient"),
    (0.75, (4 - 1) / 2 / 2, "gaussian-kl-compute-gradient"),
    (0.375, 3 / (3 + 1) / 2, "bpr-compute-gradient"),
    (-0.625, -(3 / (3 + 1) + 1 / 2) / 2, "ranknet-compute-gradient"),
    (21.1931, log1p(exp(20)) + 0.5 - log(0.5), "zip-nll-compute-surprise"),
    (0.6839, (1 + exp(-1)) / 2, "zip-nll-compute-two"),
    (-0.3799, log(0.6839), "zip-nll-compute-two"),
    (0.3799, -log((1 + exp(-1)) / 2), "zip-nll-compute-two"),
    (1.0365, (-log((1 + exp(-1)) / 2) + log(2) + 1) / 2, "zip-nll-compute-two"),
    (0.7311, 1 / (1 + exp(-1)), "zip-nll-compute-slope"),
    (0.0006, 9 / 16010, "dice-choose-batch"),
    (0.2903, 1 - 2.2 / 3.1, "jaccard-compute-three"),
    (0.2308, 1 - 2.2 / 2.86, "tversky-compute-weights"),
    (1.2707, 1 + 2 * exp(-2), "ntxent-compute-two"),
]


FEW_DIGITS = [
    (2e-9, sigmoid(-20), "bce-choose-saturated, pitfall-bce-saturated"),
    (2e-9, log1p(exp(-20)), "log-cosh-compute-far"),
    (6e-8, 2.0**-24, "bce-choose-saturated: the step of float32 below 1"),
    (3e-8, 2.0**-25, "bce-choose-saturated: what rounds to 1"),
    (6e-8, 2.0**-24, "precision-explain: the smallest number of float16"),
    (6e-6, sigmoid(-12), "bce-with-logits-choose-gradient"),
    (4.5e-5, sigmoid(-10), "mse-choose-sigmoid, soft-margin-choose-gradient"),
    (-9.1e-5, -2 * sigmoid(10) ** 2 * sigmoid(-10), "mse-choose-sigmoid"),
    (3.2e-7, -(0.05**4) * log(0.95), "asymmetric-choose-silence"),
    (4.2e9, 4.0 * 8192 * 128256, "linear-ce-choose-memory"),
    (6.1e38, exp(90) / 2, "log-cosh-choose-overflow"),
    (3.4e38, (2 - 2.0**-23) * 2.0**127, "log-cosh-choose-overflow: the largest number of float32"),
    (7e-46, 2.0**-150, "cross-entropy-debug-underflow: half of the smallest number of float32"),
]


@pytest.mark.parametrize(("said", "worked_out", "where"), FEW_DIGITS)
def test_the_first_digits_are_right(said: float, worked_out: float, where: str) -> None:
    assert f"{worked_out:.0e}" == f"{said:.0e}" or f"{worked_out:.1e}" == f"{said:.1e}", where


def test_a_true_class_104_below_the_best_is_enough() -> None:
    """Said in cross-entropy-debug-underflow."""
    assert np.float32(exp(-104)) == 0 < np.float32(exp(-103))
    assert torch.softmax(torch.tensor([0.0, -104.0]), 0)[1] == 0


@pytest.mark.parametrize(("said", "worked_out", "where"), NUMBERS)
def test_the_number_is_what_it_is_said_to_be(said: float, worked_out: float, where: str) -> None:
    if abs(said) >= 1e5 or abs(said) < 1e-6:
        assert worked_out == pytest.approx(said, rel=0.005), where
    else:
        assert said == round(worked_out, len(f"{said}".partition(".")[2])), where


def test_the_closed_steps_of_boxes_are_those_of_angles() -> None:
    assert pytest.approx(acos(4 / 5)) == TWISTED


def test_which_slopes_of_the_odds_ratio_grow() -> None:
    """Said of the curvature of ORPO: that in the rejected answer's log p has no bound, the chosen one's has."""

    def slopes(chosen: float, rejected: float) -> list[float]:
        logs = torch.tensor([log(chosen), log(rejected)], dtype=torch.float64, requires_grad=True)
        odds = logs - torch.log(-torch.expm1(logs))
        return torch.autograd.grad(F.softplus(odds[1] - odds[0]), logs)[0].tolist()

    for p in (0.9, 0.99, 0.999, 0.9999):
        assert slopes(0.5, p)[1] == pytest.approx(1 / (1 - p), rel=0.15)
        assert slopes(p, 0.5)[0] < 0
        assert slopes(p, 0.5)[0] == pytest.approx(-1 / (p + 1 - p))  # odds of 1: −O/(p + O·(1 − p))


def test_what_makes_a_kl_of_gaussians_negative() -> None:
    """Said among the symptoms: the deviation in place of the variance, or a lost sign, and no input alone."""
    x = np.linspace(-6, 6, 1201)
    assert np.min(np.exp(x) - 1 - x) >= 0
    assert np.min(np.exp(x / 2) - 1 - x) < -0.3
    assert np.min(np.exp(x) - 1 + x) < -1


def test_scores_behind_a_second_sigmoid_have_a_floor() -> None:
    """Said among the symptoms of the non-saturating game."""
    squeezed = torch.sigmoid(torch.linspace(-60, 60, 2001, dtype=torch.float64))
    real, fake = F.softplus(-squeezed).min(), F.softplus(squeezed).min()
    assert real + fake == pytest.approx(1.0064, abs=5e-5)
    assert fake == pytest.approx(log(2))


def test_the_slope_of_tweedie_has_a_bound_below_for_zeros_alone() -> None:
    mean = np.exp(np.linspace(-40, 40, 801))
    assert np.min(mean**-0.5 * (mean - 0.0)) >= 0
    assert np.min(mean**-0.5 * (mean - 1.0)) < -1e8
    assert np.max(mean**-0.5 * (mean - 1.0)) > 1e8


def test_labels_of_0_leave_their_share_of_the_margin() -> None:
    """Said of margin ranking, and of its relatives among the pitfalls of signs."""
    labels = torch.tensor([1.0, 1.0, 1.0, 0.0])
    scores = torch.tensor([50.0, 60.0, 70.0, 80.0])
    assert F.margin_ranking_loss(scores, -scores, labels, margin=1.0) == pytest.approx(1 / 4)
    assert torch.relu(1 - 0.0 * scores).tolist() == [1.0] * 4
    assert F.cosine_embedding_loss(torch.eye(4), torch.eye(4).flip(0), torch.zeros(4)) == 0
