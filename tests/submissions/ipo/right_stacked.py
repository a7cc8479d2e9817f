# expect: passed
import torch


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    sign = policy_chosen.new_tensor([[1.0], [-1.0], [-1.0], [1.0]])
    stack = torch.stack([policy_chosen, policy_rejected, ref_chosen, ref_rejected])
    return ((sign * stack).sum(0) - (2 * beta) ** -1).square().mean()
