# expect: failed
# diagnosis: half_precision
import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * (policy_chosen - policy_rejected - ref_chosen + ref_rejected)
    return F.softplus(-x.to(torch.bfloat16)).mean().to(policy_chosen.dtype)
