# expect: failed
# diagnosis: products_summed_first
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    total = negatives.sum(dim=1)
    return F.softplus(-(center * context).sum(1)).mean() + F.softplus((center * total).sum(1)).mean()
