# expect: passed
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = logits.clone()
    z.mul_(1 - 2 * target)
    cost = F.softplus(z)
    weight = torch.sigmoid(z).pow(gamma)
    return cost.mul(weight).sum().div_(z.numel())
