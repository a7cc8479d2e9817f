from __future__ import annotations

import numpy as np
import pytest
import torch

from lossquiz.losses.recsys import bpr_loss, in_batch_softmax_loss

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


ONE, UP = [1.0, 0.0], [0.0, 1.0]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("query", "item", "log_freq", "temperature", "value"),
    [
        ([ONE, ONE], [ONE, ONE], [0.0, -np.log(3)], 0.05, (np.log(4) + np.log(4 / 3)) / 2),
        ([[3.0, 0.0], UP], [ONE, [0.0, 5.0]], [-2.0, -2.0], 1.0, np.log(1 + np.exp(-1))),
        ([ONE, ONE], [ONE, UP], [-1.0, -3.0], 0.5, np.log(2)),
        ([[3.0, 4.0]], [[4.0, -3.0]], [-5.0], 0.05, 0.0),
        # Wrong by 2/T in each row; the frequencies shift that by ∓1.
        ([ONE, [-1.0, 0.0]], [[-1.0, 0.0], ONE], [-1.0, -2.0], 0.01, 200.0),
        # The first item never occurs, and takes all: the second row is off by 1e4 − 1, less (1 − 0.6)/0.05.
        ([ONE, [0.6, 0.8]], [ONE, [0.6, 0.8]], [-1e4, -1.0], 0.05, (1e4 - 1 - 8) / 2),
    ],
)
def test_in_batch_softmax_has_the_values_worked_by_hand(
    query: list[list[float]],
    item: list[list[float]],
    log_freq: list[float],
    temperature: float,
    value: float,
    dtype: torch.dtype,
) -> None:
    q, v = (torch.tensor(rows, dtype=dtype, requires_grad=True) for rows in (query, item))
    result = in_batch_softmax_loss(q, v, torch.tensor(log_freq, dtype=dtype), temperature)
    result.backward()
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6, abs=1e-7)
    assert torch.isfinite(q.grad).all()
    assert torch.isfinite(v.grad).all()


def test_in_batch_softmax_agrees_with_a_loop_with_cross_entropy_and_with_finite_differences() -> None:
    rng = np.random.default_rng(2)
    query, item = rng.normal(size=(2, 5, 3))
    log_freq = np.log(rng.uniform(0.01, 1.0, size=5))
    rows = []
    for i in range(5):
        weights = [
            np.exp(query[i] @ item[j] / np.sqrt(query[i] @ query[i]) / np.sqrt(item[j] @ item[j]) / 0.3)
            / np.exp(log_freq[j])
            for j in range(5)
        ]
        rows.append(-np.log(weights[i] / sum(weights)))
    q, v = (torch.tensor(embeddings, requires_grad=True) for embeddings in (query, item))
    frequencies = torch.tensor(log_freq)
    result = in_batch_softmax_loss(q, v, frequencies, 0.3)
    assert result.item() == pytest.approx(np.mean(rows), rel=1e-12)
    logits = torch.cosine_similarity(q[:, None], v[None], dim=2) / 0.3 - frequencies
    assert result.item() == pytest.approx(torch.nn.functional.cross_entropy(logits, torch.arange(5)).item(), rel=1e-12)
    assert torch.autograd.gradcheck(lambda a, b: in_batch_softmax_loss(a, b, frequencies, 0.3), (q, v))


def test_in_batch_softmax_at_its_default_temperature_sees_no_lengths() -> None:
    rng = np.random.default_rng(3)
    query, item = (torch.tensor(rows) for rows in rng.normal(size=(2, 6, 4)))
    log_freq = torch.tensor(-rng.exponential(3.0, size=6))
    expected = in_batch_softmax_loss(query, item, log_freq, 0.05)
    scaled = in_batch_softmax_loss(1e3 * query, 1e-3 * item, log_freq)
    assert scaled.item() == pytest.approx(expected.item(), rel=1e-12)
