# expect: passed
import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    pair = torch.stack([policy_chosen - ref_chosen, policy_rejected - ref_rejected], dim=1) * beta
    return F.cross_entropy(pair, torch.zeros(len(pair), dtype=torch.long))
