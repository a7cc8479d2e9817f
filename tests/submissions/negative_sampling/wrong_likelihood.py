# expect: failed
# diagnosis: not_negated
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    drawn = torch.einsum("nd,nkd->nk", center, negatives)
    return F.logsigmoid((center * context).sum(1)).mean() + F.logsigmoid(-drawn).sum(1).mean()
