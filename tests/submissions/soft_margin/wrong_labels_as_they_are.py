# expect: failed
# diagnosis: read_as_zero_one
import torch


def soft_margin_loss(scores, target):
    return (scores.clamp(min=0) - scores * target + torch.log1p(torch.exp(-scores.abs()))).mean()
