# expect: failed
# diagnosis: not_a_tensor
import torch


def kl_divergence_loss(log_q, p):
    return float((torch.xlogy(p, p) - p * log_q).sum()) / len(p)
