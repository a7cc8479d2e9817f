# expect: failed
# diagnosis: margin_added
import torch


def soft_margin_loss(scores, target):
    z = 1 - target * scores
    return torch.logaddexp(z, torch.zeros_like(z)).mean()
