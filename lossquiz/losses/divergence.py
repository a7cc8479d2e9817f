"""Reference divergences between distributions.

Every function returns a 0-d tensor of the inputs' dtype, in nats: summed over the outcomes, averaged over the batch.
"""

from __future__ import annotations

import torch
from torch import Tensor


def kl_divergence_loss(log_q: Tensor, p: Tensor) -> Tensor:
    """KL(p‖q) = Σ p (log p − log q), summed over the classes and averaged over the rows; 0·log 0 = 0.

    Args:
        log_q: The model's log-probabilities, `[N, C]`, finite.
        p: The target's probabilities, `[N, C]`, zeros allowed; no gradient is meant for it.

    Returns:
        A scalar, in nats; the gradient of `log_q` is −p/N.

    Source: Kullback and Leibler 1951; torch.nn.KLDivLoss(reduction="batchmean").
    """
    return (torch.xlogy(p, p) - p * log_q).sum() / log_q.shape[0]


def js_divergence_loss(p: Tensor, q: Tensor) -> Tensor:
    """Jensen–Shannon divergence ½KL(p‖m) + ½KL(q‖m) with m = (p + q)/2, averaged over the rows; 0·log 0 = 0.

    Args:
        p: Probabilities, `[N, C]`; rows sum to 1, zeros allowed.
        q: Probabilities, `[N, C]`; rows sum to 1, zeros allowed.

    Returns:
        A scalar between 0 and log 2, in nats; the gradient of p is ½·log(p/m)/N, and of q ½·log(q/m)/N.

    Source: Lin 1991, the Jensen–Shannon divergence with the weights ½ and ½.
    """
    middle = (p + q) / 2
    to_p = torch.xlogy(p, p) - torch.xlogy(p, middle)
    to_q = torch.xlogy(q, q) - torch.xlogy(q, middle)
    return (to_p + to_q).sum() / (2 * p.shape[0])
