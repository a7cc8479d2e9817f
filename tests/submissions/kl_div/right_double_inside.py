# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    q64, p64 = log_q.double(), p.double()
    return torch.nan_to_num(p64 * (p64.log() - q64), nan=0.0).sum(1).mean().to(log_q.dtype)
