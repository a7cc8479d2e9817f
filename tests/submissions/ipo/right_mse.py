# expect: passed
import torch
import torch.nn.functional as F


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return F.mse_loss(h, torch.full_like(h, 1 / (2 * beta)))
