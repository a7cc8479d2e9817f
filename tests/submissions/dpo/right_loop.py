# expect: passed
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    total = 0.0
    for a, b, c, d in zip(policy_chosen, policy_rejected, ref_chosen, ref_rejected):
        x = beta * (a - b - c + d)
        total = total + torch.logaddexp(torch.zeros_like(x), -x)
    return total / policy_chosen.numel()
