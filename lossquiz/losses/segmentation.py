"""Reference losses of overlap between a soft mask and a true one.

Every function returns a 0-d tensor of the inputs' dtype: one ratio a sample, over all that follows the first dimension,
then the mean over the samples. smooth is positive, so that an empty mask and an empty prediction are a perfect match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor


def _sums(probs: Tensor, target: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return a sample's true positives, false positives and false negatives, each `[N]`."""
    hit, false_alarm, miss = probs * target, probs * (1 - target), (1 - probs) * target
    return hit.flatten(1).sum(1), false_alarm.flatten(1).sum(1), miss.flatten(1).sum(1)


def dice_loss(probs: Tensor, target: Tensor, smooth: float = 1.0) -> Tensor:
    """Soft Dice loss 1 − (2Σpy + s)/(Σp + Σy + s), then the mean over the samples.

    Args:
        probs: Probabilities of the foreground, `[N, *]`.
        target: The true mask, 0 or 1, `[N, *]`, of the probabilities' dtype.
        smooth: What is added to numerator and denominator; positive, in pixels.

    Returns:
        A scalar between 0 and 1.

    Source: Milletari et al. 2016, arXiv 1606.04797, with a linear denominator; MONAI DiceLoss.
    """
    both, false_alarms, misses = _sums(probs, target)
    return ((false_alarms + misses) / (2 * both + false_alarms + misses + smooth)).mean()


def jaccard_loss(probs: Tensor, target: Tensor, smooth: float = 1.0) -> Tensor:
    """Soft Jaccard (IoU) loss 1 − (Σpy + s)/(Σp + Σy − Σpy + s), then the mean over the samples.

    Args:
        probs: Probabilities of the foreground, `[N, *]`.
        target: The true mask, 0 or 1, `[N, *]`, of the probabilities' dtype.
        smooth: What is added to numerator and denominator; positive, in pixels.

    Returns:
        A scalar between 0 and 1.

    Source: Rahman and Wang 2016; MONAI DiceLoss, jaccard=True.
    """
    both, false_alarms, misses = _sums(probs, target)
    return ((false_alarms + misses) / (both + false_alarms + misses + smooth)).mean()


def tversky_loss(probs: Tensor, target: Tensor, alpha: float = 0.5, beta: float = 0.5, smooth: float = 1.0) -> Tensor:
    """Tversky loss 1 − (TP + s)/(TP + α·FP + β·FN + s), then the mean over the samples.

    Args:
        probs: Probabilities of the foreground, `[N, *]`.
        target: The true mask, 0 or 1, `[N, *]`, of the probabilities' dtype.
        alpha: Weight of the false positives Σp(1 − y).
        beta: Weight of the false negatives Σ(1 − p)y.
        smooth: What is added to numerator and denominator; positive, in pixels.

    Returns:
        A scalar between 0 and 1.

    Source: Salehi et al. 2017, arXiv 1706.05721; MONAI TverskyLoss.
    """
    both, false_alarms, misses = _sums(probs, target)
    wrong = alpha * false_alarms + beta * misses
    return (wrong / (both + wrong + smooth)).mean()


def focal_tversky_loss(
    probs: Tensor,
    target: Tensor,
    alpha: float = 0.7,
    beta: float = 0.3,
    gamma: float = 0.75,
    smooth: float = 1.0,
) -> Tensor:
    """Focal Tversky loss (1 − TI)^γ, TI = (TP + s)/(TP + α·FP + β·FN + s), then the mean over the samples.

    Args:
        probs: Probabilities of the foreground, `[N, *]`.
        target: The true mask, 0 or 1, `[N, *]`, of the probabilities' dtype.
        alpha: Weight of the false positives Σp(1 − y).
        beta: Weight of the false negatives Σ(1 − p)y.
        gamma: The exponent itself, not its reciprocal as in the paper; positive.
        smooth: What is added to numerator and denominator; positive, in pixels.

    Returns:
        A scalar between 0 and 1. Below γ = 1 the gradient grows without bound towards a perfect prediction.

    Source: Abraham and Khan 2018, arXiv 1810.07842, whose exponent is 1/γ.
    """
    both, false_alarms, misses = _sums(probs, target)
    wrong = alpha * false_alarms + beta * misses
    return (wrong / (both + wrong + smooth)).clamp(min=1e-30).pow(gamma).mean()
