"""References of language models, of image and text, and of margins on angles, against a second derivation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from lossquiz.losses.lm import causal_lm_loss
from lossquiz.losses.metric import clip_loss, siglip_loss
from lossquiz.losses.multiclass import masked_cross_entropy_loss

Array = NDArray[np.float64]
Loss = Callable[..., torch.Tensor]
Given = Sequence[object]
DTYPES = (torch.float32, torch.float64)
L3 = log(3)


def _normal(seed: int, *shape: int) -> Array:
    return np.random.default_rng(seed).normal(size=shape)


def _ids(seed: int, classes: int, *shape: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, classes, size=shape)


def _given(values: Given, dtype: torch.dtype, *, grad: bool = False) -> list[torch.Tensor]:
    """Make tensors: floats in the dtype asked for, with a gradient; whole numbers as ids."""
    arrays = [np.asarray(value) for value in values]
    return [
        torch.tensor(a) if a.dtype.kind == "i" else torch.tensor(a, dtype=dtype, requires_grad=grad) for a in arrays
    ]


def _share(scores: Array, own: int) -> float:
    """Return the softmax of one of some scores."""
    return float(1 / np.sum(np.exp(scores - scores[own])))


def _unit(rows: Array) -> Array:
    return np.array([row / np.sqrt(row @ row) for row in rows])


def _causal(logits: Array, ids: NDArray[np.int64], pad_id: int = -100) -> float:
    costs = [
        -log(_share(logits[b, t - 1], int(ids[b, t])))
        for b in range(len(ids))
        for t in range(1, ids.shape[1])
        if ids[b, t] != pad_id
    ]
    return float(np.mean(costs)) if costs else 0.0


def _clip(image: Array, text: Array, scale: float) -> float:
    costs = []
    for one, other in ((_unit(image), _unit(text)), (_unit(text), _unit(image))):
        costs += [-log(_share(scale * other @ row, i)) for i, row in enumerate(one)]
    return float(np.mean(costs))


def _masked(logits: Array, target: NDArray[np.int64], ignore_index: int = -100) -> float:
    costs = [-log(_share(x, int(y))) for x, y in zip(logits, target, strict=True) if y != ignore_index]
    return float(np.mean(costs)) if costs else 0.0


def _siglip(image: Array, text: Array, scale: float, bias: float) -> float:
    total = 0.0
    for i, x in enumerate(_unit(image)):
        for j, t in enumerate(_unit(text)):
            sign = 1 if i == j else -1
            total += log(1 + exp(-sign * (scale * float(x @ t) + bias)))
    return total / len(image)


IDS = np.where(_ids(1, 4, 3, 5) == 3, -100, _ids(2, 6, 3, 5))
EYE = [[1.0, 0.0], [0.0, 1.0]]
BY_HAND: list[tuple[Loss, Given, dict[str, Any], float]] = [
    (causal_lm_loss, ([[[L3, 0.0], [0.0, 5.0]]], [[1, 0]]), {}, log(4 / 3)),
    (causal_lm_loss, ([[[L3, 0.0], [0.0, 0.0], [0.0, 9.0]]], [[0, 1, -100]]), {}, log(4)),
    (causal_lm_loss, ([[[L3, 0.0], [0.0, 0.0], [0.0, 9.0]]], [[0, 1, 0]]), {"pad_id": 0}, log(4)),
    (causal_lm_loss, ([[[2.0, 1.0]]], [[1]]), {}, 0.0),
    (causal_lm_loss, ([[[2.0, 1.0], [3.0, 0.0]]], [[1, -7]]), {"pad_id": -7}, 0.0),
    (clip_loss, (EYE, [[2.0, 0.0], [0.0, 3.0]], 1.0), {}, log(1 + exp(-1))),
    (clip_loss, (EYE, [[1.0, 0.0], [1.0, 0.0]], 1.0), {}, (log(2) + (log(1 + exp(-1)) + log(1 + exp(1))) / 2) / 2),
    (clip_loss, ([[3.0, 4.0]], [[4.0, -3.0]], 10.0), {}, 0.0),
    (clip_loss, (EYE, [[-1.0, 0.0], [0.0, -1.0]], 100.0), {}, 100.0),
    (masked_cross_entropy_loss, ([[L3, 0.0], [0.0, 0.0], [5.0, 0.0]], [1, 0, -100]), {}, (log(4) + log(2)) / 2),
    (masked_cross_entropy_loss, ([[L3, 0.0], [5.0, 0.0]], [1, 0]), {"ignore_index": 0}, log(4)),
    (masked_cross_entropy_loss, ([[L3, 0.0]], [255]), {"ignore_index": 255}, 0.0),
    (masked_cross_entropy_loss, ([[1e4, -1e4]], [1]), {}, 2e4),
    (siglip_loss, (EYE, EYE, 2.0, -1.0), {}, 2 * log(1 + exp(-1))),
    (siglip_loss, (EYE, EYE[::-1], 2.0, -1.0), {}, 2 * log(1 + exp(1))),
    (siglip_loss, (EYE, [[3.0, 0.0], [4.0, 0.0]], 0.0, 0.0), {}, 2 * log(2)),
    (siglip_loss, ([[1.0, 0.0]], [[-1.0, 0.0]], 100.0, -20.0), {}, 120.0),
]
SECOND_SOURCE: list[tuple[Loss, Callable[..., float], Given, tuple[Any, ...]]] = [
    (causal_lm_loss, _causal, (_normal(3, 3, 5, 6), IDS), ()),
    (causal_lm_loss, _causal, (_normal(4, 3, 5, 6), _ids(5, 6, 3, 5)), (2,)),
    (clip_loss, _clip, (_normal(6, 7, 4), _normal(7, 7, 4), np.float64(3.0)), ()),
    (masked_cross_entropy_loss, _masked, (_normal(12, 15, 6), IDS.ravel()), ()),
    (masked_cross_entropy_loss, _masked, (_normal(13, 15, 6), _ids(14, 6, 15)), (1,)),
    (siglip_loss, _siglip, (_normal(15, 7, 4), _normal(16, 7, 4), np.float64(3.0), np.float64(-2.0)), ()),
]
EXTREMES: list[tuple[Loss, Given, tuple[Any, ...]]] = [
    (causal_lm_loss, (1e4 * _normal(8, 3, 5, 6), IDS), ()),
    (causal_lm_loss, (1e4 * _normal(8, 3, 5, 6), np.full((3, 5), -100)), ()),
    (causal_lm_loss, (1e4 * _normal(8, 3, 1, 6), _ids(9, 6, 3, 1)), ()),
    (clip_loss, (1e4 * _normal(10, 7, 4), 1e-3 * _normal(11, 7, 4), 100.0), ()),
    (clip_loss, (np.ones((5, 3)), np.ones((5, 3)), 100.0), ()),
    (masked_cross_entropy_loss, (1e4 * _normal(17, 15, 6), IDS.ravel()), ()),
    (masked_cross_entropy_loss, (1e4 * _normal(17, 4, 6), np.full(4, -100)), ()),
    (siglip_loss, (1e4 * _normal(18, 7, 4), 1e-3 * _normal(19, 7, 4), 100.0, -1e4), ()),
    (siglip_loss, (np.ones((5, 3)), np.ones((5, 3)), 100.0, 1e4), ()),
]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options", "value"), BY_HAND)
def test_the_values_worked_by_hand(
    loss: Loss, given: Given, options: dict[str, Any], value: float, dtype: torch.dtype
) -> None:
    result = loss(*_given(given, dtype), **options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(value, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize(("loss", "oracle", "given", "options"), SECOND_SOURCE)
def test_a_second_source_and_finite_differences_agree(
    loss: Loss, oracle: Callable[..., float], given: Given, options: tuple[Any, ...]
) -> None:
    tensors = _given(given, torch.float64, grad=True)
    assert loss(*tensors, *options).item() == pytest.approx(oracle(*given, *options), rel=1e-9)
    assert torch.autograd.gradcheck(lambda *leaves: loss(*leaves, *options), tuple(tensors))


@pytest.mark.parametrize("dtype", DTYPES)
def test_masked_cross_entropy_agrees_with_torch(dtype: torch.dtype) -> None:
    logits, target = _given((_normal(20, 15, 6), IDS.ravel()), dtype)
    torch.testing.assert_close(masked_cross_entropy_loss(logits, target), F.cross_entropy(logits, target))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("loss", "given", "options"), EXTREMES)
def test_value_and_gradient_are_finite_at_the_extremes(
    loss: Loss, given: Given, options: tuple[Any, ...], dtype: torch.dtype
) -> None:
    tensors = _given(given, dtype, grad=True)
    value = loss(*tensors, *options)
    value.backward()
    assert torch.isfinite(value)
    assert all(torch.isfinite(t.grad).all() for t in tensors if t.grad is not None)
    assert any(t.grad is not None for t in tensors)
