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


def vicreg_loss(z1: Tensor, z2: Tensor, sim: float = 25.0, std: float = 25.0, cov: float = 1.0) -> Tensor:
    """VICReg: squared error between the views, a hinge on each standard deviation, squared covariances.

    sim·mean (z1 − z2)² + std·½·(V(z1) + V(z2)) + cov·(K(z1) + K(z2)), with V the mean over features of
    max(0, 1 − √(var + 1e-4)) and K the sum of the squared covariances off the diagonal divided by D.

    Args:
        z1: One view of each sample, `[N, D]`, N ≥ 2.
        z2: The other view of the sample in the same row, `[N, D]`.
        sim: The weight of the squared error, the mean over all N·D elements.
        std: The weight of the hinge on the standard deviations.
        cov: The weight of the covariances; these and the variances are divided by N − 1.

    Returns:
        A scalar.

    Source: Bardes, Ponce and LeCun 2022, equations 1 to 6, with the ½ of the authors' code.
    """
    hinge, covariance = z1.new_zeros(()), z1.new_zeros(())
    for z in (z1, z2):
        centred = z - z.mean(dim=0)
        matrix = centred.T @ centred / (len(z) - 1)
        variance = matrix.diagonal()
        hinge = hinge + F.relu(1 - (variance + 1e-4).sqrt()).mean() / 2
        covariance = covariance + (matrix - torch.diag(variance)).square().sum() / z.shape[1]
    return sim * (z1 - z2).square().mean() + std * hinge + cov * covariance


def byol_loss(prediction: Tensor, target: Tensor) -> Tensor:
    """BYOL's loss of one direction: 2 − 2·cos(prediction, target), the squared distance at length 1, then the mean.

    Args:
        prediction: The predictor's output for one view, `[N, D]`, no row of zeros.
        target: The target network's projection of the other view, `[N, D]`, no row of zeros; it gets no gradient.

    Returns:
        A scalar between 0 and 4.

    Source: Grill et al. 2020, arXiv 2006.07733, equation 2.
    """
    gap = F.normalize(prediction, dim=1) - F.normalize(target.detach(), dim=1)
    return gap.square().sum(dim=1).mean()
