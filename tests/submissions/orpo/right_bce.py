# expect: passed
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    both = torch.stack([chosen_logps, rejected_logps])
    odds = both - torch.log(-torch.expm1(both))
    x = odds[0] - odds[1]
    return F.binary_cross_entropy_with_logits(x, torch.ones_like(x)) * beta - chosen_logps.mean()
