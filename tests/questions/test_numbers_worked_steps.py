"""Numbers of one digit, and what the prose says around its numbers, worked out; `worked_numbers` has the others."""

from __future__ import annotations

from math import acos, degrees, exp, log, log1p

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from worked_numbers.steps import TWISTED

NUMBERS = [
    # what the prose says, what it is, where it stands
    (0.1, 0.2 * (1 - 0.2) / (1 - 0.2) / 2, "bce-compute-gradient: behind a sigmoid"),
    (10, log1p(exp(10)) + 4 * log1p(exp(-10)), "coral-choose-distance"),
    (30, 3 * log1p(exp(10)) + 2 * log1p(exp(-10)), "coral-choose-distance"),
    (0.2, 10**-0.7, "gce-choose-start"),
    (1, (1 - 0.75) ** 0.5 / 0.5, "gce-debug-power"),
    (0.5, -sum(2 * x * log(x) for x in ((i + 0.5) / 10_000 for i in range(10_000))) / 10_000, "mixup-ce-choose-floor"),
    (0.7, 0.3 + 0.4 * 1, "mixup-ce-choose-mixture"),
    (0.9, 9 / 10, "multi_margin at_chance"),
    (90, degrees(acos(0.6) + 0.6435011), "arcface cases: θ + m = 90°"),
    (8, 10 - 1 - 1, "ranknet-choose-pairs"),
    (6, 0.1 * 20 + 4, "symmetric-ce-choose-harm"),
]


def test_a_true_class_104_below_the_best_is_enough() -> None:
    """Said in cross-entropy-debug-underflow."""
    assert np.float32(exp(-104)) == 0 < np.float32(exp(-103))
    assert torch.softmax(torch.tensor([0.0, -104.0]), 0)[1] == 0


@pytest.mark.parametrize(("said", "worked_out", "where"), NUMBERS)
def test_the_number_is_what_it_is_said_to_be(said: float, worked_out: float, where: str) -> None:
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
