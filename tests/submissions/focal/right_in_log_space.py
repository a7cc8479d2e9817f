# expect: passed
# (1 − p_t)^γ = exp(−γ·softplus(z)), which has a finite slope for every γ.
import torch
import torch.nn.functional as F


def focal_loss(logits, target, gamma=2.0):
    z = torch.where(target == 1, logits, -logits)
    return (torch.exp(-gamma * F.softplus(z)) * F.softplus(-z)).mean()
