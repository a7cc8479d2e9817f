# expect: passed
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    pair = beta * torch.stack([policy_chosen - ref_chosen, policy_rejected - ref_rejected])
    return -pair.log_softmax(dim=0)[0].mean()
