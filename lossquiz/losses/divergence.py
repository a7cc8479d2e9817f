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
