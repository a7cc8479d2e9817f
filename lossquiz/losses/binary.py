"""Reference losses for yes-or-no targets.

Every function returns a 0-d tensor of the first input's dtype: the mean over all elements, in nats where a logarithm
is taken. Targets are 0 and 1, except in the losses of margins (hinge, squared hinge, soft margin), where they are −1
and +1.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

LOG_FLOOR = -100.0


def bce_loss(probs: Tensor, target: Tensor) -> Tensor:
    """Binary cross-entropy of probabilities, mean(−y·log p − (1 − y)·log(1 − p)).

    Both logarithms are held at −100 and above, so that a certain mistake costs 100 instead of infinity. There the
    gradient of the logarithm is 0.

    Args:
        probs: Probabilities of class 1, any shape, in [0, 1].
        target: 0 or 1 (or a probability), same shape and dtype.

    Returns:
        A scalar, in nats.

    Source: torch.nn.BCELoss.
    """
    return -(target * _bounded_log(probs) + (1 - target) * _bounded_log(1 - probs)).mean()


def _bounded_log(probs: Tensor) -> Tensor:
    """Return log p, no less than −100; the logarithm itself is kept away from 0, where its slope is infinite."""
    positive = probs > 0
    safe = torch.where(positive, probs, torch.ones_like(probs))
    return safe.log().clamp(min=LOG_FLOOR).masked_fill(~positive, LOG_FLOOR)


def bce_with_logits_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Binary cross-entropy of logits, mean(−y·log σ(x) − (1 − y)·log σ(−x)), stable for logits of any size.

    The gradient with respect to x is (σ(x) − y)/n, at x = 0 too: logsigmoid has no branch that autograd can see.

    Args:
        logits: Scores before a sigmoid, any shape.
        target: 0 or 1 (or a probability), same shape and dtype.

    Returns:
        A scalar, in nats.

    Source: torch.nn.BCEWithLogitsLoss.
    """
    return -(target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits)).mean()


def focal_loss(logits: Tensor, target: Tensor, gamma: float = 2.0) -> Tensor:
    """Focal loss of logits without class weights, mean(−(1 − p_t)^γ·log p_t), p_t the probability of the true label.

    1 − p_t is the sigmoid of the other sign, and its power is taken in log space: a plain power has an infinite slope
    at 0 for γ < 1, and 1 − p_t rounds to 0 for confident logits.

    Args:
        logits: Scores before a sigmoid, any shape.
        target: 0 or 1, same shape and dtype.
        gamma: How fast well-classified elements fade; 0 gives the binary cross-entropy.

    Returns:
        A scalar, in nats.

    Source: Lin et al. 2017, equation 4; torchvision.ops.sigmoid_focal_loss with alpha=-1, reduction="mean".
    """
    return _focal_terms(logits, target, gamma).mean()


def _focal_terms(logits: Tensor, target: Tensor, gamma: float) -> Tensor:
    """Return −(1 − p_t)^γ·log p_t of each element."""
    log_true = target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits)
    log_false = target * F.logsigmoid(-logits) + (1 - target) * F.logsigmoid(logits)
    return -((gamma * log_false).exp() * log_true)


def focal_loss_with_alpha(logits: Tensor, target: Tensor, alpha: float = 0.25, gamma: float = 2.0) -> Tensor:
    """Focal loss with label weights, mean(−α_t·(1 − p_t)^γ·log p_t), α_t = α at label 1 and 1 − α at label 0.

    Args:
        logits: Scores before a sigmoid, any shape.
        target: 0 or 1, same shape and dtype.
        alpha: The weight of label 1, between 0 and 1.
        gamma: How fast well-classified elements fade; 0 leaves the weighted binary cross-entropy.

    Returns:
        A scalar, in nats.

    Source: Lin et al. 2017, equation 5; torchvision.ops.sigmoid_focal_loss with reduction="mean".
    """
    weight = alpha * target + (1 - alpha) * (1 - target)
    return (weight * _focal_terms(logits, target, gamma)).mean()


def hinge_loss(scores: Tensor, target: Tensor) -> Tensor:
    """Hinge loss, mean(max(0, 1 − y·s)).

    Args:
        scores: Real scores, any shape; their sign is the prediction.
        target: −1 or +1, same shape and dtype.

    Returns:
        A scalar, in units of the score.

    Source: Cortes and Vapnik 1995; optax.losses.hinge_loss.
    """
    return F.relu(1 - target * scores).mean()


def squared_hinge_loss(scores: Tensor, target: Tensor) -> Tensor:
    """Squared hinge loss, mean(max(0, 1 − y·s)²).

    Args:
        scores: Real scores, any shape; their sign is the prediction.
        target: −1 or +1, same shape and dtype.

    Returns:
        A scalar, in squared units of the score.

    Source: sklearn.svm.LinearSVC, loss="squared_hinge"; keras.losses.SquaredHinge.
    """
    return F.relu(1 - target * scores).square().mean()


def soft_margin_loss(scores: Tensor, target: Tensor) -> Tensor:
    """Logistic loss of labels −1 and +1, mean(log(1 + e^(−y·s))), stable for scores of any size.

    Args:
        scores: Real scores, any shape: the log odds of +1.
        target: −1 or +1, same shape and dtype.

    Returns:
        A scalar, in nats.

    Source: torch.nn.SoftMarginLoss, which overflows where −y·s is large.
    """
    return -F.logsigmoid(target * scores).mean()


def weighted_bce_with_logits_loss(logits: Tensor, target: Tensor, pos_weight: Tensor) -> Tensor:
    """Binary cross-entropy of logits with a weight for label 1, mean(−w·y·log σ(x) − (1 − y)·log σ(−x)).

    Args:
        logits: Scores before a sigmoid, `[N, C]`.
        target: 0 or 1, same shape and dtype.
        pos_weight: A positive weight for each column, `[C]`, or one for all; it multiplies label 1 only.

    Returns:
        A scalar, in nats: the mean over all elements, which the weights do not divide.

    Source: torch.nn.BCEWithLogitsLoss with pos_weight.
    """
    return -(pos_weight * target * F.logsigmoid(logits) + (1 - target) * F.logsigmoid(-logits)).mean()
