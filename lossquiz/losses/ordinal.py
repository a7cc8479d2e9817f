"""Reference losses for classes with an order, as grades from 0 to K − 1."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def coral_loss(logits: Tensor, target: Tensor) -> Tensor:
    """CORAL: binary cross-entropy of the question y > k for each threshold k, summed over k, then the mean over rows.

    The order of the logits of a row is not looked at: that they fall with k is the business of the layer before, which
    gives every threshold the same score and a bias of its own.

    Args:
        logits: Scores before a sigmoid, `[N, K - 1]`; column k says how likely the grade is above k.
        target: Grades, int64 `[N]`, in 0 … K − 1.

    Returns:
        A scalar, in nats.

    Source: Cao et al. 2020, arXiv 1901.07884, with all importance weights 1; coral_pytorch.losses.coral_loss.
    """
    above = target[:, None] > torch.arange(logits.shape[1], device=target.device)
    return -F.logsigmoid(torch.where(above, logits, -logits)).sum(dim=1).mean()
