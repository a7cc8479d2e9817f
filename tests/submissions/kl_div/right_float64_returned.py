# expect: passed
import torch


def kl_divergence_loss(log_q, p):
    p = p.to(torch.float64)
    return (torch.xlogy(p, p) - p * log_q.to(torch.float64)).sum(dim=1).mean()
