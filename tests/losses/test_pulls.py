"""Rows weighed by losses: constants and shares worked out by hand."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from lossquiz.errors import InputError
from lossquiz.losses.catalogue import catalogue
from lossquiz.losses.pulls import Comparison, Pull, pull_of
from lossquiz.selection.torch_line import code_block

TARGET = [1.0, 2.0, 3.0, 4.0, 100.0]
AT_2 = [2.0] * 5


def pull(loss: str, target: list[float] = TARGET, predictions: list[float] = AT_2, **names: float) -> Pull:
    entry = catalogue()[loss]
    return pull_of(loss, code_block(entry, {}), entry.inputs, target, predictions, names)


@pytest.mark.parametrize(
    ("loss", "constant"),
    [
        ("mse", 22.0),  # the mean
        ("mae", 3.0),  # the median
        ("msle", math.prod(1 + y for y in TARGET) ** (1 / 5) - 1),  # the geometric mean of 1 + y
        ("mape", 2.0),  # the median weighted by 1 / y: 1, ½, ⅓, ¼, 0.01 add up to 2.09, half of which lies in 2
        ("poisson_nll", 22.0),  # the mean, whatever the link
        ("gamma_nll", 22.0),
        ("huber", 3.0),  # with δ = 1: −1 −1 + (3−c) … vanishes at 3
    ],
)
def test_the_constant_is_what_the_loss_estimates(loss: str, constant: float) -> None:
    assert pull(loss).constant == pytest.approx(constant, rel=1e-6)


def test_the_constant_of_a_proper_loss_on_classes_is_their_share() -> None:
    for loss in ("bce", "bce_with_logits", "brier"):
        found = pull(loss, [1.0, 0.0, 0.0, 1.0, 1.0], [0.9, 0.2, 0.6, 0.1, 0.5])
        assert found.constant == pytest.approx(0.6, abs=1e-5), loss
    assert pull("bce_with_logits", [1.0, 0.0, 0.0, 1.0, 1.0], [3.0, -1.0, 0.5, -2.0, 0.0]).constant == pytest.approx(
        math.log(0.6 / 0.4), abs=1e-4
    )


def test_shares_are_those_of_the_slopes() -> None:
    errors = np.array(AT_2) - TARGET
    np.testing.assert_allclose(pull("mse").shares, np.abs(errors) / np.abs(errors).sum(), rtol=1e-9)
    np.testing.assert_allclose(pull("mae").shares, [0.25, 0, 0.25, 0.25, 0.25], rtol=1e-9)
    slopes = np.minimum(np.abs(errors), 1.0)
    np.testing.assert_allclose(pull("huber").shares, slopes / slopes.sum(), rtol=1e-9)
    # d/dp of p − y log p is 1 − y/p, though the code takes log p.
    np.testing.assert_allclose(pull("poisson_nll").shares, np.abs(errors) / np.abs(errors).sum(), rtol=1e-9)


def test_half_of_the_gradient_is_counted_from_the_strongest() -> None:
    assert pull("mse").half == 1
    assert pull("mae").half == 2
    assert pull("mse", [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]).half == 0


def test_an_argument_of_the_data_is_used() -> None:
    assert pull("tukey_biweight", residual_scale=1.0).shares[4] == 0
    assert pull("tukey_biweight", residual_scale=100.0).shares[4] > 0.5


@pytest.mark.parametrize(
    ("loss", "says"),
    [
        ("cross_entropy", "cross_entropy takes logits float [N, C], target int64 [N]"),
        ("gaussian_nll", "gaussian_nll takes mean float [N], target float [N], var float [N]"),
        ("dice", "rows can be weighed by losses of one prediction and one target each"),
        ("ctc", "rows can be weighed"),
    ],
)
def test_a_loss_of_other_things_is_refused(loss: str, says: str) -> None:
    with pytest.raises(InputError, match=says.replace("[", r"\[").replace("]", r"\]")):
        pull(loss)


def test_rows_that_a_loss_cannot_take_are_named() -> None:
    with pytest.raises(InputError, match="a prediction is 0 or less"):
        pull("poisson_nll", [1.0, 2.0, 3.0], [0.0, 1.0, 2.0])


def test_a_comparison_ranks_rows_and_cuts_them_by_the_size_of_errors() -> None:
    found = Comparison(tuple(TARGET), tuple(AT_2), (1, 2, 3, 4, 5), (pull("mse"), pull("mae")))
    assert found.strongest(2) == [4, 0] or found.strongest(1) == [4]
    tenths = found.parts(5)
    np.testing.assert_allclose(tenths[0], sorted(pull("mse").shares), rtol=1e-9)
    assert [math.fsum(parts) for parts in tenths] == pytest.approx([1, 1])
    assert statistics.fmean(tenths[1]) == pytest.approx(0.2)


def test_logits_are_told_from_probabilities_where_errors_are_ranked() -> None:
    target, logits = [1.0, 0.0, 1.0], [4.0, -1.0, -5.0]
    found = Comparison(tuple(target), tuple(logits), (1, 2, 3), (pull("bce_with_logits", target, logits),))
    shares = found.pulls[0].shares
    assert found.parts(3)[0] == pytest.approx([shares[0], shares[1], shares[2]])  # 0.02, 0.27, 0.99 off
