# expect: failed
# diagnosis: all_negatives_for_each_pair
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    drawn = torch.einsum("nd,mkd->nmk", center, negatives)
    return F.softplus(-(center * context).sum(1)).mean() + F.softplus(drawn).sum(dim=(1, 2)).mean()
