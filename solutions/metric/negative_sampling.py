"""Skip-gram with negative sampling: a yes-or-no question for the pair, and one for each drawn negative."""

import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    seen = (center * context).sum(dim=1)
    drawn = torch.einsum("nd,nkd->nk", center, negatives)
    return -(F.logsigmoid(seen) + F.logsigmoid(-drawn).sum(dim=1)).mean()
