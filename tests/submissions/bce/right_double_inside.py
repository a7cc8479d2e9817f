# expect: passed
import torch


def bce_loss(probs, target):
    p, y = probs.double(), target.double()
    lower = torch.tensor(-100.0, dtype=torch.float64)
    cost = -y * torch.maximum(torch.log(p), lower) - (1 - y) * torch.maximum(torch.log1p(-p), lower)
    return cost.mean().to(probs.dtype)
