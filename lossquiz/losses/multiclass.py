"""Reference losses for one class out of several.

Every function returns a 0-d tensor of the first input's dtype: the sum over the classes of each row, averaged over the
N rows, in nats.
"""

from __future__ import annotations

import torch
from torch import Tensor


def categorical_cross_entropy_loss(probs: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of probabilities against one-hot targets, −mean over rows of Σ y·log p.

    A class with target 0 adds exactly 0 to value and gradient, at probability 0 too.

    Args:
        probs: Probabilities, `[N, C]`; rows sum to 1.
        target: One-hot (or probability) targets, `[N, C]`, same dtype.

    Returns:
        A scalar, in nats; infinite when a true class has probability 0.

    Source: keras.losses.CategoricalCrossentropy, without its clipping and rescaling.
    """
    return -(target * _probs_of_true(probs, target).log()).sum(dim=1).mean()


def _probs_of_true(probs: Tensor, target: Tensor) -> Tensor:
    """Return the probabilities where the target is not 0, and 1 elsewhere, so that no logarithm sees 0·log 0."""
    return torch.where(target != 0, probs, torch.ones_like(probs))


def cross_entropy_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of logits against class ids, mean over rows of logsumexp(x) − x_y.

    Args:
        logits: Scores before a softmax, `[N, C]`.
        target: Class ids, `[N]`, int64, in 0 … C − 1.

    Returns:
        A scalar, in nats.

    Source: torch.nn.CrossEntropyLoss.
    """
    return -logits.log_softmax(dim=1).gather(1, target[:, None]).mean()


def categorical_focal_loss(probs: Tensor, target: Tensor, gamma: float = 2.0) -> Tensor:
    """Focal loss of probabilities against one-hot targets, −mean over rows of Σ (1 − p)^γ·y·log p.

    Only the true class of a row adds to it; the other classes have value and gradient 0.

    Args:
        probs: Probabilities, `[N, C]`; rows sum to 1.
        target: One-hot targets, `[N, C]`, same dtype.
        gamma: How fast well-classified rows fade; 0 gives the categorical cross-entropy.

    Returns:
        A scalar, in nats; infinite when a true class has probability 0.

    Source: Lin et al. 2017, equation 4, for the class of each row; keras.losses.CategoricalFocalCrossentropy with
        alpha=1.
    """
    true = _probs_of_true(probs, target)
    return -((1 - true) ** gamma * target * true.log()).sum(dim=1).mean()


def linear_cross_entropy_loss(hidden: Tensor, weight: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy of a linear layer's logits, hidden·weightᵀ, then the mean over the rows.

    Only the numbers count here; that the table of logits need not be made at once is the task.

    Args:
        hidden: Rows of features, `[N, D]`.
        weight: A row for each class, `[V, D]`.
        target: Class ids, `[N]`, int64.

    Returns:
        A scalar, in nats.

    Source: Wijmans et al. 2024, arXiv 2411.09009; torch.nn.LinearCrossEntropyLoss.
    """
    return cross_entropy_loss(hidden @ weight.T, target)
