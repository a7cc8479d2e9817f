# expect: failed
# diagnosis: negative_branch
import torch


def quantile_loss(pred, target, q=0.5):
    e = target - pred
    weight = torch.where(e < 0, 1 - q, q)
    return (weight * e).mean()
