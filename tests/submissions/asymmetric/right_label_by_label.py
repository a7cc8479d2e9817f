# expect: passed
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    on = target == 1
    a, b = logits[on], logits[~on]
    cost = (torch.sigmoid(-a) ** gamma_pos * F.softplus(-a)).sum()
    if clip > 0:
        q = torch.clamp(1 - torch.sigmoid(b) + clip, max=1)
        cost = cost - ((1 - q) ** gamma_neg * torch.log(q)).sum()
    else:
        cost = cost + (torch.sigmoid(b) ** gamma_neg * F.softplus(b)).sum()
    return cost / target.numel()
