# expect: failed
# diagnosis: wrong_shape
import torch


def kl_divergence_loss(log_q, p):
    return (torch.xlogy(p, p) - p * log_q).sum().reshape(1) / len(p)
