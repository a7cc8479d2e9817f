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
