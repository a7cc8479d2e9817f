"""Losses between boxes, against counted cells of a grid and values worked by hand."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import torch

from lossquiz.losses.detection import ciou_loss, diou_loss, giou_loss, iou_loss

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
Box = tuple[float, float, float, float]
LOSSES = (iou_loss, giou_loss, diou_loss, ciou_loss)
DTYPES = (torch.float32, torch.float64)
SIDE = 14


def covered(box: Box) -> set[tuple[int, int]]:
    """Return the unit cells that a box with whole corners covers."""
    x1, y1, x2, y2 = (int(edge) for edge in box)
    return {(x, y) for x in range(x1, x2) for y in range(y1, y2)}


def by_cells(loss: Loss, a: Box, b: Box) -> float:
    cells, others = covered(a), covered(b)
    xs, ys = zip(*(cells | others), strict=True)
    wide, high = max(xs) + 1 - min(xs), max(ys) + 1 - min(ys)
    value = 1 - len(cells & others) / len(cells | others)
    if loss is giou_loss:
        empty = sum(
            (x, y) not in cells | others for x in range(min(xs), max(xs) + 1) for y in range(min(ys), max(ys) + 1)
        )
        return value + empty / (wide * high)
    if loss is iou_loss:
        return value
    centres = [np.mean(np.array(sorted(s)) + 0.5, axis=0) for s in (cells, others)]
    with_distance = value + float(np.sum((centres[0] - centres[1]) ** 2)) / (wide**2 + high**2)
    if loss is diou_loss:
        return with_distance
    angles = [math.atan2(box[2] - box[0], box[3] - box[1]) for box in (a, b)]
    v = (2 / math.pi * (angles[0] - angles[1])) ** 2
    return with_distance + (v**2 / (value + v) if v else 0.0)


def drawn(seed: int, rows: int = 9) -> list[list[Box]]:
    rng = np.random.default_rng(seed)
    corners = rng.integers(0, SIDE - 1, size=(2, rows, 2))
    far = corners + rng.integers(1, SIDE // 2, size=(2, rows, 2))
    return np.concatenate([corners, far], axis=-1).astype(float).tolist()  # type: ignore[no-any-return]


def tensors(pred: object, target: object, dtype: torch.dtype = torch.float64) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.tensor(pred, dtype=dtype, requires_grad=True), torch.tensor(target, dtype=dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("loss", LOSSES)
def test_each_agrees_with_counted_cells(loss: Loss, seed: int, dtype: torch.dtype) -> None:
    pred, target = drawn(seed)
    expected = np.mean([by_cells(loss, a, b) for a, b in zip(pred, target, strict=True)])
    result = loss(*tensors(pred, target, dtype))
    assert result.shape == ()
    assert result.dtype == dtype
    assert result.item() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("loss", "pred", "target", "value"),
    [
        (iou_loss, [0.0, 0, 2, 2], [1.0, 1, 3, 3], 6 / 7),
        (iou_loss, [0.0, 0, 2, 2], [4.0, 5, 6, 8], 1.0),
        (giou_loss, [0.0, 0, 2, 2], [1.0, 1, 3, 3], 6 / 7 + 2 / 9),
        (giou_loss, [0.0, 0, 1, 1], [3.0, 0, 4, 1], 1.5),
        (diou_loss, [0.0, 0, 2, 2], [1.0, 1, 3, 3], 6 / 7 + 2 / 18),
        (diou_loss, [0.0, 0, 2, 2], [4.0, 4, 6, 6], 1 + 32 / 72),
        (ciou_loss, [0.0, 0, 2, 2], [4.0, 4, 6, 6], 1 + 32 / 72),
    ],
)
def test_values_worked_by_hand(loss: Loss, pred: list[float], target: list[float], value: float) -> None:
    assert loss(*tensors([pred], [target])).item() == pytest.approx(value)


@pytest.mark.parametrize("loss", [iou_loss, giou_loss, diou_loss])
def test_gradients_agree_with_finite_differences(loss: Loss) -> None:
    rng = np.random.default_rng(8)
    low, size = rng.uniform(0, 4, size=(2, 6, 2)), rng.uniform(1, 4, size=(2, 6, 2))
    pred, target = tensors(*np.concatenate([low, low + size], axis=-1))
    assert torch.autograd.gradcheck(lambda p: loss(p, target), (pred,))


def test_the_weight_of_the_aspect_ratio_is_a_constant_to_the_gradient() -> None:
    # One centre, so that ρ has no slope: d(loss)/dx2 = −d(IoU)/dx2 + α·dv/dx2, with the numbers of the pair below.
    pred, target = tensors([[0.0, 0.0, 4.0, 2.0]], [[1.0, -1.0, 3.0, 3.0]])
    ciou_loss(pred, target).backward()
    v = 4 / math.pi**2 * (math.atan(0.5) - math.atan(2)) ** 2
    alpha = v / (1 - 1 / 3 + v)
    slope_of_v = -8 / math.pi**2 * (math.atan(0.5) - math.atan(2)) * 2 / (4**2 + 2**2)
    slope_of_iou = -4 * 2 / 12**2
    assert pred.grad is not None
    assert pred.grad[0, 2].item() == pytest.approx(-slope_of_iou + alpha * slope_of_v)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("loss", LOSSES)
def test_value_and_gradient_are_finite_for_equal_touching_huge_and_far_boxes(loss: Loss, dtype: torch.dtype) -> None:
    pred = [[1.0, 2, 3, 5], [0.0, 0, 1, 1], [0.0, 0, 1e4, 5e3], [-1e4, -1e4, -9999, -9998], [0.0, 0, 1e3, 2]]
    target = [[1.0, 2, 3, 5], [1.0, 0, 2, 1], [1e3, 0.5, 9e3, 6e3], [1e4, 1e4, 10003, 10001], [400, -300, 402, 500]]
    for row, other in zip(pred, target, strict=True):
        leaf, fixed = tensors([row], [other], dtype)
        result = loss(leaf, fixed)
        result.backward()
        assert 0 <= result.item() < 3
        assert leaf.grad is not None
        assert torch.isfinite(leaf.grad).all()
    assert loss(*tensors(pred[:1], target[:1], dtype)).item() == 0
