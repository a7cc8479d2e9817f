# expect: failed
# diagnosis: gradient_only
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * (policy_chosen - policy_rejected - ref_chosen + ref_rejected)
    return (torch.relu(-x) + torch.log1p(torch.exp(-x.abs()))).mean()
