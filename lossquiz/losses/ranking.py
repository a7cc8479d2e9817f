"""Reference ranking losses: over pairs of scores, and over lists `[N, L]`, one row a query.

Every function returns a 0-d tensor of the inputs' dtype.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor


def margin_ranking_loss(x1: Tensor, x2: Tensor, target: Tensor, margin: float = 0.0) -> Tensor:
    """Pairwise hinge max(0, −y·(x1 − x2) + m), then the mean over the pairs.

    Args:
        x1: Scores of the first items, any shape.
        x2: Scores of the second items, the same shape.
        target: 1 where the first should score higher, −1 where the second should, of the scores' dtype.
        margin: By how much; not negative.

    Returns:
        A scalar, in units of the scores.

    Source: torch.nn.MarginRankingLoss.
    """
    return F.relu(margin - target * (x1 - x2)).mean()


def ranknet_loss(scores: Tensor, relevance: Tensor) -> Tensor:
    """RankNet: log(1 + e^−(s_i − s_j)) over all pairs of a list with rel_i > rel_j, averaged over all pairs at once.

    Args:
        scores: Scores, `[N, L]`.
        relevance: Grades, `[N, L]`, of the scores' dtype; higher is better.

    Returns:
        A scalar, in nats; 0 with zero gradient when no list has two different grades.

    Source: Burges et al. 2005 with the target probability 1, pairs of equal grades left out.
    """
    better = relevance[:, :, None] > relevance[:, None, :]
    gap = scores[:, :, None] - scores[:, None, :]
    return F.softplus(-gap[better]).sum() / better.sum().clamp(min=1)


def listnet_loss(scores: Tensor, relevance: Tensor) -> Tensor:
    """ListNet, top one: cross-entropy of softmax(scores) against softmax(relevance) in each list, mean over the lists.

    Args:
        scores: Scores, `[N, L]`.
        relevance: Grades, `[N, L]`, of the scores' dtype; no gradient is meant for them.

    Returns:
        A scalar, in nats; at least the mean entropy of softmax(relevance).

    Source: Cao et al. 2007, top-one probabilities with the exponential function.
    """
    return -(relevance.softmax(dim=1) * scores.log_softmax(dim=1)).sum(dim=1).mean()


def list_mle_loss(scores: Tensor, relevance: Tensor) -> Tensor:
    """ListMLE: −log of the Plackett–Luce probability of the order by falling relevance, mean over the lists.

    With the scores in that order, the sum over the places k of logsumexp(s_k, …, s_L) − s_k.

    Args:
        scores: Scores, `[N, L]`.
        relevance: Grades without ties within a list, `[N, L]`, of the scores' dtype.

    Returns:
        A scalar, in nats: a sum over each list, log L! when its scores are equal.

    Source: Xia et al. 2008.
    """
    ordered = scores.gather(1, relevance.argsort(dim=1, descending=True))
    places = torch.arange(scores.shape[1], device=scores.device)
    gone = places[None, :] < places[:, None]
    remaining = ordered[:, None, :].masked_fill(gone, -torch.inf).logsumexp(dim=2)
    return (remaining - ordered).sum(dim=1).mean()
