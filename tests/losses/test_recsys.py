from __future__ import annotations

import numpy as np
import pytest
import torch

from lossquiz.losses.recsys import bpr_loss

DTYPES = (torch.float32, torch.float64)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("pos", "neg", "value", "slopes"),
    [
        ([1.5], [1.5], np.log(2), [-0.5]),
        ([np.log(3), 0.0], [0.0, np.log(3)], (np.log(4 / 3) + np.log(4)) / 2, [-0.125, -0.375]),
        ([-1e4, 1e4], [1e4, -1e4], 1e4, [-0.5, 0.0]),
        ([1e4, 0.0], [1e4, 300.0], (np.log(2) + 300) / 2, [-0.25, -0.5]),
    ],
)
def test_bpr_has_the_values_and_slopes_worked_by_hand(
    pos: list[float], neg: list[float], value: float, slopes: list[float], dtype: torch.dtype
) -> None:
    p, n = (torch.tensor(scores, dtype=dtype, requires_grad=True) for scores in (pos, neg))
    result = bpr_loss(p, n)
    result.backward()
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6)
    np.testing.assert_allclose(p.grad.numpy(), slopes, rtol=1e-6)
    np.testing.assert_allclose(n.grad.numpy(), -np.array(slopes), rtol=1e-6)


def test_bpr_agrees_with_numpy_and_finite_differences() -> None:
    pos, neg = np.random.default_rng(1).normal(size=(2, 3, 4))
    leaves = tuple(torch.tensor(scores, requires_grad=True) for scores in (pos, neg))
    expected = np.mean(-np.log(1 / (1 + np.exp(-(pos - neg)))))
    assert bpr_loss(*leaves).item() == pytest.approx(expected, rel=1e-12)
    assert torch.autograd.gradcheck(bpr_loss, leaves)
