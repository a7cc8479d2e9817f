"""Losses of overlap, against loops over pixels, sets of pixels and values worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from lossquiz.losses.segmentation import dice_loss, focal_tversky_loss, jaccard_loss, tversky_loss

Loss = Callable[..., torch.Tensor]
DTYPES = (torch.float32, torch.float64)
SHAPES = ((1, 3), (4, 5), (2, 3, 4), (3, 2, 1, 5))
ROW = ([[0.8, 0.4, 0.1]], [[1.0, 1.0, 0.0]])
OPTIONS: list[tuple[Loss, dict[str, float]]] = [
    (dice_loss, {"smooth": 0.3}),
    (jaccard_loss, {"smooth": 2.0}),
    (tversky_loss, {"alpha": 0.2, "beta": 0.9, "smooth": 0.5}),
    (focal_tversky_loss, {"alpha": 0.4, "beta": 0.8, "gamma": 1.6, "smooth": 0.7}),
]


def by_pixels(loss: Loss, probs: Any, target: Any, options: dict[str, float]) -> float:
    smooth, losses = options["smooth"], []
    for sample, mask in zip(probs, target, strict=True):
        pixels = list(zip(sample.ravel().tolist(), mask.ravel().tolist(), strict=True))
        hits, area, true = sum(p * y for p, y in pixels), sum(p for p, _ in pixels), sum(y for _, y in pixels)
        if loss is dice_loss:
            losses.append(1 - (2 * hits + smooth) / (area + true + smooth))
        elif loss is jaccard_loss:
            losses.append(1 - (hits + smooth) / (area + true - hits + smooth))
        else:
            below = hits + options["alpha"] * (area - hits) + options["beta"] * (true - hits) + smooth
            losses.append((1 - (hits + smooth) / below) ** options.get("gamma", 1.0))
    return float(np.mean(losses))


def drawn(shape: tuple[int, ...], seed: int = 3) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return rng.uniform(0.05, 0.95, size=shape), (rng.uniform(size=shape) < 0.4).astype(float)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("loss", "options"), OPTIONS)
def test_each_agrees_with_a_loop_over_pixels(
    loss: Loss, options: dict[str, float], shape: tuple[int, ...], dtype: torch.dtype
) -> None:
    probs, target = drawn(shape)
    result = loss(torch.tensor(probs, dtype=dtype), torch.tensor(target, dtype=dtype), **options)
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(by_pixels(loss, probs, target, options), rel=1e-5)


@pytest.mark.parametrize(
    ("loss", "options", "value"),
    [
        (dice_loss, {}, 1 - 3.4 / 4.3),
        (jaccard_loss, {}, 1 - 2.2 / 3.1),
        (tversky_loss, {}, 1 - 2.2 / 2.65),
        (tversky_loss, {"alpha": 0.2, "beta": 0.8}, 1 - 2.2 / 2.86),
        (focal_tversky_loss, {}, (1 - 2.2 / 2.51) ** 0.75),
    ],
)
def test_values_worked_by_hand(loss: Loss, options: dict[str, float], value: float) -> None:
    assert loss(*(torch.tensor(x, dtype=torch.float64) for x in ROW), **options).item() == pytest.approx(value)


def test_on_hard_masks_they_count_sets_of_pixels() -> None:
    a, b = {0, 1, 2, 3}, {2, 3, 4}
    probs, target = (torch.tensor([[float(i in s) for i in range(6)]], dtype=torch.float64) for s in (a, b))
    assert jaccard_loss(probs, target, 1e-12).item() == pytest.approx(1 - len(a & b) / len(a | b))
    assert dice_loss(probs, target, 1e-12).item() == pytest.approx(1 - 2 * len(a & b) / (len(a) + len(b)))


def test_tversky_is_dice_and_jaccard_at_its_special_weights() -> None:
    probs, target = (torch.tensor(x) for x in drawn((5, 7)))
    half = tversky_loss(probs, target, 0.5, 0.5, 0.3).item()
    assert half == pytest.approx(dice_loss(probs, target, 0.6).item())
    assert tversky_loss(probs, target, 1.0, 1.0, 0.3).item() == pytest.approx(jaccard_loss(probs, target, 0.3).item())
    assert focal_tversky_loss(probs, target, 0.5, 0.5, 1.0, 0.3).item() == pytest.approx(half)


def test_focal_tversky_is_a_power_of_the_share_that_is_wrong_counted_by_pixels() -> None:
    """1 − TI is one ratio, what is wrong against what is wrong or hit; row by row, by hand on masks of whole pixels."""
    probs = torch.tensor([[1.0, 1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0, 0.0]], dtype=torch.float64)
    target = torch.tensor([[1.0, 0.0, 1.0, 1.0, 1.0], [0.0, 1.0, 1.0, 1.0, 0.0]], dtype=torch.float64)
    wrong, hits = np.array([0.3 * 1 + 0.7 * 2, 0.7 * 1]), np.array([2, 2])
    due = np.mean((wrong / (hits + wrong)) ** 1.5)
    assert focal_tversky_loss(probs, target, 0.3, 0.7, 1.5, 1e-12).item() == pytest.approx(due, rel=1e-9)


@pytest.mark.parametrize(("loss", "options"), OPTIONS)
def test_gradients_agree_with_finite_differences(loss: Loss, options: dict[str, float]) -> None:
    probs, target = (torch.tensor(x) for x in drawn((2, 3, 2), seed=5))
    assert torch.autograd.gradcheck(lambda p: loss(p, target, **options), (probs.requires_grad_(),))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("loss", [dice_loss, jaccard_loss, tversky_loss, focal_tversky_loss])
def test_empty_and_perfect_masks_cost_nothing_and_keep_the_gradient_finite(loss: Loss, dtype: torch.dtype) -> None:
    for mask in (torch.zeros(2, 4, dtype=dtype), torch.ones(2, 4, dtype=dtype)):
        probs = mask.clone().requires_grad_()
        result = loss(probs, mask)
        result.backward()
        assert result.item() == pytest.approx(0, abs=1e-12)
        assert torch.isfinite(probs.grad).all()
