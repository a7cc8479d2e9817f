"""What cards about centres and word vectors say around their numbers, worked out; `worked_numbers` has those."""

from __future__ import annotations

from math import exp, log1p, sin

import pytest
import torch


@pytest.mark.parametrize(("gap", "within"), [(10.5, 1e-8), (30 * sin(0.5), 1e-10)])
def test_the_sum_at_chance_is_off_by_almost_nothing(gap: float, within: float) -> None:
    assert 0 < log1p(1 / (9999 * exp(gap))) < within


def test_one_minus_sigma_is_0_in_single_precision_from_17_on() -> None:
    """Said among the symptoms of negative_sampling."""
    products = torch.tensor([15.0, 16.0, 17.0, 18.0, 50.0])
    assert (1 - torch.sigmoid(products) == 0).tolist() == [False, False, True, True, True]
