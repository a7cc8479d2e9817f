# expect: passed
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * ((policy_chosen - ref_chosen) - (policy_rejected - ref_rejected))
    m = torch.clamp(-x, min=0).detach()
    return (m + torch.log(torch.exp(-m) + torch.exp(-x - m))).mean()
