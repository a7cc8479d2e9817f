# expect: passed
import torch


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - policy_rejected - ref_chosen + ref_rejected - 0.5 / beta
    return torch.einsum("b,b->", h, h) / h.numel()
