# expect: failed
import torch
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    pos = (center * context).squeeze().sum(-1)
    neg = (negatives * center[:, None, :]).sum(-1)
    return (F.softplus(-pos) + F.softplus(neg).sum(-1)).mean()
