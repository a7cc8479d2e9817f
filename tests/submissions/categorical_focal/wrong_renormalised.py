# expect: failed
# diagnosis: gradient_only
# Same value for rows that sum to 1, another gradient.
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = probs / probs.sum(dim=1, keepdim=True)
    return -((1 - p) ** gamma * torch.xlogy(target, p)).sum(dim=1).mean()
