# expect: failed
# diagnosis: sum_instead_of_mean
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    drawn = torch.einsum("nd,nkd->nk", center, negatives)
    return F.softplus(-(center * context).sum(1)).sum() + F.softplus(drawn).sum()
