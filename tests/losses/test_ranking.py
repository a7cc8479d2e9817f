from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.ranking import list_mle_loss, listnet_loss, margin_ranking_loss, ranknet_loss

Array = NDArray[np.float64]
Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)
LOG_2, L34, L14 = float(np.log(2)), float(np.log(4 / 3)), float(np.log(4))
LOG_3 = float(np.log(3))


def _lists(seed: int, shape: tuple[int, int] = (5, 6)) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return 2 * rng.normal(size=shape), rng.integers(0, 4, size=shape).astype(float)


def _pairs(seed: int) -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=8), rng.normal(size=8), rng.choice((-1.0, 1.0), size=8)


def _ranknet(scores: Array, relevance: Array) -> float:
    terms = [
        np.log(1 + np.exp(-(s[i] - s[j])))
        for s, r in zip(scores, relevance, strict=True)
        for i in range(len(s))
        for j in range(len(s))
        if r[i] > r[j]
    ]
    return float(np.mean(terms))


def _listnet(scores: Array, relevance: Array) -> float:
    total = 0.0
    for s, r in zip(scores, relevance, strict=True):
        wanted, given = np.exp(r) / np.exp(r).sum(), np.exp(s) / np.exp(s).sum()
        total -= sum(w * np.log(g) for w, g in zip(wanted, given, strict=True))
    return float(total / len(scores))


def _margin_ranking(x1: Array, x2: Array, target: Array) -> float:
    wins = [(a - b if y == 1 else b - a) for a, b, y in zip(x1, x2, target, strict=True)]
    return float(np.mean([max(0.0, 0.4 - lead) for lead in wins]))


def _list_mle(scores: Array, relevance: Array) -> float:
    total = 0.0
    for s, r in zip(scores, relevance, strict=True):
        left = [i for _, i in sorted((-grade, i) for i, grade in enumerate(r))]
        while left:
            total -= np.log(np.exp(s[left[0]]) / sum(np.exp(s[i]) for i in left))
            left.pop(0)
    return float(total / len(scores))


def _ranked(seed: int, shape: tuple[int, int] = (4, 6)) -> tuple[Array, Array]:
    rng = np.random.default_rng(seed)
    return 2 * rng.normal(size=shape), rng.permuted(np.broadcast_to(np.arange(shape[1]), shape), axis=1).astype(float)


BY_HAND: list[tuple[Loss, tuple[object, ...], tuple[float, ...], float]] = [
    (margin_ranking_loss, ([4.0, 0.0], [1.0, 2.0], [1.0, 1.0]), (1.0,), 1.5),
    (margin_ranking_loss, ([7.0, 7.0], [7.0, 7.0], [1.0, -1.0]), (0.3,), 0.3),
    (margin_ranking_loss, ([1e4], [-1e4], [-1.0]), (), 2e4),
    (ranknet_loss, ([[LOG_3, 0.0, 0.0], [0.0, LOG_3, 5.0]], [[1.0, 0.0, 0.0], [3.0, 1.0, 3.0]]), (),
     (2 * L34 + L14 + np.log1p(np.exp(LOG_3 - 5))) / 4),
    (ranknet_loss, ([[1.0, 2.0]], [[1.0, 1.0]]), (), 0.0),
    (ranknet_loss, ([[-1e4, 1e4], [1e4, -1e4]], [[1.0, 0.0], [1.0, 0.0]]), (), 1e4),
    (listnet_loss, ([[LOG_3, 0.0], [0.0, 0.0]], [[0.0, 0.0], [3.0, 1.0]]), (), ((L34 + L14) / 2 + LOG_2) / 2),
    (listnet_loss, ([[7.0]], [[2.0]]), (), 0.0),
    (list_mle_loss, ([[LOG_3, LOG_2, 0.0]], [[2.0, 1.0, 0.0]]), (), LOG_3),
    (list_mle_loss, ([[7.0, 7.0, 7.0, 7.0]], [[1.0, 3.0, 0.0, 2.0]]), (), np.log(24)),
    (list_mle_loss, ([[-1e4, 1e4, 0.0]], [[2.0, 0.0, 1.0]]), (), 3e4),
    (listnet_loss, ([[-1e4, 1e4]], [[100.0, 0.0]]), (), 2e4),
]  # fmt: skip
SECOND_SOURCE: list[tuple[Loss, Callable[..., float], tuple[Array, ...], tuple[float, ...]]] = [
    (margin_ranking_loss, _margin_ranking, _pairs(1), (0.4,)),
    (ranknet_loss, _ranknet, _lists(2), ()),
    (ranknet_loss, _ranknet, _lists(3, (1, 9)), ()),
    (listnet_loss, _listnet, _lists(4), ()),
    (list_mle_loss, _list_mle, _ranked(8), ()),
]
EXTREMES: list[tuple[Loss, Array, Array]] = [
    (loss, *lists)
    for loss in (ranknet_loss, listnet_loss, list_mle_loss)
    for lists in (
        (1e4 * _lists(5)[0], _lists(5)[1]),
        (np.full((3, 4), 1e4), _lists(6, (3, 4))[1]),
        (_lists(6, (3, 4))[0], np.ones((3, 4))),
    )
]


def _tensors(values: tuple[object, ...], dtype: torch.dtype) -> list[torch.Tensor]:
    return [torch.tensor(np.asarray(value), dtype=dtype) for value in values]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options", "value"), BY_HAND)
def test_the_values_worked_by_hand(
    loss: Loss, given: tuple[object, ...], options: tuple[float, ...], value: float, dtype: torch.dtype
) -> None:
    result = loss(*_tensors(given, dtype), *options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize(("loss", "oracle", "given", "options"), SECOND_SOURCE)
def test_a_second_source_and_finite_differences_agree(
    loss: Loss, oracle: Callable[..., float], given: tuple[Array, ...], options: tuple[float, ...]
) -> None:
    tensors = _tensors(given, torch.float64)
    assert loss(*tensors, *options).item() == pytest.approx(oracle(*given), rel=1e-9)
    first = tensors[0].clone().requires_grad_()
    assert torch.autograd.gradcheck(lambda x: loss(x, *tensors[1:], *options), (first,))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "scores", "relevance"), EXTREMES)
def test_value_and_gradient_are_finite_at_the_extremes(
    loss: Loss, scores: Array, relevance: Array, dtype: torch.dtype
) -> None:
    s, r = _tensors((scores, relevance), dtype)
    value = loss(s.requires_grad_(), r)
    value.backward()
    assert torch.isfinite(value)
    assert torch.isfinite(s.grad).all()  # type: ignore[arg-type]


@pytest.mark.parametrize("margin", [0.0, 0.7])
def test_margin_ranking_agrees_with_torch_in_both_inputs(margin: float) -> None:
    x1, x2, y = _tensors(_pairs(7), torch.float64)
    ours, theirs = (
        torch.autograd.grad(value, (x1, x2))
        for x1, x2 in [(x1.requires_grad_(), x2.requires_grad_())]
        for value in (margin_ranking_loss(x1, x2, y, margin), F.margin_ranking_loss(x1, x2, y, margin=margin))
    )
    torch.testing.assert_close(ours, theirs)
