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


def barlow_twins_loss(z1: Tensor, z2: Tensor, lambd: float = 0.005) -> Tensor:
    """Barlow Twins, Σ_i (1 − c_ii)² + λ·Σ_{i≠j} c_ij² with c the D × D cross-correlation of the two views.

    Each feature is standardised over the batch, (z − mean)/√(var + 1e-6) with the variance divided by N; c = z1ᵀz2/N.

    Args:
        z1: One view of each sample, `[N, D]`.
        z2: The other view of the sample in the same row, `[N, D]`.
        lambd: λ, the weight of the redundancy term.

    Returns:
        A scalar: sums over features, not means.

    Source: Zbontar et al. 2021, equations 1 and 2; the 1e-6 keeps constant features finite.
    """
    first, second = ((z - z.mean(dim=0)) / (z.var(dim=0, unbiased=False) + 1e-6).sqrt() for z in (z1, z2))
    correlation = first.T @ second / len(z1)
    own = correlation.diagonal()
    off = correlation - torch.diag(own)
    return (1 - own).square().sum() + lambd * off.square().sum()
