"""Reference losses between boxes.

Boxes are rows x1, y1, x2, y2 with x1 < x2 and y1 < y2, so that no area is 0 and no denominator needs a guard. Row i
of the predictions is compared with row i of the targets. Every function returns a 0-d tensor of the inputs' dtype: the
mean over the rows.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def _area(boxes: Tensor) -> Tensor:
    return (boxes[:, 2:] - boxes[:, :2]).prod(dim=1)


def _overlap(pred: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Return the intersection over the union of each pair, and the union."""
    low, high = torch.maximum(pred[:, :2], target[:, :2]), torch.minimum(pred[:, 2:], target[:, 2:])
    both = (high - low).clamp(min=0).prod(dim=1)
    union = _area(pred) + _area(target) - both
    return both / union, union


def _hull(pred: Tensor, target: Tensor) -> Tensor:
    """Return width and height of the smallest box around each pair, `[N, 2]`."""
    return torch.maximum(pred[:, 2:], target[:, 2:]) - torch.minimum(pred[:, :2], target[:, :2])


def _offset(pred: Tensor, target: Tensor) -> Tensor:
    """Return the squared distance of the centres over the squared diagonal of the hull."""
    apart = ((pred[:, :2] + pred[:, 2:]) - (target[:, :2] + target[:, 2:])) / 2
    return apart.square().sum(dim=1) / _hull(pred, target).square().sum(dim=1)


def iou_loss(pred_boxes: Tensor, target_boxes: Tensor) -> Tensor:
    """IoU loss 1 − |A∩B|/|A∪B|, then the mean.

    Args:
        pred_boxes: Predicted boxes, `[N, 4]`.
        target_boxes: True boxes, `[N, 4]`.

    Returns:
        A scalar between 0 and 1.

    Source: the Jaccard distance of two boxes; Yu et al. 2016, arXiv 1608.01471, take −log IoU instead.
    """
    iou, _ = _overlap(pred_boxes, target_boxes)
    return (1 - iou).mean()


def giou_loss(pred_boxes: Tensor, target_boxes: Tensor) -> Tensor:
    """Generalised IoU loss 1 − IoU + (C − U)/C, C the area of the hull and U that of the union, then the mean.

    Args:
        pred_boxes: Predicted boxes, `[N, 4]`.
        target_boxes: True boxes, `[N, 4]`.

    Returns:
        A scalar between 0 and 2.

    Source: Rezatofighi et al. 2019, arXiv 1902.09630; torchvision.ops.generalized_box_iou_loss.
    """
    iou, union = _overlap(pred_boxes, target_boxes)
    hull = _hull(pred_boxes, target_boxes).prod(dim=1)
    return (1 - iou + (hull - union) / hull).mean()


def diou_loss(pred_boxes: Tensor, target_boxes: Tensor) -> Tensor:
    """Distance IoU loss 1 − IoU + ρ²/c², ρ the distance of the centres and c the hull's diagonal, then the mean.

    Args:
        pred_boxes: Predicted boxes, `[N, 4]`.
        target_boxes: True boxes, `[N, 4]`.

    Returns:
        A scalar between 0 and 2.

    Source: Zheng et al. 2020, arXiv 1911.08287; torchvision.ops.distance_box_iou_loss.
    """
    iou, _ = _overlap(pred_boxes, target_boxes)
    return (1 - iou + _offset(pred_boxes, target_boxes)).mean()


def ciou_loss(pred_boxes: Tensor, target_boxes: Tensor) -> Tensor:
    """Complete IoU loss 1 − IoU + ρ²/c² + α·v, v = 4/π²·(atan(w_t/h_t) − atan(w/h))², then the mean.

    The weight α = v/(1 − IoU + v) is a constant to the gradient, and 0 where v is.

    Args:
        pred_boxes: Predicted boxes, `[N, 4]`.
        target_boxes: True boxes, `[N, 4]`.

    Returns:
        A scalar, not negative.

    Source: Zheng et al. 2020, arXiv 1911.08287; torchvision.ops.complete_box_iou_loss.
    """
    iou, _ = _overlap(pred_boxes, target_boxes)
    size, true_size = pred_boxes[:, 2:] - pred_boxes[:, :2], target_boxes[:, 2:] - target_boxes[:, :2]
    turn = torch.atan(true_size[:, 0] / true_size[:, 1]) - torch.atan(size[:, 0] / size[:, 1])
    v = 4 / math.pi**2 * turn.square()
    with torch.no_grad():
        alpha = torch.where(v > 0, v / torch.where(v > 0, 1 - iou + v, 1.0), 0.0)
    return (1 - iou + _offset(pred_boxes, target_boxes) + alpha * v).mean()
