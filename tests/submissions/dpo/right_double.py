# expect: passed
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * ((policy_chosen.double() - ref_chosen) - (policy_rejected.double() - ref_rejected))
    return (torch.logaddexp(x, torch.zeros_like(x)) - x).mean().to(policy_chosen.dtype)
