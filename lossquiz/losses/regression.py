"""Reference regression losses.

Every function returns a 0-d tensor of the inputs' dtype: the mean over all elements. `e = pred - target`.
"""

from __future__ import annotations

import math

import torch.nn.functional as F
from torch import Tensor


def mse_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean squared error, mean(e²), without a factor ½.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.

    Returns:
        A scalar, in squared units of the target.

    Source: torch.nn.MSELoss.
    """
    return (pred - target).square().mean()


def mae_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean absolute error, mean(|e|).

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.

    Returns:
        A scalar, in units of the target.

    Source: torch.nn.L1Loss.
    """
    return (pred - target).abs().mean()


def huber_loss(pred: Tensor, target: Tensor, delta: float = 1.0) -> Tensor:
    """Huber loss: e²/2 where |e| <= δ, δ(|e| − δ/2) beyond, then the mean.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        delta: Where the parabola becomes a line; positive.

    Returns:
        A scalar, in squared units of the target.

    Source: Huber 1964; torch.nn.HuberLoss.
    """
    size = (pred - target).abs()
    bowl = size.clamp(max=delta)
    return (bowl * (size - 0.5 * bowl)).mean()


def smooth_l1_loss(pred: Tensor, target: Tensor, beta: float = 1.0) -> Tensor:
    """Smooth L1: e²/(2β) where |e| < β, |e| − β/2 beyond, then the mean; L1 when β = 0.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        beta: Where the parabola becomes a line; not negative.

    Returns:
        A scalar, in units of the target: the Huber loss at δ = β divided by β.

    Source: Girshick 2015; torch.nn.SmoothL1Loss.
    """
    if beta == 0:
        return mae_loss(pred, target)
    return huber_loss(pred, target, beta) / beta


def log_cosh_loss(pred: Tensor, target: Tensor) -> Tensor:
    """Mean of log(cosh(e)), as |e| + softplus(−2|e|) − log 2, which never overflows.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.

    Returns:
        A scalar; about e²/2 for small errors, |e| − log 2 for large ones.

    Source: optax.losses.log_cosh.
    """
    size = (pred - target).abs()
    return (size + F.softplus(-2 * size) - math.log(2)).mean()


def weighted_mse_l1_loss(pred: Tensor, target: Tensor, weight: float = 1.0) -> Tensor:
    """Mean squared error plus `weight` times mean absolute error.

    Args:
        pred: Predictions, any shape.
        target: Targets, same shape.
        weight: The factor of the absolute error.

    Returns:
        A scalar.

    Source: a common compound; torch.nn.MSELoss and torch.nn.L1Loss.
    """
    return mse_loss(pred, target) + weight * mae_loss(pred, target)
