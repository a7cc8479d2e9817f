"""Reference losses for several yes-or-no labels at once."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def asymmetric_loss(
    logits: Tensor, target: Tensor, gamma_pos: float = 0.0, gamma_neg: float = 4.0, clip: float = 0.05
) -> Tensor:
    """Asymmetric loss: mean(−y·(1 − p)^γ₊·log p − (1 − y)·(1 − q)^γ₋·log q), p = σ(z), q = min(1, 1 − p + clip).

    The powers and the logarithms are taken of log σ(±z), so that neither loses its digits where a probability rounds to
    0 or 1.

    Args:
        logits: Scores before a sigmoid, `[N, C]`.
        target: 0 or 1, same shape and dtype.
        gamma_pos: How fast positives that are right fade; 0 or more.
        gamma_neg: How fast negatives that are right fade; 0 or more.
        clip: The probability below which a negative costs nothing; at least 0, below 1.

    Returns:
        A scalar, in nats: the mean over all elements, where the authors sum.

    Source: Ridnik et al. 2021, Asymmetric Loss For Multi-Label Classification.
    """
    log_p, log_not = F.logsigmoid(logits), F.logsigmoid(-logits)
    positive = torch.exp(gamma_pos * log_not) * log_p
    if clip > 0:
        excess = F.relu(log_p.exp() - clip)
        negative = excess.pow(gamma_neg) * torch.log1p(-excess)
    else:
        negative = torch.exp(gamma_neg * log_p) * log_not
    return -(target * positive + (1 - target) * negative).mean()
