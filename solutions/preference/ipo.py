"""IPO: the gap of the log-ratios is regressed onto 1/(2β)."""

import torch


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    gap = policy_chosen - policy_rejected - (ref_chosen - ref_rejected)
    target = 0.5 / beta
    return torch.mean((target - gap) ** 2)
