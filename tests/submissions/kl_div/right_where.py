# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    log_p = torch.where(p > 0, p, 1.0).log()
    return torch.sum(p * (log_p - log_q)) / p.size(0)
