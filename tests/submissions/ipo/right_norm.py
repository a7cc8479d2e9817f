# expect: passed
import torch


def ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - ref_chosen - (policy_rejected - ref_rejected)
    return torch.linalg.vector_norm(h - 1 / (2 * beta)).square() / h.shape[0]
