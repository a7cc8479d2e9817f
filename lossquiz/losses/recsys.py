"""Reference losses of recommender systems.

Every function returns a 0-d tensor of the inputs' dtype: the mean over the pairs.
"""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor


def bpr_loss(pos_scores: Tensor, neg_scores: Tensor) -> Tensor:
    """Bayesian personalised ranking, −mean log σ(s⁺ − s⁻); exact for gaps of ±1e4, with the slope −½ at equal scores.

    Args:
        pos_scores: Scores of items that a user took, any shape.
        neg_scores: Scores of items that the same user did not take, the same shape.

    Returns:
        A scalar, in nats; log 2 when all scores are equal.

    Source: Rendle et al. 2009, the criterion BPR-Opt without its regulariser, averaged over the pairs.
    """
    return F.softplus(neg_scores - pos_scores).mean()


def in_batch_softmax_loss(query: Tensor, item: Tensor, log_freq: Tensor, temperature: float = 0.05) -> Tensor:
    """In-batch softmax with the correction for how often items are drawn: CE of cos(q_i, item_j)/T − log_freq_j.

    Args:
        query: Embeddings, `[N, D]`, no row of zeros; their lengths do not count.
        item: The item of each query in the same row, `[N, D]`; the items of the other rows are its negatives.
        log_freq: The natural logarithm of each item's share of the data, `[N]`, not positive.
        temperature: T, by which the cosines are divided; positive.

    Returns:
        A scalar, in nats. The own item is corrected like the others; one direction, queries choose among items.

    Source: Yi et al. 2019, doi 10.1145/3298689.3346996.
    """
    scores = F.normalize(query, dim=1) @ F.normalize(item, dim=1).T / temperature - log_freq
    return (scores.logsumexp(dim=1) - scores.diagonal()).mean()
