# expect: failed
# diagnosis: gap_in_the_sigmoid
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    gap = torch.einsum("nd,nkd->nk", center, negatives - context[:, None])
    return F.softplus(gap).sum(dim=1).mean()
