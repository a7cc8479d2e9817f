# expect: failed
# diagnosis: log_of_sigmoid
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return torch.log(1 + torch.exp(-beta * h)).mean()
