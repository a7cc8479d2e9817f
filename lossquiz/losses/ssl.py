"""Reference losses of self-supervised learning: two views of each sample, no labels.

Every function returns a 0-d tensor of the inputs' dtype.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def nt_xent_loss(z1: Tensor, z2: Tensor, temperature: float = 0.5) -> Tensor:
    """NT-Xent of SimCLR: each of the 2N views must pick its partner among the 2N − 1 others, by cosine similarity.

    The mean over all views i of logsumexp_{k ≠ i}(s_ik/τ) − s_ij/τ, where j is the other view of the same sample.

    Args:
        z1: One view of each sample, `[N, D]`, no row of zeros; lengths do not count.
        z2: The other view of the sample in the same row, `[N, D]`.
        temperature: τ, by which the similarities are divided; positive.

    Returns:
        A scalar, in nats; log(2N − 1) when all similarities are equal.

    Source: Chen et al. 2020, equation 1 and algorithm 1.
    """
    views = F.normalize(torch.cat((z1, z2)), dim=1)
    itself = torch.eye(len(views), dtype=torch.bool, device=views.device)
    scores = (views @ views.T / temperature).masked_fill(itself, -torch.inf)
    partner = scores.diagonal(len(z1))
    return (scores.logsumexp(dim=1) - torch.cat((partner, partner))).mean()
