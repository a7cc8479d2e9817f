# expect: failed
# diagnosis: negatives_averaged
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    # a mean for each part, as in some graph libraries
    drawn = torch.bmm(negatives, center.unsqueeze(2))
    return F.softplus(-(center * context).sum(1)).mean() + F.softplus(drawn).mean()
