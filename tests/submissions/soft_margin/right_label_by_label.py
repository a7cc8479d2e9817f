# expect: passed
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    plus = F.softplus(-scores[target > 0]).sum()
    minus = F.softplus(scores[target < 0]).sum()
    return (plus + minus) / scores.numel()
