# expect: failed
import torch


def kl_divergence_loss(log_q, p):
    w = torch.linspace(1, 1.5, p.shape[1], dtype=p.dtype)
    return (w * (torch.xlogy(p, p) - p * log_q)).sum(1).mean()
