# expect: failed
# diagnosis: overflow | unstable
import torch


def soft_margin_loss(scores, target):
    return torch.log1p(torch.exp(-scores * target)).mean()
