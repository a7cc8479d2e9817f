# expect: passed
import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * ((policy_chosen - ref_chosen) - (policy_rejected - ref_rejected))
    return F.binary_cross_entropy_with_logits(x, torch.ones_like(x))
