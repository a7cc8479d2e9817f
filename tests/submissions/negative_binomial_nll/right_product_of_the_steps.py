# expect: passed
# Γ(t + r)/Γ(r) is the product of r, r + 1, … r + t − 1.
import torch
import torch.nn.functional as F


def negative_binomial_loss(log_mean, log_dispersion, target):
    r, z = log_dispersion.exp(), log_mean - log_dispersion
    steps = torch.arange(int(target.max().item()) + 1, dtype=r.dtype)
    inside = steps[None, :] < target[:, None]
    rising = torch.where(inside, torch.log(r[:, None] + steps), torch.zeros_like(r)[:, None]).sum(1)
    each = r * F.softplus(z) + target * F.softplus(-z) - rising + torch.lgamma(target + 1)
    return each.mean()
