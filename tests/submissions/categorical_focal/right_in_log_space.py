# expect: passed
# (1 − p)^γ as exp(γ·log1p(−p)).
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    p = (probs * target).sum(dim=1)
    return -(torch.exp(gamma * torch.log1p(-p)) * torch.log(p)).mean()
