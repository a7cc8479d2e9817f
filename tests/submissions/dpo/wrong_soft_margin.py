# expect: failed
# diagnosis: unstable | log_of_sigmoid
import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * (policy_chosen - policy_rejected - ref_chosen + ref_rejected)
    return F.soft_margin_loss(x, torch.ones_like(x))
